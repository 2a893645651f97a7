"""The report: one self-contained HTML page in which every failed question opens to what happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import groupby
from pathlib import Path

from advisor.evaluation.comparison import Comparison, compare_systems
from advisor.evaluation.plots import plot_calibration, plot_latency
from advisor.evaluation.questions import Question, alternatives, locate_gold
from advisor.evaluation.responses import ClaimTrace, Quote, Response
from advisor.evaluation.results import Results, SystemResult
from advisor.evaluation.scoring import BY_NAME, MEASURES, Measure, Score
from advisor.evaluation.spans import context, covered_by
from advisor.evaluation.statistics import Estimate
from advisor.evaluation.summary import DIMENSIONS
from advisor.evaluation.support import quote_span
from vectorstore.types import Span

FILE = "report.html"
_BREAKDOWN = ("right", "nuggets", "R@5", "RR", "citation_recall", "groundedness", "over_refusal", "words")
_CARDS = ("right", "R@5", "citation_recall", "groundedness", "abstention_recall", "over_refusal")


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote with the text around it and the numbers (from 1) of the gold spans it covers."""

    anchor: str
    n: int | None
    document: str
    section: str
    score: float | None
    before: str
    inside: str
    after: str
    gold: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question opened up; `answer` alternates plain text and (marker, anchor of its citation)."""

    anchor: str
    question: Question
    response: Response
    score: Score
    answer: tuple[tuple[str, str], ...]
    gold: tuple[tuple[str, int | None], ...]
    passed: tuple[ClaimTrace, ...]
    withheld: tuple[ClaimTrace, ...]
    citations: tuple[QuoteView, ...]
    contexts: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A headline figure."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """Right answers on a part of the questions, for the system under evaluation and the one beside it."""

    label: str
    main: Estimate
    other: Estimate | None


def as_value(value: float, measure: Measure, signed: bool = False) -> str:
    """The value of a measure as a reader expects it: a share in percent, milliseconds whole."""
    sign = "+" if signed else ""
    match measure.unit:
        case "share" if measure.group == "Retrieval":
            return format(value, f"{sign}.3f")
        case "share":
            return f"{value * 100:{sign}.1f} %"
        case "ms" | "words" | "tokens":
            return format(value, f"{sign}.0f")
        case "USD":
            return f"${value:{sign}.4f}"
        case _:
            return format(value, f"{sign}.3f")


def write_report(folder: Path, results: Results, texts: Mapping[str, str], *, title: str | None = None) -> Path:
    """Write `report.html` into the folder and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.write_text(render_report(results, texts, title=title), encoding="utf-8")
    return path


def render_report(results: Results, texts: Mapping[str, str], *, title: str | None = None) -> str:
    """The whole page; it makes no request, runs no script, and everything from outside is escaped."""
    from jinja2 import Environment, StrictUndefined

    jinja = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    jinja.filters["as_value"] = as_value
    template = resources.files("advisor.evaluation").joinpath("report.html").read_text(encoding="utf-8")
    main, others = results.main, results.systems[1:]
    rivals = [compare_systems(results.questions, other, main) for other in others]
    latencies = [one.values["latency_ms"] for one in main.scores if "latency_ms" in one.values]
    shown = {name for system in results.systems for name in system.summary.measures}
    return jinja.from_string(template).render(
        title=title or f"Evaluation of {main.name}",
        results=results,
        cards=_cards(main),
        by_name=BY_NAME,
        groups=[
            (group, [measure for measure in measures if measure.name in shown])
            for group, measures in _grouped(MEASURES)
        ],
        rivals=rivals,
        bars=[(dimension, _bars(dimension, main, others)) for dimension in DIMENSIONS],
        other_name=others[0].name if others else "",
        plots=[plot for plot in (plot_calibration(main.summary.calibration), plot_latency(latencies)) if plot],
        breakdowns=[(dimension, main.summary.breakdown[dimension]) for dimension in DIMENSIONS],
        breakdown_measures=[BY_NAME[name] for name in _BREAKDOWN],
        sections=_sections(results, texts),
        differing=main.summary.wordings.differing if main.summary.wordings else (),
        record=_record(results),
    )


def render_comparison(comparison: Comparison, results: Results, before: SystemResult) -> str:
    """The page of a comparison: the later run's report with the earlier run as its rival."""
    both = Results(results.environment, results.questions, (results.main, before))
    return render_report(both, {}, title=f"{comparison.before} → {comparison.after}")


def _grouped(measures: Sequence[Measure]) -> list[tuple[str, list[Measure]]]:
    return [(group, list(members)) for group, members in groupby(measures, key=lambda measure: measure.group)]


