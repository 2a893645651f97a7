"""Whom a question is about: the careers it names, points back to, or leaves in focus."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from advisor.facets import defined, facet_definitions
from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.entries import find_parts
from advisor.operations.figures import total
from advisor.operations.verification import same_figure
from advisor.operations.words import stems
from advisor.requests import Facet, Operation, PartReference
from advisor.understanding.clause import Clause
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.following import (
    ask_words,
    asks_heights_alone,
    goes_back,
    points_at_all,
    points_at_both,
    returns_to_part,
    sums_pair,
    turns_to_another,
)
from advisor.understanding.placing import neighbours, ordinal_alone
from advisor.understanding.returning import careers_in_focus
from advisor.understanding.sorts import ADDING, PAIRING
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.words import has_phrase, words_of
from vectorstore.profiles import Career
from vectorstore.types import Quantity

# Letters of a name that pick one of the careers offered: "doc" for documentation.
_SHORTEST = 3


class CareerFocus:
    """Resolves the careers of questions about one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With the careers named, pointed back to, or still in focus, in that order; else those that could be meant.

        A general guide, or the pages of single careers, that the question speaks of ("does the guide say …") are meant
        with the careers named, and instead of those in focus.
        """
        found, ambiguous = self._careers(said, meaning)
        sources = self._sources(said.clause.text)
        if not sources or ambiguous:
            return replace(meaning, careers=found, ambiguous=ambiguous)
        named = bool(said.clause.links.careers) or said.clause.links.scope == "both"
        named = named or (said.follows and said.leaning.disputes)
        return replace(meaning, careers=tuple(dict.fromkeys((*found, *sources))) if named else sources)

    def of_figures(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With the one career that states all the figures which a question sets against each other.

        "Do the 24 weeks agree with the 8 months?" is about the page that states both.
        """
        premises = said.clause.cues.premises
        if meaning.careers or meaning.ambiguous or meaning.operation != "reconcile" or len(premises) < 2:
            return meaning
        stating = [c.id for c in self._library.catalogue.careers if all(self._states(c, each) for each in premises)]
        return replace(meaning, careers=tuple(stating)) if len(stating) == 1 else meaning

    def _states(self, career: Career, figure: Quantity) -> bool:
        """True when a career's page states a figure, or the lengths of its phases add up to it."""
        figures = [
            fact.value for profile in career.profiles for fact in profile.facts if isinstance(fact.value, Quantity)
        ]
        whole = total([length for fact in career.of("phase_weeks") if isinstance(length := fact.value, Quantity)])
        known = (*figures, *([whole] if whole else []))
        return any(figure.unit == stated.unit and same_figure(figure, stated) for stated in known)

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

    def _careers(self, said: Utterance, meaning: Meaning) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The careers that the words name, point back to or leave in focus; and those that could be meant."""
        text, links, memory = said.clause.text, said.clause.links, said.memory
        joined = memory.singled if _joins(said, meaning.operation) else ()
        if links.careers:
            named = tuple(dict.fromkeys((*(joined if len(links.careers) == 1 else ()), *links.careers)))
            return (*named, *self._counterpart(said, meaning.operation, named)), ()
        if said.follows and _within_career(said, meaning.operation):
            return memory.current, ()
        if memory.placed is not None and not memory.parts and returns_to_part(text):
            return (memory.placed[0],), ()
        if links.scope == "all":
            return (), ()
        another = turns_to_another(text)
        pointed = careers_in_focus(text, memory)
        if pointed is not None and not (another and self._only_guides(pointed, memory)):
            return tuple(dict.fromkeys((*(joined if another else ()), *pointed))), ()
        if said.follows and another:
            others = tuple(
                each for each in self._stating(meaning.facets) if each not in (memory.singled or memory.careers[-1:])
            )
            return ((*joined, *others), ()) if len(others) == 1 else ((), others)
        alone = meaning.operation == "compare" and said.leaning.elliptical and len(memory.current) == 1
        if links.scope == "both" or (alone and said.leaning.points_at_part and not pair_of_parts(memory)):
            spoken, stating = memory.careers[-2:], self._stating(meaning.facets)
            return (spoken if len(spoken) == 2 else stating if len(stating) == 2 else ()), ()
        only = tuple(career.id for career in self._library.catalogue.careers)
        if len(only) == 1 and meaning.facet in facet_definitions():
            return only, ()
        return (self._left_in_focus(said, meaning) if said.follows else ()), ()

    def _only_guides(self, careers: Sequence[str], memory: Memory) -> bool:
        """True for general guides where a page of one career is in focus: its other is such a page."""
        found, focus = self._library.careers(careers), self._library.careers(memory.singled)
        return all(map(self._library.is_general, found)) and not any(map(self._library.is_general, focus))

    def _left_in_focus(self, said: Utterance, meaning: Meaning) -> tuple[str, ...]:
        """The careers that a question which names none leaves in focus."""
        leaning, memory = said.leaning, said.memory
        asked = memory.request is not None and memory.request.careers
        if (having := self._having_part(said)) is not None:
            return having
        if meaning.facet == "topic" and not leaning.continues:
            return ()
        if (pair := _pair(said, meaning)) is not None:
            return pair
        if meaning.facet == "topic" and (not asked or self._told_elsewhere(said.clause.specific, memory.current)):
            return ()
        # After "compare the two", "it" is either; after "which is easier?" it is the one that was named.
        ranked = memory.request is not None and memory.request.operation in ("extreme", "rank")
        single = (leaning.points_at_one or (leaning.says_it and ranked)) and meaning.facet != "topic"
        current = memory.singled if single else memory.current
        # What was in focus but is silent on this, while other pages are not, is not what is asked about.
        stating = self._stating((*meaning.facets, *_fallbacks(meaning.facets)))
        if not stating or set(current) & set(stating):
            return current
        # After what only a guide told of, the career spoken of before it is meant again.
        spoken = [career for career in memory.careers if career in stating and not asked]
        return tuple(spoken[-1:]) if self._only_guides_told(memory) else ()

    def _only_guides_told(self, memory: Memory) -> bool:
        """True when the last answer was told by general guides, of which no question had spoken."""
        told = self._library.careers(memory.told)
        return bool(told) and all(map(self._library.is_general, told))

    def _having_part(self, said: Utterance) -> tuple[str, ...] | None:
        """The career spoken of before whose level a turn goes back to: "back to that director job"; None for none.

        So is one of a level that those in focus do not have.
        """
        named, memory = [part for part in said.clause.parts if part.words], said.memory
        owners = [
            career.id
            for career in self._library.careers(memory.careers)
            if named and all(find_parts(career, part) for part in named)
        ]
        returns = goes_back(said.clause.text) or bool(memory.current)
        return None if not returns or set(memory.current) & set(owners) else tuple(owners[-1:]) or None

    def _told_elsewhere(self, words: Sequence[str], careers: Sequence[str]) -> bool:
        """True when all words that tell where an answer stands do so on other pages than those of the careers."""
        pages = {document for career in self._library.careers(careers) for document in career.documents}
        own = {chunk.id for chunk in self._library.chunks if chunk.span.document in pages}
        told = self._library.telling(words).values()
        return bool(told) and all(places.isdisjoint(own) for places in told)

    def _counterpart(self, said: Utterance, operation: Operation, named: tuple[str, ...]) -> tuple[str, ...]:
        """The other of two careers where a question sets the one it names against it: "than the other one"."""
        both = turns_to_another(said.clause.text) or said.clause.links.scope == "both"
        if len(named) != 1 or operation not in ADDING or not both:
            return ()
        careers = self._library.catalogue.careers
        single = [career.id for career in careers if not self._library.is_general(career)]
        return tuple(each for each in single if each not in named) if len(single) == 2 else ()

    def picked(self, said: Utterance) -> tuple[str, ...]:
        """The careers that an answer to "which career do you mean?" picks; empty when it is no such answer.

        It picks by name, by place ("the second"), by part of a name ("docs"), or all of them ("both").
        """
        clause, choices = said.clause, said.memory.choices
        if said.before is None or not choices:
            return ()
        place = ordinal_alone(clause.text)
        if place is not None and abs(place) <= len(choices):
            return (choices[place - 1 if place > 0 else place],)
        if said.leaning.elliptical and clause.links.careers:
            return clause.links.careers
        if said.leaning.elliptical and points_at_all(clause.text):
            return tuple(choices)
        words = {stem for word in ask_words(clause.rest) for stem in stems(word)}
        fitting = [career for career in self._library.careers(choices) if words and words <= _begun(words, career)]
        return (fitting[0].id,) if len(fitting) == 1 else ()

    def _stating(self, facets: Sequence[Facet]) -> tuple[str, ...]:
        """The careers whose documents state any of the facets, or of what these are made up of."""
        members = [*facets, *(member for definition in defined(facets) for member in definition.includes)]
        return tuple(
            career.id
            for career in self._library.catalogue.careers
            if any(self._library.entries(career, facet) for facet in members)
        )

    def is_short_name(self, occupation: str | None) -> bool:
        """True for "the trainer" where one career is a trainer's."""
        words = set(stems(occupation or ""))
        return bool(words) and sum(words <= set(stems(c.name)) for c in self._library.catalogue.careers) == 1


