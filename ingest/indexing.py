"""What is new, changed, unchanged and gone, and making the store agree with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Literal

from ingest.documents import UPLOAD, Corpus, Loaded, Skipped, Source, find_documents, is_under, load_document, uploaded
from ingest.formats.extracted import UnreadableError
from vectorstore.changes import Changes, Entry
from vectorstore.store import Store, Stored

Action = Literal["new", "changed", "unchanged", "gone"]
Step = Literal["reading", "embedding"]
Progress = Callable[[Step, int, int], None]  # the step, how many are done, how many there are


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one document: how much was recognised in it, and what its reader should know."""

    id: str
    title: str
    action: Action
    sections: int = 0
    chunks: int = 0
    facts: int = 0
    careers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run did, or with `dry_run` would do."""

    documents: tuple[DocumentReport, ...]
    skipped: tuple[Skipped, ...]
    faults: tuple[str, ...]  # of manifests
    embedded: int = 0  # chunks that had to be embedded
    generation: int = 0
    dry_run: bool = False

    @property
    def complete(self) -> bool:
        """True when nothing had to be skipped."""
        return not self.skipped and not self.faults

    def to_json(self) -> str:
        """The report as one JSON object."""
        value = {
            "documents": [
                {
                    "id": document.id,
                    "title": document.title,
                    "action": document.action,
                    "sections": document.sections,
                    "chunks": document.chunks,
                    "facts": document.facts,
                    "careers": list(document.careers),
                    "warnings": list(document.warnings),
                }
                for document in self.documents
            ],
            "skipped": [{"origin": skipped.origin, "reason": skipped.reason} for skipped in self.skipped],
            "manifest_faults": list(self.faults),
            "embedded_chunks": self.embedded,
            "generation": self.generation,
            "dry_run": self.dry_run,
        }
        return json.dumps(value, ensure_ascii=False, indent=2)


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


def make_plan(
    corpus: Corpus, stored: Sequence[Stored], *, reader: str, prune: bool = False, rebuild: bool = False
) -> Plan:
    """What to do so that the store holds `corpus`.

    A document is unchanged while its bytes, the code that read it, its places and its manifest entry are. Gone is a
    stored document all of whose places were searched now without finding it; with `prune`, every stored document
    that was not found. A file that could not be read keeps what is stored of it, and so does a folder found empty.
    """
    known = {} if rebuild else {each.id: each for each in stored}
    sources = [_with_places_elsewhere(source, known.get(source.id), corpus.roots) for source in corpus.sources]
    actions = [_action(source, known.get(source.id), reader) for source in sources]
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
            entry = _entry(load_document(source), reader)
        except UnreadableError as error:
            # What is stored of it stays: an unreadable edit must not cost the readable version.
            skipped.append(Skipped(source.origins[0], str(error)))
        else:
            entries.append(entry)
            reports[source.id] = _report(entry, action)
        if progress is not None:
            progress("reading", number, len(plan.read))
    stored = store.stored() if not plan.rebuild else []
    for each in stored:
        if each.id not in reports:
            reports[each.id] = _stored_report(each, "gone" if each.id in plan.gone else "unchanged")
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
    prune: bool = False,
    rebuild: bool = False,
    dry_run: bool = False,
    wait_s: float = 0,
    progress: Progress | None = None,
) -> IndexReport:
    """The report of making `store` agree with the documents under `paths`; also finishes an interrupted run.

    `prune` and `rebuild` are as for `make_plan`; with `dry_run` nothing is written.

    Raises:
        StoreBusyError: another run holds the store for more than `wait_s` seconds.
        StoreError: the store cannot be written to; its old state stays.
    """
    reader = reader_version()
    with store.writing(timeout_s=wait_s):
        if not rebuild and not dry_run:
            store.heal()
        stored = [] if rebuild else store.stored()
        plan = make_plan(find_documents(paths, stored), stored, reader=reader, prune=prune, rebuild=rebuild)
        return apply_plan(store, plan, reader=reader, progress=progress, dry_run=dry_run)


def index_upload(
    store: Store, name: str, content: bytes, *, wait_s: float = 30, progress: Progress | None = None
) -> IndexReport:
    """The report of adding one file sent by a browser, or the files of an archive, to what is stored.

    Raises:
        StoreBusyError: another run holds the store for more than `wait_s` seconds.
        StoreError: the store cannot be written to; its old state stays.
    """
    reader = reader_version()
    with store.writing(timeout_s=wait_s):
        store.heal()
        stored = store.stored()
        plan = make_plan(uploaded(name, content, stored), stored, reader=reader)
        return apply_plan(store, plan, reader=reader, progress=progress)


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


def _entry(loaded: Loaded, reader: str) -> Entry:
    from ingest.reading import read_document

    reading = read_document(loaded.document)
    names = {profile.name for profile in reading.profiles}
    # A page without a title line is best named after the one career it describes.
    title = names.pop() if len(names) == 1 and not loaded.titled else loaded.document.title
    return Entry(
        document=replace(reading.document, title=title),
        sections=tuple(reading.sections),
        chunks=tuple(reading.chunks),
        profiles=tuple(reading.profiles),
        warnings=(*loaded.warnings, *reading.warnings),
        original=loaded.original,
        reader=reader,
    )


def _with_places_elsewhere(source: Source, stored: Stored | None, roots: Sequence[str]) -> Source:
    """The source with the places its document is stored from that this run does not search."""
    elsewhere = [origin for origin in stored.origins if _is_place(origin)] if stored else []
    return replace(
        source,
        origins=tuple(
            dict.fromkeys([*source.origins, *(origin for origin in elsewhere if not is_under(origin, roots))])
        ),
    )


def _action(source: Source, stored: Stored | None, reader: str) -> Action:
    if stored is None:
        return "new"
    entry = source.entry
    same = (
        source.sha256 == stored.sha256
        and stored.reader == reader
        and {*source.origins, *([entry.origin] if entry and entry.origin else [])} == set(stored.origins)
        and (entry is None or entry.title in (None, stored.title))
        and (entry.licence if entry else None) == stored.licence
    )
    return "unchanged" if same else "changed"


def _was_under(stored: Stored, roots: Sequence[str], unreadable: Set[str]) -> bool:
    places = [origin for origin in stored.origins if _is_place(origin)]
    kept = any(place == bad or place.startswith((f"{bad}!", f"{bad}/")) for place in places for bad in unreadable)
    return bool(places) and not kept and all(is_under(place, roots) for place in places)


def _is_place(origin: str) -> bool:
    """True for a file or an upload, as against what a manifest says of where a document came from."""
    return origin.startswith(UPLOAD) or PurePath(origin).is_absolute()


def _report(entry: Entry, action: Action) -> DocumentReport:
    return DocumentReport(
        id=entry.document.id,
        title=entry.document.title,
        action=action,
        sections=len(entry.sections),
        chunks=len(entry.chunks),
        facts=sum(len(profile.facts) for profile in entry.profiles),
        careers=tuple(profile.name for profile in entry.profiles),
        warnings=entry.warnings,
    )


def _stored_report(stored: Stored, action: Action) -> DocumentReport:
    return DocumentReport(
        id=stored.id,
        title=stored.title,
        action=action,
        sections=stored.sections,
        chunks=stored.chunks,
        facts=stored.facts,
        careers=stored.careers,
        warnings=stored.warnings,
    )
