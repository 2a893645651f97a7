"""What the pages of two careers both name: the tools, standards and languages that stand in points of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from advisor.facets import facet_definitions
from advisor.findings import Block
from advisor.library import Entry, Library
from advisor.operations.contrasting import TAUGHT
from advisor.operations.entries import distinct, select_entries
from advisor.operations.words import in_phrases, join_words, may_name, stems, stop_words
from advisor.patterns import Pattern
from advisor.requests import Facet, Request
from advisor.types import Finding, Listing
from vectorstore.profiles import Career
from vectorstore.tables import Table, read_table

# Lines told of what careers share: more of them are no answer that one reads.
_LINES = 6
# What shares all that is taught.
_WHOLE: frozenset[Facet] = frozenset({"roadmap", "overview"})
_WORD = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")


class _Words(Table):
    """The lists of `common_ground.toml`."""

    asked: tuple[Pattern, ...]


@cache
def _words() -> _Words:
    return read_table(_Words, "advisor.operations", "common_ground.toml")


def asks_for_shared(text: str) -> bool:
    """True for a question what several have in common: "which skills do both need?"."""
    return any(pattern.search(text) for pattern in _words().asked)


def tell_shared(
    careers: Sequence[Career], facets: Sequence[Facet], request: Request, library: Library
) -> Iterator[Block]:
    """The names that points of every career hold, with the parts they stand in, those named most first.

    Nothing where they share none, where the question names one itself, or asks for something that is not taught.
    """
    named = any(may_name(word) or word.isupper() for word in request.topics)
    if named or not all(facet in TAUGHT or facet in _WHOLE for facet in facets):
        return
    pages = [_named(career, _listed(facets), request, library) for career in careers]
    own = {stem for career in careers for name in career.names for stem in stems(name)}
    shared = [stem for stem in pages[0] if all(stem in page for page in pages[1:]) and stem not in own]
    shared.sort(key=lambda stem: -min(len(page[stem].points) for page in pages))
    # "HL7 FHIR" is one thing to learn.
    groups: dict[tuple[Entry, ...], list[str]] = {}
    for stem in shared:
        groups.setdefault(tuple(page[stem].points[0] for page in pages), []).append(pages[0][stem].name)
    lines = tuple(_line(careers, names, places) for places, names in list(groups.items())[:_LINES])
    if lines:
        yield Listing(Finding("common.lead", {"careers": join_words([career.name for career in careers])}), lines)


def _listed(facets: Sequence[Facet]) -> Sequence[Facet]:
    """The facets whose points are read: those asked for, else what is taught on a roadmap and what is needed."""
    kinds = {facet_definitions()[facet].part for facet in facets} - {None}
    return [facet for facet in facets if facet in TAUGHT] or [
        facet for facet in TAUGHT if facet_definitions()[facet].part in (kinds or {"phase", None})
    ]


@dataclass(slots=True)
class _Name:
    """A name as a page writes it first, and the points that hold it."""

    name: str
    points: list[Entry]


def _named(career: Career, facets: Sequence[Facet], request: Request, library: Library) -> dict[str, _Name]:
    """The names that a career's points hold, by stem, in the page's order."""
    found: dict[str, _Name] = {}
    entries = [entry for facet in facets for entry in select_entries(career, facet, request, library)]
    for entry in sorted(distinct(entries), key=lambda entry: entry.fact.span):
        for name in dict.fromkeys(_WORD.findall(str(entry.fact.value))):
            written = not name.isdigit() and not name[1:].islower()
            if len(name) > 1 and name.casefold() not in stop_words() and (written or may_name(name)):
                found.setdefault(" ".join(stems(name)), _Name(name, [])).points.append(entry)
    return found


def _line(careers: Sequence[Career], names: Sequence[str], places: Sequence[Entry]) -> Finding:
    """Names shared with where each page has them first: by its part, else in its words."""
    where = (place.part.title if place.part else str(place.fact.value) for place in places)
    phrases = in_phrases(names, " ".join(str(place.fact.value) for place in places))
    told = "; ".join(f"{career.name}: {each}" for career, each in zip(careers, where, strict=True))
    return Finding("line.common", {"name": join_words(phrases), "where": told}, tuple(place.fact for place in places))
