"""Ratings: a claim rates as the cited line rates, and speaks of no measure that the cited spans do not name."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.grounding.evidence import Evidence
from advisor.grounding.lexicon import lexicon
from advisor.grounding.words import Word, read_sentence
from advisor.types import Check, Claim


def check_scale(claim: Claim, evidence: Evidence) -> Check:
    """Fails when a claim rates something (difficulty, barrier, …) otherwise than the cited line that rates it."""
    words = lexicon().scale
    said = read_sentence(claim.text)
    nouns = {word.lower for word in said.words} & words.nouns
    rated = {
        words.groups[word.lower]
        for place, word in enumerate(said.words)
        # "An intermediate-level job with a medium entry barrier" rates the barrier by the nearer word.
        if word.lower in words.groups and _rates_nearest(said.words, place)
    }
    if not nouns or not rated:
        return Check("figures", True)
    lines = [sentence for sentence in evidence.sentences if nouns & {word.lower for word in sentence.words}]
    stated = {words.groups[word.lower] for line in lines for word in line.words if word.lower in words.groups}
    if stated and not rated <= stated:
        return Check("figures", False, f"rates {' and '.join(sorted(nouns))} otherwise than the cited line")
    return Check("figures", True)


def check_measures(claim: Claim, evidence: Evidence) -> Check:
    """Fails on a measure ("accuracy") that the cited spans do not name: 85 % of another one is another figure."""
    measured = {word.lower for word in read_sentence(claim.text).words} & lexicon().figures.measures
    if foreign := measured - evidence.words:
        return Check("figures", False, f"speaks of {min(foreign)!r}, which the cited spans do not measure")
    return Check("figures", True)


def _rates_nearest(words: Sequence[Word], place: int) -> bool:
    """True unless another scale word stands between the one at `place` and every noun that is rated."""
    rating = lexicon().scale
    nouns = [index for index, word in enumerate(words) if word.lower in rating.nouns]
    return any(
        not any(words[between].lower in rating.groups for between in range(min(place, noun) + 1, max(place, noun)))
        for noun in nouns
    )
