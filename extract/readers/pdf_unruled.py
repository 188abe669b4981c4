"""Tables that no rules, or only horizontal ones, divide: from where all their words stand.

Used by `extract.readers.pdf` for what stands in no ruled table. Given: the boxes of cells, as
`pdf_grid` gives those that rules enclose. Where rows (`pdf_rows`) and columns (`pdf_columns`) are
not plain there is no table, and the lines are left to be read as text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from extract.document import Box
from extract.readers.pdf_columns import (
    CROSSED,
    PADDING,
    Columns,
    Layout,
    UnruledTable,
    head_cells,
    layout_of,
)
from extract.readers.pdf_lines import TextLine
from extract.readers.pdf_page import Rule
from extract.readers.pdf_pieces import (
    LEADING,
    Block,
    Piece,
    PieceLine,
    Span,
    blocks_of,
    is_under,
    meets,
    meets_piece,
    opens_cell,
    parted,
    piece_lines,
    reach_of,
    united,
)
from extract.readers.pdf_rows import Rows, rows_of, stubs_of

MOST_LINES: Final = 300  # on a page; a full page of small print has some 90
ROWS_BELOW: Final = 3  # in which a header has a number under it
FARTHEST: Final = 60.0  # points from line to line of one table
PROSE: Final = 0.7  # of the page's text breadth: one text so long is a sentence's line
LEAST_BREADTH: Final = 0.75  # of the page's: text on a page with few lines
FEWEST_IN_ROW: Final = 4  # numbers of a table of one row
FEWEST_ROWS: Final = 2  # of a table with few numbers in a row and neither header nor rules
MOST_HEADS: Final = 4  # over a column, one below the other
OTHER_SIZE: Final = 1.12  # times the size of the labels: a heading
FEWEST_HEADS: Final = 2  # of a table whose rows are on the next page
MOST_HEADINGS: Final = 2  # below them
_STOPS: Final = "。；"


@dataclass(slots=True)
class Unruled:
    """The tables of a page: the boxes of the cells of each."""

    tables: list[list[Box]] = field(default_factory=list)
    first: Columns | None = None  # of a table that begins the page
    last: Columns | None = None  # of a table that ends it
    goes_on: bool = False  # the first table is the rest of that of the page before


def unruled_tables(
    lines: Sequence[TextLine],
    rules: Sequence[Rule],
    width: float,
    before: Columns | None,
    after: Columns | None = None,
) -> Unruled:
    """The tables among the lines of a page.

    `rules`: horizontal ones that no vertical one meets; `width`: the page's; `before`, `after`: the
    columns of a table at the end of the page before, and at the beginning of the next.
    """
    if not lines:
        return Unruled(last=before)
    if len(lines) > MOST_LINES or not any("\t" in line.text for line in lines):
        return Unruled()
    found = piece_lines(lines)
    goes_on = before is not None and before.hold(found[0].data)
    is_begun = after is not None and after.hold(found[-1].data)
    head = None if after is None else _head_alone(found, after)
    if head is not None:
        found = found[: -head.taken]
    if not rules and not goes_on and not is_begun and not _may_hold_table(found):
        return Unruled([head.boxes], last=after) if head is not None else Unruled()
    result = Unruled()
    breadth = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    for region in _regions(found, max(breadth, LEAST_BREADTH * width)):
        is_rest = before is not None and region[0] is found[0] and _is_rest(region, before)
        for number, table in enumerate(_tables(region, is_rest=is_rest)):
            is_first = region[0] is found[0] and not number
            is_last = _ends_page(table, found)
            made = _cells(table, rules, before if is_first else None, after if is_last else None)
            result.last = None
            if made is None:
                continue
            boxes, columns = made
            result.tables.append(boxes)
            if is_first:
                result.first = columns
                result.goes_on = before is not None and before.are_those_of(columns)
            if is_last:
                result.last = columns
    if head is not None:
        result.tables.append(head.boxes)
        result.last = after
    return result


def _ends_page(table: UnruledTable, lines: Sequence[PieceLine]) -> bool:
    """Whether the table is the page's last, but for the label of the rows on the next."""
    if table.lines[-1] is lines[-1]:
        return True
    rest = lines[-1].pieces
    return table.lines[-1] is lines[-2] and len(rest) == 1 and opens_cell(rest[0].text)


