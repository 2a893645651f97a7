"""Whom and what a turn is about: the careers and parts it names, points back to, or leaves in focus."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.entries import find_parts
from advisor.operations.words import stems
from advisor.types import Facet, Operation, PartReference, Request
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.following import (
    Leaning,
    ask_words,
    points_at_all,
    returns_to_part,
    turns_to_another,
)
from advisor.understanding.linking import Links
from advisor.understanding.placing import end_of_series, leaves_out, means_the_others, neighbours, ordinal_alone
from advisor.understanding.returning import careers_in_focus
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.words import has_phrase, words_of
from vectorstore.profiles import Career
from vectorstore.types import Part, PartKind

# Operations on a whole series: a phase or level spoken of before does not narrow them.
ON_SERIES: frozenset[Operation] = frozenset({"count", "total", "average", "extreme", "rank", "filter", "list"})
# Kinds of part that come one after the other under titles of their own.
ORDERED: tuple[PartKind, ...] = ("phase", "level", "step")


# Operations that show a series, or the one of it that a place names.
_SHOWING: frozenset[Operation] = frozenset({"lookup", "list", "define"})
# Operations that set two careers or parts against each other, and those that also add them up.
_PAIRING: frozenset[Operation] = frozenset({"compare", "difference"})
_ADDING: frozenset[Operation] = _PAIRING | {"total", "average"}
# Letters of a name that pick one of the careers offered: "doc" for documentation.
_SHORTEST = 3


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
        """The careers named, pointed back to, or still in focus, in that order; and those that could be meant.

        A general guide, or the pages of single careers, that the question speaks of ("does the guide say …") are meant
        with the careers named, and instead of those in focus.
        """
        found, ambiguous = self._careers(clause, facets, operation, leaning, memory, follows=follows)
        sources = self._sources(clause.text)
        if not sources or ambiguous:
            return found, ambiguous
        named = bool(clause.links.careers) or clause.links.scope == "both"
        return (tuple(dict.fromkeys((*found, *sources))) if named else sources), ()

    def _sources(self, text: str) -> tuple[str, ...]:
        """The careers of the general guides, or of the career pages, that a question speaks of as documents."""
        words, careers = words_of(text), self._library.catalogue.careers
        guides = [career.id for career in careers if self._library.is_general(career)]
        pages = [career.id for career in careers if career.id not in guides]
        if not guides or not pages:
            return ()
        asked = (pages if has_phrase(words, linking_words().pages) else []) + (
            guides if has_phrase(words, linking_words().guides) else []
        )
        return tuple(asked)

    def _careers(
        self,
        clause: Clause,
        facets: Sequence[Facet],
        operation: Operation,
        leaning: Leaning,
        memory: Memory,
        *,
        follows: bool,
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The careers that the words name, point back to or leave in focus; and those that could be meant."""
        current = memory.current
        sets_against = operation in _PAIRING or leaning.compares or leaning.measures
        joins = follows and (sets_against or (operation == "total" and leaning.adds))
        if clause.links.careers:
            beside = memory.singled if joins and len(clause.links.careers) == 1 else ()
            named = tuple(dict.fromkeys((*beside, *clause.links.careers)))
            return (*named, *self._counterpart(clause, operation, named)), ()
        if follows and self._within_career(clause, leaning, operation, memory):
            return memory.current, ()
        if memory.placed is not None and not memory.parts and returns_to_part(clause.text):
            return (memory.placed[0],), ()
        if clause.links.scope == "all":
            return (), ()
        if (pointed := careers_in_focus(clause.text, memory)) is not None:
            beside = memory.singled if joins and turns_to_another(clause.text) else ()
            return tuple(dict.fromkeys((*beside, *pointed))), ()
        if follows and turns_to_another(clause.text):
            others = tuple(c for c in self._stating(facets) if c not in (memory.singled or memory.careers[-1:]))
            beside = memory.singled if joins else ()
            return ((*beside, *others), ()) if len(others) == 1 else ((), others)
        if clause.links.scope == "both":
            spoken = memory.careers[-2:]
            stating = self._stating(facets)
            return (spoken if len(spoken) == 2 else stating if len(stating) == 2 else ()), ()
        only = tuple(career.id for career in self._library.catalogue.careers)
        if len(only) == 1 and facets[0] in facet_definitions():
            return only, ()
        if not follows or (facets[0] == "topic" and not leaning.continues):
            return (), ()
        if (pair := _pair(leaning, operation, facets, memory)) is not None:
            return pair, ()
        # After "compare the two", "it" is either; after "which is easier?" it is the one that was named.
        ranked = memory.request is not None and memory.request.operation in ("extreme", "rank")
        if (leaning.points_at_one or (leaning.says_it and ranked)) and facets[0] != "topic":
            current = memory.singled
        if facets[0] == "topic" and not (memory.request and memory.request.careers):
            return (), ()
        # What was in focus but is silent on this, while other pages are not, is not what is asked about.
        stating = self._stating((*facets, *_fallbacks(facets)))
        return (() if stating and not set(current) & set(stating) else current), ()

    def _within_career(self, clause: Clause, leaning: Leaning, operation: Operation, memory: Memory) -> bool:
        """True when what the words count ("of those", "the two before it", "those two") are one career's parts."""
        if leaning.points_at_listed and memory.listed:
            return True
        pointed = memory.parts and neighbours(clause.text)
        return bool(pointed or (_sums_up(clause, leaning, operation) and _pair_of_parts(memory)))

    def _counterpart(self, clause: Clause, operation: Operation, named: tuple[str, ...]) -> tuple[str, ...]:
        """The other of two careers where a question sets the one it names against it: "than the other one"."""
        both = turns_to_another(clause.text) or clause.links.scope == "both"
        if len(named) != 1 or operation not in _ADDING or not both:
            return ()
        careers = self._library.catalogue.careers
        single = [career.id for career in careers if not self._library.is_general(career)]
        return tuple(each for each in single if each not in named) if len(single) == 2 else ()

    def picked(self, clause: Clause, leaning: Leaning, choices: Sequence[str]) -> tuple[str, ...]:
        """The careers that an answer to "which career do you mean?" picks; empty when it is no such answer.

        It picks by name, by place ("the second"), by part of a name ("docs"), or all of them ("both").
        """
        if not choices:
            return ()
        place = ordinal_alone(clause.text)
        if place is not None and abs(place) <= len(choices):
            return (choices[place - 1 if place > 0 else place],)
        if leaning.elliptical and clause.links.careers:
            return clause.links.careers
        if leaning.elliptical and points_at_all(clause.text):
            return tuple(choices)
        said = {stem for word in ask_words(clause.rest) for stem in stems(word)}
        fitting = [career for career in self._library.careers(choices) if said and said <= _begun(said, career)]
        return (fitting[0].id,) if len(fitting) == 1 else ()

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
            found = self._read.parts(clause.text, clause.links, career) or clause.parts
            found = tuple(self._as_phase(part, careers) for part in found)
            known = tuple(part for part in found if part.kind == "region" or self._exists(part, careers))
            if known or any(part.number for part in found):
                joins = leaning.adds or (leaning.continues and len(careers) < 2)
                beside = memory.parts if follows and operation in _ADDING and joins else ()
                if operation in _SHOWING | _ADDING and leaves_out(clause.text):
                    return self._all_but(known or found, careers)
                kinds_named = {part.kind for part in known or found}
                return (*(part for part in beside if part.kind in kinds_named), *(known or found))
        if operation in ("next", "previous"):
            named = (PartReference(kind, None, word) for word in clause.subject for kind in ORDERED)
            if beside := tuple(reference for reference in named if self._exists(reference, careers)):
                return beside[:1]
        kinds = {facet_definitions()[facet].part for facet in facets if facet in facet_definitions()}
        place = ordinal_alone(clause.text)
        if place is None and operation in _SHOWING:
            place = end_of_series(clause.text)
        if place is not None and (ordered := [kind for kind in ORDERED if kind in kinds]):
            placed = (self._as_phase(PartReference(ordered[0], place), careers),)
            if leaves_out(clause.text) and (others := self._all_but(placed, careers)):
                return others
            # "Is the third one longer than that?" sets it against the one spoken of.
            against = leaning.measures and follows and len(careers) == 1
            return (*placed, *(part for part in memory.parts if against and part.kind == placed[0].kind))
        if not follows or memory.request is None:
            return ()
        if memory.placed is not None and not memory.parts and returns_to_part(clause.text):
            return (memory.placed[1],)
        if operation not in ("next", "previous") and (beside := self._neighbours(clause.text, careers, memory)):
            return beside
        if place is not None and (kind := _series_of(memory.request, memory.parts)):
            return (PartReference(kind, place),)
        leans = leaning.elliptical or leaning.points_at_part
        if leans and _sums_up(clause, leaning, operation) and (pair := _pair_of_parts(memory)):
            return pair
        if tuple(careers) != memory.current:
            carried = leaning.elliptical or leaning.same or leaning.compares
            return self.carried_over(memory, careers) if carried else ()
        if operation in ("next", "previous", "more", "why"):
            # After "what comes before the exam?", "and after it?" is about the exam.
            turned = {operation, memory.request.operation} == {"next", "previous"}
            return (turned and memory.request.parts) or memory.parts
        focus = tuple(part for part in memory.parts if part.kind in kinds)
        if operation in ON_SERIES - {"count", "list"}:
            return ()
        definitions = facet_definitions()
        of_part = {kind for facet in facets if facet in definitions for kind in definitions[facet].in_part}
        if leaning.points_at_part and not focus:
            focus = tuple(part for part in memory.parts if part.kind in of_part)
        if leaning.points_at_part or leaning.elliptical:
            return focus or (memory.parts if leaning.points_at_part and None in kinds else ())
        return () if operation in ON_SERIES else focus

    def _neighbours(self, text: str, careers: Sequence[str], memory: Memory) -> tuple[PartReference, ...]:
        """The parts that a turn counts from the one in focus: "the two before it", "the other levels"."""
        if means_the_others(text):
            return self._all_but(memory.parts, careers)
        here = self._found(memory.parts, careers)
        places = (here[0].number + distance for distance in neighbours(text)) if len(here) == 1 else ()
        return tuple(replace(memory.parts[0], number=place, words="") for place in places if place > 0)

    def _all_but(self, parts: Sequence[PartReference], careers: Sequence[str]) -> tuple[PartReference, ...]:
        """The other parts of the same kind on the page of the one career meant; empty when they cannot be told."""
        left_out = self._found(parts, careers)
        if not left_out or len(careers) != 1:
            return ()
        [page] = self._library.careers(careers)
        kind = parts[0].kind
        return tuple(PartReference(kind, part.number) for part in page.parts(kind) if part not in left_out)

    def _found(self, parts: Sequence[PartReference], careers: Sequence[str]) -> tuple[Part, ...]:
        """The parts of the careers' pages that references name."""
        pages = self._library.careers(careers)
        return tuple(part for page in pages for reference in parts for part in find_parts(page, reference))

    def carried_over(self, memory: Memory, careers: Sequence[str]) -> tuple[PartReference, ...]:
        """The parts of the last question on other pages: a level keeps its name, not its number, on another ladder."""
        asked = memory.request.parts if memory.request is not None else ()
        return tuple(self._renamed(part, careers) for part in asked)

    def _renamed(self, part: PartReference, careers: Sequence[str]) -> PartReference:
        if part.kind != "level" or not part.words or part.number == -1:
            return part
        if len(careers) == 1:
            again = self._read.parts(f"at {part.words}", Links(), careers[0])
            return next((found for found in again if found.kind == "level"), part)
        by_words = replace(part, number=None)
        return by_words if all(find_parts(page, by_words) for page in self._library.careers(careers)) else part

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


