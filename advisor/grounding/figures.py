"""Figures: every quantity and number of a claim stands in what it cites, or was computed from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from advisor.grounding.evidence import Evidence, Stated, quantity_kind, stated_bound
from advisor.grounding.lexicon import lexicon
from advisor.grounding.stems import bare_stem
from advisor.grounding.times import find_times
from advisor.grounding.words import read_sentence
from advisor.types import Check, Claim
from vectorstore.numbers import NumberMention, find_numbers
from vectorstore.numbers import lexicon as number_words
from vectorstore.quantities import QuantityMention, find_quantities, format_quantity
from vectorstore.types import Quantity

_NEAR = 32  # characters around a figure in which a word says which end of a range it is
_LIST_BREAK = re.compile(r",|\band\b")
_EXACT = {
    "minute": ("hour", 1 / 60),
    "day": ("week", 1 / 7),
    "year": ("month", 12.0),
    "hour": ("hour", 1.0),
    "week": ("week", 1.0),
    "month": ("month", 1.0),
}


def check_figures(claim: Claim, evidence: Evidence, *, question: str) -> Check:
    """Fails on the first quantity whose value, unit, period, range end or open end the cited spans do not state."""
    mentions = find_quantities(claim.text)
    for mention in mentions:
        if _is_recomputed(mention.quantity, claim, evidence) or _is_own_difference(mention, mentions, claim):
            continue
        if not _supported(mention, mentions, claim, evidence.stated, question):
            stated = ", ".join(dict.fromkeys(format_quantity(quantity) for quantity in evidence.quantities)) or "none"
            return Check("figures", False, f"says {format_quantity(mention.quantity)}; the cited spans state {stated}")
    return Check("figures", True)


def _is_recomputed(said: Quantity, claim: Claim, evidence: Evidence) -> bool:
    """True when a claim that speaks of a total (or difference) gives that of all (or both) cited spans.

    Every span must state exactly one value of the unit, so no selection that happens to fit is looked for.
    """
    words = {word.lower for word in read_sentence(claim.text).words}
    own = [[value for value in reading.quantities if value.unit == said.unit] for reading in evidence.readings]
    if len(own) < 2 or any(len(values) != 1 or values[0].low != values[0].high for values in own):
        return False
    values = [value.low for [value] in own]
    total = bool(words & lexicon().figures.totals) and _close(said.low, sum(values))
    differs = (
        bool(words & lexicon().figures.differences)
        and len(values) == 2
        and _close(said.low, abs(values[0] - values[1]))
    )
    return said.low == said.high and not said.open_ended and (total or differs)


def _is_own_difference(mention: QuantityMention, mentions: Sequence[QuantityMention], claim: Claim) -> bool:
    """True for "$5,000 more ($75,000 against $70,000)": the difference of the two other figures of the claim."""
    if not {word.lower for word in read_sentence(claim.text).words} & lexicon().figures.differences:
        return False
    others = [
        other.quantity for other in mentions if other is not mention and other.quantity.unit == mention.quantity.unit
    ]
    if len(others) != 2 or any(other.low != other.high for other in others):
        return False
    return mention.quantity.low == mention.quantity.high and _close(
        mention.quantity.low, abs(others[0].low - others[1].low)
    )


def check_numbers(claim: Claim, evidence: Evidence, *, question: str) -> Check:
    """Fails on a number without a unit that neither stands in the cited spans nor counts them."""
    mentions = find_quantities(claim.text)
    known = {value for reading in evidence.readings for value in reading.numbers}
    known |= {quantity.low for quantity in claim.computed} | {quantity.high for quantity in claim.computed}
    known |= {float(len({source.span for source in evidence.cited})), 1.0}
    known |= {time.minutes / 60 for source in evidence.cited for time in find_times(source.text)}  # "starts at nine"
    known |= {float(value) for word, value in lexicon().attachment.ordinals.items() if word in evidence.words}
    if {word.lower for word in read_sentence(claim.text).words} & lexicon().figures.question_context:
        known |= {number.value for number in find_numbers(question)}
    for number in find_numbers(claim.text):
        if any(mention.start <= number.start < mention.end for mention in mentions):
            continue
        if (bound := stated_bound(claim.text, number)) and not _is_bounded_so(number.value, bound, evidence):
            return Check("figures", False, f"bounds {claim.text[number.start : number.end]} as no cited span does")
        if before_number(claim.text, number.start) in lexicon().attachment.part_nouns:
            continue  # "phase 2" is the attachment check's matter
        if number.value not in known and not _counts_own_list(claim.text, number):
            return Check(
                "figures", False, f"says {claim.text[number.start : number.end]}, which the cited spans do not"
            )
    return Check("figures", True)


def _counts_own_list(text: str, number: NumberMention) -> bool:
    """True for "two things: A and B" and "A and B, two things": the number counts what the claim itself lists."""
    _, colon, listed = text[number.end :].partition(":")
    items = [item for item in _LIST_BREAK.split(re.split(r"[.;]", listed)[0]) if item.strip()]
    if colon and len(items) == number.value:
        return True
    before = re.split(r"[.;:]", text[: number.start].rstrip())[-1]
    return before.endswith(",") and sum(bool(item.strip()) for item in _LIST_BREAK.split(before)) == number.value > 1


def _is_bounded_so(value: float, bound: int, evidence: Evidence) -> bool:
    """True when a cited span puts the same bound to the number: "over 50", "50+"."""
    for source in evidence.cited:
        for number in find_numbers(source.text):
            plus = source.text[number.end : number.end + 1] == "+"
            if number.value == value and (stated_bound(source.text, number) or int(plus)) == bound:
                return True
    return False


def before_number(text: str, start: int) -> str:
    """The word before an offset, in lower case."""
    return text[:start].rstrip(" #").rpartition(" ")[2].lower()


def check_units(claim: Claim, evidence: Evidence) -> Check:
    """Fails on a unit of time outside the figures ("days before", "every month") that the cited spans do not say."""
    mentions = find_quantities(claim.text)
    known = evidence.words
    for word in read_sentence(claim.text).words:
        adverb = number_words().periods.get(word.lower)
        unit = number_words().units.get(adverb or word.lower)
        if unit is None or not (adverb or word.lower.endswith("s") or _repeats(claim.text[: word.start])):
            continue
        if any(mention.start <= word.start < mention.end for mention in mentions):
            continue
        before = before_number(claim.text, word.start)
        if (place := lexicon().attachment.ordinals.get(before, 1)) > 1 and not _places(place) & known:
            return Check("coverage", False, f"says {before + ' ' + word.text!r}, which the cited spans do not")
        one = Quantity(1, 1, unit[0])  # "a year" where the cited span says 12 months
        if before in {"a", "an"} and any(same_value(one, stated) for stated in evidence.quantities):
            continue
        if not {bare_stem(word.lower), adverb, *periods_of(word.lower)} & known and not (
            unit[0] == "year" and "salary" in known
        ):
            return Check("coverage", False, f"says {word.text!r}, which the cited spans do not")
    return Check("coverage", True)


def periods_of(unit: str) -> frozenset[str]:
    """The words that say how often by a unit of time: "daily", of "day"; empty for any other word."""
    return frozenset(
        word for word, period in number_words().periods.items() if unit and word != unit and period == unit
    )


def _places(number: int) -> frozenset[str]:
    """The words for a place in an order: "second", "2nd", "2"."""
    named = {word for word, place in lexicon().attachment.ordinals.items() if place == number}
    return frozenset({*named, str(number), f"{number}nd", f"{number}rd", f"{number}th"})


def _repeats(before: str) -> bool:
    return before.rstrip().lower().rpartition(" ")[2] in lexicon().figures.repeating


def same_value(first: Quantity, second: Quantity) -> bool:
    """True when both state the same ends in the same unit and period; "2 years" is "24 months"."""
    low, unit = _normal(first.low, first)
    high, _ = _normal(first.high, first)
    other_low, other_unit = _normal(second.low, second)
    other_high, _ = _normal(second.high, second)
    return unit == other_unit and _close(low, other_low) and _close(high, other_high) and _same_period(first, second)


def _supported(
    mention: QuantityMention,
    mentions: Sequence[QuantityMention],
    claim: Claim,
    stated: Sequence[Stated],
    question: str,
) -> bool:
    quantity = mention.quantity
    if any(same_value(quantity, value) for value in claim.computed):
        return True
    around = _around(claim.text, mention)
    bound = stated_bound(claim.text, mention)
    if quantity.open_ended and any(value.bound == 1 and same_value(quantity, value.quantity) for value in stated):
        return True  # "three or more years" for "at least three years"
    if any(
        _matches(quantity, value.quantity, around, mentions, bound=bound, text=claim.text)
        and _bounded(bound, value, quantity)
        for value in stated
    ):
        return True
    context = {word.lower for word in read_sentence(claim.text).words} & lexicon().figures.question_context
    return bool(context) and any(same_value(quantity, asked.quantity) for asked in find_quantities(question))


def _bounded(bound: int, stated: Stated, said: Quantity) -> bool:
    """True when "more than", "under" and the like say no more than the evidence does."""
    value = stated.quantity
    if bound == stated.bound:
        return True
    if bound > 0:
        return value.open_ended or (value.low < value.high and _close(said.low, value.low))
    if bound < 0:
        return value.low < value.high and _close(said.high, value.high) and not value.open_ended
    return False


def _matches(
    said: Quantity,
    stated: Quantity,
    around: Sequence[str],
    mentions: Iterable[QuantityMention],
    *,
    bound: int,
    text: str,
) -> bool:
    """True when `said` restates `stated`, whole or by the end that the words around it (or all of the claim) name."""
    words = lexicon().figures
    if same_value(said, stated):
        open_said = said.open_ended or bool(words.open_end.intersection(around))
        return open_said if stated.open_ended else not said.open_ended
    if stated.low == stated.high or said.low != said.high:
        return False
    low_end = same_value(said, Quantity(stated.low, stated.low, stated.unit, per=stated.per))
    high_end = same_value(said, Quantity(stated.high, stated.high, stated.unit, per=stated.per))
    if not (low_end or high_end):
        return False
    ends = {mention.quantity.low for mention in mentions if mention.quantity.unit == said.unit}
    if {stated.low, stated.high} <= ends:
        return True
    if high_end and stated.low == 0 and "first" in around:  # "in the first two years" of 0–2
        return True
    names_low, names_high = _named_end(around, bound=bound, text=text)
    if low_end:
        return names_low or (said.open_ended and stated.open_ended)
    if stated.open_ended:
        return said.open_ended or bool(words.open_end.intersection(around)) or names_high
    return names_high and not said.open_ended


def _named_end(around: Sequence[str], *, bound: int, text: str) -> tuple[bool, bool]:
    """Whether the low or the high end of a range is named: by a bound, by the nearest word, else by the whole claim."""
    words = lexicon().figures
    if bound:  # "no more than two years" has a word of the low end in it
        return bound > 0, bound < 0
    nearest = next((word for word in around if word in words.low_end | words.high_end), "")
    if nearest:
        return nearest in words.low_end, nearest in words.high_end
    every = {word.lower for word in read_sentence(text).words}
    low, high = bool(every & words.low_end), bool(every & words.high_end)
    return low and not high, high and not low


def _around(text: str, mention: QuantityMention) -> list[str]:
    """The words beside a quantity, nearest first, those before it before those after it."""
    before = text[max(0, mention.start - _NEAR) : mention.start]
    after = text[mention.end : mention.end + _NEAR]
    # A word beyond another figure or a pause belongs to that one.
    before = re.split(r"[\d;,:]|\band\b", before)[-1]
    after = re.split(r"[\d;,:.]|\band\b", after)[0]
    leading = [word.lower for word in read_sentence(before).words] if before.strip() else []
    trailing = [word.lower for word in read_sentence(after).words] if after.strip() else []
    return [*reversed(leading), *trailing]


def _normal(value: float, quantity: Quantity) -> tuple[float, str]:
    unit, size = _EXACT.get(quantity.unit, (quantity.unit, 1.0))
    return value * size, unit


def _same_period(first: Quantity, second: Quantity) -> bool:
    if quantity_kind(first.unit) == "money":  # pay is yearly where nothing else is said
        return (first.per or "year") == (second.per or "year")
    if first.unit == "score":
        return first.per == second.per
    return first.per is None or first.per == second.per


def _close(first: float, second: float) -> bool:
    return abs(first - second) <= 1e-6 * max(1.0, abs(first), abs(second))
