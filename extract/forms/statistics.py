"""Tables of one indicator a row: the statistical table of 2014, the indicator sets of 2008.

A label (numbered over several levels), a unit, one number; sometimes a code or serial number, a
column of running totals (历年累计) or of the year before, or a second run of indicators beside the
first. Labels repeat (其他情形 of reviews and of lawsuits), so a row is matched with the next line
of that name after the row above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher, get_close_matches
from functools import cache, lru_cache
from itertools import islice, pairwise, takewhile
from operator import attrgetter
from types import ModuleType
from typing import Final

from extract.document import Cell
from extract.forms import form_2008, form_2014
from extract.forms.alignment import number
from extract.forms.labels import core, may_be_near
from extract.forms.rows import Row, TableFigure, covers, texts
from extract.lines import LineItem, line_items
from extract.notes import Note
from extract.values import UNITS, fold, is_value, read_value, unit_in_label

FEWEST_LINES: Final = 5  # rows of the form with a number: fewer are another table's
MOST_SKIPPED: Final = 3  # serial numbers, where a row is left out
FEWEST_COUNTED: Final = 5  # numbers that go up by one: a serial number or a code
NEAR: Final = 0.84
LIKE: Final = 0.6  # of a label between those of the lines before and after it
SHORTEST_NEAR: Final = 6  # characters of a label that may be misprinted
LONGEST_NEAR: Final = 40
USUAL_ROWS: Final = 20  # by which it is known how many numbers a row has
MOST_LABEL_LINES: Final = 3  # of a label that a narrow column breaks
LONGEST_HEAD: Final = 12

_MODULES: Final[Mapping[str, ModuleType]] = {"2008": form_2008, "2014": form_2014}
_UNITS: Final = UNITS | {"件/次", "人/次", "元/件"}
_NO_NUMBERS: Final = re.compile(
    r"代码|代号|序号|行次|编号|备注|说明|指标|项目|内容|名称|统计表|附件|附表|同比|增减|增长"
    r"|^(?:计量|数量|统计)?单位"  # but 直属单位 is a part of the body
)
_CUMULATIVE: Final = re.compile(r"累计|历年|以来")
_PREVIOUS: Final = re.compile(r"上年|去年|上一年|上期")
_SUM: Final = re.compile(r"总计$")
_NUMBERS: Final = re.compile(r"年度?$|本年|本期|数量?$|数值|数据|实际|统计数|总计|^值$")
_REMARK: Final = re.compile(r"\(([^()]+)\)")
_OPEN_BRACKET: Final = re.compile(r"[(（][^()（）]*$")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})年")


@dataclass(slots=True)
class _Record:
    item: LineItem
    label: Cell
    fields: list[Cell]
    row: Row
    serial: int | None = None  # the number before the label


@dataclass(frozen=True, slots=True)
class _Stray:
    """A row with numbers whose label is on no form; `after`: the records read before it."""

    label: Cell
    fields: list[Cell]
    row: Row
    after: int


@dataclass(slots=True)
class _Reading:
    """Rows of one table, matched with the lines of one form in their order."""

    form: str
    records: list[_Record] = field(default_factory=list)
    strays: list[_Stray] = field(default_factory=list)
    has_serials: bool = False  # one cell a line, a serial number before each label
    # Totals of lines whose names are those of other totals' lines too, and stand where the order of
    # the rows and the totals above them disagree: rows were moved, or are lost.
    doubtful: set[str] = field(default_factory=set)
    _last: int = 0
    _serial: int = 0  # of the row last read, where serial numbers stand on lines of their own
    _pending: list[Cell] = field(default_factory=list)
    _cut: _Stray | None = None  # the row last read, if its label may go on in the next
    _run: list[_Record | None] = field(default_factory=list)  # labels since the last numbers
    _numbers: list[tuple[Row, list[Cell]]] = field(default_factory=list)

    def read(self, row: Row, cells: Sequence[Cell]) -> None:
        filled = [cell for cell in cells if cell.text]
        if filled and all(map(_is_data, filled)) and not self._closes_label(filled[-1]):
            if any(is_value(cell.text) for cell in filled) or not self._numbers:
                self._numbers.append((row, filled))
            return
        cut, self._cut = self._cut, None  # the last of the strays
        has_value = any(is_value(cell.text) for cell in filled)
        if cut is not None and filled and not has_value and self._ends_cut(cut, filled[-1]):
            return
        found = self._matched(row, cells)
        self._take_serial(is_line=found is not None)
        if found is not None and self._is_said_again(found[1], cells):
            return  # 加政府网站在线访谈次数: the end of a longer label
        if found is not None:
            self.end_numbers()
            index, item, label = found
            self._last = item.order
            self._pending = []
            serial = _integer(cells[0]) if index else None
            record = _Record(item, label, list(cells[index + 1 :]), row, serial)
            self.records.append(record)
            if not item.is_heading:
                self._run.append(record)
            return
        if filled:
            self.end_numbers()
            if has_value:
                self._pending = []
                at = next(i for i, cell in enumerate(cells) if cell.text and not _is_data(cell))
                if self._goes_on(cells[at]):
                    last = self.records[-1]
                    last.fields, last.row = list(cells[at + 1 :]), row
                elif self.records and any(is_value(cell.text) for cell in cells[at:]):
                    fields = list(cells[at + 1 :])
                    self._cut = _Stray(cells[at], fields, row, len(self.records))
                    self.strays.append(self._cut)
                self._run = []
            elif not self._ends_label(filled[-1]):
                self._run.append(None)
                self._pending = [*self._pending[1 - MOST_LABEL_LINES :], filled[-1]]

    @property
    def _last_record(self) -> _Record | None:
        return self.records[-1] if self.records else None

    def _ends_cut(self, cut: _Stray, cell: Cell) -> bool:
        """Whether a text is the rest of a label that says nothing without it."""
        item = self._next(cut.label.text + cell.text, near=False)
        if item is not None:
            self.strays.pop()
            self._last = item.order
            self.records.append(_Record(item, cut.label, cut.fields, cut.row))
        return item is not None

    def _ends_label(self, cell: Cell) -> bool:
        """Whether a text without a number ends the label above it: its bracket is open, or the two
        together name its line."""
        last = self._last_record
        if last is None or last.item.is_heading or not (_is_open(last) or self._goes_on(cell)):
            return False
        last.label = replace(last.label, text=last.label.text + cell.text)
        return True

    def _closes_label(self, cell: Cell) -> bool:
        """元） below （万 is no unit of a column."""
        last = self._last_record
        if last is None or not _has_number(last):
            return False
        return cell.text[-1] in ")）" and cell.text[0] not in "(（" and _is_open(last)

    def _is_said_again(self, item: LineItem, cells: Sequence[Cell]) -> bool:
        """Whether a line that has its number stands again without one."""
        return not any(is_value(cell.text) for cell in cells) and any(
            record.item is item and _has_number(record) for record in self.records
        )

    def _goes_on(self, cell: Cell) -> bool:
        """Whether the last label, which has no number yet, goes on beside its number."""
        last = self._last_record
        if last is None or not _is_due(last):
            return False
        found = _lines_named(self.form, _key(last.label.text + cell.text), near=True)
        return found is not None and last.item in found

    def _take_serial(self, *, is_line: bool) -> None:
        """One cell a line: the number before a label is its serial number, if it counts on.

        `is_line`: the label is one of the form; before what follows a table, or the first half of
        a label, may stand the numbers of the row above, as many as other rows have.
        """
        if not self.has_serials or not self._numbers or len(self._numbers[-1][1]) > 1:
            return
        values = sum(any(is_value(cell.text) for cell in cells) for _, cells in self._numbers)
        counts = Counter(
            sum(is_value(cell.text) for cell in record.fields)
            for record in self.records[-USUAL_ROWS:]
            if _has_number(record)
        )
        last = self._last_record
        is_due = last is not None and _is_due(last)
        serial = _integer(self._numbers[-1][1][0])
        is_next = values > 1 and serial == self._serial + 1
        is_usual = bool(counts) and values <= counts.most_common(1)[0][0]
        if not is_line and is_due and is_usual and not is_next:
            return
        if serial is not None and self._serial < serial <= self._serial + MOST_SKIPPED:
            self._serial = serial
            self._numbers.pop()

    def _matched(self, row: Row, cells: Sequence[Cell]) -> tuple[int, LineItem, Cell] | None:
        """The label of a row and the line that it is: the next of that name, from the right."""
        candidates = [
            (index, cell)
            for index, cell in enumerate(cells)
            if cell.text
            and (cell.row == row.number or not row.is_grid)
            and not is_value(cell.text)
            and not _is_unit(cell)
        ]
        for index, cell in candidates[-1:]:
            for count in range(1, len(self._pending) + 1):
                above = self._pending[-count:]
                whole = "".join(part.text for part in above) + cell.text
                item = self._next(whole, near=False)
                if item is not None:
                    return index, item, replace(above[0], text=whole)
        for index, cell in reversed(candidates):
            item = self._next(cell.text, near=True)
            if item is not None:
                return index, item, cell
        return None

    def _next(self, text: str, *, near: bool) -> LineItem | None:
        found = _lines_named(self.form, _key(text), near=near)
        if found is None:
            return None
        if len(found) == 1:
            return found[0]
        found = _with_remark(found, text)
        after = (item for item in found if item.order > self._last)
        item = next(after, found[-1] if self._last == 0 else None)
        if item is None:
            self.doubtful |= {item.total_code for item in found}
        return item

    def end_numbers(self) -> None:
        """Give rows that are all numbers to the labels above them."""
        rows, self._numbers = self._numbers, []
        if not rows or not self.records:
            return
        run, self._run = self._run, []
        last = self.records[-1]
        found = [(row, cells) for row, cells in rows if any(is_value(c.text) for c in cells)]
        labels = next((labels for labels in (run, _known(run)) if len(labels) == len(found)), [])
        if len(labels) > 1:
            # All labels first, then all numbers: as many rows of them as labels.
            last.fields += [cell for _, cells in rows for cell in cells if _is_unit(cell)]
            for record, (row, cells) in zip(labels, found, strict=True):
                if record is not None:
                    units = [cell for cell in record.fields if _is_unit(cell)]
                    record.fields, record.row = [*units, *cells], row
            return
        if not found:
            self._run = run
        elif run and run[-1] is None and _has_number(last):
            # The row of a label that is on no form, one cell a line.
            label = (self._pending or found[0][1])[-1]
            self.strays.append(_Stray(label, found[0][1], found[0][0], len(self.records)))
            self._pending = []
            return
        for _, cells in rows:
            # A number row beside the middle of a broken label begins with the row's serial.
            serials = [r.serial for r in self.records[-2:-1] if r.serial is not None]
            is_led = len(cells) > 1 and serials and _integer(cells[0]) == serials[0] + 1
            last.fields += cells[1:] if is_led else cells

    def place_strays(self) -> None:
        """A label that lost a character is known by the rows above and below it."""
        order = [item for item in line_items(self.form) if not item.is_heading]
        at = {item.code: index for index, item in enumerate(order)}
        rest: list[_Stray] = []
        for stray in reversed(self.strays):
            before = [r for r in self.records[: stray.after] if not r.item.is_heading]
            after = [r for r in self.records[stray.after :] if not r.item.is_heading]
            item = None
            if before and after and at[after[0].item.code] == at[before[-1].item.code] + 2:
                item = order[at[before[-1].item.code] + 1]
            if item is not None and _is_like(stray.label.text, item.label):
                record = _Record(item, stray.label, stray.fields, stray.row)
                self.records.insert(stray.after, record)
            else:
                rest.insert(0, stray)
        self.strays = rest

    def leave_out_misplaced(self) -> None:
        """A line of a name that several totals have belongs to the total above it, and is printed
        once."""
        kept: list[_Record] = []
        named: set[str] = set()
        above: dict[frozenset[str], str] = {}  # of each group of totals the last
        groups = _rivals(self.form)
        codes = {record.item.code for record in self.records}
        for record in self.records:
            code, total = record.item.code, record.item.total_code
            for group in groups.values():
                if code in group:
                    above[group] = code
            rivals = groups.get(code)
            if rivals is not None and code in named and _has_number(record):
                self.doubtful |= rivals
            if _has_number(record):
                named.add(code)
            if rivals is None or codes.isdisjoint(rivals) or above.get(rivals) == total:
                kept.append(record)
            else:
                self.doubtful |= rivals
        self.records = kept


def _with_remark(found: tuple[LineItem, ...], text: str) -> tuple[LineItem, ...]:
    """Of lines that differ in their remarks alone (纸张, 光盘) those with the text's."""
    own = set(_REMARK.findall(fold(text)))
    return tuple(item for item in found if own & set(_REMARK.findall(fold(item.label)))) or found


