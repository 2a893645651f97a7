"""Names that documents give by their initials alone, written so in a question: "ethics review board" is IRB."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from advisor.patterns import Pattern
from vectorstore.tables import Table, read_table


class _Names(Table):
    """`initials.toml`, which explains the field."""

    names: dict[str, Pattern]


@cache
def _names() -> dict[str, re.Pattern[str]]:
    return read_table(_Names, "advisor.understanding", "initials.toml").names


class Initials:
    """The acronyms of some documents that say none of the names they stand for."""

    def __init__(self, texts: Iterable[str], acronyms: Collection[str]) -> None:
        said = "\n".join(texts)
        known = {acronym.upper() for acronym in acronyms}
        self._names = {
            acronym: pattern
            for acronym, pattern in _names().items()
            if acronym in known and pattern.search(said) is None
        }

    def written(self, text: str) -> str:
        """`text` with the names written by their initials of which documents have these, and never the name."""
        for acronym, pattern in self._names.items():
            text = pattern.sub(acronym, text)
        return text
