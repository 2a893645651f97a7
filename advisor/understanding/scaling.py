"""What a turn makes of the figure told last: "half of that", "15% more than that", "in percent?"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from advisor.patterns import Pattern
from advisor.requests import Request, Scaling
from advisor.understanding.following import ask_words
from advisor.understanding.sorts import is_measured
from advisor.understanding.utterance import Utterance
from vectorstore.tables import Table, read_table


class _Scale(Table):
    """One entry of `scaling.toml`, which explains the fields."""

    asked: tuple[Pattern, ...]
    factor: float
    share: float = 0.0
    words: str


@cache
def _scales() -> tuple[_Scale, ...]:
    return tuple(read_table(dict[str, tuple[_Scale, ...]], "advisor.understanding", "scaling.toml")["scale"])


def read_scaling(text: str) -> tuple[Scaling, str] | None:
    """By how much a text scales what it speaks of, and the text without the words that say so; None for none."""
    for scale in _scales():
        found = next(filter(None, (pattern.search(text) for pattern in scale.asked)), None)
        if found is not None:
            number = found.groupdict().get("n")
            percent = float(number) if number else 100 * scale.factor
            factor = scale.factor + scale.share * percent / 100
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return Scaling(factor, scale.words.format(n=number), percent), rest
    return None


def of_figure_told(said: Utterance) -> Request | None:
    """The last question with its figure scaled, or its difference in percent; None for a turn that asks more."""
    before, clause = said.before, said.clause
    if before is None or not is_measured(before.facets) or clause.links.careers:
        return None
    if (scaled := read_scaling(clause.text)) is not None:
        scaling, rest = scaled
        again = replace(before.figuring, scaling=scaling)
        return None if _asks(rest) else replace(before, question=said.question, figuring=again, asserts=False)
    in_percent = before.operation == "difference" and clause.cues.measuring.percent
    alone = in_percent and not clause.parts and not _asks(clause.text)
    return replace(before, question=said.question, asked_unit="percent") if alone else None


def _asks(text: str) -> bool:
    """True for a text with a word that asks for something, or names it."""
    return any(word.isalpha() and word.casefold() not in ("percent", "percentage") for word in ask_words(text))
