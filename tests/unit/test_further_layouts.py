"""What pages state in lay-outs that no career site has: labels on every point, told ladders, columns, other marks."""

from __future__ import annotations

import pytest

from ingest.ladder import find_rungs
from ingest.lines import read_lines
from ingest.sections import read_sections
from tests.unit.test_careers import profiles, stated
from tests.unit.test_sections import document
from vectorstore.types import Quantity

HEAD = "How to Become a Gait Analyst\n"


def test_labels_on_every_point_of_a_phase_are_told_by_their_order() -> None:
    season = "Season {0}\nduration: {0} months\n- Hope to: walk\n- Hope to: count\n- Pack: a map\n- Bag gets: a log\n"
    text = f"{HEAD}Roadmap\n{season.format(2)}{season.format(3)}"
    assert [fact.value for fact in stated(text, "goal")] == ["walk", "count"] * 2
    assert [fact.value for fact in stated(text, "resource")] == ["a map"] * 2
    assert [fact.value for fact in stated(text, "milestone")] == ["a log"] * 2


def test_a_sentence_that_leads_to_a_list_in_every_phase_is_no_milestone() -> None:
    phase = "Phase {0}: Part {0}\n4 weeks\nYou leave with the ability to\n- count beds\nOn the shelf\n- a handbook\n"
    text = f"{HEAD}Roadmap\n" + "".join(phase.format(n) + "Door opens if: a ward is counted.\n" for n in (1, 2))
    assert [fact.value for fact in stated(text, "goal")] == ["count beds"] * 2
    assert [fact.value for fact in stated(text, "milestone")] == ["a ward is counted."] * 2


@pytest.mark.parametrize(
    "rungs",
    [
        "Post 1: Gait Clerk\nYears in the field: 0 to 1\nPays: $54,000 to $62,000\n"
        "Post 2: Gait Analyst\nYears in the field: more than 3\nPays: $62,000 to $83,000\n",
        "Step A | Gait Clerk | first year | $54,000–$62,000\n"
        "Step B | Gait Analyst | year 3 onwards | $62,000–$83,000\n",
        "- Gait Clerk – $54,000 to $62,000 – from day one to year 1 – loads films\n"
        "- Gait Analyst – $62,000 to $83,000 – from year 3 on – reads films\n",
    ],
)
def test_the_rungs_of_a_ladder_may_be_counted_and_timed_in_any_order(rungs: str) -> None:
    assert list(find_rungs(read_lines(rungs)).values())
    text = f"{HEAD}Career ladder\n{rungs}"
    assert [fact.value for fact in stated(text, "level_title")] == ["Gait Clerk", "Gait Analyst"]
    assert [fact.value for fact in stated(text, "experience")] == [
        Quantity(0, 1, "year"),
        Quantity(3, 3, "year", open_ended=True),
    ]


def test_a_ladder_may_be_told_a_sentence_a_rung() -> None:
    text = (
        f"{HEAD}\nThe money\n\nYou begin as a Gait Clerk, on £33,200 to £36,900, for up to one year.\n"
        "With one to four years behind you, you become a Gait Analyst, earning £36,900 to £46,800.\n"
        "Beyond nine years, a Head of Gait is paid £46,800 to £66,500 and sits on the board.\n"
        "A porter starts on £19,000.\n"
    )
    assert [fact.value for fact in stated(text, "level_title")] == ["Gait Clerk", "Gait Analyst", "Head of Gait"]
    assert [fact.value for fact in stated(text, "experience")] == [
        Quantity(0, 1, "year"),
        Quantity(1, 4, "year"),
        Quantity(9, 9, "year", open_ended=True),
    ]
    assert [fact.value for fact in stated(text, "duty")] == ["sits on the board"]
    assert not stated(text, "senior_pay")


def test_phases_may_be_told_a_paragraph_each() -> None:
    stretch = (
        "The {0} stretch, {1}, takes {2} weeks. You should learn to count. You have arrived when you {3} alone.\n\n"
    )
    text = f"{HEAD}\nFrom nothing to work\n\n" + "".join(
        stretch.format(*each) for each in (("first", "Feet", 3, "see"), ("second", "Knees", 5, "bend"))
    )
    assert not stated(text, "phase_title")  # two are no run
    text += stretch.format("third", "Hips", 7, "turn")
    assert [fact.value for fact in stated(text, "phase_title")] == ["Feet", "Knees", "Hips"]
    assert [fact.value for fact in stated(text, "milestone")] == [
        "you see alone.",
        "you bend alone.",
        "you turn alone.",
    ]


