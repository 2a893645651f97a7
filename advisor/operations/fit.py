"""A person against careers: whom the pages name, what speaks for and what against.

Nothing is concluded that no page states: a line is shown when it speaks of the same thing as the person did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from advisor.library import Library
from advisor.operations.entries import careers_of, describe, distinct
from advisor.operations.people import (
    affirmed,
    brought,
    denied,
    is_generic,
    kinds_of,
    named_kinds,
    speaks_of,
    telling_words,
)
from advisor.operations.sentences import split_sentences
from advisor.operations.stating import Block
from advisor.operations.time_frames import compare_time, own_time
from advisor.operations.words import mentions
from advisor.types import Finding, Listing, Person, Request
from vectorstore.profiles import Career
from vectorstore.types import Attribute, Fact, Span

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""How alike a phrase is to each of several texts, as cosines in [-1, 1]."""

# From this cosine on a line is taken to speak of what the person said, from the second on to come near it where it
# leads every other page's lines by so much. Of 60 accounts of all kinds of work written to set these, the one lies
# above all that no page names but one, the other two above all but two.
SAME_THING = 0.6
NEAR, LEAD = 0.4, 0.07
# A warning is told from this cosine on: it says itself for whom it holds.
WARNED = 0.42
_LINES = 2


@dataclass(frozen=True, slots=True)
class _Match:
    """What one career's pages say for and against a person."""

    career: Career
    named: tuple[Fact, ...]  # lines of "great fit" that speak of the person
    lines: tuple[Finding, ...]


def match_person(request: Request, library: Library, similarity: Similarity) -> Iterator[Block]:
    """Which pages name people like the person; then, career by career, what speaks for and against."""
    careers = [career for career in careers_of(request, library) if career.of("fit", "non_fit", "difficulty", "coding")]
    named = name_people(request, careers, similarity)
    matches = [
        _match(career, request, library, similarity, named=facts[:_LINES], told=any(named), alone=len(careers) == 1)
        for career, facts in zip(careers, named, strict=True)
    ]
    verdict = list(_verdict(matches, request, library, similarity))
    yield from verdict
    said = {fact for finding in verdict if finding.says in ("fit.closest", "fit.nearest") for fact in finding.facts}
    for match in sorted(matches, key=lambda match: not match.named):
        barrier = [
            Finding("fit.barrier", describe(entry), (entry.fact,))
            for entry in distinct(library.entries(match.career, "entry_barrier"))[:1]
        ]
        lines = [line for line in match.lines if line.says != "fit.for" or not said.issuperset(line.facts)]
        if lines or barrier:
            yield Listing(Finding("fit.career", {"career": match.career.name}), (*lines, *barrier))


def speaks_of_person(findings: Sequence[Block]) -> bool:
    """True when a finding says something of the person and not only of the career."""
    lines = [line for block in findings if isinstance(block, Listing) for line in block.items]
    told = {block.says for block in findings if isinstance(block, Finding)} | {line.says for line in lines}
    return bool(told & {"fit.closest", "fit.nearest", "fit.for", "fit.against", "fit.disliked", "fit.known"})


def account_of(request: Request) -> str:
    """What the person said of themselves; the question itself where no rule saw it ("RN, 12 years on med-surg")."""
    person = request.person
    # Who only says what they shun has told nothing of what they are.
    said = person.background or (() if person.dislikes else (request.searched or request.question,))
    return ". ".join((*said, *person.skills))


def shuns_coding(person: Person) -> bool:
    """True when the person cannot or does not want to program."""
    return person.codes is False or any(speaks_of(dislike, "programming") for dislike in person.dislikes)


def _match(
    career: Career,
    request: Request,
    library: Library,
    similarity: Similarity,
    *,
    named: Sequence[Fact],
    told: bool,
    alone: bool,
) -> _Match:
    """What speaks for and against one career.

    Whom its page names instead is said when no page names the person (`told`); `alone` leaves room for every skill.
    """
    person = request.person
    lines = [line_of("fit.for", career, fact) for fact in named]
    lines.extend(_against(career, request, library, similarity))
    # Where none goes without the coding that is shunned, the verdict has said so.
    if alone or not shuns_coding(person) or not _asks_for_coding(career):
        lines.extend(judge_coding(career, person))
    if frame := own_time(request):
        lines.extend(compare_time(career, frame, request, library))
    # Beside a page that names the person, the others need only say what they ask for.
    if alone or named or not told:
        lines.extend(list(_known_already(career, request, kindred=alone or not told))[: None if alone else 1])
    if not told and not is_told_of(request) and not shuns_coding(person) and not lines[1:]:
        lines = [*_unnamed(career), *lines]
    return _Match(career, tuple(named), tuple(lines))


def is_told_of(request: Request) -> bool:
    """True when the question or the person said what they are, so that pages may name them or not."""
    return bool(request.person.background or kinds_of(account_of(request)))


def _asks_for_coding(career: Career) -> bool:
    return any(fact.holds for fact in career.of("coding")[:1])


