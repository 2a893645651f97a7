"""Talk that goes on with what was just told: its lines, what stands in them, and the parts that it left in focus."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.conversation import Advisor
from tests.integration.shelves import advisor_over, said

pytestmark = pytest.mark.slow

PAGE = """# AI Beekeeping Analyst

An AI Beekeeping Analyst listens to hives with microphones and tells keepers which of them are about to swarm.

**Time to job-ready:** 9 months

## Roadmap

### Phase 1: Hives and Hums (6 weeks)

**Goals**
- Tell a queenless hive by its hum
- Compare two kinds of microphone (Knowles, Primo)

**Resources**
- Apiary visits with the regional club of keepers (if your club takes guests, otherwise watch its recordings)

### Phase 2: Spectrograms (10 weeks)

**Goals**
- Draw spectrograms with Librosa

**Resources**
- Book: 'Pictures of Sound' by Ada Drone

### Phase 3: Alarms (4 weeks)

**Goals**
- Send an alarm before the swarm leaves

**Resources**
- Book: 'Alarms That Matter' by Rusty Hive

## Career Ladder

### Level 1: Hive Data Clerk
- Experience: 0-2 years
- Salary: $40,000 - $50,000
- Duties:
  - Labels recordings under the eyes of a keeper
  - Cleans microphones

### Level 2: AI Beekeeping Analyst
- Experience: 2-5 years
- Salary: $55,000 - $70,000
- Duties:
  - Trains swarm models for forty apiaries

### Level 3: Head of Apiaries
- Experience: 5+ years
- Salary: $80,000 - $95,000
- Duties:
  - Talks to honey boards
