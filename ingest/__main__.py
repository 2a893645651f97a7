"""`python -m ingest`: read documents into the store."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from rich.console import Console
from rich.markup import escape

from ingest.addresses import AddressError, fetch, is_address
from ingest.documents import Skipped
from ingest.indexing import index, index_address
from ingest.model_reading import ModelReader, open_reader
from ingest.reports import IndexReport, join_reports
from ingest.terminal import Bars, show_progress, show_report
from vectorstore.errors import LanguageModelError, StoreError
from vectorstore.settings import ModelSettings, StoreConfig, read_env_file
from vectorstore.store import Store

if TYPE_CHECKING:
    from vectorstore.embedding import Embedder

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


# The options of `main`.
Places = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files, folders, zip archives, or http and https addresses; the corpus/ folder when none is given."
    ),
]
StoreFolder = Annotated[
    Path | None,
    typer.Option(
        "--store",
        help="Folder of the store, instead of ADVISOR_STORE__PATH. Corrections made on the Documents page belong "
        "to the configured store, and are not put on another.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read and report; write nothing.")]
Rebuild = Annotated[
    bool,
    typer.Option(
        "--rebuild",
        help="Read and embed everything again: for a damaged store, or one of another model or version. What no "
        "folder holds is read from the store's own copy; with --prune it goes.",
    ),
]
Prune = Annotated[
    bool,
    typer.Option(
        "--prune",
        help="Remove every stored document not found now. Without it, only documents that stood in the folders "
        "given and are gone from them are removed.",
    ),
]
Verify = Annotated[bool, typer.Option("--verify", help="Read nothing; check that what is stored agrees with itself.")]
WithModel = Annotated[
    bool | None,
    typer.Option(
        "--with-model/--without-model",
        help="Let the language model of ADVISOR_MODEL__NAME look for facts in documents of which little is "
        "recognised; kept is what stands in them word for word. ADVISOR_MODEL__READS_DOCUMENTS decides otherwise.",
    ),
]
ReportFile = Annotated[Path | None, typer.Option("--report", help="Write the report to this file, as JSON.")]


@app.command()
def main(
    places: Places = None,
    store: StoreFolder = None,
    dry_run: DryRun = False,
    rebuild: Rebuild = False,
    prune: Prune = False,
    verify: Verify = False,
    with_model: WithModel = None,
    report: ReportFile = None,
) -> None:
    """Read documents into the store: new and changed ones are read, unchanged ones skipped, gone ones removed.

    Exit code 0: all was read. 1: something was skipped or is damaged, the rest was done. 2: nothing could be done.
    """
    console = Console(stderr=True, highlight=False)
    with _sentences(console):
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
    show_report(done, console)
    if report is not None:
        _write(done, report, console)
    sys.exit(0 if done.complete else 1)


@contextmanager
def _sentences(console: Console) -> Iterator[None]:
    """Errors that a user can act on become their sentence and exit code 2."""
    try:
        yield
    except ValidationError as error:
        for fault in error.errors():
            name = "__".join(str(part) for part in fault["loc"]).upper()
            console.print(f"[red]ADVISOR_{name}: {escape(fault['msg'])}", soft_wrap=True)
        sys.exit(2)
    except (StoreError, LanguageModelError) as error:
        console.print(f"[red]{escape(str(error))}", soft_wrap=True)
        sys.exit(2)


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
    embedder = _loaded(run.config, console)
    started = time.perf_counter()
    paths = [Path(place) for place in places if not is_address(place)]
    addresses = [place for place in places if is_address(place)]
    with Store.open(run.config, embedder, create=True, rebuild=run.rebuild) as opened, show_progress(console) as bars:
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


def _fetched(address: str, store: Store, run: _Run, bars: Bars) -> IndexReport:
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


def _write(report: IndexReport, file: Path, console: Console) -> None:
    try:
        file.write_text(report.to_json() + "\n", encoding="utf-8")
    except OSError as error:
        console.print(f"[red]cannot write the report to {escape(str(file))}: {error.strerror}", soft_wrap=True)
        sys.exit(1)


def _loaded(config: StoreConfig, console: Console) -> Embedder:
    with console.status("Loading the embedding model…"):
        from vectorstore.embedding import load_embedder

        return load_embedder(config.embedding_model)


def _verified(config: StoreConfig, console: Console) -> int:
    with Store.open(config, _loaded(config, console)) as opened:
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
