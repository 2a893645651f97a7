"""Look up and list: what the documents state of a career for one facet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.findings import Block, facts_of
from advisor.library import Entry, Library
from advisor.operations.cells import weigh
from advisor.operations.entries import (
    agreeing,
    careers_of,
    chosen_parts,
    describe,
    distinct,
    experience_bounds,
    is_staged,
    select_entries,
    stage_of,
    title_fact,
    worded,
)
from advisor.operations.listing import companion_facts, entries_meant, lines, list_points, narrowed
from advisor.operations.narrowing import narrow
from advisor.operations.promises import note_promised
from advisor.operations.sentences import split_sentences
from advisor.operations.summing import add_phases, note_roadmap_length, summarise
from advisor.operations.words import mentions
from advisor.requests import Facet, PartReference, Request
from advisor.types import Finding, Listing
from vectorstore.profiles import Career
from vectorstore.types import Fact

# Sentences of a career's summary that open an answer: two say what the work is and stay under a minute's read.
SUMMARY_SENTENCES = 2


def look_up(request: Request, library: Library) -> Iterator[Block]:
    """What is stated for each facet asked, career by career; nothing where the documents are silent."""
    careers = careers_of(request, library)
    for facet in request.facets:
        if facet not in facet_definitions():
            continue
        if kept := points_meant(facet, request, library):
            yield narrowed(facet, kept, request)
            continue
        yield from _each(facet, careers, request, library)


# Words of what a phase or level is told by, beyond which of several careers' only its figure is told.
WORDS_OF_PARTS = 90


def _each(facet: Facet, careers: Sequence[Career], request: Request, library: Library) -> Iterator[Block]:
    """What is stated career by career; of several, only those that have the part asked about, each by its name."""
    part = facet_definitions()[facet].part
    stating = [career for career in careers if chosen_parts(career, request, part)] if len(careers) > 1 else []
    if not stating:
        # Where some list it themselves, no other facet answers for the others.
        itself = facet_definitions()[facet].shape == "items" and not request.careers
        itself = itself and any(library.entries(career, facet) for career in careers)
        for career in careers:
            yield from state(career, facet, request, library, brief=len(careers) > 1, itself=itself)
        return
    told = [(career, state(career, facet, request, library, brief=True)) for career in stating]
    words = sum(len(worded(fact.value).split()) for _, blocks in told for fact in facts_of(blocks))
    if facet in DETAILS and words > WORDS_OF_PARTS:
        told = [(career, state(career, DETAILS[facet][0], request, library, brief=True)) for career in stating]
    for career, blocks in told:
        yield from attributed(blocks, career)


def attributed(blocks: Sequence[Block], career: Career) -> Iterator[Block]:
    """What is told of one part, the first of it naming the career: several have a third phase."""
    for position, block in enumerate(blocks):
        match block:
            case Finding() if position == 0:
                yield _of_career(block, career)
            case Listing(lead=Finding() as lead) if position == 0:
                yield replace(block, lead=_of_career(lead, career))
            case _:
                yield block


def _of_career(finding: Finding, career: Career) -> Finding:
    named = career.name in finding.values.get("part", "")
    return finding if named else replace(finding, values={**finding.values, "of_career": career.name})


def points_meant(facet: Facet, request: Request, library: Library) -> tuple[Entry, ...]:
    """The points of any career that a question's own words pick out, when it names no career; else empty."""
    if request.careers or facet_definitions()[facet].shape != "items":
        return ()
    entries = [e for career in library.catalogue.careers for e in select_entries(career, facet, request, library)]
    kept = entries_meant(entries, facet_definitions()[facet], request)
    return kept if len(kept) < len(entries) else ()


def state(
    career: Career, facet: Facet, request: Request, library: Library, *, brief: bool = False, itself: bool = False
) -> list[Block]:
    """What one career's documents state for a facet; `brief` sums a list of figures up in one sentence.

    With `itself`, no other facet answers in its place.
    """
    definition = facet_definitions()[facet]
    if definition.weighs:
        weighed = weigh(career, facet, request, library)
        return [weighed] if weighed else []
    if definition.includes:
        return [block for part in definition.includes for block in state(career, part, request, library, brief=True)]
    statements = agreeing(select_entries(career, facet, request, library))
    if not statements:
        if (absent := _no_such_part(career, facet, request)) is not None:
            return [absent]
        silent_part = chosen_parts(career, request, definition.part) is not None or experience_bounds(request)
        if itself or (silent_part and library.entries(career, facet)):
            return []
        instead = (state(career, f, request, library, brief=brief, itself=True) for f in definition.fallback)
        return next((found for found in instead if found), [])
    return _tell(career, facet, statements, request, library, brief=brief)


