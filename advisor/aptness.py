"""Whether what was found has the form of an answer to the question, however much it speaks of its words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import get_args

from advisor.facets import asks_for_values, defined
from advisor.findings import Block, facts_of, single_findings, sort_of
from advisor.library import Library
from advisor.operations.words import mentions, stems, stop_words
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
    formed = all(holds(request, findings) for holds in of_form)
    return formed and adds_something(request, findings, library)


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
    worked_out = any(finding.computed for finding in single_findings(findings))
    if worked_out or not (facts and told and anew and request.operation in TELLING):
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

    A word that the facet itself explains names its value: "what salary"; "what speaks against it" wants no thing.
    """
    weighs = any(definition.weighs for definition in defined(request.facets))
    looked_up = request.operation in TELLING - {"list"} and asks_for_values(request.facets) and not weighs
    wanted = _thing_wanted(request) if looked_up else ()
    held = _text_of(facts_of(findings), library)
    return not wanted or any(mentions(held, word) for word in wanted)


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
