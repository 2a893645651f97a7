"""A request to the evidence for it: typed findings first, sentences of ranked passages where no typed fact answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.continuing import read_on
from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.operations.arithmetic import add_up, count, find_extreme, rank, take_average
from advisor.operations.comparison import compare
from advisor.operations.conversion import convert
from advisor.operations.differences import subtract
from advisor.operations.entries import find_parts, with_agreeing
from advisor.operations.filtering import keep_meeting
from advisor.operations.fit import Similarity, is_told_of, match_person, speaks_of_person
from advisor.operations.gaps import note_gaps
from advisor.operations.learning import find_known, find_missing
from advisor.operations.naming import tell_named
from advisor.operations.outsiders import answer_outsiders
from advisor.operations.people import kind_words, named_kinds, silent_circumstances
from advisor.operations.places import names_place
from advisor.operations.planning import plan
from advisor.operations.reconciling import reconcile, relatives
from advisor.operations.sequence import follow, locate
from advisor.operations.series import measured
from advisor.operations.stating import DETAILS, look_up, state
from advisor.operations.telling import give_reason, tell_more
from advisor.operations.verification import corrects, verify
from advisor.operations.words import is_everyday, may_name, mentions
from advisor.passages import PassageReader
from advisor.reading import (
    read_figure,
    read_instead,
    read_nearest_part,
    read_of_person,
    read_passages,
    read_said,
    read_summary,
)
from advisor.searching import PassageSearch
from advisor.sufficiency import Sufficiency, facts_of, units_asked
from advisor.types import OUTSIDE, PERSONAL, Evidence, Finding, Grid, Listing, Operation, Request
from vectorstore.types import Fact, Passage

Operate = Callable[[Request, Library], Iterable[Finding | Listing | Grid]]

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


# Operations that a summary answers.
_TELLING: frozenset[Operation] = frozenset({"lookup", "list", "define", "verify"})
# Operations that a sentence of a document may answer where typed facts do not.
_SAYING = _TELLING | {"count", "locate", "why", "plan"}


@dataclass(frozen=True)
class Gatherer:
    """Gathers the evidence for requests from one library."""

    library: Library
    search: PassageSearch
    read: PassageReader
    similarity: Similarity
    sufficiency: Sufficiency

    def __call__(self, request: Request) -> Evidence:
        """The findings and passages for a request; no findings and a reason in `missing` when there are none."""
        evidence = self._gather(request, self.search(request))
        nowhere = self.sufficiency.nowhere(request.restricting)
        if not evidence.findings and not nowhere and (said := self._said(request, evidence.passages)):
            evidence = replace(evidence, findings=said, missing=())
        passages = self.search.understood(request, evidence.passages, facts_of(evidence.findings))
        return replace(evidence, passages=passages)

    def _gather(self, request: Request, passages: tuple[Passage, ...]) -> Evidence:
        if request.uncountable is not None:
            return Evidence((), passages, (request.uncountable,))
        if request.unknown_career is not None and self._needs_career(request):
            return Evidence((), passages, (request.unknown_career,))
        if further := tuple(read_on(request, self.read, self.library)):
            return Evidence(further, passages)
        told = self._operate(request)
        findings = tuple(with_agreeing(e, self.library) if isinstance(e, Finding) else e for e in told)
        if findings and (elsewhere := self._elsewhere(request, findings, passages)):
            return Evidence(elsewhere, passages)
        if request.operation == "why":
            findings = (*findings, *self._said_with(request, passages, beside=facts_of(findings)))
        if findings:
            beyond, beside = self.sufficiency.restrictions(request, findings)
            lives = self._unknown_lives(request) if request.operation in PERSONAL else ()
            silent = (*lives, *self._unknown_regions(request), *self._silent(request))
            return Evidence(() if beyond else findings, passages, beyond or beside or silent)
        if request.operation == "locate" and request.topics:
            nearest = tuple(self._nearest_part(request, passages))
            return Evidence(nearest, passages, () if nearest else request.topics)
        nowhere = self.sufficiency.nowhere(request.restricting)
        of_guides = all(map(self.library.is_general, self.library.careers(request.careers)))
        if not nowhere and (of_guides or not self._is_typed(request)) and (said := self._said_with(request, passages)):
            return Evidence(said, passages)
        if not nowhere and (others := tuple(self._of_others(request))):
            return Evidence(others, passages, (*self._unknown_regions(request), *self._silent(request)))
        if held := tuple(self._held_in_parts(request)):
            return Evidence(held, passages, self.sufficiency.nowhere(request.topics))
        if bare := tuple(self._bare_sections(request)):
            return Evidence(bare, passages)
        if set(request.facets) & OUTSIDE or self._is_typed(request):
            return self._figure(request, passages)
        if nowhere and not request.asserts:
            return Evidence((), passages, nowhere)
        # What is taken for granted of a year may be denied of any.
        answer = self._points(request, passages)
        return Evidence(answer, passages, nowhere if answer else nowhere or self.sufficiency.missing(request))

    def _elsewhere(
        self, request: Request, findings: Sequence[Finding | Listing | Grid], passages: Sequence[Passage]
    ) -> tuple[Finding | Listing | Grid, ...]:
        """What a point of a passage says that speaks of the question much more than the typed facts; empty for none.

        A question about a phase or level is about what is stated of that one, and one for a list asks for all of it.
        """
        if request.operation not in _TELLING - {"list"} or request.parts:
            return ()
        if on_another := self._on_another_page(request):
            return on_another
        near = self._near(request, passages)
        return tuple(read_instead(request, facts_of(findings), near, self.read, self.library))

    def _on_another_page(self, request: Request) -> tuple[Finding | Listing | Grid, ...]:
        """Where other pages speak of what a list was asked for that the careers named say nothing of; else empty."""
        person = request.person
        telling = self.library.telling(request.specific, but=(*person.background, *person.skills))
        pages = {document for career in self.library.careers(request.careers) for document in career.documents}
        own = {chunk.id for chunk in self.library.chunks if chunk.span.document in pages}
        if not pages or not telling or self._is_typed(request) or any(places & own for places in telling.values()):
            return ()
        return tuple(locate(replace(request, operation="locate", topics=tuple(telling)), self.library))

    def _figure(self, request: Request, passages: tuple[Passage, ...]) -> Evidence:
        """A sentence with the figure asked for, where no typed fact holds it; else silence."""
        outside = bool(set(request.facets) & OUTSIDE)
        near = self._near(request, passages)
        units = units_asked(request)
        wanted = "off_topic" not in request.facets and near and near[0].score >= self.sufficiency.floor
        found = tuple(read_figure(request, near, self.read, units, strict=outside)) if wanted else ()
        places = tuple(self._unknown_regions(request))
        silent = self.sufficiency.missing(request) if outside else places or tuple(self._silent(request))
        return Evidence(found, passages, () if found else silent)

    def _said(self, request: Request, passages: Sequence[Passage]) -> tuple[Finding | Listing | Grid, ...]:
        """What a sentence says of all that is asked, where no typed fact answers; empty when none does."""
        if request.operation not in _SAYING or "off_topic" in request.facets:
            return ()
        units = frozenset({request.asked_unit}) if request.asked_unit else units_asked(request)
        return tuple(read_said(request, self._near(request, passages), self.read, units))

    def _nearest_part(self, request: Request, passages: Sequence[Passage]) -> Iterator[Finding]:
        """The point of a phase or step that comes nearest to what is sought in other words than the page's.

        None where a word that no document holds names what is sought: "Kubernetes".
        """
        held = [word for word in request.topics if self.library.holds(word)]
        if held and not any(may_name(word) for word in self.sufficiency.nowhere(request.topics)):
            yield from read_nearest_part(request, self._near(request, passages), self.read)

    def _points(self, request: Request, passages: Sequence[Passage]) -> tuple[Finding | Listing | Grid, ...]:
        """The best points of the passages, where these are near enough to answer."""
        nearest = passages[0].score if passages else 0.0
        ranked = self.search.understood(request, passages)
        return tuple(read_passages(request, ranked, self.read, self.library, self.sufficiency, nearest=nearest))

    def _said_with(
        self, request: Request, passages: Sequence[Passage], *, beside: Sequence[Fact] = ()
    ) -> tuple[Finding | Listing | Grid, ...]:
        """The sentence with a word that pages use to state what was asked for: "spans verticals like …".

        None of a chunk that the facts `beside` it are told from.
        """
        known = [facet_definitions()[facet] for facet in request.facets if facet in facet_definitions()]
        # A yes or no is stated in so many words, and what merely holds one of them states none.
        told_in_words = [d for d in known if d.shape != "statement"]
        anywhere = request.careers or request.operation == "why"
        words = [word for d in told_in_words if anywhere or d.shape == "prose" for word in d.said_with]
        if not words or request.operation not in _SAYING:
            return ()
        scores = {passage.chunk.id: passage.score for passage in passages}
        lowest = min(scores.values(), default=0.0)
        taken = {chunk.id for fact in beside if (chunk := self.library.chunk_at(fact.span)) is not None}
        holding = [chunk for chunk in self.library.holding(words) if chunk.id not in taken]
        found = [Passage(chunk, scores.get(chunk.id, lowest)) for chunk in holding]
        ranked = sorted(found, key=lambda passage: -passage.score)
        return tuple(read_said(request, self._near(request, ranked), self.read, frozenset()))

    def _near(self, request: Request, passages: Sequence[Passage]) -> list[Passage]:
        """The most similar passages of the careers asked about; of all when none is named."""
        pages = {document for career in self.library.careers(request.careers) for document in career.documents}
        near = [passage for passage in passages if not pages or passage.chunk.span.document in pages]
        return near[: self.search.k]

    def _of_others(self, request: Request) -> Iterator[Finding | Listing | Grid]:
        """What a general guide states where the career's own page is silent, or the pages where the guide is."""
        asked = self.library.careers(request.careers)
        general = [career.id for career in asked if self.library.is_general(career)]
        known = facet_definitions()
        of_field = not general and any(known[facet].of_field for facet in request.facets if facet in known)
        if not asked or 0 < len(general) < len(asked) or not (of_field or self._is_typed(request)):
            return
        for career in self.library.catalogue.careers:
            if career in asked or self.library.is_general(career) == bool(general):
                continue
            for facet in (facet for facet in request.facets if facet in known):
                if blocks := state(career, facet, request, self.library, brief=True):
                    yield Listing(Finding("note.elsewhere", {"career": career.name}), tuple(_items(blocks)))

    def _bare_sections(self, request: Request) -> Iterator[Finding]:
        """The sections that promise what was asked of one career and list nothing."""
        careers = self.library.careers(request.careers)
        for facet in request.facets if len(careers) == 1 and request.operation in _TELLING | {"count"} else ():
            definition = facet_definitions().get(facet)
            if definition is None or definition.shape != "items" or self.library.entries(careers[0], facet):
                continue
            for chunk in self.library.chunks:
                if chunk.kind in definition.kinds and chunk.span.document in careers[0].documents:
                    fact = Fact("item", chunk.title, chunk.span, section=chunk.title)
                    values = {"career": careers[0].name, "section": chunk.title, "noun": definition.noun}
                    yield Finding("note.bare_section", values, (fact,))
                    told = read_summary(request, careers[0], self.library, self.read)
                    yield from (quoted for quoted in told if mentions(quoted.values["value"], definition.noun))
                    return

    def _held_in_parts(self, request: Request) -> Iterator[Finding | Listing | Grid]:
        """Where the phases and levels speak of what a list that is not there was asked for: Docker, of tools."""
        asked = [facet_definitions()[facet] for facet in request.facets if facet in facet_definitions()]
        words = tuple(self.library.telling(request.specific))
        if words and request.operation in _TELLING and any(d.shape == "items" and d.part is None for d in asked):
            yield from locate(replace(request, operation="locate", topics=words), self.library)

    def _unknown_lives(self, request: Request) -> Iterator[str]:
        """What the person tells of who they are and how they live that no document mentions."""
        for kind, word in kind_words(request.question).items():
            if not any(kind in named_kinds(chunk.text) for chunk in self.library.chunks):
                yield word
        yield from silent_circumstances(request.question, self.library)

    def _unknown_regions(self, request: Request) -> Iterator[str]:
        """The places asked about of which no document states anything, unless of the region around them."""
        for reference in (part for part in request.parts if part.kind == "region" and part.words):
            careers = self.library.careers(request.careers) or self.library.catalogue.careers
            places = [(career, part) for career in careers for part in find_parts(career, reference)]
            facts = [fact for career, part in places for fact in career.of(*"regional_pay", part=part)]
            chunks = [chunk for fact in facts if (chunk := self.library.chunk_at(fact.span)) is not None]
            texts = [*(part.title for _, part in places), *(chunk.text for chunk in chunks)]
            if not any(names_place(text, reference.words) for text in texts):
                yield reference.words

    def _is_typed(self, request: Request) -> bool:
        """True when all that is asked is a figure, a grade or a yes or no: prose that speaks of it does not answer."""
        asked = [facet_definitions()[facet] for facet in request.facets if facet in facet_definitions()]
        return bool(asked) and all(d.shape in ("figure", "scale", "statement") for d in asked)

    def _needs_career(self, request: Request) -> bool:
        """True when what is asked is stated career by career, so that another occupation's answer would be wrong."""
        asked = [facet_definitions()[facet] for facet in request.facets if facet in facet_definitions()]
        return bool(asked) and all("related_roles" not in d.kinds for d in asked) and request.operation not in PERSONAL

    def _of_person(self, request: Request) -> list[Finding | Listing | Grid]:
        """What a guide says of people like the user."""
        return list(read_of_person(request, self.search.retrieve, self.read, self.library))

    def _operate(self, request: Request) -> Iterator[Finding | Listing | Grid]:
        """What the operation finds, what a premise needs, and a plain look-up when the operation finds nothing."""
        if named := list(tell_named(request, self.library)):
            yield from named
            return
        if gaps := list(note_gaps(request, self.library)):
            yield from gaps
            # Of two levels at once, what tells most.
            request = replace(request, facets=tuple(DETAILS.get(facet, (facet,))[0] for facet in request.facets))
        corrections = list(verify(request, self.library)) if _takes_for_granted(request) else []
        yield from corrections
        if corrections and (_settled(request) or (request.operation == "why" and any(map(corrects, corrections)))):
            return
        if corrections and request.order is not None:
            others = tuple(facet for facet in request.facets if measured(facet) != measured(request.order.facet))
            request = replace(request, facets=others or request.facets)
        if request.operation == "fit":
            matched = list(match_person(request, self.library, self.similarity))
            entering = answer_outsiders(request, self.library)
            told = [] if entering else self._of_person(request)
            if not (entering or told or speaks_of_person(matched)):
                told = list(self._points(request, self.search(request)))
            # The verdict, what a guide says of people like the user, then career by career.
            verdict = [block for block in matched if isinstance(block, Finding)]
            each = [block for block in matched if block not in verdict]
            yield from (*(entering or verdict), *told, *each)
            return
        careers = self.library.careers(request.careers)
        if request.facets[:1] == ("overview",) and len(careers) == 1 and request.operation in _TELLING | {"why"}:
            yield from read_summary(request, careers[0], self.library, self.read)
            return
        operate = OPERATIONS.get(request.operation)
        found = list(operate(request, self.library)) if operate else []
        if operate is find_missing and request.careers and is_told_of(request) and not speaks_of_person(found):
            found = [*self._of_person(request), *found]
        if (
            not found
            and operate not in (None, look_up, give_reason, tell_more)
            and not (operate is locate and request.topics)
            # "When is the next one" of nothing in particular asks for no list.
            and not (operate is follow and not request.parts)
        ):
            found = list(look_up(request, self.library))
        yield from convert(request, found)
        yield from found
        if operate is look_up and "duration" in request.facets and request.person.hours_per_week:
            yield from plan(request, self.library)

    def _silent(self, request: Request) -> Iterator[str]:
        """Which of the facets asked no document states for a career that was named."""
        # A person is matched against every page, whichever was named.
        if request.operation == "compare" or request.operation in PERSONAL:
            return
        for career in self.library.careers(request.careers):
            for facet in request.facets:
                definition = facet_definitions().get(facet)
                related = relatives(facet) if definition is not None and request.operation == "reconcile" else ()
                if definition is not None and not any(
                    state(career, asked, request, self.library) for asked in (facet, *related)
                ):
                    yield f"{definition.noun} of the {career.name}"


