"""Table 二 of the forms of 2019 and 2021: what was made public under Art. 20 (A lines).

Blocks by item of Art. 20, each with a header row (信息内容 and its columns) and its rows. The
headers differ between the forms, so each block says itself whose lines it holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from extract.document import Cell
from extract.forms import alignment
from extract.forms.labels import core
from extract.forms.plans import SectionReading
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
    "总数量": "对外公开总数量",  # the rest of it, in a line of its own
    "上年项目数量": "上一年项目数量",
    "上一年度项目数量": "上一年项目数量",
    "本年增减数量": "本年增减",
    "增减": "本年增减",
    "本年度处理决定数量": "本年处理决定数量",
    "制作数量": "本年新制作数量",
    "公开数量": "本年新公开数量",
    "本年制作数量": "本年新制作数量",
    "本年公开数量": "本年新公开数量",
    "对外公开总数": "对外公开总数量",
    "上年项目数": "上一年项目数量",
    "上一年项目数": "上一年项目数量",
    "上年度项目数量": "上一年项目数量",
    "本年增减数": "本年增减",
    "本年度增减": "本年增减",
    "本年处理决定数": "本年处理决定数量",
    "处理决定数": "处理决定数量",
    "本年制定件数": "本年制发件数",
    "本年新制发件数": "本年制发件数",
    "本年度制发件数": "本年制发件数",
    "本年度废止件数": "本年废止件数",
    "现行有效总件数": "现行有效件数",
    "本年度收费金额": "本年收费金额",
    "采购金额": "采购总金额",
    "采购项目数": "采购项目数量",
}
SHORTEST_DAMAGED: Final = 3  # characters of a header that lost some
MOST_LOST: Final = 2
SHORTEST_CUT: Final = 2  # characters that are left of a header whose end a page lost
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
    """Columns and the rows under them. `items`: the columns are items, each row is a header."""

    headers: list[_Header]
    records: list[_Record]
    items: list[Cell] = field(default_factory=list)
    end: int = 0  # last column of the header row
    is_open: bool = True  # whether numbers on a line of their own may go on with the last row
    numbers: list[tuple[Row, list[Cell]]] = field(default_factory=list)  # rows without a label


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
def _header_rows() -> tuple[tuple[str, ...], ...]:
    """The header rows of the blocks of both forms."""
    rows: dict[tuple[str, str], dict[str, None]] = {}
    for form in _FORMS:
        for item in line_items(form):
            if item.code.startswith("A") and not item.is_heading:
                rows.setdefault((form, item.heading_code), {})[core(item.column_label)] = None
    return tuple(dict.fromkeys(tuple(row) for row in rows.values()))


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
    return _HEADER_VARIANTS.get(words) or _with_lost_letters(words) or words


@cache
def _with_lost_letters(words: str) -> str | None:
    """The one header that words fit which lost a letter or two but the first (本年发件)."""
    if len(words) < SHORTEST_DAMAGED or words in _header_words():
        return None
    fitting = [
        header
        for header in _header_words()
        if header[0] == words[0]
        and len(words) < len(header) <= len(words) + MOST_LOST
        and _has_in_order(header, words)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _has_in_order(header: str, words: str) -> bool:
    letters = iter(header)
    return all(letter in letters for letter in words)


def _item(text: str) -> tuple[str, ...] | None:
    words = core(text)
    if len(words) > 14:
        return None
    for name, members in _ITEMS.items():
        before, found, _ = words.partition(name)
        if found and not before.endswith(("其他", "非")):
            return members
    return None


def speaks_of_disclosure(row: Row) -> bool:
    """Whether a row by itself belongs to this table."""
    if any(map(_is_header_text, row.words)):
        return True
    return row.table is not None and any(core(text) in _ITEMS for text in row.words)


@lru_cache(maxsize=16_384)
def _is_header_text(text: str) -> bool:
    words = core(text)
    return words.startswith((ARTICLE, HEADER)) or _words(text) in _header_words()


def read_disclosure(rows: Sequence[Row], *, keeps_blanks: bool) -> SectionReading:
    """Figures, notes, and how many columns speak for each form.

    `keeps_blanks`: flattened text of the document has kept its empty cells.
    """
    figures: list[TableFigure] = []
    notes: list[Note] = []
    votes: Counter[str] = Counter()
    values: dict[tuple[str, str], TableFigure] = {}
    blocks = _blocks(rows)
    usual = _usual_form(blocks)
    for block in blocks:
        form = _form_of(block) or usual
        if form is None:
            continue
        votes[form] += len(block.headers)
        for record in block.records:
            found = _figures(form, block, record, keeps_blanks=keeps_blanks)
            if found is None:
                if any(cell.text for cell in record.fields):
                    notes.append(_ambiguous_note(record, len(block.headers)))
                continue
            for figure in found:
                earlier = values.setdefault((figure.line_form, figure.line_code), figure)
                if earlier is figure:
                    figures.append(figure)
                elif not alignment.is_same(earlier.value, figure.value):
                    notes.append(_second_value_note(figure, earlier))
    return SectionReading(figures, notes, votes)


# --- rows to blocks ---------------------------------------------------------------------------


def _blocks(rows: Sequence[Row]) -> list[_Block]:
    blocks: list[_Block] = []
    was_header = False
    for row in rows:
        if blocks and blocks[-1].numbers and not _is_numbers(row):
            _end_numbers(blocks[-1])
        headers = _headers(row)
        has_values = any(map(is_value, texts(row.cells)))
        items = [
            cell
            for cell in row.cells
            if cell.text and not is_value(cell.text) and not _headers_in(cell) and _item(cell.text)
        ]
        if headers and has_values and blocks and blocks[-1].items:
            _add_record(blocks[-1], headers[0].cell, row)
        elif headers:
            # One cell a line: the headers of one block follow each other.
            if was_header and len(row.cells) == 1 and blocks:
                blocks[-1].headers += headers
            else:
                blocks.append(_Block(headers, [], end=row.end))
            was_header = True
            continue
        elif len(items) > 1 and not has_values:
            blocks.append(_Block([], [], items, end=row.end))
        elif items:
            if not blocks or blocks[-1].items:
                blocks.append(_Block([], []))
            _add_record(blocks[-1], items[0], row)
        elif blocks and blocks[-1].records and _is_numbers(row):
            _take_numbers(blocks[-1], row)
        elif blocks and texts(row.cells):
            blocks[-1].is_open = False
        was_header = was_header and all(_is_cut_header(text) for text in texts(row.cells))
    if blocks and blocks[-1].numbers:
        _end_numbers(blocks[-1])
    return blocks


def _add_record(block: _Block, label: Cell, row: Row) -> None:
    at = next(index for index, cell in enumerate(row.cells) if cell is label)
    block.records.append(_Record(label, _item(label.text) or (), list(row.cells[at + 1 :]), row))
    block.is_open = True


def _is_cut_header(text: str) -> bool:
    words = core(text)
    return any(header.startswith(words) for header in _header_words())


def _headers_in(cell: Cell) -> list[_Header]:
    words = _words(cell.text)
    if words in _header_words():
        return [_Header(words, cell, unit_in_label(cell.text))]
    # The article may stand before the header row on one line.
    if not words.startswith(HEADER) and not (words.startswith(ARTICLE) and HEADER in words):
        return []
    # A flattened line holds the whole header row in one field.
    flat = "".join(unicodedata.normalize("NFKC", cell.text).replace("/", "").split())
    return [
        _Header(_HEADER_VARIANTS.get(found, found), cell, unit_in_label(cell.text))
        for found in _header_pattern().findall(flat)
    ]


def _headers(row: Row) -> list[_Header]:
    found = [header for cell in row.cells for header in _headers_in(cell)]
    named = [cell for cell in row.cells if cell.text and not core(cell.text).startswith(HEADER)]
    if len(named) < len(row.cells) and found and len(found) < len(named):
        return _uncut(named) or found
    return found


def _uncut(cells: Sequence[Cell]) -> list[_Header]:
    """Headers whose ends a page lost (本年新, 本年新, 对外公开总数量): one header row fits them."""
    words = [_words(cell.text) for cell in cells]
    fitting = [
        row
        for row in _header_rows()
        if len(row) == len(words)
        and all(
            len(word) >= SHORTEST_CUT and header.startswith(word)
            for word, header in zip(words, row, strict=True)
        )
    ]
    if len(fitting) != 1:
        return []
    return [
        _Header(header, cell, unit_in_label(cell.text))
        for header, cell in zip(fitting[0], cells, strict=True)
    ]


def _is_numbers(row: Row) -> bool:
    filled = texts(row.cells)
    return bool(filled) and all(map(is_value, filled))


def _take_numbers(block: _Block, row: Row) -> None:
    """Numbers on their own line belong to the label above them, or, where as many whole rows of
    them as labels follow, each to its own label."""
    cells = [cell for cell in row.cells if cell.text]
    if block.is_open:
        block.numbers.append((row, cells))


def _end_numbers(block: _Block) -> None:
    rows, block.numbers = block.numbers, []
    width = max(len(block.headers), len(block.items))
    empty: list[_Record] = []
    for record in reversed(block.records):
        if any(cell.text for cell in record.fields):
            break
        empty.insert(0, record)
    if len(empty) == len(rows) and all(len(cells) == width for _, cells in rows):
        for record, (row, cells) in zip(empty, rows, strict=True):
            record.fields, record.row = cells, row
        return
    last = block.records[-1]
    for _, cells in rows:
        if sum(bool(cell.text) for cell in last.fields) + len(cells) <= width:
            last.fields += cells


def _usual_form(blocks: Sequence[_Block]) -> str | None:
    """The form of blocks whose headers are lost: that of the others, or of items it alone has."""
    votes = Counter(form for block in blocks if (form := _form_of(block)))
    if votes:
        return votes.most_common(1)[0][0]
    words = {core(record.label.text) for block in blocks for record in block.records}
    if words & {"其他对外管理服务事项", "政府集中采购"}:
        return "2019"
    return "2021" if "行政规范性文件" in words else None


def _form_of(block: _Block) -> str | None:
    """The form whose header words the block has; 处理决定数量 is on both, 本年 or not."""
    votes: Counter[str] = Counter()
    headers = [header.words for header in block.headers]
    headers += [header.words for r in block.records if block.items for header in _headers(r.row)]
    for words in headers:
        if _DECISIONS not in words:
            votes.update(_header_words()[words])
    if votes:
        return votes.most_common(1)[0][0]
    return "2021" if headers else None


# --- blocks to figures ------------------------------------------------------------------------


def _figures(
    form: str, block: _Block, record: _Record, *, keeps_blanks: bool
) -> list[TableFigure] | None:
    """Figures of one row; None where its fields cannot be told apart."""
    columns: list[_Column] | None
    proof = None
    if block.items:
        [header] = _headers_in(record.label)
        columns = [_Column(_item(cell.text) or (), header, cell) for cell in block.items]
    elif block.headers:
        columns = [_Column(record.members, header, header.cell) for header in block.headers]
    else:
        columns = _columns_of(form, record)
        proof = "the form's order; no header is printed"
    placed = _place(columns, block, record, keeps_blanks=keeps_blanks)
    if placed is None:
        return None
    figures = []
    for column, cell in placed:
        line = _line(form, column.members, column.header.words)
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
                unit=value.unit or column.header.unit or unit_in_label(record.label.text),
                reading="inferred" if proof else "printed",
                proof=proof,
            )
        )
    return figures


@dataclass(frozen=True, slots=True)
class _Column:
    """What a number under a header counts; `cell` is the one that stands above it."""

    members: tuple[str, ...]
    header: _Header
    cell: Cell


def _columns_of(form: str, record: _Record) -> list[_Column]:
    """The columns that the form gives an item, where the document prints no header."""
    words = [
        words for known, member, words in _lines() if known == form and member in record.members
    ]
    return [
        _Column(record.members, _Header(word, record.label, None), record.label) for word in words
    ]


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


def _place(
    columns: Sequence[_Column], block: _Block, record: _Record, *, keeps_blanks: bool
) -> list[tuple[_Column, Cell]] | None:
    """Each column with its cell: by the grid's columns, by count, by the fields' places."""
    fields = record.fields
    filled = [cell for cell in fields if cell.text]
    if record.row.is_grid and record.row.end == block.end:
        under = [
            (column, cell)
            for column in columns
            for cell in fields
            if covers(column.cell, cell.column) or covers(cell, column.cell.column)
        ]
        cells = {id(cell) for _, cell in under}
        # A number under no header: the row has moved against its headers.
        if len(cells) == len(under) == len(columns) and cells >= {id(cell) for cell in filled}:
            return under
    if len(filled) == len(columns):
        return list(zip(columns, filled, strict=True))
    if len(columns) == 1 and len(filled) < 2 and fields:
        return [(columns[0], filled[0] if filled else fields[0])]
    # Flattened text may have dropped empty cells and padded the row at its end.
    has_all = keeps_blanks or record.row.is_grid or not filled or bool(fields[-1].text)
    if len(fields) == len(columns) and has_all and block.headers:
        return list(zip(columns, fields, strict=True))
    by_place = [
        next((cell for cell in fields if cell.column == column.cell.column), None)
        for column in columns
    ]
    kept = [cell for cell in by_place if cell is not None]
    if (
        len({id(cell) for cell in kept}) == len(columns)
        and has_all
        and {id(cell) for cell in filled} <= {id(cell) for cell in kept}
        and record.row.end == block.end
    ):
        return list(zip(columns, kept, strict=True))
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
