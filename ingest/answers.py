"""The answers of an FAQ → facts: the answer itself, what it states, and the list it gives where a list is asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from ingest.labels import labelled_facts
from ingest.layout import layout
from ingest.lines import Line
from ingest.other_cards import without_cards_of_others
from ingest.pay import prose_facts
from ingest.place import Place
from ingest.sentences import read_sentences
from ingest.statements import answered_facts, stated_facts
from vectorstore.types import Attribute, Document, Fact, Part, Section, SectionKind

_ROW = 3  # labels with values that make an answer a row of them
_ASKED_FOR: Mapping[SectionKind, Attribute] = {
    "skills": "skill",
    "tools": "tool",
    "related_roles": "related_role",
    "fit": "fit",
    "non_fit": "non_fit",
}
_YES_OR_NO: frozenset[Attribute] = frozenset({"coding", "remote"})
_FEWEST_ITEMS, _LONGEST_FIRST, _LONGEST_ITEM = 3, 5, 12  # of a list in a sentence: items, words
_PARTED = re.compile(r",\s+(?![^(]*\))")
_LAST = re.compile(r"^(?:and|or)\s+")
_LAST_TWO = re.compile(r"\s+(?:and|or)\s+")


def answer_facts(
    document: Document, section: Section, lines: Sequence[Line], place: Place, counts: Counter[str]
) -> Iterator[Fact]:
    """The facts of a question with its answer; those besides the answer itself are of the career, not of the pair."""
    filled = without_cards_of_others([line for line in lines if line.shape != "blank"], document.text)
    if not filled or section.part is None:
        return
    question = section.part.title
    start = _begin(document, section, filled[0])
    text = document.text[start : filled[-1].end].rstrip("*_ ")
    yield place.fact("faq", text, start, start + len(text))
    outside = Place(place.document, place.section)
    if layout().known_kind(question) == "summary":
        yield outside.fact("summary", text, start, start + len(text))
    asks_pay = layout().expressions["pay_words"].search(question) is not None
    stated = list(stated_facts(text, start, outside))
    stated += list(prose_facts(text, start, outside, in_pay=asks_pay))
    labelled = list(labelled_facts(filled, outside, texts=True))
    stated += labelled if len({fact.attribute for fact in labelled}) >= _ROW else []
    answered = list(answered_facts(question, text, start, outside))
    # Of what is asked the beginning of the answer tells, not what is said behind it.
    replied = {(fact.attribute, not fact.holds) for fact in answered if fact.attribute in _YES_OR_NO}
    stated = [fact for fact in stated if (fact.attribute, fact.holds) not in replied]
    yield from stated
    known = {fact.attribute for fact in stated}
    yield from (fact for fact in answered if fact.attribute not in known)
    yield from _listed(question, text, start, outside, counts)


def _begin(document: Document, section: Section, first: Line) -> int:
    """Where the answer begins, behind its mark or behind a question on the same line."""
    bare = document.text.startswith("Q ", section.span.start)
    answer = layout().expressions["bare_answer" if bare else "answer"].fullmatch(first.body)
    inline = layout().expressions["asked_inline"].match(first.body)
    if inline is not None and section.part is not None and inline["question"] == section.part.title:
        return first.body_start + inline.end()
    return first.body_start + (answer.start("text") if answer else 0)


def _listed(question: str, text: str, start: int, place: Place, counts: Counter[str]) -> Iterator[Fact]:
    """What an answer lists in its first sentence, or sentence by sentence of the people whom it is asked for."""
    attribute = _ASKED_FOR.get(layout().likely_kind(question))
    if attribute in ("fit", "non_fit"):
        told = layout().expressions["people"]
        of_people = list(takewhile(lambda each: told.match(each[0]), read_sentences(text, start)))
        yield from (place.fact(attribute, words, at, at + len(words)) for words, at in of_people[1:])
    elif attribute is not None:
        items = listed_items(text)
        noun = layout().expressions["noun"]
        named = sum(any(map(noun.fullmatch, words.split())) for words, _ in items)
        for words, at in items if attribute != "related_role" or 2 * named > len(items) else ():
            part = None
            if attribute == "related_role":
                counts["role"] += 1
                part = Part("role", counts["role"], words)
            yield place.fact(attribute, words, start + at, start + at + len(words), part=part)


def listed_items(text: str) -> list[tuple[str, int]]:
    """The items of a text whose first sentence is nothing but a list, with where they begin; else none."""
    sentence, begin = next(iter(read_sentences(text)), ("", 0))
    sentence = sentence.rstrip(".!")
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
    brief = len(words[0]) <= _LONGEST_FIRST and all(0 < len(each) <= _LONGEST_ITEM for each in words)
    clauses = known["asked_no_item"].match(sentence) or any(known["asked_clause"].match(piece) for piece, _ in pieces)
    if len(pieces) < _FEWEST_ITEMS or not brief or clauses:
        return []
    return [(piece, begin + at) for piece, at in pieces]