def test_tables_in_columns_may_leave_the_currency_to_the_page() -> None:
    table = (
        "  Step               Years in the job   Middle half          n\n  ------------------------------------\n"
        "  Gait clerk         0-2                27,900 - 31,200     44\n"
        "  Gait analyst       2-6                33,600 - 41,500     38\n"
    )
    said = "Amounts are pounds a year.\n\n"
    text = f"{HEAD}\n{said}Steps\n\n{table}"
    assert [fact.value for fact in stated(text, "pay")] == [
        Quantity(27_900, 31_200, "GBP"),
        Quantity(33_600, 41_500, "GBP"),
    ]
    assert not stated(text.replace(said, ""), "pay")


def test_two_columns_of_pay_are_the_ends_of_what_a_region_pays() -> None:
    text = (
        f"{HEAD}\nPay\n\n    Region      Starting pay     Highest pay\n    London      £29,900          £36,200\n"
        "    Wales       £26,900          £33,000\n"
    )
    assert stated(text, "regional_pay")[0].value == Quantity(29_900, 36_200, "GBP")


def test_signs_in_front_of_titles_mark_them() -> None:
    text = (
        "Gait Analyst\n\n>>> Skills you need\nPatience\nStatistics\n\n>>> Software you open\nExcel\nEpic\n\n"
        ">>> They asked, we asked back\n— Is it hard?\n— Only on Mondays.\n— Can it be done at home?\n— Yes, mostly.\n"
    )
    assert [fact.value for fact in stated(text, "skill")] == ["Patience", "Statistics"]
    assert [fact.part and fact.part.title for fact in stated(text, "faq")] == ["Is it hard?", "Can it be done at home?"]


def test_lines_may_say_themselves_whether_the_job_suits() -> None:
    people = (
        "stay if you are a nurse\nstay if you like maps\nturn back if films bore you\nturn back if you hate halls\n"
    )
    text = f"{HEAD}Great fit if\n{people}"
    assert [fact.value for fact in stated(text, "fit")] == ["stay if you are a nurse", "stay if you like maps"]
    assert len(stated(text, "non_fit")) == 2


def test_careers_may_stand_behind_a_phrase_or_in_bold() -> None:
    job = "The one who {0}: {1}\n\nA {1} {0} a ward.\n\n- Pay: €36,500 to €40,000 a year\n- Demand: 7.2/10\n\n"
    text = f"# Two jobs\n\n## {job.format('maps', 'Ward Mapper')}## {job.format('counts', 'Bed Planner')}"
    assert [profile.name for profile in profiles(text)] == ["Ward Mapper", "Bed Planner"]
    guest = "## Guest\n\nA **{0}** plans. It suits people who {1}. Pay starts at £23,900 a year.\n\n"
    notes = f"# Evening\n\nThe biscuits were Mr Farmer's.\n\n{guest.format('Ward Planner', 'sing')}"
    notes += guest.format("Theatre Planner", "sit")
    assert [profile.name for profile in profiles(notes)] == ["Ward Planner", "Theatre Planner"]


def test_pay_that_a_sentence_gives_to_another_occupation_is_not_the_careers() -> None:
    text = f"{HEAD}\nPay\n\nA theatre nurse (band 5) is paid £23,600 to £24,900.\n"
    assert not stated(text, "salary_range")


def test_several_jobs_told_one_after_the_other_are_no_ladder() -> None:
    text = (
        f"{HEAD}\nWho earns what\n\nA Ward Clerk earns $40,000 to $45,000 after two to three years.\n"
        "A Hospital Pharmacist earns $90,000 to $110,000 after five to six years.\n"
        "A Heart Surgeon earns $300,000 to $400,000 after ten to twelve years.\n"
    )
    assert not stated(text, "level_title")


