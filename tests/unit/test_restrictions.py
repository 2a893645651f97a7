from __future__ import annotations

import pytest

from advisor.understanding.restrictions import restricting_words


@pytest.mark.parametrize(
    ("text", "topics", "restricting", "beside"),
    [
        ("what is the salary in texas", ["texas"], ("texas",), ()),
        ("what does Philips pay for it", ["Philips"], ("Philips",), ()),
        ("what's the dough like", ["dough"], (), ()),
        ("can I do it in my pyjamas", ["pyjamas"], (), ()),
        ("the downsides of joining in this space", ["space"], (), ()),
        ("where is blockchain taught", ["blockchain"], ("blockchain",), ()),
        ("which measures do learners study", ["learners"], (), ()),
        ("pay for seniors in 2030", [], ("2030",), ()),
        ("the top pay here, and at google for the same?", ["google"], (), ("google",)),
    ],
)
def test_names_places_and_years_restrict(
    text: str, topics: list[str], restricting: tuple[str, ...], beside: tuple[str, ...]
) -> None:
    assert restricting_words(text, topics) == (restricting, beside)


@pytest.mark.parametrize(
    ("text", "unheld", "restricting"),
    [
        ("junior pay in Boston", ["Boston"], ("Boston",)),
        ("can I start in May", ["May"], ()),
        ("is it hard in practice", ["practice"], ()),
    ],
)
def test_a_name_in_a_place_restricts_however_often_people_say_it(
    text: str, unheld: list[str], restricting: tuple[str, ...]
) -> None:
    assert restricting_words(text, [], unheld=unheld) == (restricting, ())


def test_a_topic_of_a_second_question_that_no_document_holds_is_asked_besides() -> None:
    text = "how hard are they, plus: which has the better trade union?"
    assert restricting_words(text, ["union"], unheld=["union"]) == ((), ("union",))


def test_a_word_of_a_statement_is_not_asked_besides() -> None:
    assert restricting_words("what is it in 2 and 3? It seems to hop.", ["hop"], unheld=["hop"]) == ((), ())


def test_where_users_say_they_live_restricts_nothing_they_ask_after_it() -> None:
    text = "I live in Lagos. Can this be done remotely?"
    assert restricting_words(text, ("Lagos",), unheld=("Lagos",)) == ((), ())


def test_a_named_employer_restricts_though_documents_speak_of_it_elsewhere() -> None:
    assert restricting_words("What do they earn at Epic?", (), subject=("earn", "Epic"))[0] == ("Epic",)


def test_a_name_that_is_no_employer_s_restricts_only_where_no_document_holds_it() -> None:
    assert restricting_words("Is it taught in Python?", (), subject=("taught", "Python"))[0] == ()


@pytest.mark.parametrize(
    ("text", "restricting"),
    [
        ("Is there an exam at the end of it?", ("exam",)),
        ("does it have any exam", ("exam",)),
        ("how hard is the exam", ()),
        ("when is there an exam and is it hard?", ()),
    ],
)
def test_what_is_asked_to_be_there_restricts_where_no_document_holds_it(
    text: str, restricting: tuple[str, ...]
) -> None:
    assert restricting_words(text, ["exam"], unheld=["exam"])[0] == restricting


def test_an_acronym_that_no_document_holds_restricts() -> None:
    text = "how many months of OPT does it give"
    assert restricting_words(text, ["OPT"], unheld=["OPT"])[0] == ("OPT",)
    assert restricting_words(text.upper(), ["OPT"], unheld=["OPT"])[0] == ()
