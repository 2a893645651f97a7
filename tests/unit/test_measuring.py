"""What a question does with figures, and the operations that its words for them settle."""

from __future__ import annotations

import pytest

from advisor.library import Library
from advisor.operations.comparison import compare
from advisor.operations.conversion import convert
from advisor.operations.counting import count
from advisor.operations.differences import subtract
from advisor.operations.filtering import keep_meeting, reach
from advisor.operations.planning import plan
from advisor.operations.ranking import find_extreme
from advisor.operations.reconciling import reconcile
from advisor.operations.sequence import told_parts
from advisor.operations.stating import look_up
from advisor.operations.totals import add_up, take_average
from advisor.requests import Bound, Figuring, PartReference, Person, Timing
from advisor.types import Finding, Listing
from advisor.understanding.cues import read_cues
from advisor.understanding.figuring import settle, without_ends
from advisor.understanding.measuring import MeasuringCues, ends_in_order, says_order
from advisor.understanding.parts import PartFinder
from advisor.understanding.utterance import Meaning
from tests.unit.shelf import Page, career_page, library_of, phase, request, said, two_careers
from vectorstore.types import Quantity


@pytest.fixture
def shelf() -> Library:
    return two_careers()


def dollars(value: float) -> Quantity:
    return Quantity(value, value, "USD", per="year")


def of_level(*numbers: int) -> tuple[PartReference, ...]:
    return tuple(PartReference("level", number) for number in numbers)


@pytest.mark.parametrize(
    ("question", "end"),
    [
        ("which levels top out under 50k", "high"),
        ("levels where even the bottom of the range is above 40k", "low"),
        ("which ranks start at $40,000", "low"),
        ("what does the level pay", None),
        ("from the shortest to the longest phase", "both"),
        ("the ladder begins at a hundred and ten thousand, right", "low"),
        ("how wide is the band, bottom of the range to the top", "both"),
        ("rungs with a maximum over 60k", "high"),
        ("which of them reach 60k", "high"),
        ("the average starting salary across the five levels", "low"),
        ("the starting salary of the first level", None),
        ("levels requiring at least five years", "low"),
    ],
)
def test_words_for_an_end_of_a_range_are_read(question: str, end: str | None) -> None:
    assert read_cues(question).measuring.end == end


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how many of the baker's levels pay more than 60k", "level"),
        ("number of phases under five weeks", "phase"),
        ("how many weeks do the first two phases take", None),
        ("how much longer is one of the phases", None),
    ],
)
def test_parts_whose_number_is_asked_are_told_from_what_they_are_measured_in(question: str, kind: str | None) -> None:
    assert read_cues(question).measuring.counted == kind


@pytest.mark.parametrize("piece", ["longest first", "with the best paid on top", "highest to lowest"])
def test_a_piece_that_only_says_the_order_is_known(piece: str) -> None:
    assert says_order(piece)


@pytest.mark.parametrize("piece", ["the longest phase", "what comes first", "the last phase"])
def test_a_piece_that_names_a_part_says_no_order(piece: str) -> None:
    assert not says_order(piece)


def test_the_part_of_a_plan_is_a_phase_whatever_name_stands_before_it(shelf: Library) -> None:
    without_name = "what can I do after the third part of the        plan"
    assert [each.reference.number for each in PartFinder(shelf.catalogue["baker"]).find(without_name)] == [3]


def test_a_level_that_tops_out_under_a_figure_is_kept_by_its_upper_end(shelf: Library) -> None:
    bounds = (Bound("<", dollars(40_000)),)
    [listing] = keep_meeting(request("pay", "filter", "baker", bounds=bounds, figuring=Figuring(end="high")), shelf)
    assert isinstance(listing, Listing)
    assert [item.values["part"] for item in listing.items] == ["Junior Baker"]


def test_a_bound_in_months_is_held_against_weeks(shelf: Library) -> None:
    bounds = (Bound("<=", Quantity(1, 1, "month")),)
    [listing] = keep_meeting(request("phase_length", "filter", "baker", bounds=bounds), shelf)
    assert isinstance(listing, Listing)
    assert [item.values["number"] for item in listing.items] == ["2"]


def test_the_first_level_to_reach_an_amount_is_named_with_the_first_beyond_it(shelf: Library) -> None:
    first, beyond = reach(request("pay", "locate", "baker", bounds=(Bound("=", dollars(40_000)),)), shelf)
    assert isinstance(first, Finding)
    assert isinstance(beyond, Finding)
    assert (first.values["part"], beyond.values["part"]) == ("Senior Baker", "Head Baker")


