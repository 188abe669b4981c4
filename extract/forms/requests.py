"""Table 三 of the forms of 2019 and 2021: requests received and how they ended (B lines).

One row a line, seven columns: natural persons, five kinds of legal persons, total. The forms differ
in (六) 其他处理 alone: one row in 2019, three in 2021.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from extract.contract import APPLICANT_COLUMNS
from extract.document import Cell, Table
from extract.forms import alignment
from extract.forms.labels import Labels, core
from extract.forms.plans import SectionReading
from extract.forms.rows import Row, TableFigure, has_inner_blank, texts
from extract.lines import line_items
from extract.notes import Note
from extract.values import is_value, read_value

OTHER_UNDIVIDED: Final = "B3.6"
OTHER_PARTS: Final = frozenset({"B3.6.1", "B3.6.2", "B3.6.3"})
LAST_OTHER: Final = "B3.6.3"
TOTAL_OF_RESULTS: Final = "B3.7"
_SINGLE_RESULTS: Final = ("B3.1", "B3.2")
_GROUPS: Final = {
    "B3.3": tuple(f"B3.3.{number}" for number in range(1, 9)),
    "B3.4": tuple(f"B3.4.{number}" for number in range(1, 4)),
    "B3.5": tuple(f"B3.5.{number}" for number in range(1, 6)),
    OTHER_UNDIVIDED: tuple(sorted(OTHER_PARTS)),
}
_BALANCE: Final = {"B1": 1, "B2": 1, TOTAL_OF_RESULTS: -1, "B4": -1}  # R1
FIRST_LINE: Final = "B1"
ALL_RESULTS: Final = "B3"  # the heading 三; the form asks for no number there
# Words that are a row label and a column header alike.
_AMBIGUOUS: Final = frozenset({"其他", "总计"})
_COLUMNS: Final = {
    "自然人": "natural_person",
    "商业企业": "commercial",
    "科研机构": "research",
    "社会公益组织": "public_welfare",
    "法律服务机构": "legal_service",
    "其他": "other",
    "总计": "total",
}
_SIXTH = re.compile(r"[(（]六[)）]\s*其[他它]$")
_SPANNING_HEADERS: Final = frozenset({"申请人情况", "法人或其他组织", "申请人", "法人和其他组织"})
_NEXT_BUT_ONE: Final = 2
FEWEST_UNIFORM: Final = 5
MOST_LABEL_LINES: Final = 4  # of a label that a narrow column breaks
_WIDTH: Final = len(APPLICANT_COLUMNS)
# What the lines of both forms are called until the form of the document is known.
_LINE_FORM: Final = "2021"
_EVERY_FORM: Final = tuple(
    ["B1", "B2", "B3.1", "B3.2"]
    + [f"B3.3.{number}" for number in range(1, 9)]
    + [f"B3.4.{number}" for number in range(1, 4)]
    + [f"B3.5.{number}" for number in range(1, 6)]
    + [TOTAL_OF_RESULTS, "B4"]
)


# The lines that ask for numbers, in the form's order; 2021 divides （六）, 2019 does not.
_ORDER: Final = {
    code: number
    for number, code in enumerate([*_EVERY_FORM[:-2], *sorted(OTHER_PARTS), TOTAL_OF_RESULTS, "B4"])
}


@cache
def row_labels() -> Labels:
    return Labels(
        (item.label, item.code)
        for form in ("2019", "2021")
        for item in line_items(form)
        if item.code.startswith("B")
    )


@lru_cache(maxsize=16_384)  # the form's labels stand in every document
def _is_of_header(text: str) -> bool:
    words = core(text)
    is_column = words in _COLUMNS and words not in _AMBIGUOUS
    return is_column or words in _SPANNING_HEADERS or "勾稽关系" in text


def speaks_of_requests(row: Row) -> bool:
    """Whether a row by itself belongs to this table."""
    return any(map(_is_of_requests, row.words))


@lru_cache(maxsize=16_384)
def _is_of_requests(text: str) -> bool:
    if _is_of_header(text):
        return True
    is_label = not is_value(text) and core(text) not in _AMBIGUOUS
    return is_label and row_labels().find(text) is not None


@dataclass(frozen=True, slots=True)
class _Stray:
    """A row with numbers whose label is on no form; `after`: the records read before it."""

    label: Cell
    row: Row
    fields: list[Cell]
    columns: dict[int, str]
    after: int


@dataclass(slots=True)
class _Record:
    """One line of the table with the fields that follow its label."""

    code: str
    label_text: str
    label: Cell
    row: Row
    fields: list[Cell]
    columns: dict[int, str]  # headers over the columns; empty where the row does not keep to them
    is_assembled: bool = False  # of numbers that stand on lines of their own
    # The columns that the table has: some bodies leave out those they have no numbers for.
    order: tuple[str, ...] = APPLICANT_COLUMNS

    @property
    def is_grid(self) -> bool:
        """Whether a field's column says something: in a grid, and in text that kept all its empty
        cells, so that header and row have the same number of fields."""
        return self.row.is_grid or bool(self.columns)

    @property
    def is_empty(self) -> bool:
        return not any(cell.text for cell in self.fields)

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.fields if cell.text]


def read_requests(rows: Sequence[Row], *, keeps_blanks: bool) -> SectionReading:
    """Figures and notes. Lines that both forms have come as those of 2021; see `as_lines_of`.

    `keeps_blanks`: flattened text of the document has kept its empty cells.
    """
    reading = _records(rows)
    figures: list[TableFigure] = []
    notes = [_stray_note(stray.label) for stray in reading.strays]
    for number, records in enumerate(_instances(reading.records)):
        found, remarks = _figures(
            records, has_strays=bool(reading.strays), keeps_blanks=keeps_blanks
        )
        if number and _states_the_same(figures, found):
            continue
        if number and found:
            notes.append(_second_table_note(records[0]))
            continue
        figures += found
        notes += remarks
    if figures:
        notes += _gaps({figure.line_code for figure in figures})
    return SectionReading(figures, notes)


def as_lines_of(form: str, figures: Iterable[TableFigure]) -> list[TableFigure]:
    """The lines that both forms have, as those of `form`; 其他处理 keeps the form that it is of."""
    own = OTHER_PARTS | {OTHER_UNDIVIDED}
    found = list(figures)
    for figure in found:
        if figure.line_code not in own:
            figure.line_form = form
    return found


def _gaps(stated: set[str]) -> list[Note]:
    """A note on rows that every form has and the document does not show: cut off, or not read."""
    missing = [code for code in _EVERY_FORM if code not in stated]
    if not missing:
        return []
    return [
        Note(
            "warning",
            "incomplete_table",
            "table 三",
            f"the {len(_EVERY_FORM)} rows that both forms have",
            f"no numbers for {' '.join(missing)}",
            "compare with the original; the document may be cut off",
        )
    ]


# --- rows to records --------------------------------------------------------------------------


def _header_columns(row: Row) -> dict[int, str]:
    """Grid columns with the column codes of the headers that cover them."""
    return {
        column: _COLUMNS[core(cell.text)]
        for cell in row.cells
        if core(cell.text) in _COLUMNS
        for column in range(cell.column, cell.column + cell.column_span)
    }


def _is_header(row: Row) -> bool:
    if not any(map(_is_of_header, row.words)):
        return False
    words = [core(text) for text in texts(row.cells)]
    headers = sum(word in _COLUMNS or word in _SPANNING_HEADERS for word in words)
    return not any(is_value(text) for text in texts(row.cells)) and headers >= 1


class _Reading:
    """Rows to records, in reading order; a label may stand in lines above its numbers."""

    def __init__(self) -> None:
        self.records: list[_Record] = []
        self.strays: list[_Stray] = []  # rows whose labels are on no form
        self._pending: list[Cell] = []  # text since the last numbers: parts of a broken label
        self._numbers: list[tuple[Row, list[Cell], dict[int, str]]] = []  # rows without a label

    def read(self, row: Row, columns: dict[int, str], order: tuple[str, ...]) -> None:
        """`columns`: the headers over the columns, empty where the row does not keep to them;
        `order`: the columns that the table has."""
        known = len(self.records)
        # A label or header that reaches down from a row above is no field of this row.
        own = [c for c in row.cells if c.row == row.number or not c.text or is_value(c.text)]
        has_label = any(cell.text and not _is_field(cell) for cell in own)
        for part in _segments(own if has_label else row.cells):
            self._read(row, part, columns)
        for record in self.records[known:]:
            record.order = order

    def _read(self, row: Row, cells: Sequence[Cell], columns: dict[int, str]) -> None:
        label, fields = _split(cells, is_grid=row.is_grid)
        has_numbers = any(cell.text for cell in fields)
        if label is None and has_numbers and not self._pending:
            self._numbers.append((row, fields, columns))
            return
        self.end_numbers()
        name = self._name(label)
        if name is not None and (_code(label) or has_numbers):
            anchor = label or self._pending[-1]
            self.records.append(_Record(*name, anchor, row, fields, columns))
            self._pending = []
        elif has_numbers:
            self._numbers_alone(row, label, fields, columns)
        elif label is not None:
            self._pending.append(label)

    def _name(self, label: Cell | None) -> tuple[str, str] | None:
        """Code and text of the label, its own or that which the lines above begin."""
        own = label.text if label else ""
        for count in range(min(len(self._pending), MOST_LABEL_LINES) + 1):
            above = self._pending[len(self._pending) - count :]
            text = "".join(cell.text for cell in above) + own
            code = _line_of(text) if text else None
            if code is not None:
                return code, text
        return None

    def _numbers_alone(
        self, row: Row, label: Cell | None, fields: list[Cell], columns: dict[int, str]
    ) -> None:
        last = self.records[-1] if self.records else None
        if (
            label is not None
            and last is not None
            and last.is_empty
            and _line_of(last.label_text + label.text) == last.code
        ):
            # The row was cut by a page end: its label goes on, its numbers stand on the new page.
            last.fields, last.row, last.columns = fields, row, columns
            last.label_text += label.text
        else:
            anchor = label or (self._pending or fields)[-1]
            self.strays.append(_Stray(anchor, row, fields, columns, len(self.records)))
            self._pending = []

    def end_numbers(self) -> None:
        """Give the rows without a label to the labels above them."""
        rows, self._numbers = self._numbers, []
        if not rows:
            return
        waiting = self._waiting()
        last = self.records[-1] if self.records else None
        if len(waiting) > 1 and len(rows) == len(waiting) and len(rows[0][1]) > 1:
            # All labels first, then all numbers: as many rows of them as labels.
            for record, (row, fields, columns) in zip(waiting, rows, strict=True):
                record.fields, record.row, record.columns = fields, row, columns
        elif last is None or (len(waiting) > 1 and len(rows) > 1 and len(rows[0][1]) > 1):
            self.strays += [_Stray(f[0], row, f, columns, 0) for row, f, columns in rows]
        else:
            for row, fields, _ in rows:
                last.fields = last.fields + fields if last.filled else fields
                last.row = last.row if len(rows) > 1 else row
            last.is_assembled = len(rows) > 1

    def place_strays(self) -> None:
        """A label that lost a character is known by the rows above and below it."""
        rest: list[_Stray] = []
        for stray in reversed(self.strays):
            before = [r.code for r in self.records[: stray.after] if r.code in _ORDER]
            after = [r.code for r in self.records[stray.after :] if r.code in _ORDER]
            code = None
            if before and after and _ORDER[after[0]] == _ORDER[before[-1]] + 2:
                code = next(c for c, at in _ORDER.items() if at == _ORDER[before[-1]] + 1)
            label = row_labels().nearly(stray.label.text, code) if code else None
            if code and label:
                record = _Record(
                    code, stray.label.text, stray.label, stray.row, stray.fields, stray.columns
                )
                self.records.insert(stray.after, record)
            else:
                rest.insert(0, stray)
        self.strays = rest

    def leave_out_others(self) -> None:
        """其他 is the last row of （六）; between other rows it is what is left of their labels."""
        for record in [r for r in self.records if r.code == LAST_OTHER and r.filled]:
            at = self.records.index(record)
            before = [r.code for r in self.records[:at] if r.code in _ORDER]
            after = [r.code for r in self.records[at + 1 :] if r.code in _ORDER]
            if not before or not after or core(record.label_text) != "其他":
                continue
            # Two rows that follow each other on the form, or that it has one row between.
            if 0 < _ORDER[after[0]] - _ORDER[before[-1]] <= _NEXT_BUT_ONE and not (
                _ORDER[before[-1]] < _ORDER[LAST_OTHER] < _ORDER[after[0]]
            ):
                self.records.remove(record)
                self.strays.append(
                    _Stray(record.label, record.row, record.fields, record.columns, at)
                )

    def _waiting(self) -> list[_Record]:
        """The records since the last numbers whose lines ask for some."""
        empty: list[_Record] = []
        for record in reversed(self.records):
            if record.filled:
                break
            empty.insert(0, record)
            if record.code == FIRST_LINE:
                break  # sentences before the table may have named its lines
        codes = {record.code for record in empty}
        return [
            record
            for record in empty
            if record.code != ALL_RESULTS and not codes & set(_GROUPS.get(record.code, ()))
        ]


def _segments(cells: Sequence[Cell]) -> Iterator[Sequence[Cell]]:
    """A row cut before each label that follows numbers: two rows ran together."""
    start, has_values = 0, False
    for index, cell in enumerate(cells):
        if is_value(cell.text):
            has_values = True
        elif has_values and cell.text and _code(cell):
            yield cells[start:index]
            start, has_values = index, False
    yield cells[start:]


def _records(rows: Iterable[Row]) -> _Reading:
    reading = _Reading()
    header = last = _HeaderRows()
    in_header = False
    for row in rows:
        if _is_header(row):
            if not in_header or row.table is not header.table:
                last = header if header.codes else last
                header = _HeaderRows(row.table)
            header.add(row)
            in_header = True
        elif in_header and _is_rest_of_header(row):
            header.add(row)
        else:
            if in_header and header.columns.items() < last.columns.items():
                header = last  # a page end repeats the first line of the header alone
            in_header = False
            reading.read(row, header.columns if header.is_over(row) else {}, header.order)
    reading.end_numbers()
    reading.leave_out_others()
    reading.place_strays()
    return reading


@dataclass(slots=True)
class _HeaderRows:
    """The rows of one header: which column code stands in which column."""

    table: Table | None = None
    columns: dict[int, str] = field(default_factory=dict)
    widths: set[int] = field(default_factory=set)  # fields of each row
    codes: list[str] = field(default_factory=list)  # in the order of reading

    def add(self, row: Row) -> None:
        self.columns |= _header_columns(row)
        self.widths.add(len(row.cells))
        self.codes += [code for text in texts(row.cells) if (code := _COLUMNS.get(core(text)))]

    @property
    def order(self) -> tuple[str, ...]:
        found = set(self.codes)
        is_part = {"natural_person", "total"} <= found and len(found) == len(self.codes)
        return tuple(c for c in APPLICANT_COLUMNS if c in found) if is_part else APPLICANT_COLUMNS

    def is_over(self, row: Row) -> bool:
        """Whether the columns of a row are those of the header. Text says so only where no row
        lost a field: then the seven headers stand in columns of their own."""
        if row.is_grid:
            return True
        is_whole = len(set(self.columns.values())) == len(self.columns) == _WIDTH
        return is_whole and row.table is not None and self.widths == {len(row.cells)}


def _is_rest_of_header(row: Row) -> bool:
    """One cell a line: 其他 and 总计 of the header, which are row labels elsewhere."""
    words = [core(text) for text in texts(row.cells)]
    return bool(words) and all(word in _COLUMNS for word in words)


def _line_of(text: str) -> str | None:
    """The line that a label names; （六）其他 is all of 其他处理, 其他 by itself its last part."""
    code = row_labels().find(text)
    return OTHER_UNDIVIDED if code == LAST_OTHER and _SIXTH.match(text.strip()) else code


def _code(cell: Cell | None) -> str | None:
    return _line_of(cell.text) if cell else None


def _split(cells: Sequence[Cell], *, is_grid: bool) -> tuple[Cell | None, list[Cell]]:
    """The label of the row and the fields after it: of several labels the innermost."""
    words = [i for i, cell in enumerate(cells) if cell.text and not _is_field(cell)]
    named = [index for index in words if _code(cells[index])]
    number = next((i for i, cell in enumerate(cells) if _is_field(cell)), None)
    before = [index for index in words if number is None or index < number]
    if named and not (number and before[-1] > named[-1] and _is_group(cells[named[-1]])):
        at = named[-1]
    elif words:
        at = before[-1] if before else words[0]
    else:
        return None, _apart([cell for cell in cells if cell.text or is_grid])
    return cells[at], _apart(list(cells[at + 1 :]))


def _is_group(cell: Cell) -> bool:
    """Whether a label is that of several rows; theirs stand to its right."""
    code = _code(cell)
    return code == ALL_RESULTS or code in _GROUPS


def _is_field(cell: Cell) -> bool:
    return is_value(cell.text) or alignment.are_several(cell.text)


def _apart(fields: list[Cell]) -> list[Cell]:
    """The fields, those that ran together apart where they make a whole row so."""
    if not any(alignment.are_several(cell.text) for cell in fields):
        return fields
    parts = [part for cell in fields for part in alignment.parts_of(cell) if part.text]
    is_parted = len(parts) > len([cell for cell in fields if cell.text])
    return parts if is_parted and len(parts) == _WIDTH else fields


def _instances(records: Iterable[_Record]) -> list[list[_Record]]:
    """One list a table: a document may print the table twice, or another body's after it."""
    tables: list[list[_Record]] = []
    has_first = False
    for record in records:
        is_first = record.code == FIRST_LINE
        if not tables or (is_first and has_first):
            tables.append([])
            has_first = False
        has_first = has_first or is_first
        tables[-1].append(record)
    return tables


