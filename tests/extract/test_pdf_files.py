"""PDF: what a file may hold besides printed text: forms, remarks, passwords, layers, damage."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]

from extract.notes import UnreadableDocumentError
from extract.readers import read_bytes
from tests.extract import pdf_layouts
from tests.extract.pdf_layouts import CELLS, Canvas
from tests.extract.test_pdf_layouts import cells_of

SAMPLE = Path(__file__).parents[2] / "sample_reports" / "yongchuan_2018.pdf"


def test_the_empty_password_opens() -> None:
    locked = StandardEncryption("", ownerPassword="owner", canModify=0)
    data = pdf_layouts.make(pdf_layouts.cell_by_cell, encrypt=locked)
    assert b"/Encrypt" in data
    assert cells_of(read_bytes("a.pdf", data)[0]) == list(CELLS)


def test_a_password_is_told() -> None:
    locked = StandardEncryption("secret", ownerPassword="owner")
    data = pdf_layouts.make(pdf_layouts.cell_by_cell, encrypt=locked)
    with pytest.raises(UnreadableDocumentError) as caught:
        read_bytes("a.pdf", data)
    assert caught.value.note.code == "password"


def test_values_of_form_fields_are_text_and_remarks_are_not() -> None:
    def draw(paper: Canvas) -> None:
        for _, *place in CELLS:
            x0, bottom, x1, top = pdf_layouts.box_of(*place)
            paper.rect(x0, bottom, x1 - x0, top - bottom)
        pdf_layouts.put_texts(paper, has_fields=True)
        paper.freeTextAnnotation("77 remarks", DA="/Helv 12 Tf", Rect=(100, 600, 200, 640))

    found, _ = read_bytes("a.pdf", pdf_layouts.make(draw))
    assert cells_of(found) == list(CELLS)
    assert "77" not in found.text


def test_a_layer_under_a_picture_is_read_and_told() -> None:
    """A scan whose text a program recognised: nothing of it is printed."""

    data = pdf_layouts.make(pdf_layouts.cell_by_cell, pageCompression=0).replace(
        b" Tf 12 TL", b" Tf 12 TL 3 Tr"
    )
    data = data.replace(b"BT 1 0 0 1", b"BT 3 Tr 1 0 0 1")
    found, notes = read_bytes("a.pdf", data)
    assert cells_of(found) == list(CELLS)
    assert [note.code for note in notes] == ["ocr_text_layer"]


def test_glyphs_without_characters_are_no_digits() -> None:
    """A font that does not tell what it prints: its cells are illegible, and a note says so."""
    found, notes = read_bytes("a.pdf", SAMPLE.read_bytes().replace(b"/ToUnicode", b"/XoUnicode"))
    assert "\ufffd" in found.text
    assert "unmapped_characters" in [note.code for note in notes]


def test_a_page_that_is_a_picture_is_told() -> None:
    def draw(paper: Canvas) -> None:
        pdf_layouts.cell_by_cell(paper)
        paper.showPage()
        paper.drawImage(ImageReader(Image.new("RGB", (40, 50))), 20, 20, 555, 800)
        paper.showPage()

    found, notes = read_bytes("a.pdf", pdf_layouts.make(draw))
    assert cells_of(found) == list(CELLS)
    assert [(note.code, note.place) for note in notes] == [("picture_page", "page 2")]


def test_one_damaged_page_does_not_take_the_others() -> None:
    data = SAMPLE.read_bytes()
    start = data.index(b"/Type /Page\n")
    found, notes = read_bytes("a.pdf", data[:start] + b"/Type /Pane\n" + data[start + 12 :])
    assert found.tables or found.paragraphs
    assert notes


def test_a_file_that_ends_too_soon_is_told() -> None:
    data = SAMPLE.read_bytes()
    with pytest.raises(UnreadableDocumentError) as caught:
        read_bytes("a.pdf", data[: len(data) // 3])
    assert caught.value.note.code == "damaged_pdf"
    _, notes = read_bytes("a.pdf", data.rstrip()[: -len("%%EOF")])
    assert [note.code for note in notes] == ["truncated_pdf"]


def test_pages_without_text_are_a_scan() -> None:
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer)
    for _ in range(3):
        paper.rect(50, 50, 400, 700, fill=1)
        paper.showPage()
    paper.save()
    with pytest.raises(UnreadableDocumentError) as caught:
        read_bytes("a.pdf", buffer.getvalue())
    assert caught.value.note.code == "no_text_layer"
