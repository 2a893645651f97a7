from __future__ import annotations

import pytest

from advisor.operations.wanted import numbers_of, spells_out, states, wanted
from advisor.operations.words import stems
from advisor.requests import Wanted
from advisor.understanding.counting import uncountable


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("what proportion of the jobs is remote", "the share asked for"),
        ("which year was the book published", "the date asked for"),
        ("who wrote the book on bread", "the name asked for"),
        ("how is the demand score worked out", "how the figure is worked out"),
        ("what does the oven licence cost", "the amount asked for"),
        ("how long does the inspector take", "the length of time asked for"),
        ("share of bakers who hold a diploma", "the share asked for"),
        ("prize money of the bread contest?", "the amount asked for"),
        ("which version of the oven firmware", "the figure asked for"),
        ("who maintains the recipe server", "the name asked for"),
        ("which of the courses are free?", "what is free of charge"),
        ("what yearly bonus comes on top?", "pay on top of the salary"),
        ("how much holiday do bakers get", "holiday or leave"),
        ("for how many hours is a baker contracted", "the hours of work"),
        ("what does R-Y-E stand for", "what R-Y-E stands for"),
        ("which of the fairs is in spring", "the season asked for"),
        ("how often is the oven cleaned", "how often that is"),
        ("how do I sign up for the bread course", "how to apply for it"),
        ("which city is the bread fair held in", "the name asked for"),
        ("which three oven makers employ them", "the name asked for"),
        ("what is the guest's name", "the name asked for"),
        ("which programming languages come up", "the programming language asked for"),
        ("who edits the bakers' letter", "who is behind it"),
        ("how much is the hygiene certificate", "the amount asked for"),
        ("what's the fee to sit the exam", "the amount asked for"),
        ("what did one bakery spend on an unused oven", "the amount asked for"),
        ("how much extra money is there for nights", "pay on top of the salary"),
        ("there is RYE on the label. What do those letters stand for?", "what RYE stands for"),
    ],
)
def test_a_question_for_a_narrow_value_is_read_as_one(question: str, noun: str) -> None:
    value = wanted(question)
    assert value is not None
    assert value.noun == noun


@pytest.mark.parametrize(
    "question",
    [
        "what does it stand for",
        "what can I learn over my summer holidays",
        "what does a baker do",
        "which skills does it need",
        "who makes the final decision",
        "how much time do bakers spend on dough",
        "how do you cut costs",
        "why is it in demand",
        "which companies hire bakers",
        "what is the second phase called",
        "what does a Clinic Lead earn",
        "how often may I work from home",
    ],
)
def test_a_question_that_any_words_may_answer_wants_no_value(question: str) -> None:
    assert wanted(question) is None


FREQUENCY = getattr(wanted("how often do bakers work on Sundays"), "stated", "")


@pytest.mark.parametrize(
    ("stated", "text", "holds"),
    [
        ("share", "15% of the loaves", True),
        ("share", "Many of the loaves", False),
        ("amount", "It costs $20", True),
        ("amount", "It costs 20 loaves", False),
        ("name", "Book: 'On Bread' by Anna Miller", True),
        ("name", "Bakeries and mills are key", False),
        (FREQUENCY, "Yes, one weekend in eight", True),
        (FREQUENCY, "The permit costs $240", False),
        ("duration", "within three weeks", True),
        ("hour", "within three weeks", False),
    ],
)
def test_only_a_text_with_a_value_of_the_kind_states_it(stated: str, text: str, holds: bool) -> None:
    assert states(text, Wanted("it", stated)) is holds


@pytest.mark.parametrize(
    ("letters", "text", "spelled"),
    [
        ("NER", "fine-tuning NER (named-entity recognition) models", True),
        ("XAI", "Explainable AI (XAI) techniques", True),
        ("E-H-R", "often via Electronic Health Records", True),
        ("SaMD", "approval for Software as a Medical Device (SaMD)", True),
        ("SOAP", "the structure of clinical notes (SOAP, HPI)", False),
        ("SOAP", "clinical notes (SOAP)", False),
        ("RAG", "retrieved all guidelines", False),
    ],
)
def test_letters_are_spelled_out_by_the_words_that_begin_with_them(letters: str, text: str, spelled: bool) -> None:
    assert spells_out(text, letters) is spelled


def test_a_number_counts_what_stands_right_behind_it() -> None:
    assert numbers_of("Practice with 50+ role-specific interview questions.", ["interview", "question"]) == [50]
    assert numbers_of("From $90,000, with senior bakers.", ["baker"]) == []


def test_of_people_any_noun_for_them_is_counted() -> None:
    assert numbers_of("Supervises three analysts and two ovens.", ["peopl"]) == [3]
    assert numbers_of("Looks after three ovens.", ["peopl"]) == []


def test_the_number_of_a_clause_counts_nothing() -> None:
    assert numbers_of("6.2 No baker shall be dismissed.", ["baker"]) == []
    assert numbers_of("62 bakers were hired.", ["baker"]) == [62]


@pytest.mark.parametrize(
    ("text", "stated"), [("Python daily.", True), ("Knows R or Go, too.", True), ("Goes to the sea.", False)]
)
def test_a_programming_language_is_stated_by_its_name(text: str, stated: bool) -> None:
    value = wanted("which programming languages are used")
    assert value is not None
    assert states(text, value) is stated


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("how many rye loaves are there", "the number of rye loaves asked for"),
        ("what share of learners gives up", "the share of learners asked for"),
        ("how many holidays do they get", "the number of holidays asked for"),
    ],
)
def test_what_documents_do_not_count_is_named_with_its_noun(question: str, noun: str) -> None:
    value = uncountable(question)
    assert value is not None
    assert value.noun == noun


@pytest.mark.parametrize(
    "question", ["how many practice interview questions are there", "what share of the roadmap's weeks is it"]
)
def test_what_documents_count_or_have_shares_of_is_countable(question: str) -> None:
    assert uncountable(question) is None


def test_months_and_days_name_nobody() -> None:
    name = Wanted("the name asked for", "name")
    assert not states("The update of January came on a Monday", name)
    assert states("The update of Golden Sheaf came on a Monday", name)


def test_what_a_reader_knows_already_is_no_name_asked_for() -> None:
    name, known = Wanted("the name asked for", "name"), set(stems("which guild is the Baker in"))
    assert not states("A guild of every Baker", name, known)
    assert states("A guild called Golden Sheaf of every Baker", name, known)
