"""Reading holds the level it has reached on the fixture documents; raise a floor when reading gets better."""

from __future__ import annotations

import pytest

from tests.quality.reading import Score, score_all

pytestmark = pytest.mark.slow

# Facts and sections found at least, of each set that may be tuned on.
FLOORS = {"tune": (9289, 2547), "pages": (1240, 41)}
# Readings of short pages that are arguable, not worth a rule of their own.
TOLERATED = {"tune": 0, "pages": 1}


@pytest.fixture(scope="module", params=sorted(FLOORS))
def scored(request: pytest.FixtureRequest) -> tuple[str, Score]:
    total = Score("total")
    for each in score_all(request.param):
        total.add(each)
    return request.param, total


def test_no_wrong_fact_is_read(scored: tuple[str, Score]) -> None:
    name, total = scored
    assert len(total.wrong) <= TOLERATED[name], total.wrong


def test_as_many_facts_are_found_as_were(scored: tuple[str, Score]) -> None:
    name, total = scored
    assert total.facts_found >= FLOORS[name][0], total.missing


def test_as_many_sections_are_found_as_were(scored: tuple[str, Score]) -> None:
    name, total = scored
    assert total.sections_found >= FLOORS[name][1], total.missing
