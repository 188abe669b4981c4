"""Tables from ruling lines: which cells the lines of a page enclose. Used by `extract.readers.pdf`.

Lines that belong together are joined (double lines, dots, one piece a cell), lines that touch make
one table, and each area that no line divides is one cell, so that merged cells come out whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.document import Box
from extract.readers.pdf_page import Rule

SAME_LINE: Final = 4.0  # points; the two lines of a double rule, the two sides of a thick one
GAP: Final = 3.0  # points between the pieces of one line
REACH: Final = 3.0  # points by which two lines that meet may miss each other
SHORTEST: Final = 5.0  # points; what is shorter after joining is a mark, no rule
OVERHANG: Final = 8.0  # points; so far do lines stand out where the rule at the side is left out
FEWEST_OPEN: Final = 2  # lines that must end together where the rule at their end is left out
MOST_RULES: Final = 2_000  # of one direction on a page, after joining
MOST_SQUARES: Final = 40_000  # of the grid of one table
COVERED: Final = 0.6  # of the side of a square: the line is there
ENCLOSED: Final = 0.7  # of the way around an area at the table's edge: it is a cell


_Square = tuple[int, int]  # row and column of the mesh of a table's rules, from 0


@dataclass(slots=True)
class Grid:
    """The cells that the rules of one table enclose."""

    boxes: list[Box]
    irregular: int = 0  # areas that are no rectangle: a piece of a rule is missing


@dataclass(slots=True)
class _Component:
    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)


def find_grids(horizontals: Iterable[Rule], verticals: Iterable[Rule]) -> list[Grid]:
    """The tables of a page, the smallest first, so that one within another comes before it."""
    return grids_and_rest(horizontals, verticals)[0]


def grids_and_rest(
    horizontals: Iterable[Rule], verticals: Iterable[Rule]
) -> tuple[list[Grid], list[Rule]]:
    """The tables of a page as `find_grids`, and the horizontal rules that no vertical one meets."""
    across, down = _joined(horizontals), _joined(verticals)
    if len(across) > MOST_RULES or len(down) > MOST_RULES:
        return [], []
    parts = _components(across, down)
    grids = [_grid(part) for part in parts if part.horizontals and part.verticals]
    rest = [rule for part in parts if not part.verticals for rule in part.horizontals]
    return sorted((grid for grid in grids if grid.boxes), key=_area), rest


def _area(grid: Grid) -> float:
    x0, x1 = min(box[0] for box in grid.boxes), max(box[2] for box in grid.boxes)
    top, bottom = min(box[1] for box in grid.boxes), max(box[3] for box in grid.boxes)
    return (x1 - x0) * (bottom - top)


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules with pieces joined and parallel ones laid together."""
    joined: list[Rule] = []
    group: list[Rule] = []
    for rule in sorted(rules):
        if group and rule.at - group[0].at > SAME_LINE:
            joined += _one_line(group)
            group = []
        group.append(rule)
    return sorted(joined + _one_line(group))


def _one_line(group: Iterable[Rule]) -> list[Rule]:
    """Pieces at about one place as the lines that they make; each lies where its pieces do."""
    lines: list[list[Rule]] = []
    end = 0.0
    for rule in sorted(group, key=lambda rule: rule.start):
        if lines and rule.start - end <= GAP:
            lines[-1].append(rule)
            end = max(end, rule.end)
        else:
            lines.append([rule])
            end = rule.end
    return [rule for line in lines if (rule := _laid_together(line)).end - rule.start >= SHORTEST]


def _laid_together(rules: Sequence[Rule]) -> Rule:
    if len(rules) == 1:
        return rules[0]
    start, end = rules[0].start, max(rule.end for rule in rules)
    weights = [rule.end - rule.start + 0.01 for rule in rules]
    at = sum(rule.at * weight for rule, weight in zip(rules, weights, strict=True)) / sum(weights)
    return Rule(at, start, end)


def _components(across: Sequence[Rule], down: Sequence[Rule]) -> list[_Component]:
    """Lines that hang together."""
    parent = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    ats = [rule.at for rule in across]
    for position, vertical in enumerate(down, start=len(across)):
        first = bisect_right(ats, vertical.start - REACH)
        last = bisect_right(ats, vertical.end + REACH)
        for number in range(first, last):
            rule = across[number]
            if rule.start - REACH <= vertical.at <= rule.end + REACH:
                parent[root(number)] = root(position)
    found: dict[int, _Component] = {}
    for number, rule in enumerate(across):
        found.setdefault(root(number), _Component()).horizontals.append(rule)
    for number, rule in enumerate(down, start=len(across)):
        found.setdefault(root(number), _Component()).verticals.append(rule)
    return list(found.values())


def _positions(rules: Iterable[Rule]) -> list[float]:
    """Where the rules of one direction lie, those of one line as one."""
    groups: list[list[float]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0] <= SAME_LINE:
            groups[-1].append(rule.at)
        else:
            groups.append([rule.at])
    return [sum(group) / len(group) for group in groups]


