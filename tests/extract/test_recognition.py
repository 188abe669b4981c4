"""Pages that are pictures: what sums prove is taken, everything else is a note."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from extract import read_bytes
from extract.document import Document, Table
from extract.extraction import Extraction, _extract
from extract.notes import UnreadableDocumentError
from extract.readers import ocr
from extract.readers import read_bytes as read_document
from extract.sources import NO_SOURCE
from tests.extract import layouts, pdfs
from tests.extract.reading import codes, expected, table_values

SAMPLE = Path(__file__).parents[2] / "sample_reports" / "huaian_2024.pdf"
REPORT = layouts.make_report("2021", seed=4)


def recognised(report: layouts.Report, change: dict[str, str] | None = None) -> Extraction:
    """A report as if it had been read from pictures, with the text of some cells changed.

    `change`: place of a cell of the second table, as R1C1, to its text.
    """
    document, _ = read_document("a.pdf", pdfs.make_pdf(report))
    blocks = []
    for block in document.blocks:
        if isinstance(block, Table) and block.number == 2:
            cells = [
                replace(cell, text=(change or {}).get(f"R{cell.row}C{cell.column}", cell.text))
                for cell in block.cells
            ]
            block = replace(block, cells=tuple(cells))  # noqa: PLW2901
        blocks.append(block)
    pages = frozenset(range(1, 9))
    return _extract(
        replace(document, blocks=tuple(blocks), recognised_pages=pages), [], NO_SOURCE, None
    )


def place_of(line: str, column: str) -> str:
    """Where the number of a line and column stands in the second table."""
    for row in read_bytes("a.pdf", pdfs.make_pdf(REPORT)).figures:
        if (row["line_code"], row["column_code"]) == (line, column):
            return str(json.loads(row["locator"])["cell"])
    raise AssertionError(line)


def test_what_the_sums_prove_is_taken() -> None:
    found = recognised(REPORT)
    wanted = {key: value for key, value in expected(REPORT).items() if key[0][0] in "BC"}
    assert table_values(found) == wanted
    assert len(wanted) > 100
    assert all(json.loads(row["locator"])["ocr"] for row in found.figures)
    assert "unproven_recognition" in codes(found)


def test_no_sentence_of_a_picture_gives_a_figure() -> None:
    printed = read_bytes(SAMPLE.name, SAMPLE.read_bytes())
    document, _ = read_document(SAMPLE.name, SAMPLE.read_bytes())
    found = _extract(
        replace(document, recognised_pages=frozenset(range(1, 9))), [], NO_SOURCE, None
    )
    assert any(row["method"] == "prose" for row in printed.figures)
    assert not any(row["method"] == "prose" for row in found.figures)


@pytest.mark.parametrize("misread", ["8", "\ufffd"])
def test_what_is_misread_or_illegible_is_not_taken(misread: str) -> None:
    """With a misread number its row and its column go, which do not tie any more."""
    place = place_of("B3.3.1", "commercial")
    found = recognised(REPORT, {place: misread + "8" if misread == "8" else misread})
    values = table_values(found)
    assert ("B3.3.1", "commercial") not in values
    right = expected(REPORT)
    assert all(values[key] == right[key] for key in values)
    assert len(values) > 100


def test_a_digit_misread_alike_in_a_part_and_its_total_is_not_taken() -> None:
    """Its row ties; its columns do not."""
    row = next(
        code for code, cells in REPORT.requests.items() if cells[0] == cells[6] and cells[0] != "0"
        and code.startswith("B3.")
    )  # fmt: skip
    change = {place_of(row, column): "77" for column in ("natural_person", "total")}
    values = table_values(recognised(REPORT, change))
    assert (row, "natural_person") not in values
    assert (row, "total") not in values


def scan(pages: int, skew: float) -> bytes:
    """The first pages of a sample as pictures, turned a little as on a scanner."""
    pdf = pypdfium2.PdfDocument(SAMPLE)
    images = [
        pdf[number].render(scale=150 / 72).to_pil().convert("L")
        .rotate(skew, fillcolor=255, resample=3)
        for number in range(pages)
    ]  # fmt: skip
    pdf.close()
    buffer = io.BytesIO()
    images[0].save(buffer, "PDF", save_all=True, append_images=images[1:], resolution=150)
    return buffer.getvalue()


@pytest.mark.skipif(ocr.is_installed(), reason="the extra that reads pictures is installed")
def test_without_the_extra_the_note_says_how_to_get_it() -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_document("a.pdf", scan(1, 0))
    assert caught.value.note.code == "no_text_layer"
    assert "gongkai[ocr]" in caught.value.note.action


@pytest.mark.skipif(not ocr.is_installed(), reason="the extra that reads pictures is absent")
def test_a_scan_gives_what_its_sums_prove() -> None:
    found = read_bytes(SAMPLE.name, scan(2, 0.6))
    right = table_values(read_bytes(SAMPLE.name, SAMPLE.read_bytes()))
    values = table_values(found)
    assert {key: value for key, value in values.items() if right[key] != value} == {}
    assert len(values) > 90  # the table goes on on the third page
    assert {"recognised_page", "unproven_recognition"} <= codes(found)


def test_pictures_are_told_apart_from_print() -> None:
    document: Document = read_document("a.pdf", pdfs.make_pdf(REPORT))[0]
    assert document.recognised_pages == frozenset()
    figures: list[dict[str, Any]] = read_bytes("a.pdf", pdfs.make_pdf(REPORT)).figures
    assert not any("ocr" in json.loads(row["locator"]) for row in figures)
