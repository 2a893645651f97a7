"""Pages in wordings and arrangements that no other test has: what is told by place, unit and content, not by phrase."""

from __future__ import annotations

import pytest

from ingest.layout import layout
from tests.unit.test_careers import profiles, stated
from tests.unit.test_sections import kinds
from vectorstore.types import Attribute, Quantity, SectionKind

NAME = "AI Burn Care Planner"
FACTS = """
Demand score
8.1/10
AI risk
12%
A planner of this kind works with surgeons and wards to plan beds for the badly burned.
This role requires
- Difficulty: Intermediate
- Coding: Not required
"""
TITLES = [
    "{n}",
    "Career profile: {n}",
    "{n} (f/m/d)",
    "Working as an {n}",
    "Your career as an {n}",
    "{n} – salary, skills and outlook",
    "Job description for an {n}",
    "The {n} Handbook",
    "Meet the {n}",
    "Know the {n}",
    "Is {n} the right career for you?",
    "{n} at a Glance",
    "Vacancy: {n}",
    "We are hiring: {n}",
    "{n} Jobs",
    "A Day With an {n}",
    "Spotlight on the {n}",
    "MedPath | {n}",
    "{n} | MedPath",
    "Careers » Burn units » {n}",
    "Careers / Burns / {n}",
    "From nurse to {n}",
    "The complete guide to the {n} role",
    "Getting hired as an {n}",
    "Roadmap to {n}",
    "Learning path for {n}s",
    "{n}s: What They Do",
    "Job Guide – {n}",
    "Training to be an {n}",
    "{n} Explained",
    "The Rise of the {n}",
    "Profile of an {n}",
    "Job of the Month: {n}",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_career_is_named_by_whatever_title_names_it(title: str) -> None:
    assert [profile.name for profile in profiles(title.format(n=NAME) + FACTS)] == [NAME]


def test_a_title_in_sentence_case_names_a_career_that_the_text_names_again() -> None:
    text = "Burn unit planner\n\nAs a burn unit planner you keep beds free.\n\n## Skills\n\n- Patience\n- Counting\n"
    assert [profile.name for profile in profiles(text)] == ["Burn unit planner"]


@pytest.mark.parametrize("title", ["Table 1: {}", "1. {}", "Role A – {}", "## {}", "Portrait 1: {}"])
def test_careers_under_numbered_titles_are_told_apart(title: str) -> None:
    first, second = title.format("Burn Unit Planner"), title.format("Ward Robot Tester").replace("1", "2")
    text = f"{first}\n\nSalary: $70,000–$98,000\nCoding: none\n\n{second}\n\nSalary: $48,000–$66,000\nCoding: Python\n"
    assert [(each.name, [fact.holds for fact in each.of("coding")]) for each in profiles(text)] == [
        ("Burn Unit Planner", [False]),
        ("Ward Robot Tester", [True]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Consultation on chatbots\n\nA Clinical Safety Officer reviews calls.\n\n## Costs\n\n- £120,000 a year\n",
        "Minutes\n\nAbsent: none\n\n1. Staffing\nA vacancy for an Integration Engineer stays open until May.\n",
        "How nine clinics got a scribe\n\nThe project had a Clinical Informatics Lead. Two doctors left.\n",
    ],
)
def test_a_document_that_names_an_occupation_in_passing_describes_no_career(text: str) -> None:
    assert profiles(text) == []


@pytest.mark.parametrize(
    ("card", "attribute"),
    [
        ("Hiring pulse\n7.7/10", "demand"),
        ("7.7/10\njob market score", "demand"),
        ("Demand outlook ........ 7.6/10", "demand"),
        ("How much it is wanted: 7.8/10", "demand"),
        ("Demand rating 8.1 of 10", "demand"),
        ("Robot risk\n33%", "ai_risk"),
        ("11%\nrisk that AI takes over", "ai_risk"),
        ("How replaceable by AI: 38%", "ai_risk"),
        ("Exposure to automation = 31%", "ai_risk"),
        ("€31k–€74k\ngross yearly pay", "salary_range"),
        ("Salary in India\n₹5,50,000 – ₹42,00,000", "salary_range"),
        ("9 months\nuntil you can apply", "months_to_ready"),
        ("Months of preparation\n8 months", "months_to_ready"),
        ("Runway: 10 months", "months_to_ready"),
    ],
)
def test_a_card_is_read_by_its_unit_and_a_word_of_its_label(card: str, attribute: Attribute) -> None:
    assert len(stated(f"{NAME}\n{card}\n\nWhat it is\nPlanning.\n", attribute)) == 1


@pytest.mark.parametrize(
    "card",
    [
        "Job satisfaction\n8.1/10",
        "Work stress: 7/10",
        "Market growth\n23%",
        "Women in the job: 61%",
        "Sign-on bonus\n$12,000",
    ],
)
def test_a_card_of_something_else_is_no_fact(card: str) -> None:
    figures: tuple[Attribute, ...] = ("demand", "ai_risk", "salary_range", "months_to_ready")
    assert [fact for each in profiles(f"{NAME}\n{card}\nCoding: none\n") for fact in each.of(*figures)] == []


LABELS = [
    ("Targets", "Read and watch", "Test: "),
    ("You will be able to", "Study with", "You have made it when "),
    ("By the end you will be able to:", "Core reading:", "Assessed by: "),
    ("Outcomes", "Learn from", "Assessment — "),
    ("What you'll learn", "What to use", "By the end you should be able to "),
    ("You learn to", "You work with", "You show: "),
    ("Aims", "Shelf", "Proof: "),
    ("Goals", "Where the knowledge is", "Graduation piece: "),
    ("Learning goals", "Bring along", "Final task: "),
    ("Objectives", "Learning material", "Checkpoint: "),
]


@pytest.mark.parametrize(("goals", "resources", "proof"), LABELS)
def test_labels_that_phases_repeat_are_read_by_their_order(goals: str, resources: str, proof: str) -> None:
    phase = "Phase {}: Part {}\n4 weeks\n{}\n- Count beds\n- Name burns\n{}\n- A handbook\n- A ward\n{}plan a week\n"
    text = f"How to Become an {NAME}\nRoadmap\n"
    text += "".join(phase.format(number, number, goals, resources, proof) for number in (1, 2, 3))
    (profile,) = profiles(text)
    for attribute, count in (("goal", 6), ("resource", 6), ("milestone", 3)):
        assert len([fact for fact in profile.facts if fact.attribute == attribute]) == count


@pytest.mark.parametrize(
    "title",
    [
        "Landing {n} / Weeks {a} to {b} / Part {n}",
        "Part {n} [4 wks]",
        "{n}) Part {n}\n4 weeks",
        "Landing {n}\nPart {n}\n4 weeks",
    ],
)
@pytest.mark.parametrize("proof", ["You stand tall when you can ", "Proof? ", "Mini test → ", "Trophy day: "])
def test_blocks_of_one_shape_are_phases_whatever_their_words(title: str, proof: str) -> None:
    lists = "What for\n- Count beds\n- Name burns\nWhat with\n- A handbook\n- A ward\n"
    phase = f"{title}\n{lists}{proof}{{verb}} a week\n"
    verbs = ("Plan", "Stop", "Move")
    text = f"How to Become an {NAME}\nThe plan\n"
    text += "".join(phase.format(n=n, a=4 * n - 3, b=4 * n, verb=verb) for n, verb in enumerate(verbs, start=1))
    (profile,) = profiles(text)
    counts = {attribute: len(profile.of(attribute)) for attribute in ("phase_weeks", "goal", "resource", "milestone")}
    assert counts == {"phase_weeks": 3, "goal": 6, "resource": 6, "milestone": 3}


def test_the_titles_of_a_ladder_are_not_careers_of_their_own() -> None:
    rungs = "Peer Coach\nAfter a year\n{n}\nAfter four years\nRegional Training Manager\nPhase 1: Doors\n4 weeks\n"
    assert [each.name for each in profiles(f"{NAME}\n" + FACTS + rungs.replace("{n}", NAME))] == [NAME]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("- Ward Data Lead\n- Burn Unit Clerk\n- Skin Bank Manager", "related_roles"),
        ("1. Ask for a day on the ward.\n2. Write down what you saw.\n3. Apply with it.", "steps"),
        ("- REDCap\n- Power BI\n- Python with pandas", "tools"),
        ("8:00 Ward round\n10:00 Bed list\n12:00 Call", "day"),
        ("What is a graft?\nHow do you rank two patients?\nWhen do you say no?", "practice"),
        ("Is it hard?\nYes, at first.\nDo I need a degree?\nNo, a diploma is enough.", "faq"),
        ("Coding: none\nDifficulty: low", "requirements"),
        ("Demand: 8/10\nAI risk: 12%\nCoding: none", "metrics"),
    ],
)
def test_the_lines_under_a_title_show_its_kind(lines: str, kind: SectionKind) -> None:
    text = f"{NAME}\n\nPlans beds all day.\n\n## Behind the curtain\n\n{lines}\n"
    assert (kind, "Behind the curtain") in kinds(text)


