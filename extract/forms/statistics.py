"""Tables of one indicator a row: the statistical table of 2014, the indicator sets of 2008.

A label (numbered over several levels), a unit, one number; sometimes a column of running totals
(历年累计) or of the year before beside it. Labels repeat (其他情形 of reviews and of lawsuits), so
a row is matched with the next line of that name after the row above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final

from extract.document import Cell
from extract.forms.labels import core
from extract.forms.rows import Row, TableFigure, covers, texts
from extract.lines import LineItem, line_items
from extract.notes import Note
from extract.values import COUNT_UNITS, is_value, read_value, unit_in_label

FEWEST_LINES: Final = 5  # rows of the form with a number: fewer are another table's
NEAR: Final = 0.84

_UNITS: Final = frozenset({*COUNT_UNITS.split("|"), "万元", "万条", "万件"})
_CUMULATIVE: Final = ("累计", "历年", "总累计")
_PREVIOUS: Final = ("上年", "去年", "上一年")


@dataclass(slots=True)
class _Record:
    item: LineItem
    label: Cell
    fields: list[Cell]
    row: Row


@cache
def _items(form: str) -> dict[str, tuple[LineItem, ...]]:
    """Label key → the lines of that name in the form's order."""
    items: dict[str, list[LineItem]] = {}
    for item in line_items(form):
        items.setdefault(_key(item.label), []).append(item)
    return {key: tuple(found) for key, found in items.items()}


def _key(text: str) -> str:
    words = core(text)
    return words.removesuffix("量").removesuffix("数") if len(words) > 2 else words


def read_statistics(rows: Iterable[Row], form: str) -> tuple[list[TableFigure], list[Note]]:
    """Figures and notes of the form's table among the rows; none where it is not there."""
    figures: list[TableFigure] = []
    notes: list[Note] = []
    for group in _tables(rows):
        records, strays = _records(group, form)
        found = [figure for record in records for figure in _figures(record, form, group, notes)]
        if len({figure.line_code for figure in found}) < FEWEST_LINES:
            continue
        taken = {(figure.line_code, figure.column_code) for figure in figures}
        figures += [f for f in found if (f.line_code, f.column_code) not in taken]
        notes += [_stray_note(cell) for cell in strays]
    return figures, notes


def _tables(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows of tables that follow each other without prose between are one table."""
    groups: list[list[Row]] = []
    last_block: int | None = None
    for row in rows:
        if row.table is None:
            continue
        if last_block is None or row.block > last_block + 1:
            groups.append([])
        groups[-1].append(row)
        last_block = row.block
    return groups


def _records(rows: Sequence[Row], form: str) -> tuple[list[_Record], list[Cell]]:
    records: list[_Record] = []
    strays: list[Cell] = []
    last = 0
    for row in rows:
        found = _matched(row, form, last)
        if found is not None:
            index, item = found
            last = item.order
            records.append(_Record(item, row.cells[index], list(row.cells[index + 1 :]), row))
            continue
        filled = [cell for cell in row.cells if cell.text]
        if filled and all(is_value(cell.text) or _is_unit(cell) for cell in filled):
            if records and len(records[-1].fields) < 2:
                records[-1].fields += filled  # one cell a line
        elif records and any(is_value(cell.text) for cell in filled) and not _is_unit(filled[0]):
            strays.append(filled[0])
    return records, strays


def _matched(row: Row, form: str, last: int) -> tuple[int, LineItem] | None:
    """The label of a row and the line that it is: the next of that name, from the right."""
    for index in range(len(row.cells) - 1, -1, -1):
        cell = row.cells[index]
        if not cell.text or (cell.row != row.number and row.is_grid) or is_value(cell.text):
            continue
        item = _next(_key(cell.text), form, last)
        if item is not None:
            return index, item
    return None


def _next(key: str, form: str, last: int) -> LineItem | None:
    items = _items(form)
    found = items.get(key)
    if found is None and len(key) >= 6:
        near = get_close_matches(key, items, n=1, cutoff=NEAR)
        found = items[near[0]] if near else None
    if found is None:
        return None
    return next((item for item in found if item.order > last), found[-1] if last == 0 else None)


def _is_unit(cell: Cell) -> bool:
    return cell.text.strip("()（） ") in _UNITS


def _figures(
    record: _Record, form: str, rows: Sequence[Row], notes: list[Note]
) -> list[TableFigure]:
    if record.item.is_heading:
        return []
    unit = next((cell.text.strip("()（） ") for cell in record.fields if _is_unit(cell)), None)
    cells = [cell for cell in record.fields if not _is_unit(cell)]
    if not record.row.is_grid:
        cells = [cell for cell in cells if cell.text] or cells[:1]
    numbers = [cell for cell in cells if not cell.text or is_value(cell.text)]
    roles = {id(cell): _role(cell, rows) for cell in numbers}
    current = [cell for cell in numbers if roles[id(cell)] == "year"]
    filled = [cell for cell in current if cell.text]
    if len(current) > 1 and len(filled) == 1:
        current = filled
    if len(current) > 1:
        notes.append(_ambiguous_note(record, current))
        return []
    figures = []
    for cell in numbers:
        role = roles[id(cell)]
        if role == "year" and cell not in current:
            continue
        value = read_value(cell.text)
        figures.append(
            TableFigure(
                line_form=form,
                line_code=record.item.code,
                column_code="cumulative" if role == "cumulative" else "value",
                cell=cell,
                table_number=record.row.table_number,
                label=record.label.text,
                value=value,
                unit=value.unit or unit or unit_in_label(record.label.text),
                period=role,
            )
        )
    return figures


def _role(cell: Cell, rows: Sequence[Row]) -> str:
    """The period that the header over a number names: year, cumulative or previous_year."""
    for row in rows:
        if row.number >= cell.row:
            break
        for header in row.cells:
            if not covers(header, cell.column) or is_value(header.text):
                continue
            words = core(header.text)
            if len(words) <= 12 and any(word in words for word in _CUMULATIVE):
                return "year" if words.startswith("本年") else "cumulative"
            if len(words) <= 12 and any(word in words for word in _PREVIOUS):
                return "previous_year"
    return "year"


def _ambiguous_note(record: _Record, cells: Sequence[Cell]) -> Note:
    return Note(
        "warning",
        "ambiguous_columns",
        f"statistical table, row {record.label.text[:40]}",
        "one number for the year",
        f"{len(cells)} ({' '.join(texts(cells))[:60]})",
        "its figures are left out; read the row in the original",
        {"text": record.label.text, "line": record.label.line or record.row.number},
    )


def _stray_note(cell: Cell) -> Note:
    return Note(
        "warning",
        "unknown_row",
        f"statistical table, row {cell.text[:40]}",
        "a row of the form",
        "a local row or one whose label is lost",
        "its numbers are left out; add the line to seeds/line_items.csv if other reports have it",
        {"text": cell.text, "line": cell.line or cell.row},
    )
