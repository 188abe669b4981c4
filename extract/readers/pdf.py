"""PDF (.pdf) with a text layer: pdfplumber, with a span grid over the cell boxes.

Tables that run over a page end are stitched, header rows that the next page repeats are kept once,
paragraphs are rebuilt over line ends and pages, page numbers and running heads are dropped.
"""

from __future__ import annotations

import io
import logging
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
from pdfplumber.utils.text import extract_text

from extract.document import Box
from extract.notes import Note, UnreadableDocumentError
from extract.readers.blocks import BlockBuilder, CellDraft, join_lines, squeeze
from extract.readers.flat import Line, add_lines
from extract.values import is_value

MEDIA_TYPE = "application/pdf"

# pdfminer tells of every odd font on the log; what matters is in the notes.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

MOST_PAGES: Final = 80  # the longest provincial report has some 50
FEWEST_CHARACTERS: Final = 20  # a page; fewer on average, and the pages are pictures
MOST_LINES_DRAWN: Final = 20_000  # on a page: a map or a drawing, no table
EDGE_TOLERANCE: Final = 4.0  # points; the two sides of one ruling line
SHIFT_TOLERANCE: Final = 12.0  # points; a table laid out again after a page break
MARGIN_BAND: Final = 0.09  # of the page's height, above and below: page numbers, running heads
FEWEST_REPEATS: Final = 3  # pages with the same line at the edge: a running head

_PAGE_NUMBER = re.compile(
    r"^[-–—―－·\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/,，共]+\s*\d{1,3}\s*页?)?[-–—―－·\s]*$"
)


@dataclass(slots=True)
class _TableDraft:
    """A table of one page, or of several once stitched."""

    cells: list[CellDraft]  # column: index of the left edge in `edges`, from 0
    rows: int
    edges: list[float]  # x of the ruling lines
    top: float
    bottom: float
    page: int
    last_page: int


@dataclass(slots=True)
class _TextLine:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int


_Item = _TableDraft | _TextLine


def read(data: bytes, builder: BlockBuilder) -> tuple[dict[str, str], list[Note]]:
    """Append the document's blocks to the builder; give what it declares of itself, and notes."""
    _triage(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = [_page_items(page) for page in pdf.pages]
            declared = _declared(pdf.metadata)
    except Exception as error:  # pdfminer raises what it meets: KeyError, struct.error, its own
        raise _unreadable(
            "damaged_pdf", "a whole PDF", f"{type(error).__name__}: {error}"
        ) from error
    items = _flow(pages)
    _add_items(builder, _stitch(items))
    return declared, []


def _unreadable(code: str, expected: str, found: str) -> UnreadableDocumentError:
    actions = {
        "password": "remove the password and read it again",
        "no_text_layer": "it is a scan: find the page or an edition with text",
        "too_long": "take the annual report out of the volume",
        "damaged_pdf": "fetch the document again",
    }
    return UnreadableDocumentError(
        Note("error", code, "whole file", expected, found, actions[code])
    )


def _triage(data: bytes) -> None:
    """Turn away what pdfplumber would stumble upon or take long over; pdfium is 40 times faster."""
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
        characters = 0
        for number in range(count):
            page = pdf[number]
            text = page.get_textpage()
            characters += text.count_chars()
            text.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise _unreadable("damaged_pdf", "a whole PDF", str(error)) from error
    finally:
        pdf.close()
    if characters < FEWEST_CHARACTERS * max(count, 1):
        raise _unreadable(
            "no_text_layer", "a text layer", f"{characters} characters on {count} pages"
        )


def _declared(metadata: dict[str, Any]) -> dict[str, str]:
    title = metadata.get("Title")
    return {"title": squeeze(title)} if isinstance(title, str) and squeeze(title) else {}


# --- one page ---------------------------------------------------------------------------------


def _page_items(page: Any) -> tuple[float, list[_Item]]:
    """Height of the page and its tables and text lines from top to bottom."""
    page = page.dedupe_chars(tolerance=1)  # bold by printing twice
    tables: list[_TableDraft] = []
    if len(page.edges) <= MOST_LINES_DRAWN:
        for found in page.find_tables():
            draft = _table(found.cells, page)
            if draft is not None:
                tables.append(draft)
    boxes = [_bounds(draft) for draft in tables]
    rest = page.filter(lambda item: not _inside(item, boxes)) if boxes else page
    items: list[_Item] = [*tables, *_text_lines(rest, page.page_number)]
    page.close()
    return float(page.height), sorted(items, key=lambda item: item.top)


def _bounds(draft: _TableDraft) -> Box:
    return (draft.edges[0], draft.top, draft.edges[-1], draft.bottom)


def _inside(item: dict[str, Any], boxes: Sequence[Box]) -> bool:
    if item.get("object_type") != "char":
        return False
    x = (item["x0"] + item["x1"]) / 2
    y = (item["top"] + item["bottom"]) / 2
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes)


