"""Tables that no rules, or only horizontal ones, divide: from where all their words stand.

Used by `extract.readers.pdf` for what stands in no ruled table. Given: the boxes of cells, as
`pdf_grid` gives those that rules enclose. Where rows (`pdf_rows`) and columns (`pdf_columns`) are
not plain there is no table, and the lines are left to be read as text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from extract.document import Box
from extract.readers.pdf_blank import HIGHEST, BlankTable, blank_tables
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
from extract.readers.pdf_rows import Row, Rows, rows_of, stubs_of

MOST_LINES: Final = 300  # on a page; a full page of small print has some 90
ROWS_BELOW: Final = 3  # in which a header has a number under it
FARTHEST: Final = 60.0  # points from line to line of one table
PROSE: Final = 0.7  # of the page's text breadth: one text so long is a sentence's line
LEAST_BREADTH: Final = 0.75  # of the page's: text on a page with few lines
FEWEST_IN_ROW: Final = 4  # numbers of a table of one row
FEWEST_ROWS: Final = 2  # of a table with few numbers in a row and neither header nor rules
MOST_HEADS: Final = 4  # over a column, one below the other
WIDER: Final = 1.25  # times the distance of rows: one whose cells are empty may be higher
OTHER_SIZE: Final = 1.12  # times the size of the labels: a heading
_STOPS: Final = "。；"


@dataclass(slots=True)
class Unruled:
    """The tables of a page: the boxes of the cells of each."""

    tables: list[list[Box]] = field(default_factory=list)
    first: Columns | None = None  # of a table that begins the page
    last: Columns | None = None  # of a table that ends it
    goes_on: bool = False  # the first table is the rest of that of the page before

    def begin(self, columns: Columns, before: Columns | None) -> None:
        """A table with these columns begins the page; `before`: those that end the one before."""
        self.first = columns
        self.goes_on = before is not None and before.are_those_of(columns)


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
    if not rules and not goes_on and after is None and not _may_hold_table(found):
        return Unruled()
    result = Unruled()
    breadth = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    taken = _add_blank_tables(result, found, rules, before)
    regions = [
        region
        for run in _runs_without(found, taken)
        for region in _regions(run, max(breadth, LEAST_BREADTH * width))
    ]
    for region in regions:
        if after is not None and region[-1] is found[-1] and not any(line.data for line in region):
            boxes = _header_cells(region, after)
            if boxes:
                result.tables.append(boxes)
                result.last = after
            continue
        is_rest = before is not None and region[0] is found[0] and _is_rest(region, before)
        for number, table in enumerate(_tables(region, rules, is_rest=is_rest)):
            is_first = region[0] is found[0] and not number
            ends = [table.lines[-1].pieces[0], *(block.pieces[0] for block in table.across)]
            is_last = any(piece is found[-1].pieces[0] for piece in ends)
            made = _cells(table, rules, before if is_first else None, after if is_last else None)
            if made is None:
                continue
            boxes, columns = made
            result.tables.insert(0 if is_first else len(result.tables), boxes)
            if is_first:
                result.begin(columns, before)
            if is_last:
                result.last = columns
    return result


def _add_blank_tables(
    result: Unruled, lines: Sequence[PieceLine], rules: Sequence[Rule], before: Columns | None
) -> set[int]:
    """Add the tables that have no number; the identities of their lines."""
    taken: set[int] = set()
    for blank in blank_tables(lines, rules):
        made = _blank_cells(blank)
        if made is None:
            continue
        boxes, columns = made
        result.tables.append(boxes)
        if lines[0] in blank.table.lines:
            result.begin(columns, before)
        if lines[-1] in blank.table.lines:
            result.last = columns
        taken |= {id(line) for line in blank.table.lines}
    return taken


def _runs_without(lines: Sequence[PieceLine], taken: Collection[int]) -> list[list[PieceLine]]:
    """The lines that are not taken, parted where others stood between them."""
    runs: list[list[PieceLine]] = [[]]
    for line in lines:
        if id(line) not in taken:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _blank_cells(blank: BlankTable) -> tuple[list[Box], Columns] | None:
    """The boxes of all cells of a table without a number; None where its columns are not plain."""
    end = max((block.bottom for block in blank.table.head), default=0.0)
    body = [line for line in blank.table.lines if line.top > end - 1]
    layout = layout_of(blank.table, body, None)
    if layout is None or not layout.strips:
        return None
    return _boxes(blank.rows, blank.table, layout, blank.tops), layout.columns


def _may_hold_table(lines: Iterable[PieceLine]) -> bool:
    counts = [len(line.data) for line in lines]
    return sum(map(bool, counts)) > 1 or max(counts, default=0) >= FEWEST_IN_ROW


def _regions(lines: Sequence[PieceLine], breadth: float) -> Iterator[list[PieceLine]]:
    """Runs of lines that may be those of a table."""
    sizes = [line.size for line in lines if len(line.data) > 1 or (line.is_labelled and line.data)]
    size = OTHER_SIZE * max(sizes, default=float("inf"))
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


def _tables(
    region: Sequence[PieceLine], rules: Sequence[Rule], *, is_rest: bool
) -> Iterator[UnruledTable]:
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
        opening = [
            head
            for head in between
            if id(head.pieces[0]) in alone and opens_cell(head.pieces[0].text)
        ]
        if not at and len(opening) < len(between):  # below the header, over rows of blanks
            across += opening
            between = [head for head in between if head not in opening]
        is_across = len(between) == 1 or all(opens_cell(head.pieces[0].text) for head in between)
        if at and between and is_across and all(id(head.pieces[0]) in alone for head in between):
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
            lines = _without_titles(lines, rules)
        kept = _without_rest(lines)
        rest = lines[len(kept) :]
        zone = min(line.values_from for line in kept if line.data)
        if rest and _is_heading(rest[0], kept) and all(_opens_row(line, zone) for line in rest[1:]):
            own.append(Block([rest[0].pieces[0]]))  # its rows are blank, or on the next page
            kept += rest[1:]
        yield UnruledTable([*head, *_left_heads(head, kept)], kept, own)


def _is_heading(line: PieceLine, rows: Sequence[PieceLine]) -> bool:
    """Whether a line after the last row is a heading over all columns, in the middle of them."""
    first, last = min(row.pieces[0].x0 for row in rows), max(reach_of(row)[1] for row in rows)
    piece = line.pieces[0]
    return (
        len(line.pieces) == 1
        and opens_cell(piece.text)
        and line.size <= OTHER_SIZE * rows[-1].size
        and piece.x0 - first > 2 * line.size
        and piece.x1 < last
    )


def _opens_row(line: PieceLine, zone: float) -> bool:
    """Whether a line is the label of a row of blanks; `zone`: where the numbers begin."""
    piece = line.pieces[0]
    return len(line.pieces) == 1 and opens_cell(piece.text) and piece.x1 <= zone


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
            columns = united([*columns, *_rests(region, number)])
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
        and not any(
            block.top < row.y < block.bottom
            for at, row in enumerate(rows)
            if max(reach_of(near)[1] for near in rows[max(at - 1, 0) : at + 2]) > block.x0
        )
    ]


def _rests(region: Sequence[PieceLine], number: int) -> list[Span]:
    """Where the next lines of the header's cells stand: two may be those of one cell."""
    line = region[number]
    return [
        (piece.x0, piece.x1)
        for other in region[number + 1 : number + 3]
        if other.y - line.y <= LEADING * line.size
        for piece in other.pieces
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


def _without_titles(lines: list[PieceLine], rules: Sequence[Rule]) -> list[PieceLine]:
    """Without what stands above a table without a header: its first label may begin above the
    numbers, but close to them, and rows of blanks stand between rules."""
    first = next(at for at, line in enumerate(lines) if line.data)
    top = lines[first].y
    for rule in sorted(rules, reverse=True):
        if rule.at < top:
            if top - rule.at > HIGHEST:
                break
            top = rule.at
    start = first
    while start and (
        lines[start].top - lines[start - 1].bottom < 0.5 * lines[start].size
        or lines[start - 1].y > top
    ):
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
            or line.top - lines[end - 1].bottom > WIDER * farthest
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
    return _boxes(found, table, layout, tops), layout.columns


def _header_cells(region: Sequence[PieceLine], after: Columns) -> list[Box]:
    """The cells of a header, and of rows without a number below it, that stand alone at the end of
    a page; none where the texts stand not over the columns of the next page's table."""
    heads = [
        at
        for at, line in enumerate(region)
        if sum(meets((piece.x0, piece.x1), after.strips) for piece in line.pieces) > 1
    ]
    if not heads:
        return []
    lines = list(region[heads[0] :])
    number = heads[-1] - heads[0] + 1
    while number < len(lines) and lines[number].y - lines[number - 1].y < LEADING * lines[0].size:
        number += 1
    body = lines[number:]
    over = [p for line in lines[:number] for p in line.pieces]
    over = [piece for piece in over if meets((piece.x0, piece.x1), after.strips)]
    rows = [Row(line.top, line.bottom, [Block([*line.pieces])]) for line in body]
    blocks = [label for row in rows for label in row.labels]
    across = [block for block in blocks if meets((block.x0, block.x1), after.strips)]
    table = UnruledTable(blocks_of(over, LEADING), lines[:number], across)
    end = max(line.bottom for line in lines[:number])
    layout = layout_of(table, body, after)
    if layout is None or len(layout.strips) != len(after.strips):
        return []
    ends = [end, *(row.bottom for row in rows)]
    tops = [(bottom + row.top) / 2 for bottom, row in zip(ends, rows, strict=False)]
    tops.append(ends[-1] + PADDING)
    return _boxes(Rows(rows, []), table, layout, tops)


def _is_list_above(table: UnruledTable, layout: Layout) -> bool:
    """Whether so many lines stand over a column of numbers that they are labels, printed before
    all their numbers: no header is so high."""
    return any(
        sum(meets((block.x0, block.x1), [strip]) for block in table.head) > MOST_HEADS
        for strip in layout.strips
    )


def _boxes(found: Rows, table: UnruledTable, layout: Layout, tops: Sequence[float]) -> list[Box]:
    """The cells of the header, then those of the rows."""
    return [*head_cells(table, layout, tops[0]), *_body_cells(found, table, layout, tops)]


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
