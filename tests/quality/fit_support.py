"""Fits `advisor/grounding/support.toml` to the claim sets: `python -m tests.quality.fit_support`.

Examples are the words of a claim that its spans do not hold: those of true claims, against those that an addition, a
false half or a foreign name has and the true claim it was made from has not. Prints the area under the ROC curve on
the words of each round with the others to learn from. The threshold comes from true claims alone: all but `WITHHELD`
of them pass it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from advisor.grounding import Encode, encoder
from advisor.grounding.attachment import narrowed
from advisor.grounding.coverage import missing_signals
from advisor.grounding.evidence import read_evidence
from advisor.grounding.support import Signals
from advisor.grounding.times import without_times
from advisor.grounding.words import read_sentence
from tests.quality.measure_claims import ClaimRow, read_claims, reader, rounds
from vectorstore.embedding import load_embedder

TARGET = Path(__file__).parents[2] / "advisor/grounding/support.toml"
ADDING = {"addition", "half-true", "name"}
WITHHELD = 0.02
_INVERSE_RIDGE = 0.5

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A missing word: its set, its claim, its signals, and whether the evidence carries it."""

    name: str
    claim: str
    signals: Signals
    carried: bool


def examples(name: str, embed: Encode | None) -> Iterator[Example]:
    rows = read_claims(name)
    source = reader(embed)
    parents = {row["id"]: {word.stem for word in read_sentence(row["claim"]).words} for row in rows}
    for row in rows:
        if row["kind"] != "true" and (row["kind"] not in ADDING or "of" not in row):
            continue
        evidence = read_evidence((narrowed(source(span), row["claim"]) for span in row["spans"]), ())
        for word, signals in missing_signals(without_times(row["claim"]), evidence, encode=embed):
            if row["kind"] == "true" or word.stem not in parents[row["of"]]:
                yield Example(name, row["id"], signals, row["kind"] == "true")


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model over the named signals."""

    names: tuple[str, ...]
    bias: float
    weights: Floats

    def probabilities(self, found: list[Example]) -> Floats:
        probabilities: Floats = 1 / (1 + np.exp(-self.bias - table(found, self.names) @ self.weights))
        return probabilities


def table(found: list[Example], names: tuple[str, ...]) -> Floats:
    return np.array([[asdict(each.signals)[name] for name in names] for each in found], float)


def fit(found: list[Example]) -> Fitted:
    names = tuple(field.name for field in fields(Signals) if getattr(found[0].signals, field.name) is not None)
    values = table(found, names)
    mean, spread = values.mean(axis=0), values.std(axis=0).clip(1e-6)
    model = LogisticRegression(C=_INVERSE_RIDGE, class_weight="balanced", max_iter=3000)
    model.fit((values - mean) / spread, [each.carried for each in found])
    weights = model.coef_[0] / spread
    return Fitted(names, float(model.intercept_[0] - mean @ weights), weights)


def area(model: Fitted, found: list[Example]) -> float:
    return float(roc_auc_score([each.carried for each in found], model.probabilities(found)))


def threshold(model: Fitted, found: list[Example], claims: int) -> float:
    """The probability that the weakest word of all but `WITHHELD` of the true claims reaches."""
    weakest: dict[tuple[str, str], float] = {}
    for each, probability in zip(found, model.probabilities(found), strict=True):
        if each.carried:
            weakest[each.name, each.claim] = min(probability, weakest.get((each.name, each.claim), 1.0))
    return sorted(weakest.values())[int(claims * WITHHELD)]


def true_claims(rows: list[ClaimRow]) -> int:
    return sum(row["kind"] == "true" for row in rows)


def main() -> None:
    lines = ["# Written by `python -m tests.quality.fit_support`, which says what the numbers are.\n"]
    for kind, embed in (("meaning", encoder(load_embedder())), ("words", None)):
        found = [each for name in rounds() for each in examples(name, embed)]
        model = fit(found)
        least = threshold(model, found, sum(true_claims(read_claims(name)) for name in rounds()))
        for name in rounds():
            seen = [each for each in found if each.name != name]
            unseen = [each for each in found if each.name == name]
            sys.stdout.write(f"{kind} {name}: {area(fit(seen), unseen):.3f} of {len(unseen)} words\n")
        lines += [f"[{kind}]\nbias = {model.bias:.4f}\nleast = {least:.4f}\n\n[{kind}.weights]\n"]
        lines += [f"{name} = {weight:.4f}\n" for name, weight in zip(model.names, model.weights, strict=True)]
        lines += ["\n"] if kind == "meaning" else []
    TARGET.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
