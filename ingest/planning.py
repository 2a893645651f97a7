"""What is new, changed, unchanged and gone, before anything is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from ingest.documents import Corpus, Skipped, Source, is_place, is_under
from ingest.manifest import ManifestEntry
from ingest.reports import Action
from vectorstore.corrections import Correction
from vectorstore.store import Stored

READ_TWICE = "~2"  # ends the version of documents that a second reader was asked about


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is going to do; ids are in corpus order, `kept` are stored documents found nowhere now."""

    read: tuple[tuple[Source, Action], ...]  # new and changed
    reread: tuple[Stored, ...]  # kept, and read by another version: from what is stored of them
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]
    kept: tuple[str, ...]
    order: tuple[str, ...]
    rebuild: bool
    skipped: tuple[Skipped, ...]
    faults: tuple[str, ...]
    corrections: Mapping[str, Correction]


def make_plan(
    corpus: Corpus,
    stored: Sequence[Stored],
    *,
    reader: str,
    corrections: Mapping[str, Correction] = MappingProxyType({}),
    prune: bool = False,
    rebuild: bool = False,
) -> Plan:
    """What to do so that the store holds `corpus`.

    A document is unchanged while its bytes, the code that read it, its places, its manifest entry and what its owner
    corrected are. Gone is a stored document all of whose places were searched now without finding it; with `prune`,
    every stored document that was not found. A file that could not be read keeps what is stored of it, and so does a
    folder found empty.
    With `rebuild` everything is read: what was found in its place, what was not from the store's own copy.
    """
    known = {each.id: each for each in stored}
    sources = [_with_places_elsewhere(source, known.get(source.id), corpus.roots) for source in corpus.sources]
    actions = [
        _action(source, known.get(source.id), reader, corrections.get(source.id), rebuild=rebuild) for source in sources
    ]
    found = {source.id for source in sources}
    unreadable = {skipped.origin for skipped in corpus.skipped}
    missing = [each for each in known.values() if each.id not in found]
    gone = {each.id for each in missing if prune or (found and _was_under(each, corpus.roots, unreadable))}
    kept = [each for each in missing if each.id not in gone]
    return Plan(
        read=tuple((source, action) for source, action in zip(sources, actions, strict=True) if action != "unchanged"),
        reread=tuple(
            each
            for each in kept
            # A file received is added alone; a run over folders brings everything up to date.
            if rebuild or (corpus.roots and not _is_current(each, reader, corrections.get(each.id)))
        ),
        unchanged=tuple(source.id for source, action in zip(sources, actions, strict=True) if action == "unchanged"),
        gone=tuple(each.id for each in missing if each.id in gone),
        kept=tuple(each.id for each in kept),
        order=(*(source.id for source in sources), *(each.id for each in kept)),
        rebuild=rebuild,
        skipped=(
            *corpus.skipped,
            *(
                Skipped(root, "no documents are in it; what is stored stays (--prune removes it)")
                for root in corpus.roots
                if not found
            ),
        ),
        faults=corpus.faults,
        corrections=corrections,
    )


@cache
def reader_version() -> str:
    """A digest of the code and data that read documents: when it changes, documents are read again."""
    folder = Path(__file__).parent
    vectorstore = folder.parent / "vectorstore"
    shared = sorted([*vectorstore.glob("quantit*"), *vectorstore.glob("numbers*")])
    digest = sha256()
    for file in [*sorted([*folder.rglob("*.py"), *folder.rglob("*.toml")]), *shared]:
        if file.is_file():
            digest.update(file.relative_to(folder.parent).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def version(reader: str, correction: Correction | None) -> str:
    """What a document is stored as having been read with."""
    return reader + (correction.mark if correction else "")


def _is_current(stored: Stored, reader: str, correction: Correction | None) -> bool:
    # Without a second reader at hand, what one has found before stays.
    return stored.reader in (version(reader, correction), version(reader + READ_TWICE, correction))


def _with_places_elsewhere(source: Source, stored: Stored | None, roots: Sequence[str]) -> Source:
    """The source with the places its document is stored from that this run does not search.

    A copy found here of what stands elsewhere keeps what the manifest there says of it.
    """
    if stored is None:
        return source
    places = [origin for origin in stored.origins if is_place(origin) and not is_under(origin, roots)]
    entry = source.entry
    if entry is None and source.sha256 == stored.sha256 and set(places) - set(source.origins):
        stated = next((origin for origin in stored.origins if not is_place(origin)), None)
        entry = ManifestEntry(id=stored.id, title=stored.title, origin=stated, licence=stored.licence)
    return replace(source, origins=tuple(dict.fromkeys([*source.origins, *places])), entry=entry)


def _action(
    source: Source, stored: Stored | None, reader: str, correction: Correction | None, *, rebuild: bool
) -> Action:
    if stored is None:
        return "new"
    if rebuild:
        return "changed"
    entry = source.entry
    same = (
        source.sha256 == stored.sha256
        and _is_current(stored, reader, correction)
        and {*source.origins, *([entry.origin] if entry and entry.origin else [])} == set(stored.origins)
        and (entry is None or entry.title in (None, stored.title) or (correction is not None and correction.title))
        and (entry.licence if entry else None) == stored.licence
    )
    return "unchanged" if same else "changed"


def _was_under(stored: Stored, roots: Sequence[str], unreadable: Set[str]) -> bool:
    places = [origin for origin in stored.origins if is_place(origin)]
    kept = any(place == bad or place.startswith((f"{bad}!", f"{bad}/")) for place in places for bad in unreadable)
    return bool(places) and not kept and all(is_under(place, roots) for place in places)
