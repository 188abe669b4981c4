"""Damage to documents of the gold set, and which of their cells it touched.

Two ways: in the model before it is rendered (a cell, a row, a label), and in the rendered text,
where each number cell's range is known from marks set around it. Used by `fuzz`.
"""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from tests.gold.document import Document, Paragraph
from tests.gold.layout import Cell, Row, Table
from tests.gold.model import Key
from tests.gold.render import render

# Characters for private use: two of one kind stand around the text of one number cell.
_FIRST_MARK: Final = 0xE000
_MARKED = re.compile("([\ue000-\uf8ff])(.*?)\\1", re.DOTALL)
_WORD_PART: Final = "word/document.xml"
HUGE_ROWS: Final = 1500
DEEP: Final = 400


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged file; `touched` are the cells of which nothing is claimed any more."""

    name: str
    data: bytes
    touched: frozenset[Key] = frozenset()


# --- in the model -------------------------------------------------------------------------------


def _copy(document: Document) -> Document:
    blocks = [
        copy.deepcopy(block) if isinstance(block, Table | Paragraph) else block
        for block in document.blocks
    ]
    return Document(
        document.spec,
        document.title,
        document.place,
        document.body,
        document.year,
        blocks,
        document.traps,
        document.options,
    )


def _rows(document: Document) -> list[Row]:
    """Rows with numbers."""
    return [
        row for table in document.tables() for row in table.rows if any(cell.figure for cell in row)
    ]


def _keys(cells: list[Cell]) -> set[Key]:
    return {(figure.line_code, figure.column_code) for cell in cells for figure in cell.figures()}


def cells_swapped(document: Document, draw: random.Random) -> set[Key]:
    """The texts of two number cells change places."""
    cells = [cell for row in _rows(document) for cell in row if cell.figure]
    one, two = draw.sample(cells, 2)
    one.text, two.text = two.text, one.text
    return _keys([one, two])


def cell_lost(document: Document, draw: random.Random) -> set[Key]:
    """A cell of a row is not there; the cells after it move up."""
    row = draw.choice(_rows(document))
    cell = draw.choice(row)
    row.remove(cell)
    return _keys([cell])


def cell_doubled(document: Document, draw: random.Random) -> set[Key]:
    """A cell stands twice; the cells after it move down."""
    row = draw.choice(_rows(document))
    at = draw.randrange(len(row))
    row.insert(at, copy.deepcopy(row[at]))
    return _keys([row[at]])


def row_lost(document: Document, draw: random.Random) -> set[Key]:
    """A row is not there, nor what spans from it; what spans over it is mostly mended."""
    table = draw.choice([table for table in document.tables() if len(table.rows) > 2])
    at = draw.randrange(len(table.rows))
    if draw.random() < 0.7:
        for r, _, cell in table.places():
            if r < at < r + cell.down:
                cell.down -= 1
    return _keys(table.rows.pop(at))


def rows_swapped(document: Document, draw: random.Random) -> set[Key]:
    """Two rows of one table change places."""
    table = draw.choice([table for table in document.tables() if len(table.rows) > 3])
    first, second = draw.sample(range(len(table.rows)), 2)
    table.rows[first], table.rows[second] = table.rows[second], table.rows[first]
    return _keys(table.rows[first]) | _keys(table.rows[second])


def text_of_cell_changed(document: Document, draw: random.Random) -> set[Key]:
    """A number loses or gains a character, or becomes something else."""
    cell = draw.choice([cell for row in _rows(document) for cell in row if cell.figure])
    text = cell.text
    cell.text = draw.choice(
        (text[:-1], f"{text}9", f"7{text}", "#", "l0", "详见附件", f"{text} 3", "--")
    )
    return _keys([cell])


def label_changed(document: Document, draw: random.Random) -> set[Key]:
    """A label or header loses a part, or is gone; the numbers stay."""
    cells = [
        cell
        for table in document.tables()
        for cell in table.cells()
        if cell.kind in ("label", "head") and cell.text
    ]
    cell = draw.choice(cells)
    at = draw.randrange(len(cell.text))
    end = draw.randint(at, len(cell.text))
    cell.text = draw.choice((cell.text[:at], cell.text[:at] + cell.text[end:], "", "□" * 3))
    return set()


def span_changed(document: Document, draw: random.Random) -> set[Key]:
    """A label spans more or fewer rows or columns than it should."""
    cells = [
        cell
        for table in document.tables()
        for cell in table.cells()
        if cell.kind in ("label", "head")
    ]
    cell = draw.choice(cells)
    if draw.random() < 0.5:
        cell.down = max(1, cell.down + draw.choice((-1, 1, 2)))
    else:
        cell.across = max(1, cell.across + draw.choice((-1, 1)))
    return set()


def table_huge(document: Document, draw: random.Random) -> set[Key]:
    """Thousands of rows of something else follow in the table."""
    table = draw.choice(list(document.tables()))
    width = table.columns
    # Reportlab lays out a table anew for every page.
    most = HUGE_ROWS // 20 if document.spec.format == "pdf" else HUGE_ROWS
    for _ in range(draw.randint(most // 10, most)):
        row = [Cell("", kind="local") for _ in range(width)]
        row[0].text = draw.choice(("合计", "项目", "2", ""))
        row[-1].text = str(draw.randint(0, 99))
        table.rows.append(row)
    return set()


MODEL_DAMAGE: Final[dict[str, Callable[[Document, random.Random], set[Key]]]] = {
    "cells swapped": cells_swapped,
    "cell lost": cell_lost,
    "cell doubled": cell_doubled,
    "row lost": row_lost,
    "rows swapped": rows_swapped,
    "number changed": text_of_cell_changed,
    "label changed": label_changed,
    "span changed": span_changed,
    "table huge": table_huge,
}


def damage_model(document: Document, kind: str, seed: int, draw: random.Random) -> Damaged:
    """Damage a copy of the document and render it."""
    damaged = _copy(document)
    touched = MODEL_DAMAGE[kind](damaged, draw)
    name, data = render(damaged, seed)
    return Damaged(name, data, frozenset(touched))


# --- in the rendered text -----------------------------------------------------------------------


@dataclass(slots=True)
class Source:
    """A rendered document as text in which the range of every number cell is known.

    Ranges take in what belongs to the cell: its tags in HTML and Word, the characters beside it in
    text.
    """

    name: str
    text: str
    encoding: str
    ranges: list[tuple[int, int, Key]]
    archive: bytes = b""  # the archive that the text is a part of
    kind: str = field(default="")

    def touched(self, start: int, end: int) -> frozenset[Key]:
        return frozenset(key for a, b, key in self.ranges if a < end and start < b)

    def packed(self, data: bytes) -> bytes:
        """The file with the part's bytes replaced."""
        if not self.archive:
            return data
        buffer = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.archive)) as old,
            zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                new.writestr(name, data if name == _WORD_PART else old.read(name))
        return buffer.getvalue()


