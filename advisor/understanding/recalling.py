"""Turns that ask something of what was just told: whether it is so, where it stands, how two answers go together."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.patterns import any_of
from advisor.requests import PERSONAL, Again, Form, Person, Request
from advisor.understanding.clause import ClauseReader
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.focus import CareerFocus
from advisor.understanding.following import ask_words, asks_for_makers, holds, plain_words, turns_to_another
from advisor.understanding.part_focus import PartFocus
from advisor.understanding.picking import pick
from advisor.understanding.restrictions import asking_sentences
from advisor.understanding.resuming import SURE_OF_FRAGMENT
from advisor.understanding.returning import careers_in_focus
from advisor.understanding.scaling import of_figure_told
from advisor.understanding.shown import goes_on, on_shown
from advisor.understanding.sorts import CONVERSATIONAL, ON_SERIES
from advisor.understanding.standalone import with_names
from advisor.understanding.told_lines import of_told_lines
from advisor.understanding.utterance import Utterance
from vectorstore.tables import Table, read_table

# What is reported is asked of the documents when it reads as one facet of theirs with this probability.
SURE_OF_REPORT = 0.3
# Citations of a few lines of a list, each its own and that of the part it stands in.
_FEW_LINES = 6


class _Words(Table):
    """The lists of `recalling.toml`."""

    sure: tuple[str, ...]
    where: tuple[str, ...]
    beside: frozenset[str]
    told: tuple[str, ...]
    weighing: tuple[str, ...]
    squaring: tuple[str, ...]
    pair: tuple[str, ...]
    twice: frozenset[str]
    brief: frozenset[str]
    lengthy: frozenset[str]
    points: frozenset[str]
    plainly: frozenset[str]


@cache
def _words() -> _Words:
    return read_table(_Words, "advisor.understanding", "recalling.toml")


class Recalling:
    """Reads turns of conversations about one library that ask something of the last answers."""

    def __init__(self, library: Library, read: ClauseReader, careers: CareerFocus, parts: PartFocus) -> None:
        self._library = library
        self._read = read
        self._careers = careers
        self._parts = parts

    def __call__(self, said: Utterance) -> Request | None:
        """The request of a turn that asks something of the last answers; None for one that asks something new."""
        if said.before is None:
            return None
        if picked := self._careers.picked(said):
            return self.resumed(said, said.before, picked)
        if (weighed := _weighed(said)) is not None:
            return self.resumed(said, weighed, said.clause.links.careers or said.memory.current or weighed.careers)
        if said.leaning.whole == "why" and not said.memory.shown:
            # Where nothing was told there is no reason for it.
            return replace(said.before, question=said.question, person=said.memory.person)
        if (why := self._asked_again(said)) is not None:
            following = replace(said.before.following, again=why, shown=said.memory.shown)
            return replace(said.before, question=said.question, following=following, person=said.memory.person)
        if (repeated := self._both_again(said)) is not None:
            return repeated
        named = said.clause.links.careers or said.clause.parts or turns_to_another(said.clause.text)
        if (form := None if named else form_of(said.clause.text)) or _of_maker(said):
            resumed = self.resumed(said, said.before, said.before.careers)
            return replace(resumed, following=replace(resumed.following, form=form))
        if (scaled := of_figure_told(said)) is not None:
            return scaled
        if (squared := _squared(said)) is not None:
            return squared
        if (picked_of := pick(said, said.before, self._library)) is not None:
            return picked_of
        if goes_on(said, self._library):
            return on_shown(said, said.before)
        return of_told_lines(said, said.before, self._library)

    def told(self, text: str) -> str:
        """What a turn reports as told before, where that asks of the documents and the turn itself of nothing."""
        told = told_before(text)
        reading = self._read.classify_fragment(told) if told else None
        asks = reading is not None and reading.facet not in CONVERSATIONAL and reading.facets[0].score >= SURE_OF_REPORT
        return f"{told.rstrip('?.! ')}?" if asks and self._read(text).reading.facet in CONVERSATIONAL else text

    def resumed(self, said: Utterance, before: Request, careers: tuple[str, ...]) -> Request:
        """The question before, of the careers that this one picks."""
        names = [career.name for career in self._library.careers(careers)]
        person = said.memory.person
        return replace(
            before,
            question=said.question,
            standalone=with_names(before.searched, names),
            careers=careers,
            ambiguous=(),
            unknown_career=None,
            operation="lookup" if before.operation == "fit" and person == Person() else before.operation,
            # The extreme of a series is sought anew, whichever part it was on the page before.
            parts=() if before.operation in ON_SERIES else self._parts.carried_over(said.memory, careers),
            person=person,
        )

    def _both_again(self, said: Utterance) -> Request | None:
        """The last two questions of the career that a turn asks both of: "same two for the other one"."""
        earlier, careers = said.memory.earlier, said.clause.links.careers
        if turns_to_another(said.clause.text) and not careers:
            careers = careers_in_focus(said.clause.text, said.memory) or ()
        both = said.leaning.same and not _words().twice.isdisjoint(plain_words(said.clause.rest).split())
        if said.before is None or earlier is None or len(careers) != 1 or not both:
            return None
        first, second = (self.resumed(said, each, careers) for each in (earlier, said.before))
        return replace(first, also=(second,))

    def _asked_again(self, said: Utterance) -> Again | None:
        """Why a turn asks the last question again; None for one that does not, or has words of its own to ask by."""
        bare, clause = plain_words(said.clause.text), said.clause
        if told_before(said.question):
            return "doubted" if clause.reading.facet in CONVERSATIONAL else None
        where, doubted = holds(bare, _words().where), holds(bare, _words().sure)
        # "Are you sure? I thought it was just typing" asks nothing beside its doubt.
        asking = asking_sentences(clause.text)
        asked = clause.rest if asking == clause.text else asking
        own = [word for word in ask_words(asked) if word.casefold() not in _known_words()]
        if own or clause.parts or clause.links.careers or clause.cues.bounds or not (where or doubted):
            return None
        return "where" if where else "doubted"


def told_before(text: str) -> str:
    """What a turn says that the advisor told before: "you said it is easy" reports "it is easy"; empty for none."""
    found = _told_pattern().search(text)
    return re.split(r"[.;?!]\s|, (?:but|so|and|where|which|what|why|how)\b", found["told"])[0] if found else ""


@cache
def _told_pattern() -> re.Pattern[str]:
    phrases = any_of(_words().told)
    return re.compile(rf"\b(?:{phrases})\b[\s,:]*(?:that\s+)?(?P<told>\S.*)", re.IGNORECASE)


@cache
def _known_words() -> frozenset[str]:
    """The words of doubting and of asking for a source, which ask for nothing else."""
    phrases = (*_words().sure, *_words().where)
    return _words().beside | {word for phrase in phrases for word in phrase.split()}


def _weighed(said: Utterance) -> Request | None:
    """The question that a turn asks anew in the light of what the user is: one of the last two that weighed them.

    Where neither did, whether what was spoken of suits them. None when nothing is known of them.
    """
    memory = said.memory
    if said.before is None or memory.person == Person() or not holds(plain_words(said.question), _words().weighing):
        return None
    asked = (each for each in (memory.request, memory.earlier) if each is not None)
    weighed = next((each for each in asked if each.operation in (*PERSONAL, "plan")), None)
    suits = replace(said.before, facets=("fit",), operation="fit", careers=memory.current, parts=(), bounds=())
    return weighed or suits


def form_of(text: str) -> Form | None:
    """The form in which a turn wants the last answer once more: "in bullet points", "shorter please"; None for none."""
    words = _words()
    said = {word.casefold() for word in ask_words(text)} - words.lengthy
    # "Which is easier?" and "so which is shorter?" ask for one of several.
    asks = search_any(cue_tables().order.choosing, text.casefold()) and bool(said & (words.plainly | words.brief))
    if not said or asks or not said <= words.brief | words.points | words.plainly:
        return None
    return "points" if said & words.points else "brief" if said & words.brief else "plain"


def _of_maker(said: Utterance) -> bool:
    """True for a turn that asks who is behind the few things to learn from that were told: their lines name them."""
    of_learning = said.before is not None and "resources" in said.before.facets and len(said.memory.shown) <= _FEW_LINES
    return of_learning and asks_for_makers(said.clause.text)


def _squared(said: Utterance) -> Request | None:
    """The two questions answered last, for a turn that asks how their answers go together: "do those agree?"."""
    before, earlier, clause = said.before, said.memory.earlier, said.clause
    if before is None or clause.links.careers or clause.parts:
        return None
    bare = plain_words(said.question)
    reads = clause.reading.operation == "reconcile" and clause.reading.operations[0].score >= SURE_OF_FRAGMENT
    if not (reads or holds(bare, _words().squaring)) or not holds(bare, _words().pair):
        return None
    known = {word for phrase in (*_words().squaring, *_words().pair) for word in phrase.split()} | _words().beside
    if any(word.casefold() not in known for word in ask_words(clause.rest)):
        return None
    pair = [each for each in (earlier, before) if each is not None and each.facets and _comparable(each, before)]
    return replace(
        before,
        question=said.question,
        standalone=f"{said.question.rstrip('?. ')} ({'; '.join(each.standalone.rstrip('?. ') for each in pair)})?",
        careers=tuple(dict.fromkeys(career for each in pair for career in each.careers)),
        facets=tuple(dict.fromkeys(each.facets[0] for each in pair)),
        operation="reconcile",
        parts=tuple(dict.fromkeys(part for each in pair for part in each.parts)),
        bounds=(),
        following=replace(before.following, again=None),
    )


def _comparable(one: Request, other: Request) -> bool:
    """True when two questions were answered in the same units, so that the answers may disagree."""
    definitions = facet_definitions()
    asked = [definitions.get(each.facets[0]) for each in (one, other)]
    known = [definition.units for definition in asked if definition is not None]
    return len(known) == 2 and (bool(known[0] & known[1]) or one.facets[0] == other.facets[0])
