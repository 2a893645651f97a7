"""What is read of a page does not hang on its bullets, its spaces or its line ends."""

from __future__ import annotations

import pytest

from tests.quality.reading import Score
from tests.quality.rewritten import REWRITTEN, UNMARKED, score_rewritten

pytestmark = pytest.mark.slow

_LEAST_KEPT = 0.99  # of the facts: a few lists lie beside lines that another sign makes points as well
_MOST_WRONG = 0.01  # of the facts, where nothing marks the points of lists


@pytest.fixture(scope="module")
def as_written() -> Score:
    return score_rewritten("as written")


@pytest.mark.parametrize("name", [name for name in REWRITTEN if name != "as written"])
def test_a_page_set_in_another_way_is_read_alike(name: str, as_written: Score) -> None:
    rewritten = score_rewritten(name)

    assert rewritten.wrong == []
    assert rewritten.facts_found >= _LEAST_KEPT * as_written.facts_found, rewritten.missing


@pytest.mark.parametrize("name", UNMARKED)
def test_what_no_mark_tells_is_left_out_rather_than_read_wrongly(name: str) -> None:
    rewritten = score_rewritten(name)

    assert len(rewritten.wrong) <= _MOST_WRONG * rewritten.facts_found, rewritten.wrong