def _fallbacks(facets: Sequence[Facet]) -> tuple[Facet, ...]:
    """The facets that answer instead where these are not stated."""
    definitions = facet_definitions()
    return tuple(instead for facet in facets if facet in definitions for instead in definitions[facet].fallback)


def _begun(words: Collection[str], career: Career) -> set[str]:
    """Those of the words that begin a word of the career's names."""
    names = {stem for name in (career.name, *career.aliases) for stem in stems(name)}
    return {word for word in words if len(word) >= _SHORTEST and any(name.startswith(word) for name in names)}


def _pair(leaning: Leaning, operation: Operation, facets: Sequence[Facet], memory: Memory) -> tuple[str, ...] | None:
    """The careers of the last two questions, when they asked the same of one each and the turn compares or adds."""
    earlier, last = memory.earlier, memory.request
    if (
        operation not in _ADDING
        or not (leaning.elliptical or leaning.points_at_part)
        or earlier is None
        or last is None
    ):
        return None
    if len(earlier.careers) != 1 or len(last.careers) != 1 or earlier.careers == last.careers:
        return None
    return (*earlier.careers, *last.careers) if set(earlier.facets) & set(facets) else None


def _sums_up(clause: Clause, leaning: Leaning, operation: Operation) -> bool:
    """True when a turn sets the last two answers against each other, or adds up "those two" of them."""
    return operation in _PAIRING or (
        operation in _ADDING and (leaning.points_at_part or points_at_all(clause.text) or clause.links.scope == "both")
    )


def _pair_of_parts(memory: Memory) -> tuple[PartReference, ...]:
    """The parts of one career that the last two answers were about, when they are of one kind."""
    earlier, last = memory.earlier, memory.request
    if earlier is None or last is None or earlier.careers != last.careers or len(memory.parts) != 1:
        return ()
    before = tuple(part for part in earlier.parts if part.kind == memory.parts[0].kind)
    return (*before, *memory.parts) if before and before != memory.parts else ()


def _series_of(before: Request, parts: Sequence[PartReference]) -> PartKind | None:
    """The kind of part that "the last one" counts in: that of the last question, or of the part in focus."""
    kinds = [facet_definitions()[facet].part for facet in before.facets if facet in facet_definitions()]
    return next((kind for kind in (*kinds, *(part.kind for part in parts)) if kind is not None), None)
