"""Facts that sentences state, alone or in answer to a question."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.figures import LEAST_YEARLY, MONEY
from ingest.layout import layout
from ingest.place import Place
from ingest.sentences import read_sentences
from ingest.wordings import Statement
from vectorstore.quantities import QuantityMention, find_quantities
from vectorstore.types import Attribute, Fact, Quantity, Unit

_REPLIED = re.compile(r"(?i)(?:no|yes|never)\b")
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}")
_LONGEST_VALUE = 200  # characters of a label with its value


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
    for written, at in read_sentences(text, start):
        if len(written) > 600:
            continue
        sentence = _EMPHASIS.sub("", written)
        mentions = find_quantities(sentence)
        units = {mention.quantity.unit for mention in mentions}
        told: set[Attribute] = set()
        for attribute, figure in _said_of_labels(sentence, mentions):
            told.add(attribute)
            yield place.fact(attribute, figure, at, at + len(written))
        for statement in layout().statements:
            if statement.attribute in told or not statement.may_be_in(sentence, units):
                continue
            match = next((found for pattern in statement.patterns if (found := pattern.search(sentence))), None)
            if match is None:
                continue
            if statement.whole and (_asks(sentence) or layout().expressions["leads_in"].search(sentence)):
                continue
            if statement.whole:
                affirmed = layout().expressions["affirms"].search(sentence) is not None
                polarity = affirmed or holds(statement.attribute, _clause(sentence, match))
                labelled = (
                    _without_label(statement.attribute, text) if at == start and len(text) < _LONGEST_VALUE else text
                )
                words, end = (labelled, len(text)) if labelled != text else (written, len(written))
                yield place.fact(statement.attribute, words, at, at + end, holds=polarity)
            elif not statement.units:
                yield place.fact(statement.attribute, match["value"], at, at + len(written))
            elif quantity := _figure(statement, match["value"]):
                yield place.fact(statement.attribute, quantity, at, at + len(written))


def _figure(statement: Statement, words: str) -> Quantity | None:
    """The figure that the value of a statement is, in the period that it has to be of."""
    found = first_quantity(words, statement.units) or first_quantity(statement.reads.format(words), statement.units)
    return found if found is not None and found.per == (statement.per or found.per) else None


def _asks(sentence: str) -> bool:
    begun = layout().expressions["begins_question"].match(sentence) is not None
    return sentence.rstrip("\"'”’)").endswith("?") or (begun and sentence[-1] not in ".!")


def _without_label(attribute: Attribute, text: str) -> str:
    """The text without the label of what it states in front ("Working at home: two days a week.")."""
    match = layout().expressions["bullet_label"].fullmatch(text)
    label = layout().label(match["label"]) if match else None
    return match["text"] if match and label and label.attribute == attribute else text


def _clause(sentence: str, match: re.Match[str]) -> str:
    """The clause of a sentence that a match stands in; the whole sentence for a match that spans several."""
    start = 0
    for mark in [*layout().expressions["clause"].finditer(sentence), None]:
        end = mark.start() if mark else len(sentence)
        if start <= match.start() and match.end() <= end:
            replied = mark is not None and ":" in mark[0] and _REPLIED.match(sentence, mark.end())
            return sentence[mark.end() :] if mark is not None and replied else sentence[start:end]
        start = mark.end() if mark else end
    return sentence


def _said_of_labels(sentence: str, mentions: Sequence[QuantityMention]) -> Iterator[tuple[Attribute, Quantity]]:
    """What a sentence says of what is a label elsewhere ("The outlook score is 8.4 out of 10")."""
    known = layout()
    for mention in mentions:
        match = (
            known.expressions["said"].search(sentence[: mention.start]) if mention.quantity.unit in _OF_CARDS else None
        )
        if match is None:
            continue
        label = known.label(match["label"])
        attribute = label.attribute if label else known.hinted(match["label"], mention.quantity.unit)
        if attribute and (label is None or mention.quantity.unit in label.units):
            yield attribute, mention.quantity


def first_quantity(words: str, units: Collection[Unit]) -> Quantity | None:
    """The first quantity of one of `units`; "at least 3 years" has no upper end, "under 3 years" begins at none."""
    found = next((mention for mention in find_quantities(words) if mention.quantity.unit in units), None)
    return stated_quantity(found, words) if found is not None else None


def stated_quantity(mention: QuantityMention, words: str) -> Quantity:
    """The quantity with what the words in front of it say of its upper end."""
    found = mention.quantity
    known = layout().expressions
    before = words[: mention.start]
    if found.low != found.high:
        return found
    if found.unit == "year" and known["pay_under"].search(before):
        return replace(found, low=0)
    at_least = known["pay_at_least"].search(words) or known["pay_open_ended"].search(before)
    return replace(found, open_ended=True) if at_least else found


_OF_CARDS: frozenset[Unit] = frozenset({"score", "percent"})
_ASKED: dict[Attribute, frozenset[Unit]] = {
    "months_to_ready": frozenset({"week", "month", "year"}),
    "experience": frozenset({"year"}),
    "entry_pay": MONEY,
    "senior_pay": MONEY,
    "salary_range": MONEY,
    "ai_risk": frozenset({"percent"}),
    "demand": frozenset({"score"}),
}


def _answered_figure(question: str, sentence: str, start: int, place: Place) -> Iterator[Fact]:
    """The figure asked for: the first of its unit in the first sentence of the answer."""
    known = layout().expressions
    for attribute, units in _ASKED.items():
        if not known[f"asked_{attribute}"].search(question):
            continue
        mention = next((m for m in find_quantities(sentence) if m.quantity.unit in units), None)
        if mention is None or (units is MONEY and mention.quantity.high < LEAST_YEARLY):
            continue
        before = sentence[: mention.start]
        if mention.quantity.unit == "percent" and known["share_of"].match(sentence[mention.end :]):
            continue
        if units is MONEY and attribute == "salary_range":
            whose = known["pay_entry"].search(before) or known["pay_senior"].search(before)
            if whose or known["pay_other"].search(before) or known["pay_under"].search(before):
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
    yield from _answered_figure(question, *_telling(question, answer, start), place)
    whom = "other" if known.expressions["asked_remote"].search(question) else known.likely_kind(question)
    led_in = known.expressions["leads_in"].search(first[0])
    if whom in ("fit", "non_fit") and not (led_in or known.expressions["asked_answers"].match(first[0])):
        attribute: Attribute = "fit" if whom == "fit" else "non_fit"
        yield place.fact(attribute, first[0], first[1], first[1] + len(first[0]))
    if not (known.expressions["asked_answers"].match(first[0]) or known.expressions["asked_replies"].match(first[0])):
        return
    said = _with_what_follows(answer, first[0])
    for attribute in ("coding", "remote"):
        if known.expressions[f"asked_{attribute}"].search(question):
            yield place.fact(attribute, said, first[1], first[1] + len(said), holds=holds(attribute, said))


def _telling(question: str, answer: str, start: int) -> tuple[str, int]:
    """The sentence of an answer that may state the figure asked for, with where it begins.

    It is the first, or of a risk the first that speaks of one where none before it states a share.
    """
    known = layout().expressions
    sentences = list(read_sentences(answer, start))
    if not known["asked_ai_risk"].search(question) or "%" in sentences[0][0]:
        return sentences[0]
    return next((each for each in sentences if known["asked_of_risk"].search(each[0])), sentences[0])


def _with_what_follows(answer: str, sentence: str) -> str:
    """The first sentence of an answer, with the next where it only puts off ("Not at first. Later, …")."""
    sentences = [each for each, _ in read_sentences(answer)]
    if len(sentences) < 2 or not layout().expressions["defers"].search(sentence):
        return sentence
    begin = answer.index(sentence)
    return answer[begin : answer.index(sentences[1], begin + len(sentence)) + len(sentences[1])]


def asks_something(text: str) -> bool:
    """True for a line that asks, or that sets a scene and tells to do something ("Two labs differ. Say why.")."""
    if text.rstrip("*_\"'”’)").endswith("?"):
        return True
    sentences = list(read_sentences(text))
    return len(sentences) > 1 and layout().expressions["asks"].fullmatch(sentences[-1][0]) is not None
