"""Compiled patterns of the language tables: those written there, and those for phrases of theirs."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator

# A regular expression of a table, compiled when the table is read, without regard to case.
Pattern = Annotated[re.Pattern[str], BeforeValidator(lambda pattern: re.compile(pattern, re.IGNORECASE))]


@cache
def matcher(*phrases: str, ignoring_case: bool = True) -> re.Pattern[str]:
    """A pattern that finds any of `phrases`, the longest first, where no word goes on before or after it."""
    either = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE if ignoring_case else 0)
