"""A small library made by hand: two invented careers whose every fact the tests can compute with on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from advisor.library import Library
from advisor.requests import Facet, Operation, Request
from advisor.types import Evidence
from advisor.writing.builtin import write
from advisor.writing.rendering import render
from vectorstore.profiles import build_catalogue
from vectorstore.quantities import find_quantities
from vectorstore.types import (
    Attribute,
    CareerProfile,
    Chunk,
    Document,
    Fact,
    Part,
    PartKind,
    Quantity,
    SectionKind,
    Span,
)

FIGURES: tuple[Attribute, ...] = ("months_to_ready", "phase_weeks", "experience", "pay", "regional_pay")
CRAFTS = ("flour", "sourdough", "ovens")


@dataclass
class Page:
    """Builds one document and its profile line by line."""

    id: str
    career: str
    text: str = ""
    facts: list[Fact] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)

    def say(self, attribute: Attribute, line: str, *, part: Part | None = None, holds: bool = True) -> Page:
        """Adds a line that states a fact: its first figure when it has one of the attribute's kind, else the words."""
        start = len(self.text)
        self.text += f"{line}\n"
        span = Span(self.id, start, start + len(line))
        figure = attribute in (
            "months_to_ready",
            "study_hours",
            "demand",
            "ai_risk",
            "phase_weeks",
            "experience",
            "pay",
            "regional_pay",
            "entry_pay",
            "senior_pay",
        )
        value: Quantity | str = find_quantities(line)[0].quantity if figure else line
        self.facts.append(Fact(attribute, value, span, part, holds=holds))
        return self

    def section(self, kind: SectionKind, title: str, *, since: int) -> Page:
        """Makes one chunk of everything said since an offset."""
        span = Span(self.id, since, len(self.text))
        self.chunks.append(Chunk(f"{self.id}-{since}", span, self.text[since:], kind, title, self.career))
        return self


def phase(number: int, title: str) -> Part:
    return _part("phase", number, title)


def level(number: int, title: str) -> Part:
    return _part("level", number, title)


def _part(kind: PartKind, number: int, title: str) -> Part:
    return Part(kind, number, title)


def library_of(*pages: Page) -> Library:
    """The library that holds the pages."""
    return Library(
        catalogue=build_catalogue(CareerProfile(p.id, p.career, (), tuple(p.facts)) for p in pages),
        documents={p.id: Document(p.id, p.career, p.text, "") for p in pages},
        chunks=tuple(chunk for p in pages for chunk in p.chunks),
    )


def career_page(
    id: str, career: str, *, weeks: Sequence[int], pay: Sequence[tuple[str, str, str]], months: int, difficulty: str
) -> Page:
    """A page with phases of the given lengths and levels of (title, years, pay)."""
    page = Page(id, career)
    page.say("months_to_ready", f"{months} months").say("difficulty", difficulty).say("coding", "Coding: required")
    page.section("requirements", "This role requires", since=0)
    for number, length in enumerate(weeks, start=1):
        since = len(page.text)
        part = phase(number, f"Stage {number} of {career}")
        page.say("phase_title", part.title, part=part).say("phase_weeks", f"{length} weeks", part=part)
        page.say("goal", f"Learn to judge {CRAFTS[number - 1]}", part=part)
        page.section("phase", "Roadmap", since=since)
    for number, (title, years, amount) in enumerate(pay, start=1):
        since = len(page.text)
        part = level(number, title)
        page.say("level_title", title, part=part).say("experience", years, part=part).say("pay", amount, part=part)
        page.section("level", "Ladder", since=since)
    return page


def two_careers() -> Library:
    """A baker (6 + 4 + 10 weeks, 6 months, three levels) and a miller (4 + 4 weeks, 2 months, two levels)."""
    baker = career_page(
        "bakers",
        "Baker",
        weeks=[6, 4, 10],
        pay=[
            ("Junior Baker", "0-2 years", "$20,000-$30,000"),
            ("Senior Baker", "3-6 years", "$30,000-$45,000"),
            ("Head Baker", "6+ years", "$50,000-$80,000+"),
        ],
        months=6,
        difficulty="Advanced level",
    )
    miller = career_page(
        "millers",
        "Miller",
        weeks=[4, 4],
        pay=[("Junior Miller", "0-3 years", "$25,000-$35,000"), ("Senior Miller", "3-8 years", "$40,000-$60,000")],
        months=2,
        difficulty="Intermediate level",
    )
    return library_of(baker, miller)


def request(facet: Facet, operation: Operation, *careers: str, **rest: object) -> Request:
    """A request for one facet of these careers."""
    return Request("?", "?", careers, facets=(facet,), operation=operation, **rest)  # type: ignore[arg-type]


def said(findings: object, library: Library) -> str:
    """What the built-in writer says of the findings."""
    return render(write(Evidence(tuple(findings))), library)[0]  # type: ignore[arg-type]
