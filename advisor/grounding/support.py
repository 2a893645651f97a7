"""How likely the evidence carries a word that it does not hold: a logistic model of a few signals.

The thesaurus knows some ways of saying a word; of the others, some restate the evidence and some add to it. What tells
them apart is the company a word keeps: an added word mostly stands in a part of the claim that is foreign as a whole,
a restating one among words that the evidence holds. `support.toml` holds the weights of a logistic regression (Cox
1958) over these signals, fitted to the missing words of the true claims of `tests/quality` against those that a
corruption brought in (an addition, a false half, a foreign name), and the share of support below which a claim is
withheld: a low quantile over true claims alone. `habits.toml` holds what the same claims tell of single words: which
of them people use of their own when they restate a page ("explain", "choose"), and which ones additions bring in
("insurers", "prices"). `python -m tests.quality.fit_support` fits both anew and prints how well the words of each set
are told apart with the other sets to learn from: area under the ROC curve .99 in the ninth and the twelfth round, .93
in the thirteenth, about pages of other careers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from advisor.grounding.encoding import Matches
from advisor.grounding.thesaurus import FAR, distance, is_particular, names_things, senses
from advisor.grounding.words import Word, frequency, segment_bounds
from vectorstore.tables import read_table

_MANY = 5  # missing words; more say no more


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a word that the evidence does not hold; cosines are None where nothing was encoded."""

    frequency: float  # Zipf scale, 0 to 8
    noun: float  # 1 for a word that names a thing
    particular: float  # 1 for a person, body part, group, place or possession
    capitalised: float  # 1 for a word with an upper-case letter or digit
    place: float  # where in the claim it stands, from 0 to 1: what is added mostly comes last
    missing: float  # words of the claim that the evidence does not hold, at most 5
    part_missing: float  # their share among the content words of the part of the claim in which the word stands
    senses: float  # logarithm of one more than the senses it has
    distance: float  # least steps in the thesaurus between it and a word of the evidence
    in_context: float | None  # mean over the word's tokens of the best cosine with a token of the evidence
    part_in_context: float | None  # the same over the tokens of its part
    claim_in_context: float | None  # the same over all tokens of the claim
    habit: float  # log-odds that restating rather than adding brings in a word of its stem, 0 for one not met
    own_match: float | None  # the best one with a token of the evidence that no other word of the claim is nearer to


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
    return read_table(dict[str, Model], "advisor.grounding", "support.toml")


@cache
def habits() -> Mapping[str, float]:
    """The words that restating, or adding, a claim is known to bring in: log-odds by stem, positive for restating."""
    return read_table(dict[str, float], "advisor.grounding", "habits.toml")


def read_signals(
    text: str,
    *,
    content: Sequence[Word],
    missing: Sequence[Word],
    stated: frozenset[str],
    matches: Matches | None,
) -> list[tuple[Word, Signals]]:
    """The signals of each missing word of `text`, in order.

    `content` are its content words, missing ones included; `stated` those of the evidence, in lower case; `matches`
    is None where nothing was encoded.
    """
    bounds = segment_bounds(text)
    found = []
    for word in missing:
        # A conjunction that says something belongs to the part before it.
        whole = bounds[0][1] if bounds else len(text)  # a text may be nothing but a conjunction
        start, end = max((bound for bound in bounds if bound[0] <= word.start), default=(0, whole))
        end = max(end, word.start + 1)
        part = [other for other in content if start <= other.start < end]
        own = (word.start, word.start + len(word.text))
        signals = Signals(
            frequency=frequency(word.lower),
            noun=float(names_things(word.lower)),
            particular=float(is_particular(word.lower)),
            capitalised=float(word.is_capitalised),
            place=word.start / len(text),
            missing=float(min(len(missing), _MANY)),
            part_missing=sum(other in missing for other in part) / len(part),
            senses=math.log1p(senses(word.lower)),
            distance=min((distance(word.lower, other) for other in stated), default=FAR),
            in_context=matches.mean(*own) if matches else None,
            part_in_context=matches.mean(start, end) if matches else None,
            claim_in_context=matches.mean(0, len(text)) if matches else None,
            habit=habits().get(word.stem, 0.0),
            own_match=matches.own(*own) if matches else None,
        )
        found.append((word, signals))
    return found
