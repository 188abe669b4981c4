"""Tables without a number between horizontal rules: an office without one case leaves all blank.

Used by `extract.readers.pdf_unruled`. The rules tell the rows, the header the columns; without
either nothing would tell where the empty cells are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extract.readers.pdf_columns import UnruledTable
from extract.readers.pdf_page import Rule
from extract.readers.pdf_pieces import LEADING, Block, Piece, PieceLine, blocks_of, stacks_of
from extract.readers.pdf_rows import Row, Rows, parted_by_rules

SAME_END: Final = 4.0  # points by which the right ends of a table's rules may differ
HIGHEST: Final = 60.0  # points from rule to rule
LAST_COLUMN: Final = 0.52  # of the table's breadth: the last header stands right of it, no label


@dataclass(slots=True)
class BlankTable:
    table: UnruledTable
    rows: Rows
    tops: list[float]  # of the rows, and the bottom of the last


@dataclass(slots=True)
class _Band:
    """What stands between two rules."""

    above: Rule
    below: Rule
    lines: list[PieceLine]

    @property
    def pieces(self) -> list[Piece]:
        return [piece for line in self.lines for piece in line.pieces]

    @property
    def has_data(self) -> bool:
        return any(line.data for line in self.lines)

    def is_head(self) -> bool:
        """Whether the last of its texts stands over the last column."""
        start, end = min(self.above.start, self.below.start), self.below.end
        middle = max(((piece.x0 + piece.x1) / 2 for piece in self.pieces), default=start)
        return middle > start + LAST_COLUMN * (end - start)


def blank_tables(lines: Sequence[PieceLine], rules: Sequence[Rule]) -> Iterator[BlankTable]:
    """The tables of a page, from top to bottom, that have a header, rows and no number."""
    for bands in _runs(lines, rules):
        at = 0
        while at < len(bands):
            head = at
            while at < len(bands) and not bands[at].has_data and bands[at].is_head():
                at += 1
            rows = at
            while at < len(bands) and _is_row(bands, at, rows):
                at += 1
            is_blank = at == len(bands) or not bands[at].has_data
            if head < rows < at and is_blank:
                yield _blank_table(bands[head:rows], _with_labels(bands[head:rows], bands[rows:at]))
            at = max(at, head + 1)


def _is_row(bands: Sequence[_Band], at: int, first: int) -> bool:
    """A row has a label, or is the only one; other empty bands part two tables."""
    band = bands[at]
    return not band.has_data and not band.is_head() and (bool(band.lines) or at == first)


def _with_labels(head: Sequence[_Band], rows: Sequence[_Band]) -> Sequence[_Band]:
    """The rows to the first text that is under a header of numbers: the next table's title."""
    first = max((piece.x1 for piece in rows[0].pieces), default=float("-inf"))
    zone = min(
        (piece.x0 for band in head for piece in band.pieces if piece.x0 >= first),
        default=float("inf"),
    )
    for number, band in enumerate(rows):
        if any(piece.x1 > zone for piece in band.pieces):
            return rows[:number]
    return rows


def _runs(lines: Sequence[PieceLine], rules: Sequence[Rule]) -> Iterator[list[_Band]]:
    """Bands that follow each other, between rules that end together at the right."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.end):
        if groups and rule.end - groups[-1][-1].end <= SAME_END:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    for group in groups:
        bands: list[_Band] = []
        for above, below in pairwise(sorted(group)):
            if below.at - above.at <= HIGHEST:
                inside = [line for line in lines if above.at < line.y < below.at]
                bands.append(_Band(above, below, inside))
            elif bands:
                yield bands
                bands = []
        if bands:
            yield bands


def _blank_table(head: Sequence[_Band], rows: Sequence[_Band]) -> BlankTable:
    found: list[Row] = []
    outer: list[Piece] = []
    for band in rows:
        inner, beside = parted_by_rules(band.pieces, band.above, band.below)
        outer += beside
        labels = [Block(sorted(inner, key=lambda piece: piece.y))] if inner else []
        found.append(Row(band.above.at, band.below.at, labels))
    end = max((label.x1 for row in found for label in row.labels), default=float("-inf"))
    over = [piece for band in head for piece in band.pieces if piece.x0 >= end]
    stacks, rest = stacks_of(outer)
    return BlankTable(
        UnruledTable(
            blocks_of(over, LEADING), [line for band in (*head, *rows) for line in band.lines], []
        ),
        Rows(found, [*stacks, *blocks_of(rest, LEADING)]),
        [*(band.above.at for band in rows), rows[-1].below.at],
    )
