"""What the words of a question do with figures: which end of a range they mean, what they compute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from advisor.patterns import any_of, matcher
from advisor.requests import Direction, Period, RangeEnd
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.following import by_degree
from advisor.understanding.vocabulary import linking_words
from vectorstore.numbers import lexicon
from vectorstore.types import PartKind

# Words at most between "how many" and the noun of what is counted: "of the decision support levels".
_BEFORE_COUNTED = 5


@dataclass(frozen=True, slots=True)
class MeasuringCues:
    """What the words of one question do with figures; `said` are these words, which name no topic."""

    end: RangeEnd | None = None
    superlative: Literal["low", "high"] | None = None  # the end of a series that "the longest" speaks of
    percent: bool = False
    stepwise: bool = False
    widest: bool = False  # of the steps from each to the next, the widest or the narrowest
    spread: bool = False  # of ranges, the widest or the narrowest
    difference: bool = False
    against: bool = False  # two things are set against each other
    times: bool = False
    averaging: bool = False
    middle: bool = False
    median: bool = False
    until: int | None = None  # where in the text the phase before which it asks may stand
    through: int | None = None  # where the phase up to whose end it asks may stand
    passed: bool = False  # all the time up to there is asked for
    reaches: bool = False
    neighbour: Literal["next", "previous"] | None = None
    places: tuple[int, ...] = ()
    more_of: PartKind | None = None  # the parts of which one career has more than another: "fewer phases"
    counted: PartKind | None = None  # the parts it asks the number of: "how many levels"
    paid: Period | None = None
    agreeing: bool = False
    in_turn: bool = False  # what is done one after the other
    joints: bool = False  # whether neighbouring ranges meet
    said: frozenset[str] = frozenset()
    said_of_ends: frozenset[str] = frozenset()  # of these the words that name an end of ranges


def read_measuring(text: str) -> MeasuringCues:
    """The cues of `text`, which is in lower case."""
    table = cue_tables().measuring
    ranged = without_degrees(text)
    high, low = search_any(table.high, ranged), search_any(table.low, ranged)
    superlatives = _superlatives(text)
    after, before = search_any(table.next, text), search_any(table.previous, text)
    ends = (*table.high, *table.low)
    computing = (*table.percent, *table.difference, *table.times, *table.middle, *table.median)
    stepping = (*table.stepwise, *table.widest, *table.spread)
    periods = (pattern for patterns in table.paid.values() for pattern in patterns)
    return MeasuringCues(
        end="both" if (high and low) or len(superlatives) > 1 else "high" if high else "low" if low else None,
        superlative=next(iter(superlatives)) if len(superlatives) == 1 else None,
        percent=search_any(table.percent, text),
        stepwise=search_any(table.stepwise, text),
        widest=search_any(table.widest, text),
        spread=search_any(table.spread, text),
        difference=search_any(table.difference, text),
        against=search_any(table.against, text),
        times=search_any(table.times, text),
        averaging=search_any(table.averaging, text),
        middle=search_any(table.middle, text),
        median=search_any(table.median, text),
        until=_first_end(table.until, text),
        through=_first_end(table.through, text),
        passed=search_any(table.passed, text),
        reaches=search_any(table.reach, text),
        neighbour="next" if after else "previous" if before else None,
        places=_places(text),
        more_of=_more_of(text),
        counted=_counted(text),
        paid=next((period for period, patterns in table.paid.items() if search_any(patterns, text)), None),
        agreeing=search_any(table.agreeing, text),
        in_turn=search_any(table.in_turn, text),
        joints=search_any(table.joints, text),
        said_of_ends=frozenset(_words_matched(ends, text)),
        said=frozenset(_words_matched((*ends, *computing, *stepping, *periods, *table.next, *table.previous), text)),
    )


def without_degrees(text: str) -> str:
    """A text with blanks for what asks how far two things lie apart: "how much lower" names no lower end."""
    return _degree_pattern().sub(lambda found: " " * len(found.group()), text)


@cache
def _degree_pattern() -> re.Pattern[str]:
    asking = any_of(by_degree())
    words = "|".join(sorted(word for word in cue_tables().direction.words if not word.endswith("st")))
    return re.compile(rf"\b(?:{asking}) (?:{words})\b", re.IGNORECASE)


def sets_higher(text: str) -> bool:
    """True when lower-case text asks how much more or less there is of something: "how much longer"."""
    return _degree_pattern().search(text) is not None


def end_outdone(text: str) -> Direction | None:
    """The end of a series that lower-case text sets something against: "longer than the shortest"; None for none."""
    direction = cue_tables().direction
    words = (found["end"] for pattern in cue_tables().measuring.outdone for found in pattern.finditer(text))
    ended = [word for word in words if word.endswith("st")]
    return next(("least" if word in direction.least else "most" for word in ended if word in direction.words), None)


def _first_end(patterns: tuple[re.Pattern[str], ...], text: str) -> int | None:
    """Where the first of what the patterns match ends."""
    return min((found.end() for pattern in patterns if (found := pattern.search(text))), default=None)


def ends_in_order(text: str) -> tuple[RangeEnd, ...]:
    """The ends of ranges that lower-case text names, in order: high, low for "the best X gets, the least Y gets"."""
    tables = cue_tables()
    naming = tables.measuring.extremes | tables.measuring.tops
    least = {word for word in tables.direction.least if word.endswith("st") or word in naming}
    most = {w for w in tables.direction.most | tables.direction.best if w.endswith("st") or w in naming}
    ends: dict[RangeEnd, frozenset[str]] = {
        "low": tables.measuring.opening | least,
        "high": tables.measuring.peaking | most,
    }
    named = matcher(*(word for words in ends.values() for word in words)).finditer(without_degrees(text))
    return tuple(end for found in named for end, words in ends.items() if found.group() in words)


def names_end(words: str) -> bool:
    """True for the words of a level that may name an end of another's range instead: "the top", not "the top job"."""
    *_, noun = words.casefold().split() or [""]
    tops = cue_tables().measuring.tops
    of_level = {*linking_words().parts["level"], *linking_words().posts, "ladder"}
    return bool(tops & {*words.casefold().split()}) and noun not in of_level


