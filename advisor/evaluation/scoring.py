"""One question, one response, one score: every measure that applies to it, and why it is wrong when it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.evaluation.answers import plain, word_count
from advisor.evaluation.questions import Question, compiled, locate_gold
from advisor.evaluation.ranking import first_ranks, ranking_scores
from advisor.evaluation.responses import Response
from advisor.evaluation.support import (
    ClaimVerdict,
    citation_precision,
    citation_recall,
    judge_claims,
    misquotes,
    quote_span,
)

Better = Literal["higher", "lower", "neither"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a column of the report means; every measure is a mean over the questions it applies to."""

    name: str
    label: str
    group: str
    better: Better
    definition: str
    unit: Literal["share", "count", "words", "ms", "tokens", "USD"] = "share"


MEASURES = (
    Measure("right", "Right answers", "Answers", "higher", "Share of questions answered rightly: see `is_right`."),
    Measure(
        "nuggets",
        "Nugget recall",
        "Answers",
        "higher",
        "Share of a question's pattern groups found: see `nugget_recall`.",
    ),
    Measure("R@1", "R@1", "Retrieval", "higher", "Share of gold spans covered by the first passage."),
    Measure("R@3", "R@3", "Retrieval", "higher", "Share of gold spans covered by the first 3 passages."),
    Measure("R@5", "R@5", "Retrieval", "higher", "Share of gold spans covered by the first 5 passages."),
    Measure("R@10", "R@10", "Retrieval", "higher", "Share of gold spans covered by the first 10 passages."),
    Measure(
        "nDCG@5", "nDCG@5", "Retrieval", "higher", "Discounted gain of the first 5 passages over the best order's."
    ),
    Measure(
        "nDCG@10", "nDCG@10", "Retrieval", "higher", "Discounted gain of the first 10 passages over the best order's."
    ),
    Measure("RR", "MRR", "Retrieval", "higher", "1 / rank of the first passage that covers a gold span."),
    Measure("cited_gold", "Gold cited", "Citations", "higher", "Share of answers that cite at least one gold span."),
    Measure("citation_recall", "Citation recall", "Citations", "higher", "Share of the gold spans that are cited."),
    Measure(
        "citation_precision", "Citation precision", "Citations", "higher", "Share of citations that touch a gold span."
    ),
    Measure("misquotes", "Misquotes", "Citations", "lower", "Citations that are not verbatim, per question.", "count"),
    Measure(
        "groundedness", "Groundedness", "Support", "higher", "Share of an answer's claims that its citations hold."
    ),
    Measure(
        "unsupported_figures",
        "Figures without support",
        "Support",
        "lower",
        "Figures per answer that stand in no cited text, are derived from none, and were not asked.",
        "count",
    ),
    Measure(
        "abstention_precision",
        "Abstention precision",
        "Silence",
        "higher",
        "Share of abstentions that were called for.",
    ),
    Measure(
        "abstention_recall",
        "Abstention recall",
        "Silence",
        "higher",
        "Share of unanswerable questions declined or corrected.",
    ),
    Measure("over_refusal", "Over-refusal", "Silence", "lower", "Share of answerable questions declined."),
    Measure(
        "clarification",
        "Clarification",
        "Silence",
        "higher",
        "Share of underspecified questions that got a question back.",
    ),
    Measure(
        "needless_clarification",
        "Needless clarification",
        "Silence",
        "lower",
        "Share of clear, answerable questions that got a question back.",
    ),
    Measure("words", "Answer length", "Effort", "neither", "Words a reader reads.", "words"),
    Measure("latency_ms", "Latency", "Effort", "lower", "Milliseconds from question to whole reply.", "ms"),
    Measure("tokens", "Model tokens", "Effort", "lower", "Tokens a language model read and wrote.", "tokens"),
    Measure("cost", "Model cost", "Effort", "lower", "Cost of those tokens as the system reports it.", "USD"),
)
BY_NAME = {measure.name: measure for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Score:
    """What the evaluation found about one response; `values` holds only the measures that apply to it."""

    id: str
    values: Mapping[str, float]
    faults: tuple[str, ...] = ()  # why it is not right, one clause each
    claims: tuple[ClaimVerdict, ...] = ()
    gold_ranks: tuple[int | None, ...] = ()  # rank of the first passage that covers gold span i

    @property
    def right(self) -> bool | None:
        """Whether the answer is right; None for a question without expectation."""
        return None if "right" not in self.values else self.values["right"] == 1.0


def score(question: Question, response: Response, texts: Mapping[str, str]) -> Score:
    """The score of one response, over the documents' texts by id."""
    gold = [locate_gold(span, question.documents, texts) for span in question.gold_spans]
    ranks = first_ranks([quote_span(passage, texts) for passage in response.contexts], gold)
    values = (
        ranking_scores(ranks, len(response.contexts)) if not response.error else ranking_scores([None] * len(gold), 0)
    )
    cited = [span for quote in response.citations if (span := quote_span(quote, texts)) is not None]
    claims: list[ClaimVerdict] = []
    if gold or cited:  # small talk cites nothing, and there is nothing that it should
        claims = judge_claims(response, [*question.user_turns, response.standalone_question], texts)
    faults = find_faults(question, response)
    must_answer = question.answerable and not question.clarify
    found: dict[str, float | None] = {
        "right": float(not faults) if question.has_expectation else None,
        "nuggets": nugget_recall(question, response),
        "citation_recall": citation_recall(cited, gold) if response.kind == "answer" or must_answer else None,
        "citation_precision": citation_precision(cited, gold),
        "misquotes": float(len(misquotes(response, texts))),
        "groundedness": sum(claim.supported for claim in claims) / len(claims) if claims else None,
        "unsupported_figures": float(sum(len(claim.unsupported_figures) for claim in claims)) if claims else None,
        "words": float(word_count(response.answer)),
        "latency_ms": response.latency_ms,
        "tokens": float(response.usage.input_tokens + response.usage.output_tokens) if response.usage else None,
        "cost": response.usage.cost if response.usage else None,
        **silence(question, response),
    }
    recall = found["citation_recall"]
    found["cited_gold"] = None if recall is None else float(recall > 0)
    values |= {name: value for name, value in found.items() if value is not None}
    values = {name: value for name, value in values.items() if name in BY_NAME}
    if not response.answer and not response.error and not question.has_expectation:  # a retriever alone
        values = {name: value for name, value in values.items() if BY_NAME[name].group in ("Retrieval", "Effort")}
    order = {measure.name: index for index, measure in enumerate(MEASURES)}
    kept = {name: values[name] for name in sorted(values, key=order.__getitem__)}
    return Score(question.id, kept, tuple(faults), tuple(claims), tuple(ranks))


def is_right(question: Question, response: Response) -> bool:
    """True when every pattern group is found, nothing forbidden is, the answer is short enough and of the right kind.

    The kind: an answerable question must not be declined; an unanswerable one without patterns must be declined; one
    that has patterns (a false premise to correct) is right by them; a question that calls for clarification must get a
    question back, unless its patterns say what else would do. Pattern-scored answers follow Voorhees 2001 ("The TREC
    Question Answering Track", NLE); the word limit keeps dumped passages from passing.
    """
    return not find_faults(question, response)


def find_faults(question: Question, response: Response) -> list[str]:
    """Why an answer is not right, one clause each; empty when it is."""
    if response.error:
        return [f"the system failed: {response.error}"]
    text = plain(response.answer)
    faults = [
        "none of " + " | ".join(group)
        for group in question.must_include
        if not any(compiled(pattern).search(text) for pattern in group)
    ]
    faults += [
        f"contains {match[0]!r}, forbidden by {pattern}"
        for pattern in question.must_not_include
        if (match := compiled(pattern).search(text))
    ]
    if question.max_words is not None and (words := word_count(response.answer)) > question.max_words:
        faults.append(f"{words} words, at most {question.max_words} allowed")
    if not text.strip():
        faults.append("the answer is empty")
    elif question.clarify and not question.must_include and response.kind != "clarification":
        faults.append("no question back, though the question is underspecified")
    elif question.answerable and not question.clarify and response.declined:
        faults.append("declined, though the documents answer it")
    elif not question.answerable and not question.clarify and not question.must_include and not response.declined:
        faults.append("answered, though the documents do not cover it")
    return faults


def nugget_recall(question: Question, response: Response) -> float | None:
    """Share of the pattern groups of which one alternative is found, in [0, 1]; None without groups.

    Each group is one nugget (Voorhees 2003, "Overview of the TREC 2003 Question Answering Track").
    """
    if not question.must_include:
        return None
    text = plain(response.answer)
    found = [any(compiled(pattern).search(text) for pattern in group) for group in question.must_include]
    return sum(found) / len(found)


def silence(question: Question, response: Response) -> dict[str, float | None]:
    """Abstention and clarification measures of one response; None where a measure does not apply.

    Precision over the questions declined and recall over those that call for it, as for any classifier of "should
    decline"; over-refusal is 1 - specificity (Röttger et al. 2024, "XSTest", NAACL, name and measure it so).
    A false premise that is corrected (its patterns pass) counts as recalled: silence is not the only honest reply.
    """
    asked_back = response.kind == "clarification"
    unanswerable = not question.answerable and not question.clarify
    clear = question.answerable and not question.clarify
    honest = response.declined or (bool(question.must_include) and is_right(question, response))
    return {
        "abstention_precision": float(not question.answerable or question.clarify) if response.declined else None,
        "abstention_recall": float(honest) if unanswerable else None,
        "over_refusal": float(response.declined) if clear else None,
        "clarification": float(asked_back) if question.clarify else None,
        "needless_clarification": float(asked_back) if clear else None,
    }
