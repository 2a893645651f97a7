"""Choosing the facts a request is about, and the words that describe one fact to a template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from advisor.facets import facet_definitions, facet_of
from advisor.library import Entry, Library
from advisor.operations.places import parts_around
from advisor.operations.words import stems
from advisor.requests import Bound, Facet, PartReference, Request
from advisor.types import Finding
from vectorstore.profiles import Career
from vectorstore.quantities import find_quantities, format_quantity
from vectorstore.types import Attribute, Fact, Part, Quantity

# A title that shares this much of the reference's words is meant by it; below it, unrelated titles match
# ("lead" against "Leadership and Ethics" scores 73).
TITLE_MATCH = 85
# Pay without a period is that of a year from this amount on, in any currency: no month or day is paid so.
YEARLY_FROM = 10_000
_PAY: frozenset[Attribute] = frozenset({"pay", "salary_range", "entry_pay", "senior_pay", "regional_pay"})


def careers_of(request: Request, library: Library) -> tuple[Career, ...]:
    """The careers a request is about; every career of the store when it names none."""
    return library.careers_or_all(request.careers)


def find_parts(career: Career, reference: PartReference) -> tuple[Part, ...]:
    """The parts of a career that a reference names; empty when the career has no such part."""
    parts = career.parts(reference.kind)
    if reference.number is not None:
        index = reference.number - 1 if reference.number > 0 else len(parts) + reference.number
        return (parts[index],) if 0 <= index < len(parts) else ()
    if (years := years_named(reference)) is not None:
        return _levels_at(career, years)
    if reference.kind == "region" and (around := parts_around(reference.words, parts)):
        return around
    called = reference.words.casefold()
    if exact := tuple(part for part in parts if part.title.casefold() == called):
        return exact
    words = set(stems(reference.words))
    named = tuple(part for part in parts if words and words <= set(stems(part.title)))
    if named:
        return named
    scored = [(fuzz.token_set_ratio(called, part.title.casefold()), part) for part in parts]
    return tuple(part for score, part in scored if score >= TITLE_MATCH)


def _years(words: str) -> Quantity | None:
    # "A decade" is a time behind a word for one.
    return next((m.quantity for m in find_quantities(f"after {words}") if m.quantity.unit == "year"), None)


def _levels_at(career: Career, years: Quantity) -> tuple[Part, ...]:
    """The levels whose years of experience hold the years given; the two beside them where they fall in a gap."""
    stated = [(fact.part, fact.value) for fact in career.of("experience") if isinstance(fact.value, Quantity)]
    held = [part for part, value in stated if meets(value, Bound("=", years))] or [
        part for part, value in stated if value.high == years.low
    ]
    below = [part for part, value in stated if value.high <= years.low and not value.open_ended]
    above = [part for part, value in stated if value.low > years.low]
    return tuple(part for part in held or (*below[-1:], *above[:1]) if part is not None)


def years_named(reference: PartReference) -> Quantity | None:
    """The years of experience by which a reference names a level; None when it names it otherwise."""
    return _years(reference.words) if reference.kind == "level" and reference.number is None else None


def title_fact(entry: Entry) -> tuple[Fact, ...]:
    """The line that names the phase or level an entry belongs to: without it a figure is attached to nothing."""
    if entry.part is None or entry.fact.attribute in ("phase_title", "level_title"):
        return ()
    return entry.career.of("phase_title", "level_title", part=entry.part)[:1]


def chosen_parts(career: Career, request: Request, kind: str | None) -> tuple[Part, ...] | None:
    """The parts of `kind` a request restricts itself to, or None when it does not restrict itself.

    Where each of its parts is meant on a page of its own, that of this career.
    """
    apart = request.figuring.crosswise and len(request.parts) == len(request.careers)
    own = apart and career.id in request.careers
    meant = [request.parts[request.careers.index(career.id)]] if own else request.parts
    references = [reference for reference in meant if reference.kind == kind]
    if not references:
        return None
    return tuple(dict.fromkeys(part for reference in references for part in find_parts(career, reference)))


def select_entries(career: Career, facet: Facet, request: Request, library: Library) -> tuple[Entry, ...]:
    """The facts of a career for a facet, restricted to the parts and the years of experience asked about."""
    entries = library.entries(career, facet)
    kind = facet_definitions()[facet].part
    wanted = chosen_parts(career, request, kind)
    paid = _STAGES.keys() & {*facet_definitions()[facet].attributes, *facet_definitions()[facet].otherwise}
    if paid and (kind == "region" or wanted == ()) and (spoken := _of_stage(career, request)):
        return tuple(entry for entry in spoken if kind == "level" or not wanted or entry.part in wanted)
    if wanted is not None:
        keys = {(part.kind, part.number) for part in wanted}
        entries = tuple(e for e in entries if e.part is not None and (e.part.kind, e.part.number) in keys)
    if kind == "level":
        for bound in experience_bounds(request):
            entries = tuple(e for e in entries if (years := experience_of(e)) and reaches(years, bound))
    return entries


def _of_stage(career: Career, request: Request) -> tuple[Entry, ...]:
    """Pay stated of beginners or seniors, on a page without a ladder."""
    numbers = {reference.number for reference in request.parts if reference.kind == "level"}
    words = " ".join(reference.words for reference in request.parts)
    facts: tuple[Fact, ...] = ()
    if 1 in numbers or "junior" in words:
        facts += career.of("entry_pay")
    if -1 in numbers or "senior" in words:
        facts += career.of("senior_pay")
    return tuple(Entry(career, fact) for fact in facts)


def reaches(years: Quantity, bound: Bound) -> bool:
    """True when a level's years of experience can be had under a condition: "within five years" reaches 4–7."""
    sought = bound.quantity
    if bound.comparison == "<":
        return years.low < sought.high
    if bound.comparison == "<=":
        return years.low <= sought.high
    if bound.comparison in (">", ">="):
        return years.open_ended or years.high >= sought.low
    return meets(years, bound)


