"""Table 四 of the forms of 2019 and 2021: administrative reviews and lawsuits (C lines).

Three routes (行政复议, 未经复议直接起诉, 复议后起诉) by five results: one wide table with a
three-row header, three tables, a list from top to bottom, or any of these flattened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from extract.document import Cell
from extract.forms import alignment
from extract.forms.labels import core
from extract.forms.rows import Row, TableFigure, covers, texts
from extract.lines import LABEL_PARTS, line_items
from extract.notes import Note
from extract.values import is_value, read_value

_RESULTS: Final = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_RESULT_VARIANTS: Final = {
    "维持": "结果维持",
    "纠正": "结果纠正",
    "未审结": "尚未审结",
}
_OWN_RESULTS: Final = frozenset(_RESULTS[:-1])  # 总计 stands in every table
_ROUTES: Final = ("行政复议", "未经复议直接起诉", "复议后起诉")
_ROUTE_VARIANTS: Final = {
    "直接起诉": "未经复议直接起诉",
    "未经行政复议直接起诉": "未经复议直接起诉",
    "未经复议直接提起诉讼": "未经复议直接起诉",
    "行政复议后起诉": "复议后起诉",
    "经复议后起诉": "复议后起诉",
    "复议后提起诉讼": "复议后起诉",
}
_HEADS: Final = frozenset({*_ROUTES, *_ROUTE_VARIANTS, "行政诉讼", "行政复议情况", "行政诉讼情况"})
_WIDTH: Final = len(_ROUTES) * len(_RESULTS)


@cache
def _codes() -> dict[tuple[str, str], str]:
    """(route, result) → line code, from the official labels."""
    codes = {}
    for item in line_items("2021"):
        if item.code.startswith("C") and not item.is_heading:
            parts = item.label.split(LABEL_PARTS)
            codes[parts[-2], parts[-1]] = item.code
    return codes


def _result(text: str) -> str | None:
    words = core(text)
    words = _RESULT_VARIANTS.get(words, words)
    return words if words in _RESULTS else None


def _route(text: str) -> str | None:
    words = core(text)
    words = _ROUTE_VARIANTS.get(words, words).removesuffix("情况")
    return words if words in _ROUTES else None


def speaks_of_appeals(row: Row) -> bool:
    """Whether a row by itself belongs to this table."""
    return any(
        core(text) in _HEADS or (_result(text) or "") in _OWN_RESULTS
        for text in texts(row.cells)
        if len(text) <= 20
    )


@dataclass(slots=True)
class _Part:
    """Header cells of one table and the numbers that follow them."""

    context: str = ""
    rows: list[Row] = field(default_factory=list)


def read_appeals(
    rows: Sequence[Row], contexts: Sequence[str], line_form: str
) -> tuple[list[TableFigure], list[Note]]:
    """Figures and notes. `contexts`: for each row the text that stands above its table."""
    figures: list[TableFigure] = []
    notes: list[Note] = []
    taken: dict[str, TableFigure] = {}
    for part in _parts(rows, contexts):
        for code, cell, label, row, reading in _placed(part, notes):
            value = read_value(cell.text)
            figure = TableFigure(
                line_form=line_form,
                line_code=code,
                column_code="value",
                cell=cell,
                table_number=row.table_number,
                label=label,
                value=value,
                unit=value.unit,
                reading=reading,
            )
            earlier = taken.setdefault(code, figure)
            if earlier is figure:
                figures.append(figure)
            elif earlier.value != value:
                notes.append(_second_value_note(figure, earlier))
    return figures, notes


def _parts(rows: Sequence[Row], contexts: Sequence[str]) -> Iterator[_Part]:
    """One part a table; lines of text that follow each other are one part as well."""
    part = _Part()
    last: Row | None = None
    for row, context in zip(rows, contexts, strict=True):
        if last is not None and row.table is not last.table and part.rows and _has_numbers(part):
            yield part
            part = _Part()
        if not part.rows:
            part.context = context
        part.rows.append(row)
        last = row
    if part.rows:
        yield part


def _has_numbers(part: _Part) -> bool:
    return any(is_value(text) for row in part.rows for text in texts(row.cells))


_Placed = tuple[str, Cell, str, Row, str]  # line code, cell, label, row, reading


def _placed(part: _Part, notes: list[Note]) -> list[_Placed]:
    if all(row.is_grid for row in part.rows):
        found = _by_columns(part)
        if found:
            return found
    return _in_sequence(part, notes)


# --- a grid -----------------------------------------------------------------------------------


def _named(route: str, result: str) -> str:
    return f"{route}{LABEL_PARTS}{result}"


def _by_columns(part: _Part) -> list[_Placed] | None:
    """Results side by side: the route stands above each of them, the number below."""
    heads = [(cell, result) for cell in _starting(part) if (result := _result(cell.text))]
    if len({cell.column for cell, _ in heads}) < len(_RESULTS):
        return None
    header_end = max(cell.row + cell.row_span for cell, _ in heads)
    routes = [(cell, route) for cell in _starting(part) if (route := _route(cell.text))]
    values = _value_row(part, header_end)
    if values is None:
        return None
    placed: list[_Placed] = []
    for head, result in heads:
        above = [item for item in routes if item[0].row < head.row and covers(item[0], head.column)]
        route = max(above, key=lambda item: item[0].row)[1] if above else _route_of_context(part)
        cell = next((cell for cell in values.cells if covers(cell, head.column)), None)
        if route is None or cell is None or cell.column_span > max(head.column_span, 2):
            return None
        placed.append((_codes()[route, result], cell, _named(route, result), values, "printed"))
    codes = [code for code, *_ in placed]
    return placed if len(set(codes)) == len(codes) else None


def _starting(part: _Part) -> Iterator[Cell]:
    for row in part.rows:
        for cell in row.cells:
            if cell.row == row.number and cell.text:
                yield cell


def _value_row(part: _Part, header_end: int) -> Row | None:
    """The first row under the headers with a number, else the first one at all (all blank)."""
    below = [row for row in part.rows if row.number >= header_end]
    with_numbers = [row for row in below if any(is_value(text) for text in texts(row.cells))]
    return next(iter(with_numbers or below), None)


def _route_of_context(part: _Part) -> str | None:
    """The route that the heading above a table names, where the table itself does not."""
    words = core(part.context)
    found = [route for route in (*_ROUTES, *_ROUTE_VARIANTS) if route in words]
    routes = {_ROUTE_VARIANTS.get(route, route) for route in found}
    if "复议后起诉" in routes:
        routes -= {"行政复议"}
    return routes.pop() if len(routes) == 1 and "行政诉讼" not in words else None


# --- flattened --------------------------------------------------------------------------------


def _in_sequence(part: _Part, notes: list[Note]) -> list[_Placed]:
    """Headers, then numbers, in the form's order."""
    placed: list[_Placed] = []
    route = _route_of_context(part)
    heads = 0  # result headers since the last number
    last_result = ""
    waiting: list[tuple[Cell, Row]] = []
    expected: list[tuple[str, str]] = []

    def close() -> None:
        nonlocal waiting
        if waiting:
            placed.extend(_sequence(expected, waiting, notes))
        waiting = []

    for row in part.rows:
        for cell in row.cells:
            result, named = _result(cell.text), _route(cell.text)
            if result or named or core(cell.text) in _HEADS:
                close()
                heads = 0 if named and not heads else heads
            if named:
                route = named
            elif result:
                heads, last_result = heads + 1, result
            elif (cell.text and is_value(cell.text)) or (not cell.text and waiting):
                if not waiting:
                    expected = _expected(heads, route, last_result)
                    heads = 0
                waiting.append((cell, row))
            elif not cell.text and _is_value_row(row):
                waiting.append((cell, row))
                expected = expected if len(waiting) > 1 else _expected(heads, route, last_result)
        if waiting and len(expected) <= len([cell for cell, _ in waiting if cell.text]):
            close()
            heads = 0
    close()
    return placed


