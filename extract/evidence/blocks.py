"""A document's blocks as HTML, for types that have no layout of their own to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from extract.document import Cell, Document, Paragraph, Table
from extract.evidence.place import Place
from extract.evidence.webpage import Fragment, cell_tag, marked_text

BLOCKS_BEFORE: Final = 6
BLOCKS_AFTER: Final = 3


def fragment(document: Document, place: Place) -> Fragment:
    """The block that holds the figure, with a few before and after it."""
    start, end = place.char_start, place.char_end
    at = max(
        (number for number, block in enumerate(document.blocks) if _begin(block) <= start),
        default=0,
    )
    shown = document.blocks[max(at - BLOCKS_BEFORE, 0) : at + BLOCKS_AFTER + 1]
    html = "\n".join(
        _paragraph(block, start, end) if isinstance(block, Paragraph) else _table(block, start, end)
        for block in shown
    )
    return Fragment(html, document.text[start:end])


def _begin(block: Paragraph | Table) -> int:
    return block.char_start if isinstance(block, Paragraph) else block.cells[0].char_start


def _paragraph(paragraph: Paragraph, start: int, end: int) -> str:
    return f"<p>{_text(paragraph.text, paragraph.char_start, start, end)}</p>"


def _text(text: str, begin: int, start: int, end: int) -> str:
    """Text that begins at offset `begin`, with what stands from `start` to `end` marked."""
    first, last = max(start - begin, 0), min(end - begin, len(text))
    if first >= last:
        return escape(text)
    return escape(text[:first]) + marked_text(text[first:last], True) + escape(text[last:])


def _table(table: Table, start: int, end: int) -> str:
    rows = [list(cells) for _, cells in groupby(table.cells, key=lambda cell: cell.row)]
    lines = "\n".join(_row(cells, start, end) for cells in _with_gaps(rows))
    return f"<table>\n{lines}\n</table>"


def _with_gaps(rows: Sequence[Sequence[Cell]]) -> Iterator[list[Cell | None]]:
    """Each row with None where the layout has no cell, so that columns stay under each other."""
    covered: dict[int, int] = {}  # column → last row that a cell from above covers
    for cells in rows:
        row = cells[0].row
        laid: list[Cell | None] = []
        column = 1
        for cell in cells:
            laid += [None for gap in range(column, cell.column) if covered.get(gap, 0) < row]
            laid.append(cell)
            column = cell.column + cell.column_span
            for below in range(cell.column, column):
                covered[below] = row + cell.row_span - 1
        yield laid


def _row(cells: Sequence[Cell | None], start: int, end: int) -> str:
    return f"<tr>{''.join(_cell(cell, start, end) for cell in cells)}</tr>"


def _cell(cell: Cell | None, start: int, end: int) -> str:
    if cell is None:
        return "<td></td>"
    is_figure = cell.char_start <= start and end <= cell.char_end
    tag = cell_tag(
        "td",
        cell.row_span,
        cell.column_span,
        is_figure=is_figure,
        is_here=is_figure and not cell.text,
    )
    text = _text(cell.text, cell.char_start, start, end) if is_figure else escape(cell.text)
    return f"{tag}{text}</td>"
