"""How well single questions are read: `python -m tests.quality.understanding [FILE]` prints it.

A line of FILE is `{"q": question with "it" for the career, "f": acceptable facets, "o": acceptable operations}`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from advisor.understanding.classifying import Classifier, Reading
from advisor.understanding.phrasings import Phrasings, load_phrasings
from vectorstore.embedding import Embedder, load_embedder

DEV = Path(__file__).with_name("understanding_dev.jsonl")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with the readings that count as right."""

    question: str
    facets: tuple[str, ...]
    operations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Shares in [0, 1]: an acceptable label first, among the first two, and both facet and operation first."""

    facet: float
    facet_in_two: float
    operation: float
    both: float


def load_labelled(path: Path = DEV) -> list[Labelled]:
    """The labelled questions of a file, in order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Labelled(row["q"], tuple(row["f"]), tuple(row["o"])) for row in rows]


def accuracy(readings: Sequence[Reading], labelled: Sequence[Labelled]) -> Accuracy:
    """The shares of questions read right."""
    facet = [reading.facet in wanted.facets for reading, wanted in zip(readings, labelled, strict=True)]
    second = [
        any(scored.label in wanted.facets for scored in reading.facets[:2])
        for reading, wanted in zip(readings, labelled, strict=True)
    ]
    operation = [reading.operation in wanted.operations for reading, wanted in zip(readings, labelled, strict=True)]
    both = [f and o for f, o in zip(facet, operation, strict=True)]
    return Accuracy(*(float(np.mean(right)) for right in (facet, second, operation, both)))


def learning_curve(
    embedder: Embedder, labelled: Sequence[Labelled], shares: Sequence[float]
) -> list[tuple[int, Accuracy]]:
    """Accuracy when only a random share of the examples is known, with their number."""
    phrasings = load_phrasings()
    order = np.random.default_rng(0).permutation(len(phrasings.examples))
    points = []
    for share in shares:
        kept = Phrasings(tuple(phrasings.examples[i] for i in sorted(order[: int(share * len(order))])))
        classifier = Classifier(kept, embedder)
        readings = [classifier.classify(item.question) for item in labelled]
        points.append((len(kept.examples), accuracy(readings, labelled)))
    return points


def main(path: Path) -> None:
    """Print accuracy, the errors, calibration, time and a learning curve."""
    embedder = load_embedder()
    labelled = load_labelled(path)
    started = time.perf_counter()
    classifier = Classifier(load_phrasings(), embedder)
    print(f"fitted in {time.perf_counter() - started:.1f} s")  # noqa: T201  # a command line
    started = time.perf_counter()
    embeddings = [embedder.embed_query(item.question) for item in labelled]
    embedded = time.perf_counter()
    readings = [
        classifier.classify(item.question, embedding) for item, embedding in zip(labelled, embeddings, strict=True)
    ]
    count = len(labelled)
    print(f"embed {(embedded - started) / count * 1e3:.1f} ms, ", end="")  # noqa: T201
    print(f"classify {(time.perf_counter() - embedded) / count * 1e3:.1f} ms, n = {count}")  # noqa: T201
    print(accuracy(readings, labelled))  # noqa: T201
    sure = [
        (reading.facets[0].score, reading.facet in item.facets)
        for reading, item in zip(readings, labelled, strict=True)
    ]
    print(f"mean confidence {np.mean([score for score, _ in sure]):.3f}")  # noqa: T201
    for reading, item in zip(readings, labelled, strict=True):
        if reading.facet not in item.facets or reading.operation not in item.operations:
            facets = [f"{scored.label} {scored.score:.2f}" for scored in reading.facets[:3]]
            operations = [f"{scored.label} {scored.score:.2f}" for scored in reading.operations[:2]]
            print(f"  {item.question!r} wanted {item.facets} {item.operations}: {facets} {operations}")  # noqa: T201
    for size, point in learning_curve(embedder, labelled, (0.1, 0.25, 0.5, 0.75, 1.0)):
        print(f"{size:5d} examples: facet {point.facet:.3f}, operation {point.operation:.3f}")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEV)
