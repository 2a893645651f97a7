"""What reading documents prints: a bar for each step, a table of what was done, warnings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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

from ingest.reports import IndexReport, Step


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        """The rate, once it is known."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


class Bars:
    """One bar for each step, made when the step begins."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[Step, TaskID] = {}

    def __call__(self, step: Step, done: int, total: int) -> None:
        """Move the bar of a step to where it is."""
        if step not in self._tasks:
            words = {"reading": "Reading documents", "embedding": "Embedding chunks"}
            self._tasks[step] = self._progress.add_task(words[step], total=total)
        self._progress.update(self._tasks[step], completed=done, total=total)


@contextmanager
def show_progress(console: Console) -> Iterator[Bars]:
    """Bars to be told how far each step is, gone when the run ends."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bars(progress)


def show_report(report: IndexReport, console: Console) -> None:
    """Print what was done with each document, what was odd in it, and what could not be read."""
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
