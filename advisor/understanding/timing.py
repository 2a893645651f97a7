"""When and at what pace the user means to learn: dates, hours, a time frame, and how far along they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from advisor.patterns import any_of
from advisor.requests import PERSONAL, Facet, Operation, Person, Timing, TimingQuestion
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.dates import date_after, loose_date
from advisor.understanding.vocabulary import linking_words
from vectorstore.quantities import QuantityMention
from vectorstore.types import Quantity, Unit

_DURATIONS: frozenset[Unit] = frozenset({"day", "week", "month", "year"})
_LONGEST_FRAME = 5  # years
_SEGMENT = re.compile(r"[,;.!?]|\s[–—-]\s|\s+(?=how (?:many|much|long)\b)")


@dataclass(frozen=True, slots=True)
class TimingCues:
    """What one question says of the user's time.

    `day` is a date without a role of its own ("make that 2 February"), `asks` what is asked of the plan, `faster` how
    many times the pace it speaks of is the one before. `behind` is a stretch of text that names the phases already
    done, `within` one that names the phase the user is in, `started` one that says what begins on the day of the start,
    `half` tells that they are halfway.
    """

    timing: Timing = Timing()
    day: str | None = None
    asks: frozenset[TimingQuestion] = frozenset()
    behind: str = ""
    within: str = ""
    started: str = ""
    half: bool = False

    @property
    def says_something(self) -> bool:
        """True when the question tells of the user's time, whatever it asks."""
        told = self.timing != Timing() or self.day is not None
        return told or bool(self.behind or self.within or self.half)


def read_timing(
    text: str, mentions: Sequence[QuantityMention], today: date, *, assumed: float | None
) -> tuple[TimingCues, list[QuantityMention]]:
    """The timing cues of `text` (lower case) and the mentions that they take up."""
    table = cue_tables().time
    start, finish, started = _roles(text, today)
    asks: frozenset[TimingQuestion] = frozenset(
        asked for asked, patterns in table.asks.items() if search_any(patterns, text)
    )
    used: list[QuantityMention] = []
    available = elapsed = None
    for mention in mentions:
        if mention.quantity.unit not in _DURATIONS or mention.quantity.per:
            continue
        before, after = text[: mention.start], text[mention.end :]
        if "how_far" in asks and any(pattern.search(before) for pattern in table.elapsed):
            elapsed = mention.quantity
        elif mention.quantity.unit == "year" and mention.quantity.low > _LONGEST_FRAME:
            continue  # "nurse, 11 years": nobody means to learn for so long
        elif _is_frame(before, after) or "hours_needed" in asks or search_any(table.frame_near, text):
            available = mention.quantity
        else:
            continue
        used.append(mention)
    timing = Timing(
        start=start,
        finish=finish,
        assumed_hours=assumed,
        pace=_pace(text),
        done=_done(text),
        available=available,
        elapsed=elapsed,
        opening=_opening(text),
        at=_week_asked(text),
    )
    taken = {day for day in (start, finish) if day}
    cues = TimingCues(
        timing,
        loose_date(text, today, taken=taken),
        asks,
        _told_in_segment(text, table.behind),
        _told_in_segment(text, table.within),
        started,
        search_any(table.halfway, text),
    )
    return cues, used


def carry_on(before: Timing, now: TimingCues, phases: Sequence[int]) -> Timing:
    """The user's timing after a further question: what is said anew replaces what was said before.

    `phases` are the numbers of the phases that the question says are done, or are being done.
    """
    said = now.timing
    how_far = "how_far" in now.asks
    begins = before.start or ("when" in now.asks and not said.finish)
    moved = now.day if begins and not said.start and not how_far else None
    start = said.start or moved or before.start
    finish = said.finish or (before.finish if not said.available else None)
    timing = Timing(
        start=start,
        finish=_not_before(start, finish),
        assumed_hours=said.assumed_hours or before.assumed_hours,
        pace=said.pace if said.pace != 1.0 else before.pace,
        done=before.done if said.done is None else said.done,
        available=said.available,
        elapsed=said.elapsed,
        opening=said.opening,
        at=said.at,
    )
    if how_far and start and (day := _not_before(start, said.finish or now.day)):
        days = (date.fromisoformat(day) - date.fromisoformat(start)).days
        timing = replace(timing, elapsed=Quantity(days, days, "day"), finish=None)
    return _with_progress(timing, now, phases)


