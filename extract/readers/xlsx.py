"""Spreadsheets: XLSX and the XML of Excel 2003 by lxml, XLS (.xls, .et) by xlrd.

Every sheet that is shown and holds something is a table whose cells say what the sheet shows:
merged cells once, numbers in their format (`0.00"万元"`, percentages, a zero shown as a dash),
dates as dates.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import xlrd  # type: ignore[import-untyped]

from extract.document import Cell
from extract.notes import Note, UnreadableDocumentError
from extract.readers.blocks import BlockBuilder, squeeze
from extract.readers.flat import Line, add_lines
from extract.readers.formats import shown
from extract.readers.package import (
    Element,
    Package,
    attribute,
    child,
    damaged,
    local_name,
    parse_xml,
)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MOST_CELLS: Final = 200_000  # of a workbook, empty ones between filled ones included
WIDEST_MERGE: Final = 256  # columns
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BLANK: Final = b"\xef\xbb\xbf \t\r\n"
# Names that the XML of Excel 2003 has for number formats.
_NAMED_FORMATS: Final[dict[str, str | int]] = {
    "General": 0,
    "General Number": 0,
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Currency": "#,##0.00",
}
_PLAIN_NAME = re.compile(r"[\w.]+")

Place = tuple[int, int]  # row and column from 1
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(slots=True)
class _Sheet:
    """What one sheet shows. Empty cells are in neither mapping."""

    name: str
    texts: dict[Place, str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)  # those that the file has, empty ones included
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read(data: bytes, builder: BlockBuilder) -> tuple[dict[str, str], list[Note]]:
    """Append the document's blocks to the builder; give what it declares of itself, and notes."""
    notes: list[Note] = []
    if data.startswith(b"PK"):
        sheets = _ooxml_sheets(data, notes)
    else:
        is_xml = data.lstrip(_BLANK).startswith(b"<")
        sheets = _xml_sheets(data, notes) if is_xml else _xls_sheets(data, notes)
    for sheet in sheets:
        _add_sheet(builder, sheet, notes)
    return {}, notes


def _hidden_sheet(name: str) -> Note:
    return Note("info", "hidden_sheet", f"sheet {name}", "sheets that are shown", "a hidden one",
                "show it and save the workbook if it belongs to the report")  # fmt: skip


# --- cells to blocks --------------------------------------------------------------------------


