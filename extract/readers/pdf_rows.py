"""The rows of a table without rules, and labels of several rows. Used by `readers.pdf_unruled`.

A label of several lines stands around the line of its numbers; how far apart its lines are is what
makes all labels and all numbers of the table go together. Rules between the rows, where there are
some, say it at once. A label of several rows stands left of theirs, in the middle of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from extract.readers.pdf_columns import Layout
from extract.readers.pdf_page import Rule
from extract.readers.pdf_pieces import (
    SAME_LINE,
    UNDER,
    WIDEST_LEADING,
    Block,
    Piece,
    PieceLine,
    Span,
    blocks_of,
    meets,
    opens_cell,
    stacks_of,
    united,
)

BETWEEN: Final = 0.75  # of the step from row to row: nearer to both it is a label of the two


@dataclass(slots=True)
class Row:
    top: float
    bottom: float
    labels: list[Block]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Rows:
    rows: list[Row]
    outer: list[Block]  # labels of several rows


def rows_of(
    body: Sequence[PieceLine],
    areas: Sequence[Span],
    notes: Sequence[Block],
    across: Sequence[Block],
    rules: Sequence[Rule],
) -> Rows | None:
    """The rows; None where labels and numbers do not go together in one way.

    `areas`: where labels stand; `notes`: texts in columns of numbers, of as many lines as they
    take; `across`: headings over all columns; `rules`: between rows.
    """
    data = [line for line in body if line.data]
    in_areas = [
        [
            piece
            for line in body
            for piece in line.pieces
            if not piece.is_data and meets((piece.x0, piece.x1), [area])
        ]
        for area in areas
    ]
    ruled = _ruled_rows(data, in_areas, across, rules)
    if ruled is not None:
        return ruled
    ways = (
        _rows_at(data, in_areas, leading, at)
        for leading in _leadings(in_areas)
        for at in ("middle", "top")
    )
    possible = (way for way in ways if way is not None)
    found = next(possible, None)
    if found is None:
        return None
    if _holds_labels_together(found):
        # A text that opens a label begins a row of its own, if the others allow it.
        found = next((way for way in possible if not _holds_labels_together(way)), found)
    _make_room(found.rows, data, notes)
    found.rows += [Row(block.top, block.bottom, [block]) for block in across]
    found.rows.sort(key=lambda row: row.middle)
    return found


def _holds_labels_together(found: Rows) -> bool:
    """Whether one row has the labels of several."""
    return any(
        opens_cell(piece.text)
        for row in found.rows
        for label in row.labels
        for piece in label.pieces[1:]
    )


def _make_room(rows: Iterable[Row], data: Iterable[PieceLine], notes: Sequence[Block]) -> None:
    """Rows as high as what stands in several lines in a cell beside a number."""
    for line in data:
        row = next(row for row in rows if row.top <= line.y <= row.bottom)
        for note in notes:
            if note.top < line.y < note.bottom:
                row.top, row.bottom = min(row.top, note.top), max(row.bottom, note.bottom)


def _ruled_rows(
    data: Sequence[PieceLine],
    areas: Sequence[Sequence[Piece]],
    across: Sequence[Block],
    rules: Sequence[Rule],
) -> Rows | None:
    """The rows between rules; None where the rules do not part every two rows of numbers."""
    right = max(line.data[-1].x0 for line in data)
    broad = [rule for rule in rules if rule.start <= right <= rule.end]
    rows: list[Row] = []
    outer: list[Piece] = []
    taken = 0
    edges = [rule.at for rule in broad]
    by_row = [_between(edges, pieces) for pieces in areas]
    for number, (above, below) in enumerate(pairwise(broad), start=1):
        inside = [line for line in data if above.at < line.y < below.at]
        if len({round(line.y) for line in inside}) > 1:
            return None
        taken += len(inside)
        labels = [block for block in across if above.at < block.middle < below.at]
        for rows_of_area in by_row:
            own = rows_of_area.get(number, [])
            inner, beside = parted_by_rules(own, above, below)
            outer += beside
            columns = united((piece.x0, piece.x1) for piece in inner)
            of_row = [piece for piece in inner if meets((piece.x0, piece.x1), columns[-1:])]
            outer += [piece for piece in inner if piece not in of_row]
            if of_row:
                labels.append(Block(sorted(of_row, key=lambda piece: piece.y)))
        if inside or labels:
            rows.append(Row(above.at, below.at, labels))
    if not rows or taken < len(data):
        return None
    stacks, rest = stacks_of(outer)
    return Rows(rows, [*stacks, *blocks_of(rest, WIDEST_LEADING)])


def parted_by_rules(
    pieces: Sequence[Piece], above: Rule, below: Rule
) -> tuple[list[Piece], list[Piece]]:
    """What stands between two rules, and what beside them: a rule that goes on beside a label of
    several rows begins right of it."""
    start = max(above.start, below.start)
    inner = [piece for piece in pieces if (piece.x0 + piece.x1) / 2 > start]
    return inner, [piece for piece in pieces if piece not in inner]


def _between(edges: Sequence[float], pieces: Iterable[Piece]) -> dict[int, list[Piece]]:
    """Pieces by how many of the edges lie above them."""
    found: dict[int, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(bisect_right(edges, piece.y), []).append(piece)
    return found


def _leadings(areas: Iterable[Sequence[Piece]]) -> list[float]:
    """Distances, in sizes, at which lines may be those of one label; the widest first."""
    steps = {0.0}
    for pieces in areas:
        ordered = sorted(pieces, key=lambda piece: piece.top)
        for at, piece in enumerate(ordered):
            for other in ordered[at + 1 : at + 6]:
                step = (other.y - piece.y) / piece.size
                if 0.5 < step <= WIDEST_LEADING and min(piece.x1, other.x1) > max(
                    piece.x0, other.x0
                ):
                    steps.add(round(step, 1) + 0.05)
                    break
    return sorted(steps, reverse=True)


def _rows_at(
    data: Sequence[PieceLine], areas: Sequence[Sequence[Piece]], leading: float, at: str
) -> Rows | None:
    rows = [
        Row(min(p.top for p in line.data), max(p.bottom for p in line.data), []) for line in data
    ]
    outer: list[Block] = []
    for pieces in areas:
        labels, others = _labels(pieces, leading, [line.y for line in data])
        outer += others
        taken: set[int] = set()
        for label in labels:
            y = label.middle if at == "middle" else label.pieces[0].y
            beside = [
                number
                for number, line in enumerate(data)
                if abs(line.y - y) <= SAME_LINE * label.size
            ]
            if len(beside) > 1 or (beside and beside[0] in taken):
                return None
            if beside:
                taken.add(beside[0])
                row = rows[beside[0]]
                row.labels.append(label)
                row.top, row.bottom = min(row.top, label.top), max(row.bottom, label.bottom)
            else:
                rows.append(Row(label.top, label.bottom, [label]))
        if len(taken) < len(data) and len(areas) == 1:
            return None
    rows.sort(key=lambda row: row.middle)
    if areas and any(not row.labels for row in rows):
        return None
    if any(above.bottom > below.top + 1 for above, below in pairwise(rows)):
        return None
    return Rows(rows, outer)


def _labels(
    pieces: Sequence[Piece], leading: float, data: Sequence[float]
) -> tuple[list[Block], list[Block]]:
    """Labels of one row each, and those of several rows, which stand left of them."""
    stacks, rest = stacks_of(pieces)
    blocks = blocks_of(rest, leading)
    outer = [
        block
        for block in blocks
        if any(
            other is not block
            and block.x1 <= other.x0 + 1
            and min(block.bottom, other.bottom) - max(block.top, other.top) > 1
            for other in blocks
        )
    ]
    gone = set(map(id, outer))
    inner = sorted((block for block in blocks if id(block) not in gone), key=lambda b: b.middle)
    alone = []
    steps = [below.middle - above.middle for above, below in pairwise(inner)]
    step = median(steps) if steps else 0.0
    for at, block in enumerate(inner):
        if any(block.top < y < block.bottom for y in data):
            continue
        beside = [*inner[max(at - 1, 0) : at], *inner[at + 1 : at + 2]]
        is_between = all(abs(other.middle - block.middle) < BETWEEN * step for other in beside)
        if beside and is_between and all(block.x1 <= other.x0 + 1 for other in beside):
            alone.append(block)
    gone |= set(map(id, alone))
    return [block for block in inner if id(block) not in gone], [*stacks, *outer, *alone]


def stubs_of(
    found: Rows, layout: Layout, column: int, tops: Sequence[float]
) -> list[tuple[float, int, int]]:
    """Labels of several rows in an area: their right edge, their first and last row; from the
    left to the right."""
    left, right = layout.edges[column], layout.edges[column + 1]
    outer = [block for block in found.outer if left <= (block.x0 + block.x1) / 2 < right]
    stubs: list[tuple[float, int, int]] = []
    slack = UNDER / 2
    cores = {
        id(block): (
            block.x0 + slack * (block.x1 - block.x0),
            block.x1 - slack * (block.x1 - block.x0),
        )
        for block in outer
    }
    for span in united(cores[id(block)] for block in outer if not _bridges(block, outer)):
        own = sorted(
            (block for block in outer if span[0] <= cores[id(block)][0] < span[1]),
            key=lambda block: block.middle,
        )
        starts = [
            min(
                (label.x0 for label in row.labels if layout.column(label.x0) == column),
                default=left,
            )
            for row in found.rows
        ]
        is_open = [start >= span[1] for start in starts]
        inner = [start for start, opened in zip(starts, is_open, strict=True) if opened]
        inner += [block.x0 for block in outer if block.x0 >= span[1]]
        edge = (span[1] + min(inner, default=right)) / 2
        for block, first, last in _spanned(own, is_open, tops):
            if cores[id(block)][1] > edge:  # it stands over the columns of others, not beside them
                beside = [start for start in starts[first : last + 1] if start >= block.x1]
                edge_of = (block.x1 + min(beside, default=right)) / 2
            else:
                edge_of = edge
            stubs.append((edge_of, first, last))
    return stubs


def _bridges(block: Block, others: Sequence[Block]) -> bool:
    """Whether a label stands over two that are beside each other."""
    met = [other for other in others if other.x0 < block.x1 and block.x0 < other.x1]
    return any(
        a.x1 <= b.x0 and min(a.bottom, b.bottom) > max(a.top, b.top) for a in met for b in met
    )


def _spanned(
    blocks: Sequence[Block], is_open: Sequence[bool], tops: Sequence[float]
) -> Iterator[tuple[Block, int, int]]:
    """Each label of a column with the rows in whose middle it stands; they follow each other to
    the last of the rows that are open to it."""
    middles = [(block.top + block.bottom) / 2 for block in blocks]
    at = [bisect_right(tops, y) - 1 for y in middles]
    end = len(is_open)
    for number in reversed(range(len(blocks))):
        row, y = at[number], middles[number]
        if not 0 <= row < len(is_open) or not is_open[row] or row >= end:
            continue
        last = row
        while last + 1 < end and is_open[last + 1]:
            last += 1
        free = at[number - 1] if number else -1
        first = row
        while first - 1 > free and is_open[first - 1]:
            first -= 1
        spans = [(a, last) for a in range(first, row + 1)]
        # Not to the last row only where no first row makes it the middle.
        spans += [(a, b) for a in range(first, row + 1) for b in range(row, last)]
        found = min(
            spans,
            key=lambda span: (
                round(abs((tops[span[0]] + tops[span[1] + 1]) / 2 - y) / blocks[number].size),
                -span[1],
                span[0],
            ),
        )
        end = found[0]
        yield blocks[number], *found