@pytest.mark.parametrize(
    "heading",
    [
        "Practice round",
        "Doubts, cleared",
        "The way up",
        "Vital statistics",
        "A working day",
        "Where this can lead",
        "One day, roughly",
    ],
)
def test_a_heading_in_sentence_case_is_of_a_kind(heading: str) -> None:
    assert layout().likely_kind(heading) != "other"


@pytest.mark.parametrize(
    "after",
    [
        "Try these before your interview\nWhat is a graft?\nHow do you rank two patients?\n",
        "Short answers\nIs it hard?\nYes, at first.\nCan I move?\nYes, soon.\n",
        "A working day\n8:00 Ward round\n10:00 Bed list\n",
        "Right for you?\n- You like order\n",
    ],
)
def test_the_last_phase_ends_where_another_section_begins(after: str) -> None:
    text = f"How to Become an {NAME}\nPhase 1: Beds\n4 weeks\nGoals\n- Count beds\nMilestone\nPlan a week\n{after}"
    (profile,) = profiles(text)
    assert [fact.value for fact in profile.of("goal", "milestone")] == ["Count beds", "Plan a week"]


@pytest.mark.parametrize(
    "line",
    [
        "Burn Unit Planner | Years 2–6 | A$92K–A$124K",
        "Burn Unit Planner: 2 to 6 years in post, £33,700 to £44,900 a year",
        "Burn Unit Planner\n2-6 yrs in field • $68,000-$86,000/yr",
        "Burn Unit Planner\n2 to 6 years · $92,000 to $112,000 a year",
        "Burn Unit Planner (2–6 years): $70k–$95k",
        "Burn Unit Planner\n£35k–£49k · 2–6 yrs",
    ],
)
def test_a_level_states_its_pay_and_years(line: str) -> None:
    text = (
        f"{NAME}\nCareer ladder\n{line}\n- Counts beds\nHead of Burn Planning (6+ years): $99,000+\n- Counts planners\n"
    )
    (profile,) = profiles(text)
    level = profile.parts("level")[0]
    years = [fact.value for fact in profile.of("experience", part=level)]
    assert (level.title, len(profile.of("pay", part=level))) == ("Burn Unit Planner", 1)
    assert [(each.low, each.high) for each in years if not isinstance(each, str)] == [(2, 6)]


