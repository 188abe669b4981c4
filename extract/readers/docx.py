"""DOCX (.docx, .docm; Flat OPC and Word 2003 XML too): lxml straight on the document part.

What a reader of the printed page sees: changes accepted, hidden text and contents lists left out,
automatic numbers put back, text boxes after the paragraph that they hang on, each once. Headers,
footers, footnotes and comments are other parts, and not the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.document import Cell
from extract.notes import Note, UnreadableDocumentError
from extract.readers.blocks import BlockBuilder, squeeze
from extract.readers.flat import Line, add_lines, runs_on
from extract.readers.html import is_layout
from extract.readers.numbering import Numbering, Styles, is_hidden
from extract.readers.package import Element, Package, attribute, child, damaged, local_name
from extract.values import is_value

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

LARGEST_SPAN: Final = 100
# Elements that only wrap what is read: changes that were made, content controls, fields, tags.
_WRAPPERS: Final = frozenset(
    {"ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir",
     "bdo", "ruby", "rubyBase", "sect", "sub-section", "oMath", "oMathPara", "pgNum"}
)  # fmt: skip
_DELETED: Final = {"tr": "del", "tc": "cellDel"}  # a change that took a row or a cell away
_SYMBOL_FONTS: Final = ("wingdings", "webdings", "symbol")
_WINGDINGS: Final = {
    **{0x80 + number: chr(0x2460 + number - 1) for number in range(1, 11)},  # ① to ⑩
    **{0x8B + number: chr(0x2460 + number - 1) for number in range(1, 11)},  # ❶ to ❿
    0x6C: "●", 0x6E: "■", 0xA8: "□", 0x6F: "□", 0xFC: "√", 0xFE: "☑", 0x52: "☑", 0x75: "◆",
    0xD8: "➢", 0xFB: "×",
}  # fmt: skip


def read(data: bytes, builder: BlockBuilder) -> tuple[dict[str, str], list[Note]]:
    """Append the document's blocks to the builder; give what it declares of itself, and notes."""
    package = Package(data)
    name = next(iter(package.related("", "officeDocument")), "word/document.xml")
    root = package.part(name)
    if root is None:
        raise damaged(f"no part {name}")
    body = child(root, "body")
    if body is None:
        raise damaged(f"{name} without a body")
    # Word 2003 XML has its styles and lists inside the one part.
    styles = Styles(_part(package, name, root, "styles"))
    numbering = Numbering(_part(package, name, root, "numbering", "lists"), styles)
    walker = _Walker(builder, root, styles, numbering)
    walker.walk(body)
    walker.end_lines()
    notes = []
    if walker.unread:
        notes.append(
            Note("warning", "unread_part", "document part", "text in the document itself",
                 f"{walker.unread} embedded documents or workbooks",
                 "open it in a word processor and save it again")
        )  # fmt: skip
    return {}, notes


def _part(
    package: Package, document: str, root: Element, kind: str, inside: str | None = None
) -> Element | None:
    for name in package.related(document, kind):
        try:
            return package.part(name)
        except UnreadableDocumentError:
            return None  # the text can be read without
    return child(root, inside or kind)


@dataclass(slots=True)
class _OpenCell:
    """A cell that rows below may go on with (vMerge)."""

    text: str
    row: int
    column: int
    rows: int
    columns: int
    path: str

    def draft(self) -> Cell:
        return Cell(self.text, self.row, self.column, self.rows, self.columns, path=self.path)