def cell_name(sheet: str, row: int, column: int) -> str:
    """As a spreadsheet writes it: Sheet1!C12, quoted where the name needs it."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    quoted = sheet if _PLAIN_NAME.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"
    return f"{quoted}!{letters}{row}"


def _add_sheet(builder: BlockBuilder, sheet: _Sheet, notes: list[Note]) -> None:
    hidden = [
        place
        for place in sheet.texts
        if place[0] in sheet.hidden_rows or place[1] in sheet.hidden_columns
    ]
    if hidden:
        row, column = min(hidden)
        notes.append(
            Note("info", "hidden_cells", cell_name(sheet.name, row, column),
                 "rows and columns that are shown", f"{len(hidden)} filled cells in hidden ones",
                 "show them and save the workbook if they belong to the report")
        )  # fmt: skip
    texts = {place: text for place, text in sheet.texts.items() if place not in set(hidden)}
    if not texts:
        return
    by_row = Counter(row for row, _ in texts)
    # An empty row below a filled one may be the table's last, with nothing but blanks.
    rows = sorted(by_row.keys() | ({row + 1 for row in by_row} & sheet.rows) - sheet.hidden_rows)
    if len({column for _, column in texts}) == 1:
        add_lines(
            builder,
            [
                Line(text, path=cell_name(sheet.name, *place))
                for place, text in sorted(texts.items())
            ],
            is_wrapped=False,
        )
        return
    spans, covered = _spans(sheet.merges)
    first = min(column for _, column in texts)
    last = max(column + spans.get((row, column), (1, 1))[1] - 1 for row, column in texts)
    if len(rows) * (last - first + 1) > MOST_CELLS:
        raise UnreadableDocumentError(
            Note("error", "too_large", f"sheet {sheet.name}", f"at most {MOST_CELLS:,} cells",
                 f"{len(rows):,} rows of {last - first + 1:,} columns",
                 "take the annual report's tables out of the workbook")
        )  # fmt: skip
    # A title above the table stands alone in its row; with empty cells beside it, it would read
    # as a row of the table.
    table_from = next((row for row in rows if by_row[row] > 1), rows[0])
    drafts = []
    for row in rows:
        for column in range(first, last + 1):
            place = row, column
            text = texts.get(place, "")
            if (
                place in covered
                or column in sheet.hidden_columns
                or (row < table_from and not text)
            ):
                continue
            down, across = spans.get(place, (1, 1))
            name = cell_name(sheet.name, row, column)
            drafts.append(Cell(text, row, column, down, across, name=name))
    builder.add_table(drafts)


def _spans(merges: list[Merge]) -> tuple[dict[Place, tuple[int, int]], set[Place]]:
    """Rows and columns of each merged cell, and the places that it covers besides its own."""
    spans: dict[Place, tuple[int, int]] = {}
    covered: set[Place] = set()
    area = 0
    for top, left, bottom, right in merges:
        area += (bottom - top + 1) * (right - left + 1)
        if area > MOST_CELLS or right - left >= WIDEST_MERGE or bottom < top or right < left:
            continue  # a whole row or column merged by mistake
        spans[top, left] = bottom - top + 1, right - left + 1
        covered.update(
            (row, column)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        )
    return spans, covered


# --- XLSX -------------------------------------------------------------------------------------


def _ooxml_sheets(data: bytes, notes: list[Note]) -> Iterator[_Sheet]:
    package = Package(data)
    name = next(iter(package.related("", "officeDocument")), "xl/workbook.xml")
    workbook = package.part(name)
    sheets = child(workbook, "sheets") if workbook is not None else None
    if sheets is None:
        raise damaged(f"no part {name} with sheets")
    strings = _shared_strings(package, name)
    codes = _format_codes(package, name)
    targets = package.targets(name)
    for sheet in sheets:
        title = sheet.get("name") or ""
        part = targets.get(attribute(sheet, "id") or "")
        if sheet.get("state", "visible") != "visible":
            notes.append(_hidden_sheet(title))
        elif part is not None and "/worksheets/" in part:
            root = package.part(part)
            if root is None:
                raise damaged(f"no part {part}")
            yield _ooxml_sheet(title, root, strings, codes)


def _shared_strings(package: Package, workbook: str) -> list[str]:
    for name in package.related(workbook, "sharedStrings"):
        root = package.part(name)
        if root is not None:
            return [_rich_text(item) for item in root]
    return []


def _rich_text(item: Element) -> str:
    """The text of a string without its pronunciation."""
    parts = []
    for element in item:
        kind = local_name(element.tag)
        if kind == "t":
            parts.append(element.text or "")
        elif kind == "r":
            text = child(element, "t")
            parts.append(text.text or "" if text is not None else "")
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(parts))


def _format_codes(package: Package, workbook: str) -> list[str | int]:
    """Number format by style: its code, or the number of a built-in one."""
    root = next((package.part(name) for name in package.related(workbook, "styles")), None)
    if root is None:
        return []
    own: dict[str, str] = {}
    formats = child(root, "numFmts")
    for element in formats if formats is not None else ():
        own[element.get("numFmtId") or ""] = element.get("formatCode") or ""
    styles = child(root, "cellXfs")
    found: list[str | int] = []
    for element in styles if styles is not None else ():
        number = element.get("numFmtId") or "0"
        found.append(own[number] if number in own else int(number) if number.isdecimal() else 0)
    return found


def _ooxml_sheet(title: str, root: Element, strings: list[str], codes: list[str | int]) -> _Sheet:
    sheet = _Sheet(title)
    for element in root:
        kind = local_name(element.tag)
        if kind == "cols":
            for columns in element:
                if columns.get("hidden") in ("1", "true"):
                    first, last = _count(columns.get("min"), 1), _count(columns.get("max"), 1)
                    sheet.hidden_columns.update(range(first, min(last, 16_384) + 1))
        elif kind == "sheetData":
            _read_rows(sheet, element, strings, codes)
        elif kind == "mergeCells":
            for merged in element:
                corners = _PLACE.findall((merged.get("ref") or "").upper().replace("$", ""))
                if len(corners) == 2:
                    top, bottom = (int(number) for _, number in corners)
                    left, right = (_column(letters) for letters, _ in corners)
                    sheet.merges.append((top, left, bottom, right))
    return sheet


def _read_rows(sheet: _Sheet, rows: Element, strings: list[str], codes: list[str | int]) -> None:
    number = 0
    for row in rows:
        number = _count(row.get("r"), number + 1)
        sheet.rows.add(number)
        if row.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(number)
        column = 0
        for cell in row:
            place = _PLACE.match(cell.get("r") or "")
            column = _column(place[1]) if place else column + 1
            text = squeeze(_cell_text(cell, strings, codes))
            if text:
                sheet.texts[number, column] = text


def _count(text: str | None, absent: int) -> int:
    if text is None:
        return absent
    if not (text.isascii() and text.isdecimal()):
        raise damaged(f"{text!r} for the number of a row or column")
    return int(text)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _cell_text(cell: Element, strings: list[str], codes: list[str | int]) -> str:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        inline = child(cell, "is")
        return _rich_text(inline) if inline is not None else ""
    value = child(cell, "v")
    text = value.text or "" if value is not None else ""
    if not text:
        formula = child(cell, "f")
        # Never calculated: what it would show is not in the file, and it is no empty cell.
        return f"={formula.text or ''}" if formula is not None and kind != "str" else ""
    if kind == "s":
        at = int(text) if text.isdecimal() else -1
        return strings[at] if 0 <= at < len(strings) else ""
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    if kind in ("str", "e", "d"):
        return text
    style = cell.get("s") or "0"
    code = codes[int(style)] if style.isdecimal() and int(style) < len(codes) else 0
    return shown(text, code)


# --- the XML of Excel 2003 --------------------------------------------------------------------


def _xml_sheets(data: bytes, notes: list[Note]) -> Iterator[_Sheet]:
    root = parse_xml(data.lstrip(_BLANK), "whole file")
    codes: dict[str, str | int] = {}
    styles = child(root, "Styles")
    for style in styles if styles is not None else ():
        number_format = child(style, "NumberFormat")
        name = attribute(number_format, "Format") if number_format is not None else None
        codes[attribute(style, "ID") or ""] = _NAMED_FORMATS.get(name, name) if name else 0
    for element in root:
        if local_name(element.tag) != "Worksheet":
            continue
        title = attribute(element, "Name") or ""
        options = child(element, "WorksheetOptions")
        visible = child(options, "Visible") if options is not None else None
        if visible is not None and (visible.text or "").strip() != "SheetVisible":
            notes.append(_hidden_sheet(title))
            continue
        table = child(element, "Table")
        if table is not None:
            yield _xml_sheet(title, table, codes)


def _xml_sheet(title: str, table: Element, codes: Mapping[str, str | int]) -> _Sheet:
    sheet = _Sheet(title)
    number = column_number = 0
    for row in table:
        kind = local_name(row.tag)
        if kind == "Column":
            column_number = _count(attribute(row, "Index"), column_number + 1)
            if attribute(row, "Hidden") == "1":
                sheet.hidden_columns.add(column_number)
        if kind != "Row":
            continue
        number = _count(attribute(row, "Index"), number + 1)
        sheet.rows.add(number)
        if attribute(row, "Hidden") == "1":
            sheet.hidden_rows.add(number)
        column = 0
        for cell in row:
            column = _count(attribute(cell, "Index"), column + 1)
            text = squeeze(_xml_text(cell, codes))
            if text:
                sheet.texts[number, column] = text
            down = _count(attribute(cell, "MergeDown"), 0)
            across = _count(attribute(cell, "MergeAcross"), 0)
            if down or across:
                sheet.merges.append((number, column, number + down, column + across))
            column += across
        number += _count(attribute(row, "Span"), 0)
    return sheet


def _xml_text(cell: Element, codes: Mapping[str, str | int]) -> str:
    data = child(cell, "Data")
    text = "".join(str(part) for part in data.itertext()) if data is not None else ""
    if data is not None and attribute(data, "Type") == "Number":
        return shown(text, codes.get(attribute(cell, "StyleID") or "", 0))
    if not text and attribute(cell, "Formula"):
        return attribute(cell, "Formula") or ""
    return text


# --- XLS --------------------------------------------------------------------------------------


def _xls_sheets(data: bytes, notes: list[Note]) -> Iterator[_Sheet]:
    remarks = io.StringIO()  # xlrd tells of every inconsistency
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=remarks, formatting_info=True, ragged_rows=True
        )
        sheets = [book.sheet_by_index(number) for number in range(book.nsheets)]
        found = [_xls_sheet(book, sheet) for sheet in sheets if sheet.visibility == 0]
    except MemoryError:
        raise
    except Exception as error:  # xlrd raises what it meets: struct.error, IndexError, its own
        if "encrypted" in str(error):
            raise UnreadableDocumentError(
                Note("error", "password", "whole file", "a workbook that opens",
                     "one that asks for a password", "remove the password and read it again")
            ) from error  # fmt: skip
        raise damaged(f"{type(error).__name__}: {error}") from error
    notes += [_hidden_sheet(sheet.name) for sheet in sheets if sheet.visibility != 0]
    yield from found


def _xls_sheet(book: Any, found: Any) -> _Sheet:
    """`book` and `found`: those of xlrd, which has no types."""
    sheet = _Sheet(found.name)
    for row in range(found.nrows):
        cells = found.row(row)
        if cells:
            sheet.rows.add(row + 1)
        for column, cell in enumerate(cells):
            text = squeeze(_xls_text(book, cell))
            if text:
                sheet.texts[row + 1, column + 1] = text
    sheet.merges += [
        (top + 1, left + 1, bottom, right) for top, bottom, left, right in found.merged_cells
    ]
    sheet.hidden_rows.update(row + 1 for row, info in found.rowinfo_map.items() if info.hidden)
    sheet.hidden_columns.update(
        column + 1 for column, info in found.colinfo_map.items() if info.hidden
    )
    return sheet


def _xls_text(book: Any, cell: Any) -> str:
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        style = book.xf_list[cell.xf_index]
        return shown(repr(cell.value), str(book.format_map[style.format_key].format_str))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return str(cell.value)
