"""Whether what was found has the form of an answer to the question, however much it speaks of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.facets import defined
from advisor.findings import single_findings
from advisor.library import Library
from advisor.operations.words import mentions, stems, stop_words
from advisor.types import Facet, Finding, Grid, Listing, Operation, Request

# Facets asked about with questions, or answered by where something is named.
_OF_QUESTIONS: frozenset[Facet] = frozenset({"interview", "related_roles"})
# Shapes whose answer is one value, or yes or no.
_SINGLE = frozenset({"figure", "scale", "statement"})
_TELLING_ONE: frozenset[Operation] = frozenset({"lookup", "verify", "define"})
_THING = re.compile(r"\b(?:which|what)(?: other| else| kind of| sort of)?((?: [\w'’-]+){1,3})", re.IGNORECASE)
# One of two at the end of what asks: "R4 or R5?", "the doctor or the pharmacist who signs?".
_EITHER = re.compile(
    r"\b(?:is|are|do|does|did|was|will|would|can|should|which|what|whom?)\b[^.!?]*?"
    r"\b([\w-]+),? or (?:(?:an?|the|for|to|in|with|by|on) )*([\w-]+)(?: (?:who|that|which) \w+)?\W*$",
    re.IGNORECASE,
)


def says_something(request: Request, findings: Sequence[Finding | Listing | Grid]) -> bool:
    """False where all that is quoted asks, or only gives the question's own words back.

    "Sports Biomechanist" is no answer to what one does, nor is "What can a signal not tell you?" to who checks it.
    """
    quoted = [finding for finding in single_findings(findings) if finding.says.partition(".")[0] == "quote"]
    beside = len(quoted) < len(list(single_findings(findings)))
    if not quoted or beside or request.operation in ("verify", "locate") or _OF_QUESTIONS & set(request.facets):
        return True
    own = set(stems(f"{request.question} {request.standalone}"))
    texts = [finding.values["value"].strip() for finding in quoted]
    return any(not text.endswith("?") and not set(stems(text)) <= own for text in texts)


def names_one(request: Request, findings: Sequence[Finding | Listing | Grid]) -> bool:
    """False where a question asks which of two holds, and points and sentences that name neither are all there is.

    Of a grade or figure asked for in such words ("is it easy or hard?") any value answers.
    """
    found = _EITHER.search(request.question)
    told = list(single_findings(findings))
    in_words = all(finding.says.partition(".")[0] in ("quote", "line") for finding in told)
    if found is None or not told or not in_words or request.operation == "compare":
        return True
    either = [word for word in found.groups() if word in request.specific]
    text = " ".join(" ".join(finding.values.values()) for finding in told)
    return len(either) < 2 or any(mentions(text, word) for word in either)


def is_of_thing(request: Request, findings: Sequence[Finding | Listing | Grid], library: Library) -> bool:
    """False where a question wants a thing ("which machine", "what marks") and only a value of another is found.

    A word that the facet itself explains names its value: "what salary".
    """
    asked = defined(request.facets)
    if (
        request.operation not in ("lookup", "verify", "define")
        or not asked
        or any(d.shape not in _SINGLE for d in asked)
    ):
        return True
    wanted = _thing_wanted(request)
    if not wanted:
        return True
    facts = [fact for finding in single_findings(findings) for fact in finding.facts]
    held = " ".join(
        f"{chunk.head} {chunk.title} {library.text(fact.span)}"
        for fact in facts
        if (chunk := library.chunk_at(fact.span)) is not None
    )
    return any(mentions(held, word) for word in wanted)


def _thing_wanted(request: Request) -> tuple[str, ...]:
    """The words behind "which" or "what" that name what is wanted, where no facet explains any of them."""
    found = _THING.search(request.question)
    if found is None:
        return ()
    run: list[str] = []
    for word in found[1].split():
        if word.casefold() in stop_words():
            break
        run.append(word)
    strange = tuple(word for word in run if word in request.specific)
    return strange if len(strange) == len(run) else ()
