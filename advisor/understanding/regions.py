"""Pay asked of a region that documents state, however much the question reads as one that they do not answer."""

from __future__ import annotations

from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.operations.entries import find_parts
from advisor.operations.places import names_place, speaks_of_pay, things_of_regions
from advisor.requests import OUTSIDE, TELLING, PartReference
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.which_part import means_all


class PayOfRegion:
    """Reads what is asked of the regions of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """Of a region that a page names, with no other topic but names: "salary for this in the EU".

        Pay asked for behind a region that was spoken of is that of the region: "I live in Lagos. What would I earn?".
        """
        if spoken := _spoken_of(said, meaning):
            return replace(meaning.asking("lookup", "regional_pay"), parts=spoken)
        if meaning.facet == "regional_pay" and self._asks_of_rules(said):
            return meaning.asking("lookup", "topic")
        if meaning.facet not in OUTSIDE or any(word.islower() for word in said.clause.topics):
            return meaning
        likely = [scored.label for scored in said.clause.reading.facets if scored.label in facet_definitions()]
        regions = [part for part in meaning.parts if part.kind == "region"]
        if likely[0] in ("pay", "regional_pay") and any(map(self._is_stated, regions)):
            return meaning.asking("lookup", "regional_pay")
        return meaning

    def _asks_of_rules(self, said: Utterance) -> bool:
        """True for what asks for something of a region that is not paid: "European privacy rules"."""
        clause = said.clause
        things = [thing for thing in things_of_regions(clause.text) if thing in clause.specific]
        return not speaks_of_pay(clause.text) and any(map(self._library.holds, things))

    def _is_stated(self, region: PartReference) -> bool:
        """True when a page states pay under the region's own name: "Europe" is none for Germany."""
        return any(
            names_place(part.title, region.words) and career.of("regional_pay", part=part)
            for career in self._library.catalogue.careers
            for part in find_parts(career, region)
        )


def _spoken_of(said: Utterance, meaning: Meaning) -> tuple[PartReference, ...]:
    """The regions spoken of last, where a question leaves to them where it asks for pay; else empty."""
    named = said.clause.links.careers or said.clause.parts or meaning.parts
    if (
        meaning.facet != "pay"
        or meaning.operation not in TELLING
        or not said.follows
        or named
        or means_all(said.clause.text)
    ):
        return ()
    before = said.before.parts if said.before is not None else ()
    return tuple(part for part in said.memory.parts or before if part.kind == "region")
