"""Tables that only have horizontal rules: the columns are found by how the text is aligned.

Used by `extract.readers.pdf`. What stands in one column lies, over all rows of numbers, in a strip
that no other column's text enters. Between the strips rules are assumed, but not where the text of
a row crosses one, as that of a merged header does; with them the table is like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from extract.readers.pdf_grid import Grid, grid_of
from extract.readers.pdf_page import Char, Rule
from extract.readers.pdf_table import char_lines
from extract.values import is_value

SAME_EXTENT: Final = 6.0  # points
FEWEST_RULES: Final = 3
HIGHEST_REST: Final = 60.0  # points between two rules alone: the last row of a table
HIGHEST_ROW: Final = 220.0  # points between two rules of one table
CELL_GAP: Final = 0.8  # sizes between the texts of two cells of a row
WORD_GAP: Final = 0.15  # sizes between two headers that nearly touch
FEWEST_COLUMNS: Final = 2
FEWEST_NUMBER_ROWS: Final = 2  # in a table; one where only the last row is on the page
BROAD: Final = 0.9  # of the table's breadth
CROSSED: Final = 1.0  # points by which a text must reach over an edge


class _Text(NamedTuple):
    """The text of one line in one cell."""

    x0: float
    x1: float
    y: float
    size: float
    text: str
    gaps: tuple[float, ...]  # the middle of each that is as narrow as a space


class _Row(NamedTuple):
    top: float
    bottom: float
    texts: Sequence[_Text]
    is_title: bool  # one text over the whole breadth


def aligned_grids(rules: Sequence[Rule], chars: Sequence[Char]) -> Iterator[Grid]:
    """Tables between horizontal rules that no vertical one meets."""
    for group in _groups(rules):
        left, right = min(rule.start for rule in group), max(rule.end for rule in group)
        top, bottom = group[0].at, group[-1].at
        inside = [
            char
            for char in chars
            if char.turn == 0
            and left <= (char.x0 + char.x1) / 2 <= right
            and top <= (char.top + char.bottom) / 2 <= bottom
        ]
        yield from _grids(group, (left, right), inside)


def _groups(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules of one table each: one below the other, all within the breadth of the broadest."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        group = groups[-1] if groups else None
        if group is not None and rule.at - group[-1].at <= HIGHEST_ROW:
            left, right = min(one.start for one in group), max(one.end for one in group)
            if left - SAME_EXTENT <= rule.start and rule.end <= right + SAME_EXTENT:
                group.append(rule)
                continue
        groups.append([rule])
    return [group for group in groups if len(group) >= FEWEST_RULES or _is_rest(group)]


def _is_rest(group: Sequence[Rule]) -> bool:
    return len(group) == 2 and group[1].at - group[0].at <= HIGHEST_REST


def _grids(
    rules: Sequence[Rule], extent: tuple[float, float], chars: Sequence[Char]
) -> Iterator[Grid]:
    """The tables of these rules and characters: none where the columns are not plain."""
    breadth = extent[1] - extent[0]
    broad = {rule.at for rule in rules if rule.end - rule.start > BROAD * breadth}
    rows: list[_Row] = []
    for top, bottom in pairwise(sorted({rule.at for rule in rules})):
        inside = [char for char in chars if top <= (char.top + char.bottom) / 2 < bottom]
        rows += _rows(top, bottom, list(_texts(inside)), broad)
    if sum(map(_has_number, rows)) < (1 if _is_rest(rules) else FEWEST_NUMBER_ROWS):
        return
    for block in _blocks(rows):
        strips = _strips(block)
        if len(strips) < FEWEST_COLUMNS or _is_shared(block, strips):
            continue
        between = [(before[1] + after[0]) / 2 for before, after in pairwise(strips)]
        yield _grid(block, rules, [extent[0], *between, extent[1]])


def _grid(rows: Sequence[_Row], rules: Sequence[Rule], edges: Sequence[float]) -> Grid:
    top, bottom = rows[0].top, rows[-1].bottom
    horizontals = [rule for rule in rules if top <= rule.at <= bottom]
    ruled = {rule.at for rule in rules}
    horizontals += [Rule(row.top, edges[0], edges[-1]) for row in rows if row.top not in ruled]
    verticals = [
        Rule(edge, row.top, row.bottom)
        for row in rows
        for edge in edges
        if edge in (edges[0], edges[-1]) or not (row.is_title or _is_crossed(row, edge))
    ]
    return grid_of(horizontals, verticals)


def _is_crossed(row: _Row, edge: float) -> bool:
    return any(
        text.x0 < edge - CROSSED
        and text.x1 > edge + CROSSED
        and not any(abs(gap - edge) < 0.6 * text.size for gap in text.gaps)
        for text in row.texts
    )


def _has_number(row: _Row) -> bool:
    return len(row.texts) > 1 and any(is_value(text.text) for text in row.texts)


def _blocks(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows of one set of columns each: a title may begin a table with others."""
    blocks: list[list[_Row]] = []
    for row in rows:
        if row.is_title or not blocks:
            if len(blocks) > 1 and _is_one(blocks[-2], blocks[-1]):
                blocks[-2:] = [blocks[-2] + blocks[-1]]
            blocks.append([])
        blocks[-1].append(row)
    if len(blocks) > 1 and _is_one(blocks[-2], blocks[-1]):
        blocks[-2:] = [blocks[-2] + blocks[-1]]
    return blocks


