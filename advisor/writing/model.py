"""The connected language model as a writer: it words findings, and what it gets wrong the built-in writer says."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.errors import ModelError
from advisor.requests import Request
from advisor.types import Block, Draft, Evidence, Finding, Paragraph, Withheld
from advisor.writing.builtin import write
from advisor.writing.composition import BUILT_IN, Composition, Ground
from advisor.writing.phrases import phrases
from advisor.writing.placeholders import Worded, covers, read_claim
from advisor.writing.prompts import prompt, quote
from advisor.writing.sheet import Quotation, Sheet, Statement, make_sheet, render_sheet
from advisor.writing.streaming import ModelLateError, stream_sentences

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

# Sentences of a model that are read, and those of them that may rest on passages alone.
_MOST = 16
_MOST_BESIDE = 3

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ModelAuthor:
    """Writes with a language model, claim by claim; see `advisor.writing.composition.Author`.

    Only single findings are worded by the model: lists, tables and totals keep the form and figures that code gave
    them. A finding that no accepted sentence says whole is said by the built-in writer.
    """

    model: BaseChatModel
    name: str
    timeout_s: float

    def __call__(self, request: Request, evidence: Evidence, ground: Ground) -> Iterator[Composition]:
        """Ever longer compositions; the last one is the whole reply."""
        sheet = make_sheet(request, evidence)
        built_in, built_in_withheld = ground(write(evidence), evidence, request)
        if not sheet.statements and not sheet.quotations:
            yield Composition(built_in, built_in_withheld)
            return
        accepted: list[Worded] = []
        withheld: list[Withheld] = []
        try:
            for sentence in stream_sentences(self.model, _messages(request, sheet), timeout_s=self.timeout_s):
                if len(accepted) + len(withheld) >= _MOST:
                    break
                if self._take(sentence, sheet, evidence, request, ground, accepted, withheld):
                    yield Composition(Draft((_paragraph(accepted),)), (), self.name)
        except ModelError as error:
            log.warning("%s: %s", self.name, error)
            reason = "late" if isinstance(error, ModelLateError) else "broken"
            yield Composition(built_in, (*withheld, *built_in_withheld), BUILT_IN, self._notice(reason, str(error)))
            return
        if not accepted:
            reason = "unsupported" if withheld else "silent"
            yield Composition(built_in, (*withheld, *built_in_withheld), BUILT_IN, self._notice(reason))
            return
        draft, rest = ground(_merge(evidence, sheet, accepted), evidence, request)
        yield Composition(draft, (*withheld, *rest), self.name)

    def _take(
        self,
        sentence: str,
        sheet: Sheet,
        evidence: Evidence,
        request: Request,
        ground: Ground,
        accepted: list[Worded],
        withheld: list[Withheld],
    ) -> bool:
        """True when the sentence became a claim that its evidence carries; both lists grow by what it became."""
        worded = read_claim(sentence, sheet)
        if isinstance(worded, Withheld):
            withheld.append(worded)
            return False
        beside = [item for item in worded.about if isinstance(item, Quotation) and item.finding is None]
        if beside and sum(_is_beside(other) for other in accepted) >= _MOST_BESIDE:
            return False
        draft, failed = ground(Draft((Paragraph((worded.claim,)),)), evidence, request)
        withheld.extend(failed)
        claims = [claim for block in draft.blocks if isinstance(block, Paragraph) for claim in block.claims]
        if not claims or any(claims[0].text == other.claim.text for other in accepted):
            return False
        accepted.append(Worded(claims[0], worded.about))
        return True

    def _notice(self, reason: str, detail: str = "") -> str:
        return phrases().model[reason].format(model=self.name, reason=detail)


def _messages(request: Request, sheet: Sheet) -> list[BaseMessage]:
    from langchain_core.messages import HumanMessage, SystemMessage

    form = prompt()
    asked = quote(request.standalone or request.question)
    return [
        SystemMessage(form.system.strip()),
        HumanMessage(form.human.format(evidence=render_sheet(sheet), question=asked).strip()),
    ]


def _is_beside(worded: Worded) -> bool:
    return all(isinstance(item, Quotation) and item.finding is None for item in worded.about)


def _paragraph(accepted: Sequence[Worded]) -> Paragraph:
    return Paragraph(tuple(worded.claim for worded in accepted))


def _merge(evidence: Evidence, sheet: Sheet, accepted: Sequence[Worded]) -> Draft:
    """The model's claims in place of the findings they say whole; every other finding as the built-in writer has it."""
    items: list[Statement | Quotation] = [*sheet.statements, *sheet.quotations]
    said = [item.finding for item in items if _is_said(item, accepted)]
    blocks: list[Block] = []
    pending = True
    for finding in evidence.findings:
        if isinstance(finding, Finding) and finding.facts and pending:
            blocks.append(_paragraph(accepted))
            pending = False
        if isinstance(finding, Finding) and finding in said:
            continue
        blocks.extend(write(Evidence((finding,))).blocks)
    return Draft(tuple(blocks))


def _is_said(item: Statement | Quotation, accepted: Sequence[Worded]) -> bool:
    if isinstance(item, Statement):
        return any(covers(worded, item) for worded in accepted)
    return item.finding is not None and any(item in worded.about for worded in accepted)
