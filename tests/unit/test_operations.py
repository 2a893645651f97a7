"""Arithmetic, comparison, sequence, plans and checks of premises over a library made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.findings import facts_of
from advisor.library import Library
from advisor.operations.comparison import compare
from advisor.operations.conversion import convert
from advisor.operations.counting import count
from advisor.operations.differences import subtract
from advisor.operations.entries import with_agreeing
from advisor.operations.filtering import keep_meeting
from advisor.operations.gaps import note_gaps
from advisor.operations.learning import find_known
from advisor.operations.planning import plan
from advisor.operations.ranking import find_extreme, rank
from advisor.operations.reconciling import reconcile
from advisor.operations.sequence import check_place, follow, locate
from advisor.operations.stating import look_up
from advisor.operations.telling import give_reason
from advisor.operations.totals import add_up, take_average
from advisor.operations.verification import same_figure, verify
from advisor.requests import (
    Asserted,
    Bound,
    Direction,
    Facet,
    Figuring,
    Operation,
    Order,
    PartCount,
    PartReference,
    Person,
    Request,
    Timing,
)
from advisor.types import Evidence, Finding, Grid, Listing
from advisor.writing.builtin import write
from advisor.writing.rendering import render
from advisor.writing.templates import word
from tests.unit.shelf import Page, career_page, level, library_of, phase, two_careers
from vectorstore.types import Fact, Part, Quantity, Span


@pytest.fixture
def shelf() -> Library:
    return two_careers()


def request(facet: Facet, operation: Operation = "lookup", *careers: str, **rest: object) -> Request:
    return Request("?", "?", careers, facets=(facet,), operation=operation, **rest)  # type: ignore[arg-type]


def said(findings: object, library: Library) -> str:
    return render(write(Evidence(tuple(findings))), library)[0]  # type: ignore[arg-type]


def weeks(number: float) -> Quantity:
    return Quantity(number, number, "week")


def test_the_same_phase_of_several_careers_names_each_of_them() -> None:
    pages = [Page("b", "Baker"), Page("m", "Miller")]
    for page in pages:
        page.say("phase_title", "Basics", part=phase(1, "Basics")).say(
            "phase_weeks", "4 weeks", part=phase(1, "Basics")
        )
        page.section("phase", "Roadmap", since=0)
    shelf = library_of(*pages)
    text = said(look_up(request("phase_length", parts=(PartReference("phase", 1),)), shelf), shelf)
    assert "Basics (Baker), takes 4 weeks" in text
    assert "Basics (Miller), takes 4 weeks" in text


def test_a_part_that_one_career_has_is_told_of_that_one_alone(shelf: Library) -> None:
    text = said(look_up(request("pay", parts=(PartReference("level", 3),)), shelf), shelf)
    assert "Head Baker" in text
    assert "Miller" not in text


def test_the_phases_of_a_roadmap_are_added_up(shelf: Library) -> None:
    [finding, *_] = add_up(request("roadmap", "total", "baker"), shelf)
    assert isinstance(finding, Finding)
    assert finding.computed == (weeks(20),)
    assert [fact.value for fact in finding.facts] == [weeks(6), weeks(4), weeks(10)]


def test_total_time_means_the_phases_not_the_stated_months(shelf: Library) -> None:
    [finding] = add_up(request("duration", "total", "miller"), shelf)
    assert isinstance(finding, Finding)
    assert finding.computed == (weeks(8),)


def test_an_average_divides_by_the_number_of_phases(shelf: Library) -> None:
    [finding] = take_average(request("phase_length", "average", "miller"), shelf)
    assert isinstance(finding, Finding)
    assert finding.computed == (weeks(4),)


def test_phases_are_counted(shelf: Library) -> None:
    assert "3 phases" in said(count(request("roadmap", "count", "baker"), shelf), shelf)


def test_the_longest_phase_is_found(shelf: Library) -> None:
    text = said(find_extreme(request("phase_length", "extreme", "baker"), shelf), shelf)
    assert "Stage 3 of Baker" in text
    assert "10 weeks" in text


def test_the_shortest_phase_is_found(shelf: Library) -> None:
    text = said(find_extreme(request("phase_length", "extreme", "baker", direction="least"), shelf), shelf)
    assert "Stage 2 of Baker" in text


def test_the_best_paid_level_of_all_careers_comes_first_and_the_other_career_after_it(shelf: Library) -> None:
    first, second = find_extreme(request("pay", "extreme"), shelf)
    assert isinstance(first, Finding)
    assert isinstance(second, Finding)
    assert first.values["part"] == "Head Baker"
    assert second.values["part"] == "Senior Miller"


def test_ties_are_all_named(shelf: Library) -> None:
    assert len(list(find_extreme(request("phase_length", "extreme", "miller"), shelf))) == 2


def test_levels_are_ranked_from_the_end_asked_for(shelf: Library) -> None:
    [listing] = rank(request("pay", "rank", "baker"), shelf)
    assert isinstance(listing, Listing)
    assert [item.values["part"] for item in listing.items] == ["Head Baker", "Senior Baker", "Junior Baker"]


def test_phases_under_a_bound_are_kept(shelf: Library) -> None:
    bounds = (Bound("<", weeks(6)),)
    [listing] = keep_meeting(request("phase_length", "filter", "baker", bounds=bounds), shelf)
    assert isinstance(listing, Listing)
    assert [item.values["number"] for item in listing.items] == ["2"]


def test_a_bound_that_nothing_meets_is_said(shelf: Library) -> None:
    bounds = (Bound(">", weeks(30)),)
    assert "None has" in said(keep_meeting(request("phase_length", "filter", "baker", bounds=bounds), shelf), shelf)


def test_the_gap_between_two_levels_is_computed_end_by_end(shelf: Library) -> None:
    parts = (PartReference("level", 1), PartReference("level", 2))
    [finding] = subtract(request("pay", "difference", "baker", parts=parts), shelf)
    assert isinstance(finding, Finding)
    assert finding.computed == (Quantity(10000, 15000, "USD", per="year"),)


def test_a_comparison_says_which_takes_longer_and_shows_both(shelf: Library) -> None:
    sentence, gap, grid = compare(request("duration", "compare", "baker", "miller"), shelf)
    assert isinstance(sentence, Finding)
    assert sentence.values["career"] == "Baker"
    assert isinstance(gap, Finding)
    assert gap.computed == (Quantity(4, 4, "month"),)
    assert isinstance(grid, Grid)
    assert [cell.values.get("value") for cell in grid.rows[0]] == ["time to job-ready", "6 months", "2 months"]


def test_scale_words_are_compared_by_their_place(shelf: Library) -> None:
    [sentence, _] = compare(request("difficulty", "compare", "miller", "baker"), shelf)
    assert isinstance(sentence, Finding)
    assert sentence.values["career"] == "Baker"


def test_the_next_phase_follows_the_one_named(shelf: Library) -> None:
    found = list(follow(request("roadmap", "next", "baker", parts=(PartReference("phase", 1),)), shelf))
    assert isinstance(found[0], Finding)
    assert found[0].values["neighbour"] == "Stage 2 of Baker"


def test_nothing_follows_the_last_phase(shelf: Library) -> None:
    [finding] = follow(request("roadmap", "next", "baker", parts=(PartReference("phase", -1),)), shelf)
    assert isinstance(finding, Finding)
    assert finding.says == "sequence.last"


def test_a_topic_is_located_in_the_phase_that_holds_it(shelf: Library) -> None:
    [listing] = locate(request("topic", "locate", "baker", topics=("sourdough",)), shelf)
    assert isinstance(listing, Listing)
    assert [item.values["number"] for item in listing.items] == ["2"]


def test_the_word_of_one_point_outweighs_the_word_of_many(shelf: Library) -> None:
    [listing] = locate(request("topic", "locate", "baker", topics=("judge", "sourdough")), shelf)
    assert isinstance(listing, Listing)
    assert [item.values["number"] for item in listing.items] == ["2"]


@pytest.mark.parametrize(
    ("number", "operation", "told"),
    [
        (1, "verify", "No. The Baker page does not name sourdough there, but here:"),
        (1, "why", "No. The Baker page does not name sourdough there, but here:"),
        (1, "lookup", "The Baker page does not name sourdough there, but here:"),
        (2, "verify", "Yes. The Baker page names sourdough there:"),
        (2, "lookup", ""),
    ],
)
def test_what_is_placed_in_a_phase_is_held_against_all_of_them(
    shelf: Library, number: int, operation: Operation, told: str
) -> None:
    asked = request("goals", operation, "baker", parts=(PartReference("phase", number),), specific=("sourdough",))
    text = said(check_place(asked, shelf), shelf)
    assert text.partition("\n")[0] == told
    assert ("Learn to judge sourdough" in text) == bool(told)


def test_yes_is_not_said_where_some_of_it_is_named_nowhere(shelf: Library) -> None:
    parts = (PartReference("phase", 2),)
    asked = request("goals", "verify", "baker", parts=parts, specific=("sourdough", "Kubernetes"))
    assert said(check_place(asked, shelf), shelf).startswith("The Baker page names sourdough there")


def test_only_topics_that_are_named_there_are_said_to_be(shelf: Library) -> None:
    [listing] = locate(request("topic", "locate", "baker", topics=("sourdough", "Minnesota")), shelf)
    assert isinstance(listing, Listing)
    assert listing.lead is not None
    assert listing.lead.values["topic"] == "sourdough"


def test_a_topic_is_not_located_by_one_of_several_common_words(shelf: Library) -> None:
    assert list(locate(request("topic", "locate", "baker", topics=("Kubernetes", "stage")), shelf)) == []


def test_pay_at_some_years_of_experience_is_the_level_that_holds_them(shelf: Library) -> None:
    bounds = (Bound("=", Quantity(4, 4, "year")),)
    text = said(look_up(request("pay", "lookup", "baker", bounds=bounds), shelf), shelf)
    assert "Senior Baker" in text
    assert "Junior Baker" not in text


def test_a_decade_names_the_level_that_holds_ten_years(shelf: Library) -> None:
    parts = [PartReference("level", None, words) for words in ("a decade", "10 years")]
    decade, years = (said(look_up(request("pay", "lookup", "baker", parts=(part,)), shelf), shelf) for part in parts)
    assert decade == years != ""


def test_a_roadmap_that_contradicts_the_stated_months_is_told(shelf: Library) -> None:
    found = list(look_up(request("duration", "lookup", "baker"), shelf))
    assert any(isinstance(f, Finding) and f.says == "note.roadmap_length" for f in found)


def test_a_roadmap_that_agrees_with_the_stated_months_is_left_alone(shelf: Library) -> None:
    found = list(look_up(request("duration", "lookup", "miller"), shelf))
    assert [f.says for f in found if isinstance(f, Finding)] == ["state.duration"]


def test_a_plan_states_its_assumption_and_stretches_the_weeks(shelf: Library) -> None:
    found = plan(request("duration", "plan", "miller", person=Person(hours_per_week=10)), shelf)
    assert weeks(32) in [quantity for f in found if isinstance(f, Finding) for quantity in f.computed]


def test_phases_are_dated_one_after_the_other(shelf: Library) -> None:
    text = said(plan(request("roadmap", "plan", "miller", timing=Timing(start="2027-03-01")), shelf), shelf)
    assert "1 March 2027 to 28 March 2027" in text
    assert "29 March 2027 to 25 April 2027" in text


def test_one_phase_is_dated_by_the_lengths_before_it(shelf: Library) -> None:
    asked = request(
        "phase_length", "plan", "baker", timing=Timing(start="2027-03-01"), parts=(PartReference("phase", 3),)
    )
    [finding] = plan(asked, shelf)
    assert isinstance(finding, Finding)
    assert finding.values["from"] == "10 May 2027"
    assert len([fact for fact in finding.facts if fact.attribute == "phase_weeks"]) == 3


def test_what_is_left_counts_half_of_a_phase_that_is_half_done(shelf: Library) -> None:
    [finding] = plan(request("phase_length", "plan", "baker", timing=Timing(done=1.5)), shelf)
    assert isinstance(finding, Finding)
    assert finding.values["result"] == "12 weeks"


@pytest.mark.parametrize(("available", "says"), [(11, "plan.part_fits"), (9, "plan.part_over")])
def test_a_time_frame_is_held_against_the_phases_asked_about(shelf: Library, available: int, says: str) -> None:
    timing, parts = Timing(available=weeks(available)), (PartReference("phase", 1), PartReference("phase", 2))
    [finding] = plan(request("roadmap", "plan", "baker", timing=timing, parts=parts), shelf)
    assert isinstance(finding, Finding)
    assert (finding.says, finding.values["total"]) == (says, "10 weeks")


def test_phases_done_may_be_counted_from_the_end(shelf: Library) -> None:
    [finding] = plan(request("phase_length", "plan", "baker", timing=Timing(done=-1)), shelf)
    assert isinstance(finding, Finding)
    assert finding.values["result"] == "10 weeks"


def test_a_deadline_gives_the_last_day_to_start_by_phases_and_by_the_stated_months(shelf: Library) -> None:
    text = said(plan(request("duration", "plan", "baker", timing=Timing(finish="2027-12-01")), shelf), shelf)
    assert "start by 14 July 2027" in text
    assert "start by 1 June 2027" in text


def test_a_plan_that_ends_after_its_deadline_says_so(shelf: Library) -> None:
    timing = Timing(start="2027-03-01", finish="2027-06-01")
    first = next(iter(plan(request("duration", "plan", "baker", timing=timing), shelf)))
    assert isinstance(first, Finding)
    assert first.says == "plan.late"


def test_one_is_in_the_phase_that_holds_the_time_gone_by(shelf: Library) -> None:
    [finding] = plan(request("roadmap", "plan", "baker", timing=Timing(elapsed=weeks(7))), shelf)
    assert isinstance(finding, Finding)
    assert finding.values["number"] == "2"


def test_a_time_frame_is_held_against_stated_months_and_phases(shelf: Library) -> None:
    found = [f for f in plan(request("duration", "plan", "baker", timing=Timing(available=weeks(22))), shelf)]
    assert [f.says for f in found if isinstance(f, Finding)] == ["plan.short", "plan.phases_fit"]


def test_a_deadline_takes_so_many_hours_a_week(shelf: Library) -> None:
    timing = Timing(available=weeks(16), assumed_hours=20)
    [finding] = plan(
        request("duration", "plan", "miller", timing=timing, timing_asked=frozenset({"hours_needed"})), shelf
    )
    assert isinstance(finding, Finding)
    assert finding.values["result"] == "10 hours per week"


def test_the_hours_that_a_page_reckons_with_stand_for_a_full_week() -> None:
    page = Page("b", "Baker").say("phase_title", "Basics", part=phase(1, "Basics"))
    page.say("phase_weeks", "20 weeks", part=phase(1, "Basics")).say("study_hours", "6 to 8 hours a week")
    page.section("phase", "Roadmap", since=0)
    asked = request("duration", "plan", "baker", timing_asked=frozenset({"study_week"}))
    assert said(plan(asked, library_of(page)), library_of(page)).count("6–8 hours per week") == 2
    own = request("duration", "plan", "baker", person=Person(hours_per_week=7))
    [finding, *_] = plan(own, library_of(page))
    assert isinstance(finding, Finding)
    assert (finding.says, finding.values["result"]) == ("plan.hours_stated", "20 weeks")


def test_who_may_leave_out_what_is_said_as_the_page_does() -> None:
    page = Page("b", "Baker").say("phase_title", "Basics", part=phase(1, "Basics"))
    page.say("goal", "Knead dough", part=phase(1, "Basics")).say("exemption", "Millers may skip phase 1.")
    page.section("phase", "Roadmap", since=0)
    text = said(find_known(request("roadmap", "skip", "baker"), library_of(page)), library_of(page))
    assert "“Millers may skip phase 1.”" in text
    assert "saved" not in text


def test_the_hours_of_the_phase_asked_about_are_its_weeks_at_ones_own_pace(shelf: Library) -> None:
    asked = request(
        "phase_length",
        "plan",
        "baker",
        parts=(PartReference("phase", 3),),
        person=Person(hours_per_week=15),
        timing_asked=frozenset({"hours_needed"}),
    )
    [finding] = plan(asked, shelf)
    assert isinstance(finding, Finding)
    assert finding.values["result"] == "150 hours"


def test_a_wrong_figure_is_corrected_with_the_stated_one(shelf: Library) -> None:
    premises = (Quantity(3, 3, "month"),)
    [finding] = verify(request("duration", "verify", "baker", asserted=Asserted(premises=premises)), shelf)
    assert finding.says == "verify.no"
    assert finding.values["value"] == "6 months"


def test_where_a_ladder_is_said_to_begin_is_checked_against_its_lowest_figure(shelf: Library) -> None:
    premises = (Quantity(30_000, 30_000, "USD"),)  # inside the second level's range, which begins there
    [finding] = verify(
        request("pay", "verify", "baker", figuring=Figuring(end="low"), asserted=Asserted(premises=premises)), shelf
    )
    assert said([finding], shelf).startswith("No. The lowest figure for pay of the Baker is $20,000")


def test_where_a_ladder_is_said_to_end_is_checked_against_its_highest_figure(shelf: Library) -> None:
    premises = (Quantity(60_000, 60_000, "USD"),)
    [finding] = verify(
        request("pay", "verify", "miller", figuring=Figuring(end="high"), asserted=Asserted(premises=premises)), shelf
    )
    assert said([finding], shelf).startswith("Yes. The highest figure for pay of the Miller is $60,000")


def test_years_between_two_levels_name_both_and_the_gap(shelf: Library) -> None:
    asked = request("pay", "lookup", "baker", parts=(PartReference("level", None, "2.5 years"),))
    answer = said([*note_gaps(asked, shelf), *look_up(asked, shelf)], shelf)
    assert "2.5 years of experience lie between Junior Baker (0–2 years) and Senior Baker (3–6 years)" in answer
    assert "$20,000–$30,000" in answer
    assert "$30,000–$45,000" in answer


def test_years_that_a_level_ends_at_are_its_own_where_no_other_begins_there(shelf: Library) -> None:
    asked = request("pay", "lookup", "baker", parts=(PartReference("level", None, "2 years"),))
    assert list(note_gaps(asked, shelf)) == []
    [finding] = look_up(asked, shelf)
    assert finding.values["part"] == "Junior Baker"  # type: ignore[union-attr]  # one figure is a finding


def test_a_bound_that_ranges_meet_only_in_part_names_them(shelf: Library) -> None:
    bounds = (Bound(">", Quantity(55_000, 55_000, "USD")),)
    [listing] = keep_meeting(request("pay", "filter", "miller", bounds=bounds), shelf)
    assert isinstance(listing, Listing)
    assert listing.lead is not None
    assert listing.lead.says == "filter.partly"
    assert [item.values["label"] for item in listing.items] == ["Senior Miller"]


def test_a_sum_asserted_of_the_phases_is_checked_against_their_sum(shelf: Library) -> None:
    right, _ = verify(request("phase_length", "verify", "baker", asserted=Asserted(premises=(weeks(20),))), shelf)
    wrong, _ = verify(request("phase_length", "verify", "baker", asserted=Asserted(premises=(weeks(30),))), shelf)
    assert said([right], shelf).startswith("Yes. The 3 phases of the Baker roadmap add up to 20 weeks")
    assert said([wrong], shelf).startswith("No. The 3 phases of the Baker roadmap add up to 20 weeks")


def test_the_second_longest_phase_is_named_with_its_place(shelf: Library) -> None:
    [finding] = rank(request("phase_length", "rank", "baker", figuring=Figuring(places=(2,))), shelf)
    assert said([finding], shelf).startswith("Number 2 by phase lengths, highest first, is Stage 1 of Baker: 6 weeks")


def test_the_two_shortest_phases_are_listed_alone(shelf: Library) -> None:
    [listing] = rank(
        request("phase_length", "rank", "baker", direction="least", figuring=Figuring(places=(1, 2))), shelf
    )
    assert isinstance(listing, Listing)
    assert [item.values["value"] for item in listing.items] == ["4 weeks", "6 weeks"]


def test_of_parts_named_on_two_pages_the_longer_is_not_called_the_longest_of_its_roadmap(shelf: Library) -> None:
    asked = request("phase_length", "extreme", "baker", "miller", parts=(PartReference("phase", 1),))
    assert said([next(iter(find_extreme(asked, shelf)))], shelf).startswith(
        "Stage 1 of Baker (Baker) is longer: 6 weeks"
    )


def test_one_part_of_each_career_is_added_up(shelf: Library) -> None:
    asked = request("phase_length", "total", "baker", "miller", parts=(PartReference("phase", -1),))
    [finding] = add_up(asked, shelf)
    assert said([finding], shelf).startswith("That is 14 weeks together: Stage 3 of Baker (10 weeks)")


def test_yearly_pay_is_told_by_the_month_asked_for(shelf: Library) -> None:
    asked = request("pay", "lookup", "miller", parts=(PartReference("level", 2),), figuring=Figuring(asked_per="month"))
    [finding] = convert(asked, list(look_up(asked, shelf)))
    assert said([finding], shelf).startswith("$40,000–$60,000 a year is ~$3,333–$5,000 per month")


def test_monthly_pay_is_told_by_the_year_asked_for_and_called_monthly(shelf: Library) -> None:
    monthly = Fact("pay", Quantity(2050, 2050, "GBP", per="month"), Span("baker", 0, 10), part=Part("level", 1, "Oven"))
    stated = Finding("state.pay", {"part": "Oven", "value": "£2,050 per month"}, (monthly,))
    [finding] = convert(request("pay", "lookup", "baker", figuring=Figuring(asked_per="year")), [stated])
    assert word(finding).text == "£2,050 per month is £24,600 a year."
    assert word(stated).text.endswith("pays £2,050 per month.")
    assert not list(convert(request("pay", "lookup", "baker", figuring=Figuring(asked_per="month")), [stated]))


def test_weeks_are_told_in_the_days_asked_for(shelf: Library) -> None:
    asked = request("phase_length", "lookup", "baker", parts=(PartReference("phase", 1),), asked_unit="day")
    [finding] = convert(asked, list(look_up(asked, shelf)))
    assert finding.values["result"] == "42 days"


def test_weeks_are_told_in_days_of_learning(shelf: Library) -> None:
    asked = request("phase_length", "lookup", "baker", parts=(PartReference("phase", 1),), asked_unit="day")
    [finding] = convert(replace(asked, days_a_week=5.0), list(look_up(asked, shelf)))
    assert said([finding], shelf).startswith("That is 30 days: 6 weeks, at 5 days per week.")


def test_a_figure_that_has_the_unit_asked_for_is_not_converted(shelf: Library) -> None:
    asked = request("duration", "lookup", "baker", asked_unit="month")
    assert list(convert(asked, list(look_up(asked, shelf)))) == []


def test_figures_in_two_currencies_have_no_difference() -> None:
    page = Page("guide", "Trader")
    for number, (place, amount) in enumerate([("Here", "$50,000"), ("There", "£40,000")], start=1):
        page.say("regional_pay", amount, part=Part("region", number, place))
    [finding] = subtract(request("regional_pay", "difference", "trader"), library_of(page))
    assert isinstance(finding, Finding)
    assert finding.says == "difference.units"


def test_a_figure_is_cited_wherever_it_is_stated() -> None:
    page = Page("bakers", "Baker")
    page.say("months_to_ready", "6 months").say("months_to_ready", "about 6 months")
    library = library_of(page)
    [first, second] = library.catalogue["baker"].of("months_to_ready")
    assert with_agreeing(Finding("state.duration", {}, (first,)), library).facts == (first, second)


def test_a_right_figure_in_another_unit_is_confirmed(shelf: Library) -> None:
    premises = (Quantity(0.5, 0.5, "year"),)
    finding, note = verify(request("duration", "verify", "baker", asserted=Asserted(premises=premises)), shelf)
    assert finding.says == "verify.stated"
    assert note.says == "note.roadmap_length"


def test_no_coding_needed_is_contradicted_where_coding_is_required(shelf: Library) -> None:
    [finding] = verify(request("coding", "verify", "baker", negated=True), shelf)
    assert finding.says == "verify.wrong.coding"


def test_what_meets_a_condition_is_counted(shelf: Library) -> None:
    bound = Bound(">=", Quantity(40_000, 40_000, "USD", per="year"))
    assert said(count(request("pay", "count", "miller", bounds=(bound,)), shelf), shelf).startswith("1 level with")


def test_a_level_that_begins_within_the_years_one_has_can_be_held(shelf: Library) -> None:
    bound = Bound("<", Quantity(5, 5, "year"))
    text = said(keep_meeting(request("experience", "filter", "baker", bounds=(bound,)), shelf), shelf)
    assert text.startswith("2 levels with")
    assert "Head Baker" not in text


def test_without_a_career_the_points_that_hold_the_questions_own_words_are_shown_alone(shelf: Library) -> None:
    text = said(look_up(request("goals", subject=("ovens",), specific=("ovens",)), shelf), shelf)
    assert text == "- Stage 3 of Baker: Learn to judge ovens [1][2]"


def test_a_point_leaves_out_the_phase_that_was_asked_for(shelf: Library) -> None:
    asked = request("goals", subject=("ovens",), specific=("ovens",), parts=(PartReference("phase", 3),))
    assert "- Learn to judge ovens" in said(look_up(asked, shelf), shelf)


def test_nothing_is_added_up_for_what_has_no_figures(shelf: Library) -> None:
    assert list(add_up(request("not_covered", "total", "baker"), shelf)) == []


def test_every_finding_cites_a_fact(shelf: Library) -> None:
    for operation in (add_up, take_average, count, find_extreme, rank, look_up):
        assert facts_of(list(operation(request("phase_length"), shelf)))


def test_an_asserted_order_of_careers_is_corrected_with_both_figures(shelf: Library) -> None:
    order = Order("duration", "least", "baker", "miller")
    [finding] = verify(request("duration", "why", "baker", "miller", asserted=Asserted(order=order)), shelf)
    assert said([finding], shelf).startswith("No. The Baker takes longer")


def test_an_asserted_order_that_holds_is_confirmed(shelf: Library) -> None:
    order = Order("duration", "most", "baker")
    [finding] = verify(request("duration", "verify", "baker", asserted=Asserted(order=order)), shelf)
    assert said([finding], shelf).startswith("Yes. The Baker takes longer")


def test_a_phase_taken_for_the_longest_is_corrected_with_the_longest(shelf: Library) -> None:
    parts = (PartReference("phase", 2),)
    asked = request(
        "phase_length", "verify", "baker", parts=parts, asserted=Asserted(order=Order("phase_length", "most"))
    )
    text = said(verify(asked, shelf), shelf)
    assert text.startswith("No.")
    assert "10 weeks" in text


@pytest.mark.parametrize(
    ("number", "direction", "told"),
    [(2, "most", "No. Pay is highest in Here"), (1, "most", ""), (1, "least", "No. Pay is lowest in There")],
)
def test_an_order_of_regions_is_held_against_those_in_the_same_currency(
    number: int, direction: Direction, told: str
) -> None:
    page = Page("guide", "Trader")
    for place, (title, amount) in enumerate([("Here", "$50,000"), ("There", "$40,000"), ("Abroad", "£60,000")], 1):
        page.say("regional_pay", amount, part=Part("region", place, title))
    order, parts = Order("regional_pay", direction), (PartReference("region", number),)
    library = library_of(page)
    text = said(
        verify(request("regional_pay", "verify", parts=parts, asserted=Asserted(order=order)), library), library
    )
    assert text.startswith(told)
    assert bool(text) == bool(told)


def test_the_phases_of_two_careers_are_also_counted_together(shelf: Library) -> None:
    text = said(count(request("roadmap", "count", "baker", "miller"), shelf), shelf)
    assert "3 phases" in text
    assert "2 phases" in text
    assert "Together that is 5." in text


def test_a_time_of_day_is_compared_by_what_stands_at_it() -> None:
    baker, miller = Page("bakers", "Baker"), Page("millers", "Miller")
    for page, works in ((baker, ("Knead", "Bake")), (miller, ("Sweep", "Grind"))):
        page.say("difficulty", "Advanced level")
        for place, (hour, work) in enumerate(zip(("9:00 AM", "12:00 PM"), works, strict=True), 1):
            page.say("schedule", work, part=Part("hour", place, hour))
    shelf = library_of(baker, miller)
    asked = request("day", "compare", "baker", "miller", searched="what do both do at 12 o clock?")
    text = said(compare(asked, shelf), shelf)
    assert "Bake" in text
    assert "Grind" in text
    assert "Knead" not in text


def test_a_wrong_number_of_phases_is_corrected(shelf: Library) -> None:
    [finding] = verify(
        request("roadmap", "lookup", "baker", asserted=Asserted(counted=(PartCount("phase", 5),))), shelf
    )
    assert said([finding], shelf).startswith("No. The Baker roadmap has 3 phases.")


def test_some_of_the_phases_contradict_no_count(shelf: Library) -> None:
    assert not list(
        verify(request("roadmap", "lookup", "baker", asserted=Asserted(counted=(PartCount("phase", 2, True),))), shelf)
    )


def test_the_extreme_of_one_named_phase_is_that_of_all(shelf: Library) -> None:
    asked = request("phase_length", "extreme", "baker", parts=(PartReference("phase", 2),))
    assert "10 weeks" in said(find_extreme(asked, shelf), shelf)


def test_a_word_that_few_chunks_hold_tells_where_an_answer_stands(shelf: Library) -> None:
    assert set(shelf.telling(["sourdough", "judge", "zeppelin"])) == {"sourdough"}


def test_chunks_are_found_by_any_of_several_words(shelf: Library) -> None:
    found = shelf.holding(["sourdough", "zeppelin"])
    assert found
    assert all("sourdough" in chunk.text for chunk in found)


def test_what_users_say_of_themselves_tells_nothing_of_where_an_answer_stands(shelf: Library) -> None:
    assert shelf.telling(["sourdough"], but=["a sourdough baker"]) == {}


def test_documents_that_state_other_figures_are_said_to_differ_before_each_is_shown(shelf: Library) -> None:
    text = said(reconcile(request("duration", "reconcile"), shelf), shelf)
    assert text.startswith("The documents differ on time to job-ready")
    assert "6 months" in text
    assert "2 months" in text


def test_a_warning_off_a_level_is_told_beside_what_the_ladder_offers_there() -> None:
    first = level(1, "Junior Grocer")
    page = Page("grocers", "Grocer").say("non_fit", "You look for an entry-level start")
    page.say("non_fit", "You dislike fruit").section("non_fit", "Not for you", since=0)
    since = len(page.text)
    page.say("level_title", "Junior Grocer", part=first).say("pay", "$20,000-$30,000", part=first)
    library = library_of(page.section("level", "Ladder", since=since))
    parts = (PartReference("level", 1, "beginners"),)
    text = said(reconcile(request("ladder", "reconcile", "grocer", parts=parts), library), library)
    assert "entry-level start" in text
    assert "fruit" not in text
    assert "$20,000" in text


def test_documents_that_state_the_same_are_said_to_agree(shelf: Library) -> None:
    assert said(reconcile(request("coding", "reconcile"), shelf), shelf).startswith(
        "The documents give the same coding"
    )


def test_a_value_without_a_reason_is_told_with_the_lack_of_one(shelf: Library) -> None:
    text = said(give_reason(request("difficulty", "why", "baker"), shelf), shelf)
    assert "Advanced level" in text
    assert "does not say why" in text


def test_beside_a_value_without_a_reason_stands_what_bears_on_it(shelf: Library) -> None:
    text = said(give_reason(request("difficulty", "why", "baker"), shelf), shelf)
    assert "6 months" in text
    assert "Coding: required" in text


def test_why_a_rating_is_what_it_is_not_is_corrected(shelf: Library) -> None:
    asked = replace(request("difficulty", "why", "baker"), question="why is it so easy?")
    [finding] = verify(asked, shelf)
    assert finding.says == "verify.rated"


def test_of_a_phase_only_the_points_are_told_that_the_question_speaks_of() -> None:
    part = phase(1, "Doughs")
    page = Page("bakers", "Baker").say("phase_title", "Doughs", part=part).say("phase_weeks", "6 weeks", part=part)
    page.say("goal", "Knead rye", part=part).say("goal", "Shape loaves", part=part)
    page.say("milestone", "Can bake a loaf of 95 % hydration", part=part).section("phase", "Roadmap", since=0)
    first = (PartReference("phase", 1),)
    asked = request("roadmap", "lookup", "baker", parts=first, subject=("hydration",), specific=("hydration",))
    library = library_of(page)
    assert [str(fact.value) for fact in facts_of(list(look_up(asked, library))) if fact.attribute == "milestone"]
    assert not [fact for fact in facts_of(list(look_up(asked, library))) if fact.attribute == "goal"]


def test_a_name_picks_points_even_where_the_facet_is_often_asked_by_it() -> None:
    part = phase(1, "Doughs")
    page = Page("bakers", "Baker").say("phase_title", "Doughs", part=part)
    page.say("resource", "Coursera: Rye for all", part=part).say("resource", "The bread book", part=part)
    library = library_of(page.section("phase", "Roadmap", since=0))
    told = facts_of(list(look_up(request("resources", "lookup", "baker", subject=("Coursera",)), library)))
    assert [str(fact.value) for fact in told if fact.attribute == "resource"] == ["Coursera: Rye for all"]


def test_a_reason_that_two_pages_give_in_the_same_words_is_told_once() -> None:
    line = (
        "With an AI replacement risk of only 15% the work is one of hands and noses and eyes rather than of machines."
    )
    pages = [Page(name.casefold(), name).say("ai_risk", line) for name in ("Baker", "Miller")]
    library = library_of(*(page.section("faq", "Common Questions", since=0) for page in pages))
    told = list(give_reason(request("ai_risk", "why"), library))
    assert [finding.values["value"] for finding in told if isinstance(finding, Finding)] == [line]


def test_a_figure_asserted_of_one_career_is_held_against_that_one_alone(shelf: Library) -> None:
    halves = request(
        "duration",
        "verify",
        "baker",
        "miller",
        asserted=Asserted(premises=(Quantity(6, 6, "month"), Quantity(3, 3, "month")), premised=("baker", "miller")),
    )
    text = said(verify(halves, shelf), shelf)
    assert "Baker page does give time to job-ready as 6 months" in text
    assert "2 months, not 3 months" in text
    assert "6 months, not" not in text


def test_the_sum_of_the_phases_asserted_of_the_whole_is_confirmed(shelf: Library) -> None:
    text = said(verify(request("duration", "verify", "baker", asserted=Asserted(premises=(weeks(20),))), shelf), shelf)
    assert text.startswith("Yes.")
    assert "not 20 weeks" not in text


def test_a_single_figure_is_told_where_it_is_counted(shelf: Library) -> None:
    assert "6 months" in said(count(request("duration", "count", "baker"), shelf), shelf)


@pytest.mark.parametrize(("asserted", "stated"), [(12, 10), (10, 10)])
def test_whatever_lies_above_a_bare_minimum_is_stated(asserted: int, stated: int) -> None:
    assert same_figure(Quantity(asserted, asserted, "year"), Quantity(stated, stated, "year", open_ended=True))


def test_nothing_above_the_end_of_an_open_range_is_stated() -> None:
    assert not same_figure(Quantity(500, 500, "USD"), Quantity(240, 350, "USD", open_ended=True))


def of_one_level(name: str, pay: str) -> Page:
    """The page of a career with one level."""
    return career_page(
        name.casefold(), name, weeks=(4,), pay=(("Junior", "0-2 years", pay),), months=3, difficulty="Beginner"
    )


def test_many_careers_stand_below_one_another() -> None:
    many = library_of(*(of_one_level(f"Smith{number}", "$50,000/yr") for number in range(5)))
    *_, grid = compare(request("pay", "compare", *(f"smith{number}" for number in range(5))), many)
    assert isinstance(grid, Grid)
    assert grid.header == ("", "pay")
    assert [row[0].values["value"] for row in grid.rows] == [f"Smith{number}" for number in range(5)]


def test_pay_without_a_period_is_ranked_beside_pay_of_a_year() -> None:
    both = library_of(of_one_level("Baker", "$50,000/yr"), of_one_level("Miller", "$60,000"))
    first, other = find_extreme(request("pay", "extreme"), both)
    assert isinstance(first, Finding)
    assert isinstance(other, Finding)
    assert (first.values["career"], other.values["career"]) == ("Miller", "Baker")


def test_careers_paid_in_other_money_are_named_as_not_compared() -> None:
    pages = (
        of_one_level("Baker", "$50,000/yr"),
        of_one_level("Cook", "$40,000/yr"),
        of_one_level("Miller", "€60,000/yr"),
    )
    *_, last = find_extreme(request("pay", "extreme"), library_of(*pages))
    assert isinstance(last, Finding)
    assert (last.says, last.values["careers"]) == ("extreme.incomparable", "Miller")
