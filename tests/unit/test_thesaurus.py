"""WordNet as the checks use it; the package's files are read."""

import pytest

from advisor.grounding.thesaurus import (
    FAR,
    distance,
    implied_by,
    irregular_base,
    is_verb,
    lemmas,
    names_things,
    opposites_of,
    senses,
)


@pytest.mark.parametrize(
    ("stated", "said"),
    [("quantify", "measure"), ("predicts", "foretell"), ("surgeon", "doctor"), ("utility", "useful")],
)
def test_a_word_implies_its_synonyms_derived_forms_and_the_next_more_general_word(stated: str, said: str) -> None:
    assert said in implied_by(stated)


def test_a_word_does_not_imply_its_sibling() -> None:
    assert "lung" not in implied_by("breast")
    assert "dentist" not in implied_by("physician")


def test_opposites_include_those_of_like_adjectives() -> None:
    assert "low" in opposites_of("high")
    assert "supply" in opposites_of("demand")


def test_irregular_and_regular_forms_are_led_back_to_the_dictionary() -> None:
    assert irregular_base("grew") == "grow"
    assert "quantify" in lemmas("quantifies")
    assert lemmas("qwxyz") == frozenset()


@pytest.mark.parametrize("word", ["lawyers", "payroll", "financial", "qwxyz"])
def test_nouns_and_adjectives_made_of_them_name_things(word: str) -> None:
    assert names_things(word)


@pytest.mark.parametrize("word", ["draw", "simple", "quickly"])
def test_other_words_do_not(word: str) -> None:
    assert not names_things(word)


def test_a_word_is_a_verb_when_it_is_one_more_often_than_not() -> None:
    assert is_verb("build")
    assert not is_verb("table")


def test_words_are_as_far_apart_as_the_way_by_a_more_general_word_of_both() -> None:
    assert distance("train", "educate") == 0
    assert distance("radiologist", "cardiologist") == 2
    assert distance("hospital", "banana") == FAR


def test_a_word_for_many_things_has_more_senses_than_a_term() -> None:
    assert senses("run") > senses("logarithm") > senses("qwxyz") == 0
