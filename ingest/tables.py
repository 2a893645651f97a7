"""Tables → the facts of their rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.figures import MONEY
from ingest.layout import layout
from ingest.name_shape import is_career_name
from ingest.place import Place
from ingest.sides import side_of
from ingest.statements import first_quantity, holds, stated_quantity
from ingest.table_columns import BARE_AMOUNTS, Row, Table
from vectorstore.quantities import find_quantities
from vectorstore.types import Attribute, Fact, Part, Quantity, SectionKind, Unit

_OF_PHASES: Mapping[str, Attribute] = {"goal": "goal", "resource": "resource", "milestone": "milestone"}


def table_facts(
    table: Table, kind: SectionKind, place: Place, counts: Mapping[str, int], *, currency: Unit | None = None
) -> Iterator[Fact]:
    """The facts of a table's rows, by what its columns hold; a table of careers yields none here.

    `currency` is that of amounts without a sign, where the page says it once.
    """
    if table.compares_careers or table.careers_across:
        return
    if table.is_card:
        for column, title in enumerate(table.header[: len(table.rows[0].cells)]):
            line = table.rows[0].line
            yield from labelled_cell(title, table.rows[0].cells[column][0], line.start, line.end, place)
        return
    if hours := table.hours:
        yield from _hour_rows(hours, place, counts.get("hour", 0))
        return
    if table.phases_across:
        yield from _phase_columns(table, place, counts.get("phase", 0))
        return
    sides = [side_of(title) for title in table.header]
    if {"fit", "non_fit"} <= {*sides}:
        yield from _side_columns(table, sides, place)
        return
    states_labels = len(table.header) == 2 and kind not in ("ladder", "related_roles", "pay")
    if states_labels or (kind in ("requirements", "metrics") and not any(map(is_career_name, table.header))):
        yield from _label_rows(table, place)
        return
    if kind == "related_roles":
        yield from _role_rows(table, place, counts.get("role", 0))
        return
    region, pay = table.column("region"), table.column("pay")
    if region is not None and pay is not None:
        yield from _region_rows(table, region, pay, place, counts.get("region", 0))
        return
    if table.climbs:
        yield from _level_rows(table, place, counts.get("level", 0), currency)
    elif table.in_phases and kind in ("roadmap", "steps", "education", "other"):
        yield from _phase_rows(table, place, counts.get("phase", 0))


def _hour_rows(hours: Sequence[tuple[Row, str]], place: Place, count: int) -> Iterator[Fact]:
    for number, (row, hour) in enumerate(hours, start=count + 1):
        part = Part("hour", number, hour)
        yield place.fact("schedule", row.cells[1][0], row.line.start, row.line.end, part=part)


def career_facts(table: Table, row: Row, place: Place) -> Iterator[Fact]:
    """The facts that one row of a table of careers states of its career; each spans the row."""
    for index in table.metrics:
        if index < len(row.cells):
            yield from labelled_cell(table.header[index], row.cells[index][0], row.line.start, row.line.end, place)


def column_facts(table: Table, column: int, place: Place) -> Iterator[Fact]:
    """The facts that one column of a table of careers states of its career; each spans its row."""
    for row in table.rows:
        if column < len(row.cells):
            yield from labelled_cell(row.name, row.cells[column][0], row.line.start, row.line.end, place)


def labelled_cell(title: str, cell: str, start: int, end: int, place: Place) -> Iterator[Fact]:
    """The fact of a cell under or beside the label `title`, which may give the unit ("Demand (of 10)").

    Its span is `start` to `end`.
    """
    label = layout().label(re.sub(r"\s*\([^()]*\)", "", title))
    words = cell.strip("*_ ")
    if not words:
        return
    if label is None:
        mention = next(iter(find_quantities(words)), None)
        attribute = layout().hinted(title, mention.quantity.unit) if mention and mention.end == len(words) else None
        if mention is not None and attribute is not None:
            yield place.fact(attribute, mention.quantity, start, end)
        return
    value: Quantity | str | None = words
    if label.units:
        best = re.search(r"\((?:of|out of|/|0\s*[-–]|1\s*[-–])\s*(\d+)\)", title)
        unit = next((each for each in label.units if words.isdecimal() and each in title.casefold()), "")
        value = first_quantity(f"{words} {unit}s" if unit else words, label.units) or (
            first_quantity(f"{words}/{best[1]}", label.units) if best else None
        )
    if value is not None and label.admits(words):
        yield place.fact(label.attribute, value, start, end, holds=holds(label.attribute, words))


def _label_rows(table: Table, place: Place) -> Iterator[Fact]:
    """A table of two columns: a label and its value in each row, the header included when it is one."""
    for row in (table.top, *table.rows) if len(table.top.cells) > 1 else table.rows:
        yield from labelled_cell(row.name, row.cells[1][0], row.line.start, row.line.end, place)


def _side_columns(table: Table, sides: Sequence[Attribute | None], place: Place) -> Iterator[Fact]:
    """Whom the job suits in one column, whom it does not in another."""
    for row in table.rows:
        for attribute, (words, at) in zip(sides, row.cells, strict=False):
            if attribute is not None and words:
                yield place.fact(attribute, words, at, at + len(words))


def _phase_columns(table: Table, place: Place, count: int) -> Iterator[Fact]:
    """The phases of a roadmap that stand side by side, a label in front of each row."""
    columns = layout().columns
    for column in range(1, len(table.header)):
        held = [(row, *row.cells[column]) for row in table.rows if column < len(row.cells) and row.cells[column][0]]
        titled = next((cell for cell in held if columns["title"].search(cell[0].name)), None)
        title, at = (titled[1], titled[2]) if titled else table.top.cells[column]
        part = Part("phase", count + column, title.strip("*_ "))
        yield place.fact("phase_title", part.title, at, at + len(title), part=part)
        for row, words, at in held:
            if columns["length"].search(row.name):
                if weeks := _length(words, row.name, ("week", "month", "hour")):
                    yield place.fact("phase_weeks", weeks, at, at + len(words), part=part)
            elif attribute := _OF_PHASES.get(layout().part_label(row.name) or ""):
                yield place.fact(attribute, words, at, at + len(words), part=part)


def _role_rows(table: Table, place: Place, count: int) -> Iterator[Fact]:
    for number, row in enumerate(table.rows, start=count + 1):
        rest = " ".join(cell for cell, _ in row.cells[1:] if cell)
        if row.name and rest:
            yield place.fact("related_role", rest, row.line.start, row.line.end, part=Part("role", number, row.name))


def _region_rows(table: Table, region: int, pay: int, place: Place, count: int) -> Iterator[Fact]:
    columns = [pay, *_rising(table, pay)]
    for number, row in enumerate(table.rows, start=count + 1):
        if max(region, pay) >= len(row.cells):
            continue
        title = row.cells[region][0].strip("*_ ")
        quantity = _amounts_across(row, columns)
        if title and quantity:
            yield place.fact("regional_pay", quantity, row.line.start, row.line.end, part=Part("region", number, title))


def _amount(row: Row, column: int) -> Quantity | None:
    return next((m.quantity for m in find_quantities(row.cells[column][0]) if m.quantity.unit in MONEY), None)


def _rising(table: Table, pay: int) -> list[int]:
    """The column beside that of pay that states its upper end, where there is one ("Highest pay", "To")."""
    upper = pay + 1
    columns = layout().columns
    if upper >= len(table.header):
        return []
    ends = columns["lower"].search(table.header[pay]) and columns["upper"].search(table.header[upper])
    if not (ends or columns["pay"].search(table.header[upper])):
        return []
    amounts = [(_amount(row, pay), _amount(row, upper)) for row in table.rows if upper < len(row.cells)]
    rises = all(one and two and one.unit == two.unit and one.high < two.low for one, two in amounts)
    return [upper] if amounts and rises else []


def _amounts_across(row: Row, columns: Sequence[int]) -> Quantity | None:
    """The amount of a cell, or the range from the first to the last of several."""
    stated = [_amount(row, column) for column in columns if column < len(row.cells)]
    amounts = [each for each in stated if each is not None]
    return replace(amounts[0], high=amounts[-1].high) if amounts else None


def _level_rows(table: Table, place: Place, count: int, currency: Unit | None) -> Iterator[Fact]:
    pay, years, duty = table.column("pay"), table.column("experience"), table.column("duty")
    bare = table.bare_amounts if currency is not None else None
    pay = bare if pay is None else pay
    rising = _rising(table, pay) if pay is not None else []
    named = _name_column(table)
    columns: tuple[tuple[Attribute, int | None, frozenset[Unit]], ...] = (
        ("experience", years, frozenset({"year"})),
        ("pay", pay, MONEY),
    )
    for number, row in enumerate(table.rows, start=count + 1):
        if named >= len(row.cells) or not row.cells[named][0]:
            continue
        title, at = row.cells[named]
        part = Part("level", number, title.strip("*_ "))
        start, end = row.line.start, row.line.end
        yield place.fact("level_title", part.title, at, at + len(title), part=part)
        for attribute, index, units in columns:
            if index is not None and index < len(row.cells):
                words, header = row.cells[index][0], table.header[index]
                figure = _length(words, header, units)
                if rising and attribute == "pay" and pay is not None:
                    figure = _amounts_across(row, [pay, *rising])
                if figure is None and index == bare and currency is not None:
                    figure = _bare_amount(words, header, currency)
                if figure is not None:
                    yield place.fact(attribute, figure, start, end, part=part)
        if duty is not None and 0 < duty < len(row.cells) and row.cells[duty][0]:
            words, at = row.cells[duty]
            yield place.fact("duty", words, at, at + len(words), part=part)


def _name_column(table: Table) -> int:
    """The column of a ladder's titles: the first, or one of names beside a first column of codes."""
    named = table.column("name")
    return named if named is not None and table.coded else 0