# --- records to figures -----------------------------------------------------------------------


_Placed = dict[str, Cell | None]


@dataclass(frozen=True, slots=True)
class _Decided:
    """The cells of one row by column. `proof`: what the arithmetic rests on, None where the layout
    itself says which cell is which. `is_merged`: one number stands for all columns."""

    cells: _Placed
    proof: str | None = None
    is_merged: bool = False


@dataclass(slots=True)
class _Shapes:
    """What the rows of one document have in common."""

    ends: dict[int | None, int]  # table number → column where most of its rows end
    counts: dict[int | None, int]  # … and how many fields most of them have
    offsets: dict[tuple[int, int], int]
    shows_blanks: bool  # flattened text that kept its empty cells
    is_uniform: bool  # all rows have seven fields, and the same of them are empty
    is_full: bool  # all rows of flattened text have seven numbers
    widths: dict[int | None, int]  # table number → how many numbers most of its rows have
    prints_totals: bool  # most rows have seven numbers


def _figures(
    records: Sequence[_Record], *, has_strays: bool, keeps_blanks: bool
) -> tuple[list[TableFigure], list[Note]]:
    notes: list[Note] = []
    usable = _usable(records, notes)
    _keep_to_headers(usable)
    shapes = _shapes(records, keeps_blanks=keeps_blanks)
    decided: dict[str, _Decided] = {}
    undecided: dict[str, list[alignment.Placement]] = {}
    for record in usable:
        placed = _by_layout(record, shapes)
        if placed is not None and not (placed.is_merged and _may_be_cut(record, records)):
            decided[record.code] = placed
        elif record.filled:
            undecided[record.code] = _candidates(record, shapes)
    if undecided and _lack_totals(usable, decided, undecided):
        # A row of zeros ties, whichever of them is taken for its total: here none is one.
        for record in usable:
            if record.code in undecided and not alignment.total_of(record.filled):
                ways = alignment.placements(record.filled, _WIDTH)
                undecided[record.code] = [placed for placed in ways if placed[-1] is None]
    if undecided:
        has_notes = has_strays or bool(notes)
        decided |= _by_rules(usable, decided, undecided, is_whole=not has_notes)
    has_parts = any(record.code in OTHER_PARTS and record.filled for record in records)
    figures: list[TableFigure] = []
    for record in usable:
        found = decided.get(record.code)
        if found is not None:
            form = _form_of_line(record.code, has_parts=has_parts)
            figures += _row_figures(record, found, form)
            if found.is_merged:
                notes.append(_merged_columns_note(record))
        if record.code in undecided and not _is_whole(record, found):
            notes.append(_ambiguous_note(record))
    return figures, notes