def test_an_amount_that_no_level_reaches_is_said(shelf: Library) -> None:
    text = said(reach(request("pay", "locate", "miller", bounds=(Bound("=", dollars(90_000)),)), shelf), shelf)
    assert "None has pay at least $90,000" in text


def test_a_phase_is_given_as_a_share_of_its_roadmap(shelf: Library) -> None:
    asked = request("phase_length", "total", "baker", parts=(PartReference("phase", 2),), asked_unit="percent")
    assert "20%" in said(add_up(asked, shelf), shelf)


def test_parts_that_are_added_up_are_named(shelf: Library) -> None:
    asked = request("phase_length", "total", "baker", parts=(PartReference("phase", 1), PartReference("phase", 3)))
    assert "16 weeks together: Stage 1 of Baker (6 weeks) and Stage 3 of Baker (10 weeks)" in said(
        add_up(asked, shelf), shelf
    )


def test_the_gap_of_two_upper_ends_is_one_figure(shelf: Library) -> None:
    [finding] = subtract(
        request("pay", "difference", "baker", parts=of_level(1, 2), figuring=Figuring(end="high")), shelf
    )
    assert isinstance(finding, Finding)
    assert finding.values["result"] == "$15,000"


def test_a_gap_in_percent_is_of_the_lower_figure(shelf: Library) -> None:
    [finding] = subtract(request("pay", "difference", "baker", parts=of_level(1, 2), asked_unit="percent"), shelf)
    assert isinstance(finding, Finding)
    assert finding.values["share"] == "50%"


def test_the_lowest_and_the_highest_figure_of_a_ladder_span_it(shelf: Library) -> None:
    [span] = subtract(request("pay", "difference", "baker", figuring=Figuring(end="both")), shelf)
    assert isinstance(span, Finding)
    assert span.values["result"] == "$60,000+"


def test_the_biggest_step_lies_between_the_levels_that_differ_most(shelf: Library) -> None:
    [step] = find_extreme(request("pay", "extreme", "baker", figuring=Figuring(stepwise=True)), shelf)
    assert isinstance(step, Finding)
    assert (step.values["first"], step.values["second"]) == ("Senior Baker", "Head Baker")


def test_a_raise_from_one_level_is_to_the_next(shelf: Library) -> None:
    [step] = subtract(
        request("pay", "difference", "baker", parts=of_level(1), figuring=Figuring(stepwise=True, end="low")), shelf
    )
    assert isinstance(step, Finding)
    assert step.values["result"] == "$10,000"


def test_the_mean_of_the_lower_ends_leaves_an_open_end_out(shelf: Library) -> None:
    [finding] = take_average(request("pay", "average", "baker", figuring=Figuring(end="low")), shelf)
    assert isinstance(finding, Finding)
    assert finding.computed[0] == dollars(33_333.33)


def test_the_mean_of_ranges_with_an_open_one_is_open(shelf: Library) -> None:
    [finding] = take_average(request("pay", "average", "baker"), shelf)
    assert isinstance(finding, Finding)
    assert finding.computed[0].open_ended


def test_two_parts_of_one_career_are_compared_with_each_other(shelf: Library) -> None:
    asked = request("phase_length", "compare", "baker", parts=(PartReference("phase", 1), PartReference("phase", 2)))
    assert "Stage 1 of Baker is longer: 6 weeks, against 4 weeks for Stage 2 of Baker" in said(
        compare(asked, shelf), shelf
    )


def test_a_plan_of_nothing_in_particular_is_a_timetable(shelf: Library) -> None:
    text = said(plan(request("duration", "plan", "baker"), shelf), shelf)
    assert "Stage 2 of Baker: weeks 7–10" in text


def test_the_first_month_holds_the_phases_that_begin_in_it(shelf: Library) -> None:
    asked = request("duration", "plan", "baker", timing=Timing(opening=Quantity(2, 2, "month")))
    [listing] = plan(asked, shelf)
    assert isinstance(listing, Listing)
    assert [item.values["number"] for item in listing.items] == ["1", "2"]


def test_hours_that_no_page_states_are_said_to_be_missing(shelf: Library) -> None:
    asked = request("duration", "plan", "baker", timing_asked=frozenset({"hours_needed"}))
    assert "does not state how many hours a week" in said(plan(asked, shelf), shelf)


