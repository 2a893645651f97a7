"""The advisor's own sentences, outside what the documents state: `phrases.toml` and its reader."""

from __future__ import annotations

from functools import cache

from vectorstore.tables import Table, read_table


class _SmallTalk(Table):
    cues: frozenset[str]
    reply: str


class _About(Table):
    cues: frozenset[str]
    refusal: str
    reply: str


class Phrases(Table):
    """The sentences by what they are for; the placeholders stand in `phrases.toml`."""

    abstention: dict[str, str]
    refusal: dict[str, str]
    clarification: dict[str, str]
    partly: dict[str, str]
    person: dict[str, str]
    model: dict[str, str]
    about: _About
    small_talk: tuple[_SmallTalk, ...]


@cache
def phrases() -> Phrases:
    """The phrases, read once."""
    return read_table(Phrases, "advisor.writing", "phrases.toml")