@dataclass(slots=True)
class _Head:
    boxes: list[Box]
    taken: int  # lines


def _head_alone(lines: Sequence[PieceLine], below: Columns) -> _Head | None:
    """The header of a table whose rows are all on the next page, and headings below it.

    `below`: the columns of those rows; a text of the header stands over each.
    """
    for taken in range(1, min(MOST_HEADINGS + 1, len(lines)) + 1):
        line = lines[-taken]
        over = [piece for piece in line.pieces if meets((piece.x0, piece.x1), below.strips)]
        if len(line.pieces) == 1 and not line.data:
            continue
        strips = [
            [piece for piece in over if meets((piece.x0, piece.x1), [strip])]
            for strip in below.strips
        ]
        if line.data or len(over) < FEWEST_HEADS or any(len(own) != 1 for own in strips):
            return None
        if len({own[0] for own in strips}) < len(strips):
            return None
        return _Head(_boxes_of_head(lines[-taken:], [own[0] for own in strips], below), taken)
    return None


def _boxes_of_head(lines: Sequence[PieceLine], over: Sequence[Piece], below: Columns) -> list[Box]:
    """The cells of the first line, and each further one as a cell over all columns."""
    line = lines[0]
    labels = [piece for piece in line.pieces if piece.x1 <= min(over[0].x0, below.strips[0][0])]
    tops = [line.top - 1, *((a.bottom + b.top) / 2 for a, b in pairwise(lines))]
    tops.append(lines[-1].bottom + PADDING)
    left = min([below.left, *(piece.x0 - PADDING for piece in line.pieces)])
    right = max([below.right, *(piece.x1 + PADDING for piece in line.pieces)])
    spans = [
        (min(piece.x0, x0), max(piece.x1, x1))
        for piece, (x0, x1) in zip(over, below.strips, strict=True)
    ]
    edges = [(a[1] + b[0]) / 2 for a, b in pairwise(spans)]
    first = (labels[-1].x1 + spans[0][0]) / 2 if labels else spans[0][0] - PADDING
    columns = [left, first, *edges, right]
    boxes = [(x0, tops[0], x1, tops[1]) for x0, x1 in pairwise(columns)]
    return boxes + [(left, top, right, bottom) for top, bottom in pairwise(tops[1:])]


def _may_hold_table(lines: Iterable[PieceLine]) -> bool:
    counts = [len(line.data) for line in lines]
    return sum(map(bool, counts)) > 1 or max(counts, default=0) >= FEWEST_IN_ROW


def _regions(lines: Sequence[PieceLine], breadth: float) -> Iterator[list[PieceLine]]:
    """Runs of lines that may be those of a table."""
    sizes = [line.size for line in lines if len(line.data) > 1 or (line.is_labelled and line.data)]
    size = OTHER_SIZE * max(sizes, default=0.0)
    region: list[PieceLine] = []
    for line in lines:
        is_far = bool(region) and line.top - region[-1].bottom > FARTHEST
        is_other = _is_prose(line, breadth) or (line.size > size and not line.data)
        if region and (is_far or is_other):
            yield region
            region = []
        if not is_other:
            region.append(line)
    if region:
        yield region


def _is_prose(line: PieceLine, breadth: float) -> bool:
    text = line.pieces[0]
    return any(stop in piece.text for piece in line.pieces for stop in _STOPS) or (
        len(line.pieces) == 1 and not text.is_data and text.x1 - text.x0 > PROSE * breadth
    )


def _is_rest(region: Sequence[PieceLine], before: Columns) -> bool:
    """Whether the region's first numbers stand in the columns of the page before."""
    data = next((line.data for line in region if line.data), [])
    return before.hold(data)