def _superlatives(text: str) -> frozenset[Literal["low", "high"]]:
    """The ends of a series that superlatives name: both for "between the shortest and the longest".

    A comparative that outdoes all others is one: "takes more time than any other".
    """
    tables = cue_tables()
    words = set(re.findall(r"[a-z]+", text))
    said = {word for word in words if word.endswith("st") or word in tables.measuring.extremes}
    said -= tables.measuring.vague
    if search_any(tables.measuring.outdoing, text):
        said |= words
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
        counted = found["ahead"] or found["behind"] or found["chosen"]
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
        rf"\b(?:(?P<place>{places})[\s-]+(?:{ends})|(?P<ahead>{counts})[\s-]+(?:{ends})|(?:{ends})[\s-]+(?P<behind>{counts})"
        rf"|(?:which|what) (?P<chosen>{counts})\b(?! of\b)(?=[^.?!,;]*\b(?:{ends})\b))\b"
        rf"(?!-(?:{'|'.join(words.parts['level'])})|\s+(?:weeks?|months?|years?|hours?|days?))"
    )


def _more_of(text: str) -> PartKind | None:
    """The kind of part of which a question asks who has more: "which has fewer phases", "the most levels"."""
    said = any_of(cue_tables().measuring.outnumbering)
    for kind, nouns in linking_words().parts.items():
        if re.search(rf"\b(?:{said}) (?:{'|'.join(noun for noun in nouns if noun.endswith('s'))})\b", text):
            return kind
    return None


def _counted(text: str) -> PartKind | None:
    """The kind of part of which a question asks how many there are: "how many of the levels", not "how many weeks"."""
    found = _counted_pattern().search(text)
    return next((kind for kind in linking_words().parts if found is not None and found[kind]), None)


@cache
def _counted_pattern() -> re.Pattern[str]:
    """What asks for a number, up to the plural noun of parts, with no unit between."""
    units = any_of(unit for unit in lexicon().units if len(unit) > 1)
    nouns = "|".join(
        rf"(?P<{kind}>{any_of(noun for noun in nouns if noun.endswith('s'))})"
        for kind, nouns in linking_words().parts.items()
    )
    asking = any_of(cue_tables().measuring.numbering)
    return re.compile(rf"\b(?:{asking})(?: (?!(?:{units})\b)[\w'-]+){{0,{_BEFORE_COUNTED}}}? (?:{nouns})\b")


def says_order(piece: str) -> bool:
    """True for a piece that only says in which order something is wanted: "longest first", "the best paid on top"."""
    return _order_pattern().fullmatch(piece.casefold()) is not None


def ends_on_order(text: str) -> bool:
    """True for a question that closes with the order it wants its answer in: "list the phases, shortest first"."""
    return any(_order_pattern().fullmatch(text.casefold(), at) for at in (m.start() for m in _BLANK.finditer(text)))


_BLANK = re.compile(r"\s")


@cache
def _order_pattern() -> re.Pattern[str]:
    directions = cue_tables().direction
    words = any_of(sorted({*directions.words, *directions.best}))
    behind = rf"(?:{any_of(cue_tables().measuring.orders)})|to (?:the )?(?:{words})"
    return re.compile(rf"\W*(?:(?:and|with|the|by) )*(?:{words})(?: [\w-]+)?,? (?:{behind})\W*(?:please\W*)?")


def _words_matched(patterns: tuple[re.Pattern[str], ...], text: str) -> Iterator[str]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield from re.findall(r"[\w'-]+", found.group())
