"""Which of a row's fields stand in which column, where the layout no longer says so.

Flattened text drops empty cells and merged ones. The form's arithmetic then decides, but only where
exactly one way of placing the fields agrees with it; nothing is placed by likelihood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from math import comb

from extract.document import Cell
from extract.values import read_value

Placement = tuple[Cell | None, ...]  # one entry per column; None: the cell was dropped

MOST_PLACEMENTS = 10_000


def number(cell: Cell | None) -> Decimal | None:
    """What a cell counts in a sum: a blank, a dash or a dropped cell is nothing."""
    if cell is None:
        return None
    value = read_value(cell.text)
    return value.value if value.state == "number" else None


def total_of(cells: Sequence[Cell | None]) -> Decimal:
    return sum((number(cell) or Decimal(0) for cell in cells), Decimal(0))


def windows(fields: Sequence[Cell], width: int) -> Iterator[Placement]:
    """Every run of `width` neighbouring fields that holds all that are not empty."""
    filled = [index for index, cell in enumerate(fields) if cell.text]
    if not filled or filled[-1] - filled[0] >= width:
        return
    for start in range(max(filled[-1] - width + 1, 0), filled[0] + 1):
        window = tuple(fields[start : start + width])
        yield window + (None,) * (width - len(window))


def placements(fields: Sequence[Cell], width: int) -> Iterator[Placement]:
    """Every way to spread the fields that are not empty over the columns, in their order."""
    filled = [cell for cell in fields if cell.text]
    if not filled or len(filled) > width or comb(width, len(filled)) > MOST_PLACEMENTS:
        return
    for columns in combinations(range(width), len(filled)):
        placed: list[Cell | None] = [None] * width
        for column, cell in zip(columns, filled, strict=True):
            placed[column] = cell
        yield tuple(placed)


def only_one(
    candidates: Iterator[Placement], holds: Callable[[Placement], bool]
) -> Placement | None:
    """The placement that agrees with the form's arithmetic, if there is exactly one."""
    fitting = []
    for candidate in candidates:
        if holds(candidate):
            fitting.append(candidate)
            if len(fitting) > 1:
                return None
    return fitting[0] if fitting else None
