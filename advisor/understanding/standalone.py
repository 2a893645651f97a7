"""A follow-up as one would ask it with no conversation before it."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.offers import question_for
from advisor.operations.entries import find_parts
from advisor.requests import Request
from advisor.understanding.following import replace_pronoun
from advisor.understanding.leaning import Leaning
from advisor.understanding.sorts import STEPPING


def stand_alone(request: Request, before: Request, leaning: Leaning, library: Library, *, named: bool) -> str:
    """The standalone form of `request`, which follows `before`; `named` tells that it names its careers itself."""
    names = [career.name for career in library.careers(request.careers)]
    if request.operation in STEPPING and names and request.parts:
        return f"{request.question.rstrip('?. ')} ({' and the '.join(names)}{part_words(request, library)})?"
    if leaning.elliptical or leaning.whole:
        facet = request.facets[0] if request.facets else None
        if facet in facet_definitions() and names and request.operation in ("lookup", "list", "define"):
            return question_for(" and the ".join(names), facet, part_words(request, library))
        return with_names(before.standalone, names)
    if not named and not names and request.facets[:1] == ("topic",) and leaning.continues:
        return f"{request.question.rstrip('?. ')} ({' '.join(before.subject)})?" if before.subject else request.question
    if named or not names:
        return request.question
    # "Those" are its phases or levels, and after a book or a sentence "it" is that.
    of_career = not request.parts and before.facets[:1] not in (("topic",), ("resources",))
    one = len(names) == 1 and not leaning.points_at_listed and of_career
    replaced = replace_pronoun(request.question, names[0]) if one else None
    return replaced or f"{request.question.rstrip('?. ')} ({' and the '.join(names)}{part_words(request, library)})?"


def part_words(request: Request, library: Library) -> str:
    """How a question names the first part of a request: " in phase 2", " at the Senior … level"."""
    for career in library.careers(request.careers)[:1]:
        for reference in request.parts[:1]:
            for part in find_parts(career, reference)[:1]:
                return f" at the {part.title} level" if part.kind == "level" else f" in {part.kind} {part.number}"
            return f" ({reference.words})" if reference.words else ""
    return ""


def with_names(question: str, names: Sequence[str]) -> str:
    """The question with the careers that it does not name itself behind it."""
    missing = [name for name in names if name.casefold() not in question.casefold()]
    return f"{question.rstrip('?. ')} ({' and '.join(missing)})?" if missing else question