@cache
def _rivals(form: str) -> dict[str, frozenset[str]]:
    """Line → the totals that have a line of its name, where there are several."""
    groups: dict[str, frozenset[str]] = {}
    for items in _items(form).values():
        totals = frozenset(item.total_code for item in items)
        if len(totals) > 1:
            groups |= {item.code: totals for item in items}
    return groups


def _known(run: Sequence[_Record | None]) -> list[_Record | None]:
    return [record for record in run if record is not None]


def _has_number(record: _Record) -> bool:
    return any(is_value(cell.text) for cell in record.fields)


def _is_due(record: _Record) -> bool:
    """Whether a number of the record is still to come."""
    return not record.item.is_heading and not _has_number(record)


def _is_open(record: _Record) -> bool:
    """Whether the bracket of its label is open."""
    return _OPEN_BRACKET.search(record.label.text) is not None


def _is_data(cell: Cell) -> bool:
    return is_value(cell.text) or _is_unit(cell)


def _is_like(text: str, label: str) -> bool:
    words, own = _key(text), _key(label)
    is_cut = len(words) >= SHORTEST_NEAR and own.startswith(words)
    return is_cut or SequenceMatcher(None, words, own, autojunk=False).ratio() >= LIKE


@cache
def _items(form: str) -> dict[str, tuple[LineItem, ...]]:
    """Label key → the lines of that name in the form's order."""
    items: dict[str, list[LineItem]] = {}
    by_code = {item.code: item for item in line_items(form)}
    for item in by_code.values():
        items.setdefault(_key(item.label), []).append(item)
    for label, code in _MODULES[form].LABEL_VARIANTS.items():
        items.setdefault(_key(label), [by_code[code]])
    return {key: tuple(found) for key, found in items.items()}


