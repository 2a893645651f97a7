"""Facts that stand in recognisable words: after a label, on a header card, inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.figures import MONEY
from ingest.layout import Label, layout
from ingest.lines import Line
from ingest.sentences import read_sentences
from vectorstore.quantities import QuantityMention, find_quantities
from vectorstore.types import Attribute, Fact, Part, Quantity, Span, Unit

_SEPARATOR = re.compile(r"\s+[|•·‖]\s+|\s*[|•·‖]\s*(?=[A-Z])|\t+|\s{3,}|[.;]\s+(?=[A-Z][\w -]{2,30}:\s)")
_LONGEST_CARD = 60
_LONGEST_LABELLED = 240
_LONGEST_HINT = 40
_NUMBER = re.compile(r"~?\d{1,2}(?:\s*(?:-|–|—|to)\s*\d{1,2})?\+?")
_DURATIONS = frozenset({"week", "month", "year"})
_MARKS = re.compile(r"^[^\w$£€₹~(]+|^(?:19|20)\d\d (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Place:
    """Where facts are being read: the document, the section's title as facts carry it, and the part."""

    document: str
    section: str
    part: Part | None = None

    def fact(
        self,
        attribute: Attribute,
        value: Quantity | str,
        start: int,
        end: int,
        *,
        part: Part | None = None,
        holds: bool = True,
    ) -> Fact:
        """A fact of this place whose span is `start` to `end`."""
        if isinstance(value, str):
            value = " ".join(value.split())
        return Fact(attribute, value, Span(self.document, start, end), part or self.part, self.section, holds)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a line between separators: "Demand: 8.7 / 10"."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def labelled_facts(lines: Sequence[Line], place: Place, *, texts: bool) -> Iterator[Fact]:
    """Facts behind labels: "Label: value", "Label figure", "figure Label", label and value on lines of their own.

    `texts` admits labels with values in words ("Difficulty: Advanced"); elsewhere a skill called "Programming" would
    be taken for one.
    """
    filled = [line for line in lines if line.shape not in ("blank", "mark", "rule", "table")]
    used: set[int] = set()
    for index, line in enumerate(filled):
        if len(line.text) > 2 * _LONGEST_LABELLED:
            continue
        pieces = list(_pieces(line))
        stated = [fact for piece in pieces for fact in _labelled(piece, place, texts=texts)]
        if len(pieces) == 1 and len(stated) < 2:
            stated = list(_between_commas(pieces[0], place)) or stated
        if len({fact.attribute for fact in stated}) > 1:
            stated += _unlabelled_pay(pieces, stated, place)
        yield from stated
        if not stated and index not in used and (card := _card(filled, index, place, used, texts=texts)):
            yield card


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


def labels_figure(line: Line) -> bool:
    """True for a line that is a label with its figure and nothing between ("Preparation 5 months")."""
    if line.shape not in ("plain", "bullet") or not any(map(str.isdigit, line.body)) or ":" in line.body:
        return False
    pieces = list(_pieces(line))
    place = Place("", "")
    if len(pieces) == 1 and any(_between_commas(pieces[0], place)):
        return True
    return bool(pieces) and all(any(_labelled(piece, place, texts=False)) for piece in pieces)


def _unlabelled_pay(pieces: Sequence[_Piece], stated: Sequence[Fact], place: Place) -> Iterator[Fact]:
    """The range of pay that stands without a label in a row of cards: "7.2/10 demand | 31% AI risk | $51K–$88K"."""
    if any(fact.attribute == "salary_range" for fact in stated):
        return
    for piece in pieces:
        mention = next(iter(find_quantities(piece.text)), None)
        if mention and mention.quantity.unit in MONEY and (mention.start, mention.end) == (0, len(piece.text)):
            if mention.quantity.low < mention.quantity.high and mention.quantity.low >= _LEAST_YEARLY:
                yield place.fact("salary_range", mention.quantity, piece.start, piece.end)
                return


def _pieces(line: Line) -> Iterator[_Piece]:
    for mark in ("\t", "|"):
        label, parted, value = line.body.partition(mark)
        if parted and mark not in value.strip() and layout().label(label):
            yield _Piece(line.body, line.body_start)
            return
    start = 0
    for match in [*_SEPARATOR.finditer(line.body), None]:
        end = match.start() if match else len(line.body)
        piece = line.body[start:end]
        stripped = _MARKS.sub("", piece.rstrip(" *_"))
        if stripped:
            yield _Piece(stripped, line.body_start + start + piece.index(stripped))
        start = match.end() if match else end


def _labelled(piece: _Piece, place: Place, *, texts: bool) -> Iterator[Fact]:
    known = layout()
    if len(piece.text) > _LONGEST_LABELLED:
        return
    label, value, offset = _split(piece.text)
    if label is not None and value:
        yield from _value(label, value, piece.start + offset, piece, place, texts=texts)
        return
    for mention in find_quantities(piece.text)[:1]:
        before = piece.text[: mention.start].strip(" :–—-(")
        after = piece.text[mention.end :].strip(" :–—-)")
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
        return None, "", 0
    label = known.label(match["label"])
    if label is None and known.likely_kind(match["label"]) in ("requirements", "metrics"):
        inner, value, offset = _split(match["text"])
        return inner, value, offset + match.start("text")
    return label, match["text"].rstrip(" *_"), match.start("text")


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