def sums_up(said: Utterance, operation: Operation) -> bool:
    """True when a turn sets the last two answers against each other, or adds up "those two" of them."""
    both = points_at_all(said.clause.text) or said.clause.links.scope == "both"
    both = both or (said.leaning.whole is not None and sums_pair(said.clause.text))
    return operation in PAIRING or (operation in ADDING and (said.leaning.points_at_part or both))


def pair_of_parts(memory: Memory) -> tuple[PartReference, ...]:
    """The parts of one career that the last two answers were about, when they are of one kind.

    Regions are told of by guides, whichever career was named.
    """
    earlier, last = memory.earlier, memory.request
    if earlier is None or last is None or len(memory.parts) != 1:
        return ()
    if earlier.careers != last.careers and memory.parts[0].kind != "region":
        return ()
    before = tuple(part for part in earlier.parts if part.kind == memory.parts[0].kind)
    return (*before, *memory.parts) if before and before != memory.parts else ()


def _joins(said: Utterance, operation: Operation) -> bool:
    """True when the careers of a question stand beside the one in focus: it sets them against it, or adds them.

    Two levels or phases that it names are set against each other.
    """
    if said.leaning.same or len(said.clause.parts) > 1:
        return False
    sets_against = operation in PAIRING or said.leaning.disputes or said.leaning.compares or said.leaning.measures
    return said.follows and (sets_against or (operation == "total" and said.leaning.adds))


