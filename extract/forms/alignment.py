"""Which of a row's fields stand in which column, where the layout no longer says so.

Flattened text drops empty cells and merged ones, damaged pages lose or gain cells. The form's
arithmetic then decides, but only where every reading that agrees with it puts a cell into the same
column; nothing is placed by likelihood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from math import comb
from typing import Final

from extract.document import Cell
from extract.values import COUNT_UNITS, CellValue, is_value, read_value

Placement = tuple[Cell | None, ...]  # one entry per column; None: the cell was dropped
Numbers = tuple[Decimal, ...]  # what a placement counts, column by column

_UNITS: Final = frozenset(COUNT_UNITS.split("|"))
_WORD = re.compile(r"\S+")
MOST_PLACEMENTS: Final = 10_000
MOST_TRIALS: Final = 600  # readings tried against the rules of the whole table
MOST_SPLITS: Final = 20_000


@dataclass(slots=True)
class Scales:
    """How often numbers were weighed to decide what a table says: every reader of tables does it
    here, so that a reading which left this as it was rests on labels and places alone."""

    used: int = 0


SCALES: Final = Scales()


def number(cell: Cell | None) -> Decimal | None:
    """What a cell counts in a sum: a blank, a dash or a dropped cell is nothing."""
    SCALES.used += 1
    if cell is None:
        return None
    value = read_value(cell.text)
    return value.value if value.state == "number" else None


def is_same(first: CellValue | None, second: CellValue) -> bool:
    """Whether a line that stands twice has the same number."""
    SCALES.used += 1
    return first == second


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
    """Every way to spread the fields over the columns, in their order."""
    if not fields or len(fields) > width or comb(width, len(fields)) > MOST_PLACEMENTS:
        return
    for columns in combinations(range(width), len(fields)):
        placed: list[Cell | None] = [None] * width
        for column, cell in zip(columns, fields, strict=True):
            placed[column] = cell
        yield tuple(placed)


def readings(fields: Sequence[Cell], width: int) -> Iterator[Placement]:
    """Every way to read a row that lost some of its cells, or gained some."""
    if len(fields) <= width:
        yield from placements(fields, width)
    elif comb(len(fields), width) > MOST_PLACEMENTS:
        yield from windows(fields, width)
    else:
        yield from combinations(fields, width)


# --- cells that ran together ------------------------------------------------------------------


@lru_cache(maxsize=16_384)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each of several numbers stands, with its unit: `0 0 3 0 件`; none if a text is not
    several numbers."""
    if " " not in text:
        return ()
    spans: list[tuple[int, int]] = []
    for start, end in (word.span() for word in _WORD.finditer(text)):
        if spans and text[start:end] in _UNITS:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    are_numbers = all(is_value(text[start:end]) for start, end in spans)
    return tuple(spans) if len(spans) > 1 and are_numbers else ()


def are_several(text: str) -> bool:
    """Whether a text is several numbers: `0 0 3 0`."""
    return bool(_spans(text))


def parts_of(cell: Cell) -> list[Cell]:
    """The cells of `0 0 3 0`: several numbers in one cell, else the cell itself."""
    return [_part(cell, start, end) for start, end in _spans(cell.text)] or [cell]


def _part(cell: Cell, start: int, end: int) -> Cell:
    return replace(
        cell,
        text=cell.text[start:end],
        char_start=cell.char_start + start,
        char_end=cell.char_start + end,
    )


def unglued(fields: Sequence[Cell], width: int) -> Iterator[Placement]:
    """Every way to cut figures that ran together (`100000 1`) into `width` numbers."""
    if len(fields) >= width or not all(cell.text.isdecimal() for cell in fields):
        return
    ways = 1
    for cell in fields:
        ways *= 2 ** (len(cell.text) - 1)
        if ways > MOST_SPLITS:
            return
    yield from _cut(fields, width)


