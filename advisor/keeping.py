"""What of a turn is kept for the next one: what was asked and found, listed and offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.findings import facts_of
from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.naming import label_of
from advisor.requests import PartReference, Request
from advisor.types import Clarification, Evidence, Finding, Listing, Reply
from advisor.understanding.sorts import CONVERSATIONAL
from advisor.writing.rendering import escape
from vectorstore.types import Fact


def keep_talk(memory: Memory, request: Request, reply: Reply, library: Library) -> Memory:
    """The memory after a turn that needed no evidence; careers that it was told of can be called by their places."""
    named = _careers_named(reply, library) or memory.items
    return replace(memory.knowing(request), offers=reply.offers, choices=(), items=named)


def keep_open(memory: Memory, request: Request, asked: Clarification) -> Memory:
    """The memory after the advisor asked back: the question stays open until a choice is made."""
    return replace(
        memory.knowing(request),
        request=request,
        parts=request.parts,
        choices=asked.choice_ids,
        offers=asked.offers,
    )


def keep(memory: Memory, request: Request, evidence: Evidence, reply: Reply, library: Library) -> Memory:
    """The memory after a turn about the documents: its focus moves to what was asked and found."""
    last = request.also[-1] if request.also else request
    if last.facets[:1] and last.facets[0] in CONVERSATIONAL:
        if not evidence.findings:
            return replace(memory.knowing(request), offers=reply.offers, choices=())
        last = replace(last, facets=("topic",))  # what pages told all the same is what was spoken of
    if last.following.again is not None:
        # A doubted answer stays what further turns lean on.
        return replace(memory, offers=reply.offers, choices=())
    told = careers_told(evidence, library)
    parts, known = _parts_in_focus(last, evidence), memory.knowing(request)
    return Memory(
        request=last,
        earlier=replace(memory.request, parts=memory.parts or memory.request.parts) if memory.request else None,
        careers=memory.speaking_of((*(tuple(reversed(told)) if len(told) <= 2 else ()), *_careers_asked(request))),
        told=told,
        parts=parts,
        placed=_placed(last.careers or told, parts) or memory.placed,
        items=_items_listed(evidence, library),
        shown=tuple(citation.span for citation in reply.citations),
        offers=reply.offers,
        person=known.person,
        another=known.another,
    )


def _placed(careers: Sequence[str], parts: Sequence[PartReference]) -> tuple[str, PartReference] | None:
    """The one career and the one part of it that a turn was about; None when it was about others."""
    return (careers[0], parts[0]) if len(careers) == len(parts) == 1 and parts[0].kind != "region" else None


def _items_listed(evidence: Evidence, library: Library) -> tuple[str, ...]:
    """The labels of the points of the one list that an answer holds; empty when it goes through phases or levels.

    Points picked of several phases are such a list; one of careers is a list of their names.
    """
    listings = [finding for finding in evidence.findings if isinstance(finding, Listing)]
    if len(listings) == 1 and (names := _careers_listed(listings[0], library)):
        return names
    points = [_point(item) for item in listings[0].items] if len(listings) == 1 else []
    told = [point for point in points if point is not None]
    parts = {point.part for point in told if point.part is not None and point.part.kind in ("phase", "level", "step")}
    picked = bool(listings) and listings[0].lead is None
    labels = [label_of(point) for point in told] if len(told) == len(points) and (picked or len(parts) < 2) else []
    return tuple(labels) if all(labels) else ()


def _careers_listed(listing: Listing, library: Library) -> tuple[str, ...]:
    """The careers that the lines of a list name, one by one, in its order; empty where they do not."""
    owners = [next((library.career_of(fact) for fact in item.facts), None) for item in listing.items]
    names = [career.name for career in owners if career is not None]
    named = all(name in item.values.values() for name, item in zip(names, listing.items, strict=False))
    return tuple(names) if named and len(set(names)) == len(listing.items) else ()


def _point(item: Finding) -> Fact | None:
    """The fact that a line of a list tells, not the title it stands under."""
    return next((fact for fact in item.facts if fact.attribute not in ("phase_title", "level_title")), None)


def _careers_asked(request: Request) -> tuple[str, ...]:
    return tuple(career for each in (request, *request.also) for career in each.careers)


def careers_told(evidence: Evidence, library: Library) -> tuple[str, ...]:
    """The careers that an answer is about, the one it names first in front."""
    owners = (library.career_of(fact) for fact in facts_of(evidence.findings))
    return tuple(dict.fromkeys(career.id for career in owners if career is not None))


def _parts_in_focus(request: Request, evidence: Evidence) -> tuple[PartReference, ...]:
    """The phase or level an answer was about: the one computed, else the one asked for, or that the user has done."""
    if request.operation == "locate" and request.topics:
        located = (PartReference(f.part.kind, f.part.number) for f in facts_of(evidence.findings) if f.part is not None)
        return tuple(located)[:1] or request.parts
    single = [finding for finding in evidence.findings if isinstance(finding, Finding) and finding.facts]
    if not single and len(evidence.findings) == 1:
        # A list of points of one part is about that part.
        single = [Finding("list", facts=tuple(facts_of(evidence.findings)))]
    parts = dict.fromkeys(
        (fact.span.document, PartReference(fact.part.kind, fact.part.number))
        for finding in single[:1]
        # "After X comes Y" moves on to Y; any other sentence is about a part only when all its facts are.
        for fact in (finding.facts[-1:] if finding.says.startswith("sequence") else finding.facts)
        if fact.part is not None and fact.part.kind in ("phase", "level", "step", "region")
    )
    done = request.timing.done
    behind = (PartReference("phase", int(done) if done > 0 else -2),) if done and float(done).is_integer() else ()
    return tuple(part for _, part in parts) if len(parts) == 1 else request.parts or behind


def _careers_named(reply: Reply, library: Library) -> tuple[str, ...]:
    """The careers that a reply about the advisor names, where it names all: then each can be called by its place."""
    names = tuple(career.name for career in library.catalogue.careers)
    told = reply.text if reply.request.facets[:1] == ("about_advisor",) else ""
    return names if all(escape(name) in told for name in names) else ()
