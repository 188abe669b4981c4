"""The columns of a table without rules, and its header. Used by `extract.readers.pdf_unruled`.

The numbers of a column stand under each other and under its header, so that an empty cell shows as
a hole. A header over several columns stands in their middle, or at their left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extract.document import Box
from extract.readers.pdf_pieces import (
    LEADING,
    Block,
    Piece,
    PieceLine,
    Span,
    blocks_of,
    is_number,
    meets,
    stacks_of,
    united,
)

LEAST_LABELS: Final = 0.7  # of the rows of a table: a column of labels, not of stubs
PADDING: Final = 3.0  # points around the outermost texts
CROSSED: Final = 2.0  # points by which a label must reach over a column's edge


@dataclass(slots=True)
class UnruledTable:
    """Lines of one table, from its header's first line on."""

    head: list[Block]  # over the columns of numbers
    lines: list[PieceLine]
    across: list[Block]  # headings over all columns


@dataclass(slots=True)
class Layout:
    """Columns from left to right: strips of numbers and areas of labels, parted by `edges`."""

    numbers: list[Span]  # what is filled of the strips
    strips: list[Span]
    areas: list[Span]
    spans: list[Span]  # of each column: where its texts stand
    edges: list[float]
    kinds: list[bool]  # of each column: whether it is an area of labels

    def width(self, column: int) -> float:
        return self.edges[column + 1] - self.edges[column]

    def column(self, x: float) -> int:
        return max(min(bisect_right(self.edges, x), len(self.edges) - 1) - 1, 0)

    @property
    def columns(self) -> Columns:
        """What the table's rest on another page is told by."""
        return Columns(tuple(self.strips), self.edges[0], self.edges[-1])

    def off_middle(self, x: float, first: int, last: int) -> float:
        """How far a place is from the middle of columns of numbers. Their outer edges are not
        known: the text may be in the middle, or as far from them as from the inner ones."""
        start, end = self.edges[first], self.edges[last + 1]
        if first == self.kinds.index(False) and first + 1 < len(self.kinds):
            start = sum(self.spans[first]) - self.edges[first + 1]
        if last + 1 == len(self.kinds) and last:
            end = sum(self.spans[last]) - self.edges[last]
        texts = (sum(self.spans[first]) + sum(self.spans[last])) / 4
        return min(abs((start + end) / 2 - x), abs(texts - x))


def layout_of(
    table: UnruledTable, body: Sequence[PieceLine], before: Columns | None
) -> Layout | None:
    """The columns; None where their texts run into each other. `body`: the lines of rows;
    `before`: the columns of the page before, or after, which the table may go on with.
    """
    over = {piece for block in table.head for piece in block.pieces}
    texts = [
        piece
        for line in table.lines
        for piece in line.pieces
        if not (piece.is_data or piece in over)
    ]
    numbers = strips = united(
        [
            *((piece.x0, piece.x1) for line in body for piece in line.data),
            *(  # the first line: others may touch the next column
                (block.pieces[0].x0, block.pieces[0].x1)
                for block in blocks_of(texts, LEADING)
                if is_number(block)
            ),
        ]
    )
    if before is not None:
        strips = _as_before(strips, before)
    texts = [piece for piece in texts if not meets((piece.x0, piece.x1), strips)]
    areas = [a for a in united((p.x0, p.x1) for p in texts) if not meets(a, strips)]
    below_lines = [
        [(piece.x0, piece.x1) for piece in line.pieces if not piece.is_data] for line in body
    ]
    below = [span for spans in below_lines for span in spans]
    if any(meets(area, below) for area in areas):  # else the labels' header stands apart from them
        areas = [area for area in areas if meets(area, below)]
    labels = [(piece.x0, piece.x1) for piece in stacks_of(texts)[1]]
    areas = _without_stubs(areas, labels, strips)
    areas = _without_halves(areas, strips, below_lines)
    end = max((block.bottom for block in table.head), default=0.0)
    has_label_head = any(
        meets((piece.x0, piece.x1), areas)
        for line in table.lines
        for piece in line.pieces
        if piece.bottom <= end + 1 and not piece.is_data
    )
    strips = _with_heads(strips, areas, table.head, has_label_head=has_label_head)
    columns = sorted([*((span, False) for span in strips), *((span, True) for span in areas)])
    spans = [span for span, _ in columns]
    if len(spans) < 2:
        return None
    between = [(a[1] + b[0]) / 2 for a, b in pairwise(spans)]
    if any(a[1] > b[0] for a, b in pairwise(spans)):
        return None
    left = min(piece.x0 for line in table.lines for piece in line.pieces) - PADDING
    right = max(piece.x1 for line in table.lines for piece in line.pieces) + PADDING
    if before is not None and len(strips) == len(before.strips):
        left, right = min(left, before.left), max(right, before.right)
    edges = [min(left, spans[0][0] - PADDING), *between, max(right, spans[-1][1] + PADDING)]
    return Layout(numbers, strips, areas, spans, edges, [is_area for _, is_area in columns])


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the texts of a table's columns stand, for its rest on the next page."""

    strips: tuple[Span, ...]
    left: float
    right: float

    def hold(self, numbers: Sequence[Piece]) -> bool:
        """Whether numbers stand in these columns, one in each at most."""
        at = [
            [n for n, strip in enumerate(self.strips) if meets((piece.x0, piece.x1), [strip])]
            for piece in numbers
        ]
        return (
            bool(at)
            and all(len(found) == 1 for found in at)
            and len(at) == len({found[0] for found in at})
        )

    def are_those_of(self, other: Columns) -> bool:
        """Whether the other page's columns of numbers are these."""
        return len(united([*self.strips, *other.strips])) == len(self.strips) == len(other.strips)