def holds(attribute: Attribute, words: str) -> bool:
    """The polarity of a yes/no attribute's words; True for every other attribute."""
    if attribute not in ("coding", "remote"):
        return True
    known = layout()
    if known.expressions["affirms"].search(words):
        return True
    return known.expressions["denies"].search(words) is None


def stated_facts(text: str, start: int, place: Place) -> Iterator[Fact]:
    """Facts stated inside the sentences of a paragraph."""
    for sentence, at in read_sentences(text, start):
        if len(sentence) > 600:
            continue
        units = {mention.quantity.unit for mention in find_quantities(sentence)}
        for statement in layout().statements:
            if statement.units and units.isdisjoint(statement.units):
                continue
            match = next((found for pattern in statement.patterns if (found := pattern.search(sentence))), None)
            if match is None:
                continue
            if statement.whole and sentence.rstrip("\"'”’)").endswith("?"):
                continue
            if statement.whole:
                polarity = holds(statement.attribute, sentence)
                yield place.fact(statement.attribute, sentence, at, at + len(sentence), holds=polarity)
            elif not statement.units:
                yield place.fact(statement.attribute, match["value"], at, at + len(sentence))
            elif quantity := first_quantity(match["value"], statement.units):
                yield place.fact(statement.attribute, quantity, at, at + len(sentence))


def first_quantity(words: str, units: Collection[Unit]) -> Quantity | None:
    """The first quantity of one of `units`; "at least 3 years" has no upper end."""
    found = next((mention for mention in find_quantities(words) if mention.quantity.unit in units), None)
    return stated_quantity(found, words) if found is not None else None


def stated_quantity(mention: QuantityMention, words: str) -> Quantity:
    """The quantity with what the words in front of it say of its upper end."""
    found = mention.quantity
    if found.low == found.high and layout().expressions["pay_at_least"].search(words):
        return replace(found, open_ended=True)
    return found


_ASKED: dict[Attribute, frozenset[Unit]] = {
    "months_to_ready": frozenset({"week", "month", "year"}),
    "experience": frozenset({"year"}),
    "entry_pay": MONEY,
    "senior_pay": MONEY,
    "salary_range": MONEY,
    "ai_risk": frozenset({"percent"}),
    "demand": frozenset({"score"}),
}
_LEAST_YEARLY = 10_000


def _answered_figure(question: str, sentence: str, start: int, place: Place) -> Iterator[Fact]:
    """The figure asked for: the first of its unit in the first sentence of the answer."""
    known = layout().expressions
    for attribute, units in _ASKED.items():
        if not known[f"asked_{attribute}"].search(question):
            continue
        mention = next((m for m in find_quantities(sentence) if m.quantity.unit in units), None)
        if mention is None or (units is MONEY and mention.quantity.high < _LEAST_YEARLY):
            continue
        before = sentence[: mention.start]
        if mention.quantity.unit == "percent" and known["share_of"].match(sentence[mention.end :]):
            continue
        if units is MONEY and attribute == "salary_range":
            whose = known["pay_entry"].search(before) or known["pay_senior"].search(before)
            if whose or known["pay_other"].search(before):
                continue
        yield place.fact(attribute, mention.quantity, start, start + len(sentence))
        return


def asked_and_answered(text: str, start: int, place: Place) -> Iterator[Fact]:
    """What running text states in reply to a question of its own ("Who should not do it? People who …")."""
    sentences = list(read_sentences(text, start))
    for (question, _), (answer, at) in pairwise(sentences):
        if question.endswith("?") and not answer.endswith("?"):
            yield from answered_facts(question, answer, at, place)


def answered_facts(question: str, answer: str, start: int, place: Place) -> Iterator[Fact]:
    """What an answer states by its question: a figure asked for, whether the role is remote or needs code."""
    known = layout()
    first = next(iter(read_sentences(answer, start)), None)
    question = list(read_sentences(question))[-1][0] if question.strip() else question
    if first is None:
        return
    yield from _answered_figure(question, first[0], first[1], place)
    whom = known.likely_kind(question)
    if whom in ("fit", "non_fit") and not known.expressions["asked_answers"].match(first[0]):
        attribute: Attribute = "fit" if whom == "fit" else "non_fit"
        yield place.fact(attribute, first[0], first[1], first[1] + len(first[0]))
    if not known.expressions["asked_answers"].match(first[0]):
        return
    said = _with_what_follows(answer, first[0])
    for attribute in ("coding", "remote"):
        if known.expressions[f"asked_{attribute}"].search(question):
            yield place.fact(attribute, said, first[1], first[1] + len(said), holds=holds(attribute, said))


def _with_what_follows(answer: str, sentence: str) -> str:
    """The first sentence of an answer, with the next where it only puts off ("Not at first. Later, …")."""
    sentences = [each for each, _ in read_sentences(answer)]
    if len(sentences) < 2 or not layout().expressions["defers"].search(sentence):
        return sentence
    begin = answer.index(sentence)
    return answer[begin : answer.index(sentences[1], begin + len(sentence)) + len(sentences[1])]
