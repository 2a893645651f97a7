"""What the store holds, as one immutable snapshot that a whole reply is made from."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from advisor.facets import facet_definitions
from advisor.operations.words import is_everyday, stems
from advisor.requests import Facet
from vectorstore.profiles import Career, Catalogue
from vectorstore.types import Chunk, Document, Fact, Part, SectionKind, Span

# A word is telling when it stands in at most so many chunks, or in this share of a large corpus.
_FEW, _RARE = 3, 0.03
# Words of this Zipf frequency and above ("spend", "catch") are ways of speaking even where few chunks hold them.
_COMMON = 4.5


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact that answers a facet, with the career it is about."""

    career: Career
    fact: Fact

    @property
    def part(self) -> Part | None:
        """The phase, level or region the fact belongs to."""
        return self.fact.part


@dataclass(frozen=True)
class Library:
    """Documents, chunks and careers of one generation of the store."""

    catalogue: Catalogue
    documents: Mapping[str, Document]
    chunks: tuple[Chunk, ...]
    generation: int = 0
    _starts: dict[str, list[tuple[int, int]]] = field(default_factory=dict, repr=False)
    _kinds: dict[Facet, frozenset[SectionKind]] = field(default_factory=dict, repr=False)
    _holding: dict[str, set[int]] = field(default_factory=dict, repr=False)  # stem to positions of chunks

    def __post_init__(self) -> None:
        for position, chunk in enumerate(self.chunks):
            self._starts.setdefault(chunk.span.document, []).append((chunk.span.start, position))
            for stem in stems(f"{chunk.head} {chunk.text}"):
                self._holding.setdefault(stem, set()).add(position)
        for starts in self._starts.values():
            starts.sort()

    def careers(self, ids: Iterable[str]) -> tuple[Career, ...]:
        """The careers with these ids, in the order asked for; ids no longer in the store are left out."""
        known = {career.id: career for career in self.catalogue.careers}
        return tuple(known[identity] for identity in ids if identity in known)

    def careers_or_all(self, ids: Iterable[str]) -> tuple[Career, ...]:
        """The careers with these ids; every career of the store where there are none."""
        return self.careers(ids) or self.catalogue.careers

    def career_of(self, fact: Fact) -> Career | None:
        """The career that a fact is stated of; of those that share its document the one that has it, else its section.

        None where that cannot be told.
        """
        sharing = [career for career in self.catalogue.careers if fact.span.document in career.documents]
        if len(sharing) > 1:
            chunk = self.chunk_at(fact.span)
            stating = [career for career in sharing if fact in career.of(fact.attribute)]
            sharing = stating or [career for career in sharing if chunk is not None and chunk.career == career.name]
        return sharing[0] if len(sharing) == 1 else None

    def is_general(self, career: Career) -> bool:
        """True for what a general guide describes: a field without the phases and levels of a career page."""
        return not career.parts("phase") and not career.parts("level")

    def chunk_at(self, span: Span) -> Chunk | None:
        """The chunk in which a span begins, or None when it stands outside every chunk."""
        starts = self._starts.get(span.document, [])
        index = bisect_right(starts, (span.start, len(self.chunks))) - 1
        if index < 0:
            return None
        chunk = self.chunks[starts[index][1]]
        return chunk if chunk.span.start <= span.start < chunk.span.end else None

    def holds(self, word: str) -> bool:
        """True when every stem of a word stands in some chunk, whatever else it stands beside."""
        return all(stem in self._holding for stem in stems(word))

    def holding(self, words: Iterable[str]) -> list[Chunk]:
        """The chunks in which any of the words or phrases stands in some form, in corpus order."""
        positions = (
            set.intersection(*(self._holding.get(s, set()) for s in found)) for w in words if (found := stems(w))
        )
        return [self.chunks[position] for position in sorted(set[int]().union(*positions))]

    def telling(self, words: Iterable[str], *, but: Iterable[str] = ()) -> dict[str, frozenset[str]]:
        """The words that stand in few chunks, each with the ids of those: such a word tells where an answer stands.

        Words of the phrases in `but` tell nothing: what users say of themselves is not what they ask for.
        """
        aside = {stem for phrase in but for stem in stems(phrase)}
        found: dict[str, frozenset[str]] = {}
        for word in words:
            if set(stems(word)) <= aside:
                continue
            places = [self._holding.get(stem, set()) for stem in stems(word)]
            held = set.intersection(*places) if places else set()
            common = len(places) == 1 and is_everyday(word, _COMMON)  # a compound of common words is none
            if 0 < len(held) <= max(_FEW, _RARE * len(self.chunks)) and not common:
                found[word] = frozenset(self.chunks[position].id for position in held)
        return found

    def nearest(self, words: Iterable[str]) -> tuple[Chunk | None, float]:
        """The chunk that holds most of the words, and what share of them, in [0, 1]; the first of equals."""
        wanted = {stem for word in words for stem in stems(word)}
        counts = Counter(position for stem in wanted for position in self._holding.get(stem, ()))
        if not counts:
            return None, 0.0
        most = max(counts.values())
        return self.chunks[min(at for at, count in counts.items() if count == most)], most / len(wanted)

    def text(self, span: Span) -> str:
        """The characters a span points at."""
        return self.documents[span.document].text[span.start : span.end]

    def entries(self, career: Career, facet: Facet) -> tuple[Entry, ...]:
        """The facts of one career that answer a facet, in document order; empty when its documents are silent."""
        definition = facet_definitions().get(facet)
        if definition is None:
            return ()
        facts = career.of(*definition.attributes)
        if not facts:
            # What is stated of one region is no statement of the whole career.
            facts = tuple(fact for fact in career.of(*definition.otherwise) if fact.part is None)
        if not facts and definition.kinds:
            facts = self._points(career, definition.kinds)
        return tuple(Entry(career, fact) for fact in facts)

    def kinds_answering(self, facet: Facet) -> frozenset[SectionKind]:
        """The kinds of sections in which what answers a facet stands, on any page of the library."""
        if facet not in self._kinds:
            facts = [entry.fact for career in self.catalogue.careers for entry in self.entries(career, facet)]
            chunks = (self.chunk_at(fact.span) for fact in facts)
            definition = facet_definitions().get(facet)
            stated = definition.kinds if definition is not None else ()
            self._kinds[facet] = frozenset((*stated, *(chunk.kind for chunk in chunks if chunk is not None)))
        return self._kinds[facet]

    def _points(self, career: Career, kinds: tuple[SectionKind, ...]) -> tuple[Fact, ...]:
        """The listed points (attribute `item`) of a career that stand in sections of the kinds given."""
        return tuple(
            fact
            for fact in career.of("item")
            if (chunk := self.chunk_at(fact.span)) is not None and chunk.kind in kinds
        )
