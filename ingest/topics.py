"""Careers that a page compares topic by topic: under each title a line that begins with each career's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.layout import layout
from ingest.lines import Line, read_lines
from ingest.name_shape import is_career_name
from ingest.place import Place
from ingest.statements import answered_facts
from ingest.tables import labelled_cell
from vectorstore.types import Attribute, Document, Fact, SectionKind

_FEWEST_TOPICS, _TOPIC_WORDS = 2, 9
_TOLD: dict[SectionKind, Attribute] = {
    "summary": "summary",
    "responsibilities": "summary",
    "fit": "fit",
    "non_fit": "non_fit",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that says something of one career under a topic; the words begin at `start` of the document."""

    career: str
    topic: str
    words: str
    start: int


def compared_by_topic(document: Document) -> dict[str, list[Fact]]:
    """The facts of each career by its name; empty when the page is not arranged by topics with a line a career."""
    rows = list(_rows(read_lines(document.text)))
    careers: dict[str, set[str]] = {}
    for row in rows:
        careers.setdefault(row.topic, set()).add(row.career)
    shared = {topic for topic, names in careers.items() if len(names) > 1}
    if len(shared) < _FEWEST_TOPICS:
        return {}
    found: dict[str, list[Fact]] = {}
    for row in rows:
        if row.topic in shared:
            found.setdefault(row.career, []).extend(_facts(row, document))
    return {name: facts for name, facts in found.items() if facts}


def _rows(lines: list[Line]) -> Iterator[_Row]:
    topic = ""
    for line in lines:
        match = layout().expressions["bullet_label"].fullmatch(line.body[:4000])
        name = match["label"].strip("*_ ") if match else ""
        if match and is_career_name(name):
            if topic and len(topic.split()) <= _TOPIC_WORDS and topic[-1] not in ".!,;":
                yield _Row(name, topic, match["text"].rstrip("*_ "), line.body_start + match.start("text"))
        elif line.body:
            topic = line.body


def _facts(row: _Row, document: Document) -> Iterator[Fact]:
    place = Place(document.id, row.topic)
    stated = list(labelled_cell(row.topic, row.words, row.start, row.start + len(row.words), place))
    if not stated:
        stated = list(answered_facts(row.topic, row.words, row.start, place))
    attribute = _TOLD.get(layout().likely_kind(row.topic))
    if not stated and attribute is not None:
        stated = [place.fact(attribute, row.words, row.start, row.start + len(row.words))]
    yield from stated
