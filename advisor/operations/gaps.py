"""What the ranges of neighbouring levels leave out between them, and what they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from advisor.facets import facet_definitions
from advisor.library import Entry, Library
from advisor.operations import figures
from advisor.operations.entries import careers_of, find_parts, meets, quantity_of, title_fact, worded, years_named
from advisor.operations.series import figure_facets, label, series
from advisor.requests import Bound, Facet, Request
from advisor.types import Finding
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


def tell_joints(request: Request, library: Library) -> Iterator[Finding]:
    """Where the ranges of neighbouring levels leave something out, or overlap; that they meet, where they all do.

    Of two levels, or two careers, that are named, what the ranges of these share.
    """
    for facet in figure_facets(request):
        of_each = [series(career, facet, request, library) for career in careers_of(request, library)]
        named = [entry for entries in of_each for entry in entries] if request.parts else []
        if len(named) == 2:
            yield from _shared(facet, [(entry,) for entry in named])
            continue
        if len(request.careers) == 2 and not request.parts:
            yield from _shared(facet, of_each)
            continue
        for career in careers_of(request, library):
            entries = series(career, facet, request, library)
            told = [joint for one, other in pairwise(entries) if (joint := _joint(one, other, facet))]
            yield from told
            if len(entries) > 1 and not told:
                listed = "; ".join(worded(entry.fact.value) for entry in entries)
                values = {"career": career.name, "noun": facet_definitions()[facet].figure_noun, "list": listed}
                yield Finding("joint.none", values, tuple(entry.fact for entry in entries))


def _shared(facet: Facet, groups: Sequence[Sequence[Entry]]) -> Iterator[Finding]:
    """What two ranges share, each that of a level or of all levels of a career; nothing for ranges in other units."""
    stated = [[q for entry in entries if (q := quantity_of(entry.fact))] for entries in groups]
    if not all(stated) or not figures.same_unit([quantity for each in stated for quantity in each]):
        return
    first, second = (figures.covering(each) for each in stated)
    several = groups[0][0].career is not groups[1][0].career
    names = [label(e[0], several_careers=several) if len(e) == 1 else e[0].career.name for e in groups]
    values = {"noun": facet_definitions()[facet].figure_noun, "first": names[0], "second": names[1]}
    values |= {"first_value": format_quantity(first), "second_value": format_quantity(second)}
    common = figures.shared(first, second)
    says = "joint.apart" if common is None else "joint.meeting" if common.low == common.high else "joint.shared"
    facts = tuple(fact for entries in groups for entry in entries for fact in (*title_fact(entry), entry.fact))
    shared = {"shared": format_quantity(common)} if common is not None else {}
    yield Finding(says, values | shared, facts, (first, second, *([common] if common is not None else [])))


def _joint(one: Entry, other: Entry, facet: Facet) -> Finding | None:
    """That two ranges leave a gap or overlap; None where the second begins where the first ends."""
    first, second = quantity_of(one.fact), quantity_of(other.fact)
    if first is None or second is None or first.unit != second.unit or first.high == second.low:
        return None
    values = {"noun": facet_definitions()[facet].figure_noun, "career": one.career.name}
    values |= {"first": one.part.title if one.part else "", "second": other.part.title if other.part else ""}
    values |= {"first_value": format_quantity(first), "second_value": format_quantity(second)}
    facts = (*title_fact(one), one.fact, *title_fact(other), other.fact)
    return Finding("joint.gap" if first.high < second.low else "joint.overlap", values, facts)
