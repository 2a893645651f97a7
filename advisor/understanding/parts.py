"""The phases, levels, steps and regions that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args

from advisor.types import PartReference
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.words import Word, find_phrase, words_of
from vectorstore.profiles import Career
from vectorstore.quantities import find_quantities
from vectorstore.types import Part, Quantity

Kind = Literal["phase", "level", "region", "step"]

_BETWEEN = {"to", "through", "until", "till"}
_LIST = {"and", "or", "&", "vs", "versus", "than"}
_DETERMINERS = {"the", "a", "an", "which", "what", "this", "that", "each", "every", "per", "any", "next", "previous"}


class PartFinder:
    """Finds the parts of one career, or of none in particular when `career` is None."""

    def __init__(self, career: Career | None) -> None:
        self._career = career
        self._parts: dict[Kind, tuple[Part, ...]] = {
            kind: career.parts(kind) if career else () for kind in get_args(Kind)
        }
        self._distinct = {kind: _distinct_words(parts) for kind, parts in self._parts.items()}

    def find(self, text: str) -> tuple[PartReference, ...]:
        """The parts named in `text`: phases and steps first, then levels, then regions; each once."""
        words = words_of(text)
        found = [
            *self._numbered("phase", words),
            *self._titled("phase", words),
            *self._numbered("step", words),
            *self._numbered("level", words),
            *self._titled("level", words),
            *self._level_words(text),
            *self._by_experience(text),
            *self._regions(text),
        ]
        return tuple(
            {(part.kind, part.number, part.words if part.number is None else ""): part for part in found}.values()
        )

    def _numbered(self, kind: Kind, words: Sequence[Word]) -> list[PartReference]:
        """Parts by number: "phase 2", "phases 1 to 3", "the third phase", "the first two phases", "the last phase"."""
        found: list[PartReference] = []
        for index, word in enumerate(words):
            if word.raw not in linking_words().parts[kind]:
                continue
            after = _numbers_after(words, index + 1)
            before = [] if after else _numbers_before(words, index)
            found.extend(PartReference(kind, number) for number in after or before)
        return found

    def _titled(self, kind: Kind, words: Sequence[Word]) -> list[PartReference]:
        """Parts by their title, or by a word of it beside "phase" or "level": "the deployment phase"."""
        by_title = [
            PartReference(kind, part.number, part.title)
            for part in self._parts[kind]
            if not self._is_career_name(part.title)
            and len(title := [word.lower for word in words_of(part.title)]) > 1
            and find_phrase(words, title) is not None
        ]
        return by_title or self._beside_noun(kind, words)

    def _beside_noun(self, kind: Kind, words: Sequence[Word]) -> list[PartReference]:
        found: list[PartReference] = []
        for index, word in enumerate(words):
            if word.raw not in linking_words().parts[kind] or _numbers_after(words, index + 1):
                continue
            first = index
            while (
                first > 0
                and index - first < 3
                and words[first - 1].raw not in _DETERMINERS | set(linking_words().ordinals)
            ):
                first -= 1
            led_in = first > 0 and words[first - 1].raw in _DETERMINERS
            content = [each.lower for each in words[first:index] if each.lower not in linking_words().filler]
            if content and not led_in and first > 0:
                content = content[-1:]
            numbers = {self._distinct[kind][each] for each in content if each in self._distinct[kind]}
            if len(numbers) == 1:
                found.append(PartReference(kind, numbers.pop(), " ".join(content)))
            elif kind == "phase" and led_in and content and not numbers and _names_topic(content):
                found.append(PartReference(kind, None, " ".join(each.raw for each in words[first:index])))
        return found

    def _level_words(self, text: str) -> list[PartReference]:
        words = words_of(text)
        found: dict[int, PartReference] = {}
        taken: set[int] = set()
        for phrase, level in sorted(linking_words().levels.items(), key=lambda item: -len(item[0].split())):
            parts = phrase.replace("-", " ").split()
            at = find_phrase(words, parts)
            if at is None or not taken.isdisjoint(range(at, at + len(parts))):
                continue
            taken.update(range(at, at + len(parts)))
            found[at] = PartReference("level", self._place(level), phrase)
        return [found[at] for at in sorted(found)]

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

    def _by_experience(self, text: str) -> list[PartReference]:
        """The level whose years of experience hold the years named: "at 6 years"."""
        lowered = text.lower()
        for mention in find_quantities(text):
            if mention.quantity.unit != "year" or mention.quantity.low != mention.quantity.high:
                continue
            around = f"{lowered[max(0, mention.start - 14) : mention.start]}|{lowered[mention.end : mention.end + 30]}"
            if not re.search(
                r"(?:at|with|after|have|got|of) (?:\w+ )?\|| (?:of )?(?:\w+ )?(?:experience|exp)\b", around
            ):
                continue
            number = self._level_at(mention.quantity.low)
            return [PartReference("level", number, text[mention.start : mention.end])]
        return []

    def _level_at(self, years: float) -> int | None:
        if self._career is None:
            return None
        for part in reversed(self._parts["level"]):
            for fact in self._career.of("experience", part=part):
                if isinstance(fact.value, Quantity) and fact.value.low <= years:
                    return part.number
        return None

    def _regions(self, text: str) -> list[PartReference]:
        found: dict[int, PartReference] = {}
        for region, names in linking_words().regions.items():
            for name in names:
                flags = 0 if name.isupper() else re.IGNORECASE
                if match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags):
                    found.setdefault(match.start(), PartReference("region", self._region_number(region, names), region))
                    break
        return [found[at] for at in sorted(found)]

    def _region_number(self, region: str, names: Sequence[str]) -> int | None:
        for part in self._parts["region"]:
            if any(
                re.search(rf"(?<!\w){re.escape(name)}(?!\w)", part.title, re.IGNORECASE) for name in (region, *names)
            ):
                return part.number
        return None

    def _is_career_name(self, title: str) -> bool:
        return self._career is not None and title.lower() in (self._career.name.lower(), *self._career.aliases)


def _numbers_after(words: Sequence[Word], index: int) -> list[int]:
    """The numbers that follow "phase": one, a range or a list."""
    numbers: list[int] = []
    while index < len(words) and (number := _cardinal(words[index].raw)) is not None:
        numbers.append(number)
        joint = words[index + 1].raw if index + 1 < len(words) else ""
        following = _cardinal(words[index + 2].raw) if index + 2 < len(words) else None
        if joint in _BETWEEN and following is not None and number < following <= number + 20:
            return [*numbers, *range(number + 1, following + 1)]
        if joint == "phase" or joint not in _LIST or following is None:
            if index + 1 < len(words) and _cardinal(joint) is not None:
                index += 1  # "phases 1, 2 and 3"
                continue
            break
        index += 2
    return numbers


def _numbers_before(words: Sequence[Word], index: int) -> list[int]:
    """The ordinals before "phase": "first", "first and third", "first two", "last"."""
    before = words[index - 1].raw if index else ""
    if before in linking_words().ordinals:
        numbers = [linking_words().ordinals[before]]
        while index >= 3 and words[index - 2].raw in _LIST and words[index - 3].raw in linking_words().ordinals:
            numbers.insert(0, linking_words().ordinals[words[index - 3].raw])
            index -= 2
        return numbers
    count = _cardinal(before)
    anchor = linking_words().ordinals.get(words[index - 2].raw) if index > 1 else None
    if count is not None and count <= 20 and anchor in (1, -1):
        return [anchor * step for step in range(1, count + 1)] if anchor == 1 else list(range(-count, 0))
    return []


def _cardinal(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 2:
        return int(word) or None
    return linking_words().cardinals.get(word)


def _distinct_words(parts: Sequence[Part]) -> dict[str, int]:
    """The words that stand in the title of one part only, with its number."""
    owners: dict[str, set[int]] = {}
    for part in parts:
        for word in words_of(part.title):
            owners.setdefault(word.lower, set()).add(part.number)
    return {word: next(iter(numbers)) for word, numbers in owners.items() if len(numbers) == 1 and len(word) > 2}


def _names_topic(content: Sequence[str]) -> bool:
    neutral = {"learning", "roadmap", "other", "longest", "shortest", "same", "whole", "entire", "many", "more", "of"}
    return not neutral.intersection(content)
