"""A person against careers: what speaks for, what against, what could be skipped, what is missing.

Nothing is concluded that no page states: a line is shown when it speaks of the same thing as the person did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from advisor.library import Library
from advisor.operations.entries import careers_of, describe, distinct
from advisor.operations.planning import compare_time
from advisor.operations.stating import Block
from advisor.operations.words import content_words, is_everyday, mentions
from advisor.types import Finding, Listing, Person, Request
from vectorstore.profiles import Career
from vectorstore.types import Attribute, Fact, Quantity

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""How alike a phrase is to each of several texts, in [-1, 1]."""

# At or above this symmetric MaxSim a line is taken to speak of what the person said; chosen on the tuning questions.
SAME_THING = 0.62
_LINES = 2


def match_person(request: Request, library: Library, similarity: Similarity) -> Iterator[Block]:
    """For each career, the lines that speak for and against the person, and what its pages ask for."""
    careers = [career for career in careers_of(request, library) if career.of("fit", "non_fit", "difficulty", "coding")]
    reasons = {career.id: list(_reasons(career, request, library, similarity)) for career in careers}
    matched = any(line.says in ("fit.for", "fit.against", "fit.known") for lines in reasons.values() for line in lines)
    for career in careers:
        lines = [*([] if matched else _unmatched(career, request.person)), *reasons[career.id]]
        barrier = [
            Finding("fit.barrier", describe(entry), (entry.fact,))
            for entry in distinct(library.entries(career, "entry_barrier"))[:1]
        ]
        if lines or barrier:
            yield Listing(Finding("fit.career", {"career": career.name}), (*lines, *barrier))


def speaks_of_person(findings: Sequence[Block]) -> bool:
    """True when a finding says something of the person and not only of the career."""
    lines = [line for block in findings if isinstance(block, Listing) for line in block.items]
    return any(line.says in ("fit.for", "fit.against", "fit.disliked", "fit.known") for line in lines)


def _reasons(career: Career, request: Request, library: Library, similarity: Similarity) -> Iterator[Finding]:
    person = request.person
    # Who has not said "I am …" may still have said it: "RN, 12 years on med-surg, would it suit me?"
    said = (*person.background, *person.skills) or (request.searched or request.question,)
    for_lines = _speaking_of(said, career.of("fit"), similarity)
    yield from (_line("fit.for", career, fact) for fact in for_lines[:_LINES])
    yield from _against(career, person, request.searched or request.question, similarity)
    yield from _coding(career, person)
    if person.months:
        yield from compare_time(career, Quantity(person.months, person.months, "month"), request, library)
    yield from _known_already(career, person)


def shuns_coding(person: Person) -> bool:
    """True when the person cannot or does not want to program."""
    return person.codes is False or any(mentions(dislike, word) for dislike in person.dislikes for word in _CODING)


_CODING = ("coding", "programming", "code")


def _against(career: Career, person: Person, asked: str, similarity: Similarity) -> Iterator[Finding]:
    """Lines under "may not be right if" that describe the person, and requirements they said they dislike."""
    said = [*person.background, *person.dislikes] or [asked]
    if shuns_coding(person):
        said.append("You prefer non-technical roles with no programming")
    yield from (
        _line("fit.against", career, fact) for fact in _speaking_of(said, career.of("non_fit"), similarity)[:_LINES]
    )
    sections: tuple[Attribute, ...] = ("goal", "schedule", "duty", "summary", "skill")
    for dislike in person.dislikes:
        facts = [fact for fact in career.of(*sections) if isinstance(fact.value, str) and mentions(fact.value, dislike)]
        yield from (_line("fit.disliked", career, fact, topic=dislike) for fact in facts[:_LINES])


def _coding(career: Career, person: Person) -> Iterator[Finding]:
    needed = next(iter(career.of("coding")), None)
    if needed is not None and person.codes is None and not shuns_coding(person):
        yield _line("fit.coding_asked", career, needed)
    elif needed is not None:
        met = "fit.coding_met" if person.codes or not needed.holds else "fit.coding_unmet"
        yield _line(met, career, needed)


def _known_already(career: Career, person: Person) -> Iterator[Finding]:
    """Goals of the roadmap that name a skill the person already has."""
    for skill in person.skills:
        goals = [fact for fact in career.of("goal") if isinstance(fact.value, str) and mentions(fact.value, skill)]
        yield from (_line("fit.known", career, goal, topic=skill) for goal in goals[:_LINES])


def _unmatched(career: Career, person: Person) -> Iterator[Finding]:
    lines = career.of("fit")
    values = {"career": career.name, "values": "; ".join(str(fact.value).strip().rstrip(".") for fact in lines[:4])}
    if lines:
        yield Finding("fit.not_named" if person.background else "fit.unmatched", values, lines[:4])


def _line(says: str, career: Career, fact: Fact, *, topic: str = "") -> Finding:
    part = fact.part
    values = {
        "career": career.name,
        "value": str(fact.value).strip().rstrip("."),
        "topic": topic,
        "part": part.title if part else "",
        "number": str(part.number) if part else "",
    }
    return Finding(says, values, (fact,))


def _speaking_of(said: Sequence[str], facts: Sequence[Fact], similarity: Similarity) -> list[Fact]:
    """The facts that speak of anything said, most alike first."""
    texts = [str(fact.value) for fact in facts]
    best = [0.0] * len(texts)
    for phrase in said:
        alike = [
            max(score, SAME_THING if _shares_a_telling_word(text, phrase, texts) else 0.0)
            for score, text in zip(similarity(phrase, texts), texts, strict=True)
        ]
        best = [max(pair) for pair in zip(best, alike, strict=True)]
    ranked = sorted(range(len(facts)), key=lambda index: -best[index])
    return [facts[index] for index in ranked if best[index] >= SAME_THING]


def _shares_a_telling_word(text: str, phrase: str, texts: Sequence[str]) -> bool:
    """True when a word of the phrase stands in this line and hardly in any other: "nurse", not "specialist"."""
    telling = [word for word in content_words(phrase) if not is_everyday(word) and mentions(text, word)]
    return any(sum(mentions(other, word) for other in texts) * 2 <= len(texts) for word in telling)
