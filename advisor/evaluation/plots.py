"""Geometry of the report's static plots: columns in a 360 × 190 picture, computed here and drawn by the template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from advisor.evaluation.summary import Calibration

_LEFT, _RIGHT, _TOP, _BOTTOM = 38.0, 354.0, 20.0, 150.0


@dataclass(frozen=True, slots=True)
class Column:
    """One rectangle with its tooltip; `kind` picks the colour."""

    x: float
    y: float
    width: float
    height: float
    hint: str
    kind: str = "main"


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under the horizontal axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A column plot; `top` labels the upper end of the vertical axis."""

    title: str
    axis: str
    top: str
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    note: str = ""


def plot_calibration(calibration: Calibration) -> Plot | None:
    """Share of right answers (and of answerable questions, behind) by tenth of the evidence score; None without."""
    if not calibration.bins:
        return None
    step = (_RIGHT - _LEFT) / len(calibration.bins)
    columns: list[Column] = []
    ticks: list[Tick] = []
    for index, part in enumerate(calibration.bins):
        x = _LEFT + index * step
        hint = f"score {part.low:.3f} to {part.high:.3f}, {part.n} questions: {part.answerable:.0%} answerable"
        columns.append(_column(x, step, part.answerable, hint, "other"))
        if part.right is not None:
            columns.append(_column(x + step * 0.2, step * 0.6, part.right, f"{hint}, {part.right:.0%} right", "main"))
        if index % 3 == 0:
            ticks.append(Tick(x + step / 2, f"{part.low:.2f}"))
    auc = "" if calibration.auc is None else f"Answerable above unanswerable: AUC {calibration.auc:.3f}"
    return Plot(
        "Right answers (in front) and answerable questions (behind) by evidence score",
        "score of the first passage, tenths of the questions",
        "100%",
        tuple(columns),
        tuple(ticks),
        auc,
    )


def plot_latency(latencies_ms: Sequence[float]) -> Plot | None:
    """A histogram of latencies on a linear axis up to the 99th percentile; None without any."""
    if not latencies_ms:
        return None
    limit = max(float(np.quantile(latencies_ms, 0.99)), 1e-3)
    counts, edges = np.histogram(np.minimum(latencies_ms, limit), bins=20, range=(0, limit))
    step = (_RIGHT - _LEFT) / len(counts)
    highest = int(counts.max())
    columns = tuple(
        _column(
            _LEFT + index * step,
            step,
            int(count) / highest,
            f"{edges[index]:.0f} to {edges[index + 1]:.0f} ms: {count} questions",
            "main",
        )
        for index, count in enumerate(counts)
    )
    ticks = tuple(Tick(_LEFT + share * (_RIGHT - _LEFT), f"{share * limit:.0f}") for share in (0, 0.25, 0.5, 0.75, 1))
    p50, p95 = np.quantile(latencies_ms, [0.5, 0.95])
    note = f"Median {p50:.0f} ms, 95th percentile {p95:.0f} ms, longest {max(latencies_ms):.0f} ms"
    return Plot("Latency", "milliseconds", str(highest), columns, ticks, note)


def _column(x: float, width: float, share: float, hint: str, kind: str) -> Column:
    height = share * (_BOTTOM - _TOP)
    return Column(
        round(x + 1, 1), round(_BOTTOM - height, 1), round(max(width - 2, 1), 1), round(height, 1), hint, kind
    )
