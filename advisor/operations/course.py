"""What is ahead of a user on a career's roadmap, and how their hours and pace stretch it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from advisor.library import Entry, Library
from advisor.operations.entries import find_parts, quantity_of
from advisor.operations.figures import converted
from advisor.operations.series import series
from advisor.types import Finding, Request
from vectorstore.profiles import Career
from vectorstore.quantities import format_quantity
from vectorstore.types import Fact, Quantity

# Where no page says how many hours its weeks assume, a plan reads them as full working weeks and says so.
FULL_WEEK_HOURS = 40.0


@dataclass(frozen=True, slots=True)
class Course:
    """The phases of a career that are still ahead, in weeks of the page, and how the user stretches them."""

    career: Career
    request: Request
    phases: tuple[Entry, ...]
    lengths: tuple[Quantity, ...]  # in weeks; the first may be what is left of a phase
    stretch: float  # weeks of the user for one of the page

    def narrowed(self) -> Course:
        """Only the phases that the request names; all that are ahead where it names none."""
        named = [part for reference in self.request.parts for part in find_parts(self.career, reference)]
        kept = [(e, q) for e, q in zip(self.phases, self.lengths, strict=True) if e.part in named]
        phases, lengths = tuple(e for e, _ in kept), tuple(q for _, q in kept)
        return replace(self, phases=phases, lengths=lengths) if kept else self

    @property
    def weeks(self) -> Quantity:
        """The weeks of the page that are ahead."""
        return Quantity(sum(q.low for q in self.lengths), sum(q.high for q in self.lengths), "week")

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that state the lengths."""
        return tuple(entry.fact for entry in self.phases)

    @property
    def values(self) -> dict[str, str]:
        """What every sentence of a plan may say."""
        return {
            "career": self.career.name,
            "count": str(len(self.phases)),
            "total": format_quantity(self.weeks),
            "list": "; ".join(
                f"phase {entry.part.number}, {entry.part.title} ({format_quantity(length)})"
                for entry, length in zip(self.phases, self.lengths, strict=True)
                if entry.part
            ),
        }

    def days(self) -> list[int]:
        """The days that each phase ahead takes the user; the longer end of a range."""
        return [round(7 * self.stretch * length.high) for length in self.lengths]

    def say(self, says: str, values: dict[str, str], *computed: Quantity, dates: Sequence[date] = ()) -> Finding:
        """A sentence of the plan, carried by the lengths of the phases."""
        return Finding(f"plan.{says}", self.values | values, self.facts, (self.weeks, *computed), tuple(dates))


def _in_weeks(stated: Quantity) -> Quantity | None:
    """A length in weeks, to a tenth where it is stated otherwise; None where it is no length of time."""
    weeks = converted(stated, "week")
    if weeks is None or stated.unit == "week":
        return weeks
    return replace(weeks, low=round(weeks.low, 1), high=round(weeks.high, 1), approximate=True)


def course_of(career: Career, request: Request, library: Library) -> Course | None:
    """What is ahead of the user on a career's roadmap; None when its page gives them no lengths of time."""
    whole = replace(request, parts=(), bounds=())
    phases = [entry for entry in series(career, "phase_length", whole, library) if quantity_of(entry.fact)]
    stated = [quantity for entry in phases if (quantity := quantity_of(entry.fact))]
    lengths = [weeks for quantity in stated if (weeks := _in_weeks(quantity))]
    if not phases or len(lengths) < len(stated):
        return None
    timing, hours = request.timing, request.person.hours_per_week
    done = timing.done or 0.0
    done = max(0.0, len(phases) + done if done < 0 else done)
    behind, part_done = int(done), done - int(done)
    ahead = lengths[behind:]
    if ahead and part_done:
        ahead[0] = Quantity(ahead[0].low * (1 - part_done), ahead[0].high * (1 - part_done), "week")
    stretch = (timing.assumed_hours or FULL_WEEK_HOURS) / hours if hours else 1.0
    return Course(career, request, tuple(phases[behind:]), tuple(ahead), stretch / timing.pace)
