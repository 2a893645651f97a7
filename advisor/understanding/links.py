"""What a question names of the catalogue: careers, words that several share, an occupation that it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.requests import PartReference

Scope = Literal["none", "both", "all"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A career named at `text[start:end]`, how fully (`score` in (0, 1]), and the level whose title named it."""

    career_id: str
    start: int
    end: int
    score: float
    part: PartReference | None = None


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Words at `text[start:end]` that name several careers alike."""

    career_ids: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Links:
    """What a question names: careers in order of mention, ambiguous words, an occupation the catalogue lacks.

    `scope` is "both" or "all" when the question speaks of careers together without naming them. `own` holds careers
    that the user says they have ("I'm a CDS specialist"), which are not what the question is about.
    """

    mentions: tuple[Mention, ...] = ()
    ambiguous: tuple[Ambiguity, ...] = ()
    unknown: str | None = None
    scope: Scope = "none"
    own: tuple[Mention, ...] = ()
    related: str | None = None  # an occupation that the documents mention beside their careers

    @property
    def careers(self) -> tuple[str, ...]:
        """The distinct ids of the careers named, in order of mention."""
        return tuple(dict.fromkeys(mention.career_id for mention in self.mentions))
