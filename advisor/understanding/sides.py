"""The two sides of a difference: what a part is set against, and what is told where a page has no other side."""

from __future__ import annotations

from dataclasses import replace

from advisor.library import Library
from advisor.operations.entries import find_parts
from advisor.operations.series import all_series, in_order, series
from advisor.requests import Direction, Facet, PartReference, Request
from advisor.understanding.figuring import figure_of, is_stepwise
from advisor.understanding.measuring import MeasuringCues, end_outdone, sets_higher
from advisor.understanding.sorts import in_parts
from advisor.understanding.utterance import Meaning, Utterance


class Sides:
    """Finds what the questions about one library set against each other."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With the end of the series that a part is set against, or as a look-up where no page states another side.

        "How much longer than the shortest is it?" is about the part spoken of and the shortest.
        """
        figure = figure_of(meaning.facet, meaning.kinds)
        if figure is None or meaning.operation not in ("difference", "extreme", "lookup"):
            return meaning
        [figure] = in_parts((figure,), meaning.kinds)
        lowered = said.clause.text.casefold()
        end = end_outdone(lowered)
        if end is not None and len(meaning.careers) == 1 and (both := self._with_end(meaning, figure, end)):
            return replace(meaning.asking("difference", figure), parts=both)
        cues = said.clause.cues.measuring
        one_sided = meaning.operation == "difference" and (cues.against or sets_higher(lowered))
        if not one_sided or _names_both_ends(said, cues) or is_stepwise(said, meaning):
            return meaning
        return meaning.asking("lookup", figure) if self._stated(meaning, figure) < 2 else meaning

    def _with_end(self, meaning: Meaning, figure: Facet, end: Direction) -> tuple[PartReference, ...]:
        """The one part spoken of and the one at an end of all of its kind; empty where they are no two."""
        [career] = self._library.careers(meaning.careers)
        here = [part for reference in meaning.parts for part in find_parts(career, reference)]
        ordered = in_order(series(career, figure, Request("", ""), self._library), figure, end)
        beyond = ordered[0].part if ordered else None
        if len(here) != 1 or beyond is None or beyond == here[0] or beyond.kind != here[0].kind:
            return ()
        return tuple(PartReference(part.kind, part.number) for part in (here[0], beyond))

    def _stated(self, meaning: Meaning, figure: Facet) -> int:
        """How many figures there are of the careers and parts that are meant."""
        return len(all_series(figure, Request("", "", meaning.careers, parts=meaning.parts), self._library))


def _names_both_ends(said: Utterance, cues: MeasuringCues) -> bool:
    return cues.end == "both" or len(set(said.clause.ends)) == 2
