"""What the best passages say of a question, sentence by sentence, when no typed fact answers it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import replace

from advisor.facets import defined
from advisor.findings import Block
from advisor.library import Library
from advisor.operations.fragments import is_label
from advisor.operations.people import account_of, affirmed, named_kinds, telling_words
from advisor.operations.sentences import is_question
from advisor.operations.telling import quote
from advisor.operations.words import content_words, may_name, mentions
from advisor.outline import points_asked
from advisor.passages import PassageReader, Sentence
from advisor.requests import OUTSIDE, Request
from advisor.retrieval import Retriever
from advisor.showing import answer_around, answer_to, near_best, placed, tell_points, within
from advisor.stated_values import says_kind
from advisor.sufficiency import Sufficiency
from advisor.types import Finding, Listing
from vectorstore.profiles import Career
from vectorstore.quantities import find_quantities
from vectorstore.types import MONEY, Passage, Unit

# Passages whose points compete.
DEPTH = 5
# How near to the standalone form's best point that of the question as typed must come.
AS_TYPED = 0.85
POINTS = 8
# The lowest score, and the lowest cosine of any content word of the question, at which a sentence is taken to speak of
# what is asked. Set by hand on questions of the tuning documents that no typed fact answers, and measured on no others.
SAID, WEAKEST = 0.35, 0.33
# The same for what career documents do not usually tell, and for a question of one word.
WEAKEST_OUTSIDE = 0.5
# Sentences and words of a summary: what the work is, in a breath.
SUMMARY, SUMMARY_WORDS = 2, 85


def read_passages(
    request: Request,
    passages: Sequence[Passage],
    read: PassageReader,
    library: Library,
    enough: Sufficiency,
    *,
    nearest: float,
) -> Iterator[Block]:
    """The best points of the passages that answer, sentence by sentence, each citing itself; nothing when none does.

    `nearest` is the similarity of the most similar passage of the library.
    """
    listing = {kind for facet in request.facets for kind in library.kinds_answering(facet)}
    alone, typed = (
        [
            point
            for point in read.points(question, passages[:DEPTH], telling=request.specific)
            # The point of a list that answers something else says nothing by itself.
            if point.chunk.kind in listing or not all(is_label(sentence.text) for sentence in point.sentences)
        ]
        for question in wordings(request)
    )
    if not alone or not typed:
        return
    # A career's name in the standalone form lifts every point of its page: the question as typed is preferred.
    ranked = typed if typed[0].score >= AS_TYPED * alone[0].score else alone
    best = ranked[0]
    if points := points_asked(request, best.chunk, library):
        if enough.carry(request, nearest, [best.chunk]):
            values = {"value": best.chunk.title.rstrip(":"), "count": str(len(points))}
            says = "list.counted" if request.operation == "count" else "list.section"
            yield Listing(Finding(says, values), points[:POINTS])
        return
    chosen = near_best(ranked)
    if enough.carry(request, nearest, list(dict.fromkeys(point.chunk for point in (best, *chosen)))):
        yield from tell_points(chosen, request)


def read_nearest_part(request: Request, passages: Sequence[Passage], read: PassageReader) -> Iterator[Finding]:
    """The point of a part that comes nearest to what the question looks for, said to be no more than that.

    Of the kind of part that is asked for; where that is open, of a phase or step.
    """
    asked = {each.part for each in defined(request.facets)} - {None}
    kinds = asked or {"phase", "step"}
    parts = [passage for passage in passages if passage.chunk.part and passage.chunk.part.kind in kinds]
    for point in read.points(request.wording, parts, telling=request.specific)[:1]:
        first, part = point.sentences[0], point.chunk.part
        quoted = quote(first.text, first.span, first.chunk)
        if part is not None:
            values = {**quoted.values, "kind": part.kind, "number": str(part.number), "part": part.title}
            yield replace(quoted, says="locate.nearest", values=values)


def read_of(
    request: Request, name: Sequence[str], passages: Sequence[Passage], read: PassageReader
) -> Iterator[Finding]:
    """The best points that hold all words of a name; nothing where the best lies below what answers a question."""
    points = [
        point
        for point in read.points(request.wording, passages, telling=request.specific)
        if all(any(mentions(sentence.text, word) for sentence in point.sentences) for word in name)
    ]
    if points and points[0].score >= SAID:
        yield from tell_points(near_best(points), request)


def read_holding(
    request: Request, passages: Sequence[Passage], read: PassageReader, library: Library
) -> Iterator[Block]:
    """The best sentence in which all of the question's own words stand, where one of them tells where to look.

    Of what career documents do not usually tell, all of its words.
    """
    words = request.subject if set(request.facets) & OUTSIDE else request.specific
    if not library.telling(request.specific):
        return
    for sentence in read.sentences(request.wording, passages, telling=request.specific):
        held = f"{sentence.chunk.title} {sentence.text}"
        if not is_question(sentence.text) and all(mentions(held, word) for word in words):
            yield quote(sentence.text, sentence.span, sentence.chunk, placed=True)
            return


def read_said(
    request: Request,
    passages: Sequence[Passage],
    read: PassageReader,
    units: frozenset[Unit],
    *,
    told: Collection[str] = (),
    of: Set[str] = frozenset(),
) -> Iterator[Block]:
    """The best sentence that speaks of every word of the question; the answer, where it is itself a question.

    For what no typed fact holds: pages state many things that no layout foresees. Of a unit asked for, the sentence
    must hold a figure. What pages state with words of their own ("on site") is told by a sentence that has one. None
    of the sentences `told` already; with kinds of people, only answers to questions that speak `of` some of them.
    """
    sentences = [
        sentence
        for sentence in read.sentences(request.wording, passages)
        if sentence.text not in told
        and not is_label(sentence.text)
        and (not of or (sentence.chunk.kind == "faq" and named_kinds(sentence.chunk.text) & of))
    ]
    candidates, named = _speaking(request, sentences, read)
    for sentence in candidates:
        said = answer_to(sentence) if is_question(sentence.text) else [sentence]
        said = (of and answer_around(sentence)) or said
        found = {mention.quantity.unit for each in said for mention in find_quantities(each.text)}
        # What a book costs says nothing of what its readers earn.
        of_pay = units & MONEY and request.asked_unit is None
        of_kind = not of_pay or any(says_kind(each, request, read) for each in said)
        if said and (not units or units & found) and of_kind and read.covers(named, request.wording, sentence):
            yield from placed(said)
            return


def _speaking(
    request: Request, sentences: Sequence[Sentence], read: PassageReader
) -> tuple[list[Sentence], tuple[str, ...]]:
    """The sentences that may speak of what a question asks, and the words that one of them must name."""
    question = request.wording
    # What nothing explains, an occupation without a page and a year must be named; other words may be meant.
    named = (*request.topics, *content_words(request.unknown_career or ""), *re.findall(r"\b\d{4}\b", question))
    if candidates := _stating(request, sentences):
        named = tuple(word for word in named if may_name(word))
    else:
        # A single word says too little for another to be meant by it.
        strict = set(request.facets) & OUTSIDE or len(content_words(question)) < 2
        weakest = WEAKEST_OUTSIDE if strict else WEAKEST
        candidates = [each for each in sentences if each.score >= SAID and read.weakest(question, each) >= weakest]
    if OUTSIDE & set(request.facets):
        # "Updated" comes near the letters of "UpToDate".
        own = [word for word in request.specific if word not in named]
        candidates = [each for each in candidates if not own or any(mentions(each.text, word) for word in own)]
    return candidates, named


def _stating(request: Request, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with words that pages use to state what is asked; empty where any words may state it.

    Whether and why something is so is told first by points that are named so: "Why it cannot be automated: …".
    """
    words = [word for definition in defined(request.facets) for word in definition.said_with]
    stating = [sentence for sentence in sentences if any(mentions(sentence.text, word) for word in words)]
    if not request.asserts and request.operation != "why":
        return stating
    return sorted(stating, key=lambda each: not any(mentions(_name_of_point(each.text), word) for word in words))


