"""Whether what a question takes for granted is what the documents state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from advisor.facets import facet_definitions, facet_of
from advisor.library import Entry, Library
from advisor.operations.comparison import compare_parts, representative, verdict
from advisor.operations.entries import (
    careers_of,
    describe,
    distinct,
    find_parts,
    is_staged,
    quantity_of,
    select_entries,
    title_fact,
    worded,
)
from advisor.operations.figures import WEEKS_PER_MONTH, at_end, same_unit, total
from advisor.operations.ranking import extreme
from advisor.operations.series import in_order, measured, scale_words, series
from advisor.operations.summing import add_phases, note_roadmap_length
from advisor.requests import Facet, Order, RangeEnd, Request
from advisor.types import Finding
from vectorstore.profiles import Career
from vectorstore.quantities import format_quantity
from vectorstore.types import Attribute, PartKind, Quantity


def verify(request: Request, library: Library) -> Iterator[Finding]:
    """What a question asserts, confirmed or corrected with the stating facts.

    That is a number of parts, an order, figures, a yes or no, or a scale word.
    """
    yield from _check_counts(request, library)
    if request.asserted.order is not None:
        yield from _check_order(request.asserted.order, request, library)
    careers = careers_of(request, library)
    for premise, of_career in zip_longest(request.asserted.premises, request.asserted.premised):
        for career in [each for each in careers if of_career in (None, each.id)]:
            yield from _check_figure(premise, career, request, library)
    for facet in request.facets:
        definition = facet_definitions().get(facet)
        if definition is None or request.asserted.premises or request.asserted.order is not None:
            continue
        if request.operation not in ("verify", "why"):
            continue
        for career in careers:
            entries = distinct(select_entries(career, facet, request, library))
            told: list[Finding] = []
            if entries and definition.shape == "statement":
                opposed = definition.is_opposed(request.wording)
                told = [_check_statement(entries[0], negated=request.negated != opposed)]
            elif entries and definition.shape == "scale":
                told = list(_check_scale(entries[0], definition.scale, request))
            # Why something is so is asked of what is so: only what is not needs saying.
            yield from (finding for finding in told if request.operation == "verify" or corrects(finding))


_CONFIRMED, _CORRECTED = {"answer": "Yes."}, {"answer": "No."}
# The titles that count the parts of a kind, and the sentence that tells how many there are.
_COUNTED: dict[PartKind, tuple[Attribute, str]] = {
    "phase": ("phase_title", "count.roadmap"),
    "level": ("level_title", "count.ladder"),
    "step": ("step", "count.steps"),
}


def _check_counts(request: Request, library: Library) -> Iterator[Finding]:
    for asserted in request.asserted.counted:
        attribute, says = _COUNTED[asserted.kind]
        for career in careers_of(request, library):
            titles = career.of(attribute)
            wrong = asserted.number > len(titles) if asserted.at_least else asserted.number != len(titles)
            if not titles or not (wrong or request.operation == "verify"):
                continue
            values = {"career": career.name, "count": str(len(titles)), "noun": f"{asserted.kind}s"}
            yield Finding(says, values | (_CORRECTED if wrong else _CONFIRMED), titles)


def _check_order(order: Order, request: Request, library: Library) -> Iterator[Finding]:
    if order.subject is None:
        yield from _check_order_of_parts(order, request, library)
        return
    subject = next(iter(library.careers((order.subject,))), None)
    others = library.careers((order.other,)) if order.other else library.catalogue.careers
    asked = replace(request, direction=order.direction)
    measured_on = measured(order.facet)
    entry = representative(subject, order.facet, asked, library) if subject else None
    rivals = [
        rival
        for career in others
        if career is not subject
        and (rival := representative(career, order.facet, asked, library))
        and not is_staged(rival)
    ]
    ordered = in_order(rivals, measured_on, order.direction)
    if entry is None or not ordered:
        return
    if in_order([ordered[0], entry], measured_on, order.direction)[0] is not entry:
        # What is denied is said of the career asked about: not that the other pays less, but that this one pays more.
        asked = replace(asked, direction="least" if order.direction == "most" else "most")
    told = verdict([entry.career, ordered[0].career], order.facet, asked, library)
    yield from (_answered(finding, entry, ordered[0], order, request) for finding in told)


def _check_order_of_parts(order: Order, request: Request, library: Library) -> Iterator[Finding]:
    kind = facet_definitions()[order.facet].part
    careers = [career for career in careers_of(request, library) if kind is not None and career.parts(kind)]
    if len(careers) != 1:
        return
    entries = series(careers[0], order.facet, replace(request, parts=()), library)
    named = [part for r in request.parts if r.kind == kind for part in find_parts(careers[0], r)[:1]]
    subject = next((entry for entry in entries if entry.part in named[:1]), None)
    rivals = [entry for entry in entries if entry is not subject and (len(named) < 2 or entry.part == named[1])]
    alike = [rival for rival in rivals if subject is not None and _in_one_unit(subject, rival)]
    if subject is None or not alike:
        return
    rival = in_order(alike, order.facet, order.direction)[0]
    if len(alike) < len(rivals) and in_order([rival, subject], order.facet, order.direction)[0] is subject:
        return  # it is ahead of all that it can be compared with: the others are in another currency
    told = (
        compare_parts(subject, rival, order.facet, order.direction)
        if len(named) > 1
        else _tell_extreme(subject, rival, order)
    )
    yield _answered(told, subject, rival, order, request)


def _in_one_unit(one: Entry, other: Entry) -> bool:
    return same_unit([quantity for entry in (one, other) if (quantity := quantity_of(entry.fact))])


def _tell_extreme(subject: Entry, rival: Entry, order: Order) -> Finding:
    return extreme(in_order([subject, rival], order.facet, order.direction)[0], order.facet, order.direction)


def _answered(told: Finding, subject: Entry, rival: Entry, order: Order, request: Request) -> Finding:
    """What is told of an order, behind "Yes." or "No."; a reason asked of what is so needs no "Yes."."""
    measured_on = measured(order.facet)
    ahead = in_order([rival, subject], measured_on, order.direction)[0] is subject
    if ahead:
        return told if request.operation == "why" else replace(told, values={**told.values, **_CONFIRMED})
    return replace(told, values={**told.values, **_CORRECTED})


def corrects(finding: Finding) -> bool:
    """True for a finding that says that what was taken for granted is not so."""
    denied = finding.says in ("verify.no", "verify.none", "verify.rated") or finding.says.startswith("verify.wrong")
    return denied or finding.values.get("answer") == _CORRECTED["answer"]


def _check_figure(premise: Quantity, career: Career, request: Request, library: Library) -> Iterator[Finding]:
    entries = [
        entry
        for facet in _facets_for(premise, request)
        for entry in distinct(select_entries(career, facet, request, library))
        if (quantity := quantity_of(entry.fact)) and _comparable(premise, quantity)
    ]
    if not entries:
        return
    if request.figuring.end in ("low", "high"):
        yield _check_end(premise, entries, request.figuring.end)
        return
    if told := list(_check_sum(premise, entries, request, library)):
        yield from told
        return
    if told := list(_check_whole(premise, entries[0], request, library)):
        yield from told
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


def _check_sum(premise: Quantity, entries: Sequence[Entry], request: Request, library: Library) -> Iterator[Finding]:
    """The sum of a series, for a figure asserted beyond each of them: "the phases come to 40 weeks"."""
    stated = [quantity for entry in entries if (quantity := quantity_of(entry.fact))]
    facet = facet_of(entries[0].fact.attribute)
    whole = total(stated)
    if facet is None or not facet_definitions()[facet].summable or request.parts or whole is None or len(entries) < 2:
        return
    if premise.unit != whole.unit or premise.low <= max(quantity.high for quantity in stated):
        return
    summed = add_phases(entries)
    yield replace(summed, values={**summed.values, **(_CONFIRMED if same_figure(premise, whole) else _CORRECTED)})
    yield from note_roadmap_length(entries[0].career, library.entries(entries[0].career, "duration"), library)


def _check_whole(premise: Quantity, entry: Entry, request: Request, library: Library) -> Iterator[Finding]:
    """The sum of the parts, for a figure asserted of a whole that is theirs: "takes 40 weeks" of twelve months."""
    facet = facet_of(entry.fact.attribute)
    addends = facet_definitions()[facet].addends if facet is not None else None
    if addends is None:
        return
    entries = series(entry.career, addends, replace(request, parts=()), library)
    whole = total([quantity for each in entries if (quantity := quantity_of(each.fact))])
    if whole is not None and whole.unit == premise.unit and same_figure(premise, whole):
        told = add_phases(entries)
        yield replace(told, values={**told.values, **_CONFIRMED})
        yield from note_roadmap_length(entry.career, library.entries(entry.career, facet or addends), library)


def _check_end(premise: Quantity, entries: Sequence[Entry], end: RangeEnd) -> Finding:
    """Whether a range, or a series of them, begins or ends at the figure asserted: "the ladder tops out at 210k"."""
    of_whole = [entry for entry in entries if not is_staged(entry)] or list(entries)
    stated = [(at_end(q, end), entry) for entry in of_whole if (q := quantity_of(entry.fact))]
    figure, entry = (min if end == "low" else max)(stated, key=lambda pair: pair[0].low)
    right = same_figure(premise, replace(figure, open_ended=False))
    values = _values(entry) | (_CONFIRMED if right else _CORRECTED)
    values |= {"figure": format_quantity(figure)}
    facts = (*title_fact(entry), entry.fact)
    return Finding(f"verify.{end}", values, facts, (figure,))


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
    """True when an asserted figure is the stated one, or lies inside the stated range; units of time are converted.

    Whatever lies above it is inside "10+ years"; nothing above its end is inside "$240,000-$350,000+".
    """
    if premise.unit == stated.unit:
        factor = 1.0
    else:
        factor = _IN_MONTHS[premise.unit] / _IN_MONTHS[stated.unit]
    low, high = premise.low * factor, premise.high * factor
    endless = stated.open_ended and stated.low == stated.high
    return stated.low <= low and (endless or high <= stated.high)


def _check_statement(entry: Entry, *, negated: bool) -> Finding:
    agreed = entry.fact.holds != negated
    facet = facet_of(entry.fact.attribute)
    return Finding(f"verify.{'right' if agreed else 'wrong'}.{facet}", _values(entry), (entry.fact,))


def _check_scale(entry: Entry, scale: tuple[str, ...], request: Request) -> Iterator[Finding]:
    """A scale word in the question against the one stated: "is it beginner level?" against "Advanced level"."""
    said = scale_words(request.wording, scale)
    stated = str(entry.fact.value).casefold()
    if not said:
        yield Finding(f"state.{facet_of(entry.fact.attribute)}", _values(entry), (entry.fact,))
    elif any(word in stated for word in said) != request.negated:
        yield Finding("verify.yes", _values(entry), (entry.fact,))
    else:
        yield Finding("verify.rated", _values(entry), (entry.fact,))


def _values(entry: Entry) -> dict[str, str]:
    facet = facet_of(entry.fact.attribute)
    return describe(entry) | {"noun": facet_definitions()[facet].noun if facet else "it"}