@pytest.mark.parametrize(
    ("sentence", "months"),
    [
        ("Plan on about six months part-time.", 6),
        ("Ten months of evening classes were enough.", 10),
        ("A nurse is useful after six months.", 6),
        ("Most start after 5 months of study.", 5),
        ("It usually takes 18 months of supervised work.", 18),
        ("After nine months you can apply for a first post.", 9),
        ("Reckon with eleven months of preparation.", 11),
        ("You are ready for work after 7 months.", 7),
        ("It takes most people eight months.", 8),
        ("You can retrain within 4 months.", 4),
    ],
)
def test_the_time_to_be_ready_is_read_from_prose(sentence: str, months: int) -> None:
    text = f"{NAME}\n\nAn {NAME} keeps beds free for the badly burned. {sentence} Beds are few.\n"
    (fact,) = stated(text, "months_to_ready")
    assert not isinstance(fact.value, str)
    assert fact.value.low == months


@pytest.mark.parametrize(
    "sentence",
    [
        "The exam takes two months to correct.",
        "Each module takes three months of study.",
        "She was a nurse for fourteen years.",
        "The contract runs for 12 months.",
        "Registration takes about four months of waiting.",
    ],
)
def test_other_times_are_not_the_time_to_be_ready(sentence: str) -> None:
    assert stated(f"{NAME}\n\nAn {NAME} keeps beds free. {sentence}\n", "months_to_ready") == []


