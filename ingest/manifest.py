"""The manifest of a corpus folder: what its owner says of each document, one JSON object a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

MANIFEST = "manifest.jsonl"


class ManifestEntry(BaseModel):
    """What is said of one document; `sha256` is that of the file when the entry was written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str | None = None
    origin: str | None = None
    licence: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A folder's entries in order, and one line for each that cannot be read."""

    entries: tuple[ManifestEntry, ...] = ()
    faults: tuple[str, ...] = ()

    def entry_for(self, name: str, sha256: str) -> ManifestEntry | None:
        """The entry of a file, by content first, then by id: an edited document keeps its identity."""
        by_content = (entry for entry in self.entries if entry.sha256 == sha256)
        by_id = (entry for entry in self.entries if entry.id == name)
        return next(by_content, None) or next(by_id, None)

    def place(self, entry: ManifestEntry | None) -> int:
        """Where in the corpus a document of this entry stands; those without one come last."""
        return self.entries.index(entry) if entry is not None else len(self.entries)


def read_manifest(folder: Path) -> Manifest:
    """The manifest in `folder`; empty when there is none."""
    file = folder / MANIFEST
    if not file.is_file():
        return Manifest()
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        return Manifest(faults=(f"{file}: cannot be read ({error}); titles and ids come from the files",))
    return _parsed(file, lines)


def _parsed(file: Path, lines: Sequence[str]) -> Manifest:
    entries: list[ManifestEntry] = []
    faults: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entries.append(ManifestEntry.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            faults.append(f"{file}, line {number}: {place + ': ' if place else ''}{first['msg']}")
    return Manifest(tuple(entries), tuple(faults))
