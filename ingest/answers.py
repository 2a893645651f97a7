"""The answers of an FAQ → facts: the answer itself, what it states, and the list it gives where a list is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from ingest.labels import labelled_facts
from ingest.layout import layout
from ingest.lines import Line
from ingest.listed import LONGEST_NAME, listed_items
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
_LONGEST_ROLE = 8  # words of the first of several roles
_YES_OR_NO: frozenset[Attribute] = frozenset({"coding", "remote"})


def answer_facts(
    document: Document, section: Section, lines: Sequence[Line], place: Place, counts: Counter[str]
) -> Iterator[Fact]:
    """The facts of a question with its answer; those besides the answer itself are of the career, not of the pair."""
    filled = without_cards_of_others([line for line in lines if line.shape != "blank"], document.text)
    if not filled or section.part is None:
        return
    question = section.part.title
    start = _begin(document, section, filled[0])
    text = _unwrapped(document.text, filled, start).rstrip("*_ ")
    yield place.fact("faq", text, start, start + len(text))
    outside = Place(place.document, place.section)
    if layout().expressions["asked_of_another"].search(question):
        return  # what else it says may be of the other occupation
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


def _unwrapped(text: str, lines: Sequence[Line], start: int) -> str:
    """The text from `start` to the end of the lines, a space for each character of a break inside one of them."""
    parts = [text[start : lines[0].start]]
    for line, above in zip(lines, [None, *lines], strict=False):
        parts += [text[above.end : line.start] if above else "", line.text[max(start - line.start, 0) :]]
    return "".join(parts)


def _begin(document: Document, section: Section, first: Line) -> int:
    """Where the answer begins, behind its mark or behind a question on the same line."""
    bare = document.text.startswith("Q ", section.span.start)
    answer = layout().expressions["bare_answer" if bare else "answer"].fullmatch(first.body)
    marked = layout().expressions["question"].fullmatch(first.body)
    at = marked.start("text") if marked else 0
    inline = layout().expressions["asked_inline"].match(first.body, at)
    inline = inline or layout().expressions["asked_bold"].match(first.body)
    if inline is not None and section.part is not None and inline["question"] == section.part.title:
        answer = layout().expressions["answer"].fullmatch(first.body, inline.end())
        return first.body_start + (answer.start("text") if answer else inline.end())
    return first.body_start + (answer.start("text") if answer else 0)


def _listed(question: str, text: str, start: int, place: Place, counts: Counter[str]) -> Iterator[Fact]:
    """What an answer lists in its first sentence, or sentence by sentence of the people whom it is asked for."""
    attribute = _ASKED_FOR.get(layout().likely_kind(question))
    if attribute in ("fit", "non_fit"):
        told = layout().expressions["people"]
        _, *behind = read_sentences(text, start)
        of_people = takewhile(lambda each: told.match(each[0]), behind)
        yield from (place.fact(attribute, words, at, at + len(words)) for words, at in of_people)
    elif attribute is not None:
        items = listed_items(text, longest_first=_LONGEST_ROLE if attribute == "related_role" else LONGEST_NAME)
        noun = layout().expressions["noun"]
        named = sum(any(map(noun.fullmatch, words.split())) for words, _ in items)
        for words, at in items if attribute != "related_role" or 2 * named > len(items) else ():
            part = None
            if attribute == "related_role":
                counts["role"] += 1
                part = Part("role", counts["role"], words)
            yield place.fact(attribute, words, start + at, start + at + len(words), part=part)