def _tables(region: Sequence[PieceLine], *, is_rest: bool) -> Iterator[UnruledTable]:
    """The tables of a region: each begins with texts over its columns of numbers. `is_rest`: the
    first one goes on from the page before, and what stands above its numbers is a row of it."""
    rows = [line for line in region if line.data]
    if not rows:
        return
    heads = _heads(region, rows)
    alone = {id(line.pieces[0]) for line in region if len(line.pieces) == 1}
    starts: list[float] = []  # the top of each table's header
    groups: list[list[Block]] = []
    across: list[Block] = []
    for at, row in enumerate(rows):
        above = rows[at - 1].y if at else float("-inf")
        between = [head for head in heads if above < head.middle < row.y]
        if at and len(between) == 1 and id(between[0].pieces[0]) in alone:
            across += between
        elif between or not at:
            starts.append(min((head.top for head in between), default=float("-inf")))
            groups.append(between)
    for number, (start, head) in enumerate(zip(starts, groups, strict=True)):
        end = starts[number + 1] if number + 1 < len(starts) else float("inf")
        own = [block for block in across if start <= block.top < end]
        gone = {id(piece) for block in own for piece in block.pieces}
        lines = [
            line
            for line in region
            if start <= line.bottom - 0.1 and line.top < end and id(line.pieces[0]) not in gone
        ]
        if not head and not (is_rest and not number):
            lines = _without_titles(lines)
        lines = _without_rest(lines)
        yield UnruledTable([*head, *_left_heads(head, lines)], lines, own)


def _heads(region: Sequence[PieceLine], rows: Sequence[PieceLine]) -> list[Block]:
    """Texts over columns of numbers that stand beside none."""
    over: list[Piece] = []
    labels = [piece for row in rows for piece in row.pieces if not piece.is_data]
    at = len(rows)  # of the row below
    below: list[list[Piece]] = [[], []]  # labels of the two lines below
    for number in reversed(range(len(region))):
        line = region[number]
        own: list[Piece] = []
        if line.data:
            at -= 1
        elif at < len(rows):
            above = [
                piece for other in region[max(number - 2, 0) : number] for piece in other.pieces
            ]
            columns = united((p.x0, p.x1) for row in rows[at : at + ROWS_BELOW] for p in row.data)
            line.pieces = [part for piece in line.pieces for part in parted(piece, columns)]
            own = _over(line, rows, at, [*below[0], *below[1], *above], labels)
            over += own
        texts = [piece for piece in line.pieces if not piece.is_data and piece not in own]
        below = [texts, below[0]]
    # What stands in several lines in one cell has one of them, or a gap, beside the row's numbers.
    end = next(at for at, line in enumerate(region) if line is rows[-1])
    beside = [p for line in (*rows, *region[end:]) for p in line.pieces if not p.is_data]
    return [
        block
        for block in blocks_of((*over, *beside), LEADING)
        if block.pieces[0] in over
        and not any(block.top < row.y < block.bottom for row in rows if reach_of(row)[1] > block.x0)
    ]


def _left_heads(head: Sequence[Block], lines: Sequence[PieceLine]) -> list[Block]:
    """Headers of columns without numbers at the left, where rows have no labels: 四's one row."""
    first = next(at for at, line in enumerate(lines) if line.data)
    if not head or any(line.is_labelled for line in lines[first:]):
        return []
    known = {piece for block in head for piece in block.pieces}
    left = (piece for line in lines[:first] for piece in line.pieces if piece not in known)
    return blocks_of(left, LEADING)


