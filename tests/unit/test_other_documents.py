"""What documents of other kinds than career pages state: letters of questions, days in headings, plans as tables."""

from __future__ import annotations

import pytest

from ingest.sections import read_sections
from tests.unit.test_careers import profiles, stated
from tests.unit.test_sections import document
from vectorstore.types import Quantity

HEAD = "How to Become a Gait Analyst\n\nA Gait Analyst measures how people walk and says what may be done about it.\n\n"
MARKED = f"# {HEAD}"


def test_numbered_titles_that_ask_are_questions() -> None:
    asked = ("What will I be paid?", "Must I write code?", "What do I need to be good at?", "Who hires?")
    answers = (
        "The pay is $60,000 to $70,000 a year.",
        "No. You will read dashboards.",
        "Explaining a curve in four ways; spotting a loose strap; knowing when to stop.",
        "Clinics of two regions and a few firms.",
    )
    text = "\n\n".join(f"{n}. {q}\n\n{a}" for n, (q, a) in enumerate(zip(asked, answers, strict=True), 1))
    kinds = {each.part.title: each.kind for each in read_sections(document(HEAD + text)) if each.part}
    assert kinds == dict.fromkeys(asked, "faq")
    assert [fact.value for fact in stated(HEAD + text, "faq")] == list(answers)
    assert [fact.value for fact in stated(HEAD + text, "skill")] == [
        "Explaining a curve in four ways",
        "spotting a loose strap",
        "knowing when to stop",
    ]


def test_headings_with_hours_are_a_day() -> None:
    day = (
        "## 07:50 Numbers first\n\nShe reads.\n\n## 9:10 Sorting\n\nLists are made.\n\n## 13:30 Teaching\n\nTwo come.\n"
    )
    facts = stated(MARKED + day, "schedule")
    assert [(fact.part.title, fact.value) for fact in facts if fact.part] == [
        ("07:50", "Numbers first"),
        ("9:10", "Sorting"),
        ("13:30", "Teaching"),
    ]
    night = day.replace("07:50", "7 p.m.").replace("9:10", "11:30 p.m.").replace("13:30", "6 a.m.")
    assert [fact.value for fact in stated(MARKED + night, "schedule")] == ["Numbers first", "Sorting", "Teaching"]
    assert not stated(MARKED + day.replace("07:50", "00:00"), "schedule")  # of a recording
    assert not stated(MARKED + day.replace("9:10", "06:10"), "schedule")


def test_a_plan_numbers_its_rows_by_the_months_that_they_take() -> None:
    plan = (
        "## The plan\n\n| Month | Topic | Hours a week | Result |\n| --- | --- | --- | --- |\n"
        "| 1 | Walking | 6 | A map of one ward |\n| 2–4 | Counting | 8 | A notebook |\n| 5 | Telling | 5 | A letter |\n"
    )
    assert [fact.value for fact in stated(MARKED + plan, "phase_weeks")] == [
        Quantity(months, months, "month") for months in (1, 3, 1)
    ]
    assert [fact.value for fact in stated(MARKED + plan, "study_hours")] == [
        Quantity(hours, hours, "hour", per="week") for hours in (6, 8, 5)
    ]
    assert not stated(MARKED + plan.replace("| 2–4 |", "| 3–4 |"), "phase_weeks")  # months left out: no lengths


def test_headings_that_name_the_levels_of_a_table_hold_their_duties() -> None:
    text = MARKED + (
        "## Bands at a glance\n\n| Band | Title | Years in band | Annual pay |\n| --- | --- | --- | --- |\n"
        "| 5 | Link Analyst | 1–3 years | £31,150–£37,900 |\n| 6 | Gait Analyst | 2–5 years | £38,800–£46,700 |\n\n"
        "## Competencies by band\n\n### Band 5: Link Analyst\n\n- Pairs devices with patients\n- Reports mismatches\n\n"
        "### Band 6: Gait Analyst\n\n- Approves every change\n\n## Skills common to all bands\n\n- Saying no\n"
    )
    assert [(fact.part.number, fact.value) for fact in stated(text, "duty") if fact.part] == [
        (1, "Pairs devices with patients"),
        (1, "Reports mismatches"),
        (2, "Approves every change"),
    ]
    assert [fact.value for fact in stated(text, "level_title")] == ["Link Analyst", "Gait Analyst"]
    assert [fact.value for fact in stated(text, "skill")] == ["Saying no"]


def test_headings_that_number_levels_with_figures_below_are_levels() -> None:
    text = MARKED + (
        "## Role summary\n\nA Gait Analyst measures how people walk.\n\n"
        "## Level 1: Data Assistant\n\nPay: £24,000–£27,500. Experience: none.\n\n- Chases missing cards\n\n"
        "## Level 2: Gait Analyst\n\nPay: £29,000–£38,000. Experience: 2–5 years.\n\n- Builds the weekly report\n\n"
        "## Behaviour at every level\n\n- Patience\n"
    )
    assert [(fact.part.number, fact.value) for fact in stated(text, "level_title") if fact.part] == [
        (1, "Data Assistant"),
        (2, "Gait Analyst"),
    ]
    assert [fact.part.number for fact in stated(text, "pay") if fact.part] == [1, 2]
    assert {fact.section for fact in stated(text, "duty")}.isdisjoint({"Role summary"})


