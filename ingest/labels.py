"""Facts behind labels: on a header card, in a row of cards, before or beside a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.company import Company
from ingest.layout import layout
from ingest.lines import Line
from ingest.pieces import LONGEST_BARE, LONGEST_LABELLED, Piece, may_be_hint, read_pieces, unglued, without_marks
from ingest.place import Place
from ingest.sentences import read_sentences
from ingest.statements import holds, stated_quantity
from ingest.wordings import Label
from vectorstore.quantities import find_quantities
from vectorstore.types import Attribute, Fact, Quantity

_LONGEST_CARD = 60
_SHORTEST_LABEL = 6
_CLAUSE_WORDS = 3  # of a sentence that says something without the next
_NUMBER = re.compile(r"~?\d{1,2}(?:\s*(?:-|–|—|to)\s*\d{1,2})?\+?")
# Cards in a row may have nothing between: words and figures by turns, the last a figure.
_ROW = re.compile(r"[A-Z][^\d.:;?!]{2,60}\d.{4,200}\d\D{0,9}")
_DURATIONS = frozenset({"week", "month", "year"})
_BARE_SEAM = re.compile(r"\s+(?=\S)")


def labelled_facts(lines: Sequence[Line], place: Place, *, texts: bool) -> Iterator[Fact]:
    """Facts behind labels: "Label: value", "Label figure", "figure Label", label and value on lines of their own.

    `texts` admits labels with values in words ("Difficulty: Advanced"); elsewhere a skill called "Programming" would
    be taken for one.
    """
    filled = [line for line in lines if line.shape not in ("blank", "mark", "rule", "table")]
    used: set[int] = set()
    found: dict[int, list[Fact]] = {}
    for index, line in enumerate(filled):
        if len(line.text) > 2 * LONGEST_LABELLED:
            continue
        pieces = list(read_pieces(line))
        stated = [fact for piece in pieces for fact in _labelled(piece, place, texts=texts)]
        if len(pieces) == 1 and len(stated) < 2:
            stated = list(_between_commas(pieces[0], place)) or _run_together(pieces[0], place) or stated
        if not stated and index not in used and (card := _card(filled, index, place, used, texts=texts)):
            stated = [card]
        found[index] = stated
    yield from (fact for stated in found.values() for fact in stated)
    company = Company(filled, found, used, place)
    yield from company.figures()
    if texts:
        yield from company.words()


def _between_commas(piece: Piece, place: Place) -> Iterator[Fact]:
    """The facts of cards that commas part ("Demand 7.7/10, AI risk 29%"), when each of them is one."""
    at = 0
    facts: list[Fact] = []
    cards = re.split(r",\s+(?=\D)", piece.text)
    for card in cards if len(cards) > 1 else ():
        at = piece.text.index(card, at)
        stated = list(_labelled(Piece(card, piece.start + at), place, texts=False))
        if not stated:
            return
        facts += stated
    yield from facts


def _run_together(piece: Piece, place: Place) -> list[Fact]:
    """The facts of cards with nothing between ("Demand 7.7/10 AI risk 29% Ready in 9 months"), when each is one."""
    start = 0
    facts: list[Fact] = []
    mentions = find_quantities(piece.text) if _ROW.fullmatch(piece.text) else []
    for mention in mentions:
        card = piece.text[start : mention.end].lstrip()
        stated = list(_labelled(Piece(card, piece.start + mention.end - len(card)), place, texts=False))
        if not (stated and card[0].isupper()):
            return []
        facts, start = facts + stated, mention.end
    return facts if len(facts) > 1 and not piece.text[start:].strip() else []


@lru_cache(maxsize=512)  # asked of a line by every reader of the lines near it
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
    pieces = list(read_pieces(line))
    place = Place("", "")
    if len(pieces) == 1 and any(_between_commas(pieces[0], place)):
        return True
    return bool(pieces) and all(any(_labelled(piece, place, texts=False)) for piece in pieces)


def _labelled(piece: Piece, place: Place, *, texts: bool) -> Iterator[Fact]:
    known = layout()
    if len(piece.text) > LONGEST_LABELLED:
        return
    label, value = _split(piece.text)
    if len(value) > 2 * _LONGEST_CARD:  # what stands behind the first sentence is about something else
        value = next(iter(read_sentences(value)), (value, 0))[0]
    if label is not None and value:
        yield from _value(label, value, piece, place, texts=texts)
        return
    if texts and value and (attribute := known.hinted_words(piece.text[: piece.text.rindex(value)], value)):
        first = next(iter(read_sentences(value)), (value, 0))[0]
        said = first if len(first.split()) >= _CLAUSE_WORDS else value  # "Hardly." says nothing of its own
        yield place.fact(attribute, said, piece.start, piece.end, holds=holds(attribute, said))
        return
    if texts and piece.glued and (told := _glued_words(piece.text)):
        yield place.fact(told[0], told[1], piece.start, piece.end, holds=holds(told[0], told[1]))
        return
    text = unglued(piece.text)
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


def _glued_words(text: str) -> tuple[Attribute, str] | None:
    """What a card states whose label in lower case has run into the words above it ("Moderatedoor policy")."""
    known = layout()
    for at in range(len(text) - _SHORTEST_LABEL, 1, -1):
        label = known.label(text[at:]) if text[at - 1 : at + 1].isalpha() and text[at:].islower() else None
        if label is not None and not label.units and known.looks_like_value(label.attribute, text[:at]):
            return label.attribute, text[:at]
    return None


def _bare(words: str) -> str:
    return re.sub(r"(?i)^(?:to|of|the|in)\s+", "", words)


def _split(text: str) -> tuple[Label | None, str]:
    known = layout()
    match = known.expressions["bullet_label"].fullmatch(text)
    if match is None:
        match = known.expressions["label_value"].fullmatch(text)
    if match is None:
        return _split_bare(text)
    label = known.label(match["label"])
    if label is None and known.likely_kind(match["label"]) in ("requirements", "metrics"):
        inner, value = _split(match["text"])
        if inner is not None:
            return inner, value
    return label, match["text"].rstrip(" *_")


def _split_bare(text: str) -> tuple[Label | None, str]:
    """A label of several words with its value in words, nothing between ("Difficulty level Intermediate")."""
    known = layout()
    for seam in reversed(list(_BARE_SEAM.finditer(text[:_LONGEST_CARD]))[1:LONGEST_BARE]):
        label, value = known.label(text[: seam.start()]), text[seam.end() :].rstrip(" *_")
        if not value[:1].isupper():
            continue
        if label and not label.units and value[-1:] not in ".!?:" and known.looks_like_value(label.attribute, value):
            return label, value
    return None, ""


def _value(label: Label, value: str, piece: Piece, place: Place, *, texts: bool) -> Iterator[Fact]:
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
    words = without_marks(line.body)
    label = layout().label(words) or layout().label(_bare(words)) if len(words) <= _LONGEST_CARD else None
    if label is None and not may_be_hint(words):
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


def card_figure(label: Label | None, words: str, value: str) -> tuple[Attribute, Quantity] | None:
    """What the figure alone on its line states under a label: by the label, else by a word of it and the unit."""
    mention = next(iter(find_quantities(value[:_LONGEST_CARD])), None)
    if mention is None or (label is None and not may_be_hint(words)) or ":" in value[: mention.start]:
        return None
    beside = len(value) - (mention.end - mention.start)
    if label is not None:
        fits = mention.quantity.unit in label.units and beside <= 20
        return (label.attribute, mention.quantity) if fits else None
    attribute = layout().hinted(words, mention.quantity.unit) if beside <= 10 else None
    return (attribute, mention.quantity) if attribute else None
