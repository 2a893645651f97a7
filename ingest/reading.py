"""A document read: its sections, chunks, career profiles, and what the reader found wanting."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.careers import read_profiles
from ingest.chunking import is_bare, split_document
from ingest.sections import read_sections
from vectorstore.profiles import career_id
from vectorstore.types import Attribute, CareerProfile, Chunk, Document, Fact, Section

if TYPE_CHECKING:
    from ingest.model_reading import SecondReader


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one document; `warnings` name lines of its text, counted from 1."""

    document: Document
    sections: tuple[Section, ...]
    chunks: tuple[Chunk, ...]
    profiles: tuple[CareerProfile, ...]
    warnings: tuple[str, ...]
    read_twice: bool = False  # by a second reader, which did not fail


def read_document(document: Document, *, second: SecondReader | None = None) -> Reading:
    """The sections, chunks, profiles and warnings of a document; any text is read, an empty one to nothing.

    A `second` reader may add to the careers that were recognised.
    """
    sections = read_sections(document)
    profiles = read_profiles(document, sections)
    asked = second.read(document, sections, profiles) if second is not None else None
    if asked is not None:
        profiles = list(asked.profiles)
    return Reading(
        document,
        tuple(sections),
        tuple(_chunks(document, sections, profiles)),
        tuple(profiles),
        (*(asked.warnings if asked else ()), *_warnings(document, sections, profiles)),
        read_twice=asked is not None and not asked.failed,
    )


def _chunks(document: Document, sections: Sequence[Section], profiles: Sequence[CareerProfile]) -> list[Chunk]:
    """Chunks under the name of the career they describe; in a document of several, by the titles around them."""
    if len(profiles) < 2:
        return split_document(document, sections, profiles[0].name if profiles else None)
    chunks: list[Chunk] = []
    run: list[Section] = []
    owner: str | None = None
    for section in sections:
        name = _career_of(section, profiles) or (owner if section.part is not None else None)
        if name != owner and run:
            chunks += split_document(document, run, owner)
            run = []
        owner = name
        run.append(section)
    return chunks + (split_document(document, run, owner) if run else [])


def _career_of(section: Section, profiles: Sequence[CareerProfile]) -> str | None:
    titles = [career_id(title) for title in (section.title, *section.path)]
    names = [profile.name for profile in profiles if any(career_id(profile.name) in title for title in titles)]
    return max(names, key=len, default=None)


def _warnings(document: Document, sections: Sequence[Section], profiles: Sequence[CareerProfile]) -> Iterator[str]:
    breaks = [index for index, char in enumerate(document.text) if char == "\n"]

    def line(offset: int) -> int:
        return bisect_right(breaks, offset - 1) + 1

    if not document.text.strip():
        yield "the document holds no text"
        return
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        if section.kind not in ("boilerplate", "faq", "ladder", "roadmap") and is_bare(document, section):
            if section is not sections[0] and not _has_parts(section, following):
                yield f"line {line(section.span.start)}: section {section.title!r} has no text"
    boilerplate = [section for section in sections if section.kind == "boilerplate"]
    if boilerplate:
        count = "1 section" if len(boilerplate) == 1 else f"{len(boilerplate)} sections"
        yield f"line {line(boilerplate[0].span.start)}: {count} of boilerplate left out"
    lost = [
        section for section in sections if section.part and section.part.kind == "question" and not section.part.title
    ]
    if lost:
        yield f"line {line(lost[0].span.start)}: {len(lost)} answers under {lost[0].title!r} have lost their questions"
    for profile in profiles:
        yield from _gaps(profile, line)


def _has_parts(section: Section, following: Section | None) -> bool:
    """True when the section is only the title of what follows: parts, sub-sections, or the lists of one question."""
    return following is not None and (section.title in following.path or following.kind == section.kind)


def _gaps(profile: CareerProfile, line: Callable[[int], int]) -> Iterator[str]:
    """What phases and levels leave out."""
    wanted: dict[str, tuple[tuple[Attribute, str], ...]] = {
        "phase": (("phase_weeks", "states no weeks"), ("milestone", "states no milestone")),
        "level": (("pay", "states no pay"), ("experience", "states no years of experience")),
    }
    parts: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in profile.facts:
        if fact.part is not None and fact.part.kind in wanted:
            parts[fact.part.kind, fact.part.number].append(fact)
    for (kind, number), facts in parts.items():
        present = {fact.attribute for fact in facts}
        for attribute, words in wanted[kind]:
            if attribute not in present:
                yield f"line {line(facts[0].span.start)}: {kind} {number} {words}"