def _over(
    line: PieceLine,
    rows: Sequence[PieceLine],
    at: int,
    near: Sequence[Piece],
    labels: Sequence[Piece],
) -> list[Piece]:
    """Which texts of a line are headers of the rows from `at` on, and not labels of a row without
    numbers: those have others above and below them. `near`: what stands on the lines around;
    `labels`: of all rows."""
    right = [piece for piece in line.pieces if _is_right_of_label(piece, rows, at)]
    data = [piece for row in rows[at : at + ROWS_BELOW] for piece in row.data]
    over = [piece for piece in right if any(meets_piece(piece, other) for other in data)]
    if len(over) > 1:
        return right
    around = [
        piece
        for piece in near
        if not piece.is_data and any(meets_piece(piece, label) for label in labels)
    ]
    around += [p for row in rows[max(at - 1, 0) : at] for p in row.pieces if not p.is_data]
    return [
        piece
        for piece in right
        if piece in over or not any(meets_piece(piece, other) for other in around)
    ]


def _is_right_of_label(piece: Piece, rows: Sequence[PieceLine], at: int) -> bool:
    label = _label_of(rows[at])
    if label is None:
        start = _values_from(rows, at)
        near = _nearest_labelled(rows, at)
        other = None if near is None else _label_of(near)
        return (piece.x0 + piece.x1) / 2 > start or (
            # A heading over all columns, above a row whose label stands on lines of its own.
            piece.x1 > start and other is not None and _is_right_of(piece, other)
        )
    return _is_right_of(piece, label)


def _is_right_of(piece: Piece, label: Piece) -> bool:
    return piece.x0 + piece.x1 > label.x0 + label.x1 and not meets_piece(piece, label)


def _label_of(row: PieceLine) -> Piece | None:
    """The label before the numbers of a row; a serial number may stand before it.

    A lone character beside numbers is one of a word that is printed downwards, and a text after
    several numbers stands in the cell of one.
    """
    words = [at for at, piece in enumerate(row.pieces) if not piece.is_data]
    if not words or words[0] > 1:
        return None
    last = words[0]
    while last + 1 in words:
        last += 1
    label = row.pieces[last]
    return None if len(label.text) == 1 or last + 1 == len(row.pieces) else label


def _values_from(rows: Sequence[PieceLine], at: int) -> float:
    """Where the numbers of a row without a label begin: a serial number, as the rows nearby have
    it, is none."""
    near = _nearest_labelled(rows, at)
    first = rows[at].data[0]
    if near is not None and near.pieces[0].is_data and meets_piece(near.pieces[0], first):
        return near.values_from
    return first.x0


def _nearest_labelled(rows: Sequence[PieceLine], at: int) -> PieceLine | None:
    return min(
        (other for other in rows if _label_of(other) is not None),
        key=lambda other: abs(other.y - rows[at].y),
        default=None,
    )


def _without_titles(lines: list[PieceLine]) -> list[PieceLine]:
    """Without what stands above a table without a header: its first label may begin above the
    numbers, but close to them."""
    first = next(at for at, line in enumerate(lines) if line.data)
    start = first
    while start and lines[start].top - lines[start - 1].bottom < 0.5 * lines[start].size:
        start -= 1
    return lines[start:]


def _without_rest(lines: list[PieceLine]) -> list[PieceLine]:
    """Without headings after the last numbers: larger than the labels, or reaching over them."""
    last = max(at for at, line in enumerate(lines) if line.data)
    rows = [line for line in lines[: last + 1] if line.data]
    zone = min(row.values_from for row in rows)
    size = max(row.size for row in rows)
    steps = [b.top - a.bottom for a, b in pairwise(lines[: last + 1])]
    farthest = max([*steps, size])
    end = last + 1
    while end < len(lines):
        line = lines[end]
        is_rest = (
            (reach_of(line)[1] > zone and not _goes_on(line, lines[max(end - 2, 0) : end]))
            or line.size > OTHER_SIZE * size
            or line.top - lines[end - 1].bottom > farthest + 1
        )
        if is_rest:
            break
        end += 1
    return lines[:end]


def _goes_on(line: PieceLine, above: Sequence[PieceLine]) -> bool:
    """Whether all texts of a line go on with those of the lines above it: a remark in a cell."""
    upper = [piece for other in above for piece in other.pieces if not piece.is_data]
    return all(
        any(
            0 < piece.y - other.y <= LEADING * piece.size and is_under(piece, other)
            for other in upper
        )
        for piece in line.pieces
    )


