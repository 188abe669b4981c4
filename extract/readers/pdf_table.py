"""A table on a page of a PDF: cells with their text, and parts on several pages put together.

Used by `extract.readers.pdf`, which gives the boxes of the cells and the page's characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, repeat
from operator import attrgetter
from typing import Final

from extract.document import Box, Cell
from extract.readers.blocks import join_lines, squeeze
from extract.readers.pdf_page import Char, turned_box
from extract.values import is_value

EDGE_TOLERANCE: Final = 4.0  # points; the two sides of one ruling line
SHIFT_TOLERANCE: Final = 12.0  # points; a table laid out again after a page break
SPACE_IN_CELL: Final = 3.0  # points between two characters
PADDING: Final = 16.0  # points on both sides of a cell's text together, at most
WIDEST_LEADING: Final = 1.9  # sizes from line to line of one number
SHORT_LABEL: Final = 3  # characters; half of a label that stands beside several rows
SHORTEST_SAME: Final = 4  # characters of a header cell that a later page cuts off

_HANGING: Final = frozenset("，。、；：）)”")
_FOOTNOTE_MARK = re.compile(r"[\d*①-⑳\[\]()（）〔〕注]")
# Of a character.
_LEFT: Final = attrgetter("x0")
_BOTTOM: Final = attrgetter("bottom")
_SIZE: Final = attrgetter("size")
_TURN: Final = attrgetter("turn")
_HEIGHT: Final = attrgetter("top", "bottom", "size")
_OPENS_LABEL = re.compile(
    r"[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]|[①-⑳]|其中|合计|总计|小计"
)


@dataclass(slots=True, unsafe_hash=True)
class PrintedCell(Cell):
    """A cell with what its layout tells: whether its text may go on in another cell."""

    is_full_line: bool = False  # the last line of its text reaches the cell's end
    is_full_height: bool = False  # no other line had room below


@dataclass(slots=True)
class TableDraft:
    """A table of one page, or of several once stitched."""

    cells: list[PrintedCell]  # column: index of the left edge in `edges`, from 0
    rows: int
    edges: list[float]  # x of the ruling lines
    top: float
    bottom: float
    page: int
    last_page: int
    goes_on: bool = False  # its columns are those of the table that ends the page before

    @property
    def place(self) -> float:
        """By which the items of a page are put in reading order."""
        return self.top


# --- one page -----------------------------------------------------------------------------------


def _edges(values: Iterable[float]) -> list[float]:
    """Ruling lines of one direction, each once."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > EDGE_TOLERANCE:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    """Which edge a coordinate is, from 0."""
    return max(bisect_right(edges, value + EDGE_TOLERANCE) - 1, 0)


def table_of(
    boxes: Sequence[Box], chars: Sequence[Char], page: int, *, is_ruled: bool = True
) -> tuple[TableDraft | None, Sequence[Char]]:
    """A table of cell boxes, and the characters that are not in it. `is_ruled`: rules draw them.

    No table where the boxes are one column, as a frame around text.
    """
    columns = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    rows = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    if len(columns) < 3 or len(boxes) < 2:
        return None, chars
    row_at = {y: _index(rows, y) for box in boxes for y in (box[1], box[3])}
    column_at = {x: _index(columns, x) for box in boxes for x in (box[0], box[2])}
    tenth = {value: round(value, 1) for value in (*row_at, *column_at)}
    places = []
    squares: dict[tuple[int, int], int] = {}
    for number, box in enumerate(boxes):
        top_row, end_row = row_at[box[1]], row_at[box[3]]
        first, end = column_at[box[0]], column_at[box[2]]
        places.append((top_row, max(end_row - top_row, 1), first, max(end - first, 1)))
        for row in range(top_row, end_row):
            for column in range(first, end):
                squares.setdefault((row, column), number)
    inside, outside = _by_box(chars, rows, columns, squares, len(boxes))
    cells = [
        PrintedCell(
            text,
            row=row + 1,
            column=column,
            row_span=row_span,
            column_span=column_span,
            bbox=(tenth[box[0]], tenth[box[1]], tenth[box[2]], tenth[box[3]]),
            page=page,
            is_full_line=is_full_line,
            is_full_height=is_full_height,
        )
        for box, (text, is_full_line, is_full_height), (row, row_span, column, column_span) in zip(
            boxes, map(_read_cell, inside, boxes, repeat(is_ruled)), places, strict=True
        )
    ]
    draft = TableDraft(cells, len(rows) - 1, columns, rows[0], rows[-1], page, page)
    filled = {cell.row for cell in cells if cell.text}
    for row in range(draft.rows, 1, -1):
        if row not in filled and _is_stray(draft, row, through=True):
            _drop_row(draft, row)
    return draft, outside


def _by_box(
    chars: Sequence[Char],
    rows: Sequence[float],
    columns: Sequence[float],
    squares: Mapping[tuple[int, int], int],
    count: int,
) -> tuple[list[list[Char]], list[Char]]:
    """The characters in each of so many boxes, and those in none.

    `rows`, `columns`: the edges of the table's squares; `squares`: the box that each is part of.
    """
    inside: list[list[Char]] = [[] for _ in range(count)]
    outside: list[Char] = []
    last, last_box = None, None
    found = None
    left = right = top = bottom = 0.0  # of the square of the last character: most stay in it
    table_top, table_bottom = rows[0], rows[-1]
    for char in chars:
        text, x0, above, x1, below, _, _ = char
        x, y = (x0 + x1) / 2, (above + below) / 2
        if last_box is None and not table_top <= y < table_bottom:
            outside.append(char)
            continue
        if not (left <= x < right and top <= y < bottom):
            row, column = bisect_right(rows, y), bisect_right(columns, x)
            found = squares.get((row - 1, column - 1))
            left = right = 0.0
            if found is not None:
                left, right = columns[column - 1], columns[column]
                top, bottom = rows[row - 1], rows[row]
        box = found
        # A word may be too long for the last column, and a mark hang out of a full line of any.
        may_hang = last_box is not None and (found is None or text in _HANGING)
        if may_hang and last is not None and _runs_on(last, char):
            box = last_box
        (outside if box is None else inside[box]).append(char)
        last, last_box = char, box
    return inside, outside


def _is_stray(draft: TableDraft, row: int, *, through: bool) -> bool:
    """Whether a row is none: what begins in it is blank, and most columns do not begin in it.

    `through`: the other columns must come from above; at a page end they may be one blank strip.
    """
    starting = [cell for cell in draft.cells if cell.row == row]
    if any(cell.text for cell in starting):
        return False
    columns = len(draft.edges) - 1
    if through:
        from_above = sum(
            cell.column_span for cell in draft.cells if cell.row < row < cell.row + cell.row_span
        )
        return from_above >= columns / 2
    return len(starting) <= columns / 2


def _drop_row(draft: TableDraft, row: int) -> None:
    """Take a stray row out; what begins in it and goes on begins in the next."""
    kept = []
    for cell in draft.cells:
        end = cell.row + cell.row_span - 1
        if cell.row == end == row:
            continue
        if cell.row <= row <= end:
            kept.append(replace(cell, row_span=cell.row_span - 1))
        else:
            kept.append(replace(cell, row=cell.row - 1) if cell.row > row else cell)
    draft.cells, draft.rows = kept, draft.rows - 1


def _runs_on(last: Char, char: Char) -> bool:
    """Whether one character was printed right after the other, as of one word."""
    return abs(char.top - last.top) < 1 and abs(char.x0 - last.x1) < 0.2 * char.size


def _read_cell(chars: Sequence[Char], box: Box, is_ruled: bool) -> tuple[str, bool, bool]:
    """Text without line ends; whether its last line, and the cell, are full."""
    if not chars:
        return "", False, False
    turn = _most(map(_TURN, chars))
    if turn:
        chars, box = [char.turned(turn) for char in chars], turned_box(box, turn, 0, 0)
    lines = char_lines(chars) if len(chars) > 1 else [list(chars)]
    texts = [_joined(line) for line in lines]
    if not any(texts):
        return "", False, False
    width, size = box[2] - box[0], max(map(_SIZE, lines[-1]))
    room = width - (lines[-1][-1].x1 - lines[-1][0].x0)
    is_full_line = room < min(1.5 * size + PADDING, 0.6 * width) or width < 2 * size + PADDING
    is_full_height = box[3] - max(map(_BOTTOM, lines[-1])) < size
    known = width if is_ruled else 0.0  # without rules how broad the cell is is not known
    if len(lines) > 1 and all(map(is_value, texts)) and not _is_one_number(lines, texts, known):
        return squeeze(" ".join(texts)), is_full_line, is_full_height
    return squeeze("".join(texts)), is_full_line, is_full_height


def _most(turns: Iterable[int]) -> int:
    """The most frequent one; nearly always all text is upright."""
    found = list(turns)
    return Counter(found).most_common(1)[0][0] if any(found) else 0


def _is_one_number(lines: Sequence[Sequence[Char]], texts: Sequence[str], width: float) -> bool:
    """Whether a number was broken to fit its cell; else several stand in it, their rule missing.

    A broken number fills every line but its last, and its lines follow closely.
    """
    digit = max(char.x1 - char.x0 for line in lines for char in line)
    lengths = [len(text) for text in texts]
    if len(set(lengths[:-1])) > 1 or lengths[-1] > lengths[0]:
        return False
    size = max(char.size for line in lines for char in line)
    steps = [below[0].bottom - above[0].bottom for above, below in pairwise(lines)]
    return width - lengths[0] * digit < digit + PADDING and max(steps) < WIDEST_LEADING * size


def char_lines(chars: Iterable[Char]) -> list[list[Char]]:
    """Upright characters as lines from top to bottom, each from left to right."""
    of_height: dict[tuple[float, float, float], list[Char]] = {}
    for char in chars:
        of_height.setdefault(_HEIGHT(char), []).append(char)
    lines: list[list[Char]] = []
    middle = size = 0.0
    for (top, bottom, own_size), same in sorted(of_height.items(), key=_twice_middle):
        own = (top + bottom) / 2
        larger = own_size > size
        if lines and own - middle < 0.45 * (own_size if larger else size):
            lines[-1] += same
            if larger:
                middle, size = own, own_size
        else:
            lines.append(same)
            middle, size = own, own_size
    for line in lines:
        line.sort(key=_LEFT)
    return [kept for line in lines if (kept := _without_marks(line))]


def _twice_middle(item: tuple[tuple[float, float, float], list[Char]]) -> float:
    (top, bottom, _), _ = item
    return top + bottom


def _without_marks(line: list[Char]) -> list[Char]:
    """The line without raised footnote marks, which would be digits of the number before them."""
    sizes = set(map(_SIZE, line))
    least = 0.8 * max(sizes)
    if min(sizes) > least:
        return line
    base = max(line, key=_SIZE)
    return [
        char
        for char in line
        if char.size > least
        or char.bottom > base.bottom - 0.15 * base.size
        or not _FOOTNOTE_MARK.match(char.text)
    ]


def _joined(line: Sequence[Char]) -> str:
    """A line of a cell; a gap that shows is a space."""
    text, last = "", None
    for char, x0, _, x1, _, _, _ in line:
        if char == " ":
            text += " "
            continue
        if last is not None and x0 - last > SPACE_IN_CELL:
            text += " "
        text += char
        last = x1
    return squeeze(text)


# --- over the pages -----------------------------------------------------------------------------


def continue_table(table: TableDraft, part: TableDraft) -> None:
    """Append the part of the next page, on the columns of the table and without its header rows."""
    if part.rows > 1 and _is_stray(part, 1, through=False):
        _drop_row(part, 1)
    if table.rows > 1 and _is_stray(table, table.rows, through=False):
        _drop_row(table, table.rows)
    places = _common_edges(table, part)
    repeated = _repeated_rows(table, part)
    added = []
    for cell in part.cells:
        if cell.row + cell.row_span - 1 <= repeated:
            continue
        left, right = places[cell.column], places[cell.column + cell.column_span]
        added.append(
            replace(
                cell,
                row=table.rows + max(cell.row - repeated, 1),
                row_span=cell.row_span - max(repeated - cell.row + 1, 0),
                column=left,
                column_span=max(right - left, 1),
            )
        )
    rows = part.rows - repeated
    if _is_torn(table, added):
        rows -= 1
        _join_row(table, added)
    else:
        _join_labels(table, added)
    table.cells += added
    table.rows += rows
    table.last_page, table.bottom = part.last_page, part.bottom


def is_as_broad(table: TableDraft, part: TableDraft) -> bool:
    """What goes on over a page end keeps its breadth, though it may be moved to the side; only
    a column of labels that began on an earlier page may be missing."""
    reach = 2 * SHIFT_TOLERANCE
    ours, theirs = (draft.edges[-1] - draft.edges[0] for draft in (table, part))
    return abs(ours - theirs) <= reach or abs(table.edges[-1] - part.edges[-1]) <= reach


def _common_edges(table: TableDraft, part: TableDraft) -> list[int]:
    """Indexes of the part's edges in the table's, which grow by those that it does not have."""
    if len(table.edges) == len(part.edges):
        return list(range(len(part.edges)))
    shift = _shift(table.edges, part.edges)
    snapped = []
    for own in part.edges:
        distance, nearest = min((abs(edge - own - shift), edge) for edge in table.edges)
        snapped.append(nearest if distance <= SHIFT_TOLERANCE else own + shift)
    edges = sorted({*table.edges, *snapped})
    at = {edge: index for index, edge in enumerate(edges)}
    for number, cell in enumerate(table.cells):
        left = at[table.edges[cell.column]]
        right = at[table.edges[cell.column + cell.column_span]]
        table.cells[number] = replace(cell, column=left, column_span=right - left)
    table.edges = edges
    return [at[edge] for edge in snapped]


def _shift(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """How far the part is moved to the side: none, or so that most of its columns fall on ours."""

    def agreeing(shift: float) -> int:
        return sum(
            any(abs(edge - own - shift) <= EDGE_TOLERANCE for edge in ours) for own in theirs
        )

    return max((0.0, ours[0] - theirs[0], ours[-1] - theirs[-1]), key=agreeing)


def _repeated_rows(table: TableDraft, part: TableDraft) -> int:
    """How many rows at the top of the part repeat the table's header."""
    ours, theirs = _row_texts(table), _row_texts(part)
    count = 0
    for own, other in zip(ours, theirs, strict=False):
        if any(map(is_value, own)) or not _is_same_row(own, other):
            break
        count += 1
    return count if count < part.rows else 0


