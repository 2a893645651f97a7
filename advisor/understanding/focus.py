"""Whom and what a turn is about: the careers and parts it names, points back to, or leaves in focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.entries import find_parts
from advisor.operations.words import stems
from advisor.types import Facet, Operation, PartReference, Request
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.following import Leaning, careers_in_focus, ordinal_alone, turns_to_another
from vectorstore.types import PartKind

# Operations on a whole series: a phase or level spoken of before does not narrow them.
ON_SERIES: frozenset[Operation] = frozenset({"count", "total", "average", "extreme", "rank", "filter", "list"})
# Kinds of part that come one after the other under titles of their own.
ORDERED: tuple[PartKind, ...] = ("phase", "level")


class Focus:
    """Resolves the careers and parts of turns about one library."""

    def __init__(self, library: Library, read: ClauseReader) -> None:
        self._library = library
        self._read = read

    def careers(
        self,
        clause: Clause,
        facets: Sequence[Facet],
        operation: Operation,
        leaning: Leaning,
        memory: Memory,
        *,
        follows: bool,
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The careers named, pointed back to, or still in focus, in that order; and those that could be meant."""
        current = memory.request.careers if memory.request is not None else ()
        if clause.links.careers:
            joins = follows and operation == "compare" and len(clause.links.careers) == 1
            return tuple(dict.fromkeys((*current, *clause.links.careers))) if joins else clause.links.careers, ()
        if clause.links.scope == "all":
            return (), ()
        if (pointed := careers_in_focus(clause.text, memory)) is not None:
            return pointed, ()
        if follows and turns_to_another(clause.text):
            others = tuple(c for c in self._stating(facets) if c not in (current or memory.careers[-1:]))
            return (others, ()) if len(others) == 1 else ((), others)
        if clause.links.scope == "both":
            spoken = memory.careers[-2:]
            stating = self._stating(facets)
            return (spoken if len(spoken) == 2 else stating if len(stating) == 2 else ()), ()
        only = tuple(career.id for career in self._library.catalogue.careers)
        if len(only) == 1 and facets[0] in facet_definitions():
            return only, ()
        if not follows or (facets[0] == "topic" and not leaning.continues):
            return (), ()
        # What was in focus but is silent on this, while other pages are not, is not what is asked about.
        stating = self._stating(facets)
        return (() if stating and not set(current) & set(stating) else current), ()

    def _stating(self, facets: Sequence[Facet]) -> tuple[str, ...]:
        """The careers whose documents state any of the facets."""
        return tuple(
            career.id
            for career in self._library.catalogue.careers
            if any(self._library.entries(career, facet) for facet in facets)
        )

    def parts(
        self,
        clause: Clause,
        leaning: Leaning,
        careers: Sequence[str],
        facets: Sequence[Facet],
        operation: Operation,
        memory: Memory,
        *,
        follows: bool,
    ) -> tuple[PartReference, ...]:
        """The parts named, or the one in focus where the turn leans on it."""
        career = careers[0] if len(careers) == 1 else None
        if clause.parts:
            found = self._read.parts(clause.text, clause.links, career)
            found = tuple(self._as_phase(part, careers) for part in found)
            known = tuple(part for part in found if part.kind == "region" or self._exists(part, careers))
            if known or any(part.number for part in found):
                return known or found
        if operation in ("next", "previous"):
            named = (PartReference(kind, None, word) for word in clause.subject for kind in ORDERED)
            if beside := tuple(reference for reference in named if self._exists(reference, careers)):
                return beside[:1]
        kinds = {facet_definitions()[facet].part for facet in facets if facet in facet_definitions()}
        named_place = ordinal_alone(clause.text)
        if named_place is not None and (ordered := [kind for kind in ORDERED if kind in kinds]):
            return (PartReference(ordered[0], named_place),)
        if not follows or memory.request is None:
            return ()
        if (place := ordinal_alone(clause.text)) is not None and (kind := _series_of(memory.request, memory.parts)):
            return (PartReference(kind, place),)
        if tuple(careers) != memory.request.careers:
            # A level keeps its name, not its number, on another ladder.
            return self._read.parts(memory.request.searched, clause.links, career) if leaning.elliptical else ()
        if operation in ("next", "previous", "more", "why"):
            return memory.parts
        focus = tuple(part for part in memory.parts if part.kind in kinds)
        if operation in ON_SERIES - {"count", "list"}:
            return ()
        if leaning.points_at_part or leaning.elliptical:
            return focus or (memory.parts if leaning.points_at_part and None in kinds else ())
        return () if operation in ON_SERIES else focus

    def _as_phase(self, reference: PartReference, careers: Sequence[str]) -> PartReference:
        """The reference, to a phase where a page has phases and no steps: its "last step" is its last phase."""
        pages = self._library.careers(careers) or self._library.catalogue.careers
        stepless = reference.kind == "step" and not any(career.parts("step") for career in pages)
        return replace(reference, kind="phase") if stepless else reference

    def _exists(self, reference: PartReference, careers: Sequence[str]) -> bool:
        """True when a page has the part; "the consistent phases" names none."""
        pages = self._library.careers(careers) or self._library.catalogue.careers
        return any(find_parts(career, reference) for career in pages)

    def is_short_name(self, occupation: str | None) -> bool:
        """True for "the trainer" where one career is a trainer's."""
        words = set(stems(occupation or ""))
        return bool(words) and sum(words <= set(stems(c.name)) for c in self._library.catalogue.careers) == 1

    def owners(self, parts: Sequence[PartReference]) -> tuple[str, ...]:
        """The one career that has a part of this name: "the python phase" needs no career beside it."""
        for reference in parts:
            if reference.words and reference.number is None and reference.kind in ("phase", "level", "step"):
                owners = [c.id for c in self._library.catalogue.careers if find_parts(c, reference)]
                if len(owners) == 1:
                    return (owners[0],)
        return ()


def _series_of(before: Request, parts: Sequence[PartReference]) -> PartKind | None:
    """The kind of part that "the last one" counts in: that of the last question, or of the part in focus."""
    kinds = [facet_definitions()[facet].part for facet in before.facets if facet in facet_definitions()]
    return next((kind for kind in (*kinds, *(part.kind for part in parts)) if kind is not None), None)
