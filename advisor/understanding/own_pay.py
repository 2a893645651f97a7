"""What users say they earn, and whether they ask how pay lies to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from advisor.patterns import Pattern
from advisor.understanding.cue_tables import search_any
from vectorstore.quantities import QuantityMention
from vectorstore.tables import Table, read_table
from vectorstore.types import MONEY


class _Words(Table):
    """The lists of `own_pay.toml`."""

    before: tuple[Pattern, ...]
    after: tuple[Pattern, ...]
    asking: tuple[Pattern, ...]


@cache
def _words() -> _Words:
    return read_table(_Words, "advisor.understanding", "own_pay.toml")


def find_own_pay(text: str, mentions: Sequence[QuantityMention]) -> QuantityMention | None:
    """The amount that lower-case text says its writer earns; None where it says none."""
    for mention in mentions:
        told = search_any(_words().before, text[: mention.start]) or search_any(_words().after, text[mention.end :])
        if mention.quantity.unit in MONEY and told:
            return mention
    return None


def sets_against_own_pay(text: str) -> bool:
    """True for a question how pay lies to what its writer earns: "would it be a pay cut?"."""
    return search_any(_words().asking, text.lower().replace("’", "'"))
