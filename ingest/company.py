"""Labels that their neighbours help to tell: in a row of cards, or in a box of which all but one are known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.figures import LEAST_YEARLY, MONEY
from ingest.layout import layout
from ingest.lines import Line
from ingest.pieces import LONGEST_BARE, LONGEST_LABELLED, Piece, may_be_hint, read_pieces, unglued
from ingest.place import Place
from ingest.statements import holds
from vectorstore.quantities import find_quantities
from vectorstore.types import Attribute, Fact, Quantity

_LONGEST_ANSWER = 12  # words
_IN_WORDS: tuple[Attribute, ...] = ("difficulty", "entry_barrier", "coding")
_OF_BOXES: frozenset[Attribute] = frozenset(
    {"demand", "ai_risk", "salary_range", "months_to_ready", "remote", *_IN_WORDS}
)
_OF_CARDS = MONEY | {"score", "percent", "week", "month", "year"}
_FEWEST_CARDS = 3  # of a row that needs no other card to be told
_NEAR, _COMPANY = 6, 2  # lines to the cards that are told, and how many of them it takes


def _is_row_of_cards(pieces: Sequence[Piece]) -> bool:
    """True for three pieces and more of one figure each, all of other units, a score or a share among them."""
    found = [find_quantities(unglued(piece.text)) for piece in pieces]
    if len(pieces) < _FEWEST_CARDS or any(len(mentions) != 1 for mentions in found):
        return False
    units = {mentions[0].quantity.unit for mentions in found}
    return len(units) == len(pieces) and not units.isdisjoint({"score", "percent"}) and units <= _OF_CARDS


@dataclass(frozen=True, slots=True)
class Company:
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
            if quantity is None or len(words.split()) > LONGEST_BARE or words[-1:] in ("?", "!"):
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
            if len(match["label"].split()) > LONGEST_BARE or len(value.split()) > _LONGEST_ANSWER:
                continue
            if value[0].isdigit():
                continue  # a figure says what it is of, not how hard something is
            fits = [each for each in _IN_WORDS if each not in told and layout().looks_like_value(each, value)]
            if len(fits) == 1:
                told.add(fits[0])
                yield self.place.fact(fits[0], value, piece.start, piece.end, holds=holds(fits[0], value))

    def _told(self) -> set[Attribute]:
        return {fact.attribute for stated in self.found.values() for fact in stated}

    def _left(self) -> Iterator[tuple[int, Piece]]:
        """The pieces, with the index of their line, of lines near two that are told, themselves not told."""
        for index, line in enumerate(self.lines):
            around = range(index - _NEAR, index + _NEAR + 1)
            near = {fact.attribute for at in around for fact in self.found.get(at, ())}
            if index in self.used or len(line.body) > LONGEST_LABELLED:
                continue
            if len(near & _OF_BOXES) < _COMPANY and not _is_row_of_cards(read_pieces(line)):
                continue
            stated = [fact.span for fact in self.found.get(index, ())]
            for piece in read_pieces(line):
                if not any(span.start <= piece.start < span.end for span in stated):
                    yield index, piece

    def _card(self, piece: Piece, index: int) -> tuple[Quantity | None, str, int]:
        """The figure of a card, the words beside it or on the free line behind, and where the card ends."""
        text = unglued(piece.text)
        mentions = find_quantities(text)
        if len(mentions) != 1:
            return None, "", piece.end
        mention = mentions[0]
        words = (text[: mention.start] + text[mention.end :]).strip(" :–—-()·•|")
        behind = self.lines[index + 1] if index + 1 < len(self.lines) and index + 1 not in self.used else None
        if (
            not words
            and behind is not None
            and len(list(read_pieces(self.lines[index]))) == 1
            and may_be_hint(behind.body)
        ):
            return mention.quantity, behind.body, behind.body_end
        return mention.quantity, words, piece.end
