"""Where the numbers of a row may stand whose empty cells are gone: by the form's arithmetic alone.

Rows of table 三 have seven columns. A row that kept k numbers in their order may hold them in
several ways; those count that satisfy R3 in the row, R2 and R1 in every column. Used by `generator`
to say what a reader may infer, and by `fuzz`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product
from math import prod
from typing import Final

COLUMNS: Final = 7
TOO_MANY: Final = 200_000
Placed = tuple[Decimal | None, ...]


def placings_of_row(values: Sequence[Decimal]) -> Iterator[Placed]:
    """Every way to set the values, in order, in which the row's total is the sum of its parts."""
    for places in combinations(range(COLUMNS), len(values)):
        row: list[Decimal | None] = [None] * COLUMNS
        for place, value in zip(places, values, strict=True):
            row[place] = value
        if row[-1] is not None and row[-1] == sum((part or Decimal(0)) for part in row[:-1]):
            yield tuple(row)


def placings(
    rows: Mapping[str, Sequence[Decimal]], results: Sequence[str]
) -> dict[str, set[Placed]]:
    """For each row with fewer than seven values: how it stands in the readings that tie.

    `rows`: line code → the values that were kept. `results`: the codes that (七) adds up.
    """
    whole = {code: tuple(values) for code, values in rows.items() if len(values) == COLUMNS}
    damaged = [code for code, values in rows.items() if len(values) < COLUMNS]
    ways = [list(placings_of_row(rows[code])) for code in damaged]
    if prod(len(way) for way in ways) > TOO_MANY:
        raise ValueError(f"too many ways to place {damaged}")
    found: dict[str, set[Placed]] = {code: set() for code in damaged}
    for chosen in product(*ways):
        every: dict[str, Placed] = {**whole, **dict(zip(damaged, chosen, strict=True))}
        if _ties(every, results):
            for code, placed in zip(damaged, chosen, strict=True):
                found[code].add(placed)
    return found


def _ties(rows: Mapping[str, Placed], results: Sequence[str]) -> bool:
    for at in range(COLUMNS):
        of = {code: row[at] or Decimal(0) for code, row in rows.items()}
        if sum(of[code] for code in results) != of["B3.7"]:
            return False
        if of["B1"] + of["B2"] != of["B3.7"] + of["B4"]:
            return False
    return True
