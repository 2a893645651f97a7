"""What sentences of ranked passages answer, where no typed fact does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advisor.facets import asks_for_values, defined
from advisor.findings import Block, facts_of
from advisor.library import Library
from advisor.operations.people import kinds_of
from advisor.operations.telling import quote
from advisor.operations.wanted import states
from advisor.operations.words import content_words, may_name, mentions
from advisor.own_questions import DEPTH, answer_premise, read_asked
from advisor.passages import PassageReader
from advisor.reading import (
    read_holding,
    read_nearest_part,
    read_of,
    read_passages,
    read_said,
)
from advisor.requests import OUTSIDE, TELLING, Request, Wanted
from advisor.rivals import Rival, find_rival
from advisor.searching import PassageSearch
from advisor.stated_values import read_figure, read_stating
from advisor.sufficiency import Sufficiency, units_asked
from advisor.types import Finding
from vectorstore.types import Chunk, Fact, Passage, SectionKind

# A question that is read as one facet with less than this probability may ask for anything a page tells.
SURE_OF_READING = 0.5
# So many words of a question, and half of all, make a sentence of the page asked about the one that answers.
HELD = 3
# Operations that a sentence of a document may answer where typed facts do not.
_SAYING = TELLING | {"count", "locate", "why", "plan"}
# Sections that list what people earn: no price stands there.
_LISTING_PAY: frozenset[SectionKind] = frozenset({"metrics", "level", "ladder", "pay"})


@dataclass(frozen=True)
class Quoting:
    """Answers requests about one library in sentences of its documents."""

    library: Library
    search: PassageSearch
    read: PassageReader
    sufficiency: Sufficiency

    def figure(self, request: Request, passages: Sequence[Passage]) -> tuple[Block, ...]:
        """A sentence with the figure asked for; empty when none holds it."""
        near = self._near(request, passages)
        # What one sentence states of a place is not the most of all places.
        ranks = request.operation in ("extreme", "rank") and "regional_pay" in request.facets
        if "off_topic" in request.facets or ranks or not near or near[0].score < self.sufficiency.floor:
            return ()
        outside = bool(set(request.facets) & OUTSIDE)
        return tuple(read_figure(request, near, self.read, units_asked(request), strict=outside))

    def stating(self, request: Request, wanted: Wanted, passages: Sequence[Passage]) -> tuple[Block, ...]:
        """A sentence with the value wanted; empty when none holds it.

        How near its passage lies decides nothing: it must speak of all that the value is asked of.
        """
        if "off_topic" in request.facets:
            return ()
        if wanted.stated == "expansion":
            # Where it is spelled out, the letters themselves may not stand.
            near = {passage.chunk.id for passage in passages}
            others = [chunk for chunk in self.library.chunks if chunk.id not in near and states(chunk.text, wanted)]
            passages = [*passages, *(Passage(chunk, 0.0) for chunk in others)]
        ranked, known = self._of_careers(request, passages), self.sufficiency.known(request)
        if request.careers and not any(states(passage.chunk.text, wanted, known) for passage in ranked):
            # Words of the question may lead to other passages than the one that states it: "Python", of a language.
            held = self._of_careers(request, [Passage(chunk, 0.0) for chunk in self.library.chunks])
            ranked = [passage for passage in held if states(passage.chunk.text, wanted, known)]
        return tuple(read_stating(request, wanted, ranked, self.read, self.library, known=known))

    def asked(self, request: Request, passages: Sequence[Passage], *, alone: bool = False) -> tuple[Block, ...]:
        """What a document answers to nearly the same question of its own; empty where it asks none such.

        With `alone` no typed fact answers, and a question less alike will do.
        """
        kinds = {definition.part for definition in defined(request.facets)}
        # A region that another question of the turn names says nothing of what is stated by none.
        of_part = any(part.kind != "region" or part.kind in kinds for part in request.parts)
        telling, outside = (_SAYING, {"off_topic"}) if alone else (TELLING | {"why"}, OUTSIDE)
        if request.operation not in telling or of_part or outside & set(request.facets):
            return ()
        sure = alone and request.certainty >= SURE_OF_READING and asks_for_values(request.facets)
        near, units = self._near(request, passages), (units_asked(request) if sure else frozenset())
        return tuple(read_asked(request, near, self.read, alone=alone, units=units))

    def set_right(self, request: Request) -> tuple[Finding, ...]:
        """What a document answers to its own question about what a request takes for granted; empty for no such."""
        passages = self.search.retrieve(request.asserted.taken, k=DEPTH) if request.asserted.taken else ()
        return tuple(answer_premise(request.asserted.taken, passages, self.read))

    def holding(self, request: Request, passages: Sequence[Passage]) -> tuple[Block, ...]:
        """A sentence in which all of the question's own words stand; empty when there is none."""
        career = request.unknown_career is not None
        if request.operation not in _SAYING or "off_topic" in request.facets or career:
            return ()
        places = self.library.telling(request.specific).values()
        chunks = {chunk.id: chunk for chunk in self.library.chunks if any(chunk.id in ids for ids in places)}
        ranked = _ranked(chunks.values(), passages)
        return tuple(read_holding(request, self._near(request, ranked), self.read, self.library))

    def rival(self, request: Request, facts: Sequence[Fact], passages: Sequence[Passage]) -> Rival | None:
        """The points of the passages that speak of the question more, or less, than these facts; None for none."""
        return find_rival(request, facts, self._near(request, passages), self.read, self.library)

    def said(self, request: Request, passages: Sequence[Passage]) -> tuple[Block, ...]:
        """What a sentence says of all that is asked, where no typed fact answers; empty when none does."""
        if request.operation not in _SAYING or "off_topic" in request.facets:
            return ()
        units = frozenset({request.asked_unit}) if request.asked_unit else units_asked(request)
        return tuple(read_said(request, self._near(request, passages), self.read, units))

    def own(self, request: Request, passages: Sequence[Passage]) -> tuple[Block, ...]:
        """The point of the pages asked about that holds most of a question's own words, several at least; else empty.

        A list that a page lacks may stand in points of it: the certificate that a phase points to.
        """
        words = tuple(dict.fromkeys(request.subject))
        if not request.careers or request.operation not in TELLING:
            return ()
        question = request.wording
        for sentence in self.read.sentences(question, self._of_careers(request, passages), telling=request.specific):
            held = [word for word in words if mentions(sentence.text, word)]
            if len(held) >= HELD and 2 * len(held) >= len(words):
                return (quote(sentence.text, sentence.span, sentence.chunk, placed=True),)
        return ()

    def in_passing(self, request: Request, passages: Sequence[Passage]) -> tuple[Block, ...]:
        """The best points that speak of an occupation without a page, for what is not surely asked of a page's own."""
        name = content_words(request.unknown_career or "")
        if request.certainty >= SURE_OF_READING or not name:
            return ()
        told = [each for each in passages if all(mentions(each.chunk.text, word) for word in name)]
        return tuple(read_of(request, name, told, self.read))

    def set_beside(self, request: Request, passages: Sequence[Passage]) -> tuple[Block, ...]:
        """The best points that name what one career is set against, where it has no page: "or an informaticist?"."""
        names = tuple(self.library.telling(request.topics))
        of_roles = request.facets[:1] in (("related_roles",), ("overview",))
        if request.operation != "compare" or len(request.careers) > 1 or not (names and of_roles):
            return ()
        return tuple(read_of(request, names, _ranked(self.library.holding([" ".join(names)]), passages), self.read))

    def naming(self, request: Request, findings: Sequence[Block], passages: Sequence[Passage]) -> tuple[Block, ...]:
        """The best points with the names asked about that these findings lack; empty where none is lacking.

        Where DICOM stands says more of "which toolkit is there for DICOM" than where another toolkit does.
        """
        found = [chunk for fact in facts_of(findings) if (chunk := self.library.chunk_at(fact.span)) is not None]
        held = " ".join(f"{chunk.head} {chunk.text}" for chunk in found)
        names = [word for word in request.topics if may_name(word) and self.library.holds(word)]
        lacking = [word for word in names if not mentions(held, word)]
        told = _ranked(self.library.holding(lacking), passages)
        return tuple(read_of(request, lacking, told, self.read)) if lacking and findings else ()

    def nearest_part(self, request: Request, passages: Sequence[Passage]) -> Iterator[Finding]:
        """The point of a phase or step that comes nearest to what is sought in other words than the page's.

        None where a name is sought, which a page would write so: "Kubernetes", "SQL".
        """
        held = [word for word in request.topics if self.library.holds(word)]
        careers = " ".join(career.name for career in self.library.catalogue.careers)
        names = (word for word in request.topics if may_name(word) or (word.isupper() and not mentions(careers, word)))
        if held and not any(names):
            yield from read_nearest_part(request, self._near(request, passages), self.read)

    def points(self, request: Request, passages: Sequence[Passage]) -> tuple[Block, ...]:
        """The best points of the passages, where these are near enough to answer."""
        nearest = passages[0].score if passages else 0.0
        ranked = self._without_pay(request, self.search.understood(request, passages))
        return tuple(read_passages(request, ranked, self.read, self.library, self.sufficiency, nearest=nearest))

    def said_with(
        self, request: Request, passages: Sequence[Passage], *, beside: Sequence[Fact] = ()
    ) -> tuple[Block, ...]:
        """The sentence with a word that pages use to state what was asked for: "spans verticals like …".

        None of a chunk that the facts `beside` it are told from, nor one that says the same in the same words.
        """
        known = defined(request.facets)
        # A yes or no is stated in so many words, and what merely holds one of them states none.
        told_in_words = [d for d in known if d.shape != "statement"]
        anywhere = request.careers or request.operation == "why"
        words = [word for d in told_in_words if anywhere or d.shape == "prose" for word in d.said_with]
        if not words or request.operation not in _SAYING:
            return ()
        taken = {chunk.id for fact in beside if (chunk := self.library.chunk_at(fact.span)) is not None}
        holding = [chunk for chunk in self.library.holding(words) if chunk.id not in taken]
        ranked = _ranked(holding, passages)
        told = frozenset(str(fact.value) for fact in beside)
        return tuple(read_said(request, self._near(request, ranked), self.read, frozenset(), told=told))

    def told_of_people(self, request: Request, passages: Sequence[Passage]) -> tuple[Block, ...]:
        """What a sentence says of people that a question names and whose work no page is about; empty for no such.

        For what pages state as a figure of their careers and tell of others in words: "will radiologists be replaced?".
        """
        asked = defined(request.facets)
        figures = [d for d in asked if d.shape == "figure" and d.said_with]
        kinds = kinds_of(request.wording)
        if not figures or request.careers or request.operation not in TELLING or not kinds:
            return ()
        scores = {passage.chunk.id: passage.score for passage in passages}
        holding = self.library.holding(word for definition in figures for word in definition.said_with)
        found = [Passage(chunk, scores[chunk.id]) for chunk in holding if chunk.id in scores]
        return tuple(read_said(request, found, self.read, frozenset(), of=kinds))

    def _near(self, request: Request, passages: Sequence[Passage]) -> Sequence[Passage]:
        """The most similar passages of the careers asked about, or of all; for a price none of those that list pay."""
        return self._without_pay(request, self._of_careers(request, passages))[: self.search.k]

    def _of_careers(self, request: Request, passages: Sequence[Passage]) -> Sequence[Passage]:
        """The passages of the careers asked about, or of all."""
        pages = {document for career in self.library.careers(request.careers) for document in career.documents}
        return [passage for passage in passages if not pages or passage.chunk.span.document in pages]

    def _without_pay(self, request: Request, passages: Sequence[Passage]) -> Sequence[Passage]:
        """The passages; for a price none of those that list pay."""
        return [each for each in passages if request.asked_unit != "USD" or each.chunk.kind not in _LISTING_PAY]


def _ranked(chunks: Iterable[Chunk], passages: Sequence[Passage]) -> list[Passage]:
    """The chunks as passages, best first; one that is none of those found counts as the last of them."""
    scores = {passage.chunk.id: passage.score for passage in passages}
    lowest = min(scores.values(), default=0.0)
    return sorted((Passage(each, scores.get(each.id, lowest)) for each in chunks), key=lambda each: -each.score)
