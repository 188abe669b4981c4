"""PDF: the fast reader against pdfplumber, and layouts that only the fast one makes out."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from extract.document import Document, Table
from extract.extraction import read_bytes as extract_bytes
from extract.readers import pdf as reader
from extract.readers import read_bytes
from extract.readers.pdf_grid import find_grids
from extract.readers.pdf_page import Page
from extract.readers.pdf_plumber import tables_of
from tests.extract import layouts, pdfs

SAMPLES = sorted((Path(__file__).parents[2] / "sample_reports").glob("*.pdf"))
REPORT = layouts.make_report("2021", seed=4)


def generated() -> list[tuple[str, bytes]]:
    return [
        ("plain", pdfs.make_pdf(REPORT)),
        ("repeated header", pdfs.make_pdf(REPORT, repeated=3, gap=400)),
        ("cut", pdfs.make_pdf(REPORT, gap=330)),
        *((path.stem, path.read_bytes()) for path in SAMPLES),
    ]


def pages_of(data: bytes) -> list[Page]:
    return reader._pages(data)[0]


@pytest.mark.parametrize(("name", "data"), generated(), ids=lambda value: str(value)[:12])
def test_the_same_cells_as_pdfplumber(name: str, data: bytes) -> None:
    """Each cell box of pdfplumber, to two points, with the same characters in it."""
    seen = 0
    pages = pages_of(data)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page, other in zip(pages, pdf.pages, strict=True):
            boxes = [box for grid in find_grids(page.horizontals, page.verticals)
                     for box in grid.boxes]  # fmt: skip
            theirs = [box for table in tables_of(other) for box in table.cells]
            assert len(boxes) == len(theirs)
            assert not [box for box in boxes if not any(near(box, one) for one in theirs)]
            seen += len(boxes)
            ours = "".join(sorted(char.text for char in page.chars if char.text != " "))
            assert ours == "".join(sorted("".join(c["text"] for c in other.chars).replace(" ", "")))
    assert seen or "sichuan" in name


def near(ours: Any, theirs: Any) -> bool:
    """Each finds the middle of a line in its own way."""
    return all(abs(a - b) < 2 for a, b in zip(ours, theirs, strict=True))


def words_in(data: bytes, page: int, box: Any) -> str:
    x0, top, x1, bottom = box
    return "".join(
        char.text
        for char in pages_of(data)[page - 1].chars
        if x0 - 0.1 <= (char.x0 + char.x1) / 2 <= x1 + 0.1
        and top <= (char.top + char.bottom) / 2 <= bottom
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_figure_leads_to_its_box(path: Path) -> None:
    """The characters that lie in the box of a figure are its text, in prose and in tables."""
    data = path.read_bytes()
    figures = extract_bytes(path.name, data).figures
    assert {figure["method"] for figure in figures} <= {"table", "prose"}
    assert any(figure["method"] == "prose" for figure in figures)
    for figure in figures:
        place = json.loads(figure["locator"])
        assert place["page"] == figure["page"]
        boxes = place["bbox"] if isinstance(place["bbox"][0], list) else [place["bbox"]]
        found = "".join(words_in(data, figure["page"], box) for box in boxes)
        assert found.replace(" ", "") == figure["value_text"].replace(" ", "")


def document(data: bytes) -> Document:
    return read_bytes("a.pdf", data)[0]


def test_a_stretch_over_a_line_end_has_two_boxes() -> None:
    found = document(pdfs.make_pdf(REPORT))
    paragraph = next(one for one in found.paragraphs if len(one.printed) > 1)
    end = paragraph.printed[1].start
    boxes = paragraph.boxes(paragraph.char_start + end - 2, paragraph.char_start + end + 2)
    assert [page for page, _ in boxes] == [1, 1]
    assert boxes[0][1][1] < boxes[1][1][1]
    assert boxes[1][1][0] < boxes[0][1][0]


def test_every_cell_has_its_box(name: str = "a.pdf") -> None:
    """Also where a table has no rules and its rows are read as lines of text."""
    for is_ruled in (True, False):
        found = document(pdfs.make_pdf(REPORT, is_ruled=is_ruled))
        cells = [cell for block in found.blocks if isinstance(block, Table) for cell in block.cells]
        assert cells
        assert all(cell.bbox is not None or not cell.text for cell in cells)
