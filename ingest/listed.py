"""The points of titled lists → facts: whom the job suits, skills, tools, steps, questions to prepare for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from ingest.labels import states_label
from ingest.layout import layout
from ingest.lines import Line
from ingest.notes import LONGEST_ITEM, separated_facts
from ingest.place import Place
from ingest.sentences import read_sentences
from ingest.sides import sided_points
from ingest.statements import asks_something, stated_facts
from vectorstore.types import Attribute, Fact, Part, PartKind, SectionKind

# The kind of section whose points each attribute is read from.
LISTED_IN: Mapping[Attribute, SectionKind] = {"fit": "fit", "non_fit": "non_fit", "skill": "skills", "tool": "tools"}
_FEWEST_PEOPLE = 2  # points that show of what kind a list is, and that make a tail of another
_LONGEST_HEAD = 5  # words of a title among points
_FEWEST_ANSWERS = 2  # between questions
_FEWEST_ITEMS, LONGEST_NAME, _MOST_WORDS = 3, 4, 12  # of a list in a sentence: items, words of the first, words
_PARTED = re.compile(r",\s+(?![^(]*\))")
_CLAUSES, _BETWEEN_CLAUSES = re.compile(r";\s"), re.compile(r"(?!and\b|or\b)\b[^;\s][^;]*")
_LAST = re.compile(r"^(?:and|or)\s+")
_LAST_TWO = re.compile(r"\s+(?:and|or)\s+")


def listed_facts(attribute: Attribute, lines: Sequence[Line], place: Place, counts: Counter[str]) -> Iterator[Fact]:
    """Whom the job suits or not, skills or tools: the points below a title that says so, with or without bullets."""
    if attribute in ("fit", "non_fit") and (led := _led_points(lines)):
        yield from (place.fact(told, line.body, line.body_start, line.body_end) for told, line in led)
        return
    if attribute in ("fit", "non_fit") and (sided := sided_points(place.section, lines)) is not None:
        yield from (place.fact(told, line.body, line.body_start, line.body_end) for told, line in sided)
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
        if attribute in ("skill", "tool") and line.body[-1] == ".":
            for words, at in listed_items(line.body):
                yield place.fact(attribute, words, line.body_start + at, line.body_start + at + len(words))
        if attribute in ("fit", "non_fit"):
            if words := _up_to_opposite(attribute, line, place):
                yield place.fact(attribute, words, line.body_start, line.body_start + len(words))
        elif len(line.body) <= 3 * LONGEST_ITEM and line.body[-1] not in ".!?":
            yield from separated_facts(attribute, line.body, line.body_start, place)


def _up_to_opposite(attribute: Attribute, line: Line, place: Place) -> str:
    """What a paragraph on whom the job suits says before a sentence of it that says whom not, and the reverse."""
    opposite = "non_fit" if attribute == "fit" else "fit"
    stated = stated_facts(line.body, line.body_start, place)
    begin = min((fact.span.start for fact in stated if fact.attribute == opposite), default=line.body_end)
    return line.body[: begin - line.body_start].rstrip()


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
    brief = 1 < len(line.body.split()) <= _LONGEST_HEAD and "," not in line.body
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


def listed_items(text: str, *, longest_first: int = LONGEST_NAME) -> list[tuple[str, int]]:
    """The items of a text whose first sentence is nothing but a list, with where they begin; else none.

    A few words may lead to them ("You will use Excel, a pager and a map."); the first item, of which a clause may
    begin, has at most `longest_first` words.
    """
    sentence, begin = next(iter(read_sentences(text)), ("", 0))
    sentence = sentence.rstrip(".!")
    if lead := layout().expressions["asked_lead"].match(sentence):
        sentence, begin = sentence[lead.end() :], begin + lead.end()
    if len(_CLAUSES.findall(sentence)) >= _FEWEST_ITEMS - 1:
        return [(match[0], begin + match.start()) for match in _BETWEEN_CLAUSES.finditer(sentence)]
    pieces: list[tuple[str, int]] = []
    at = 0
    for match in [*_PARTED.finditer(sentence), None]:
        pieces.append((sentence[at : match.start() if match else None], at))
        at = match.end() if match else at
    last, at = pieces.pop()
    if lead := _LAST.match(last):
        pieces.append((last[lead.end() :], at + lead.end()))
    elif two := _LAST_TWO.search(last):
        pieces += [(last[: two.start()], at), (last[two.end() :], at + two.end())]
    else:
        return []  # clauses, or a list that goes on
    known = layout().expressions
    words = [piece.split() for piece, _ in pieces]
    brief = len(words[0]) <= longest_first and all(0 < len(each) <= _MOST_WORDS for each in words)
    clauses = known["asked_no_item"].match(sentence) or any(known["asked_clause"].match(piece) for piece, _ in pieces)
    if len(pieces) < _FEWEST_ITEMS or not brief or clauses:
        return []
    return [(piece, begin + at) for piece, at in pieces]