class _Walker:
    """Reads the body, and whatever holds blocks within it, in document order."""

    def __init__(
        self, builder: BlockBuilder, root: Element, styles: Styles, numbering: Numbering
    ) -> None:
        self._builder = builder
        self._tree = root.getroottree()
        self._styles = styles
        self._numbering = numbering
        self._lines: list[Line] = []  # paragraphs since the last table
        self._pending = ""  # text of a paragraph whose end was deleted
        self.unread = 0

    def end_lines(self) -> None:
        """End the paragraphs before a table or at the end."""
        add_lines(self._builder, self._lines, is_wrapped=False)
        self._lines = []

    def walk(self, container: Element) -> None:
        """Read the blocks of a container."""
        for element in container:
            kind = local_name(element.tag)
            if kind == "p":
                self._paragraph(element)
            elif kind == "tbl":
                self._table(element)
            elif kind == "sdt":
                content = child(element, "sdtContent")
                if content is not None and not _is_contents_list(element):
                    self.walk(content)
            elif kind == "altChunk":
                self.unread += 1
            elif kind == "AlternateContent":
                for part in element:
                    self.walk(part)
                    break
            elif kind in _WRAPPERS or kind == "txbxContent":
                self.walk(element)

    def _paragraph(self, paragraph: Element) -> None:
        text, boxes = self._paragraph_text(paragraph, in_cell=False)
        if text is not None and text.strip():
            path = self._tree.getpath(paragraph)
            joined: list[str] = []
            for piece in text.split("\n"):
                if not piece.strip():
                    continue
                # A soft line break may end a line of the layout within a sentence.
                if joined and runs_on(joined[-1].strip(), piece.strip(), 0):
                    joined[-1] += piece
                else:
                    joined.append(piece)
            self._lines += [Line(piece, path=path) for piece in joined]
        for box in boxes:
            self.walk(box)

    def _paragraph_text(
        self, paragraph: Element, *, in_cell: bool
    ) -> tuple[str | None, list[Element]]:
        """The text with its automatic number, None if it is not to be read; its text boxes."""
        properties, style, has_end = None, None, True
        parts: list[str] = []
        boxes: list[Element] = []
        for element in paragraph:
            kind = local_name(element.tag)
            if kind == "pPr":
                properties = element
                style_element = child(element, "pStyle")
                style = attribute(style_element, "val") if style_element is not None else None
                mark = child(element, "rPr")
                has_end = mark is None or child(mark, "del") is None
            else:
                self._inline(element, kind, parts, boxes)
        text = "".join(parts)
        if style in self._styles.contents or style in self._styles.hidden:
            return None, boxes
        if not has_end and not in_cell:
            self._pending += text
            return None, boxes
        number = self._numbering.prefix(properties, style)
        text, self._pending = (self._pending + text, "") if not in_cell else (text, self._pending)
        # An empty paragraph shows no number in the text; in a cell it is a column of numbers.
        if number and (text.strip() or in_cell) and not (in_cell and is_value(text)):
            text = number + text
        return text, boxes

    def _inline(self, element: Element, kind: str, parts: list[str], boxes: list[Element]) -> None:
        if kind == "r":
            self._run(element, parts, boxes)
        elif kind == "sdt":
            content = child(element, "sdtContent")
            if content is not None:
                self._inside(content, parts, boxes)
        elif kind == "AlternateContent":
            self._alternatives(element, parts, boxes)
        elif kind in _WRAPPERS:
            self._inside(element, parts, boxes)

    def _inside(self, element: Element, parts: list[str], boxes: list[Element]) -> None:
        for inner in element:
            self._inline(inner, local_name(inner.tag), parts, boxes)

    def _run(self, run: Element, parts: list[str], boxes: list[Element]) -> None:
        for element in run:
            kind = local_name(element.tag)
            if kind == "t":
                parts.append(element.text or "")
            elif kind == "rPr":
                if is_hidden(element, self._styles.hidden):
                    return
            elif kind in ("tab", "ptab"):
                parts.append("\t")
            elif kind in ("br", "cr"):
                parts.append("\n")
            elif kind == "noBreakHyphen":
                parts.append("-")
            elif kind == "sym":
                parts.append(_symbol(element))
            elif kind == "AlternateContent":
                self._alternatives(element, parts, boxes)
            elif kind in ("drawing", "pict", "object"):
                self.unread += _has_embedded(element)
                _find_boxes(element, boxes)
            elif kind in _WRAPPERS:
                self._inside(element, parts, boxes)

    def _alternatives(self, element: Element, parts: list[str], boxes: list[Element]) -> None:
        """The same thing for newer and older programs: the first that has text counts, once."""
        for alternative in element:
            texts: list[str] = []
            found: list[Element] = []
            for inner in alternative:
                kind = local_name(inner.tag)
                if kind in ("drawing", "pict", "object"):
                    _find_boxes(inner, found)
                elif kind == "t":
                    texts.append(inner.text or "")
                else:
                    self._inline(inner, kind, texts, found)
            if texts or found:
                parts += texts
                boxes += found
                return

    # --- tables -------------------------------------------------------------------------------

    def _table(self, table: Element) -> None:
        inner: list[Element] = []
        drafts = self._cells(table, inner)
        if is_layout(drafts, has_inner=bool(inner)):
            for row, _ in self._members(table, "tr", ""):
                for cell, _ in self._members(row, "tc", ""):
                    self.walk(cell)
            return
        self.end_lines()
        self._builder.add_table(drafts)
        for nested in inner:
            self._table(nested)

    def _cells(self, table: Element, inner: list[Element]) -> list[Cell]:
        """Cells on the grid; tables within them are added to `inner`."""
        cells: list[_OpenCell] = []
        above: dict[int, _OpenCell] = {}  # column → cell that a vMerge may go on with
        table_path = self._tree.getpath(table)
        for number, (row, row_path) in enumerate(self._members(table, "tr", table_path), 1):
            column = 1 + _skipped(row)
            going_on: dict[int, _OpenCell] = {}
            last: _OpenCell | None = None
            for cell, path in self._members(row, "tc", row_path):
                span, down, across = _merging(cell)
                if across == "continue" and last is not None:
                    last.columns += span
                    column += span
                    continue
                begun = above.get(column) if down == "continue" else None
                if begun is not None:
                    begun.rows = number - begun.row + 1
                    going_on[column] = last = begun
                else:
                    text = self._cell_text(cell, inner)
                    last = _OpenCell(text, number, column, 1, span, path)
                    cells.append(last)
                    if down:
                        going_on[column] = last
                column += span
            above = going_on
        return [cell.draft() for cell in cells]

    def _members(self, parent: Element, kind: str, path: str) -> Iterator[tuple[Element, str]]:
        """Rows of a table or cells of a row with their paths: the inserted ones, not the deleted.

        A path is counted here: lxml would count all rows above again for every cell.
        """
        number = 0
        for element in parent:
            found = local_name(element.tag)
            if found == kind:
                number += 1
                properties = child(element, f"{kind}Pr")
                if properties is None or child(properties, _DELETED[kind]) is None:
                    name = (
                        f"{element.prefix}:{kind}"
                        if element.prefix
                        else f"*[local-name()='{kind}']"
                    )
                    yield element, f"{path}/{name}[{number}]"
            elif found in _WRAPPERS:
                inner_path = self._tree.getpath(element) if path else ""
                yield from self._members(element, kind, inner_path)

    def _cell_text(self, cell: Element, inner: list[Element]) -> str:
        parts: list[str] = []
        self._collect(cell, parts, inner)
        return squeeze(" ".join(parts))

    def _collect(self, container: Element, parts: list[str], inner: list[Element]) -> None:
        for element in container:
            kind = local_name(element.tag)
            if kind == "p":
                text, boxes = self._paragraph_text(element, in_cell=True)
                if text:
                    parts.append(text)
                for box in boxes:
                    self._collect(box, parts, inner)
            elif kind == "tbl":
                inner.append(element)
            elif kind == "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    self._collect(content, parts, inner)
            elif kind in _WRAPPERS:
                self._collect(element, parts, inner)


