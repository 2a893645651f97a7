"""What stands in findings, whatever their shape."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.types import Finding, Grid, Listing
from vectorstore.types import Fact


def facts_of(findings: Sequence[Finding | Listing | Grid]) -> list[Fact]:
    """Every fact that the findings cite, in order."""
    facts: list[Fact] = []
    for finding in findings:
        match finding:
            case Finding():
                facts.extend(finding.facts)
            case Listing():
                facts.extend(fact for item in finding.items for fact in item.facts)
            case Grid():
                facts.extend(fact for row in finding.rows for cell in row for fact in cell.facts)
    return facts
