"""What is worked out of the figures of one sentence."""

from __future__ import annotations

import pytest

from advisor.operations.reckoning import reckon, work_out
from advisor.requests import Request
from advisor.types import Finding, Listing
from vectorstore.quantities import format_quantity
from vectorstore.types import Fact, Span


def quoted(sentence: str) -> Finding:
    return Finding("quote", {"value": sentence}, (Fact("item", sentence, Span("d", 0, len(sentence))),))


def worked(question: str, sentence: str) -> list[str]:
    return [format_quantity(each.computed[0]) for each in reckon(Request(question, question), quoted(sentence))]


@pytest.mark.parametrize(
    ("question", "sentence", "result"),
    [
        ("By how many loaves has the daily batch grown?", "The batch went from 90 loaves in May to 340 now.", "250"),
        ("How much more did it cost in 2025 than in 2020?", "Flour cost $30 in 2020 and $45 in 2025.", "$15"),
        ("How many of the 212 ovens were not sold?", "There were 212 ovens and 131 of them were sold.", "81"),
        ("How many places are still free?", "Ring 4410, for the class has 16 places and 11 are gone.", "5"),
        ("How many loaves a day are not tasted?", "Of 140 loaves a day 12 are tasted and 2 praised.", "128"),
        ("What do oven and scale cost together?", "The oven costs €900 and the scale €75.", "€975"),
        ("What does the licence cost with a fast reply?", "It costs $410, a fast reply $260 in addition.", "$670"),
        ("What share is left for rye?", "Wheat takes 58%, oats 19% and rye the rest.", "23%"),
        (
            "What share of bakers are neither?",
            "About 61 percent are men, 22 percent women, the others children.",
            "17%",
        ),
        ("How many hours is that in total?", "The course takes forty weeks at five hours a week.", "200 hours"),
    ],
)
def test_what_a_question_wants_is_worked_out_of_the_figures_stated(question: str, sentence: str, result: str) -> None:
    assert worked(question, sentence) == [result]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many bakers passed?", "Of 312 bakers 265 passed."),  # stated as it is
        ("How many ovens were not sold?", "There were 212 bakers and 131 shops."),  # no ovens are counted
        ("What share of bakers are men?", "About 61 percent are men, everybody else women."),
        ("By how much did it rise?", "There are 30 ovens and 12 scales."),  # nothing rises
        ("By how much did it rise?", "From 10–20 loaves it went to 30 on 3 May."),  # a range is no single figure
        ("What do they cost together?", "It costs €1, €2, €3, €4 or €5."),
        ("What does a baker do?", "A baker rises at 3 and sells 90 loaves, up from 40."),
    ],
)
def test_where_it_stays_open_which_figures_are_meant_nothing_is_worked_out(question: str, sentence: str) -> None:
    assert worked(question, sentence) == []


def test_the_result_stands_in_front_of_the_sentence_that_it_is_worked_out_of() -> None:
    sentence = quoted("The oven costs €900 and the scale €75.")
    request = Request("", "What do they cost together?", searched="What do they cost together?")
    first, second = work_out(request, (sentence,))
    assert isinstance(first, Finding)
    assert (first.says, second) == ("reckoning.total", sentence)
    assert first.facts == sentence.facts
    listed = (Listing(None, (sentence,)),)
    assert work_out(request, listed) == listed