def _name_of_point(text: str) -> str:
    """What a line of a list is named, before its first colon; empty where it is named nothing."""
    name, colon, _ = text.partition(": ")
    return name if colon else ""


def wordings(request: Request) -> tuple[str, str]:
    """The question standing alone, and as typed with its slips mended."""
    return request.standalone, request.wording


def read_summary(request: Request, career: Career, library: Library, read: PassageReader) -> Iterator[Finding]:
    """The sentences of a career's summary that best answer what was asked of it, the most telling first."""
    spans = [fact.span for fact in career.of("summary")]
    chunks = [chunk for chunk in library.chunks if any(span.overlaps(chunk.span) for span in spans)]
    sentences = [
        sentence
        for sentence in read.sentences(
            request.wording, [Passage(chunk, 1.0) for chunk in chunks], telling=request.specific
        )
        if any(span.contains(sentence.span) for span in spans)
    ]
    best = (
        sorted(sentences[:SUMMARY], key=lambda sentence: sentence.span) if request.operation != "verify" else sentences
    )
    yield from (
        quote(sentence.text, sentence.span, sentence.chunk) for sentence in within(best[:SUMMARY], SUMMARY_WORDS)
    )


# Kinds of section that speak of people who change careers.
_OF_PEOPLE = ("education", "faq", "steps")


def read_of_person(request: Request, retrieve: Retriever, read: PassageReader, library: Library) -> Iterator[Block]:
    """The sentence of a guide that speaks of people like the user, when one names what they said they are."""
    said = account_of(request)
    skills = " ".join(request.person.skills)
    telling = [word for word in telling_words(said) if not mentions(skills, word)]
    kinds = named_kinds(affirmed(said))
    guides = [chunk.span.document for chunk in library.chunks if chunk.kind == "education"]
    query = f"{said} career change, background, transition"
    passages = retrieve(query, k=DEPTH, documents=list(dict.fromkeys(guides)))
    for sentence in read.sentences(query, passages):
        # "For those without a clinical background (e.g., MD)" speaks of others.
        meant = affirmed(sentence.text)
        named = named_kinds(meant) & kinds or any(mentions(meant, word) for word in telling)
        if sentence.chunk.kind in _OF_PEOPLE and named:
            if is_question(sentence.text):
                continue
            # "Absolutely. Many come from physics": an answer is told whole.
            yield from placed(answer_around(sentence) or [sentence])
            return
