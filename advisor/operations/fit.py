"""A person against careers: whom the pages name, what speaks for and what against.

Nothing is concluded that no page states: a line is shown when it speaks of the same thing as the person did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.findings import Block
from advisor.library import Library
from advisor.operations.entries import careers_of, describe, distinct
from advisor.operations.likeness import Similarity, name_people, nearest_line
from advisor.operations.objections import judge_coding, speak_against
from advisor.operations.people import (
    account_of,
    brought,
    is_told_of,
    shuns_coding,
)
from advisor.operations.telling import bare_line, line_of
from advisor.operations.time_frames import compare_time, own_time
from advisor.operations.words import join_words, mentions
from advisor.requests import Person, Request
from advisor.types import Finding, Listing
from vectorstore.profiles import Career
from vectorstore.types import Fact

_LINES = 2
# Careers that are weighed one by one.
_MOST = 4


@dataclass(frozen=True, slots=True)
class _Match:
    """What one career's pages say for and against a person."""

    career: Career
    named: tuple[Fact, ...]  # lines of "great fit" that speak of the person
    likeness: float  # of the most alike of them to what the person said, a cosine; 0 where there is none
    lines: tuple[Finding, ...]


def match_person(request: Request, library: Library, similarity: Similarity) -> Iterator[Block]:
    """Which pages name people like the person; then, career by career, what speaks for and against."""
    careers = [career for career in careers_of(request, library) if career.of("fit", "non_fit", "difficulty", "coding")]
    named = name_people(request, careers, similarity)
    weighed = [
        _match(career, request, library, similarity, named=facts[:_LINES], told=any(named), alone=len(careers) == 1)
        for career, facts in zip(careers, named, strict=True)
    ]
    matches = sorted(weighed, key=lambda match: _place(match, request.person))
    verdict = list(_verdict(matches, request, library, similarity))
    yield from verdict
    said = {fact for finding in verdict if finding.says in ("fit.closest", "fit.nearest") for fact in finding.facts}
    for match in matches if len(matches) <= _MOST else _telling(matches, request.person):
        barrier = [
            Finding("fit.barrier", describe(entry), (entry.fact,))
            for entry in distinct(library.entries(match.career, "entry_barrier"))[:1]
        ]
        lines = [line for line in match.lines if line.says != "fit.for" or not said.issuperset(line.facts)]
        if lines or barrier:
            yield Listing(Finding("fit.career", {"career": match.career.name}), (*lines, *barrier))


def _telling(matches: Sequence[_Match], person: Person) -> Sequence[_Match]:
    """The first careers whose pages say something of the person, or go without the coding they shun."""
    shuns = shuns_coding(person)
    told = [
        match
        for match in matches
        if match.named or speaks_of_person(match.lines) or (shuns and not _asks_for_coding(match.career))
    ]
    return told[:_MOST]


def _place(match: _Match, person: Person) -> tuple[bool, bool, float]:
    """What careers are weighed in order of: no coding for who shuns it, then how nearly a page names the person."""
    return shuns_coding(person) and _asks_for_coding(match.career), not match.named, -match.likeness


def speaks_of_person(findings: Sequence[Block]) -> bool:
    """True when a finding says something of the person and not only of the career."""
    lines = [line for block in findings if isinstance(block, Listing) for line in block.items]
    told = {block.says for block in findings if isinstance(block, Finding)} | {line.says for line in lines}
    return bool(told & {"fit.closest", "fit.nearest", "fit.for", "fit.against", "fit.disliked", "fit.known"})


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
    lines.extend(speak_against(career, request, library, similarity))
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
    texts = [str(fact.value) for fact in named]
    alike = [max(similarity(phrase, texts), default=0.0) for phrase in person.background] if texts else []
    return _Match(career, tuple(named), max(alike, default=0.0), tuple(lines))


def _asks_for_coding(career: Career) -> bool:
    return any(fact.holds for fact in career.of("coding")[:1])


def _verdict(
    matches: Sequence[_Match], request: Request, library: Library, similarity: Similarity
) -> Iterator[Finding]:
    """The answer in a sentence: which page names people like the user, or that none goes without what they shun."""
    naming = [match for match in matches if match.named]
    asking = [fact for match in matches for fact in match.career.of("coding")[:1] if fact.holds]
    names = {"careers": join_words([match.career.name for match in matches])}
    if shuns_coding(request.person) and len(matches) > 1 and len(asking) == len(matches):
        yield Finding("fit.all_code", names | {"each": "both" if len(asking) == 2 else "all"}, tuple(asking))
    if len(matches) > 1 and naming:
        values = {"careers": join_words([match.career.name for match in naming])}
        facts = tuple(fact for match in naming for fact in match.named[:1])
        line = {"value": bare_line(facts[0])}
        yield Finding(*(("fit.closest", values | line) if len(naming) == 1 else ("fit.several", values)), facts)
    elif not naming and is_told_of(request) and (listed := [f for m in matches for f in m.career.of("fit")]):
        nearest = nearest_line([match.career for match in matches], request, library, similarity)
        yield nearest or Finding("fit.none", names, tuple(listed))


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