def _is_one(first: Sequence[_Row], second: Sequence[_Row]) -> bool:
    """Whether two blocks have the same columns, or one of them shows none."""
    both = [*first, *second]
    if not any(map(_has_number, first)) or not any(map(_has_number, second)):
        return True
    strips = _strips(both)
    most = max(len(_strips(first)), len(_strips(second)))
    return len(strips) == most and not _is_shared(both, strips)


def _texts(chars: Sequence[Char]) -> Iterator[_Text]:
    """The lines of a band, each parted where a gap is too wide for a space."""
    for line in char_lines(chars):
        part: list[Char] = []
        for char in (char for char in line if char.text != " "):
            if part and char.x0 - part[-1].x1 > CELL_GAP * char.size:
                yield _text(part)
                part = []
            part.append(char)
        if part:
            yield _text(part)


def _text(chars: Sequence[Char]) -> _Text:
    first, last = chars[0], chars[-1]
    middle = (first.top + first.bottom) / 2
    gaps = tuple(
        (before.x1 + after.x0) / 2
        for before, after in pairwise(chars)
        if after.x0 - before.x1 > WORD_GAP * after.size
    )
    return _Text(first.x0, last.x1, middle, first.size, "".join(c.text for c in chars), gaps)


def _rows(top: float, bottom: float, texts: Sequence[_Text], broad: set[float]) -> Iterator[_Row]:
    """The rows between two rules: one, or one a line where each line has a number of its own."""
    lines: list[list[_Text]] = []
    for text in sorted(texts, key=lambda text: text.y):
        if lines and text.y - lines[-1][0].y < 0.5 * text.size:
            lines[-1].append(text)
        else:
            lines.append([text])
    if len(lines) > 1 and all(any(is_value(text.text) for text in line) for line in lines):
        for line, following in pairwise(lines):
            end = (line[0].y + following[0].y) / 2
            yield _Row(top, end, line, False)
            top = end
        yield _Row(top, bottom, lines[-1], False)
    else:
        # A title over the whole table; beside a label of several rows the rules are shorter.
        is_title = len(texts) == 1 and not is_value(texts[0].text) and {top, bottom} <= broad
        yield _Row(top, bottom, texts, is_title)


def _is_shared(rows: Iterable[_Row], strips: Iterable[tuple[float, float]]) -> bool:
    """Whether two texts of one row of numbers stand beside each other in one column."""
    return any(
        abs(a.y - b.y) < 0.5 * a.size
        for row in rows
        if _has_number(row)
        for left, right in strips
        for a, b in pairwise(t for t in row.texts if t.x0 < right and left < t.x1)
    )


def _strips(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """Where the columns' texts lie: the union of what stands in rows of numbers.

    A column without a number in it has a header all the same.
    """
    strips: list[tuple[float, float]] = []
    for text in sorted(text for row in rows if _has_number(row) for text in row.texts):
        if strips and text.x0 <= strips[-1][1]:
            strips[-1] = (strips[-1][0], max(strips[-1][1], text.x1))
        else:
            strips.append((text.x0, text.x1))
    for row in rows:
        for text in row.texts if len(row.texts) > 1 else ():
            if not any(left < text.x1 and text.x0 < right for left, right in strips):
                strips = sorted([*strips, (text.x0, text.x1)])
    return strips