def make_source(document: Document, seed: int) -> Source:
    """Render with marks, find them, take them out. Formats: html, text, markdown, docx."""
    marked = _copy(document)
    keys: list[Key] = []
    for table in marked.tables():
        for cell in table.cells():
            if cell.figure is not None:
                mark = chr(_FIRST_MARK + len(keys))
                keys.append((cell.figure.line_code, cell.figure.column_code))
                cell.text = f"{mark}{cell.text}{mark}"
    name, data = render(marked, seed)
    kind = document.spec.format
    archive = data if kind == "docx" else b""
    if archive:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            data = opened.read(_WORD_PART)
    text, encoding = _decoded(data)
    clean, ranges = [], []
    length, last = 0, 0
    for found in _MARKED.finditer(text):
        before = text[last : found.start()]
        clean += [before, found[2]]
        length += len(before)
        ranges.append((length, length + len(found[2]), keys[ord(found[1]) - _FIRST_MARK]))
        length += len(found[2])
        last = found.end()
    whole = "".join(clean) + text[last:]
    widened = [(*_widened(whole, start, end, kind), key) for start, end, key in ranges]
    return Source(name, whole, encoding, widened, archive, kind)


def _decoded(data: bytes) -> tuple[str, str]:
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise ValueError("neither UTF-8 nor GB18030")


def _widened(text: str, start: int, end: int, kind: str) -> tuple[int, int]:
    opening = {"html": "<t", "docx": "<w:tc>"}.get(kind)
    if opening is None or text.rfind(opening, 0, start) < 0:
        return max(0, start - 1), end + 1
    close = text.find(">", text.find("</t" if kind == "html" else "</w:tc", end))
    return text.rfind(opening, 0, start), (close + 1 if close >= 0 else end + 1)


def cut(source: Source, draw: random.Random) -> Damaged:
    """The end is missing."""
    at = draw.randrange(1, len(source.text))
    data = source.text[:at].encode(source.encoding)
    return Damaged(source.name, source.packed(data), source.touched(at - 1, at + 1))