def _with_heads(
    strips: Sequence[Span], areas: Sequence[Span], heads: Sequence[Block], *, has_label_head: bool
) -> list[Span]:
    """The strips as broad as their headers, and those of columns that hold no number.

    `has_label_head`: a header stands over the labels. If none does, the first one from the left is
    theirs, in the middle of a column that is broader than they are.
    """
    leaves = [
        block
        for block in heads
        if not any(
            other.middle > block.bottom and meets((block.x0, block.x1), [(other.x0, other.x1)])
            for other in heads
        )
    ]
    found = list(strips)
    for is_new in (False, True):
        for block in leaves:
            under = [strip for strip in found if meets((block.x0, block.x1), [strip])]
            if len(under) > 1 or is_new is bool(under):
                continue
            if is_new and _is_above_columns(block, leaves, heads, strips):
                continue
            is_leftmost = all(other.x0 >= block.x0 for other in heads)
            if is_new and is_leftmost and not has_label_head and areas and areas[0][1] <= block.x0:
                continue
            spans = [(block.x0, block.x1), *under]
            broad = min(x0 for x0, _ in spans), max(x1 for _, x1 in spans)
            if not meets(broad, (other for other in (*found, *areas) if other not in under)):
                found = sorted([*(strip for strip in found if strip not in under), broad])
    return found


def _is_above_columns(
    block: Block, leaves: Sequence[Block], heads: Sequence[Block], strips: Sequence[Span]
) -> bool:
    """Whether a header is a title above all others, or stands beside others that have parts below
    them: then it has no column of its own, though none of its parts is under it."""
    others = [other for other in leaves if other is not block]
    if (others or strips) and all(other.top > block.bottom - 1 for other in others):
        return True
    beside = [
        other
        for other in heads
        if other is not block and abs(other.middle - block.middle) < 0.5 * block.size
    ]
    return any(other not in leaves for other in beside) and not any(
        other in leaves and meets((other.x0, other.x1), strips) for other in beside
    )


def _without_stubs(
    areas: Sequence[Span], labels: Sequence[Span], strips: Sequence[Span]
) -> list[Span]:
    """Areas, with one that holds few labels, those of several rows, as part of that beside it."""
    found: list[Span] = []
    for area in reversed(areas):
        own = sum(meets(label, [area]) for label in labels)
        if found and not meets((area[1], found[0][0]), strips):
            beside = sum(meets(label, [found[0]]) for label in labels)
            if own < LEAST_LABELS * beside:
                found[0] = (area[0], found[0][1])
                continue
        found.insert(0, area)
    return found


def _without_halves(
    areas: Sequence[Span], strips: Sequence[Span], lines: Sequence[Sequence[Span]]
) -> list[Span]:
    """Areas, with two of which no line has texts in both as one: long labels at the left of their
    column, and short ones in its middle."""
    found: list[Span] = []
    for area in areas:
        if (
            found
            and not meets((found[-1][1], area[0]), strips)
            and not any(
                any(meets(span, [found[-1]]) for span in spans)
                and any(meets(span, [area]) for span in spans)
                for spans in lines
            )
        ):
            found[-1] = (found[-1][0], area[1])
        else:
            found.append(area)
    return found


