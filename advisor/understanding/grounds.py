"""What a question takes as its ground and documents rate or state: "seeing that it is for beginners, can I …"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

from advisor.facets import facet_definitions
from advisor.operations.series import scale_words
from advisor.requests import Facet, Request
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.clauses import introduction, is_condition, opens_ground
from advisor.understanding.cues import tells_of_oneself

# A ground says that something holds or does not when it reads so with this probability.
SURE_OF_GROUND = 0.5
# Of so many of its readings one may be the scale that the ground has a word of.
_LIKELY_SCALES = 3


@dataclass(frozen=True, slots=True)
class Ground:
    """The statement in front of a question, what it is about, and the question behind it."""

    said: str
    facet: Facet
    asked: str

    def doubted(self, request: Request) -> Request:
        """The request that asks whether the ground holds; its answer is told where it does not."""
        return replace(request, facets=(self.facet,), operation="verify", runner_up=None, asserts=True, ground=True)


class GroundReader:
    """Finds the grounds of questions."""

    def __init__(self, read: ClauseReader) -> None:
        self._read = read

    def __call__(self, text: str) -> Ground | None:
        """The ground of a question, where documents rate it on a scale or state whether it holds; else None."""
        said, asked = introduction(text)
        if not said or (is_condition(said) and not opens_ground(said)) or tells_of_oneself(said):
            return None
        person = self._read(text).cues.person
        if person.codes is not None or person.dislikes:
            return None  # "Never coded. Which is kinder to me?" says nothing of careers
        facet = _doubtful(self._read(said))
        return Ground(said.strip(" ,.;:!–—-"), facet, asked) if facet is not None else None


def _doubtful(clause: Clause) -> Facet | None:
    """The facet on which a statement gives a scale word, or states whether something holds."""
    definitions = facet_definitions()
    likely = [scored.label for scored in clause.reading.facets[:_LIKELY_SCALES] if scored.label in definitions]
    rated = (f for f in likely if definitions[f].shape == "scale" and scale_words(clause.text, definitions[f].scale))
    best = clause.reading.facets[0]
    stated = (
        facet
        for facet in likely
        if definitions[facet].shape == "statement"
        and not definitions[facet].includes
        and (definitions[facet].is_opposed(clause.text) or (facet == best.label and best.score >= SURE_OF_GROUND))
    )
    return next(chain(rated, stated), None)
