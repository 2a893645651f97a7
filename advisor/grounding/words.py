"""Texts as the checks see them: words with stems, sentences, clauses and the reach of a negation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from advisor.grounding.lexicon import lexicon
from advisor.grounding.negation import find_denials
from advisor.grounding.stems import bare_stem
from advisor.grounding.thesaurus import is_verb, lemmas

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.,;:!?()—–•+%$£€₹/>~-]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\.\.)[\"”’')]*\s+(?=[\"“‘'(•]*[A-Z0-9])|\n+")
_SEGMENT_END = re.compile(
    r"[;:()—–]|,\s+(?!\d)|\s-\s|\b(?:and|but|or|while|whereas|which|who|because|so that|plus|though|although)\b", re.I
)
_COMMON = 4.0  # Zipf frequency (van Heuven et al. 2014) of both halves of a glued word: "MilestoneCan"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as written, in lower case, and its stem shared with its synonyms."""

    text: str
    lower: str
    stem: str
    start: int
    content: bool  # it says something of its own
    negated: bool = False
    open: bool = False  # denied as a duty alone: "need not program"

    @property
    def is_capitalised(self) -> bool:
        """True when the word has an upper-case letter or a digit: it may be a name."""
        return any(character.isupper() or character.isdecimal() for character in self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, line or heading with its words, negations marked."""

    text: str
    words: tuple[Word, ...]
    negators: tuple[str, ...]
    lifts: bool = False  # it denies that something is required

    @property
    def asks(self) -> bool:
        """True for what ends in a question mark."""
        return self.text.rstrip().endswith("?")

    @property
    def stems(self) -> frozenset[str]:
        """Stems of the words that say something."""
        return frozenset(word.stem for word in self.words if word.content)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a lower-case word, or the name of its group of synonyms."""
    bare = bare_stem(word)
    groups = lexicon().synonyms
    return groups.get(word) or groups.get(bare) or bare


@lru_cache(maxsize=4096)
def read_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in order; a line break ends a sentence too."""
    return tuple(read_sentence(part) for part in _SENTENCE_END.split(text) if part.strip())


@lru_cache(maxsize=8192)
def read_sentence(text: str) -> Sentence:
    """One sentence with its words, the reach of every negator marked."""
    pieces = _turned(_pieces(text))
    lowers = [lower for _, lower, _ in pieces]
    denials = find_denials(lowers)
    words = [
        Word(
            raw,
            lower,
            stem(lower),
            start,
            content=_says_something(lower),
            negated=index in denials.denied,
            open=index in denials.open,
        )
        for index, (raw, lower, start) in enumerate(pieces)
        if lower[0].isalnum()
    ]
    return Sentence(text, tuple(words), denials.negators, denials.lifts)


def segments(text: str) -> list[str]:
    """The parts of a claim that may each be true or false: cut at punctuation and conjunctions, none empty."""
    return [text[start:end].strip() for start, end in segment_bounds(text)]


def segment_bounds(text: str) -> list[tuple[int, int]]:
    """Start and end of each of the `segments`, in order; what cuts them apart belongs to none."""
    cuts = [match.span() for match in _SEGMENT_END.finditer(text)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return [
        (start, end)
        for start, end in zip(starts, ends, strict=True)
        if any(character.isalnum() for character in text[start:end])
    ]


def blanked(text: str, bounds: Iterable[tuple[int, int]]) -> str:
    """The text with blanks from each start to its end, every other character in its place."""
    for start, end in bounds:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Every word of the texts, in lower case and as stem; glued and hyphenated words whole and in their parts."""
    found: set[str] = set()
    for text in texts:
        found |= _vocabulary(text)
    return frozenset(found)


@lru_cache(maxsize=4096)
def _vocabulary(text: str) -> frozenset[str]:
    found: set[str] = set()
    pieces = _pieces(text)
    for raw, _ in pieces:
        for part in (raw, *_CAMEL.split(raw)):
            found |= {part.lower(), stem(part.lower()), bare_stem(part.lower())}
    for _, lower, _ in _turned(pieces):
        found |= {lower, stem(lower)}
    return frozenset(found)


def _turned(pieces: Sequence[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """The pieces as written, in lower case and with their offsets; a turn of phrase is one piece, read as its word."""
    turns = lexicon().turns
    lowers = [raw.lower() for raw, _ in pieces]
    found = []
    index = 0
    while index < len(pieces):
        raw, start = pieces[index]
        stop, word = index + 1, lowers[index]
        for rest, meaning in turns.get(bare_stem(word), ()):
            if tuple(lowers[index + 1 : index + 1 + len(rest)]) == rest:
                stop, word = index + 1 + len(rest), meaning
                raw = " ".join(each for each, _ in pieces[index:stop])
                break
        found.append((raw, word, start))
        index = stop
    return found


def _pieces(text: str) -> list[tuple[str, int]]:
    """Words and marks with their offsets; "don't" is read as "do not", a possessive loses its ending."""
    pieces = []
    for match in _WORD.finditer(text):
        raw = match.group().replace("’", "'")
        lower = raw.lower()
        if lower in {"can't", "cannot"}:
            pieces += [("can", match.start()), ("not", match.start())]
        elif lower.endswith("n't") and len(lower) > len("n't"):
            pieces += [("will" if lower == "won't" else raw[:-3], match.start()), ("not", match.start())]
        elif "'" in raw:
            base, _, ending = raw.partition("'")
            pieces.append(
                (base + ending if base.lower() in lexicon().attachment.keep_possessive else base, match.start())
            )
        elif len(halves := _CAMEL.split(raw)) == 2 and all(frequency(half.lower()) >= _COMMON for half in halves):
            pieces += [(halves[0], match.start()), (halves[1], match.start() + len(halves[0]))]
        else:
            pieces.append((raw, match.start()))
    return pieces


@lru_cache(maxsize=65_536)
def _says_something(lower: str) -> bool:
    words = lexicon()
    forms = {lower, *lemmas(lower)} if is_verb(lower) else {lower}  # "getting" says no more than "get"
    denies = lower in words.polarity.negators and lower not in words.polarity.needs_after  # "free" of nothing
    return not forms & words.glue and not denies


def is_short_for(word: str, other: str) -> bool:
    """True when the two share their beginning as "pharma" and "pharmaceutical", "identify" and "identification" do."""
    if word[:1] != other[:1]:
        return False
    if len(word) >= 5 and other.startswith(word):
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    return shared >= 6 and shared * 2 > max(len(word), len(other)) - 1


@lru_cache(maxsize=65_536)
def frequency(word: str) -> float:
    """How common a lower-case word is in English: 7 for "the", 0 for a word never seen (Zipf scale)."""
    from wordfreq import zipf_frequency  # reads its table on first use

    return float(zipf_frequency(word, "en"))
