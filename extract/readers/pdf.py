"""PDF (.pdf) with a text layer: characters and rules by pdfium, tables from the rules.

Tables that run over a page end are stitched, header rows that the next page repeats are kept once,
paragraphs are rebuilt over line ends and pages, page numbers and running heads are dropped. Where
pdfium cannot read a page, or its rules make no regular grid, pdfplumber reads it (`pdf_plumber`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from extract.document import Box, rounded
from extract.notes import Note, UnreadableDocumentError
from extract.readers import ocr
from extract.readers.blocks import BlockBuilder, squeeze
from extract.readers.pdf_columns import Columns
from extract.readers.pdf_fonts import stand_in_fonts
from extract.readers.pdf_grid import grids_and_rest
from extract.readers.pdf_lines import (
    TextLine,
    add_run,
    in_reading_order,
    left_margin,
    printed_lines,
)
from extract.readers.pdf_page import Char, Page, Rule, read_page, turned_box
from extract.readers.pdf_table import TableDraft, continue_table, is_as_broad, table_of
from extract.readers.pdf_unruled import Unruled, unruled_tables

MEDIA_TYPE = "application/pdf"

MOST_PAGES: Final = 80  # the longest provincial report has some 50
FEWEST_CHARACTERS: Final = 20  # a page; fewer on average, and the pages are pictures
MARGIN_BAND: Final = 0.09  # of the page's height, above and below: page numbers, running heads
FEWEST_REPEATS: Final = 3  # pages with the same line at the edge: a running head
MOST_UNMAPPED: Final = 0.3  # of a page's characters: its font does not tell what it prints
MOST_IRREGULAR: Final = 2  # areas of one page's tables that are no rectangles
LEAST_PICTURE: Final = 0.3  # of a page; a smaller one is a seal or a logo
END_WITHIN: Final = 2048  # bytes; some programs write a few after the end


_OCR_ACTION: Final = (
    "find an edition with text, or install the extra that reads pictures: pip install gongkai[ocr]"
)
_PAGE_NUMBER = re.compile(
    r"^[-–—―－·\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/,，共]+\s*\d{1,3}\s*页?)?[-–—―－·\s]*$"
)


_Item = TableDraft | TextLine


def read(data: bytes, builder: BlockBuilder) -> tuple[dict[str, str], list[Note]]:
    """Append the document's blocks to the builder; give what it declares of itself, and notes."""
    pages, declared = _pages(data)
    notes = [*_notes(pages), *_end_missing(data)]
    builder.recognised_pages |= {page.number for page in pages if page.is_ocr}
    items = _flow(_items_of_pages(pages, data))
    _add_items(builder, _stitch(items))
    return declared, notes


def _unreadable(code: str, expected: str, found: str) -> UnreadableDocumentError:
    actions = {
        "password": "remove the password and read it again",
        "no_text_layer": f"it is a scan: {_OCR_ACTION}",
        "too_long": "take the annual report out of the volume",
        "damaged_pdf": "fetch the document again",
    }
    return UnreadableDocumentError(
        Note("error", code, "whole file", expected, found, actions[code])
    )


# --- the file -----------------------------------------------------------------------------------


def _pages(data: bytes) -> tuple[list[Page], dict[str, str]]:
    """Every page as printed. The file is open no longer than this takes."""
    with stand_in_fonts():
        return _open_pages(data)


def _open_pages(data: bytes) -> tuple[list[Page], dict[str, str]]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise _unreadable(
                "password", "a PDF that opens", "one that asks for a password"
            ) from error
        raise _unreadable("damaged_pdf", "a whole PDF", str(error)) from error
    try:
        count = len(pdf)
        if count > MOST_PAGES:
            raise _unreadable("too_long", f"at most {MOST_PAGES} pages", f"{count} pages")
        if pdf.get_formtype() != pdfium.FORMTYPE_NONE:
            pdf.init_forms()
        pages = [_open_page(pdf, number) for number in range(count)]
        if not any(page.is_read for page in pages):
            raise _unreadable("damaged_pdf", "pages that can be read", f"none of {count}")
        title = _title(pdf)
    except pypdfium2.PdfiumError as error:
        raise _unreadable("damaged_pdf", "a whole PDF", str(error)) from error
    finally:
        pdf.close()
    characters = sum(len(page.chars) for page in pages)
    if not characters or (characters < FEWEST_CHARACTERS * count and any(map(_is_picture, pages))):
        raise _unreadable(
            "no_text_layer", "a text layer", f"{characters} characters on {count} pages"
        )
    return pages, {"title": title} if title else {}


def _title(pdf: Any) -> str:
    try:
        return squeeze(pdf.get_metadata_value("Title"))
    except UnicodeDecodeError:  # half a character: the title in the text is what counts
        return ""


def _open_page(pdf: Any, index: int) -> Page:
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:  # the others may be whole
        return Page(index + 1, 0, 0, is_read=False)
    try:
        if pdf.formenv is not None and _print_fields(page):
            page.close()
            page = pdf[index]
        found = read_page(page, index + 1)
        return (
            ocr.read_page(page, index + 1) if _is_picture(found) and ocr.is_installed() else found
        )
    finally:
        page.close()