def _lack_totals(
    records: Sequence[_Record],
    decided: Mapping[str, _Decided],
    undecided: Mapping[str, Sequence[alignment.Placement]],
) -> bool:
    """Whether there are rows that do not tie with a total and none that does: the column of totals
    was left blank, and dropped."""
    counting = [r.code for r in records if r.filled and alignment.total_of(r.filled)]
    totals = [found.cells.get("total") for found in decided.values()]
    if any(alignment.number(cell) for cell in totals):
        return False
    open_rows = [undecided[code] for code in counting if code in undecided]
    return bool(open_rows) and not any(map(_ties, chain(*open_rows)))


def _may_be_cut(record: _Record, records: Sequence[_Record]) -> bool:
    """Whether a row of one number is the last one that a table cut short has."""
    return record is records[-1] and _ORDER.get(record.code, 0) < _ORDER[TOTAL_OF_RESULTS]


def _usable(records: Sequence[_Record], notes: list[Note]) -> list[_Record]:
    """Rows that can be read, each line once; notes on the others."""
    shared = _shared_cells(records)
    usable: dict[str, _Record] = {}
    for record in records:
        if record.code == ALL_RESULTS or not record.fields:
            continue
        codes = _GROUPS.get(record.code, ())
        if record.is_empty and any(other.code in codes for other in records):
            continue  # a heading over its rows: nothing is due in its cells
        if any(id(cell) in shared for cell in record.fields):
            notes.append(_merged_note(record))
        elif not _may_have_numbers(record, records):
            notes.append(_heading_note(record))
        elif record.code not in usable or usable[record.code].is_empty:
            usable[record.code] = record
        elif not record.is_empty:
            notes.append(_repeated_note(record))
    return list(usable.values())


