"""A turn with all that it leaves to the conversation written out: offers, list points, careers spoken of."""

from __future__ import annotations

from dataclasses import replace

from advisor.library import Library
from advisor.memory import Memory
from advisor.requests import Request
from advisor.understanding.apart import TellingApart
from advisor.understanding.asides import without_asides
from advisor.understanding.clause import ClauseReader
from advisor.understanding.clauses import without_manner
from advisor.understanding.described_careers import DescribedCareers
from advisor.understanding.following import replace_pronoun
from advisor.understanding.markup import without_markup
from advisor.understanding.placing import of_list_told
from advisor.understanding.recalling import Recalling
from advisor.understanding.replying import accepts_offer, undenied, without_turning
from advisor.understanding.returning import with_career_spoken_of
from advisor.understanding.writing_out import with_item, with_item_named, with_number


class WrittenOut:
    """Writes out turns of conversations about one library."""

    def __init__(self, library: Library, read: ClauseReader, recall: Recalling) -> None:
        self._read = read
        self._recall = recall
        self._names = {career.id: career.name for career in library.catalogue.careers}
        self._tell_apart = TellingApart(library, read)
        self._described = DescribedCareers(library)

    def __call__(self, question: str, memory: Memory) -> tuple[str, Memory]:
        """The turn in words of its own, and the memory that it goes on from.

        "Yes" is the question that was offered; "never mind that, …" goes on from nothing.
        """
        text = without_asides(without_manner(" ".join(without_markup(question).split())), memory)
        if memory.offers and accepts_offer(text):
            text = memory.offers[0]
        if (asked := without_turning(text)) is not None:
            text, memory = (
                asked,
                replace(memory, request=_turned_from(memory, asked), earlier=None, parts=(), choices=()),
            )
        if memory.request is not None:
            text = self._recall.told(with_number(undenied(text), memory.request.searched))
        text = self._with_items(text, memory)
        return with_career_spoken_of(self._described(text, memory), memory, self._names), memory

    def _with_items(self, text: str, memory: Memory) -> str:
        """The text with the point of the list just told that it calls by its place or a word, else by other means.

        After what one phase holds, "the second" is rather the second phase.
        """
        items = memory.items if not memory.parts or of_list_told(text) else ()
        if not items:
            return self._tell_apart(text, memory)
        mended = self._read.mend(text)
        named = with_item(mended, items)
        if named == mended and not self._read(text, following=True).links.careers:
            named = with_item_named(mended, items)
        return self._tell_apart(text if named == mended else named, memory)


def _turned_from(memory: Memory, asked: str) -> Request | None:
    """What is left in focus where a turn leaves the subject: the careers, where it still speaks of "this job"."""
    before = memory.request
    if before is None or not before.careers or replace_pronoun(asked, "") is None:
        return None
    return Request(before.question, before.standalone, before.careers, facets=("overview",), searched=before.searched)