def experience_bounds(request: Request) -> tuple[Bound, ...]:
    """The conditions of a request that speak of years of experience."""
    return tuple(bound for bound in request.bounds if bound.quantity.unit == "year")


def experience_of(entry: Entry) -> Quantity | None:
    """The years of experience stated for the level an entry belongs to."""
    if entry.part is None:
        return None
    stated = entry.career.of("experience", part=entry.part)
    return next((fact.value for fact in stated if isinstance(fact.value, Quantity)), None)


def meets(quantity: Quantity, bound: Bound) -> bool:
    """True when a stated value or range meets a condition.

    A range meets "above 150" when it begins at or above it, "under 150" when it ends at or below it, and
    "= 150" when it holds it; an open-ended range has no upper end. Ranges share their ends with the next level
    ("3-5", "5-8"), so the upper end of a range is not inside it unless it is its only value.
    """
    sought, high = bound.quantity, float("inf") if quantity.open_ended else quantity.high
    match bound.comparison:
        case "<":
            return high < sought.low or (quantity.low < high <= sought.low)
        case "<=":
            return high <= sought.high
        case ">":
            return quantity.low > sought.high or (high > quantity.low >= sought.high)
        case ">=":
            return quantity.low >= sought.low
        case "=":
            inside = quantity.low <= sought.low < high or quantity.low == sought.low
            return inside or quantity.low < sought.high < high


def quantity_of(fact: Fact) -> Quantity | None:
    """The figure a fact states, or None for text; pay of a year is often stated without saying so."""
    value = fact.value
    if not isinstance(value, Quantity):
        return None
    yearly = fact.attribute in _PAY and value.per is None and value.low >= YEARLY_FROM
    return replace(value, per="year") if yearly else value


def worded(value: Quantity | str) -> str:
    """A value as a reader expects it: a figure formatted, text stripped of closing punctuation."""
    return format_quantity(value) if isinstance(value, Quantity) else value.strip().rstrip(".;,")


