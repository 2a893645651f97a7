from __future__ import annotations

from ingest.ladder import find_rungs
from ingest.lines import read_lines


def rungs(text: str) -> list[str]:
    return list(find_rungs(read_lines(text)).values())


def test_a_ladder_is_told_by_titles_years_and_rising_pay_whatever_stands_above() -> None:
    text = (
        "Green corners\nTrack Operator\n0 to 2 years in post\nEUR 33,000 to 39,500\n- Clears jams\n"
        "Track Manager\n2 to 4 years in post\nEUR 39,500 to 48,000\n- Plans"
    )
    assert rungs(text) == ["Track Operator", "Track Manager"]


def test_labels_may_stand_before_the_figures_of_a_rung() -> None:
    text = (
        "Data Officer\nExperience ...... first two years\nPay ...... A$71,000 – A$84,000\nCodes complaints\n"
        "Insight Manager\nExperience ...... from year 3\nPay ...... A$84,000 – A$106,000\nReports"
    )
    assert rungs(text) == ["Data Officer", "Insight Manager"]


def test_the_pay_of_a_rung_may_stand_before_its_title() -> None:
    text = (
        "$52,000–$61,000: Trial Assistant, up to 2 years\n$61,000–$80,000: Trial Analyst, 2–5 years\n"
        "$80,000–$104,000: Head of Trials, 5+ years"
    )
    assert rungs(text) == ["Trial Assistant", "Trial Analyst", "Head of Trials"]


def test_pay_that_falls_is_no_ladder() -> None:
    assert rungs("Surgeon\n5 years\n$300,000–$400,000\nNurse\n2 years\n$70,000–$90,000") == []


def test_the_pay_of_regions_is_no_ladder() -> None:
    assert rungs("India\n₹800,000–₹900,000\nPoland\n₹900,000–₹950,000\nUnited Kingdom\n₹1,000,000–₹2,000,000") == []


def test_two_roles_without_years_are_no_ladder() -> None:
    assert rungs("Ward Planner\n$50,000–$60,000\nWard Analyst\n$60,000–$70,000") == []
