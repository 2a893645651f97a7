"""The sentence of a document that states the value a question wants: a price, a length of time, a number of things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from advisor.facets import defined, facet_definitions
from advisor.findings import Block
from advisor.grounding.thesaurus import is_verb
from advisor.library import Library
from advisor.operations.places import names_place
from advisor.operations.sentences import is_question, split_sentences
from advisor.operations.telling import quote
from advisor.operations.wanted import LOOSE, states
from advisor.operations.words import content_words, is_everyday, may_name, mentions, stems
from advisor.passages import PassageReader, Sentence
from advisor.requests import Request, Wanted
from vectorstore.quantities import find_quantities
from vectorstore.types import DURATIONS, MONEY, Passage, Unit

# The lowest mean coverage of a question's own words by a sentence and what stands above it at which its value is the
# one wanted: over 190 such questions of 60 tuning pages the sentences that answer lie above .67, the others below .5.
ABOUT = 0.6
# The same where it says how many of them in parts of all of them, which may be of any others.
ABOUT_ALL = 0.8
# What names something has to stand there, or its like ("US" for America's), not merely something near it.
NAMED = 0.7
# The lowest score of a sentence that is told for the rare words of a question that it holds.
SAID = 0.35
# Units of figures that may be of anything: a share of patients says nothing of the risk of being replaced, nor what a
# book costs of what its readers earn.
_OF_ANYTHING: frozenset[Unit] = frozenset({"percent", "score"})


def read_figure(
    request: Request, passages: Sequence[Passage], read: PassageReader, units: frozenset[Unit], *, strict: bool
) -> Iterator[Block]:
    """The best sentence that holds a figure of the units asked for (any sentence, when none is asked for).

    With `strict`, for what career documents do not usually state, the sentence must hold every word of the subject.
    """
    question = request.wording
    places = [part.words for part in request.parts if part.kind == "region"]
    wanted = (*(request.subject if strict else request.topics), *places)
    if strict and not wanted:
        return  # "what does it cost" names nothing that a sentence could be about
    for sentence in read.sentences(question, passages):
        if is_question(sentence.text):
            continue
        if units and not units & {mention.quantity.unit for mention in find_quantities(sentence.text)}:
            continue
        loose = (units & MONEY and not strict) or (units and units <= _OF_ANYTHING and not wanted)
        if (not loose or says_kind(sentence, request, read)) and read.covers(wanted, question, sentence):
            yield quote(sentence.text, sentence.span, sentence.chunk, placed=True)
            return


def read_stating(
    request: Request,
    wanted: Wanted,
    passages: Sequence[Passage],
    read: PassageReader,
    library: Library,
    *,
    known: Set[str] = frozenset(),
) -> Iterator[Block]:
    """The sentence that states a value of the kind wanted and speaks most of what the question asks it of.

    A word whose stems are `known` to the reader is no name asked for.
    """
    question = request.wording
    # How many of them: so many, or one in four of them.
    values = (wanted, *((replace(wanted, stated="part"),) if wanted.stated == "count" else ()))
    rare = [word for word in (*request.specific, wanted.counted) if word and may_name(word)]
    telling = tuple(dict.fromkeys((*library.telling(request.specific), *rare)))
    found: list[tuple[float, Sentence]] = []
    for sentence in read.sentences(question, passages, telling=request.specific):
        asks = is_question(sentence.text)
        value = next((each for each in values if states(sentence.text, each, known)), None)
        own = _own_words(request, value or wanted)
        if asks or value is None or _states_pay(sentence, own, value, library):
            continue
        if not all(names_place(_held(sentence), part.words) for part in request.parts if part.kind == "region"):
            continue
        about = _about(own, request, value, sentence, read)
        told = telling and sentence.score >= SAID and wanted.stated not in LOOSE
        enough = ABOUT if value is wanted else ABOUT_ALL
        if about >= enough or (
            told and value is wanted and about > 0 and read.covers(telling, request.question, sentence)
        ):
            found.append((about, sentence))
    for _, sentence in sorted(found, key=lambda each: -round(each[0], 1))[:1]:
        yield quote(sentence.text, sentence.span, sentence.chunk, placed=True)


def _about(own: Sequence[str], request: Request, wanted: Wanted, sentence: Sentence, read: PassageReader) -> float:
    """How much a sentence and what it stands under speak of a question's own words, in [0, 1].

    0 where it lacks what is named, or any of them where nearly every sentence states a value of the kind.
    """
    if wanted.stated == "expansion":
        return 1.0  # it spells the very letters out
    question = request.wording
    if not own and wanted.counted:
        # "How many patients does one pharmacist look after": the careers named tell more than the verb.
        others = [word for word in content_words(question) if not _is_asking(word, wanted)]
        covered = read.covered(others, question, sentence, sentence.text)
        return sum(covered) / len(covered) if covered else 1.0
    if not own:
        # What comes with a certificate is not what a director gets.
        of_level = any(part.kind == "level" for part in request.parts)
        return float(not of_level and _names_kind(sentence, request, wanted.words))
    covered = read.covered(own, question, sentence, _held(sentence))
    needed = [at for word, at in zip(own, covered, strict=True) if wanted.stated in LOOSE or _names(word, request)]
    return sum(covered) / len(covered) if all(at >= NAMED for at in needed) else 0.0


def _own_words(request: Request, wanted: Wanted) -> list[str]:
    """The words of what a value is asked of: "exam", of what the exam costs."""
    words = [re.sub(r"['’]s?$", "", word) for word in dict.fromkeys(request.subject)]
    own = [word for word in words if not _is_asking(word, wanted)]
    # "Look after", "stay" and "have" say little of what is counted.
    counts = wanted.stated == "count" or wanted.stated in DURATIONS
    return [word for word in own if not (counts and is_everyday(word) and is_verb(word.casefold()))]


def _is_asking(word: str, wanted: Wanted) -> bool:
    """True for a word that asks for the kind of value and speaks of nothing else.

    What a share is one of must be spoken of as well; what is counted stands behind its number.
    """
    counted = wanted.counted if wanted.stated == "count" else ""
    return set(stems(word)) <= {stem for each in (*wanted.words, counted, wanted.stated) for stem in stems(each)}


def _names(word: str, request: Request) -> bool:
    """True for a word that names something or restricts what is asked: "Texas", "Orthanc"."""
    return word in request.restricting or may_name(word) or (word[0].isupper() and not request.question[0] == word[0])


def _states_pay(sentence: Sentence, own: Sequence[str], wanted: Wanted, library: Library) -> bool:
    """True for a sentence whose amount is what somebody earns, unless it names all that the amount is asked of."""
    if wanted.stated != "amount" or (own and all(mentions(sentence.text, word) for word in own)):
        return False
    definitions = [facet_definitions()[facet] for facet in ("pay", "regional_pay")]
    attributes = [name for each in definitions for name in (*each.attributes, *each.otherwise)]
    careers = library.catalogue.careers
    return any(fact.span.overlaps(sentence.span) for career in careers for fact in career.of(*attributes))


def _names_kind(sentence: Sentence, request: Request, words: Sequence[str]) -> bool:
    """True for a sentence with one of the words for the kind of value, or one with which what was asked is stated."""
    asked = defined(request.facets)
    words = (*words, *(word for definition in asked for word in definition.said_with))
    return any(mentions(_held(sentence, before=False), word) for word in words)


def says_kind(sentence: Sentence, request: Request, read: PassageReader) -> bool:
    """True for a sentence that says, in the question's words or others, what its figure is of: "paid", "a year"."""
    if any(mention.quantity.per for mention in find_quantities(sentence.text)):
        return True
    words = list(dict.fromkeys(request.subject))
    covered = read.covered(words, request.wording, sentence, sentence.text)
    return _names_kind(sentence, request, request.subject) or max(covered, default=0.0) >= NAMED


def _held(sentence: Sentence, *, before: bool = True) -> str:
    """A sentence with what it stands under: titles, the question that it answers, and the sentence `before` it."""
    chunk = sentence.chunk
    above = chunk.text[: sentence.span.start - chunk.span.start]
    asked = above.partition("?")[0] if "?" in above and chunk.kind == "faq" else ""
    lines = [chunk.title, chunk.part.title if chunk.part else "", asked, _last_sentence(above) if before else ""]
    return " ".join((*lines, sentence.text))


def _last_sentence(text: str) -> str:
    """The sentence with which a text ends; empty for an empty text."""
    spans = split_sentences(text)
    return text[slice(*spans[-1])] if spans else ""
