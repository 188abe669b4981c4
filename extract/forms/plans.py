"""The direct path: a table with labels that an earlier one had too, in the same places.

Taken: the rows of one section as `forms` puts them together. Given: what the section's own reader
makes of them. That reader sees a table first; where nothing but labels and places decided what each
of its numbers counts, this is kept as a plan, and of the next table of that shape the numbers alone
are read. Most bodies fill in the same few templates.

A reading becomes a plan where all of these hold, else the reader is asked again each time:
- it weighed no number (`alignment.SCALES`), so that other numbers would have led to the same;
- it made no remark and inferred nothing: nothing of the table is missing or out of place;
- every figure is a whole cell of the rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from extract.document import Cell, Table
from extract.forms.alignment import SCALES
from extract.forms.rows import Row, TableFigure, table_rows
from extract.notes import Note
from extract.values import VALUE_DIGITS, VALUE_SCALE, CellValue, read_value

MOST_SHAPES: Final = 256  # of tables; that of table 三 takes 25 kB
MOST_PLANS: Final = 256
# Of what is kept; the largest table of any form has 250 cells and 600 characters of labels.
MOST_CELLS: Final = 600
MOST_CHARACTERS: Final = 6_000
MOST_PARTS: Final = 20
_NUMBER: Final = None  # stands for every plain number in a shape, as no text could
# What `read_value` reads as an exact number without a unit.
LONGEST_NUMBER: Final = VALUE_DIGITS - VALUE_SCALE  # digits before the point
_DECIMAL = re.compile(rf"\d{{1,{LONGEST_NUMBER}}}\.\d{{1,{VALUE_SCALE}}}")


@dataclass(slots=True)
class SectionReading:
    """What the rows of one section say. `votes`: how many columns speak for each form."""

    figures: list[TableFigure]
    notes: list[Note]
    votes: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True, eq=False)
class Shape:
    """Labels, blanks and places of a table: what it has in common with others. `kind`: the section
    that all its rows belong to by themselves, '' if there is none, None until it is known."""

    kind: str | None = None


@dataclass(slots=True)
class Part:
    """A piece of a section: a whole table, or a row by itself. `shape` is hashable, None for the
    row of a table that the section has not whole; `context`: the text that stands above it."""

    block: int
    cells: tuple[Cell, ...]
    shape: Hashable
    context: str
    table: Table | None = None
    row: Row | None = None

    def rows(self) -> Iterator[Row]:
        if self.row is not None:
            yield self.row
        elif self.table is not None:
            yield from table_rows(self.table, self.block)


@dataclass(frozen=True, slots=True)
class _Step:
    """One figure of a plan. `part` and `cell` count from 0; `value` is None for a plain number."""

    part: int
    cell: int
    line_form: str
    line_code: str
    column_code: str
    label: str
    value: CellValue | None
    unit: str | None


@dataclass(slots=True)
class _Plan:
    """`steps` is None where the reader is to be asked each time; `is_new` before the first."""

    is_new: bool = True
    steps: tuple[_Step, ...] | None = None
    votes: Counter[str] = field(default_factory=Counter)


def shape_of(table: Table) -> Shape | None:
    """The same object for tables with the same labels in the same places; None for one that is no
    grid, or larger than that of any form."""
    cells = table.cells
    length = cells[-1].char_end - cells[0].char_start
    if not table.is_grid or len(cells) > MOST_CELLS or length > MOST_CHARACTERS:
        return None
    return _shape(
        tuple([_outline(cell.text) for cell in cells]),
        tuple([(c.row, c.column, c.row_span, c.column_span) for c in cells]),
    )


@lru_cache(maxsize=MOST_SHAPES)
def _shape(_: tuple[str | None, ...], __: tuple[tuple[int, int, int, int], ...]) -> Shape:
    return Shape()


@lru_cache(maxsize=MOST_PLANS)
def _plan(_: Hashable) -> _Plan:
    return _Plan()


def _outline(text: str) -> str | None:
    return _NUMBER if _is_plain(text) else text


def _is_plain(text: str) -> bool:
    if text.isdecimal():
        return len(text) <= LONGEST_NUMBER
    return text[-1:].isdecimal() and _DECIMAL.fullmatch(text) is not None


def part_of_row(row: Row, context: str) -> Part:
    shape = None if row.table else tuple([_outline(cell.text) for cell in row.cells])
    return Part(row.block, row.cells, shape, context, row=row)


def read_section(
    parts: Sequence[Part],
    read: Callable[[Sequence[Row], Sequence[str]], SectionReading],
    *given: Hashable,
) -> SectionReading:
    """What `read` makes of the rows of a section.

    Args:
        parts: of the section, in reading order.
        read: the section's reader; takes the rows and for each the text that stands above it.
        given: what besides the rows decides what it reads: which section it is, and so on.
    """
    if not parts:
        return SectionReading([], [])
    if len(parts) > MOST_PARTS or any(part.shape is None for part in parts):
        return _read(parts, read)
    plan = _plan((given, tuple([part.shape for part in parts])))
    if plan.steps is not None:
        return SectionReading(_figures(parts, plan.steps), [], plan.votes)
    weighed = SCALES.used
    reading = _read(parts, read)
    if plan.is_new and SCALES.used == weighed:
        plan.steps, plan.votes = _steps(parts, reading), reading.votes
    plan.is_new = False
    return reading


def _read(
    parts: Sequence[Part], read: Callable[[Sequence[Row], Sequence[str]], SectionReading]
) -> SectionReading:
    rows = [(row, part.context) for part in parts for row in part.rows()]
    return read([row for row, _ in rows], [context for _, context in rows])


def _steps(parts: Sequence[Part], reading: SectionReading) -> tuple[_Step, ...] | None:
    """What was read as a plan, if it may be one."""
    places = {
        id(cell): (number, at)
        for number, part in enumerate(parts)
        for at, cell in enumerate(part.cells)
    }
    is_plain = not reading.notes and all(
        figure.reading == "printed" and figure.proof is None and id(figure.cell) in places
        for figure in reading.figures
    )
    if not is_plain:
        return None
    return tuple(
        _Step(
            *places[id(figure.cell)],
            figure.line_form,
            figure.line_code,
            figure.column_code,
            figure.label,
            None if _is_plain(figure.cell.text) else figure.value,
            figure.unit,
        )
        for figure in reading.figures
    )


def _figures(parts: Sequence[Part], steps: Sequence[_Step]) -> list[TableFigure]:
    """The plan's figures with the numbers that stand in these cells."""
    figures = []
    for step in steps:
        part = parts[step.part]
        cell = part.cells[step.cell]
        figures.append(
            TableFigure(
                step.line_form,
                step.line_code,
                step.column_code,
                cell,
                part.table.number if part.table else None,
                step.label,
                step.value or read_value(cell.text),
                step.unit,
            )
        )
    return figures
