"""Tables of the forms as cells with spans, in the arrangements that real reports print.

Taken: what each line and column prints (`Expected`, whose `printed` is the cell's text). Given:
`Table`, whose number cells carry their figure, so that whoever damages or drops a cell knows which
figure goes with it. Used by `documents`; rendered by one module per file type.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.gold import labels
from tests.gold.labels import Indicator, Line
from tests.gold.model import Expected, Key

Printed = Mapping[Key, Expected]


@dataclass(slots=True)
class Cell:
    """One cell and the rows (down) and columns (across) that it covers."""

    text: str
    down: int = 1
    across: int = 1
    kind: str = "label"  # head, label, number, unit, local (no line of the form), glued
    figure: Expected | None = None
    parts: tuple[Cell, ...] = ()  # of a glued cell: the cells whose texts it holds

    def figures(self) -> Iterator[Expected]:
        """What the cell states."""
        if self.figure is not None:
            yield self.figure
        for part in self.parts:
            yield from part.figures()


Row = list[Cell]


@dataclass(slots=True)
class Table:
    """Rows of cells; `header` rows at the top hold the columns' names."""

    name: str  # disclosure, requests, appeals, statistics
    rows: list[Row]
    header: int = 0
    widths: tuple[float, ...] = field(default=())  # shares of the page, for print

    @property
    def columns(self) -> int:
        return max((c + cell.across for _, c, cell in self.places()), default=0)

    def cells(self) -> Iterator[Cell]:
        for row in self.rows:
            yield from row

    def places(self) -> Iterator[tuple[int, int, Cell]]:
        """Row and column at which each cell comes to stand."""
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(self.rows):
            c = 0
            for cell in row:
                while (r, c) in taken:
                    c += 1
                yield r, c, cell
                taken |= {(r + i, c + j) for i in range(cell.down) for j in range(cell.across)}
                c += cell.across

    def grid(self) -> list[list[Cell | None]]:
        """Each cell at its corner; None where a span covers the place."""
        width = self.columns
        laid: list[list[Cell | None]] = [[None] * width for _ in self.rows]
        for r, c, cell in self.places():
            laid[r][c] = cell
        return laid


def number(printed: Printed, code: str, column: str = "value", across: int = 1) -> Cell:
    figure = printed[code, column]
    return Cell(figure.printed, 1, across, "number", figure)


def head(text: str, down: int = 1, across: int = 1) -> Cell:
    return Cell(text, down, across, "head")


# --- table 二 -----------------------------------------------------------------------------------


def disclosure_tables(
    form: str, printed: Printed, draw: random.Random, blocks: Sequence[labels.Block] | None = None
) -> list[Table]:
    """Table 二 as one table, as one for each block, or with the articles in a column."""
    blocks = labels.DISCLOSURE[form] if blocks is None else blocks
    content = draw.choice(("信息内容", "信息内容", "信 息 内 容"))
    if draw.random() < 0.12:
        return [_articles_in_column(blocks, printed, content)]
    apart = draw.random() < 0.35
    tables = [
        Table("disclosure", list(_block_rows(block, printed, content, apart)), 2)
        for block in blocks
    ]
    if apart:
        return tables
    return [Table("disclosure", [row for table in tables for row in table.rows])]


def _articles_in_column(blocks: Sequence[labels.Block], printed: Printed, content: str) -> Table:
    """The article stands left of its rows, over the header and the rows."""
    rows: list[Row] = []
    for block in blocks:
        found = list(_block_rows(block, printed, content, apart=False))[1:]
        found[0].insert(0, Cell(block.article, len(found), kind="head"))
        rows += found
    return Table("disclosure", rows)


