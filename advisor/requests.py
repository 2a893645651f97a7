"""What a question comes to: the typed `Request`, and the values it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vectorstore.types import PartKind, Quantity, Span, Unit

Facet = Literal[
    # of a career
    "overview",
    "fit",
    "non_fit",
    "difficulty",
    "entry_barrier",
    "coding",
    "requirements",
    "worth",  # what speaks for and against it
    "merits",
    "drawbacks",
    "duration",  # how long until job-ready
    "demand",
    "ai_risk",
    "remote",
    "day",
    "skills",
    "tools",
    "responsibilities",
    "interview",
    "roadmap",  # the phases as a whole
    "phase_length",
    "goals",
    "resources",
    "milestone",
    "ladder",  # the levels as a whole
    "pay",
    "experience",
    "duties",
    # of a field, as guides state them
    "regional_pay",
    "employers",
    "related_roles",
    "education",
    "steps",
    "outlook",
    "provenance",  # where the figures come from, and how old they are
    "topic",  # none of the above: what the passages say of the question's own words
    # of the conversation
    "small_talk",
    "off_topic",
    "about_advisor",  # what it can do, which documents it has
    "not_covered",  # a kind of question that career documents do not answer (visa, a named employer's pay, …)
]

# Questions that career documents do not answer: no passage is read for them.
OUTSIDE: frozenset[Facet] = frozenset({"off_topic", "not_covered"})

Operation = Literal[
    "lookup",
    "list",
    "count",
    "total",
    "average",
    "difference",
    "extreme",  # largest, smallest, longest, shortest
    "rank",
    "filter",
    "compare",
    "next",
    "previous",
    "locate",  # in which phase, level or section something stands
    "fit",  # a person against careers
    "skip",  # what of a roadmap a person knows already
    "lack",  # what a person would still have to learn or to meet
    "plan",  # time at N hours a week, dates from a start
    "define",
    "reconcile",  # whether documents, or places of one, agree
    "verify",  # the question asserts something and asks whether it holds
    "why",
    "more",  # tell me more
]

Direction = Literal["most", "least"]

# Why the last question is answered again: the answer is doubted, or where it stands is asked for.
Again = Literal["doubted", "where"]
# How the last answer is wanted once more: its first statement alone, point by point, or as it was.
Form = Literal["brief", "points", "plain"]

# An end of a range ("tops out under", "the minimum pay"), its middle, or its two ends set against each other.
RangeEnd = Literal["low", "high", "middle", "both"]

# What pay can be asked for.
Period = Literal["hour", "day", "week", "month", "year"]

# Operations that ask for what is stated, without doing anything with it.
TELLING: frozenset[Operation] = frozenset({"lookup", "list", "define", "verify"})
# Operations that hold a person against careers.
PERSONAL: frozenset[Operation] = frozenset({"fit", "skip", "lack"})

# What is asked of a plan: dates, the last of them, what is left, how far one is at a time, the hours that a deadline
# takes, each phase of it, all of it week by week, the day on which a phase of it begins.
TimingQuestion = Literal["when", "end", "left", "how_far", "hours_needed", "study_week", "each", "timetable", "begin"]


@dataclass(frozen=True, slots=True)
class PartReference:
    """A phase, level or region as the question names it: by number (from 1), from the end (-1), or by its words."""

    kind: PartKind
    number: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """A condition on a quantity: "under six weeks" is `Bound("<", Quantity(6, 6, "week"))`."""

    comparison: Literal["<", "<=", ">", ">=", "="]
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Order:
    """What a question takes for granted of an order: on `facet`, the subject lies towards `direction`.

    `subject` and `other` are career ids, and no `other` means every other career; with no subject the order is one of
    the request's own parts, the first against the second, or against all others when there is one.
    """

    facet: Facet
    direction: Direction
    subject: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class PartCount:
    """How many parts a question takes for granted: "has five phases".

    With `at_least`, "the five phases" may be some of more: only fewer than these contradict it.
    """

    kind: PartKind
    number: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value so narrow that only what holds one answers a question for it: a share, a date, a name.

    `stated` says how a text states one, as `wanted.toml` explains; with `counted`, of what it is a number or share.
    `words` ask for the kind of value, and are sought of nothing else: "cost", "fee".
    """

    noun: str  # as a reader calls it
    stated: str
    counted: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """What the user said of themselves, in their own words, for the length of the conversation."""

    background: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    dislikes: tuple[str, ...] = ()
    codes: bool | None = None
    months: float | None = None
    hours_per_week: float | None = None
    pay: Quantity | None = None  # what they say they earn


@dataclass(frozen=True, slots=True)
class Timing:
    """When and at what pace the user means to learn, and how far they are; dates are ISO 8601."""

    start: str | None = None
    finish: str | None = None  # the day to be through by
    assumed_hours: float | None = None  # hours a week that the user takes a roadmap week to mean
    pace: float = 1.0  # times as fast as the roadmap's weeks
    done: float | None = None  # phases behind the user: 2.5 is halfway through the third, -1 all but the last
    available: Quantity | None = None  # a time frame that the learning is to fit into
    elapsed: Quantity | None = None  # how far is one after this time
    share: float | None = None  # when is this share of it behind one
    opening: Quantity | None = None  # what comes in this first stretch of it: "my first month"
    at: Quantity | None = None  # what comes in the last of these weeks or months: "week 10" is 10 weeks


