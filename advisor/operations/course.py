"""What is ahead of a user on a career's roadmap, and how their hours and pace stretch it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from advisor.library import Entry, Library
from advisor.operations.entries import chosen_parts, quantity_of, title_fact
from advisor.operations.figures import IN_WEEKS, converted
from advisor.operations.series import series
from advisor.requests import Request, Timing
from advisor.types import Finding
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
    done: float | None  # phases behind the user; None when nothing tells
    only: str = ""  # the phases that alone are asked about, as a sentence names them

    @property
    def full_week(self) -> Quantity:
        """The hours that a week of the roadmap means: as the user takes it, as the page says, else full ones."""
        return full_week(self.career, self.request.timing)

    @property
    def weeks(self) -> Quantity:
        """The weeks of the page that are ahead."""
        return Quantity(sum(q.low for q in self.lengths), sum(q.high for q in self.lengths), "week")

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that state the lengths; of some of the phases their titles, too."""
        titles = (fact for entry in self.phases if self.only for fact in title_fact(entry))
        stated = stated_hours(self.career)
        return (*titles, *(entry.fact for entry in self.phases), *([stated] if stated else ()))

    @property
    def values(self) -> dict[str, str]:
        """What every sentence of a plan may say."""
        return {
            "career": self.career.name,
            "count": str(len(self.phases)),
            "total": format_quantity(self.weeks),
            "whole": self.only or f"the {self.career.name} roadmap",
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


def stated_hours(career: Career) -> Fact | None:
    """The hours a week that the pages of a career reckon with; None where they state none, or several."""
    facts = career.of("study_hours")
    return facts[0] if len({fact.value for fact in facts}) == 1 else None


def full_week(career: Career, timing: Timing) -> Quantity:
    """The hours a week that a week of a career's roadmap means: as the user takes it, as the page says, else full."""
    hours = timing.assumed_hours
    stated = None if hours else stated_hours(career)
    if stated is not None and isinstance(stated.value, Quantity):
        return stated.value
    return Quantity(hours or FULL_WEEK_HOURS, hours or FULL_WEEK_HOURS, "hour", per="week")


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
    full = full_week(career, timing)
    stretch = (full.low + full.high) / 2 / hours / timing.pace if hours else 1.0 / timing.pace
    told = _phases_behind(request, lengths, stretch)
    done = max(0.0, len(phases) + told if told and told < 0 else told or 0.0)
    behind, part_done = int(done), done - int(done)
    ahead = lengths[behind:]
    if ahead and part_done:
        ahead[0] = Quantity(ahead[0].low * (1 - part_done), ahead[0].high * (1 - part_done), "week")
    return Course(career, request, tuple(phases[behind:]), tuple(ahead), stretch, told)


def of_parts_asked(course: Course) -> Course | None:
    """The course of the phases asked about alone; None when all of the roadmap is."""
    wanted = chosen_parts(course.career, course.request, "phase")
    kept = [(e, length) for e, length in zip(course.phases, course.lengths, strict=True) if wanted and e.part in wanted]
    if not kept:
        return None
    named = " and ".join(f"phase {entry.part.number}, {entry.part.title}," for entry, _ in kept if entry.part)
    return replace(course, phases=tuple(e for e, _ in kept), lengths=tuple(each for _, each in kept), only=named)


def _phases_behind(request: Request, lengths: Sequence[Quantity], stretch: float) -> float | None:
    """How many phases are behind the user: told, or what a share or some time comes to where it asks what is left."""
    timing, weeks = request.timing, [length.high * stretch for length in lengths]
    if timing.done is not None or "left" not in request.timing_asked:
        return timing.done
    if timing.share is not None:
        passed = timing.share * sum(weeks)
    elif timing.elapsed is not None:
        passed = timing.elapsed.high * IN_WEEKS[timing.elapsed.unit]
    else:
        return None
    for number, week in enumerate(weeks):
        if passed < week:
            return number + passed / week
        passed -= week
    return float(len(weeks))
