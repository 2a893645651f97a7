"""The tables of `cues.toml`, read once and compiled."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from advisor.patterns import Pattern
from advisor.requests import Period, TimingQuestion
from vectorstore.tables import Table, read_table
from vectorstore.types import Unit

Comparison = Literal["<", "<=", ">", ">=", "="]


class BoundWords(Table):
    """What makes a quantity a condition."""

    between: Pattern
    before: dict[str, Comparison]
    after: dict[str, Comparison]
    units: dict[Unit, frozenset[str]]
    denying: frozenset[str]
    near: int
    of_amounts: frozenset[str]
    stating: frozenset[str]
    ranging: tuple[str, ...]
    skipped: frozenset[str]
    large_amount: float
    amount_ends: Pattern


class DirectionWords(Table):
    """Words for the two ends of a scale."""

    amount: str
    idle: Pattern
    best: frozenset[str]
    least: frozenset[str]
    most: frozenset[str]
    degrees: frozenset[str]
    reversing: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        """The words that name an end by themselves."""
        return self.best | self.least | self.most


class MeasuringWords(Table):
    """What is done with figures, and which end of a range is meant."""

    vague: frozenset[str]
    extremes: frozenset[str]
    tops: frozenset[str]
    peaking: frozenset[str]
    opening: frozenset[str]
    outnumbering: frozenset[str]
    numbering: tuple[str, ...]
    orders: tuple[str, ...]
    paying: tuple[str, ...]
    high: tuple[Pattern, ...]
    low: tuple[Pattern, ...]
    percent: tuple[Pattern, ...]
    price: tuple[Pattern, ...]
    stepwise: tuple[Pattern, ...]
    widest: tuple[Pattern, ...]
    spread: tuple[Pattern, ...]
    difference: tuple[Pattern, ...]
    against: tuple[Pattern, ...]
    times: tuple[Pattern, ...]
    averaging: tuple[Pattern, ...]
    outdoing: tuple[Pattern, ...]
    outdone: tuple[Pattern, ...]
    spending: tuple[Pattern, ...]
    together: tuple[Pattern, ...]
    going_up: tuple[Pattern, ...]
    climbing: tuple[Pattern, ...]
    in_turn: tuple[Pattern, ...]
    middle: tuple[Pattern, ...]
    median: tuple[Pattern, ...]
    until: tuple[Pattern, ...]
    through: tuple[Pattern, ...]
    passed: tuple[Pattern, ...]
    reach: tuple[Pattern, ...]
    next: tuple[Pattern, ...]
    previous: tuple[Pattern, ...]
    fitting: Pattern
    agreeing: tuple[Pattern, ...]
    joints: tuple[Pattern, ...]
    paid: dict[Period, tuple[Pattern, ...]]


class PremiseWords(Table):
    """Frames in which a figure is asserted."""

    frames: tuple[Pattern, ...]


class MentionWords(Table):
    """What asks whether something is spoken of anywhere, and the verbs of it that are no topic."""

    asking: tuple[Pattern, ...]
    coming: tuple[Pattern, ...]
    verbs: tuple[str, ...]


class ReasonWords(Table):
    """What asks for a reason."""

    asking: tuple[Pattern, ...]


class DutyWords(Table):
    """What asks for what somebody does, or who it is that does something."""

    who: tuple[Pattern, ...]
    doing: tuple[Pattern, ...]


class OrderWords(Table):
    """How an order of two things is asserted, and what asks for one instead."""

    than: tuple[Pattern, ...]
    choosing: tuple[Pattern, ...]
    asking: tuple[Pattern, ...]
    verbs: Pattern


class CountingWords(Table):
    """What asks for the number of something or a share of it."""

    asked: Pattern
    unit: Pattern
    hours: Pattern
    of_people: Pattern
    adjectives: Pattern
    people: frozenset[str]


class CountWords(Table):
    """What stands before a number of parts that is asserted: a verb, or an article when there may be more."""

    having: tuple[Pattern, ...]
    definite: tuple[Pattern, ...]


class RestrictionWords(Table):
    """What stands before or beside a word that restricts a question, and at how many words from it at most."""

    prepositions: frozenset[str]
    beside_also: frozenset[str]
    near: int
    owners: frozenset[str]
    employing: frozenset[str]
    teaching: frozenset[str]
    beside: int
    learning: frozenset[str]
    existing: tuple[Pattern, ...]
    needed: tuple[Pattern, ...]
    years: Pattern


class NegationWords(Table):
    """Tags to take off, and patterns of absence."""

    tags: tuple[Pattern, ...]
    patterns: tuple[Pattern, ...]


class StartWords(Table):
    """Where a date follows, and days named from today."""

    cues: tuple[Pattern, ...]
    today: tuple[str, ...]
    tomorrow: tuple[str, ...]
    next_week: tuple[str, ...]
    next_month: tuple[str, ...]
    next_year: tuple[str, ...]
    named_days: dict[str, str]


class PersonRule(Table):
    """A pattern and the field that its group "x", or its mere presence, fills."""

    field: Literal["background", "skills", "dislikes", "code", "no_code"]
    pattern: Pattern


class PersonWords(Table):
    """How people speak of themselves."""

    stop: Pattern
    not_listed: frozenset[str]
    no_background: frozenset[str]
    of_others: Pattern
    ahead: Pattern
    first_person: Pattern
    being: Pattern
    prospects: frozenset[str]
    pointing: Pattern
    rules: tuple[PersonRule, ...]


class PaceWords(Table):
    """Words for going so many times as fast."""

    times: float
    words: tuple[str, ...]


class TimeWords(Table):
    """How people speak of the time they have and of how far they are."""

    months: tuple[Pattern, ...]
    not_months_after: Pattern
    full_time: tuple[Pattern, ...]
    full_time_hours: float
    assumed: tuple[Pattern, ...]
    bare_hours: tuple[Pattern, ...]
    hours_a_week: tuple[Pattern, ...]
    periods: dict[str, float]
    weekly: tuple[Pattern, ...]
    days_a_week: Pattern
    finish: tuple[Pattern, ...]
    single: Pattern
    frame_before: tuple[Pattern, ...]
    frame_after: tuple[Pattern, ...]
    frame_near: tuple[Pattern, ...]
    elapsed: tuple[Pattern, ...]
    opening: Pattern
    at: tuple[Pattern, ...]
    pace_of: str
    slower: tuple[str, ...]
    pace: tuple[PaceWords, ...]
    stretched: tuple[Pattern, ...]
    behind: tuple[Pattern, ...]
    within: tuple[Pattern, ...]
    halfway: tuple[Pattern, ...]
    count: tuple[Pattern, ...]
    all_but: tuple[Pattern, ...]
    asking: tuple[Pattern, ...]
    worked: Pattern
    asks: dict[TimingQuestion, tuple[Pattern, ...]]


class CueTables(Table):
    """All tables."""

    bounds: BoundWords
    direction: DirectionWords
    measuring: MeasuringWords
    premises: PremiseWords
    order: OrderWords
    counting: CountingWords
    counts: CountWords
    duties: DutyWords
    mentions: MentionWords
    reasons: ReasonWords
    restriction: RestrictionWords
    negation: NegationWords
    start: StartWords
    person: PersonWords
    time: TimeWords


@cache
def cue_tables() -> CueTables:
    """The tables, read and compiled at first use."""
    return read_table(CueTables, "advisor.understanding", "cues.toml")


def search_any(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    """True when any pattern occurs in `text`."""
    return any(pattern.search(text) for pattern in patterns)
