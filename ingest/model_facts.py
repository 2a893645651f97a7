"""What a language model states of a document turned into facts, where the document says it word for word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from ingest.verbatim import Place, VerbatimText
from vectorstore.profiles import career_id
from vectorstore.quantities import find_quantities
from vectorstore.tables import read_table
from vectorstore.types import Attribute, Document, Fact, Part, PartKind, Quantity, Section, Span, Unit

LONGEST_NAME = 90  # characters of a career's name or a part's title
_BESIDE_TITLE = 3  # words on a heading's line beside the title: "Phase 2:"
_TITLES: Mapping[PartKind, Attribute] = {"phase": "phase_title", "level": "level_title"}


class StatedFact(BaseModel):
    """One fact as a model states it."""

    attribute: Attribute
    value: str = Field(description="The words that state it, copied exactly.")
    quote: str = Field(description="The sentence or line in which the value stands, copied exactly.")
    part: str | None = Field(default=None, description="Title of the phase or level it belongs to, copied exactly.")


class StatedCareer(BaseModel):
    """A career as a model states it."""

    name: str = Field(description="The career's name, copied exactly.")
    facts: list[StatedFact]


class StatedCareers(BaseModel):
    """What a document states of careers."""

    careers: list[StatedCareer]


class _Wanted(BaseModel):
    """What model_facts.toml says of one attribute."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    means: str
    units: tuple[Unit, ...] = ()
    part: PartKind | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The contents of model_facts.toml: what is asked for, of which documents, in which words."""

    thin_below: int
    telling: tuple[Attribute, ...]
    longest_text: int
    shortest_text: int
    system: str
    attributes: Mapping[Attribute, _Wanted]


@cache
def known_table() -> Table:
    """The table that asking and checking work from."""
    return read_table(Table, "ingest", "model_facts.toml")


class FactChecker:
    """Turns what a model states into facts with spans; `dropped` counts what the document does not say."""

    def __init__(self, document: Document, sections: Sequence[Section]) -> None:
        self._document = document
        self._sections = sections
        self.text = VerbatimText(document.text)
        self.dropped = 0

    def facts(self, stated: Sequence[StatedFact]) -> Iterator[Fact]:
        """The facts that the document says, each once, with the titles of the parts they belong to."""
        parts = self._parts(stated)
        titles = {kind: [titled for (of, _), titled in parts.items() if of == kind] for kind in _TITLES}
        seen: set[tuple[Attribute, Span]] = set()
        for each in stated:
            fact = self._fact(each, parts, titles)
            if fact is None:
                self.dropped += 1
            elif (fact.attribute, fact.span) not in seen:
                seen.add((fact.attribute, fact.span))
                yield fact
        for (kind, _), (part, place) in parts.items():
            yield self._made(_TITLES[kind], part.title, place, part)

    def _parts(self, stated: Sequence[StatedFact]) -> dict[tuple[PartKind, str], tuple[Part, Place]]:
        """The phases and levels named, by kind and folded title, numbered in the order they stand in the text."""
        places: dict[tuple[PartKind, str], Place] = {}
        for each in stated:
            wanted = known_table().attributes.get(each.attribute)
            if wanted is None or wanted.part is None or not each.part or len(each.part) > LONGEST_NAME:
                continue
            place = self.text.find(each.part)
            if place is not None:
                places.setdefault((wanted.part, career_id(each.part)), place)
        found: dict[tuple[PartKind, str], tuple[Part, Place]] = {}
        for kind in _TITLES:
            own = sorted((place.start, key) for key, place in places.items() if key[0] == kind)
            for number, (_, key) in enumerate(own, start=1):
                place = places[key]
                title = " ".join(self._document.text[place.start : place.end].split())
                found[key] = (Part(kind, number, title), place)
        return found

    def _fact(
        self,
        stated: StatedFact,
        parts: Mapping[tuple[PartKind, str], tuple[Part, Place]],
        titles: Mapping[PartKind, Sequence[tuple[Part, Place]]],
    ) -> Fact | None:
        wanted = known_table().attributes.get(stated.attribute)
        quote = self.text.find(stated.quote)
        if wanted is None or quote is None:
            return None
        value = self._value(stated, wanted, quote)
        if value is None:
            return None
        if wanted.part is None:
            return self._made(stated.attribute, *value, None)
        named = parts.get((wanted.part, career_id(stated.part or "")))
        if named is None or self._owner(titles[wanted.part], value[1], quote) != named[0]:
            return None
        return self._made(stated.attribute, *value, named[0])

    def _owner(self, titles: Sequence[tuple[Part, Place]], value: Place, quote: Place) -> Part | None:
        """The part that a value belongs to by where it stands: a figure of another phase would be a wrong one.

        The only title quoted with it; else the last one above it, quoted as well or the heading of its paragraph or
        section.
        """
        quoted = [part for part, place in titles if quote.start <= place.start and place.end <= quote.end]
        if len(quoted) == 1:
            return quoted[0]
        above = [(part, place) for part, place in titles if place.start < value.start]
        if not above:
            return None
        part, place = max(above, key=lambda title: title[1].start)
        return part if part in quoted or self._heads(place, value) else None

    def _heads(self, title: Place, value: Place) -> bool:
        text = self._document.text
        line = text[text.rfind("\n", 0, title.start) + 1 : text.find("\n", title.end)]
        if len(line.split()) > len(text[title.start : title.end].split()) + _BESIDE_TITLE:
            return False
        sections = [each.span for each in self._sections if title.start in range(each.span.start, each.span.end)]
        inside = any(span.end > value.end and not text[span.start : title.start].count("\n") for span in sections)
        return inside or not any(not between.strip() for between in text[title.end : value.start].split("\n")[1:-1])

    def _value(self, stated: StatedFact, wanted: _Wanted, quote: Place) -> tuple[Quantity | str, Place] | None:
        if not wanted.units:
            place = self.text.find(stated.value, within=quote)
            return (" ".join(self._document.text[place.start : place.end].split()), place) if place else None
        meant = [mention.quantity for mention in find_quantities(stated.value)]
        if len(meant) != 1 or meant[0].unit not in wanted.units:
            return None
        for mention in find_quantities(self._document.text[quote.start : quote.end]):
            said = mention.quantity
            if (said.low, said.high, said.unit, said.open_ended) == (
                meant[0].low,
                meant[0].high,
                meant[0].unit,
                meant[0].open_ended,
            ):
                return said, Place(quote.start + mention.start, quote.start + mention.end)
        return None

    def _made(self, attribute: Attribute, value: Quantity | str, place: Place, part: Part | None) -> Fact:
        within = (each.title for each in self._sections if each.span.start <= place.start < each.span.end)
        span = Span(self._document.id, place.start, place.end)
        return Fact(attribute, value, span, part, next(within, ""))
