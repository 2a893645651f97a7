"""What facets and operation come to in the light of the careers, parts, bounds and people beside them.

Each rule reads one thing off a question and hands on the rest; they are followed in the order of `REFINING`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.facets import cued_facets, facet_definitions
from advisor.operations.entries import years_named
from advisor.operations.words import mentions
from advisor.types import TELLING, Facet, PartReference, Person
from advisor.understanding.asking import stated_of
from advisor.understanding.assertions import asserted_counts, denies_facet
from advisor.understanding.clause import Clause
from advisor.understanding.clauses import introduction
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.page_words import facet_lacking
from advisor.understanding.placing import asks_which_part, part_nouns
from advisor.understanding.resuming import asks_which_is_ahead
from advisor.understanding.sorts import ORDERED, WHOLE_PART, in_parts, of_figures
from advisor.understanding.suiting import (
    asking_for_entry,
    asking_of_oneself,
    asking_of_prospects,
    asking_to_skip,
    asking_whom_it_suits,
    weighing_dislikes,
    weighing_what_is_disliked,
)
from advisor.understanding.utterance import Meaning, Rule, Utterance
from advisor.understanding.vocabulary import linking_words

# What a roadmap holds is looked for in its phases when a question asks in which of them it stands.
_OF_ROADMAPS: frozenset[Facet] = frozenset({"roadmap", "goals", "resources", "milestone", "steps", "topic"})
# What a phase points to or ends with is asked of that phase: "where do I get notes for the NLP phase?".
_OF_ONE_PHASE: frozenset[Facet] = frozenset({"resources", "milestone"})
# A part spoken of is asked for points of it, not as a whole, where these have so much of the reading ("what must I show
# to be done with the phase": its milestone .41, beside at most .06 where the phase itself was asked for).
OF_POINTS = 0.3


def of_their_kind(said: Utterance, meaning: Meaning) -> Meaning:
    """What is stated of phases is not asked of a level that is named, but the next reading that is stated of levels."""
    definition = facet_definitions().get(meaning.facet)
    kinds = meaning.kinds & set(ORDERED)
    if definition is None or definition.part not in ORDERED or not kinds or not said.clause.parts:
        return meaning
    if definition.part in kinds or definition.in_part.keys() & kinds or meaning.operation not in TELLING:
        return meaning
    scores = {scored.label: scored.score for scored in said.clause.reading.facets}
    return replace(meaning, facets=tuple(stated_of(list(scores), scores, *kinds)[:1]) or meaning.facets)


def timing_parts(said: Utterance, meaning: Meaning) -> Meaning:
    """How long a phase is that is named is asked of it, whatever stands in its title: "how long on the Python bit"."""
    definitions = facet_definitions()
    figure = meaning.facet in definitions and definitions[meaning.facet].shape == "figure"
    cued = [f for f in cued_facets(said.clause.text) if definitions[f].part == "phase"]
    if figure or not cued or "phase" not in meaning.kinds or meaning.operation not in TELLING:
        return meaning
    return replace(meaning, facets=tuple(cued[:1]))


def of_its_parts(said: Utterance, meaning: Meaning) -> Meaning:
    """Of a part that is named or pointed at, what is stated of such parts: the duties of a level for its day."""
    if not meaning.parts or not said.pointed:
        return meaning
    if meaning.facet == "duration" and all((part.kind, part.number) == ("level", 1) for part in meaning.parts):
        return replace(meaning, parts=())  # "until the first job" is until one is ready for it
    return replace(meaning, facets=in_parts(meaning.facets, meaning.kinds))


def what_is_done(said: Utterance, meaning: Meaning) -> Meaning:
    """What somebody of a level does is asked by the verb alone, whatever was asked of it before; or besides.

    "And what would I do in that post?", "what does a coordinator do and earn?".
    """
    told = meaning.kinds == {"level"} and meaning.operation in TELLING and of_figures(meaning.facets)
    if not told or not search_any(cue_tables().duties.doing, said.clause.text.lower()):
        return meaning
    besides = said.clause.reading.facet == meaning.facet
    return replace(meaning, facets=("duties", meaning.facet) if besides else ("duties",))


def filtering(said: Utterance, meaning: Meaning) -> Meaning:
    """What is looked up, or ranked by an end of ranges, under a bound is filtered by it."""
    ranked = meaning.operation in ("extreme", "rank") and said.clause.cues.measuring.end in ("low", "high")
    bounded = any(bound.quantity.unit != "year" for bound in said.clause.cues.bounds)
    if not bounded or not (meaning.operation in (*TELLING, "filter") or ranked):
        return meaning
    units = {bound.quantity.unit for bound in said.clause.cues.bounds}
    near = (meaning.facet, meaning.runner_up)
    # "No more than nine months of it, some scripting is fine" sets a bound to the time, not to the scripting.
    bounded_on = (f for f in near if f in facet_definitions() and facet_definitions()[f].units & units)
    return meaning.asking("filter", *[facet for facet in bounded_on if facet is not None][:1])


def choosing_careers(said: Utterance, meaning: Meaning) -> Meaning:
    """What is yes or no, asked of all careers, picks of them: "which careers can I do from home?".

    Asked what careers there are, they are listed; who says what they are asks what suits them.
    """
    definition = facet_definitions().get(meaning.facet)
    told = said.clause.cues.person != Person()
    if said.clause.links.scope != "all" or meaning.careers or meaning.operation not in TELLING or told:
        return meaning
    if meaning.facet == "overview":
        return meaning.asking("list")
    return meaning.asking("filter") if definition is not None and definition.shape == "statement" else meaning


def listing(said: Utterance, meaning: Meaning) -> Meaning:
    """A list is in the page's own order ("the stages in order"); one of the time to learn is one of phases."""
    if meaning.operation == "rank" and meaning.facet in WHOLE_PART.values() and said.clause.cues.direction is None:
        return meaning.asking("list")
    return meaning.asking("list", "roadmap") if (meaning.facet, meaning.operation) == ("duration", "list") else meaning


