"""The evaluation as tables for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from advisor.evaluation.comparison import Comparison
from advisor.evaluation.coverage import Coverage
from advisor.evaluation.report import as_value
from advisor.evaluation.results import Results
from advisor.evaluation.scoring import BY_NAME, MEASURES
from advisor.evaluation.statistics import Estimate

_SHOWN_FAILURES = 20


def results_table(results: Results) -> RenderableType:
    """Every measure of every system with its interval, then the failed questions of the first."""
    table = Table(title=f"{len(results.questions)} questions", title_justify="left")
    table.add_column("measure")
    for system in results.systems:
        table.add_column(system.name, justify="right")
    for measure in MEASURES:
        found = [system.summary.measures.get(measure.name) for system in results.systems]
        if any(found):
            label = f"{measure.label} ↓" if measure.better == "lower" else measure.label
            table.add_row(label, *(_cell(measure.name, one) for one in found))
    reworded = [system.summary.wordings for system in results.systems]
    for label, wholes in (
        ("Follow-ups right", [system.summary.follow_ups for system in results.systems]),
        ("Conversations right", [system.summary.conversations for system in results.systems]),
        ("Same figures in other words", [found.agreement if found else None for found in reworded]),
        ("Right in every wording", [found.all_right if found else None for found in reworded]),
    ):
        if any(wholes):
            table.add_row(label, *(_cell("right", one) for one in wholes))
    failed = [one for one in results.main.scores if one.right is False]
    lines = [Text(f"{one.id}: {'; '.join(one.faults)}", overflow="ellipsis", no_wrap=True) for one in failed]
    heading = [Text(f"{len(failed)} of {len(results.questions)} failed:", style="bold")] if failed else []
    more = [Text(f"… and {len(lines) - _SHOWN_FAILURES} more in the report")] if len(lines) > _SHOWN_FAILURES else []
    return Group(table, *heading, *lines[:_SHOWN_FAILURES], *more, *_differing(results))


def _differing(results: Results) -> Sequence[Text]:
    """The questions whose wordings get different figures, with what each got."""
    found = results.main.summary.wordings
    if found is None or not found.differing:
        return []
    lines = [Text(f"{len(found.differing)} questions get other figures in other words:", style="bold")]
    for one in found.differing[:_SHOWN_FAILURES]:
        got = "; ".join(f"{identity}: {', '.join(figures) or 'no figure'}" for identity, figures in one.figures)
        lines.append(Text(f"{one.family}: {got}"))
    if len(found.differing) > _SHOWN_FAILURES:
        lines.append(Text(f"… and {len(found.differing) - _SHOWN_FAILURES} more in the report"))
    return lines


def types_table(results: Results) -> RenderableType:
    """Right answers by type of question, for every system."""
    table = Table(title="Right answers by type", title_justify="left")
    table.add_column("type")
    for system in results.systems:
        table.add_column(system.name, justify="right")
    for label in results.main.summary.breakdown["type"]:
        rows = [system.summary.breakdown["type"].get(label, {}).get("right") for system in results.systems]
        if any(rows):
            table.add_row(label, *(_cell("right", one) for one in rows))
    return table


def comparison_table(comparison: Comparison) -> RenderableType:
    """Each measure in two runs, whether the difference is more than noise, and the questions won and lost."""
    table = Table(title=f"{comparison.before} → {comparison.after}", title_justify="left")
    for name in ("measure", "before", "after", "difference (95 %)", "p (McNemar)"):
        table.add_column(name, justify="left" if name == "measure" else "right")
    for row in comparison.differences:
        measure, change = BY_NAME[row.measure], row.difference
        interval = f"{as_value(change.low, measure, True)}, {as_value(change.high, measure, True)}"
        table.add_row(
            measure.label,
            as_value(row.before, measure),
            as_value(row.after, measure),
            Text(f"{as_value(change.mean, measure, True)} [{interval}]", style="bold" if row.is_real else ""),
            "" if row.p_value is None else f"{row.p_value:.3g}",
        )
    lines: list[Text] = []
    for heading, changes in (("lost", comparison.lost), ("won", comparison.won)):
        lines.append(Text(f"{len(changes)} {heading}", style="bold"))
        for change_of in changes:
            lines += [
                Text(f"{change_of.question.id}: {change_of.question.question}"),
                Text(f"  before: {change_of.before.answer[:300]}", style="dim"),
                Text(f"  after:  {change_of.after.answer[:300]}", style="dim"),
            ]
    return Group(table, *lines)


def coverage_table(coverage: Coverage) -> RenderableType:
    """Share of the facts reached, by wording and attribute, and the facts that were missed."""
    table = Table(title=f"Coverage of {coverage.facts} stated facts", title_justify="left")
    table.add_column("asked")
    table.add_column("facts", justify="right")
    table.add_column("reached", justify="right")
    for name, share in coverage.reached.items():
        table.add_row(name, str(coverage.facts), f"{share:.1%}")
    for name, (count, share) in coverage.by_attribute.items():
        table.add_row(f"  {name}", str(count), f"{share:.1%}")
    return Group(table, *_misses(coverage))


def _misses(coverage: Coverage) -> Sequence[Text]:
    lines = [
        Text(f"{miss.attribute} “{miss.stated[:60]}” ← {miss.question}", overflow="ellipsis", no_wrap=True)
        for miss in coverage.misses[:_SHOWN_FAILURES]
    ]
    if len(coverage.misses) > _SHOWN_FAILURES:
        lines.append(Text(f"… and {len(coverage.misses) - _SHOWN_FAILURES} more in coverage.json"))
    if coverage.unasked:
        lines.append(Text(f"not asked for, coverage.toml has too few wordings: {', '.join(coverage.unasked)}"))
    return lines


def _cell(name: str, found: Estimate | None) -> str:
    if found is None:
        return "–"
    measure = BY_NAME[name]
    return f"{as_value(found.mean, measure)} \\[{as_value(found.low, measure)}, {as_value(found.high, measure)}]"
