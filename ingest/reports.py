"""What a run did with each document, in numbers and words."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.documents import Skipped
from vectorstore.changes import Entry
from vectorstore.store import Stored

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


def join_reports(reports: Sequence[IndexReport]) -> IndexReport:
    """One report of runs that followed each other on one store; what a later run left alone keeps its action."""
    documents: dict[str, DocumentReport] = {}
    for document in (document for report in reports for document in report.documents):
        earlier = documents.get(document.id)
        kept = document.action == "unchanged" and earlier is not None
        documents[document.id] = replace(document, action=earlier.action) if kept and earlier else document
    return IndexReport(
        tuple(documents.values()),
        tuple(skipped for report in reports for skipped in report.skipped),
        tuple(fault for report in reports for fault in report.faults),
        embedded=sum(report.embedded for report in reports),
        generation=max((report.generation for report in reports), default=0),
        dry_run=any(report.dry_run for report in reports),
    )


def report_entry(entry: Entry, action: Action) -> DocumentReport:
    """What a document as read amounts to."""
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


def report_stored(stored: Stored, action: Action) -> DocumentReport:
    """What is stored of a document."""
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
