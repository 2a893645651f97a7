"""Years of experience that a ladder leaves out: more than one level asks for, and less than the next."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.library import Library
from advisor.operations.entries import careers_of, find_parts, meets, quantity_of, years_named
from advisor.types import Bound, Finding, Request
from vectorstore.quantities import format_quantity


def note_gaps(request: Request, library: Library) -> Iterator[Finding]:
    """That the years a question names lie between two levels of a ladder, with the years of both."""
    for reference in request.parts:
        if (years := years_named(reference)) is None:
            continue
        for career in careers_of(request, library):
            beside = find_parts(career, reference)
            facts = [fact for part in beside for fact in career.of("experience", part=part)[:1]]
            stated = [quantity for fact in facts if (quantity := quantity_of(fact))]
            if len(stated) != 2 or any(meets(quantity, Bound("=", years)) for quantity in stated):
                continue
            values = {"career": career.name, "years": format_quantity(years)}
            values |= {"first": beside[0].title, "second": beside[1].title}
            values |= {"first_value": format_quantity(stated[0]), "second_value": format_quantity(stated[1])}
            titles = [fact for part in beside for fact in career.of("level_title", part=part)[:1]]
            yield Finding("note.gap", values, (*titles, *facts), (years,))
