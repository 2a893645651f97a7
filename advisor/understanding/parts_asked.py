"""What facets come to where phases, levels or all parts of a kind are asked about; rules for `REFINING`."""

from __future__ import annotations

from dataclasses import replace

from advisor.facets import FacetDefinition, cued_facets, facet_definitions
from advisor.operations.entries import years_named
from advisor.operations.words import mentions
from advisor.requests import PERSONAL, TELLING, Facet, PartReference
from advisor.understanding.asking import stated_of
from advisor.understanding.clause import Clause
from advisor.understanding.clauses import introduction
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.figuring import figure_of
from advisor.understanding.following import following_cues, plain_words
from advisor.understanding.measuring import ends_on_order
from advisor.understanding.page_words import facet_lacking
from advisor.understanding.placing import neighbours
from advisor.understanding.sorts import ORDERED, WHOLE_PART, in_parts, of_figures
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.vocabulary import linking_words, part_nouns
from advisor.understanding.which_part import asks_in_which_part, asks_which_part, kind_asked
from vectorstore.quantities import find_quantities

# A part spoken of is asked for points of it, not as a whole, where these have so much of the reading ("what must I show
# to be done with the phase": its milestone .41, beside at most .06 where the phase itself was asked for).
OF_POINTS = 0.3
# What a question for the level that one is on may read as.
_OF_A_RUNG: frozenset[Facet] = frozenset({"ladder", "pay", "experience", "fit", "duties"})


def of_their_kind(said: Utterance, meaning: Meaning) -> Meaning:
    """What is stated of phases is not asked of a level that is named, but the next reading that is stated of levels.

    A mere moment of it is the phase there: "what is taught at the start".
    """
    definition = facet_definitions().get(meaning.facet)
    kinds = meaning.kinds & set(ORDERED)
    if definition is None or definition.part not in ORDERED or not kinds or not said.clause.parts:
        return meaning
    if definition.part in kinds or definition.in_part.keys() & kinds or meaning.operation not in TELLING:
        return meaning
    if definition.part == "phase" and all(part.words in linking_words().moments for part in meaning.parts):
        return replace(meaning, parts=tuple(PartReference("phase", part.number) for part in meaning.parts))
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


def showing_all_parts(said: Utterance, meaning: Meaning) -> Meaning:
    """Where a question's own words only name the parts of a kind, it asks for these: "what are its phases?"."""
    clause = said.clause
    kinds = {kind for kind in WHOLE_PART if set(clause.subject) & set(linking_words().parts[kind])}
    other = [word for word in clause.subject if word.casefold() not in part_nouns() | set(WHOLE_PART.values())]
    # "In which phase?" asks where what was spoken of stands.
    where = said.before is not None and meaning.operation == "locate" and asks_in_which_part(clause.text)
    plain = meaning.operation in (*TELLING, "locate", "skip") and not (
        meaning.parts or said.leaning.elliptical or where
    )
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
    named = [f for f, d in points.items() if f not in WHOLE_PART.values() and mentions(clause.text, _plain_noun(d))]
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


def _plain_noun(definition: FacetDefinition) -> str:
    """The noun that calls what a facet lists: "goals" of "learning goals", "duties" of "duties by level"."""
    return definition.noun.partition(" by ")[0].split()[-1]


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


def on_level_at_years(said: Utterance, meaning: Meaning) -> Meaning:
    """Which level years of work put one on is looked up: "I have 6 years, which rung would I be on?".

    So is what one earns after years that one has worked: "I've been doing it for 6 years, what should I get?".
    """
    clause = said.clause
    years = [each for each in find_quantities(clause.text) if each.quantity.unit == "year"]
    if len(years) != 1 or clause.cues.bounds or clause.cues.asserted:
        return meaning
    level = PartReference("level", None, clause.text[years[0].start : years[0].end])
    worked = search_any(linking_words().worked, clause.text[: years[0].start].replace("’", "'"))
    if years_named(level) is None:
        return meaning
    if worked and (meaning.facet, meaning.operation) == ("pay", "lookup") and not meaning.parts:
        return replace(meaning, parts=(level,))
    plain = meaning.operation in TELLING | PERSONAL and meaning.facet in _OF_A_RUNG
    return (
        replace(meaning.asking("lookup", "ladder"), parts=(level,))
        if plain and kind_asked(clause.text) == "level"
        else meaning
    )


def climbing_from_own_level(said: Utterance, meaning: Meaning) -> Meaning:
    """What comes next for who says which level they are on lies above it: "I'm a junior. What comes next?"."""
    asked = introduction(said.clause.text)[1]
    steps = plain_words(asked) in following_cues().whole["next"] or neighbours(asked) == (1,)
    steps = steps or said.clause.reading.operation == "next" or search_any(cue_tables().measuring.next, asked.lower())
    own = meaning.operation in PERSONAL and meaning.kinds == {"level"} and len(meaning.parts) == 1
    return meaning.asking("next", "ladder") if own and steps else meaning


def warning_of_level(said: Utterance, meaning: Meaning) -> Meaning:
    """Whom the job does not suit, asked of a level, is set against the ladder."""
    asked = meaning.facet == "non_fit" and meaning.operation in (*TELLING, "why", "reconcile")
    return meaning.asking("reconcile", "ladder") if asked and "level" in meaning.kinds else meaning


def ranking_parts(said: Utterance, meaning: Meaning) -> Meaning:
    """Which part is at an end of the time to learn is asked of what adds up to it: "which phase is the longest?".

    A list that is wanted in the order of a figure is ranked by it: "the phases, shortest first".
    """
    definition = facet_definitions().get(meaning.facet)
    addends = definition.addends if definition is not None else None
    listed = meaning.operation in ("list", "lookup", "extreme") and ends_on_order(said.clause.text)
    if listed and definition is not None and (figure := figure_of(meaning.facet, ())) is not None:
        return meaning.asking("rank", figure)
    ranks = meaning.operation in ("extreme", "rank", "filter") and asks_which_part(said.clause.text)
    return meaning.asking(meaning.operation, addends) if ranks and addends is not None else meaning


def lacking(said: Utterance, meaning: Meaning) -> Meaning:
    """Which part does not state something is asked of all of them: "which phase has no stated length?"."""
    facet = facet_lacking(said.clause.text) if asks_which_part(said.clause.text) else None
    asks = facet is not None and not (meaning.parts or said.clause.cues.bounds or said.clause.cues.selecting)
    return meaning.asking("filter", facet) if facet is not None and asks else meaning


def climbing(said: Utterance, meaning: Meaning) -> Meaning:
    """All parts from one that is named up to another are told of a way between them: "how do I get from … to …"."""
    cues, text = cue_tables().measuring, said.clause.text.lower()
    told = meaning.operation in (*TELLING, "fit", "plan", "next") and not of_figures(meaning.facets)
    climbs = search_any(cues.going_up, text) or (told and search_any(cues.climbing, text))
    if not climbs or len(meaning.parts) != 2 or len(meaning.kinds) != 1 or not meaning.kinds & WHOLE_PART.keys():
        return meaning
    [kind] = meaning.kinds
    first, last = (part.number for part in meaning.parts)
    if first is None or last is None or not 0 < first < last:
        return meaning
    between = tuple(PartReference(kind, number) for number in range(first, last + 1))
    return replace(meaning.asking("lookup", WHOLE_PART[kind]), parts=between, runner_up=None)
