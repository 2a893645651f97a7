"""Places in a series, said without their noun, and the lists that an assistant's message holds."""

from __future__ import annotations

import pytest

from advisor.understanding.hearing import points_listed
from advisor.understanding.placing import neighbours, ordinal_alone, place_in_series, places_alone
from advisor.understanding.replying import accepts_offer
from advisor.understanding.which_part import (
    asks_which_part,
    kind_asked,
    leaves_out,
    means_the_others,
    saves_by_leaving_out,
)
from advisor.understanding.writing_out import with_item, with_item_named


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("how does the baker's roadmap begin?", 1),
        ("what do I learn first for nursing", 1),
        ("which books come last?", -1),
        ("what would I finish with", -1),
        ("how long is it from start to finish?", None),
        ("which of the first two is longer?", None),
        ("what do I study?", None),
    ],
)
def test_the_ends_of_a_series_are_named_by_what_it_does_there(text: str, place: int | None) -> None:
    assert place_in_series(text) == place


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("at what rung do I train the juniors?", "level"),
        ("which job title signs the recipes?", "level"),
        ("which phase is the hardest?", "phase"),
        ("in which step do I bake?", "step"),
        ("what do I learn in the first phase?", None),
        ("which of the phases are short?", None),
        ("what level of English do they ask for?", None),
    ],
)
def test_a_question_may_ask_which_part_of_a_kind(text: str, kind: str | None) -> None:
    assert kind_asked(text) == kind


@pytest.mark.parametrize(
    ("text", "distances"),
    [
        ("and the one below it?", (-1,)),
        ("the phase after that", (1,)),
        ("and the two before it, put together?", (-2, -1)),
        ("how long are the next three?", (1, 2, 3)),
        ("the previous 2 please", (-2, -1)),
        ("what about the person above them?", (1,)),
        ("and the next step up?", (1,)),
        ("what's the next promotion from there", (1,)),
        ("one rung down, please", (-1,)),
        ("and two steps up from there?", (2,)),
        ("three levels down", (-3,)),
        ("and the rung below that?", (-1,)),
        ("how much less does the level underneath get?", (-1,)),
        ("and if you add the next one on?", (1,)),
        ("together with the following phase", (1,)),
        ("the step beneath, at its lower end", (-1,)),
        ("the phase before the exam", ()),
        ("the next phase of my life", ()),
        ("what's a higher level of pay", ()),
        ("is the next level up to me", ()),
        ("in the next two weeks", ()),
        ("what comes before the exam?", ()),
    ],
)
def test_neighbours_are_counted_from_what_was_spoken_of(text: str, distances: tuple[int, ...]) -> None:
    assert neighbours(text) == distances


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("the first two together take how many weeks?", (1, 2)),
        ("and the last three?", (-3, -2, -1)),
        ("the second and fourth, please", (2, 4)),
        ("which of the first and the last is longer?", (1, -1)),
        ("what must I know by the end of number four?", (4,)),
        ("how long is #2", (2,)),
        ("in the first two weeks", ()),
        ("the last two years of experience", ()),
        ("the number one reason people quit", ()),
    ],
)
def test_several_places_are_named_without_their_noun(text: str, places: tuple[int, ...]) -> None:
    assert places_alone(text) == places


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("and the other levels?", True),
        ("how long are the others?", True),
        ("the rest of them", True),
        ("the remaining phases", True),
        ("and the other career?", False),
        ("what about the other one?", False),
    ],
)
def test_the_others_are_all_parts_but_the_one_spoken_of(text: str, others: bool) -> None:
    assert means_the_others(text) is others


def test_parts_can_be_left_out() -> None:
    assert leaves_out("how long is it without phase 2?")
    assert leaves_out("if I skipped the first two phases")
    assert leaves_out("and if I leave that one out?")
    assert not leaves_out("how long are the first two phases?")


def test_what_leaving_a_part_out_saves_is_as_long_as_the_part() -> None:
    asked = "how many weeks would I save if I skip that one?"
    assert saves_by_leaving_out(asked)
    assert not leaves_out(asked)
    assert not saves_by_leaving_out("how long is it without phase 2?")


