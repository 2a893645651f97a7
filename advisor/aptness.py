"""Whether what was found has the form of an answer to the question, however much it speaks of its words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import get_args

from advisor.facets import asks_for_values
from advisor.findings import Block, facts_of, single_findings, sort_of
from advisor.library import Library
from advisor.operations.entries import find_parts
from advisor.operations.words import may_name, mentions, stems, stop_words
from advisor.patterns import Pattern
from advisor.requests import TELLING, Facet, Request
from vectorstore.numbers import find_numbers
from vectorstore.quantities import find_quantities
from vectorstore.tables import Table, read_table
from vectorstore.types import MONEY, Fact, PartKind

# What was told last is asked for again when a question reads so with this probability; set by hand, so that of the
# tuning sets no follow-up answered rightly is lost.
SURE_OF_SAME = 0.6
# Facets asked about with questions, or answered by where something is named.
_OF_QUESTIONS: frozenset[Facet] = frozenset({"interview", "related_roles"})


class _Forms(Table):
    """`aptness.toml`, which explains the fields."""

    thing: Pattern
    person: Pattern
    earning: Pattern
    degree: Pattern
    superlative: Pattern
    either: Pattern


@cache
def _forms() -> _Forms:
    return read_table(_Forms, "advisor", "aptness.toml")


def is_apt(request: Request, findings: Sequence[Block], library: Library) -> bool:
    """False where findings have not the form of an answer to the question."""
    of_form = (says_something, names_one, is_of_degree, names_somebody, tells_earnings)
    of_library = (adds_something, is_of_named)
    formed = all(holds(request, findings) for holds in of_form)
    return formed and all(holds(request, findings, library) for holds in of_library)


def says_something(request: Request, findings: Sequence[Block]) -> bool:
    """False where all that is quoted asks, or only gives the question's own words back.

    "Sports Biomechanist" is no answer to what one does, nor is "What can a signal not tell you?" to who checks it.
    """
    told = list(single_findings(findings))
    quoted = all(sort_of(finding) == "quote" for finding in told)
    if not told or not quoted or request.operation in ("verify", "locate") or _OF_QUESTIONS & set(request.facets):
        return True
    own = set(stems(f"{request.question} {request.standalone}"))
    texts = [finding.values["value"].strip() for finding in told]
    return any(not text.endswith("?") and not set(stems(text)) <= own for text in texts)


def names_one(request: Request, findings: Sequence[Block]) -> bool:
    """False where a question asks which of two holds, and points and sentences that name neither are all there is.

    Of a grade or figure asked for in such words ("is it easy or hard?") any value answers.
    """
    found = _forms().either.search(request.question)
    told = list(single_findings(findings))
    in_words = all(sort_of(finding) in ("quote", "line") for finding in told)
    if found is None or not told or not in_words or request.operation == "compare":
        return True
    either = [word for word in found.groups() if word in request.specific]
    text = " ".join(" ".join(finding.values.values()) for finding in told)
    return len(either) < 2 or any(mentions(text, word) for word in either)


def adds_something(request: Request, findings: Sequence[Block], library: Library) -> bool:
    """False where all that is found was told last, and the question hardly asks for it but for something else.

    "Who reports to them?" behind the duties of a level is not answered by these.
    """
    facts, going_on = facts_of(findings), request.following
    again = going_on.on_shown or going_on.again or going_on.form or request.facets == ("topic",) or request.negated
    # "You sure? I'd seen 9.0 somewhere" asks for the same.
    anew = not again and request.certainty < SURE_OF_SAME and not list(find_numbers(request.question))
    told = all(any(fact.span.overlaps(span) for span in going_on.shown) for fact in facts)
    if not (facts and told and anew and request.operation in TELLING):
        return True
    text = _text_of(facts, library)
    # "At that level" points at what was told.
    return all(mentions(text, word) for word in request.specific if word.casefold() not in get_args(PartKind))


def is_of_degree(request: Request, findings: Sequence[Block]) -> bool:
    """False where what is the most or least of something is asked for, and nothing found is measured or says so."""
    found = _forms().degree.search(request.question)
    told = list(single_findings(findings))
    compared = request.operation != "extreme" or asks_for_values(request.facets)
    if found is None or not told or compared or found[1] not in request.specific:
        return True
    text = " ".join(" ".join(each.values.values()) for each in told)
    return any(each.computed for each in told) or _forms().superlative.search(text) is not None


def names_somebody(request: Request, findings: Sequence[Block]) -> bool:
    """False where a look-up asks who does something, and figures and grades are all there is."""
    told = list(single_findings(findings))
    in_values = all(sort_of(finding) not in ("quote", "line") for finding in told)
    looked_up = request.operation in TELLING - {"list"} and asks_for_values(request.facets)
    return not (told and in_values and looked_up and _forms().person.search(request.question))


def tells_earnings(request: Request, findings: Sequence[Block]) -> bool:
    """False where a question asks what somebody earns, and all that is quoted holds no amount of money."""
    told = list(single_findings(findings))
    quoted = bool(told) and all(sort_of(finding) == "quote" for finding in told)
    if not quoted or _forms().earning.search(request.question) is None:
        return True
    text = " ".join(finding.values["value"] for finding in told)
    return any(mention.quantity.unit in MONEY for mention in find_quantities(text))


def is_of_thing(request: Request, findings: Sequence[Block], library: Library) -> bool:
    """False where a question wants a thing ("which machine", "what marks") and only a value of another is found.

    A word that the facet itself explains names its value: "what salary".
    """
    looked_up = request.operation in TELLING - {"list"} and asks_for_values(request.facets)
    wanted = _thing_wanted(request) if looked_up else ()
    held = _text_of(facts_of(findings), library)
    return not wanted or any(mentions(held, word) for word in wanted)


def is_of_named(request: Request, findings: Sequence[Block], library: Library) -> bool:
    """False where a figure or grade is asked of what a name calls that documents hold, and what is found has it not.

    "How many weeks does the AMIA course run" is not answered by a roadmap whose phases do.
    """
    looked_up = request.operation in TELLING - {"list"} and asks_for_values(request.facets)
    own = " ".join((*request.person.background, *request.person.skills, *(part.words for part in request.parts)))
    careers = " ".join(name for each in library.catalogue.careers for name in (each.name, *each.aliases))
    strange = [word for word in request.specific if looked_up and not mentions(f"{own} {careers}", word)]
    asked_of = [word for word in strange if may_name(word.casefold()) and library.holds(word)]
    # "The phase with Docker" is the one told by it.
    held = f"{_text_of(facts_of(findings), library)} {_text_of_parts(request, library)}" if asked_of else ""
    return not asked_of or not findings or any(mentions(held, word) for word in asked_of)


def _text_of_parts(request: Request, library: Library) -> str:
    """What pages state of the parts that a question names."""
    careers = library.careers(request.careers)
    parts = {(career.id, part) for career in careers for named in request.parts for part in find_parts(career, named)}
    stated = (
        str(fact.value)
        for career in careers
        for profile in career.profiles
        for fact in profile.facts
        if (career.id, fact.part) in parts
    )
    return " ".join(stated)


def _text_of(facts: Sequence[Fact], library: Library) -> str:
    """What facts are read from, with the titles that it stands under."""
    return " ".join(
        f"{chunk.head} {chunk.title} {library.text(fact.span)}"
        for fact in facts
        if (chunk := library.chunk_at(fact.span)) is not None
    )


def _thing_wanted(request: Request) -> tuple[str, ...]:
    """The words behind "which" or "what" that name what is wanted, where no facet explains any of them."""
    found = _forms().thing.search(request.question)
    if found is None:
        return ()
    run = list(takewhile(lambda word: word.casefold() not in stop_words(), found[1].split()))
    strange = tuple(word for word in run if word in request.specific)
    return strange if len(strange) == len(run) else ()
