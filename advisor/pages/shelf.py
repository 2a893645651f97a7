"""What the Documents page and what stands behind it pass to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from vectorstore.store import Stored
from vectorstore.types import CareerProfile, Document, Section


@dataclass(frozen=True, slots=True)
class Opened:
    """One document with everything that was recognised in it; `removable` when no file of the corpus holds it."""

    stored: Stored
    document: Document
    sections: tuple[Section, ...]
    profiles: tuple[CareerProfile, ...]
    removable: bool = False


@dataclass(frozen=True, slots=True)
class Working:
    """How far adding has come: `done` of `total` documents read, or chunks embedded."""

    name: str
    step: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Added:
    """What adding came to: ids now stored, and one line for each thing that was refused or was there already."""

    documents: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


class CareerForm(BaseModel):
    """What one career shall be called, as the page sends it; `current` is the name it has now."""

    model_config = ConfigDict(extra="forbid")

    current: str
    name: str
    aliases: list[str] = Field(max_length=100)


class CorrectionForm(BaseModel):
    """A document's corrected title and career names, as the page sends them."""

    model_config = ConfigDict(extra="forbid")

    document: str
    title: str
    careers: list[CareerForm] = Field(max_length=100)


@dataclass(frozen=True, slots=True)
class Editing:
    """What a page may do to the documents. `correct` and `remove` give one line on what went wrong, or None."""

    upload: Callable[[Sequence[Path]], Iterator[Working | Added]]
    correct: Callable[[CorrectionForm], str | None]
    remove: Callable[[str], str | None]
    fetch: Callable[[str], Iterator[Working | Added]] | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the Documents page asks of the store behind it; without `editing` it only shows."""

    documents: Callable[[], Sequence[Stored]]
    open: Callable[[str], Opened | None]
    editing: Editing | None = None