def describe(entry: Entry) -> dict[str, str]:
    """What a template may say of one fact: career, part, number, value, section and, for a level, experience."""
    years = experience_of(entry)
    return {
        "career": entry.career.name,
        "part": _part_label(entry),
        "number": str(entry.part.number) if entry.part else "",
        "value": worded(entry.fact.value),
        "section": entry.fact.section,
        "noun": facet_definitions()[facet].noun if (facet := facet_of(entry.fact.attribute)) else "it",
        "experience": worded(years) if years else "",
        "at_experience": f", at {worded(years)} of experience" if years else "",
        "where": f"{entry.part.title}: " if entry.part else "",
        "yes_no": "Yes" if entry.fact.holds else "No",
    }


def agreeing(entries: Sequence[Entry]) -> list[tuple[Entry, tuple[Fact, ...]]]:
    """Each distinct statement with every fact that makes it; an exact figure stands for an approximate one.

    Statements of a yes or no agree when their polarity does, whatever their words.
    """
    groups: dict[object, list[Entry]] = {}
    for entry in entries:
        value = entry.fact.value
        figure = _rounded(value) if isinstance(value, Quantity) else None
        yes_no = entry.fact.attribute in _YES_NO
        words = entry.fact.holds if yes_no else str(value).strip().casefold()
        groups.setdefault((entry.career.id, entry.part, figure or words), []).append(entry)
    return [(_exact(group), tuple(entry.fact for entry in group)) for group in groups.values()]


_YES_NO: tuple[Attribute, ...] = ("coding", "remote")


def _exact(group: Sequence[Entry]) -> Entry:
    return min(group, key=lambda entry: isinstance(entry.fact.value, Quantity) and entry.fact.value.approximate)


# How a figure is called that is stated of beginners or of the experienced, beside any part.
_STAGES: dict[Attribute, str] = {"entry_pay": "entry level", "senior_pay": "senior level"}


def with_agreeing(finding: Finding, library: Library) -> Finding:
    """The finding citing, beside each figure, the other places that state the same of the same career and part."""
    cited = dict.fromkeys(each for fact in finding.facts for each in _agreeing_facts(fact, library))
    return replace(finding, facts=tuple(cited))


def _agreeing_facts(fact: Fact, library: Library) -> tuple[Fact, ...]:
    if not isinstance(fact.value, Quantity):
        return (fact,)
    figure = _rounded(fact.value)
    careers = [c for c in library.catalogue.careers if fact in c.of(fact.attribute)]
    stated = [each for career in careers[:1] for each in career.of(fact.attribute)]
    same = (e for e in stated if e.part == fact.part and isinstance(e.value, Quantity) and _rounded(e.value) == figure)
    return (fact, *(each for each in same if each != fact))


def stage_of(fact: Fact) -> str:
    """How pay stated of beginners or the experienced rather than of a level is called; empty for any other fact."""
    return _STAGES.get(fact.attribute, "")


def is_staged(entry: Entry) -> bool:
    """True for pay stated of beginners or the experienced rather than of a level."""
    return bool(stage_of(entry.fact))


def _part_label(entry: Entry) -> str:
    stage = stage_of(entry.fact)
    title = entry.part.title if entry.part else ""
    return f"{title} ({stage})" if title and stage else title or stage


def distinct(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries without later repeats of the same value for the same career and part."""
    return tuple(entry for entry, _ in agreeing(entries))


def _rounded(value: Quantity) -> Quantity:
    """The figure without its "about": ~12 months and 12 months are one statement."""
    return Quantity(value.low, value.high, value.unit, value.open_ended, per=value.per)


def uncalled(career: Career, parts: Iterable[PartReference]) -> tuple[str, ...]:
    """The phases and levels that a career has none of, as they were called: 'a level called “lead” of the Baker'."""
    named = [part for part in parts if part.words and part.kind in ("level", "phase") and years_named(part) is None]
    missing = [part for part in named if not find_parts(career, part)]
    return tuple(f"a {part.kind} called “{part.words}” of the {career.name}" for part in missing)