def test_what_once_took_its_time_is_no_roadmap() -> None:
    office = "The {0} office, Room {1}, took {1} weeks to furnish.\n"
    text = f"{HEAD}\nHow it began\n\n" + "".join(office.format(*each) for each in (("first", 3), ("second", 5)))
    assert not stated(text + office.format("third", 7), "phase_title")


def test_cards_may_have_run_into_the_labels_behind_their_values() -> None:
    row = (
        "€31,000 to €52,000gross a year5 monthsof learning8.1/10hiring interest26%may go to machinesLowbarrier to entry"
    )
    found = {fact.attribute: fact.value for profile in profiles(f"Gait Analyst\n{row}\n") for fact in profile.facts}
    assert found["demand"] == Quantity(8.1, 8.1, "score", per="10")
    assert found["salary_range"] == Quantity(31_000, 52_000, "EUR")
    assert found["entry_barrier"] == "Low"
    assert {"ai_risk", "months_to_ready"} <= set(found)


def test_columns_headed_from_and_to_are_the_ends_of_a_range() -> None:
    text = f"{HEAD}\nPay\n\nRegion\tFrom\tTo\nLondon\t£49,500\t£63,000\nWales\t£40,500\t£51,000\n"
    assert [fact.value for fact in stated(text, "regional_pay")] == [
        Quantity(49_500, 63_000, "GBP"),
        Quantity(40_500, 51_000, "GBP"),
    ]


def test_duties_set_in_end_where_the_text_comes_back_to_the_margin() -> None:
    text = (
        "NHS careers\nGAIT ANALYST\nRungs\n"
        "Film Clerk (no experience to 2 years): £27,800 – £33,400 a year\n  loads the films\n  marks duplicates\n"
        "Gait Analyst (2 to 5 years): £40,500 – £63,000 a year\n  reads the films\n"
        "In a nutshell\nA Gait Analyst films how people walk and says from the films who is likely to fall. "
        "The films are compared by software, and a therapist decides what follows.\n"
    )
    assert [fact.value for fact in stated(text, "level_title")] == ["Film Clerk", "Gait Analyst"]
    assert stated(text, "experience")[0].value == Quantity(0, 2, "year")
    assert [fact.value for fact in stated(text, "duty")] == ["loads the films", "marks duplicates", "reads the films"]


def test_a_phase_may_bear_the_words_that_title_a_section() -> None:
    phase = "-\n{}\n5 weeksGoals\n- count beds\nResources\n- Book of the ward\nMilestoneCan draw a map.\n"
    text = f"{HEAD}{phase.format('What Is on the Shelf')}{phase.format('Counting')}"
    assert [fact.value for fact in stated(text, "phase_title")] == ["What Is on the Shelf", "Counting"]
    assert [fact.value for fact in stated(text, "resource")] == ["Book of the ward"] * 2


def test_what_a_page_is_not_suits_nobody_less_nor_does_its_foot() -> None:
    text = (
        "# Becoming a Gait Analyst\n\n## What this guide is not\n\nIt is no licence. People who want one ask the state."
        "\n\n## It is not for you if\n\n- you hate cameras\n- you cannot wait\n\n---\nPeople may write to the editor.\n"
    )
    assert [fact.value for fact in stated(text, "non_fit")] == ["you hate cameras", "you cannot wait"]


def test_a_table_of_modules_may_count_hours_of_teaching() -> None:
    text = (
        "# Course: Gait Analyst\n\n## Modules\n\n| No. | Module | Aims | Contact hours | Assessment |\n"
        "| --- | --- | --- | --- | --- |\n| 1 | Cameras | set one up | 12 | Short test |\n"
        "| 2 | Films | cut one | 18 | Role play |\n"
    )
    assert [fact.value for fact in stated(text, "phase_title")] == ["Cameras", "Films"]
    assert [fact.value for fact in stated(text, "phase_weeks")] == [Quantity(n, n, "hour") for n in (12, 18)]
    assert [fact.value for fact in stated(text, "milestone")] == ["Short test", "Role play"]


