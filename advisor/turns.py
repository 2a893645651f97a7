"""The evidence for a whole turn: for each of its questions, on what it takes for granted, nothing told twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from advisor.evidence import SURE_ON_WRONG_GROUND, Gatherer
from advisor.facets import asks_for_values
from advisor.findings import Block, facts_of
from advisor.operations.verification import corrects
from advisor.operations.words import is_everyday
from advisor.requests import Request
from advisor.types import Evidence, Finding, Listing
from vectorstore.types import Fact, Quantity

# Lists about a person, of whom each line is told once.
_OF_PERSON = frozenset({"fit.career", "skip.missing"})


def gather_all(requests: Sequence[Request], gather: Gatherer) -> Evidence:
    """The evidence for every question of a turn, in order; of what it is asked on, that it does not hold."""
    if requests[0].ground:
        requests, gathered = _on_ground(requests, gather)
    else:
        gathered = [gather(request) for request in requests]
    for place, request in enumerate(requests):
        if place and request.following.leans and not gathered[place - 1].findings:
            gathered[place] = replace(gathered[place], findings=(), missing=())
    if any(evidence.findings for evidence in gathered):
        # Beside an answer, the question that has none is told in its own words.
        gathered = [
            evidence if evidence.findings else replace(evidence, missing=(f"“{_bare(request)}”",))
            for request, evidence in zip(requests, gathered, strict=True)
        ]
    passages = {passage.chunk.id: passage for evidence in gathered for passage in evidence.passages}
    told: list[Block] = []
    silent: list[str] = []
    for request, evidence in zip(requests, gathered, strict=True):
        fresh = list(_anew(evidence.findings, told, looked_up=request.operation in ("lookup", "list")))
        # The same answer again is none to a question with words that no document holds.
        unheld = [word for word in request.subject if not (gather.library.holds(word) or is_everyday(word))]
        if told and not fresh and evidence.findings and unheld:
            silent.append(f"“{_bare(request)}”")
        told.extend(fresh)
    return Evidence(
        tuple(told),
        tuple(sorted(passages.values(), key=lambda passage: -passage.score)),
        tuple(dict.fromkeys((*(words for evidence in gathered for words in evidence.missing), *silent))),
    )


def _on_ground(requests: Sequence[Request], gather: Gatherer) -> tuple[Sequence[Request], list[Evidence]]:
    """The questions with their evidence behind what denies the ground that they are asked on.

    On a ground that does not hold only those are answered that surely ask for a figure, a grade or a yes or no.
    """
    ground, *others = requests
    denied = _denied(gather(ground))
    if not denied.findings:
        return others, [gather(request) for request in others]
    sure = (request for request in others if request.certainty >= SURE_ON_WRONG_GROUND)
    kept = [request for request in sure if asks_for_values(request.facets)]
    return [ground, *kept], [denied, *(gather(request) for request in kept)]


def _denied(evidence: Evidence) -> Evidence:
    """What is told of a ground: that it does not hold, and nothing where it does."""
    denials = tuple(each for each in evidence.findings if isinstance(each, Finding) and corrects(each))
    return Evidence(denials, evidence.passages if denials else ())


def _anew(findings: Iterable[Block], told: Sequence[Block], *, looked_up: bool) -> Iterator[Block]:
    """The findings without what earlier questions of the turn were told: two may have the same answer.

    What is looked up of facts that were told says nothing new: "which is the longest, and how many weeks is it?".

    Of points about a person only those are left that say something else: whom it suits and what they lack share lines.
    """
    known, seen = set(facts_of(told)), list(told)
    for finding in findings:
        personal = isinstance(finding, Listing) and finding.lead is not None and finding.lead.says in _OF_PERSON
        if isinstance(finding, Listing) and personal:
            finding = replace(finding, items=tuple(item for item in finding.items if not known.issuperset(item.facts)))
        if looked_up and isinstance(finding, Finding) and not finding.computed and _repeats(finding, known):
            continue
        if finding not in seen and not (isinstance(finding, Listing) and not finding.items):
            seen.append(finding)
            yield finding


def _repeats(finding: Finding, known: Collection[Fact]) -> bool:
    """True when all figures that a finding states were told, or all its facts where it states none."""
    figures = [fact for fact in finding.facts if isinstance(fact.value, Quantity)]
    return all(fact in known for fact in figures or finding.facts)


def _bare(request: Request) -> str:
    return request.wording.strip(" ?.!,;")