def _within_career(said: Utterance, operation: Operation) -> bool:
    """True when what the words count ("of those", "the two before it", "those two") are one career's parts."""
    both = operation in ADDING and points_at_both(said.clause.text)
    listed = said.memory.listed or len(said.memory.parts) == 1
    if said.leaning.points_at_listed and listed and not both:
        return True
    pointed = said.memory.parts and neighbours(said.clause.text)
    return bool(pointed or (sums_up(said, operation) and pair_of_parts(said.memory)))


def _fallbacks(facets: Sequence[Facet]) -> tuple[Facet, ...]:
    """The facets that answer instead where these are not stated."""
    definitions = facet_definitions()
    return tuple(instead for facet in facets if facet in definitions for instead in definitions[facet].fallback)


def _begun(words: Collection[str], career: Career) -> set[str]:
    """Those of the words that begin a word of the career's names."""
    names = {stem for name in career.names for stem in stems(name)}
    return {word for word in words if len(word) >= _SHORTEST and any(name.startswith(word) for name in names)}


def names_no_side(said: Utterance) -> bool:
    """True when a turn leaves to the conversation what it sets against what: "so which pays better, by how much?"."""
    # Besides the measure it says only which is ahead.
    words = said.clause.specific or ask_words(said.clause.rest)
    unnamed = asks_heights_alone(words) or sets_against_unnamed(said.clause)
    return said.leaning.elliptical or said.leaning.points_at_part or unnamed


def asks_which_is_ahead(clause: Clause) -> bool:
    """True when a question asks which lies higher or lower: "who makes more", "which is quicker"."""
    return clause.cues.direction is not None and search_any(cue_tables().order.choosing, clause.text)


def sets_against_unnamed(clause: Clause) -> bool:
    """True when a question asks which of two is ahead and names neither: "which is longer?", "which earns more?"."""
    named = clause.parts or clause.links.careers or clause.cues.measuring.superlative
    other = [word for word in clause.specific if word.casefold() not in cue_tables().direction.words]
    return asks_which_is_ahead(clause) and not named and not other


def _pair(said: Utterance, meaning: Meaning) -> tuple[str, ...] | None:
    """The careers of the last two questions, when they asked the same of one each and the turn compares or adds."""
    earlier, last = said.memory.earlier, said.before
    if meaning.operation not in ADDING or not names_no_side(said) or earlier is None or last is None:
        return None
    if len(earlier.careers) != 1 or len(last.careers) != 1 or earlier.careers == last.careers:
        return None
    return (*earlier.careers, *last.careers) if set(earlier.facets) & set(meaning.facets) else None