def _cut(fields: Sequence[Cell], width: int) -> Iterator[Placement]:
    if not fields:
        if width == 0:
            yield ()
        return
    head, rest = fields[0], fields[1:]
    for pieces in range(1, min(len(head.text), width - len(rest)) + 1):
        for cuts in combinations(range(1, len(head.text)), pieces - 1):
            ends = (*cuts, len(head.text))
            starts = (0, *cuts)
            parts = tuple(_part(head, a, b) for a, b in zip(starts, ends, strict=True))
            if any(part.text[0] == "0" and len(part.text) > 1 for part in parts):
                continue
            for tail in _cut(rest, width - pieces):
                yield parts + tail


# --- a table's rows against its rules ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rule:
    """In every column: the lines with their signs add up to nothing, or to less with `is_most`."""

    signs: Mapping[str, int]
    is_most: bool = False  # lines are missing, so the sum may only fall short


def numbers_of(placed: Placement) -> Numbers:
    return tuple(number(cell) or Decimal(0) for cell in placed)


Domains = dict[str, list[Numbers]]
_Test = tuple[Mapping[str, int], int, bool]  # signs, column, is_most


def possible(domains: Mapping[str, Sequence[Numbers]], rules: Sequence[Rule]) -> Domains:
    """What each line can count once the rules are held against all lines together.

    `domains`: for each line what it may count. A column in which a rule cannot hold whatever is
    read is misprinted and decides nothing.
    """
    current: Domains = {line: list(dict.fromkeys(found)) for line, found in domains.items()}
    width = len(next(iter(current.values()))[0]) if current else 0
    tests = [
        test
        for rule in rules
        if rule.signs.keys() <= current.keys()
        for column in range(width)
        if _can_hold(current, test := (rule.signs, column, rule.is_most))
    ]
    narrowed = _narrowed(current, tests)
    if narrowed is None:
        return current  # the rules contradict each other: none of them proves anything
    return _tried(narrowed, tests)


def _bounds(domain: Sequence[Numbers], column: int, sign: int) -> tuple[Decimal, Decimal]:
    values = [sign * numbers[column] for numbers in domain]
    return min(values), max(values)


def _can_hold(domains: Domains, test: _Test) -> bool:
    signs, column, is_most = test
    bounds = [_bounds(domains[line], column, sign) for line, sign in signs.items()]
    return sum(low for low, _ in bounds) <= 0 and (is_most or sum(high for _, high in bounds) >= 0)


def _narrowed(domains: Domains, tests: Sequence[_Test]) -> Domains | None:
    """Without what no other line can make up for; None where nothing is left for a line."""
    domains = dict(domains)
    changed = True
    while changed:
        changed = False
        for signs, column, is_most in tests:
            bounds = {line: _bounds(domains[line], column, s) for line, s in signs.items()}
            low = sum(bound[0] for bound in bounds.values())
            high = sum(bound[1] for bound in bounds.values())
            for line, sign in signs.items():
                if len(domains[line]) == 1 and low <= 0 and (is_most or high >= 0):
                    continue
                own_low, own_high = bounds[line]
                kept = [
                    numbers
                    for numbers in domains[line]
                    if low - own_low + sign * numbers[column] <= 0
                    and (is_most or high - own_high + sign * numbers[column] >= 0)
                ]
                if not kept:
                    return None
                if len(kept) < len(domains[line]):
                    domains[line] = kept
                    changed = True
    return domains


def _tried(domains: Domains, tests: Sequence[_Test]) -> Domains:
    """Without what leads to a contradiction when it is assumed."""
    trials = 0
    changed = True
    while changed:
        changed = False
        for line in [line for line, domain in domains.items() if len(domain) > 1]:
            for numbers in list(domains[line]):
                trials += 1
                if trials > MOST_TRIALS:
                    return domains
                if _narrowed(domains | {line: [numbers]}, tests) is None:
                    rest = [other for other in domains[line] if other != numbers]
                    narrowed = _narrowed(domains | {line: rest}, tests) if rest else None
                    if narrowed is None:
                        return domains
                    domains, changed = narrowed, True
                    if len(domains[line]) == 1:
                        break
    return domains


def agreed(candidates: Sequence[Placement]) -> Placement:
    """Each column's cell where all candidates put the same one, else None."""
    first, rest = candidates[0], candidates[1:]
    return tuple(
        cell if all(other[column] is cell for other in rest) else None
        for column, cell in enumerate(first)
    )
