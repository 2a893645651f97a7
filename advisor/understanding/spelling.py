"""A question with its slips of the keyboard mended and its short forms written out, for understanding only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from advisor.grounding.thesaurus import lemmas
from advisor.library import Library
from advisor.operations.people import named_kinds
from advisor.operations.words import is_everyday
from advisor.understanding.cue_tables import cue_tables
from advisor.understanding.initials import Initials
from advisor.understanding.phrasings import Phrasings
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.words import is_common
from vectorstore.tables import read_table

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST = 4
# A longer word is no short form but another spelling.
_LONGEST_SHORT = 5
_LONGEST_ACRONYM = 5
_COMMON_WORDS = 30_000
# A word of this Zipf frequency that no dictionary has may be new ("fintech" has 2.9, "recieve" 2.8, "decison" 1.5): of
# such a word one slip is mended, not two.
_WRITTEN, _RARE = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The tables of `abbreviations.toml`."""

    words: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]


@cache
def abbreviations() -> Abbreviations:
    """The short forms that are written out."""
    table = read_table(dict[str, dict[str, str]], "advisor.understanding", "abbreviations.toml")
    patterns = tuple((re.compile(pattern, re.IGNORECASE), full) for pattern, full in table["patterns"].items())
    return Abbreviations(table["words"], patterns)


_SPELT_ON_PURPOSE = 12


class Speller:
    """Mends words that are neither in the documents, nor in the example phrasings, nor in a dictionary of English.

    Candidates come from the documents and phrasings first, then from 30,000 common words. Known words are left alone:
    without that guard good words were rewritten ("grand" to "part").
    """

    def __init__(self, library: Library, phrasings: Phrasings) -> None:
        names = (name for career in library.catalogue.careers for name in career.names)
        texts = (*names, *(chunk.text for chunk in library.chunks))
        self._own = Counter(_words(texts))
        # A short form that is an acronym of the documents, or a word they spell so ("programme"), stays as it is.
        self._acronyms = sorted(_capitals(texts))
        self._initials = Initials(texts, self._acronyms)
        kept = {*self._acronyms} | {word for word in self._own if len(word) > _LONGEST_SHORT}
        self._short = {word: full for word, full in abbreviations().words.items() if word not in kept}
        # The examples hold slips as well, each in a few of them.
        asked = Counter(_words(example.text for example in phrasings.examples))
        self._own.update({word: n for word, n in asked.items() if n >= _SPELT_ON_PURPOSE or is_common(word)})
        self._candidates = [word for word in self._own if len(word) >= _SHORTEST]
        self._mended = lru_cache(maxsize=8192)(self._mend)

    def correct(self, text: str) -> str:
        """`text` with short forms written out, slips mended and names shortened as documents do; all else stays."""
        for pattern, full in abbreviations().patterns:
            text = pattern.sub(full, text)
        return self._initials.written(_WORD.sub(lambda match: self._word(match.group()), text))

    def _word(self, word: str) -> str:
        lower = word.lower().replace("’", "'")
        if lower in self._short and not word.isupper():  # "R" and "CV" are names
            return self._short[lower]
        if word.isupper() and len(word) <= _LONGEST_ACRONYM:  # EHR, FHIR
            return self._acronym(lower).upper()
        mended = self._mended(lower, word[0].isupper())
        return word if mended == lower else mended

    def _acronym(self, word: str) -> str:
        """The acronym of the documents that `word` is a slip of ("HIPPA"); `word` itself where there is none."""
        if len(word) < _SHORTEST or self._is_known(word):
            return word
        return self._nearest(word, self._acronyms, most=1) or word

    def _mend(self, word: str, capital: bool) -> str:
        """`word` mended; with a capital it may be a name ("Permanente"), so that only a single slip is mended."""
        if len(word) < _SHORTEST or self._is_known(word):
            return word
        most = 1 if capital or is_everyday(word, _WRITTEN) else 2
        own = self._nearest(word, self._candidates, most=most)
        if own or capital:
            return own or word
        return self._split(word) or self._nearest(word, _common_words(), most=most) or word

    def _is_known(self, word: str) -> bool:
        stem = word.removesuffix("'s")
        plain = stem[:-1] if stem.endswith("s") else stem
        stated = self._own[word] or self._own[stem] or self._own[plain]
        listed = stem in cue_tables().direction.words or plain in linking_words().occupations
        # The dictionary's endings fit slips as well ("skiped"), but these are hardly ever written.
        defined = is_everyday(stem, _RARE) and bool(lemmas(stem))
        return bool(stated) or is_common(stem) or listed or defined or bool(named_kinds(stem))

    def _nearest(self, word: str, candidates: list[str], *, most: int) -> str | None:
        """The closest candidate within one edit, from seven letters `most`; first letter and frequency break ties."""
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        allowed = 1 if len(word) < 7 else most
        found = process.extract(word, candidates, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=12)
        ranked = sorted(found, key=lambda each: (each[1], each[0][0] != word[0], -self._own[each[0]], each[2]))
        return str(ranked[0][0]) if ranked else None

    def _split(self, word: str) -> str | None:
        """Two known words that lost the space between them: "decisionsupport"."""
        for cut in range(3, len(word) - 2):
            left, right = word[:cut], word[cut:]
            if self._own[left] > 1 and self._own[right] > 1:
                return f"{left} {right}"
        return None


@cache
def _common_words() -> list[str]:
    from wordfreq import top_n_list

    return [word for word in top_n_list("en", _COMMON_WORDS) if len(word) >= _SHORTEST and word.isalpha()]


def _words(texts: Iterable[str]) -> Iterable[str]:
    return (match.group().lower().replace("’", "'") for text in texts for match in _WORD.finditer(text))


def _capitals(texts: Iterable[str]) -> frozenset[str]:
    """The acronyms of the documents in lower case."""
    return frozenset(
        match.group().lower() for text in texts for match in _WORD.finditer(text) if match.group().isupper()
    )