def _may_have_numbers(record: _Record, records: Sequence[_Record]) -> bool:
    """Numbers beside a heading are those of a row that lost its label, unless it is undivided, or
    they are the sum of all its parts."""
    codes = _GROUPS.get(record.code, ())
    parts = [other for other in records if other.code in codes and other.filled]
    if not parts or record.is_empty:
        return True
    if len(parts) < len(codes) or any(len(part.filled) != _WIDTH for part in [*parts, record]):
        return False
    sums = [alignment.total_of([part.filled[at] for part in parts]) for at in range(_WIDTH)]
    return any(sums) and sums == [alignment.number(cell) for cell in record.filled]


def _form_of_line(code: str, *, has_parts: bool) -> str:
    """Whose code it is: an undivided (六) is a line of 2019, its parts are lines of 2021."""
    if code in OTHER_PARTS:
        return "2021"
    if code == OTHER_UNDIVIDED and not has_parts:
        return "2019"
    return _LINE_FORM


def _row_figures(record: _Record, decided: _Decided, form: str) -> list[TableFigure]:
    figures = []
    for column in APPLICANT_COLUMNS:
        cell = decided.cells.get(column)
        if cell is None:
            continue
        value = read_value(cell.text)
        figures.append(
            TableFigure(
                line_form=form,
                line_code=record.code,
                column_code=column,
                cell=cell,
                table_number=record.row.table_number,
                label=record.label_text,
                value=value,
                unit=value.unit,
                reading="inferred" if decided.proof else "printed",
                proof=decided.proof,
            )
        )
    return figures


