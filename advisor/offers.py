"""Questions the reader may want to ask next: each is one the documents answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.requests import Facet, Request
from vectorstore.profiles import Career

# What people weigh next, in this order, when they have asked about something else.
_NEXT: tuple[Facet, ...] = (
    "pay",
    "duration",
    "roadmap",
    "fit",
    "coding",
    "demand",
    "day",
    "regional_pay",
    "steps",
    "employers",
)
_OFFERS = 3
_BEFORE_VOWEL = re.compile(r"\ba (?=[AEIOaeio])")


def offer_next(request: Request, library: Library) -> tuple[str, ...]:
    """Up to three questions about the careers of a request (or any), on facets it did not ask about."""
    careers = library.careers_or_all(request.careers)
    return tuple(_asks(careers[:1] if request.careers else careers, library, request.facets))[:_OFFERS]


def suggest_questions(library: Library, count: int) -> list[str]:
    """Example questions over the whole corpus, each career in turn."""
    careers = library.catalogue.careers
    by_career = [list(_asks((career,), library, ())) for career in careers]
    turns = [asks[(turn + index) % len(asks)] for turn in range(count) for index, asks in enumerate(by_career) if asks]
    return list(dict.fromkeys(turns))[:count]


def covered_facets(careers: tuple[Career, ...], library: Library) -> list[Facet]:
    """The facets that at least one of the careers states, in the usual order."""
    return [facet for facet in _NEXT if any(library.entries(career, facet) for career in careers)]


def question_for(career: str, facet: Facet, part: str = "") -> str:
    """The question that asks for a facet of a career on its own."""
    asked = facet_definitions()[facet].ask.format(career=career, part=part)
    return _BEFORE_VOWEL.sub("an ", asked)


def _asks(careers: tuple[Career, ...], library: Library, asked: tuple[Facet, ...]) -> Iterator[str]:
    for facet in _NEXT:
        for career in careers:
            if facet not in asked and library.entries(career, facet):
                yield question_for(career.name, facet)
                break
