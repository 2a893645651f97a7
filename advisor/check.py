"""The gate as a tool for evaluators: claims of any system, with the spans they cite, to verdicts, line by line."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.errors import AdvisorError
from advisor.grounding import Encode, Source, Verdict, ground, last_parts, source_from_chunk
from advisor.library import Library
from advisor.types import Claim
from vectorstore.types import Chunk, Fact, Span

_SPACE = re.compile(r"\s+")
_FORMAT = '{"id": …, "claim": …, "spans": [{"text": …, "document"?, "section"?, "start"?, "end"?}], "shown"?: […]}'


class ClaimsFileError(AdvisorError):
    """A line of the claims file cannot be read."""


class CitedSpan(BaseModel):
    """A span as an evaluator gives it; offsets count characters of the document's extracted text."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str
    document: str | None = None
    section: str | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)


class ClaimLine(BaseModel):
    """One line of the claims file; `shown` are further spans that the reader saw."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | int
    claim: str
    spans: tuple[CitedSpan, ...] = ()
    shown: tuple[CitedSpan, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """What a run over a claims file came to; the latency leaves reading and encoding of the spans out."""

    claims: int
    supported: int
    recited: int
    median_ms: float


def check_file(
    claims_path: Path, verdicts_path: Path, *, library: Library | None = None, embed: Encode | None = None
) -> CheckSummary:
    """Writes a verdict for every claim and returns how many were supported.

    With a `library`, a span's `document` (id, title or file name) and place give it the headings it stands under;
    without one, document and section names are its headings. With `embed`, meaning is compared besides words.

    Raises:
        ClaimsFileError: the claims file is missing, or a line is not of the format.
    """
    contexts = _Contexts(library, embed)
    supported = recited = 0
    times: list[float] = []
    with verdicts_path.open("w", encoding="utf-8") as verdicts:
        for line in _read_lines(claims_path):
            cited = [contexts.source(span, number) for number, span in enumerate(line.spans)]
            shown = [contexts.source(span, number) for number, span in enumerate(line.shown, start=len(cited))]
            claim = Claim(line.claim, tuple(source.span for source in cited))
            started = time.perf_counter()
            verdict = ground(claim, cited, shown, question=line.question, embed=embed)
            times.append((time.perf_counter() - started) * 1000)
            supported += verdict.supported
            recited += verdict.recited is not None
            spans = {
                source.span: span for source, span in zip((*cited, *shown), (*line.spans, *line.shown), strict=True)
            }
            verdicts.write(json.dumps(_verdict_row(line, verdict, spans, times[-1]), ensure_ascii=False) + "\n")
    return CheckSummary(len(times), supported, recited, median(times) if times else 0.0)


def _read_lines(path: Path) -> Iterator[ClaimLine]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ClaimsFileError(f"cannot read {path}: give a UTF-8 file with lines {_FORMAT}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield ClaimLine.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise ClaimsFileError(
                f"line {number} of {path} is not a claim ({where + ': ' if where else ''}{first['msg']}): "
                f"each line is {_FORMAT}"
            ) from error


def _verdict_row(
    line: ClaimLine, verdict: Verdict, spans: dict[Span, CitedSpan], latency_ms: float
) -> dict[str, object]:
    row: dict[str, object] = {
        "id": line.id,
        "supported": verdict.supported,
        "checks": [{"name": check.name, "passed": check.passed, "detail": check.detail} for check in verdict.checks],
        "latency_ms": round(latency_ms, 3),
    }
    if verdict.recited:
        row["recited_to"] = [spans[span].model_dump(exclude_none=True) for span in verdict.recited]
    return row


class _Contexts:
    """Gives spans the headings they stand under in the library's documents."""

    def __init__(self, library: Library | None, embed: Encode | None) -> None:
        self._library = library
        self._embed = embed
        self._known: dict[str, str] = {}
        self._facts: dict[str, list[Fact]] = {}
        self._last = last_parts(library.chunks if library else ())
        for document in library.documents.values() if library else ():
            names = (document.title, document.id, *(Path(origin).name for origin in document.origins))
            self._known.update({_plain(name): document.id for name in names})
        for career in library.catalogue.careers if library else ():
            for profile in career.profiles:
                self._facts.setdefault(profile.document, []).extend(profile.facts)

    def source(self, span: CitedSpan, number: int) -> Source:
        """The span as a source; `number` keeps apart spans that have no place in a document."""
        identity = self._known.get(_plain(span.document or ""))
        chunk = self._chunk(identity, span) if identity else None
        if chunk is None:
            heads = tuple(name for name in (_plain(span.document or ""), span.section or "") if name)
            end = (span.start or 0) + max(len(span.text), 1)
            place = Span(span.document or f"span {number}", span.start or 0, end)
            source = Source(place, span.text, heads)
        else:
            source = self._within(chunk, span)
        if self._embed is None:
            return source
        return replace(source, tokens=self._embed(" – ".join((*source.heads, source.text))).tokens)

    def _chunk(self, identity: str, span: CitedSpan) -> Chunk | None:
        """The chunk in which the span lies: by its offsets, else the one that holds its text."""
        assert self._library is not None
        if span.start is not None:
            return self._library.chunk_at(Span(identity, span.start, max(span.end or 0, span.start + 1)))
        wanted = _SPACE.sub(" ", span.text).strip()
        own = [chunk for chunk in self._library.chunks if chunk.span.document == identity]
        named = [chunk for chunk in own if span.section and _plain(chunk.title) == _plain(span.section)]
        return next((chunk for chunk in (*named, *own) if wanted in _SPACE.sub(" ", chunk.text)), None)

    def _within(self, chunk: Chunk, span: CitedSpan) -> Source:
        start = span.start if span.start is not None else chunk.span.start + max(chunk.text.find(span.text.strip()), 0)
        place = Span(chunk.span.document, start, start + max(len(span.text), 1))
        facts = tuple(fact for fact in self._facts.get(place.document, ()) if place.contains(fact.span))
        base = source_from_chunk(chunk, last=self._last.get((place.document, chunk.career), ()))
        section = (span.section,) if span.section and span.section not in base.heads else ()
        return replace(base, span=place, text=span.text, facts=facts, heads=(*base.heads, *section))


def _plain(name: str) -> str:
    """A document's name without path, ending and hyphens, in lower case."""
    return re.sub(r"[\s_-]+", " ", re.sub(r"\.\w{2,4}$", "", name.rsplit("/", 1)[-1])).strip().lower()


def summarise(summary: CheckSummary) -> str:
    """One line for the terminal."""
    return (
        f"{summary.claims} claims: {summary.supported} supported ({summary.recited} re-cited), "
        f"{summary.claims - summary.supported} withheld; median {summary.median_ms:.1f} ms"
    )
