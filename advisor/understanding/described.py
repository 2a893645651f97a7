"""Parts named by what they hold: "how long is the phase with LangChain?", "what does the level that signs off pay?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cache

from advisor.facets import defined, facet_definitions
from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.sequence import told_parts
from advisor.operations.words import stems
from advisor.patterns import any_of
from advisor.requests import TELLING, Facet, PartReference, Request
from advisor.understanding.following import ask_words
from advisor.understanding.placing import neighbours
from advisor.understanding.rungs import bare_title, head_noun
from advisor.understanding.sorts import STEPPING, WHOLE_PART
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.words import words_of
from vectorstore.profiles import Career
from vectorstore.quantities import find_quantities
from vectorstore.types import Fact, Part, PartKind

# So many parts at most share what describes one; of more, it describes none.
_SHARED = 2
# Characters at most that a page spends on one phase.
_OF_LAST = 1500
# Words at most before the noun that say which phase is meant.
_BEFORE_NOUN = 3


class DescribedParts:
    """Resolves nouns of parts by what a question says that they hold, about one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With the parts whose points hold what the question describes one by, where it asks what is stated of it."""
        if meaning.parts:
            return meaning
        found = _pattern().search(said.clause.text)
        kind: PartKind = "phase" if found is None or found["phase"] else "level"
        if not _is_stated_of(meaning, kind):
            return meaning
        described = found["holds"] if found is not None else words_for_phase(said.clause.text)
        topics = tuple(ask_words(described) or re.findall(r"\w{3,}", described))
        if not topics or find_quantities(described):
            return meaning
        held = list(self._holding(meaning.careers, kind, topics)) if found is not None else []
        held = held or list(self._speaking(meaning.careers, topics, initials_of(described)))
        if not 0 < len(held) <= _SHARED:
            return meaning
        careers = tuple(dict.fromkeys(career for career, _ in held))
        parts = tuple(dict.fromkeys(part for _, part in held))
        return replace(meaning, parts=parts, careers=careers)

    def _holding(
        self, careers: tuple[str, ...], kind: PartKind, topics: tuple[str, ...]
    ) -> Iterator[tuple[str, PartReference]]:
        """The parts of a kind whose points hold the topics, each with its career; of those asked about, or of all."""
        asked: tuple[Facet, ...] = (WHOLE_PART[kind],)
        for career in self._library.careers_or_all(careers):
            request = Request("", "", (career.id,), facets=asked, operation="locate", topics=topics)
            for part in told_parts(request, self._library):
                if part.kind == kind:
                    yield career.id, PartReference(kind, part.number, part.title)

    def _speaking(
        self, careers: tuple[str, ...], topics: tuple[str, ...], initials: str
    ) -> Iterator[tuple[str, PartReference]]:
        """The one phase whose title speaks of all the topics, or of their `initials`; else the one whose text does."""
        said = {stem for topic in topics for stem in stems(topic)}
        phases = [
            (career, fact)
            for career in self._library.careers_or_all(careers)
            for fact in career.of("phase_title")
            if fact.part is not None
        ]
        titles = [str(fact.value) for _, fact in phases]
        for texts in (titles, [self._text(fact, phases) for _, fact in phases]):
            told = [said <= set(stems(text)) or (texts is titles and initials in words_in(text)) for text in texts]
            held = [each for each, speaks in zip(phases, told, strict=True) if speaks]
            if len(held) == 1:
                [(career, fact)] = held
                yield career.id, PartReference("phase", fact.part.number if fact.part else None, str(fact.value))
                return

    def _text(self, title: Fact, phases: Sequence[tuple[Career, Fact]]) -> str:
        """What a page says from the title of a phase up to that of the next."""
        at, document = title.span, self._library.documents[title.span.document]
        after = (f.span.start for _, f in phases if f.span.document == at.document and f.span.start > at.start)
        return document.text[at.start : min(min(after, default=at.start + _OF_LAST), at.start + _OF_LAST)]


class OwnLevels:
    """The level that is called as its career is, where a range of it is spoken of: "a specialist's middle figure"."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With these levels, one for each career, where each is named by its occupation and none of its levels is.

        Only one range has a middle, a ladder as a whole has none; and what overlaps with one level is another.
        """
        measuring = said.clause.cues.measuring
        middle = measuring.middle and meaning.operation in ("average", "difference") and not meaning.parts
        beside = measuring.joints and [part.kind for part in meaning.parts] == ["level"] and len(meaning.careers) == 1
        if not (middle or beside) or not meaning.careers:
            return meaning
        words = {word.lower for word in words_of(said.clause.text)}
        careers = [career for career in self._library.careers(meaning.careers) if head_noun(career.name) in words]
        own = [part for career in careers for part in career.parts("level") if _bears_name(part, career)]
        if len(own) != len(meaning.careers):
            return meaning
        return replace(meaning, parts=(*(PartReference("level", None, p.title) for p in own), *meaning.parts))


def on_own_level(text: str, memory: Memory, library: Library) -> Memory:
    """The memory with the level called as its career is, where a turn steps up or down from a career's pay or duties.

    "What does the coordinator earn? And one rung up?" goes on from the coordinator's own rung.
    """
    before = memory.request
    if memory.parts or before is None or len(memory.current) != 1 or not neighbours(text):
        return memory
    [career] = library.careers(memory.current)
    own = [part for part in career.parts("level") if _bears_name(part, career)]
    if len(own) != 1 or not any(definition.part == "level" for definition in defined(before.facets)):
        return memory
    return replace(memory, parts=(PartReference("level", own[0].number, own[0].title),))


class PointedFacets:
    """Chooses between two lists that a question may ask for by the words of it that their points hold."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With the runner-up first where one of its points holds more of the question's own words than any of the best.

        "A Health Informatics course on Coursera" is a resource of a roadmap, whatever else courses are.
        """
        if meaning.runner_up is None:
            return meaning
        both = (meaning.facet, meaning.runner_up)
        definitions = defined(both)
        listed = len(definitions) == len(both) and all(definition.shape == "items" for definition in definitions)
        if not listed or meaning.operation not in TELLING or said.clause.parts:
            return meaning
        words = {stem for word in said.clause.subject for stem in stems(word)}
        first, second = (self._most_held(facet, meaning.careers, words) for facet in both)
        return replace(meaning, facets=(meaning.runner_up,), runner_up=meaning.facet) if second > first else meaning

    def _most_held(self, facet: Facet, careers: Sequence[str], words: Set[str]) -> int:
        """The most of the words that one point holds."""
        pages = self._library.careers_or_all(careers)
        points = (entry for career in pages for entry in self._library.entries(career, facet))
        return max((len(words & set(stems(str(point.fact.value)))) for point in points), default=0)


def _bears_name(part: Part, career: Career) -> bool:
    return bare_title(part.title).casefold() in {name.casefold() for name in career.names}


def _is_stated_of(meaning: Meaning, kind: PartKind) -> bool:
    """True where a question asks for something of one part of a kind, or for the part beside it."""
    definition = facet_definitions().get(meaning.facet)
    of_part = definition is not None and (definition.part == kind or kind in definition.in_part)
    of_whole = meaning.facet == WHOLE_PART[kind]
    return of_part and (meaning.operation in STEPPING or (meaning.operation in ("lookup", "list") and not of_whole))


def words_for_phase(text: str) -> str:
    """The words before or behind a loose noun by which a text tells a phase: "demand map" of "the demand map bit"."""
    found = _loose_pattern().search(text)
    return (found["before"] or found["behind"]).strip() if found is not None else ""


def initials_of(described: str) -> str:
    """The capitals that several words are written as for short: "ML" of "machine learning"; empty for one word."""
    words = re.findall(r"[^\W\d_]+", described)
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


def words_in(text: str) -> set[str]:
    """The words of a text as they are written."""
    return set(re.findall(r"\w+", text))


@cache
def _loose_pattern() -> re.Pattern[str]:
    words = linking_words()
    nouns = any_of(
        {*words.loose_parts - words.studies, *(n for n in words.parts["phase"] if n not in words.plural_parts)}
    )
    places = any_of((*words.ordinals, *words.cardinals, *words.no_topic))
    # "The learning phase" is told by no topic, "the machine learning phase" by one.
    before = rf"(?P<before>(?!(?:{places})\b)[\w-]+ (?:[\w-]+ ){{0,{_BEFORE_NOUN - 1}}}?)(?:{nouns})\b"
    behind = rf"(?:{nouns}) (?:{any_of(words.concerning)}) (?P<behind>[\w-]+(?: and [\w-]+)?)"
    return re.compile(rf"\b(?:the|that) (?:{behind}|{before})", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    """A noun of one phase or level, and behind it what it is said to hold."""
    words = linking_words()
    phases, levels = (
        any_of(noun for noun in words.parts[kind] if noun not in words.plural_parts) for kind in ("phase", "level")
    )
    describing = any_of((*words.concerning, *words.relative))
    named = rf"(?:(?P<phase>{phases})|{levels}) (?:in |by |from )?(?:{describing})"
    return re.compile(rf"\b(?:the|that) (?:\w+ )?{named}\b(?P<holds>[^,;:?!]+)", re.IGNORECASE)
