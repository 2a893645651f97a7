"""What speaks against a career for a person: warnings, dislikes, and coding that they lack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.library import Library
from advisor.operations.likeness import Similarity
from advisor.operations.people import (
    denied,
    is_generic,
    shuns_coding,
    speaks_of,
)
from advisor.operations.sentences import split_sentences
from advisor.operations.telling import line_of
from advisor.operations.words import mentions
from advisor.requests import Person, Request
from advisor.types import Finding
from vectorstore.profiles import Career
from vectorstore.types import Attribute, Fact, Span

# A warning is told from this cosine on: it says itself for whom it holds.
WARNED = 0.42
# Warnings told of a career, and lines of its page on each thing that the person dislikes.
_WARNINGS = 2


def speak_against(career: Career, request: Request, library: Library, similarity: Similarity) -> Iterator[Finding]:
    """Lines under "may not be right if" that describe the person, and requirements they said they dislike."""
    person = request.person
    warned = dict.fromkeys((*warnings(career, request), *_warned_of(career, request, similarity)))
    yield from (line_of("fit.against", career, fact) for fact in list(warned)[:_WARNINGS])
    # What a page says of coding has a line of its own, and AI is what all of them are about.
    told: set[Fact] = set()
    shunned = (each for each in person.dislikes if not speaks_of(each, "programming") and not is_generic(each))
    for dislike in (each for each in shunned if not any(speaks_of(str(fact.value), each) for fact in warned)):
        dislike = dislike if dislike[:2].isupper() else f"{dislike[:1].lower()}{dislike[1:]}"  # it opened a sentence
        found = list(_speaking_of_dislike(career, dislike, library))[:_WARNINGS]
        yield from (line for line in found if told.isdisjoint(line.facts))
        told.update(fact for line in found for fact in line.facts)
        if not found and (summary := career.of("summary")[:1]):
            yield Finding("fit.not_mentioned", {"topic": dislike.casefold(), "career": career.name}, summary)


def warnings(career: Career, request: Request) -> tuple[Fact, ...]:
    """Lines under "may not be right if" that speak of a level asked about: of beginners, where it is the first."""
    levels = [part.words for part in request.parts if part.kind == "level" and part.words]
    return tuple(fact for fact in career.of("non_fit") if any(speaks_of(str(fact.value), words) for words in levels))


def _warned_of(career: Career, request: Request, similarity: Similarity) -> Iterator[Fact]:
    """Lines under "may not be right if" that are like what the person said: of a want, what they dislike."""
    person = request.person
    for fact in career.of("non_fit"):
        text = str(fact.value)
        if speaks_of(text, "programming"):
            said: Sequence[str] = ()
            if shuns_coding(person):
                yield fact
        elif denied(text):
            said = person.dislikes
        else:
            said = (*person.background, *person.dislikes) or (request.wording,)
        if any(max(similarity(phrase, [text])) >= WARNED for phrase in said):
            yield fact


_WORK: tuple[Attribute, ...] = ("goal", "schedule", "duty", "skill")


def _speaking_of_dislike(career: Career, dislike: str, library: Library) -> Iterator[Finding]:
    for fact in career.of("summary"):
        text = library.text(fact.span)
        for start, end in split_sentences(text):
            if speaks_of(text[start:end], dislike):
                span = Span(fact.span.document, fact.span.start + start, fact.span.start + end)
                sentence = Fact("summary", text[start:end].strip(), span, section=fact.section)
                yield line_of("fit.disliked", career, sentence, topic=dislike)
    facts = [fact for fact in career.of(*_WORK) if isinstance(fact.value, str)]
    for fact in sorted(facts, key=lambda fact: not mentions(str(fact.value), dislike)):
        if speaks_of(str(fact.value), dislike):
            yield line_of("fit.disliked", career, fact, topic=dislike)


def judge_coding(career: Career, person: Person) -> Iterator[Finding]:
    """What the page says of coding, and whether the person meets it."""
    needed = next(iter(career.of("coding")), None)
    if needed is not None:
        told = person.codes is not None or shuns_coding(person)
        met = "fit.coding_met" if person.codes or not (told and needed.holds) else "fit.coding_unmet"
        yield line_of(met, career, needed)