def showing_all_parts(said: Utterance, meaning: Meaning) -> Meaning:
    """Where a question's own words only name the parts of a kind, it asks for these: "what are its phases?"."""
    clause = said.clause
    kinds = {kind for kind in WHOLE_PART if set(clause.subject) & set(linking_words().parts[kind])}
    other = [word for word in clause.subject if word.casefold() not in part_nouns() | set(WHOLE_PART.values())]
    plain = meaning.operation in (*TELLING, "locate", "skip") and not (meaning.parts or said.leaning.elliptical)
    if not plain or other or len(kinds) != 1 or meaning.facet not in facet_definitions():
        return meaning
    return meaning.asking("list", WHOLE_PART[next(iter(kinds))])


def showing_part(said: Utterance, meaning: Meaning) -> Meaning:
    """A part that is named is shown as a whole where no facet is asked for, or by the points it is asked for."""
    if not said.pointed:
        return meaning
    if meaning.facet == "topic" and (kinds := WHOLE_PART.keys() & meaning.kinds):
        meaning = replace(meaning, facets=tuple(WHOLE_PART[kind] for kind in kinds))
    if meaning.facet in WHOLE_PART.values() and meaning.operation in TELLING:
        return replace(meaning, facets=_of_points(said.clause, meaning) or meaning.facets)
    return meaning


def _of_points(clause: Clause, meaning: Meaning) -> tuple[Facet, ...]:
    """The facet of a part's points that the question names, or is nearly read as; empty when there is none."""
    definitions = facet_definitions()
    points = {facet: d for facet, d in definitions.items() if d.shape == "items" and d.part in meaning.kinds}
    named = [f for f, d in points.items() if f not in WHOLE_PART.values() and mentions(clause.text, d.noun.split()[-1])]
    if len(named) == 1:
        return tuple(named)
    return tuple(
        scored.label
        for scored in clause.reading.facets[:2]
        if scored.label in definitions
        and definitions[scored.label].part in meaning.kinds
        and scored.label not in WHOLE_PART.values()
        and scored.score >= OF_POINTS
    )


