"""The figures of careers for a facet, as series that can be ordered, and how a line names one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.facets import facet_definitions
from advisor.library import Entry, Library
from advisor.operations import figures
from advisor.operations.entries import (
    careers_of,
    describe,
    distinct,
    is_staged,
    quantity_of,
    select_entries,
    stage_of,
)
from advisor.operations.words import stems
from advisor.requests import Direction, Facet, RangeEnd, Request
from advisor.types import Finding
from vectorstore.profiles import Career
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity


def measured(facet: Facet, *, adding: bool = False) -> Facet:
    """The facet whose figures answer arithmetic on `facet`: a roadmap is measured by the lengths of its phases."""
    definition = facet_definitions().get(facet)
    if definition is None:
        return facet
    return (definition.addends if adding else None) or definition.measure or facet


def figure_facets(request: Request, *, adding: bool = False) -> Iterator[Facet]:
    """The facets whose figures answer arithmetic on those that a request asks about."""
    sources = (measured(facet, adding=adding) for facet in request.facets)
    yield from (source for source in sources if source in facet_definitions())


def summed(facet: Facet) -> Facet | None:
    """The facet whose figures add up to what is asked of `facet`: of a roadmap its phases' lengths; None for others."""
    source = measured(facet, adding=True)
    return source if source in facet_definitions() and facet_definitions()[source].summable else None


def series(career: Career, facet: Facet, request: Request, library: Library) -> tuple[Entry, ...]:
    """The distinct figures (or scale words) of a career for a facet, restricted as the request asks."""
    entries = distinct(select_entries(career, facet, request, library))
    known = tuple(entry for entry in entries if sort_key(entry, facet) is not None)
    # Beside what a whole region or ladder pays, what its beginners get is no figure of its own.
    return tuple(entry for entry in known if not is_staged(entry)) or known


def all_series(facet: Facet, request: Request, library: Library) -> list[Entry]:
    """The figures of all careers that a request is about, one career after the other."""
    return [entry for career in careers_of(request, library) for entry in series(career, facet, request, library)]


def sort_key(entry: Entry, facet: Facet, end: RangeEnd | None = None) -> tuple[float, float, bool] | None:
    """What entries of a facet are ordered by: a figure's middle, or the end given; a scale word's place.

    None for plain text.
    """
    if quantity := quantity_of(entry.fact):
        return figures.rank_key(figures.at_end(quantity, end))
    scale = facet_definitions()[facet].scale
    words = str(entry.fact.value).casefold()
    places = [place for place, word in enumerate(scale) if word in words]
    return (max(places), 0.0, False) if places else None


def scale_words(text: str, scale: Sequence[str]) -> list[str]:
    """The words of a scale that a text says, in whatever form: "for beginners"."""
    said = set(stems(text))
    return [word for word in scale if set(stems(word)) <= said]


def in_order(entries: Sequence[Entry], facet: Facet, direction: Direction, end: RangeEnd | None = None) -> list[Entry]:
    """The entries from the end asked for, by the middles of ranges or an end of them.

    Figures of the commonest unit only, since others cannot be compared.
    """
    units = [(quantity.unit, quantity.per) for entry in entries if (quantity := quantity_of(entry.fact))]
    common = max(units, key=units.count, default=None)
    comparable = [e for e in entries if common is None or ((q := quantity_of(e.fact)) and (q.unit, q.per) == common)]
    return sorted(
        comparable, key=lambda entry: sort_key(entry, facet, end) or (0.0, 0.0, False), reverse=direction == "most"
    )


def ranked(entry: Entry, *, several: bool) -> Finding:
    """The line of an entry in a list of them; with `several` careers it says which."""
    return Finding("line.ranked", describe(entry) | {"label": label(entry, several_careers=several)}, (entry.fact,))


def whose(entry: Entry) -> str:
    """Whose figure an entry is, behind "of": its part, its stage or its career."""
    return describe(entry)["part"] or f"the {entry.career.name}"


def label(entry: Entry, *, several_careers: bool) -> str:
    """How a line names an entry: its part, its career, or both."""
    if entry.part is None:
        stage = stage_of(entry.fact)
        return f"{entry.career.name} ({stage})" if stage and several_careers else stage or entry.career.name
    told = several_careers and entry.part.title != entry.career.name
    return f"{entry.part.title} ({entry.career.name})" if told else entry.part.title


def asked_figure(entry: Entry, request: Request) -> Quantity | None:
    """The figure of an entry, at the end of its range that is asked for."""
    stated = quantity_of(entry.fact)
    return figures.at_end(stated, request.figuring.end) if stated is not None else None


def told_apart(
    facet: Facet, first: tuple[Entry, Quantity], second: tuple[Entry, Quantity], gap: Quantity
) -> dict[str, str]:
    """What a line says of two entries that lie so far apart by these figures of theirs."""
    (one, figure), (other, against) = first, second
    several = one.career is not other.career
    return {
        "noun": facet_definitions()[facet].figure_noun,
        "first": label(one, several_careers=several),
        "second": label(other, several_careers=several),
        "first_value": format_quantity(figure),
        "second_value": format_quantity(against),
        "result": format_quantity(gap),
    }
