"""Points called by their own labels: "tell me about Explainability & Transparency", or an FAQ asked word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from advisor.library import Library
from advisor.operations.entries import careers_of
from advisor.operations.marks import without_marks
from advisor.operations.sentences import split_sentences
from advisor.operations.telling import quote
from advisor.operations.words import content_words, mentions, stems
from advisor.requests import OUTSIDE, Operation, Request
from advisor.types import Finding
from vectorstore.profiles import Career
from vectorstore.types import Attribute, Fact

# Operations that a point told whole answers; the others compute with facts.
_TOLD_WHOLE: frozenset[Operation] = frozenset({"lookup", "list", "define", "compare", "verify", "why", "more"})
_LABELLED: tuple[Attribute, ...] = ("item", "skill", "faq", "step", "resource")
_QUOTED = re.compile(r"['‘“\"](?:The |An? )?(?P<title>[^'‘’“”\"]+)['’”\"]")
# Labels of fewer telling words ("Asia", "Cloud") are words that any question may hold.
_TELLING_WORDS = 2
# Sentences of a long point that are told.
_SENTENCES = 4


def tell_named(request: Request, library: Library) -> Iterator[Finding]:
    """The sentences of the points whose whole label the question holds, the longest label only; else nothing.

    Nothing, too, where what is asked of them is surely none that documents tell, by words that the points do not hold:
    "the impact factor of The Lancet Digital Health".
    """
    if request.operation not in _TOLD_WHOLE:
        return
    held = [f" {' '.join(_spoken(text))} " for text in dict.fromkeys((request.question, request.searched))]
    asked = careers_of(request, library)
    others = [career for career in library.catalogue.careers if career not in asked]
    # A whole title is meant wherever it stands, whichever career is spoken of, unless pages are set side by side.
    apart = request.operation == "compare" and len(request.careers) > 1
    named = _named(asked, held) or _named([] if apart else others, held)
    longest = max((length for length, _ in named), default=0)
    outside = bool(set(request.facets) & OUTSIDE)
    for fact in dict.fromkeys(fact for length, fact in named if length == longest):
        if not outside or all(mentions(library.text(fact.span), word) for word in request.subject):
            yield from _told(fact, library)


def _named(careers: Iterable[Career], held: Sequence[str]) -> list[tuple[int, Fact]]:
    """The points whose whole label stands in one of the texts, each with how many words the label has."""
    return [
        (len(label), fact)
        for career in careers
        for fact in career.of(*_LABELLED)
        if (label := _label(fact)) and any(f" {' '.join(label)} " in text for text in held)
    ]


def label_of(fact: Fact) -> str:
    """What a listed point is called: its own title, else its text up to the first colon or sentence end.

    Empty for a figure, a yes or no: it is called by nothing.
    """
    if fact.part is not None and fact.part.kind not in ("phase", "level", "step"):
        return fact.part.title
    text = without_marks(fact.value) if isinstance(fact.value, str) else ""
    if fact.attribute == "resource" and (quoted := _QUOTED.search(text)) is not None:
        return quoted["title"]  # "Book" of "Book: 'The Bread Baker' by …" calls none
    start, end = split_sentences(text)[0] if text.strip() else (0, 0)
    return text[start:end].partition(": ")[0].rstrip(".")


def _label(fact: Fact) -> list[str]:
    """The stems of a point's label, or of a resource's title, or nothing when it is too short to name one."""
    quoted = _QUOTED.search(str(fact.value)) if fact.attribute == "resource" else None
    title = quoted["title"] if quoted else fact.part.title if fact.part and fact.attribute != "resource" else ""
    return _spoken(title) if len(set(content_words(title))) >= _TELLING_WORDS else []


def _spoken(text: str) -> list[str]:
    return [stem for stem in stems(text) if stem != "and"]


def _told(fact: Fact, library: Library) -> Iterator[Finding]:
    chunk = library.chunk_at(fact.span)
    if chunk is None:
        return
    text = library.text(fact.span)
    for start, end in split_sentences(text)[:_SENTENCES]:
        span = fact.span.part(start, end)
        yield quote(text[start:end], span, chunk, placed=fact.attribute == "resource")