def of_level_at_years(said: Utterance, meaning: Meaning) -> Meaning:
    """Of the level that years of experience name, anything but these years, which are known.

    Said to be those of a level that is named besides, they name none: "why do leads need only two years".
    """
    named = tuple(part for part in meaning.parts if years_named(part) is None)
    if any(part.kind == "level" for part in named) and said.clause.cues.premises and meaning.facet == "experience":
        return replace(meaning, parts=named)
    if meaning.facet == "non_fit" or all(years_named(part) is None for part in meaning.parts):
        return meaning
    definitions = facet_definitions()
    likely = [scored.label for scored in said.clause.reading.facets if scored.label != "experience"]
    of_level = (facet for facet in likely if facet in definitions and definitions[facet].part == "level")
    others = tuple(facet for facet in meaning.facets if facet != "experience")
    return replace(meaning, facets=others or (next(of_level, "ladder"),))


def doubting_length(said: Utterance, meaning: Meaning) -> Meaning:
    """All parts set together against a whole are added up to it: "do the phases tally with one year?"."""
    whole = _adding_up(meaning.facet)
    if meaning.parts or whole is None or any(asserted_counts(said.clause.text)):
        return meaning
    premises = said.clause.cues.premises
    against_whole = {premise.unit for premise in premises} & {"month", "year"}
    doubts = against_whole or (not premises and meaning.operation in ("verify", "reconcile"))
    return meaning.asking("verify" if premises else "reconcile", whole) if doubts else meaning


def _adding_up(facet: Facet) -> Facet | None:
    """The facet whose figure the figures of this one add up to: the time to learn, of the phases."""
    measured = facet_definitions()[facet].measure or facet if facet in facet_definitions() else None
    return next((name for name, each in facet_definitions().items() if measured and each.addends == measured), None)


def weighing_sources(said: Utterance, meaning: Meaning) -> Meaning:
    """What documents are asked to agree on is reconciled: "do your sources agree on what a beginner gets?"."""
    cues = said.clause.cues
    asked = cues.measuring.agreeing and meaning.facet in facet_definitions() and not cues.premises
    return meaning.asking("reconcile") if asked and meaning.operation in (*TELLING, "compare") else meaning


def setting_region_against_level(said: Utterance, meaning: Meaning) -> Meaning:
    """What one page states of a region, another of a level, is told of each: "the US figure against a junior's"."""
    apart = meaning.kinds == {"level", "region"} and len(meaning.careers) == 2
    of_pay = meaning.facet in ("pay", "regional_pay") and meaning.operation in (*TELLING, "compare", "difference")
    return meaning.asking("reconcile", "pay") if apart and of_pay else meaning


def joining_levels(said: Utterance, meaning: Meaning) -> Meaning:
    """Whether ranges leave something out is asked of a whole ladder or two levels: "is there a hole in the years?"."""
    definition = facet_definitions().get(meaning.facet)
    apart = (meaning.facet, meaning.operation) == ("pay", "difference")  # "is there a gap in pay between …"
    if not said.clause.cues.measuring.joints or definition is None or definition.part != "level" or apart:
        return meaning
    facet: Facet = "pay" if meaning.facet == "pay" else "experience"
    levels = tuple(part for part in meaning.parts if part.kind == "level")
    named = levels if len(levels) == 2 or len(meaning.careers) == 2 else ()
    return replace(meaning, facets=(facet,), operation="reconcile", parts=named)


def warning_of_level(said: Utterance, meaning: Meaning) -> Meaning:
    """Whom the job does not suit, asked of a level, is set against the ladder."""
    asked = meaning.facet == "non_fit" and meaning.operation in (*TELLING, "why", "reconcile")
    return meaning.asking("reconcile", "ladder") if asked and "level" in meaning.kinds else meaning


def denying(said: Utterance, meaning: Meaning) -> Meaning:
    """A negated question for what holds or doesn't asks whether it does: "no coding is needed, right?"."""
    definition = facet_definitions().get(meaning.facet)
    yes_no = definition is not None and definition.shape == "statement"
    denies = definition is not None and (
        denies_facet(said.clause.text, meaning.facet) or definition.is_opposed(said.clause.text)
    )
    return meaning.asking("verify") if meaning.operation in TELLING and denies and yes_no else meaning


