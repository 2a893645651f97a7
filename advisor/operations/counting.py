"""How many there are: phases, levels, points of a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.findings import Block
from advisor.library import Entry, Library
from advisor.operations.entries import (
    careers_of,
    chosen_parts,
    describe,
    distinct,
    select_entries,
    title_fact,
)
from advisor.operations.filtering import keep_meeting
from advisor.operations.listing import lines
from advisor.operations.narrowing import narrow
from advisor.operations.promises import note_promised
from advisor.operations.stating import state
from advisor.operations.words import join_words, mentions
from advisor.requests import Facet, Request
from advisor.types import Finding, Listing
from vectorstore.profiles import Career
from vectorstore.types import Quantity


def count(request: Request, library: Library) -> Iterator[Block]:
    """How many there are of what is asked: phases, levels, or points of a list; those that meet a condition, listed."""
    if request.bounds and (met := list(keep_meeting(request, library))):
        yield from met
        return
    for facet in request.facets:
        definition = facet_definitions().get(facet)
        counted: list[Block] = []
        for career in careers_of(request, library) if definition is not None else ():
            if definition is not None and definition.part is None and definition.shape != "items":
                # One figure or grade is told, not counted.
                yield from state(career, facet, request, library, brief=True)
            else:
                counted.extend(_number_of(career, facet, request, library))
        ahead = list(_ahead(counted, request))
        yield from ahead or counted
        yield from () if ahead else _together(counted)


def _ahead(counted: Sequence[Block], request: Request) -> Iterator[Finding]:
    """Which career has more of what is counted, where a question asks for that and several have some of the same."""
    told = [found for found in counted if isinstance(found, Finding) and found.computed]
    # A guide's steps are no phases of a roadmap.
    alike = [found for found in told if found.says == told[0].says]
    if not request.figuring.outnumbers or len(alike) < 2:
        return
    ranked = sorted(alike, key=lambda found: found.computed[0].low, reverse=request.direction == "most")
    first, second = ranked[:2]
    same = first.computed[0] == second.computed[0]
    values = {"first": first.values["career"], "second": second.values["career"], "noun": first.values["noun"]}
    values |= {"first_count": first.values["count"], "second_count": second.values["count"]}
    facts = tuple(fact for found in (first, second) for fact in found.facts)
    says = "count.as_many" if same else f"count.{'more' if request.direction == 'most' else 'fewer'}"
    yield Finding(says, values, facts, (first.computed[0], second.computed[0]))
    yield from ranked[2:]


def _together(counted: Sequence[Block]) -> Iterator[Finding]:
    """How many there are on all pages, where each states a number of the same."""
    of_each = [found for found in counted if isinstance(found, Finding) and found.computed]
    if len(of_each) < 2 or len(of_each) < len(counted) or len({found.says for found in of_each}) > 1:
        return
    many = sum(int(found.computed[0].low) for found in of_each)
    facts = tuple(fact for found in of_each for fact in found.facts)
    yield Finding("count.together", {"count": str(many)}, facts, (Quantity(many, many, "count"),))


def most_counted(request: Request, library: Library) -> Iterator[Block]:
    """The part for which a career lists most of what is asked, or fewest; how many each has where all have as many."""
    for facet in (each for each in request.facets if _is_counted(each)):
        for career in careers_of(request, library):
            entries = distinct(select_entries(career, facet, replace(request, parts=()), library))
            in_part = Counter(entry.part for entry in entries)
            if len(set(in_part.values())) < 2:
                yield from _number_of(career, facet, replace(request, parts=()), library)
                continue
            end = (max if request.direction == "most" else min)(in_part.values())
            for place, entry in enumerate({e.part: e for e in entries if in_part[e.part] == end}.values()):
                facts = tuple(each.fact for each in entries if each.part == entry.part)
                values = describe(entry) | {"count": str(end), "noun": facet_definitions()[facet].noun}
                of_level = "level_" if entry.part is not None and entry.part.kind == "level" else ""
                says = f"extreme.counted.{of_level}{request.direction}" if place == 0 else "extreme.counted.tied"
                yield Finding(says, values, (*title_fact(entry), *facts), (Quantity(end, end, "count"),))


def _is_counted(facet: Facet) -> bool:
    """True for what is listed part by part and has no figures that could rank the parts."""
    definition = facet_definitions().get(facet)
    listed = definition is not None and definition.shape == "items" and definition.measure is None
    return listed and definition is not None and definition.part in ("phase", "level")


def count_labelled(request: Request, library: Library) -> Iterator[Listing]:
    """How many points of a list are labelled as what is counted, and which: "Papers: …" of the resources."""
    noun = request.wanted.counted if request.wanted is not None else ""
    asked = [facet for facet in request.facets if facet in facet_definitions()] if noun else []
    for facet in (each for each in asked if facet_definitions()[each].shape == "items"):
        for career in library.careers(request.careers):
            entries = distinct(select_entries(career, facet, request, library))
            if kept := [entry for entry in entries if mentions(_label(entry), noun)]:
                yield _picked(kept, facet)


def _label(entry: Entry) -> str:
    label, colon, _ = str(entry.fact.value).partition(":")
    return label if colon else ""


def _picked(kept: Sequence[Entry], facet: Facet) -> Listing:
    """How many points a question's own words pick of those that a page lists, and which: the books of its resources."""
    values = describe(kept[0]) | {"count": str(len(kept)), "noun": facet_definitions()[facet].noun}
    lead = Finding("count.picked", values, (), (Quantity(len(kept), len(kept), "count"),))
    return Listing(lead, lines(facet, kept))


def _number_of(career: Career, facet: Facet, request: Request, library: Library) -> Iterator[Block]:
    """How many entries a career has for a facet, and how many of them each part has where all have as many."""
    definition = facet_definitions()[facet]
    sources = (facet, *definition.fallback)
    of_each = [(each, distinct(select_entries(career, each, request, library))) for each in sources]
    counted, entries = next((found for found in of_each if found[1]), (facet, ()))
    if not entries:
        return
    if definition.shape == "items" and len(kept := narrow(entries, request)) < len(entries):
        yield _picked(kept, counted)
        return
    in_part = Counter(entry.part for entry in entries if entry.part)
    # Of a region several figures may be stated: regions are counted, as levels are.
    many = len(in_part) if definition.shape == "figure" and in_part else len(entries)
    values = describe(entries[0]) | {"count": str(many), "noun": definition.noun}
    values |= {"part": join_words([part.title for part in in_part]), "parts": str(len(in_part))}
    facts, number = tuple(entry.fact for entry in entries), Quantity(many, many, "count")
    if chosen_parts(career, request, definition.part) is not None:
        yield Finding("count.part", values, facts, (number,))
    elif definition.part is not None and len(set(in_part.values())) == 1 < many / len(in_part):
        per_part = many // len(in_part)
        computed = (number, *(Quantity(each, each, "count") for each in (per_part, len(in_part))))
        yield Finding("count.each", values | {"each": str(per_part), "kind": definition.part}, facts, computed)
    else:
        yield Finding(f"count.{counted}", values, facts, (number,))
        if definition.part is None:
            yield from note_promised(career, definition, len(entries), library)
