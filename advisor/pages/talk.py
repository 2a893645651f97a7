"""What a page and the advisor behind it pass to each other, and what one browser tab has said so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.memory import Memory
from advisor.pages.rendering import Entry
from advisor.requests import Person
from advisor.types import Reply
from vectorstore.types import Document


@dataclass(frozen=True, slots=True)
class Writing:
    """What is written of a reply so far, as Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A finished reply, with what is remembered after it."""

    reply: Reply
    memory: Memory


@dataclass(frozen=True, slots=True)
class Failed:
    """A turn that could not be answered, with what the user is told."""

    message: str


Progress = Writing | Written | Failed


@dataclass(frozen=True, slots=True)
class Talk:
    """What the page asks of the advisor behind it."""

    ask: Callable[[str, Memory], Iterator[Progress]]
    document: Callable[[str], Document | None]
    examples: Callable[[], Sequence[str]]
    status: Callable[[], str]  # one line under the title: what the advisor has read
    model: str | None  # the connected language model


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one browser tab has said so far."""

    entries: tuple[Entry, ...] = ()
    memory: Memory = Memory()

    @property
    def person(self) -> Person:
        """What the user said of themselves."""
        return self.memory.person

    def remembering(self, person: Person) -> Conversation:
        """The same conversation with something else remembered of the person."""
        return replace(self, memory=replace(self.memory, person=person))


def advance(talk: Talk, question: str, conversation: Conversation) -> Iterator[Conversation]:
    """The conversation with the question added, at each step of its being answered."""
    earlier = conversation.entries
    yield replace(conversation, entries=(*earlier, Entry(question)))
    for progress in talk.ask(question, conversation.memory):
        match progress:
            case Writing(text):
                yield replace(conversation, entries=(*earlier, Entry(question, partial=text)))
            case Written(reply, memory):
                yield Conversation((*earlier, Entry(question, reply)), memory)
            case Failed(message):
                yield replace(conversation, entries=(*earlier, Entry(question, failure=message)))