@cache
def _signs(form: str) -> frozenset[str]:
    return frozenset("".join(_items(form)))


@lru_cache(maxsize=8192)
def _lines_named(form: str, key: str, *, near: bool) -> tuple[LineItem, ...] | None:
    items = _items(form)
    if key in items or not near or len(key) < SHORTEST_NEAR or len(key) > LONGEST_NEAR:
        return items.get(key)
    if not may_be_near(key, _signs(form), NEAR):
        return None
    begun = [item for name, found in items.items() if name.startswith(key) for item in found]
    if len({len(_key(item.label)) for item in begun}) == 1:
        return tuple(sorted(begun, key=attrgetter("order")))  # the next of them
    close = get_close_matches(key, items, n=1, cutoff=NEAR)
    return items[close[0]] if close else None


def _key(text: str) -> str:
    words = core(text)
    return words.removesuffix("量").removesuffix("数") if len(words) > 2 else words


def read_statistics(rows: Iterable[Row], form: str) -> tuple[list[TableFigure], list[Note]]:
    """Figures and notes of the form's table among the rows; none where it is not there."""
    figures: list[TableFigure] = []
    notes: list[Note] = []
    for group in _tables(rows):
        reading = _read(group, form)
        remarks: list[Note] = []
        found = _figures(reading.records, group, form, remarks)
        if reading.doubtful:
            found = _sure(found, reading, remarks)
        if len({figure.line_code for figure in found}) < FEWEST_LINES:
            continue
        taken = {(figure.line_code, figure.column_code, figure.period) for figure in figures}
        figures += [f for f in found if (f.line_code, f.column_code, f.period) not in taken]
        notes += remarks
        notes += [_stray_note(stray.label) for stray in reading.strays]
    return figures, notes


