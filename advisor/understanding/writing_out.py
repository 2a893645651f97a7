"""A turn with all that it leaves to the conversation written out: offers, list points, numbers, careers spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.words import stems
from advisor.patterns import any_of
from advisor.requests import Facet, Request
from advisor.understanding.apart import TellingApart
from advisor.understanding.asides import without_asides
from advisor.understanding.clause import ClauseReader
from advisor.understanding.clauses import without_manner
from advisor.understanding.described_careers import DescribedCareers
from advisor.understanding.following import ask_words, openings, plain_words, replace_pronoun
from advisor.understanding.markup import without_markup
from advisor.understanding.placing import find_place, numbering, of_list_told, ordinal_alone, place_nouns
from advisor.understanding.recalling import Recalling
from advisor.understanding.replying import accepts_offer, undenied, without_turning
from advisor.understanding.returning import with_career_spoken_of
from advisor.understanding.vocabulary import linking_words, part_nouns
from advisor.understanding.words import words_of
from vectorstore.numbers import NumberMention, find_numbers, lexicon
from vectorstore.quantities import find_quantities

_SIGN = re.compile(r"[$£€]$")
_PAIR = 2
# After a question for these a number alone is one of hours, where the user has told some before.
_OF_TIME: frozenset[Facet] = frozenset({"duration", "phase_length", "roadmap"})


class WritingOut:
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
            said = with_letters(with_other(undenied(text), memory.request.searched), memory.request)
            said = with_stretch(said, memory.request.searched)
            mended = self._read.mend(said)
            numbered = with_number(mended, memory.request.searched)
            if numbered == mended and memory.person.hours_per_week is not None:
                numbered = as_hours_a_week(mended, of_time=bool(_OF_TIME & set(memory.request.facets)))
            text = self._recall.told(said if numbered == mended else numbered)
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


def with_item(text: str, items: Sequence[str]) -> str:
    """A turn with the label of the listed item that it names by its place: "go deeper on the second" of three.

    Of two, "the former" and "the latter" name them.
    """
    pair = _pair_pattern().search(text.casefold()) if len(items) == _PAIR else None
    place = linking_words().pair[pair["place"]] if pair else ordinal_alone(text)
    if place is None or abs(place) > len(items) or any(word.raw in part_nouns() for word in words_of(text)):
        return text
    label = items[place - 1 if place > 0 else place]
    found = pair or find_place(text.casefold())
    return f"{text[: found.start()]}{label}{text[found.end() :]}" if found else label


def with_item_named(text: str, items: Sequence[str]) -> str:
    """A turn with the label of the one listed item that it calls by a word: "the liability one, is that settled?"."""
    found = _called_pattern().search(text.casefold())
    called = set(stems(found["words"])) if found else set()
    [*meant] = [item for item in items if called and called <= set(stems(item))]
    return f"{text[: found.start()]}{meant[0]}{text[found.end() :]}" if found and len(meant) == 1 else text


def with_other(text: str, before: str) -> str:
    """A turn in which the other of what the question before was asked of is no more than that: "and the other plan?".

    Behind a question without the word the other plan itself is asked for.
    """
    found = _other_pattern().search(text)
    spoken_of = found is not None and set(stems(found["noun"])) <= set(stems(before))
    return f"{text[: found.start('noun')]}one{text[found.end() :]}" if found and spoken_of else text


def with_letters(text: str, before: Request) -> str:
    """The question what letters stand for with others, for a turn that is nothing but these: "and EHR?"."""
    found, wanted = _letters_alone_pattern().fullmatch(text), before.wanted
    if found is None or wanted is None or wanted.stated != "expansion" or not wanted.counted:
        return text
    return before.searched.replace(wanted.counted, found["letters"])


def with_stretch(text: str, before: str) -> str:
    """The question before of another week or month, for a turn that only names its place: "and the second?"."""
    asked, place = _stretch_pattern().search(before), ordinal_alone(text)
    words = (word for word, number in linking_words().ordinals.items() if number == place and word.isalpha())
    said = {word.raw for word in words_of(text)}
    named = [word for word in words if word in said]
    if asked is None or not named or ask_words(text.casefold().replace(named[0], " ")):
        return text
    return f"{before[: asked.start('place')]}{named[0]}{before[asked.end('place') :]}"


def with_number(text: str, before: str) -> str:
    """The question before with another number in it, for a turn that is nothing but one: "and at 15?", "after nine?".

    The number of a phase or level is none that another takes the place of.
    """
    if ordinal_alone(text) is not None:
        return text
    said = _sized(text)
    sizes = [size for size in _sized(before) if not _numbers_a_part(before, size)]
    if len(said) != 1 or not _number_alone_pattern().fullmatch(f"{text[: said[0][0]]}0{text[said[0][1] :]}"):
        return text
    if len(sizes) != 1:
        return text
    (start, end), (begin, stop) = said[0], sizes[0]
    return f"{before[:begin]}{text[start:end]}{before[stop:]}"


def as_hours_a_week(text: str, *, of_time: bool) -> str:
    """A turn that is nothing but a number of hours, as so many a week like those told before: "what if I do 30 hours?".

    After a question `of_time` a bare number is one of hours: "and if I could do 15?".
    """
    hours = [mention for mention in find_quantities(text) if mention.quantity.unit == "hour"]
    found = hours or (_bare_numbers(text) if of_time and ordinal_alone(text) is None else [])
    if len(found) != 1 or (hours and hours[0].quantity.per is not None):
        return text
    alone = _number_alone_pattern().fullmatch(f"{text[: found[0].start]}0{text[found[0].end :]}")
    return f"{text[: found[0].end]}{'' if hours else ' hours'} a week" if alone else text


def _bare_numbers(text: str) -> list[NumberMention]:
    """The numbers of a text, where none has a unit."""
    return [] if find_quantities(text) else list(find_numbers(text))


def _sized(text: str) -> list[tuple[int, int]]:
    """Where the numbers of a text stand, with the currency before and the letter for thousands behind them."""
    signed = ((_SIGN.search(text, 0, mention.start), mention) for mention in find_numbers(text))
    return [(sign.start() if sign else mention.start, mention.end) for sign, mention in signed if mention.value != 1]


def _numbers_a_part(text: str, size: tuple[int, int]) -> bool:
    before = plain_words(text[: size[0]]).rpartition(" ")[2]
    return before in part_nouns()


@cache
def _stretch_pattern() -> re.Pattern[str]:
    """The place of a week or month: "first" of "my first month"."""
    places = any_of(word for word in linking_words().ordinals if word.isalpha())
    return re.compile(rf"\b(?P<place>{places})(?=\s+(?:week|month)\b)", re.IGNORECASE)


@cache
def _letters_alone_pattern() -> re.Pattern[str]:
    """A turn that is nothing but an acronym: "and EHR?", "what about HL7?"."""
    return re.compile(rf"(?i:(?:{any_of(openings())}),?\s+)*(?P<letters>[A-Z][A-Z0-9&]+)[\s?.!]*")


@cache
def _number_alone_pattern() -> re.Pattern[str]:
    """A turn that is nothing but a number, written 0: "and at 0?", "what about 0 years then?"."""
    led = rf"(?:(?:{any_of(openings())}),?\s+)*(?:(?:{any_of(numbering())})\s+)*"
    units = any_of(unit for unit in lexicon().units if len(unit) > 1)
    return re.compile(rf"{led}0(?:\s*(?:{units}))?(?:\s+(?:instead|then))?[\s?.!]*", re.IGNORECASE)


@cache
def _other_pattern() -> re.Pattern[str]:
    """What a roadmap is called, as the other one of two: "the other roadmap"."""
    return re.compile(rf"\bthe other (?P<noun>{any_of(linking_words().roads)})\b", re.IGNORECASE)


@cache
def _called_pattern() -> re.Pattern[str]:
    """One of several by a word or two of its own: "the liability one", "the cloud platforms one"."""
    return re.compile(r"\bthe (?P<words>[\w-]+(?: [\w-]+)?) one\b")


@cache
def _pair_pattern() -> re.Pattern[str]:
    """The one of two things that were named: "the latter", "the former one"."""
    return re.compile(rf"\bthe (?P<place>{any_of(linking_words().pair)})(?:\s+(?:{any_of(place_nouns())}))?\b")
