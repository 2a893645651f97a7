"""One question as it stands in a conversation, and what is made of it step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from advisor.memory import Memory
from advisor.requests import Facet, Operation, PartReference, Person, Request, Timing
from advisor.understanding.clause import Clause
from advisor.understanding.leaning import Leaning
from advisor.understanding.placing import places_alone
from vectorstore.types import PartKind


@dataclass(frozen=True, slots=True)
class Utterance:
    """One question in its conversation: what it says by itself, how it leans on what was said, and what that was.

    `around` is the whole turn where it holds several questions, whose careers and parts they share.
    """

    question: str  # as it was typed
    clause: Clause
    leaning: Leaning
    memory: Memory  # with what the turn says of the user
    around: Clause | None = None

    @property
    def before(self) -> Request | None:
        """The question before it."""
        return self.memory.request

    @property
    def follows(self) -> bool:
        """True when it may leave to the question before it what it does not name."""
        leaning = self.leaning
        leans = leaning.continues or leaning.elliptical or leaning.compares or leaning.measures or leaning.disputes
        leans = leans or leaning.same
        return self.before is not None and (leans or not self.clause.links.careers)

    @property
    def pointed(self) -> bool:
        """True when its own words name a part, or point at one."""
        return bool(self.clause.parts or places_alone(self.clause.text)) or self.leaning.points_at_part


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a question asks, as far as it has been worked out: what, how, of which careers and parts, by what time."""

    facets: tuple[Facet, ...]  # best first, never empty
    operation: Operation
    runner_up: Facet | None = None  # the second-best facet, where it is nearly as good
    careers: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()  # careers that could be meant
    parts: tuple[PartReference, ...] = ()
    timing: Timing = Timing()
    person: Person = Person()

    @property
    def facet(self) -> Facet:
        """The best facet."""
        return self.facets[0]

    @property
    def kinds(self) -> frozenset[PartKind]:
        """The kinds of its parts."""
        return frozenset(part.kind for part in self.parts)

    def asking(self, operation: Operation, *facets: Facet) -> Meaning:
        """The same with another operation, and other facets where they are given."""
        return replace(self, operation=operation, facets=facets or self.facets)


# One step of working out what a question means: it changes what its name says, and hands on the rest.
Rule = Callable[[Utterance, Meaning], Meaning]


def follow_rules(said: Utterance, meaning: Meaning, rules: Sequence[Rule]) -> Meaning:
    """The meaning after each of the rules, in their order."""
    for rule in rules:
        meaning = rule(said, meaning)
    return meaning
