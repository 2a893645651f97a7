"""Do an answer's citations carry it? Citations against gold spans, and claims against the texts they cite."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.evaluation.answers import AnswerClaim, list_lengths, split_claims
from advisor.evaluation.figures import find_figures, unsupported_figures
from advisor.evaluation.responses import Quote, Response
from advisor.evaluation.spans import covered_by, occurrences, overlap
from vectorstore.types import Span

SUPPORTED = 0.5
"""Share of a claim's content words that must stand in what it cites. K-Precision is the lexical measure that agrees
best with people on faithfulness (Adlakha et al. 2024, "Evaluating Correctness and Faithfulness of
Instruction-Following Models for Question Answering", TACL); half of the words is a floor that a citation of some
other passage stays below, and that a reworded claim passes."""

FEW_WORDS = 2
"""A claim of figures with no more content words than this (a table's row) is held by its figures alone; one with more
needs half of `SUPPORTED`, because the words around a computed figure are the writer's."""
NEIGHBOURHOOD = 400
"""Characters before and after a citation whose words count as read with it: a reader sees "10 weeks" highlighted under
the title of its phase. Figures must stand in the citation itself."""

_ABSENCE = re.compile(
    r"\b(?:documents?|guides?|pages?|sources?|passages?|corpus)\b.{0,40}\b(?:not|nothing|no|never|silent|n['’]t)\b"
    r"|\b(?:not|nothing|no|never)\b.{0,40}\b(?:documents?|guides?|pages?|sources?|passages?|corpus)\b",
    re.IGNORECASE,
)
_STOPWORDS = frozenset(
    "a an and are as at be but by can do does for from has have in into is it its not of on or our so than that the "
    "their them then there these they this to was were what when which who will with would you your".split()
)


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """One claim of an answer with what the evaluation found about it."""

    text: str
    cites: tuple[int, ...]
    supported: bool
    unsupported_figures: tuple[str, ...]
    reason: str = ""


def quote_span(quote: Quote, texts: Mapping[str, str]) -> Span | None:
    """Where a quote stands: as the system says, else at its first verbatim place; None when it is not verbatim."""
    if quote.document not in texts:
        return None
    if quote.span is not None:
        return quote.span
    places = occurrences(quote.text.strip(), quote.document, texts[quote.document])
    return places[0] if places else None


def misquotes(response: Response, texts: Mapping[str, str]) -> list[str]:
    """Citations whose text is not what the document says at their offsets; each one is a defect of the system."""
    return [
        f"[{quote.n}] {quote.document}[{quote.start}:{quote.end}]"
        for quote in response.citations
        if quote.document not in texts
        or (quote.span is not None and texts[quote.document][quote.span.start : quote.span.end] != quote.text)
    ]


def citation_recall(citations: Sequence[Span], gold: Sequence[Sequence[Span]]) -> float | None:
    """Share of the gold spans that some citation covers, in [0, 1]; None without gold spans.

    After the citation recall of Gao et al. 2023 ("Enabling Large Language Models to Generate Text with Citations",
    EMNLP), with gold spans in the place of an entailment model.
    """
    if not gold:
        return None
    return sum(covered_by(places, citations) for places in gold) / len(gold)


def citation_precision(citations: Sequence[Span], gold: Sequence[Sequence[Span]]) -> float | None:
    """Share of the citations that touch a gold span, in [0, 1]; None without citations or gold spans.

    Gao et al. 2023 as above. It is a lower bound: a citation may be right and stand in no gold span, because a set
    lists what is needed and not everything that would do.
    """
    if not gold or not citations:
        return None
    touching = [any(overlap(citation, place) for places in gold for place in places) for citation in citations]
    return sum(touching) / len(touching)


def judge_claims(response: Response, asked: Sequence[str], texts: Mapping[str, str]) -> list[ClaimVerdict]:
    """A verdict for each claim of an answer; empty for abstentions and clarifications, which assert nothing.

    A claim is supported when it cites at least one quotation that exists, all its figures are carried (see
    `figures.unsupported_figures`) and `SUPPORTED` of its content words stand in or around the texts cited, their
    headings or what was `asked`. That the documents do not say something needs no citation. This is no entailment
    check: it finds citations of the wrong passage and figures from nowhere, not a reversed comparison.
    """
    if response.kind != "answer" or response.declined:
        return []
    quotes = {quote.n: quote for quote in response.citations if quote.n is not None}
    around = {number: _surroundings(quote, texts) for number, quote in quotes.items()}
    counts = list_lengths(response.answer) | {len(quotes)}
    return [
        _judge(claim, quotes, response, asked, counts, " ".join(around[n] for n in claim.cites if n in around))
        for claim in split_claims(response.answer)
        if claim.cites or not _ABSENCE.search(claim.text)
    ]


def _surroundings(quote: Quote, texts: Mapping[str, str]) -> str:
    span = quote_span(quote, texts)
    if span is None:
        return ""
    return texts[span.document][max(0, span.start - NEIGHBOURHOOD) : span.end + NEIGHBOURHOOD]


def _judge(
    claim: AnswerClaim,
    quotes: Mapping[int, Quote],
    response: Response,
    asked: Sequence[str],
    counts: set[int],
    around: str,
) -> ClaimVerdict:
    text, cites = claim.text, claim.cites
    cited = [quotes[number] for number in cites if number in quotes]
    basis = cited or list(response.citations)  # a figure in an uncited lead-in may be carried by the list below it
    figures = unsupported_figures(
        text,
        [quote.text for quote in basis],
        allowed=[*asked, *response.computed, *(quote.section for quote in basis)],
        counts=counts | set(range(1, len(cited) + 1)),
    )
    known = content_words(
        " ".join([around, *asked, *(f"{quote.text} {quote.section} {quote.document}" for quote in basis)])
    )
    words = content_words(text)
    stated = bool(find_figures(text))
    share = len(words & known) / len(words) if words else 1.0
    reason = ""
    if unknown := [number for number in cites if number not in quotes]:
        reason = f"cites {unknown}, which the reply does not list"
    elif figures:
        reason = f"{', '.join(figures)}: not in what it cites"
    elif not cited and not words <= content_words(" ".join(asked)):
        reason = "cites nothing"
    elif share < (SUPPORTED / 2 if stated else SUPPORTED) and len(words) > FEW_WORDS * stated:
        reason = f"{share:.0%} of its words stand in what it cites"
    return ClaimVerdict(text, cites, not reason, tuple(figures), reason)


def content_words(text: str) -> set[str]:
    """The stems of the words that carry meaning, lower case: first five letters, so that inflections meet.

    Words glued by a flattened page ("weeksGoals") are parted where lower case meets upper case.
    """
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    words = re.findall(r"[^\W\d_]{2,}", parted.casefold())
    return {word[:5] for word in words if word not in _STOPWORDS}
