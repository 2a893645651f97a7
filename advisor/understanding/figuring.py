"""What facets, operation and parts come to by the words for figures: "what share", "leaving out", "the longest"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.operations.entries import years_named
from advisor.operations.series import summed
from advisor.requests import OUTSIDE, TELLING, Facet, Operation, PartReference
from advisor.understanding.cue_tables import cue_tables
from advisor.understanding.following import asks_how_far
from advisor.understanding.measuring import MeasuringCues, names_end
from advisor.understanding.outstanding import outstanding_kind
from advisor.understanding.placing import neighbours, place_in_series, spans_series
from advisor.understanding.sorts import ON_SERIES, STEPPING, WHOLE_PART, in_parts, of_figures
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.vocabulary import level_phrases
from vectorstore.types import MONEY, PartKind, Unit

# Operations that other readings of a question for figures are taken for.
_TURNED: frozenset[Operation] = frozenset({"lookup", "list", "define", "extreme", "rank", "total", "locate", "count"})
# Operations that a share or a percentage is asked of.
_RELATED: frozenset[Operation] = _TURNED | {"difference", "compare", "average", "next", "previous", "skip"}
# Those that ask which of two has more of something.
_WEIGHED: frozenset[Operation] = frozenset({"lookup", "extreme", "rank", "compare", "difference", "count"})
# Those that show figures, or look for one of them.
_SHOWING: frozenset[Operation] = frozenset({"lookup", "list", "locate", "skip"})
# Those that a neighbour asked for is taken for.
_TOLD: frozenset[Operation] = frozenset({"lookup", "list", "define", "locate", "extreme"})
# Operations on one level and the next.
_STEPPED: frozenset[Operation] = frozenset({"extreme", "difference", "rank"})
# Kinds of part that have neighbours, and units that a ladder is climbed in.
_IN_SERIES: frozenset[PartKind] = frozenset({"phase", "level", "step"})


def measured(said: Utterance, meaning: Meaning) -> Meaning:
    """By the words for figures, with the parts and the figures that the question names."""
    cues = said.clause.cues
    # "What share of it is that?" is about the part spoken of.
    pointed = said.memory.parts if cues.measuring.percent and said.leaning.points_at_part else ()
    # "The top 3" of what no document answers is no level.
    named = [part for part in said.clause.parts if meaning.facet not in OUTSIDE or not names_end(part.words)]
    kinds = frozenset(part.kind for part in named or pointed)
    if cues.measuring.percent and not kinds and (kind := outstanding_kind(said.clause.text)) is not None:
        kinds = frozenset({kind})
    units = frozenset(bound.quantity.unit for bound in (*cues.bounds, *cues.selecting))
    apart = cues.measuring.difference and len(said.clause.parts) > 1 and meaning.facet not in facet_definitions()
    if apart and len(kinds) == 1 and (stated := _stated_of(kinds)) is not None:
        # "How far apart are the Islands and the Capital district?" asks for what is stated of both.
        return meaning.asking("difference", stated)
    return settle(meaning, cues.measuring, kinds, units)


def settle(meaning: Meaning, cues: MeasuringCues, kinds: Collection[PartKind], units: Collection[Unit]) -> Meaning:
    """What a meaning comes to by the words for figures, beside parts of these kinds and figures in these units."""
    operation = meaning.operation
    if cues.more_of in WHOLE_PART and operation in _WEIGHED:
        return meaning.asking("count", WHOLE_PART[cues.more_of])
    if cues.neighbour and operation in _TOLD and _IN_SERIES.intersection(kinds):
        return meaning.asking(cues.neighbour)
    if (scheduled := facet_definitions().get(meaning.facet)) is not None and scheduled.part == "hour":
        beside = cues.neighbour or ("difference" if cues.difference else None)
        return meaning.asking(beside) if beside and operation in _TOLD else meaning
    figure = figure_of(meaning.facet, kinds)
    if figure is None:
        return meaning
    if facet_definitions()[figure].cumulative and operation == "total" and not kinds:
        return meaning.asking("extreme", figure)  # the last level asks for all the years there are
    if cues.percent and kinds and facet_definitions()[figure].part not in kinds:
        # "What fraction is spent on ethics" asks of the phase that it names.
        figure = _stated_of(kinds) or figure
    definition = facet_definitions()[figure]
    if cues.percent and "percent" not in definition.units and operation in _RELATED:
        return meaning.asking("total" if definition.summable and kinds else "difference", figure)
    if (
        definition.part is None
        and "month" in definition.units
        and units
        and MONEY.issuperset(units)
        and operation in TELLING
    ):
        # "How long until I earn 150k?" asks which level does.
        return meaning.asking("locate", "pay")
    if definition.part is not None and cues.reaches and MONEY.intersection(units) & definition.units:
        return meaning.asking("locate", figure)
    if cues.places and operation in _TURNED | {"skip"}:
        return meaning.asking("rank", figure)
    if cues.spread and operation in _RELATED | {"filter"}:
        return meaning.asking("extreme", figure)
    if cues.widest and operation == "difference":
        return meaning.asking("extreme", figure)
    if cues.stepwise and operation == "lookup" and "level" in kinds and definition.part == "level":
        return meaning.asking("difference", figure)
    weighed = (
        operation in _TURNED | {"compare", "verify"}
        or (operation == "reconcile" and not cues.agreeing)
        or (cues.middle and operation == "average")
    )
    if (cues.difference or cues.times) and figure == meaning.facet and weighed:
        return meaning.asking("difference", figure)
    averages = cues.middle or cues.median or (cues.averaging and definition.summable)
    if averages and operation in _TURNED:
        return meaning.asking("average", figure)
    return meaning.asking("difference", figure) if cues.end == "both" and operation == "extreme" else meaning


def figure_of(facet: Facet, kinds: Collection[PartKind]) -> Facet | None:
    """The facet whose figures a question for `facet` is about; of a phase its length, of a level its pay."""
    definitions = facet_definitions()
    definition = definitions.get(facet)
    if definition is not None and definition.shape == "figure":
        return facet
    if definition is not None and definition.measure is not None:
        return definition.measure
    return _stated_of(kinds)


def _stated_of(kinds: Collection[PartKind]) -> Facet | None:
    """The first facet whose figures are stated of parts of these kinds."""
    return next((each for each, d in facet_definitions().items() if d.shape == "figure" and d.part in kinds), None)


def at_own_place(said: Utterance, meaning: Meaning) -> Meaning:
    """What stands at a place of a series comes after nothing: "which phase comes first?" is looked up."""
    last = meaning.operation == "extreme" and said.clause.cues.measuring.superlative is None
    stepping = meaning.operation in STEPPING or (last and meaning.facet in WHOLE_PART.values())
    stepping = stepping and not said.clause.parts and not neighbours(said.clause.text)
    return meaning.asking("lookup") if stepping and place_in_series(said.clause.text) is not None else meaning


def of_part_in_focus(said: Utterance, meaning: Meaning) -> Meaning:
    """Of a part that is only pointed at, what is stated of such parts."""
    whole = (meaning.facet, meaning.operation) == ("overview", "compare")  # "compare them" is of careers
    # "How long to get ready for that one?" asks of the first level how long until one has it.
    until = meaning.facet == "duration" and all((part.kind, part.number) == ("level", 1) for part in said.memory.parts)
    if whole or until or not said.leaning.points_at_part or said.clause.parts or said.clause.links.careers:
        return meaning
    return replace(meaning, facets=in_parts(meaning.facets, {part.kind for part in said.memory.parts}))


def adding_parts(said: Utterance, meaning: Meaning) -> Meaning:
    """Parts joined to the one spoken of are added to it: "and together with phase 2?", "if you add the next one?"."""
    beside = said.memory.parts and neighbours(said.clause.text)
    adds = said.leaning.adds and said.follows and bool(said.clause.parts or beside)
    joined = meaning.operation in (*TELLING, "next", "previous") and of_figures(meaning.facets)
    return meaning.asking("total") if adds and joined else meaning


def set_against_spoken_of(said: Utterance, meaning: Meaning) -> Meaning:
    """How much higher or lower the one part lies that is named is its difference to the one of its kind spoken of."""
    before = said.before.facets if said.before is not None else ()
    told = (
        meaning.operation in (*TELLING, "extreme", "difference") and of_figures(meaning.facets) and of_figures(before)
    )
    return meaning.asking("difference", *before[:1]) if told and against_spoken_of(said) else meaning


def against_spoken_of(said: Utterance) -> bool:
    """True when a turn asks how far one part lies from the one spoken of: "how much lower is Africa?" after Asia."""
    spoken = [part.kind for part in said.memory.parts]
    named = [part.kind for part in said.clause.parts if not names_end(part.words)]
    same = len(spoken) == 1 and named == spoken
    return same and said.follows and said.leaning.compares and asks_how_far(said.clause.text)


def joining_careers(said: Utterance, meaning: Meaning) -> Meaning:
    """A career set against the one in focus is compared with it."""
    joined = len(meaning.careers) == 2 and len(said.clause.links.careers) < 2
    against = said.leaning.compares or said.leaning.measures
    return meaning.asking("compare") if joined and against and meaning.operation in (*TELLING, "extreme") else meaning


def at_end_of_series(said: Utterance, meaning: Meaning) -> Meaning:
    """A superlative beside figures of parts asks for the part that has it: "the documentation roadmap's shortest?".

    So does one end of the ranges of all parts of one career: "how high does its pay go?".
    """
    figure, cues = figure_of(meaning.facet, ()), said.clause.cues
    if figure is None or meaning.facet not in (figure, *WHOLE_PART.values()) or meaning.parts or cues.premises:
        return meaning
    of_series = facet_definitions()[figure].part in _IN_SERIES and meaning.operation in _SHOWING
    one_end = (
        cues.measuring.end in ("low", "high") and len(meaning.careers) == 1 and not (cues.bounds or cues.selecting)
    )
    return meaning.asking("extreme", figure) if of_series and (cues.measuring.superlative or one_end) else meaning


def in_turn(said: Utterance, meaning: Meaning) -> Meaning:
    """What two careers take one after the other is added up: "how long for both, back to back?"."""
    adds = said.clause.cues.measuring.in_turn and len(meaning.careers) > 1 and summed(meaning.facet) is not None
    timed = meaning.facet in facet_definitions() and "month" in facet_definitions()[meaning.facet].units
    if not adds or not timed or meaning.operation not in _TURNED | {"compare"}:
        return meaning
    return replace(meaning.asking("total", "duration"), parts=())


def of_one_level(said: Utterance, meaning: Meaning) -> Meaning:
    """The most that one level pays is looked up: there is no other to set it against."""
    single = len(meaning.parts) == 1 and meaning.kinds == {"level"} and len(meaning.careers) == 1
    figure = figure_of(meaning.facet, ())
    of_level = single and figure is not None and facet_definitions()[figure].part == "level"
    extreme = meaning.operation == "extreme" and not is_stepwise(said, meaning)
    return meaning.asking("lookup", figure) if figure and of_level and extreme else meaning


def from_end_to_end(said: Utterance, meaning: Meaning) -> Meaning:
    """All parts are counted where both ends of a series are named: "how many rungs, junior right up to the top"."""
    if meaning.operation not in ("count", "list", "rank", "lookup") or len(meaning.kinds) != 1:
        return meaning
    ends = meaning.operation != "lookup" and {part.number for part in meaning.parts} == {1, -1}
    whole = ends or spans_series(said.clause.text)
    return replace(meaning, parts=()) if whole else meaning


def without_conditions(said: Utterance, meaning: Meaning) -> Meaning:
    """A condition ("under three years of experience") names no place on the ladder."""
    if all(bound.quantity.unit != "year" for bound in said.clause.cues.bounds):
        return meaning
    return replace(meaning, parts=tuple(part for part in meaning.parts if years_named(part) is None))


def of_whole_series(said: Utterance, meaning: Meaning) -> Meaning:
    """What ranks all phases is narrowed by none: in "which documentation phase is longest" a word names the career.

    By several it is: "which is longer, Basics or Ethics".
    """
    called = [part for part in meaning.parts if part.kind == "phase" and part.number and part.words]
    if meaning.operation in ON_SERIES - {"count", "list"} and len(called) < 2:
        spoken = meaning.operation != "total"
        kept = (p for p in meaning.parts if p.kind != "phase" or (p.number and not (spoken and p.words)))
        meaning = replace(meaning, parts=tuple(kept))
    return without_ends(meaning, said.clause.cues.measuring)


def without_ends(meaning: Meaning, cues: MeasuringCues) -> Meaning:
    """The meaning without parts whose words rank all of them or speak of an end of each one's range.

    "The second longest" is no second phase, "the top ends" are of every level, and so is one end that is averaged.
    """
    parts = meaning.parts
    of_each = meaning.operation in ("average", "total") and not cues.middle and len(parts) == 1
    widest = cues.widest and meaning.operation != "difference"
    if cues.places or widest or (cues.end and of_each and parts[0].kind == "level"):
        return replace(meaning, parts=())
    if cues.end is None:
        return meaning
    said = cues.said_of_ends
    # "The top of the junior band" is an end of what the junior gets.
    placed = [part for part in meaning.parts if level_phrases().get(part.words) in ("first", "last")]
    of_end = [part for part in placed if said & {*part.words.casefold().split()[-1:]}]
    # Of "the lowest and the highest level" the last alone has a noun.
    of_end += placed if meaning.operation == "difference" and names_both_ends(placed, cues) else []
    return replace(meaning, parts=tuple(part for part in meaning.parts if part not in of_end))


def names_both_ends(placed: Sequence[PartReference], cues: MeasuringCues) -> bool:
    """True for one level at an end of a ladder, called so by a superlative, beside a word for the other end."""
    words = placed[0].words.casefold().split() if len(placed) == 1 else []
    return (
        cues.end == "both" and cues.superlative is None and words[:1] != [] and words[0] in cue_tables().direction.words
    )


def setting_levels_apart(said: Utterance, meaning: Meaning) -> Meaning:
    """Levels set against each other, or the two ends of one, are so by their pay where ends of ranges are named.

    "The top of the head's pay" names an end of it and no level.
    """
    cues, ends = said.clause.cues.measuring, said.clause.ends
    carried = not said.clause.parts and len(meaning.parts) == 2 and meaning.kinds == {"level"}
    if cues.stepwise and carried and meaning.operation in TELLING and _stated_of_levels(meaning.facet):
        return meaning.asking("difference")  # "What's the jump in pay?" after two levels
    levels = [part for part in said.clause.parts if part.kind == "level"]
    named = [part for part in levels if not names_end(part.words)]
    wide, both = cues.spread and len(named) == 2, len(named) == 1 and len(set(ends)) == 2
    jump = cues.stepwise and not cues.widest and len(named) == 2
    apart = wide or both or (ends and (len(named) == 2 or (levels and not named and len(meaning.careers) == 2)))
    if not (cues.difference or cues.times or cues.percent or jump) or not apart:
        return meaning
    named = [part for part in meaning.parts if not names_end(part.words)]
    figure = meaning.facet if _stated_of_levels(meaning.facet) else "pay"
    return replace(meaning.asking("difference", figure), parts=tuple(named))


def _stated_of_levels(facet: Facet) -> bool:
    definition = facet_definitions().get(facet)
    return definition is not None and definition.shape == "figure" and definition.part == "level"


def is_stepwise(said: Utterance, meaning: Meaning) -> bool:
    """True when a question compares each level with the next, and not two that it names."""
    stepwise = said.clause.cues.measuring.stepwise and meaning.operation in _STEPPED and len(meaning.parts) < 2
    stepwise = stepwise and not (
        meaning.parts and len(set(said.clause.ends)) == 2
    )  # "the highest step than the lowest"
    return stepwise and not (said.memory.parts and neighbours(said.clause.text))
