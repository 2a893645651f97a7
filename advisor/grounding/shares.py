"""Shares: "one in four", "a quarter of", "25 %" are one share, and a claim may give only those that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from advisor.grounding.evidence import Evidence, read_source
from advisor.grounding.lexicon import lexicon
from advisor.grounding.words import blanked
from advisor.types import Check, Claim
from vectorstore.numbers import NumberMention, find_numbers
from vectorstore.numbers import lexicon as number_words
from vectorstore.quantities import find_quantities

_BETWEEN = re.compile(
    r"\s+(?:(?!points?\b)[a-z]+\s+)?(?:in|(?:out\s+)?of)"
    r"(?:\s+(?:every|each|the|these|those|last|first|next|past))*\s+",
    re.I,
)
_YEARS = range(1900, 2101)
_SAME = 0.005  # "a third" is 33 %


@dataclass(frozen=True, slots=True)
class Share:
    """A share, in (0, 1), at `text[start:end]`."""

    value: float
    start: int
    end: int


def check_shares(claim: Claim, evidence: Evidence) -> Check:
    """Fails on the first share that the cited spans do not give."""
    for share in find_shares(claim.text):
        if not _is_stated(share, claim, evidence):
            return Check(
                "figures", False, f"says {claim.text[share.start : share.end]!r}, which the cited spans do not"
            )
    return Check("figures", True)


def without_shares(claim: Claim, evidence: Evidence) -> str:
    """The claim's text with those of its shares blanked out that are stated, every other character in its place."""
    stated = (share for share in find_shares(claim.text) if _is_stated(share, claim, evidence))
    return blanked(claim.text, ((share.start, share.end) for share in stated))


@lru_cache(maxsize=4096)
def find_shares(text: str) -> tuple[Share, ...]:
    """The shares that a text gives, in order."""
    return tuple(sorted((*_counted(text), *_named(text)), key=lambda share: share.start))


def _counted(text: str) -> Iterator[Share]:
    """Two numbers such as "one in four", "one weekend in five", "3 out of 10"."""
    quantities = find_quantities(text)
    numbers = find_numbers(text)
    for part, whole in pairwise(numbers):
        if not (0 < part.value < whole.value and _BETWEEN.fullmatch(text[part.end : whole.start])):
            continue
        measured = any(each.start <= number.start < each.end for each in quantities for number in (part, whole))
        if not measured and whole.value not in _YEARS and not _numbers_a_part(text, part):
            yield Share(part.value / whole.value, part.start, whole.end)


def _numbers_a_part(text: str, number: NumberMention) -> bool:
    """True for "phase 1 of 4"."""
    return text[: number.start].rstrip().rpartition(" ")[2].lower() in lexicon().attachment.part_nouns


def _named(text: str) -> Iterator[Share]:
    """Fractions such as "a quarter", "two thirds of", "half the"."""
    for match in _fraction().finditer(text):
        count = (match["count"] or "").lower()
        times = number_words().numbers.get(count, 1.0)
        yield Share(times * lexicon().figures.fractions[match["fraction"].lower()], match.start(), match.end())


@cache
def _fraction() -> re.Pattern[str]:
    """A fraction with its number; "half" needs none, but what it is a half of."""
    counts = "|".join(["a", *(word for word, value in number_words().numbers.items() if 1 <= value < 10)])
    words = "|".join(word for word in lexicon().figures.fractions if word != "half")
    ordinals = "|".join(lexicon().attachment.ordinals)  # "a third language" is no share, "by a third" is one
    return re.compile(
        rf"\b(?:(?P<count>{counts})[\s-]+(?=(?:{words})\b)(?!(?:{ordinals})\s+(?!of\b|the\b)\w)"
        r"|(?=half\s+(?:of|the)\b))(?P<fraction>\w+)",
        re.I,
    )


def _is_stated(share: Share, claim: Claim, evidence: Evidence) -> bool:
    stated = [other.value for source in evidence.cited for other in find_shares(source.text)]
    quantities = (quantity for source in evidence.cited for quantity in read_source(source).quantities)
    stated += [
        quantity.low / 100
        for quantity in (*quantities, *claim.computed)
        if quantity.unit == "percent" and quantity.low == quantity.high
    ]
    return any(abs(share.value - value) <= _SAME for value in stated)
