"""What the owner says of documents that their text says otherwise, or not at all: titles, career names, short forms.

Kept in a file of its own beside the corpus, one JSON object a line, so that it outlives the store.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from vectorstore.errors import StoreError

LONGEST_NAME = 200  # characters of a title or a name
MOST_ALIASES = 20


class CorrectionError(StoreError):
    """A correction cannot be read, kept or applied as asked."""


class CareerCorrection(BaseModel):
    """What one career is called: `read` is the name that the document gave it, `aliases` replace those read."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    read: str = Field(min_length=1, max_length=LONGEST_NAME)
    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    aliases: tuple[str, ...] = Field(default=(), max_length=MOST_ALIASES)

    @field_validator("aliases")
    @classmethod
    def _each_once(cls, aliases: tuple[str, ...]) -> tuple[str, ...]:
        if any(len(alias) > LONGEST_NAME for alias in aliases):
            raise ValueError(f"a short form may have {LONGEST_NAME} characters at most")
        return tuple(dict.fromkeys(alias for alias in aliases if alias))


class Correction(BaseModel):
    """What is corrected of one document; `title_read` is the title it had before."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    document: str = Field(min_length=1)
    title: str | None = Field(default=None, min_length=1, max_length=LONGEST_NAME)
    title_read: str | None = None
    careers: tuple[CareerCorrection, ...] = ()

    @property
    def mark(self) -> str:
        """Tells this correction from any other, and from none, in the version a document was read with."""
        return "+" + sha256(self.model_dump_json().encode()).hexdigest()[:12] if self.title or self.careers else ""

    def of(self, read: str) -> CareerCorrection | None:
        """What is corrected of the career that the document calls `read`."""
        return next((career for career in self.careers if career.read == read), None)

    def now(self, name: str) -> CareerCorrection | None:
        """The correction by which a career has the name it has now."""
        return next((career for career in self.careers if career.name == name), None)


def read_corrections(file: Path | None) -> dict[str, Correction]:
    """The corrections by document id; empty when there is no file.

    Raises:
        CorrectionError: the file cannot be read, or a line of it is not a correction.
    """
    if file is None or not file.is_file():
        return {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{file} cannot be read ({error}): mend it, or move it away to do without it") from error
    found: dict[str, Correction] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                correction = Correction.model_validate_json(line)
            except ValidationError as error:
                message = error.errors()[0]["msg"]
                raise CorrectionError(f"{file}, line {number}: {message}; mend or remove the line") from error
            found[correction.document] = correction
    return found


def write_corrections(file: Path, corrections: Mapping[str, Correction]) -> None:
    """Keep the corrections; the file holds either all of them or what it held before.

    Raises:
        CorrectionError: it cannot be written.
    """
    lines = [each.model_dump_json(exclude_defaults=True) + "\n" for each in corrections.values() if each.mark]
    partial = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text("".join(lines), encoding="utf-8")
        os.replace(partial, file)
    except OSError as error:
        raise CorrectionError(
            f"{file} cannot be written ({error.strerror or error}): choose another with ADVISOR_STORE__CORRECTIONS"
        ) from error
