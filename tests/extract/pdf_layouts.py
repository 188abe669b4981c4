"""One small table, drawn in every way that programs draw tables on a page of a PDF.

Each way is a function from a canvas to nothing; `LAYOUTS` names them. What must be read is always
`CELLS`. Our own numbers and words.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final

from PIL import Image
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]

from tests.extract import pdfs

Canvas = Any
Draw = Callable[[Canvas], None]
Line = tuple[float, float, float, float]

XS: Final = (60.0, 90.0, 240.0, 330.0, 420.0, 510.0)
YS: Final = (700.0, 676.0, 652.0, 622.0, 598.0, 574.0, 550.0)  # from the top, in the page's own way
# text, row, column, row_span, column_span
CELLS: Final = (
    ("办理结果", 1, 1, 2, 2),
    ("自然人", 1, 3, 1, 2),
    ("总计", 1, 5, 2, 1),
    ("新收", 2, 3, 1, 1),
    ("结转", 2, 4, 1, 1),
    ("不予公开", 3, 1, 3, 1),
    ("属于国家秘密", 3, 2, 1, 1),
    ("12", 3, 3, 1, 1),
    ("0", 3, 4, 1, 1),
    ("1,012", 3, 5, 1, 1),
    ("内部事务信息", 4, 2, 1, 1),
    ("3", 4, 3, 1, 1),
    ("", 4, 4, 1, 1),
    ("-", 4, 5, 1, 1),
    ("过程性信息", 5, 2, 1, 1),
    ("7", 5, 3, 1, 1),
    ("无", 5, 4, 1, 1),
    ("45", 5, 5, 1, 1),
    ("合计", 6, 1, 1, 2),
    ("22", 6, 3, 1, 1),
    ("0", 6, 4, 1, 1),
    ("1,057", 6, 5, 1, 1),
)


def make(draw: Draw, **page: Any) -> bytes:
    """A page with a sentence above the table and one below it."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(595, 842), invariant=1, **page)
    _with_sentences(paper, draw)
    return buffer.getvalue()


def _with_sentences(paper: Canvas, draw: Draw) -> None:
    paper.setFont(pdfs.FONT, 10)
    paper.drawString(60, 760, "下面这张表说的是全县各单位这一年里办了多少事，单位是件。")
    draw(paper)
    paper.setFont(pdfs.FONT, 10)
    paper.drawString(60, 500, "上面的数都核对过两遍，有出入的地方已经写在后面。")
    paper.save()


def box_of(row: int, column: int, down: int, across: int) -> Line:
    """x0, bottom, x1, top of a cell in the page's own coordinates."""
    return XS[column - 1], YS[row - 1 + down], XS[column - 1 + across], YS[row - 1]


def is_field(text: str) -> bool:
    """What is typed into a form."""
    return bool(text) and text.isascii()


def put_texts(paper: Canvas, size: float = 9, *, has_fields: bool = False) -> None:
    """The text of each cell in its middle; in the narrow stub, one character a line."""
    paper.setFont(pdfs.FONT, size)
    paper.setFillColorRGB(0, 0, 0)
    for text, *place in CELLS:
        x0, bottom, x1, top = box_of(*place)
        if has_fields and is_field(text):
            paper.acroForm.textfield(
                value=text, x=x0 + 5, y=bottom + 4, width=60, height=16, borderWidth=0,
                fontSize=9, name=f"f{place}",
            )  # fmt: skip
            continue
        lines = list(text) if x1 - x0 < 40 else [text]
        y = (top + bottom) / 2 + (len(lines) / 2 - 0.85) * (size + 2)
        for line in lines:
            paper.drawCentredString((x0 + x1) / 2, y, line)
            y -= size + 2


def edges() -> Iterator[Line]:
    """The sides of every cell, each cell for itself: inner ones twice."""
    for _, *place in CELLS:
        x0, bottom, x1, top = box_of(*place)
        yield (x0, bottom, x1, bottom)
        yield (x0, top, x1, top)
        yield (x0, bottom, x0, top)
        yield (x1, bottom, x1, top)