def _print_fields(page: Any) -> bool:
    """Make the values of form fields part of the page, and nothing else that lies on it."""
    fields = 0
    for number in reversed(range(pdfium.FPDFPage_GetAnnotCount(page.raw))):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        is_field = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
        pdfium.FPDFPage_CloseAnnot(annotation)
        if is_field:
            fields += 1
        else:
            pdfium.FPDFPage_RemoveAnnot(page.raw, number)
    if not fields:
        return False
    flattened = pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    return bool(flattened == pdfium.FLATTEN_SUCCESS)


def _notes(pages: Sequence[Page]) -> list[Note]:
    notes = []
    for concerned, code, expected, found, action in (
        (
            [page for page in pages if not page.is_read],
            "unreadable_page", "a page that can be read", "a damaged one",
            "fetch the document again",
        ),
        (
            [page for page in pages if _is_picture(page)],
            "picture_page", "printed text", "a picture of a page",
            f"its figures are missing; {_OCR_ACTION}",
        ),
        (
            [page for page in pages if page.is_ocr],
            "recognised_page", "printed text", "a picture of a page, read by character recognition",
            "its figures count only where the form's own sums prove them; its sentences do not",
        ),
        (
            [page for page in pages if page.invisible],
            "ocr_text_layer", "printed text",
            "an unprinted text layer, as programs lay it under a scanned picture",
            "compare the figures with the picture; the layer may be misread",
        ),
        (
            [page for page in pages if page.unmapped and not page.is_ocr],
            "unmapped_characters", "fonts that tell which character each glyph is",
            f"{sum(page.unmapped for page in pages if not page.is_ocr)} glyphs without one",
            "find another edition; cells with such glyphs are illegible",
        ),
    ):  # fmt: skip
        if concerned:
            numbers = ", ".join(str(page.number) for page in concerned)
            notes.append(Note("warning", code, f"page {numbers}", expected, found, action))
    return notes


def _is_picture(page: Page) -> bool:
    return len(page.chars) < FEWEST_CHARACTERS and page.pictures > LEAST_PICTURE and not page.is_ocr


def _end_missing(data: bytes) -> list[Note]:
    if b"%%EOF" in data[-END_WITHIN:]:
        return []
    return [
        Note(
            "warning", "truncated_pdf", "end of the file", "the mark that ends a PDF", "none",
            "fetch the document again; pages may be missing",
        )
    ]  # fmt: skip


# --- one page ---------------------------------------------------------------------------------


def _items_of_pages(pages: Iterable[Page], data: bytes) -> list[tuple[float, list[_Item]]]:
    """Each page's height, and its tables and text lines from top to bottom."""
    found: list[tuple[float, list[_Item]]] = []
    before: Columns | None = None
    above: _Sheet | None = None
    for page in pages:
        turn = _turn(page)
        # Turned back, its coordinates would not be those of a second reading.
        sheet = _sheet(page.turned(turn) if turn else page, None if turn else data)
        items, unruled = _items(sheet, before)
        if above is not None and unruled.first is not None and not unruled.goes_on:
            # What stands alone at the end of the page before may be the first rows of this table.
            earlier, begun = _items(above, above.before, unruled.first)
            if begun.last is not None and begun.last.are_those_of(unruled.first):
                found[-1] = (above.page.height, _back(earlier, above))
                items, unruled = _items(sheet, begun.last)
        sheet.turn, sheet.before = turn, before
        found.append((sheet.page.height, _back(items, sheet)))
        before, above = unruled.last, sheet
    return found


def _back(items: Sequence[_Item], sheet: _Sheet) -> list[_Item]:
    if not sheet.turn:
        return list(items)
    return [_turned_back(item, sheet.turn, sheet.page) for item in items]


def _turn(page: Page) -> int:
    """How most of the page's text lies: a broad table is also printed along a tall page."""
    turns = Counter(char.turn for char in page.chars if char.turn >= 0)
    return turns.most_common(1)[0][0] if turns.keys() - {0} else 0


def _turned_back(item: _Item, turn: int, page: Page) -> _Item:
    """The item with its boxes on the page as it is displayed."""

    def back(box: Box) -> Box:
        return turned_box(box, -turn % 4, page.width, page.height)

    if isinstance(item, TextLine):
        return replace(item, boxes=[back(box) for box in item.boxes])
    cells = [
        replace(cell, bbox=rounded(back(cell.bbox))) if cell.bbox else cell for cell in item.cells
    ]
    return replace(item, cells=cells)


@dataclass(slots=True)
class _Sheet:
    """A page whose ruled tables are read."""

    page: Page  # upright
    tables: list[TableDraft]
    chars: Sequence[Char]  # that are in none of them
    rules: list[Rule]  # horizontal ones that no vertical one meets
    turn: int = 0
    before: Columns | None = None  # of a table without rules that ends the page before


