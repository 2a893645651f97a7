"""A turn to its reply: the one place that knows the order of the steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.evidence import Gatherer
from advisor.facets import facet_definitions
from advisor.keeping import careers_told, keep, keep_open, keep_talk
from advisor.library import Library
from advisor.memory import Memory
from advisor.offers import suggest_questions
from advisor.operations.stating import points_meant
from advisor.replies import (
    abstain,
    answer,
    ask_which_career,
    make_small_talk,
    note_person,
    refuse,
    tell_about_advisor,
)
from advisor.requests import Person, Request
from advisor.turns import gather_all
from advisor.types import Draft, Evidence, Reply, Turn
from advisor.understanding.planner import Understand
from advisor.understanding.remembering import forgets_person, recalls_person
from advisor.unreadable import problem_of
from advisor.writing.composition import Author, Composition, Ground
from advisor.writing.rendering import escape, render
from vectorstore.profiles import Career, Catalogue
from vectorstore.types import Document

__all__ = ["Advisor", "Finished", "Memory", "Partial"]

Write = Callable[[Request, Evidence], Draft]

# Careers that are each answered when none is named, in so many words to a question; beyond that the advisor asks which
# is meant.
ANSWERED_EACH, WORDS_FOR_EACH = 4, 120
# A question with words of its own is about the advisor when it reads so with this probability; set by hand.
SURE_OF_ITSELF = 0.5
# Earlier turns that are replayed; older ones no longer change what a follow-up means.
WINDOW = 12


@dataclass(frozen=True)
class Mind:
    """The parts that work on one generation of the store."""

    library: Library
    understand: Understand
    gather: Gatherer
    write: Write
    ground: Ground
    author: Author | None = None  # the connected language model

    def compose(self, request: Request, evidence: Evidence, *, model: bool) -> Iterator[Composition]:
        """Ever longer compositions, the last one whole; by the connected model when there is one and it may."""
        if self.author is not None and model:
            yield from self.author(request, evidence, self.ground)
        else:
            yield Composition(*self.ground(self.write(request, evidence), evidence, request))


@dataclass(frozen=True, slots=True)
class Partial:
    """The Markdown of a reply that is still being written."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A whole reply, and the memory for the next turn."""

    reply: Reply
    memory: Memory


class Advisor:
    """Answers questions from the documents of one store; safe to share between conversations."""

    def __init__(self, mind: Callable[[], Mind]) -> None:
        """Takes what gives the parts for the store's present generation."""
        self._mind = mind

    def reply(self, question: str, memory: Memory = Memory()) -> tuple[Reply, Memory]:
        """The reply to a question after what `memory` holds, and the memory for the next turn."""
        return _last(self._turn(question, memory, model=True))

    def stream(self, question: str, memory: Memory = Memory()) -> Iterator[Partial | Finished]:
        """What `reply` gives, behind what a connected language model has written of it so far, claim by claim."""
        return self._turn(question, memory, model=True)

    def _turn(self, question: str, memory: Memory, *, model: bool) -> Iterator[Partial | Finished]:
        mind = self._mind()
        if problem := problem_of(question):
            yield Finished(refuse(Request(question, question), problem), memory)
            return
        request = mind.understand(question, memory)
        if (said := _conversational(request, memory, mind.library)) is not None:
            yield Finished(said, keep_talk(memory, request, said, mind.library))
            return
        evidence = gather_all(_questions(request), mind.gather)
        choices = [] if request.unknown_career else _choices(request, mind.library)
        # What no page states of any career is none to choose one for.
        stated = bool(evidence.findings) or request.wanted is None
        if len(choices) > 1 and stated and not _answers_each(request, evidence, choices, mind):
            asked = ask_which_career(request, choices, evidence.passages)
            yield Finished(asked, keep_open(memory, request, asked))
            return
        composed = Composition(Draft(()))
        if evidence.findings:
            for number, now in enumerate(mind.compose(request, evidence, model=model)):
                if number:
                    yield Partial(render(composed.draft, mind.library)[0])
                composed = now
        reply = _conclude(request, evidence, composed, mind.library)
        yield Finished(reply, keep(memory, request, evidence, reply, mind.library))

    def replay(self, turns: Sequence[Turn]) -> Memory:
        """The memory after earlier turns: the user's are answered again, what the assistant named is in focus.

        Only the last few turns count.
        """
        memory = Memory()
        for turn in turns[-WINDOW:]:
            if turn.role == "user":
                # What was asked and found is remembered, not how it was worded: no model is needed.
                _, memory = _last(self._turn(turn.text, memory, model=False))
            else:
                memory = self._mind().understand.hear(turn.text, memory)
        return memory

    @property
    def careers(self) -> Catalogue:
        """The careers that the documents describe."""
        return self._mind().library.catalogue

    def documents(self) -> list[Document]:
        """The documents that answers are drawn from, in corpus order."""
        return list(self._mind().library.documents.values())

    def examples(self, count: int = 6) -> list[str]:
        """Questions that the documents answer."""
        return suggest_questions(self._mind().library, count)