def _not_before(start: str | None, day: str | None) -> str | None:
    """The day, in the first year in which it is not before the start: "from June 2027, where am I on 1 March?"."""
    from dateutil.relativedelta import relativedelta

    if start is None or day is None or day >= start:
        return day
    later = date.fromisoformat(day)
    while later < date.fromisoformat(start):
        later += relativedelta(years=1)
    return later.isoformat()


def _with_progress(timing: Timing, cues: TimingCues, phases: Sequence[int]) -> Timing:
    if cues.half:
        return replace(timing, done=max(phases) - 0.5) if phases else replace(timing, share=0.5)
    if not phases:
        return timing
    return replace(timing, done=max(phases) - 1.0 if cues.within and not cues.behind else float(max(phases)))


# Facets of which a question asks for a plan when it says something of the user's time.
_OF_TIME: frozenset[Facet] = frozenset(
    {"duration", "phase_length", "roadmap", "milestone", "goals", "topic", "overview", "resources"}
)
# Of these, what a phase is asked for that the user says is done: "what can I do once I've finished phase 2".
_OF_A_PHASE: frozenset[Facet] = frozenset({"milestone", "goals", "resources"})
# Of these, what a timetable is asked of.
_LAID_OUT: frozenset[Facet] = frozenset({"duration", "phase_length", "roadmap", "overview", "topic"})
# What guides state without any time to it.
_NO_TIME: frozenset[Facet] = frozenset({"steps", "education", "employers", "related_roles"})
# Facets that dates and a pace are not asked of, however the question reads.
_NEVER_PLANNED: frozenset[Facet] = frozenset(
    {"pay", "regional_pay", "demand", "ai_risk", "outlook", "remote", "coding", "off_topic", "about_advisor"}
)
# What is done with a duration when the user's own time stands beside it is a plan.
_NOT_PLANS: frozenset[Operation] = frozenset({"why", "more", "define", "compare"})


def asks_for_plan(
    facet: Facet,
    operation: Operation,
    cues: TimingCues,
    timing: Timing,
    people: tuple[Person, Person],
    *,
    planned: bool,
) -> bool:
    """True when a question is about the user's own schedule.

    `people` are the user as the question tells of them anew, and as known so far; `planned` tells that the question
    before it asked for a plan.
    """
    person, known = people
    if facet in _NO_TIME:
        return False
    if operation == "plan":
        return True
    own = cues.timing
    told = operation in ("lookup", "list", "define")
    stretch = own.opening or own.at
    if told and ((stretch is not None and facet in _OF_TIME) or ("timetable" in cues.asks and facet in _LAID_OUT)):
        return True
    if own.available is not None and facet not in _NEVER_PLANNED:
        return True
    personal = operation in PERSONAL and facet not in ("duration", "phase_length")
    if operation in _NOT_PLANS or facet in _NEVER_PLANNED or personal:
        return False
    asked = (
        ("hours_needed" in cues.asks and known.hours_per_week)
        or ("when" in cues.asks and (timing.start or timing.finish))  # "when does phase 2 begin" after a start was told
        or ("left" in cues.asks and (timing.done is not None or timing.share is not None))
        or ("how_far" in cues.asks and (timing.elapsed or timing.share or known.months))
        or (planned and (own != Timing() or cues.day or person.hours_per_week))
    )
    if asked or facet not in _OF_TIME:
        return bool(asked)
    tells = (
        own not in (Timing(), Timing(opening=own.opening, at=own.at))
        or cues.half
        or (cues.behind and timing.done is not None and facet not in _OF_A_PHASE)
    )
    return bool(tells or person.hours_per_week or (facet == "duration" and person.months))