def _edges(values: Iterable[float]) -> list[float]:
    """Ruling lines of one direction, each once."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > EDGE_TOLERANCE:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    """Which edge a coordinate is, from 0."""
    return max(bisect_right(edges, value + EDGE_TOLERANCE) - 1, 0)


def _table(boxes: Sequence[Box], page: Any) -> _TableDraft | None:
    """A table of cell boxes; None where the boxes are one column, as behind marked text."""
    columns = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    rows = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    if len(columns) < 3 or len(boxes) < 2:
        return None
    chars = _chars_by_box(boxes, page.chars)
    number = page.page_number
    cells = []
    for box, inside in zip(boxes, chars, strict=True):
        first = _index(rows, box[1])
        cells.append(
            CellDraft(
                _cell_text(inside, box),
                row=first + 1,
                column=_index(columns, box[0]),
                row_span=max(_index(rows, box[3]) - first, 1),
                column_span=max(_index(columns, box[2]) - _index(columns, box[0]), 1),
                bbox=(round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)),
                page=number,
            )
        )
    return _TableDraft(cells, len(rows) - 1, columns, rows[0], rows[-1], number, number)


def _chars_by_box(
    boxes: Sequence[Box], chars: Sequence[dict[str, Any]]
) -> list[list[dict[str, Any]]]:
    inside: list[list[dict[str, Any]]] = [[] for _ in boxes]
    for char in chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        for number, box in enumerate(boxes):
            if box[0] <= x < box[2] and box[1] <= y < box[3]:
                inside[number].append(char)
                break
    return inside


def _cell_text(chars: list[dict[str, Any]], box: Box) -> str:
    """The cell's text without its line ends; a number goes on only where the cell was full."""
    if not chars:
        return ""
    lines = extract_text(chars).split("\n")
    if len(lines) > 1 and all(is_value(line) for line in lines):
        widths = [char["x1"] - char["x0"] for char in chars]
        used = max(map(len, lines)) * max(widths)
        if box[2] - box[0] - used > 2 * max(widths):
            return squeeze(" ".join(lines))  # two numbers whose dividing line is missing
    return squeeze("".join(lines))


def _text_lines(page: Any, number: int) -> list[_TextLine]:
    lines = []
    for line in page.extract_text_lines(return_chars=True):
        chars = line["chars"]
        size = max((char["size"] for char in chars), default=0.0)
        lines.append(
            _TextLine(
                _gapped(chars, size) or line["text"],
                line["x0"],
                line["x1"],
                line["top"],
                line["bottom"],
                size,
                number,
            )
        )
    return lines


def _gapped(chars: Sequence[dict[str, Any]], size: float) -> str:
    """The line with a tab for each gap that is wider than a word space: a table without rules."""
    text, last = "", None
    for char in chars:
        if last is not None and not char["text"].isspace():
            gap = char["x0"] - last
            if gap > 1.5 * size:
                text = text.rstrip() + "\t"
            elif gap > 0.25 * size and not text.endswith((" ", "\t")):
                text += " "
        if char["text"].isspace():
            if text and not text.endswith((" ", "\t")):
                text += " "
            continue
        text += char["text"]
        last = char["x1"]
    return text.strip()


# --- over the pages ---------------------------------------------------------------------------


def _flow(pages: Sequence[tuple[float, list[_Item]]]) -> list[_Item]:
    """All items in reading order without page numbers and running heads."""
    at_edge: Counter[str] = Counter()
    for height, items in pages:
        for item in items:
            if isinstance(item, _TextLine) and _at_edge(item, height):
                at_edge[re.sub(r"\d+", "#", item.text)] += 1
    kept: list[_Item] = []
    for height, items in pages:
        for item in items:
            if isinstance(item, _TextLine) and _at_edge(item, height):
                repeats = at_edge[re.sub(r"\d+", "#", item.text)]
                if _PAGE_NUMBER.match(item.text) or repeats >= FEWEST_REPEATS:
                    continue
            kept.append(item)
    return kept