def _is_whole(record: _Record, decided: _Decided | None) -> bool:
    """Whether every number of the row has found its column."""
    if decided is None:
        return False
    placed = {(cell.char_start, cell.text) for cell in decided.cells.values() if cell is not None}
    length = sum(len(text) for _, text in placed)
    return length >= sum(len(cell.text.replace(" ", "")) for cell in record.filled)


# --- what the layout says ---------------------------------------------------------------------


def _shapes(records: Sequence[_Record], *, keeps_blanks: bool) -> _Shapes:
    ends: dict[int | None, Counter[int]] = {}
    counts: dict[int | None, Counter[int]] = {}
    widths: dict[int | None, Counter[int]] = {}
    for record in records:
        if record.filled:
            table = record.row.table_number
            widths.setdefault(table, Counter())[len(record.filled)] += 1
        ends.setdefault(record.row.table_number, Counter())[record.row.end] += 1
        counts.setdefault(record.row.table_number, Counter())[len(record.fields)] += 1
    return _Shapes(
        {table: found.most_common(1)[0][0] for table, found in ends.items()},
        {table: found.most_common(1)[0][0] for table, found in counts.items()},
        _offsets(records),
        keeps_blanks or any(map(has_inner_blank, (r.fields for r in records if not r.is_grid))),
        _is_uniform([record for record in records if not record.is_grid and record.filled]),
        all(len(r.filled) == _WIDTH for r in records if not r.is_grid and r.filled),
        {table: found.most_common(1)[0][0] for table, found in widths.items()},
        2 * sum(len(r.filled) == _WIDTH for r in records) > len(records),
    )


