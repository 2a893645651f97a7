"""What stands in findings, whatever their shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from advisor.requests import Form
from advisor.types import Finding, Grid, Listing
from vectorstore.types import Fact

# One statement, a list of them, or a table.
Block = Finding | Listing | Grid


def facts_of(findings: Sequence[Block]) -> list[Fact]:
    """Every fact that the findings cite, in order."""
    return [fact for finding in single_findings(findings) for fact in finding.facts]


def single_findings(findings: Iterable[Block]) -> Iterator[Finding]:
    """The findings one by one, those of lists and tables as well, in order; what leads a list is none of them."""
    for finding in findings:
        match finding:
            case Finding():
                yield finding
            case Listing():
                yield from finding.items
            case Grid():
                yield from (cell for row in finding.rows for cell in row)


# Sentences of so few words ("Absolutely.", "Yes, it is.") only open an answer.
_OPENING = 3


def in_form(findings: Sequence[Block], form: Form) -> tuple[Block, ...]:
    """The findings in the form that a reader wants: the first alone, or those that follow each other as a list.

    No wording is plainer than the page's own: that form leaves them as they are.
    """
    if form != "points":
        return tuple(_first(findings) if form == "brief" else findings)
    runs = (list(run) for _, run in groupby(findings, key=lambda each: isinstance(each, Finding)))
    return tuple(each for run in runs for each in _as_points(run))


def _first(findings: Sequence[Block]) -> Sequence[Block]:
    """The first of the findings; with the next, where it only opens an answer: "No."."""
    first = next(iter(findings), None)
    opens = isinstance(first, Finding) and first.says == "quote" and len(first.values["value"].split()) <= _OPENING
    return findings[: 2 if opens else 1]


def _as_points(run: Sequence[Block]) -> Sequence[Block]:
    """A run of single findings as one list; lists and tables as they are."""
    single = [each for each in run if isinstance(each, Finding)]
    return [Listing(None, tuple(single))] if single else run


def sort_of(finding: Finding) -> str:
    """The group of sentences that a finding is said with: "quote" for what repeats a page, "count", "line"."""
    return finding.says.partition(".")[0]
