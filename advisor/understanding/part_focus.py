"""Which parts a question is about: the phases and levels it names, counts, points back to, or leaves in focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.facets import defined, facet_definitions
from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.entries import find_parts
from advisor.operations.words import stems
from advisor.requests import Facet, Operation, PartReference, Request
from advisor.understanding.clause import ClauseReader
from advisor.understanding.figuring import against_spoken_of
from advisor.understanding.focus import names_no_side, pair_of_parts, sums_up
from advisor.understanding.following import returns_to_part
from advisor.understanding.leaving_out import leaving_out_spoken_of
from advisor.understanding.links import Links
from advisor.understanding.placing import neighbours, place_in_series, places_alone
from advisor.understanding.sorts import ADDING, ON_SERIES, ORDERED, PAIRING, STEPPING, WHOLE_PART, of_figures
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.vocabulary import level_phrases
from advisor.understanding.which_part import asks_whether, leaves_out, means_all, means_the_others
from vectorstore.types import Part, PartKind

# Operations that show a series, or the one of it that a place names.
_SHOWING: frozenset[Operation] = frozenset({"lookup", "list", "define"})
# Facets that tell a series as a whole.
_OF_WHOLE: frozenset[Facet] = frozenset({*WHOLE_PART.values(), "steps"})


class PartFocus:
    """Resolves the parts of questions about one library."""

    def __init__(self, library: Library, read: ClauseReader) -> None:
        self._library = library
        self._read = read

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With the parts named, or the one in focus where the turn leans on it; and the career that alone has them."""
        meaning = self._where_they_are(said, meaning)
        meaning = self._stepping(said, meaning)
        parts = self._named(said, meaning) or self._stepped_from(said, meaning) or self._placed(said, meaning)
        if not parts and said.follows:
            parts = self._spoken_of(said, meaning)
        return replace(meaning, parts=parts, careers=meaning.careers or self._owners(parts))

    def _stepping(self, said: Utterance, meaning: Meaning) -> Meaning:
        """The meaning as a step from the one part whose title shares words with what stands before or behind it.

        "What do I do straight after getting exposure to healthcare?" names the step before by some of its words.
        """
        beside = said.clause.cues.measuring.neighbour
        if beside is None or said.clause.parts or meaning.facet not in _OF_WHOLE or meaning.operation not in _SHOWING:
            return meaning
        stepped = meaning.asking(beside)
        return stepped if len(self._stepped_from(said, stepped)) == 1 else meaning

    def _where_they_are(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With the career, of those spoken of or of all, that has the parts named where the one left in focus has none.

        "Back to that VP" is about the page with a VP, whatever page was asked about since.
        """
        named = tuple(part for part in said.clause.parts if part.kind in ORDERED and part.words)
        left = bool(meaning.careers) and not said.clause.links.careers
        if not (left and named) or any(self._exists(part, meaning.careers) for part in named):
            return meaning
        spoken = (career for career in reversed(said.memory.careers) if any(self._exists(p, (career,)) for p in named))
        owner = next(spoken, None)
        return replace(meaning, careers=(owner,) if owner else self._owners(named) or meaning.careers)

    def _named(self, said: Utterance, meaning: Meaning) -> tuple[PartReference, ...]:
        """The parts that the question names, with those in focus that it adds them to."""
        clause, careers = said.clause, meaning.careers
        if not clause.parts:
            return ()
        found = self._read.parts(clause.text, clause.links, careers[0] if len(careers) == 1 else None) or clause.parts
        found = tuple(self._numbered(self._as_phase(part, careers), careers) for part in found)
        known = tuple(part for part in found if part.kind == "region" or self._exists(part, careers))
        if not known and not any(part.number for part in found):
            return ()
        named = known or found
        # "Can I skip phase 1?" is about that one, "what is left if I skip it?" about the rest.
        rest = of_figures(meaning.facets) or not asks_whether(clause.text)
        if meaning.operation in _SHOWING | ADDING and rest and leaves_out(clause.text):
            return self._all_but(named, careers)
        # "And at the start?" of several careers set side by side moves all of them there.
        joins = said.leaning.adds or (said.leaning.continues and len(careers or said.memory.told) < 2)
        if against_spoken_of(said):
            joins, named = True, tuple(part for part in named if part.kind == said.memory.parts[0].kind)
        beside = said.memory.parts if said.follows and meaning.operation in ADDING and joins else ()
        return (*(part for part in beside if part.kind in {each.kind for each in named}), *named)

    def _stepped_from(self, said: Utterance, meaning: Meaning) -> tuple[PartReference, ...]:
        """The parts whose titles share most words with a question that asks for the one after or before."""
        if meaning.operation not in STEPPING:
            return ()
        words = {stem for word in said.clause.subject for stem in stems(word)}
        pages = self._library.careers_or_all(meaning.careers)
        titles = [(kind, part.title) for page in pages for kind in ORDERED for part in page.parts(kind)]
        shared = [len(words & set(stems(title))) for _, title in titles]
        most = max(shared, default=0)
        nearest = dict.fromkeys(title for title, count in zip(titles, shared, strict=True) if most and count == most)
        return tuple(PartReference(kind, None, title) for kind, title in nearest)

    def _placed(self, said: Utterance, meaning: Meaning) -> tuple[PartReference, ...]:
        """The part at the place that the question names: "the third one", "the last"."""
        places, careers = _places(said, meaning), meaning.careers
        # A plan goes through phases.
        kinds = {*_kinds_of(meaning), *(("phase",) if meaning.operation == "plan" else ())}
        ordered = [kind for kind in ORDERED if kind in kinds]
        if not ordered:
            return ()
        placed = tuple(self._as_phase(PartReference(ordered[0], place), careers) for place in places)
        if not placed:
            return ()
        if leaves_out(said.clause.text) and (others := self._all_but(placed, careers)):
            return others
        # "Is the third one longer than that?" sets it against the one spoken of.
        against = said.leaning.measures and said.follows and len(careers) == 1
        return (*placed, *(part for part in said.memory.parts if against and part.kind == placed[0].kind))

    def _spoken_of(self, said: Utterance, meaning: Meaning) -> tuple[PartReference, ...]:
        """The parts that the conversation spoke of and the question counts from, returns to or leans on."""
        clause, leaning, memory, before = said.clause, said.leaning, said.memory, said.before
        careers, operation = meaning.careers, meaning.operation
        # "What share of the whole is that?" is about the part that it points at.
        share = clause.cues.measuring.percent and leaning.points_at_part
        left_out = operation in ADDING and leaving_out_spoken_of(said)
        if before is None or (means_all(clause.text) and not (share or left_out)):
            return ()
        spoken = memory.parts or ((memory.placed[1],) if memory.placed is not None else ())
        if left_out and (others := self._all_but(spoken, careers)):
            return others
        if memory.placed is not None and not memory.parts and returns_to_part(clause.text):
            return (memory.placed[1],)
        if operation not in STEPPING and (beside := self._neighbours(clause.text, careers, memory)):
            # "How much more is that than the step beneath?" and "if you add the next one?" are about both.
            joined = operation in PAIRING or (operation in ADDING and leaning.adds)
            here = (PartReference(part.kind, part.number) for part in self._found(memory.parts, careers))
            return (*here, *beside) if joined else beside
        if (places := _places(said, meaning)) and (kind := _series_of(before, memory.parts)):
            return tuple(PartReference(kind, place) for place in places)
        if names_no_side(said) and sums_up(said, operation) and (pair := pair_of_parts(memory)):
            return pair
        if (
            operation == "difference"
            and before.operation == "extreme"
            and len(before.careers) != 1
            and not before.parts
        ):
            return ()  # "By how much?" is asked of the one that each career has at that end
        if careers != memory.current:
            carried = leaning.elliptical or leaning.same or leaning.compares or leaning.measures or leaning.disputes
            return self.carried_over(memory, careers) if carried else ()
        if operation in (*STEPPING, "more", "why"):
            # After "what comes before the exam?", "and after it?" is about the exam.
            turned = {operation, before.operation} == STEPPING
            return (turned and before.parts) or memory.parts
        return _in_focus(said, meaning)

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
        pages = self._library.careers_or_all(careers)
        stepless = reference.kind == "step" and not any(career.parts("step") for career in pages)
        return replace(reference, kind="phase") if stepless else reference

    def _numbered(self, reference: PartReference, careers: Sequence[str]) -> PartReference:
        """The reference with its number, to a phase called by its whole title on the one page that is meant."""
        if reference.kind != "phase" or reference.number is not None or len(careers) != 1:
            return reference
        called = [part for part in self._found((reference,), careers) if part.title == reference.words]
        return replace(reference, number=called[0].number) if len(called) == 1 else reference

    def _exists(self, reference: PartReference, careers: Sequence[str]) -> bool:
        """True when a page has the part; "the consistent phases" names none."""
        pages = self._library.careers_or_all(careers)
        ranked = reference.kind == "level" and (reference.number in (1, -1) or reference.words in level_phrases())
        staged = ranked and any(career.of("entry_pay", "senior_pay") for career in pages)
        return staged or any(find_parts(career, reference) for career in pages)

    def _owners(self, parts: Sequence[PartReference]) -> tuple[str, ...]:
        """The one career that has a part of this name: "the python phase" needs no career beside it."""
        for reference in parts:
            if reference.words and reference.number is None and reference.kind in ORDERED:
                owners = [c.id for c in self._library.catalogue.careers if find_parts(c, reference)]
                if len(owners) == 1:
                    return (owners[0],)
        return ()


def _places(said: Utterance, meaning: Meaning) -> tuple[int, ...]:
    """The places in a series that the question names by ordinals alone, or by an end of what it shows."""
    places = places_alone(said.clause.text)
    end = place_in_series(said.clause.text) if not places and meaning.operation in _SHOWING else None
    return places if end is None else (end,)


def _kinds_of(meaning: Meaning) -> set[PartKind | None]:
    """The kinds of part that the facets are stated of; None among them when one is stated of the whole."""
    definitions = facet_definitions()
    return {definitions[facet].part for facet in meaning.facets if facet in definitions}


def _in_focus(said: Utterance, meaning: Meaning) -> tuple[PartReference, ...]:
    """Of the parts of the last answer, those that the facets are stated of and the question leans on."""
    kinds, parts = _kinds_of(meaning), said.memory.parts
    focus = tuple(part for part in parts if part.kind in kinds)
    measuring = said.clause.cues.measuring
    # The middle of a range is that of the part in focus, and "what share is that" is its share.
    alone = measuring.middle or (measuring.percent and said.leaning.points_at_part) or _picks_of_part(said, meaning)
    of_series = meaning.operation in ON_SERIES - {"count", "list"} and not alone
    if of_series:
        return ()
    definitions = facet_definitions()
    of_part = {kind for facet in meaning.facets if facet in definitions for kind in definitions[facet].in_part}
    if said.leaning.points_at_part and not focus:
        focus = tuple(part for part in parts if part.kind in of_part)
    if said.leaning.points_at_part or said.leaning.elliptical:
        return focus or (parts if said.leaning.points_at_part and None in kinds else ())
    return () if meaning.operation in ON_SERIES and of_series else focus


def _picks_of_part(said: Utterance, meaning: Meaning) -> bool:
    """True for a turn that picks of what was listed of one part: "which of those are courses?"."""
    definition = facet_definitions().get(meaning.facet)
    listed = definition is not None and definition.shape == "items" and said.leaning.points_at_listed
    return listed and len(said.memory.parts) == 1


def _series_of(before: Request, parts: Sequence[PartReference]) -> PartKind | None:
    """The kind of part that "the last one" counts in: that of the last question, or of the part in focus."""
    kinds = [each.part for each in defined(before.facets)]
    return next((kind for kind in (*kinds, *(part.kind for part in parts)) if kind in ORDERED), None)
