"""What is asked of one part of a road: its milestone, goals or resources, by the page's label or in other words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from advisor.facets import cued_facets
from advisor.requests import PERSONAL, TELLING, Facet, Operation, Person, Timing
from advisor.understanding.clause import Clause
from advisor.understanding.described import words_for_phase
from advisor.understanding.page_words import is_closed, lies_ahead
from advisor.understanding.placing import neighbours, places_alone
from advisor.understanding.scheduling import stands_behind
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.which_part import asks_which_part

# Operations that a question for a point of a part reads as.
_READ_AS: frozenset[Operation] = frozenset({*TELLING, *PERSONAL, "next", "locate"}) - {"plan"}


class PartPoints:
    """Reads which points of a part are asked for; `asked_of_part` tells it of a clause about these careers."""

    def __init__(self, asked_of_part: Callable[[Clause, Sequence[str]], Facet | None]) -> None:
        self._asked_of_part = asked_of_part

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With the points that the question asks a part for: "what is the badge of …", "when am I through with it".

        What shows that a part is done stands in that part, whatever comes after it.
        """
        asked = self._asked(said, meaning)
        if asked.facet == "milestone" and meaning.operation in _READ_AS and _before_part(said.clause):
            return asked.asking("previous")
        if asked.facet != "milestone" or asked.operation != "next":
            return asked
        text, elliptical = said.clause.text, said.leaning.elliptical
        further = said.clause.reading.operation == "next" or said.clause.cues.measuring.neighbour == "next"
        # "And after the last one?" goes on with what stands at its end, "and from the next one?" with the next.
        steps = asked is meaning and (elliptical or further) and not places_alone(text)
        return asked if steps or neighbours(text) else asked.asking("lookup")

    def _asked(self, said: Utterance, meaning: Meaning) -> Meaning:
        clause, timing = said.clause, said.clause.cues.timing
        spoken = said.memory.parts if said.follows else ()
        of_phase = "phase" in {part.kind for part in (*clause.parts, *spoken)} or words_for_phase(clause.text)
        if not of_phase or meaning.operation not in _READ_AS:
            return meaning
        figures = clause.asked_unit is not None or cued_facets(clause.text) or clause.cues.bounds
        told = timing.timing != Timing() or timing.day is not None or clause.cues.person != Person()
        if figures or told or (meaning.operation == "locate" and asks_which_part(clause.text)):
            return meaning
        facet = self._asked_of_part(clause, clause.links.careers or said.memory.current)
        if facet is None:
            return meaning
        asked = meaning.asking("next" if meaning.operation == "next" else "lookup", facet)
        return replace(asked, runner_up=None)


def _before_part(clause: Clause) -> bool:
    """True where a phase is named behind "before" and not its end: "what must I show before I go on to phase 2".

    "Before I may call phase 2 done" is its end.
    """
    measuring, at = clause.cues.measuring, clause.cues.measuring.until
    named = [part for part in clause.parts if part.kind == "phase"]
    ahead = measuring.through is None and at is not None and lies_ahead(clause.text[:at])
    closed = at is not None and is_closed(clause.text[at:])
    return ahead and not closed and any(stands_behind(part, clause.text, at or 0) for part in named)
