"""The points of titled lists → facts: whom the job suits, skills, tools, steps, questions to prepare for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from ingest.labels import states_label
from ingest.layout import layout
from ingest.lines import Line
from ingest.notes import LONGEST_ITEM, separated_facts
from ingest.place import Place
from ingest.statements import asks_something
from vectorstore.types import Attribute, Fact, Part, PartKind, SectionKind

# The kind of section whose points each attribute is read from.
LISTED_IN: Mapping[Attribute, SectionKind] = {"fit": "fit", "non_fit": "non_fit", "skill": "skills", "tool": "tools"}
_FEWEST_PEOPLE = 2  # points that show of what kind a list is, and that make a tail of another
_LONGEST_HEAD = 5  # words of a title among points
_FEWEST_ANSWERS = 2  # between questions


def listed_facts(attribute: Attribute, lines: Sequence[Line], place: Place, counts: Counter[str]) -> Iterator[Fact]:
    """Whom the job suits or not, skills or tools: the points below a title that says so, with or without bullets."""
    if attribute in ("fit", "non_fit") and (led := _led_points(lines)):
        yield from (place.fact(told, line.body, line.body_start, line.body_end) for told, line in led)
        return
    if attribute in ("fit", "non_fit"):
        lines = [line for line in lines if not states_label(line)]
    bullets = [line for line in lines if line.shape == "bullet"]
    if attribute in ("fit", "non_fit"):
        bullets = _without_foreign_tail(bullets)
    if bullets:
        yield from labelled_points(bullets, place, attribute, "item", counts)
        return
    of_people = 0
    for line in takewhile(lambda each: not _begins_another(each, attribute), lines):
        if attribute in ("fit", "non_fit"):
            told = layout().expressions["people"].match(line.body) is not None
            if of_people >= _FEWEST_PEOPLE and not told:
                return
            of_people += told
        if line.shape != "plain" or line.body[-1] == ":":
            continue
        if attribute in ("fit", "non_fit"):
            yield place.fact(attribute, line.body, line.body_start, line.body_end)
        elif len(line.body) <= 3 * LONGEST_ITEM and line.body[-1] not in ".!?":
            yield from separated_facts(attribute, line.body, line.body_start, place)


def _led_points(lines: Sequence[Line]) -> list[tuple[Attribute, Line]]:
    """The lines each of which says itself to whom it leads ("stay if …", "turn back if …"), with what it states."""
    found: list[tuple[Attribute, Line]] = []
    leads: Counter[str] = Counter()
    for line in lines:
        match = layout().expressions["lead_within"].match(line.body) if line.shape in ("plain", "bullet") else None
        kind = layout().likely_kind(match[0]) if match else "other"
        if match is None or kind not in ("fit", "non_fit"):
            return []
        leads[match[0].casefold()] += 1
        found.append(("fit" if kind == "fit" else "non_fit", line))
    return found if len({told for told, _ in found}) > 1 and min(leads.values()) >= _FEWEST_PEOPLE else []


def labelled_points(
    lines: Sequence[Line], place: Place, attribute: Attribute, kind: PartKind, counts: Counter[str]
) -> Iterator[Fact]:
    """Bullets as facts; what stands before a colon becomes the title of a part."""
    for line in lines:
        if line.shape != "bullet":
            continue
        match = layout().expressions["bullet_label"].fullmatch(line.body[:4000])
        if match is None and attribute not in ("step", "item"):
            yield place.fact(attribute, line.body, line.body_start, line.body_end)
            continue
        counts[kind] += 1
        title, value = (match["label"], match["text"]) if match else ("", line.body)
        part = Part(kind, counts[kind], title.strip("*_ "))
        yield place.fact(attribute, value, line.body_start, line.body_end, part=part)


def _begins_another(line: Line, attribute: Attribute) -> bool:
    """True for a line among points without bullets that is the title of what comes next, or may be."""
    known = layout()
    if line.shape != "plain" or line.body[-1] in ".:":
        return False
    brief = 1 < len(line.body.split()) <= _LONGEST_HEAD
    if brief and known.expressions["leads_in"].search(line.body):
        return True
    if brief and known.likely_kind(line.body) not in ("other", LISTED_IN[attribute]):
        if known.expressions["people"].match(line.body) is None:
            return True
    if attribute in ("fit", "non_fit"):
        titled = known.is_title_case(line.body) and len(line.body.split()) > 1
        return titled and known.expressions["people"].match(line.body) is None
    return known.known_kind(line.body) is not None or known.expressions["addresses"].search(line.body) is not None


def _without_foreign_tail(points: Sequence[Line]) -> list[Line]:
    """The points up to the last that speaks to the reader or of people, where several behind it do neither."""
    told = [place for place, line in enumerate(points) if layout().expressions["people"].match(line.body)]
    keeps = len(told) < _FEWEST_PEOPLE or len(points) - told[-1] <= _FEWEST_PEOPLE
    return list(points if keeps else points[: told[-1] + 1])


def question_facts(lines: Sequence[Line], place: Place) -> Iterator[Fact]:
    """Questions to prepare for; none where answers stand between them, which only those that readers ask have."""
    told = layout().expressions["asks"]
    asking = [
        at
        for at, line in enumerate(lines)
        if line.shape in ("plain", "bullet", "bold", "heading")
        and (asks_something(line.body) or told.fullmatch(line.body))
    ]
    between = [each for one, other in pairwise(asking) for each in lines[one + 1 : other]]
    answers = sum(line.shape == "plain" and line.body[-1] == "." for line in between)
    if answers < _FEWEST_ANSWERS or 2 * answers < len(asking):
        for line in (lines[at] for at in asking):
            yield place.fact("interview_question", line.body, line.body_start, line.body_end)
