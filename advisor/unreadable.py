"""Messages that cannot be read as a question, told apart before anything is searched."""

from __future__ import annotations

import unicodedata
from typing import Literal

# A career question is a sentence or a few; beyond this a message is a pasted document.
MAX_CHARACTERS = 4000
# Share of characters that may be neither letters, digits, punctuation nor spaces.
_NOISE = 0.15
# Share of letters that must be Latin for the English models to read the message.
_LATIN = 0.5

Problem = Literal["empty", "too_long", "unreadable", "foreign"]


def problem_of(question: str) -> Problem | None:
    """What stops a message from being read, or None for one that can be read."""
    if not question.strip():
        return "empty"
    if len(question) > MAX_CHARACTERS:
        return "too_long"
    letters = [character for character in question if character.isalpha()]
    noise = [character for character in question if unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs", "So")]
    if len([c for c in noise if c not in "\n\r\t"]) > _NOISE * len(question) or not (
        letters or question.strip().isdigit()
    ):
        return "unreadable"
    latin = sum("LATIN" in unicodedata.name(character, "") for character in letters)
    return "foreign" if latin < _LATIN * len(letters) else None
