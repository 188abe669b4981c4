"""Documents as PDF: tables over page ends, labels torn there, stubs, missing rules, turned pages.

Fonts: a CID font that is not embedded, or an embedded TrueType font made here whose every glyph is
a box: readers take characters from the font's tables and see no difference. `render_scan` gives
the pages as pictures.
"""

from __future__ import annotations

import io
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final
from xml.sax.saxutils import escape

import pypdfium2  # type: ignore[import-untyped]
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from PIL import Image
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.doctemplate import LayoutError  # type: ignore[import-untyped]

from tests.gold.document import Document
from tests.gold.document import Paragraph as Said
from tests.gold.layout import Cell, torn
from tests.gold.layout import Table as Laid

CID_FONT: Final = "STSong-Light"
BOX_FONT: Final = "GoldBoxes"
MARGIN: Final = 52.0
STUB_WIDTH: Final = 15.0
SCAN_SCALE: Final = 1.5


@dataclass(frozen=True, slots=True)
class _Look:
    """How this document is printed."""

    font: str
    rules: str  # all, horizontal, none
    size: float  # of the letters in cells
    padding: float
    repeats: bool  # the header stands again where a table runs over a page end
    turned: bool  # tables stand on pages that are turned
    centred: bool
    vertical: bool


@cache
def _register() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(CID_FONT))
    pdfmetrics.registerFont(TTFont(BOX_FONT, io.BytesIO(_box_font())))


