"""What a turn says beside its question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.facets import facet_definitions
from advisor.memory import Memory
from advisor.operations.people import kinds_asked_about
from advisor.operations.sequence import told_parts
from advisor.requests import PartReference, Person, Request
from advisor.understanding.asides import without_asides
from advisor.understanding.clauses import introduction, split_clauses, without_manner
from advisor.understanding.counting import asked_unit
from advisor.understanding.cues import read_cues
from advisor.understanding.introductions import points_at_own_work
from advisor.understanding.question_words import begins_question
from advisor.understanding.restrictions import restricting_words
from tests.unit.shelf import request, two_careers


@pytest.mark.parametrize(
    ("turn", "asked"),
    [
        ("oh good. and staff rotas?", "and staff rotas?"),
        ("fine, fine. What does it pay?", "What does it pay?"),
        ("Good pay. Who says so?", "Good pay. Who says so?"),
        ("thanks!", "thanks!"),
        ("and part time, 20 hours a week?", "and 20 hours a week?"),
        ("can I do it part time?", "can I do it part time?"),
    ],
)
def test_how_the_last_answer_is_taken_is_no_part_of_the_question(turn: str, asked: str) -> None:
    assert without_asides(turn, Memory()) == asked


@pytest.mark.parametrize(
    "turn",
    ["I worry that nets tear. Do they?", "What bothers me: nets tear. Do they?", "my fear is nets tear. Do they?"],
)
def test_a_worry_is_what_the_question_behind_it_is_about(turn: str) -> None:
    assert without_asides(turn, Memory()).endswith("nets tear. Do they?")
    assert "worry" not in without_asides(turn, Memory())


def test_a_wish_and_whether_it_can_be_had_are_one_question() -> None:
    turn = "I'd like to work from Lima, is that possible for a weaver?"
    assert without_asides(turn, Memory()) == "can I work from Lima for a weaver?"


def test_the_users_experience_is_the_level_spoken_of() -> None:
    level = Memory(parts=(PartReference("level", 2),))
    assert without_asides("With my experience, what is the pay?", level) == "at that level, what is the pay?"
    assert without_asides("With my experience, what is the pay?", Memory()).startswith("With my experience")


def test_a_question_may_open_with_where_it_is_asked() -> None:
    said, asked = introduction("I'm a baker. in the morning of a miller which grain do they grind")
    assert (said.strip(), asked[:14]) == ("I'm a baker.", "in the morning")


def test_a_question_begins_with_its_own_sentence() -> None:
    assert not begins_question("bored. What's next?")
    assert begins_question("so what is next?")


def test_that_a_figure_is_wanted_asks_nothing_besides() -> None:
    assert without_manner("How bad are the nights, is there a figure?") == "How bad are the nights?"


def test_people_like_the_user_are_of_the_users_kind() -> None:
    nurse = Person(background=("ward nurse",))
    asked = Request("", "", searched="How do people in my line of work get in?", person=nurse)
    other = Request("", "", searched="How do people get in?", person=nurse)
    assert "nurse" in kinds_asked_about(asked)
    assert kinds_asked_about(other) == frozenset()


@pytest.mark.parametrize("text", ["without an office?", "can I avoid the office?", "is it office-based?"])
def test_an_office_is_the_opposite_of_remote_work(text: str) -> None:
    assert facet_definitions()["remote"].is_opposed(text)
    assert not facet_definitions()["remote"].is_opposed("can I do it from my home office?")


def test_whether_a_career_is_gone_by_then_is_no_time_to_learn_in() -> None:
    assert read_cues("will it be gone in five years?").timing.timing.available is None
    assert read_cues("can I learn it in five months?").timing.timing.available is not None


def test_full_time_or_not_is_asked_and_not_told() -> None:
    assert read_cues("is that full time or beside a job?").person.hours_per_week is None
    assert read_cues("I study full time").person.hours_per_week == 40


def test_what_is_the_job_of_its_writer_is_a_skill() -> None:
    assert read_cues("Nets and ropes - that's my job already.").person.skills == ("Nets", "ropes")


def test_also_joins_nothing_where_nothing_stands_before_it() -> None:
    text = "is there also a course in Welsh?"
    assert restricting_words(text, ("Welsh",), unheld=("Welsh",), subject=("course", "Welsh")) == (("Welsh",), ())


def test_a_condition_joined_to_what_was_said_before_parts_no_question() -> None:
    assert split_clauses("and when the net tears, who mends it?") == ["and when the net tears, who mends it?"]
    text = "when the net tears, which guild mends it?"
    assert restricting_words(text, ("guild",), unheld=("guild",), subject=("net", "guild")) == ((), ())


def test_full_time_or_beside_a_job_asks_for_hours() -> None:
    assert asked_unit("is that counted full time or next to a job?") == "hour"
    assert asked_unit("I can do it full time") is None


def test_that_stands_for_what_the_user_does() -> None:
    assert points_at_own_work("Does AI touch that at all?")
    assert not points_at_own_work("Does AI touch the rota?")


def test_the_phase_known_already_is_the_one_told_of() -> None:
    library = two_careers()
    person = Person(skills=("ovens",))
    asked = replace(request("fit", "skip", "baker"), person=person, question="I know ovens.", searched="I know ovens.")
    assert [part.kind for part in told_parts(asked, library)] == ["phase"]
