"""What a connected language model is asked: the template of `prompts.toml`, and safe quoting."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from vectorstore.tables import Table, read_table

# What delimits evidence, ids and placeholders in the prompt: inside quoted text it becomes what delimits nothing.
_QUOTED = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")", "[": "(", "]": ")", '"': "'"})


class Prompt(Table):
    """The template: `system` and `human` are the two messages, the others one piece of evidence each."""

    system: str
    human: str
    statement: str
    quotation: str
    passage: str


class _Instructions(Table):
    opening: tuple[str, ...]
    anywhere: tuple[str, ...]


@cache
def prompt() -> Prompt:
    """The template, read once."""
    return read_table(Prompt, "advisor.writing", "prompts.toml")


def quote(text: str) -> str:
    """The text as data: white space folded, invisible characters gone, nothing in it closes or opens anything."""
    return " ".join(visible(text).translate(_QUOTED).split())


def visible(text: str) -> str:
    """The text in compatibility form, without characters that show nothing (zero width, direction, private use)."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(mark for mark in folded if mark in "\n\t" or not unicodedata.category(mark).startswith("C"))


def addresses_model(line: str) -> bool:
    """True when the line speaks to a language model instead of the reader."""
    plain = " ".join(visible(line).lower().split())
    found = _instructions().search(plain)
    return found is not None


@cache
def _instructions() -> re.Pattern[str]:
    cues = read_table(_Instructions, "advisor.writing", "instructions.toml")
    opening = "|".join(re.escape(cue) for cue in cues.opening)
    anywhere = "|".join(re.escape(cue) for cue in cues.anywhere)
    return re.compile(rf"^\W*(?:{opening})|(?<!\w)(?:{anywhere})(?!\w)")
