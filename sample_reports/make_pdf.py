"""Print the HTML samples that also exist as PDF: one text in two formats, one edition.

Run from the root: python sample_reports/make_pdf.py FONT
FONT is a TrueType font with Chinese outlines (we used wqy-microhei.ttc, Apache-2.0, of the
Debian package fonts-wqy-microhei); only the glyphs that occur are embedded. The bytes depend on
nothing else, so that a report_id changes only where the text does.

The pages have what makes real ones hard: a table that runs over a page end without its header, a
merged label that is torn in two there, and a stub column that prints one character per line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lxml import html
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

SAMPLES = ("sichuan_2018", "yongchuan_2018", "huaian_2024")
FOLDER = Path(__file__).parent
FONT_NAME = "Sample"
MARGIN = 26 * mm
WIDTH = A4[0] - 2 * MARGIN
CELL = ParagraphStyle("cell", fontName=FONT_NAME, fontSize=8.5, leading=13, wordWrap="CJK")
# Reportlab hangs a comma out of a full line: it must not end up in the next cell.
LABEL = ParagraphStyle("label", parent=CELL, rightIndent=9)
BODY = ParagraphStyle(
    "body", fontName=FONT_NAME, fontSize=13, leading=23, wordWrap="CJK", firstLineIndent=26
)
HEADING = ParagraphStyle("heading", parent=BODY, fontSize=14, spaceBefore=4)
TITLE = ParagraphStyle(
    "title", parent=BODY, fontSize=18, leading=30, alignment=TA_CENTER, firstLineIndent=0
)
SIGNATURE = ParagraphStyle("signature", parent=BODY, alignment=TA_RIGHT)
# Widths of the columns of a table, by their number: stub, label(s), then equal numbers.
STUBS: dict[int, tuple[float, ...]] = {
    3: (110 * mm, 20 * mm),
    10: (5 * mm, 13 * mm, 55 * mm),
}


LABEL_WIDTH = 50 * mm


class Cell(NamedTuple):
    """One printed cell: its text and how many rows and columns (from row, column) it covers."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


class TornTable(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A table that fills the page, then goes on: no repeated header, merged labels torn in two."""

    def __init__(self, cells: list[Cell]) -> None:
        super().__init__()
        self.cells = cells
        self.height_in_rows = max(cell.row + cell.rows for cell in cells)
        self.width_in_columns = max(cell.column + cell.columns for cell in cells)

    def _table(self) -> Any:
        stub = STUBS.get(self.width_in_columns, ())
        rest = self.width_in_columns - len(stub)
        widths = [*stub, *[(WIDTH - sum(stub)) / rest] * rest]
        grid: list[list[Any]] = [[""] * self.width_in_columns for _ in range(self.height_in_rows)]
        style: list[tuple[Any, ...]] = [
            ("GRID", (0, 0), (-1, -1), 0.5, black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ]
        for cell in self.cells:
            is_label = widths[cell.column] >= LABEL_WIDTH
            style_of_cell = LABEL if is_label else CELL
            grid[cell.row][cell.column] = Paragraph(cell.text, style_of_cell) if cell.text else ""
            last = (cell.column + cell.columns - 1, cell.row + cell.rows - 1)
            style.append(("SPAN", (cell.column, cell.row), last))
        return Table(grid, colWidths=widths, style=style)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.table = self._table()
        size: tuple[float, float] = self.table.wrap(available_width, available_height)
        return size

    def draw(self) -> None:
        self.table.drawOn(self.canv, 0, 0)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        self.wrap(available_width, available_height)
        fitting, height = 0, 0.0
        for row_height in self.table._rowHeights:
            height += row_height
            if height > available_height:
                break
            fitting += 1
        return list(self._torn(fitting)) if fitting else []

    def _torn(self, at: int) -> Iterator[TornTable]:
        upper, lower = [], []
        for cell in self.cells:
            end = cell.row + cell.rows
            if end <= at:
                upper.append(cell)
            elif cell.row >= at:
                lower.append(cell._replace(row=cell.row - at))
            else:
                # Half of the label stands before the page end, half after it, as in print.
                half = (len(cell.text) + 1) // 2
                upper.append(cell._replace(text=cell.text[:half], rows=at - cell.row))
                lower.append(cell._replace(text=cell.text[half:], row=0, rows=end - at))
        yield TornTable(upper)
        yield TornTable(lower)


def cells_of(table: html.HtmlElement) -> list[Cell]:
    """The cells of an HTML table where they come to stand."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, tr in enumerate(table.iter("tr")):
        column = 0
        for td in tr.iter("td"):
            while (row, column) in taken:
                column += 1
            rows, columns = int(td.get("rowspan", 1)), int(td.get("colspan", 1))
            cells.append(Cell(td.text_content().strip(), row, column, rows, columns))
            taken |= {(row + i, column + j) for i in range(rows) for j in range(columns)}
            column += columns
    return cells


def flowables(article: html.HtmlElement) -> Iterator[Flowable]:
    """Title, headings, paragraphs and tables of a sample's article, in order."""
    for element in article:
        if element.tag == "table":
            yield TornTable(cells_of(element))
            continue
        style = {"h1": TITLE, "h2": HEADING}.get(element.tag, BODY)
        if element.get("align") == "right":
            style = SIGNATURE
        yield Paragraph(element.text_content(), style)


def print_page_number(canvas: Any, document: Any) -> None:
    canvas.setFont(FONT_NAME, 10)
    canvas.drawCentredString(A4[0] / 2, 15 * mm, f"- {document.page} -")


def main(font: str) -> None:
    """Write each of SAMPLES from its HTML as PDF beside it."""
    pdfmetrics.registerFont(TTFont(FONT_NAME, font))
    for name in SAMPLES:
        # The bytes, not a text: the page says its own encoding.
        tree = html.fromstring((FOLDER / f"{name}.html").read_bytes())
        (article,) = tree.xpath('//div[@class="article"]')
        frame = Frame(MARGIN, MARGIN, WIDTH, A4[1] - 2 * MARGIN, 0, 0, 0, 0)
        document = BaseDocTemplate(
            str(FOLDER / f"{name}.pdf"), pagesize=A4, invariant=1, title=tree.findtext(".//title")
        )
        document.addPageTemplates(PageTemplate(frames=[frame], onPage=print_page_number))
        document.build(list(flowables(article)))


if __name__ == "__main__":
    main(sys.argv[1])
