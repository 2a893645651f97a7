"""All careers of the catalogue at once: which there are, how many, and which say yes or no."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.facets import facet_definitions
from advisor.findings import Block
from advisor.library import Library
from advisor.operations.entries import careers_of, distinct, select_entries
from advisor.operations.series import ranked
from advisor.requests import Facet, Request
from advisor.types import Finding, Listing
from vectorstore.types import Quantity


def list_careers(request: Request, library: Library) -> Iterator[Block]:
    """The careers that documents describe, how many and by name."""
    described = [(career, career.of("summary")[:1]) for career in library.catalogue.careers]
    cited = [(career, facts) for career, facts in described if facts]
    if not cited:
        return
    count = Quantity(len(cited), len(cited), "count")
    values = {"count": str(len(cited))}
    if request.operation == "count":
        yield Finding("catalogue.count", values, tuple(fact for _, facts in cited for fact in facts), (count,))
        return
    lines = (Finding("catalogue.career", {"career": career.name}, facts) for career, facts in cited)
    yield Listing(Finding("catalogue.list", values), tuple(lines))


def answering(facet: Facet, request: Request, library: Library) -> Iterator[Block]:
    """The careers whose pages say yes to a yes-or-no facet, or no where that is asked: "which need no coding"."""
    definition = facet_definitions()[facet]
    wanted = request.negated == definition.is_opposed(request.wording)
    of_each = (distinct(select_entries(career, facet, request, library)) for career in careers_of(request, library))
    stated = [entries[0] for entries in of_each if entries]
    kept = [entry for entry in stated if entry.fact.holds == wanted]
    values = {"noun": definition.noun, "answer": "yes" if wanted else "no"}
    if kept:
        yield Listing(Finding("catalogue.answering", values), tuple(ranked(entry, several=True) for entry in kept))
    elif stated:
        yield Finding("catalogue.none_answering", values, tuple(entry.fact for entry in stated))
