from __future__ import annotations

from ingest.lines import read_lines
from ingest.points import with_points

MARKED = "# A\n\n# B\n\n# C\n\n# Your desk\n\n"


def shapes(text: str) -> list[str]:
    return [line.shape for line in with_points(read_lines(text)) if line.shape not in ("blank", "heading")]


def test_lines_without_an_end_are_points_where_titles_bear_mark_up() -> None:
    assert shapes(f"{MARKED}Fleet console\n\nTwo radios\n") == ["bullet", "bullet"]


def test_sentences_are_no_points() -> None:
    assert shapes(f"{MARKED}Bring your badge.\n\nCall the desk.\n") == ["plain", "plain"]


def test_a_page_without_marked_titles_may_have_titles_among_its_lines() -> None:
    assert shapes("Your desk\n\nFleet console\n\nTwo radios\n") == ["plain", "plain", "plain"]


def test_paragraphs_numbered_through_from_title_to_title_are_no_points() -> None:
    long = "The Institute has represented people who investigate failures of medical devices for forty years, and more."
    text = "\n\n".join(f"## Title {n}\n\n{n}. {long}" for n in range(1, 5))
    assert shapes(text) == ["plain"] * 4