@pytest.mark.parametrize(
    ("sentence", "attribute"),
    [
        ("Clinics take on new planners at about $61,000 a year.", "entry_pay"),
        ("Those with a long record get as much as $94,000 a year.", "senior_pay"),
        ("After six years I get about 58,000 euros.", "senior_pay"),
        ("She does not write programs.", "coding"),
        ("Programming is part of the role.", "coding"),
        ("Two mornings a week she works from her kitchen.", "remote"),
        ("Remote work is the norm here.", "remote"),
        ("Most posts are hybrid.", "remote"),
        ("Anyone who cannot leave work at work should think hard before following her.", "non_fit"),
        ("Who should not do it? People who need sleep.", "non_fit"),
        ("With three to six years of experience you can expect more.", "experience"),
        ("At least 3 years of hospital practice are asked for.", "experience"),
    ],
)
def test_a_sentence_states_a_fact(sentence: str, attribute: Attribute) -> None:
    assert len(stated(f"{NAME}\n\nAn {NAME} keeps beds free. {sentence}\n", attribute)) == 1


def test_a_table_names_its_levels_beside_a_column_of_codes() -> None:
    rows = "| Band | Title | Experience | Salary |\n|---|---|---|---|\n| P1 | Trainee Planner | 0–3 years | £34,500 |\n"
    text = f"# {NAME}\n\n## Pay\n\n{rows}| P2 | Burn Unit Planner | 3–6 years | £45,000 |\n"
    assert [fact.value for fact in stated(text, "level_title")] == ["Trainee Planner", "Burn Unit Planner"]


def test_a_bare_number_has_the_unit_of_its_column() -> None:
    rows = (
        "| Block | Weeks | Signed off when |\n|---|---|---|\n| Beds | 8 | You plan |\n| Grafts | 12 | You rank two |\n"
    )
    weeks = [fact.value for fact in stated(f"# {NAME}\n\n## Roadmap\n\n{rows}", "phase_weeks")]
    assert [(each.low, each.unit) for each in weeks if not isinstance(each, str)] == [(8, "week"), (12, "week")]


def test_the_first_line_of_a_page_never_makes_it_boilerplate() -> None:
    text = f"Newsletter of the burn care guild, issue 14\n\n## {NAME}\n\nCoding: none\n"
    assert "boilerplate" not in [kind for kind, _ in kinds(text)]


@pytest.mark.parametrize("mark", ["»", "✗", "o", "~", "→", "✔", "+", "·"])
def test_a_point_may_be_marked_by_many_signs(mark: str) -> None:
    text = f"{NAME}\nYou do not fit if you\n{mark} want applause\n{mark} need sleep\nCoding: none\n"
    assert [fact.value for fact in stated(text, "non_fit")] == ["want applause", "need sleep"]


def test_cards_under_the_name_of_another_career_are_left_out() -> None:
    cards = "Burn Unit Clerk\nDemand: 6.1/10\nSalary: $40K to $62K\n"
    text = (
        f"{NAME}\nDemand: 8.1/10\nSalary: $70K to $98K\nA day at work\n9:00 Rounds\n11:00 Lists\n{cards}Coding: none\n"
    )
    assert len(stated(text, "demand")) == len(stated(text, "salary_range")) == 1