def _anew(
    findings: Iterable[Finding | Listing | Grid], told: Sequence[Finding | Listing | Grid]
) -> Iterator[Finding | Listing | Grid]:
    """The findings without what earlier questions of the turn were told: two may have the same answer.

    Of points about a person only those are left that say something else: whom it suits and what they lack share lines.
    """
    known, seen = set(facts_of(told)), list(told)
    for finding in findings:
        personal = isinstance(finding, Listing) and finding.lead is not None and finding.lead.says in _OF_PERSON
        if isinstance(finding, Listing) and personal:
            finding = replace(finding, items=tuple(item for item in finding.items if not known.issuperset(item.facts)))
        if finding not in seen and not (isinstance(finding, Listing) and not finding.items):
            seen.append(finding)
            yield finding


_OF_PERSON = frozenset({"fit.career", "skip.missing"})


def _items(blocks: Iterable[Finding | Listing | Grid]) -> Iterator[Finding]:
    for block in blocks:
        match block:
            case Finding():
                yield block
            case Listing():
                yield from block.items


def _takes_for_granted(request: Request) -> bool:
    """True when a question asserts a figure that what it asks about has: "ten years" of an outlook is none."""
    asked = [facet_definitions()[facet] for facet in request.facets if facet in facet_definitions()]
    figures = request.premises and (request.operation == "verify" or any(d.shape == "figure" for d in asked))
    return bool(figures or request.order or request.counted or request.operation == "why")