def cell_by_cell(paper: Canvas) -> None:
    for _, *place in CELLS:
        x0, bottom, x1, top = box_of(*place)
        paper.rect(x0, bottom, x1 - x0, top - bottom)
    put_texts(paper)


def line_by_line(paper: Canvas) -> None:
    for line in edges():
        paper.line(*line)
    put_texts(paper)


def one_path(paper: Canvas) -> None:
    path = paper.beginPath()
    for x0, y0, x1, y1 in edges():
        path.moveTo(x0, y0)
        path.lineTo(x1, y1)
    paper.drawPath(path)
    put_texts(paper)


def _thin(paper: Canvas, line: Line, width: float = 0.5) -> None:
    x0, y0, x1, y1 = line
    paper.rect(x0 - width / 2, y0 - width / 2, x1 - x0 + width, y1 - y0 + width, stroke=0, fill=1)


def filled_strips(paper: Canvas) -> None:
    """As word processors print borders: strips of 0.5 points, black."""
    for line in edges():
        _thin(paper, line)
    put_texts(paper)


def pieces(paper: Canvas) -> None:
    """Strips that end before each corner, with a square in it."""
    for x0, y0, x1, y1 in edges():
        pulled = (x0 + 0.5, y0, x1 - 0.5, y1) if y0 == y1 else (x0, y0 + 0.5, x1, y1 - 0.5)
        _thin(paper, pulled)
        _thin(paper, (x0, y0, x0, y0))
    put_texts(paper)


def dashed(paper: Canvas) -> None:
    paper.setDash(3, 2)
    line_by_line(paper)


def _along(line: Line, step: float) -> Iterator[tuple[float, float]]:
    x0, y0, x1, y1 = line
    count = int(max(x1 - x0, y1 - y0) / step)
    for number in range(count + 1):
        share = number * step / max(x1 - x0, y1 - y0)
        yield x0 + share * (x1 - x0), y0 + share * (y1 - y0)


def dots(paper: Canvas) -> None:
    """Every dot of a dotted rule is a square of its own."""
    for line in edges():
        for x, y in _along(line, 2):
            _thin(paper, (x, y, x, y), 0.75)
    put_texts(paper)


def tiny_segments(paper: Canvas) -> None:
    for line in edges():
        for (x0, y0), (x1, y1) in pairwise(_along(line, 3)):
            paper.line(x0, y0, x0 + (x1 - x0) * 0.6, y0 + (y1 - y0) * 0.6)
    put_texts(paper)


def double_lines(paper: Canvas) -> None:
    for x0, y0, x1, y1 in edges():
        for shift in (-1, 1):
            dx, dy = (0, shift) if y0 == y1 else (shift, 0)
            paper.line(x0 + dx, y0 + dy, x1 + dx, y1 + dy)
    put_texts(paper)


def uneven(paper: Canvas) -> None:
    """Each piece of a line is a little off the others, and stops short or runs over."""
    for number, (x0, y0, x1, y1) in enumerate(edges()):
        off, over = (number % 5 - 2) * 0.4, (number % 3 - 1) * 1.2
        if y0 == y1:
            paper.line(x0 - over, y0 + off, x1 + over, y1 + off)
        else:
            paper.line(x0 + off, y0 - over, x1 + off, y1 + over)
    put_texts(paper)


def in_a_form(paper: Canvas) -> None:
    paper.beginForm("table")
    cell_by_cell(paper)
    paper.endForm()
    paper.doForm("table")


def in_forms_in_forms(paper: Canvas) -> None:
    """Half the size in the inner form, drawn twice as large by the outer."""
    paper.beginForm("inner")
    paper.scale(0.5, 0.5)
    paper.translate(40, -60)
    cell_by_cell(paper)
    paper.endForm()
    paper.beginForm("outer")
    paper.translate(-40, 60)
    paper.scale(2, 2)
    paper.doForm("inner")
    paper.endForm()
    paper.doForm("outer")


def shaded(paper: Canvas) -> None:
    """Grey behind the header and behind every other row, a little smaller than the cells."""
    paper.setFillColorRGB(0.85, 0.9, 0.95)
    for top, bottom in ((YS[0], YS[2]), (YS[3], YS[4]), (YS[5], YS[6])):
        paper.rect(XS[0] + 2, bottom + 5, XS[-1] - XS[0] - 60, top - bottom - 10, stroke=0, fill=1)
    paper.setFillColorRGB(0, 0, 0)
    cell_by_cell(paper)


