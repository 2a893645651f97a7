"""Files, folders and archives to documents with a stable identity.

Finding files is apart from reading them: what is unchanged is recognised by its bytes and never parsed again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePath, PurePosixPath

from ingest.formats.archive import members
from ingest.formats.extracted import UnreadableError
from ingest.manifest import MANIFEST, Manifest, ManifestEntry, read_manifest
from vectorstore.profiles import career_id
from vectorstore.settings import CORRECTIONS
from vectorstore.store import Stored

LARGEST_FILE = 50_000_000  # bytes
UPLOAD = "upload:"  # begins the origin of what a browser sent
ADDRESS = "address:"  # begins the origin of what was fetched


class CorpusError(Exception):
    """Documents cannot be read as asked."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not read, and why, in one line."""

    origin: str
    reason: str

    def __str__(self) -> str:
        return f"{self.origin}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: who it is, where it stands, and how to get at its bytes."""

    id: str
    name: str  # of the file, with its ending
    origins: tuple[str, ...]
    sha256: str
    load: Callable[[], bytes] = field(compare=False, repr=False)
    entry: ManifestEntry | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was found, in corpus order, each content once; what was not readable; and which roots were searched."""

    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]
    roots: tuple[str, ...]
    faults: tuple[str, ...] = ()  # of manifests


@dataclass(frozen=True, slots=True)
class _Found:
    """A file, before it has an identity."""

    origin: str
    relative: PurePosixPath
    sha256: str
    load: Callable[[], bytes]
    manifest: Manifest

    @property
    def entry(self) -> ManifestEntry | None:
        return self.manifest.entry_for(document_id(self.relative), self.sha256)


def document_id(name: PurePosixPath) -> str:
    """The id of a document from its file's name: the stem's words joined by hyphens."""
    return career_id(name.stem) or "document"


def find_documents(paths: Sequence[Path], stored: Sequence[Stored] = ()) -> Corpus:
    """Every file under `paths`, each content once; folders are searched through and archives opened.

    A document's id is the manifest's, else that of the stored document with the same place or content, else its
    file's name; where two files share a name, the second's folder joins its id. Nothing is parsed.
    """
    found: list[_Found] = []
    skipped: list[Skipped] = []
    faults: list[str] = []
    manifests: dict[Path, Manifest] = {}
    for path in paths:
        for file, root in _files(path.resolve(), skipped):
            manifest = manifests.get(file.parent)
            if manifest is None:
                manifest = manifests[file.parent] = read_manifest(file.parent)
                faults += manifest.faults
            found += _found(file, root, manifest, skipped)
    # Python's sort is stable: within a folder, what the manifest does not name keeps the order of names.
    found.sort(key=lambda each: each.manifest.place(each.entry))
    roots = tuple(path.resolve().as_posix() for path in paths if path.exists())
    return Corpus(tuple(_identified(found, stored, roots)), tuple(skipped), roots, tuple(faults))


def uploaded(name: str, content: bytes, stored: Sequence[Stored] = ()) -> Corpus:
    """What a file sent by a browser holds: one source, or those of an archive."""
    safe = PurePosixPath(name.replace("\\", "/")).name or "upload"
    return received(f"{UPLOAD}{safe}", safe, content, stored)


def received(origin: str, name: str, content: bytes, stored: Sequence[Stored] = ()) -> Corpus:
    """What a file that stands in no folder holds: one source, or those of an archive."""
    if len(content) > LARGEST_FILE:
        return Corpus((), (Skipped(origin, f"it has {len(content):,} bytes, the limit is {LARGEST_FILE:,}"),), ())
    skipped: list[Skipped] = []
    found = list(_unpacked(origin, PurePosixPath(name), content, Manifest(), skipped))
    return Corpus(tuple(_identified(found, stored, ())), tuple(skipped), ())


def _files(path: Path, skipped: list[Skipped]) -> Iterator[tuple[Path, Path]]:
    """Each file under `path` with the folder its name counts from; hidden ones and manifests are passed over."""
    if path.is_file():
        yield path, path.parent
    elif not path.is_dir():
        skipped.append(Skipped(path.as_posix(), "it does not exist"))
    else:

        def note(error: OSError) -> None:
            skipped.append(Skipped(str(error.filename), f"it cannot be opened ({error.strerror})"))

        for folder, folders, names in os.walk(path, onerror=note):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if not name.startswith(".") and name not in (MANIFEST, CORRECTIONS):
                    yield Path(folder, name), path


def _found(file: Path, root: Path, manifest: Manifest, skipped: list[Skipped]) -> Iterator[_Found]:
    origin = file.as_posix()
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableError(f"it has {size:,} bytes, the limit is {LARGEST_FILE:,}")
        content = file.read_bytes()
    except UnreadableError as error:
        skipped.append(Skipped(origin, str(error)))
    except OSError as error:
        skipped.append(Skipped(origin, f"it cannot be read ({error.strerror})"))
    else:
        relative = PurePosixPath(file.relative_to(root).as_posix())
        for found in _unpacked(origin, relative, content, manifest, skipped):
            is_archive = found.origin != origin
            yield found if is_archive else replace(found, load=file.read_bytes)


def _unpacked(
    origin: str, relative: PurePosixPath, content: bytes, manifest: Manifest, skipped: list[Skipped]
) -> Iterator[_Found]:
    """The file itself, or the files in it when it is an archive."""
    if not _is_archive(relative.name, content):
        yield _Found(origin, relative, sha256(content).hexdigest(), lambda: content, manifest)
        return
    try:
        for name, member in members(content, largest=LARGEST_FILE):
            inner = f"{origin}!{name}"
            if isinstance(member, UnreadableError):
                skipped.append(Skipped(inner, str(member)))
            elif _is_archive(name, member):
                skipped.append(Skipped(inner, "archives in archives are not opened"))
            else:
                place = relative.with_suffix("") / name
                yield _Found(inner, place, sha256(member).hexdigest(), _kept(member), manifest)
    except UnreadableError as error:
        skipped.append(Skipped(origin, str(error)))


def is_place(origin: str) -> bool:
    """True for a file, an upload or an address, as against what a manifest says of where a document came from."""
    return origin.startswith((UPLOAD, ADDRESS)) or PurePath(origin).is_absolute()


def _kept(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def _is_archive(name: str, content: bytes) -> bool:
    # A Word document is a zip archive too.
    return content.startswith(b"PK\x03\x04") and PurePosixPath(name).suffix.casefold() == ".zip"


def is_under(place: str, roots: Sequence[str]) -> bool:
    """True when a file's origin is one of `roots`, or stands in one: in the folder or in the archive."""
    return any(place == root or place.startswith((f"{root.rstrip('/')}/", f"{root}!")) for root in roots)