def _roles(text: str, today: date) -> tuple[str | None, str | None, str]:
    """The dates of a start and of a deadline, and what leads to that of the start: "start phase 3 on".

    One date that could be either goes with the nearer cue.
    """
    start, finish = (date_after(text, cues, today) for cues in (cue_tables().start.cues, cue_tables().time.finish))
    if start and finish and start.at == finish.at:
        start, finish = (start, None) if start.cue > finish.cue else (None, finish)
    started = text[start.cue : start.at] if start else ""
    return start.day if start else None, finish.day if finish else None, started


def _is_frame(before: str, after: str) -> bool:
    """True when a duration is one that the user asks to fit the learning into: "is half a year enough"."""
    table = cue_tables().time
    return any(pattern.search(before) for pattern in table.frame_before) or any(
        pattern.match(after) for pattern in table.frame_after
    )


def single_units(text: str, mentions: Sequence[QuantityMention]) -> list[QuantityMention]:
    """The durations of "a year off" and the like, where no quantity stands already."""
    return [
        QuantityMention(Quantity(1, 1, "year" if match["unit"] == "year" else "month"), match.start(), match.end())
        for match in cue_tables().time.single.finditer(text)
        if not any(mention.start < match.end() and match.start() < mention.end for mention in mentions)
    ]


def assumed_hours(text: str) -> tuple[float, tuple[int, int]] | None:
    """The hours a week that the user takes the documents to mean ("if one week equals 20 hours"), and where."""
    for pattern in cue_tables().time.assumed:
        if match := pattern.search(text):
            return float(match["hours"]), match.span("hours")
    return None


def _pace(text: str) -> float:
    """How many times as fast as before the user goes; 1 when nothing is said of it."""
    table = cue_tables().time
    for factor in table.pace:
        match = re.search(rf"\b(?:{any_of(factor.words)})\b{table.pace_of}", text)
        if match is None:
            continue
        slower = any(word in match.group() for word in table.slower)
        return 1 / factor.times if slower else factor.times
    for pattern in table.stretched:
        if match := pattern.search(text):
            number = match["n"]
            return 1 / (float(number) if number.isdigit() else linking_words().cardinals[number])
    return 1.0


def _done(text: str) -> float | None:
    """How many phases are behind the user, when they give a number: "two phases done"; from the end when negative."""
    table = cue_tables().time
    for pattern in table.all_but:
        if match := pattern.search(text):
            return -float(linking_words().cardinals.get(match["n"] or "one", 1))
    for segment in _statements(text):
        if not search_any(table.behind, segment):
            continue
        for pattern in table.count:
            if match := pattern.search(segment):
                number = match["n"]
                return float(number if number.isdigit() else linking_words().cardinals[number])
    return None


def _opening(text: str) -> Quantity | None:
    """The first stretch of the learning that a question asks about: "the first four weeks"."""
    found = cue_tables().time.opening.search(text)
    if found is None:
        return None
    number = found["n"] or "one"
    count = float(number if number.isdigit() else linking_words().cardinals.get(number, 12))
    return Quantity(count, count, "week" if found["unit"] == "week" else "month")


def _week_asked(text: str) -> Quantity | None:
    """The one week or month that a question asks about, counted from the start: "week 10" is 10 weeks."""
    found = next((match for pattern in cue_tables().time.at if (match := pattern.search(text))), None)
    if found is None:
        return None
    digits = re.match(r"\d+", found["n"])
    count = float(digits.group()) if digits else float(linking_words().ordinals[found["n"]])
    return Quantity(count, count, "week" if found["unit"] == "week" else "month")


def _told_in_segment(text: str, patterns: tuple[re.Pattern[str], ...]) -> str:
    return next((segment for segment in _statements(text) if search_any(patterns, segment)), "")


def _statements(text: str) -> list[str]:
    """The stretches of a text that tell and do not ask."""
    pieces = (piece.strip() for piece in _SEGMENT.split(text))
    return [piece for piece in pieces if piece and not search_any(cue_tables().time.asking, piece)]
