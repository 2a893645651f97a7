"""Sections with the lines of their bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout import layout
from ingest.lines import Line, join_wrapped, lines_of_sections, read_lines
from ingest.part_labels import announce
from ingest.points import with_points
from vectorstore.types import Document, Section

_AROUND = '*_ "“”«»'  # what a title may stand in


@dataclass(frozen=True, slots=True)
class Body:
    """A section with the lines of its body (for parts: all its lines)."""

    section: Section
    lines: tuple[Line, ...]


def read_bodies(document: Document, sections: Sequence[Section]) -> list[Body]:
    """The sections of a document with their lines, those of a heading left out and wrapped ones joined."""
    lines = with_points(announce(read_lines(document.text)))
    bodies: list[Body] = []
    for section, own in zip(sections, lines_of_sections(lines, sections), strict=True):
        within = [line for line in own if line.shape != "blank"]
        if section.part is None or section.part.kind == "question":
            within = within[_heading_lines(section, within) :]
        bodies.append(Body(section, tuple(join_wrapped(within))))
    return bodies


def _heading_lines(section: Section, lines: Sequence[Line]) -> int:
    """How many of a section's lines its heading takes up."""
    title = (section.part.title if section.part else section.title).strip(_AROUND)
    if not title or not lines:
        return 0
    if lines[0].text.strip(_AROUND) == title:
        return 1
    first = lines[0].body.strip(_AROUND)
    if first == title or first.endswith(title):
        return 1
    if not title.startswith(first[-20:] if section.part else first):
        question = layout().expressions["question"].fullmatch(lines[0].body)
        inline = question and layout().expressions["asked_inline"].match(question["text"])
        # "Q: Is it remote?  A: No" holds its answer, too.
        answered = inline is not None and inline["question"] == title
        return 0 if question is None or answered else _heading_lines_of(question["text"], title, lines)
    return _heading_lines_of(first, title, lines)


def _heading_lines_of(first: str, title: str, lines: Sequence[Line]) -> int:
    count, joined = 1, first.strip("*_ ")
    while joined != title and count < min(4, len(lines)):
        joined, count = f"{joined} {lines[count].body}", count + 1
    return count if joined == title else 1
