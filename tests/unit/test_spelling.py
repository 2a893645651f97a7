from __future__ import annotations

import pytest

from advisor.library import Library
from advisor.understanding.phrasings import load_phrasings
from advisor.understanding.spelling import Speller
from tests.quality.linking import catalogue
from vectorstore.types import Chunk, Span

TEXT = "Clinical documentation with Python, FHIR and LangChain. Decision support at Epic. Roadmap of phases."


@pytest.fixture(scope="module")
def speller() -> Speller:
    chunk = Chunk("c", Span("d", 0, len(TEXT)), TEXT, "other", "Skills")
    return Speller(Library(catalogue(), {}, (chunk,)), load_phrasings())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("docmentation salery", "documentation salary"),
        ("how long does it taek", "how long does it take"),
        ("prior knowlege of pyhton", "prior knowledge of python"),
        ("10hrs/wk", "10 hours/week"),
        ("pay at 4 yrs", "pay at 4 years"),
        ("whats the diff b/w both", "what's the difference between both"),
        ("w/o coding", "without coding"),
        ("weeks of phases 1-3", "weeks of phases 1 to 3"),
        ("level 0-2 years", "level 0-2 years"),
        ("WHICH PHASE HAS FIHR", "WHICH PHASE HAS FHIR"),
    ],
)
def test_slips_and_short_forms_are_mended(speller: Speller, written: str, read: str) -> None:
    assert speller.correct(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "unsuited",
        "a sceptic in fintech",
        "the grand total",
        "CDS, EHR and FHIR",
        "is R needed",
        "LangChain",
        "radiographer pay",
        "medical coder",
        "",
    ],
)
def test_known_words_and_names_are_left_alone(speller: Speller, text: str) -> None:
    assert speller.correct(text) == text
