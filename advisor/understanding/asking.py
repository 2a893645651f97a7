"""What a question asks: its facets and its operation, by itself and after the conversation before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from advisor.facets import facet_definitions
from advisor.operations.people import kinds_of
from advisor.requests import OUTSIDE, PERSONAL, Facet, Operation, Person
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.clauses import contrasted
from advisor.understanding.following import addresses, ask_words, asks_of_other, turns_to_another
from advisor.understanding.pairs import asks_another_measure
from advisor.understanding.placing import neighbours, places_alone, says_beside
from advisor.understanding.resuming import SURE_OF_FRAGMENT, speaks_against, take_up
from advisor.understanding.sorts import CONVERSATIONAL, PAIRING, STEPPING, in_parts, is_measured, of_figures, of_parts
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.vocabulary import linking_words
from vectorstore.types import PartKind

# A follow-up is also read together with the question before it, which counts this much beside its own words.
CONTEXT_WEIGHT = 0.7
# Below this lead over the second facet, the second-best reading is kept beside the first.
NARROW_MARGIN = 0.15
# So many parts can be pointed at; more are what a sum was made of.
_SPOKEN = 2
# Of a phase or level pointed at, a facet is asked when it has this share of all readings.
LIKELY = 0.08
# A question is taken for one that documents do not answer when that has this share of all its readings; else for the
# next best that they do, when that has the second share. Against .4 and "topic" whatever is next best, this mends seven
# answers of the tuning sets and loses one.
SURE_OF_OUTSIDE, INSTEAD = 0.6, 0.2
# A question that speaks of things no example does is one of fit when it is read so with this probability.
SURE_OF_FIT = 0.7

# A turn to "the other one" sets it against the one before when it reads so with this probability; set by hand.
SURE_OF_PAIRING = 0.6

# Facets of a level that whom the job suits is set against.
_WARNING: frozenset[Facet] = frozenset({"fit", "non_fit", "difficulty", "entry_barrier"})
_OF_LEVELS: frozenset[Facet] = frozenset({"ladder", "experience", "pay", "duties"})


class Asking:
    """Reads what the questions of conversations ask."""

    def __init__(self, read: ClauseReader) -> None:
        self._read = read

    def __call__(self, said: Utterance) -> Meaning:
        """The facets and the operation of a question, with the second-best facet where it is nearly as good."""
        return self._of_warned_level(said) or take_up(said) or self._by_its_words(said)

    def _of_warned_level(self, said: Utterance) -> Meaning | None:
        """The meaning of what sets whom a job suits against a level it names: "no beginners, yet 0-2 years?"."""
        named = any(part.kind == "level" for part in said.clause.parts)
        sides = contrasted(said.clause.text) if named else []
        asked = {self._read.classify_fragment(side).facet for side in sides} if len(sides) > 1 else set()
        warns = _WARNING & asked and _OF_LEVELS & asked
        return Meaning(("ladder",), "reconcile") if warns else None

    def _by_its_words(self, said: Utterance) -> Meaning:
        """The meaning that the words of the question have, read with the question before it."""
        clause, before = said.clause, said.before
        scores = self._scores(said)
        ranked = sorted(scores, key=lambda facet: -scores[facet])
        close = scores[ranked[0]] - scores[ranked[1]] < NARROW_MARGIN * sum(scores.values())
        operation = _stepping_said(said, ranked[0])
        if before is not None and said.follows and _goes_on_with(before.facets, operation, said):
            return Meaning(before.facets, operation)
        if said.leaning.points_at_part and 0 < len(said.memory.parts) <= _SPOKEN and ranked[0] in ("topic", *OUTSIDE):
            ranked = stated_of(ranked, scores, *(part.kind for part in said.memory.parts)) or ranked
        suits = clause.reading.facet in ("fit", "non_fit") or clause.cues.person != Person()
        if operation == "compare" and not suits and (several := self._fragments(clause)):
            return Meaning(several, operation)
        if (
            ranked[0] == "overview"
            and before is not None
            and before.facets[:1] == ("topic",)
            and not said.memory.current
        ):
            return Meaning(("topic",), operation)
        facet = _inside(ranked, scores)
        if before is not None and said.leaning.continues and facet == "topic" != ranked[0] and not clause.specific:
            return Meaning(before.facets, operation)  # "and the last thing on their list?" names nothing new
        if before is not None and _goes_on_comparing(facet, before.facets, operation, said):
            return Meaning(before.facets, operation)
        if facet == "fit" and not _may_suit(clause, said.memory.person):
            facet = "topic"
        if before is not None and not clause.links.careers and (kind := _listed(said, operation)):
            placed = bool(places_alone(clause.text))
            [facet, *_] = in_parts((placed and stated_of(ranked, scores, kind)) or (facet,), {kind})
            # "Which one covers FHIR?" asks where among them.
            sought = said.leaning.points_at_listed and clause.sought
            plain = operation == "lookup" or (operation == "filter" and not clause.cues.bounds)
            operation = "locate" if facet in before.facets and plain and sought else operation
        return Meaning((facet,), operation, next(iter(ranked[1:]), None) if close else None)

    def _scores(self, said: Utterance) -> dict[Facet, float]:
        """How much each facet has of the readings of a question, alone and with the one before it."""
        reading, before = said.clause.reading, said.before
        scores = {scored.label: scored.score for scored in reading.facets}
        if before is not None and said.leaning.continues and not addresses(said.clause.text):
            scores["about_advisor"] = 0.0  # "and who do I talk to?" after what the day holds
        best = max(scores, key=lambda facet: scores[facet])
        surely = best in CONVERSATIONAL and scores[best] >= SURE_OF_FRAGMENT
        leans = said.follows and not said.clause.links.careers and not surely and not _stands_by_itself(said)
        if before is not None and leans:
            for scored in self._read.classify_together(before.standalone, said.clause.text).facets:
                scores[scored.label] += CONTEXT_WEIGHT * scored.score
        return scores

    def _fragments(self, clause: Clause) -> tuple[Facet, ...]:
        """The facets that the pieces of a comparison name: "on pay and time to learn"."""
        _, joint, after = clause.rest.partition(" on ")
        pieces = re.split(r",|\b(?:and|or)\b|&|/", after if joint else clause.rest)
        saying = [piece.strip(" ?.!") for piece in pieces if not linking_words().holders.issuperset(ask_words(piece))]
        readings = [self._read.classify_fragment(piece) for piece in saying]
        whole = {scored.label: scored.score for scored in clause.reading.facets}
        sure = [reading.facet for reading in readings if reading.facets[0].score >= SURE_OF_FRAGMENT]
        # What a piece seems to ask and the whole does not is compared only where it can be measured.
        sure = [facet for facet in sure if joint or whole[facet] >= LIKELY or is_measured((facet,))]
        return tuple(dict.fromkeys(facet for facet in sure if facet in facet_definitions() and facet != "overview"))


def _stands_by_itself(said: Utterance) -> bool:
    """True for a sentence of a turn that asks several things, with words of its own and pointing back at nothing."""
    leaning, turn = said.leaning, said.around.text if said.around is not None else ""
    points = leaning.continues or leaning.elliptical or leaning.compares or leaning.measures or leaning.same
    opens = turn[: max(turn.find(said.question), 0)].rstrip().endswith(("?", "!", "."))
    return opens and bool(said.clause.subject) and not (points or leaning.points_at_part)


def _listed(said: Utterance, operation: Operation) -> PartKind | None:
    """The kind of the parts just listed, when the turn picks of them: "which of those", "the third", "the longest"."""
    placed = bool(places_alone(said.clause.text))
    picks = said.leaning.points_at_listed or placed or operation in ("extreme", "rank")
    return said.memory.listed if picks else None


def _may_suit(clause: Clause, known: Person) -> bool:
    """False where nothing is told of a person to suit and the question is about something: "what score do I need"."""
    told = clause.cues.person != Person() or known != Person() or bool(kinds_of(clause.rest))
    sure = clause.reading.facets[0].score >= SURE_OF_FIT or clause.reading.operation in PERSONAL
    return told or sure or (not clause.topics and clause.reading.facets[0].score >= SURE_OF_FRAGMENT)


def _inside(ranked: Sequence[Facet], scores: Mapping[Facet, float]) -> Facet:
    """The best facet; where it is one that documents do not answer, and not surely so, what they do answer."""
    whole = sum(scores.values())
    if ranked[0] not in OUTSIDE or scores[ranked[0]] >= SURE_OF_OUTSIDE * whole:
        return ranked[0]
    instead = next(facet for facet in ranked if facet not in OUTSIDE)
    return instead if scores[instead] >= INSTEAD * whole else "topic"


def _goes_on_comparing(facet: Facet, before: Sequence[Facet], operation: Operation, said: Utterance) -> bool:
    """True where a turn reads as what speaks for a career and names nothing to weigh, after a question that does.

    "And of documentation?" asks the same of it, and "which one wins?" after the demand for each is about demand, not
    about all that speaks for them.
    """
    definition, last = facet_definitions().get(facet), facet_definitions().get(next(iter(before), facet))
    plainly = definition is not None and definition.weighs and not speaks_against(said.clause)
    if last is None or not plainly or last.weighs or not said.follows:
        return False
    compared = operation in PAIRING | {"extreme", "verify", "reconcile"}
    return not ask_words(said.clause.rest) or bool(compared and (last.more or last.shape == "statement"))


def _asks_of_other(said: Utterance) -> bool:
    """True for a turn about "the other one" that does not set it against the one before."""
    pairing = sum(scored.score for scored in said.clause.reading.operations if scored.label in PAIRING)
    weighs = said.leaning.compares or said.leaning.measures or said.leaning.same
    hardly = pairing < SURE_OF_PAIRING and turns_to_another(said.clause.text)
    return said.follows and not weighs and (hardly or asks_of_other(said.clause.text))


def _stepping_said(said: Utterance, facet: Facet) -> Operation:
    """The operation of a question; a look-up where it asks for a figure and no word of it steps to what lies beside.

    "How many weeks was that phase?" asks for nothing before it.
    """
    operation = said.clause.reading.operation
    if operation in PAIRING and _asks_of_other(said):
        return "lookup"
    steps = said.leaning.follows_on or said.clause.cues.measuring.neighbour or neighbours(said.clause.text)
    # "What has AHRQ contributed" steps from nothing.
    alone = said.before is None and not said.clause.parts and not says_beside(said.clause.text)
    figure = said.clause.asked_unit is not None or of_figures((facet,)) or alone
    return "lookup" if operation in STEPPING and figure and not steps else operation


def _goes_on_with(facets: Sequence[Facet], operation: Operation, said: Utterance) -> bool:
    """True when a turn steps through what was asked about, or sets something against it."""
    measures = said.leaning.measures and is_measured(facets) and not asks_another_measure(said.clause, facets)
    return (operation in STEPPING and of_parts(facets)) or measures


def stated_of(ranked: Sequence[Facet], scores: Mapping[Facet, float], *kinds: PartKind) -> list[Facet]:
    """The facets that are stated of parts of these kinds, best first; empty when none is likely."""
    definitions = facet_definitions()
    return [
        facet
        for facet in ranked
        if facet in definitions
        and (definitions[facet].part in kinds or definitions[facet].in_part.keys() & set(kinds))
        and scores[facet] >= LIKELY * sum(scores.values())
    ]
