"""Facts that the rest of a page makes doubtful are dropped: a wrong value is worse than a missing one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from ingest.figures import MONEY
from ingest.layout import layout
from ingest.list_doubts import doubtful_points
from vectorstore.quantities import find_quantities
from vectorstore.types import Attribute, Fact, Quantity, SectionKind

_ONCE: frozenset[Attribute] = frozenset({"salary_range", "experience", "demand", "ai_risk", "months_to_ready"})
_IN_PROSE: tuple[Attribute, ...] = ("entry_pay", "senior_pay", "salary_range")
_PASSING: frozenset[SectionKind] = frozenset({"summary", "other", "outlook", "responsibilities", "pay", "employers"})
_LENGTHS: dict[str, float] = {"week": 1, "month": 4.35, "year": 52}
_LAST_HOUR, _REPEATED = 23, 2  # of a clock; hours that come again
_POINTS: frozenset[Attribute] = frozenset({"fit", "non_fit", "skill", "tool"})
_ALIKE = 3  # parts of one title that make it a label
_LONGEST_PHASE = 6  # times the usual phase of the page


def without_doubtful(facts: Sequence[tuple[SectionKind, Fact]]) -> list[Fact]:
    """The facts of a career, each given with its section's kind, without those that other evidence contradicts.

    Dropped are figures outside what careers know, entry pay above senior pay, levels that pay less than the one below,
    a range of pay that no level comes near, figures of which one section states several, a phase many times as long as
    the others, what running text says in passing of whom the job suits where the page has a section for it, and phases,
    levels and hours that are none: their titles repeat, their times stand on no clock.
    """
    kept = [fact for fact in _without_asides(facts) if _is_possible(fact) and _may_be_said(fact)]
    doubtful = {id(fact) for check in _CHECKS for fact in check(kept)}
    return [fact for fact in kept if id(fact) not in doubtful]


def without_pay_of_others(facts: Sequence[Fact], name: str, text: str) -> list[Fact]:
    """The facts of the career `name` without pay that the text gives to another occupation, where it gives its own."""
    kept = list(facts)
    for attribute in _IN_PROSE:
        stated = [fact for fact in facts if fact.attribute == attribute and fact.part is None]
        spans = {id(fact): text[fact.span.start : fact.span.end] for fact in stated}
        kept = [fact for fact in kept if id(fact) not in spans or not _is_of_another(spans[id(fact)], name)]
        others = [fact for fact in stated if _names_another(spans[id(fact)], name)]
        if len(others) < len(stated):
            kept = [fact for fact in kept if fact not in others]
    return kept


def _is_of_another(words: str, name: str) -> bool:
    """True for pay of which the sentence says that an occupation of another name gets it."""
    match = layout().expressions["pay_subject"].match(words)
    ranks = layout().expressions["seniority"]
    whose = [word for word in match["whose"].split() if not ranks.fullmatch(word)] if match else []
    named = bool(whose) and layout().expressions["noun"].fullmatch(whose[-1]) is not None
    if _works_as_another(words, name):
        return True
    return named and len(whose) > 1 and " ".join(whose[-2:]) not in name.casefold()


def _works_as_another(words: str, name: str) -> bool:
    """True where people are said to work as something else ("… and work as registry clerks, which starts at")."""
    match = layout().expressions["pay_as_another"].search(words)
    noun = layout().expressions["noun"]
    whose = match["whose"].split() if match else []
    last = next((word for word in reversed(whose) if noun.fullmatch(word)), "")
    return bool(last) and last.casefold().rstrip("s") not in name.casefold()


def _names_another(words: str, name: str) -> bool:
    noun, own = layout().expressions["noun"], name.casefold()
    occupations = [word.casefold() for word in re.findall(r"\b[a-z]{4,}\b", words) if noun.fullmatch(word)]
    return any(word.rstrip("s") not in own for word in occupations)


def _without_asides(facts: Sequence[tuple[SectionKind, Fact]]) -> Iterable[Fact]:
    sides: tuple[tuple[Attribute, SectionKind], ...] = (("fit", "fit"), ("non_fit", "non_fit"))
    listed = {attribute for attribute, kind in sides if any((kind, attribute) == (k, f.attribute) for k, f in facts)}
    for kind, fact in facts:
        if not (fact.attribute in listed and kind in _PASSING):
            yield fact


def _is_possible(fact: Fact) -> bool:
    """True for a figure that a career can have, by the bounds that the layout gives for its attribute and unit."""
    if not isinstance(fact.value, Quantity):
        return True
    bounds = layout().bounds.get((fact.attribute, fact.value.unit))
    short = fact.value.unit in MONEY and fact.value.per in ("hour", "day", "week", "month")
    if bounds is None or short:
        return True
    low, high = fact.value.low, fact.value.high
    return bounds.least <= high and high <= bounds.most and (low == 0 or high <= bounds.widest * low)


def _may_be_said(fact: Fact) -> bool:
    """True for words that may be what they were read as: no question among points, none that a reader asks."""
    if not isinstance(fact.value, str):
        return True
    if fact.attribute == "interview_question":
        return layout().expressions["readers_question"].search(fact.value) is None
    if fact.attribute not in _POINTS:
        return True
    if not any(map(str.isalpha, fact.value)):
        return False  # the number of what comes next
    return not fact.value.endswith("?") and not any(m.quantity.unit in MONEY for m in find_quantities(fact.value))


def _falling_pay(facts: Sequence[Fact]) -> list[Fact]:
    """The pay of a ladder on which a higher level earns less than the one below: what was read is no ladder."""
    pays = [(fact, fact.value) for fact in facts if fact.attribute == "pay" and fact.part is not None]
    ladder = [(fact, value) for fact, value in pays if isinstance(value, Quantity) and value.unit in MONEY]
    ladder.sort(key=lambda each: each[0].part.number if each[0].part else 0)
    falls = any(
        one[1].unit == other[1].unit and one[0].part != other[0].part and other[1].high < one[1].low
        for one, other in pairwise(ladder)
    )
    return [fact for fact, _ in ladder] if falls else []


def _crossed_pay(facts: Sequence[Fact]) -> list[Fact]:
    """Entry and senior pay of one place of which the first is the higher."""
    found: list[Fact] = []
    seniors = [fact for fact in facts if fact.attribute == "senior_pay"]
    for entry in (fact for fact in facts if fact.attribute == "entry_pay"):
        for senior in (fact for fact in seniors if fact.part == entry.part):
            low, high = entry.value, senior.value
            if isinstance(low, Quantity) and isinstance(high, Quantity):
                if low.unit == high.unit and low.per == high.per and low.low > high.high:
                    found += [entry, senior]
    return found


def _stray_range(facts: Sequence[Fact]) -> list[Fact]:
    """A range of pay that lies wholly above or below all levels of the ladder."""
    levels = [f.value for f in facts if f.attribute == "pay" and isinstance(f.value, Quantity) and f.part is not None]
    found: list[Fact] = []
    for fact in facts:
        value = fact.value
        if fact.attribute != "salary_range" or not isinstance(value, Quantity) or len(levels) < 2:
            continue
        same = [level for level in levels if level.unit == value.unit]
        if same and (value.low > max(level.high for level in same) or value.high < min(level.low for level in same)):
            found.append(fact)
    return found


def _many_of_one(facts: Sequence[Fact]) -> list[Fact]:
    """Figures of which one section states several for the career: those of levels or of other careers."""
    of_career = [fact for fact in facts if fact.part is None and fact.attribute in _ONCE]
    values: dict[tuple[str, str], set[Quantity | str]] = {}
    for fact in of_career:
        values.setdefault((fact.attribute, fact.section), set()).add(fact.value)
    return [fact for fact in of_career if len(values[fact.attribute, fact.section]) >= _ALIKE]


def _overlong_phase(facts: Sequence[Fact]) -> list[Fact]:
    """The length of a phase that is many times as long as the usual one."""
    phases = [fact for fact in facts if fact.attribute == "phase_weeks"]
    lengths = [_LENGTHS.get(f.value.unit, 0) * f.value.high if isinstance(f.value, Quantity) else 0 for f in phases]
    usual = median(lengths) if len(lengths) > 2 else 0
    return [f for f, length in zip(phases, lengths, strict=True) if usual and length > _LONGEST_PHASE * usual]


def _titled_alike(facts: Sequence[Fact]) -> list[Fact]:
    """Everything of phases or levels of which many have one title: it is a label ("In: 2 years"), and names none."""
    parts = {fact.part for fact in facts if fact.part is not None and fact.part.kind in ("phase", "level")}
    titles = Counter((part.kind, part.title.casefold()) for part in parts if part.title)
    kinds = {kind for (kind, _), count in titles.items() if count >= _ALIKE}
    return [fact for fact in facts if fact.part is not None and fact.part.kind in kinds]


def _beyond_the_clock(facts: Sequence[Fact]) -> list[Fact]:
    """A schedule with a time that no clock shows, or with times that come again: of a recording, of a chat."""
    schedule = [fact for fact in facts if fact.attribute == "schedule"]
    hours = [re.match(r"(\d+)[:.]\d", fact.part.title) for fact in schedule if fact.part is not None]
    again = Counter(fact.part.title for fact in schedule if fact.part is not None)
    talk = sum(again.values()) - len(again) >= _REPEATED
    return schedule if talk or any(hour and int(hour[1]) > _LAST_HOUR for hour in hours) else []


_CHECKS = (
    doubtful_points,
    _falling_pay,
    _crossed_pay,
    _stray_range,
    _many_of_one,
    _overlong_phase,
    _titled_alike,
    _beyond_the_clock,
)