def _as_before(strips: Sequence[Span], before: Columns) -> list[Span]:
    """The strips with those of the page before, if each lies in one of them."""
    found = united([*strips, *before.strips])
    return found if len(found) == len(before.strips) else list(strips)


def head_cells(table: UnruledTable, layout: Layout, bottom: float) -> Iterator[Box]:
    """The header: each text over as many columns as it stands in the middle of."""
    if not table.head:
        return
    top = min(block.top for block in table.head) - 1
    blocks = sorted(table.head, key=lambda block: block.middle)
    is_left = _is_left(table.head, layout)
    spans = [_columns_under(block, table.head, layout, is_left=is_left) for block in blocks]
    edges = layout.edges
    for number, (block, (left, right)) in enumerate(zip(blocks, spans, strict=True)):
        above = [
            other.bottom
            for other, span in zip(blocks[:number], spans, strict=False)
            if span[0] <= right and left <= span[1] and other.middle < block.middle
        ]
        below = [
            other.top
            for other, span in zip(blocks[number + 1 :], spans[number + 1 :], strict=True)
            if span[0] <= right and left <= span[1]
        ]
        yield (
            edges[left],
            (max(above) + block.top) / 2 if above else top,
            edges[right + 1],
            (block.bottom + min(below)) / 2 if below else bottom,
        )
    covered = {column for left, right in spans for column in range(left, right + 1)}
    for column in range(len(layout.kinds)):
        if column not in covered:
            yield (edges[column], top, edges[column + 1], bottom)


def _columns_under(
    block: Block, heads: Sequence[Block], layout: Layout, *, is_left: bool
) -> tuple[int, int]:
    """First and last column that a header stands over."""
    middle = (block.x0 + block.x1) / 2
    first, last = layout.column(block.x0 + CROSSED), layout.column(block.x1 - CROSSED)
    has_parts = any(
        other.middle > block.bottom and meets((other.x0, other.x1), [(block.x0, block.x1)])
        for other in heads
    )
    if not has_parts and first == last:
        return first, last
    beside = [
        other
        for other in heads
        if other is not block and min(other.bottom, block.bottom) > max(other.top, block.top)
    ]
    whole = (layout.edges[0] + layout.edges[-1]) / 2
    if has_parts and not beside and abs(middle - whole) < 2 * block.size:
        return 0, len(layout.kinds) - 1
    lowest = [layout.column(other.x1) + 1 for other in beside if other.x1 <= block.x0]
    highest = [layout.column(other.x0) - 1 for other in beside if other.x0 >= block.x1]
    start = min(max([layout.kinds.index(False), *lowest]), first)
    end = max(min([len(layout.kinds) - 1, *highest]), last)
    leaves = [_leaf(heads, layout, column) for column in range(len(layout.kinds))]
    while start < first and not _is_beside(leaves[start], leaves[first]):
        start += 1
    while end > last and not _is_beside(leaves[end], leaves[last]):
        end -= 1
    if is_left:
        return first, end
    spans = [(a, b) for a in range(start, first + 1) for b in range(last, end + 1)]
    return min(
        spans,
        key=lambda span: (
            max(round(layout.off_middle(middle, *span) / block.size), 1),
            span[0] - span[1],
        ),
    )


def _leaf(heads: Iterable[Block], layout: Layout, column: int) -> Block | None:
    """The lowest header over a column."""
    over = [block for block in heads if meets((block.x0, block.x1), [layout.spans[column]])]
    return max(over, key=lambda block: block.middle, default=None)


def _is_beside(first: Block | None, second: Block | None) -> bool:
    """Whether two headers are of one row: those over both have their parts in one."""
    if first is None or second is None:
        return first is second
    return abs(first.middle - second.middle) < 0.5 * first.size or abs(first.top - second.top) < 1


def _is_left(heads: Iterable[Block], layout: Layout) -> bool:
    """Whether texts begin at the left of their columns, and do not stand in their middle."""
    lefts, middles = [], []
    for block in heads:
        under = [strip for strip in layout.numbers if meets((block.x0, block.x1), [strip])]
        if len(under) == 1:
            lefts.append(abs(under[0][0] - block.x0))
            middles.append(abs(sum(under[0]) - block.x0 - block.x1) / 2)
    return sum(lefts) < sum(middles)