def highlighted_words(paper: Canvas) -> None:
    """Grey behind the words only, and a line under them."""
    for text, *place in CELLS:
        x0, bottom, x1, top = box_of(*place)
        if x1 - x0 > 40 and text:
            paper.setFillColorRGB(0.9, 0.9, 0.5)
            left, middle = (x0 + x1) / 2 - 20, (top + bottom) / 2
            paper.rect(left, middle - 6, 40, 12, stroke=0, fill=1)
            paper.line(left + 2, middle - 5, left + 38, middle - 5)
    paper.setFillColorRGB(0, 0, 0)
    cell_by_cell(paper)


def white_on_shade(paper: Canvas) -> None:
    paper.setFillColorRGB(0.8, 0.85, 0.9)
    paper.rect(XS[0], YS[-1], XS[-1] - XS[0], YS[0] - YS[-1], stroke=0, fill=1)
    paper.setStrokeColorRGB(1, 1, 1)
    cell_by_cell(paper)


def unseen_lines(paper: Canvas) -> None:
    """White lines on white paper through the cells, and black ones that a clip hides."""
    paper.setStrokeColorRGB(1, 1, 1)
    for column in range(5):
        x = (XS[column] + XS[column + 1]) / 2
        paper.line(x, YS[0], x, YS[-1])
    paper.setStrokeColorRGB(0, 0, 0)
    paper.saveState()
    path = paper.beginPath()
    path.rect(10, 10, 20, 20)
    paper.clipPath(path, stroke=0, fill=0)
    for row in range(6):
        y = (YS[row] + YS[row + 1]) / 2
        paper.line(XS[0], y, XS[-1], y)
    paper.restoreState()
    cell_by_cell(paper)


def clipped_cells(paper: Canvas) -> None:
    """Each border drawn too long, each cut to its cell by a clip."""
    for _, *place in CELLS:
        x0, bottom, x1, top = box_of(*place)
        paper.saveState()
        path = paper.beginPath()
        path.rect(x0 - 0.5, bottom - 0.5, x1 - x0 + 1, top - bottom + 1)
        paper.clipPath(path, stroke=0, fill=0)
        for y in (bottom, top):
            paper.line(x0 - 50, y, x1 + 50, y)
        for x in (x0, x1):
            paper.line(x, bottom - 50, x, top + 50)
        paper.restoreState()
    put_texts(paper)


def pictures(paper: Canvas) -> None:
    """Lines as pictures of one pixel, stretched."""
    dot = ImageReader(Image.new("RGB", (1, 1)))
    for x0, y0, x1, y1 in edges():
        paper.drawImage(dot, x0, y0, max(x1 - x0, 0.7), max(y1 - y0, 0.7))
    put_texts(paper)


def open_sides(paper: Canvas) -> None:
    """No rule at the left and right end, as in printed statistics."""
    for x0, y0, x1, y1 in edges():
        if y0 == y1 or x0 not in (XS[0], XS[-1]):
            paper.line(x0, y0, x1, y1)
    put_texts(paper)


def horizontal_only(paper: Canvas) -> None:
    """Rules between the rows alone."""
    for x0, y0, x1, y1 in edges():
        if y0 == y1:
            paper.line(x0, y0, x1, y1)
    put_texts(paper)


def no_rules(paper: Canvas) -> None:
    put_texts(paper)


def three_rules(paper: Canvas) -> None:
    """Rules above and below the table and under its header; a line is a row."""
    for y in (730, 700, 600):
        paper.line(60, y, 500, y)
    paper.setFont(pdfs.FONT, 9)
    for row, texts in enumerate(THREE_RULES):
        y = 712 if not row else 700 - 20 * row
        for x, text in zip((80, 250, 330, 420), texts, strict=True):
            paper.drawCentredString(x, y, text)


THREE_RULES: Final = (
    ("事项", "自然人", "企业", "总计"),
    ("一项", "1", "20", "21"),
    ("二项", "1234", "0", "1234"),
    ("三项", "", "5", "5"),
    ("四项", "7", "", "7"),
)


