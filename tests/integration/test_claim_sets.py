"""The gate on the claim sets, with the real embedder; floors a little under what was measured."""

import pytest

from advisor.grounding import encoder
from tests.quality.measure_claims import judge, read_claims, rounds, scores
from vectorstore.embedding import load_embedder

pytestmark = pytest.mark.slow

FLOORS = {
    "true": 0.96,
    "number": 0.99,
    "unit": 0.99,
    "currency": 0.99,
    "range end": 0.99,
    "phase": 0.99,
    "level": 0.98,
    "name": 0.975,
    "negated": 0.95,
    "modality": 0.965,
    "comparison": 0.97,
    "wrong span": 0.99,
    "half-true": 0.925,
    "other career": 0.985,
    "reversed": 0.6,
    "addition": 0.9,
}


@pytest.fixture(scope="module")
def measured() -> dict[str, list[int]]:
    encode = encoder(load_embedder())
    return scores([outcome for name in rounds() for outcome in judge(read_claims(name), encode)])


@pytest.mark.parametrize("kind", FLOORS)
def test_a_kind_of_claim_is_judged_as_well_as_before(kind: str, measured: dict[str, list[int]]) -> None:
    right, every = measured[kind]
    assert right / every >= FLOORS[kind], (
        f"{kind}: {right} of {every}; run `python -m tests.quality.measure_claims --show {kind!r}` to see which"
    )


def test_the_sets_are_large_enough(measured: dict[str, list[int]]) -> None:
    assert measured["true"][1] >= 400
    assert sum(every for kind, (_, every) in measured.items() if kind != "true") >= 800
