"""Whether what a question takes for granted is what the documents state."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.facets import facet_definitions, facet_of
from advisor.library import Entry, Library
from advisor.operations.entries import careers_of, describe, distinct, quantity_of, select_entries, worded
from advisor.operations.stating import WEEKS_PER_MONTH, note_roadmap_length
from advisor.types import Facet, Finding, Request
from vectorstore.profiles import Career
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity


def verify(request: Request, library: Library) -> Iterator[Finding]:
    """Each figure, yes/no or scale word a question asserts, confirmed or corrected with the stating fact."""
    careers = careers_of(request, library)
    for premise in request.premises:
        for career in careers:
            yield from _check_figure(premise, career, request, library)
    for facet in request.facets:
        definition = facet_definitions().get(facet)
        if definition is None or request.premises:
            continue
        for career in careers:
            entries = distinct(select_entries(career, facet, request, library))
            if entries and definition.shape == "statement":
                yield _check_statement(entries[0], negated=request.negated)
            elif entries and definition.shape == "scale":
                yield from _check_scale(entries[0], definition.scale, request)


def _check_figure(premise: Quantity, career: Career, request: Request, library: Library) -> Iterator[Finding]:
    entries = [
        entry
        for facet in _facets_for(premise, request)
        for entry in distinct(select_entries(career, facet, request, library))
        if (quantity := quantity_of(entry.fact)) and _comparable(premise, quantity)
    ]
    if not entries:
        return
    matching = [entry for entry in entries if (q := quantity_of(entry.fact)) and same_figure(premise, q)]
    if matching:
        notes = (
            []
            if matching[0].fact.attribute != "months_to_ready"
            else list(note_roadmap_length(career, matching, library))
        )
        yield Finding("verify.stated" if notes else "verify.yes", _values(matching[0]), (matching[0].fact,))
        yield from notes
    elif len(entries) == 1:
        values = _values(entries[0]) | {"premise": format_quantity(premise)}
        yield Finding("verify.no", values, (entries[0].fact,), (premise,))
    else:
        shown = entries[:6]
        listed = "; ".join(f"{e.part.title}: {worded(e.fact.value)}" if e.part else worded(e.fact.value) for e in shown)
        values = _values(shown[0]) | {"premise": format_quantity(premise), "list": listed}
        yield Finding("verify.none", values, tuple(entry.fact for entry in shown), (premise,))


def _facets_for(premise: Quantity, request: Request) -> tuple[Facet, ...]:
    """The facets asked about, or those whose figures have the premise's unit when none of them has."""
    asked = tuple(facet for facet in request.facets if facet in facet_definitions())
    figures = tuple(facet for facet in asked if facet_definitions()[facet].shape == "figure")
    fitting = tuple(facet for facet in figures if premise.unit in facet_definitions()[facet].units)
    return fitting or (_BY_UNIT.get(premise.unit, ()) if request.operation == "verify" or not figures else ())


_BY_UNIT: dict[str, tuple[Facet, ...]] = {
    "month": ("duration",),
    "week": ("phase_length", "duration"),
    "year": ("experience", "duration"),
    "USD": ("pay", "regional_pay"),
    "GBP": ("regional_pay", "pay"),
    "EUR": ("regional_pay", "pay"),
    "percent": ("ai_risk",),
    "score": ("demand",),
}
_IN_MONTHS = {"week": 1 / WEEKS_PER_MONTH, "month": 1.0, "year": 12.0}


def _comparable(premise: Quantity, stated: Quantity) -> bool:
    return premise.unit == stated.unit or (premise.unit in _IN_MONTHS and stated.unit in _IN_MONTHS)


def same_figure(premise: Quantity, stated: Quantity) -> bool:
    """True when an asserted figure is the stated one, or lies inside the stated range; units of time are converted."""
    if premise.unit == stated.unit:
        factor = 1.0
    else:
        factor = _IN_MONTHS[premise.unit] / _IN_MONTHS[stated.unit]
    low, high = premise.low * factor, premise.high * factor
    return stated.low <= low and (stated.open_ended or high <= stated.high)


def _check_statement(entry: Entry, *, negated: bool) -> Finding:
    agreed = entry.fact.holds != negated
    facet = facet_of(entry.fact.attribute)
    return Finding(f"verify.{'right' if agreed else 'wrong'}.{facet}", _values(entry), (entry.fact,))


def _check_scale(entry: Entry, scale: tuple[str, ...], request: Request) -> Iterator[Finding]:
    """A scale word in the question against the one stated: "is it beginner level?" against "Advanced level"."""
    said = [word for word in scale if word in request.question.casefold().split()]
    stated = str(entry.fact.value).casefold()
    if not said:
        yield Finding(f"state.{facet_of(entry.fact.attribute)}", _values(entry), (entry.fact,))
    elif any(word in stated for word in said) != request.negated:
        yield Finding("verify.yes", _values(entry), (entry.fact,))
    else:
        yield Finding("verify.no", _values(entry) | {"premise": " or ".join(said)}, (entry.fact,))


def _values(entry: Entry) -> dict[str, str]:
    facet = facet_of(entry.fact.attribute)
    return describe(entry) | {"noun": facet_definitions()[facet].noun if facet else "it"}