def _sure(
    figures: Sequence[TableFigure], reading: _Reading, notes: list[Note]
) -> list[TableFigure]:
    """The figures without those of rows that were moved, unless they make up their total."""
    values = {f.line_code: f.value.value for f in figures if f.period == "year"}
    rivals = _rivals(reading.form)
    parts: dict[str, list[str]] = {}
    for item in line_items(reading.form):
        parts.setdefault(item.total_code, []).append(item.code)
    tied = {
        total
        for total in reading.doubtful
        if values.get(total)
        and sum(values.get(part) or 0 for part in parts[total]) == values[total]
    }
    in_doubt = {
        code for total in reading.doubtful - tied for code in parts[total] if code in rivals
    }
    left = [figure for figure in figures if figure.line_code in in_doubt]
    if left:
        notes.append(_moved_note(left))
    return [figure for figure in figures if figure.line_code not in in_doubt]


def _tables(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows that follow each other without prose between are one table."""
    groups: list[list[Row]] = []
    last_block: int | None = None
    for row in rows:
        if last_block is None or row.block > last_block + 1:
            groups.append([])
        groups[-1].append(row)
        last_block = row.block
    return [group for group in groups if _has_numbers(group)]


def _has_numbers(rows: Iterable[Row]) -> bool:
    found = (text for row in rows for text in texts(row.cells) if is_value(text))
    return next(islice(found, FEWEST_LINES - 1, None), None) is not None


def _read(rows: Sequence[Row], form: str) -> _Reading:
    """Two runs of indicators may stand side by side: the left one is read first."""
    reading = _Reading(form, has_serials=_has_serials_before(rows))
    parts = [(row, list(_segments(row, form))) for row in rows]
    cuts = Counter(part[0].column for row, cut in parts if row.is_grid for part in cut[1:])
    usual = {column for column, count in cuts.items() if count >= FEWEST_LINES}
    parts = [(row, _cut_as_others(row, cut, usual, form)) for row, cut in parts]
    for side in range(max(len(segments) for _, segments in parts)):
        for row, segments in parts:
            if side < len(segments):
                reading.read(row, segments[side])
        reading.end_numbers()
    reading.place_strays()
    reading.leave_out_misplaced()
    return reading


def _has_serials_before(rows: Iterable[Row]) -> bool:
    """Whether the numbers alone before labels count up."""
    serials: list[int | None] = []
    last: int | None = None
    for row in rows:
        filled = [cell for cell in row.cells if cell.text]
        if len(filled) == 1 and is_value(filled[0].text):
            last = _integer(filled[0])
        elif filled:
            if last is not None and not all(map(_is_data, filled)):
                serials.append(last)
            last = None
    return _counts_up(serials)


def _segments(row: Row, form: str) -> Iterator[Sequence[Cell]]:
    """The row cut before each label that follows numbers."""
    start, has_values = 0, False
    for index, cell in enumerate(row.cells):
        if is_value(cell.text):
            has_values = index > 0  # a serial number may stand first
        elif (
            has_values
            and cell.text
            and not _is_unit(cell)
            and _lines_named(form, _key(cell.text), near=True)
        ):
            end = index
            if end - 1 > start and is_value(row.cells[end - 1].text) and _has_serials(row):
                end -= 1
            yield row.cells[start:end]
            start, has_values = end, False
    yield row.cells[start:]


def _cut_as_others(
    row: Row, cut: list[Sequence[Cell]], columns: set[int], form: str
) -> list[Sequence[Cell]]:
    """A row whose left number is blank, cut where the rows with numbers are."""
    if not row.is_grid or len(cut) > 1:
        return cut
    at = [i for i, cell in enumerate(row.cells) if i and cell.column in columns]
    if not at or not _lines_named(form, _key(row.cells[at[0]].text), near=True):
        return cut
    return [row.cells[: at[0]], row.cells[at[0] :]]


def _has_serials(row: Row) -> bool:
    return is_value(row.cells[0].text)


def _is_unit(cell: Cell) -> bool:
    return cell.text.strip("()（） ") in _UNITS


# --- records to figures -----------------------------------------------------------------------


def _figures(
    records: Sequence[_Record], rows: Sequence[Row], form: str, notes: list[Note]
) -> list[TableFigure]:
    grid = _Columns(rows, records)
    figures: list[TableFigure] = []
    for record in records:
        if record.item.is_heading:
            continue
        unit = next((cell.text.strip("()（） ") for cell in record.fields if _is_unit(cell)), None)
        placed = grid.roles(record)
        if placed is None:
            notes.append(_ambiguous_note(record))
            continue
        for cell, role in placed:
            value = read_value(cell.text)
            figures.append(
                TableFigure(
                    line_form=form,
                    line_code=record.item.code,
                    column_code="cumulative" if role == "cumulative" else "value",
                    cell=cell,
                    table_number=record.row.table_number,
                    label=record.label.text,
                    value=value,
                    unit=value.unit or unit or unit_in_label(record.label.text),
                    period=role,
                )
            )
    return figures


class _Columns:
    """What the columns of one table hold: numbers of which period, codes, nothing of ours."""

    def __init__(self, rows: Sequence[Row], records: Sequence[_Record]) -> None:
        self._headers = _header_rows(rows, records)
        self._codes = _code_columns(records)
        self._has_codes = _has_codes(records)
        heads = [cell for row in self._headers for cell in row.cells]
        self._roles = _roles([cell.text for cell in heads])
        self._in_order = [
            (role, _is_sum(cell.text))
            for row in self._headers
            for cell in row.cells
            if (role := self._roles.get(cell.text)) is not None
        ]

    def roles(self, record: _Record) -> list[tuple[Cell, str]] | None:
        """The numbers of a record with their periods; None where they cannot be told apart."""
        cells = [cell for cell in record.fields if not _is_unit(cell)]
        if record.row.is_grid:
            return self._by_column(cells)
        numbers = [cell for cell in cells if not cell.text or is_value(cell.text)]
        filled = [cell for cell in numbers if cell.text]
        if self._has_codes and filled:
            numbers = numbers[numbers.index(filled[0]) + 1 :]
            filled = filled[1:]
        if len(self._in_order) > 1:
            for found in (filled, numbers):
                if len(found) == len(self._in_order):
                    return _one_a_year(zip(found, self._in_order, strict=True))
            return None if filled else []
        if len(filled) > 1:
            return None
        return [(cell, "year") for cell in filled or numbers[:1]]

    def _by_column(self, cells: Sequence[Cell]) -> list[tuple[Cell, str]] | None:
        placed = []
        for cell in cells:
            if cell.column in self._codes or (cell.text and not is_value(cell.text)):
                continue
            heads = [
                head.text
                for row in self._headers
                for head in row.cells
                if row.number < cell.row and head.text and covers(head, cell.column)
            ]
            known = [head for head in heads if head in self._roles]
            role = self._roles[known[-1]] if known else "year"
            if role is not None:
                placed.append((cell, role, bool(known) and _is_sum(known[-1])))
        years = [item for item in placed if item[1] == "year"]
        if len(years) > 1:
            kept = [item for item in years if item[2]] or [item for item in years if item[0].text]
            if len(kept) > 1:
                return None
            years = kept or years[:1]
        others = [item for item in placed if item[1] != "year"]
        return [(cell, role) for cell, role, _ in years + others]


def _is_sum(head: str) -> bool:
    return _SUM.search(core(head)) is not None


def _one_a_year(found: Iterable[tuple[Cell, tuple[str, bool]]]) -> list[tuple[Cell, str]] | None:
    """The numbers with their periods; of parts beside their sum (合计) the sum is the report's."""
    placed = list(found)
    years = [cell for cell, (role, _) in placed if role == "year"]
    sums = [cell for cell, (role, is_sum) in placed if role == "year" and is_sum]
    kept = sums if len(years) > 1 else years
    if len(kept) > 1 or (years and not kept):
        return None
    others = [(cell, role) for cell, (role, _) in placed if role != "year"]
    return [(cell, "year") for cell in kept] + others


def _header_rows(rows: Sequence[Row], records: Sequence[_Record]) -> list[Row]:
    """The rows above the first record that name its columns."""
    # Lists of sentences may stand before the table and speak of its lines.
    labels = {record.label.char_start for record in records if record.row.table is not None}
    above = takewhile(
        lambda row: not any(cell.text and cell.char_start in labels for cell in row.cells), rows
    )
    return [row for row in above if not any(map(is_value, texts(row.cells)))]


def _roles(heads: Sequence[str]) -> dict[str, str | None]:
    """Header → the period of the numbers under it; None: not numbers that we read."""
    roles: dict[str, str | None] = {}
    years = {int(year) for head in heads if len(head) <= 20 for year in _YEAR.findall(head)}
    for head in heads:
        words = core(head)
        if not words or len(words) > LONGEST_HEAD:
            continue
        if _NO_NUMBERS.search(words) and not _CUMULATIVE.search(words):
            roles[head] = None
        elif _CUMULATIVE.search(words):
            roles[head] = "cumulative"
        elif _PREVIOUS.search(words) or _is_before(words, max(years, default=0)):
            roles[head] = "previous_year"
        elif _NUMBERS.search(words):
            roles[head] = "year"
    roles |= dict.fromkeys(_parts_of_sum(heads, roles), "year")
    if "year" not in roles.values():
        # 本年累计 alone is the year's number.
        alone = {head for head, role in roles.items() if role and core(head).startswith("本年")}
        roles |= dict.fromkeys(alone, "year")
    return roles


def _parts_of_sum(heads: Sequence[str], roles: Mapping[str, str | None]) -> Iterator[str]:
    """Headers without a role that stand beside 合计: its parts, whatever they are called."""
    sums = [at for at, head in enumerate(heads) if roles.get(head) == "year" and _is_sum(head)]
    for at in sums:
        for side in (reversed(heads[:at]), heads[at + 1 :]):
            # A remark in brackets above the table is no header, nor is what names its labels.
            yield from takewhile(lambda head: core(head) and roles.get(head, "year"), side)


def _is_before(words: str, year: int) -> bool:
    found = _YEAR.search(words + "年")
    return found is not None and int(found[1]) < year


def _code_columns(records: Sequence[_Record]) -> frozenset[int]:
    """Columns of a grid whose numbers go up by one from row to row."""
    columns: dict[int, list[int | None]] = {}
    for record in records:
        if record.row.is_grid:
            for cell in record.fields:
                columns.setdefault(cell.column, []).append(_integer(cell))
    return frozenset(column for column, found in columns.items() if _counts_up(found))


def _has_codes(records: Sequence[_Record]) -> bool:
    """Whether the first number after a label of flattened text is the code of the line."""
    runs = [
        [cell for cell in record.fields if is_value(cell.text)]
        for record in records
        if not record.row.is_grid
    ]
    return _counts_up([_integer(run[0]) for run in runs if run])


def _integer(cell: Cell) -> int | None:
    value = number(cell)
    return int(value) if value is not None and value == int(value) else None


def _counts_up(found: Sequence[int | None]) -> bool:
    steps = [b - a for a, b in pairwise(found) if a is not None and b is not None]
    ups = sum(1 <= step <= 2 for step in steps)
    return (
        len(steps) >= FEWEST_COUNTED and ups >= 0.8 * len(steps) and steps.count(1) * 2 > len(steps)
    )


# --- notes ------------------------------------------------------------------------------------


def _ambiguous_note(record: _Record) -> Note:
    found = [text for text in texts(record.fields) if is_value(text)]
    return Note(
        "warning",
        "ambiguous_columns",
        f"statistical table, row {record.label.text[:40]}",
        "one number for the year",
        f"{len(found)} ({' '.join(found)[:60]})",
        "its figures are left out; read the row in the original",
        {"text": record.label.text, "line": record.label.line or record.row.number},
    )


def _moved_note(left: Sequence[TableFigure]) -> Note:
    lines = " ".join(dict.fromkeys(figure.line_code for figure in left))
    first = left[0]
    return Note(
        "warning",
        "moved_rows",
        f"statistical table, row {first.label[:40]}",
        "each row under its total, in the form's order",
        f"rows of the same names in another order ({lines})",
        "their figures are left out; read the rows in the original",
        {"text": first.label, "line": first.cell.line or first.cell.row},
    )


def _stray_note(cell: Cell) -> Note:
    return Note(
        "warning",
        "unknown_row",
        f"statistical table, row {cell.text[:40]}",
        "a row of the form",
        "a local row or one whose label is lost",
        "its numbers are left out; add the line to seeds/line_items.csv if other reports have it",
        {"text": cell.text, "line": cell.line or cell.row},
    )