def test_an_ordinal_names_a_point_of_the_list_before() -> None:
    items = ("Hospitals", "Start-ups", "Insurers")
    assert with_item("go deeper on the second.", items) == "go deeper on Start-ups."
    assert with_item("and the last one?", items) == "and Insurers?"
    assert with_item("3", items) == "Insurers"
    assert with_item("the last one there, whose is it?", items) == "Insurers, whose is it?"
    assert with_item("what is the first of those for?", items) == "what is Hospitals for?"


def test_a_listed_point_is_called_by_a_word_that_no_other_has() -> None:
    items = ("Medical Liability", "Patient Data Privacy", "Data Drift")
    assert with_item_named("the liability one, is that settled?", items) == "Medical Liability, is that settled?"
    assert with_item_named("the data one?", items) == "the data one?"
    assert with_item_named("the cheap one?", items) == "the cheap one?"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("what does the fourth own?", (4,)),
        ("what does number four own?", (4,)),
        ("who runs the penultimate one?", (-2,)),
        ("what does the fourth week hold?", ()),
        ("what does the first job pay?", ()),
    ],
)
def test_a_place_may_be_the_subject_of_any_verb(text: str, places: tuple[int, ...]) -> None:
    assert places_alone(text) == places


def test_of_two_things_the_former_and_the_latter_are_named() -> None:
    assert with_item("the latter please", ("what it pays", "how long it takes")) == "how long it takes please"
    assert with_item("the former", ("the phases", "the levels")) == "the phases"
    assert with_item("the latter", ("Hospitals", "Start-ups", "Insurers")) == "the latter"


def test_an_ordinal_beyond_the_list_or_of_another_series_names_no_point() -> None:
    items = ("Hospitals", "Start-ups")
    assert with_item("and the third?", items) == "and the third?"
    assert with_item("one phase after another, when is the second over?", items).endswith("the second over?")


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("There are three: bias and equity; privacy; liability.", ("bias and equity", "privacy", "liability")),
        ("Employers:\n- Hospitals: large\n- Start-ups (small)", ("Hospitals", "Start-ups")),
        ("1. Learn – a lot\n2. Apply", ("Learn", "Apply")),
        ("It takes a year.", ()),
    ],
)
def test_the_points_of_a_message_are_called_by_their_labels(text: str, points: tuple[str, ...]) -> None:
    assert points_listed(text) == points


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("yes pls", True),
        ("sure, go ahead", True),
        ("ooh yes, go ahead", True),
        ("yes that would be great", True),
        ("ok great", False),
        ("ok thanks", False),
        ("yes but how long is it?", False),
        ("why not", True),
        ("why not?", False),
    ],
)
def test_an_offer_is_accepted_by_nothing_but_a_yes(text: str, accepted: bool) -> None:
    assert accepts_offer(text) is accepted


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("which stage covers sourdough?", True),
        ("at what point do I get round to ovens", True),
        ("in which part of the plan is flour?", True),
        ("what do I do in stage two?", False),
        ("which career is shorter?", False),
    ],
)
def test_it_is_heard_when_a_question_asks_in_which_part_something_stands(text: str, asks: bool) -> None:
    assert asks_which_part(text) is asks


def test_where_something_is_asks_for_a_part_of_what_a_roadmap_holds_only() -> None:
    assert asks_which_part("where are ovens taught", of_roadmap=True)
    assert not asks_which_part("where are ovens used")


def test_first_to_last_is_all_of_a_series() -> None:
    assert ordinal_alone("the stages from the first to the last") is None


def test_a_place_may_open_a_turn_before_a_noun_of_a_stretch() -> None:
    assert ordinal_alone("first chunk of the training, what's in it?") == 1
    assert ordinal_alone("first, what does it pay?") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [("at which rung do I manage people?", "level"), ("what difficulty level is given?", None)],
)
def test_a_grade_is_no_level_of_a_ladder(text: str, kind: str | None) -> None:
    assert kind_asked(text) == kind
