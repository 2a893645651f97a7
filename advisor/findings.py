"""What stands in findings, whatever their shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from advisor.types import Finding, Grid, Listing
from vectorstore.types import Fact


def facts_of(findings: Sequence[Finding | Listing | Grid]) -> list[Fact]:
    """Every fact that the findings cite, in order."""
    return [fact for finding in single_findings(findings) for fact in finding.facts]


def single_findings(findings: Iterable[Finding | Listing | Grid]) -> Iterator[Finding]:
    """The findings one by one, those of lists and tables as well, in order; what leads a list is none of them."""
    for finding in findings:
        match finding:
            case Finding():
                yield finding
            case Listing():
                yield from finding.items
            case Grid():
                yield from (cell for row in finding.rows for cell in row)