def _length(words: str, header: str, units: Collection[Unit]) -> Quantity | None:
    """The length that a cell states in one of `units`, the unit in the cell or, for a bare number, in the header."""
    taught = layout().columns["taught"].search(header)
    for text in (words, f"{words} {taught['unit'] if taught else header}"):
        for mention in find_quantities(text):
            if mention.quantity.unit in units:
                return stated_quantity(mention, text)
    return None


def _bare_amount(words: str, header: str, currency: Unit) -> Quantity | None:
    """The amount of a cell without a sign, in the currency that the page says and the period that the header does."""
    match = BARE_AMOUNTS.fullmatch(words)
    if match is None:
        return None
    low, high = (float(match[end].replace(",", "")) for end in ("low", "high"))
    per = next((each for each in ("hour", "day", "week", "month") if each in header.casefold()), None)
    return Quantity(low, high, currency, per=per) if low <= high else None


def _phase_rows(table: Table, place: Place, count: int) -> Iterator[Fact]:
    length, title = table.length, table.column("title", besides={0} if table.coded or table.counted else ())
    weekly, counted = table.column("weekly"), table.counted
    title = table.column("goal", besides={0}) if counted and title is None else title
    titles = {0 if title is None else title}
    columns: tuple[tuple[Attribute, int | None], ...] = (
        ("goal", table.column("goal", besides=titles)),
        ("resource", table.column("resource", besides=titles)),
        ("milestone", table.column("milestone", besides=titles)),
    )
    for number, row in enumerate(table.rows, start=count + 1):
        at = title if title is not None and title < len(row.cells) else 0
        name, offset = row.cells[at]
        if not name:
            continue
        part = Part("phase", number, name.strip("*_ "))
        yield place.fact("phase_title", part.title, offset, offset + len(name), part=part)
        if counted:
            yield place.fact("phase_weeks", counted[number - count - 1], row.line.start, row.line.end, part=part)
        elif length is not None and length < len(row.cells):
            if weeks := _length(row.cells[length][0], table.header[length], ("week", "month", "hour")):
                yield place.fact("phase_weeks", weeks, row.line.start, row.line.end, part=part)
        if weekly is not None and weekly < len(row.cells):
            if hours := _length(row.cells[weekly][0], table.header[weekly], frozenset({"hour"})):
                yield place.fact("study_hours", replace(hours, per="week"), row.line.start, row.line.end, part=part)
        for attribute, index in columns:
            if (
                index is not None
                and index not in (at, length, weekly)
                and index < len(row.cells)
                and row.cells[index][0]
            ):
                words, start = row.cells[index]
                yield place.fact(attribute, words, start, start + len(words), part=part)
