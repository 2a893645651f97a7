"""Zip archives: their members, within limits that keep a bomb from going off."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from ingest.formats.extracted import UnreadableError

MOST_MEMBERS = 2_000
MOST_BYTES = 200_000_000  # of all members together, unpacked
LARGEST_RATIO = 200  # of a member's unpacked to its packed size; text packs to about a fifth
_RATIO_MATTERS_FROM = 1_000_000


def members(content: bytes, *, largest: int) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """Name and bytes of each file in a zip archive, or why that one cannot be read; hidden files are passed over.

    `largest` is the most bytes a member may unpack to.

    Raises:
        UnreadableError: the archive is damaged, or too large unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = [member for member in archive.infolist() if not member.is_dir() and not _hidden(member.filename)]
            _require_limits(found)
            for member in found:
                yield member.filename, _content(archive, member, largest)
    except (zipfile.BadZipFile, EOFError) as error:
        raise UnreadableError(f"it is a damaged zip archive ({error})") from error


def _require_limits(found: list[zipfile.ZipInfo]) -> None:
    if len(found) > MOST_MEMBERS:
        raise UnreadableError(f"it holds {len(found)} files, the limit is {MOST_MEMBERS}")
    total = sum(member.file_size for member in found)
    if total > MOST_BYTES:
        raise UnreadableError(f"it unpacks to {total:,} bytes, the limit is {MOST_BYTES:,}")


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, largest: int) -> bytes | UnreadableError:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts:
        return UnreadableError("its name points outside the archive")
    if member.flag_bits & 1:
        return UnreadableError("it is protected by a password")
    if member.file_size > largest:
        return UnreadableError(f"it has {member.file_size:,} bytes, the limit is {largest:,}")
    if member.file_size > _RATIO_MATTERS_FROM and member.file_size > LARGEST_RATIO * max(member.compress_size, 1):
        return UnreadableError(f"it unpacks to more than {LARGEST_RATIO} times its packed size")
    try:
        with archive.open(member) as file:
            # The stated size may be a lie: never read more than it.
            return file.read(member.file_size + 1)[: member.file_size]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, EOFError) as error:
        return UnreadableError(f"it is damaged inside the archive ({error})")


def _hidden(name: str) -> bool:
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", "..")]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)