def test_a_question_states_nothing() -> None:
    assert stated(f"{NAME}\n\nAn {NAME} keeps beds free.\n\nCan I do it at home?\n", "remote") == []


def test_phases_counted_in_months_are_read_behind_a_list_of_whom_it_suits_not() -> None:
    months = "Months {}: Beds\nCover: bed lists\nRead: a handbook\nYou pass when: ten lists are right\n\n"
    text = f"{NAME}\n\nNot for you if\n- you need sleep\n\n" + months.format("1 and 2") + months.format("3 to 5")
    weeks = [fact.value for fact in stated(text, "phase_weeks")]
    assert [(each.low, each.unit) for each in weeks if not isinstance(each, str)] == [(2, "month"), (3, "month")]


def test_a_label_and_its_value_may_stand_on_either_side_of_a_tab() -> None:
    assert [fact.value for fact in stated(f"{NAME}\nBefore you begin\nDifficulty\tAdvanced\n", "difficulty")] == [
        "Advanced"
    ]


def test_a_title_that_stands_nowhere_else_yields_to_the_career_that_is_spoken_of() -> None:
    opening = "Ward Service Desk Helper\nStarts at $30,000\n"
    text = f"{opening}About the job\nAn {NAME} plans beds. An {NAME} is asked for everywhere.\n{FACTS}"
    assert [each.name for each in profiles(text)] == [NAME]
    assert [each.name for each in profiles(f"ENTRY CHECKLIST\n{NAME}\n{FACTS}")] == [NAME]


def test_careers_may_stand_across_the_head_of_a_table() -> None:
    text = "| | Burn Unit Planner | Ward Robot Tester |\n| --- | --- | --- |\n| Demand (of 10) | 8.1 | 7.4 |\n"
    text += "| Coding | none | daily |\n| Time to get ready | 6 months | 9 months |\n"
    found = {each.name: [fact.value for fact in each.of("coding")] for each in profiles(text)}
    assert found == {"Burn Unit Planner": ["none"], "Ward Robot Tester": ["daily"]}


def test_a_blank_line_after_each_line_changes_nothing() -> None:
    text = f"How to Become an {NAME}\nRoadmap\nPhase 1: Beds\n4 weeks\nGoals\n- Count beds\n- Name burns\n- Rank them\n"
    text += "- Move them\n- Close them\nMilestone\nPlan a week\nCommon Questions\nIs it hard?\nYes, at first.\n"
    single, double = profiles(text), profiles(text.replace("\n", "\n\n"))
    assert [each.value for each in single[0].facts] == [each.value for each in double[0].facts]


def test_a_figure_among_cards_is_told_by_its_unit() -> None:
    cards = f"{NAME}\n8.1/10\nDemand\n$70,000 to $98,000\nSalary\n21%\nWhat software might do one day\n"
    assert [fact.value.low for fact in stated(cards, "ai_risk") if isinstance(fact.value, Quantity)] == [21]
    assert stated(cards.replace("What software might do one day", "Women in the job"), "ai_risk") == []


def test_a_value_is_told_by_a_word_of_its_label() -> None:
    box = f"{NAME}\nFine print\nChallenge ..... Moderate\nScripts and code ..... None at all\nHurdle ..... Low\n"
    assert [(fact.value, fact.holds) for fact in stated(box, "coding")] == [("None at all", False)]
    assert ("requirements", "Fine print") in kinds(box)


def test_a_label_may_stand_in_a_sentence_about_it() -> None:
    text = f"{NAME}\n\nAn {NAME} keeps beds free. Our estimate of the risk from automation is 27%.\n"
    assert [fact.value.low for fact in stated(text, "ai_risk") if isinstance(fact.value, Quantity)] == [27]


