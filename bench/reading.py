"""Speed of reading documents, beside that of the libraries that others would read them with.

Gives `bench.run` rows of documents or pages a second and core, that is of processor time of one
process, each the fastest of ROUNDS in which every reader had the same files: whatever else the
machine does empties the caches and only adds. What is compared with what stands in the remarks.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

import docx
import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
from lxml import html as lxml_html

from bench.documents import reports
from bench.measure import Measure
from extract.extraction import read_bytes
from extract.figures import figure_rows
from extract.forms import read_forms
from extract.metadata import read_metadata
from extract.readers import read_bytes as read_blocks
from flows.workers import rare_collections

ROUNDS: Final = 5
HTML_REPORTS: Final = 60
OTHER_REPORTS: Final = 8
FASTEST_HTML_TABLES: Final = 300
FASTEST_HTML: Final = 100
FASTEST_PDF: Final = 20
TIMES_PDFPLUMBER: Final = 5
FASTEST_DOCX: Final = 30

File = tuple[str, bytes]
Read = Callable[[str, bytes], Any]


def _read_tables(name: str, data: bytes) -> None:
    """Everything but the sentences."""
    document, _ = read_blocks(name, data)
    read_metadata(document)
    figure_rows(document, read_forms(document).figures, [])


def _parse_html(_: str, data: bytes) -> None:
    lxml_html.document_fromstring(data)


def _read_words(_: str, data: bytes) -> None:
    """Text of all paragraphs and cells, as python-docx gives it."""
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        _ = paragraph.text
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text


def _find_tables(_: str, data: bytes) -> None:
    """Tables of all pages, as pdfplumber gives them."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()


def measure_reading(say: Callable[[str], None]) -> list[Measure]:
    """All rows. `say` is told how far it has come."""
    with rare_collections():  # as the processes that read for a refresh
        return _measure(say)


def _measure(say: Callable[[str], None]) -> list[Measure]:
    say("reading HTML")
    pages = reports("html", HTML_REPORTS)
    tables, whole, parsed = _rates([_read_tables, read_bytes, _parse_html], pages, len(pages))
    say("reading PDF")
    prints = reports("pdf", OTHER_REPORTS)
    count = sum(len(pypdfium2.PdfDocument(data)) for _, data in prints)
    (pdf,) = _rates([read_blocks], prints, count)
    # A table finder is quick where there are no tables; it is compared where there are.
    forms = reports("pdf", OTHER_REPORTS, characters=0)
    form_count = sum(len(pypdfium2.PdfDocument(data)) for _, data in forms)
    pdf_forms, plumbed = _rates([read_blocks, _find_tables], forms, form_count)
    say("reading DOCX")
    words = reports("docx", OTHER_REPORTS)
    word, python_docx = _rates([read_bytes, _read_words], words, len(words))
    return [
        Measure.at_least(
            "HTML, tables alone",
            tables,
            FASTEST_HTML_TABLES,
            "documents/s/core",
            f"lxml alone parses {parsed:.0f}, {parsed / tables:.1f} x",
        ),
        Measure.at_least(
            "HTML with prose",
            whole,
            FASTEST_HTML,
            "documents/s/core",
            f"lxml alone parses {parsed:.0f}, {parsed / whole:.1f} x",
        ),
        Measure.at_least(
            "PDF, text and tables",
            pdf,
            FASTEST_PDF,
            "pages/s/core",
            f"{count} pages of whole reports",
        ),
        Measure.at_least(
            "PDF / pdfplumber's table finder",
            pdf_forms / plumbed,
            TIMES_PDFPLUMBER,
            "x",
            f"{pdf_forms:.1f} / {plumbed:.1f} pages/s/core; {form_count} pages of tables",
        ),
        Measure.at_least(
            "DOCX with prose",
            word,
            FASTEST_DOCX,
            "documents/s/core",
            f"python-docx alone gives its text at {python_docx:.1f}, {word / python_docx:.1f} x",
        ),
    ]


def _rates(reads: Sequence[Read], files: Sequence[File], count: int) -> list[float]:
    """For each way to read: documents or pages (`count` in all files) a second of processor time.

    The ways take turns, so that what else the machine does slows all of them.
    """
    for read in reads:  # imports and caches
        read(*files[0])
    seconds: list[list[float]] = [[] for _ in reads]
    for _ in range(ROUNDS):
        for read, taken in zip(reads, seconds, strict=True):
            began = time.process_time()
            for name, data in files:
                read(name, data)
            taken.append(time.process_time() - began)
    return [count / min(taken) for taken in seconds]