def _is_uniform(records: Sequence[_Record]) -> bool:
    """Whether a column is empty in all rows: not one after which the last number is the total."""
    shapes = {tuple(bool(cell.text) for cell in record.fields) for record in records}
    if len(records) < FEWEST_UNIFORM or len(shapes) != 1 or len(next(iter(shapes))) != _WIDTH:
        return False
    counting = [record for record in records if alignment.total_of(record.filled)]
    return not counting or not all(_ties(tuple(record.filled)) for record in counting)


def _by_layout(record: _Record, shapes: _Shapes) -> _Decided | None:
    """Cells where header, number of fields or the rows of the same shape say that they stand."""
    found = _by_place(record, shapes)
    return None if found is not None and _has_moved(found, record, shapes) else found


def _has_moved(found: _Decided, record: _Record, shapes: _Shapes) -> bool:
    """Whether the total may stand under the header before its own: a row that lost a cell and was
    filled up at its end. Its own place is empty, and other rows print their totals."""
    total = found.cells.get("total")
    is_empty = not found.is_merged and (total is None or not total.text)
    return is_empty and shapes.prints_totals and alignment.total_of(record.filled) > 0


def _by_place(record: _Record, shapes: _Shapes) -> _Decided | None:
    if record.is_grid and (found := _by_grid(record, shapes)) is not None:
        return found
    if len(record.order) < _WIDTH and record.filled:
        # As many numbers as the table has columns, in this row as in most others.
        is_usual = shapes.widths[record.row.table_number] == len(record.order)
        if is_usual and len(record.filled) == len(record.order):
            return _Decided(dict(zip(record.order, record.filled, strict=True)))
        return None
    return None if record.is_grid else _by_line(record, shapes)


def _by_line(record: _Record, shapes: _Shapes) -> _Decided | None:
    """A row of flattened text."""
    if len(record.filled) == _WIDTH:
        # One cell a line: seven numbers may be those of two rows that lost some, or a label.
        is_sure = not record.is_assembled or shapes.is_full or _ties(tuple(record.filled))
        return _Decided(_named(record.filled)) if is_sure else None
    if not record.filled:
        return _Decided(_named(record.fields) if len(record.fields) >= _WIDTH else {})
    if len(record.fields) == 1:
        return _over_all_columns(record.fields[0])
    return _Decided(_named(record.fields)) if shapes.is_uniform else _by_shape(record, shapes)


def _by_grid(record: _Record, shapes: _Shapes) -> _Decided | None:
    fields, filled = record.fields, record.filled
    # A row that is shorter or longer than the others has lost or gained a cell: under which
    # header a field stands says nothing then.
    table = record.row.table_number
    is_intact = record.row.end == shapes.ends[table]
    has_all = is_intact or len(fields) == shapes.counts[table]
    if len(filled) == _WIDTH and len({(cell.row, cell.column) for cell in filled}) == 1:
        return _Decided(_named(filled))  # all of them in one cell
    if is_intact and (by_header := _by_header(record)) is not None:
        return by_header
    if len(filled) == _WIDTH and (has_all or len(fields) == _WIDTH or _ties(tuple(filled))):
        return _Decided(_named(filled))
    if has_all and len(fields) == _WIDTH:
        return _Decided(_named(fields))
    if is_intact and len(fields) == 1:
        return _over_all_columns(fields[0])
    return None if filled else _Decided({})


def _by_shape(record: _Record, shapes: _Shapes) -> _Decided | None:
    """A row of flattened text that kept its empty cells, read like the full rows of its shape."""
    start = shapes.offsets.get(_shape(record)) if shapes.shows_blanks else None
    if start is None:
        return None
    window = tuple(record.fields[start : start + _WIDTH])
    if not {id(cell) for cell in record.filled} <= {id(cell) for cell in window}:
        return None
    # A wrong total is a misprint, unless another place of the fields makes it right. Zeros without
    # a total tie wherever they stand.
    is_counted = alignment.total_of(record.filled) > 0 or alignment.number(window[-1]) is not None
    if is_counted and not _ties(window) and any(map(_ties, _candidates(record, shapes))):
        return None
    return _Decided(_named(window))


def _over_all_columns(cell: Cell) -> _Decided:
    return _Decided({"total": cell}, is_merged=True)


def _named(cells: Sequence[Cell | None]) -> _Placed:
    return dict(zip(APPLICANT_COLUMNS, cells, strict=False))


