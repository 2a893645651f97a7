"""What typed facts answer: the executor of each operation, premises set right first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.facets import defined
from advisor.findings import Block
from advisor.library import Library
from advisor.operations.catalogue import list_careers
from advisor.operations.comparison import compare
from advisor.operations.conversion import convert
from advisor.operations.counting import count
from advisor.operations.differences import subtract
from advisor.operations.entries import with_agreeing
from advisor.operations.filtering import keep_meeting
from advisor.operations.fit import match_person, speaks_of_person
from advisor.operations.gaps import note_gaps
from advisor.operations.learning import find_known, find_missing
from advisor.operations.likeness import Similarity
from advisor.operations.naming import tell_named
from advisor.operations.outsiders import answer_outsiders
from advisor.operations.own_pay import set_against_own
from advisor.operations.people import is_told_of
from advisor.operations.planning import plan
from advisor.operations.ranking import find_extreme, rank
from advisor.operations.reconciling import reconcile
from advisor.operations.sequence import check_place, follow, locate
from advisor.operations.series import measured
from advisor.operations.stating import DETAILS, look_up
from advisor.operations.telling import give_reason, tell_more
from advisor.operations.totals import add_up, take_average
from advisor.operations.verification import corrects, verify
from advisor.passages import PassageReader
from advisor.quoting import Quoting
from advisor.reading import read_of_person, read_summary
from advisor.requests import TELLING, Operation, Request
from advisor.rivals import SURE_OF_FACTS
from advisor.types import Finding
from vectorstore.types import Passage

Operate = Callable[[Request, Library], Iterable[Block]]

OPERATIONS: dict[Operation, Operate] = {
    "lookup": look_up,
    "list": look_up,
    "define": look_up,
    "count": count,
    "total": add_up,
    "average": take_average,
    "difference": subtract,
    "extreme": find_extreme,
    "rank": rank,
    "filter": keep_meeting,
    "compare": compare,
    "next": follow,
    "previous": follow,
    "locate": locate,
    "skip": find_known,
    "lack": find_missing,
    "plan": plan,
    "why": give_reason,
    "more": tell_more,
    "reconcile": reconcile,
    "verify": verify,
}
# Executors whose silence means that nothing is there; where others find nothing, what is asked of is looked up.
_SELF_SUFFICIENT: tuple[Operate, ...] = (look_up, give_reason, tell_more)


@dataclass(frozen=True)
class TypedAnswers:
    """Answers requests about one library from its typed facts."""

    library: Library
    read: PassageReader
    similarity: Similarity
    quoting: Quoting

    def __call__(self, request: Request, passages: Sequence[Passage]) -> tuple[Block, ...]:
        """What the facts say, each with the documents that agree; empty where none answers.

        Of a person whom no fact speaks of, what `passages` of the request say.
        """
        told = self._answers(request, passages)
        return tuple(with_agreeing(each, self.library) if isinstance(each, Finding) else each for each in told)

    def _answers(self, request: Request, passages: Sequence[Passage]) -> Iterator[Block]:
        """What is named, else what a premise needs and what the operation finds."""
        if against := list(set_against_own(request, self.library)):
            yield from against
            return
        if named := list(tell_named(request, self.library)):
            yield from named
            return
        if placed := list(check_place(request, self.library)):
            yield from placed
            return
        if gaps := list(note_gaps(request, self.library)):
            yield from gaps
            # Of two levels at once, what tells most.
            request = replace(request, facets=tuple(DETAILS.get(facet, (facet,))[0] for facet in request.facets))
        corrections = list(verify(request, self.library)) if _takes_for_granted(request) else []
        yield from corrections
        if corrections and (_settled(request) or (request.operation == "why" and any(map(corrects, corrections)))):
            return
        if corrections and (order := request.asserted.order) is not None:
            others = tuple(facet for facet in request.facets if measured(facet) != measured(order.facet))
            request = replace(request, facets=others or request.facets)
        careers = self.library.careers(request.careers)
        if request.operation == "fit":
            yield from self._suits(request, passages)
        elif request.facets[:1] == ("overview",) and len(careers) == 1 and request.operation in TELLING | {"why"}:
            yield from read_summary(request, careers[0], self.library, self.read)
        elif request.facets[:1] == ("overview",) and not careers and request.operation in ("list", "count"):
            yield from list_careers(request, self.library)
        else:
            yield from self._operate(request)

    def _suits(self, request: Request, passages: Sequence[Passage]) -> Iterator[Block]:
        """The verdict, what a guide says of people like the user, then career by career."""
        matched = list(match_person(request, self.library, self.similarity))
        entering = answer_outsiders(request, self.library)
        told = [] if entering else self._of_person(request)
        if not (entering or told or speaks_of_person(matched)) and request.certainty < SURE_OF_FACTS:
            told = list(self.quoting.points(request, passages))
        verdict = [block for block in matched if isinstance(block, Finding)]
        each = [block for block in matched if block not in verdict]
        yield from (*(entering or verdict), *told, *each)

    def _operate(self, request: Request) -> Iterator[Block]:
        """What the operation finds, or a plain look-up where it finds nothing."""
        operate = OPERATIONS.get(request.operation)
        found = list(operate(request, self.library)) if operate else []
        if operate is find_missing and request.careers and is_told_of(request) and not speaks_of_person(found):
            found = [*self._of_person(request), *found]
        searches = operate is locate and request.topics
        # "When is the next one" of nothing in particular asks for no list.
        aimless = operate is follow and not request.parts
        if not found and operate not in (None, *_SELF_SUFFICIENT) and not (searches or aimless):
            found = list(look_up(request, self.library))
        yield from convert(request, found)
        yield from found
        if operate is look_up and "duration" in request.facets and request.person.hours_per_week:
            yield from plan(request, self.library)

    def _of_person(self, request: Request) -> list[Block]:
        """What a guide says of people like the user."""
        return list(read_of_person(request, self.quoting.search.retrieve, self.read, self.library))


def _takes_for_granted(request: Request) -> bool:
    """True when a question asserts a figure that what it asks about has: "ten years" of an outlook is none."""
    asked = defined(request.facets)
    asserted = request.asserted
    figures = asserted.premises and (request.operation == "verify" or any(d.shape == "figure" for d in asked))
    return bool(figures or asserted.order or asserted.counted or request.operation == "why")


def _settled(request: Request) -> bool:
    """True when a question asks nothing beyond what it takes for granted."""
    asserted = request.asserted
    if request.operation == "verify" or (asserted.counted and request.operation == "count"):
        return True
    if request.operation in ("filter", "locate") and asserted.premises:
        return all(bound.quantity in asserted.premises for bound in request.bounds)
    order = asserted.order
    of_order = order is not None and order.facet in (*request.facets, *map(measured, request.facets))
    of_order = of_order and len(request.facets) == 1
    return of_order and request.operation in ("compare", "extreme", "lookup", "list", "difference")