def _is_value_row(row: Row) -> bool:
    found = texts(row.cells)
    return bool(found) and all(map(is_value, found))


def _expected(heads: int, route: str | None, last_result: str) -> list[tuple[str, str]]:
    """What the numbers after so many result headers stand for."""
    suits = [(route_, result) for route_ in _ROUTES[1:] for result in _RESULTS]
    every = [(_ROUTES[0], result) for result in _RESULTS] + suits
    if heads == 1 and route:
        return [(route, last_result)]
    if heads == len(_RESULTS) and route:
        return [(route, result) for result in _RESULTS]
    return suits if heads == len(suits) else every


def _sequence(
    expected: Sequence[tuple[str, str]], waiting: Sequence[tuple[Cell, Row]], notes: list[Note]
) -> list[_Placed]:
    cells = [cell for cell, _ in waiting]
    rows = {id(cell): row for cell, row in waiting}
    width = len(expected)
    filled = [cell for cell in cells if cell.text]
    placed: Sequence[Cell | None] | None = None
    reading = "printed"
    if len(filled) == width:
        placed = filled
    elif len(cells) == width:
        placed = cells
    elif width > 1 and width % len(_RESULTS) == 0:
        reading = "inferred"
        placed = alignment.only_one(alignment.windows(cells, width), _ties)
        if placed is None and len(cells) < width:
            placed = alignment.only_one(alignment.placements(cells, width), _ties)
    if placed is None:
        notes.append(_ambiguous_note(width, filled))
        return []
    return [
        (_codes()[name], cell, _named(*name), rows[id(cell)], reading)
        for name, cell in zip(expected, placed, strict=True)
        if cell is not None
    ]


def _ties(placed: alignment.Placement) -> bool:
    """R4: in each block the total is the sum of the four results."""
    for start in range(0, len(placed), len(_RESULTS)):
        block = placed[start : start + len(_RESULTS)]
        total = alignment.number(block[-1])
        if alignment.total_of(block[:-1]) != (total or 0) or (
            total is None and any(cell is not None and cell.text for cell in block)
        ):
            return False
    return True


# --- notes ------------------------------------------------------------------------------------


def _ambiguous_note(width: int, filled: Sequence[Cell]) -> Note:
    return Note(
        "warning",
        "ambiguous_columns",
        "table 四",
        f"{width} numbers or empty cells",
        f"{len(filled)} numbers ({' '.join(cell.text for cell in filled)[:60]})",
        "its figures are left out; read the table in the original",
        {"text": "四", "line": filled[0].line or filled[0].row} if filled else None,
    )


def _second_value_note(figure: TableFigure, earlier: TableFigure) -> Note:
    return Note(
        "warning",
        "second_table",
        f"table 四, {figure.label}",
        f"line {figure.line_code} once",
        f"{figure.cell.text} after {earlier.cell.text}",
        "the first is kept; compare the two in the original",
        {"text": figure.label, "line": figure.cell.line or figure.cell.row},
    )
