import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import growth
from vectorstore.numbers import find_numbers
from vectorstore.quantities import find_quantities, format_quantity
from vectorstore.types import Quantity, Unit


def only(text: str) -> Quantity:
    [mention] = find_quantities(text)
    return mention.quantity


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$70,000-$95,000", 70_000, 95_000, "USD"),
        ("$90,000–120,000", 90_000, 120_000, "USD"),
        ("£60,000 – £120,000", 60_000, 120_000, "GBP"),
        ("€60.000", 60_000, 60_000, "EUR"),
        ("₹12,00,000", 1_200_000, 1_200_000, "INR"),
        ("₹12 lakh", 1_200_000, 1_200_000, "INR"),
        ("A$90k", 90_000, 90_000, "AUD"),
        ("$58k-70k", 58_000, 70_000, "USD"),
        ("£58K-70K a year", 58_000, 70_000, "GBP"),
        ("€60.000–75.000", 60_000, 75_000, "EUR"),
        ("US$70k", 70_000, 70_000, "USD"),
        ("USD 70,000", 70_000, 70_000, "USD"),
        ("$70,000 USD", 70_000, 70_000, "USD"),
        ("70,000 USD", 70_000, 70_000, "USD"),
        ("ninety thousand dollars", 90_000, 90_000, "USD"),
        ("$95k", 95_000, 95_000, "USD"),
        ("$70-95k", 70_000, 95_000, "USD"),
        ("$1.2M", 1_200_000, 1_200_000, "USD"),
        ("8 weeks", 8, 8, "week"),
        ("8 weeksGoals", 8, 8, "week"),
        ("Duration8 weeks", 8, 8, "week"),
        ("12-week", 12, 12, "week"),
        ("two hours", 2, 2, "hour"),
        ("twenty-five weeks", 25, 25, "week"),
        ("a dozen weeks", 12, 12, "week"),
        ("two and a half hours", 2.5, 2.5, "hour"),
        ("a year and a half", 1.5, 1.5, "year"),
        ("one year and a half", 1.5, 1.5, "year"),
        ("half a year", 0.5, 0.5, "year"),
        ("in under a year", 1, 1, "year"),
        ("0-2 years exp.", 0, 2, "year"),
        ("between 8 and 12 weeks", 8, 12, "week"),
        ("from 6 to 8 weeks", 6, 8, "week"),
        ("two or three weeks", 2, 3, "week"),
        ("a decade or two decades", 20, 20, "year"),
        ("15%", 15, 15, "percent"),
        ("15 per cent", 15, 15, "percent"),
        ("10 to 15 percent", 10, 15, "percent"),
        (">85%", 85, 85, "percent"),
        ("30 days", 30, 30, "day"),
    ],
)
def test_a_stated_quantity_is_read(text: str, low: float, high: float, unit: Unit) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "2022 revision",
        "2025–2035",
        "510(k) pathways",
        "ICD-10 and CPT",
        "HL7 FHIR",
        "GPT-4",
        "9:00 AM Collaborating",
        "AI RMF 1.0",
        "24/7",
        "AMIA 10x10 Program",
        "the 2nd year",
        "the second year",
        "phase 3",
        "week 8",
        "50+ questions",
        "120k patients",
        "how many hours a week",
        "on 5/10/2022",
        "F1 score",
    ],
)
def test_a_number_without_a_unit_or_inside_a_name_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    "text", ["12+ years", "12 years or more", "12 years and up", "$350,000+/yr", "$280,000/yr+- Set"]
)
def test_a_plus_leaves_the_upper_end_open(text: str) -> None:
    assert only(text).open_ended


@pytest.mark.parametrize("text", ["~12 months", "about 12 months", "around 12 months", "a couple of months"])
def test_approximate_words_are_kept(text: str) -> None:
    assert only(text).approximate


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("$95,000/yr- Data", "year"),
        ("$95,000 a year", "year"),
        ("$95,000 p.a.", "year"),
        ("$5,000 monthly", "month"),
        ("$20 per hour", "hour"),
        ("10 hours a week", "week"),
        ("10h/week", "week"),
        ("€70,000 – 140,000 a year", "year"),
        ("$95,000", None),
    ],
)
def test_the_period_of_an_amount_is_read(text: str, per: str | None) -> None:
    assert only(text).per == per


