"""The figures of a career level as a line states them: pay, years of experience, and what is glued behind."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ingest.layout import layout
from ingest.lines import Line
from vectorstore.quantities import QuantityMention, find_quantities
from vectorstore.types import Quantity, Unit

MONEY: frozenset[Unit] = frozenset({"USD", "GBP", "EUR", "INR", "AUD", "CAD"})
LEAST_YEARLY = 10_000  # of an amount that is the pay of a year
_FIGURES_LENGTH = 400
_LONGEST_FIGURE = 40
_LABEL = re.compile(r"[A-Z][a-z’'-]+(?: [a-z’'-]+){0,3}:\s*")
_COUNTS = ("no", "one", "two", "three", "four")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Figures:
    """The pay and experience that a line states, the words before the first of them and those after the last."""

    mentions: tuple[QuantityMention, ...]
    before: str
    between: str
    after: str
    after_start: int  # within the line's body

    @property
    def has_pay(self) -> bool:
        """True when an amount is among them."""
        return any(mention.quantity.unit in MONEY for mention in self.mentions)

    @property
    def has_years(self) -> bool:
        """True when years are among them."""
        return any(mention.quantity.unit == "year" for mention in self.mentions)


@lru_cache(maxsize=512)  # asked of a line by every reader of levels and pay near it
def read_figures(line: Line) -> Figures | None:
    """The amounts and years of a line, or None when it states neither."""
    body = line.body[:_FIGURES_LENGTH]
    if not _DIGIT.search(body) and "year" not in body:
        return None
    stated = [m for m in find_quantities(body) if m.quantity.unit in MONEY or m.quantity.unit == "year"]
    first = _years_first(body)
    apart = [m for m in stated if not any(each.start < m.end and m.start < each.end for each in first)]
    apart = [_without_end(mention, body) for mention in apart]
    mentions = tuple(sorted([*first, *apart], key=lambda mention: mention.start))
    if not mentions:
        return None
    gaps = [body[a.end : b.start] for a, b in pairwise(mentions)]
    end = mentions[-1].end
    return Figures(mentions, body[: mentions[0].start], " ".join(gaps), line.body[end:], end)


def _without_end(mention: QuantityMention, text: str) -> QuantityMention:
    """The figure without an upper end where the words right behind it say so ("5 years and over")."""
    quantity = mention.quantity
    if quantity.low != quantity.high or not layout().expressions["and_over"].match(text, mention.end):
        return mention
    return replace(mention, quantity=replace(quantity, open_ended=True))


def _years_first(text: str) -> list[QuantityMention]:
    """Years whose unit stands in front of the figures: "Years 2–6", "year 9 onwards", "first year"."""
    match = layout().expressions["years_first"].search(text)
    if match is None:
        return []
    groups = match.groupdict()
    if not groups["low"]:
        count = groups["until"] or groups["count"] or "1"
        years = Quantity(0, int(count) if count.isdecimal() else _COUNTS.index(count.casefold()), "year")
        return [QuantityMention(years, match.start(), match.end())]
    low, high = int(groups["low"]), int(groups["high"] or groups["low"])
    open_ended = not groups["high"] and bool(groups["open"] or groups["from"] or groups["over"])
    return [QuantityMention(Quantity(low, high, "year", open_ended), match.start(), match.end())] if low <= high else []


def is_filler(text: str) -> bool:
    """True when nothing but the words that go with figures stands there ("years exp. •", "Salary:")."""
    return not layout().expressions["filler"].sub("", text)


def is_figures_line(line: Line) -> bool:
    """True for a line of pay, experience or both with nothing else but a duty glued behind."""
    figures = read_figures(line)
    if figures is None or line.shape == "table" or not is_filler(figures.between):
        return False
    if not is_filler(figures.before) and not _labels_pay(figures):
        return False
    return is_filler(figures.after) or glued_duty(figures) is not None


def is_bare_figure(line: Line) -> bool:
    """True for the figure of a card on a line of its own."""
    mentions = find_quantities(line.body) if len(line.body) <= _LONGEST_FIGURE else []
    return len(mentions) == 1 and mentions[0].end - mentions[0].start >= len(line.body) - 2


def _labels_pay(figures: Figures) -> bool:
    """True for yearly pay or years alone behind a label, whatever its words ("Wage corridor: $70k–$90k")."""
    label = _LABEL.fullmatch(figures.before)
    money = [mention.quantity for mention in figures.mentions if mention.quantity.unit in MONEY]
    yearly = all(amount.high >= LEAST_YEARLY for amount in money)
    return label is not None and yearly and layout().expressions["pay_other"].search(figures.before) is None


def glued_duty(figures: Figures) -> tuple[str, int] | None:
    """The duty that stands behind the figures of a line, with its offset in the line's body."""
    known = layout()
    for match in known.expressions["glued_duty"].finditer(figures.after):
        if is_filler(figures.after[: match.start()]):
            return match["text"], figures.after_start + match.start("text")
    return None
