"""How likely the evidence carries a word that it does not hold: a logistic model of a few signals.

The thesaurus knows some ways of saying a word; of the others, some restate the evidence and some add to it. What tells
them apart is the company a word keeps: an added word mostly stands in a part of the claim that is foreign as a whole,
a restating one among words that the evidence holds. `support.toml` holds the weights of a logistic regression (Cox
1958) over these signals, fitted to the missing words of the true claims of `tests/quality` against those that a
corruption brought in (an addition, a false half, a foreign name), and the share of support below which a claim is
withheld: a low quantile over true claims alone. `python -m tests.quality.fit_support` fits it anew to the first five
rounds and prints how well the words of each round are told apart with the others to learn from: area under the ROC
curve .91 in the sixth round before anything was changed for it, where the best single signal has .75.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from advisor.grounding.encoding import Encoded, Tokens, best_matches
from advisor.grounding.thesaurus import names_things
from advisor.grounding.words import Word, frequency, segment_bounds

_MANY = 5  # missing words; more say no more


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a word that the evidence does not hold; cosines are None where nothing was encoded."""

    frequency: float  # Zipf scale, 0 to 8
    noun: float  # 1 for a word that names a thing
    capitalised: float  # 1 for a word with an upper-case letter or digit
    missing: float  # words of the claim that the evidence does not hold, at most 5
    part_missing: float  # their share among the content words of the part of the claim in which the word stands
    in_context: float | None  # mean over the word's tokens of the best cosine with a token of the evidence
    part_in_context: float | None  # the same over the tokens of its part


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the signals, by name, and the least probability that a true claim's word may have."""

    bias: float
    weights: Mapping[str, float]
    least: float

    def probability(self, signals: Signals) -> float:
        """How likely the evidence carries the word, in (0, 1)."""
        values = asdict(signals)
        return 1 / (1 + math.exp(-self.bias - sum(weight * values[name] for name, weight in self.weights.items())))


@cache
def models() -> Mapping[str, Model]:
    """The fitted models: `meaning` for words that were encoded, `words` for those that were not."""
    table = tomllib.loads(files("advisor.grounding").joinpath("support.toml").read_text(encoding="utf-8"))
    return {name: Model(row["bias"], row["weights"], row["least"]) for name, row in table.items()}


def read_signals(
    text: str,
    *,
    content: Sequence[Word],
    missing: Sequence[Word],
    encoded: Encoded | None,
    sources: Sequence[Tokens],
) -> list[tuple[Word, Signals]]:
    """The signals of each missing word of `text`, in order; `content` are its content words, missing ones included."""
    bounds = segment_bounds(text)
    matches = best_matches(encoded.tokens, sources) if encoded is not None and sources else None

    def meaning(start: int, end: int) -> float | None:
        if encoded is None or matches is None:
            return None
        inside = [
            float(match)
            for match, (first, last) in zip(matches, encoded.offsets, strict=True)
            if first < end and last > start
        ]
        return sum(inside) / len(inside) if inside else 1.0  # beyond the model's window

    found = []
    for word in missing:
        # A conjunction that says something belongs to the part before it.
        whole = bounds[0][1] if bounds else len(text)  # a text may be nothing but a conjunction
        start, end = max((bound for bound in bounds if bound[0] <= word.start), default=(0, whole))
        end = max(end, word.start + 1)
        part = [other for other in content if start <= other.start < end]
        signals = Signals(
            frequency=frequency(word.lower),
            noun=float(names_things(word.lower)),
            capitalised=float(word.is_capitalised),
            missing=float(min(len(missing), _MANY)),
            part_missing=sum(other in missing for other in part) / len(part),
            in_context=meaning(word.start, word.start + len(word.text)),
            part_in_context=meaning(start, end),
        )
        found.append((word, signals))
    return found