def _cells(
    table: UnruledTable, rules: Sequence[Rule], before: Columns | None, after: Columns | None
) -> tuple[list[Box], Columns] | None:
    """The boxes of all cells; None where the lines are no plain table."""
    end = max((block.bottom for block in table.head), default=float("-inf"))
    body = [line for line in table.lines if line.data or line.top > end - 1]
    data = [line for line in body if line.data]
    most = max(len(line.data) for line in data)
    is_alone = len(data) < FEWEST_ROWS and most < FEWEST_IN_ROW
    is_part = (before is not None and before.hold(data[0].data)) or (
        after is not None and after.hold(data[-1].data)
    )
    if is_alone and not table.head and not rules and not is_part:
        return None
    layout = layout_of(table, body, before if before is not None else after)
    if layout is None or _is_list_above(table, layout):
        return None
    notes = blocks_of(
        (
            piece
            for line in body
            for piece in line.pieces
            if not piece.is_data and meets((piece.x0, piece.x1), layout.strips)
        ),
        LEADING,
    )
    found = rows_of(body, layout.areas, notes, table.across, rules)
    if found is None:
        return None
    rows = found.rows
    tops = [(above.bottom + below.top) / 2 for above, below in pairwise(rows)]
    first = (end + rows[0].top) / 2 if table.head else rows[0].top - PADDING
    tops = [first, *tops, rows[-1].bottom + PADDING]
    boxes = list(head_cells(table, layout, tops[0]))
    boxes += _body_cells(found, table, layout, tops)
    return boxes, Columns(tuple(layout.strips), layout.edges[0], layout.edges[-1])


def _is_list_above(table: UnruledTable, layout: Layout) -> bool:
    """Whether so many lines stand over a column of numbers that they are labels, printed before
    all their numbers: no header is so high."""
    return any(
        sum(meets((block.x0, block.x1), [strip]) for block in table.head) > MOST_HEADS
        for strip in layout.strips
    )


def _body_cells(
    found: Rows, table: UnruledTable, layout: Layout, tops: Sequence[float]
) -> Iterator[Box]:
    edges = layout.edges
    stubs = {
        column: stubs_of(found, layout, column, tops)
        for column, is_area in enumerate(layout.kinds)
        if is_area
    }
    values = max((at + 1 for at, is_area in enumerate(layout.kinds) if is_area), default=0)
    merged = _merged(table.lines, layout.spans[values:], tops)
    for number, row in enumerate(found.rows):
        top, bottom = tops[number], tops[number + 1]
        if any(label in table.across or _crosses(label, layout) for label in row.labels):
            yield (edges[0], top, edges[-1], bottom)
            continue
        end = len(layout.kinds)
        if number in merged:
            end = values
            yield (edges[values], top, edges[-1], bottom)
        for column in range(end):
            left, right = edges[column], edges[column + 1]
            for x, first, last in stubs.get(column, []):
                if first <= number <= last:
                    if number == first:
                        yield (left, top, x, tops[last + 1])
                    left = x
            yield (left, top, right, bottom)


def _merged(
    data: Sequence[PieceLine], columns: Sequence[Span], tops: Sequence[float]
) -> frozenset[int]:
    """Rows of one number for all columns, where every other row has one in each."""
    counts: dict[int, int] = {}
    for line in data:
        filled = sum(meets((piece.x0, piece.x1), columns) for piece in line.data)
        if filled:
            counts[bisect_right(tops, line.y) - 1] = filled
    alone = frozenset(row for row, count in counts.items() if count == 1)
    is_plain = all(count in (1, len(columns)) for count in counts.values())
    return (
        alone
        if is_plain and len(columns) >= FEWEST_IN_ROW and len(alone) < len(counts)
        else frozenset()
    )


def _crosses(label: Block, layout: Layout) -> bool:
    """Whether a label reaches over the columns beside its own."""
    column = layout.column(label.x0)
    return label.x1 > layout.edges[column + 1] + CROSSED
