"""PDF: one table, drawn in every way that programs draw tables; always the same cells."""

from __future__ import annotations

import pytest

from extract.document import Box, Document
from extract.readers import pdf as reader
from extract.readers import read_bytes
from tests.extract import pdf_layouts
from tests.extract.pdf_layouts import CELLS, LAYOUTS


def cells_of(found: Document) -> list[tuple[str, int, int, int, int]]:
    (table,) = found.tables
    return [
        (cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_table_is_read(name: str) -> None:
    found, notes = read_bytes("a.pdf", pdf_layouts.make(LAYOUTS[name]))
    assert cells_of(found) == list(CELLS)
    assert [paragraph.text[:4] for paragraph in found.paragraphs] == ["下面这张", "上面的数"]
    assert not notes


def words_in(data: bytes, box: Box) -> str:
    """The characters of the first page, as it is displayed, whose middle is in the box."""
    x0, top, x1, bottom = box
    return "".join(
        char.text
        for char in reader._pages(data)[0][0].chars
        if x0 <= (char.x0 + char.x1) / 2 <= x1 and top <= (char.top + char.bottom) / 2 <= bottom
    )


SHEETS = {
    "cropped": pdf_layouts.cropped(),
    **{f"page turned {n}": pdf_layouts.turned(n, is_page_turned=True) for n in (0, 1, 2, 3)},
    **{f"text turned {n}": pdf_layouts.turned(n, is_page_turned=False) for n in (1, 2, 3)},
}


@pytest.mark.parametrize("name", SHEETS)
def test_however_the_sheet_lies(name: str) -> None:
    """The cells are the same, and the boxes are those of the page as it is displayed."""
    data = SHEETS[name]
    found, _ = read_bytes("a.pdf", data)
    assert cells_of(found) == list(CELLS)
    assert [paragraph.text[:4] for paragraph in found.paragraphs] == ["下面这张", "上面的数"]
    for cell in found.tables[0].cells:
        assert cell.bbox
        assert sorted(words_in(data, cell.bbox)) == sorted(cell.text)
    for paragraph in found.paragraphs:
        ((_, box),) = paragraph.boxes(paragraph.char_start, paragraph.char_start + 6)
        assert sorted(words_in(data, box)) == sorted(paragraph.text[:6])


def test_three_rules() -> None:
    """Blank cells are cells: the columns are those of the other rows."""
    found, _ = read_bytes("a.pdf", pdf_layouts.make(pdf_layouts.three_rules))
    cells = [cell[0] for cell in cells_of(found)]
    assert cells == [text for row in pdf_layouts.THREE_RULES for text in row]
    assert found.tables[0].is_grid


def test_the_last_row_alone_on_a_page() -> None:
    """Two rules and one row between them, as a page end leaves it."""

    def draw(paper: pdf_layouts.Canvas) -> None:
        for y in (700, 680):
            paper.line(60, y, 500, y)
        for x, text in ((70, "最后一项"), (250, "条"), (420, "61")):
            paper.drawString(x, 686, text)

    found, _ = read_bytes("a.pdf", pdf_layouts.make(draw))
    assert [cell[0] for cell in cells_of(found)] == ["最后一项", "条", "61"]
    assert found.tables[0].is_grid
