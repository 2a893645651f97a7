"""What facets and operation come to in the light of the careers, parts, bounds and people beside them.

Each rule reads one thing off a question and hands on the rest; they are followed in the order of `REFINING`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.grounding.thesaurus import is_verb
from advisor.operations.words import may_name
from advisor.requests import TELLING, Bound, Facet, PartReference, Person
from advisor.understanding.assertions import asserted_counts, denies_facet
from advisor.understanding.clause import Clause
from advisor.understanding.clauses import introduction
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.focus import asks_which_is_ahead
from advisor.understanding.parts_asked import (
    climbing,
    climbing_from_own_level,
    lacking,
    of_its_parts,
    of_level_at_years,
    of_their_kind,
    on_level_at_years,
    ranking_parts,
    showing_all_parts,
    showing_part,
    timing_parts,
    warning_of_level,
    what_is_done,
)
from advisor.understanding.sorts import WHOLE_PART, of_figures
from advisor.understanding.suiting import (
    asking_for_entry,
    asking_of_oneself,
    asking_of_own_work,
    asking_of_prospects,
    asking_to_skip,
    asking_whom_it_suits,
    introducing_oneself,
    weighing_dislikes,
    weighing_up,
    weighing_what_is_disliked,
)
from advisor.understanding.utterance import Meaning, Rule, Utterance
from advisor.understanding.which_part import asks_which_part, names_several

# What a roadmap holds is looked for in its phases when a question asks in which of them it stands.
_OF_ROADMAPS: frozenset[Facet] = frozenset({"roadmap", "goals", "resources", "milestone", "steps", "topic"})
# What a phase points to or ends with is asked of that phase: "where do I get notes for the NLP phase?".
_OF_ONE_PHASE: frozenset[Facet] = frozenset({"resources", "milestone"})


def of_documents(said: Utterance, meaning: Meaning) -> Meaning:
    """Sources set against "each other" are the documents, whichever state it."""
    links = said.clause.links
    documents = meaning.operation == "reconcile" and not links.careers and links.scope == "both"
    return replace(meaning, careers=()) if documents else meaning


def sharing_with_turn(said: Utterance, meaning: Meaning) -> Meaning:
    """With the careers and parts that other questions of the same turn name, where this one names none."""
    if said.around is None:
        return meaning
    links, person = said.clause.links, meaning.person
    # What users say they are is no occupation that is asked about.
    own = links.unknown is not None and any(links.unknown.casefold() in told.casefold() for told in person.background)
    if not (meaning.careers or meaning.ambiguous or (links.unknown and not own)) and links.scope == "none":
        meaning = replace(meaning, careers=said.around.links.careers)
    if meaning.parts:
        return meaning
    definitions = facet_definitions()
    kinds = {definitions[facet].part for facet in meaning.facets if facet in definitions}
    # Of "which nursing phase, and how long is it?" the word before the noun names none: that is asked for.
    named = [part for part in said.around.parts if part.number or not asks_which_part(said.around.text)]
    return replace(meaning, parts=tuple(part for part in named if part.kind in kinds))


def filtering(said: Utterance, meaning: Meaning) -> Meaning:
    """What is looked up, or ranked by an end of ranges, under a bound is filtered by it; parts are counted under it."""
    if (counted := _counted_under_bound(said, meaning)) is not None:
        return meaning.asking("count", counted)
    ranked = meaning.operation in ("extreme", "rank") and said.clause.cues.measuring.end in ("low", "high")
    # Years are a bound on several levels, and name one.
    levels = meaning.facet == "experience" and names_several("level", said.clause.text)
    bounds = said.clause.cues.bounds or _chosen_by(said, meaning)
    bounded = any(levels or bound.quantity.unit != "year" for bound in bounds)
    if not bounded or not (meaning.operation in (*TELLING, "filter") or ranked):
        return meaning
    units = {bound.quantity.unit for bound in bounds}
    near = (meaning.facet, meaning.runner_up)
    # "No more than nine months of it, some scripting is fine" sets a bound to the time, not to the scripting.
    bounded_on = (f for f in near if f in facet_definitions() and facet_definitions()[f].units & units)
    return meaning.asking("filter", *[facet for facet in bounded_on if facet is not None][:1])


def _chosen_by(said: Utterance, meaning: Meaning) -> tuple[Bound, ...]:
    """The figures by which a question chooses among parts: "which phases last ten weeks?"."""
    definition = facet_definitions().get(meaning.facet)
    kind = definition.part if definition is not None else None
    chooses = kind in WHOLE_PART and names_several(kind, said.clause.text)
    return said.clause.cues.selecting if chooses and search_any(cue_tables().order.choosing, said.clause.text) else ()


def _counted_under_bound(said: Utterance, meaning: Meaning) -> Facet | None:
    """The figures of parts that a question sets a bound to and counts: "how many levels pay more than 150k"."""
    kind, definitions = said.clause.cues.measuring.counted, facet_definitions()
    units = {bound.quantity.unit for bound in said.clause.cues.bounds}
    stated = (f for f in (*meaning.facets, *definitions) if f in definitions and definitions[f].shape == "figure")
    return next((f for f in stated if kind and definitions[f].part == kind and definitions[f].units & units), None)


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


def doubting_length(said: Utterance, meaning: Meaning) -> Meaning:
    """All parts set together against a whole are added up to it: "do the phases tally with one year?".

    Whether a roadmap holds a thing is no doubt of its length: "does it use MIMIC?", "does it include ethics?".
    """
    whole = _adding_up(meaning.facet)
    named = any(may_name(word) or word.isupper() for word in said.clause.subject if word.isalpha())
    named = named or (meaning.operation == "verify" and any(not is_verb(word) for word in said.clause.sought))
    if meaning.parts or whole is None or named or any(asserted_counts(said.clause.text)):
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
    measuring = said.clause.cues.measuring
    # "Is there a gap in pay between …" asks how wide it is.
    apart = (meaning.facet, meaning.operation) == ("pay", "difference") and measuring.difference
    if not measuring.joints or definition is None or definition.part != "level" or apart:
        return meaning
    facet: Facet = "pay" if meaning.facet == "pay" else "experience"
    levels = tuple(part for part in meaning.parts if part.kind == "level")
    named = levels if len(levels) == 2 or len(meaning.careers) == 2 else ()
    return replace(meaning, facets=(facet,), operation="reconcile", parts=named)


def asking_reason(said: Utterance, meaning: Meaning) -> Meaning:
    """What stops something is why it is not so: "what stops the job being done by a robot?"."""
    asks = search_any(cue_tables().reasons.asking, said.clause.text.lower())
    return meaning.asking("why") if asks and meaning.operation in TELLING else meaning


def denying(said: Utterance, meaning: Meaning) -> Meaning:
    """A negated question for what holds or doesn't asks whether it does: "no coding is needed, right?"."""
    definition = facet_definitions().get(meaning.facet)
    yes_no = definition is not None and definition.shape == "statement"
    denies = definition is not None and (
        denies_facet(said.clause.text, meaning.facet) or definition.is_opposed(said.clause.text)
    )
    return meaning.asking("verify") if meaning.operation in TELLING and denies and yes_no else meaning