def _keep_to_headers(records: Sequence[_Record]) -> None:
    """Headers in another order than the form's are followed only where the sums are on their side:
    one lost span in the header row moves all headers after it."""
    for columns in {id(record.columns): record.columns for record in records}.values():
        order = tuple(dict.fromkeys(columns[column] for column in sorted(columns)))
        if order == APPLICANT_COLUMNS or len(order) < _WIDTH:
            continue
        rows = [record for record in records if record.columns is columns and record.filled]
        found = [_by_header(record) for record in rows]
        named = [[d.cells.get(c) for c in APPLICANT_COLUMNS] if d else [] for d in found]
        as_headed = sum(bool(cells) and _ties(tuple(cells)) for cells in named)
        as_usual = sum(
            len(record.filled) == _WIDTH and _ties(tuple(record.filled)) for record in rows
        )
        if as_headed < as_usual:
            for record in rows:
                record.columns = {}


def _by_header(record: _Record) -> _Decided | None:
    """Cells under the headers of a grid; None where the row does not keep to its columns."""
    columns = record.columns
    codes = set(columns.values())
    label_end = record.label.column + record.label.column_span - 1
    if len(codes) < 2 or label_end >= min(columns):
        return None
    placed: _Placed = {}
    merged: list[Cell] = []
    for cell in record.fields:
        if cell.column_span == 1:  # as nearly all are
            under = {columns[cell.column]} if cell.column in columns else set()
        else:
            spanned = range(cell.column, cell.column + cell.column_span)
            under = {columns[column] for column in spanned if column in columns}
        if len(under) > 1:
            if under == codes:
                return _over_all_columns(cell)
            merged.append(cell)
            codes = codes - under
        elif under:
            code = next(iter(under))
            earlier = placed.get(code)
            if earlier is not None and earlier.text and cell.text:
                return None
            if earlier is None or cell.text:
                placed[code] = cell
        elif cell.text and is_value(cell.text):
            return None
    if any(cell.text for cell in merged) and not is_value(merged[0].text):
        return None
    return _Decided(placed) if codes <= placed.keys() else None


def _shape(record: _Record) -> tuple[int, int]:
    """Rows of one shape had the same cells dropped: column of the label, number of fields."""
    return record.label.column, record.label.column + len(record.fields)


def _offsets(records: Iterable[_Record]) -> dict[tuple[int, int], int]:
    """Where the seven fields begin, for each shape of row: in rows whose first number and whose
    total are printed, if they agree. What is between them may be empty."""
    seen: dict[tuple[int, int], set[int]] = {}
    for record in records:
        if record.is_grid:
            continue
        filled = [index for index, cell in enumerate(record.fields) if cell.text]
        if filled and filled[-1] - filled[0] == _WIDTH - 1:
            seen.setdefault(_shape(record), set()).add(filled[0])
    return {shape: starts.pop() for shape, starts in seen.items() if len(starts) == 1}


# --- what the arithmetic says -----------------------------------------------------------------


def _ties(placed: alignment.Placement) -> bool:
    """R3: the total is the sum of the six applicant columns."""
    total = alignment.number(placed[-1])
    return total is not None and alignment.total_of(placed[:-1]) == total


def _candidates(record: _Record, shapes: _Shapes) -> list[alignment.Placement]:
    """Every way to read the row that R3 allows; where there is none, those without a total."""
    keeps_blanks = record.is_grid or shapes.shows_blanks
    fields = record.fields if keeps_blanks else record.filled
    while len(fields) > _WIDTH and not fields[-1].text:
        fields = fields[:-1]  # what fills a row up to the width of its table
    if len(fields) == _WIDTH and not fields[-1].text:
        fields = record.filled
    ways = list(alignment.readings(fields, _WIDTH))
    is_sum = len(record.filled) > 1  # a lone zero ties with nothing, and proves nothing
    if is_sum and (tying := [placed for placed in ways if _ties(placed)]):
        return tying
    parts = [part for cell in record.filled for part in alignment.parts_of(cell)]
    apart = [*alignment.placements(parts, _WIDTH)] if len(parts) > len(record.filled) else []
    apart = apart or list(alignment.unglued(parts, _WIDTH))
    if tying := [placed for placed in apart if _ties(placed)]:
        return tying
    return [placed for placed in ways if alignment.number(placed[-1]) is None]


def _by_rules(
    records: Sequence[_Record],
    decided: dict[str, _Decided],
    undecided: dict[str, list[alignment.Placement]],
    *,
    is_whole: bool,
) -> dict[str, _Decided]:
    """What R1, R2 and R3 leave of the candidates, where they leave one reading of a cell."""
    domains = {
        code: [alignment.numbers_of(tuple(found.cells.get(c) for c in APPLICANT_COLUMNS))]
        for code, found in decided.items()
        if _is_legible(found)
    }
    illegible = len(domains) < len(decided)
    for code, candidates in undecided.items():
        if candidates:
            domains[code] = [alignment.numbers_of(placed) for placed in candidates]
    rules = _rules(domains.keys(), is_whole=is_whole and not illegible)
    left = alignment.possible(domains, rules)
    found: dict[str, _Decided] = {}
    for record in records:
        candidates = undecided.get(record.code, [])
        kept = [
            placed for placed in candidates if alignment.numbers_of(placed) in left[record.code]
        ]
        if not kept or not (_ties(kept[0]) or _is_proven(record.code, left, rules)):
            continue
        cells = alignment.agreed(kept)
        if any(cell is not None for cell in cells):
            proof = "R3 in this row" if len(kept) == len(candidates) else _proof(record.code, rules)
            found[record.code] = _Decided(_named(cells), proof)
    return found


