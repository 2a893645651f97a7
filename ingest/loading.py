"""A file's bytes to a document: its type known, its text extracted, its title found."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from ingest.addresses import ENDINGS
from ingest.documents import ADDRESS, UPLOAD, Source, is_place
from ingest.formats.extracted import Extracted, UnreadableError
from ingest.formats.pairs import extract_csv, extract_json
from ingest.formats.plain import decode, extract_plain
from ingest.manifest import ManifestEntry
from vectorstore.store import Stored
from vectorstore.types import Document

_LONGEST_LINE = 90  # characters of a first line that may serve as a title
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f", " "))  # of other widths


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document with the bytes it was read from; `titled` when the manifest or the file itself states its title."""

    document: Document
    original: bytes
    titled: bool
    warnings: tuple[str, ...] = ()


def load_document(source: Source) -> Loaded:
    """The document of a source.

    Raises:
        UnreadableError: it cannot be read, or holds no text.
    """
    try:
        content = source.load()
    except OSError as error:
        raise UnreadableError(f"it cannot be read ({error.strerror})") from error
    return document_from_bytes(source, content)


def document_from_bytes(source: Source, content: bytes) -> Loaded:
    """The document that `content` holds.

    Raises:
        UnreadableError: it is of no known type, damaged, or holds no text.
    """
    extracted = extract(source.name, content)
    if not extracted.text.strip():
        raise UnreadableError("it holds no text")
    stated = (source.entry.title if source.entry else None) or extracted.title
    origin = source.entry.origin if source.entry else None
    document = Document(
        id=source.id,
        title=stated or _first_line(extracted.text) or _worded(source.name),
        text=extracted.text.translate(_SPACES),
        sha256=sha256(content).hexdigest(),
        origins=tuple(dict.fromkeys([*([origin] if origin else []), *source.origins])),
        licence=source.entry.licence if source.entry else None,
        page_starts=extracted.page_starts,
    )
    return Loaded(document, content, stated is not None, extracted.warnings)


def load_kept(stored: Stored, document: Document, original: bytes) -> Loaded:
    """What is stored of a document, read from its original bytes once more, under the title it has.

    Where they can no longer be read the text read before stands.
    """
    places = tuple(origin for origin in stored.origins if is_place(origin))
    stated = next((origin for origin in stored.origins if not is_place(origin)), None)
    entry = ManifestEntry(id=stored.id, title=stored.title, origin=stated, licence=stored.licence)
    name = _file_name(places[0] if places else stored.id, original)
    try:
        return document_from_bytes(Source(stored.id, name, places, stored.sha256, lambda: original, entry), original)
    except UnreadableError as error:
        warning = f"its original cannot be read again ({error}): the text read before stands"
        return Loaded(document, original, titled=True, warnings=(warning,))


def _file_name(place: str, content: bytes) -> str:
    """The name to read a stored original under; an address need not end in the type of what it holds."""
    name = PurePosixPath(place.rpartition("!")[2])
    if not place.startswith(ADDRESS) or name.suffix.casefold() in ENDINGS.values():
        return name.name.removeprefix(UPLOAD)
    return "page.html" if content.lstrip().startswith(b"<") else "page.txt"


def extract(name: str, content: bytes) -> Extracted:
    """The text of a file; its type shows in its first bytes, else in its name's ending.

    Raises:
        UnreadableError: it is of no known type, damaged, or holds no text.
    """
    if not content.strip():
        raise UnreadableError("it is empty")
    ending = PurePosixPath(name).suffix.casefold()
    start = content[:1024].lstrip().lower()
    # Libraries for formats are loaded by the first file that needs them.
    if start.startswith(b"%pdf-") or ending == ".pdf":
        from ingest.formats.pdf import extract_pdf

        return extract_pdf(content)
    if content.startswith(b"PK\x03\x04") or ending == ".docx":
        from ingest.formats.word import extract_docx

        return extract_docx(content)
    if start.startswith((b"<!doctype html", b"<html")) or ending in (".html", ".htm", ".xhtml"):
        from ingest.formats.web import extract_html

        return extract_html(decode(content))
    if ending == ".json":
        return extract_json(content)
    if ending in (".csv", ".tsv"):
        return extract_csv(content)
    if ending in ("", ".txt", ".text", ".md", ".markdown"):
        return extract_plain(content)
    raise UnreadableError(f"no reader for {ending!r}: wanted txt, md, html, pdf, docx, json, csv or a zip of these")


def _first_line(text: str) -> str | None:
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= _LONGEST_LINE and first[-1] not in ".!?:;,…|" else None


def _worded(name: str) -> str:
    words = PurePosixPath(name).stem.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or name
