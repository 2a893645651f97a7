"""What of a roadmap the user knows already, and what of it they would still have to learn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.findings import Block
from advisor.library import Library
from advisor.operations.entries import careers_of, chosen_parts, describe, distinct, worded
from advisor.operations.objections import judge_coding
from advisor.operations.people import (
    account_of,
    affirmed,
    brought,
    denied,
    is_generic,
    kinds_of,
    lacked,
    named_kinds,
    speaks_of,
)
from advisor.operations.telling import line_of
from advisor.operations.words import content_words, is_everyday, join_words, mentions
from advisor.requests import Request
from advisor.types import Finding, Listing
from vectorstore.profiles import Career
from vectorstore.types import Fact, Part

# A word of the question that stands in so many goals at most names a skill, not the field.
_FEW_GOALS = 2
# Goals that tell what is missing for one career, one a phase; beside other careers the phase of one has to do.
_GOALS = 3


def find_known(request: Request, library: Library) -> Iterator[Block]:
    """The goals of each roadmap that name what the person knows already, and what remains of their phases.

    That a roadmap names none is told where no other career's does, or where its career is asked about.
    """
    careers = careers_of(request, library)
    unknown: list[Block] = []
    found = False
    for career in careers:
        exempt = list(_exemptions(career, request)) if request.careers or len(careers) == 1 else []
        yield from exempt
        goals = _goals(career, request)
        skills = _skills(request, goals)
        known = [(goal, held) for goal in goals if (held := [s for s in skills if mentions(str(goal.value), s)])]
        topics = {
            part: list(dict.fromkeys(skill for goal, held in known if goal.part == part for skill in held))
            for part in dict.fromkeys(goal.part for goal, _ in known)
        }
        # What remains is told of the phase that is known best: of each it would be most of the roadmap.
        best = max(topics, key=lambda part: len(topics[part]), default=None) if len(careers) == 1 else None
        for part in topics:
            found, held_goals = True, [goal for goal, _ in known if goal.part == part]
            yield _of_goals("skip.known", career, part, held_goals, topics[part])
            rest = [goal for goal in goals if goal.part == part and goal not in held_goals]
            if rest and part == best:
                yield _of_goals("skip.rest", career, part, rest, topics[part])
        if goals and not known and not exempt:
            unknown.append(Finding("skip.none", {"career": career.name}, tuple(goals)))
    if request.careers or not found:
        yield from unknown


def _exemptions(career: Career, request: Request) -> Iterator[Finding]:
    """Who may leave out what, as the page says; of those whom it names, first what names the person."""
    facts = [fact for fact in career.of("exemption") if isinstance(fact.value, str)]
    account = account_of(request)
    for fact in sorted(facts, key=lambda each: not named_kinds(str(each.value)) & named_kinds(account)):
        yield Finding("skip.stated", {"career": career.name, "value": worded(fact.value)}, (fact,))


def find_missing(request: Request, library: Library) -> Iterator[Block]:
    """What a career asks for that the person has not said they have: coding, and the goals that name none of it."""
    kinds = kinds_of(account_of(request))
    careers = careers_of(request, library)
    # Where none is asked about and some pages name people of the kind, theirs are meant.
    naming = [career for career in careers if any(named_kinds(str(fact.value)) & kinds for fact in career.of("fit"))]
    careers = careers if request.careers else tuple(naming) or careers
    for career in careers:
        wanted = _open_goals(career, request)
        says = "skip.goal" if len(careers) == 1 else "skip.part"
        most = _GOALS if request.careers and len(careers) == 1 else 1
        items = [line_of(says, career, goal) for goal in wanted[:most]]
        named = [fact for fact in career.of("fit") if named_kinds(str(fact.value)) & kinds][:1]
        needs = [] if request.person.codes else list(judge_coding(career, request.person))
        barrier = [
            Finding("fit.barrier", describe(entry), (entry.fact,))
            for entry in distinct(library.entries(career, "entry_barrier"))[:1]
        ]
        if items or needs:
            known = [line_of("fit.for", career, fact) for fact in named]
            yield Listing(Finding("skip.missing", {"career": career.name}), (*needs, *barrier, *items, *known))


def _open_goals(career: Career, request: Request) -> list[Fact]:
    """The goals that name nothing the person has, of what they lack first of all.

    Of phases asked about all that is open is told, of a whole roadmap where each of its phases begins.
    """
    goals = _goals(career, request)
    skills = _skills(request, goals)
    unknown = [goal for goal in goals if not any(mentions(str(goal.value), skill) for skill in skills)]
    lacking = [goal for gap in _gaps(request) for goal in unknown if speaks_of(str(goal.value), gap)]
    if chosen_parts(career, request, "phase"):
        return lacking or unknown
    return list({goal.part: goal for goal in reversed(lacking or unknown)}.values())[::-1]


def _gaps(request: Request) -> tuple[str, ...]:
    """What the person says they are weak in, or have not."""
    said = denied(request.question)
    told = (*request.person.dislikes, *(word for words in said for word in content_words(words)))
    return told or lacked(account_of(request))


def _goals(career: Career, request: Request) -> list[Fact]:
    """The goals of a career's roadmap, of the phases asked about where some are."""
    wanted = chosen_parts(career, request, "phase")
    return [f for f in career.of("goal") if isinstance(f.value, str) and (not wanted or f.part in wanted)]


def _skills(request: Request, goals: Sequence[Fact]) -> tuple[str, ...]:
    """What the person can do: as they said, as their kind brings, and the question's words that few goals hold."""
    asked = affirmed(request.wording)
    of_goals = [
        word
        for word in content_words(asked)
        if word in request.subject
        and not any(mentions(skill, word) for skill in request.person.skills)
        and not is_everyday(word)
        and not is_generic(word)
        and 0 < sum(mentions(str(goal.value), word) for goal in goals) <= _FEW_GOALS
    ]
    said = (*request.person.skills, *of_goals)
    known = (*said, *brought(f"{account_of(request)}. {asked}"))
    return tuple({skill.casefold(): skill for skill in reversed(known)}.values())[::-1]


def _of_goals(says: str, career: Career, part: Part | None, goals: Sequence[Fact], topics: Sequence[str]) -> Finding:
    values = {
        "career": career.name,
        "number": str(part.number) if part else "",
        "part": part.title if part else "",
        "topics": join_words(topics),
        "values": "; ".join(str(goal.value).strip().rstrip(".") for goal in goals),
    }
    titles = career.of("phase_title", part=part) if part else ()
    return Finding(says, values, (*titles, *goals))
