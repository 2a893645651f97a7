"""What the priced points of a list cost together, asked by what one would spend: "if I bought all of it"."""

from __future__ import annotations

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.operations.totals import price_of
from advisor.requests import OUTSIDE, Facet, Operation
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.sorts import of_figures
from advisor.understanding.utterance import Meaning, Utterance

_READ_AS: frozenset[Operation] = frozenset({"lookup", "list", "total", "count", "filter"})
# What costs something on a road.
_PRICED: Facet = "resources"


class Prices:
    """Reads questions for a sum of prices that points of one library state."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """As a total of the prices of resources, where two or more of the careers' resources state one."""
        text = said.clause.text.casefold()
        spends = search_any(cue_tables().measuring.spending, text) and search_any(cue_tables().measuring.together, text)
        plain = meaning.operation in _READ_AS and (
            of_figures(meaning.facets) or meaning.facet in (_PRICED, "topic", *OUTSIDE)
        )
        if not (spends and plain) or meaning.kinds & {"level", "region"}:
            return meaning
        careers = self._library.careers_or_all(meaning.careers)
        points = [e.fact for career in careers for e in self._library.entries(career, _PRICED)]
        priced = [fact for fact in points if price_of(fact) is not None]
        return meaning.asking("total", _PRICED) if len(priced) > 1 and _PRICED in facet_definitions() else meaning