def piece_lost(source: Source, draw: random.Random) -> Damaged:
    """A piece in the middle is missing."""
    at = draw.randrange(len(source.text))
    end = min(len(source.text), at + draw.choice((1, 5, 40, 400)))
    data = (source.text[:at] + source.text[end:]).encode(source.encoding)
    return Damaged(source.name, source.packed(data), source.touched(at - 1, end + 1))


def bytes_flipped(source: Source, draw: random.Random) -> Damaged:
    """Some bytes are others."""
    data = bytearray()
    places = sorted(draw.sample(range(len(source.text)), draw.choice((1, 3, 10, 40))))
    last = 0
    touched: set[Key] = set()
    for place in places:
        data += source.text[last:place].encode(source.encoding)
        letter = bytearray(source.text[place].encode(source.encoding))
        letter[draw.randrange(len(letter))] = draw.randrange(256)
        data += letter
        last = place + 1
        # A byte may take its neighbours into one character with it.
        touched |= source.touched(place - 3, place + 4)
    data += source.text[last:].encode(source.encoding)
    return Damaged(source.name, source.packed(bytes(data)), frozenset(touched))


_TAG = re.compile(r"</?[A-Za-z:]+[^<>]*>")


def tags_lost(source: Source, draw: random.Random) -> Damaged:
    """Tags are not closed, or not there."""
    tags = list(_TAG.finditer(source.text))
    if not tags:
        return piece_lost(source, draw)
    chosen = draw.sample(tags, min(len(tags), draw.choice((1, 2, 5))))
    parts, last = [], 0
    touched: set[Key] = set()
    for tag in sorted(chosen, key=lambda found: found.start()):
        parts.append(source.text[last : tag.start()])
        last = tag.end()
        touched |= source.touched(tag.start(), tag.end())
    data = ("".join(parts) + source.text[last:]).encode(source.encoding)
    return Damaged(source.name, source.packed(data), frozenset(touched))


def nested_deep(source: Source, draw: random.Random) -> Damaged:
    """Hundreds of elements around the whole, or brackets and quotes in text."""
    depth = draw.randint(DEEP // 4, DEEP)
    before, after = draw.choice((("<div>", "</div>"), ("<table><tr><td>", "</td></tr></table>")))
    if source.kind == "docx":
        inner = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
        start = source.text.find("<w:body>") + len("<w:body>")
        end = source.text.rfind("<w:sectPr")
        text = (
            source.text[:start]
            + inner[0] * depth
            + source.text[start:end]
            + inner[1] * depth
            + source.text[end:]
        )
        return Damaged(source.name, source.packed(text.encode(source.encoding)))
    if source.kind == "html":
        text = source.text.replace("<body>", "<body>" + before * depth, 1)
        text = text.replace("</body>", after * depth + "</body>")
    else:
        text = "（" * depth + "\n" + source.text + "\n" + "）" * depth
    return Damaged(source.name, source.packed(text.encode(source.encoding)))


def lines_shuffled(source: Source, draw: random.Random) -> Damaged:
    """Two lines change places: all cells between them may come under other labels."""
    lines = source.text.splitlines(keepends=True)
    if len(lines) < 4:
        return piece_lost(source, draw)
    at = draw.randrange(len(lines) - 1)
    start = sum(len(line) for line in lines[:at])
    end = start + len(lines[at]) + len(lines[at + 1])
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    data = "".join(lines).encode(source.encoding)
    return Damaged(source.name, source.packed(data), source.touched(start, end))


TEXT_DAMAGE: Final[dict[str, Callable[[Source, random.Random], Damaged]]] = {
    "cut": cut,
    "piece lost": piece_lost,
    "bytes flipped": bytes_flipped,
    "tags lost": tags_lost,
    "nested deep": nested_deep,
    "lines swapped": lines_shuffled,
}


# --- in files whose text is packed --------------------------------------------------------------


def packed_damage(name: str, data: bytes, draw: random.Random) -> Damaged:
    """Cut or flip bytes of a whole file. Nobody knows which cells that touched."""
    spoiled = bytearray(data)
    if draw.random() < 0.5:
        del spoiled[draw.randrange(1, len(data)) :]
    else:
        for _ in range(draw.choice((1, 4, 30))):
            spoiled[draw.randrange(len(spoiled))] = draw.randrange(256)
    return Damaged(name, bytes(spoiled))


def kinds_for(form: str) -> Iterator[str]:
    """Kinds of damage that a format can take."""
    yield from MODEL_DAMAGE
    if form in ("html", "text", "markdown", "docx"):
        yield from TEXT_DAMAGE
    if form not in ("html", "text", "markdown"):
        yield "packed bytes"
