from __future__ import annotations

import pytest

from advisor.operations.places import (
    find_places,
    in_countries,
    is_of_money,
    names_place,
    parts_around,
    pay_of_regions,
    regions_around,
    things_of_regions,
)
from vectorstore.types import Part


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("what would I earn in manchester", ["Manchester"]),
        ("pay in Bangalore or Berlin?", ["Bangalore", "Berlin"]),
        ("a job near New York City please", ["New York City"]),
        ("I'm from the Philippines", ["Philippines"]),
        ("salaries in Boston, Denver and Cologne", ["Boston", "Denver", "Cologne"]),
    ],
)
def test_towns_and_countries_are_found_behind_a_preposition_of_place(text: str, names: list[str]) -> None:
    assert [place.name for place in find_places(text)] == names


@pytest.mark.parametrize(
    "text", ["in reading the notes", "in Google", "in Python", "in general", "in the best case", "Bath"]
)
def test_words_that_are_only_spelt_like_a_town_name_no_place(text: str) -> None:
    assert find_places(text) == []


def test_what_the_table_of_regions_has_is_left_to_it() -> None:
    assert find_places("pay in the UK, in Britain and in india") == []


def test_around_a_town_lie_its_country_and_continent() -> None:
    assert regions_around("Manchester") == ("Manchester", "United Kingdom", "Europe")
    assert regions_around("Dubai") == ("Dubai", "United Arab Emirates", "Middle East")


REGIONS = tuple(
    Part("region", number, title)
    for number, title in enumerate(
        ["United States", "United Kingdom & Western Europe (UK)", "United Kingdom & Western Europe (EU)", "Asia"],
        start=1,
    )
)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Leeds", 2),
        ("United Kingdom", 2),
        ("Berlin", 3),
        ("Portugal", 3),
        ("Western Europe", 3),
        ("Mumbai", 4),
        ("India", 4),
    ],
)
def test_a_place_is_looked_up_under_the_region_around_it(name: str, number: int) -> None:
    assert [part.number for part in parts_around(name, REGIONS)] == [number]


@pytest.mark.parametrize("name", ["Sydney", "Dubai", "Nowhere"])
def test_a_place_in_no_region_of_a_page_has_no_part_on_it(name: str) -> None:
    assert parts_around(name, REGIONS) == ()


def test_a_text_names_a_place_by_any_name_people_use_for_it() -> None:
    assert names_place("pay in the UK", "United Kingdom")
    assert not names_place("pay in Asia", "India")


def test_towns_are_read_as_their_countries() -> None:
    assert in_countries("pay in Leeds or in Mumbai?") == "pay in United Kingdom or in India?"


def test_big_cities_are_found_wherever_they_are_named() -> None:
    assert [place.name for place in find_places("toronto salary")] == ["Toronto"]
    assert find_places("cold turkey") == []


def test_a_region_before_a_word_for_money_only_names_its_currency() -> None:
    text = "pay in Singapore in US dollars"
    assert is_of_money(text, text.index("US") + 2)
    assert not is_of_money("pay in the US", len("pay in the US"))


def test_what_is_stated_of_one_part_of_a_country_is_not_stated_of_another() -> None:
    titles = ["London", "Rest of England", "Wales"]
    parts = tuple(Part("region", number, title) for number, title in enumerate(titles, start=1))
    assert [part.title for part in parts_around("Wales", parts)] == ["Wales"]
    assert parts_around("Scotland", parts) == ()
    assert [part.title for part in parts_around("United Kingdom", parts)] == ["Rest of England", "Wales"]
    assert parts_around("Scotland", REGIONS) == parts_around("United Kingdom", REGIONS)


@pytest.mark.parametrize("text", ["the band in the Asian market?", "what do Asian countries offer", "Asian entry pay"])
def test_what_is_of_a_region_names_it_before_a_word_for_pay_or_a_place(text: str) -> None:
    assert [place.country for place in pay_of_regions(text)] == ["Asia"]


def test_rules_of_a_region_are_no_pay_of_it() -> None:
    assert not pay_of_regions("European rules for software")


def test_what_is_of_a_region_and_is_not_paid_is_told_from_pay() -> None:
    assert things_of_regions("European rules I should know") == ["rules"]
    assert things_of_regions("the Asian pay range, European countries") == []