def test_the_clause_that_states_it_tells_whether_the_work_is_remote() -> None:
    text = f"{NAME}\n\nAn {NAME} keeps beds free. Most calls are by video from home; the first one never is.\n"
    assert [fact.holds for fact in stated(text, "remote")] == [True]


def test_people_right_behind_those_it_suits_are_those_it_does_not_suit() -> None:
    suits = f"{NAME}\nGood fit if\n- You like lists\n- You sleep well\n"
    text = f"{suits}Spare yourself the bother\n- You hate lists\n- You tire soon\n"
    assert [fact.value for fact in stated(text, "non_fit")] == ["You hate lists", "You tire soon"]


def test_hours_make_a_day_whatever_the_title_says() -> None:
    text = f"{NAME}\nGood fit if\n- You like lists\nWhat happens when\n- 8:45 Rounds\n- 10:00 Lists\n"
    assert ("day", "What happens when") in kinds(text)


def test_the_roadmap_begins_above_its_first_phase() -> None:
    ladder = "Rungs\nBed Clerk\n0-2 years • $40,000\n- Counts\nBed Lead\n2-5 years • $60,000\n- Leads\n"
    phases = "-\nBeds\n4 weeksYou will\n- Count beds\nYou need\n- A list\n-\nBurns\n5 weeksYou will\n- Name burns\n"
    found = kinds(f"{NAME}\n{ladder}Zero to {NAME}\n{phases}You need\n- A book\n")
    assert [title for kind, title in found if kind in ("roadmap", "phase")] == [f"Zero to {NAME}", "Beds", "Burns"]


def test_a_scene_with_a_task_is_a_question_to_practise() -> None:
    asked = "Two beds are free and three patients wait. List your reasons.\nWhat do you ask first?\nWhy?\n"
    assert len(stated(f"{NAME}\nWarm Up for the Interview\n{asked}", "interview_question")) == 3


def test_an_amount_may_stand_before_its_region() -> None:
    text = f"{NAME}\n\n## Salary by place\n\n$74,000 to $126,000 in Boston\n\n$63,000 to $104,000 in Texas\n\n{FACTS}"
    regions = [fact.part.title for fact in stated(text, "regional_pay") if fact.part]
    assert regions == ["Boston", "Texas"]


def test_pay_of_another_occupation_yields_to_the_pay_of_this_one() -> None:
    text = (
        f"{NAME}\n\nAn {NAME} keeps beds free. Newcomers start at $40,000.\n\nHospital pharmacists start at $52,000.\n"
    )
    assert [fact.value.low for fact in stated(text, "entry_pay") if isinstance(fact.value, Quantity)] == [40_000]


def test_no_more_than_some_years_begins_at_none() -> None:
    figures = stated(f"{NAME}\nDemand: 8.1/10\nExperience: no more than 5 years\n", "experience")
    assert [(fact.value.low, fact.value.high) for fact in figures if isinstance(fact.value, Quantity)] == [(0, 5)]


def test_cards_that_have_run_together_are_read_apart() -> None:
    cards = f"{NAME}\nMarket heat: 6.9/10AI could replace: 38%Pay: $49K-$116K/yrReady in: 5 months\n"
    assert {fact.attribute for fact in profiles(cards)[0].facts} >= {"demand", "ai_risk", "salary_range"}
    assert len(stated(f"{NAME}\n7.7/10hiring momentum\n12%chance of being automated\n", "ai_risk")) == 1


def test_levels_may_label_their_figures() -> None:
    level = "{}\nProfessional experience: {} years\nSalary: €{} per year\n» Keeps beds free\n"
    text = f"{NAME}\nWhere does it lead and what does it pay?\n"
    text += level.format("Bed Clerk", "0–2", "44,000–€52,000") + level.format("Bed Planner", "2–6", "52,000–€71,000")
    assert [fact.part.title for fact in stated(text, "pay") if fact.part] == ["Bed Clerk", "Bed Planner"]