def test_what_comes_next_is_what_a_further_question_is_about(shelf: Library) -> None:
    asked = request("ladder", "next", "baker", parts=of_level(1))
    assert [part.number for part in told_parts(asked, shelf)] == [2]


def test_a_share_asked_of_a_phase_turns_a_look_up_into_a_total() -> None:
    cues = read_cues("what share of the roadmap is the second phase?").measuring
    assert settle(Meaning(("roadmap",), "lookup"), cues, {"phase"}, ()) == Meaning(("phase_length",), "total")


def test_a_percentage_that_a_facet_states_itself_is_looked_up() -> None:
    cues = MeasuringCues(percent=True)
    assert settle(Meaning(("ai_risk",), "lookup"), cues, (), ()) == Meaning(("ai_risk",), "lookup")


def test_an_amount_to_be_reached_is_located_on_the_ladder() -> None:
    cues = read_cues("at what level do you hit 40k?")
    units = {bound.quantity.unit for bound in cues.selecting}
    assert settle(Meaning(("pay",), "lookup"), cues.measuring, (), units) == Meaning(("pay",), "locate")


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("the second longest phase", (2,)),
        ("which is the third-best-paid job", (3,)),
        ("top three paying jobs", (1, 2, 3)),
        ("the two shortest phases", (1, 2)),
        ("the longest phase", ()),
        ("at most two weeks", ()),
    ],
)
def test_places_of_a_ranking_are_read(question: str, places: tuple[int, ...]) -> None:
    assert read_cues(question).measuring.places == places


@pytest.mark.parametrize("question", ["which has fewer phases", "how many more phases has the baker"])
def test_who_has_more_parts_is_answered_by_counting_them(question: str) -> None:
    cues = read_cues(question).measuring
    assert settle(Meaning(("phase_length",), "extreme"), cues, (), ()) == Meaning(("roadmap",), "count")


def test_the_top_of_every_range_names_no_level() -> None:
    cues = read_cues("average of the top ends of the bands").measuring
    of_top = Meaning(("pay",), "lookup", parts=(PartReference("level", -1, "the top"),))
    assert without_ends(of_top, cues).parts == ()


def test_words_that_only_ask_how_much_more_name_no_end_of_a_range() -> None:
    cues = read_cues("how much more does the director get than the senior, top of the range").measuring
    two = (PartReference("level", 4, "director"), PartReference("level", 3, "senior"))
    assert without_ends(Meaning(("pay",), "difference", parts=two), cues).parts == two


def test_all_that_stand_at_one_end_are_named(shelf: Library) -> None:
    text = said(find_extreme(request("phase_length", "extreme", "miller", direction="least"), shelf), shelf)
    assert text.count("The shortest phase") == 1
    assert "Stage 2 of Miller (Miller) has the same: 4 weeks" in text


def test_points_of_which_each_phase_has_as_many_are_counted_phase_by_phase(shelf: Library) -> None:
    first, second = phase(1, "Knives"), phase(2, "Fires")
    page = Page("cooks", "Cook").say("phase_title", "Knives", part=first).say("goal", "Cut", part=first)
    page.say("goal", "Peel", part=first).say("phase_title", "Fires", part=second)
    page.say("goal", "Boil", part=second).say("goal", "Fry", part=second)
    kitchen = library_of(page)
    text = said(count(request("goals", "count", "cook"), kitchen), kitchen)
    assert "lists 4 learning goals, 2 in each of 2 phases" in text


def test_years_that_no_level_covers_are_a_gap(shelf: Library) -> None:
    text = said(reconcile(request("experience", "reconcile", "baker", figuring=Figuring(joints=True)), shelf), shelf)
    assert "gap in years of experience: Junior Baker has 0–2 years, and Senior Baker 3–6 years" in text


def test_years_that_join_leave_no_gap(shelf: Library) -> None:
    text = said(reconcile(request("experience", "reconcile", "miller", figuring=Figuring(joints=True)), shelf), shelf)
    assert "each level begins where the one before it ends (0–3 years; 3–8 years)" in text


def test_weeks_left_after_a_share_are_told(shelf: Library) -> None:
    asked = request("phase_length", "plan", "baker", timing=Timing(share=0.5), timing_asked=frozenset({"left"}))
    assert "10 weeks are left" in said(plan(asked, shelf), shelf)


