"""What a question says beside its facet: conditions, figures taken for granted, direction, absence, a start date."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest
from typing import Literal, get_args

from advisor.operations.people import affirmed, names_someone
from advisor.operations.places import find_places, names_place, region_names, speaks_of_pay
from advisor.patterns import any_of, matcher
from advisor.requests import Bound, Direction, Person
from advisor.understanding.clauses import introduction, is_condition
from advisor.understanding.cue_tables import Comparison, cue_tables, search_any
from advisor.understanding.measuring import MeasuringCues, read_measuring
from advisor.understanding.others import told_by_themselves
from advisor.understanding.own_pay import find_own_pay
from advisor.understanding.person import person_facts, time_available
from advisor.understanding.timing import TimingCues, assumed_hours, read_timing, single_units
from vectorstore.numbers import NumberMention, find_numbers
from vectorstore.quantities import QuantityMention, find_quantities
from vectorstore.types import MONEY, Quantity, Unit

_WORD = re.compile(r"[a-z’']+|[<>]=?")


@dataclass(frozen=True, slots=True)
class Cues:
    """The conditions and asides of one question."""

    bounds: tuple[Bound, ...] = ()
    selecting: tuple[Bound, ...] = ()  # figures without a word of comparison, conditions where a selection is asked for
    premises: tuple[Quantity, ...] = ()
    premises_at: tuple[int, ...] = ()  # where in the text each of them begins
    direction: Direction | Literal["best"] | None = None
    asserted: bool = False  # it takes something for granted, or asks whether it holds
    negated: bool = False
    person: Person = Person()
    of_another: bool = False  # the person is not the user, but somebody whom they ask for
    timing: TimingCues = TimingCues()
    measuring: MeasuringCues = field(default_factory=MeasuringCues)


def read_cues(text: str, *, today: date | None = None) -> Cues:
    """The cues of `text`; relative dates ("next month") count from `today`, which defaults to the current day."""
    lowered = text.lower().replace("’", "'")
    mentions = _quantities(lowered)
    assumed = assumed_hours(digits := _in_digits(lowered, 2))
    durations = [*mentions, *single_units(lowered, mentions)]
    months, hours, used = time_available(digits, durations, assumed=assumed[1] if assumed else None)
    unused = [mention for mention in durations if mention not in used]
    timing, framed = read_timing(lowered, unused, today or date.today(), assumed=assumed[0] if assumed else None)
    used += framed
    earned = find_own_pay(lowered, mentions)
    used += [earned] if earned is not None else []
    bounds: list[Bound] = []
    rest: list[QuantityMention] = []
    for mention in mentions:
        found = () if mention in used else _bounds(lowered, mention)
        bounds.extend(found)
        if not found and mention not in used:
            rest.append(mention)
    asserted = search_any(cue_tables().premises.frames, lowered.strip())
    speaks = speaks_of_oneself(text) or tells_of_oneself(introduction(text)[0])
    person = person_facts(lowered, original=text, speaks=speaks, months=months, hours_per_week=hours)
    person = replace(person, pay=earned.quantity) if earned is not None else person
    another = _spoken_for(lowered) if not (person.background or person.skills or person.dislikes) else Person()
    return Cues(
        bounds=tuple(bounds),
        selecting=tuple(_selecting(lowered, mention) for mention in durations if mention not in used)
        if not bounds
        else (),
        premises=tuple(mention.quantity for mention in rest) if asserted else (),
        premises_at=tuple(mention.start for mention in rest) if asserted else (),
        direction=direction_of(lowered),
        asserted=asserted,
        negated=denies(lowered),
        person=replace(another, months=months, hours_per_week=hours) if another != Person() else person,
        of_another=another != Person(),
        timing=timing,
        measuring=read_measuring(_in_digits(lowered)),
    )


def _spoken_for(text: str) -> Person:
    """What lower-case text tells of somebody whom its writer asks for."""
    told = told_by_themselves(text)
    if told is None:
        return Person()
    return person_facts(told, original=told, speaks=True, months=None, hours_per_week=None)


def tells_of_oneself(text: str) -> bool:
    """True when a statement says who its writer is, or what they can, like and dislike; conditions do not."""
    lowered = text.lower().replace("’", "'")
    if not lowered or is_condition(lowered):
        return False
    if find_places(text) or any(names_place(text, region) for region in region_names()):
        return False  # "I live in Lagos" says of where the rest is asked
    named = names_someone(affirmed(text)) and not cue_tables().person.of_others.search(lowered)
    # "I have a 20-week leave" is part of what is asked.
    amounts = find_quantities(lowered)
    return named or (speaks_of_oneself(lowered) and (not amounts or [find_own_pay(lowered, amounts)] == amounts))


def speaks_of_oneself(text: str) -> bool:
    """True when a text speaks of its writer: "I", "my", "someone like me", "want a job"."""
    return cue_tables().person.first_person.search(text.lower().replace("’", "'")) is not None


def _quantities(text: str) -> list[QuantityMention]:
    """The quantities of `text`, with bare numbers after a bound word read in the unit the question speaks of."""
    mentions = find_quantities(text)
    table = cue_tables().bounds
    for number in find_numbers(text):
        if any(mention.start < number.end and number.start < mention.end for mention in mentions):
            continue
        comparison, _ = _comparison_before(text, number.start)
        unit = _unit_spoken_of(text, number.value) if comparison or number.value >= table.large_amount else None
        unit = unit or _unit_taken_over(text, number, mentions)
        thousands = unit is None and _counts_thousands(text, number)
        if unit is not None or thousands:
            low, start = _range_before(text, number) if thousands or number.value >= table.large_amount else (None, 0)
            factor = _THOUSAND if thousands else 1
            low_end, high_end = (low or number.value) * factor, number.value * factor
            quantity = Quantity(low_end, high_end, unit or "USD", per="10" if unit == "score" else None)
            mentions.append(QuantityMention(quantity, start if low else number.start, number.end))
    return sorted(mentions, key=lambda mention: mention.start)


def _range_before(text: str, number: NumberMention) -> tuple[float | None, int]:
    """The lower end of a range that a number closes, and where it stands: "between 30 and 80 thousand"; or None."""
    before = _LOWER_END.search(text[: number.start])
    if before is None:
        return None, 0
    end = before.lastindex or 1
    low = float(before[end].replace(",", ""))
    low *= _THOUSAND if low < _THOUSAND <= number.value else 1
    return (low, before.start(end)) if low < number.value else (None, 0)


def _counts_thousands(text: str, number: NumberMention) -> bool:
    """True for a bare number that means thousands: "who pays more than 150?", "so 185 to 240 for a senior, right?"."""
    if not (_LEAST_THOUSANDS <= number.value < _THOUSAND and cue_tables().bounds.amount_ends.match(text, number.end)):
        return False
    low, _ = _range_before(text, number)
    return speaks_of_pay(text) or (low or 0) >= _LEAST_THOUSANDS


_THOUSAND = 1000
# A year's pay is written so from here on ("60 to 80"); weeks and years of work hardly come to as many.
_LEAST_THOUSANDS = 55
# "And" joins two ends behind "between" alone.
_LOWER_END = re.compile(r"(?:\b(\d[\d,]*)\s*k?\s*(?:to|-|–)|\bbetween\s+\$?(\d[\d,]*)\s*k?\s+and)\s*\$?$")


def _in_digits(text: str, smallest: float = 100) -> str:
    """The text with the numbers from `smallest` on that it writes in words in digits, so that no other word moves.

    Numbers below a hundred are words of phrases as well: "from one level to the next".
    """
    for number in find_numbers(text):
        written = f"{number.value:.0f}"
        if not number.digits and number.value >= smallest and len(written) <= number.end - number.start:
            text = text[: number.start] + written.ljust(number.end - number.start) + text[number.end :]
    return text


def _unit_taken_over(text: str, number: NumberMention, mentions: Sequence[QuantityMention]) -> Unit | None:
    """The unit of the figure before a bare number that closes the second half: "12 months and Y 10, right?"."""
    before = [mention for mention in mentions if mention.end <= number.start]
    if not before or not _CLOSING.match(text, number.end):
        return None
    return before[-1].quantity.unit if _JOINING.search(text, before[-1].end, number.start) else None


_CLOSING = re.compile(r"\s*(?:[,;.?!]|$)")
_JOINING = re.compile(r"\b(?:and|but|while|whereas)\b")


def _unit_spoken_of(text: str, value: float) -> Unit | None:
    table = cue_tables().bounds
    if value >= table.large_amount:
        return "USD"
    words = set(_WORD.findall(text))
    for unit, cues in table.units.items():
        if words & cues and unit != "USD" and (unit != "score" or value <= 10):
            return unit
    return None


def _bounds(text: str, mention: QuantityMention) -> tuple[Bound, ...]:
    """The conditions that `mention` stands for: two for "between X and Y", none for a plain figure."""
    quantity = mention.quantity
    before, word = _comparison_before(text, mention.start)
    ranging = quantity.low < quantity.high and _told_by(text[: mention.start], cue_tables().bounds.ranging)
    if ranging:
        return ()  # "They run from 30 to 80" says what the whole range is
    if quantity.low < quantity.high and (before is None or word == "from"):
        if not cue_tables().bounds.between.search(text[: mention.start]):
            return ()
        low, high = (_single(quantity, value) for value in (quantity.low, quantity.high))
        return (Bound(">=", low), Bound("<=", high))
    comparison = before or _comparison_after(text, mention.end) or (">=" if quantity.open_ended else None)
    of_other = word in cue_tables().bounds.of_amounts and quantity.unit not in MONEY
    if comparison is None or (of_other and not quantity.open_ended):
        return ()
    return (Bound(comparison, _single(quantity, quantity.high if comparison in ("<", "<=") else quantity.low)),)


def _told_by(before: str, phrases: Collection[str]) -> bool:
    return any(before.rstrip().endswith(f" {phrase}") for phrase in phrases)


def _selecting(text: str, mention: QuantityMention) -> Bound:
    """The condition of a figure without a word of comparison: no longer than "in a month", as long as "4 weeks"."""
    fits = cue_tables().measuring.fitting.search(text[: mention.start]) is not None
    low, high = (_single(mention.quantity, end) for end in (mention.quantity.low, mention.quantity.high))
    return Bound("<=", high) if fits else Bound("=", replace(high, low=low.low))


# Characters before a figure in which its condition stands.
_REACH = 40


def _single(quantity: Quantity, value: float) -> Quantity:
    return Quantity(value, value, quantity.unit, per=quantity.per if quantity.unit == "score" else None)


def _comparison_before(text: str, end: int) -> tuple[Comparison | None, str]:
    """The comparison whose words end right before `end`, and those words."""
    table = cue_tables().bounds
    words = _WORD.findall(text[max(0, end - _REACH) : end])
    while words and words[-1] in table.skipped:
        words.pop()
    if " ".join(words[-3:]) in table.stating:
        return None, ""
    for size in (4, 3, 2, 1):
        phrase = " ".join(words[-size:])
        if len(words) >= size and phrase in table.before:
            before = words[:-size]
            # "Don't seniors earn over 150k?" opens with a tag, and denies nothing.
            opens = end <= _REACH and len(before) > 1
            denied = table.denying & {*before[1 if opens else 0 :][-table.near - 1 :]}
            return (_OPPOSITE if denied else _SAME)[table.before[phrase]], phrase
    return None, ""


_SAME: dict[Comparison, Comparison] = {each: each for each in get_args(Comparison)}
_OPPOSITE: dict[Comparison, Comparison] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "="}


def _comparison_after(text: str, start: int) -> Comparison | None:
    following = text[start : start + 24].lstrip()
    table = cue_tables().bounds.after
    found = matcher(*table).match(following)
    return table[found.group()] if found else None


def direction_of(text: str) -> Direction | Literal["best"] | None:
    """The end of the scale that lower-case text asks for: that of its first such word, conditions left out."""
    table = cue_tables()
    before, after = (
        any_of(phrase for phrase in phrases if phrase[-1].isalpha())
        for phrases in (table.bounds.before, table.bounds.after)
    )
    without = re.sub(rf"\b(?:{before})\s+{table.direction.amount}|\b(?:{after})(?!\w)", " ", text)
    without = table.direction.idle.sub(" ", without)
    words = _WORD.findall(without)
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        turned = word in table.direction.degrees and following in table.direction.reversing
        if word in table.direction.best:
            return "best"
        if word in table.direction.least:
            return "most" if turned else "least"
        if word in table.direction.most:
            return "least" if turned else "most"
    return None


def denies(text: str) -> bool:
    """True when lower-case text asserts or asks for an absence: "no coding is needed, right?"."""
    table = cue_tables().negation
    stripped = text.strip()
    for tag in table.tags:
        stripped = tag.sub(" ", stripped).strip()
    return search_any(table.patterns, stripped)