def test_figures_that_one_section_states_again_and_again_are_not_the_career_s() -> None:
    text = f"{NAME}\n\n## Money\n\nSalary: $40,000\n\nSalary: $50,000\n\nSalary: $60,000\n\nDemand: 8.1/10\n"
    assert stated(text, "salary_range") == []
    assert len(stated(text, "demand")) == 1


def test_what_is_left_of_a_box_is_told_by_its_value() -> None:
    box = f"{NAME}\nAt a glance\nDifficulty: Advanced\nCoding required: No\nGatekeeping: Medium; a portfolio counts\n"
    assert [fact.value for fact in stated(box, "entry_barrier")] == ["Medium; a portfolio counts"]
    assert stated(box.replace("Gatekeeping", "Stress"), "entry_barrier") == []


def test_questions_and_answers_may_have_letters_without_marks() -> None:
    text = f"{NAME}\n{FACTS}You asked\nQ Is it a safe job?\nA Safer than most.\nQ Must I code?\nA No, never.\n"
    assert [fact.value for fact in stated(text, "faq")] == ["Safer than most.", "No, never."]


def test_a_list_beside_one_of_skills_is_told_by_the_software_in_it() -> None:
    text = f"{NAME}\nSkills\n- Counting beds\n- Naming burns\nWorkshop and stage\n- Laerdal LLEAP\n- A headset\n"
    assert [fact.value for fact in stated(text, "tool")] == ["Laerdal LLEAP", "A headset"]


def test_careers_may_each_have_a_letter_of_their_own() -> None:
    letter = "{n}\n\nA {c} keeps beds free. A {c} starts at ${p}.\n\n"
    text = "Letters to a nurse\n\n" + letter.format(n="The long corridor", c="Bed Fleet Planner", p="40,000")
    text += letter.format(n="The short sentence", c="Burn Report Writer", p="50,000")
    assert [each.name for each in profiles(text)] == ["Bed Fleet Planner", "Burn Report Writer"]


def test_a_career_may_be_named_in_lower_case_throughout() -> None:
    text = "Letter\n\nA burn unit planner keeps beds free. Demand for a burn unit planner is high.\n\n"
    assert [each.name for each in profiles(f"{text}Salary: $40k to $60k\nCoding: none\n")] == ["Burn unit planner"]


def test_points_inside_a_phase_need_no_bullets() -> None:
    phase = "Module {n}: Beds\n6 weeks\nGoals\nCount {n}\nName {n}\nResources\nBook {n}\nMilestone: plan a week.\n"
    text = f"{NAME}\nRoadmap\n" + phase.format(n="1") + phase.format(n="2")
    assert [fact.value for fact in stated(text, "goal")] == ["Count 1", "Name 1", "Count 2", "Name 2"]


def test_the_foot_of_a_page_is_no_part_of_the_phase_that_was_cut_off() -> None:
    text = f"{NAME}\nRoadmap\nPhase 1: Beds\n6 weeks\nGoals\n- Count beds\nResources\n- A handbook\n"
    assert [fact.value for fact in stated(f"{text}BrightPaths Ltd, 12 Mill Lane\n", "resource")] == ["A handbook"]


def test_boilerplate_in_the_middle_ends_where_content_begins() -> None:
    advert = "Become a member\nAll career plans for $49 a year.\nOne a week, no more.\n"
    text = f"{NAME}\n{FACTS}{advert}Your ten weeks\nPart 1 – Beds\n4 weeksGoals\n- Count beds\nResources\n- A book\n"
    assert [fact.value for fact in stated(text, "goal")] == ["Count beds"]
    assert stated(text, "salary_range") == []


def test_a_roadmap_may_follow_the_questions_to_practise() -> None:
    asked = "They will ask\nWhich bed is free?\nWhom do you call?\nWhy?\n"
    text = f"{NAME}\n{asked}A) Beds\n4 weeks\nGoals\n- Count beds\nMilestone: plan a week.\n"
    text += "B) Burns\n5 weeks\nGoals\n- Name burns\nMilestone: name ten.\n"
    assert len(stated(text, "interview_question")) == 3
    assert [fact.part.number for fact in stated(text, "goal") if fact.part] == [1, 2]


