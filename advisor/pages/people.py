"""What the advisor remembers of a person, remark by remark, so that each can be shown and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.requests import Person
from vectorstore.quantities import format_quantity


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing remembered, in words, and the person without it."""

    text: str
    without: Person


def remarks(person: Person) -> list[Remark]:
    """Everything remembered of a person, in the order of its fields; empty for a person not known."""
    found = [
        *(Remark(said, replace(person, background=rest)) for said, rest in _each(person.background)),
        *(Remark(f"knows {said}", replace(person, skills=rest)) for said, rest in _each(person.skills)),
        *(Remark(f"dislikes {said}", replace(person, dislikes=rest)) for said, rest in _each(person.dislikes)),
    ]
    if person.codes is not None:
        found.append(Remark("can program" if person.codes else "does not program", replace(person, codes=None)))
    if person.months is not None:
        found.append(Remark(_counted(person.months, "month") + " to get there", replace(person, months=None)))
    if person.hours_per_week is not None:
        text = _counted(person.hours_per_week, "hour") + " a week"
        found.append(Remark(text, replace(person, hours_per_week=None)))
    if person.pay is not None:
        found.append(Remark("earns " + format_quantity(person.pay), replace(person, pay=None)))
    return found


def _each(said: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each thing said with the others, in order."""
    for place, one in enumerate(said):
        yield one, said[:place] + said[place + 1 :]


def _counted(number: float, unit: str) -> str:
    return f"{number:g} {unit}" if number == 1 else f"{number:g} {unit}s"
