"""The second reading of a page, by pdfplumber: slow, for pages that pdfium does not make out.

Used by `extract.readers.pdf` where a page's rules make no regular grid or where pdfium does not
know the characters of its fonts; and by the tests, as the reference of what a table holds.
"""

from __future__ import annotations

import io
import logging
from typing import Any, Final

import pdfplumber

from extract.document import Box
from extract.readers.pdf_page import UNMAPPED, Char, Page

# pdfminer tells of every odd font on the log; what matters is in the notes.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

MOST_EDGES: Final = 20_000  # on a page: a map or a drawing, no table


def read_page(data: bytes, first: Page) -> tuple[Page, list[list[Box]]] | None:
    """The page's characters and the cell boxes of its tables; None where it reads less of it."""
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[first.number]) as pdf:
            page = pdf.pages[0].dedupe_chars(tolerance=1)  # bold by printing twice
            if (page.width, page.height) != (first.width, first.height):
                return None  # cropped: its coordinates are not those of the page as displayed
            chars = [_char(char) for char in page.chars]
            boxes = [list(table.cells) for table in tables_of(page)]
    except Exception:  # pdfminer raises what it meets: KeyError, struct.error, its own
        return None
    unmapped = sum(char.text == UNMAPPED for char in chars)
    if not chars or unmapped > first.unmapped or sum(map(len, boxes)) == 0:
        return None
    return Page(first.number, first.width, first.height, chars, unmapped=unmapped), boxes


def tables_of(page: Any) -> list[Any]:
    """pdfplumber's own tables of one of its pages."""
    return page.find_tables() if len(page.edges) <= MOST_EDGES else []


def _char(char: dict[str, Any]) -> Char:
    text = char["text"]
    if text.startswith("(cid:") or len(text) != 1:
        text = text if len(text) == 1 else UNMAPPED
    a, b = char["matrix"][:2]
    turn = 0 if a > 0 and abs(b) < 0.1 * a else 3 if b > 0 else 1 if b < 0 else 2
    return Char(
        " " if text.isspace() else text,
        char["x0"], char["top"], char["x1"], char["bottom"], char["size"], turn,
    )  # fmt: skip