def test_hours_and_boxes_that_lost_their_titles_are_no_points_of_the_list_above() -> None:
    text = f"{NAME}\nGood fit if\n- You like lists\n- You sleep well\n- 8:45 Rounds\n- 10:00 Lists\n"
    assert [fact.value for fact in stated(text, "fit")] == ["You like lists", "You sleep well"]
    assert len(stated(text, "schedule")) == 2
    box = text.partition("- 8:45")[0] + "- Difficulty: Advanced\n- Coding: none\n"
    assert [fact.value for fact in stated(box, "difficulty")] == ["Advanced"]


def test_benefits_behind_those_whom_it_does_not_suit_are_left_out() -> None:
    suits = f"{NAME}\nNot for you if\n- You hate lists\n- You tire soon\n"
    text = f"{suits}- 29 days of leave\n- A bicycle lease\n"
    assert [fact.value for fact in stated(text, "non_fit")] == ["You hate lists", "You tire soon"]


def test_a_list_behind_a_milestone_is_none_of_it() -> None:
    phase = "Module {n}: Beds\n6 weeks\nGoals\n- Count {n}\nMilestone: plan a week.\n"
    text = f"{NAME}\nRoadmap\n{phase.format(n=1)}{phase.format(n=2)}- Nurses who count\n- Clerks who ask\n"
    assert [fact.value for fact in stated(text, "milestone")] == ["plan a week."] * 2


def test_a_phase_keeps_the_number_on_the_line_above_its_title() -> None:
    phase = "{n}\n{title}\n4 weeksGoals\n- Count {n}\nResources\n- Book {n}\nMilestone: plan a week.\n"
    text = f"{NAME}\nRoadmap\n" + phase.format(n=2, title="Wards") + phase.format(n=3, title="Homes")
    assert [fact.part.number for fact in stated(text, "goal") if fact.part] == [2, 3]


def test_the_figures_run_into_another_career_s_name_are_not_those_of_the_page() -> None:
    page = f"{NAME}\nPay: $52K–$158K\nAlso in this field\n"
    page += "AI Story ArchivistDemand: 6.2/10Pay: $44K–$83K\nVaccine Confidence PlannerDemand: 8.1/10Pay: $58K–$129K\n"
    (profile,) = profiles(page)
    pay = [fact.value.high for fact in profile.of("salary_range") if isinstance(fact.value, Quantity)]
    assert pay == [158_000]
    assert [fact.part.title for fact in profile.of("related_role") if fact.part] == [
        "AI Story Archivist",
        "Vaccine Confidence Planner",
    ]


def test_a_list_of_tasks_is_none_of_tools_though_its_title_may_say_so() -> None:
    tasks = ["Sort the claims of the night by harm and by speed", "Brief a health officer of the county in ten minutes"]
    tasks.append("Measure whether the answer helped or fed the story")
    (profile,) = profiles(
        f"{NAME}\nPay: $52K–$158K\nWhat lands on the desk\n" + "".join(f"- {task}\n" for task in tasks)
    )
    assert list(profile.of("tool")) == []


@pytest.mark.parametrize("answer", ["For modelling, yes, two days a week.", "Yes, two days a week."])
def test_where_one_may_sit_at_home_is_no_question_of_whom_it_suits(answer: str) -> None:
    (profile,) = profiles(
        f"{NAME}\nPay: $52K–$158K\nDoubts, cleared\nCan I sit at home?\n{answer}\nIs it safe?\nQuite.\n"
    )
    assert list(profile.of("fit")) == []
    assert [fact.value for fact in profile.of("remote")] == [answer]


def test_what_running_text_says_of_education_is_kept_sentence_by_sentence() -> None:
    (profile,) = profiles(f"# {NAME}\n\nPay: $52K–$158K\n\n## Education\n\nA degree is usual. A licence helps.\n")
    assert [fact.value for fact in profile.of("item")] == ["A degree is usual.", "A licence helps."]
