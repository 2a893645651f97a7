"""What a question wants worked out of the figures that one sentence of a document states."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from advisor.findings import Block
from advisor.library import Library
from advisor.operations import figures
from advisor.operations.sentences import split_sentences
from advisor.operations.words import content_words, join_words, mentions
from advisor.patterns import Pattern
from advisor.requests import Request
from advisor.types import Finding
from vectorstore.numbers import find_numbers
from vectorstore.quantities import find_quantities, format_quantity
from vectorstore.tables import Table, read_table
from vectorstore.types import Fact, Quantity, Unit

Work = Literal["difference", "remainder", "complement", "total", "product"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE = Quantity(100, 100, "percent")
# Figures of one sentence that are still added: more of them are a list, of which some may be meant.
_ADDENDS = 4
# Words behind a number within which stands what it counts.
_NEAR = 4


class Reckoning(Table):
    """One entry of `reckoning.toml`, which explains the fields."""

    work: Work
    asked: tuple[Pattern, ...]
    surely: tuple[Pattern, ...] = ()
    said: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A single value of a sentence, as it stands there, with the words up to the next one."""

    quantity: Quantity
    words: str
    behind: str


@cache
def _reckonings() -> tuple[Reckoning, ...]:
    return tuple(read_table(dict[str, tuple[Reckoning, ...]], "advisor.operations", "reckoning.toml")["reckoning"])


def work_out(request: Request, findings: tuple[Block, ...]) -> tuple[Block, ...]:
    """The findings; where they are sentences quoted, behind what the question wants worked out of one of them."""
    quoted = [each for each in findings if isinstance(each, Finding) and each.says.startswith("quote")]
    if len(quoted) < len(findings):
        return findings
    worked = next((result for each in quoted for result in reckon(request, each)), None)
    return (worked, *findings) if worked is not None else findings


def reckon(request: Request, quoted: Finding) -> Iterator[Finding]:
    """What the question wants worked out of the figures of a quoted sentence; nothing where it wants or states none."""
    question, sentence = request.wording, quoted.values["value"]
    for each in _reckonings():
        if not any(pattern.search(question) for pattern in each.asked):
            continue
        stated = figures_of(sentence)
        told = not each.said or any(pattern.search(sentence) for pattern in each.said)
        parts = _terms(each, stated, question, sentence, told=told)
        result = _worked_out(each.work, parts)
        if result is not None:
            values = {"result": format_quantity(result), "list": join_words([part.words for part in parts])}
            values |= {"first": parts[0].words, "second": parts[-1].words}
            yield Finding(f"reckoning.{each.work}", values, quoted.facts, computed=(result,))
            return


def reckon_around(request: Request, fact: Fact, library: Library) -> Iterator[Finding]:
    """What the question wants worked out of the sentence that states a fact, and this sentence; nothing otherwise.

    "By how much has it risen?" of "8.6 out of 10, up from 8.1".
    """
    chunk = library.chunk_at(fact.span)
    for start, end in split_sentences(chunk.text) if chunk is not None else ():
        span = chunk.span.part(start, end) if chunk is not None else fact.span
        if span.start <= fact.span.start < span.end:
            text = library.text(span)
            quoted = Finding("quote", {"value": text}, (replace(fact, span=span, value=text),))
            worked = list(reckon(request, quoted))
            yield from (*worked, quoted) if worked else ()


def figures_of(sentence: str) -> list[Figure]:
    """The single values that a sentence states, in order: ranges and years are none."""
    quantities = [(each.start, each.end, each.quantity) for each in find_quantities(sentence)]
    counts = [
        (each.start, each.end, Quantity(each.value, each.value, "count"))
        for each in find_numbers(sentence)
        if not any(start < each.end and each.start < end for start, end, _ in quantities)
        and not _YEAR.fullmatch(sentence[each.start : each.end])
    ]
    places = sorted((*quantities, *counts), key=lambda place: place[0])
    begins = [start for start, _, _ in places] + [len(sentence)]
    return [
        Figure(quantity, sentence[start:end], sentence[end : begins[number + 1]])
        for number, (start, end, quantity) in enumerate(places)
        if quantity.low == quantity.high and not quantity.open_ended and not _of_date(sentence[end:])
    ]


def _of_date(behind: str) -> bool:
    """True where a month stands behind a number."""
    following = behind.split(maxsplit=1)[:1]
    return bool(following) and following[0].strip(".,;:)") in month_name[1:]


