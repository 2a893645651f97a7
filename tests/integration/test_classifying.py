from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from advisor.understanding.classifying import Classifier
from advisor.understanding.phrasings import Phrasings, load_phrasings
from tests.quality.understanding import accuracy, load_labelled
from vectorstore.embedding import Embedder, load_embedder

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture(scope="module")
def classifier(embedder: Embedder, learned: Path) -> Classifier:
    return Classifier(load_phrasings(), embedder, cache=learned)


@pytest.fixture
def few() -> Phrasings:
    return Phrasings(load_phrasings().examples[::20])


@pytest.mark.parametrize(
    ("file", "facet", "operation"),
    [
        ("understanding_dev.jsonl", 0.93, 0.94),
        ("understanding_fresh.jsonl", 0.86, 0.92),
        ("understanding_fresh4.jsonl", 0.93, 0.9),
    ],
)
def test_questions_are_read_right(classifier: Classifier, file: str, facet: float, operation: float) -> None:
    labelled = load_labelled(Path("tests/quality") / file)
    measured = accuracy([classifier.classify(item.question) for item in labelled], labelled)
    assert measured.facet >= facet
    assert measured.operation >= operation


def test_scores_are_probabilities_best_first(classifier: Classifier) -> None:
    reading = classifier.classify("how much does it pay")
    scores = [scored.score for scored in reading.facets]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1, abs=1e-4)


def test_a_wording_from_the_file_is_read_as_written(classifier: Classifier) -> None:
    reading = classifier.classify("rank the phases by length")
    assert (reading.facet, reading.operation) == ("phase_length", "rank")
    assert reading.similarity == pytest.approx(1, abs=0.02)


def test_empty_text_is_classified_without_failing(classifier: Classifier) -> None:
    assert classifier.classify("").facets


def test_what_was_learned_reads_the_same_when_it_is_loaded(
    few: Phrasings, embedder: Embedder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    question = "who makes more, juniors or seniors"
    first, second = (Classifier(few, embedder, cache=tmp_path).classify(question) for _ in range(2))
    assert [record.getMessage().split(",")[0] for record in caplog.records] == [
        f"learning from {len(few.examples)} example questions"
    ]
    assert [scored.label for scored in first.facets[:3]] == [scored.label for scored in second.facets[:3]]
    assert np.isclose(first.facets[0].score, second.facets[0].score, atol=0.01)


def test_a_damaged_cache_is_made_anew(few: Phrasings, embedder: Embedder, tmp_path: Path) -> None:
    Classifier(few, embedder, cache=tmp_path)
    [file] = tmp_path.glob("phrasings-*.npz")
    file.write_bytes(b"broken")
    assert Classifier(few, embedder, cache=tmp_path).classify("what does it pay").facet == "pay"
