"""The layouts of `layouts` as PDF, with ruled tables over several pages, or without rules."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from tests.extract import layouts

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
TITLE = ParagraphStyle("title", fontName=FONT, fontSize=18, leading=26, alignment=1, wordWrap="CJK")
BODY = ParagraphStyle(
    "body", fontName=FONT, fontSize=11, leading=18, firstLineIndent=22, wordWrap="CJK"
)
SMALL = ParagraphStyle("cell", fontName=FONT, fontSize=7.5, leading=9, wordWrap="CJK", alignment=1)


def _table(
    rows: list[layouts.SpanRow], widths: list[int], *, is_ruled: bool, repeated: int = 0
) -> Any:
    style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    if is_ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)))
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        c = 0
        for _, down, across in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
            style.append(("SPAN", (c, r), (c + across - 1, r + down - 1)))
            c += across
    data = [[Paragraph(text, SMALL) if text else "" for text in row] for row in layouts.grid(rows)]
    return Table(data, colWidths=widths, style=TableStyle(style), repeatRows=repeated)


def make_pdf(
    report: layouts.Report, *, is_ruled: bool = True, repeated: int = 0, gap: int = 0
) -> bytes:
    """A report of several pages. `repeated`: header rows on each page; `gap` moves the breaks."""
    before, after = layouts.paragraphs(report)
    flow: list[Any] = [Paragraph(before[0], TITLE)]
    flow += [Paragraph(text * (4 if len(text) > 30 else 1), BODY) for text in before[1:]]
    flow += [Spacer(1, gap), Paragraph(layouts.SECTIONS[0], BODY)]
    blocks = [row for block in layouts.disclosure_blocks(report) for row in block]
    flow.append(_table(blocks, [110] * 4, is_ruled=is_ruled))
    flow.append(Paragraph(layouts.SECTIONS[1], BODY))
    requests = layouts.request_rows(report)
    flow.append(_table(requests, [22, 60, 120, *[36] * 7], is_ruled=is_ruled, repeated=repeated))
    flow.append(Paragraph(layouts.SECTIONS[2], BODY))
    flow.append(_table(layouts.appeal_rows(report), [30] * 15, is_ruled=is_ruled))
    flow += [Paragraph(text, BODY) for text in after]

    def foot(canvas: Any, document: Any) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(A4[0] / 2, 30, f"- {document.page} -")

    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(
        flow, onFirstPage=foot, onLaterPages=foot
    )
    return buffer.getvalue()
