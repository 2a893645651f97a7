"""Whether evidence holds the kind of thing asked for.

No similarity threshold separates answerable questions from unanswerable ones near the topic; what does is a
content word of the question that no evidence covers ("visa", "tuition", "Texas").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.facets import cued_facets, defined, facet_definitions
from advisor.findings import Block, facts_of, single_findings, sort_of
from advisor.grounding.thesaurus import names_things
from advisor.library import Library
from advisor.operations.entries import find_parts, quantity_of, uncalled, worded
from advisor.operations.people import kind_words, named_kinds, set_against, silent_circumstances
from advisor.operations.places import names_place, speaks_of_pay
from advisor.operations.reconciling import relatives
from advisor.operations.stating import state
from advisor.operations.wanted import LOOSE, states
from advisor.operations.words import content_words, may_name, mentions, stems
from advisor.passages import PassageReader
from advisor.requests import OUTSIDE, PERSONAL, TELLING, Operation, Person, Request, Wanted
from advisor.silences import subject_of
from vectorstore.quantities import find_quantities
from vectorstore.types import Chunk, Quantity, Unit

# Words of a message from which on it tells a story.
_RAMBLING = 30
# Words of a subject that still read as one: "visa policy", "tuition fee of a course".
_SUBJECT = 4
# How a price that no document states is called: of other things one may be stated.
_PRICE = "the price asked for"
# Operations whose findings are worked out.
_COMPUTING: frozenset[Operation] = frozenset({"plan", "count", "compare", "rank", "next", "previous"})

# So many words, and this share of all of its words, name one of the things that a roadmap points to; set by hand.
_NAMING, NAMED_SHARE = 2, 0.6
# Lowest mean coverage of a question's content words at which passages may answer; chosen on the tuning questions,
# where answerable ones lie above .52 and the off-topic ones below .6.
COVERED_ON_AVERAGE = 0.55
# A question read as one on a topic with this probability needs neither words in common with the passages nor a passage
# above the floor, only one above the second figure: of 120 prose questions of the tuning sets the eleven answerable
# ones that were refused lie above both, and what documents do not answer is read as that.
SURE_OF_TOPIC, NEAR_TOPIC = 0.45, 0.35


@dataclass(frozen=True)
class Sufficiency:
    """Decides what evidence leaves uncovered.

    `floor` is the lowest MaxSim at which a passage may answer alone: below it lie the off-topic questions.
    """

    library: Library
    read: PassageReader
    floor: float

    def restrictions(self, request: Request, findings: Sequence[Block]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What the request restricts itself to that the facts found say nothing of: "in Texas", "at Philips".

        First what restricts all of it, then what it asks besides ("in the UK and at Philips").

        A long message has many words that no document explains, and says nothing by them.
        """
        # What something costs is asked of no place.
        if request.operation == "locate" and request.asked_unit != "USD":
            return tuple(self._unheard(request)), ()
        if (
            request.operation in PERSONAL | {"plan", "why", "more", "reconcile"}
            or len(request.question.split()) > _RAMBLING
        ):
            return (), ()
        chunks = {chunk.id: chunk for fact in facts_of(findings) if (chunk := self.library.chunk_at(fact.span))}
        text = " ".join(f"{chunk.head} {chunk.text}" for chunk in chunks.values())
        beyond, beside = (
            tuple(word for word in words if not mentions(text, word)) for words in (request.restricting, request.beside)
        )
        silent = (*self._of_thing(request, findings), *self._of_place_alone(request))
        return (*beyond, *silent, *self._unit_not_stated(request, findings)), beside

    def _of_thing(self, request: Request, findings: Sequence[Block]) -> Iterator[str]:
        """What a figure is asked of that pages only name, as they do a course; none that stands beside one found."""
        figured = all(each.shape in ("figure", "scale") for each in defined(request.facets))
        in_series = any(part.kind != "region" for part in request.parts)
        if not figured or in_series or request.operation not in TELLING | {"count"}:
            return
        facts = facts_of(findings)
        lines = " ".join(f"{self.library.text(fact.span)} {fact.section}" for fact in facts)
        names = [*self._called(request), *self._named(request)]
        yield from (word for word in names if not mentions(lines, word))

    def _called(self, request: Request) -> Iterator[str]:
        """The words of a question that name what pages speak of: no career, no place, nothing of the person."""
        person, places = request.person, (part.words for part in request.parts)
        careers = (name for each in self.library.catalogue.careers for name in each.names)
        own = " ".join((*person.background, *person.skills, *places, *careers))
        words = (word for word in request.specific if may_name(word.casefold()) and self.library.holds(word))
        yield from (word for word in words if not mentions(own, word))

    def _named(self, request: Request) -> Iterator[str]:
        """The resources of roadmaps most of whose words a question says: "the Mode SQL tutorial"."""
        asked = set(stems(" ".join(request.subject)))
        for career in self.library.careers_or_all(request.careers):
            for fact in career.of("resource"):
                words = set(stems(" ".join(content_words(str(fact.value)))))
                if len(words & asked) >= max(_NAMING, NAMED_SHARE * len(words)):
                    yield str(fact.value)

    def not_by_part(self, request: Request) -> Iterator[str]:
        """What is ranked of parts and stated of their career alone: the difficulty of phases."""
        if request.which is None or request.operation not in ("extreme", "rank"):
            return
        asked = [each for each in defined(request.facets) if each.shape in ("figure", "scale", "statement")]
        of_parts = [each.part or (each.addends and facet_definitions()[each.addends].part) for each in asked]
        if asked and request.which not in of_parts and all(request.which not in each.in_part for each in asked):
            yield f"{asked[0].noun} of single {request.which}s"

    def _unheard(self, request: Request) -> Iterator[str]:
        """What a yes-or-no question asks behind a name that pages hold, where none speaks of it: "as audiobook"."""
        names = [at for at, word in enumerate(request.topics) if self.library.holds(word) and may_name(word)]
        behind = request.topics[names[-1] + 1 :] if names and request.asserts else ()
        yield from (word for word in self.nowhere(behind) if names_things(word.casefold()))

    def of_whole(self, request: Request, findings: Sequence[Block]) -> Iterator[str]:
        """What is asked of a phase or level and found of its career alone: the difficulty of phase 2."""
        kinds = dict.fromkeys(part.kind for part in request.parts if part.kind in ("phase", "step", "level"))
        if request.operation not in TELLING or any(fact.part is not None for fact in facts_of(findings)):
            return
        asked = (each for each in defined(request.facets) if each.shape in ("figure", "scale", "statement"))
        for definition in asked:
            yield from (
                f"{definition.noun} of single {kind}s"
                for kind in kinds
                if kind != definition.part and kind not in definition.in_part and not definition.addends
            )

    def _of_place_alone(self, request: Request) -> tuple[str, ...]:
        """What a first turn asks of a place without a word for pay, where no document holds it either: its weather."""
        of_place = request.facets[:1] == ("regional_pay",) and any(part.kind == "region" for part in request.parts)
        asserts = bool(request.asserted.premises)  # "specialists in the UK make £300k"
        of_place = of_place and not (asserts or speaks_of_pay(request.question)) and request.operation in TELLING
        strange = of_place and request.specific == request.subject and request.standalone == request.question
        unheard = self.nowhere(request.specific) if strange else ()
        return unheard if len(unheard) == len(request.specific) else ()

    def _unit_not_stated(self, request: Request, findings: Sequence[Block]) -> tuple[str, ...]:
        """The unit asked for ("how many hours"), or the price, when no fact found has it and none converts to it."""
        if request.asked_unit not in ("minute", "hour", "day", "USD") or request.operation in ("plan", "count"):
            return ()
        values = [fact.value for fact in facts_of(findings)]
        stated = {value.unit for value in values if isinstance(value, Quantity)}
        # "Yes, four days a week."
        stated |= {each.quantity.unit for value in values if isinstance(value, str) for each in find_quantities(value)}
        stated |= {figure.unit for finding in single_findings(findings) for figure in finding.computed}
        if request.asked_unit == "USD":
            # What a director costs is pay; what nobody is named for has a price.
            of_pay = stated & facet_definitions()["pay"].units and (request.careers or request.parts)
            return () if of_pay else (_PRICE,)
        told = request.asked_unit in stated or (request.asked_unit == "day" and stated & {"week", "month"})
        return () if told else (f"the number of {request.asked_unit}s asked for",)

    def lacking(self, request: Request, findings: Sequence[Block]) -> Wanted | None:
        """The narrow value that a question wants, where none of the findings states or computes one; else None."""
        wanted = request.wanted
        weighs = request.operation in PERSONAL and request.person != Person()
        computing = (weighs or request.operation in _COMPUTING) and not (wanted and wanted.counted)
        if wanted is None or not findings or computing:
            return None
        # That there are so many of what is named says that the one named is none of them.
        counted = any(sort_of(finding) == "count" for finding in single_findings(findings))
        # No sum is what only certain words state: holidays are no weeks of a roadmap.
        figured = wanted.stated.isalpha()
        computed = counted or (figured and any(f.computed or f.dates for f in single_findings(findings)))
        # Any sentence states some name: one that is quoted must speak of all that it is asked of.
        loose = wanted.stated in LOOSE
        weighed = [each for each in single_findings(findings) if not (loose and sort_of(each) == "quote")]
        told = [self.library.text(fact.span) for fact in facts_of(weighed)]
        told += [worded(q) for fact in facts_of(weighed) if (q := quantity_of(fact))]  # "Weeks 3–4" states two weeks
        known = self.known(request)
        stated = any(states(text, wanted, known) for text in told)
        return None if computed or stated else wanted

    def known(self, request: Request) -> frozenset[str]:
        """The stems that a reader who asks for a name knows already: those of the question and of careers' names."""
        names = (career.name for career in self.library.catalogue.careers)
        return frozenset(stems(" ".join((request.standalone, *names))))

    def nowhere(self, words: Sequence[str]) -> tuple[str, ...]:
        """Of the words, those that no document holds: what is asked of them alone no passage answers."""
        return tuple(word for word in words if not self.library.holds(word))

    def missing(self, request: Request) -> tuple[str, ...]:
        """What a request asks for that no document mentions, in its own words; its whole subject when that is short."""
        if request.asked_unit == "USD":
            return (_PRICE,)
        unknown = self.nowhere(request.topics)
        subject = subject_of(request) if "not_covered" in request.facets else None
        return (subject,) if subject and len(request.subject) <= _SUBJECT else unknown

    def unknown_lives(self, request: Request) -> Iterator[str]:
        """What the person tells of who they are and how they live that no document mentions."""
        for kind, word in kind_words(request.question).items():
            if not any(kind in named_kinds(chunk.text) for chunk in self.library.chunks):
                yield word
        yield from silent_circumstances(request.question, self.library)

    def unknown_regions(self, request: Request) -> Iterator[str]:
        """The places asked about of which no document states anything, unless of the region around them."""
        for reference in (part for part in request.parts if part.kind == "region" and part.words):
            careers = self.library.careers(request.careers) or self.library.catalogue.careers
            places = [(career, part) for career in careers for part in find_parts(career, reference)]
            facts = [fact for career, part in places for fact in career.of("regional_pay", part=part)]
            chunks = [chunk for fact in facts if (chunk := self.library.chunk_at(fact.span)) is not None]
            texts = [*(part.title for _, part in places), *(chunk.text for chunk in chunks)]
            if not any(names_place(text, reference.words) for text in texts):
                yield reference.words

    def unstated(self, request: Request) -> Iterator[str]:
        """Which of the facets asked no document states for a career that was named, or for people set against it."""
        yield from self._of_outsiders(request)
        # A person is matched against every page, whichever was named.
        if request.operation in PERSONAL | {"compare", "plan"}:
            yield from self._unspoken(request) if request.operation == "compare" else ()
            return
        for career in self.library.careers(request.careers):
            for facet in request.facets:
                definition = facet_definitions().get(facet)
                related = relatives(facet) if definition is not None and request.operation == "reconcile" else ()
                if definition is None or any(
                    state(career, asked, request, self.library) for asked in (facet, *related)
                ):
                    continue
                called = uncalled(career, request.parts)
                otherwise = called and state(career, facet, replace(request, parts=()), self.library)
                yield from called if otherwise else (f"{definition.noun} of the {career.name}",)

    def _of_outsiders(self, request: Request) -> Iterator[str]:
        """The figure asked for, of people whom no page is about: "does it pay more than nursing?"."""
        asked = [definition for definition in defined(request.facets) if definition.shape == "figure"]
        names = " ".join(name for each in self.library.catalogue.careers for name in each.names)
        for word in set_against(request.wording) if request.operation not in PERSONAL else ():
            if asked and len(request.careers) < 2 and not mentions(names, word):
                yield f"{asked[0].noun} outside these careers ({word})"

    def _unspoken(self, request: Request) -> Iterator[str]:
        """What only some pages of those set side by side speak of, with each of the others: "Docker of the Nurse"."""
        asked = defined(request.facets)
        if any(definition.shape != "items" for definition in asked):
            return
        careers = self.library.careers(request.careers)
        for word in request.topics:
            held = {chunk.span.document for chunk in self.library.holding((word,))}
            silent = [career for career in careers if held.isdisjoint(career.documents)]
            yield from (f"{word} of the {career.name}" for career in silent if len(silent) < len(careers))

    def carry(self, request: Request, nearest: float, chunks: Sequence[Chunk]) -> bool:
        """True when the chunks may answer: they hold what the question speaks of, and a passage lies near enough."""
        # A single word says too little to be sure of: "and what are they called?".
        spoken = request.facets[:1] == ("topic",) and len(set(request.subject)) > 1
        sure = spoken and request.certainty >= SURE_OF_TOPIC
        read = {chunk.id for chunk in chunks}
        pointed = any(places & read for places in self.library.telling(request.specific).values())
        floor = NEAR_TOPIC if sure or pointed else self.floor
        if nearest < floor or set(request.facets) & OUTSIDE:
            return False
        if sure:
            return True
        asked = dict.fromkeys((request.wording, request.standalone))
        best = max((self.read.coverage(question, chunks) for question in asked), key=lambda coverage: coverage.mean)
        return best.mean >= COVERED_ON_AVERAGE


def units_asked(request: Request) -> frozenset[Unit]:
    """The units of the figure a question asks for; empty when it asks for none."""
    definitions = defined(request.facets)
    units: frozenset[Unit] = frozenset().union(*(definition.units for definition in definitions))
    if not units and set(request.facets) & OUTSIDE:
        asked_for = [facet_definitions()[facet] for facet in cued_facets(request.wording)]
        units = frozenset().union(*(definition.units for definition in asked_for))
    return units
