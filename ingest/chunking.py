"""Sections → chunks: the pieces of text that are embedded, indexed and cited."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.lines import Line, lines_of_sections, read_lines
from ingest.part_labels import split_label
from ingest.sentences import read_sentences
from vectorstore.types import Chunk, Document, Section, SectionKind, Span

# What belongs together stays whole up to this many characters: the bundled embedder reads 256 tokens, about 1,200.
_LARGEST = 1200
# Paragraphs are packed up to this many.
_PACKED = 900
_WHOLE: frozenset[SectionKind] = frozenset(
    {"phase", "level", "faq", "fit", "non_fit", "requirements", "metrics", "day"}
)


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of a section that is not cut without need."""

    start: int
    end: int


def split_document(document: Document, sections: Sequence[Section], career: str | None) -> list[Chunk]:
    """The chunks of a document in order, each with `text == document.text[span.start : span.end]` and an id of its own.

    A phase, level, FAQ pair, table or list under its heading stays whole up to 1,200 characters and is cut at bullets,
    then sentences, beyond; paragraphs are packed to about 900. Boilerplate is left out; every other word is in a
    chunk. A heading without text leads the next chunk.
    """
    kept = _with_bare_headings(document, sections)
    lines = [line for line in read_lines(document.text) if line.shape != "blank"]
    chunks: list[Chunk] = []
    seen: Counter[tuple[str, str]] = Counter()
    for section, within in zip(kept, lines_of_sections(lines, kept), strict=True):
        for start, end in _spans(document.text, section, within):
            chunk = _chunk(document, section, start, end, career)
            seen[chunk.head, chunk.text] += 1
            chunks.append(replace(chunk, id=_id(chunk, seen[chunk.head, chunk.text])))
    return chunks


def with_career(chunks: Sequence[Chunk], names: Mapping[str, str]) -> Iterator[Chunk]:
    """The chunks with careers called by other names, each with the id that its new head gives it."""
    seen: Counter[tuple[str, str]] = Counter()
    for chunk in chunks:
        renamed = replace(chunk, career=names.get(chunk.career, chunk.career) if chunk.career else None)
        seen[renamed.head, renamed.text] += 1
        yield replace(renamed, id=_id(renamed, seen[renamed.head, renamed.text]))


def _with_bare_headings(document: Document, sections: Sequence[Section]) -> list[Section]:
    """The sections to be stored; one that is only its heading is joined to the next, or at the end to the last."""
    kept: list[Section] = []
    pending: int | None = None
    for section in sections:
        if section.kind == "boilerplate":
            if pending is not None:
                kept.append(
                    replace(
                        section,
                        kind="other",
                        title="",
                        part=None,
                        path=(),
                        span=Span(document.id, pending, pending + 1),
                    )
                )
                kept[-1] = _bare(document, sections, pending)
                pending = None
            continue
        if is_bare(document, section):
            pending = section.span.start if pending is None else pending
            continue
        if pending is not None:
            section = replace(section, span=Span(document.id, pending, section.span.end))
            pending = None
        kept.append(section)
    if pending is not None:
        end = max(section.span.end for section in sections if section.kind != "boilerplate")
        last = kept.pop() if kept and not _boilerplate_between(sections, kept[-1].span.end, pending) else None
        if last is not None:
            kept.append(replace(last, span=Span(document.id, last.span.start, end)))
        else:
            kept.append(_bare(document, sections, pending))
    return kept


def _bare(document: Document, sections: Sequence[Section], start: int) -> Section:
    """The headings from `start` on that have no text behind them, as a section."""
    run = []
    for section in sections:
        if section.span.start >= start:
            if section.kind == "boilerplate" or not is_bare(document, section):
                break
            run.append(section)
    return replace(run[0], span=Span(document.id, start, run[-1].span.end))


def _boilerplate_between(sections: Sequence[Section], start: int, end: int) -> bool:
    return any(section.kind == "boilerplate" and start <= section.span.start < end for section in sections)


def is_bare(document: Document, section: Section) -> bool:
    """True for a section that holds nothing but its heading."""
    if section.part is not None or not section.title:
        return False
    return _letters(document.text[section.span.start : section.span.end]) == _letters(section.title)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _chunk(document: Document, section: Section, start: int, end: int, career: str | None) -> Chunk:
    title = section.path[-1] if section.part is not None and section.path else section.title
    return Chunk("", Span(document.id, start, end), document.text[start:end], section.kind, title, career, section.part)


def _id(chunk: Chunk, occurrence: int) -> str:
    """A digest of document, head and text; repeats are told apart by their order."""
    content = "\x1f".join((chunk.span.document, chunk.head, chunk.text, str(occurrence)))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _spans(text: str, section: Section, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The spans of a section's chunks."""
    start, end = section.span.start, section.span.end
    if end - start <= (_LARGEST if section.kind in _WHOLE or section.part else _PACKED):
        yield start, end
        return
    first: int | None = None
    last = 0
    for block in _blocks(text, section, lines):
        if first is None:
            first, last = block.start, block.end
        elif block.end - first <= (_LARGEST if section.part else _PACKED):
            last = block.end
        else:
            yield first, last
            first, last = block.start, block.end
    if first is not None:
        yield first, last


def _blocks(text: str, section: Section, lines: Sequence[Line]) -> Iterator[_Block]:
    """Lines that belong together, in order: a label or lead-in stays with what follows it, a long line is cut."""
    lead: int | None = None
    for index, line in enumerate(lines):
        end = min(line.end, section.span.end)
        start = line.start if lead is None else lead
        if _introduces(line, index, section) and index + 1 < len(lines) and end - start < _PACKED:
            lead = start
            continue
        lead = None
        if end - start <= _LARGEST:
            yield _Block(start, end)
        else:
            yield from _cut(text, start, end)
    if lead is not None:
        yield _Block(lead, section.span.end)


def _introduces(line: Line, index: int, section: Section) -> bool:
    """True for a line that only announces the next: the heading, a label, a lead-in with a colon, a table's header."""
    if index == 0 and (line.body in section.title or section.title in line.body):
        return True
    kind, value, _ = split_label(line)
    return line.shape in ("mark", "heading") or line.body.endswith(":") or bool(kind and not value)


def _cut(text: str, start: int, end: int) -> Iterator[_Block]:
    """A long stretch cut at sentences, and where a sentence is too long, at white space."""
    first: int | None = None
    last = start
    for sentence, at in read_sentences(text[start:end], start):
        for begin, stop in _pieces(text, at, at + len(sentence)):
            if first is not None and stop - first > _PACKED:
                yield _Block(first, last)
                first = None
            first = begin if first is None else first
            last = stop
    if first is not None:
        yield _Block(first, last)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LARGEST:
        space = max(text.rfind(mark, start + 1, start + _PACKED) for mark in (" ", "\n", "\t"))
        stop = space if space > start else start + _PACKED
        yield start, stop
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
