"""What an assistant's earlier message leaves behind: the careers, parts and points it named, and what it offered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.library import Library
from advisor.memory import Memory
from advisor.offers import question_for
from advisor.operations.sentences import split_sentences
from advisor.operations.telling import is_prose
from advisor.operations.words import content_words, stems
from advisor.requests import Facet, PartReference, Request
from advisor.understanding.clause import ClauseReader
from advisor.understanding.replying import offer_in
from vectorstore.types import PartKind, Span

# Characters of a message that are read; what a turn leans on stands early.
_READ = 4_000
# The facet whose answer goes through all parts of a kind.
_SERIES: dict[PartKind, Facet] = {"phase": "roadmap", "level": "ladder", "step": "steps"}
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+(?P<point>\S.*)$", re.MULTILINE)
# A point of a list is called by what stands before its first colon, bracket or dash.
_LABEL_END = re.compile(r":|\s[–—-]\s|\s?\(|\.$")
_FEWEST = 2
# What stands beside two things offered is a third.
_FURTHER = re.compile(r"\bor\b")
# A message of at least so many telling words retells a chunk that holds this share of them.
_TELLING, _RETOLD = 4, 0.6


class Hearing:
    """Reads assistants' messages about one library: they may be another advisor's, and say what this one would not."""

    def __init__(self, library: Library, read: ClauseReader) -> None:
        self._library = library
        self._read = read

    def __call__(self, text: str, memory: Memory) -> Memory:
        """The memory after an assistant's message: what it speaks of can be pointed back to, its offer stays open."""
        said = text[:_READ]
        careers, parts = self._read.named(said)
        in_focus = careers or memory.current
        parts = tuple(part for part in parts if not in_focus or part[0] in in_focus)
        careers = careers or tuple(dict.fromkeys(career for career, _ in parts))
        memory = self._about_careers(memory, careers)
        memory = _about_parts(memory, parts)
        if not parts and (points := points_listed(said)):
            memory = replace(memory, items=memory.items if len(memory.items) == len(points) else points)
        memory = replace(memory, shown=self._retold(said, memory) or memory.shown)
        offer = offer_in(said)
        if offer is None:
            return memory
        choices = alternatives(offer)
        return replace(memory, offers=(offer,), items=choices or memory.items)

    def _retold(self, said: str, memory: Memory) -> tuple[Span, ...]:
        """The sentence of prose that a message tells in its own words; empty when none is, or it is what was shown."""
        words = content_words(said)
        chunk, share = self._library.nearest(words)
        if chunk is None or share < _RETOLD or len(words) < _TELLING or not is_prose(chunk):
            return ()
        if any(chunk is self._library.chunk_at(span) for span in memory.shown):
            return ()
        told = set(stems(" ".join(words)))
        start, end = max(split_sentences(chunk.text), key=lambda at: len(told & set(stems(chunk.text[at[0] : at[1]]))))
        return (chunk.span.part(start, end),)

    def _about_careers(self, memory: Memory, careers: tuple[str, ...]) -> Memory:
        if not careers:
            return memory
        if memory.request is None:
            names = " and the ".join(career.name for career in self._library.careers(careers))
            asked = question_for(names, "overview")
            memory = replace(memory, request=Request(asked, asked, careers, facets=("overview",), searched=asked))
        told = careers if not memory.current else memory.told
        return replace(memory, told=told, careers=memory.speaking_of(careers))


def _about_parts(memory: Memory, parts: Sequence[tuple[str, PartReference]]) -> Memory:
    """The memory with the one part that was named in focus, or with the several as those just listed."""
    owners = {career for career, _ in parts}
    kinds = {part.kind for _, part in parts}
    if memory.request is None or len(owners) != 1 or len(kinds) != 1:
        return memory
    [career], [kind] = owners, kinds
    named = tuple(part for _, part in parts)
    if len(named) == 1:
        return replace(memory, parts=named, placed=(career, named[0]), items=())
    if memory.listed == kind or memory.parts:
        return memory
    listing = replace(memory.request, careers=(career,), facets=(_SERIES[kind],), operation="list", parts=())
    return replace(memory, request=listing, items=())


def alternatives(offer: str) -> tuple[str, ...]:
    """The two things that an offer leaves the choice of: "what it pays, or how long it takes"; empty for one."""
    first, joint, second = offer.rstrip("?. ").partition(", or ")
    if not joint:
        first, joint, second = offer.rstrip("?. ").partition(" or ")
    return (first, second) if joint and not (_FURTHER.search(first) or _FURTHER.search(second)) else ()


def points_listed(text: str) -> tuple[str, ...]:
    """The labels of the points that a message lists, line by line or behind a colon; empty when it lists none."""
    points = [found["point"] for found in _BULLET.finditer(text)]
    if len(points) < _FEWEST:
        _, _, behind = text.partition(": ")
        points = behind.split("\n")[0].rstrip(". ").split("; ")
    labels = [_LABEL_END.split(point.strip(" *_"), maxsplit=1)[0].strip(" *_") for point in points]
    return tuple(labels) if len(labels) >= _FEWEST and all(labels) else ()
