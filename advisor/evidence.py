"""A request to the evidence for it: typed findings first, sentences of ranked passages where no typed fact answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from advisor.aptness import is_apt, is_of_thing
from advisor.around import say_around
from advisor.continuing import read_on, tell_again
from advisor.facets import asks_for_values, defined
from advisor.findings import Block, facts_of, in_form
from advisor.library import Library
from advisor.operations.counting import count_labelled
from advisor.operations.likening import deny_likeness
from advisor.operations.namesakes import note_namesakes
from advisor.operations.people import kind_words, kinds_asked_about, named_kinds
from advisor.operations.reckoning import work_out
from advisor.operations.sequence import deny_place, locate
from advisor.otherwise import Otherwise
from advisor.outline import count_called
from advisor.quoting import Quoting
from advisor.requests import PERSONAL, TELLING, Request, Wanted
from advisor.rivals import Rival, read_beside, read_instead
from advisor.sufficiency import Sufficiency
from advisor.typed_answers import TypedAnswers
from advisor.types import Evidence
from vectorstore.profiles import Career
from vectorstore.types import Passage

# What is asked on a ground that does not hold is answered when it reads as what it is with this probability.
SURE_ON_WRONG_GROUND = 0.6


@dataclass(frozen=True)
class Gatherer:
    """Gathers the evidence for requests from one library."""

    library: Library
    answer: TypedAnswers
    quote: Quoting
    sufficiency: Sufficiency
    otherwise: Otherwise

    def __call__(self, request: Request) -> Evidence:
        """The findings and passages for a request; no findings and a reason in `missing` when there are none."""
        evidence = self._gather(request, self.quote.search(request))
        if request.following.again is not None:
            return replace(evidence, findings=tell_again(request, evidence.findings, self.library))
        answered = evidence.findings or request.following.picks or self.sufficiency.nowhere(request.restricting)
        if not answered and (said := self._in_words(request, evidence.passages)):
            evidence = replace(evidence, findings=said, missing=())
        if (lacking := self.sufficiency.lacking(request, evidence.findings)) is not None:
            evidence = self._stating(request, lacking, evidence.passages)
        elif not evidence.findings and request.wanted is not None:
            stated = self.quote.stating(request, request.wanted, evidence.passages)
            evidence = replace(evidence, findings=stated, missing=() if stated else evidence.missing)
        if not is_apt(request, evidence.findings, self.library):
            evidence = replace(evidence, findings=())
        evidence = self._set_right(request, evidence)
        findings = self._with_namesakes(request, evidence.findings)
        findings = in_form(findings, request.following.form) if request.following.form is not None else findings
        passages = self.quote.search.understood(request, evidence.passages, facts_of(findings))
        return replace(evidence, findings=work_out(request, findings), passages=passages)

    def _set_right(self, request: Request, evidence: Evidence) -> Evidence:
        """The evidence behind what a document answers to its own question about what the request takes for granted.

        On a premise that does not hold only what surely asks for a figure, a grade or a yes or no is answered.
        """
        told = self.quote.set_right(request)
        if not told or any(finding in evidence.findings for finding in told):
            return evidence
        sure = asks_for_values(request.facets) and request.certainty >= SURE_ON_WRONG_GROUND
        return replace(evidence, findings=(*told, *(evidence.findings if sure else ())))

    def _in_words(self, request: Request, passages: tuple[Passage, ...]) -> tuple[Block, ...]:
        """What a sentence says of all that is asked, or one that holds all words of it."""
        held = () if asks_for_values(request.facets) or request.asked_unit else self.quote.holding(request, passages)
        return self.quote.said(request, passages) or held

    def _stating(self, request: Request, wanted: Wanted, passages: tuple[Passage, ...]) -> Evidence:
        """A sentence with the value wanted, else that none is stated."""
        found = self.quote.stating(request, wanted, passages)
        if not found and wanted.counted and wanted.stated == "count":
            found = (*count_labelled(request, self.library),) or (*count_called(request, self.library),)
        return Evidence(found, passages, () if found else (wanted.noun,))

    def _with_namesakes(self, request: Request, findings: tuple[Block, ...]) -> tuple[Block, ...]:
        """The findings with what other pages say otherwise of the one thing they tell of, unless one page is meant."""
        if len(request.careers) == 1:
            return findings
        return (*findings, *note_namesakes(facts_of(findings), self.library))

    def _gather(self, request: Request, passages: tuple[Passage, ...]) -> Evidence:
        if request.wanted is not None and request.wanted.counted:
            return self._stating(request, request.wanted, passages)
        if beside := self.quote.set_beside(request, passages):
            return Evidence(beside, passages)
        of_values, to_people = asks_for_values(request.facets), self._told_to_people(request, passages)
        if request.unknown_career is not None and not to_people and _needs_career(request):
            said = self.quote.said(request, passages) or self.quote.in_passing(request, passages)
            return Evidence(said, passages, () if said else (request.unknown_career,))
        if unrated := tuple(self.sufficiency.not_by_part(request)):
            return Evidence((), passages, unrated)
        if denied := tuple(deny_likeness(request, self.library)):
            return Evidence(denied, passages)
        if (further := tuple(read_on(request, self.quote.read, self.library))) or request.following.picks:
            return Evidence(further, passages, () if further else request.specific)
        if not of_values and (told := self.quote.asked(request, passages)):
            return Evidence(told, passages)
        findings = to_people or self.quote.told_of_people(request, passages) or self.answer(request, passages)
        findings = findings if is_of_thing(request, findings, self.library) else ()
        # Which part teaches something is told by where it stands, what it is by where all its names do.
        seeks_thing = request.operation == "locate" and request.which is None
        if seeks_thing and (named := self.quote.naming(request, findings, passages)):
            return Evidence(named, passages)
        rival = self._rival(request, findings, passages)
        if (findings or request.operation == "why") and (elsewhere := self._elsewhere(request, rival)):
            return Evidence(elsewhere, passages)
        if said := tuple(say_around(request, facts_of(findings), self.library)) if of_values else ():
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
            named = self.quote.holding(replace(request, operation="lookup", careers=()), passages)
            denied = tuple(deny_place(request, self.library, named))
            # Whether it is taught is answered by no, where it would be by what comes nearest.
            nearest = () if denied and request.asserts else tuple(self.quote.nearest_part(request, passages))
            if denied and not nearest:
                return Evidence((*denied, *named), passages)
            if nearest or self.sufficiency.nowhere(request.topics):
                return Evidence(nearest, passages, () if nearest else request.topics)
        nowhere = self.sufficiency.nowhere(request.restricting)
        if not nowhere and (asked := self.quote.asked(request, passages, alone=True)):
            return Evidence(asked, passages)
        return self.otherwise(request, passages)

    def _restricted(self, request: Request, findings: tuple[Block, ...], passages: tuple[Passage, ...]) -> Evidence:
        """The findings, unless the request restricts itself to what they say nothing of."""
        findings = self._with_namesakes(request, findings)
        beyond, beside = self.sufficiency.restrictions(request, findings)
        lives = self.sufficiency.unknown_lives(request) if request.operation in PERSONAL else ()
        regions = tuple(self.sufficiency.unknown_regions(request))
        if beyond:
            return Evidence((), passages, (*regions, *beyond))
        of_whole = self.sufficiency.of_whole(request, findings)
        missing = beside or (*lives, *regions, *self.sufficiency.unstated(request), *of_whole)
        return Evidence(findings, passages, missing)

    def _told_to_people(self, request: Request, passages: tuple[Passage, ...]) -> tuple[Block, ...]:
        """What a general guide says to people of the kinds that a question names of their way into its field."""
        kinds = kinds_asked_about(request)
        guides = self.library.careers(request.careers) or self._telling_steps()
        # "At which step do I shadow doctors?" seeks the shadowing.
        named = kind_words(request.wording).values()
        seeks = request.operation == "locate" and self.library.telling(request.topics, but=named)
        asked = request.facets[:1] == ("steps",) and not seeks
        if not asked or not kinds or not guides or not all(map(self.library.is_general, guides)):
            return ()
        told = self.answer(replace(request, operation="fit", facets=("fit",)), passages)
        return tuple(each for each in told if any(named_kinds(str(fact.value)) & kinds for fact in facts_of([each])))

    def _telling_steps(self) -> list[Career]:
        """The careers whose pages tell the steps into their field."""
        return [career for career in self.library.catalogue.careers if self.library.entries(career, "steps")]

    def _rival(self, request: Request, findings: Sequence[Block], passages: Sequence[Passage]) -> Rival | None:
        """What points of passages say of the question beside the typed facts; None where these are meant.

        A question about a phase or level is about what is stated of that one.
        """
        if not findings or request.operation not in TELLING | {"why", "locate"} or _in_series(request):
            return None
        return self.quote.rival(request, facts_of(findings), passages)

    def _elsewhere(self, request: Request, rival: Rival | None) -> tuple[Block, ...]:
        """What other pages, or a point of a passage, say of the question rather than the typed facts; empty for none.

        A question for a list asks for all of it.
        """
        if request.operation not in (TELLING | {"why"}) - {"list"} or _in_series(request):
            return ()
        return self._on_another_page(request) or (tuple(read_instead(request, rival)) if rival is not None else ())

    def _on_another_page(self, request: Request) -> tuple[Block, ...]:
        """Where other pages speak of what a list was asked for that the careers named say nothing of; else empty."""
        person = request.person
        telling = self.library.telling(request.specific, but=(*person.background, *person.skills))
        pages = {document for career in self.library.careers(request.careers) for document in career.documents}
        own = {chunk.id for chunk in self.library.chunks if chunk.span.document in pages}
        told = any(places & own for places in telling.values())
        if not pages or not telling or told or asks_for_values(request.facets):
            return ()
        return tuple(locate(replace(request, operation="locate", topics=tuple(telling)), self.library))


def _in_series(request: Request) -> bool:
    """True when a question names a phase, a step or a level; of a region pages speak in other points, too."""
    return any(part.kind != "region" for part in request.parts)


def _needs_career(request: Request) -> bool:
    """True when what is asked is stated career by career, so that another occupation's answer would be wrong."""
    asked = defined(request.facets)
    return bool(asked) and all("related_roles" not in d.kinds for d in asked) and request.operation not in PERSONAL
