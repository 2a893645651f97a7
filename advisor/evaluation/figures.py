"""Figures in text, read independently of the product: which numbers an answer states and what may carry them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NUMERAL = re.compile(
    r"(?P<currency>[$£€₹])?\s?(?P<digits>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<scale>[kKmM](?![a-zA-Z])|\s(?:thousand|million)\b)?\+?(?P<percent>\s?%)?[-–\s]?(?P<unit>[A-Za-z]+)?"
)
_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100}
_WORD = re.compile(rf"\b({'|'.join(_WORDS)})\b(?:[-\s]([A-Za-z]+))?", re.IGNORECASE)
_SCALES = {"k": 1_000.0, "thousand": 1_000.0, "m": 1_000_000.0, "million": 1_000_000.0}
_LABEL = re.compile(
    r"\b(?:phase|level|step|stage|part|section|question|tier|module)s?\s*(?:no\.?|number|#)?\s*$", re.IGNORECASE
)
_SUMS = 20_000  # distinct partial sums kept while looking for a total: bounds the work on hostile input


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written, its value, and the unit that stands with it ("$", "%", "week", or "")."""

    written: str
    value: float
    unit: str


def find_figures(text: str, *, words: bool = False) -> list[Figure]:
    """The numbers of a text in order.

    Left out are digits glued to the end of a word ("HL7"), which are part of a name, and labels ("phase 4"), which say
    a place in an order and no amount.

    With `words`, "two" and "twelve" count as well: a source may say "two hours" where an answer says "2 hours".
    """
    found: list[Figure] = []
    for match in _NUMERAL.finditer(text):
        before = text[match.start("digits") - 1 : match.start("digits")]
        if before.isalpha() or _LABEL.search(text[: match.start("digits")]):
            continue
        scale = _SCALES.get((match["scale"] or "").strip().lower(), 1.0)
        value = float(match["digits"].replace(",", "")) * scale
        sign = match["currency"] or ("%" if match["percent"] else "")
        found.append(Figure(match[0].strip(), value, sign or _unit(match["unit"])))
    if words:
        found.extend(
            Figure(match[0], float(_WORDS[match[1].lower()]), _unit(match[2])) for match in _WORD.finditer(text)
        )
    return found


def unsupported_figures(
    claim: str, cited: Sequence[str], *, allowed: Iterable[str] = (), counts: Iterable[int] = ()
) -> list[str]:
    """The figures of a claim that nothing carries, as written.

    A figure is carried when its value stands in a cited text, in one of the `allowed` texts (the question, figures the
    system lists as computed), is one of `counts` (lengths of the answer's lists, number of citations), or is the
    total, mean or difference of figures with the same unit in the cited texts.
    """
    sources = [find_figures(text, words=True) for text in cited]
    stated = {figure.value for figures in sources for figure in figures}
    stated |= {figure.value for text in allowed for figure in find_figures(text, words=True)}
    stated |= {float(count) for count in counts}
    return [
        figure.written for figure in find_figures(claim) if figure.value not in stated and not _derived(figure, sources)
    ]


def _derived(figure: Figure, sources: Sequence[Sequence[Figure]]) -> bool:
    """True for a total or mean over the cited texts (one figure of the unit from each), or a difference of two."""
    alike = [sorted({other.value for other in figures if other.unit == figure.unit}) for figures in sources]
    alike = [values for values in alike if values]
    flat = {value for values in alike for value in values}
    if any(_near(figure.value, abs(one - other)) for one in flat for other in flat if one != other):
        return True
    if len(alike) < 2:
        return False
    totals = {0.0}
    for values in alike:
        totals = {total + value for total in totals for value in values}
        if len(totals) > _SUMS:
            return False
    return any(_near(figure.value, total) or _near(figure.value, total / len(alike)) for total in totals)


def _near(left: float, right: float) -> bool:
    """Equal when rounded as a reader would write it: to one decimal below 1,000, to the whole above."""
    return abs(left - right) <= (0.05 if abs(right) < 1_000 else 0.5)


def _unit(word: str | None) -> str:
    """The word after a number, without case and plural; glued words ("weeksGoals") keep their first part."""
    if not word:
        return ""
    first = re.match(r"[A-Z]?[a-z]+|[A-Z]+", word)
    stem = (first[0] if first else word).lower()
    return stem[:-1] if stem.endswith("s") and len(stem) > 3 else stem
