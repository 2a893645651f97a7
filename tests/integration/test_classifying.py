from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from advisor.understanding.classifying import Classifier
from advisor.understanding.phrasings import load_phrasings
from tests.quality.understanding import accuracy, load_labelled
from vectorstore.embedding import Embedder, load_embedder

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def classifier(embedder: Embedder, cache: Path) -> Classifier:
    return Classifier(load_phrasings(), embedder, cache=cache)


@pytest.mark.parametrize(
    ("file", "facet", "operation"), [("understanding_dev.jsonl", 0.93, 0.94), ("understanding_fresh.jsonl", 0.86, 0.92)]
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


def test_the_cached_fit_reads_like_the_fresh_one(classifier: Classifier, embedder: Embedder, cache: Path) -> None:
    started = time.perf_counter()
    again = Classifier(load_phrasings(), embedder, cache=cache)
    assert time.perf_counter() - started < 2
    question = "who makes more, juniors or seniors"
    first, second = (each.classify(question) for each in (classifier, again))
    assert [scored.label for scored in first.facets[:3]] == [scored.label for scored in second.facets[:3]]
    assert np.isclose(first.facets[0].score, second.facets[0].score, atol=0.01)


def test_a_damaged_cache_is_made_anew(embedder: Embedder, cache: Path) -> None:
    [file] = cache.glob("phrasings-*.npz")
    file.write_bytes(b"broken")
    assert Classifier(load_phrasings(), embedder, cache=cache).classify("salary?").facet == "pay"