def _sheet(page: Page, data: bytes | None) -> _Sheet:
    """`data`: the file, for a second reading of the page where the first is doubtful."""
    grids, rest = grids_and_rest(page.horizontals, page.verticals)
    boxes_of = [grid.boxes for grid in grids]
    is_doubtful = (
        sum(grid.irregular for grid in grids) > MOST_IRREGULAR
        or page.unmapped > MOST_UNMAPPED * len(page.chars)
        or page.lost > 0
    )
    if is_doubtful and data is not None:
        second = _second_reading(data, page)
        if second is not None:
            page, boxes_of = second
    chars: Sequence[Char] = [char for char in page.chars if char.turn >= 0]  # slanted: a watermark
    tables: list[TableDraft] = []
    for boxes in boxes_of:
        draft, chars = table_of(boxes, chars, page.number)
        if draft is not None:
            tables.append(draft)
    return _Sheet(page, tables, chars, rest)


def _items(
    sheet: _Sheet, before: Columns | None, after: Columns | None = None
) -> tuple[list[_Item], Unruled]:
    """Everything on a page from top to bottom, and its tables without rules. `before`, `after`:
    the columns of such a table on the pages beside it."""
    page, chars, tables = sheet.page, sheet.chars, list(sheet.tables)
    lines = printed_lines(chars, page.number)
    unruled = unruled_tables(
        _without_page_number(lines, page.height), sheet.rules, page.width, before, after
    )
    for number, boxes in enumerate(unruled.tables):
        draft, chars = table_of(boxes, chars, page.number, is_ruled=False)
        if draft is not None:
            draft.goes_on = unruled.goes_on and not number
            tables.append(draft)
    if unruled.tables:
        lines = printed_lines(chars, page.number)
    items: list[_Item] = [*tables, *in_reading_order(lines)]
    return sorted(items, key=lambda item: item.place), unruled


def _second_reading(data: bytes, page: Page) -> tuple[Page, list[list[Box]]] | None:
    """The page as pdfplumber reads it, if it knows more of its characters or rules."""
    from extract.readers import pdf_plumber  # noqa: PLC0415 (slow to import, seldom needed)

    return pdf_plumber.read_page(data, page)


# --- over the pages ---------------------------------------------------------------------------


def _flow(pages: Sequence[tuple[float, list[_Item]]]) -> list[_Item]:
    """All items in reading order without page numbers and running heads."""
    at_edge: Counter[str] = Counter()
    for height, items in pages:
        for item in items:
            if isinstance(item, TextLine) and _at_edge(item, height):
                at_edge[re.sub(r"\d+", "#", item.text)] += 1

    def is_furniture(item: _Item, height: float) -> bool:
        if not isinstance(item, TextLine) or not _at_edge(item, height):
            return False
        repeats = at_edge[re.sub(r"\d+", "#", item.text)]
        return _is_page_number(item, height) or repeats >= FEWEST_REPEATS

    kept: list[_Item] = []
    for height, items in pages:
        # Only from the edges inwards: a number alone on a line may also be one of a table.
        first, end = 0, len(items)
        while first < end and is_furniture(items[first], height):
            first += 1
        while end > first and is_furniture(items[end - 1], height):
            end -= 1
        kept += items[first:end]
    return kept


def _without_page_number(lines: Sequence[TextLine], height: float) -> Sequence[TextLine]:
    """Only at the edges: a number alone on a line may also be one of a table."""
    first, end = 0, len(lines)
    while first < end and _is_page_number(lines[first], height):
        first += 1
    while end > first and _is_page_number(lines[end - 1], height):
        end -= 1
    return lines[first:end]


def _is_page_number(line: TextLine, height: float) -> bool:
    return _at_edge(line, height) and _PAGE_NUMBER.match(line.text) is not None


def _at_edge(line: TextLine, height: float) -> bool:
    return line.bottom < MARGIN_BAND * height or line.top > (1 - MARGIN_BAND) * height


def _stitch(items: Sequence[_Item]) -> list[_Item]:
    """Tables that a page end cut are one table again."""
    stitched: list[_Item] = []
    for item in items:
        last = stitched[-1] if stitched else None
        if (
            isinstance(item, TableDraft)
            and isinstance(last, TableDraft)
            and item.page > last.last_page  # pages between them are blank
            and (item.goes_on or is_as_broad(last, item))
        ):
            continue_table(last, item)
        else:
            stitched.append(item)
    return stitched


def _add_items(builder: BlockBuilder, items: Sequence[_Item]) -> None:
    """Tables as they are; runs of text lines as paragraphs, or as a table without rules."""
    left = left_margin(item for item in items if isinstance(item, TextLine))
    run: list[TextLine] = []
    for item in items:
        if isinstance(item, TextLine):
            run.append(item)
            continue
        add_run(builder, run, left)
        run = []
        for cell in item.cells:
            cell.column += 1  # from 1 from here on
        builder.add_table(item.cells, page=item.page)
    add_run(builder, run, left)
