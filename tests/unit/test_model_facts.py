"""What a connected model says of a document counts only where the document says it."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from ingest.model_reading import ModelReader
from ingest.reading import Reading, read_document
from ingest.verbatim import VerbatimText
from tests.scripted_model import StructuredModel
from vectorstore.types import Document, Quantity

LETTER = (
    "Dear reader, thank you for asking about my work. I am what our hospital calls a ward data steward, and would not "
    "trade it. In the opening stretch\u2014Finding your feet\u2014you shadow a nurse for six weeks. After that comes "
    "Standing alone, which lasts 10 weeks and ends once you have cleaned a ward\u2019s records by yourself. "
    "Beginners were offered $52,000 \u2013 $61,000 last year. You will enjoy it if you like order and quiet."
)
NAME = "ward data steward"


def stated(attribute: str, value: str, quote: str | None = None, part: str | None = None) -> dict[str, Any]:
    return {"attribute": attribute, "value": value, "quote": quote or value, "part": part}


def read(*facts: dict[str, Any], name: str = NAME, text: str = LETTER) -> Reading:
    return read_with(lambda prompt: {"careers": [{"name": name, "facts": list(facts)}]}, text)


def read_with(script: Callable[[str], Any], text: str = LETTER, timeout_s: float = 5) -> Reading:
    reader = ModelReader(StructuredModel(script=script), "scripted:model", timeout_s)
    return read_document(Document("letter", "Letter", text, ""), second=reader)


def values(reading: Reading) -> list[tuple[str, Quantity | str]]:
    return [(fact.attribute, fact.value) for profile in reading.profiles for fact in profile.facts]


def test_what_stands_in_the_text_becomes_a_fact_with_the_span_that_states_it() -> None:
    pay = "Beginners were offered $52,000 - $61,000 last year."
    reading = read(stated("salary_range", "$52,000-$61,000", pay), stated("fit", "you like ORDER and quiet"))
    (profile,) = reading.profiles
    assert profile.name == NAME
    assert values(reading) == [("salary_range", Quantity(52000, 61000, "USD")), ("fit", "you like order and quiet")]
    assert [LETTER[fact.span.start : fact.span.end] for fact in profile.facts] == [
        "$52,000 \u2013 $61,000",
        "you like order and quiet",
    ]
    assert reading.chunks[0].career == NAME
    assert reading.read_twice
    assert any("2 facts were found by scripted:model" in warning for warning in reading.warnings)


def test_phases_are_numbered_as_they_stand_and_get_their_own_figures() -> None:
    reading = read(
        stated("phase_weeks", "10 weeks", "After that comes Standing alone, which lasts 10 weeks", "Standing alone"),
        stated("phase_weeks", "six weeks", "Finding your feet—you shadow a nurse for six weeks", "Finding your feet"),
    )
    weeks = [fact for profile in reading.profiles for fact in profile.of("phase_weeks")]
    assert [(fact.part.number, fact.part.title, fact.value) for fact in weeks if fact.part] == [
        (1, "Finding your feet", Quantity(6, 6, "week")),
        (2, "Standing alone", Quantity(10, 10, "week")),
    ]
    assert [name for name, _ in values(reading)].count("phase_title") == 2


@pytest.mark.parametrize(
    "invented",
    [
        stated("salary_range", "$90,000", "It pays $90,000."),
        stated("salary_range", "$90,000", "Beginners were offered $52,000 \u2013 $61,000 last year."),
        stated("salary_range", "$52,000", "Beginners were offered $52,000 \u2013 $61,000 last year."),
        stated(
            "salary_range",
            "\u20ac52,000 \u2013 \u20ac61,000",
            "Beginners were offered $52,000 \u2013 $61,000 last year.",
        ),
        stated("salary_range", "10 weeks", "which lasts 10 weeks"),
        stated("months_to_ready", "60 weeks", "which lasts 10 weeks"),
        stated("phase_weeks", "10 weeks", "which lasts 10 weeks", "Finding your feet"),
        stated("phase_weeks", "10 weeks", "which lasts 10 weeks", "A phase of its own"),
        stated("phase_weeks", "10 weeks", "which lasts 10 weeks"),
        stated("skill", "Python", "you like order and quiet"),
        stated("skill", "ord", "you like order and quiet"),
        stated("skill", "", ""),
        stated("pay", "$52,000 \u2013 $61,000", "Beginners were offered $52,000 \u2013 $61,000 last year.", "Senior"),
    ],
)
def test_what_the_text_does_not_say_is_dropped_and_counted(invented: dict[str, Any]) -> None:
    reading = read(stated("fit", "you like order and quiet"), invented)
    assert {attribute for attribute, _ in values(reading)} - {"phase_title"} == {"fit"}
    assert any("1 facts that scripted:model stated are not in the text" in warning for warning in reading.warnings)


def test_a_figure_belongs_to_the_heading_it_stands_under() -> None:
    text = (
        "I am a ward data steward.\n\nFinding your feet\nYou shadow a nurse.\nAllow six weeks.\n\n"
        "Standing alone\nYou clean records.\nAllow 10 weeks.\n\nThe rest takes two weeks more.\n" + "It is quiet. " * 20
    )
    reading = read(
        stated("phase_weeks", "six weeks", "Allow six weeks.", "Finding your feet"),
        stated("phase_weeks", "10 weeks", "Allow 10 weeks.", "Finding your feet"),
        stated("goal", "You clean records.", None, "Standing alone"),
        stated("phase_weeks", "two weeks", "The rest takes two weeks more.", "Standing alone"),
        text=text,
    )
    assert [(name, value) for name, value in values(reading) if name != "phase_title"] == [
        ("phase_weeks", Quantity(6, 6, "week")),
        ("goal", "You clean records."),
    ]


def test_a_career_that_the_text_does_not_name_is_dropped() -> None:
    assert read(stated("fit", "you like order and quiet"), name="chief astronaut").profiles == ()


@pytest.mark.parametrize(
    "answer",
    [
        {"careers": "all of them"},
        {"careers": [{"name": NAME, "facts": [stated("favourite_colour", "blue")]}]},
        {},
        {"careers": [{"facts": []}]},
    ],
)
def test_output_in_another_form_leaves_the_patterns_and_says_so(answer: dict[str, Any]) -> None:
    reading = read_with(lambda prompt: answer)
    assert (reading.profiles, reading.read_twice) == ((), False)
    assert any("not in the form asked for" in warning for warning in reading.warnings)


def test_a_model_that_fails_or_stalls_leaves_the_patterns_and_its_secrets_unsaid() -> None:
    def fails(prompt: str) -> Any:
        raise ConnectionError("refused; the key was sk-very-secret")

    def stalls(prompt: str) -> Any:
        time.sleep(3)

    for script, words in ((fails, "cannot be reached"), (stalls, "longer than 0.2 s")):
        reading = read_with(script, timeout_s=0.2)
        assert any(words in warning for warning in reading.warnings)
        assert "secret" not in "".join(reading.warnings)
        assert not reading.read_twice


def test_a_model_that_keeps_failing_is_not_asked_for_the_rest() -> None:
    def fails(prompt: str) -> Any:
        raise ConnectionError("refused")

    model = StructuredModel(script=fails)
    reader = ModelReader(model, "scripted:model", 5)
    for _ in range(4):
        read_document(Document("letter", "Letter", LETTER, ""), second=reader)
    assert len(model.prompts) == 2


def test_facts_that_patterns_recognise_stay_and_the_model_is_not_asked_about_a_rich_page() -> None:
    page = (
        "How to Become a Ward Data Steward\n\nWho it suits\n- People who like order\n\n"
        "Pay\nJunior Ward Data Steward\n0-2 years exp. \u2022 $70,000-$95,000/yr\n\nSkills\n- SQL\n- Patience\n"
    )
    model = StructuredModel(script=lambda prompt: {"careers": []})
    document = Document("page", "Page", page * 2, "")
    with_model = read_document(document, second=ModelReader(model, "scripted:model", 5))
    assert with_model.profiles == read_document(document).profiles
    assert model.prompts == []


def test_words_are_found_whatever_their_case_dashes_quotes_and_line_breaks() -> None:
    text = VerbatimText("It\u2019s a\n  Re\u00adsearch\u2014based  JOB at $70,000,000.")
    found = text.find("it's a research-based job")
    assert found is not None
    assert (found.start, found.end) == (0, 29)
    assert text.find("$70,000") is None
    assert text.find("search") is None
    assert text.find(" ") is None