"""


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory, learned: Path) -> Advisor:
    return advisor_over({"ai-beekeeping-analyst.md": PAGE}, tmp_path_factory.mktemp("hives"), learned)


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (
            ("What does the clerk do?", "all by themselves, or does someone watch the recordings with them?"),
            "under the",
        ),
        (("What is in phase 1?", "is another brand named alongside that microphone?"), "Primo"),
        (("Which phase has the apiary visits?", "and if my club won't have me for those visits?"), "watch its record"),
        (("What does the head of apiaries do?", "which honey people would they be in touch with?"), "honey boards"),
    ],
)
def test_what_a_turn_leaves_unsaid_stands_in_the_line_just_told(
    advisor: Advisor, turns: tuple[str, ...], told: str
) -> None:
    assert told in said(advisor, *turns)


def test_a_price_that_no_line_told_states_is_not_answered_by_the_line(advisor: Advisor) -> None:
    assert "apiary visits with" not in said(
        advisor, "Which phase has the apiary visits?", "those visits, what's the fee?"
    )


def test_the_part_spoken_of_is_left_out_of_the_whole(advisor: Advisor) -> None:
    assert "14 weeks" in said(advisor, "What is in phase 1?", "if I leave that one out, how long is the whole plan?")


def test_what_was_averaged_is_averaged_again_without_a_level(advisor: Advisor) -> None:
    reply = said(advisor, "What is the average pay of the levels?", "and without the head of apiaries?")
    assert "$47,500" in reply


def test_a_phase_is_left_out_by_a_word_of_its_title(advisor: Advisor) -> None:
    assert "10 weeks together" in said(advisor, "How long are all phases together?", "and without the spectrograms?")


def test_where_a_plan_stands_on_a_day_is_the_phase_then(advisor: Advisor) -> None:
    reply = said(advisor, "I start on 1 March 2027, 40 hours a week.", "what would I be doing in June?")
    assert "phase 2" in reply


def test_after_a_count_one_of_what_was_counted_is_told(advisor: Advisor) -> None:
    assert "honey boards" in said(advisor, "How many levels are there?", "what does the third one do?")


def test_a_value_that_the_line_told_states_is_looked_for_in_it(advisor: Advisor) -> None:
    reply = said(advisor, "What does the analyst do?", "for how many apiaries does it say?")
    assert "forty apiaries" in reply


def test_in_which_phase_asks_where_what_was_spoken_of_is_taught(advisor: Advisor) -> None:
    reply = said(advisor, "Would I learn Librosa?", "in which phase, and for how long?")
    assert "Spectrograms" in reply
    assert "10 weeks" in reply


def test_a_phase_left_out_saves_as_many_weeks_as_it_has(advisor: Advisor) -> None:
    reply = said(advisor, "Which phase teaches Librosa?", "how many weeks would I save if I skip that one?")
    assert "10 weeks" in reply
    assert "20 weeks" not in reply


def test_a_point_of_one_phase_is_called_by_its_place_in_the_list(advisor: Advisor) -> None:
    assert "Knowles" in said(advisor, "What are the goals of phase 1?", "the second of those, tell me more")


def test_what_is_doubted_with_a_remark_is_looked_up_again(advisor: Advisor) -> None:
    reply = said(advisor, "What does the clerk earn?", "are you sure? I thought keepers were paid in honey")
    assert "$40,000" in reply


def test_the_longest_is_picked_of_the_phases_that_were_counted(advisor: Advisor) -> None:
    assert "Spectrograms" in said(advisor, "How many phases are there?", "fine, the longest then")


def test_a_turn_that_goes_on_is_about_the_advisor_only_where_it_speaks_to_it(advisor: Advisor) -> None:
    reply = said(advisor, "What does the head of apiaries do?", "and who do they talk to?")
    assert "link every statement" not in reply


def test_where_an_answer_stands_is_told_with_the_title_of_its_document(advisor: Advisor) -> None:
    reply = said(advisor, "What does the clerk earn?", "where did you get that?")
    assert "Hive Data Clerk" in reply
    assert "AI Beekeeping Analyst" in reply


@pytest.mark.parametrize("asked", ["What speaks against it?", "What are its downsides?"])
def test_what_speaks_against_a_career_denies_nothing(advisor: Advisor, asked: str) -> None:
    reply = said(advisor, "What is an AI beekeeping analyst?", asked)
    assert "9 months" in reply


def test_the_phase_that_something_spoken_of_is_in_is_told(advisor: Advisor) -> None:
    reply = said(advisor, "What is Librosa for?", "which phase is that in")
    assert "Spectrograms" in reply
    assert "Alarms" not in reply


def test_where_nothing_was_told_there_is_no_reason_for_it(advisor: Advisor) -> None:
    reply = said(advisor, "Is there a visa for it?", "why?")
    assert "do cover" in reply


@pytest.mark.parametrize(
    "turns",
    [
        ("If I start phase 2 on 4 January 2027, when am I through it?",),
        ("How long is the second phase?", "if I begin that on 4 January 2027, when does it end?"),
    ],
)
def test_a_day_on_which_a_phase_begins_is_not_that_of_the_roadmap(advisor: Advisor, turns: tuple[str, ...]) -> None:
    assert "14 March 2027" in said(advisor, *turns)


def test_a_day_of_the_start_changes_nothing_about_what_is_done(advisor: Advisor) -> None:
    reply = said(advisor, "After phase 1, how many weeks are left if I start on 4 January 2027?")
    assert "14 weeks" in reply


@pytest.mark.parametrize(
    "turns",
    [
        ("If I begin the roadmap on Monday 4 January 2027, on which date does its second phase start?",),
        ("How long is the roadmap?", "if I begin it on 4 January 2027, when does its second phase start?"),
    ],
)
def test_a_day_on_which_the_roadmap_begins_is_not_that_of_a_later_phase(
    advisor: Advisor, turns: tuple[str, ...]
) -> None:
    assert "15 February 2027" in said(advisor, *turns)


@pytest.mark.parametrize(
    "asked", ["I'm a data clerk at a bank, what does the job pay?", "im a clerk what would i earn"]
)
def test_what_users_are_is_no_level_of_the_ladder(advisor: Advisor, asked: str) -> None:
    assert "$40,000–$95,000" in said(advisor, asked)


def test_who_says_which_level_they_are_at_is_at_that_level(advisor: Advisor) -> None:
    reply = said(advisor, "I'm a hive data clerk. What do I earn?")
    assert "$40,000–$50,000" in reply
    assert "$95,000" not in reply


def test_bare_figures_of_pay_are_thousands(advisor: Advisor) -> None:
    assert "No: $60,000–$80,000" in said(advisor, "The beekeeping analyst is paid 60 to 80, right?")
    assert "1 level" in said(advisor, "Which levels pay more than 75?")


@pytest.mark.parametrize(
    ("asked", "other"), [("Which levels ask for 2 to 5 years?", "Clerk"), ("Which phases last ten weeks?", "Alarms")]
)
def test_a_figure_chooses_the_parts_that_have_it(advisor: Advisor, asked: str, other: str) -> None:
    reply = said(advisor, asked)
    assert "1 " in reply.splitlines()[0]
    assert other not in reply


def test_which_pays_better_is_asked_of_the_two_told_last(advisor: Advisor) -> None:
    reply = said(
        advisor, "What does the clerk earn?", "and the head of apiaries?", "so which pays better, by how much?"
    )
    assert "$40,000–$45,000" in reply


@pytest.mark.parametrize("turn", ["ok thanks", "okay thx!"])
def test_thanks_ask_nothing_again_however_they_open(advisor: Advisor, turn: str) -> None:
    assert "weeks" not in said(advisor, "How long is phase 1?", turn)


def test_both_together_adds_the_two_told_last(advisor: Advisor) -> None:
    assert "16 weeks together" in said(advisor, "How long is phase 1?", "and phase 2?", "both together")


@pytest.mark.parametrize(
    ("asked", "a_week"),
    [
        ("2 hours every evening mon to fri, how long does the roadmap take?", "10 hours per week"),
        ("3 hours on Tuesdays and Thursdays, how long does the roadmap take?", "6 hours per week"),
        ("I study mon, wed and fri 2 hours each. How long does the roadmap take?", "6 hours per week"),
    ],
)
def test_days_of_the_week_are_counted(advisor: Advisor, asked: str, a_week: str) -> None:
    assert a_week in said(advisor, asked)


@pytest.mark.parametrize("turn", ["what if I do 30h", "and if I get 30?", "30 hours?"])
def test_another_number_of_hours_plans_anew(advisor: Advisor, turn: str) -> None:
    assert "30 hours per week" in said(advisor, "How long is the roadmap at 20 hours a week?", turn)


def test_hours_told_anew_move_the_dates_of_a_plan(advisor: Advisor) -> None:
    started = "I start on 1 March 2027, 40 hours a week."
    reply = said(advisor, started, "when is phase 2 done?", "what if I do 20h")
    assert "5 December 2027" in reply


def test_what_is_left_once_a_phase_is_done_leaves_it_out(advisor: Advisor) -> None:
    assert "14 weeks" in said(advisor, "if I finish phase 1 how many weeks are left")


@pytest.mark.parametrize("asked", ["for how long?", "and how many weeks?", "how long is it?"])
def test_a_bare_length_is_asked_of_the_phase_just_told(advisor: Advisor, asked: str) -> None:
    reply = said(advisor, "Which phase teaches Librosa?", asked)
    assert "10 weeks" in reply
    assert "9 months" not in reply
