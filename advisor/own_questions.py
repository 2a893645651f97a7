"""What documents answer to questions of their own: the one that is asked, or the one that a premise settles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.grounding.lexicon import lexicon
from advisor.grounding.words import read_sentence
from advisor.operations.people import is_generic
from advisor.operations.sentences import bare_text
from advisor.operations.words import content_words, is_everyday, mentions
from advisor.passages import PassageReader, Sentence
from advisor.requests import Request
from advisor.showing import answer_to, placed
from advisor.types import Finding
from vectorstore.quantities import find_quantities
from vectorstore.types import Chunk, Passage, Span, Unit

# Passages among which a document's own question is looked for.
DEPTH = 5
# From this likeness on a document's own question is the one asked: over 1,750 questions of the tuning sets ten lie
# above it beside its six, and mean the same; the nearest that means another is one of a name, at .74.
ALIKE = 0.735
# The same where all telling words of the document's own question are asked for: "is there a best degree?".
ALIKE_IN_WORDS = 0.55
# The same where no typed fact answers; and how alike the two are, and how far question and answer cover the words of
# the one asked on average, where that is less. Of 25 questions of the tuning documents that were refused or answered
# wrongly eight are so answered rightly, and of nine that no document answers, none.
NEARLY, NEARLY_COVERED, COVERED_ON_AVERAGE = 0.69, 0.6, 0.6
# From this likeness on a statement is about what a document's own question asks; from the second where it holds the
# telling words of that. Chosen on forty statements written for it.
ABOUT, ABOUT_IN_WORDS = 0.58, 0.42
# How well question and answer cover each telling word of the statement, and from which frequency on a word tells none.
COVERED, COMMON = 0.7, 4.5
# What a question of an FAQ stands behind: the heading of the whole, "Q:".
_OPENING = re.compile(r"\n\s*\n|(?:^|\n)\W*Q\W+")


def read_asked(
    request: Request,
    passages: Sequence[Passage],
    read: PassageReader,
    *,
    alone: bool = False,
    units: frozenset[Unit] = frozenset(),
) -> Iterator[Finding]:
    """What a document answers to the question itself, where it asks nearly the same.

    With `alone` no typed fact answers, and a question less alike will do whose answer holds a figure of the units.
    """
    question = request.wording
    ranked = sorted(
        ((read.likeness(question, each.text), each) for each in _own_questions(passages)), key=lambda each: -each[0]
    )
    for likeness, asked in ranked:
        if alone:
            same = likeness >= NEARLY or (likeness >= NEARLY_COVERED and _covers(request, asked.chunk, read))
        else:
            same = likeness >= ALIKE or (likeness >= ALIKE_IN_WORDS and _holds_telling(question, asked.text))
        told = answer_to(asked)
        found = {mention.quantity.unit for each in told for mention in find_quantities(each.text)}
        if same and (not units or units & found):
            yield from placed(told)
            return


def _covers(request: Request, chunk: Chunk, read: PassageReader) -> bool:
    """True when a question and its answer hold the most of what another asks besides careers and parts."""
    covered = dict(read.coverage(request.wording, [chunk]).words)
    own = [covered.get(word, 0.0) for word in request.subject]
    return bool(own) and sum(own) / len(own) >= COVERED_ON_AVERAGE


def answer_premise(premise: str, passages: Sequence[Passage], read: PassageReader) -> Iterator[Finding]:
    """What a document answers to its own question about a premise; nothing where the answer says the same."""
    for asked in _own_questions(passages):
        likeness = read.likeness(f"{premise}?", asked.text)
        about = likeness >= ABOUT or (likeness >= ABOUT_IN_WORDS and _holds_telling(premise, asked.text))
        if about and _is_covered(premise, asked.chunk, read):
            told = answer_to(asked)
            if told and not _says_the_same(premise, asked.text, told[0].text):
                yield from placed(told)
            return


def _own_questions(passages: Sequence[Passage]) -> Iterator[Sentence]:
    """The questions that the first of the passages answer."""
    for passage in passages[:DEPTH]:
        chunk = passage.chunk
        before, mark, _ = chunk.text.partition("?") if chunk.kind == "faq" else ("", "", "")
        titled = len(chunk.title) if before.startswith(f"{chunk.title}\n") else 0
        start = max((opening.end() for opening in _OPENING.finditer(before)), default=titled)
        start += len(before[start:]) - len(before[start:].lstrip())
        if mark and before[start:]:
            span = Span(chunk.span.document, chunk.span.start + start, chunk.span.start + len(before) + 1)
            yield Sentence(chunk.text[start : len(before) + 1], span, chunk, passage.score)


def _holds_telling(text: str, asked: str) -> bool:
    """True when a text holds all that a document's own question asks besides the words that every page has."""
    words = content_words(asked)
    telling = [word for word in words if not is_generic(word)]
    held = [word for word in words if mentions(text, word)]
    return bool(telling) and len(set(held)) > 1 and set(telling) <= set(held)


def _is_covered(premise: str, chunk: Chunk, read: PassageReader) -> bool:
    """True when a question and its answer speak of every telling word of a premise."""
    covered = read.coverage(premise, [chunk]).words
    return all(score >= COVERED for word, score in covered if not (is_everyday(word, COMMON) or is_generic(word)))


def _says_the_same(premise: str, asked: str, answer: str) -> bool:
    """True when the first word of an answer grants or denies its question just as the premise does."""
    opening = next(iter(re.findall(r"[a-z]+", answer[slice(*bare_text(answer))].casefold())), "")
    alike = len(read_sentence(premise).negators) % 2 == len(read_sentence(asked).negators) % 2
    words = lexicon().polarity
    return opening in (words.granting_answers if alike else words.denying_answers)
