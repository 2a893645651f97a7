"""What a question does with figures: which end of a range it means, and what is computed of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from advisor.facets import facet_definitions
from advisor.types import Facet, Operation, PartReference, RangeEnd
from advisor.understanding.cue_tables import cue_tables, search_any
from vectorstore.types import PartKind, Unit

# Operations that other readings of a question for figures are taken for.
_TURNED: frozenset[Operation] = frozenset({"lookup", "list", "define", "extreme", "rank", "total", "locate", "count"})
# Operations that a share or a percentage is asked of.
_RELATED: frozenset[Operation] = _TURNED | {"difference", "compare", "average"}
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
    difference: bool = False
    middle: bool = False
    until: int | None = None  # where in the text the phase before which it asks may stand
    reaches: bool = False
    neighbour: Literal["next", "previous"] | None = None
    said: frozenset[str] = frozenset()


def read_measuring(text: str) -> MeasuringCues:
    """The cues of `text`, which is in lower case."""
    table = cue_tables().measuring
    high, low = search_any(table.high, text), search_any(table.low, text)
    superlatives = _superlatives(text)
    until = [found.end() for pattern in table.until if (found := pattern.search(text))]
    after, before = search_any(table.next, text), search_any(table.previous, text)
    spoken = (*table.high, *table.low, *table.percent, *table.difference, *table.next, *table.previous)
    return MeasuringCues(
        end="both" if (high and low) or len(superlatives) > 1 else "high" if high else "low" if low else None,
        superlative=next(iter(superlatives)) if len(superlatives) == 1 else None,
        percent=search_any(table.percent, text),
        stepwise=search_any(table.stepwise, text),
        difference=search_any(table.difference, text),
        middle=search_any(table.middle, text),
        until=min(until, default=None),
        reaches=search_any(table.reach, text),
        neighbour="next" if after else "previous" if before else None,
        said=frozenset(_words_matched(spoken, text)),
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
    return cues.until is not None and of_time and operation in ("lookup", "list", "total", "plan")


def without_ends(parts: tuple[PartReference, ...], cues: MeasuringCues) -> tuple[PartReference, ...]:
    """The parts without levels whose words speak of an end of a range: "the top ends" are of every level."""
    if cues.end is None:
        return parts
    return tuple(
        part
        for part in parts
        if part.kind != "level" or part.words.casefold().split()[-1:] not in ([w] for w in cues.said)
    )