@pytest.mark.parametrize("text", ["9.0/10", "9 / 10", "nine out of 10"])
def test_a_score_keeps_its_denominator(text: str) -> None:
    assert only(text) == Quantity(9, 9, "score", per="10")


def test_two_amounts_joined_by_and_are_two_quantities() -> None:
    assert [q.quantity.low for q in find_quantities("$70,000 and $95,000 a year")] == [70_000, 95_000]


def test_a_choice_between_amounts_is_not_a_range() -> None:
    assert [q.quantity.high for q in find_quantities("$70k or $95k?")] == [70_000, 95_000]


def test_a_level_line_gives_experience_and_pay() -> None:
    text = "5-8 years exp. • $135,000-$175,000/yr- Designing end-to-end CDS solutions"
    assert [text[q.start : q.end] for q in find_quantities(text)] == ["5-8 years", "$135,000-$175,000/yr"]


def test_a_number_before_an_amount_keeps_out_of_it() -> None:
    assert only("level 3 $95,000").low == 95_000


def test_a_range_that_falls_is_not_a_range() -> None:
    assert only("10-8 weeks").low == 8


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("$70,000-$95,000/yr", "$70,000–$95,000"),
        ("$280k+", "$280,000+"),
        ("eight weeks", "8 weeks"),
        ("1 week", "1 week"),
        ("0-2 yrs", "0–2 years"),
        ("12+ years", "12+ years"),
        ("about a year", "~1 year"),
        ("9/10", "9.0/10"),
        ("15 percent", "15%"),
        ("10h/week", "10 hours per week"),
        ("$20/hr", "$20 per hour"),
    ],
)
def test_a_quantity_is_worded_as_a_reader_expects(text: str, words: str) -> None:
    assert format_quantity(only(text)) == words


def test_numbers_stand_by_themselves_in_digits_or_words() -> None:
    text = "Phase 2 of four, the 3rd in ICD-10 and HL7, has twenty-five items"
    assert [number.value for number in find_numbers(text)] == [2, 4, 25]


@given(st.text(alphabet="0123456789$£k%+-–~/., weeksyrahourtooand\n", max_size=80))
def test_mentions_are_ordered_spans_with_ordered_ends(text: str) -> None:
    end = 0
    for mention in find_quantities(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.quantity.low <= mention.quantity.high
        end = mention.end


@given(
    st.sampled_from(["USD", "GBP", "EUR", "week", "month", "year", "percent"]),
    st.integers(1, 900_000),
    st.integers(0, 90_000),
    st.booleans(),
)
def test_what_is_worded_is_read_back(unit: Unit, low: int, width: int, open_ended: bool) -> None:
    quantity = Quantity(low, low + width, unit, open_ended=open_ended and unit != "percent")
    assert only(format_quantity(quantity)) == quantity


def test_reading_is_linear_in_the_length() -> None:
    text = "between 8 and 12 weeks - $70,000-$95,000/yr+ 1 or 2 or "
    assert growth(lambda repeats: find_quantities(text * repeats), 400, 4000) < 4


def test_a_count_is_worded_as_its_number() -> None:
    assert format_quantity(Quantity(5, 5, "count")) == "5"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between ninety-five and a hundred and thirty-five thousand dollars", 95_000, 135_000),
        ("fifty to a hundred and fifty thousand dollars", 50_000, 150_000),
        ("two to three hundred dollars", 200, 300),
        ("one million two hundred thousand dollars", 1_200_000, 1_200_000),
    ],
)
def test_amounts_in_words_are_read_whole_and_share_their_scale(text: str, low: float, high: float) -> None:
    [mention] = find_quantities(text)
    assert (mention.quantity.low, mention.quantity.high) == (low, high)
