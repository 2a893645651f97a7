"""Coverage: how much of a claim, part by part, the cited spans carry, in words and in meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.grounding.evidence import Evidence, Tokens
from advisor.grounding.words import Word, read_sentence, segments
from advisor.types import Check, Claim

Encode = Callable[[str], Tokens]
"""Text to token vectors, (t, d) unit rows."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Low quantiles over true claims of `tests/quality`, for all-MiniLM-L6-v2 token vectors."""

    words: float = 0.4  # of a claim's content words, found in the cited spans
    part: float = 0.34  # of the content words of its weakest part
    meaning: float = 0.45  # mean MaxSim of a part that is not found word for word


def missing_words(text: str, evidence: Evidence) -> tuple[list[Word], list[Word]]:
    """The content words of `text`, and those of them that the cited spans and headings do not hold."""
    known = evidence.words
    content = [word for word in read_sentence(text).words if word.content and not word.text.isdigit()]
    return content, [word for word in content if word.lower not in known and word.stem not in known]


def check_coverage(
    claim: Claim, evidence: Evidence, *, encode: Encode | None, thresholds: Thresholds = Thresholds()
) -> Check:
    """Fails when the cited spans carry too little of the claim, or of one of its parts."""
    content, missing = missing_words(claim.text, evidence)
    if not missing:
        return Check("coverage", True)
    share = 1 - len(missing) / len(content)
    vectors = [source.tokens for source in evidence.cited if source.tokens is not None]
    for part in segments(claim.text):
        own, lost = missing_words(part, evidence)
        if not lost:
            continue
        held = 1 - len(lost) / len(own)
        if encode is None or not vectors:
            if held < thresholds.part or share < thresholds.words:
                return _failed(lost)
        elif held < 1 and meaning(encode(part), vectors) < thresholds.meaning:
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
