"""Words by their stems, and those that stand together as one phrase."""

from __future__ import annotations

import pytest

from advisor.operations.words import in_phrases, mentions


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Process and de-identify clinical text", "de-identification"),
        ("Verification of every figure", "verify"),
        ("A certified coder", "certification"),
    ],
)
def test_a_verb_and_its_noun_are_one_topic(text: str, topic: str) -> None:
    assert mentions(text, topic)


def test_another_word_with_the_same_beginning_is_another_topic() -> None:
    assert not mentions("Identical twins", "identification")


def test_words_next_to_each_other_are_one_phrase() -> None:
    asked = "where is prompt engineering taught, and FHIR?"
    assert in_phrases(["prompt", "engineering", "FHIR"], asked) == ["prompt engineering", "FHIR"]
