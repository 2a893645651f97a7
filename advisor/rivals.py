"""What points of passages say of a question beside the typed facts that were found for it, or rather than they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.facets import asks_for_values, defined
from advisor.findings import Block
from advisor.library import Library
from advisor.passages import PassageReader, Point
from advisor.requests import Request
from advisor.showing import near_best, tell_points
from advisor.types import Finding
from vectorstore.types import Fact, Passage

# How far a point must lie above every typed fact found to be told instead of them, and the probability from which on
# the question is surely read as one for these facts: on 618 questions of the tuning sets that facts answer, this tells
# ten points instead; three answers are mended by it and none is lost.
LEAD, SURE_OF_FACTS = 0.09, 0.85
# The same where it is one more of the points that so many facts were picked from by their words: over 160 questions
# this tells four that were left out, and leaves out none that was told.
LEAD_OF_OWN, PICKED = 0.04, 2
# How far one must lie above them to be told behind them, in so many words: on 222 questions of the tuning sets this
# adds the point that answers to 17 answers that lack it, and one that is not needed to 21.
BESIDE, WORDS_BESIDE = 0.02, 50


@dataclass(frozen=True, slots=True)
class Rival:
    """The points of passages set against the typed facts that answer a question; at least one, best first."""

    points: tuple[Point, ...]
    lead: float  # how far the best of them scores above the facts
    alone: bool  # a rare word of the question stands in it and by none of the facts
    own: bool  # it stands in a section that lists what is asked for, like the facts themselves


def find_rival(
    request: Request, facts: Sequence[Fact], passages: Sequence[Passage], read: PassageReader, library: Library
) -> Rival | None:
    """The points that speak of what the typed facts answer; None where the best of them holds one of these facts.

    Nor for a question without a word of its own that some document holds ("what are they called?"), or one that means
    what the conversation before it says, or one about the hours of a day: the clock tells which is meant; nor for what
    speaks for or against a career: no point of it does so alone.
    """
    asked = defined(request.facets)
    settled = any(definition.part == "hour" or definition.weighs for definition in asked)
    spoken_of = any(library.holds(word) for word in request.specific)
    if not spoken_of or settled or request.standalone != request.question:
        return None
    question = request.wording
    points = read.points(question, passages, telling=request.specific)
    held = [(chunk, fact.span) for fact in facts if (chunk := library.chunk_at(fact.span)) is not None]
    if not points or not held or any(s.span.overlaps(fact.span) for s in points[0].sentences for fact in facts):
        return None
    lead = points[0].score - read.score_of(question, held, passages, telling=request.specific)
    rare = library.telling(request.specific, but=(*request.person.background, *request.person.skills))
    cited = {chunk.id for chunk, _ in held}
    alone = any(points[0].chunk.id in places and not places & cited for places in rare.values())
    picked = len(facts) <= PICKED and any(each.shape == "items" and each.part is None for each in asked)
    own = picked and any(points[0].chunk.kind in library.kinds_answering(facet) for facet in request.facets)
    return Rival(tuple(points), lead, alone, own)


def read_instead(request: Request, rival: Rival) -> Iterator[Block]:
    """The best points, where they speak of the question much more than the typed facts found.

    Nothing where the question is surely read as one for these facts and none of its rare words is told by the point
    alone: then words that the point shares with it are people's ways of speaking. Nor for one with a single word.
    """
    unsure = rival.alone or rival.own or request.certainty < SURE_OF_FACTS
    least = LEAD_OF_OWN if rival.own else LEAD
    if rival.lead >= least and unsure and (rival.own or len(set(request.specific)) > 1):
        yield from tell_points(near_best(rival.points), request)


def read_beside(request: Request, rival: Rival) -> Iterator[Finding]:
    """The best point, to be told behind typed facts that the question is not surely read as one for.

    Beside what only a figure, a grade or a yes or no answers it must hold a rare word of the question.
    """
    fitting = rival.alone or not asks_for_values(request.facets)
    if fitting and rival.lead >= BESIDE and request.certainty < SURE_OF_FACTS:
        yield from tell_points(rival.points[:1], request, WORDS_BESIDE)
