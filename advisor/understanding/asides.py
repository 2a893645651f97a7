"""What a turn says beside its question: how the last answer was taken, a worry, what the user is or dislikes."""

from __future__ import annotations

import re
from functools import cache

from advisor.facets import facet_definitions
from advisor.memory import Memory
from advisor.operations.people import affirmed, names_someone
from advisor.patterns import Pattern, any_of
from advisor.requests import PERSONAL, Facet, Timing
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.clauses import introduction, is_condition, is_wish, without_opening
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.cues import speaks_of_oneself
from advisor.understanding.following import following_cues, holds, plain_words
from advisor.understanding.following import without_opening as unopened
from advisor.understanding.introductions import asks_of_prospects
from advisor.understanding.question_words import begins_question
from advisor.understanding.sorts import PAIRING
from advisor.understanding.which_part import asks_which_part
from vectorstore.quantities import find_quantities
from vectorstore.tables import Table, read_table

# Facets that are answered by what the person who asks is, or to them.
_OF_PERSON: frozenset[Facet] = frozenset(
    {"fit", "non_fit", "difficulty", "entry_barrier", "education", "steps", "ai_risk", "related_roles", "coding"}
)
# From this share of its readings on a question is one of a person against careers; set by hand.
OF_PERSON = 0.2
# Words of its own from which on a question is about something else than the person, and the probability with which one
# without any is surely read; set by hand.
OWN, SURE_APART = 2, 0.5

# From this share of its readings on a question sets two things against each other; set by hand.
PAIRED = 0.4


class _Words(Table):
    """The lists of `asides.toml`."""

    reactions: tuple[str, ...]
    worries: tuple[Pattern, ...]
    wishes: tuple[Pattern, ...]
    levels: tuple[Pattern, ...]
    paces: tuple[Pattern, ...]
    owners: dict[str, str]
    several: tuple[Pattern, ...]
    rephrasing: tuple[str, ...]


@cache
def _words() -> _Words:
    return read_table(_Words, "advisor.understanding", "asides.toml")


def without_asides(text: str, memory: Memory) -> str:
    """A turn without what changes nothing of its question, and with what stands for something else written out.

    Left out is how it takes the last answer ("oh good. and staff rotas?") and that something worries the user, which is
    then what the question is about, and what its hours are called ("part time, 20 hours a week"). A wish and whether it
    can be had is one question ("I want to work from Lima, is that possible?"); the user's own experience is the level
    spoken of.
    """
    found = _reaction().match(text)
    text = text[found.end() :] if found and text[found.end() :].strip(" ?.!") else text
    for beside in (*_words().worries, *_words().paces):
        text = beside.sub("", text, count=1)
    wished = next((match for wish in _words().wishes if (match := wish.fullmatch(text.strip()))), None)
    text = f"can I {wished['x'].strip(' ,;.')}{wished['tail'] or ''}?" if wished else text
    at_level = [part.kind for part in memory.parts] == ["level"]
    for level in _words().levels if at_level else ():
        text = level.sub("at that level", text, count=1)
    return text


@cache
def _reaction() -> re.Pattern[str]:
    words = any_of(_words().reactions)
    return re.compile(rf"(?:(?:{words})\b(?:\s*,)?\s*)+[.!;:…]+\s+", re.IGNORECASE)


