"""What answers a request of which no typed fact is stated: other pages, other parts of a page, or its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.facets import asks_for_values, defined, facet_definitions
from advisor.findings import Block, facts_of, single_findings
from advisor.library import Library
from advisor.operations.entries import chosen_parts, find_parts, uncalled
from advisor.operations.sequence import locate
from advisor.operations.stating import state
from advisor.operations.words import mentions
from advisor.outline import count_called
from advisor.quoting import Quoting
from advisor.reading import read_summary
from advisor.requests import OUTSIDE, TELLING, Request
from advisor.showing import near_best, tell_points
from advisor.sufficiency import Sufficiency
from advisor.typed_answers import TypedAnswers
from advisor.types import Evidence, Finding, Listing
from vectorstore.profiles import Career
from vectorstore.types import Chunk, Fact, Passage


@dataclass(frozen=True)
class Otherwise:
    """Looks beyond the typed facts of one library, from the surest to the loosest."""

    library: Library
    answer: TypedAnswers
    quote: Quoting
    sufficiency: Sufficiency

    def __call__(self, request: Request, passages: tuple[Passage, ...]) -> Evidence:
        """What other pages, other parts of a page or its sentences answer, where no typed fact of it does."""
        if request.operation == "count" and (counted := tuple(count_called(request, self.library))):
            return Evidence(counted, passages)
        if each := tuple(self._said_of_each(request, passages)):
            return Evidence(each, passages)
        if told := self._told_in_parts(request, passages):
            return Evidence(told, passages)
        if silent := tuple(self._silent_parts(request)):
            return Evidence((), passages, silent)
        if (whole := self._of_whole(request, passages)) is not None:
            return whole
        nowhere = self.sufficiency.nowhere(request.restricting)
        of_guides = all(map(self.library.is_general, self.library.careers(request.careers)))
        told_in_words = not nowhere and (of_guides or not asks_for_values(request.facets))
        places, unstated = tuple(self.sufficiency.unknown_regions(request)), tuple(self.sufficiency.unstated(request))
        if told_in_words and (said := self.quote.said_with(request, passages)):
            return Evidence(said, passages)
        if not nowhere and (own := self.quote.own(request, passages)):
            return Evidence(own, passages)
        if not nowhere and (others := tuple(self._of_others(request))):
            return Evidence(others, passages, (*places, *unstated))
        if held := tuple(self._held_in_parts(request)):
            return Evidence(held, passages, self.sufficiency.nowhere(request.topics))
        if bare := tuple(self._bare_sections(request)):
            return Evidence(bare, passages)
        outside = bool(set(request.facets) & OUTSIDE)
        if outside or asks_for_values(request.facets):
            stated = self.quote.stating(request, request.wanted, passages) if request.wanted is not None else ()
            found = stated or self.quote.figure(request, passages)
            missing = self.sufficiency.missing(request) if outside else places or unstated
            return Evidence(found, passages, () if found else missing)
        if nowhere and not request.asserts:
            return Evidence((), passages, nowhere)
        # What is taken for granted of a year may be denied of any.
        points = self.quote.points(request, passages)
        return Evidence(points, passages, nowhere if points else nowhere or self.sufficiency.missing(request))

    def _told_in_parts(self, request: Request, passages: Sequence[Passage]) -> tuple[Block, ...]:
        """What the parts asked about say in words of the question, where what it asks is stated of no part."""
        if _is_of_parts(request):
            return ()
        points = self.quote.points(request, self._in_parts(request, passages))
        texts = ((point, " ".join(self.library.text(fact.span) for fact in facts_of([point]))) for point in points)
        return tuple(point for point, text in texts if any(mentions(text, word) for word in request.specific))

    def _in_parts(self, request: Request, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        """Those of the passages that stand in the parts asked about."""
        careers = self.library.careers_or_all(request.careers)
        parts = {
            (d, part) for c in careers for each in request.parts for part in find_parts(c, each) for d in c.documents
        }
        return tuple(each for each in passages if (each.chunk.span.document, each.chunk.part) in parts)

    def _of_whole(self, request: Request, passages: tuple[Passage, ...]) -> Evidence | None:
        """What pages state of all their parts, where none is called as asked; None where one is, or nothing is stated.

        Of "the lead", on a ladder without one, the whole ladder is told, and that it has none.
        """
        careers = self.library.careers(request.careers)
        called = [each for career in careers for each in uncalled(career, request.parts)]
        if not called or request.operation not in TELLING or len(called) < len(careers) * len(request.parts):
            return None
        findings = self.answer(replace(request, parts=()), passages)
        return Evidence(findings, passages, tuple(called)) if findings else None

    def _silent_parts(self, request: Request) -> Iterator[str]:
        """What parts asked about do not list though others do: the milestone of a phase that has none."""
        for facet in request.facets if request.operation in TELLING else ():
            definition = facet_definitions().get(facet)
            for career in self.library.careers(request.careers):
                stated = {entry.part for entry in self.library.entries(career, facet)} - {None}
                named = chosen_parts(career, request, definition.part) if definition else None
                for part in (part for part in named or () if stated and part not in stated):
                    yield f"{facet_definitions()[facet].noun} of {part.kind} {part.number}, {part.title}"

    def _said_of_each(self, request: Request, passages: Sequence[Passage]) -> Iterator[Listing]:
        """Of careers set side by side, what the pages of each say in a sentence of what they list nowhere."""
        for career in self.library.careers(request.careers) if request.operation == "compare" else ():
            alone = replace(request, careers=(career.id,), operation="lookup")
            if said := tuple(single_findings(self.quote.said_with(alone, passages))):
                yield Listing(Finding("compare.points", {"career": career.name}), said)

    def _of_others(self, request: Request) -> Iterator[Block]:
        """What a general guide states where the career's own page is silent, or the pages where the guide is."""
        asked = self.library.careers(request.careers)
        general = [career.id for career in asked if self.library.is_general(career)]
        known = facet_definitions()
        of_field = not general and any(known[facet].of_field for facet in request.facets if facet in known)
        if not asked or 0 < len(general) < len(asked) or not (of_field or asks_for_values(request.facets)):
            return
        for career in self.library.catalogue.careers:
            if career in asked or self.library.is_general(career) == bool(general):
                continue
            for facet in (facet for facet in request.facets if facet in known):
                if blocks := state(career, facet, request, self.library, brief=True):
                    yield Listing(Finding("note.elsewhere", {"career": career.name}), tuple(single_findings(blocks)))

    def _bare_sections(self, request: Request) -> Iterator[Finding]:
        """The sections that promise what was asked of one career and list nothing."""
        careers = self.library.careers(request.careers)
        for facet in request.facets if len(careers) == 1 and request.operation in TELLING | {"count"} else ():
            definition = facet_definitions().get(facet)
            if definition is None or definition.shape != "items" or self.library.entries(careers[0], facet):
                continue
            sections = [
                chunk
                for chunk in self.library.chunks
                if chunk.kind in definition.kinds and chunk.span.document in careers[0].documents
            ]
            if sections:
                yield from self._in_prose(request, careers[0], sections, definition.noun)
                return

    def _in_prose(self, request: Request, career: Career, sections: Sequence[Chunk], noun: str) -> Iterator[Finding]:
        """What sections say in sentences; of those that say nothing, that they list nothing."""
        points = self.quote.read.points(
            request.wording,
            [Passage(chunk, 1.0) for chunk in sections],
            telling=request.specific,
        )
        if told := list(tell_points(near_best(points), request)):
            yield from told
            return
        fact = Fact("item", sections[0].title, sections[0].span, section=sections[0].title)
        yield Finding("note.bare_section", {"career": career.name, "section": sections[0].title, "noun": noun}, (fact,))
        summary = read_summary(request, career, self.library, self.quote.read)
        yield from (quoted for quoted in summary if mentions(quoted.values["value"], noun))

    def _held_in_parts(self, request: Request) -> Iterator[Block]:
        """Where the phases and levels speak of what a list that is not there was asked for: Docker, of tools."""
        asked = defined(request.facets)
        words = tuple(self.library.telling(request.specific))
        if words and request.operation in TELLING and any(d.shape == "items" and d.part is None for d in asked):
            yield from locate(replace(request, operation="locate", topics=words), self.library)


def _is_of_parts(request: Request) -> bool:
    """True when what is asked is stated of parts of the kinds that are named."""
    kinds = {part.kind for part in request.parts}
    asked = defined(request.facets)
    return any(d.part in kinds or kinds & d.in_part.keys() for d in asked)
