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
HIGHEST_ROW: Final = 220.0  # points between two rules of one table
CELL_GAP: Final = 0.8  # sizes between the texts of two cells of a row
FEWEST_COLUMNS: Final = 2
FEWEST_NUMBER_ROWS: Final = 2
BROAD: Final = 0.9  # of the table's breadth
CROSSED: Final = 1.0  # points by which a text must reach over an edge


class _Text(NamedTuple):
    """The text of one line in one cell."""

    x0: float
    x1: float
    y: float
    size: float
    text: str


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
        grid = _grid(group, (left, right), inside)
        if grid is not None:
            yield grid


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
    return [group for group in groups if len({rule.at for rule in group}) >= FEWEST_RULES]


def _grid(rules: Sequence[Rule], extent: tuple[float, float], chars: Sequence[Char]) -> Grid | None:
    """The table of these rules and characters; None where its rows or columns are not plain."""
    horizontals = list(rules)
    rows: list[tuple[float, float, list[_Text]]] = []
    for top, bottom in pairwise(sorted({rule.at for rule in rules})):
        inside = [char for char in chars if top <= (char.top + char.bottom) / 2 < bottom]
        band = list(_texts(inside))
        parts = list(_rows(top, bottom, band))
        horizontals += [Rule(start, *extent) for start, _, _ in parts[1:]]
        rows += parts
    edges = _edges([band for _, _, band in rows], extent)
    if edges is None:
        return None
    verticals = []
    broad = {
        rule.at for rule in horizontals if rule.end - rule.start > BROAD * (extent[1] - extent[0])
    }
    for top, bottom, band in rows:
        # A title over the whole table; beside a label of several rows the rules are shorter.
        is_title = len(band) == 1 and not is_value(band[0].text) and {top, bottom} <= broad
        for edge in edges:
            is_outer = edge in (edges[0], edges[-1])
            is_crossed = any(text.x0 < edge - CROSSED and text.x1 > edge + CROSSED for text in band)
            if is_outer or not (is_title or is_crossed):
                verticals.append(Rule(edge, top, bottom))
    return grid_of(horizontals, verticals)


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
    return _Text(first.x0, last.x1, middle, first.size, "".join(char.text for char in chars))


def _rows(
    top: float, bottom: float, band: Sequence[_Text]
) -> Iterator[tuple[float, float, list[_Text]]]:
    """The rows between two rules: one, or one a line where each line has a number of its own."""
    lines: list[list[_Text]] = []
    for text in sorted(band, key=lambda text: text.y):
        if lines and text.y - lines[-1][0].y < 0.5 * text.size:
            lines[-1].append(text)
        else:
            lines.append([text])
    if len(lines) > 1 and all(any(is_value(text.text) for text in line) for line in lines):
        start = top
        for line, following in pairwise(lines):
            end = (line[0].y + following[0].y) / 2
            yield start, end, line
            start = end
        yield start, bottom, lines[-1]
    else:
        yield top, bottom, list(band)


def _edges(bands: Sequence[Sequence[_Text]], extent: tuple[float, float]) -> list[float] | None:
    """Where the columns end, outer sides included; None where two texts of a row share one."""
    numbered = [
        band for band in bands if len(band) > 1 and any(is_value(text.text) for text in band)
    ]
    if len(numbered) < FEWEST_NUMBER_ROWS:
        return None
    strips = _strips(text for band in numbered for text in band)
    for band in bands:  # a column without a number in it has a header all the same
        for text in band:
            if len(band) > 1 and not any(s[0] < text.x1 and text.x0 < s[1] for s in strips):
                strips = sorted([*strips, (text.x0, text.x1)])
    if len(strips) < FEWEST_COLUMNS:
        return None
    for band in numbered:
        for left, right in strips:
            texts = [text for text in band if text.x0 < right and left < text.x1]
            if any(abs(a.y - b.y) < 0.5 * a.size for a, b in pairwise(texts)):
                return None
    between = [(before[1] + after[0]) / 2 for before, after in pairwise(strips)]
    return [extent[0], *between, extent[1]]


def _strips(texts: Iterable[_Text]) -> list[tuple[float, float]]:
    """The union of the texts' extents."""
    strips: list[tuple[float, float]] = []
    for text in sorted(texts):
        if strips and text.x0 <= strips[-1][1]:
            strips[-1] = (strips[-1][0], max(strips[-1][1], text.x1))
        else:
            strips.append((text.x0, text.x1))
    return strips