def test_a_box_of_two_columns_states_figures_by_hints_and_asides() -> None:
    box = (
        "| In short | |\n| --- | --- |\n| Pay (yearly) | $71,000 to $96,000 |\n"
        "| First post | $71,000 |\n| Wanted | 7.7 of 10 |\n"
    )
    (profile,) = profiles(f"{MARKED}{box}")
    told = {fact.attribute for fact in profile.facts} - {"summary"}
    assert told == {"salary_range", "entry_pay", "demand"}


def test_a_list_of_all_careers_of_a_page_is_of_each() -> None:
    card = "- Demand score: {}/10\n- AI replacement risk: {}%\n- Entry pay: ${},000 a year\n\n"
    text = (
        "# Two careers in rehabilitation\n\n### Gait Analyst\n\nA Gait Analyst measures how people walk.\n\n"
        + card.format(8, 30, 58)
        + "### Sleep Analyst\n\nA Sleep Analyst reads the curves of a night.\n\n"
        + card.format(7, 20, 61)
        + "## Skills Both Share\n\n- Reading a curve\n- Plain writing\n"
    )
    told = {each.name: [f.value for f in each.facts if f.attribute == "skill"] for each in profiles(text)}
    assert told == {name: ["Reading a curve", "Plain writing"] for name in ("Gait Analyst", "Sleep Analyst")}


def test_what_drives_people_mad_does_not_suit_them() -> None:
    text = f"{MARKED}## It will drive you mad if\n\n- you need to see the patient\n- you sleep badly by day\n"
    assert not stated(text, "fit")
    assert len(stated(text, "non_fit")) == 2


def test_what_a_label_states_ends_with_its_sentence() -> None:
    text = f"{MARKED}## Machines\n\nCoding is a habit: SQL at noon, R after lunch. A fridge can't be opened by mail.\n"
    assert [(fact.value, fact.holds) for fact in stated(text, "coding")] == [("SQL at noon, R after lunch.", True)]


def test_coding_that_is_not_asked_for_below_a_grade_is_asked_for_from_it_on() -> None:
    assert [fact.holds for fact in stated(f"{HEAD}Coding isn't required below grade D.\n", "coding")] == [True]
    assert [fact.holds for fact in stated(f"{HEAD}Coding isn't required at all.\n", "coding")] == [False]


def test_what_leads_to_a_list_tells_of_nobody() -> None:
    text = (
        f"{MARKED}## Is it for you?\n\nYou may enjoy it if\n\n- untidy data makes you curious\n- you like both sides\n"
    )
    assert [fact.value for fact in stated(text, "fit")] == ["untidy data makes you curious", "you like both sides"]


def test_what_a_share_of_offers_demands_is_no_experience_of_the_career() -> None:
    sentence = "Two years of experience in a regulated plant were demanded"
    assert not stated(f"{HEAD}{sentence} by 58 percent, and that keeps the vacancies open.\n", "experience")
    assert not stated(f"{HEAD}90% of employers ask for two years of experience in a plant.\n", "experience")
    assert stated(f"{HEAD}{sentence} in all offers.\n", "experience")


def test_tools_behind_skills_in_one_section_are_told_by_what_leads_to_them() -> None:
    text = (
        f"{MARKED}## What offers ask for\n\nSkills named most often:\n\n- Statistics for batches\n- Telling of it\n\n"
        "Tools named by one offer in five:\n\n- JMP\n- SIMCA\n"
    )
    assert [fact.value for fact in stated(text, "tool")] == ["JMP", "SIMCA"]
    assert [fact.value for fact in stated(text, "skill")] == ["Statistics for batches", "Telling of it"]


@pytest.mark.parametrize(
    ("sentence", "percent"),
    [
        ("Our group thinks that 21% of our tasks will go within ten years.", 21),
        ("Our advisers reckon that about a quarter of the work, 25%, may be automated within a decade.", 25),
        ("The panel put the share of tasks at risk at 18 percent over ten years.", 18),
        ("It puts the share of today's tasks that software might take over at 14%.", 14),
    ],
)
def test_the_share_of_tasks_that_may_go_is_the_risk(sentence: str, percent: float) -> None:
    assert [fact.value for fact in stated(f"{HEAD}{sentence}\n", "ai_risk")] == [Quantity(percent, percent, "percent")]


@pytest.mark.parametrize(
    ("sentence", "attribute", "amount"),
    [
        ("Typical first offers were $72,000 to $83,000 a year.", "entry_pay", (72_000, 83_000)),
        ("Alumni with four years of work report $104,000 to $126,000.", "senior_pay", (104_000, 126_000)),
        ("Seniors in our sample had reached $94,000 after seven years.", "senior_pay", (94_000, 94_000)),
    ],
)
def test_what_people_were_offered_or_reached_is_pay(sentence: str, attribute: str, amount: tuple[int, int]) -> None:
    text = f"{MARKED}## What you can do afterwards\n\n{sentence}\n"
    facts = [fact for each in profiles(text) for fact in each.facts if fact.attribute.endswith(("pay", "range"))]
    values = [fact.value for fact in facts if isinstance(fact.value, Quantity)]
    assert [fact.attribute for fact in facts] == [attribute]
    assert [(value.low, value.high) for value in values] == [amount]


def test_an_answer_of_one_word_is_told_with_what_follows() -> None:
    text = f"{HEAD}FAQ\n\nQ: Is any of it remote?\nA: Hardly. One office day a week can be done from home.\n"
    (fact,) = stated(text, "remote")
    assert fact.holds
    assert str(fact.value).endswith("One office day a week can be done from home.")