def _identified(found: Iterable[_Found], stored: Sequence[Stored], roots: Sequence[str]) -> Iterator[Source]:
    """One source for each content, with every origin it was found at, under an id of its own."""
    merged: dict[str, list[_Found]] = {}
    for each in found:
        merged.setdefault(each.sha256, []).append(each)
    # A place that the manifest names speaks for all places of the same content.
    contents = [sorted(places, key=lambda each: each.entry is None) for places in merged.values()]
    for places, name in zip(contents, _names(contents, stored, roots), strict=True):
        first = places[0]
        origins = tuple(dict.fromkeys(each.origin for each in places))
        yield Source(name, first.relative.name, origins, first.sha256, first.load, first.entry)


def _names(contents: Sequence[Sequence[_Found]], stored: Sequence[Stored], roots: Sequence[str]) -> list[str]:
    """An id for each content. What already has one is served first, so that no added file takes it away."""
    here = {each.origin for places in contents for each in places}
    by_origin = {origin: each.id for each in stored for origin in each.origins}
    by_content = {each.sha256: each.id for each in stored}
    standing = {
        each.id for each in stored if any(place in here or not is_under(place, roots) for place in each.origins)
    }
    wishes: list[Callable[[Sequence[_Found]], list[str | None]]] = [
        lambda places: [places[0].entry.id if places[0].entry else None],
        lambda places: [by_origin.get(each.origin) for each in places],
        lambda places: [by_content.get(places[0].sha256)],
        lambda places: [name for name in _natural_names(places[0]) if name not in standing],
    ]
    names: dict[int, str] = {}
    taken: set[str] = set()
    for wish in wishes:
        for position, places in enumerate(contents):
            free = (name for name in wish(places) if name and name not in taken)
            if position not in names and (name := next(free, None)):
                names[position] = name
                taken.add(name)
    return [names[position] for position in range(len(contents))]


def _natural_names(found: _Found) -> list[str]:
    stem = document_id(found.relative)
    in_folder = career_id(" ".join(found.relative.with_suffix("").parts))
    return [stem, in_folder, career_id(found.relative.as_posix()), f"{stem}-{found.sha256[:12]}"]
