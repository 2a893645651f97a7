from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.careers import read_profiles
from ingest.reading import read_document
from ingest.sections import read_sections
from tests.unit.test_sections import document
from vectorstore.types import Attribute, CareerProfile, Fact, Quantity

ROOT = Path(__file__).parents[2]
PROFILES = sorted((ROOT / "tests" / "fixtures" / "profiles").glob("*.json"))


def profiles(text: str) -> list[CareerProfile]:
    return read_profiles(document(text), read_sections(document(text)))


def stated(text: str, attribute: Attribute) -> list[Fact]:
    return [fact for profile in profiles(text) for fact in profile.of(attribute)]


def as_expected(fact: Fact, text: str) -> dict[str, object]:
    expected: dict[str, object] = {"attribute": fact.attribute, "value": fact.value}
    if isinstance(fact.value, Quantity):
        quantity: dict[str, object] = {"low": fact.value.low, "high": fact.value.high, "unit": fact.value.unit}
        if fact.value.per:
            quantity["per"] = fact.value.per
        if fact.value.open_ended:
            quantity["open_ended"] = True
        if fact.value.approximate:
            quantity["approximate"] = True
        expected["value"] = quantity
    if fact.part:
        expected["part"] = [fact.part.kind, fact.part.number, fact.part.title]
    if not fact.holds:
        expected["holds"] = False
    return expected | {"text": text[fact.span.start : fact.span.end]}


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem[:24])
def test_every_fact_of_the_corpus_is_parsed_and_no_other(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    text = (ROOT / "corpus" / f"{path.stem}.txt").read_text(encoding="utf-8")
    (profile,) = read_document(document(text)).profiles
    assert (profile.name, list(profile.aliases)) == (expected["name"], expected["aliases"])
    found = [as_expected(fact, text) for fact in profile.facts]
    assert [fact for fact in expected["facts"] if fact not in found] == []
    assert [fact for fact in found if fact not in expected["facts"]] == []


PAGE = "How to Become a Data Nurse\nEstimated time to job-ready: 5 months.\n"


def test_header_cards_are_read_label_first() -> None:
    text = "Data Nurse\nDemand Score\n9.1/10\nAI Risk\n12%\nSalary Range\n$80k–$210k\nTime to Job-Ready\n9 months\n"
    assert [(fact.attribute, fact.value) for profile in profiles(text) for fact in profile.facts] == [
        ("demand", Quantity(9.1, 9.1, "score", per="10")),
        ("ai_risk", Quantity(12, 12, "percent")),
        ("salary_range", Quantity(80_000, 210_000, "USD")),
        ("months_to_ready", Quantity(9, 9, "month")),
    ]


def test_header_cards_may_stand_in_one_line() -> None:
    text = PAGE + "Demand: 8.7 / 10 | AI replacement risk: 20% | Salary: £48,000 – £90,000\n"
    assert [fact.attribute for profile in profiles(text) for fact in profile.facts] == [
        "months_to_ready", "demand", "ai_risk", "salary_range",
    ]  # fmt: skip


def test_coding_that_is_not_required_does_not_hold() -> None:
    assert [fact.holds for fact in stated(PAGE + "This role requires\n- Coding: Not required\n", "coding")] == [False]


def test_coding_that_is_required_holds() -> None:
    assert [fact.holds for fact in stated(PAGE + "This role requires\n- Coding: Basic SQL\n", "coding")] == [True]


def test_a_skill_called_programming_is_no_statement_about_coding() -> None:
    assert stated(PAGE + "Core Skills\n- Programming: Python and R\n", "coding") == []


def test_weeks_from_to_count_both_ends() -> None:
    text = PAGE + "Phase 1 – Basics\nWeeks 7–16\nWhat you'll learn\n- One\nCheckpoint: Do it.\n"
    assert [fact.value for fact in stated(text, "phase_weeks")] == [Quantity(10, 10, "week")]


def test_levels_in_a_table_have_years_pay_and_duty() -> None:
    text = (
        "# Data Nurse\n\n## Career levels\n\n| Level | Experience | Pay | What you do |\n| --- | --- | --- | --- |\n"
        "| Junior Data Nurse | 0–2 years | €40,000–€50,000 | Checks |\n"
        "| Lead Data Nurse | 5+ years | €70,000+ | Leads |\n"
    )
    assert [fact.value for fact in stated(text, "pay")] == [
        Quantity(40_000, 50_000, "EUR"),
        Quantity(70_000, 70_000, "EUR", open_ended=True),
    ]
    assert [fact.part.title for fact in stated(text, "duty") if fact.part] == ["Junior Data Nurse", "Lead Data Nurse"]


def test_the_figures_of_other_careers_are_not_this_ones() -> None:
    text = PAGE + "Related Careers\nOncology Data Architect\nDemand 9.9/10 · AI Risk 5% · $120k–$250k\n"
    assert stated(text, "demand") + stated(text, "ai_risk") + stated(text, "salary_range") == []


def test_a_fee_is_no_pay() -> None:
    text = PAGE + "Salary\nSalaries range from $60,000 to $90,000 a year. The tuition costs $15,000 to $20,000.\n"
    assert [fact.value for fact in stated(text, "salary_range")] == [Quantity(60_000, 90_000, "USD", per="year")]


def test_each_career_of_a_comparison_gets_its_row() -> None:
    text = (
        "# Two roles\n\n| Role | Typical pay | Demand | Coding |\n| --- | --- | --- | --- |\n"
        "| Clinical Consultant | $90,000–$160,000 | 8.4/10 | No |\n"
        "| Health Analyst | $64,000–$105,000 | 7.9/10 | SQL only |\n"
    )
    assert [(profile.name, [fact.holds for fact in profile.of("coding")]) for profile in profiles(text)] == [
        ("Clinical Consultant", [False]),
        ("Health Analyst", [True]),
    ]


def test_a_bracketed_short_form_becomes_aliases() -> None:
    text = (
        PAGE.replace("Data Nurse", "AI Bed Flow Planner")
        + "The AI Bed Flow (BF) Planner plans the beds of a hospital for the day after.\n"
    )
    (profile,) = profiles(text)
    assert set(profile.aliases) >= {"AI BF Planner", "BF Planner", "BF", "Bed Flow Planner"}


def test_initials_that_the_text_does_not_use_are_no_alias() -> None:
    (profile,) = profiles(PAGE.replace("Data Nurse", "Clinical Data Specialist"))
    assert "CDS" not in profile.aliases


def test_a_page_about_no_career_has_no_profile() -> None:
    assert (
        profiles(
            "Background\n\nThe board decides on the budget of $40,000 within 6 months.\n\nCosts\n\nNone are expected.\n"
        )
        == []
    )


def test_the_rungs_of_a_ladder_are_not_the_career_of_the_page() -> None:
    text = (
        "Where an AI Burn Analyst Can Get To\nBurn Data Assistant\n0-2 years exp. • $34,000-$41,000/yr- Measures\n"
        "AI Burn Analyst\n2-6 years exp. • $41,000-$58,000/yr- Predicts\n"
        "What You Do\nThe AI Burn Analyst measures burns from photographs and predicts which grafts will fail.\n"
    )
    assert [profile.name for profile in profiles(text)] == ["AI Burn Analyst"]


def test_a_label_is_known_by_its_wording() -> None:
    text = PAGE + "Facts\n- Automation likelihood: 14%\n- Hurdle to entry: Low\n- Yearly take in pay: none\n"
    assert [fact.value for fact in stated(text, "ai_risk")] == [Quantity(14, 14, "percent")]
    assert [fact.value for fact in stated(text, "entry_barrier")] == ["Low"]


def test_the_answer_to_how_long_states_the_months() -> None:
    text = PAGE + "Common Questions\nHow long does it take to get ready?\nNurses usually need 4 months.\n"
    assert [fact.value for fact in stated(text, "months_to_ready")][1:] == [Quantity(4, 4, "month")]


def test_the_length_of_an_examination_is_no_preparation() -> None:
    text = PAGE + "Common Questions\nHow long does the exam take?\nYou need 3 months for all papers.\n"
    assert len(stated(text, "months_to_ready")) == 1


def test_notes_under_a_bullet_take_its_meaning() -> None:
    text = PAGE + "My notes\n\n* who likes it\n   * people with steady hands\n* who hates it\n   * the impatient\n"
    assert [fact.value for fact in stated(text, "fit")] == ["people with steady hands"]
    assert [fact.value for fact in stated(text, "non_fit")] == ["the impatient"]


def test_columns_of_a_table_are_known_by_their_figures() -> None:
    text = (
        "# Data Nurse\n\n| Post | Time served | Each year |\n| --- | --- | --- |\n"
        "| Aide | 0–2 years | £20,000–£25,000 |\n| Data Nurse | 2–5 years | £25,000–£35,000 |\n"
    )
    assert [fact.value for fact in stated(text, "experience")] == [Quantity(0, 2, "year"), Quantity(2, 5, "year")]


SPRINTS = """\
Roadmap
MISSION 1 Reading the Clinic
6 weeks · 4 units · one visit
Goals
- Read a chart
Milestone: Explain a chart.
MISSION 2 Counting Falls
8 weeks · 5 units
Goals
- Count falls
Milestone: Explain a count.
"""


def test_phases_may_be_numbered_by_any_word_and_timed_among_other_notes() -> None:
    found = stated(f"How to Become a Fall Prevention Analyst\n{SPRINTS}", "phase_weeks")
    weeks = [(fact.part.title if fact.part else "", fact.value) for fact in found]
    assert weeks == [("Reading the Clinic", Quantity(6, 6, "week")), ("Counting Falls", Quantity(8, 8, "week"))]


def test_a_card_of_another_career_states_no_length_of_a_phase() -> None:
    text = "Related roles\nGait Analyst\nDemand 7.0/10 · $61K–$119K · 6 months\n"
    assert not stated(f"How to Become a Fall Prevention Analyst\n{SPRINTS}{text}", "phase_title")[2:]


def test_the_row_of_a_label_is_read_only_when_its_value_fits() -> None:
    text = (
        "# Gait Analyst\n\n| Post | Gait Analyst |\n| --- | --- |\n| Base | Hill Hospital |\n| Pay | $50,000 a year |\n"
    )
    assert not stated(text, "remote")
    assert stated(text, "salary_range")


def test_a_title_with_a_negation_says_whom_the_job_does_not_suit() -> None:
    text = "How to Become a Gait Analyst\nIt is, if you\n- count steps\nIt isn't, if you\n- hate halls\n"
    assert [fact.value for fact in stated(text, "fit")] == ["count steps"]
    assert [fact.value for fact in stated(text, "non_fit")] == ["hate halls"]


def test_a_question_may_have_its_answer_behind_it_on_one_line() -> None:
    text = "How to Become a Gait Analyst\nFAQ\nIs it hard? Only on Mondays.\nCan I do it from home? Yes, mostly.\n"
    assert [fact.part and fact.part.title for fact in stated(text, "faq")] == ["Is it hard?", "Can I do it from home?"]
    assert [fact.value for fact in stated(text, "remote")] == ["Yes, mostly."]


def test_an_occupation_may_name_its_field_behind_it() -> None:
    card = "Pay: $50,000 to $60,000\nDemand: 7/10\nReady in: 5 months\n"
    text = f"GAIT ANALYST\n{card}\nDISCHARGE PLANNER FOR AI WARDS\n{card}"
    assert [profile.name for profile in profiles(text)] == ["Gait Analyst", "Discharge Planner for AI Wards"]


def test_a_page_may_compare_careers_line_by_line_under_each_topic() -> None:
    text = "Two jobs\n\nPay\nGait Analyst: $50,000 to $60,000\nRobot Host: $40,000 to $45,000\n\n"
    text += "Time to get ready\nGait Analyst: 9 months\nRobot Host: 6 weeks\n"
    found = {profile.name: [fact.value for fact in profile.of("months_to_ready")] for profile in profiles(text)}
    assert found == {"Gait Analyst": [Quantity(9, 9, "month")], "Robot Host": [Quantity(6, 6, "week")]}


def test_labels_may_begin_the_sentences_of_one_paragraph_of_a_phase() -> None:
    phase = "Phase {0}: Part {0}\n4 weeks\nLearn: to count beds. Resources: a handbook. Milestone: count a ward.\n"
    text = f"How to Become a Gait Analyst\nRoadmap\n{phase.format(1)}{phase.format(2)}"
    assert [fact.value for fact in stated(text, "resource")] == ["a handbook."] * 2
    assert [fact.value for fact in stated(text, "milestone")] == ["count a ward."] * 2


def test_a_title_that_the_text_says_acts_is_the_career_whatever_its_noun() -> None:
    def careers_of(title: str, opening: str) -> list[str]:
        page = document(f"# {title}\n\n{opening}\n\nSalary range: $40,000 - $50,000\nTime to job-ready: 5 months\n")
        page = replace(page, title=title)
        return [profile.name for profile in read_profiles(page, read_sections(page))]

    assert careers_of("Tide Model Warden", "A Tide Model Warden watches the tides.") == ["Tide Model Warden"]
    assert careers_of("Annual Market Review", "The market grew.") == []
