"""What is new, changed, unchanged and gone, and making the store agree with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePath
from types import MappingProxyType

from ingest.addresses import Fetched
from ingest.documents import (
    ADDRESS,
    UPLOAD,
    Corpus,
    Loaded,
    Skipped,
    Source,
    find_documents,
    is_under,
    load_document,
    received,
    uploaded,
)
from ingest.formats.extracted import UnreadableError
from ingest.manifest import ManifestEntry
from ingest.reports import Action, DocumentReport, IndexReport, Progress, report_entry, report_stored
from vectorstore.changes import Changes, Entry
from vectorstore.corrections import Correction, read_corrections
from vectorstore.store import Store, Stored


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is going to do; ids are in corpus order, `kept` are stored documents it does not concern."""

    read: tuple[tuple[Source, Action], ...]  # new and changed
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
    corrected are. Gone is a
    stored document all of whose places were searched now without finding it; with `prune`, every stored document
    that was not found. A file that could not be read keeps what is stored of it, and so does a folder found empty.
    """
    known = {} if rebuild else {each.id: each for each in stored}
    sources = [_with_places_elsewhere(source, known.get(source.id), corpus.roots) for source in corpus.sources]
    actions = [_action(source, known.get(source.id), reader, corrections.get(source.id)) for source in sources]
    found = {source.id for source in sources}
    unreadable = {skipped.origin for skipped in corpus.skipped}
    missing = [each for each in known.values() if each.id not in found]
    gone = {each.id for each in missing if prune or (found and _was_under(each, corpus.roots, unreadable))}
    return Plan(
        read=tuple((source, action) for source, action in zip(sources, actions, strict=True) if action != "unchanged"),
        unchanged=tuple(source.id for source, action in zip(sources, actions, strict=True) if action == "unchanged"),
        gone=tuple(each.id for each in missing if each.id in gone),
        kept=tuple(each.id for each in missing if each.id not in gone),
        order=(*(source.id for source in sources), *(each.id for each in missing if each.id not in gone)),
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


def apply_plan(
    store: Store, plan: Plan, *, reader: str, progress: Progress | None = None, dry_run: bool = False
) -> IndexReport:
    """The report of carrying out `plan`; readers of the store see all of it at once, at the end.

    With `dry_run` the documents are read and reported, and the store stays as it is.
    """
    reports: dict[str, DocumentReport] = {}
    entries: list[Entry] = []
    skipped = list(plan.skipped)
    for number, (source, action) in enumerate(plan.read, start=1):
        try:
            entry = _entry(load_document(source), reader, plan.corrections.get(source.id))
        except UnreadableError as error:
            # What is stored of it stays: an unreadable edit must not cost the readable version.
            skipped.append(Skipped(source.origins[0], str(error)))
        else:
            entries.append(entry)
            reports[source.id] = report_entry(entry, action)
        if progress is not None:
            progress("reading", number, len(plan.read))
    stored = store.stored() if not plan.rebuild else []
    for each in stored:
        if each.id not in reports:
            reports[each.id] = report_stored(each, "gone" if each.id in plan.gone else "unchanged")
    documents = tuple(reports[name] for name in (*plan.order, *plan.gone) if name in reports)
    report = IndexReport(documents, tuple(skipped), plan.faults, generation=store.generation, dry_run=dry_run)
    changes = Changes(tuple(entries), plan.gone, plan.order, plan.rebuild)
    in_order = [each.id for each in stored] == [name for name in plan.order if name in reports]
    if dry_run or not (plan.rebuild or changes.replace or changes.remove or not in_order):
        return report

    def embedding(done: int, total: int) -> None:
        if progress is not None:
            progress("embedding", done, total)

    applied = store.apply(changes, embedding)
    return replace(report, embedded=applied.embedded, generation=applied.generation)


def index(
    store: Store,
    paths: Sequence[Path],
    *,
    corrections: Path | None = None,
    prune: bool = False,
    rebuild: bool = False,
    dry_run: bool = False,
    wait_s: float = 0,
    progress: Progress | None = None,
) -> IndexReport:
    """The report of making `store` agree with the documents under `paths`; also finishes an interrupted run.

    `corrections` is the file that the owner's corrections are kept in; `prune` and `rebuild` are as for `make_plan`;
    with `dry_run` nothing is written.

    Raises:
        CorrectionError: the corrections cannot be read.
        StoreBusyError: another run holds the store for more than `wait_s` seconds.
        StoreError: the store cannot be written to; its old state stays.
    """
    reader = reader_version()
    with store.writing(timeout_s=wait_s):
        if not rebuild and not dry_run:
            store.heal()
        stored = [] if rebuild else store.stored()
        plan = make_plan(
            find_documents(paths, stored),
            stored,
            reader=reader,
            corrections=read_corrections(corrections),
            prune=prune,
            rebuild=rebuild,
        )
        return apply_plan(store, plan, reader=reader, progress=progress, dry_run=dry_run)


def index_upload(
    store: Store,
    name: str,
    content: bytes,
    *,
    corrections: Path | None = None,
    wait_s: float = 30,
    progress: Progress | None = None,
) -> IndexReport:
    """The report of adding one file sent by a browser, or the files of an archive, to what is stored.

    Raises:
        CorrectionError: the corrections cannot be read.
        StoreBusyError: another run holds the store for more than `wait_s` seconds.
        StoreError: the store cannot be written to; its old state stays.
    """
    return _index_received(
        store, lambda stored: uploaded(name, content, stored), corrections, wait_s=wait_s, progress=progress
    )


def index_address(
    store: Store,
    fetched: Fetched,
    *,
    corrections: Path | None = None,
    wait_s: float = 30,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> IndexReport:
    """The report of adding what an address holds, or of bringing up to date what is stored of it.

    Raises:
        CorrectionError: the corrections cannot be read.
        StoreBusyError: another run holds the store for more than `wait_s` seconds.
        StoreError: the store cannot be written to; its old state stays.
    """
    origin = f"{ADDRESS}{fetched.address}"
    return _index_received(
        store,
        lambda stored: received(origin, fetched.name, fetched.content, stored),
        corrections,
        wait_s=wait_s,
        dry_run=dry_run,
        progress=progress,
    )


def _index_received(
    store: Store,
    corpus: Callable[[Sequence[Stored]], Corpus],
    corrections: Path | None,
    *,
    wait_s: float,
    dry_run: bool = False,
    progress: Progress | None,
) -> IndexReport:
    reader = reader_version()
    with store.writing(timeout_s=wait_s):
        if not dry_run:
            store.heal()
        stored = store.stored()
        plan = make_plan(corpus(stored), stored, reader=reader, corrections=read_corrections(corrections))
        # What is received joins at the end: the corpus keeps its order.
        plan = replace(plan, order=tuple(dict.fromkeys([*(each.id for each in stored), *plan.order])))
        return apply_plan(store, plan, reader=reader, progress=progress, dry_run=dry_run)


@cache
def reader_version() -> str:
    """A digest of the code and data that read documents: when it changes, documents are read again."""
    folder = Path(__file__).parent
    shared = sorted((folder.parent / "vectorstore").glob("quantit*"))
    digest = sha256()
    for file in [*sorted([*folder.rglob("*.py"), *folder.rglob("*.toml")]), *shared]:
        if file.is_file():
            digest.update(file.relative_to(folder.parent).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _entry(loaded: Loaded, reader: str, correction: Correction | None) -> Entry:
    from ingest.corrections import corrected
    from ingest.reading import read_document

    reading = read_document(loaded.document)
    names = {profile.name for profile in reading.profiles}
    # A page without a title line is best named after the one career it describes.
    title = names.pop() if len(names) == 1 and not loaded.titled else loaded.document.title
    reading = corrected(replace(reading, document=replace(reading.document, title=title)), correction)
    return Entry(
        document=reading.document,
        sections=tuple(reading.sections),
        chunks=tuple(reading.chunks),
        profiles=tuple(reading.profiles),
        warnings=(*loaded.warnings, *reading.warnings),
        original=loaded.original,
        reader=reader + (correction.mark if correction else ""),
    )


def _with_places_elsewhere(source: Source, stored: Stored | None, roots: Sequence[str]) -> Source:
    """The source with the places its document is stored from that this run does not search.

    A copy found here of what stands elsewhere keeps what the manifest there says of it.
    """
    if stored is None:
        return source
    places = [origin for origin in stored.origins if _is_place(origin) and not is_under(origin, roots)]
    entry = source.entry
    if entry is None and source.sha256 == stored.sha256 and set(places) - set(source.origins):
        stated = next((origin for origin in stored.origins if not _is_place(origin)), None)
        entry = ManifestEntry(id=stored.id, title=stored.title, origin=stated, licence=stored.licence)
    return replace(source, origins=tuple(dict.fromkeys([*source.origins, *places])), entry=entry)


def _action(source: Source, stored: Stored | None, reader: str, correction: Correction | None) -> Action:
    if stored is None:
        return "new"
    entry = source.entry
    same = (
        source.sha256 == stored.sha256
        and stored.reader == reader + (correction.mark if correction else "")
        and {*source.origins, *([entry.origin] if entry and entry.origin else [])} == set(stored.origins)
        and (entry is None or entry.title in (None, stored.title) or (correction is not None and correction.title))
        and (entry.licence if entry else None) == stored.licence
    )
    return "unchanged" if same else "changed"


def _was_under(stored: Stored, roots: Sequence[str], unreadable: Set[str]) -> bool:
    places = [origin for origin in stored.origins if _is_place(origin)]
    kept = any(place == bad or place.startswith((f"{bad}!", f"{bad}/")) for place in places for bad in unreadable)
    return bool(places) and not kept and all(is_under(place, roots) for place in places)


def _is_place(origin: str) -> bool:
    """True for a file, an upload or an address, as against what a manifest says of where a document came from."""
    return origin.startswith((UPLOAD, ADDRESS)) or PurePath(origin).is_absolute()
