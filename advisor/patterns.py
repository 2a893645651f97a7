"""Compiled patterns for phrases of the language tables: more of them than `re` keeps for itself."""

from __future__ import annotations

import re
from functools import cache


@cache
def matcher(*phrases: str, ignoring_case: bool = True) -> re.Pattern[str]:
    """A pattern that finds any of `phrases`, the longest first, where no word goes on before or after it."""
    either = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE if ignoring_case else 0)
