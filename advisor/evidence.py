"""A request to the evidence for it: typed findings first, sentences of ranked passages where no typed fact answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.around import say_around
from advisor.continuing import read_on, tell_again
from advisor.facets import defined, facet_definitions
from advisor.findings import facts_of, in_form, single_findings
from advisor.library import Library
from advisor.operations.counting import count_labelled
from advisor.operations.entries import chosen_parts, find_parts, years_named
from advisor.operations.likening import deny_likeness
from advisor.operations.namesakes import note_namesakes
from advisor.operations.people import kind_words, kinds_of, named_kinds
from advisor.operations.reckoning import work_out
from advisor.operations.sequence import locate
from advisor.operations.stating import state
from advisor.operations.words import mentions
from advisor.outline import count_called
from advisor.quoting import Quoting
from advisor.reading import near_best, read_summary, tell_points
from advisor.rivals import Rival, read_beside, read_instead
from advisor.sufficiency import Sufficiency
from advisor.typed_answers import TypedAnswers
from advisor.types import OUTSIDE, PERSONAL, TELLING, Evidence, Finding, Grid, Listing, Request, Wanted
from vectorstore.profiles import Career
from vectorstore.types import Chunk, Fact, Passage

# What is asked on a ground that does not hold is answered when it reads as what it is with this probability.
SURE_ON_WRONG_GROUND = 0.6


@dataclass(frozen=True)
class Gatherer:
    """Gathers the evidence for requests from one library."""

    library: Library
    answer: TypedAnswers
    quote: Quoting
    sufficiency: Sufficiency

    def __call__(self, request: Request) -> Evidence:
        """The findings and passages for a request; no findings and a reason in `missing` when there are none."""
        evidence = self._gather(request, self.quote.search(request))
        if request.again is not None:
            return replace(evidence, findings=tell_again(request, evidence.findings, self.library))
        nowhere = self.sufficiency.nowhere(request.restricting)
        if not (evidence.findings or nowhere or request.picks) and (said := self._in_words(request, evidence.passages)):
            evidence = replace(evidence, findings=said, missing=())
        if (lacking := self.sufficiency.lacking(request, evidence.findings)) is not None:
            evidence = self._stating(request, lacking, evidence.passages)
        elif not evidence.findings and request.wanted is not None:
            stated = self.quote.stating(request, request.wanted, evidence.passages)
            evidence = replace(evidence, findings=stated, missing=() if stated else evidence.missing)
        evidence = self._set_right(request, evidence)
        findings = self._with_namesakes(request, evidence.findings)
        findings = in_form(findings, request.form) if request.form is not None else findings
        passages = self.quote.search.understood(request, evidence.passages, facts_of(findings))
        return replace(evidence, findings=work_out(request, findings), passages=passages)

    def _set_right(self, request: Request, evidence: Evidence) -> Evidence:
        """The evidence behind what a document answers to its own question about what the request takes for granted.

        On a premise that does not hold only what surely asks for a figure, a grade or a yes or no is answered.
        """
        told = self.quote.set_right(request)
        if not told or any(finding in evidence.findings for finding in told):
            return evidence
        sure = is_typed(request) and request.certainty >= SURE_ON_WRONG_GROUND
        return replace(evidence, findings=(*told, *(evidence.findings if sure else ())))

    def _in_words(self, request: Request, passages: tuple[Passage, ...]) -> tuple[Finding | Listing | Grid, ...]:
        """What a sentence says of all that is asked, or one that holds all words of it."""
        held = () if is_typed(request) else self.quote.holding(request, passages)
        return self.quote.said(request, passages) or held

    def _stating(self, request: Request, wanted: Wanted, passages: tuple[Passage, ...]) -> Evidence:
        """A sentence with the value wanted, else that none is stated."""
        found = self.quote.stating(request, wanted, passages)
        if not found and wanted.counted and wanted.stated == "count":
            found = (*count_labelled(request, self.library),) or (*count_called(request, self.library),)
        return Evidence(found, passages, () if found else (wanted.noun,))

    def _with_namesakes(
        self, request: Request, findings: tuple[Finding | Listing | Grid, ...]
    ) -> tuple[Finding | Listing | Grid, ...]:
        """The findings with what other pages say otherwise of the one thing they tell of, unless one page is meant."""
        if len(request.careers) == 1:
            return findings
        return (*findings, *note_namesakes(facts_of(findings), self.library))

    def _gather(self, request: Request, passages: tuple[Passage, ...]) -> Evidence:
        if request.wanted is not None and request.wanted.counted:
            return self._stating(request, request.wanted, passages)
        to_people = self._told_to_people(request, passages)
        if request.unknown_career is not None and not to_people and _needs_career(request):
            said = self.quote.said(request, passages) or self.quote.in_passing(request, passages)
            return Evidence(said, passages, () if said else (request.unknown_career,))
        if denied := tuple(deny_likeness(request, self.library)):
            return Evidence(denied, passages)
        if (further := tuple(read_on(request, self.quote.read, self.library))) or request.picks:
            return Evidence(further, passages, () if further else request.specific)
        if not is_typed(request) and (told := self.quote.asked(request, passages)):
            return Evidence(told, passages)
        findings = to_people or self.quote.told_of_people(request, passages) or self.answer(request, passages)
        rival = self._rival(request, findings, passages)
        if (findings or request.operation == "why") and (elsewhere := self._elsewhere(request, rival)):
            return Evidence(elsewhere, passages)
        if said := tuple(say_around(request, facts_of(findings), self.library)) if is_typed(request) else ():
            # Whether figures differ is told in words, not by their difference.
            findings = said if request.operation == "compare" else (*findings, *said)
        of_points = bool(findings) and all(each.shape == "items" for each in defined(request.facets))
        if request.operation == "why" and not of_points:
            findings = (*findings, *self.quote.said_with(request, passages, beside=facts_of(findings)))
        if findings:
            evidence = self._restricted(request, findings, passages)
            beside = tuple(read_beside(request, rival)) if rival is not None and not evidence.missing else ()
            return replace(evidence, findings=(*evidence.findings, *beside))
        if request.operation == "locate" and request.topics:
            nearest = tuple(self.quote.nearest_part(request, passages))
            if nearest or self.sufficiency.nowhere(request.topics):
                return Evidence(nearest, passages, () if nearest else request.topics)
        return self._without_facts(request, passages)

    def _restricted(
        self, request: Request, findings: tuple[Finding | Listing | Grid, ...], passages: tuple[Passage, ...]
    ) -> Evidence:
        """The findings, unless the request restricts itself to what they say nothing of."""
        findings = self._with_namesakes(request, findings)
        beyond, beside = self.sufficiency.restrictions(request, findings)
        lives = self.sufficiency.unknown_lives(request) if request.operation in PERSONAL else ()
        silent = (*lives, *self.sufficiency.unknown_regions(request), *self.sufficiency.unstated(request))
        return Evidence(() if beyond else findings, passages, beyond or beside or silent)

    def _without_facts(self, request: Request, passages: tuple[Passage, ...]) -> Evidence:
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
        told_in_words = not nowhere and (of_guides or not is_typed(request))
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
        if outside or is_typed(request):
            found = self.quote.figure(request, passages)
            missing = self.sufficiency.missing(request) if outside else places or unstated
            return Evidence(found, passages, () if found else missing)
        if nowhere and not request.asserts:
            return Evidence((), passages, nowhere)
        # What is taken for granted of a year may be denied of any.
        points = self.quote.points(request, passages)
        return Evidence(points, passages, nowhere if points else nowhere or self.sufficiency.missing(request))

    def _told_to_people(self, request: Request, passages: tuple[Passage, ...]) -> tuple[Finding | Listing | Grid, ...]:
        """What a general guide says to people of the kinds that a question names of their way into its field."""
        kinds = kinds_of(request.searched or request.question)
        guides = self.library.careers(request.careers)
        # "At which step do I shadow doctors?" seeks the shadowing.
        named = kind_words(request.searched or request.question).values()
        seeks = request.operation == "locate" and self.library.telling(request.topics, but=named)
        asked = request.facets[:1] == ("steps",) and not seeks
        if not asked or not kinds or not guides or not all(map(self.library.is_general, guides)):
            return ()
        told = self.answer(replace(request, operation="fit", facets=("fit",)), passages)
        return tuple(each for each in told if any(named_kinds(str(fact.value)) & kinds for fact in facts_of([each])))

    def _rival(
        self, request: Request, findings: Sequence[Finding | Listing | Grid], passages: Sequence[Passage]
    ) -> Rival | None:
        """What points of passages say of the question beside the typed facts; None where these are meant.

        A question about a phase or level is about what is stated of that one.
        """
        if not findings or request.operation not in TELLING | {"why", "locate"} or _in_series(request):
            return None
        return self.quote.rival(request, facts_of(findings), passages)

    def _in_parts(self, request: Request, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        """Those of the passages that stand in the parts asked about."""
        careers = self.library.careers(request.careers) or self.library.catalogue.careers
        parts = {
            (d, part) for c in careers for each in request.parts for part in find_parts(c, each) for d in c.documents
        }
        return tuple(each for each in passages if (each.chunk.span.document, each.chunk.part) in parts)

    def _of_whole(self, request: Request, passages: tuple[Passage, ...]) -> Evidence | None:
        """What pages state of all their parts, where none is called as asked; None where one is, or nothing is stated.

        Of "the lead", on a ladder without one, the whole ladder is told, and that it has none.
        """
        careers = self.library.careers(request.careers)
        named = [part for part in request.parts if part.words and part.kind in ("level", "phase")]
        named = [part for part in named if years_named(part) is None]
        if not careers or request.operation not in TELLING or not named or len(named) < len(request.parts):
            return None
        if any(find_parts(career, part) for career in careers for part in named):
            return None
        findings = self.answer(replace(request, parts=()), passages)
        called = (f"a {part.kind} called “{part.words}” of the {career.name}" for career in careers for part in named)
        return Evidence(findings, passages, tuple(called)) if findings else None

    def _told_in_parts(self, request: Request, passages: Sequence[Passage]) -> tuple[Finding | Listing | Grid, ...]:
        """What the parts asked about say in words of the question, where what it asks is stated of no part."""
        if _is_of_parts(request):
            return ()
        points = self.quote.points(request, self._in_parts(request, passages))
        texts = ((point, " ".join(self.library.text(fact.span) for fact in facts_of([point]))) for point in points)
        return tuple(point for point, text in texts if any(mentions(text, word) for word in request.specific))

    def _silent_parts(self, request: Request) -> Iterator[str]:
        """What parts asked about do not list though others do: the milestone of a phase that has none."""
        for facet in request.facets if request.operation in TELLING else ():
            definition = facet_definitions().get(facet)
            for career in self.library.careers(request.careers):
                stated = {entry.part for entry in self.library.entries(career, facet)} - {None}
                named = chosen_parts(career, request, definition.part) if definition else None
                for part in (part for part in named or () if stated and part not in stated):
                    yield f"{facet_definitions()[facet].noun} of {part.kind} {part.number}, {part.title}"

    def _elsewhere(self, request: Request, rival: Rival | None) -> tuple[Finding | Listing | Grid, ...]:
        """What other pages, or a point of a passage, say of the question rather than the typed facts; empty for none.

        A question for a list asks for all of it.
        """
        if request.operation not in (TELLING | {"why"}) - {"list"} or _in_series(request):
            return ()
        return self._on_another_page(request) or (tuple(read_instead(request, rival)) if rival is not None else ())

    def _on_another_page(self, request: Request) -> tuple[Finding | Listing | Grid, ...]:
        """Where other pages speak of what a list was asked for that the careers named say nothing of; else empty."""
        person = request.person
        telling = self.library.telling(request.specific, but=(*person.background, *person.skills))
        pages = {document for career in self.library.careers(request.careers) for document in career.documents}
        own = {chunk.id for chunk in self.library.chunks if chunk.span.document in pages}
        if not pages or not telling or is_typed(request) or any(places & own for places in telling.values()):
            return ()
        return tuple(locate(replace(request, operation="locate", topics=tuple(telling)), self.library))

    def _said_of_each(self, request: Request, passages: Sequence[Passage]) -> Iterator[Listing]:
        """Of careers set side by side, what the pages of each say in a sentence of what they list nowhere."""
        for career in self.library.careers(request.careers) if request.operation == "compare" else ():
            alone = replace(request, careers=(career.id,), operation="lookup")
            if said := tuple(single_findings(self.quote.said_with(alone, passages))):
                yield Listing(Finding("compare.points", {"career": career.name}), said)

    def _of_others(self, request: Request) -> Iterator[Finding | Listing | Grid]:
        """What a general guide states where the career's own page is silent, or the pages where the guide is."""
        asked = self.library.careers(request.careers)
        general = [career.id for career in asked if self.library.is_general(career)]
        known = facet_definitions()
        of_field = not general and any(known[facet].of_field for facet in request.facets if facet in known)
        if not asked or 0 < len(general) < len(asked) or not (of_field or is_typed(request)):
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
            request.searched or request.question,
            [Passage(chunk, 1.0) for chunk in sections],
            telling=request.specific,
        )
        if told := list(tell_points(near_best(points))):
            yield from told
            return
        fact = Fact("item", sections[0].title, sections[0].span, section=sections[0].title)
        yield Finding("note.bare_section", {"career": career.name, "section": sections[0].title, "noun": noun}, (fact,))
        summary = read_summary(request, career, self.library, self.quote.read)
        yield from (quoted for quoted in summary if mentions(quoted.values["value"], noun))

    def _held_in_parts(self, request: Request) -> Iterator[Finding | Listing | Grid]:
        """Where the phases and levels speak of what a list that is not there was asked for: Docker, of tools."""
        asked = defined(request.facets)
        words = tuple(self.library.telling(request.specific))
        if words and request.operation in TELLING and any(d.shape == "items" and d.part is None for d in asked):
            yield from locate(replace(request, operation="locate", topics=words), self.library)


def is_typed(request: Request) -> bool:
    """True when all that is asked is a figure, a grade or a yes or no: prose that speaks of it does not answer."""
    asked = defined(request.facets)
    return bool(asked) and all(d.shape in ("figure", "scale", "statement") for d in asked)


def _in_series(request: Request) -> bool:
    """True when a question names a phase, a step or a level; of a region pages speak in other points, too."""
    return any(part.kind != "region" for part in request.parts)


def _is_of_parts(request: Request) -> bool:
    """True when what is asked is stated of parts of the kinds that are named."""
    kinds = {part.kind for part in request.parts}
    asked = defined(request.facets)
    return any(d.part in kinds or kinds & d.in_part.keys() for d in asked)


def _needs_career(request: Request) -> bool:
    """True when what is asked is stated career by career, so that another occupation's answer would be wrong."""
    asked = defined(request.facets)
    return bool(asked) and all("related_roles" not in d.kinds for d in asked) and request.operation not in PERSONAL