def locating(said: Utterance, meaning: Meaning) -> Meaning:
    """What one part states needs no search when it is named; what "which phase" asks for does, however it reads."""
    clause = said.clause
    bare = not (clause.parts or clause.sought) and asks_which_part(clause.text)
    if bare and meaning.operation in (*TELLING, "locate") and _seeks_it(said):
        # "Which phase covers that?": the one it stands in, not the one spoken of.
        return replace(meaning, operation="locate", parts=())
    named = "phase" in {part.kind for part in clause.parts} and not asks_which_part(clause.text)
    nothing_sought = not clause.sought and not meaning.kinds.isdisjoint(WHOLE_PART)
    of_part = of_figures(meaning.facets) or nothing_sought or (named and meaning.facet in _OF_ONE_PHASE)
    if meaning.operation == "locate" and meaning.parts and of_part:
        return meaning.asking("lookup")
    if meaning.operation == "locate" and named and meaning.facet in ("roadmap", "topic"):
        # "Which privacy laws come up in phase 1?" asks for what stands there.
        return meaning.asking("lookup", *_points_of_phase(said))
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


def _points_of_phase(said: Utterance) -> tuple[Facet, ...]:
    """The first facet that a question reads as of those that list a phase's points."""
    definitions = facet_definitions()
    labels = [scored.label for scored in said.clause.reading.facets if scored.label in definitions]
    points = (f for f in labels if definitions[f].part == "phase" and definitions[f].shape == "items")
    return tuple(f for f in points if f not in WHOLE_PART.values())[:1]


def _seeks_it(said: Utterance) -> bool:
    """True when "it" is what the question before looked for: "what's HL7, and where do I learn it?"; or "that"."""
    if said.before is None or not said.before.specific:
        return False
    looked_for = said.before.operation == "locate" or said.before.facets == ("topic",)
    return said.leaning.says_it or (looked_for and said.follows and not said.clause.sought)


def comparing(said: Utterance, meaning: Meaning) -> Meaning:
    """Who asks which career lies higher or lower compares them: "who's earning more at six years".

    What pages answer by yes or no has no highest: "which needs less programming?" compares it.
    """
    definition = facet_definitions().get(meaning.facet)
    ranked = meaning.operation in ("extreme", "rank") and definition is not None and definition.shape == "statement"
    if ranked and len(meaning.careers) != 1:
        return meaning.asking("compare")
    one = meaning.operation == "extreme" and len(meaning.careers) == 1 and not said.clause.links.careers
    if one and definition is not None and definition.shape == "scale" and asks_which_is_ahead(said.clause):
        # A single career has no end of a scale: "which is easier to get into?".
        return replace(meaning, careers=())
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
    climbing,
    what_is_done,
    filtering,
    choosing_careers,
    listing,
    showing_all_parts,
    showing_part,
    of_level_at_years,
    on_level_at_years,
    doubting_length,
    weighing_sources,
    setting_region_against_level,
    joining_levels,
    warning_of_level,
    asking_reason,
    denying,
    weighing_up,
    asking_whom_it_suits,
    asking_of_prospects,
    asking_for_entry,
    weighing_dislikes,
    asking_of_oneself,
    asking_of_own_work,
    introducing_oneself,
    climbing_from_own_level,
    asking_to_skip,
    ranking_parts,
    lacking,
    locating,
    comparing,
    weighing_what_is_disliked,
)