def _questions(request: Request) -> tuple[Request, ...]:
    """The questions of a turn, each by itself in its own words."""
    return (replace(request, question=request.searched, also=()), *request.also) if request.also else (request,)


def _last(progress: Iterator[Partial | Finished]) -> tuple[Reply, Memory]:
    """The end of a turn."""
    [finished] = [step for step in progress if isinstance(step, Finished)]
    return finished.reply, finished.memory


def _conclude(request: Request, evidence: Evidence, composed: Composition, library: Library) -> Reply:
    """The reply that a composition comes to: an abstention when nothing of it is left."""
    if not composed.draft.blocks:
        return abstain(request, evidence, library, composed.withheld)
    reply = answer(request, evidence, composed.draft, composed.withheld, library, writer=composed.written_by)
    return replace(reply, text=f"{reply.text}\n\n{escape(composed.notice)}") if composed.notice else reply


def _conversational(request: Request, memory: Memory, library: Library) -> Reply | None:
    """The reply to a turn that needs no evidence: small talk, a question about the advisor."""
    if not library.chunks:
        return abstain(request, Evidence(), library)
    if request.facets[:1] == ("small_talk",):
        if request.person != memory.person:
            return note_person(request, request.person, library)
        return make_small_talk(request, library)
    if request.person == Person() != memory.person and forgets_person(request.question):
        return note_person(request, request.person, library)
    if request.facets[:1] == ("about_advisor",) and recalls_person(request.question):
        return note_person(request, request.person, library)
    if request.facets[:1] == ("about_advisor",) and (request.certainty >= SURE_OF_ITSELF or not request.specific):
        return tell_about_advisor(request, library)
    return None


def _choices(request: Request, library: Library) -> list[Career]:
    """The careers to choose from, when a question needs one and none is named."""
    if request.ambiguous:
        return list(library.careers(request.ambiguous))
    if request.operation == "fit" and not request.careers and not request.specific and request.person == Person():
        return [career for career in library.catalogue.careers if career.of("fit")]
    if request.careers or request.operation not in ("lookup", "list", "next", "previous", "define"):
        return []
    asked = [facet for facet in request.facets if facet in facet_definitions()]
    if request.operation == "list" and asked[:1] == ["overview"]:
        return []
    if not asked or points_meant(asked[0], request, library):
        return []
    return [career for career in library.catalogue.careers if _states(career, asked[0], library)]


def _answers_each(request: Request, evidence: Evidence, choices: Sequence[Career], mind: Mind) -> bool:
    """True when what is asked is answered for each of the few careers that could be meant, without a long reply.

    What the work is takes prose, and is asked back about however short.
    """
    if request.ambiguous or request.operation == "fit" or len(choices) > ANSWERED_EACH:
        return False
    definition = facet_definitions().get(request.facets[0])
    if definition is None or definition.shape != "items":
        return definition is not None and definition.shape != "prose"
    told = set(careers_told(evidence, mind.library))
    limit = WORDS_FOR_EACH * (1 + len(request.also))
    return bool(told) and mind.write(request, evidence).words <= limit


def _states(career: Career, facet: str, library: Library) -> bool:
    return any(library.entries(career, name) for name in facet_definitions() if name == facet)
