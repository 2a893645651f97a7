"""The words of a question with their places, and the vocabulary they are matched against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\w+(?:['’]\w+)*|&")
_COMMON_ZIPF = 3.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in lower case, singular and without possessive: it stands at `text[start:end]`."""

    lower: str
    start: int
    end: int
    raw: str


def words_of(text: str) -> list[Word]:
    """The words of `text` in order."""
    return [
        Word(singular(match.group()), match.start(), match.end(), match.group().lower().replace("’", "'"))
        for match in _WORD.finditer(text)
    ]


def singular(word: str) -> str:
    """`word` in lower case without possessive or plural "s" or "es"; "ss", "us" and "is" stay."""
    lower = word.lower().replace("’", "'").removesuffix("'s")
    if lower.endswith(("tches", "shes", "sses", "xes")):
        return lower[:-2]
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is", "ics")):
        return lower[:-1]
    return lower


def is_common(word: str) -> bool:
    """True for an everyday English word (Zipf frequency of 3 or more: once per million words)."""
    return _zipf(word) >= _COMMON_ZIPF


@lru_cache(maxsize=50_000)
def _zipf(word: str) -> float:
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en"))


class Corrector:
    """Recognises the words of a small vocabulary in spite of slips of the keyboard."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._vocabulary = frozenset(vocabulary)
        self._long = [word for word in self._vocabulary if len(word) >= 5]
        self._corrected = lru_cache(maxsize=4096)(self._correct)

    def __call__(self, word: str) -> str:
        """The vocabulary's word that `word` stands for, or `word` itself.

        Everyday words and words of under five letters are left alone; others may differ by one edit (swapped
        neighbours count as one), from eight letters on by two.
        """
        return self._corrected(word)

    def _correct(self, word: str) -> str:
        if word in self._vocabulary or len(word) < 5 or not word.isalpha() or is_common(word):
            return word
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        allowed = 2 if len(word) >= 8 else 1
        best = process.extractOne(word, self._long, scorer=DamerauLevenshtein.distance, score_cutoff=allowed)
        return str(best[0]) if best else word


def find_phrase(words: Sequence[Word], phrase: Sequence[str]) -> int | None:
    """The first index at which the words read `phrase`, raw or singular; None when nowhere."""
    for index in range(len(words) - len(phrase) + 1):
        # Most words are not the phrase's first: asked of so many phrases, that is told without looking further.
        first = not phrase or phrase[0] in (words[index].raw, words[index].lower)
        if first and all(part in (words[index + k].raw, words[index + k].lower) for k, part in enumerate(phrase)):
            return index
    return None


def has_phrase(words: Sequence[Word], phrases: Iterable[str]) -> bool:
    """True when any of the phrases, given as written words, occurs."""
    return any(find_phrase(words, phrase.split()) is not None for phrase in phrases)


def ends_with(words: Sequence[Word], phrases: Iterable[str]) -> bool:
    """True when the words end in any of the phrases, an article after it allowed."""
    tail = [word.raw for word in words]
    if tail and tail[-1] in {"a", "an", "the"}:
        bare = tail[:-1]
    else:
        bare = tail
    return any(
        candidate[-len(parts) :] == parts
        for parts in (phrase.split() for phrase in phrases)
        for candidate in (tail, bare)
        if len(parts) <= len(candidate)
    )
