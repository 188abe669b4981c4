"""Table 二 of the forms of 2019 and 2021: what was made public under Art. 20 (A lines).

Blocks by item of Art. 20, each with a header row (信息内容 and its columns) and its rows. The
headers differ between the forms, so each block says itself whose lines it holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.document import Cell
from extract.forms.labels import core
from extract.forms.rows import Row, TableFigure, covers, texts
from extract.lines import line_items
from extract.notes import Note
from extract.values import is_value, read_value, unit_in_label

CHANGE_MEASURE: Final = "items_change"  # 本年增/减: the one column with a sign
ARTICLE: Final = "第二十条第"
HEADER: Final = "信息内容"
# Headers that one form alone has; of the others the company they keep decides.
_FORMS: Final = ("2019", "2021")
_DECISIONS: Final = "处理决定数量"
# Wordings of headers met beside the official ones.
_HEADER_VARIANTS: Final = {
    "制发件数": "本年制发件数",
    "本年制发数": "本年制发件数",
    "本年制作件数": "本年制发件数",
    "本年制发数量": "本年制发件数",
    "废止件数": "本年废止件数",
    "本年废止数": "本年废止件数",
    "本年废止数量": "本年废止件数",
    "现行有效数": "现行有效件数",
    "现行有效数量": "现行有效件数",
    "现行有效的件数": "现行有效件数",
    "收费金额": "本年收费金额",
    "本年收费总金额": "本年收费金额",
    "新制作数量": "本年新制作数量",
    "新公开数量": "本年新公开数量",
    "公开总数量": "对外公开总数量",
    "上年项目数量": "上一年项目数量",
    "上一年度项目数量": "上一年项目数量",
    "本年增减数量": "本年增减",
    "增减": "本年增减",
    "本年度处理决定数量": "本年处理决定数量",
    "采购金额": "采购总金额",
}
# Longest first: 行政规范性文件 before 规范性文件.
_ITEMS: Final = {
    "规范性文件": ("normative_documents",),
    "规章": ("rules",),
    "行政许可": ("administrative_licences",),
    "其他对外管理服务事项": ("other_external_services",),
    "行政处罚": ("administrative_penalties",),
    "行政强制": ("administrative_coercion",),
    "行政事业性收费": ("administrative_charge", "administrative_charge_items"),
    "政府集中采购": ("central_procurement",),
}


@dataclass(frozen=True, slots=True)
class _Header:
    """One column header: its words as on the form, where it stands and the unit it prints."""

    words: str
    cell: Cell
    unit: str | None


@dataclass(slots=True)
class _Record:
    """One row of the table: what it counts (members of dim_item) and the fields after its label."""

    label: Cell
    members: tuple[str, ...]
    fields: list[Cell]
    row: Row


@dataclass(slots=True)
class _Block:
    headers: list[_Header]
    records: list[_Record]


@cache
def _lines() -> dict[tuple[str, str, str], tuple[str, str]]:
    """(form, member, header words) → (line code, measure)."""
    return {
        (form, item.member, core(item.column_label)): (item.code, item.measure)
        for form in _FORMS
        for item in line_items(form)
        if item.code.startswith("A") and not item.is_heading
    }


@cache
def _header_words() -> dict[str, frozenset[str]]:
    """Header words → forms that print them."""
    words: dict[str, set[str]] = {}
    for form, _, header in _lines():
        words.setdefault(header, set()).add(form)
    return {header: frozenset(forms) for header, forms in words.items()}


@cache
def _header_pattern() -> re.Pattern[str]:
    every = sorted({*_header_words(), *_HEADER_VARIANTS}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, every)))


def _words(text: str) -> str:
    # 增/减 loses its stroke with the punctuation, here as in the official label.
    words = core(text)
    return _HEADER_VARIANTS.get(words, words)


def _item(text: str) -> tuple[str, ...] | None:
    words = core(text)
    if len(words) > 14:
        return None
    return next((members for name, members in _ITEMS.items() if name in words), None)


def speaks_of_disclosure(row: Row) -> bool:
    """Whether a row by itself belongs to this table."""
    for text in texts(row.cells):
        words = core(text)
        if words.startswith(ARTICLE) or words == HEADER or _words(text) in _header_words():
            return True
        if words.startswith(HEADER) or (words in _ITEMS and row.table is not None):
            return True
    return False


def read_disclosure(rows: Sequence[Row]) -> tuple[list[TableFigure], list[Note], Counter[str]]:
    """Figures, notes, and how many columns speak for each form."""
    figures: list[TableFigure] = []
    notes: list[Note] = []
    votes: Counter[str] = Counter()
    values: dict[tuple[str, str], TableFigure] = {}
    for block in _blocks(rows):
        form = _form_of(block)
        if form is None:
            continue
        votes[form] += len(block.headers)
        for record in block.records:
            found = _figures(form, block.headers, record)
            if found is None:
                if any(cell.text for cell in record.fields):
                    notes.append(_ambiguous_note(record, len(block.headers)))
                continue
            for figure in found:
                earlier = values.setdefault((figure.line_form, figure.line_code), figure)
                if earlier is figure:
                    figures.append(figure)
                elif earlier.value != figure.value:
                    notes.append(_second_value_note(figure, earlier))
    return figures, notes, votes


# --- rows to blocks ---------------------------------------------------------------------------


def _blocks(rows: Sequence[Row]) -> list[_Block]:
    blocks: list[_Block] = []
    was_header = False
    for row in rows:
        headers = _headers(row)
        item_at = next(
            (
                index
                for index, cell in enumerate(row.cells)
                if not is_value(cell.text) and not _headers_in(cell) and _item(cell.text)
            ),
            None,
        )
        if headers:
            # One cell a line: the headers of one block follow each other.
            if was_header and len(row.cells) == 1 and blocks:
                blocks[-1].headers += headers
            else:
                blocks.append(_Block(headers, []))
            was_header = True
            continue
        if item_at is not None and blocks:
            label = row.cells[item_at]
            members = _item(label.text) or ()
            fields = list(row.cells[item_at + 1 :])
            blocks[-1].records.append(_Record(label, members, fields, row))
        elif blocks and blocks[-1].records and _continues(row, blocks[-1]):
            blocks[-1].records[-1].fields += [cell for cell in row.cells if cell.text]
        was_header = was_header and not texts(row.cells)
    return blocks


def _headers_in(cell: Cell) -> list[_Header]:
    if core(cell.text).startswith(ARTICLE):
        return []
    words = _words(cell.text)
    if words in _header_words():
        return [_Header(words, cell, unit_in_label(cell.text))]
    if not core(cell.text).startswith(HEADER):
        return []
    # A flattened line holds the whole header row in one field.
    flat = "".join(unicodedata.normalize("NFKC", cell.text).replace("/", "").split())
    return [
        _Header(_HEADER_VARIANTS.get(found, found), cell, unit_in_label(cell.text))
        for found in _header_pattern().findall(flat)
    ]


def _headers(row: Row) -> list[_Header]:
    return [header for cell in row.cells for header in _headers_in(cell)]


def _continues(row: Row, block: _Block) -> bool:
    """Numbers on their own line belong to the label above them."""
    filled = texts(row.cells)
    held = sum(bool(cell.text) for cell in block.records[-1].fields)
    return bool(filled) and all(map(is_value, filled)) and held + len(filled) <= len(block.headers)


def _form_of(block: _Block) -> str | None:
    """The form whose header words the block has; 处理决定数量 is on both, 本年 or not."""
    votes: Counter[str] = Counter()
    for header in block.headers:
        forms = _header_words()[header.words]
        if _DECISIONS not in header.words:
            votes.update(forms)
    if votes:
        return votes.most_common(1)[0][0]
    return "2021" if block.headers else None


# --- blocks to figures ------------------------------------------------------------------------


def _figures(form: str, headers: Sequence[_Header], record: _Record) -> list[TableFigure] | None:
    """Figures of one row; None where its fields cannot be told apart."""
    placed = _place(headers, record)
    if placed is None:
        return None
    figures = []
    for header, cell in placed:
        line = _line(form, record.members, header.words)
        if line is None:
            continue
        code, measure = line
        value = read_value(cell.text, is_change=measure == CHANGE_MEASURE)
        figures.append(
            TableFigure(
                line_form=form,
                line_code=code,
                column_code="value",
                cell=cell,
                table_number=record.row.table_number,
                label=record.label.text,
                value=value,
                unit=value.unit or header.unit or unit_in_label(record.label.text),
            )
        )
    return figures


def _line(form: str, members: tuple[str, ...], words: str) -> tuple[str, str] | None:
    lines = _lines()
    spellings = [words]
    if _DECISIONS in words:
        spellings = [_DECISIONS, "本年" + _DECISIONS]
    for member in members:
        for spelling in spellings:
            if (form, member, spelling) in lines:
                return lines[form, member, spelling]
    return None


def _place(headers: Sequence[_Header], record: _Record) -> list[tuple[_Header, Cell]] | None:
    """Each header with its cell: by the grid's columns, by count, by the fields' places."""
    fields = record.fields
    if record.row.is_grid:
        under = [
            (header, cell)
            for header in headers
            for cell in fields
            if covers(cell, header.cell.column) or covers(header.cell, cell.column)
        ]
        cells = {id(cell) for _, cell in under}
        if len(cells) == len(under) == len(headers):
            return under
    filled = [cell for cell in fields if cell.text]
    if len(filled) == len(headers):
        return list(zip(headers, filled, strict=True))
    if len(fields) == len(headers):
        return list(zip(headers, fields, strict=True))
    by_place = [
        next((cell for cell in fields if cell.column == header.cell.column), None)
        for header in headers
    ]
    kept = [cell for cell in by_place if cell is not None]
    if len(kept) == len(headers) and {id(cell) for cell in filled} <= {id(cell) for cell in kept}:
        return list(zip(headers, kept, strict=True))
    if len(headers) == 1 and fields:
        return [(headers[0], filled[0] if filled else fields[0])]
    return None


# --- notes ------------------------------------------------------------------------------------


def _ambiguous_note(record: _Record, expected: int) -> Note:
    found, label = texts(record.fields), record.label
    return Note(
        "warning",
        "ambiguous_columns",
        f"table 二, row {label.text}",
        f"{expected} numbers or empty cells",
        f"{len(found)} ({' '.join(found)[:60]})",
        "its figures are left out; read the row in the original",
        {"text": label.text, "line": label.line or label.row},
    )


def _second_value_note(figure: TableFigure, earlier: TableFigure) -> Note:
    return Note(
        "warning",
        "second_table",
        f"table 二, row {figure.label}",
        f"line {figure.line_code} once",
        f"{figure.cell.text} after {earlier.cell.text}",
        "the first is kept; compare the two in the original",
        {"text": figure.label, "line": figure.cell.line or figure.cell.row},
    )