def framed(paper: Canvas) -> None:
    """A frame around the whole page."""
    paper.rect(30, 30, 535, 782)
    cell_by_cell(paper)


def broad_frame(paper: Canvas) -> None:
    paper.setLineWidth(2.25)
    paper.rect(XS[0], YS[-1], XS[-1] - XS[0], YS[0] - YS[-1])
    paper.setLineWidth(0.5)
    cell_by_cell(paper)


def printed_twice(paper: Canvas) -> None:
    cell_by_cell(paper)
    paper.translate(0.4, 0)
    put_texts(paper)


def slanted_mark(paper: Canvas) -> None:
    """A watermark across the table."""
    cell_by_cell(paper)
    paper.saveState()
    paper.setFillColorRGB(0.9, 0.9, 0.9)
    paper.translate(150, 520)
    paper.rotate(35)
    paper.setFont(pdfs.FONT, 40)
    paper.drawString(0, 0, "内部资料 2023")
    paper.restoreState()


def footnotes(paper: Canvas) -> None:
    """Raised marks after a label and after a number."""
    cell_by_cell(paper)
    paper.setFont(pdfs.FONT, 5)
    x0, bottom, x1, top = box_of(3, 3, 1, 1)
    paper.drawString((x0 + x1) / 2 + 5, (top + bottom) / 2 + 1.5, "1")
    x0, bottom, x1, top = box_of(4, 3, 1, 1)
    paper.drawString((x0 + x1) / 2 + 3, (top + bottom) / 2 + 1.5, "②")


def turned_stub(paper: Canvas) -> None:
    """The stub's text lies on its side."""
    for _, *place in CELLS:
        x0, bottom, x1, top = box_of(*place)
        paper.rect(x0, bottom, x1 - x0, top - bottom)
    paper.setFont(pdfs.FONT, 9)
    for text, *place in CELLS:
        x0, bottom, x1, top = box_of(*place)
        paper.saveState()
        paper.translate((x0 + x1) / 2, (top + bottom) / 2)
        if x1 - x0 < 40:
            paper.rotate(90)
        paper.drawCentredString(0, -3, text)
        paper.restoreState()


def unprinted_words(paper: Canvas) -> None:
    """A few words in the printing mode that prints nothing."""
    cell_by_cell(paper)
    for text, *place in CELLS[7:10]:
        x0, bottom, _, _ = box_of(*place)
        words = paper.beginText(x0 + 3, bottom + 3)
        words.setTextRenderMode(3)
        words.textOut(text + "9")
        words.setTextRenderMode(0)
        paper.drawText(words)


LAYOUTS: Final[dict[str, Draw]] = {
    draw.__name__: draw
    for draw in (
        cell_by_cell, line_by_line, one_path, filled_strips, pieces, dashed, dots, tiny_segments,
        double_lines, uneven, in_a_form, in_forms_in_forms, shaded, highlighted_words,
        white_on_shade, unseen_lines, clipped_cells, pictures, open_sides, framed, broad_frame,
        printed_twice, slanted_mark, footnotes, turned_stub, unprinted_words, horizontal_only,
        no_rules,
    )
}  # fmt: skip


SIDE: Final = 842.0  # of the square page that is turned


def turned(quarters: int, *, is_page_turned: bool) -> bytes:
    """The table on its side; upright again if the viewer is told to turn the page."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(SIDE, SIDE), invariant=1)
    if is_page_turned:
        paper.setPageRotation(90 * quarters)
    for _ in range(quarters):  # what the viewer turns clockwise is drawn turned the other way
        paper.translate(SIDE, 0)
        paper.rotate(90)
    _with_sentences(paper, cell_by_cell)
    return buffer.getvalue()


def cropped() -> bytes:
    """A sheet with printer's marks and notes outside of what is shown."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(595, 842), invariant=1)
    paper.setCropBox((40, 300, 540, 800))
    for y in (20, 830):
        paper.drawString(300, y, "sheet 7 of 88")
    _with_sentences(paper, cell_by_cell)
    return buffer.getvalue()