def _is_legible(decided: _Decided) -> bool:
    cells = [cell for cell in decided.cells.values() if cell is not None]
    return len(cells) > 1 and all(read_value(cell.text).state != "illegible" for cell in cells)


def _rules(lines: Iterable[str], *, is_whole: bool) -> list[alignment.Rule]:
    """R1 and R2 over the lines that there are. `is_whole`: none may be missing from them."""
    lines = set(lines)
    results = [code for code in _SINGLE_RESULTS if code in lines]
    missing = len(results) < len(_SINGLE_RESULTS)
    for group, parts in _GROUPS.items():
        found = [code for code in parts if code in lines]
        results += found or [group] * (group in lines)
        missing = missing or (len(found) < len(parts) and (bool(found) or group not in lines))
    rules = []
    if TOTAL_OF_RESULTS in lines and results:
        signs = dict.fromkeys(results, 1) | {TOTAL_OF_RESULTS: -1}
        rules.append(alignment.Rule(signs, is_most=missing or not is_whole))
    if lines >= _BALANCE.keys():
        rules.append(alignment.Rule(_BALANCE))
    return rules


def _is_proven(code: str, domains: alignment.Domains, rules: Sequence[alignment.Rule]) -> bool:
    """Whether an equation over whole rows holds in every column with what the line is read as."""
    for rule in rules:
        if code in rule.signs and not rule.is_most:
            rows = [(domains[line], sign) for line, sign in rule.signs.items()]
            if all(len(domain) == 1 for domain, _ in rows) and not any(
                sum(sign * domain[0][column] for domain, sign in rows) for column in range(_WIDTH)
            ):
                return True
    return False


def _proof(code: str, rules: Sequence[alignment.Rule]) -> str:
    over = sorted({line for rule in rules if code in rule.signs for line in rule.signs})
    return f"R1, R2 and R3 over {' '.join(over)}"


def _shared_cells(records: Iterable[_Record]) -> frozenset[int]:
    """Cells with a number that stand in the rows of several lines."""
    counts = Counter(id(cell) for record in records for cell in record.filled)
    return frozenset(cell for cell, count in counts.items() if count > 1)


def _states_the_same(first: Sequence[TableFigure], second: Sequence[TableFigure]) -> bool:
    values = {(figure.line_code, figure.column_code): figure.value for figure in first}
    return all(
        alignment.is_same(values.get((figure.line_code, figure.column_code)), figure.value)
        for figure in second
    )


# --- notes ------------------------------------------------------------------------------------


def _note(  # noqa: PLR0913
    code: str,
    record: _Record,
    expected: str,
    found: str,
    action: str,
    *,
    severity: str = "warning",
) -> Note:
    return Note(
        severity,
        code,
        f"table 三, row {record.label_text}",
        expected,
        found,
        action,
        {"text": record.label_text, "line": record.label.line or record.row.number},
    )


def _ambiguous_note(record: _Record) -> Note:
    return _note(
        "ambiguous_columns",
        record,
        "seven numbers or empty cells",
        f"{len(record.filled)} numbers ({' '.join(cell.text for cell in record.filled)[:60]})",
        "its figures are left out; read the row in the original",
    )


def _merged_columns_note(record: _Record) -> Note:
    return _note(
        "merged_columns",
        record,
        "seven numbers or empty cells",
        "one number for all columns",
        "it is read as the total; the columns are left out",
        severity="info",
    )


def _merged_note(record: _Record) -> Note:
    return _note(
        "merged_over_rows",
        record,
        "numbers of this row alone",
        "a cell that spans several rows",
        "its figures are left out; read the row in the original",
    )


def _heading_note(record: _Record) -> Note:
    return _note(
        "numbers_of_heading",
        record,
        "no numbers, or the sums of the rows under it",
        "numbers: the label of their row may be lost",
        "they are left out; read the row in the original",
    )


def _repeated_note(record: _Record) -> Note:
    return _note(
        "repeated_row",
        record,
        "each line once",
        "the line a second time",
        "the first is kept; compare the two in the original",
    )


def _second_table_note(record: _Record) -> Note:
    return _note(
        "second_table",
        record,
        "one table 三",
        "a second one with other numbers",
        "the first is kept; give the other body's table as a document of its own",
    )


def _stray_note(label: Cell) -> Note:
    return Note(
        "warning",
        "unknown_row",
        f"table 三, row {label.text[:40]}",
        "a row of the form",
        "a local row or one whose label is lost",
        "its numbers are left out; add the line to seeds/line_items.csv if other reports have it",
        {"text": label.text, "line": label.line or label.row},
    )
