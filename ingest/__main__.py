"""`python -m ingest`: read documents into the store."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from ingest.addresses import AddressError, fetch, is_address
from ingest.documents import Skipped
from ingest.indexing import index, index_address
from ingest.model_reading import ModelReader, open_reader
from ingest.reports import IndexReport, Step, join_reports
from vectorstore.errors import LanguageModelError, StoreError
from vectorstore.settings import ModelSettings, StoreConfig, read_env_file
from vectorstore.store import Store

CORPUS = Path("corpus")
WAIT_S = 600.0  # for another ingest to end

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class IngestSettings(BaseSettings):
    """What `python -m ingest` takes from the environment."""

    model_config = SettingsConfigDict(
        env_prefix="ADVISOR_",
        env_nested_delimiter="__",
        env_file=".env",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
    )

    store: StoreConfig = StoreConfig()
    model: ModelSettings = ModelSettings()


@app.command()
def main(
    places: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, zip archives, or http and https addresses; the corpus/ folder when none is given."
        ),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the store, instead of ADVISOR_STORE__PATH. Corrections made on the Documents page belong "
            "to the configured store, and are not put on another."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report; write nothing.")] = False,
    rebuild: Annotated[
        bool,
        typer.Option(
            "--rebuild",
            help="Read and embed everything again: for a damaged store, or one of another model or version. What no "
            "folder holds is read from the store's own copy; with --prune it goes.",
        ),
    ] = False,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune",
            help="Remove every stored document not found now. Without it, only documents that stood in the folders "
            "given and are gone from them are removed.",
        ),
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Read nothing; check that what is stored agrees with itself.")
    ] = False,
    with_model: Annotated[
        bool | None,
        typer.Option(
            "--with-model/--without-model",
            help="Let the language model of ADVISOR_MODEL__NAME look for facts in documents of which little is "
            "recognised; kept is what stands in them word for word. ADVISOR_MODEL__READS_DOCUMENTS decides otherwise.",
        ),
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write the report to this file, as JSON.")] = None,
) -> None:
    """Read documents into the store: new and changed ones are read, unchanged ones skipped, gone ones removed.

    Exit code 0: all was read. 1: something was skipped or is damaged, the rest was done. 2: nothing could be done.
    """
    console = Console(stderr=True, highlight=False)
    try:
        read_env_file()
        settings = IngestSettings()
        config = settings.store if store is None else settings.store.model_copy(update={"path": store})
        if verify:
            sys.exit(_verified(config, console))
        asks = settings.model.reads_documents if with_model is None else with_model
        run = _Run(
            config,
            second=open_reader(settings.model) if asks else None,
            corrections=config.corrections if config.path.absolute() == settings.store.path.absolute() else None,
            dry_run=dry_run,
            rebuild=rebuild,
            prune=prune,
        )
        done = _ingested(run, places or [str(CORPUS)], console)
    except ValidationError as error:
        for fault in error.errors():
            name = "__".join(str(part) for part in fault["loc"]).upper()
            console.print(f"[red]ADVISOR_{name}: {escape(fault['msg'])}", soft_wrap=True)
        sys.exit(2)
    except (StoreError, LanguageModelError) as error:
        console.print(f"[red]{escape(str(error))}", soft_wrap=True)
        sys.exit(2)
    _show(done, console)
    if report is not None:
        _write(done, report, console)
    sys.exit(0 if done.complete else 1)


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run was asked to do."""

    config: StoreConfig
    second: ModelReader | None
    corrections: Path | None
    dry_run: bool
    rebuild: bool
    prune: bool


def _ingested(run: _Run, places: list[str], console: Console) -> IndexReport:
    with console.status("Loading the embedding model…"):
        from vectorstore.embedding import load_embedder

        embedder = load_embedder(run.config.embedding_model)
    started = time.perf_counter()
    paths = [Path(place) for place in places if not is_address(place)]
    addresses = [place for place in places if is_address(place)]
    with Store.open(run.config, embedder, create=True, rebuild=run.rebuild) as opened, _bars(console) as bars:
        reports = []
        if paths or run.rebuild:
            reports.append(
                index(
                    opened,
                    paths,
                    corrections=run.corrections,
                    second=run.second,
                    prune=run.prune,
                    rebuild=run.rebuild,
                    dry_run=run.dry_run,
                    wait_s=WAIT_S,
                    progress=bars,
                )
            )
        reports += [_fetched(address, opened, run, bars) for address in addresses]
    done = join_reports(reports)
    console.print(f"{len(done.documents)} documents in {time.perf_counter() - started:.1f} s", soft_wrap=True)
    return done


def _fetched(address: str, store: Store, run: _Run, bars: _Bars) -> IndexReport:
    try:
        fetched = fetch(address)
    except AddressError as error:
        return IndexReport((), (Skipped(address, str(error)),), (), generation=store.generation, dry_run=run.dry_run)
    return index_address(
        store,
        fetched,
        corrections=run.corrections,
        second=run.second,
        wait_s=WAIT_S,
        dry_run=run.dry_run,
        progress=bars,
    )


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        """The rate, once it is known."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


class _Bars:
    """One bar for each step, made when the step begins."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[Step, TaskID] = {}

    def __call__(self, step: Step, done: int, total: int) -> None:
        if step not in self._tasks:
            words = {"reading": "Reading documents", "embedding": "Embedding chunks"}
            self._tasks[step] = self._progress.add_task(words[step], total=total)
        self._progress.update(self._tasks[step], completed=done, total=total)


@contextmanager
def _bars(console: Console) -> Iterator[_Bars]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Bars(progress)


def _show(report: IndexReport, console: Console) -> None:
    table = Table(title="Dry run: nothing was written" if report.dry_run else None)
    for heading in ("Document", "", "Careers"):
        table.add_column(heading)
    for heading in ("Sections", "Chunks", "Facts", "Warnings"):
        table.add_column(heading, justify="right")
    for document in report.documents:
        counts = (document.sections, document.chunks, document.facts, len(document.warnings))
        careers = escape(", ".join(document.careers))
        table.add_row(escape(document.id), document.action, careers, *(str(count) for count in counts))
    console.print(table)
    for document in report.documents:
        if document.action in ("new", "changed"):
            for warning in document.warnings:
                console.print(f"[yellow]{escape(document.id)}: {escape(warning)}", soft_wrap=True)
    for skipped in report.skipped:
        console.print(f"[red]skipped {escape(str(skipped))}", soft_wrap=True)
    for fault in report.faults:
        console.print(f"[red]{escape(fault)}", soft_wrap=True)


def _write(report: IndexReport, file: Path, console: Console) -> None:
    try:
        file.write_text(report.to_json() + "\n", encoding="utf-8")
    except OSError as error:
        console.print(f"[red]cannot write the report to {escape(str(file))}: {error.strerror}", soft_wrap=True)
        sys.exit(1)


def _verified(config: StoreConfig, console: Console) -> int:
    with console.status("Loading the embedding model…"):
        from vectorstore.embedding import load_embedder

        embedder = load_embedder(config.embedding_model)
    with Store.open(config, embedder) as opened:
        damage = opened.verify()
        count = len(opened.stored())
    for finding in damage:
        console.print(f"[red]{escape(finding)}", soft_wrap=True)
    console.print(
        f"{count} documents, {len(damage)} contradictions" + (": run `python -m ingest`" if damage else ""),
        soft_wrap=True,
    )
    return 1 if damage else 0


if __name__ == "__main__":
    app()
