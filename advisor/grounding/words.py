"""Texts as the checks see them: words with stems, sentences, clauses and the reach of a negation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from advisor.grounding.lexicon import lexicon
from advisor.grounding.stems import bare_stem
from advisor.grounding.thesaurus import is_verb, lemmas

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.,;:!?()—–•+%$£€₹/>~-]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(•]*[A-Z0-9])|\n+")
_SEGMENT_END = re.compile(
    r"[;:()—–]|,\s+(?!\d)|\s-\s|\b(?:and|but|or|while|whereas|which|who|because|so that|plus|though|although)\b", re.I
)
_PAUSES = frozenset(".;:!?()—–•,")
_REACH = 9  # words that "not" may deny
_SHORT_REACH = 4
_LABEL = 4  # words of a label in front of a colon
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
    pieces = _pieces(text)
    negated, negators = _negations(pieces)
    words = []
    for index, (raw, start) in enumerate(pieces):
        lower = raw.lower()
        if not lower[0].isalnum():
            continue
        words.append(Word(raw, lower, stem(lower), start, content=_says_something(lower), negated=index in negated))
    return Sentence(text, tuple(words), tuple(negators))


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


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Every word of the texts, in lower case and as stem; glued and hyphenated words whole and in their parts."""
    found: set[str] = set()
    for text in texts:
        found |= _vocabulary(text)
    return frozenset(found)


@lru_cache(maxsize=4096)
def _vocabulary(text: str) -> frozenset[str]:
    found: set[str] = set()
    for raw, _ in _pieces(text):
        for part in (raw, *_CAMEL.split(raw)):
            found |= {part.lower(), stem(part.lower()), bare_stem(part.lower())}
    return frozenset(found)


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


def _negations(pieces: Sequence[tuple[str, int]]) -> tuple[set[int], list[str]]:
    """Indices of the pieces that a negator reaches, and the negators."""
    words = lexicon().polarity
    reached: set[int] = set()
    negators: list[str] = []
    for index, (raw, _) in enumerate(pieces):
        lower = raw.lower()
        following = pieces[index + 1][0].lower() if index + 1 < len(pieces) else ""
        if phrase := _denying_phrase(pieces, index):
            reached.update(range(max(0, index - _SHORT_REACH), index))
            negators.append(phrase)
            continue
        keeps = lower == "from" and following.endswith("ing") and _keeps(pieces, index)
        if not keeps and (lower not in words.negators or following in words.neutral_after):
            continue
        if lower in words.needs_after and words.needs_after[lower] != following:
            continue
        if lower in {"no", "not"} and following in {"less", "more"}:  # "no less than"
            continue
        if in_phrase([piece.lower() for piece, _ in pieces], index, words.asserting_phrases):
            continue
        if lower == "less" and (following == "than" or (following and following[0].isdecimal())):
            continue
        if index and pieces[index - 1][0] == ":":  # "Coding: not required" denies its label
            reached.update(range(max(0, index - 1 - _LABEL), index - 1))
        if following in words.denies_before:
            reached.update(range(max(0, index - _LABEL), index))
        if words.neutral_with & {piece.lower() for piece, _ in pieces[index + 1 : index + 1 + _SHORT_REACH]}:
            continue  # "not of accuracy alone"
        before = len(reached)
        for reach in range(index + 1, min(index + 1 + _reach(lower, following, opens=index == 0), len(pieces))):
            word = pieces[reach][0].lower()
            # "not technical, only clinical": a pause ends the reach, but a hyphen does not.
            if word in _PAUSES or word in words.scope_ends or _new_subject(pieces, reach) or _new_verb(pieces, reach):
                break
            if word == "from" and words.keeping & {piece.lower() for piece, _ in pieces[index:reach]}:
                break  # "does not keep it from being automated"
            reached.add(reach)
        if len(reached) > before:  # "4 months less" denies nothing
            negators.append(lower)
    return reached, negators


def _reach(negator: str, following: str, *, opens: bool) -> int:
    """How many pieces a negator may deny; "no degree can be called the best" denies all that follows."""
    words = lexicon().polarity
    if negator in words.one_word:
        return 2 if following == "-" else 1
    return _SHORT_REACH if negator in words.short_reach and not opens else _REACH


def _denying_phrase(pieces: Sequence[tuple[str, int]], index: int) -> str:
    """The phrase that begins at `index` and denies what stands before it, empty when there is none."""
    said = tuple(piece.lower() for piece, _ in pieces[index : index + _SHORT_REACH])
    found = (phrase for phrase in lexicon().polarity.denying_phrases if said[: len(phrase)] == phrase)
    return " ".join(next(found, ()))


def _keeps(pieces: Sequence[tuple[str, int]], index: int) -> bool:
    """True at the "from" of "keep the role from being automated"; not where the keeping is denied itself."""
    before = [piece.lower() for piece, _ in pieces[max(0, index - _REACH) : index]]
    keeping = [place for place, word in enumerate(before) if word in lexicon().polarity.keeping]
    return bool(keeping) and not lexicon().polarity.negators & set(before[: keeping[-1]])


def in_phrase(said: Sequence[str], index: int, phrases: Iterable[tuple[str, ...]]) -> bool:
    """True when the word at `index` is part of one of the phrases where it stands."""
    return any(
        phrase[at] == said[index] and tuple(said[index - at : index - at + len(phrase)]) == phrase
        for phrase in phrases
        for at in range(min(index + 1, len(phrase)))
    )


def _new_verb(pieces: Sequence[tuple[str, int]], index: int) -> bool:
    """True at the "and" of "who are not technical and build …": what is denied is no verb, and a verb follows."""
    if pieces[index][0].lower() != "and" or index + 1 >= len(pieces):
        return False
    return is_verb(pieces[index + 1][0].lower()) and not is_verb(pieces[index - 1][0].lower())


def _new_subject(pieces: Sequence[tuple[str, int]], index: int) -> bool:
    following = pieces[index + 1][0].lower() if index + 1 < len(pieces) else ""
    return pieces[index][0].lower() == "and" and following in lexicon().polarity.scope_pronouns


@lru_cache(maxsize=65_536)
def _says_something(lower: str) -> bool:
    words = lexicon()
    forms = {lower, *lemmas(lower)} if is_verb(lower) else {lower}  # "getting" says no more than "get"
    return not forms & words.glue and lower not in words.polarity.negators


def is_short_for(word: str, other: str) -> bool:
    """True when the two share their beginning as "pharma" and "pharmaceutical", "identify" and "identification" do."""
    if len(word) >= 5 and other.startswith(word):
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    return shared >= 6 and shared * 2 > max(len(word), len(other)) - 1


@lru_cache(maxsize=65_536)
def frequency(word: str) -> float:
    """How common a lower-case word is in English: 7 for "the", 0 for a word never seen (Zipf scale)."""
    from wordfreq import zipf_frequency  # reads its table on first use

    return float(zipf_frequency(word, "en"))
