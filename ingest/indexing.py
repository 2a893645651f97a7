"""Making the store agree with what was found: folders, uploads, addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.addresses import Fetched
from ingest.documents import (
    ADDRESS,
    Corpus,
    Skipped,
    Source,
    find_documents,
    received,
    uploaded,
)
from ingest.formats.extracted import UnreadableError
from ingest.loading import Loaded, load_document, load_kept
from ingest.model_reading import SecondReader
from ingest.planning import READ_TWICE, Plan, make_plan, reader_version, version
from ingest.reports import Action, IndexReport, Progress, report_entry, report_stored
from vectorstore.changes import Changes, Entry
from vectorstore.corrections import Correction, read_corrections
from vectorstore.store import Store, Stored


def apply_plan(
    store: Store,
    plan: Plan,
    *,
    reader: str,
    second: SecondReader | None = None,
    progress: Progress | None = None,
    dry_run: bool = False,
) -> IndexReport:
    """The report of carrying out `plan`; readers of the store see all of it at once, at the end.

    With `dry_run` the documents are read and reported, and the store stays as it is.
    """
    stored = {each.id: each for each in store.stored()}
    entries, unreadable = _read(store, plan, stored, reader=reader, second=second, progress=progress)
    actions: dict[str, Action] = {source.id: action for source, action in plan.read}
    reports = {entry.document.id: report_entry(entry, actions.get(entry.document.id, "changed")) for entry in entries}
    for name, known in stored.items():
        if name not in reports:
            reports[name] = report_stored(known, "gone" if name in plan.gone else "unchanged")
    documents = tuple(reports[name] for name in (*plan.order, *plan.gone) if name in reports)
    report = IndexReport(
        documents, (*plan.skipped, *unreadable), plan.faults, generation=store.generation, dry_run=dry_run
    )
    changes = Changes(tuple(entries), plan.gone, plan.order, plan.rebuild)
    in_order = list(stored) == [name for name in plan.order if name in reports]
    if dry_run or not (plan.rebuild or changes.replace or changes.remove or not in_order):
        return report

    def embedding(done: int, total: int) -> None:
        if progress is not None:
            progress("embedding", done, total)

    applied = store.apply(changes, embedding)
    return replace(report, embedded=applied.embedded, generation=applied.generation)


def _read(
    store: Store,
    plan: Plan,
    stored: Mapping[str, Stored],
    *,
    reader: str,
    second: SecondReader | None,
    progress: Progress | None,
) -> tuple[list[Entry], list[Skipped]]:
    """What the plan wants read, and what of it is not readable."""
    entries: list[Entry] = []
    skipped: list[Skipped] = []
    waiting: list[Source | Stored] = [*(source for source, _ in plan.read), *plan.reread]
    for number, each in enumerate(waiting, start=1):
        correction = plan.corrections.get(each.id)
        try:
            loaded = load_document(each) if isinstance(each, Source) else _kept(store, each)
            entries.append(_entry(loaded, reader, correction, second))
        except UnreadableError as error:
            # What is stored of it stays: an unreadable edit must not cost the readable version.
            skipped.append(Skipped(each.origins[0], str(error)))
            if plan.rebuild and each.id in stored:
                entries.append(_entry(_kept(store, stored[each.id]), reader, correction, second))
        if progress is not None:
            progress("reading", number, len(waiting))
    return entries, skipped


def index(
    store: Store,
    paths: Sequence[Path],
    *,
    corrections: Path | None = None,
    second: SecondReader | None = None,
    prune: bool = False,
    rebuild: bool = False,
    dry_run: bool = False,
    wait_s: float = 0,
    progress: Progress | None = None,
) -> IndexReport:
    """The report of making `store` agree with the documents under `paths`; also finishes an interrupted run.

    `corrections` is the file that the owner's corrections are kept in; `second` is asked about documents of which
    little is recognised; `prune` and `rebuild` are as for `make_plan`; with `dry_run` nothing is written.

    Raises:
        CorrectionError: the corrections cannot be read.
        StoreBusyError: another run holds the store for more than `wait_s` seconds.
        StoreError: the store cannot be written to; its old state stays.
    """
    reader = reader_version() + (READ_TWICE if second is not None else "")
    with store.writing(timeout_s=wait_s):
        if not rebuild and not dry_run:
            store.heal()
        stored = store.stored()
        plan = make_plan(
            find_documents(paths, stored),
            stored,
            reader=reader,
            corrections=read_corrections(corrections),
            prune=prune,
            rebuild=rebuild,
        )
        lost = (Skipped(file.as_posix(), reason) for file, reason in store.faults.items())
        plan = replace(plan, skipped=(*plan.skipped, *lost))
        return apply_plan(store, plan, reader=reader, second=second, progress=progress, dry_run=dry_run)


def index_upload(
    store: Store,
    name: str,
    content: bytes,
    *,
    corrections: Path | None = None,
    second: SecondReader | None = None,
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
        store,
        lambda stored: uploaded(name, content, stored),
        corrections,
        second=second,
        wait_s=wait_s,
        progress=progress,
    )


def index_address(
    store: Store,
    fetched: Fetched,
    *,
    corrections: Path | None = None,
    second: SecondReader | None = None,
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
        second=second,
        wait_s=wait_s,
        dry_run=dry_run,
        progress=progress,
    )


def _index_received(
    store: Store,
    corpus: Callable[[Sequence[Stored]], Corpus],
    corrections: Path | None,
    *,
    second: SecondReader | None,
    wait_s: float,
    dry_run: bool = False,
    progress: Progress | None,
) -> IndexReport:
    reader = reader_version() + (READ_TWICE if second is not None else "")
    with store.writing(timeout_s=wait_s):
        if not dry_run:
            store.heal()
        stored = store.stored()
        plan = make_plan(corpus(stored), stored, reader=reader, corrections=read_corrections(corrections))
        # What is received joins at the end: the corpus keeps its order.
        plan = replace(plan, order=tuple(dict.fromkeys([*(each.id for each in stored), *plan.order])))
        return apply_plan(store, plan, reader=reader, second=second, progress=progress, dry_run=dry_run)


def _kept(store: Store, stored: Stored) -> Loaded:
    return load_kept(stored, store.document(stored.id), store.original(stored.id))


def _entry(loaded: Loaded, reader: str, correction: Correction | None, second: SecondReader | None) -> Entry:
    from ingest.corrections import corrected
    from ingest.reading import read_document

    reading = read_document(loaded.document, second=second)
    reader = reader.removesuffix(READ_TWICE) + (READ_TWICE if reading.read_twice else "")
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
        reader=version(reader, correction),
    )
