"""Rows as the forms read them, whether a grid, flattened fields, or one cell a line.

A row lists every cell that covers it, those from rows above included. Paragraphs that may be a cell
are rows of one cell: the label of a row often stands in another text block than its numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extract.document import Cell, Paragraph, Table
from extract.lines import form_scale
from extract.values import CellValue, unit_scale

LONGEST_LABEL = 60  # characters; a longer paragraph is prose


@dataclass(slots=True, eq=False)
class Row:
    """One row. `table` is None for a paragraph; `block` counts blocks of the document from 0.
    `words`: the texts of its cells that are more than a plain number, and so may be labels."""

    cells: tuple[Cell, ...]
    number: int
    table: Table | None
    block: int
    words: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.words = tuple(
            [cell.text for cell in self.cells if cell.text and not cell.text.isdecimal()]
        )

    @property
    def own_cells(self) -> list[Cell]:
        """Those that do not hang down from a row above."""
        return [cell for cell in self.cells if cell.row == self.number]

    @property
    def is_grid(self) -> bool:
        return self.table is not None and self.table.is_grid

    @property
    def end(self) -> int:
        """The last column that the row covers."""
        return max([cell.column + cell.column_span for cell in self.cells]) - 1

    @property
    def table_number(self) -> int | None:
        return self.table.number if self.table else None


@dataclass(slots=True)
class TableFigure:
    """A number read from a table, before it gets its id. `label` is the row's, as printed; `proof`
    says what an inferred reading rests on."""

    line_form: str
    line_code: str
    column_code: str
    cell: Cell
    table_number: int | None
    label: str
    value: CellValue
    unit: str | None
    reading: str = "printed"
    period: str = "year"
    proof: str | None = None

    @property
    def unit_scale(self) -> int:
        """That of the printed unit; a document that dropped it still fills in the form's unit."""
        return unit_scale(self.unit) if self.unit else form_scale(self.line_form, self.line_code)


def block_rows(item: Paragraph | Table, block: int) -> Iterator[Row]:
    """The rows of one block in reading order; a paragraph that is no prose is one."""
    if isinstance(item, Paragraph):
        yield _paragraph_row(item, block)
    else:
        yield from table_rows(item, block)


def is_prose(paragraph: Paragraph) -> bool:
    """Whether a paragraph is no row: neither label nor number."""
    return len(paragraph.text) > LONGEST_LABEL or "。" in paragraph.text


def _paragraph_row(paragraph: Paragraph, block: int) -> Row:
    text = paragraph.text
    cell = Cell(
        text=text,
        row=1,
        column=1,
        row_span=1,
        column_span=1,
        char_start=paragraph.char_start,
        char_end=paragraph.char_start + len(text),
        path=paragraph.path,
        bbox=None,
        page=paragraph.page,
        line=paragraph.line,
    )
    return Row((cell,), 1, None, block)


def table_rows(table: Table, block: int) -> Iterator[Row]:
    by_row: defaultdict[int, list[Cell]] = defaultdict(list)
    last = max(cell.row for cell in table.cells)
    covered: set[int] = set()  # rows that cells from above run into
    for cell in table.cells:
        by_row[cell.row].append(cell)
        if cell.row_span > 1:
            for row in range(cell.row + 1, min(cell.row + cell.row_span, last + 1)):
                by_row[row].append(cell)
                covered.add(row)
    for number in sorted(by_row):
        cells = by_row[number]
        if number in covered:
            cells.sort(key=lambda cell: cell.column)
        yield Row(tuple(cells), number, table, block)


def covers(cell: Cell, column: int) -> bool:
    return cell.column <= column < cell.column + cell.column_span


def texts(cells: Iterable[Cell]) -> list[str]:
    return [cell.text for cell in cells if cell.text]


def has_inner_blank(fields: Sequence[Cell]) -> bool:
    """Whether an empty field stands before a filled one: text that drops them has none."""
    filled = [index for index, cell in enumerate(fields) if cell.text]
    return bool(filled) and filled[-1] >= len(filled)
