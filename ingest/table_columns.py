"""Tables in a text: their rows, and what their columns hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.figures import MONEY
from ingest.layout import layout
from ingest.lines import Line, cells
from ingest.name_shape import is_career_name
from vectorstore.quantities import find_quantities
from vectorstore.types import Attribute, Quantity, Unit

_LONGEST_CODE = 4  # characters of "P1", "IV", "7a"
_FEWEST_COUNTED = 3  # rows of weeks or months that run on
_SPAN = re.compile(r"(?P<from>\d{1,2})(?:\s*(?:-|–|—|to|and|&)\s*(?P<to>\d{1,2}))?")
_PAIR = 2  # cells of a row that says one thing of another
# Columns that their figures give away, whatever their header says.
_UNITS: dict[str, frozenset[Unit]] = {
    "pay": MONEY,
    "experience": frozenset({"year"}),
    "length": frozenset({"week", "month"}),
}


# A range of amounts of which only the page says the currency: "27,900 - 31,200", "12.60 – 13.40".
BARE_AMOUNTS = re.compile(
    r"(?P<low>\d{1,3}(?:,\d{3})+|\d{2}\.\d\d)\s*(?:-|–|—|to)\s*(?P<high>\d{1,3}(?:,\d{3})+|\d{2}\.\d\d)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells with their offsets, and its line."""

    cells: tuple[tuple[str, int], ...]
    line: Line

    @property
    def name(self) -> str:
        """What the first cell says, without emphasis."""
        return self.cells[0][0].strip("*_ ")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under one header."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    top: Row  # the row that the header was read from

    def column(self, name: str, *, besides: Collection[int] = ()) -> int | None:
        """The first column that holds `name` ("pay", "region", …), none of `besides`, or None."""
        pattern = layout().columns[name]
        known = layout()
        header = [(index, title) for index, title in enumerate(self.header) if index not in besides]
        titled = next((index for index, title in header if pattern.search(title)), None)
        if titled is None:
            titled = next((index for index, title in header if known.part_label(title) == name), None)
        if titled is None and name == "region" and self._names_regions():
            return 0
        if titled is not None or name not in _UNITS:
            return titled
        return next((index for index in range(1, len(self.header)) if self._states(index, _UNITS[name])), None)

    def _states(self, column: int, units: frozenset[Unit]) -> bool:
        """True when every cell of a column is a figure of one of `units`, bar a few words."""
        found = [
            next(iter(find_quantities(row.cells[column][0])), None) for row in self.rows if column < len(row.cells)
        ]
        return len(found) > 1 and all(mention is not None and mention.quantity.unit in units for mention in found)

    def _names_regions(self) -> bool:
        """True when the first column holds regions, whatever its header says."""
        known = layout().expressions["pay_regions"]
        return len(self.rows) > 1 and all(known.fullmatch(row.name) for row in self.rows)

    @property
    def hours(self) -> list[tuple[Row, str]]:
        """The rows of a schedule with their hours; empty unless all of them are, the header's but for its titles."""
        known, rows = layout().expressions["hour"], [self.top, *self.rows]
        told = [(row, known.fullmatch(f"{row.name} {row.cells[1][0]}")) for row in rows if len(row.cells) == _PAIR]
        stated = [(row, row.name) for row, match in told if match and match["text"] == row.cells[1][0]]
        titled = bool(stated) and stated[0][0] is not self.top
        return stated if len(stated) == len(rows) - titled > 1 else []

    @property
    def metrics(self) -> dict[int, Attribute]:
        """The columns whose header is the label of a career's attribute."""
        known = layout()
        return {
            index: label.attribute for index, title in enumerate(self.header) if index and (label := known.label(title))
        }

    @property
    def row_labels(self) -> frozenset[Attribute]:
        """What the rows of a table of two columns state of a career, each behind its label."""
        labels = [layout().label(row.name) for row in (self.top, *self.rows) if len(row.cells) == _PAIR]
        return frozenset(label.attribute for label in labels if label)

    @property
    def compares_careers(self) -> bool:
        """True when every row is a career: named in the first column, with attributes of careers beside it."""
        return (
            len(self.rows) > 1
            and layout().columns["career"].search(self.header[0]) is not None
            and bool(set(self.metrics.values()) - {"salary_range", "experience"})
        )

    @property
    def careers_across(self) -> bool:
        """True when every column but the first is a career, the first holding labels of careers' attributes."""
        labels = sum(layout().label(row.name) is not None for row in self.rows)
        named = self.header[1:]
        return labels > 1 and 2 * labels >= len(self.rows) and len(named) > 1 and all(map(is_career_name, named))

    @property
    def phases_across(self) -> bool:
        """True when every column but the first is a phase with its number, the first holding labels of phases."""
        known = layout()
        titled = [any(pattern.fullmatch(title) for pattern in known.openings) for title in self.header[1:]]
        labels = sum(known.part_label(row.name) is not None for row in self.rows)
        return len(titled) > 1 and all(titled) and labels > 1

    @property
    def holds_phases(self) -> bool:
        """True when its rows or its columns are the phases of a roadmap."""
        return self.in_phases or self.phases_across

    @property
    def is_card(self) -> bool:
        """True for labels of a career's attributes beside each other with a row of values below."""
        labels = sum(layout().label(title) is not None for title in self.header)
        return len(self.rows) == 1 and labels > 1 and 2 * labels >= len(self.header)

    @property
    def bare_amounts(self) -> int | None:
        """The only column behind the first that holds ranges of amounts without a sign, or None."""
        columns = range(1, len(self.header))
        found = [
            column
            for column in columns
            if len(self.rows) > 1
            and all(column < len(row.cells) and BARE_AMOUNTS.fullmatch(row.cells[column][0]) for row in self.rows)
        ]
        return found[0] if len(found) == 1 else None

    @property
    def by_region(self) -> bool:
        """True when its rows state the pay of regions."""
        return self.column("region") is not None and self.column("pay") is not None

    @property
    def climbs(self) -> bool:
        """True when its rows are the levels of a career with their pay or experience."""
        pay, years = self.column("pay"), self.column("experience")
        both = years is not None and (pay != years if pay is not None else self.bare_amounts is not None)
        return both or (self.column("level") == 0 and (pay is not None or years is not None))

    @property
    def coded(self) -> bool:
        """True when the first column holds but codes or numbers of what the row is about."""
        return all(len(row.name) <= _LONGEST_CODE for row in self.rows)

    @property
    def in_phases(self) -> bool:
        """True when its rows are the phases of a roadmap with their lengths, or with goal and milestone."""
        proven = self.column("goal") is not None and self.column("milestone") is not None
        return self.column("phase") == 0 and (self.length is not None or proven or bool(self.counted))

    @property
    def counted(self) -> tuple[Quantity, ...]:
        """The lengths of phases numbered by the weeks or months that they take, from the first on ("1", "2–4", "5")."""
        unit = layout().columns["counted"].fullmatch(self.header[0])
        spans = [_SPAN.fullmatch(row.name) for row in self.rows]
        ends = [(int(span["from"]), int(span["to"] or span["from"])) for span in spans if span]
        chained = all(last + 1 == first for (_, last), (first, _) in pairwise([(0, 0), *ends]))
        rises = all(first <= last for first, last in ends)
        if unit is None or len(ends) != len(spans) or len(ends) < _FEWEST_COUNTED or not (chained and rises):
            return ()
        named: Unit = "month" if unit["unit"].casefold() == "month" else "week"
        return tuple(Quantity(last - first + 1, last - first + 1, named) for first, last in ends)

    @property
    def length(self) -> int | None:
        """The column that says how long phases take, in hours of teaching where it tells nothing else, or None."""
        length = self.column("length")
        return self.column("taught") if length is None else length


def read_tables(lines: Sequence[Line]) -> list[Table]:
    """The tables among `lines`: runs of table rows whose first row is the header."""
    tables: list[Table] = []
    run: list[Row] = []
    for line in [*lines, None]:
        if line is not None and line.shape == "table":
            if row := cells(line):
                run.append(Row(tuple(row), line))
        elif run and (line is None or line.shape != "rule"):
            if len(run) > 1:
                header = tuple(cell.strip("*_ ") for cell, _ in run[0].cells)
                tables.append(Table(header, tuple(row for row in run[1:] if len(row.cells) >= 2), run[0]))
            run = []
    return tables
