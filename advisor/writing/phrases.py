"""The advisor's own sentences, outside what the documents state: `phrases.toml` and its reader."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from vectorstore.tables import read_table


class _SmallTalk(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    cues: frozenset[str]
    reply: str


class _About(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    cues: frozenset[str]
    refusal: str
    reply: str


class Phrases(BaseModel):
    """The sentences by what they are for; the placeholders stand in `phrases.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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
