"""Pay that is stated outside a career ladder: by region, for entry or senior roles, over the whole career."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ingest.figures import LEAST_YEARLY, MONEY
from ingest.layout import layout
from ingest.place import Place
from ingest.sentences import read_sentences
from vectorstore.quantities import QuantityMention, find_quantities
from vectorstore.types import Attribute, Fact, Part, Unit

_BRACKET = re.compile(r"\s*\((?P<text>[A-Z][\w.& /-]{1,30})\)")
_CLAUSE = re.compile(r"[,;:—–(]|\b(?:and|while|with|but|whereas)\b")


def regional_facts(text: str, start: int, label: str, place: Place, first: int, *, in_pay: bool) -> Iterator[Fact]:
    """Facts of a line "Region: amounts": the ranges of the region, then entry and senior pay its sentences state.

    `first` is the number its first region gets; a bracket behind a range ("£60,000 (UK)") makes a region of its own.
    """
    mentions = _amounts(text)
    if not mentions:
        return
    opening = next(iter(read_sentences(text)), (text, 0))
    stop = opening[1] + len(opening[0])
    ranges = [
        mention
        for mention in mentions
        if mention.start < stop and (mention.quantity.low < mention.quantity.high or mention.quantity.open_ended)
    ]
    if not ranges and mentions[0].start < stop and in_pay:
        ranges = mentions[:1]
    brackets = {mention.start: _BRACKET.match(text[mention.end :]) for mention in ranges}
    begin = start
    for order, mention in enumerate(ranges):
        bracket = brackets[mention.start]
        title = f"{label} ({bracket['text']})" if bracket and len(ranges) > 1 else label
        number = first + (order if len(ranges) > 1 and bracket else 0)
        end = start + mention.end + (bracket.end() if bracket else 0)
        yield place.fact("regional_pay", mention.quantity, begin, end, part=Part("region", number, title))
        begin = end + len(re.match(r"[\s,;]*(?:and\s+|or\s+)?", text[end - start :])[0])  # type: ignore[index]  # matches the empty string
    taken = {mention.start for mention in ranges}
    region = Part("region", first, label)
    yield from _level_pay(text, start, place, region, skip=taken)


@lru_cache(maxsize=8)
def stated_currency(text: str) -> Unit | None:
    """The currency in which a page says once that its amounts are ("Amounts are pounds a year"); None without one."""
    match = layout().expressions["pay_all_amounts"].search(text)
    mention = next(iter(find_quantities(f"10 {match['currency']}")), None) if match else None
    return mention.quantity.unit if mention is not None and mention.quantity.unit in MONEY else None


def region_behind(text: str) -> str:
    """The region of a line that begins with its pay ("$74,000 to $126,000 in Boston"); empty for any other line."""
    first = next(iter(_amounts(text)), None)
    if first is None or first.start > 0:
        return ""
    match = layout().expressions["pay_place_behind"].fullmatch(text[first.end :])
    return match["region"] if match else ""


def prose_facts(text: str, start: int, place: Place, *, in_pay: bool) -> Iterator[Fact]:
    """Pay stated in running text, sentence by sentence: entry pay, senior pay, or the range of the career."""
    yield from _level_pay(text, start, place, None, skip=set(), ranges=True, in_pay=in_pay)


def _amounts(text: str) -> list[QuantityMention]:
    return [
        mention
        for mention in find_quantities(text)
        if mention.quantity.unit in MONEY
        and mention.quantity.high >= LEAST_YEARLY
        and mention.quantity.per in (None, "year")
    ]


def _level_pay(
    text: str,
    start: int,
    place: Place,
    region: Part | None,
    *,
    skip: set[int],
    ranges: bool = False,
    in_pay: bool = True,
) -> Iterator[Fact]:
    known = layout().expressions
    for sentence, at in read_sentences(text):
        previous = 0
        topical = in_pay or known["pay_words"].search(sentence) is not None
        for mention in _amounts(sentence):
            before, after = sentence[previous : mention.start], sentence[mention.end : mention.end + 40]
            begin, previous = previous, mention.end
            if (
                at + mention.start in skip
                or not topical
                or known["pay_other"].search(before + " | " + _next_words(after))
            ):
                continue
            attribute = _attribute(before, after, ranges=ranges, mention=mention)
            if attribute is None:
                continue
            quantity = mention.quantity
            if not quantity.open_ended and quantity.low == quantity.high and known["pay_open_ended"].search(before):
                quantity = replace(quantity, open_ended=True)
            lead = re.match(r"[\s,;:.—–-]*(?:and\s+|while\s+|with\s+|but\s+)?", before)
            offset = begin + (lead.end() if lead else 0)
            part = region if attribute != "salary_range" else None
            whom = known["pay_for_whom"].match(after)
            end = mention.end + (whom.end() if whom else 0)
            yield place.fact(attribute, quantity, start + at + offset, start + at + end, part=part)


def _attribute(before: str, after: str, *, ranges: bool, mention: QuantityMention) -> Attribute | None:
    """What an amount is the pay of, by the words in front of it, the nearest deciding."""
    known = layout().expressions
    entry = [match.end() for match in known["pay_entry"].finditer(before)]
    senior = [match.end() for match in known["pay_senior"].finditer(before)]
    if entry or senior:
        return "entry_pay" if max(entry, default=-1) > max(senior, default=-1) else "senior_pay"
    if known["pay_for_whom"].match(after):
        return (
            "entry_pay"
            if known["pay_entry"].search(after)
            else "senior_pay"
            if known["pay_senior"].search(after)
            else None
        )
    if not ranges or known["pay_regions"].search(before):
        return None
    is_range = mention.quantity.low < mention.quantity.high
    if not is_range and known["pay_average"].search(before) and known["pay_words"].search(before):
        return "salary_range"
    if is_range and (known["pay_words"].search(before) or known["pay_range_words"].search(before)):
        return "salary_range"
    return None


def _next_words(text: str) -> str:
    stop = _CLAUSE.search(text)
    return text[: stop.start()] if stop else text
