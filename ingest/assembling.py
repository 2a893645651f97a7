"""Openings → sections: each reaches from where it opens to where the next one does."""

from __future__ import annotations

import re

from ingest.headings import first_title
from ingest.lines import MARK
from ingest.numbering import part_numbers, without_diaries
from ingest.page import Lines
from ingest.scan import PLAIN, Opening, Scan
from ingest.section_kinds import kind_by_content, kinds_together
from vectorstore.types import Document, Part, PartKind, Section, Span

_LONE_MARK = re.compile(MARK)


def assemble(document: Document, scan: Scan) -> list[Section]:
    """Sections from openings; each reaches to where the next begins."""
    text, lines = document.text, scan.lines
    openings = without_diaries(scan.openings)
    first = next((i for i in range(len(lines)) if lines[i].shape != "blank"), None)
    if first is None:
        return []
    if not openings or openings[0].index > first:
        openings = [Opening(first, first_title(lines[first]), "other", PLAIN), *openings]
    numbers = part_numbers(openings)
    sections: list[Section] = []
    for place, opening in enumerate(openings):
        start = _start(lines, opening.index)
        stop = openings[place + 1].index if place + 1 < len(openings) else None
        limit = _start(lines, stop) if stop is not None else len(text)
        end = start + len(_without_trailing_marks(text[start:limit]))
        part = Part(opening.part.kind, numbers[place], opening.part.title) if opening.part else None
        sections.append(
            Section(opening.kind, opening.title.strip("*_ "), Span(document.id, start, end), opening.path, part)
        )
    filled = [section for section in sections if section.span.start < section.span.end]
    told = [
        kind_by_content(lines, section, _part_below(section, following))
        for section, following in zip(filled, [*filled[1:], None], strict=True)
    ]
    return kinds_together(lines, told)


def _part_below(section: Section, following: Section | None) -> PartKind | None:
    """The kind of the part with which the text below a section begins, or None."""
    if following is None or following.part is None or (section.title and section.title not in following.path):
        return None
    return following.part.kind


def _without_trailing_marks(text: str) -> str:
    """The text without the white space, bullets and numbers that stand alone at its end."""
    text = text.rstrip()
    while len(apart := text.rsplit(maxsplit=1)) == 2 and _LONE_MARK.match(apart[1]):
        text = apart[0]
    return text


def _start(lines: Lines, index: int) -> int:
    return lines[index].start