def _is_same_row(own: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a row stands again; the end of a long cell may be cut off."""
    return len(own) == len(other) and all(
        a == b or (len(b) >= SHORTEST_SAME and a.startswith(b))
        for a, b in zip(own, other, strict=True)
    )


def _row_texts(draft: TableDraft) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(draft.rows)]
    for cell in sorted(draft.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text:
            rows[cell.row - 1].append(cell.text)
    return rows


_Place = tuple[int, int]  # the column of a cell and its column_span


def _last_row(table: TableDraft) -> dict[_Place, int]:
    """Cells that end with the table, by their place: the numbers in `table.cells`."""
    return {
        (cell.column, cell.column_span): number
        for number, cell in enumerate(table.cells)
        if cell.row + cell.row_span - 1 == table.rows
    }


def _first_row(table: TableDraft, added: Sequence[PrintedCell]) -> dict[_Place, int]:
    return {
        (cell.column, cell.column_span): number
        for number, cell in enumerate(added)
        if cell.row == table.rows + 1
    }


def _is_torn(table: TableDraft, added: Sequence[PrintedCell]) -> bool:
    """Whether the page end went through a row: the rest of its label, or its numbers, come after.

    The numbers stand on one side only, and the label was at the end of a line, or they stand
    without a label.
    """
    above, below = _last_row(table), _first_row(table, added)
    single = {place for place, number in above.items() if table.cells[number].row_span == 1}
    single |= {place for place, number in below.items() if added[number].row_span == 1}
    if not single <= above.keys() & below.keys():
        return False
    texts = [
        (a, b)
        for place in sorted(single)
        for a, b in [(table.cells[above[place]], added[below[place]])]
        if a.row_span == b.row_span == 1
    ]
    # Numbers stand right of all words; a row's own number left of its label is none of them.
    end = max((n for n, pair in enumerate(texts, start=1) if any(map(_is_words, pair))), default=0)
    labels, values = texts[:end], texts[end:]
    is_above, is_below = (any(pair[side].text for pair in values) for side in (0, 1))
    if is_above == is_below:
        return False
    going_on = [(a, b) for a, b in labels if b.text]
    if is_below:
        is_label = any(a.text for a, _ in labels)
        return is_label and all(_goes_on(a, b) for a, b in going_on)
    return bool(going_on) and all(not a.text or _goes_on(a, b) for a, b in going_on)


def _is_words(cell: PrintedCell) -> bool:
    return not (is_value(cell.text) or all(map(is_value, cell.text.split())))


def _goes_on(above: PrintedCell, below: PrintedCell) -> bool:
    """Whether a label goes on in the cell below."""
    if _OPENS_LABEL.match(below.text):
        return False
    opening = _OPENS_LABEL.match(above.text)
    is_bare = opening is not None and opening.end() == len(above.text)
    return bool(above.text) and (above.is_full_line or is_bare)


def _join_row(table: TableDraft, added: list[PrintedCell]) -> None:
    """Put the two halves of a torn row together; it stands where its numbers do."""
    above, below = _last_row(table), _first_row(table, added)
    for place in above.keys() & below.keys():
        a, b = table.cells[above[place]], added[below[place]]
        kept = b if b.text and not a.text else a
        table.cells[above[place]] = replace(
            a,
            text=join_lines([text for text in (a.text, b.text) if text]),
            row_span=a.row_span + b.row_span - 1,
            bbox=kept.bbox,
            page=kept.page,
        )
    gone = {number for place, number in below.items() if place in above}
    added[:] = [
        replace(cell, row=max(cell.row - 1, table.rows))
        for number, cell in enumerate(added)
        if number not in gone
    ]


def _join_labels(table: TableDraft, added: list[PrintedCell]) -> None:
    """Put the halves of labels together that stand beside rows of both pages."""
    above, below = _last_row(table), _first_row(table, added)
    gone = set()
    for place in above.keys() & below.keys():
        a, b = table.cells[above[place]], added[below[place]]
        if _is_one_label(a, b):
            text = a.text if a.text == b.text else a.text + b.text
            table.cells[above[place]] = replace(a, text=text, row_span=a.row_span + b.row_span)
            gone.add(below[place])
    added[:] = [cell for number, cell in enumerate(added) if number not in gone]


def _is_one_label(above: PrintedCell, below: PrintedCell) -> bool:
    if above.row_span == below.row_span == 1 or is_value(above.text) or is_value(below.text):
        return False
    if not below.text:
        return bool(above.text)
    if not above.text:
        return above.row_span > 1
    if above.text == below.text:
        return True
    if _OPENS_LABEL.match(below.text):
        return False
    is_short = len(above.text) <= SHORT_LABEL and len(below.text) <= SHORT_LABEL
    return above.is_full_height or is_short