@pytest.mark.parametrize("question", ["how long is the part about judging", "the hardest part of the work"])
def test_a_loose_noun_names_no_phase_without_a_word_of_one_title(shelf: Library, question: str) -> None:
    assert PartFinder(shelf.catalogue["baker"]).find(question) == ()


def test_an_ordinal_behind_than_counts_in_the_kind_of_the_part_before_it(shelf: Library) -> None:
    found = PartFinder(shelf.catalogue["baker"]).find("how much longer is the third phase than the first")
    assert [mention.reference.number for mention in found] == [3, 1]


def test_a_starting_band_is_the_first_level(shelf: Library) -> None:
    [mention] = PartFinder(shelf.catalogue["baker"]).find("the middle of the starting band")
    assert (mention.reference.kind, mention.reference.number) == ("level", 1)


def test_the_only_figure_of_a_career_gives_way_to_those_that_add_up_to_it(shelf: Library) -> None:
    text = said(find_extreme(request("duration", "extreme", "baker", direction="least"), shelf), shelf)
    assert "shortest phase of the Baker roadmap is phase 2" in text


@pytest.mark.parametrize(("direction", "level"), [("most", "Head Baker"), ("least", "Junior Baker")])
def test_the_widest_range_is_not_the_highest(shelf: Library, direction: str, level: str) -> None:
    text = said(
        find_extreme(request("pay", "extreme", "baker", direction=direction, figuring=Figuring(spread=True)), shelf),
        shelf,
    )
    assert f"that of {level}" in text


def test_how_many_times_as_much_is_computed_end_by_end(shelf: Library) -> None:
    asked = request("pay", "difference", "baker", parts=of_level(1, 3), figuring=Figuring(times=True))
    assert "2.5–2.7 times as much" in said(subtract(asked, shelf), shelf)


def test_a_median_is_the_figure_in_the_middle(shelf: Library) -> None:
    assert "median for the Baker is 6 weeks" in said(
        take_average(request("phase_length", "average", "baker", figuring=Figuring(median=True)), shelf), shelf
    )


def test_the_share_of_several_phases_is_that_of_their_sum(shelf: Library) -> None:
    phases = (PartReference("phase", 1), PartReference("phase", 2))
    asked = request("phase_length", "total", "baker", parts=phases, asked_unit="percent")
    assert "50% of the Baker roadmap, 10 weeks of 20 weeks" in said(add_up(asked, shelf), shelf)


def test_both_ends_of_one_level_on_two_pages_are_set_against_each_other(shelf: Library) -> None:
    asked = request("pay", "difference", "baker", "miller", parts=of_level(1), figuring=Figuring(end="both"))
    assert [finding.computed[0] for finding in subtract(asked, shelf) if isinstance(finding, Finding)] == [
        dollars(5_000),
        dollars(5_000),
    ]


def test_a_sum_of_phases_is_told_with_what_the_page_states_instead(shelf: Library) -> None:
    assert "The page itself states 6 months" in said(add_up(request("roadmap", "total", "baker"), shelf), shelf)


def test_how_far_ones_own_time_reaches_names_the_phases_behind_one(shelf: Library) -> None:
    asked = request("roadmap", "plan", "baker", person=Person(months=7 * 12 / 52), timing_asked=frozenset({"how_far"}))
    text = said(plan(asked, shelf), shelf)
    assert "in phase 2" in text
    assert "Stage 1 of Baker behind you" in text


def test_at_ones_own_pace_each_phase_is_told_where_asked_for(shelf: Library) -> None:
    asked = request("duration", "plan", "miller", timing=Timing(pace=0.5), timing_asked=frozenset({"each"}))
    assert said(plan(asked, shelf), shelf).count("Miller: 8 weeks") == 2


@pytest.mark.parametrize(
    ("question", "pace"),
    [
        ("each scheduled week takes me two", 0.5),
        ("i need three weeks for every week of the plan", 1 / 3),
        ("each week takes two hours", 1.0),
        ("at half the pace", 0.5),
    ],
)
def test_a_week_that_takes_several_slows_the_plan(question: str, pace: float) -> None:
    assert read_cues(question).timing.timing.pace == pytest.approx(pace)


@pytest.mark.parametrize(
    ("question", "facet"),
    [("how long until phase 3", "until"), ("how long until i have finished phase 3", "through")],
)
def test_up_to_a_phase_is_told_from_up_to_its_end(question: str, facet: str) -> None:
    cues = read_cues(question).measuring
    assert (cues.through is not None) == (facet == "through")