def _tell(
    career: Career,
    facet: Facet,
    statements: Sequence[tuple[Entry, Sequence[Fact]]],
    request: Request,
    library: Library,
    *,
    brief: bool,
) -> list[Block]:
    """The statements of one career for a facet, in the form that their kind is told in; there is at least one."""
    definition, entries = facet_definitions()[facet], [entry for entry, _ in statements]
    core = [entry for entry in entries if not is_staged(entry)]
    if core and len(core) < len(entries) and chosen_parts(career, request, definition.part) is None:
        statements = [(entry, facts) for entry, facts in statements if not is_staged(entry)]
        entries = core
    if facet == "overview":
        return list(_summary(entries, library))
    if facet in DETAILS and chosen_parts(career, request, definition.part) is not None:
        if len(entries) > _EACH_IN_FULL:
            return [_in_short(facet, entries, library)]
        return [block for entry in entries for block in tell_part(entry, request, library)]
    if definition.shape == "items" and (others := _picked_beside(career, facet, entries, request, library)):
        return others
    if definition.shape == "items":
        points = list_points(facet, definition, entries, request, brief=brief)
        whole = definition.part is None and not brief and len(points.items) == len(entries)
        return [points, *(note_promised(career, definition, len(entries), library) if whole else ())]
    of_parts = [entry for entry in entries if entry.part is not None]
    if definition.part and of_parts and len(of_parts) < len(entries):
        # What is stated of the whole stands before what is stated part by part.
        of_whole = [_stated(facet, entry, facts) for entry, facts in statements if entry.part is None]
        return [*of_whole, *(() if brief or len(of_parts) < 2 else _series(facet, of_parts, request, library))]
    if definition.part and len({(entry.part, stage_of(entry.fact)) for entry in entries}) > 1:
        series = _series(facet, entries, request, library)
        return [series[0].lead or series[0]] if brief else [*series]
    blocks: list[Block] = [_stated(facet, entry, facts) for entry, facts in statements]
    if len(entries) > 1 and not definition.part:
        blocks.append(Finding("note.disagree", {"noun": definition.noun}, tuple(e.fact for e in entries)))
    if facet == "duration" and not brief:
        blocks.extend(note_roadmap_length(career, entries, library))
    return blocks


def _stated(facet: Facet, entry: Entry, facts: Sequence[Fact]) -> Finding:
    """One statement, with the facts that make it."""
    says = f"state.{facet}{_variant(entry, facet_definitions()[facet].part)}"
    return Finding(says, describe(entry), (*title_fact(entry), *facts, *companion_facts(entry)))


def _series(
    facet: Facet, entries: Sequence[Entry], request: Request, library: Library
) -> tuple[Listing, *tuple[Finding, ...]]:
    """The figures of several parts behind what they come to; of a roadmap with the length that is stated of it."""
    summable = facet_definitions()[facet].summable
    summary = add_phases(entries) if summable else summarise(facet, entries)
    stated = distinct(library.entries(entries[0].career, "duration")) if summable and not request.parts else ()
    notes = note_roadmap_length(entries[0].career, stated, library) if stated else ()
    return (Listing(summary, lines(facet, entries)), *notes)


def _no_such_part(career: Career, facet: Facet, request: Request) -> Finding | None:
    """How many parts there are, for a question about one beyond the last: "the fifth phase" of four."""
    kind = facet_definitions()[facet].part
    titles = career.of("phase_title") if kind == "phase" else career.of("level_title") if kind == "level" else ()
    beyond = any(r.kind == kind and r.number is not None and r.number > len(titles) for r in request.parts)
    if not titles or not beyond:
        return None
    values = {"career": career.name, "count": str(len(titles))}
    return Finding("count.roadmap" if kind == "phase" else "count.ladder", values, titles)


def _variant(entry: Entry, kind: str | None) -> str:
    """Which of a facet's sentences fits a fact: of a part, of a stage of the career, or of the whole."""
    return "_stage" if is_staged(entry) else "_whole" if kind and entry.part is None else ""


