"""What a question does with figures: which end of a range it means, and what is computed of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from advisor.facets import facet_definitions
from advisor.types import Facet, Operation, PartReference, Period, RangeEnd
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.vocabulary import linking_words
from vectorstore.types import PartKind, Unit

# Operations that other readings of a question for figures are taken for.
_TURNED: frozenset[Operation] = frozenset({"lookup", "list", "define", "extreme", "rank", "total", "locate", "count"})
# Operations that a share or a percentage is asked of.
_RELATED: frozenset[Operation] = _TURNED | {"difference", "compare", "average"}
# Those that ask which of two has more of something.
_WEIGHED: frozenset[Operation] = frozenset({"lookup", "extreme", "rank", "compare", "difference", "count"})
# The facet that tells the parts of a kind as a whole.
WHOLE_PART: dict[PartKind, Facet] = {"phase": "roadmap", "level": "ladder"}
# Those that a neighbour asked for is taken for.
_TOLD: frozenset[Operation] = frozenset({"lookup", "list", "define", "locate", "extreme"})
# Kinds of part that have neighbours, and units that a ladder is climbed in.
_IN_SERIES: frozenset[PartKind] = frozenset({"phase", "level", "step"})
_AMOUNTS: frozenset[Unit] = frozenset({"USD", "GBP", "EUR", "INR", "AUD", "CAD"})
# Operations on one level and the next.
_STEPPED: frozenset[Operation] = frozenset({"extreme", "difference", "rank"})


@dataclass(frozen=True, slots=True)
class MeasuringCues:
    """What the words of one question do with figures; `said` are these words, which name no topic."""

    end: RangeEnd | None = None
    superlative: Literal["low", "high"] | None = None  # the end of a series that "the longest" speaks of
    percent: bool = False
    stepwise: bool = False
    widest: bool = False  # of the steps from each to the next, the widest or the narrowest
    difference: bool = False
    middle: bool = False
    until: int | None = None  # where in the text the phase before which it asks may stand
    reaches: bool = False
    neighbour: Literal["next", "previous"] | None = None
    places: tuple[int, ...] = ()
    more_of: PartKind | None = None  # the parts of which one career has more than another: "fewer phases"
    paid: Period | None = None
    said: frozenset[str] = frozenset()


def read_measuring(text: str) -> MeasuringCues:
    """The cues of `text`, which is in lower case."""
    table = cue_tables().measuring
    high, low = search_any(table.high, text), search_any(table.low, text)
    superlatives = _superlatives(text)
    until = [found.end() for pattern in table.until if (found := pattern.search(text))]
    after, before = search_any(table.next, text), search_any(table.previous, text)
    spoken = (*table.high, *table.low, *table.percent, *table.stepwise, *table.widest, *table.difference, *table.middle)
    return MeasuringCues(
        end="both" if (high and low) or len(superlatives) > 1 else "high" if high else "low" if low else None,
        superlative=next(iter(superlatives)) if len(superlatives) == 1 else None,
        percent=search_any(table.percent, text),
        stepwise=search_any(table.stepwise, text),
        widest=search_any(table.widest, text),
        difference=search_any(table.difference, text),
        middle=search_any(table.middle, text),
        until=min(until, default=None),
        reaches=search_any(table.reach, text),
        neighbour="next" if after else "previous" if before else None,
        places=_places(text),
        more_of=_more_of(text),
        paid=next((period for period, patterns in table.paid.items() if search_any(patterns, text)), None),
        said=frozenset(_words_matched((*spoken, *table.next, *table.previous), text)),
    )


def _superlatives(text: str) -> frozenset[Literal["low", "high"]]:
    """The ends of a series that superlatives name: both for "between the shortest and the longest"."""
    tables = cue_tables()
    said = {word for word in re.findall(r"[a-z]+", text) if word.endswith("st") or word in tables.measuring.extremes}
    said -= tables.measuring.vague
    ends: dict[Literal["low", "high"], frozenset[str]] = {
        "low": tables.direction.least,
        "high": tables.direction.most,
    }
    return frozenset(end for end, words in ends.items() if said & words)


def _places(text: str) -> tuple[int, ...]:
    """Which of a ranking are asked for: (2,) for "the second longest", (1, 2, 3) for "the top three"."""
    if found := _place_pattern().search(text):
        words = linking_words()
        if found["place"]:
            return (words.ordinals[found["place"]],)
        counted = found["ahead"] or found["behind"]
        return tuple(range(1, (int(counted) if counted.isdigit() else words.cardinals[counted]) + 1))
    return ()


@cache
def _place_pattern() -> re.Pattern[str]:
    """An ordinal or a number beside a superlative."""
    words, directions = linking_words(), cue_tables().direction
    places = "|".join(word for word, place in words.ordinals.items() if place > 1)
    counts = "|".join([*(word for word, number in words.cardinals.items() if number > 1), r"\d"])
    ends = "|".join([*sorted(word for word in directions.words if word.endswith("st")), *cue_tables().measuring.tops])
    return re.compile(
        rf"\b(?:(?P<place>{places})[\s-]+(?:{ends})|(?P<ahead>{counts})[\s-]+(?:{ends})|(?:{ends})[\s-]+(?P<behind>{counts}))\b"
        rf"(?!\s+(?:weeks?|months?|years?|hours?|days?))"
    )


def _more_of(text: str) -> PartKind | None:
    """The kind of part of which a question asks who has more: "which has fewer phases", "the most levels"."""
    said = "|".join(sorted(map(re.escape, cue_tables().measuring.outnumbering), key=len, reverse=True))
    for kind, nouns in linking_words().parts.items():
        if re.search(rf"\b(?:{said}) (?:{'|'.join(noun for noun in nouns if noun.endswith('s'))})\b", text):
            return kind
    return None


def _words_matched(patterns: tuple[re.Pattern[str], ...], text: str) -> Iterator[str]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield from re.findall(r"[\w'-]+", found.group())


def settle(
    facets: tuple[Facet, ...],
    operation: Operation,
    cues: MeasuringCues,
    kinds: frozenset[PartKind],
    units: frozenset[Unit],
) -> tuple[tuple[Facet, ...], Operation]:
    """What facets and operation come to by the words for figures.

    `kinds` are those of the parts that the question names, `units` those of its figures.
    """
    if cues.more_of in WHOLE_PART and operation in _WEIGHED:
        return (WHOLE_PART[cues.more_of],), "count"
    if cues.neighbour and operation in _TOLD and kinds & _IN_SERIES:
        return facets, cues.neighbour
    figure = _figure_of(facets[0], kinds)
    if figure is None:
        return facets, operation
    definition = facet_definitions()[figure]
    if cues.percent and "percent" not in definition.units and operation in _RELATED:
        return (figure,), "total" if definition.summable and kinds else "difference"
    if definition.part is not None and cues.reaches and units & definition.units & _AMOUNTS:
        return (figure,), "locate"
    if cues.places and operation in _TURNED:
        return (figure,), "rank"
    if cues.widest and operation == "difference":
        return (figure,), "extreme"
    if (cues.difference and figure == facets[0] and operation in _TURNED) or (
        cues.end == "both" and operation == "extreme"
    ):
        return (figure,), "difference"
    if cues.middle and operation in _TURNED:
        return (figure,), "average"
    return facets, operation


def _figure_of(facet: Facet, kinds: frozenset[PartKind]) -> Facet | None:
    """The facet whose figures a question for `facet` is about; of a phase its length, of a level its pay."""
    definitions = facet_definitions()
    definition = definitions.get(facet)
    if definition is not None and definition.shape == "figure":
        return facet
    if definition is not None and definition.measure is not None:
        return definition.measure
    stated = (each for each, d in definitions.items() if d.shape == "figure" and d.part in kinds)
    return next(stated, None)


def is_stepwise(cues: MeasuringCues, operation: Operation, levels: int) -> bool:
    """True when a question compares each level with the next, and not two that it names."""
    return cues.stepwise and operation in _STEPPED and levels < 2


def before_part(cues: MeasuringCues, facet: Facet, operation: Operation, unit: Unit | None) -> bool:
    """True when a question asks how much of the roadmap lies before the phase that it names."""
    of_time = unit in ("day", "week", "month") or facet in ("duration", "phase_length")
    return cues.until is not None and of_time and operation in ("lookup", "list", "total", "plan", "previous")


def without_ends(
    parts: tuple[PartReference, ...], cues: MeasuringCues, operation: Operation
) -> tuple[PartReference, ...]:
    """The parts without those whose words rank all of them or speak of an end of each one's range.

    "The second longest" is no second phase, "the top ends" are of every level, and so is one end that is averaged.
    """
    if cues.places or cues.widest:
        return ()
    if cues.end is None:
        return parts
    if operation in ("average", "total") and not cues.middle and len(parts) == 1 and parts[0].kind == "level":
        return ()
    return tuple(
        part
        for part in parts
        if part.kind != "level" or part.words.casefold().split()[-1:] not in ([w] for w in cues.said)
    )
