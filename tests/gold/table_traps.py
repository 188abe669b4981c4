"""Traps in how tables stand: page ends, local rows, stubs, flattened and glued cells.

Each changes `Draft.tables` or the options of the layout. Listed in `traps`.
"""

from __future__ import annotations

from tests.gold.document import PageEnd
from tests.gold.draft import REQUEST_FORMS, Draft
from tests.gold.layout import Cell, Table, padded, torn


def _largest(draft: Draft) -> tuple[str, int, Table]:
    """The longest table: where it stands and itself."""
    found = [
        (name, at, block)
        for name, blocks in draft.tables.items()
        for at, block in enumerate(blocks)
        if isinstance(block, Table)
    ]
    return max(found, key=lambda entry: len(entry[2].rows))


def _tear(draft: Draft, *, repeated: int | None, inside: bool = False) -> None:
    name, at, table = _largest(draft)
    last = len(table.rows) - 2
    first = table.header + 3
    cut = draft.draw.randint(min(first, last), last)
    if inside:
        starts = [
            r + draft.draw.randint(1, cell.down - 1)
            for r, c, cell in table.places()
            if cell.kind == "label" and cell.down > 1 and r + 1 > table.header
        ]
        cut = draft.draw.choice(starts) if starts else cut
    repeat = table.header if repeated is None else min(repeated, table.header)
    upper, lower = torn(table, cut, repeat)
    draft.tables[name][at : at + 1] = [upper, PageEnd(), lower]


def repeat_at_page_end(draft: Draft) -> None:
    _tear(draft, repeated=None)


def header_apart(draft: Draft) -> None:
    """The header is a table of its own, as some editors leave it."""
    name, at, table = _largest(draft)
    draft.tables[name][at : at + 1] = torn(table, table.header)


def empty_margin(draft: Draft) -> None:
    for name, blocks in draft.tables.items():
        draft.tables[name] = [
            padded(block) if isinstance(block, Table) else block for block in blocks
        ]


def repeat_wrongly(draft: Draft) -> None:
    """Only the first line of a header of three stands again."""
    _tear(draft, repeated=1)


def tear_label(draft: Draft) -> None:
    _tear(draft, repeated=0, inside=True)


def local_row(draft: Draft) -> None:
    """A row that no form has, with numbers of its own."""
    name, _, table = _largest(draft)
    numbers = [str(draft.draw.randint(1, 60)) for _ in range(7)]
    if name == "requests":
        at = len(table.rows) - 1
        # Columns may be left out; a row may have one number over all of them.
        numbers = numbers[: max(sum(c.kind == "number" for c in row) for row in table.rows)]
        width = table.columns - len(numbers)
        label = draft.draw.choice(
            ("五、其中：网上平台收到申请数量", "附：当场答复件数", "五、申请人撤回数量")
        )
        row = [Cell(label, 1, width), *[Cell(text, kind="local") for text in numbers]]
        table.rows.insert(at + 1, row)
        return
    rest = table.columns - 1
    label = draft.draw.choice(("行政确认", "公共服务事项数", "政务公开专栏数"))
    if name == "statistics":
        row = [Cell(str(len(table.rows)), kind="unit")] if table.rows[0][0].text == "序号" else []
        row.append(Cell(label))
        while sum(cell.across for cell in row) < table.columns:
            is_unit = len(row) == (2 if table.rows[0][0].text == "序号" else 1)
            row.append(
                Cell(
                    "个" if is_unit and "单" in table.rows[0][len(row)].text else numbers[0],
                    kind="local",
                )
            )
        table.rows.append(row)
        return
    table.rows.append([Cell(label), Cell(numbers[0], 1, rest, "local")])


def vertical_stubs(draft: Draft) -> None:
    draft.options.vertical_stubs = True


def paragraphs(draft: Draft) -> None:
    draft.options.paragraphs = True


def lines(draft: Draft) -> None:
    draft.options.flat = "lines"


def labels_first(draft: Draft) -> None:
    draft.options.flat = "labels_first"


def glued_numbers(draft: Draft) -> None:
    """The numbers of a row run together with one space between, in lines or in one cell."""
    if draft.spec.format == "text":
        draft.options.flat = "spaces"
        return
    for blocks in draft.tables.values():
        for table in blocks:
            if isinstance(table, Table) and table.name == "requests":
                for row in table.rows:
                    numbers = [cell for cell in row if cell.kind == "number"]
                    if len(numbers) == 7:
                        row[-7:] = [glued(numbers)]


def glued(cells: list[Cell]) -> Cell:
    """One cell with the texts of several; `parts` keep their figures."""
    return Cell(" ".join(cell.text for cell in cells), 1, len(cells), "glued", parts=tuple(cells))


def no_table(draft: Draft) -> None:
    """A report that is silent on one of its tables."""
    if draft.spec.form in REQUEST_FORMS:
        draft.tables[draft.draw.choice(("disclosure", "appeals"))] = []
        return
    for table in draft.tables["statistics"]:
        if isinstance(table, Table):
            silent = draft.draw.choice(("6", "7", "8.1", "1.2.3", "K07", "K34", "K08", "K09"))
            table.rows = [
                row
                for row in table.rows
                if not any(cell.figure and cell.figure.line_code == silent for cell in row)
            ]
