"""Facts behind labels: on a header card, in a row of cards, before or beside a value."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.figures import LEAST_YEARLY
from ingest.layout import layout
from ingest.lines import Line
from ingest.place import Place
from ingest.statements import holds, stated_quantity
from ingest.wordings import Label
from vectorstore.quantities import find_quantities
from vectorstore.types import Attribute, Fact, Quantity

_SEPARATOR = re.compile(r"\s+[|•·‖]\s+|\s*[|•·‖]\s*(?=[A-Z])|\t+|\s{3,}|[.;]\s+(?=[A-Z][\w -]{2,30}:\s)")
# Where the cards of a row have run together ("6.9/10AI risk: 38%Pay: $49K"), and where a figure and its label have.
_SEAM = re.compile(r"(?<=\d)(?=[A-Z][a-z])|(?<=\d)(?=AI )|(?<=%)(?=[A-Z])|(?<=\d[kK])(?=[A-Z][a-z])|(?<=/yr)(?=[A-Z])")
_GLUED = re.compile(r"(?<=\d)(\s?(?:month|week|year)(?:s|(?!s)))(?=[a-z])")
_LONGEST_CARD = 60
_LONGEST_LABELLED = 240
_LONGEST_HINT = 40
_NUMBER = re.compile(r"~?\d{1,2}(?:\s*(?:-|–|—|to)\s*\d{1,2})?\+?")
_DURATIONS = frozenset({"week", "month", "year"})
_BARE_SEAM = re.compile(r"\s+(?=\S)")
_LONGEST_BARE = 6  # words of a label that no sign parts from its value
_LONGEST_ANSWER = 12  # words
_IN_WORDS: tuple[Attribute, ...] = ("difficulty", "entry_barrier", "coding")
_OF_BOXES: frozenset[Attribute] = frozenset(
    {"demand", "ai_risk", "salary_range", "months_to_ready", "remote", *_IN_WORDS}
)
_NEAR, _COMPANY = 6, 2  # lines to the cards that are told, and how many of them it takes
_MARKS = re.compile(r"^[^\w$£€₹~(]+|^(?:19|20)\d\d (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a line between separators: "Demand: 8.7 / 10"."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Company:
    """Lines among which some labels are told by their words, with the facts of each: what is left they help to tell.

    Cards and the lines of a box stand in a row or one below the other, each stating something else.
    """

    lines: Sequence[Line]
    found: Mapping[int, Sequence[Fact]]
    used: Collection[int]
    place: Place

    def figures(self) -> Iterator[Fact]:
        """What the unit of a figure tells that stands among others ("7.2/10 demand | 31% AI risk | $51K–$88K")."""
        told = self._told()
        for index, piece in self._left():
            quantity, words, end = self._card(piece, index)
            if quantity is None or len(words.split()) > _LONGEST_BARE or words[-1:] in ("?", "!"):
                continue
            if any(map(str.isdigit, words)):
                continue  # a line of several figures, as levels have
            attribute = layout().told_by_unit(words, quantity.unit)
            if attribute == "months_to_ready" and not words:
                continue  # a length by itself may be that of anything
            if attribute == "salary_range" and not LEAST_YEARLY <= quantity.low < quantity.high:
                continue
            if attribute is not None and attribute not in told:
                told.add(attribute)
                yield self.place.fact(attribute, quantity, piece.start, end)

    def words(self) -> Iterator[Fact]:
        """What a value in words tells behind a label of unknown wording, when one thing is left for it to tell."""
        told = self._told()
        for _, piece in self._left():
            match = layout().expressions["label_value"].fullmatch(piece.text)
            if match is None or layout().expressions["box_other"].search(match["label"]):
                continue
            value = match["text"].rstrip(" *_")
            if len(match["label"].split()) > _LONGEST_BARE or len(value.split()) > _LONGEST_ANSWER:
                continue
            fits = [each for each in _IN_WORDS if each not in told and layout().looks_like_value(each, value)]
            if len(fits) == 1:
                told.add(fits[0])
                yield self.place.fact(fits[0], value, piece.start, piece.end, holds=holds(fits[0], value))

    def _told(self) -> set[Attribute]:
        return {fact.attribute for stated in self.found.values() for fact in stated}

    def _left(self) -> Iterator[tuple[int, _Piece]]:
        """The pieces, with the index of their line, of lines near two that are told, themselves not told."""
        for index, line in enumerate(self.lines):
            around = range(index - _NEAR, index + _NEAR + 1)
            near = {fact.attribute for at in around for fact in self.found.get(at, ())}
            if len(near & _OF_BOXES) < _COMPANY or index in self.used or len(line.body) > _LONGEST_LABELLED:
                continue
            stated = [fact.span for fact in self.found.get(index, ())]
            for piece in _pieces(line):
                if not any(span.start <= piece.start < span.end for span in stated):
                    yield index, piece

    def _card(self, piece: _Piece, index: int) -> tuple[Quantity | None, str, int]:
        """The figure of a card, the words beside it or on the free line behind, and where the card ends."""
        text = _GLUED.sub(r"\1 ", piece.text)
        mentions = find_quantities(text)
        if len(mentions) != 1:
            return None, "", piece.end
        mention = mentions[0]
        words = (text[: mention.start] + text[mention.end :]).strip(" :–—-()·•|")
        behind = self.lines[index + 1] if index + 1 < len(self.lines) and index + 1 not in self.used else None
        if (
            not words
            and behind is not None
            and len(list(_pieces(self.lines[index]))) == 1
            and _may_be_hint(behind.body)
        ):
            return mention.quantity, behind.body, behind.body_end
        return mention.quantity, words, piece.end


def labelled_facts(lines: Sequence[Line], place: Place, *, texts: bool) -> Iterator[Fact]:
    """Facts behind labels: "Label: value", "Label figure", "figure Label", label and value on lines of their own.

    `texts` admits labels with values in words ("Difficulty: Advanced"); elsewhere a skill called "Programming" would
    be taken for one.
    """
    filled = [line for line in lines if line.shape not in ("blank", "mark", "rule", "table")]
    used: set[int] = set()
    found: dict[int, list[Fact]] = {}
    for index, line in enumerate(filled):
        if len(line.text) > 2 * _LONGEST_LABELLED:
            continue
        pieces = list(_pieces(line))
        stated = [fact for piece in pieces for fact in _labelled(piece, place, texts=texts)]
        if len(pieces) == 1 and len(stated) < 2:
            stated = list(_between_commas(pieces[0], place)) or stated
        if not stated and index not in used and (card := _card(filled, index, place, used, texts=texts)):
            stated = [card]
        found[index] = stated
    yield from (fact for stated in found.values() for fact in stated)
    company = _Company(filled, found, used, place)
    yield from company.figures()
    if texts:
        yield from company.words()


def _between_commas(piece: _Piece, place: Place) -> Iterator[Fact]:
    """The facts of cards that commas part ("Demand 7.7/10, AI risk 29%"), when each of them is one."""
    at = 0
    facts: list[Fact] = []
    cards = re.split(r",\s+(?=\D)", piece.text)
    for card in cards if len(cards) > 1 else ():
        at = piece.text.index(card, at)
        stated = list(_labelled(_Piece(card, piece.start + at), place, texts=False))
        if not stated:
            return
        facts += stated
    yield from facts


def states_label(line: Line) -> bool:
    """True for a line that is a label with its value ("Coding: none", "How wanted it is: 8/10")."""
    if labels_figure(line):
        return True
    head, colon, value = line.body.partition(":")
    if line.shape not in ("plain", "bullet"):
        return False
    label = layout().label(head) if colon and value.strip() else None
    if label is not None and (not label.units or any(map(str.isdigit, value)) or len(value.split()) == 1):
        return True
    return any(labelled_facts([line], Place("", ""), texts=True))


def labels_figure(line: Line) -> bool:
    """True for a line that is a label with its figure and nothing between ("Preparation 5 months")."""
    if line.shape not in ("plain", "bullet") or not any(map(str.isdigit, line.body)) or ":" in line.body:
        return False
    pieces = list(_pieces(line))
    place = Place("", "")
    if len(pieces) == 1 and any(_between_commas(pieces[0], place)):
        return True
    return bool(pieces) and all(any(_labelled(piece, place, texts=False)) for piece in pieces)


def _pieces(line: Line) -> Iterator[_Piece]:
    for mark in ("\t", "|"):
        label, parted, value = line.body.partition(mark)
        if parted and mark not in value.strip() and layout().label(label):
            yield _Piece(line.body, line.body_start)
            return
    start = 0
    for match in [*sorted([*_SEPARATOR.finditer(line.body), *_seams(line.body)], key=re.Match.start), None]:
        end = match.start() if match else len(line.body)
        piece = line.body[start:end]
        stripped = _MARKS.sub("", piece.rstrip(" *_"))
        if stripped:
            yield _Piece(stripped, line.body_start + start + piece.index(stripped))
        start = match.end() if match else end


def _seams(text: str) -> list[re.Match[str]]:
    """The seams of a row of cards; none in a line that glues a single figure to its label."""
    found = list(_SEAM.finditer(text))
    return found if len(find_quantities(_SEAM.sub(" ", text))) > len(found) else []


def _labelled(piece: _Piece, place: Place, *, texts: bool) -> Iterator[Fact]:
    known = layout()
    if len(piece.text) > _LONGEST_LABELLED:
        return
    label, value, offset = _split(piece.text)
    if label is not None and value:
        yield from _value(label, value, piece.start + offset, piece, place, texts=texts)
        return
    if texts and value and (attribute := known.hinted_words(piece.text[: piece.text.rindex(value)], value)):
        yield place.fact(attribute, value, piece.start, piece.end, holds=holds(attribute, value))
        return
    text = _GLUED.sub(r"\1 ", piece.text)
    for mention in find_quantities(text)[:1]:
        before = text[: mention.start].strip(" :–—-(")
        after = text[mention.end :].strip(" :–—-)")
        words = before or after
        if (before and after) or len(words) > _LONGEST_CARD:
            continue
        named = known.label(words) or known.label(_bare(words))
        if named and named.bare and mention.quantity.unit in named.units:
            yield place.fact(named.attribute, mention.quantity, piece.start, piece.end)
        elif named is None and (attribute := known.hinted(words, mention.quantity.unit)):
            yield place.fact(attribute, mention.quantity, piece.start, piece.end)


def _bare(words: str) -> str:
    return re.sub(r"(?i)^(?:to|of|the|in)\s+", "", words)


def _split(text: str) -> tuple[Label | None, str, int]:
    known = layout()
    match = known.expressions["bullet_label"].fullmatch(text)
    if match is None:
        match = known.expressions["label_value"].fullmatch(text)
    if match is None:
        return _split_bare(text)
    label = known.label(match["label"])
    if label is None and known.likely_kind(match["label"]) in ("requirements", "metrics"):
        inner, value, offset = _split(match["text"])
        if inner is not None:
            return inner, value, offset + match.start("text")
    return label, match["text"].rstrip(" *_"), match.start("text")


def _split_bare(text: str) -> tuple[Label | None, str, int]:
    """A label of several words with its value in words, nothing between ("Difficulty level Intermediate")."""
    known = layout()
    for seam in reversed(list(_BARE_SEAM.finditer(text[:_LONGEST_CARD]))[1:_LONGEST_BARE]):
        label, value = known.label(text[: seam.start()]), text[seam.end() :].rstrip(" *_")
        if not value[:1].isupper():
            continue
        if label and not label.units and value[-1:] not in ".!?:" and known.looks_like_value(label.attribute, value):
            return label, value, seam.end()
    return None, "", 0


def _value(label: Label, value: str, start: int, piece: _Piece, place: Place, *, texts: bool) -> Iterator[Fact]:
    if not label.units:
        if texts and label.admits(value) and len(value) <= 160:
            yield place.fact(label.attribute, value, piece.start, piece.end, holds=holds(label.attribute, value))
        return
    known = layout().expressions
    if label.attribute == "salary_range" and (known["pay_entry"].search(value) or known["pay_senior"].search(value)):
        return  # whose pay it is stands in the value: read as prose
    if not label.values and _NUMBER.fullmatch(value):
        unit = next((unit for unit in label.units if unit in _DURATIONS and unit in piece.text.casefold()), None)
        value = f"{value} {unit}s" if unit else value
    mentions = [m for m in find_quantities(value) if m.quantity.unit in label.units]
    if mentions and len(value[: mentions[0].start].split()) <= 4:
        yield place.fact(label.attribute, stated_quantity(mentions[0], value), piece.start, piece.end)


def _card(lines: Sequence[Line], index: int, place: Place, used: set[int], *, texts: bool) -> Fact | None:
    """The fact of a label alone on its line, its value on the next line or, where values lead, on the one before."""
    line = lines[index]
    words = _MARKS.sub("", line.body)
    label = layout().label(words) or layout().label(_bare(words)) if len(words) <= _LONGEST_CARD else None
    if label is None and not _may_be_hint(words):
        return None
    for near in (index + 1, index - 1):
        if not 0 <= near < len(lines) or near in used or len(lines[near].body) > _LONGEST_CARD:
            continue
        value = lines[near]
        first, last = min(line, value, key=lambda each: each.start), max(line, value, key=lambda each: each.start)
        if label is None or label.units:
            attribute = card_figure(label, words, value.body)
            if attribute is not None:
                used.update((index, near))
                return place.fact(attribute[0], attribute[1], first.start, last.end)
        elif texts and near > index and layout().label(value.body) is None and value.body[-1] not in ".:":
            if label.admits(value.body) and layout().looks_like_value(label.attribute, value.body):
                used.update((index, near))
                polarity = holds(label.attribute, value.body)
                return place.fact(label.attribute, value.body, first.start, last.end, holds=polarity)
    return None


def _may_be_hint(words: str) -> bool:
    return len(words) <= _LONGEST_HINT and not any(char.isdigit() or char in ".:?!" for char in words)


def card_figure(label: Label | None, words: str, value: str) -> tuple[Attribute, Quantity] | None:
    """What the figure alone on its line states under a label: by the label, else by a word of it and the unit."""
    mention = next(iter(find_quantities(value[:_LONGEST_CARD])), None)
    if mention is None or (label is None and not _may_be_hint(words)) or ":" in value[: mention.start]:
        return None
    beside = len(value) - (mention.end - mention.start)
    if label is not None:
        fits = mention.quantity.unit in label.units and beside <= 20
        return (label.attribute, mention.quantity) if fits else None
    attribute = layout().hinted(words, mention.quantity.unit) if beside <= 10 else None
    return (attribute, mention.quantity) if attribute else None
