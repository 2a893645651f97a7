from __future__ import annotations

from advisor.findings import in_form
from advisor.types import Finding, Grid, Listing

FIRST, SECOND = Finding("quote", {"value": "This one comes first."}), Finding("quote", {"value": "second"})
LISTED = Listing(FIRST, (SECOND,))


def test_a_brief_answer_is_its_first_finding() -> None:
    assert in_form((FIRST, SECOND), "brief") == (FIRST,)


def test_a_brief_answer_that_only_opens_goes_on() -> None:
    assert in_form((Finding("quote", {"value": "No."}), FIRST, SECOND), "brief")[1:] == (FIRST,)


def test_sentences_in_a_row_become_the_points_of_one_list() -> None:
    assert in_form((FIRST, SECOND, LISTED, FIRST), "points") == (
        Listing(None, (FIRST, SECOND)),
        LISTED,
        Listing(None, (FIRST,)),
    )


def test_a_table_stays_one_in_any_form() -> None:
    grid = Grid(("a",), ((FIRST,),))
    assert in_form((grid,), "points") == in_form((grid,), "plain") == (grid,)
