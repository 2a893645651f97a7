"""The typed request that a question comes to, once its meaning has been worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.operations.entries import years_named
from advisor.operations.places import region_names
from advisor.operations.wanted import wanted
from advisor.operations.words import mentions, stems
from advisor.requests import (
    OUTSIDE,
    Asserted,
    Bound,
    Direction,
    Facet,
    Figuring,
    Following,
    Operation,
    PartReference,
    Person,
    RangeEnd,
    Request,
    TimingQuestion,
    Wanted,
)
from advisor.understanding.assertions import asserted_counts, asserted_order, denies_facet, taken_for_granted
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.figuring import is_stepwise
from advisor.understanding.focus import CareerFocus
from advisor.understanding.own_pay import sets_against_own_pay
from advisor.understanding.person import days_a_week
from advisor.understanding.restrictions import asking_sentences, restricting_words
from advisor.understanding.sorts import CONVERSATIONAL
from advisor.understanding.standalone import stand_alone
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.whereabouts import Whereabouts
from advisor.understanding.which_part import kind_asked
from vectorstore.types import Quantity

# Operations that pick by a figure named.
_SELECTING: frozenset[Operation] = frozenset({"filter", "locate", "count"})


class RequestBuilder:
    """Makes typed requests about one library."""

    def __init__(self, library: Library, read: ClauseReader, focus: CareerFocus) -> None:
        self._library = library
        self._read = read
        self._focus = focus
        self._where = Whereabouts(library)

    def __call__(self, said: Utterance, meaning: Meaning) -> Request:
        """The request of a question with this meaning, with its standalone form."""
        clause, cues, facet = said.clause, said.clause.cues, meaning.facet
        parts, restricting, beside = self._limits(clause, meaning)
        bounded = meaning.operation in _SELECTING
        request = Request(
            question=said.question,
            standalone=said.question,
            careers=meaning.careers,
            ambiguous=meaning.ambiguous or _ambiguous(clause, meaning.careers),
            unknown_career=self._unknown_career(clause, meaning, parts_named=meaning.parts),
            facets=meaning.facets,
            certainty=next((scored.score for scored in clause.reading.facets if scored.label == facet), 0.0),
            runner_up=meaning.runner_up,
            operation=meaning.operation,
            direction=_direction(said, meaning),
            which=kind_asked(clause.text),
            parts=parts,
            bounds=cues.bounds or (cues.selecting if bounded else ()) or _bounds_counted(said, meaning),
            figuring=_figuring(said, meaning, parts),
            asserted=self._asserted(clause, meaning, parts),
            asserts=cues.asserted,
            negated=denies_facet(clause.text, facet),
            subject=clause.subject,
            specific=clause.specific,
            topics=self._where.topics(said, meaning.operation),
            restricting=restricting,
            beside=beside,
            asked_unit="percent" if cues.measuring.percent else clause.asked_unit,
            days_a_week=days_a_week(clause.text.lower()),
            wanted=_wanted(clause, facet),
            following=Following(shown=said.memory.shown, leans=said.before is not None and said.leaning.says_it),
            timing=meaning.timing,
            timing_asked=cues.timing.asks or _asked_of_plan(said, meaning),
            person=meaning.person,
            searched=clause.text,
        )
        return self._standing_alone(said, self._where(request, clause))

    def _asserted(self, clause: Clause, meaning: Meaning, parts: Sequence[PartReference]) -> Asserted:
        # Of "which parts take only four weeks" the figure is a condition.
        selects = meaning.operation in _SELECTING and bool(clause.cues.selecting) and _chooses_by_figure(clause)
        years = {years_named(part) for part in parts}
        figures = [] if selects else [each for each in _figures_asserted(clause) if each[0] not in years]
        return Asserted(
            premises=tuple(premise for premise, _ in figures),
            premised=tuple(career for _, career in figures),
            order=asserted_order(
                clause,
                facet=meaning.facet,
                operation=meaning.operation,
                careers=meaning.careers,
                parts=parts,
                facet_in=lambda piece: self._read.classify_fragment(piece).facet,
            ),
            counted=tuple(asserted_counts(clause.text)),
            taken=taken_for_granted(clause.text),
        )

    def _limits(
        self, clause: Clause, meaning: Meaning
    ) -> tuple[tuple[PartReference, ...], tuple[str, ...], tuple[str, ...]]:
        """The parts that are meant, the names and places that restrict all of the question, and those asked besides."""
        unheld = self._unheld(clause, meaning.person)
        # What other questions name as well may be the one thing that this one is about: "which NHS band".
        named = [word for word in unheld if word.isupper()] if meaning.facet == "topic" else []
        restricting, beside = restricting_words(
            clause.text, (*clause.topics, *named), unheld=unheld, subject=clause.subject
        )
        parts, towns = _without_homes(meaning, asking_sentences(clause.text))
        stated = facet_definitions().get(meaning.facet)
        if stated is not None and stated.shape == "statement":
            # What is so wherever one asks from is told beside what is not known of a place.
            return parts, (), (*restricting, *towns, *beside)
        return parts, (*restricting, *towns), beside

    def _standing_alone(self, said: Utterance, request: Request) -> Request:
        # "Thanks!" searches for nothing, whatever was asked before it.
        if said.before is None or not said.follows or request.facets[0] in CONVERSATIONAL:
            return request
        named = bool(said.clause.links.careers)
        return replace(request, standalone=stand_alone(request, said.before, said.leaning, self._library, named=named))

    def _unheld(self, clause: Clause, person: Person) -> tuple[str, ...]:
        """The words of a question that no document holds and the user did not say of themselves; no figures."""
        own = " ".join((*person.background, *person.skills, *person.dislikes))
        words = (word for word in clause.subject if not word[0].isdigit())
        return tuple(word for word in words if not self._library.holds(word) and not mentions(own, word))

    def _unknown_career(self, clause: Clause, meaning: Meaning, *, parts_named: Sequence[PartReference]) -> str | None:
        """An occupation asked about that no page describes; one that a page only mentions still has no pay of its own.

        What the user says they are is not asked about, and a ladder describes the levels it names.
        """
        if self._focus.is_short_name(clause.links.unknown) or OUTSIDE.issuperset(meaning.facets):
            return None
        asked = asking_sentences(clause.text)
        if clause.links.unknown and clause.links.unknown not in asked:
            return None  # "Nursing officer of a small ward. What chores …": users say what they are
        known = (*meaning.person.background, *(part.words for part in parts_named))
        unknown = set(stems(clause.links.unknown or "")) - set(stems(" ".join(linking_words().ordinary)))
        if clause.links.careers or (unknown and any(unknown <= set(stems(words)) for words in known)):
            return None
        of_page = {"related_roles", "topic", "overview", "education", "fit"}
        return clause.links.unknown or (clause.links.related if not set(meaning.facets) & of_page else None)


def _bounds_counted(said: Utterance, meaning: Meaning) -> tuple[Bound, ...]:
    """The conditions of the last question, for a turn that counts what it was told: "how many is that?"."""
    counts = said.before is not None and said.leaning.elliptical and meaning.operation == "count"
    return said.before.bounds if counts and said.before is not None else ()


def _wanted(clause: Clause, facet: Facet) -> Wanted | None:
    """The narrow value that alone answers; figures that documents state of careers are converted, others are not."""
    if clause.uncountable is not None:
        return clause.uncountable
    definition = facet_definitions().get(facet)
    if clause.asked_unit not in (None, "USD") and (definition is None or definition.shape != "figure"):
        return Wanted(f"the number of {clause.asked_unit}s asked for", str(clause.asked_unit))
    # The letters that "those stand for" may be named before what asks.
    told, asked = wanted(clause.text), wanted(asking_sentences(clause.text))
    return told if asked is None and told is not None and told.stated == "expansion" else asked


def _asked_of_plan(said: Utterance, meaning: Meaning) -> frozenset[TimingQuestion]:
    """What the last plan was asked for, where a turn asks the same of another part: "and phase 4?"."""
    again = said.leaning.elliptical and bool(said.clause.parts) and meaning.operation == "plan"
    return said.before.timing_asked if again and said.before is not None else frozenset()


def _figuring(said: Utterance, meaning: Meaning, parts: Sequence[PartReference]) -> Figuring:
    clause, measuring = said.clause, said.clause.cues.measuring
    return Figuring(
        end=_end(clause, meaning),
        ends=_ends_of_each(clause, meaning),
        stepwise=is_stepwise(said, meaning),
        crosswise=len(meaning.careers) == len(parts) == 2 and _stand_crosswise(said, parts),
        spread=measuring.spread,
        times=measuring.times,
        outnumbers=measuring.more_of is not None,
        joints=measuring.joints,
        median=measuring.median,
        places=measuring.places,
        asked_per=measuring.paid if meaning.person.hours_per_week is None else None,
        against=_own_pay(clause, meaning),
    )


def _own_pay(clause: Clause, meaning: Meaning) -> Quantity | None:
    """What the user earns, where a question for pay asks how that lies to it, or sets against it what it tells."""
    compares = clause.cues.person.pay is not None and meaning.operation in ("compare", "difference", "filter", "verify")
    sets = compares or sets_against_own_pay(clause.text)
    return meaning.person.pay if sets and meaning.facet == "pay" else None


def _ends_of_each(clause: Clause, meaning: Meaning) -> tuple[RangeEnd, ...]:
    """Of two parts or careers set against each other the end of each that is meant; none where it is the same."""
    return clause.ends if _set_apart(meaning) and len(clause.ends) == 2 and len(set(clause.ends)) == 2 else ()


def _set_apart(meaning: Meaning) -> bool:
    """True when two parts, or two careers, are set against each other."""
    two = len(meaning.parts) == 2 or (len(meaning.careers) == 2 and not meaning.parts)
    return meaning.operation == "difference" and two


def _stand_crosswise(said: Utterance, parts: Sequence[PartReference]) -> bool:
    """True for two parts that each stand beside a career: "a nursing senior than a coding junior"; or did before."""
    clause, before = said.clause, said.before
    if not clause.parts and not clause.links.careers:
        return before is not None and before.figuring.crosswise and tuple(parts) == before.parts
    text = clause.text.casefold()
    named = [(text.find(part.words.casefold()), "part") for part in parts if part.words]
    careers = [(mention.start, "career") for mention in clause.links.mentions if mention.part is None]
    order = [kind for at, kind in sorted((*named, *careers)) if at >= 0]
    return len(named) == len(careers) == 2 and len(order) == 4 and set(order[:2]) == set(order[2:])


def _chooses_by_figure(clause: Clause) -> bool:
    """True when the sentence with the first figure asserted asks which: "which parts take only four weeks"."""
    at = next(iter(clause.cues.premises_at), 0)
    sentence = clause.text[:at].replace("?", ".").replace("!", ".").rpartition(".")[2]
    return search_any(cue_tables().order.choosing, sentence)


def _figures_asserted(clause: Clause) -> list[tuple[Quantity, str | None]]:
    """The figures asserted, each with the career named last before it where the question names several."""
    mentions = clause.links.mentions if len(clause.links.careers) > 1 else ()
    return [
        (premise, next((mention.career_id for mention in reversed(mentions) if mention.start < at), None))
        for premise, at in zip(clause.cues.premises, clause.cues.premises_at, strict=True)
    ]


def _without_homes(meaning: Meaning, asked: str) -> tuple[tuple[PartReference, ...], tuple[str, ...]]:
    """The parts without the places, where what is asked is not stated by region; and those that restrict it then.

    Towns and unlisted countries do where they stand in what is asked; where users say they live restricts nothing.
    """
    definitions = facet_definitions()
    kinds = {definitions[facet].part for facet in meaning.facets if facet in definitions}
    if not kinds or "region" in kinds:
        return meaning.parts, ()
    places = [part for part in meaning.parts if part.kind == "region" and part.words not in region_names()]
    asked_for = tuple(place.words for place in places if place.words and place.words.casefold() in asked.casefold())
    return tuple(part for part in meaning.parts if part not in places), asked_for


def _direction(said: Utterance, meaning: Meaning) -> Direction:
    """The end asked for; "best" is the end that a reader means by it on this facet."""
    direction = said.clause.cues.direction
    if direction == "best":
        return facet_definitions()[meaning.facet].better if meaning.facet in facet_definitions() else "most"
    if direction is None and meaning.operation == "extreme" and said.clause.cues.measuring.end == "low":
        return "least"
    return direction or (said.before.direction if said.before is not None and said.leaning.elliptical else "most")


def _end(clause: Clause, meaning: Meaning) -> RangeEnd | None:
    """The end of ranges that is meant: of a figure asserted of "the longest" or "the lowest", that of the series.

    Of two that are set against each other, the one end that is named of both: "than an assistant at most".
    """
    measuring = clause.cues.measuring
    if measuring.middle and meaning.operation == "difference":
        return "middle"
    if _set_apart(meaning) and len(set(clause.ends)) == 1:
        return clause.ends[0]
    return measuring.end or (measuring.superlative if clause.cues.premises and not meaning.parts else None)


def _ambiguous(clause: Clause, careers: Sequence[str]) -> tuple[str, ...]:
    return clause.links.ambiguous[0].career_ids if clause.links.ambiguous and not careers else ()