def _verdict(
    matches: Sequence[_Match], request: Request, library: Library, similarity: Similarity
) -> Iterator[Finding]:
    """The answer in a sentence: which page names people like the user, or that none goes without what they shun."""
    naming = [match for match in matches if match.named]
    asking = [fact for match in matches for fact in match.career.of("coding")[:1] if fact.holds]
    names = {"careers": " and ".join(match.career.name for match in matches)}
    if shuns_coding(request.person) and len(matches) > 1 and len(asking) == len(matches):
        yield Finding("fit.all_code", names | {"each": "both" if len(asking) == 2 else "all"}, tuple(asking))
    if len(matches) > 1 and naming:
        values = {"careers": " and ".join(match.career.name for match in naming)}
        facts = tuple(fact for match in naming for fact in match.named[:1])
        line = {"value": _bare(facts[0])}
        yield Finding(*(("fit.closest", values | line) if len(naming) == 1 else ("fit.several", values)), facts)
    elif not naming and is_told_of(request) and (listed := [f for m in matches for f in m.career.of("fit")]):
        nearest = _nearest([match.career for match in matches], request, library, similarity)
        yield nearest or Finding("fit.none", names, tuple(listed))


def _nearest(careers: Sequence[Career], request: Request, library: Library, similarity: Similarity) -> Finding | None:
    """The line of "great fit" that comes near what the person is, and nearer than any line of another page."""
    if kinds_of(account_of(request)):
        return None
    lines = [(career, fact) for career in library.catalogue.careers for fact in career.of("fit")]
    texts = [str(fact.value) for _, fact in lines]
    rows = [similarity(phrase, texts) for phrase in request.person.background]
    alike = [max(scores) for scores in zip(*rows, strict=True)]
    best = max(range(len(lines)), key=alike.__getitem__, default=None) if alike else None
    if best is None or lines[best][0] not in careers:
        return None
    career, fact = lines[best]
    others = [score for (other, _), score in zip(lines, alike, strict=True) if other != career]
    if alike[best] < NEAR or alike[best] - max(others, default=0.0) < LEAD:
        return None
    return Finding("fit.nearest", {"career": career.name, "value": _bare(fact)}, (fact,))


def name_people(request: Request, careers: Sequence[Career], similarity: Similarity) -> list[list[Fact]]:
    """For each career, the lines of "great fit" that speak of people like the user.

    Where a page names their kind, only such lines count; else likeness does. Whose kind is known is not taken for
    another by likeness: a medical coder is no scribe.
    """
    account = account_of(request)
    kinds = kinds_of(account)
    of_kind = [[fact for fact in career.of("fit") if named_kinds(str(fact.value)) & kinds] for career in careers]
    if any(of_kind):
        return of_kind
    said = (*request.person.background, *request.person.skills) or (affirmed(account),)
    return [_speaking_of(said, career.of("fit"), _no_likeness if kinds else similarity) for career in careers]


def _no_likeness(phrase: str, texts: Sequence[str]) -> Sequence[float]:
    return [0.0] * len(texts)


def _against(career: Career, request: Request, library: Library, similarity: Similarity) -> Iterator[Finding]:
    """Lines under "may not be right if" that describe the person, and requirements they said they dislike."""
    person = request.person
    warned = dict.fromkeys((*warnings(career, request), *_warned_of(career, request, similarity)))
    yield from (line_of("fit.against", career, fact) for fact in list(warned)[:_LINES])
    # What a page says of coding has a line of its own, and AI is what all of them are about.
    told: set[Fact] = set()
    shunned = (each for each in person.dislikes if not speaks_of(each, "programming") and not is_generic(each))
    for dislike in (each for each in shunned if not any(speaks_of(str(fact.value), each) for fact in warned)):
        dislike = dislike if dislike[:2].isupper() else f"{dislike[:1].lower()}{dislike[1:]}"  # it opened a sentence
        found = list(_speaking_of_dislike(career, dislike, library))[:_LINES]
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
            said = (*person.background, *person.dislikes) or (request.searched or request.question,)
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
    if needed is not None and person.codes is None and not shuns_coding(person):
        yield line_of("fit.coding_asked", career, needed)
    elif needed is not None:
        met = "fit.coding_met" if person.codes or not needed.holds else "fit.coding_unmet"
        yield line_of(met, career, needed)


def _known_already(career: Career, request: Request, *, kindred: bool) -> Iterator[Finding]:
    """Goals of the roadmap that name a skill the person has; with `kindred`, what people of their kind have learned."""
    goals = [fact for fact in career.of("goal") if isinstance(fact.value, str)]
    for skill in request.person.skills:
        held = [goal for goal in goals if mentions(str(goal.value), skill)]
        yield from (line_of("fit.known", career, goal, topic=skill) for goal in held[:_LINES])
    for skill in brought(account_of(request), own=True) if kindred else ():
        held = [goal for goal in goals if mentions(str(goal.value), skill)]
        yield from (line_of("fit.near", career, goal, topic=skill) for goal in held[:1])


def _unnamed(career: Career) -> Iterator[Finding]:
    lines = career.of("fit")
    values = {"career": career.name, "values": "; ".join(str(fact.value).strip().rstrip(".") for fact in lines[:4])}
    if lines:
        yield Finding("fit.unmatched", values, lines[:4])


def line_of(says: str, career: Career, fact: Fact, *, topic: str = "") -> Finding:
    """One line about a fact, with the skill or dislike it is about."""
    part = fact.part
    values = {
        "career": career.name,
        "value": _bare(fact),
        "topic": topic,
        "part": part.title if part else "",
        "number": str(part.number) if part else "",
    }
    return Finding(says, values, (fact,))


def _bare(fact: Fact) -> str:
    return str(fact.value).strip().rstrip(".")


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
    telling = [word for word in telling_words(phrase) if mentions(text, word)]
    return any(sum(mentions(other, word) for other in texts) * 2 <= len(texts) for word in telling)
