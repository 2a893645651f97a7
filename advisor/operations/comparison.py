"""Careers side by side: a short answer first, then a table; "not stated" where a page is silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.findings import Block
from advisor.library import Entry, Library
from advisor.operations.cells import cell
from advisor.operations.common_ground import asks_for_shared, tell_shared
from advisor.operations.contrasting import contrast_points
from advisor.operations.differences import subtract
from advisor.operations.entries import careers_of, distinct, quantity_of, select_entries, title_fact, worded
from advisor.operations.series import in_order, measured, series, sort_key
from advisor.operations.stating import DETAILS
from advisor.requests import OUTSIDE, Direction, Facet, Request
from advisor.types import Finding, Grid
from vectorstore.profiles import Career

# What a comparison shows when no facet is named: what people weigh first.
DEFAULT_FACETS: tuple[Facet, ...] = ("duration", "pay", "difficulty", "entry_barrier", "coding", "demand", "ai_risk")
# Careers that stand beside each other in columns; more are rows, which a phone scrolls through.
WIDEST = 3


def compare(request: Request, library: Library) -> Iterator[Block]:
    """Two or more careers on the facets asked (or the usual ones), as sentences and a table."""
    careers = _comparable(careers_of(request, library), library)
    asked = tuple(facet for facet in request.facets if facet in facet_definitions() and facet != "overview")
    if asked == ("related_roles",) or set(request.facets) & OUTSIDE or _of_guides(asked, careers, request, library):
        return
    facets = tuple(part for facet in asked for part in _told_of(facet, request))
    if len(careers) < 2:
        for named in asked:
            yield from _two_parts(careers, named, request, library)
        return
    if asks_for_shared(request.wording) and (shared := list(tell_shared(careers, facets, request, library))):
        yield from shared
        return
    if pointed := list(contrast_points(careers, facets, request, library)):
        yield from pointed
        return
    for facet in facets:
        yield from verdict(careers, facet, request, library)
        # How far they lie apart is told of what was asked by name, not of each of the many points that weigh.
        if len(careers) == 2 and facet in asked and facet_definitions()[facet].shape == "figure":
            yield from _gap(facet, request, library)
    shown = [
        facet for facet in facets or DEFAULT_FACETS if any(select_entries(c, facet, request, library) for c in careers)
    ]
    if shown:
        yield _table(careers, shown, request, library)


def _of_guides(facets: Sequence[Facet], careers: Sequence[Career], request: Request, library: Library) -> bool:
    """True where guides alone state what is asked of no career in particular: "a master's or a PhD?"."""
    stating = [c for c in library.catalogue.careers if any(library.entries(c, facet) for facet in facets)]
    return bool(stating) and not request.careers and not any(career in careers for career in stating)


def _gap(facet: Facet, request: Request, library: Library) -> Iterator[Block]:
    """How far two careers lie apart; what each has was said before."""
    for block in subtract(replace(request, facets=(facet,)), library):
        if isinstance(block, Finding) and block.says == "difference":
            yield replace(block, says="difference.only")
        elif not isinstance(block, Finding) or block.says != "difference.none":
            yield block


def _two_parts(careers: Sequence[Career], facet: Facet, request: Request, library: Library) -> Iterator[Finding]:
    """Which of two phases or levels of one career lies higher, when the question names two."""
    source = measured(facet)
    entries = [entry for career in careers for entry in series(career, source, request, library)]
    if request.parts and len(entries) == 2 and facet_definitions()[source].more:
        # Pay in pounds lies neither above nor below pay in dollars.
        if len(in_order(entries, source, request.direction)) == len(entries):
            yield compare_parts(entries[0], entries[1], source, request.direction)
        yield from (found for found in _gap(source, request, library) if isinstance(found, Finding))


def compare_parts(one: Entry, other: Entry, facet: Facet, direction: Direction) -> Finding:
    """Which of two parts of one career lies nearer the end asked for."""
    first, second = in_order([one, other], facet, direction)
    definition = facet_definitions()[facet]
    values = {
        "first": first.part.title if first.part else "",
        "other": second.part.title if second.part else "",
        "first_value": worded(first.fact.value),
        "other_value": worded(second.fact.value),
        "verb": definition.more if direction == "most" else definition.less,
        "noun": definition.noun,
    }
    same = sort_key(first, facet) == sort_key(second, facet)
    facts = (*title_fact(first), first.fact, *title_fact(second), second.fact)
    return Finding("order.same" if same else "order.more", values, facts)


def _told_of(facet: Facet, request: Request) -> tuple[Facet, ...]:
    """What a comparison on a facet shows: its members, or what is worth knowing of the phases or levels named."""
    definition = facet_definitions()[facet]
    if definition.part is None and definition.measure is not None:
        return (definition.measure,)
    named = any(reference.kind == definition.part for reference in request.parts)
    return definition.includes or ((facet, *DETAILS[facet]) if facet in DETAILS and named else (facet,))


def _comparable(careers: Sequence[Career], library: Library) -> list[Career]:
    """The careers that state at least one of the usual facets: a guide without figures fills no column."""
    return [career for career in careers if any(library.entries(career, facet) for facet in DEFAULT_FACETS)]


def verdict(careers: Sequence[Career], facet: Facet, request: Request, library: Library) -> Iterator[Finding]:
    """Which career lies higher on a facet, for figures and scales; nothing where fewer than two state it."""
    definition = facet_definitions()[facet]
    if definition.shape == "statement":
        yield from _agreement(careers, facet, request, library)
    if not definition.more:
        return
    stated = [entry for career in careers if (entry := representative(career, facet, request, library))]
    if len(stated) < 2 or len({_unit(entry) for entry in stated}) > 1:
        return
    ordered = sorted(stated, key=lambda entry: sort_key(entry, facet) or (0.0, 0.0, False), reverse=True)
    first, last = ordered[0], ordered[-1]
    facts = (first.fact, last.fact)
    values = {
        "career": first.career.name,
        "other": last.career.name,
        "value": worded(first.fact.value),
        "other_value": worded(last.fact.value),
        "part": first.part.title if first.part else "",
        "other_part": last.part.title if last.part else "",
        "noun": definition.noun,
        "more": definition.more,
        "less": definition.less,
    }
    level = ".part" if first.part and last.part else ""
    if sort_key(first, facet) == sort_key(last, facet):
        yield Finding(f"compare.same{level}", values, facts)
    else:
        yield Finding(f"compare.{request.direction}{level}", values, facts)


def _agreement(careers: Sequence[Career], facet: Facet, request: Request, library: Library) -> Iterator[Finding]:
    """Whether the careers all say yes, or all no, to a yes-or-no facet."""
    stated = [found[0] for career in careers if (found := distinct(select_entries(career, facet, request, library)))]
    if len(stated) == len(careers) and len({entry.fact.holds for entry in stated}) == 1:
        says = "compare.all_yes" if stated[0].fact.holds else "compare.all_no"
        values = {"each": "Both" if len(stated) == 2 else "All", "careers": ", ".join(e.career.name for e in stated)}
        yield Finding(f"{says}.{facet}", values, tuple(entry.fact for entry in stated))


def representative(career: Career, facet: Facet, request: Request, library: Library) -> Entry | None:
    """The entry that stands for a career in a comparison: the only one, or the highest of several."""
    entries = series(career, measured(facet), request, library)
    return max(entries, key=lambda entry: sort_key(entry, measured(facet)) or (0.0, 0.0, False), default=None)


def _unit(entry: Entry) -> tuple[str, str | None] | None:
    quantity = quantity_of(entry.fact)
    return (quantity.unit, quantity.per) if quantity else None


def _table(careers: Sequence[Career], facets: Sequence[Facet], request: Request, library: Library) -> Grid:
    """A row for each facet and a column for each career; the other way round for many careers."""
    nouns, names = [facet_definitions()[facet].noun for facet in facets], [career.name for career in careers]
    rows = [[cell(career, facet, request, library) for career in careers] for facet in facets]
    if len(careers) > WIDEST:
        nouns, names, rows = names, nouns, [list(column) for column in zip(*rows, strict=True)]
    labels = (Finding("cell.label", {"value": label}) for label in nouns)
    return Grid(("", *names), tuple((label, *row) for label, row in zip(labels, rows, strict=True)))