def _cards(main: SystemResult) -> list[Card]:
    cards = [
        Card(BY_NAME[name].label, as_value(found.mean, BY_NAME[name]), f"n={found.n}")
        for name in _CARDS
        if (found := main.summary.measures.get(name)) is not None
    ]
    figures = main.summary.measures.get("unsupported_figures")
    if figures is not None:
        cards.append(Card("Figures without support", str(round(figures.mean * figures.n)), f"in {figures.n} answers"))
    if main.summary.follow_ups is not None:
        cards.append(Card("Follow-ups right", f"{main.summary.follow_ups.mean:.1%}", f"n={main.summary.follow_ups.n}"))
    if main.summary.conversations is not None:
        whole = main.summary.conversations
        cards.append(Card("Whole conversations right", f"{whole.mean:.1%}", f"n={whole.n}"))
    if (reworded := main.summary.wordings) is not None:
        cards.append(Card("Same figures in other words", f"{reworded.agreement.mean:.1%}", f"n={reworded.agreement.n}"))
        cards.append(Card("Right in every wording", f"{reworded.all_right.mean:.1%}", f"n={reworded.all_right.n}"))
    if main.summary.latency_p50_ms is not None:
        cards.append(
            Card("Median latency", f"{main.summary.latency_p50_ms:.0f} ms", f"p95 {main.summary.latency_p95_ms:.0f} ms")
        )
    return cards


def _bars(dimension: str, main: SystemResult, others: Sequence[SystemResult]) -> list[BarRow]:
    rows: list[BarRow] = []
    for label, measures in main.summary.breakdown[dimension].items():
        if "right" in measures:
            other = others[0].summary.breakdown[dimension].get(label, {}).get("right") if others else None
            rows.append(BarRow(label, measures["right"], other))
    return sorted(rows, key=lambda row: row.main.mean) if dimension != "turn" else rows


def _sections(results: Results, texts: Mapping[str, str]) -> list[tuple[str, list[QuestionView]]]:
    failed: list[QuestionView] = []
    doubtful: list[QuestionView] = []
    rows = zip(results.questions, results.main.responses, results.main.scores, strict=True)
    for index, (question, response, score) in enumerate(rows):
        if score.right is False:
            failed.append(_view(index, question, response, score, texts))
        elif any(not claim.supported for claim in score.claims) or score.values.get("misquotes"):
            doubtful.append(_view(index, question, response, score, texts))
    failed.sort(key=lambda view: view.question.type)
    return [("Failed questions", failed), ("Not failed, but with a claim its citations do not hold", doubtful)]


def _view(index: int, question: Question, response: Response, score: Score, texts: Mapping[str, str]) -> QuestionView:
    anchor = f"q{index}"
    places = [locate_gold(span, question.documents, texts) for span in question.gold_spans]

    def views(quotes: Iterable[Quote], prefix: str) -> tuple[QuoteView, ...]:
        return tuple(
            _quote(f"{anchor}-{prefix}{quote.n if quote.n is not None else place}", quote, places, texts)
            for place, quote in enumerate(quotes, start=1)
        )

    cited = {quote.n for quote in response.citations}
    pieces = [
        (piece, f"{anchor}-c{piece[1:-1]}" if re.fullmatch(r"\[\d+\]", piece) and int(piece[1:-1]) in cited else "")
        for piece in re.split(r"(\[\d+\])", response.answer)
        if piece
    ]
    ranks = score.gold_ranks or (None,) * len(question.gold_spans)
    return QuestionView(
        anchor,
        question,
        response,
        score,
        tuple(pieces),
        tuple(zip((" / ".join(alternatives(span)) for span in question.gold_spans), ranks, strict=True)),
        tuple(claim for claim in response.claims if not claim.withheld),
        tuple(claim for claim in response.claims if claim.withheld),
        views(response.citations, "c"),
        views(response.contexts, "p"),
    )


def _quote(anchor: str, quote: Quote, places: Sequence[Sequence[Span]], texts: Mapping[str, str]) -> QuoteView:
    span = quote_span(quote, texts)
    before, inside, after = "", quote.text, ""
    if span is not None:
        before, inside, after = context(texts[span.document], span.start, span.end)
    gold = [n for n, found in enumerate(places, start=1) if span is not None and covered_by(found, [span])]
    return QuoteView(anchor, quote.n, quote.document, quote.section, quote.score, before, inside, after, tuple(gold))


def _record(results: Results) -> list[tuple[str, str]]:
    made = results.environment
    rows = [("made at", made.made_at), ("machine", made.machine)]
    rows += [(f"model: {use}", name) for use, name in made.models.items()]
    rows += [(f"setting: {name}", value) for name, value in made.settings.items()]
    rows += [
        ("questions sha256", made.questions_checksum),
        ("corpus sha256", made.corpus_checksum),
        ("code sha256", made.code_checksum),
        ("prompts sha256", made.prompts_checksum),
        ("documents", ", ".join(f"{document} ({length:,} characters)" for document, length in made.documents.items())),
    ]
    return rows + [(f"version: {name}", version) for name, version in made.versions.items()]
