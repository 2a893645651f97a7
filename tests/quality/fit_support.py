"""Fits `advisor/grounding/support.toml` and `habits.toml` to the claim sets: `python -m tests.quality.fit_support`.

Examples are the words of a claim that its spans do not hold: those of true claims, against those that an addition, a
false half or a foreign name has and the true claim it was made from has not. Each set is judged by what the others
teach, the habits of its words included, so that what is printed foretells claims not met: the area under the ROC curve
on the words of each set, and how many claims of all sets are caught at several shares of true claims withheld.
The threshold comes from true claims alone: all but `WITHHELD` of them, so judged, pass it.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
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
from tests.quality.measure_claims import FRESH, ClaimRow, read_claims, reader, rounds
from vectorstore.embedding import load_embedder

GROUNDING = Path(__file__).parents[2] / "advisor/grounding"
ADDING = {"addition", "half-true", "name"}
WITHHELD = 0.03  # of the four in a hundred that the gate may withhold; the typed checks take the rest
_INVERSE_RIDGE = 0.5
_DOUBT = 4  # words met of neither kind that each stem is counted with: what is met once tells little
_TELLING = 0.5  # least log-odds kept

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A missing word: its set, its claim, its stem, its signals, and whether the evidence carries it."""

    name: str
    claim: str
    stem: str
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
                yield Example(name, row["id"], word.stem, signals, row["kind"] == "true")


def habits(found: Sequence[Example]) -> dict[str, float]:
    """The log-odds by stem that restating, rather than adding, brings it in; those near even are left out."""
    counts = {carried: Counter(each.stem for each in found if each.carried == carried) for carried in (True, False)}
    restating, adding = counts[True].total(), counts[False].total()
    even = restating / (restating + adding)
    odds = {
        stem: math.log((counts[True][stem] + _DOUBT * even) / (counts[False][stem] + _DOUBT * (1 - even)))
        - math.log(restating / adding)
        for stem in sorted(counts[True] | counts[False])
    }
    return {stem: value for stem, value in odds.items() if abs(value) >= _TELLING}


def with_habits(found: Sequence[Example], known: Mapping[str, float]) -> list[Example]:
    return [replace(each, signals=replace(each.signals, habit=known.get(each.stem, 0.0))) for each in found]


def unseen_habits(found: Sequence[Example]) -> list[Example]:
    """The examples, each with the habits that the other sets teach."""
    return [
        each
        for name in dict.fromkeys(each.name for each in found)
        for each in with_habits(
            [each for each in found if each.name == name], habits([each for each in found if each.name != name])
        )
    ]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model over the named signals."""

    names: tuple[str, ...]
    bias: float
    weights: Floats

    def probabilities(self, found: Sequence[Example]) -> Floats:
        probabilities: Floats = 1 / (1 + np.exp(-self.bias - table(found, self.names) @ self.weights))
        return probabilities


def table(found: Sequence[Example], names: tuple[str, ...]) -> Floats:
    return np.array([[asdict(each.signals)[name] for name in names] for each in found], float)


def fit(found: Sequence[Example]) -> Fitted:
    """The model that the examples teach, their own habits those of the other sets."""
    found = unseen_habits(found)
    names = tuple(field.name for field in fields(Signals) if getattr(found[0].signals, field.name) is not None)
    values = table(found, names)
    mean, spread = values.mean(axis=0), values.std(axis=0).clip(1e-6)
    model = LogisticRegression(C=_INVERSE_RIDGE, class_weight="balanced", max_iter=3000)
    model.fit((values - mean) / spread, [each.carried for each in found])
    weights = model.coef_[0] / spread
    return Fitted(names, float(model.intercept_[0] - mean @ weights), weights)


def judged_unseen(found: Sequence[Example]) -> list[tuple[Example, float]]:
    """Each example with the probability that a model of the other sets gives it."""
    judged: list[tuple[Example, float]] = []
    for name in dict.fromkeys(each.name for each in found):
        seen, own = [each for each in found if each.name != name], [each for each in found if each.name == name]
        judged += zip(own, fit(seen).probabilities(with_habits(own, habits(seen))), strict=True)
    return judged


def weakest(judged: Sequence[tuple[Example, float]], *, carried: bool) -> list[float]:
    """The least probability of each claim's words, ascending."""
    least: dict[tuple[str, str], float] = {}
    for each, probability in judged:
        if each.carried == carried:
            key = (each.name, each.claim)
            least[key] = min(probability, least.get(key, 1.0))
    return sorted(least.values())


def true_claims(rows: list[ClaimRow]) -> int:
    return sum(row["kind"] == "true" for row in rows)


def report(kind: str, judged: Sequence[tuple[Example, float]], claims: int) -> None:
    for name in dict.fromkeys(each.name for each, _ in judged):
        own = [(each.carried, probability) for each, probability in judged if each.name == name]
        area = roc_auc_score([carried for carried, _ in own], [probability for _, probability in own])
        say(f"{kind} {name}: {area:.3f} of {len(own)} words")
    true, added = weakest(judged, carried=True), weakest(judged, carried=False)
    for share in (0.01, 0.015, 0.02, 0.025, 0.03, 0.04):
        least = true[int(claims * share)]
        caught = sum(probability < least for probability in added) / len(added)
        say(f"{kind}: below {least:.3f} {share:.1%} of true claims are withheld, {caught:.3f} of others caught")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    written = "# Written by `python -m tests.quality.fit_support`, which says what the numbers are.\n"
    lines = [written]
    names = [*rounds(), FRESH]
    claims = sum(true_claims(read_claims(name)) for name in names)
    for kind, embed in (("meaning", encoder(load_embedder())), ("words", None)):
        found = [each for name in names for each in examples(name, embed)]
        model, judged = fit(found), judged_unseen(found)
        report(kind, judged, claims)
        least = weakest(judged, carried=True)[int(claims * WITHHELD)]
        lines += [f"[{kind}]\nbias = {model.bias:.4f}\nleast = {least:.4f}\n\n[{kind}.weights]\n"]
        lines += [f"{name} = {weight:.4f}\n" for name, weight in zip(model.names, model.weights, strict=True)]
        lines += ["\n"] if kind == "meaning" else []
    (GROUNDING / "support.toml").write_text("".join(lines), encoding="utf-8")
    known = [f"{stem} = {value:.2f}\n" for stem, value in habits(found).items()]
    (GROUNDING / "habits.toml").write_text("".join([written, *known]), encoding="utf-8")


if __name__ == "__main__":
    main()
