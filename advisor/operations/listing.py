"""Listed points as lines: narrowed, gathered by part, and kept short enough to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from advisor.facets import FacetDefinition
from advisor.library import Entry
from advisor.operations.daytimes import at_daytime
from advisor.operations.entries import describe, title_fact, worded
from advisor.operations.narrowing import narrow
from advisor.operations.sentences import split_sentences
from advisor.requests import Facet, Request
from advisor.types import Finding, Listing
from vectorstore.types import Fact, PartKind

# Beyond so many words the labelled points of a list are cut to their first sentences, and then to their labels.
WORDS = 100


def list_points(
    facet: Facet, definition: FacetDefinition, entries: Sequence[Entry], request: Request, *, brief: bool
) -> Listing:
    """Listed points behind a leading sentence, narrowed to those asked about and gathered part by part."""
    kept = entries_meant(entries, definition, request)
    if len(kept) < len(entries):
        return narrowed(facet, kept, request)
    parts = list(dict.fromkeys(entry.part for entry in entries if entry.part))
    several = definition.part in ("phase", "level") and len(parts) > 1
    lead_values = describe(entries[0]) | {"count": str(len(entries)), "parts": str(len(parts))}
    lead = Finding(f"lead.{facet}.parts" if several else f"lead.{facet}", lead_values)
    if not several or facet in ("roadmap", "ladder"):
        return Listing(lead, lines(facet, entries), numbered=facet in ("roadmap", "ladder", "steps", "interview"))
    return Listing(lead, tuple(gather(group) for group in by_part(entries)), numbered=False)


def entries_meant(entries: Sequence[Entry], definition: FacetDefinition, request: Request) -> tuple[Entry, ...]:
    """Of many listed points those asked about: of a schedule by the time of day, else by the question's own words."""
    timed = at_daytime(entries, request.wording) if definition.part == "hour" else ()
    return timed or narrow(entries, request)


def narrowed(facet: Facet, kept: Sequence[Entry], request: Request) -> Listing:
    """The points a question is about, each behind the phase or level it stands in unless that was asked for."""
    named = {reference.kind for reference in request.parts}
    return Listing(None, lines(facet, kept, labelling=not named & {e.part.kind for e in kept if e.part}))


def by_part(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    """The entries grouped by the part they belong to, in order."""
    for _, group in groupby(entries, key=lambda entry: entry.part):
        yield tuple(group)


def gather(entries: Sequence[Entry]) -> Finding:
    """Several points of one part as one line that cites each of them."""
    values = describe(entries[0]) | {"values": "; ".join(worded(entry.fact.value) for entry in entries)}
    return Finding("line.gathered", values, tuple(entry.fact for entry in entries))


def lines(facet: Facet, entries: Sequence[Entry], *, labelling: bool = False) -> tuple[Finding, ...]:
    """One line for each entry; labelled points of a long list are cut to their first sentence, then to their label.

    With `labelling`, a point of a phase or level says which.
    """
    long = _words(entry.fact for entry in entries) > WORDS
    too_long = long and sum(len(_opening(entry).split()) for entry in entries) > WORDS
    return tuple(_line(facet, entry, short=long + too_long, labelling=labelling) for entry in entries)


def _words(facts: Iterable[Fact]) -> int:
    return sum(len(worded(fact.value).split()) for fact in facts)


def _opening(entry: Entry) -> str:
    """The first sentence of a point."""
    text = str(entry.fact.value)
    start, end = split_sentences(text)[0] if text.strip() else (0, 0)
    return text[start:end].rstrip(".")


# Parts whose title labels their points in any list, and those that do where a point stands without its phase or level.
_LABELS: frozenset[PartKind] = frozenset({"item", "role", "region", "step", "hour"})
_PLACES: frozenset[PartKind] = frozenset({"phase", "level"})


def _line(facet: Facet, entry: Entry, *, short: int, labelling: bool) -> Finding:
    """One line of a list; a phase brings its length and a level its pay and experience."""
    companions = companion_facts(entry)
    values = describe(entry) | {fact.attribute: worded(fact.value) for fact in companions}
    labelled = (
        entry.part is not None
        and bool(entry.part.title)
        and entry.part.kind in (_LABELS | _PLACES if labelling else _LABELS)
    )
    known = {"roadmap", "ladder", "pay", "phase_length", "experience"}
    says = f"line.{facet}" if facet in known else "line.labelled" if labelled else "line.point"
    if labelled and short and entry.part is not None and entry.part.kind in _LABELS - {"hour"}:
        values["value"] = _opening(entry)
        says = "line.label" if short > 1 else says
    return Finding(says, values, (*title_fact(entry), entry.fact, *companions))


def companion_facts(entry: Entry) -> tuple[Fact, ...]:
    """What a line about a phase or level says besides its own fact: a phase's weeks, a level's pay and experience."""
    wanted = {"phase_title": ("phase_weeks",), "level_title": ("experience", "pay"), "pay": ("experience",)}
    found = (
        next(iter(entry.career.of(attribute, part=entry.part)), None)  # type: ignore[arg-type]  # literals of the table
        for attribute in wanted.get(entry.fact.attribute, ())
        if entry.part is not None
    )
    return tuple(fact for fact in found if fact is not None)
