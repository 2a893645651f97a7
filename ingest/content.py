"""What kind of section the lines under a title show, for titles whose words leave it open or mislead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise, takewhile

from ingest.figures import MONEY
from ingest.labels import labelled_facts, states_label
from ingest.layout import layout
from ingest.lines import Line
from ingest.name_shape import is_career_name
from ingest.other_cards import card_name
from ingest.page import Lines
from ingest.parts import holds_ladder
from ingest.place import Place
from ingest.statements import asks_something
from vectorstore.quantities import find_quantities
from vectorstore.types import Attribute, SectionKind, Unit

_LOOKED_AT, _LONGEST_DAY = 7, 16  # lines under the title
_LAST_HOUR = 23
_REPEATED = 2  # hours that come again: several things are said in a minute, but not done
_OF_LEVELS: frozenset[Attribute] = frozenset({"experience", "salary_range"})
_CARDS: frozenset[Attribute] = frozenset({"demand", "ai_risk", "salary_range"})
_OF_CARDS: frozenset[Unit] = MONEY | {"score", "percent"}
# Kinds that a list may show to be others.
_LISTING: frozenset[SectionKind] = frozenset({"other", "roadmap", "steps", "requirements"})
_LABELS_WITHIN = 4  # lines
_FEWEST = 3  # points of a list that shows a kind
_LONGEST_ROLE, _LONGEST_ITEM = 6, 7  # words
_LONGEST_TITLE, _LONGEST_INTRODUCTION = 60, 160  # characters
_QUOTES = "\"'“”‘’«»"
_ASKING: frozenset[SectionKind] = frozenset({"other", "practice", "faq", "requirements"})


def kind_shown(kind: SectionKind, lines: Lines, last: int) -> SectionKind:
    """The kind of a section whose title's words say `kind`, `last` being the title's last line.

    Hours make a day; questions in a row make practice, questions with answers an FAQ; labels with their values make
    metrics where they are those of header cards, else requirements.
    """
    content = (
        line for line in lines.ahead(last, 2 * _LOOKED_AT) if not layout().boilerplate.fullmatch(line.body[:300])
    )
    near = list(takewhile(lambda line: line.shape != "heading", islice(content, _LOOKED_AT)))
    told = bool(near) and near[0].shape == "plain" and len(near[0].body) > _LONGEST_INTRODUCTION
    if kind == "faq" and near and not any("?" in line.text for line in near):
        named = layout().likely_kind(lines[last].body, besides="faq")
        kind = kind if named in ("other", "practice") or layout().known_kind(lines[last].body) else named
    if near and near[0].shape == "plain" and near[0].body.isupper() and layout().known_kind(near[0].body):
        return kind  # what follows stands under a title of its own
    if near and (listed := widget_kind(near[0])):
        return listed
    if _begins_with_hours(list(lines.ahead(last, _LONGEST_DAY))):
        return "day"
    if kind in ("day", "ladder") and _lists_steps(lines, last):
        return "steps"
    if kind == "other" and _begins_with_roles(lines, last):
        return "related_roles"
    if kind in _ASKING and (asking := _asking(near, prepared=kind == "practice")):
        return asking
    if kind in _ASKING and not told and (labels := _labels(near)):
        if labels <= _OF_LEVELS and holds_ladder(lines, last):
            return "ladder"
        return "metrics" if len(labels & _CARDS) > 1 else "requirements"
    if kind == "tools" and _tells_to_do(_list_at(lines, last)[0]):
        return "responsibilities"
    return _listed_kind(kind, lines, last) or kind


def _lists_steps(lines: Lines, last: int) -> bool:
    """True for a numbered list right below the title that neither names occupations nor states their pay."""
    points, _ = _list_at(lines, last)
    numbered = len(points) >= _FEWEST and all(point.numbered for point in points)
    return numbered and not holds_ladder(lines, last) and not any(map(_names_role, points))


def _tells_to_do(points: Sequence[Line]) -> bool:
    """True for a list that names no software in points of many words: what is done, not what it is done with."""
    words = sum(len(point.body.split()) for point in points)
    return len(points) >= _FEWEST and words >= _LONGEST_ITEM * len(points) and software_share(points) == 0


def widget_kind(line: Line) -> SectionKind | None:
    """What a line that asks the reader to tap or to log in says of the list below it."""
    if line.shape != "plain" or len(line.body) > _LONGEST_INTRODUCTION:
        return None
    kinds: tuple[SectionKind, ...] = ("skills", "tools")
    return next((kind for kind in kinds if layout().expressions[f"widget_{kind}"].fullmatch(line.body)), None)


def _listed_kind(kind: SectionKind, lines: Lines, last: int) -> SectionKind | None:
    """The kind that a list right under the title shows: occupations, numbered steps, names of software."""
    if kind not in _LISTING or (lines[last].body[-1:] == ":" and not lines.colons):
        return None
    points, behind = _list_at(lines, last)
    if len(points) < _FEWEST:
        return None
    if kind == "other" and all(_names_role(point) for point in points):
        return "related_roles"
    if kind != "requirements" and all(point.numbered and point.body[-1] not in "?:" for point in points):
        return "steps"
    if kind not in ("other", "requirements") or not all(_is_brief(point) for point in points):
        return None
    if names_software(points):
        return "tools"
    following = lines.next[behind] if behind is not None else None
    if following is not None and behind is not None and len(lines[behind].body) < _LONGEST_TITLE:
        others, _ = _list_at(lines, behind)
        if len(others) >= _FEWEST and all(map(_is_brief, others)) and names_software(others):
            return "skills"
    return None


def _begins_with_roles(lines: Lines, last: int) -> bool:
    """True when the lines right below are names of occupations, or two such with the figures of their cards."""
    near = list(lines.ahead(last, _LOOKED_AT))
    if len(list(takewhile(_is_card_of_role, near))) >= _FEWEST - 1:
        return True
    cards = [line for line in near[1:4] if _is_row_of_cards(line)]
    bare = [line for line in near if line not in cards]
    named = list(takewhile(lambda line: line.shape == "plain" and _names_role(line), bare))
    return len(named) >= (_FEWEST - 1 if len(cards) > 1 and cards[0] is near[1] else _FEWEST)


def _is_card_of_role(line: Line) -> bool:
    """True for the name of an occupation with the figures of its card on one line."""
    return bool(card_name(line)) and _is_row_of_cards(line)


def _is_row_of_cards(line: Line) -> bool:
    """True for a line of several figures as header cards have them ("7.6 / 10 | 21 % | £32k to £68k")."""
    return len({m.quantity.unit for m in find_quantities(line.body[:_LONGEST_INTRODUCTION])} & _OF_CARDS) > 1


def _list_at(lines: Lines, last: int) -> tuple[list[Line], int | None]:
    """The bullets of the list that follows line `last`, an introduction left out, and the index of the line behind."""
    points: list[Line] = []
    at = lines.next[last]
    if at is not None and lines[at].shape == "plain" and lines[at].body[-1] in ".:":
        at = lines.next[at]
    while at is not None and lines[at].shape == "bullet":
        points.append(lines[at])
        at = lines.next[at]
    return points, at


def _names_role(point: Line) -> bool:
    words = point.body.split()
    noun = layout().expressions["noun"].fullmatch(words[-1].strip(".,")) is not None
    return noun and 1 < len(words) <= _LONGEST_ROLE and words[0][0].isupper()


def _is_brief(point: Line) -> bool:
    return len(point.body.split()) <= _LONGEST_ITEM and point.body[-1] not in ".?!:"


def software_share(points: Sequence[Line]) -> float:
    """The share, in [0, 1], of the points that bear a name as software has them: capitals within a word."""
    named = sum(layout().expressions["product"].search(point.body) is not None for point in points)
    return named / max(len(points), 1)


def names_software(points: Sequence[Line]) -> bool:
    """True when half of the points bear a name as software has them."""
    return 2 * software_share(points) >= 1


def _begins_with_hours(near: list[Line]) -> bool:
    """True when two of the first lines follow one another with hours, none of them that of a recording or of a chat."""
    timed = [layout().expressions["hour"].fullmatch(line.body[:300]) for line in near]
    hours = [match["hour"] for match in timed if match]
    clock = [re.match(r"\d{1,2}", hour) for hour in hours]
    if any(hour and int(hour[0]) > _LAST_HOUR for hour in clock) or len(hours) - len({*hours}) >= _REPEATED:
        return False
    return any(first and second for first, second in pairwise(timed[:3]))


def _asking(near: list[Line], *, prepared: bool) -> SectionKind | None:
    """What questions among the first lines make: "practice" in a row, "faq" one by one with answers between.

    Where questions to be `prepared` are announced, what tells to do something is one of them, not an answer; so is
    what stands in quotes as the first of them does. Paragraphs that are numbered through do not ask the reader.
    """
    if _answered_inline(near):
        return "faq"
    asks = [_asks(line, near, prepared=prepared) for line in near]
    first = asks[:2].index(True) if any(asks[:2]) else None
    if first is None:
        return None
    if first and len(near[0].body) > _LONGEST_INTRODUCTION:
        return None  # the section is that paragraph; what asks below it is the next title
    rest = asks[first + 1 : first + 4]
    if rest[:1] == [True]:
        return "practice" if prepared or near[first].shape != "plain" or near[first].text == near[first].body else None
    spoken = {line.shape for line in near[first : first + 2]}
    answered = rest[:2] == [False, True] and (spoken == {"plain"} or (spoken == {"bullet"} and rest[2:] == [False]))
    return "faq" if answered else None


def _asks(line: Line, near: Sequence[Line], *, prepared: bool) -> bool:
    if line.shape not in ("plain", "bullet", "bold"):
        return False
    told = layout().expressions["asks"].fullmatch(line.body) is not None
    quoted = line.body[0] in _QUOTES and near[0].body[0] in _QUOTES and line.body[-1] in _QUOTES
    return asks_something(line.body) or (prepared and (told or quoted))


def _answered_inline(near: Sequence[Line]) -> bool:
    """True for lines each of which asks and answers ("Office or home? Home, four days of five.")."""
    inline = layout().expressions["asked_inline"]
    asked = list(takewhile(lambda line: line.shape in ("plain", "bullet") and inline.match(line.body), near))
    return len(asked) >= _FEWEST and not any(asks_something(line.body) or states_label(line) for line in asked)


def block_begun(lines: Lines, index: int) -> SectionKind | None:
    """The kind of a block that begins at line `index` whatever stands above: the hours of a day, the labels of a box.

    None for a line that begins neither; a title may have been lost on the way.
    """
    line, above = lines[index], lines.before(index)
    near = [line, *lines.ahead(index, _LONGEST_DAY)]
    if len(near) < _FEWEST - 1:
        return None
    hour = layout().expressions["hour"]
    if hour.fullmatch(line.body[:300]) and not (above and hour.fullmatch(above.body[:300])):
        return "day" if _begins_with_hours(near) and hour.fullmatch(near[1].body[:300]) else None
    if not states_label(line) or (above is not None and (states_label(above) or is_career_name(above.body))):
        return None
    labels = _labels(near)
    if len(labels - _OF_LEVELS) < _FEWEST - 1 or not begins_box(lines, index - 1) or not states_label(near[1]):
        return None
    return "metrics" if len(labels & _CARDS) > 1 else "requirements"


def is_box(lines: Lines, last: int) -> bool:
    """True when labels of a career's own stand below line `last`, not only those that levels have too."""
    return len(_labels(list(lines.ahead(last, _LOOKED_AT))) - _OF_LEVELS) > 1


def begins_box(lines: Lines, last: int) -> bool:
    """True when the very line behind line `last` is a label with its value, or one of both."""
    near = list(lines.ahead(last, 2))
    return any(fact.span.start <= near[0].body_end for fact in labelled_facts(near, Place("", ""), texts=True))


def _labels(near: list[Line]) -> frozenset[Attribute]:
    """The attributes of the labels that the first lines bear, on a line with their values or beside it, when two do."""
    return _labels_of(tuple(near[:_LABELS_WITHIN]))


@lru_cache(maxsize=128)  # the same lines are asked about for every kind that a title may have
def _labels_of(lines: tuple[Line, ...]) -> frozenset[Attribute]:
    found = {fact.attribute for fact in labelled_facts(lines, Place("", ""), texts=True)}
    for line in lines:
        head, colon, value = line.body.partition(":")
        label = layout().label(head) if colon and value.strip() and line.shape in ("plain", "bullet") else None
        found |= {label.attribute} if label is not None else set()
    return frozenset(found) if len(found) > 1 else frozenset()