def tell_part(
    entry: Entry, request: Request, library: Library, facets: Sequence[Facet] | None = None
) -> Iterator[Block]:
    """What is worth knowing of one phase or level: its length and goals, or its pay and duties, or the facets given.

    Where none are given and the question's own words pick some of its points, these alone.
    """
    if entry.part is None:
        return
    of_part = replace(request, parts=(PartReference(entry.part.kind, entry.part.number),))
    if facets is None and (picked := _picked_of_part(entry, of_part, library)):
        yield from picked
        return
    for facet in facets or DETAILS["roadmap" if entry.part.kind == "phase" else "ladder"]:
        yield from state(entry.career, facet, of_part, library)


def _picked_beside(
    career: Career, facet: Facet, entries: Sequence[Entry], request: Request, library: Library
) -> list[Block]:
    """The points of the one part asked about that hold the question's own words where its list for `facet` holds none.

    "Which certification gets me regulatory basics in phase 1" is told by its resources, whatever it reads as.
    """
    parts = {entry.part for entry in entries}
    if chosen_parts(career, request, facet_definitions()[facet].part) is None or len(parts) != 1:
        return []
    own = narrow(entries, request)
    listed = _lists_of(entries[0])
    points = [point for each in listed for point in select_entries(career, each, request, library)]
    picked = narrow(points, request)
    told = " ".join(worded(point.fact.value) for point in picked)
    held = [word for word in request.specific if mentions(told, word)]
    if len(own) < len(entries) or len(picked) > 1 or len(held) < _HOLDING_WORDS:
        return []
    return [narrowed(listed[0], picked, request)]


# So many of a question's own words make a point the one it asks for.
_HOLDING_WORDS = 2


def _lists_of(entry: Entry) -> list[Facet]:
    """The facets that list points of the kind of part an entry belongs to."""
    kind = entry.part.kind if entry.part else None
    return [f for f, d in facet_definitions().items() if d.part == kind and d.shape == "items" and f not in DETAILS]


def _picked_of_part(entry: Entry, request: Request, library: Library) -> list[Block]:
    """The points of a phase or level, of whatever kind, that the question's words pick out; empty when none are."""
    listed = _lists_of(entry)
    points = [point for facet in listed for point in select_entries(entry.career, facet, request, library)]
    kept = narrow(points, request)
    return [narrowed(listed[0], kept, request)] if len(kept) < len(points) else []


# What tells a reader most of one phase and of one level.
DETAILS: dict[Facet, tuple[Facet, ...]] = {
    "roadmap": ("phase_length", "goals"),
    "ladder": ("pay", "duties"),
}


# Of more parts than these the figure and the points of each are told in a line.
_EACH_IN_FULL = 2
# Words of these lines beyond which each part is told by its first point.
_WORDS_IN_SHORT = 100


def _in_short(facet: Facet, entries: Sequence[Entry], library: Library) -> Listing:
    """Several phases or levels, each with its length or years of experience and its points."""
    _, points = DETAILS[facet]
    listed = {e.part: [p for p in library.entries(e.career, points) if p.part == e.part] for e in entries}
    words = sum(len(worded(point.fact.value).split()) for of_part in listed.values() for point in of_part)
    told: list[Finding] = []
    for entry in entries:
        of_part = listed[entry.part][: None if words <= _WORDS_IN_SHORT else 1]
        companions = companion_facts(entry)
        values = describe(entry) | {fact.attribute: worded(fact.value) for fact in companions}
        values["values"] = "; ".join(worded(point.fact.value) for point in of_part)
        told.append(Finding(f"line.{facet}_short", values, (entry.fact, *companions, *(p.fact for p in of_part))))
    return Listing(Finding(f"lead.{facet}", describe(entries[0])), tuple(told), numbered=True)


def _summary(entries: Sequence[Entry], library: Library) -> Iterator[Finding]:
    """The opening sentences of a career's summary, each citing its own span."""
    fact = entries[0].fact
    text = library.text(fact.span)
    for start, end in split_sentences(text)[:SUMMARY_SENTENCES]:
        span = fact.span.part(start, end)
        yield Finding("quote", {"value": text[start:end].strip()}, (replace(fact, span=span, value=text[start:end]),))
