"""The built-in writer: evidence to claims by templates, with no language model and the same words every time."""

from __future__ import annotations

from dataclasses import replace

from advisor.types import Block, Bullets, Claim, Draft, Evidence, Finding, Grid, Listing, Paragraph, Table
from advisor.writing.templates import word


def write(evidence: Evidence) -> Draft:
    """The draft that words every finding, in order; neighbouring sentences share a paragraph."""
    blocks: list[Block] = []
    for finding in evidence.findings:
        match finding:
            case Finding():
                _continue_paragraph(blocks, word(finding))
            case Listing():
                if finding.lead is not None:
                    _continue_paragraph(blocks, replace(word(finding.lead), heading=not finding.lead.facts))
                blocks.append(Bullets(tuple(word(item) for item in finding.items), numbered=finding.numbered))
            case Grid():
                blocks.append(Table(finding.header, tuple(tuple(_cell(cell) for cell in row) for row in finding.rows)))
    return Draft(tuple(blocks))


def _continue_paragraph(blocks: list[Block], claim: Claim) -> None:
    if blocks and isinstance(blocks[-1], Paragraph):
        blocks[-1] = Paragraph((*blocks[-1].claims, claim))
    else:
        blocks.append(Paragraph((claim,)))


def _cell(finding: Finding) -> Claim:
    return replace(word(finding), heading=not finding.facts)