def test_a_figure_is_asserted_in_the_unit_of_the_one_before_it() -> None:
    stated = read_cues("x takes 12 months and y 10, right?").premises
    assert [(each.low, each.unit) for each in stated] == [(12, "month"), (10, "month")]


@pytest.mark.parametrize(
    "question", ["the phase that takes more weeks than any other", "which phase lasts longer than the rest"]
)
def test_what_outdoes_all_others_is_at_the_end_of_the_series(question: str) -> None:
    assert read_cues(question).measuring.superlative == "high"


@pytest.mark.parametrize("question", ["how long is a phase on average", "the mean duration of the stages"])
def test_an_average_of_lengths_is_computed_however_it_is_read(question: str) -> None:
    cues = read_cues(question).measuring
    assert settle(Meaning(("phase_length",), "lookup"), cues, (), ()) == Meaning(("phase_length",), "average")


def test_an_average_salary_is_looked_up() -> None:
    cues = read_cues("the average salary of a baker").measuring
    assert settle(Meaning(("pay",), "lookup"), cues, (), ()) == Meaning(("pay",), "lookup")


def test_which_two_takes_two_places_of_the_ranking() -> None:
    assert read_cues("which two stages take the fewest weeks").measuring.places == (1, 2)
    assert read_cues("which of the two takes the fewest weeks").measuring.places == ()


def test_time_stated_in_months_is_not_computed_from_weeks(shelf: Library) -> None:
    asked = request("duration", "lookup", "baker", asked_unit="month")
    assert "~" not in said(list(convert(asked, list(look_up(asked, shelf)))), shelf)


def test_one_end_of_the_first_is_set_against_the_other_end_of_the_second(shelf: Library) -> None:
    asked = request("pay", "difference", "baker", parts=of_level(1, 3), figuring=Figuring(ends=("high", "low")))
    [finding] = [each for each in subtract(asked, shelf) if isinstance(each, Finding)]
    assert finding.computed[0] == dollars(20_000)  # $50,000 − $30,000


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("the gap between the best a gets and the least a gets", ("high", "low")),
        ("the lowest and the maximum", ("low", "high")),
        ("what comes first", ()),
    ],
)
def test_the_ends_of_two_ranges_are_read_in_their_order(text: str, ends: tuple[str, ...]) -> None:
    assert ends_in_order(text) == ends


def test_two_currencies_are_not_set_against_each_other() -> None:
    pay = [("Junior", "0-2 years", "£20,000-£30,000")]
    page = career_page("potters", "Potter", weeks=[4], pay=pay, months=1, difficulty="Beginner level")
    dollars_page = career_page(
        "smiths", "Smith", weeks=[4], pay=[("Junior", "0-2 years", "$20,000-$30,000")], months=1, difficulty="Beginner"
    )
    asked = request("pay", "difference", "potter", "smith", parts=of_level(1))
    assert "in different units" in said(subtract(asked, library_of(page, dollars_page)), library_of(page, dollars_page))


def test_a_plan_in_months_is_laid_out_in_weeks() -> None:
    page = career_page("weavers", "Weaver", weeks=[4], pay=[], months=1, difficulty="Beginner level")
    second = phase(2, "Looms")
    page.say("phase_title", second.title, part=second).say("phase_weeks", "2 months", part=second)
    page.section("phase", "Roadmap", since=0)
    asked = request("roadmap", "plan", "weaver", person=Person(months=1.5), timing_asked=frozenset({"how_far"}))
    assert "in phase 2, Looms" in said(plan(asked, library_of(page)), library_of(page))


@pytest.mark.parametrize(("direction", "figure"), [("least", 30_000), ("most", 45_000)])
def test_the_end_of_one_levels_range_is_its_own_not_that_of_the_ladder(
    shelf: Library, direction: str, figure: float
) -> None:
    asked = request("pay", "extreme", "baker", direction=direction, parts=of_level(2))
    [finding] = find_extreme(asked, shelf)
    assert isinstance(finding, Finding)
    assert finding.computed == (dollars(figure),)


def test_what_is_left_is_held_against_ones_own_time(shelf: Library) -> None:
    asked = request("phase_length", "plan", "baker", timing=Timing(done=1, available=Quantity(10, 10, "week")))
    assert "does not fit into 10 weeks" in said(plan(asked, shelf), shelf)
