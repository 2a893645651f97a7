"""Compiled patterns of the language tables: those written there, and those for phrases of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator

# A regular expression of a table, compiled when the table is read, without regard to case.
Pattern = Annotated[re.Pattern[str], BeforeValidator(lambda pattern: re.compile(pattern, re.IGNORECASE))]


def any_of(phrases: Iterable[str]) -> str:
    """The source of a pattern for any of the phrases, longest first."""
    return "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))


@cache
def matcher(*phrases: str, ignoring_case: bool = True) -> re.Pattern[str]:
    """A pattern that finds any of `phrases`, the longest first, where no word goes on before or after it."""
    return re.compile(rf"(?<!\w)(?:{any_of(phrases)})(?!\w)", re.IGNORECASE if ignoring_case else 0)