def _settled(request: Request) -> bool:
    """True when a question asks nothing beyond what it takes for granted."""
    if request.operation == "verify" or (request.counted and request.operation == "count"):
        return True
    if request.operation in ("filter", "locate") and request.premises:
        return all(bound.quantity in request.premises for bound in request.bounds)
    of_order = request.order is not None and request.order.facet in (*request.facets, *map(measured, request.facets))
    of_order = of_order and len(request.facets) == 1
    return of_order and request.operation in ("compare", "extreme", "lookup", "list", "difference")


def _bare(request: Request) -> str:
    return (request.searched or request.question).strip(" ?.!,;")


def gather_all(requests: Sequence[Request], gather: Gatherer) -> Evidence:
    """The evidence for every question of a turn, in order."""
    gathered = [gather(request) for request in requests]
    if any(evidence.findings for evidence in gathered):
        # Beside an answer, the question that has none is told in its own words.
        gathered = [
            evidence if evidence.findings else replace(evidence, missing=(f"“{_bare(request)}”",))
            for request, evidence in zip(requests, gathered, strict=True)
        ]
    passages = {passage.chunk.id: passage for evidence in gathered for passage in evidence.passages}
    told: list[Finding | Listing | Grid] = []
    silent: list[str] = []
    for request, evidence in zip(requests, gathered, strict=True):
        fresh = list(_anew(evidence.findings, told))
        # The same answer again is none to a question with words that no document holds.
        unheld = [word for word in request.subject if not (gather.library.holds(word) or is_everyday(word))]
        if told and not fresh and evidence.findings and unheld:
            silent.append(f"“{_bare(request)}”")
        told.extend(fresh)
    return Evidence(
        tuple(told),
        tuple(sorted(passages.values(), key=lambda passage: -passage.score)),
        tuple(dict.fromkeys((*(words for evidence in gathered for words in evidence.missing), *silent))),
    )