def _box_font() -> bytes:
    """A TrueType font with a box for every character of GB2312, ASCII and the marks in use."""
    codes = {*range(0x20, 0x7F), *range(0x2010, 0x2027), 0x2212, 0x2500, 0x3000, 0x3001, 0x3002}
    codes |= {*range(0x3007, 0x3018), *range(0xFF01, 0xFF5F), *range(0x2460, 0x2474), 0xA0}
    codes |= set(range(0x4E00, 0x9FA6))
    names = [".notdef", *(f"u{code:04X}" for code in sorted(codes))]
    wide, narrow = _box(900), _box(420)
    builder = FontBuilder(1000, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.updateHead(created=0, modified=0)  # the same font is the same bytes
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({code: f"u{code:04X}" for code in codes})
    is_wide = {f"u{code:04X}": code > 0xFF for code in codes}
    builder.setupGlyf({name: wide if is_wide.get(name) else narrow for name in names})
    builder.setupHorizontalMetrics(
        {name: (1000 if is_wide.get(name) else 500, 40) for name in names}
    )
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": BOX_FONT, "styleName": "Regular", "psName": BOX_FONT})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, sCapHeight=700)
    builder.setupPost()
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def _box(width: int) -> Any:
    pen = TTGlyphPen(None)
    pen.moveTo((40, 0))
    pen.lineTo((40, 800))
    pen.lineTo((width, 800))
    pen.lineTo((width, 0))
    pen.closePath()
    return pen.glyph()


def render_pdf(document: Document, draw: random.Random) -> bytes:
    _register()
    font = draw.choice((CID_FONT, BOX_FONT))
    rules = draw.choice(("all", "all", "all", "all", "horizontal", "none"))
    # Neither a rule nor a number would tell where the cells of a blank table, or block, are.
    if rules == "none" and any(map(_is_blank, document.tables())):
        rules = "all"
    look = _Look(
        font=font,
        rules=rules,
        size=draw.choice((7.5, 8.0, 9.0)),
        padding=draw.choice((2.0, 4.0, 6.0)),
        repeats=draw.random() < 0.4,
        turned=draw.random() < 0.12,
        centred=draw.random() < 0.7,
        vertical=document.options.vertical_stubs,
    )
    try:
        return _print(document, look, draw)
    except LayoutError:
        # With its header above it, a row is higher than a turned page.
        return _print(document, replace(look, turned=False, repeats=False), draw)


def _is_blank(table: Laid) -> bool:
    """Whether rows under one header, of which a table has several, hold no number."""
    has_number: list[bool] = []
    was_head = False
    for row in table.rows:
        is_head = any(cell.kind == "head" for cell in row)
        if not has_number or (is_head and not was_head):
            has_number.append(False)
        has_number[-1] |= any(cell.text for cell in row if cell.kind == "number")
        was_head = is_head
    return not all(has_number)


def _print(document: Document, look: _Look, draw: random.Random) -> bytes:
    width, height = A4
    upright = PageTemplate(
        "upright",
        [Frame(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN, 0, 0, 0, 0)],
        onPage=_page_number,
    )
    turned = PageTemplate(
        "turned",
        [Frame(MARGIN, MARGIN, height - 2 * MARGIN, width - 2 * MARGIN, 0, 0, 0, 0)],
        onPage=_turn,
        pagesize=(height, width),  # reportlab swaps them for a turned page
    )
    turned.rotation = 90
    buffer = io.BytesIO()
    template = BaseDocTemplate(buffer, pagesize=A4, invariant=1, title=document.title)
    template.addPageTemplates([upright, turned])
    template.build(list(_flow(document, look, draw)))
    return buffer.getvalue()


def _page_number(canvas: Any, template: Any) -> None:
    canvas.setFont(CID_FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 28, f"- {template.page} -")


def _turn(canvas: Any, _: Any) -> None:
    """A page that is shown turned by a quarter: what is drawn lies along its long side."""
    canvas.translate(A4[0], 0)
    canvas.rotate(90)


def _styles(look: _Look) -> dict[str, Any]:
    body = ParagraphStyle(
        "body", fontName=look.font, fontSize=11, leading=18, firstLineIndent=22, wordWrap="CJK"
    )
    return {
        "body": body,
        "menu": body,
        "foot": body,
        "heading": ParagraphStyle("heading", parent=body, fontSize=12, spaceBefore=4),
        "title": ParagraphStyle(
            "title", parent=body, fontSize=18, leading=28, alignment=1, firstLineIndent=0
        ),
        "right": ParagraphStyle("right", parent=body, alignment=2),
    }


def _flow(document: Document, look: _Look, draw: random.Random) -> Iterable[Any]:
    styles = _styles(look)
    is_turned = False
    for block in document.blocks:
        if look.turned and isinstance(block, Laid) != is_turned:
            is_turned = not is_turned
            yield NextPageTemplate("turned" if is_turned else "upright")
            yield PageBreak()
        if isinstance(block, Laid):
            yield _Sheet(block, look)
            yield Spacer(1, draw.choice((4, 10, 30)))
        elif isinstance(block, Said):
            yield Paragraph(escape(block.text), styles[block.kind])
        else:
            yield PageBreak()


class _Sheet(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A table that fills the page and goes on: merged labels are torn in two there."""

    def __init__(self, laid: Laid, look: _Look) -> None:
        super().__init__()
        self.laid, self.look = laid, look

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        self.table = _table(self.laid, self.look, available_width)
        size: tuple[float, float] = self.table.wrap(available_width, 10_000)
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
        repeated = self.laid.header if self.look.repeats else 0
        # Half of a torn label may need a higher row than the whole did.
        for at in range(min(fitting, len(self.laid.rows) - 1), self.laid.header, -1):
            upper, lower = (_Sheet(part, self.look) for part in torn(self.laid, at, repeated))
            if upper.wrap(available_width, 0)[1] <= available_height:
                return [upper, lower]
        return []


def _table(laid: Laid, look: _Look, width: float) -> Any:
    columns = laid.columns
    shares = list(laid.widths)
    if len(shares) != columns:
        shares = [1 / columns] * columns
    if look.vertical and len(shares) == 10:
        shares[2] += shares[1] - STUB_WIDTH / width
        shares[1] = STUB_WIDTH / width
    if len(shares) == 10:
        shares[2] += shares[0] - STUB_WIDTH / width
        shares[0] = STUB_WIDTH / width
    widths = [share * width / sum(shares) for share in shares]
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), look.padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), look.padding),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]
    if look.rules == "all":
        style.append(("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)))
    grid: list[list[Any]] = [[""] * columns for _ in laid.rows]
    for r, c, cell in laid.places():
        last = (c + cell.across - 1, min(r + cell.down, len(laid.rows)) - 1)
        if look.rules == "horizontal":
            style += [("LINEABOVE", (c, r), (last[0], r), 0.5, (0, 0, 0))]
            style += [("LINEBELOW", (c, last[1]), last, 0.5, (0, 0, 0))]
        grid[r][c] = Paragraph(escape(cell.text), _cell_style(cell, look)) if cell.text else ""
        style.append(("SPAN", (c, r), last))
    return Table(grid, colWidths=widths, style=style)


def _cell_style(cell: Cell, look: _Look) -> Any:
    is_long = cell.kind == "label" and len(cell.text) > 8
    return ParagraphStyle(
        "cell",
        fontName=look.font,
        fontSize=look.size,
        leading=look.size + 2.5,
        wordWrap="CJK",
        alignment=1 if look.centred and not is_long else 0,
        # Reportlab hangs a comma out of a full line: it must not end up in the next cell.
        rightIndent=look.size if is_long else 0,
    )


def render_scan(document: Document, draw: random.Random) -> bytes:
    """Pictures of pages: no character can be read without a reader of pictures."""
    pages = pypdfium2.PdfDocument(render_pdf(document, draw))
    images = [page.render(scale=SCAN_SCALE).to_pil().convert("L") for page in pages]
    pages.close()
    buffer = io.BytesIO()
    first, *rest = [image.convert("1", dither=Image.Dither.NONE) for image in images]
    day = time.gmtime(0)
    first.save(
        buffer,
        "PDF",
        save_all=True,
        append_images=rest,
        resolution=110.0,
        creationDate=day,
        modDate=day,
    )
    return buffer.getvalue()