def test_cards_may_stand_in_a_row_with_nothing_between() -> None:
    text = "Gait Analyst\nDemand 7.4 / 10 Automation risk 14 % Ready in 12 months\nA Gait Analyst films people.\n"
    assert stated(text, "months_to_ready")[0].value == Quantity(12, 12, "month")
    assert not stated(text.replace(" Automation risk", ", which automation took from"), "months_to_ready")


def test_a_sentence_that_denies_is_not_among_those_whom_the_job_suits() -> None:
    text = (
        "# Gait Analyst\n\n## Is it your kind of work?\n\nIt suits people who like films.\n\n"
        "It is not for you if you need to be thanked.\n"
    )
    assert [fact.value for fact in stated(text, "fit")] == ["It suits people who like films."]
    assert [fact.value for fact in stated(text, "non_fit")] == ["It is not for you if you need to be thanked."]


def test_the_title_above_a_box_is_no_label_of_its_first_line() -> None:
    text = "# Gait Analyst\n\n## Getting in\n\nDifficulty: Moderate\n\nEntry barrier: Medium\n\nCoding: none\n"
    assert [fact.value for fact in stated(text, "entry_barrier")] == ["Medium"]


def test_what_stands_beside_the_phases_is_no_roadmap() -> None:
    phase = "## {} (5 weeks)\n\n**You learn to**\n\n- count beds\n\n**Proof:** a count.\n\n"
    head = "# Becoming a Gait Analyst\n\n## How to use this page\n\nGo on.\n\n"
    text = f"{head}{phase.format('Feet')}{phase.format('Legs')}"
    sections = read_sections(document(text))
    assert [(each.title, each.kind) for each in sections][1:] == [
        ("How to use this page", "other"),
        ("Feet (5 weeks)", "phase"),
        ("Legs (5 weeks)", "phase"),
    ]
    assert "How to use this page" not in sections[-1].path


def test_a_table_of_one_row_is_a_card() -> None:
    text = f"{HEAD}\n| Demand | AI risk | Ready in |\n| --- | --- | --- |\n| 8.4/10 | 24% | 10 months |\n"
    assert stated(text, "demand")[0].value == Quantity(8.4, 8.4, "score", per="10")
    assert stated(text, "ai_risk")[0].value == Quantity(24, 24, "percent")
    assert stated(text, "months_to_ready")[0].value == Quantity(10, 10, "month")


def test_a_range_of_pay_behind_an_aside_is_still_that_of_another_occupation() -> None:
    text = "# Gait Analyst\n\nA Gait Analyst films people. {} earns $55,000 to $72,000 a year.\n"
    assert not stated(text.format("A study coordinator, by contrast,"), "salary_range")
    assert stated(text.format("An analyst, by contrast,"), "salary_range")
    senior = "# Gait Analyst\n\n## Pay\n\nA senior analyst, after four years, gets £39,900 a year.\n"
    assert stated(senior, "senior_pay")[0].value == Quantity(39_900, 39_900, "GBP", per="year")


@pytest.mark.parametrize("title", ["Tools of the Trade", "Is It Safe?", "Training: The Basics", "Resources", "Outlook"])
@pytest.mark.parametrize("mark", ["-\n", ""])
def test_whatever_its_words_the_line_above_a_length_and_its_label_is_a_title(mark: str, title: str) -> None:
    phase = f"{mark}{{}}\n5 weeksGoals\n- count beds\nResources\n- a map\nMilestoneCan draw a map.\n"
    text = f"{HEAD}{phase.format('Feet')}{phase.format(title)}{phase.format('Legs')}"
    assert [fact.value for fact in stated(text, "phase_title")] == ["Feet", title, "Legs"]
    assert [fact.part and fact.part.number for fact in stated(text, "milestone")] == [1, 2, 3]


def test_what_somebody_else_earns_is_no_duty_of_a_level() -> None:
    text = (
        f"{HEAD}Career ladder\nGait Clerk: $39,000 to $42,000 (0 to 3 years)\n"
        "Gait Analyst: $51,000 to $58,000 (3 to 6 years)\nOther technicians earn $55,000 to $70,000 elsewhere.\n"
    )
    assert len(stated(text, "level_title")) == 2
    assert not stated(text, "duty")