def _at_edge(line: _TextLine, height: float) -> bool:
    return line.bottom < MARGIN_BAND * height or line.top > (1 - MARGIN_BAND) * height


def _stitch(items: Sequence[_Item]) -> list[_Item]:
    """Tables that a page end cut are one table again."""
    stitched: list[_Item] = []
    for item in items:
        last = stitched[-1] if stitched else None
        if (
            isinstance(item, _TableDraft)
            and isinstance(last, _TableDraft)
            and item.page == last.last_page + 1
        ):
            _continue(last, item)
        else:
            stitched.append(item)
    return stitched


def _continue(table: _TableDraft, part: _TableDraft) -> None:
    """Append the part of the next page, on the columns of the table and without its header rows."""
    if len(table.edges) == len(part.edges):
        places = list(range(len(part.edges)))
    else:
        places = _common_edges(table, part)
    repeated = _repeated_rows(table, part)
    for cell in part.cells:
        if cell.row + cell.row_span - 1 <= repeated:
            continue
        left, right = places[cell.column], places[cell.column + cell.column_span]
        table.cells.append(
            replace(
                cell,
                row=table.rows + max(cell.row - repeated, 1),
                row_span=cell.row_span - max(repeated - cell.row + 1, 0),
                column=left,
                column_span=max(right - left, 1),
            )
        )
    table.rows += part.rows - repeated
    table.last_page, table.bottom = part.last_page, part.bottom


def _common_edges(table: _TableDraft, part: _TableDraft) -> list[int]:
    """Indexes of the part's edges in the table's, which grow by those that it does not have."""
    snapped = []
    for own in part.edges:
        distance, nearest = min((abs(edge - own), edge) for edge in table.edges)
        snapped.append(nearest if distance <= SHIFT_TOLERANCE else own)
    edges = sorted({*table.edges, *snapped})
    at = {edge: index for index, edge in enumerate(edges)}
    for number, cell in enumerate(table.cells):
        left = at[table.edges[cell.column]]
        right = at[table.edges[cell.column + cell.column_span]]
        table.cells[number] = replace(cell, column=left, column_span=right - left)
    table.edges = edges
    return [at[edge] for edge in snapped]


def _repeated_rows(table: _TableDraft, part: _TableDraft) -> int:
    """How many rows at the top of the part repeat the table's header."""
    ours, theirs = _row_texts(table), _row_texts(part)
    count = 0
    for own, other in zip(ours, theirs, strict=False):
        if own != other or any(map(is_value, own)):
            break
        count += 1
    return count if count < part.rows else 0


def _row_texts(draft: _TableDraft) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(draft.rows)]
    for cell in sorted(draft.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text:
            rows[cell.row - 1].append(cell.text)
    return rows


def _add_items(builder: BlockBuilder, items: Sequence[_Item]) -> None:
    """Tables as they are; runs of text lines as paragraphs, or as a table without rules."""
    run: list[_TextLine] = []
    for item in items:
        if isinstance(item, _TextLine):
            run.append(item)
            continue
        _add_run(builder, run)
        run = []
        builder.add_table(
            (replace(cell, column=cell.column + 1) for cell in item.cells), page=item.page
        )
    _add_run(builder, run)


def _add_run(builder: BlockBuilder, run: Sequence[_TextLine]) -> None:
    """Lines joined where the layout shows that a paragraph goes on, then read as flat text."""
    if not run:
        return
    left = _margin(round(line.x0) for line in run)
    right = max(line.x1 for line in run)
    lines: list[Line] = []
    texts: list[str] = []
    opening = last = run[0]
    for line in run:
        if texts and not _goes_on(last, line, left, right):
            lines.append(Line(join_lines(texts), None, opening.page))
            texts = []
        if not texts:
            opening = line
        texts.append(line.text)
        last = line
    lines.append(Line(join_lines(texts), None, opening.page))
    add_lines(builder, lines, is_wrapped=False)


def _margin(starts: Iterable[int]) -> float:
    """Where most lines begin; of two that are nearly as frequent, the outer one."""
    counts = Counter(starts)
    most = max(counts.values())
    return min(start for start, count in counts.items() if count >= most / 3)


def _goes_on(last: _TextLine, line: _TextLine, left: float, right: float) -> bool:
    """A full line, followed by one that begins at the margin in the same size."""
    if "\t" in last.text or "\t" in line.text:
        return False
    is_full = last.x1 > right - 2.5 * last.size
    is_indented = line.x0 > left + 1.2 * line.size
    return is_full and not is_indented and abs(last.size - line.size) < 2
