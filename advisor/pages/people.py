"""What the advisor remembers of a person, remark by remark, so that each can be shown and taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advisor.types import Person


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing remembered, in words, and the person without it."""

    text: str
    without: Person


def remarks(person: Person) -> list[Remark]:
    """Everything remembered of a person, in the order of its fields; empty for a person not known."""
    found = [
        *_listed(person, "background", "{}"),
        *_listed(person, "skills", "knows {}"),
        *_listed(person, "dislikes", "would rather avoid {}"),
    ]
    if person.codes is not None:
        found.append(Remark("can program" if person.codes else "does not program", replace(person, codes=None)))
    if person.months is not None:
        found.append(Remark(_counted(person.months, "month") + " to get there", replace(person, months=None)))
    if person.hours_per_week is not None:
        text = _counted(person.hours_per_week, "hour") + " a week"
        found.append(Remark(text, replace(person, hours_per_week=None)))
    return found


def _listed(person: Person, field: str, pattern: str) -> list[Remark]:
    values: tuple[str, ...] = getattr(person, field)
    return [
        Remark(pattern.format(value), replace(person, **{field: values[:place] + values[place + 1 :]}))
        for place, value in enumerate(values)
    ]


def _counted(number: float, unit: str) -> str:
    return f"{number:g} {unit}" if number == 1 else f"{number:g} {unit}s"
