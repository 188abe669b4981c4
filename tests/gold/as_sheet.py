"""The tables of a document as spreadsheets: merged ranges, numbers as numbers or as text."""

from __future__ import annotations

import datetime
import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import openpyxl  # type: ignore[import-untyped]
import xlwt  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from tests.gold.as_docx import without_clock
from tests.gold.document import Document, Paragraph
from tests.gold.layout import Cell, Table

_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d+)?$")
_NAMES = {
    "disclosure": "主动公开",
    "requests": "依申请公开",
    "appeals": "复议诉讼",
    "statistics": "统计表",
}


@dataclass(slots=True)
class _Sheet:
    """Cells by row and column from 0, with their spans."""

    name: str
    cells: list[tuple[int, int, Cell]]
    height: int


def _sheets(document: Document, draw: random.Random) -> list[_Sheet]:
    """All on one sheet, or a sheet for each table with the title on the first."""
    apart = draw.random() < 0.4
    margin = draw.choice((0, 0, 1))
    sheets = [_Sheet("Sheet1", [], 0)]
    used: set[str] = set()
    for block in document.blocks:
        sheet = sheets[-1]
        if isinstance(block, Paragraph):
            if block.kind in ("title", "heading", "menu", "foot", "body"):
                sheet.cells.append((sheet.height, margin, Cell(block.text)))
                sheet.height += 1
        elif isinstance(block, Table):
            if apart and block.name not in used and used:
                name = _NAMES[block.name]
                sheet = _Sheet(name, [], 0)
                # The heading goes with its table.
                last = sheets[-1]
                if last.cells and last.cells[-1][0] == last.height - 1 and not _is_table(last):
                    moved = last.cells.pop()
                    last.height -= 1
                    sheet.cells.append((0, margin, moved[2]))
                    sheet.height = 1
                sheets.append(sheet)
            used.add(block.name)
            for r, c, cell in block.places():
                sheet.cells.append((sheet.height + r, margin + c, cell))
            sheet.height += len(block.rows) + draw.choice((0, 1))
    return sheets


def _is_table(sheet: _Sheet) -> bool:
    """Whether the last cell is one of a table's."""
    return sheet.cells[-1][2].kind != "label" or sheet.cells[-1][2].figure is not None


def _value(cell: Cell, *, as_text: bool) -> str | int | float | None:
    if not cell.text:
        return None
    if cell.kind in ("number", "local") and not as_text and _PLAIN.match(cell.text):
        number = Decimal(cell.text)
        return int(number) if number == int(number) else float(number)
    return cell.text


def _filled(sheet: _Sheet, *, as_text: bool) -> Iterator[tuple[int, int, Cell, object]]:
    """Cells with their values. Where damage lets spans overlap, the first one stands."""
    taken: set[tuple[int, int]] = set()
    for r, c, cell in sheet.cells:
        covered = {(r + i, c + j) for i in range(cell.down) for j in range(cell.across)}
        if not covered & taken:
            taken |= covered
            yield r, c, cell, _value(cell, as_text=as_text)


def render_xlsx(document: Document, draw: random.Random) -> bytes:
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = datetime.datetime(2024, 1, 15)  # noqa: DTZ001
    as_text = draw.random() < 0.4
    for at, sheet in enumerate(_sheets(document, draw)):
        page = book.active if at == 0 else book.create_sheet(sheet.name)
        if page is None:
            raise TypeError("a new workbook has a sheet")
        for r, c, cell, value in _filled(sheet, as_text=as_text):
            page.cell(r + 1, c + 1).value = value
            if cell.down > 1 or cell.across > 1:
                page.merge_cells(
                    f"{get_column_letter(c + 1)}{r + 1}:"
                    f"{get_column_letter(c + cell.across)}{r + cell.down}"
                )
    buffer = io.BytesIO()
    book.save(buffer)
    return without_clock(buffer.getvalue())


def render_xls(document: Document, draw: random.Random) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    as_text = draw.random() < 0.4
    for sheet in _sheets(document, draw):
        page = book.add_sheet(sheet.name)
        for r, c, cell, value in _filled(sheet, as_text=as_text):
            if cell.down > 1 or cell.across > 1:
                page.write_merge(r, r + cell.down - 1, c, c + cell.across - 1, value)
            else:
                page.write(r, c, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
