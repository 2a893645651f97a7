"""What a claim is held against: the sources it cites, read once into sentences, figures and the parts they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from advisor.grounding.encoding import Tokens
from advisor.grounding.lexicon import lexicon
from advisor.grounding.words import Sentence, read_sentence, read_sentences, stem, vocabulary
from advisor.patterns import matcher
from vectorstore.numbers import NumberMention, find_numbers
from vectorstore.quantities import QuantityMention, find_quantities
from vectorstore.types import Chunk, Fact, PartKind, Quantity, SectionKind, Span, Unit

_DURATIONS: frozenset[Unit] = frozenset({"minute", "hour", "day", "week", "month", "year"})
_KINDS = frozenset(get_args(PartKind))


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A span that a claim may cite.

    `heads` are the titles it stands under, the career first, then section and part ("phase 2" and the part's
    title); `facts` those stated inside it; `tokens` its token vectors, (t, d) unit rows, when they are at hand; `kind`
    that of its section; `last` the last numbered parts of its page, when the page is known: ("phase", 4).
    """

    span: Span
    text: str
    heads: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    tokens: Tokens | None = None
    kind: SectionKind | None = None
    last: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A quantity as a source states it: `bound` is 1 after "over", -1 after "under", else 0."""

    quantity: Quantity
    bound: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A source as the checks read it."""

    sentences: tuple[Sentence, ...]
    headings: tuple[Sentence, ...]
    stated: tuple[Stated, ...]
    words: frozenset[str]  # of text and headings, in lower case and as stems
    numbers: frozenset[float]
    parts: frozenset[tuple[str, int]]  # ("phase", 2)
    denies: bool  # it says whom the career does not suit

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities stated, without their bounds."""
        return tuple(item.quantity for item in self.stated)


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The cited sources, and what all of them state taken together; `shown` are those the reader saw beside them."""

    cited: tuple[Source, ...]
    shown: tuple[Source, ...]  # not cited
    readings: tuple[Reading, ...]  # of the cited sources, in order
    words: frozenset[str]  # of the cited sources and their headings
    stated: tuple[Stated, ...]
    sentences: tuple[Sentence, ...]  # headings left out
    headings: tuple[Sentence, ...]
    careers: tuple[str, ...]  # names of the others that the library knows

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every quantity of the cited sources, without its bound."""
        return tuple(item.quantity for item in self.stated)


def read_evidence(cited: Iterable[Source], shown: Iterable[Source], careers: Iterable[str] = ()) -> Evidence:
    """The sources as evidence, those that are cited read; `careers` are the names of all that the library knows."""
    cited = tuple(cited)
    own = {head for source in cited for head in source.heads[:1]}
    readings = tuple(read_source(source) for source in cited)
    return Evidence(
        cited,
        tuple(shown),
        readings,
        words=frozenset().union(*(reading.words for reading in readings)),
        stated=tuple(item for reading in readings for item in reading.stated),
        sentences=tuple(sentence for reading in readings for sentence in reading.sentences),
        headings=tuple(dict.fromkeys(heading for reading in readings for heading in reading.headings)),
        careers=tuple(name for name in careers if name not in own),
    )


def aligned_sentences(said: Sentence, sentences: Iterable[Sentence]) -> list[Sentence]:
    """The sentences that share content words with the claim, best first, those far behind the best left out."""
    scored = [(len(said.stems & sentence.stems), -index, sentence) for index, sentence in enumerate(sentences)]
    scored = [row for row in scored if row[0] > 0]
    if not scored:
        return []
    best = max(row[0] for row in scored)
    return [
        sentence for score, _, sentence in sorted(scored, key=lambda row: row[:2], reverse=True) if score * 2 >= best
    ]


def heading_marks(sources: Sequence[Source]) -> list[frozenset[str]]:
    """For each source, the content words of its headings that not all others share; "phase 2" marks nothing."""
    heads = [
        frozenset(
            word.lower
            for heading in read_source(source).headings
            for word in heading.words
            if word.content and not part_of_heading(heading.text)
        )
        for source in sources
    ]
    shared = frozenset.intersection(*heads) if heads else frozenset()
    return [words - shared for words in heads]


def part_of_heading(head: str) -> tuple[str, int] | None:
    """The part that a heading such as "phase 2" numbers, or None for any other heading."""
    kind, _, number = head.lower().partition(" ")
    return (kind, int(number)) if kind in _KINDS and number.isdecimal() else None


def denies_fit(heading: Sentence) -> bool:
    """True for headings such as "May not be right if…", which say whom the career does not suit."""
    return not heading.asks and any(word.negated and word.stem == stem("fit") for word in heading.words)


def last_parts(chunks: Iterable[Chunk]) -> Mapping[tuple[str, str | None], tuple[tuple[str, int], ...]]:
    """By document and career, the last numbered part of each kind: ("phase", 4), ("level", 5)."""
    found: dict[tuple[str, str | None], dict[str, int]] = {}
    for chunk in chunks:
        if chunk.part:
            own = found.setdefault((chunk.span.document, chunk.career), {})
            own[chunk.part.kind] = max(chunk.part.number, own.get(chunk.part.kind, 0))
    return {page: tuple(own.items()) for page, own in found.items()}


def source_from_chunk(chunk: Chunk, *, last: tuple[tuple[str, int], ...] = ()) -> Source:
    """The chunk as a source, with the `last_parts` of its page."""
    part = (f"{chunk.part.kind} {chunk.part.number}", chunk.part.title) if chunk.part else ()
    heads = tuple(dict.fromkeys(head for head in (chunk.career, chunk.title, *part) if head))
    return Source(chunk.span, chunk.text, heads, kind=chunk.kind, last=last)


def read_source(source: Source) -> Reading:
    """The source as the checks read it; readings are remembered by text, headings, facts and kind."""
    return _read(source.text, source.heads, source.facts, source.kind)


@lru_cache(maxsize=2048)
def _read(text: str, heads: tuple[str, ...], facts: tuple[Fact, ...], kind: SectionKind | None) -> Reading:
    stated = [
        Stated(mention.quantity, stated_bound(part, mention))
        for part in (text, *heads)
        for mention in find_quantities(part)
    ]
    known = {item.quantity for item in stated}
    stated += [Stated(fact.value) for fact in facts if isinstance(fact.value, Quantity) and fact.value not in known]
    titled = [head for head in heads if part_of_heading(head) is None]
    numbers = {mention.value for part in (text, *titled) for mention in find_numbers(part)}
    titles = [title for fact in facts for title in (fact.section, fact.part.title if fact.part else "") if title]
    headings = tuple(read_sentence(head) for head in dict.fromkeys((*heads, *titles)))
    return Reading(
        sentences=read_sentences(text),
        headings=headings,
        stated=tuple(dict.fromkeys(stated)),
        words=vocabulary((text, *(heading.text for heading in headings)))
        | vocabulary(_equivalents((text, *(heading.text for heading in headings))))
        | _implied([item.quantity for item in stated])
        | vocabulary(lexicon().sections.get(kind or "", ())),
        numbers=frozenset(numbers),
        parts=_parts(heads, facts),
        denies=kind == "non_fit" or any(denies_fit(heading) for heading in headings),
    )


def _implied(quantities: Sequence[Quantity]) -> frozenset[str]:
    implied = lexicon().implied
    found: set[str] = set()
    for quantity in quantities:
        kind = quantity_kind(quantity.unit)
        found |= vocabulary(implied.get(kind, ()))
    return frozenset(found)


def _equivalents(texts: Iterable[str]) -> Iterator[str]:
    """Other ways of writing the names that the texts hold: "US" where they say "United States"."""
    joined = " ".join(texts)
    return (name for group in lexicon().names if matcher(*group).search(joined) for name in group)


def stated_bound(text: str, mention: QuantityMention | NumberMention) -> int:
    """1 when words such as "over" or "at least" stand before the figure, -1 for "under" or "at most", else 0.

    A sentence that opens with "Over six weeks, …" says how long something lasts, "spread over six" among how many.
    """
    before = text[max(0, mention.start - 24) : mention.start].lower().rstrip(" $£€₹~")
    words = lexicon().figures
    if before.endswith(" over") and before.split()[-2] in words.spreading:
        return 0
    if isinstance(mention, QuantityMention) and quantity_kind(mention.quantity.unit) == "duration":
        if text[: mention.start].strip().lower() in words.lasting:
            return 0
    # The longest phrase decides: "no more than" ends in "more than".
    ending = [(len(phrase), 1) for phrase in words.above if _ends_with(before, phrase)]
    ending += [(len(phrase), -1) for phrase in words.below if _ends_with(before, phrase)]
    return max(ending)[1] if ending else 0


def _ends_with(text: str, phrase: str) -> bool:
    return text.endswith(phrase) and not text[: len(text) - len(phrase)][-1:].isalnum()


def quantity_kind(unit: Unit) -> str:
    """The kind of quantity a unit measures: "duration", "percent", "score" or "money"."""
    if unit in _DURATIONS:
        return "duration"
    return unit if unit in {"percent", "score"} else "money"


def _parts(heads: Sequence[str], facts: Sequence[Fact]) -> frozenset[tuple[str, int]]:
    kinds = {part for head in heads if (part := part_of_heading(head)) is not None}
    parts: list[tuple[PartKind, int]] = [(fact.part.kind, fact.part.number) for fact in facts if fact.part]
    return frozenset(kinds.union(parts))
