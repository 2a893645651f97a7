"""The built-in writer's sentences: `templates.toml` and the one function that fills them."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from advisor.operations.marks import without_marks
from advisor.types import Claim, Finding
from vectorstore.tables import read_table
from vectorstore.types import Quantity, Span

# Characters between two lines of one statement: a line break, a bullet.
_GAP = 3
_DEFAULT = {"difference": "gap", "locate": "found", "quote": "text", "extreme": "part"}


@cache
def _templates() -> dict[str, str]:
    return dict(_flatten(read_table(dict[str, object], "advisor.writing", "templates.toml")))


def _flatten(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, Mapping):
            rows.extend(_flatten(value, name))
        else:
            rows.append((name, str(value)))
    return rows


def template(says: str) -> str:
    """The sentence a finding names; the more general one of its family where it has none of its own.

    "count.goals" is "count.other" unless the file has its own, and "difference" is "difference.gap".

    Raises:
        KeyError: the file has none of them.
    """
    known = _templates()
    for key in _candidates(says):
        if key in known:
            return known[key]
    raise KeyError(f"templates.toml has no sentence for {says!r}: add one")


def _candidates(says: str) -> Iterator[str]:
    """The keys to try, from the finding's own to the most general of its family."""
    yield says
    yield re.sub(r"\.(parts?)$", r"_\1", says)
    family, *rest = says.split(".")
    if rest:
        yield f"{family}.{rest[0]}"
    yield f"{family}.{_DEFAULT.get(family, 'other')}"


def word(finding: Finding) -> Claim:
    """The claim a finding makes, citing the spans of its facts in order; source text stands in it without marks."""
    sentence = template(finding.says)
    shown = _Filling((name, without_marks(value)) for name, value in finding.values.items())
    text = string.Formatter().vformat(sentence, (), shown)
    return Claim(
        _tidy(text),
        _joined([fact.span for fact in finding.facts]),
        _computed(finding, sentence),
        finding.dates,
        templated=True,
    )


def _computed(finding: Finding, sentence: str) -> tuple[Quantity, ...]:
    """The figures that code derived for a finding, with the number of its facts where the sentence tells it."""
    if "{count}" not in sentence or not (count := finding.values.get("count", "")).isdigit():
        return finding.computed
    return (*finding.computed, Quantity(int(count), int(count), "count"))


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, neighbouring lines as one: a level's title and its pay are one thing to open."""
    joined: list[Span] = []
    for span in spans:
        for position, other in enumerate(joined):
            near = span.start - _GAP <= other.end and other.start <= span.end + _GAP
            if span.document == other.document and near:
                joined[position] = Span(span.document, min(span.start, other.start), max(span.end, other.end))
                break
        else:
            joined.append(span)
    return tuple(dict.fromkeys(joined))


class _Filling(dict[str, str]):
    """Placeholder values; what a finding does not hold is empty, so that a line can do without its companions."""

    def __missing__(self, key: str) -> str:
        return ""


def _tidy(text: str) -> str:
    """The sentence without what an empty placeholder left behind: "()", " – ", ", ,".

    Pay is a year's unless the figure says otherwise.
    """
    for left_behind, mended in ((" ()", ""), (" – ,", " –"), ("  ", " "), (", .", ".")):
        text = text.replace(left_behind, mended)
    text = re.sub(_templates()["tidy.period"], r"\1", text)
    return text.strip().removesuffix(" –").removesuffix(",").strip()