@pytest.mark.parametrize(
    "cards",
    [
        "Splint Fitter Demand 6.8/10 · Risk 39% · 5 months\nGym Data Counselor Demand 8.1/10 · Risk 12% · 8 months\n",
        "Splint Fitter\n6.8/10 Demand • 39% risk • $52,000-$90,000\n"
        "Gym Data Counselor\n8.1/10 Demand • 12% risk • $49,000-$81,000\n",
    ],
)
def test_cards_of_other_careers_are_roles_whatever_stands_above(cards: str) -> None:
    text = f"{HEAD}A Gait Analyst measures how people walk.\nYou May Also Like\n{cards}"
    assert [fact.value for fact in stated(text, "related_role")] == ["Splint Fitter", "Gym Data Counselor"]
    assert not stated(text, "demand")


def test_a_question_over_titles_of_its_own_is_none_of_an_faq() -> None:
    asked = "".join(f"### Is it {word}?\n\nIt is not {word}, they say.\n\n" for word in ("far", "hard", "new"))
    text = f"# Gait Analyst\n\n## Is it for you?\n\n### Good signs\n\n- You like feet\n- You count\n\n## FAQ\n\n{asked}"
    assert [fact.part.number for fact in stated(text, "faq") if fact.part] == [1, 2, 3]


def test_the_paragraph_of_an_advertisement_states_nothing() -> None:
    text = f"{HEAD}A Gait Analyst measures how people walk.\n\nAdvertisement\n\nGraduates earn up to $95,000!\n"
    assert not stated(text, "entry_pay")


def test_a_box_in_two_columns_is_read_from_its_first_row_on() -> None:
    rows = "| Starting wage | $58,900 |\n| --- | --- |\n| Learning time | 14 months |\n| AI takeover risk | 28% |\n"
    text = f"# Gait Analyst\n\n## In figures\n\n{rows}"
    assert [fact.attribute for fact in profiles(text)[0].facts][:3] == ["entry_pay", "months_to_ready", "ai_risk"]


def test_a_numbered_list_whose_points_say_how_long_each_takes_is_a_roadmap() -> None:
    points = "1. Cameras and angles (5 weeks)\n2. Reading a walk – 4 weeks\n3. On the ward (7 weeks)\n"
    text = f"{HEAD}What you learn\n{points}"
    assert [fact.value for fact in stated(text, "phase_title")] == [
        "Cameras and angles",
        "Reading a walk",
        "On the ward",
    ]
    assert [fact.value for fact in stated(text, "phase_weeks")] == [Quantity(n, n, "week") for n in (5, 4, 7)]


@pytest.mark.parametrize(
    "points",
    [
        "1. Apply on the portal (1 week)\n2. Interview with the ward (2 weeks)\n",
        "1. Cameras and angles (5 weeks)\n2. Reading a walk\n",
        "- Cameras and angles (5 weeks)\n- Reading a walk (4 weeks)\n",
    ],
)
def test_points_that_tell_of_hiring_or_are_not_all_timed_are_no_phases(points: str) -> None:
    assert stated(f"{HEAD}Steps\n{points}", "phase_title") == []


@pytest.mark.parametrize(
    "pairs",
    [
        "Q: Is it remote?  A: No, you are on the ward.\nQ: Do I need to program?  A: No coding is needed.\n",
        "**Can I work from home?** No, you are on the ward.\n\n**Do I need to program?** No coding is needed.\n",
    ],
)
def test_questions_with_their_answers_on_one_line_are_told_apart(pairs: str) -> None:
    text = f"{HEAD}Frequently asked questions\n\n{pairs}"
    assert [fact.value for fact in stated(text, "faq")] == ["No, you are on the ward.", "No coding is needed."]
    assert [fact.holds for fact in stated(text, "remote")] == [False]
    assert [fact.holds for fact in stated(text, "coding")] == [False]


def test_lines_that_lead_to_their_own_points_tell_both_sides() -> None:
    text = f"{HEAD}Right for you?\nYes if: you love plain words; you can wait.\nNo if: you hate deadlines.\n"
    assert [fact.value for fact in stated(text, "fit")] == ["you love plain words", "you can wait."]
    assert [fact.value for fact in stated(text, "non_fit")] == ["you hate deadlines."]
