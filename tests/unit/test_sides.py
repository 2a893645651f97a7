"""Lists under one title that say both whom a job suits and whom it does not."""

from __future__ import annotations

import pytest

from tests.unit.test_careers import stated


@pytest.mark.parametrize(
    "section",
    [
        "## Who it is for, and who not\n\nFor:\n\n- Nurses who like films\n\nNot for:\n\n- People who hate cameras\n",
        "## Good match / bad match\n\n+ Nurses who like films\n- People who hate cameras\n",
        "## Is it right for you?\n\n✓ Nurses who like films\n✗ People who hate cameras\n",
    ],
)
def test_leads_and_signs_tell_the_sides(section: str) -> None:
    text = f"# Gait Analyst\n\nA Gait Analyst films how people walk.\n\n{section}"
    assert [fact.value for fact in stated(text, "fit")] == ["Nurses who like films"]
    assert [fact.value for fact in stated(text, "non_fit")] == ["People who hate cameras"]


def test_where_nothing_tells_the_sides_apart_no_point_is_believed() -> None:
    text = "# Gait Analyst\n\n## Good match / bad match\n\n- Nurses who like films\n- People who hate cameras\n"
    assert not [*stated(text, "fit"), *stated(text, "non_fit")]


def test_a_title_with_a_condition_names_one_side() -> None:
    text = "# Gait Analyst\n\n## Rather not, if\n\n- you hate cameras\n- you cannot wait\n"
    assert [fact.value for fact in stated(text, "non_fit")] == ["you hate cameras", "you cannot wait"]
