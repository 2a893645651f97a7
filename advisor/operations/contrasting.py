"""What several pages list of the one thing that a question's own words pick out, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from advisor.facets import facet_definitions
from advisor.findings import Block
from advisor.library import Entry, Library
from advisor.operations.entries import distinct, select_entries
from advisor.operations.listing import lines
from advisor.operations.words import content_words, may_name, stems
from advisor.requests import Facet, Request
from advisor.types import Finding, Listing
from vectorstore.profiles import Career

# Points told of each page.
_POINTS = 4
# Facets whose points tell what is learned and done; the others tell whom it suits, or parts as a whole.
TAUGHT: tuple[Facet, ...] = ("goals", "resources", "skills", "tools", "milestone", "duties", "day", "responsibilities")


def contrast_points(
    careers: Sequence[Career], facets: Sequence[Facet], request: Request, library: Library
) -> Iterator[Block]:
    """The points of each page that hold the question's own words; nothing where none does.

    A page without them is read for what the others' points name: "AWS" where cloud platforms were asked for.
    """
    asked = [facet for facet in facets if facet_definitions()[facet].shape == "items"]
    if facets and not asked:
        return
    own, taught = ([_points(career, each, request, library) for career in careers] for each in (asked, TAUGHT))
    words = _telling(request, [*own, *taught])
    found = [_holding(points, words) for points in own]
    if not any(found):
        found = [_holding(points, words) for points in taught]
    if not any(found):
        return
    told_by = [words & {stem for entry in kept for stem in stems(_titled(entry))} for kept in found if kept]
    names = {stem for kept in found for entry in kept for stem in _names(entry)}
    for career, kept, points in zip(careers, found, taught, strict=True):
        same = [entry for entry in points if any(each <= set(stems(_text(entry))) for each in told_by)]
        if told := kept or same or _sharing(points, names):
            shown = lines("goals", told[:_POINTS], labelling=True)
            yield Listing(Finding("compare.points", {"career": career.name}), shown)


def _points(career: Career, facets: Sequence[Facet], request: Request, library: Library) -> list[Entry]:
    entries = [entry for facet in facets for entry in select_entries(career, facet, request, library)]
    return list(distinct(entries))


def _telling(request: Request, pages: Sequence[Sequence[Entry]]) -> frozenset[str]:
    """The stems of the question's own words that some points hold, and at most three in five of those of any page."""
    asked = {stem for word in request.topics for stem in stems(word)}
    held = [[asked & set(stems(_text(entry))) for entry in points] for points in pages if points]
    common = {stem for stem in asked for points in held if sum(stem in words for words in points) * 5 > len(points) * 3}
    return frozenset(stem for points in held for words in points for stem in words) - common


def _holding(points: Sequence[Entry], words: Set[str]) -> list[Entry]:
    """The points that hold most of the words; those of parts whose titles do, where none does itself."""
    for text in (_text, _titled):
        held = [len(words & set(stems(text(entry)))) for entry in points]
        if most := max(held, default=0):
            return [entry for entry, count in zip(points, held, strict=True) if count == most]
    return []


def _sharing(points: Sequence[Entry], names: Set[str]) -> list[Entry]:
    """The points that name most of what is named; none where they name none of it."""
    shared = [len(names & _names(entry)) for entry in points]
    most = max(shared, default=0)
    return [entry for entry, count in zip(points, shared, strict=True) if most and count == most]


def _text(entry: Entry) -> str:
    return str(entry.fact.value)


def _titled(entry: Entry) -> str:
    return f"{entry.part.title if entry.part else ''} {_text(entry)}"


def _names(entry: Entry) -> set[str]:
    """The stems of what a point names."""
    return {stem for word in content_words(_text(entry)) if may_name(word) for stem in stems(word)}
