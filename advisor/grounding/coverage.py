"""Coverage: how much of a claim, part by part, the cited spans carry, in words and in meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from advisor.grounding.evidence import Evidence, Tokens
from advisor.grounding.thesaurus import implied_by, lemmas, names_things
from advisor.grounding.words import Word, frequency, is_short_for, lexicon, read_sentence, segments
from advisor.types import Check, Claim
from vectorstore.quantities import find_quantities

# Of what a noun says, what a verb, adjective or adverb does: rewording changes these, an addition brings things.
_OTHER_NEWS = 0.4

Encode = Callable[[str], Tokens]
"""Text to token vectors, (t, d) unit rows."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Low quantiles over true claims of `tests/quality`, the last for token vectors of all-MiniLM-L6-v2.

    `news` is what the missing words of a claim may say together: each counts 6 less its Zipf frequency, so that
    "someone" weighs little and "payroll" much.
    """

    words: float = 0.5  # share of a claim's content words found in the cited spans, at least
    news: float = 2.6
    meaning: float = 0.42  # mean MaxSim of a part with missing words, at least
    news_of_part: float = 0.5  # a part whose missing words say less than this is not encoded
    news_of_word: float = 1.3  # what a word must say to be read as put in another's place
    news_of_encoded_word: float = 0.7  # the same where its meaning is compared as well
    meaning_of_word: float = 0.4  # MaxSim at which a word means what its evidence does


def missing_words(text: str, evidence: Evidence) -> tuple[list[Word], list[Word]]:
    """The content words of `text`, figures left out, and those that the cited spans and headings do not hold."""
    known = evidence.words
    figures = [(mention.start, mention.end) for mention in find_quantities(text)]
    content = [
        word
        for word in read_sentence(text).words
        if word.content
        and not word.text.isdecimal()
        and not _is_acronym(word)
        and not any(start <= word.start < end for start, end in figures)
    ]
    # Comparisons and places have checks of their own.
    compared = lexicon().comparatives.keys() | lexicon().superlatives.keys() | lexicon().places
    lost = [word for word in content if not {word.lower, word.stem} & known and word.lower not in compared]
    lost = [word for word in lost if not any(is_short_for(word.lower, other) for other in known)]
    if not lost:
        return content, []
    stated = frozenset(
        word.lower for sentence in (*evidence.sentences, *evidence.headings) for word in sentence.words if word.content
    )
    return content, [word for word in lost if not is_said_otherwise(word.lower, stated)]


def is_said_otherwise(word: str, known: frozenset[str]) -> bool:
    """True when one of the known words means the word, or something of which the word is the more general name.

    A verb or adjective may also be the more particular one: "monitor" for "watch". A noun may not: no page that
    says "staff" has said "nurses".
    """
    if not names_things(word) and implied_by(word) & known:
        return True
    forms = lemmas(word)
    return any(forms & implied_by(other) for other in known)


def _is_acronym(word: Word) -> bool:
    """Acronyms are the name check's matter, which knows what they stand for."""
    return word.text.removesuffix("s").isupper() and len(word.text) > 1


def news(missing: Sequence[Word]) -> float:
    """What the words say beyond common English, in Zipf units."""
    return sum(
        max(0.0, 6.0 - frequency(word.lower)) * (1.0 if names_things(word.lower) else _OTHER_NEWS) for word in missing
    )


def check_substitution(
    claim: Claim, evidence: Evidence, *, encode: Encode | None, thresholds: Thresholds = Thresholds()
) -> Check:
    """Fails on a missing word in another's place: "lung cancer" where the evidence says "breast cancer"."""
    _, missing = missing_words(claim.text, evidence)
    vectors = _vectors(evidence)
    least = thresholds.news_of_word if encode is None or not vectors else thresholds.news_of_encoded_word
    strange = {word for word in missing if news([word]) >= least and names_things(word.lower)}
    said = read_sentence(claim.text).words
    own = {word.stem for word in said}
    for first, second in pairwise(said):
        if (first in strange) == (second in strange) or not (first.content and second.content):
            continue
        for before, after in (pair for sentence in evidence.sentences for pair in pairwise(sentence.words)):
            if not (before.content and after.content):
                continue
            if first in strange and after.stem == second.stem and before.stem not in own:
                word, stated = first, before
            elif second in strange and before.stem == first.stem and after.stem not in own:
                word, stated = second, after
            else:
                continue
            if encode is None or not vectors or meaning(encode(word.text), vectors) < thresholds.meaning_of_word:
                return _replaced(word, stated)
            strange.discard(word)
            break
    return Check("coverage", True)


def _vectors(evidence: Evidence) -> list[Tokens]:
    return [source.tokens for source in evidence.cited if source.tokens is not None and len(source.tokens)]


def _replaced(said: Word, stated: Word) -> Check:
    return Check("coverage", False, f"says {said.text!r} where the cited sentence says {stated.text!r}")


def check_coverage(
    claim: Claim, evidence: Evidence, *, encode: Encode | None, thresholds: Thresholds = Thresholds()
) -> Check:
    """Fails when the cited spans carry too little of the claim, or of one of its parts."""
    content, missing = missing_words(claim.text, evidence)
    if not missing:
        return Check("coverage", True)
    if (len(missing) > 1 and 1 - len(missing) / len(content) < thresholds.words) or news(missing) >= thresholds.news:
        return _failed(missing)
    vectors = _vectors(evidence)
    if encode is None or not vectors:
        return Check("coverage", True)
    for part in segments(claim.text):
        _, lost = missing_words(part, evidence)
        if news(lost) >= thresholds.news_of_part and meaning(encode(part), vectors) < thresholds.meaning:
            return _failed(lost)
    return Check("coverage", True)


def meaning(part: Tokens, sources: Sequence[Tokens]) -> float:
    """Mean over the part's tokens of the best cosine with a source's token (MaxSim, Khattab and Zaharia 2020)."""
    if not len(part):
        return 1.0
    best = np.max([(part @ source.T).max(axis=1) for source in sources if len(source)], axis=0)
    return float(np.mean(best))


def _failed(missing: Sequence[Word]) -> Check:
    listed = ", ".join(repr(word.text) for word in missing[:4])
    return Check("coverage", False, f"the cited spans do not carry {listed}")
