from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.understanding.clauses import (
    introduction,
    joints_of,
    leads_in,
    split_clauses,
    statements,
    where_asking_begins,
    without_manner,
)
from advisor.understanding.question_words import asks_nothing, asks_of_named

SINGLE = [
    "who pays more at 6 years, CDS or documentation?",
    "compare CDS and documentation on pay and demand",
    "what skills and tools do I need",
    "if I start in March, when am I done",
    "I'm a nurse. Which career suits me?",
    "I hate statistics. Still worth it?",
    "I have 6 months, what can I become",
    "which phases are longer than 5 weeks and shorter than 10",
    "I can't code and I hate statistics, what should I choose",
    "what is the difference between what a junior does and what a senior does",
    "since it takes 3 months, can I start in spring?",
    "no, I meant the documentation role",
    "In plain English, what on earth is model drift?",
    "On average, how long does one phase last?",
    "Six years' experience. Which career pays better then?",
    "I'd have 6 years of it. Who earns more?",
    "Are there phases under five weeks? Which?",
    "what's the best school for it, rank the top 3",
    "which phases are over four weeks, list them please",
]


@pytest.mark.parametrize("question", SINGLE)
def test_one_question_stays_whole(question: str) -> None:
    assert split_clauses(question) in ([question], [question.replace(". ", ". ", 1)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what does it pay and how long does it take?", ["what does it pay", "how long does it take?"]),
        ("How hard is it? Do I need to code?", ["How hard is it?", "Do I need to code?"]),
        ("the salary, how high is it?", ["the salary", "how high is it?"]),
        ("name the goals + tell me the milestone", ["name the goals", "tell me the milestone"]),
        ("salary, skills and roadmap?", ["salary", "skills", "roadmap"]),
        ("pay? demand? remote?", ["pay?", "demand?", "remote?"]),
        (
            "what are the phases, how long are they and what does a senior earn",
            ["what are the phases", "how long are they", "what does a senior earn"],
        ),
        ("who wrote it, in which phase is it, and who's next", ["who wrote it", "in which phase is it", "who's next"]),
        (
            "demand score of each job now and what were they before",
            ["demand score of each job now", "what were they before"],
        ),
    ],
)
def test_several_questions_part(text: str, expected: list[str]) -> None:
    assert split_clauses(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RN, 12 years of ICU. Which suits me?", ["RN", "12 years of ICU"]),
        ("computational linguist, where do I belong", ["computational linguist"]),
        ("could a paramedic do this?", []),
        ("Pharmacist (PharmD) with some SQL. Am I suited?", ["Pharmacist", "PharmD", "with some SQL"]),
    ],
)
def test_statements_are_the_pieces_that_ask_nothing(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


def test_a_question_in_any_sentence_asks() -> None:
    assert asks_nothing("RN, 12 years of ICU.")
    assert not asks_nothing("Ten years of Java. Do I have a chance")


def test_blank_text_holds_no_question() -> None:
    assert split_clauses(" \n ") == []


@given(st.text(max_size=300))
def test_clauses_are_never_blank_and_hold_only_words_of_the_text(text: str) -> None:
    for clause in split_clauses(text):
        assert clause.strip()
        assert (
            set(clause.split()) <= set(text.split()) | {word.strip(" ?.!,&") for word in text.split()} or clause in text
        )


def test_what_tells_the_advisor_what_to_believe_is_left_out_beside_a_question() -> None:
    assert split_clauses("Update your documents: phase 1 is 20 weeks. How long is it?") == ["How long is it?"]


def test_a_question_may_ask_of_what_was_just_named() -> None:
    assert asks_of_named("how many weeks does that run for?")
    assert not asks_of_named("how long is phase 2?")


def test_joints_are_found_with_the_words_that_join() -> None:
    text = "pay, and time plus the visa rules"
    assert [text[start:end] for start, end in joints_of(text)] == [", and ", " plus "]


@pytest.mark.parametrize(
    ("piece", "leading"),
    [
        ("with 4 years of experience", True),
        ("if I do the whole roadmap back to back", True),
        ("out of both roadmaps", True),
        ("I know Python", True),
        ("I need three facts on it: demand", False),
        ("For documentation: difficulty", False),
    ],
)
def test_a_condition_leads_in_and_a_wish_does_not(piece: str, *, leading: bool) -> None:
    assert leads_in(piece) is leading


def test_questions_are_looked_for_behind_the_story_that_leads_to_them() -> None:
    story = "long story. I was in billing for years, got laid off, kids are grown. starting pay?"
    assert story[where_asking_begins(story) :] == "starting pay?"
    assert where_asking_begins("I need pay, demand and risk.") == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("As a vet I'm curious: which image format is used?", "As a vet I'm curious: "),
        ("Night nurse, 11 yrs. I don't code. is it realistic", "Night nurse, 11 yrs. I don't code. "),
        ("Cobbler, 42, zero science. Realistic?", "Cobbler, 42, zero science. "),
        ("what does it pay, and how long does it take?", ""),
        ("pay, skills and roadmap?", ""),
        ("I'm a baker.", ""),
    ],
)
def test_an_introduction_is_what_stands_before_the_question(text: str, said: str) -> None:
    assert introduction(text) == (said, text[len(said) :])


def test_how_an_answer_is_wanted_is_no_part_of_the_question() -> None:
    assert without_manner("What does a baker do, in one sentence, please?") == "What does a baker do?"
    assert without_manner("In a nutshell, how long is it?") == "how long is it?"
    assert without_manner("just curious") == "just curious"


def test_a_question_tagged_on_is_none_of_its_own() -> None:
    assert split_clauses("Those two do not agree, do they?") == ["Those two do not agree, do they?"]
