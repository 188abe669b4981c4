"""Office documents of the reports in `layouts`: DOCX, XLSX, XLS and ZIP, by libraries of others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence

import docx
import openpyxl  # type: ignore[import-untyped]
import xlwt  # type: ignore[import-untyped]
from docx.document import Document as WordDocument

from tests.extract import layouts
from tests.extract.layouts import Report, SpanRow

Corner = tuple[str, int, int, int, int]  # text, row and column from 0, rows and columns


def corners(rows: Sequence[SpanRow]) -> Iterator[Corner]:
    """Each cell of a table with merged ones, at its upper left corner."""
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for text, down, across in row:
            while (at, column) in taken:
                column += 1
            height = min(down, len(rows) - at)
            taken.update(
                (r, c) for r in range(at, at + height) for c in range(column, column + across)
            )
            yield text, at, column, height, across
            column += across


def tables(report: Report) -> list[list[SpanRow]]:
    """The three tables of the form."""
    return [
        layouts.joined(layouts.disclosure_blocks(report)),
        layouts.request_rows(report),
        layouts.appeal_rows(report),
    ]


def saved(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def add_table(document: WordDocument, rows: Sequence[SpanRow]) -> None:
    laid = list(corners(rows))
    height, width = len(rows), max(column + across for _, _, column, _, across in laid)
    table = document.add_table(height, width)
    cells = [list(row.cells) for row in table.rows]
    for text, row, column, down, across in laid:
        cell = cells[row][column]
        if down > 1 or across > 1:
            cell = cell.merge(cells[row + down - 1][column + across - 1])
        cell.text = text


def make_docx(report: Report) -> bytes:
    document = docx.Document()
    before, after = layouts.paragraphs(report)
    for text in before:
        document.add_paragraph(text)
    for heading, rows in zip(layouts.SECTIONS, tables(report), strict=True):
        document.add_paragraph(heading)
        add_table(document, rows)
    for text in after:
        document.add_paragraph(text)
    return saved(document)


def with_body(change: Callable[[str], str], data: bytes | None = None) -> bytes:
    """A DOCX whose document part was changed as text."""
    source = data if data is not None else saved(docx.Document())
    return repacked(source, {"word/document.xml": change})


def repacked(
    data: bytes,
    changes: Mapping[str, Callable[[str], str]],
    added: Mapping[str, str] | None = None,
) -> bytes:
    """A package with some parts changed as text, and others added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name in changes:
                content = changes[name](content.decode()).encode()
            new.writestr(name, content)
        for name, text in (added or {}).items():
            new.writestr(name, text)
    return buffer.getvalue()


def number(text: str) -> str | int:
    return int(text) if text.isdecimal() else text


def make_xlsx(report: Report, *, title: bool = True, sheets: bool = True) -> bytes:
    """One sheet a table, or all on one; the title above the first."""
    book = openpyxl.Workbook()
    sheet = book.active
    offset = 0
    for at, rows in enumerate(tables(report)):
        if at and sheets:
            sheet = book.create_sheet(f"表{at + 1}")
            offset = 0
        if at == 0 and title:
            sheet.cell(1, 1, report.title)
            offset = 2
        for text, row, column, down, across in corners(rows):
            top, left = row + 1 + offset, column + 1
            sheet.cell(top, left, number(text))
            if down > 1 or across > 1:
                sheet.merge_cells(
                    start_row=top, start_column=left, end_row=top + down - 1,
                    end_column=left + across - 1,
                )  # fmt: skip
        offset += len(rows) + 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def make_xls(report: Report) -> bytes:
    book = xlwt.Workbook()
    for at, rows in enumerate(tables(report)):
        sheet = book.add_sheet(f"表{at + 1}")
        offset = 0
        if at == 0:
            sheet.write(0, 0, report.title)
            offset = 2
        for text, row, column, down, across in corners(rows):
            top = row + offset
            sheet.write_merge(top, top + down - 1, column, column + across - 1, number(text))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def make_zip(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()