class Asides:
    """Parts what users tell of themselves from questions that stand without it."""

    def __init__(self, read: ClauseReader) -> None:
        self._read = read

    def __call__(self, text: str) -> str:
        """The question of a turn without what the user says of themselves before it, where it asks for nothing of it.

        Whom careers suit, and what a person may skip or lacks, is asked of the person told of. A career told of there
        takes the place of "they" in the question.
        """
        text = self._as_meant(text)
        said, asked = introduction(text)
        conditional = is_condition(said) or is_condition(unopened(plain_words(said)))  # "so if I leave that one out, …"
        if not said or conditional or is_wish(said) or not _is_of_oneself(said):
            return text
        told = self._read(said)
        if len(told.links.careers) == 1:
            [mention, *_] = told.links.mentions
            asked = _named(asked, said[mention.start : mention.end])
        alone = self._read(asked)
        if _tells_of_time(told) or asks_of_prospects(text, alone.links) or _is_limited(alone, told):
            return text
        return asked if _stands_alone(alone, told) else text

    def _as_meant(self, text: str) -> str:
        """A turn that puts its question in other words, in these alone: "is it worth it, I mean will it last?"."""
        found = _rephrasing().search(text)
        if found is None or not begins_question(text[found.end() :]):
            return text
        before = self._read(text[: found.start()])
        says = before.links.careers or before.parts or len(set(before.specific)) >= OWN
        return text if says else text[found.end() :]


@cache
def _rephrasing() -> re.Pattern[str]:
    return re.compile(rf"[,.;–—-]+\s*(?:{any_of(_words().rephrasing)})\b[\s,:]*", re.IGNORECASE)


def _is_of_oneself(said: str) -> bool:
    """True for a statement of who its writer is, what they do, like or dislike, or where they live."""
    stated = without_opening(said)
    lowered = stated.lower().replace("’", "'")
    named = names_someone(affirmed(stated)) and not cue_tables().person.of_others.search(lowered)
    return named or (_speaks_of_writer(lowered) and not find_quantities(lowered))


def _speaks_of_writer(text: str) -> bool:
    """True when a text speaks of its writer, alone or with others."""
    return speaks_of_oneself(text) or search_any(_words().several, text)


def _tells_of_time(told: Clause) -> bool:
    """True where the time that the user has, or how far they are, is told: of that a plan is asked."""
    said, person = told.cues.timing, told.cues.person
    return bool(person.months or person.hours_per_week) or said.timing != Timing() or said.day is not None or said.half


def _named(asked: str, name: str) -> str:
    """A question with a name in place of its first "they" or "their"."""
    owners = _words().owners
    return re.sub(
        rf"\b(?:{any_of(owners)})\b", lambda found: owners[found.group().casefold()].format(name), asked, count=1
    )


def _is_limited(asked: Clause, told: Clause) -> bool:
    """True where a question is of the career, or of the phase, level or place, that was told of alone."""
    definition = facet_definitions().get(asked.reading.facet)
    kinds = {definition.part, *definition.in_part} if definition is not None else set()
    kinds = kinds - {part.kind for part in asked.parts}
    return bool(told.links.careers and not asked.links.careers) or any(part.kind in kinds for part in told.parts)


def _stands_alone(asked: Clause, told: Clause) -> bool:
    """True for a question that neither points at what was told nor is answered by it."""
    reading, named = asked.reading, asked.links.careers
    personal = sum(scored.score for scored in reading.operations if scored.label in PERSONAL)
    of_fit = sum(scored.score for scored in reading.facets if scored.label in ("fit", "non_fit"))
    # "Docker all day. Which part will be a doddle?" asks what is known already.
    of_part = asks_which_part(asked.text)
    pairs = len(named) < 2 and sum(s.score for s in reading.operations if s.label in PAIRING) >= PAIRED
    if max(personal, of_fit) >= OF_PERSON or reading.operation == "plan" or pairs or of_part:
        return False
    own = len(set(asked.specific))
    points = holds(plain_words(asked.text), following_cues().pronouns) and not named
    definition = facet_definitions().get(reading.facet)
    of_person = reading.facet in _OF_PERSON or (definition is not None and definition.weighs)
    if points or (of_person and own < OWN):
        return False
    if _speaks_of_writer(asked.text) or (told.cues.person.dislikes and definition is not None):
        return own >= OWN or bool(asked.parts)
    return bool(own) or (reading.facets[0].score >= SURE_APART and not told.cues.person.dislikes)