def _close_sides(part: _Component) -> None:
    """Add the outer rules that a layout leaves out: open sides, a table that a page end cuts."""
    for inner, outer in (
        (part.verticals, part.horizontals),
        (part.horizontals, part.verticals),
    ):
        at = _positions(inner)
        starts = min(rule.start for rule in outer)
        ends = max(rule.end for rule in outer)
        if at[0] - starts > OVERHANG:
            _close_side(inner, [r for r in outer if r.start - starts <= SAME_LINE], starts)
        if ends - at[-1] > OVERHANG:
            _close_side(inner, [r for r in outer if ends - r.end <= SAME_LINE], ends)


def _close_side(inner: list[Rule], outer: Sequence[Rule], at: float) -> None:
    if len(outer) >= FEWEST_OPEN:
        inner.append(Rule(at, min(rule.at for rule in outer), max(rule.at for rule in outer)))


def _nearest(positions: Sequence[float], at: float) -> int:
    after = bisect_right(positions, at)
    if after == len(positions) or (after and at - positions[after - 1] < positions[after] - at):
        return after - 1
    return after


def _sides(
    rules: Iterable[Rule], along: Sequence[float], across: Sequence[float]
) -> list[list[bool]]:
    """For each position of `along` and each stretch between two of `across`: is a rule there."""
    lengths = [[0.0] * (len(across) - 1) for _ in along]
    for rule in rules:
        row = lengths[_nearest(along, rule.at)]
        for number in range(max(bisect_right(across, rule.start) - 1, 0), len(across) - 1):
            if across[number] >= rule.end:
                break
            row[number] += min(rule.end, across[number + 1]) - max(rule.start, across[number])
    return [
        [
            length >= COVERED * (across[number + 1] - across[number])
            for number, length in enumerate(row)
        ]
        for row in lengths
    ]


def _grid(part: _Component) -> Grid:
    _close_sides(part)
    xs, ys = _positions(part.verticals), _positions(part.horizontals)
    grid = Grid([])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MOST_SQUARES:
        return grid
    mesh = _Mesh(xs, ys, _sides(part.horizontals, ys, xs), _sides(part.verticals, xs, ys))
    for area in mesh.areas():
        if not mesh.is_enclosed(area):
            continue
        pieces = _pieces(area)
        grid.irregular += len(pieces) > 1
        grid.boxes += [
            (xs[left], ys[top], xs[right], ys[bottom]) for top, bottom, left, right in pieces
        ]
    return grid


@dataclass(frozen=True, slots=True)
class _Mesh:
    """The squares between all rules of a table, drawn through, and on which sides one is ruled."""

    xs: list[float]
    ys: list[float]
    above: list[list[bool]]  # [edge between rows][column]
    before: list[list[bool]]  # [edge between columns][row]

    def areas(self) -> Iterator[Sequence[_Square]]:
        """Squares that no rule parts, together."""
        seen: set[_Square] = set()
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                if (row, column) not in seen:
                    area, waiting = [], [(row, column)]
                    seen.add((row, column))
                    while waiting:
                        square = waiting.pop()
                        area.append(square)
                        more = [other for other in self._open_to(square) if other not in seen]
                        seen.update(more)
                        waiting += more
                    yield area

    def _open_to(self, square: _Square) -> Iterator[_Square]:
        row, column = square
        if row + 2 < len(self.ys) and not self.above[row + 1][column]:
            yield row + 1, column
        if row > 0 and not self.above[row][column]:
            yield row - 1, column
        if column + 2 < len(self.xs) and not self.before[column + 1][row]:
            yield row, column + 1
        if column > 0 and not self.before[column][row]:
            yield row, column - 1

    def is_enclosed(self, area: Iterable[_Square]) -> bool:
        """Whether rules run around the area; in the corners between tables they do not."""
        around = ruled = 0.0
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        for row, column in area:
            width = self.xs[column + 1] - self.xs[column]
            height = self.ys[row + 1] - self.ys[row]
            for length, is_ruled, is_outer in (
                (width, self.above[row][column], row == 0),
                (width, self.above[row + 1][column], row + 1 == rows),
                (height, self.before[column][row], column == 0),
                (height, self.before[column + 1][row], column + 1 == columns),
            ):
                if is_ruled or is_outer:
                    around += length
                    ruled += length * is_ruled
        return ruled >= ENCLOSED * around


def _pieces(area: Sequence[_Square]) -> list[tuple[int, int, int, int]]:
    """An area as rectangles (top, bottom, left, right): one, or more where its rows differ."""
    if len(area) == 1:
        ((row, column),) = area
        return [(row, row + 1, column, column + 1)]
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(area):
        by_row.setdefault(row, []).append(column)
    pieces: list[tuple[int, int, int, int]] = []
    above: dict[tuple[int, int], int] = {}  # (left, right) of a piece of the row above: its number
    for row, columns in by_row.items():
        here: dict[tuple[int, int], int] = {}
        for left, right in _runs(columns):
            number = above.get((left, right), len(pieces))
            if number == len(pieces):
                pieces.append((row, row + 1, left, right))
            else:
                pieces[number] = (pieces[number][0], row + 1, left, right)
            here[left, right] = number
        above = here
    return pieces


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Half-open runs of ascending numbers."""
    start = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield start, last + 1
            start = number
        last = number
    yield start, last + 1