@dataclass(frozen=True, slots=True)
class Scaling:
    """By how much a question scales a figure, in its words: "half of that", "15% more than that"."""

    factor: float
    words: str  # what stands before the figure: "half of"
    percent: float  # what these words name: 50 of "half of", 15 of "15% more than"


@dataclass(frozen=True, slots=True)
class Figuring:
    """What a question does with figures beyond looking them up."""

    end: RangeEnd | None = None  # which end of stated ranges is meant; None means the whole of them
    stepwise: bool = False  # it asks from one level to the next
    ends: tuple[RangeEnd, ...] = ()  # of two that it sets against each other, the end of each one's range that is meant
    crosswise: bool = False  # each of two parts is meant on the page of its own career, in order
    spread: bool = False  # it asks how wide ranges are, not how high
    times: bool = False  # it asks how many times as much one figure is as another
    outnumbers: bool = False  # it asks which career has more of something
    joints: bool = False  # it asks whether the ranges of neighbouring levels meet
    median: bool = False  # of averages the one in the middle
    places: tuple[int, ...] = ()  # which of a ranking: (2,) for the second longest, (1, 2) for the top two
    asked_per: Period | None = None  # the period that pay is asked for: "a month", "hourly"
    scaling: Scaling | None = None  # what it makes of the figure
    against: Quantity | None = None  # what the user earns, where pay is set against it


@dataclass(frozen=True, slots=True)
class Asserted:
    """What a question takes for granted, each to be held against what is stated."""

    premises: tuple[Quantity, ...] = ()  # figures the question asserts
    premised: tuple[str | None, ...] = ()  # of each of these the id of the career it is asserted of, None for all
    order: Order | None = None  # an order the question asserts
    counted: tuple[PartCount, ...] = ()  # how many parts the question asserts
    taken: str = ""  # what it says before it asks and takes for so: "non-medics can't get into this"


@dataclass(frozen=True, slots=True)
class Following:
    """How a question hangs on what was said before it."""

    shown: tuple[Span, ...] = ()  # what the last answer cited
    leans: bool = False  # it asks of the very thing that the question before it asks of: "and how big is it?"
    on_shown: bool = False  # it asks about the prose that was shown
    picks: bool = False  # it asks which of the points that were shown something holds of
    again: Again | None = None  # it is the last question again, doubted or asked for its source
    form: Form | None = None  # it is the last question again, to be answered in this form


@dataclass(frozen=True, slots=True)
class Request:
    """The typed meaning of a turn; `standalone` is the question as one would ask it with no conversation before it."""

    question: str
    standalone: str
    careers: tuple[str, ...] = ()  # career ids; empty means none named and none in focus
    ambiguous: tuple[str, ...] = ()  # ids of careers that the question's words name alike
    unknown_career: str | None = None  # an occupation asked about that no document describes
    facets: tuple[Facet, ...] = ()  # best first
    certainty: float = 0.0  # probability of the best facet by the question's own words, in [0, 1]
    runner_up: Facet | None = None  # the second-best reading, where it is nearly as good
    operation: Operation = "lookup"
    direction: Direction = "most"
    which: PartKind | None = None  # it asks which part of this kind: "which phase is the hardest?"
    parts: tuple[PartReference, ...] = ()
    bounds: tuple[Bound, ...] = ()
    figuring: Figuring = Figuring()
    asserted: Asserted = Asserted()
    asserts: bool = False  # it takes something for granted, or asks whether it holds
    negated: bool = False  # it asserts or asks for the absence of something: "no coding is needed, right?"
    subject: tuple[str, ...] = ()  # content words besides careers and parts
    specific: tuple[str, ...] = ()  # of these, the ones that the facet itself does not explain
    asked_unit: Unit | None = None  # "how many hours …"
    days_a_week: float | None = None  # on so many days of a week one learns
    wanted: Wanted | None = None  # the narrow value that alone answers it
    following: Following = Following()
    ground: bool = False  # it is what another question of the turn takes for granted
    searched: str = ""  # the standalone question with its slips mended
    topics: tuple[str, ...] = ()  # content words that are neither career nor facet: "FHIR", "statistics"
    timing: Timing = Timing()
    timing_asked: frozenset[TimingQuestion] = frozenset()
    restricting: tuple[str, ...] = ()  # names, years and places that the answer must be about: "in Texas", "2030"
    beside: tuple[str, ...] = ()  # those asked about besides: "… and at Google"
    person: Person = Person()
    for_another: bool = False  # the person is not the user, but somebody whom they ask for
    also: tuple[Request, ...] = ()  # further questions of the same turn

    @property
    def wording(self) -> str:
        """What documents are searched for: the question standing alone with its slips mended, else as typed."""
        return self.searched or self.question