def _is_contents_list(element: Element) -> bool:
    properties = child(element, "sdtPr")
    gallery = child(properties, "docPartObj") if properties is not None else None
    name = child(gallery, "docPartGallery") if gallery is not None else None
    return name is not None and attribute(name, "val") == "Table of Contents"


def _find_boxes(element: Element, boxes: list[Element]) -> None:
    """The outermost text boxes of a drawing; of alternatives only the first with any."""
    for inner in element:
        kind = local_name(inner.tag)
        if kind == "txbxContent":
            boxes.append(inner)
        elif kind == "AlternateContent":
            for alternative in inner:
                before = len(boxes)
                _find_boxes(alternative, boxes)
                if len(boxes) > before:
                    break
        elif len(inner):
            _find_boxes(inner, boxes)


def _has_embedded(element: Element) -> bool:
    """Whether an object is a workbook or document whose picture alone the page shows."""
    return any(
        local_name(inner.tag) == "OLEObject"
        and (attribute(inner, "ProgID") or "").startswith(
            ("Excel.", "Word.", "ET.", "KET.", "WPS.")
        )
        for inner in element
    )


def _symbol(element: Element) -> str:
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    font = (attribute(element, "font") or "").lower()
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code) if 0x20 <= code <= 0xFFFF and not 0xD800 <= code < 0xE000 else ""
    if font.startswith(_SYMBOL_FONTS):
        return _WINGDINGS.get(code - 0xF000, "")
    return chr(code - 0xF000) if code >= 0xF020 else ""


def _skipped(row: Element) -> int:
    """Columns that the row leaves out at its start."""
    properties = child(row, "trPr")
    before = child(properties, "gridBefore") if properties is not None else None
    return 0 if before is None else _span(attribute(before, "val"), 0)


def _merging(cell: Element) -> tuple[int, str, str]:
    """Columns of the cell; restart, continue or '' for what it does down and across."""
    span, down, across = 1, "", ""
    properties = child(cell, "tcPr")
    for element in properties if properties is not None else ():
        kind = local_name(element.tag)
        if kind == "gridSpan":
            span = _span(attribute(element, "val"), 1)
        elif kind in ("vMerge", "vmerge"):  # small in Word 2003 XML
            down = attribute(element, "val") or "continue"
        elif kind in ("hMerge", "hmerge"):
            across = attribute(element, "val") or "continue"
    return span, down, across


def _span(text: str | None, least: int) -> int:
    if not text or not text.isascii() or not text.isdecimal():
        return least
    return min(max(int(text), least), LARGEST_SPAN)
