"""The phases, levels, steps and regions that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from advisor.operations.places import (
    find_places,
    is_of_money,
    names_place,
    parts_around,
    pay_of_regions,
    region_names,
)
from advisor.operations.words import stop_words
from advisor.patterns import matcher
from advisor.requests import PartReference
from advisor.understanding.following import following_cues
from advisor.understanding.measuring import names_end
from advisor.understanding.part_numbers import numbers_after, numbers_before, ordinal_against
from advisor.understanding.vocabulary import level_phrases, linking_words
from advisor.understanding.words import Word, find_phrase, words_of
from advisor.understanding.years_of_work import years_of_work
from vectorstore.profiles import Career
from vectorstore.types import Part, PartKind

Kind = Literal["phase", "level", "region", "step"]


# What ends the words that may name a part before its noun.
_PAUSE = re.compile(r"[,.;:!?()–—]|\s-\s")
# Words from "of" to the noun in "at the start of their pay range".
_OF_RANGE = 4
# Words behind "the phase about …" that may name it.
_CONCERNED = 6


@dataclass(frozen=True, slots=True)
class PartMention:
    """A part named at `text[start:end]`."""

    reference: PartReference
    start: int
    end: int


class PartFinder:
    """Finds the parts of one career, or of none in particular when `career` is None."""

    def __init__(self, career: Career | None) -> None:
        self._career = career
        self._parts: dict[Kind, tuple[Part, ...]] = {
            kind: career.parts(kind) if career else () for kind in get_args(Kind)
        }
        names = career.names if career else ()
        self._name_words = frozenset(word.lower for name in names for word in words_of(name))
        self._distinct = {kind: _distinct_words(parts) for kind, parts in self._parts.items()}

    def find(self, text: str, careers: Sequence[tuple[int, int]] = ()) -> tuple[PartMention, ...]:
        """The parts named in `text`: phases and steps first, then levels, then regions; each once.

        `careers` are the spans that name careers: "the CDS phases" names no phase called CDS.
        """
        found: dict[tuple[PartKind, int | str], PartMention] = {}
        for mention in self.mentions(text):
            part = mention.reference
            apart = part.number is not None or part.kind == "region"
            # "The top of the last level" names that level.
            known = names_end(part.words) and (part.kind, part.number or part.words) in found
            if not known and (apart or not any(start < mention.end and mention.start < end for start, end in careers)):
                found[part.kind, part.number or part.words] = mention
        return tuple(found.values())

    def mentions(self, text: str) -> list[PartMention]:
        """Every place that names a part, kind by kind as in `find`; places may overlap."""
        words = words_of(text)
        return [
            *self._numbered("phase", words),
            *self._titled("phase", words, text),
            *self._numbered("step", words),
            *self._numbered("level", words),
            *self._titled("level", words, text),
            *self._level_words(words),
            *(
                PartMention(PartReference("level", None, years), start, end)
                for years, start, end in years_of_work(text)
            ),
            *self._regions(text),
        ]

    def _numbered(self, kind: Kind, words: Sequence[Word]) -> Iterable[PartMention]:
        """Parts by number: "phase 2", "phases 1 to 3", "the third phase", "the first two phases", "the last phase"."""
        for index, word in enumerate(words):
            if word.raw not in linking_words().parts[kind] and not (kind == "phase" and _loosely(words, index)):
                continue
            first, stop = index, index + 1
            numbers, stop = numbers_after(words, index + 1)
            if not numbers:
                numbers, first = numbers_before(words, index)
            if numbers and (set_against := ordinal_against(words, stop)):
                numbers, stop = [*numbers, set_against[0]], set_against[1]
            for number in numbers:
                yield PartMention(PartReference(kind, number), words[first].start, words[stop - 1].end)

    def _titled(self, kind: Kind, words: Sequence[Word], text: str) -> list[PartMention]:
        """Parts by their title, or by a word of it beside "phase" or "level": "the deployment phase"."""
        found: list[PartMention] = []
        for part in self._parts[kind]:
            title = [word.lower for word in words_of(part.title)]
            at = find_phrase(words, title) if len(title) > 1 else None
            # "The CDS Specialist grade" is a level, "the CDS Specialist" a career.
            named = words[at + len(title)].raw if at is not None and at + len(title) < len(words) else ""
            if at is not None and (not self._is_career_name(part.title) or named in linking_words().parts[kind]):
                reference = PartReference(kind, part.number, part.title)
                found.append(PartMention(reference, words[at].start, words[at + len(title) - 1].end))
        return found or list(self._beside_noun(kind, words, text))

    def _beside_noun(self, kind: Kind, words: Sequence[Word], text: str) -> Iterator[PartMention]:
        table = linking_words()
        ends = table.determiners | set(table.ordinals)
        for index, word in enumerate(words):
            several = word.raw in table.plural_parts  # "the documentation phases" are a career's
            loose = kind == "phase" and word.raw in table.loose_parts
            if _one_by_one(words, index):
                continue
            if several or not (loose or word.raw in table.parts[kind]) or numbers_after(words, index + 1)[0]:
                continue
            first = index
            while first > 0 and index - first < 3 and words[first - 1].raw not in ends:
                if _PAUSE.search(text, words[first - 1].end, words[first].start):
                    break
                first -= 1
            led_in = first > 0 and words[first - 1].raw in table.determiners
            if led_in and words[first - 1].raw in table.each:
                continue
            if not led_in and 0 < first < index:
                first = index - 1
            called = {each for each in self._distinct[kind] if each not in self._name_words | table.no_topic}
            saying = stop_words() | (table.filler - called)  # "ML" says which phase, where one is about it
            content = [each.lower for each in words[first:index] if each.lower not in saying]
            if loose:  # "the documentation course" is all of it
                content = [each for each in content if each not in self._name_words]
            # The word next to the noun tells most: "the documentation roadmap's NLP stage".
            number = next(
                (self._distinct[kind][each] for each in reversed(content) if each in self._distinct[kind]), None
            )
            named = " ".join(each.raw for each in words[first:index])
            # "The documentation phase on RAG" is told by its topic, of a career called so.
            of_career = self._name_words.issuperset(content)
            concerned = self._concerning(words, index) if kind == "phase" and (number is None or of_career) else None
            if concerned is not None:
                yield concerned
            elif number is not None:
                yield PartMention(PartReference(kind, number, named), words[first].start, word.end)
            elif kind == "phase" and not loose and led_in and content and table.no_topic.isdisjoint(content):
                yield PartMention(PartReference(kind, None, named), words[first].start, word.end)

    def _concerning(self, words: Sequence[Word], index: int) -> PartMention | None:
        """The phase that what follows the noun tells by words of its title: "the phase about Python and NLP"."""
        table, distinct = linking_words(), self._distinct["phase"]
        if index + 1 >= len(words) or words[index + 1].raw not in table.concerning:
            return None
        stop = index + 2
        while stop < min(len(words), index + 2 + _CONCERNED):
            held = words[stop].lower in distinct or words[stop].raw in table.listing | table.determiners
            if not held and stop > index + 3:
                break
            stop += 1
        told = [position for position in range(index + 2, stop) if words[position].lower in distinct]
        numbers = {distinct[words[position].lower] for position in told}
        if len(numbers) != 1:
            return None
        named = " ".join(word.raw for word in words[index + 2 : told[-1] + 1])
        return PartMention(PartReference("phase", numbers.pop(), named), words[index].start, words[told[-1]].end)

    def _level_words(self, words: Sequence[Word]) -> list[PartMention]:
        found: list[PartMention] = []
        taken: set[int] = set()
        for phrase, level in level_phrases().items():
            parts = phrase.replace("-", " ").split()
            at = find_phrase(words, parts)
            if at is None or not taken.isdisjoint(range(at, at + len(parts))):
                continue
            if _is_denied(words, at) or _is_acquaintance(words, at):
                continue
            if _is_end_of_range(words[at + len(parts) :]):
                continue
            taken.update(range(at, at + len(parts)))
            reference = PartReference("level", self._place(level), phrase)
            # The noun of "starting salary" still says what is asked.
            last = at + len(parts) - (1 if phrase in linking_words().levels else 2)
            found.append(PartMention(reference, words[at].start, words[last].end))
        return sorted(found, key=lambda mention: mention.start)

    def _place(self, level: str) -> int | None:
        fixed = {"first": 1, "second": 2, "last": -1}
        if level in fixed:
            return fixed[level]
        synonym = linking_words().level_synonyms[level]
        for title in synonym.titles:
            for part in self._parts["level"]:
                if find_phrase(words_of(part.title), title.split()) is not None:
                    return part.number
        return synonym.place if synonym.place is not None and len(self._parts["level"]) >= synonym.place else None

    def _regions(self, text: str) -> list[PartMention]:
        found: list[PartMention] = []
        for region, names in region_names().items():
            for name in names:
                # "US" is a country, "us" a pronoun.
                match = matcher(name, ignoring_case=not name.isupper()).search(text)
                if match and not is_of_money(text, match.end()):
                    found.append(PartMention(self._region(region), match.start(), match.end()))
                    break
        places = (*find_places(text), *pay_of_regions(text))
        found.extend(PartMention(self._region(place.name), place.start, place.end) for place in places)
        longest = [one for one in found if not any(_inside(one, other) for other in found)]
        return sorted(longest, key=lambda mention: mention.start)

    def _region(self, name: str) -> PartReference:
        """The reference to a place: the one part of the page that states figures for it, where there is one."""
        parts = parts_around(name, self._parts["region"])
        one = parts[:1] if len(parts) == 1 or (parts and names_place(parts[0].title, name)) else ()
        return PartReference("region", one[0].number if one else None, name)

    def _is_career_name(self, title: str) -> bool:
        career = self._career
        return career is not None and title.lower() in {name.lower() for name in career.names}


def _is_end_of_range(following: Sequence[Word]) -> bool:
    """True for what stands before "end" or "of the range": the top or start of what is stated, and no level."""
    table = linking_words()
    first, *rest = [word.raw for word in following[:_OF_RANGE]] or [""]
    return first in table.of_ranges or (first == "of" and any(word in table.bands for word in rest))


def _is_acquaintance(words: Sequence[Word], at: int) -> bool:
    """True for somebody the user knows: "my manager" is no level."""
    table = linking_words()
    return at > 0 and words[at - 1].raw in table.acquainted and words[at].raw in table.bystanders


def _is_denied(words: Sequence[Word], at: int) -> bool:
    """True for a level word behind "not", with or without an article."""
    before = [word.raw for word in words[max(0, at - 2) : at]]
    denying, articles = linking_words().denying, following_cues().words.articles
    return bool(before) and (before[-1] in denying or (before[-1] in articles and before[0] in denying))


def _inside(one: PartMention, other: PartMention) -> bool:
    """True when `other` spans more than `one` and holds it: "Africa" in "South Africa"."""
    return other.start <= one.start and one.end <= other.end and (other.end - other.start) > (one.end - one.start)


def _one_by_one(words: Sequence[Word], index: int) -> bool:
    """True for either noun of "phase by phase"."""
    around = [word.raw for word in words[max(0, index - 2) : index + 3]]
    return any(around[i : i + 3] == [words[index].raw, "by", words[index].raw] for i in range(len(around) - 2))


def _loosely(words: Sequence[Word], index: int) -> bool:
    """True for a loose noun that may call a phase: in "the first part", not in "the first part of a day"."""
    table = linking_words()
    behind = [word.raw for word in words[index + 1 : index + 2 + _CONCERNED]]
    of_road = behind[:1] != ["of"] or not table.roads.isdisjoint(behind) or _leads_to_name(words, index + 1)
    return words[index].lower in table.loose_parts - table.studies and of_road


def _leads_to_name(words: Sequence[Word], index: int) -> bool:
    """True for the word before a career's name, or its article, which leaves a gap where it is blanked."""
    behind = words[index + 1 : index + 3]
    if behind and behind[0].raw in following_cues().words.articles:
        index, behind = index + 1, behind[1:]
    return not behind or behind[0].start > words[index].end + 1


def _distinct_words(parts: Sequence[Part]) -> dict[str, int]:
    """The words that stand in the title of one part only, with its number."""
    owners: dict[str, set[int]] = {}
    for part in parts:
        for word in words_of(part.title):
            for called in (word.lower, linking_words().spelled.get(word.lower)):
                owners.setdefault(called or word.lower, set()).add(part.number)
    return {word: next(iter(numbers)) for word, numbers in owners.items() if len(numbers) == 1 and _tells(word)}


def _tells(word: str) -> bool:
    return (len(word) > 2 and word not in stop_words()) or word in linking_words().spelled
