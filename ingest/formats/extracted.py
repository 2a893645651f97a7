"""What comes out of a file, whatever its type."""

from __future__ import annotations

from dataclasses import dataclass


class UnreadableError(Exception):
    """A file cannot be read; the message says why in one line and does not name the file."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file; `title` is the one the file itself states, `page_starts` are offsets into `text`."""

    text: str
    title: str | None = None
    page_starts: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