def _terms(
    reckoning: Reckoning, stated: Sequence[Figure], question: str, sentence: str, *, told: bool
) -> Sequence[Figure]:
    """The figures that the work is done on; empty where the sentence does not say which."""
    match reckoning.work:
        case "difference":
            stated = _scored(stated) if told else stated
            alike = [pair for pair in _by_unit(stated) if len({figure.quantity for figure in pair}) == 2 == len(pair)]
            # Two numbers may count different things; two amounts are of one kind.
            alike = [pair for pair in alike if told or pair[0].quantity.unit != "count"]
            return alike[0] if len(alike) == 1 else ()
        case "remainder":
            return _whole_and_part(stated, question)
        case "complement":
            shares = [figure for figure in stated if figure.quantity.unit == "percent"]
            return shares if told and _asks_of_rest(reckoning, question, sentence) else ()
        case "total":
            amounts = [group for group in _by_unit(stated) if 1 < len(group) <= _ADDENDS]
            amounts = [group for group in amounts if group[0].quantity.unit not in ("count", "percent", "score")]
            return amounts[0] if told and len(amounts) == 1 else ()
        case "product":
            hours = [figure for figure in stated if figure.quantity.unit == "hour" and figure.quantity.per]
            times = [figure for figure in stated if hours and figure.quantity.unit == hours[0].quantity.per]
            return (times[0], hours[0]) if len(hours) == 1 and len(times) == 1 else ()


def _scored(stated: Sequence[Figure]) -> Sequence[Figure]:
    """The figures with the one bare number in the unit of the one score or share beside it: "8.6/10, up from 8.1"."""
    scores = [figure.quantity for figure in stated if figure.quantity.unit in ("score", "percent")]
    bare = [figure for figure in stated if figure.quantity.unit == "count"]
    if len(scores) != 1 or len(bare) != 1:
        return stated
    former = replace(bare[0], quantity=replace(scores[0], low=bare[0].quantity.low, high=bare[0].quantity.high))
    return [former if figure is bare[0] else figure for figure in stated]


def _by_unit(stated: Sequence[Figure]) -> list[list[Figure]]:
    """The figures that can be set against each other, in order."""
    groups: dict[tuple[Unit, str | None], list[Figure]] = {}
    for figure in stated:
        groups.setdefault((figure.quantity.unit, figure.quantity.per), []).append(figure)
    return [group for group in groups.values() if len(group) > 1]


def _whole_and_part(stated: Sequence[Figure], question: str) -> Sequence[Figure]:
    """The largest number of what the question speaks of, and a smaller one; of several that of which it speaks, too.

    Empty where nothing it speaks of is counted, or where it stays open which number is taken away.
    """
    counts = [figure for figure in stated if figure.quantity.unit == "count"]
    words = content_words(question)
    wholes = [each for each in counts if any(mentions(" ".join(each.behind.split()[:_NEAR]), word) for word in words)]
    if not wholes:
        return ()
    whole = max(wholes, key=lambda figure: figure.quantity.high)
    others = [each for each in counts if each is not whole and each.quantity.high < whole.quantity.high]
    if len(others) > 1:
        others = [each for each in others if any(mentions(each.behind, word) for word in words)]
    return (whole, others[0]) if len(others) == 1 else ()


def _asks_of_rest(reckoning: Reckoning, question: str, sentence: str) -> bool:
    """True when the question speaks of those whom a sentence calls the rest, and not of others."""
    clauses = re.split(r"[,;:]|\band\b", sentence)
    rest = " ".join(clause for clause in clauses if any(each.search(clause) for each in reckoning.said))
    stated = " ".join(clause for clause in clauses if not any(each.search(clause) for each in reckoning.said))
    surely = any(pattern.search(question) for pattern in reckoning.surely)
    return surely or any(mentions(rest, word) and not mentions(stated, word) for word in content_words(question))


def _worked_out(work: Work, terms: Sequence[Figure]) -> Quantity | None:
    quantities = [term.quantity for term in terms]
    if not quantities:
        return None
    match work:
        case "difference" | "remainder":
            low, high = sorted(each.high for each in quantities)
            return _of(high - low, quantities[0])
        case "complement":
            left = _WHOLE.high - sum(each.high for each in quantities)
            return _of(left, _WHOLE) if left > 0 else None
        case "total":
            return figures.total(quantities)
        case "product":
            return _of(quantities[0].high * quantities[1].high, Quantity(0, 0, "hour"))


def _of(value: float, like: Quantity) -> Quantity:
    value = round(value, 4)
    return Quantity(
        value, value, like.unit, approximate=like.approximate, per=like.per if like.unit == "score" else None
    )