def ranking_parts(said: Utterance, meaning: Meaning) -> Meaning:
    """Which part is at an end of the time to learn is asked of what adds up to it: "which phase is the longest?"."""
    addends = facet_definitions()[meaning.facet].addends if meaning.facet in facet_definitions() else None
    ranks = meaning.operation in ("extreme", "rank", "filter") and asks_which_part(said.clause.text)
    return meaning.asking(meaning.operation, addends) if ranks and addends is not None else meaning


def lacking(said: Utterance, meaning: Meaning) -> Meaning:
    """Which part does not state something is asked of all of them: "which phase has no stated length?"."""
    facet = facet_lacking(said.clause.text) if asks_which_part(said.clause.text) else None
    asks = facet is not None and not (meaning.parts or said.clause.cues.bounds or said.clause.cues.selecting)
    return meaning.asking("filter", facet) if facet is not None and asks else meaning


def locating(said: Utterance, meaning: Meaning) -> Meaning:
    """What one part states needs no search when it is named; what "which phase" asks for does, however it reads."""
    clause = said.clause
    named = "phase" in {part.kind for part in clause.parts} and not asks_which_part(clause.text)
    nothing_sought = not clause.sought and not meaning.kinds.isdisjoint(WHOLE_PART)
    of_part = of_figures(meaning.facets) or nothing_sought or (named and meaning.facet in _OF_ONE_PHASE)
    if meaning.operation == "locate" and meaning.parts and of_part:
        return meaning.asking("lookup")
    # In "which nursing phase teaches Python" the word before the noun names no phase: that is asked for.
    asks = asks_which_part(clause.text) and bool(clause.sought)
    calls = asks and all(part.kind == "phase" and part.number is None for part in meaning.parts)
    sought = (
        meaning.operation in (*TELLING, "compare")
        and meaning.facet in _OF_ROADMAPS
        and (calls or not meaning.parts)
        and (clause.sought or introduction(clause.text)[0] or _seeks_it(said))
        and asks_which_part(clause.text, of_roadmap=meaning.facet != "topic")
    )
    return replace(meaning, operation="locate", parts=()) if sought else meaning


def _seeks_it(said: Utterance) -> bool:
    """True when "it" is what the question before looked for: "what's HL7, and where do I learn it?"."""
    return said.leaning.says_it and said.before is not None and bool(said.before.specific)


def comparing(said: Utterance, meaning: Meaning) -> Meaning:
    """Who asks which career lies higher or lower compares them: "who's earning more at six years"."""
    if meaning.operation not in ("lookup", "compare") or not _asks_which(said.clause, meaning.facet, meaning.parts):
        return meaning
    if len(meaning.careers) == 1 and len(meaning.parts) < 2 and not said.clause.links.careers:
        # Of one career in focus there is nothing to compare: "who makes more at nine years" asks of all.
        meaning = replace(meaning, careers=())
    return meaning.asking("compare") if len(meaning.careers) != 1 else meaning


def _asks_which(clause: Clause, facet: Facet, parts: Sequence[PartReference]) -> bool:
    definition = facet_definitions().get(facet)
    if definition is None or not asks_which_is_ahead(clause):
        return False
    of_career = definition.part is None or any(part.kind == definition.part for part in parts)
    return of_career and bool(definition.more or definition.measure)


REFINING: tuple[Rule, ...] = (
    of_their_kind,
    timing_parts,
    of_its_parts,
    what_is_done,
    filtering,
    choosing_careers,
    listing,
    showing_all_parts,
    showing_part,
    of_level_at_years,
    doubting_length,
    weighing_sources,
    setting_region_against_level,
    joining_levels,
    warning_of_level,
    denying,
    asking_whom_it_suits,
    asking_of_prospects,
    asking_for_entry,
    weighing_dislikes,
    asking_of_oneself,
    asking_to_skip,
    ranking_parts,
    lacking,
    locating,
    comparing,
    weighing_what_is_disliked,
)