def _block_rows(block: labels.Block, printed: Printed, content: str, apart: bool) -> Iterator[Row]:
    count = len(block.columns)
    width = count if apart else max(3, count)
    spans = [width // count] * count
    spans[-1] += width - sum(spans)
    yield [head(block.article, 1, width + 1)]
    names = [head(name, 1, across) for name, across in zip(block.columns, spans, strict=True)]
    yield [head(content), *names]
    for label, codes in block.rows:
        cells = [
            number(printed, code, across=across) for code, across in zip(codes, spans, strict=True)
        ]
        yield [Cell(label), *cells]


# --- table 三 -----------------------------------------------------------------------------------


def requests_table(
    lines: Sequence[Line], printed: Printed, draw: random.Random, arrangement: str = ""
) -> Table:
    """Table 三: stubs as the form prints them, or the groups as rows of their own.

    Columns that no line prints are left out.
    """
    arrangement = arrangement or draw.choice(("stubs", "stubs", "stubs", "group_rows"))
    stubs = 3 if arrangement == "stubs" else 1
    columns = [code for code in labels.APPLICANT_CODES if any(key[1] == code for key in printed)]
    rows = list(_request_header(stubs, columns, draw))
    header = len(rows)
    rows += [
        _request_row(labels.NEW, printed, stubs),
        _request_row(labels.CARRIED_IN, printed, stubs),
    ]
    results = _stubbed(lines, printed) if stubs == 3 else _grouped(lines, printed)
    rows += results
    if stubs == 1:
        rows.append(_request_row(labels.TOTAL, printed, 1))
    rows.append(_request_row(labels.CARRIED_FORWARD, printed, stubs))
    if stubs == 3:
        return Table(
            "requests", rows, header, (0.05, 0.11, 0.28, *[0.56 / len(columns)] * len(columns))
        )
    return Table("requests", rows, header, (0.37, *[0.63 / len(columns)] * len(columns)))


def _request_header(stubs: int, columns: Sequence[str], draw: random.Random) -> Iterator[Row]:
    if len(columns) < len(labels.APPLICANTS):
        names = [name for code, name in labels.APPLICANTS if code in columns]
        if draw.random() < 0.5:
            yield [head("", 2, stubs), head("申请人情况", 1, len(names))]
            yield [head(name) for name in names]
        else:
            yield [head("", 1, stubs), *[head(name) for name in names]]
        return
    ties = draw.choice(
        (labels.TIES, labels.TIES, labels.TIES.replace("（", "(").replace("）", ")"), "")
    )
    names = [name for _, name in labels.APPLICANTS]
    persons = "法人或其他组织"
    if draw.random() < 0.8:
        yield [head(ties, 3, stubs), head("申请人情况", 1, 7)]
        yield [head(names[0], 2), head(persons, 1, 5), head(names[6], 2)]
    else:
        yield [head(ties, 2, stubs), head(names[0], 2), head(persons, 1, 5), head(names[6], 2)]
    yield [head(name) for name in names[1:6]]


def _request_row(line: Line, printed: Printed, across: int) -> Row:
    return [Cell(line.label, 1, across), *request_cells(line.code, printed)]


def request_cells(code: str, printed: Printed) -> Row:
    """The cells of a line; one over all columns where only the total is printed."""
    if (code, "natural_person") not in printed:
        return [number(printed, code, "total", across=7)]
    return [
        number(printed, code, column)
        for column in labels.APPLICANT_CODES
        if (code, column) in printed
    ]


def _stubbed(lines: Sequence[Line], printed: Printed) -> list[Row]:
    rows: list[Row] = []
    for at, line in enumerate(lines):
        if not line.group:
            row = [Cell(line.label, 1, 2)]
        else:
            row = [Cell(line.label)]
            if at == 0 or lines[at - 1].group != line.group:
                size = sum(other.group == line.group for other in lines)
                row.insert(0, Cell(line.group, size))
        rows.append([*row, *request_cells(line.code, printed)])
    rows.append([Cell(labels.TOTAL.label, 1, 2), *request_cells(labels.TOTAL.code, printed)])
    rows[0].insert(0, Cell(labels.RESULTS, len(rows)))
    return rows


def _grouped(lines: Sequence[Line], printed: Printed) -> list[Row]:
    """Names of groups in rows of their own, over the whole table."""
    width = 1 + len(request_cells(labels.TOTAL.code, printed))
    rows: list[Row] = [[Cell(labels.RESULTS, 1, width)]]
    group = ""
    for line in lines:
        if line.group and line.group != group:
            rows.append([Cell(line.group, 1, width)])
        group = line.group
        rows.append(_request_row(line, printed, 1))
    return rows


# --- table 四 -----------------------------------------------------------------------------------


def appeal_tables(printed: Printed, draw: random.Random, arrangement: str = "") -> list[Table]:
    """Table 四: fifteen columns as the form has it, a list, or two or three tables."""
    arrangement = arrangement or draw.choice(
        ("wide", "wide", "wide", "wide", "list", "two", "three")
    )
    results = labels.APPEAL_RESULTS
    review, direct, after = [
        [number(printed, f"{route}.{at}") for at in range(1, 6)] for route, _ in labels.ROUTES
    ]
    suits: list[Row] = [
        [head("未经复议直接起诉", 1, 5), head("复议后起诉", 1, 5)],
        [head(result) for result in results * 2],
        [*direct, *after],
    ]
    if arrangement == "wide":
        rows: list[Row] = [
            [head("行政复议", 1, 5), head("行政诉讼", 1, 10)],
            [*(head(result, 2) for result in results), *suits[0]],
            suits[1],
            [*review, *suits[2]],
        ]
        return [Table("appeals", rows, 3)]
    if arrangement == "two":
        reviews: list[Row] = [
            [head("行政复议", 1, 5)],
            [head(result) for result in results],
            [*review],
        ]
        litigation: list[Row] = [[head("行政诉讼", 1, 10)], *suits]
        return [Table("appeals", reviews, 2), Table("appeals", litigation, 3)]
    if arrangement == "three":
        return [
            Table("appeals", [[head(route, 1, 5)], [head(name) for name in results], cells], 2)
            for (_, route), cells in zip(labels.ROUTES, (review, direct, after), strict=True)
        ]
    listed: list[Row] = []
    for block, (_, route), cells in zip(
        range(3), labels.ROUTES, (review, direct, after), strict=True
    ):
        for at, (result, cell) in enumerate(zip(results, cells, strict=True)):
            row: Row = [Cell(result), cell]
            if at == 0:
                row.insert(0, Cell(route, 5))
                if block == 0:
                    row[0].across = 2
                if block == 1:
                    row.insert(0, Cell("行政诉讼", 10))
            listed.append(row)
    return [Table("appeals", listed, 0, (0.15, 0.25, 0.35, 0.25))]


# --- tables of one indicator a row --------------------------------------------------------------


def indicator_table(
    rows: Sequence[Indicator],
    printed: Printed,
    draw: random.Random,
    columns: Sequence[tuple[str, str]],
    *,
    unit: str = "column",
    numbered: bool = False,
    coded: bool = False,
) -> Table:
    """The table of 2014 and those of 2008. `columns`: (column code, header) of the numbers.

    `unit`: in a column of its own, in the label's brackets, or not at all ('none'). `coded`: the
    codes of the lines stand behind the units, and the columns are named 甲, 乙, 丙, 1 …
    """
    names = draw.choice(("指标名称", "统计指标", "指标", "项目", "统计内容"))
    units = draw.choice(("单位", "计量单位", "单　位"))
    top: Row = [head("序号")] if numbered else []
    top += [head(names), *([head(units)] if unit == "column" else [])]
    if coded:
        top.append(head("代码"))
    top += [head(name) for _, name in columns]
    table: list[Row] = [top]
    if coded:
        marks = "甲乙丙丁"[: len(top) - len(columns)]
        table.append([head(mark) for mark in (*marks, *map(str, range(1, len(columns) + 1)))])
    indent = draw.choice(("", "　", "  "))
    for at, row in enumerate(rows, start=1):
        label = indent * row.level + row.mark + row.label
        if unit == "label" and row.unit:
            label += f"（{row.unit}）"
        line: Row = [Cell(str(at), kind="unit")] if numbered else []
        line.append(Cell(label))
        if unit == "column":
            line.append(Cell(row.unit or draw.choice(("——", "", "—")), kind="unit"))
        if coded:
            line.append(Cell(f"{at:02d}", kind="unit"))
        for code, _ in columns:
            if row.code:
                line.append(number(printed, row.code, code))
            else:
                line.append(Cell("", kind="unit"))
        table.append(line)
    stubs = ((0.08,) if numbered else ()) + (0.6,) + ((0.1,) if unit == "column" else ())
    stubs += (0.08,) if coded else ()
    rest = (1 - sum(stubs)) / len(columns)
    return Table("statistics", table, 1 + coded, (*stubs, *[rest] * len(columns)))


def padded(table: Table) -> Table:
    """An empty column behind the last, and an empty row at the end."""
    rows = [[*row, Cell("", kind="unit")] for row in table.rows]
    rows.append([Cell("", kind="unit") for _ in range(table.columns + 1)])
    widths = (*[share * 0.95 for share in table.widths], 0.05) if table.widths else ()
    return replace(table, rows=rows, widths=widths)


def side_by_side(table: Table) -> Table:
    """The second half of an indicator table stands right of the first, under its own header."""
    top, *rows = table.rows  # a header of one row
    half = (len(rows) + 1) // 2
    width = len(top)
    right = rows[half:] + [[Cell("", kind="unit") for _ in range(width)]] * (2 * half - len(rows))
    both = [[*top, *[replace(cell) for cell in top]]]
    both += [[*left, *other] for left, other in zip(rows[:half], right, strict=True)]
    shares = tuple(share / 2 for share in table.widths) * 2
    return Table(table.name, both, 1, shares)


# --- page ends ----------------------------------------------------------------------------------


def torn(table: Table, at: int, repeated: int = 0) -> tuple[Table, Table]:
    """The table before and after a page end at row `at`: merged labels are torn in two there.

    The first `repeated` rows stand again on top of the second part.
    """
    upper: list[Row] = [[] for _ in range(at)]
    lower: list[Row] = [[] for _ in range(len(table.rows) - at)]
    for r, _, cell in table.places():
        if r + cell.down <= at:
            upper[r].append(cell)
        elif r >= at:
            lower[r - at].append(cell)
        else:
            half = (len(cell.text) + 1) // 2
            upper[r].append(replace(cell, text=cell.text[:half], down=at - r))
            lower[0].append(replace(cell, text=cell.text[half:], down=r + cell.down - at))
    again = [
        [replace(cell, down=min(cell.down, repeated - r)) for cell in row]
        for r, row in enumerate(table.rows[:repeated])
    ]
    return (
        replace(table, rows=upper),
        replace(table, rows=[*again, *lower], header=repeated),
    )
