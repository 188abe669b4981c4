"""What a table without rules is put together from: texts on lines, and one below the other.

Used by `pdf_unruled`, `pdf_columns` and `pdf_rows`. A piece is a text that a gap parts from the
next on its line, a block the pieces that follow each other from top to bottom as those of one cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from extract.document import Box
from extract.readers.pdf_lines import OVERHANG, TextLine, words_of
from extract.values import UNITS, is_value

CELL_GAP: Final = 0.8  # sizes between the texts of two cells of a row
LEADING: Final = 1.45  # sizes from line to line of one cell, at most, where nothing else tells
WIDEST_LEADING: Final = 2.2  # … in any table
ALIGNED: Final = 2.0  # points
FEWEST_IN_COLUMN: Final = 3  # texts that begin under each other
_OPENS_CELL = re.compile(r"[(（][一二三四五六七八九十]{1,2}[)）]\S|\d{1,2}[.、．](?!\d)\S")
SAME_LINE: Final = 0.35  # sizes by which the middle of a label may miss its numbers
UNDER: Final = 0.4  # of the narrower of two texts that are one below the other
FEWEST_STACKED: Final = 3  # characters one below the other that are one word


class Piece(NamedTuple):
    """A text on one line that a gap parts from the next."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str
    is_data: bool  # a number, or the unit in a column of units
    words: tuple[Piece, ...] = ()  # where there are several

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Block:
    """Pieces below each other that are one cell's text."""

    pieces: list[Piece]
    x0: float = 0.0
    x1: float = 0.0

    def __post_init__(self) -> None:
        self.x0 = min(piece.x0 for piece in self.pieces)
        self.x1 = max(piece.x1 for piece in self.pieces)

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.x0, self.x1 = min(self.x0, piece.x0), max(self.x1, piece.x1)

    @property
    def top(self) -> float:
        return self.pieces[0].top

    @property
    def bottom(self) -> float:
        return self.pieces[-1].bottom

    @property
    def middle(self) -> float:
        return (self.pieces[0].y + self.pieces[-1].y) / 2

    @property
    def size(self) -> float:
        return self.pieces[0].size


@dataclass(slots=True)
class PieceLine:
    pieces: list[Piece]
    top: float
    bottom: float
    data: list[Piece] = field(default_factory=list)  # those of `pieces` that are
    y: float = 0.0  # of the data if there are any

    def __post_init__(self) -> None:
        self._find_data()
        self.y = self.data[0].y if self.data else (self.top + self.bottom) / 2

    def _find_data(self) -> None:
        self.data = [piece for piece in self.pieces if piece.is_data]

    def drop(self, piece: Piece) -> None:
        self.pieces.remove(piece)
        self._find_data()

    def insert(self, piece: Piece) -> None:
        """The line keeps its height: a number that was broken stands around it."""
        self.pieces = sorted([*self.pieces, piece], key=lambda other: other.x0)
        self._find_data()

    @property
    def size(self) -> float:
        return self.pieces[0].size

    @property
    def is_labelled(self) -> bool:
        return len(self.data) < len(self.pieces)

    @property
    def values_from(self) -> float:
        """Where the numbers after the last label begin."""
        start = self.pieces[-1].x1
        for piece in reversed(self.pieces):
            if not piece.is_data:
                break
            start = piece.x0
        return start


Span = tuple[float, float]


def piece_lines(lines: Sequence[TextLine]) -> list[PieceLine]:
    """The lines as pieces: words, those together that no column's gap parts."""
    words = [_words(line) for line in lines]
    starts = Counter(
        round(word.x0 / ALIGNED)
        for line in words
        for before, word in zip([None, *line], line, strict=False)
        if before is None or word.x0 - before.x1 > CELL_GAP * word.size
    )
    columns = frozenset(x for x, count in starts.items() if count >= FEWEST_IN_COLUMN)
    if columns:
        words = [_words(line, columns) for line in lines]
    _unmark_words(words)
    lone = Counter(round(word.x0 / ALIGNED) for line in words for word in line if is_lone(word))
    stacked = frozenset(x for x, count in lone.items() if count >= FEWEST_STACKED)
    pieces = [_pieces(own, starts, stacked) for own in words]
    _mark_units(pieces)
    return _with_broken_numbers(
        [PieceLine(own, line.top, line.bottom) for line, own in zip(lines, pieces, strict=True)]
    )


def _with_broken_numbers(lines: list[PieceLine]) -> list[PieceLine]:
    """The lines, each number that its column is too narrow for as one on the line of its row."""
    for at, line in enumerate(lines):
        if not line.data:
            continue
        reach = LEADING * line.data[0].size
        above = [other for other in lines[max(at - 2, 0) : at] if line.y - other.y < reach]
        below = [other for other in lines[at + 1 : at + 3] if other.y - line.y < reach]
        starts = [(other, piece) for other in above for piece in other.pieces]
        ends = [(other, piece) for other in below for piece in other.pieces]
        for upper, start in starts:
            for lower, end in ends:
                if _is_broken_number(start, end, line):
                    upper.drop(start)
                    lower.drop(end)
                    line.insert(_joined(start, end))
                    break
    return [line for line in lines if line.pieces]


def _is_broken_number(start: Piece, end: Piece, row: PieceLine) -> bool:
    step = end.y - start.y
    return (
        start.text[0].isdecimal()
        and 0 < step <= LEADING * start.size
        and abs((start.y + end.y) / 2 - row.y) <= SAME_LINE * start.size
        and is_under(end, start)
        and end.x1 - end.x0 <= start.x1 - start.x0 + ALIGNED
        and is_value(start.text + end.text)
        and not any(meets_piece(start, piece) for piece in row.pieces)
    )


def _joined(start: Piece, end: Piece) -> Piece:
    return start._replace(
        x0=min(start.x0, end.x0),
        x1=max(start.x1, end.x1),
        bottom=end.bottom,
        text=start.text + end.text,
        is_data=True,
    )


def _words(line: TextLine, columns: Collection[int] = frozenset()) -> list[Piece]:
    return [
        Piece(*_as_piece(box), line.size, text, is_value(text))
        for text, box in words_of(line, columns)
    ]


def _pieces(
    words: Sequence[Piece], starts: Mapping[int, int], stacked: frozenset[int]
) -> list[Piece]:
    """`starts`: how many words begin at a place; `stacked`: where words are printed downwards."""
    pieces: list[Piece] = []
    end = len(words)  # from where all words are numbers: the first one ends the label
    while end and words[end - 1].is_data:
        end -= 1
    for number, word in enumerate(words):
        last = pieces[-1] if pieces else None
        if (
            last is None
            or number == end
            or word.x0 - last.x1 > CELL_GAP * word.size
            or word.x0 < last.x1 - OVERHANG * word.size
            or _are_numbers(last, word)
            or (
                starts[round(word.x0 / ALIGNED)] >= FEWEST_IN_COLUMN
                and not (last.is_data and word.text in UNITS)  # close behind a number: its unit
            )
            or opens_cell(word.text)
            or (is_lone(last) and round(last.x0 / ALIGNED) in stacked)
        ):
            pieces.append(word)
        else:
            pieces[-1] = last._replace(
                x1=word.x1,
                top=min(last.top, word.top),
                bottom=max(last.bottom, word.bottom),
                text=f"{last.text} {word.text}",
                is_data=is_value(f"{last.text} {word.text}"),
                words=(*(last.words or (last,)), word),
            )
    return pieces


def _unmark_words(lines: Sequence[list[Piece]]) -> None:
    """无 is a value, but not where it goes on a word that is printed downwards, or stands before
    the label of a row."""
    for number, line in enumerate(lines):
        for at, word in enumerate(line):
            if word.text != "无":
                continue
            near = [other for beside in lines[max(number - 3, 0) : number + 4] for other in beside]
            is_before_label = (
                at + 1 < len(line)
                and not line[at + 1].is_data
                and all(is_lone(other) for other in line[:at])
            )
            if is_before_label or any(
                is_lone(other)
                and abs(other.x0 - word.x0) < ALIGNED
                and 0 < abs(other.y - word.y) <= WIDEST_LEADING * word.size
                for other in near
            ):
                line[at] = word._replace(is_data=False)


def opens_cell(text: str) -> bool:
    """Whether a text begins with the number of a label: （一） or 1."""
    return bool(_OPENS_CELL.match(text))


def is_lone(word: Piece) -> bool:
    return len(word.text) == 1 and word.text > "\u2fff" and not word.is_data


def parted(piece: Piece, columns: Sequence[Span]) -> list[Piece]:
    """A text as the texts of several columns, where its words stand over one each.

    A word over none is a header of its own too: its column may hold no number.
    """
    groups: dict[int, list[Piece]] = {}
    for number, word in enumerate(piece.words, start=1):
        under = [at for at, span in enumerate(columns) if meets((word.x0, word.x1), [span])]
        if len(under) > 1:
            return [piece]
        groups.setdefault(under[0] if under else -number, []).append(word)
    # Chinese words that a gap parts are two headers, but for one that is spread: 单 位.
    are_words = all(len(word.text) > 1 and word.text[0] > "\u2fff" for word in piece.words)
    if sum(at >= 0 for at in groups) < (1 if are_words else 2):
        return [piece]
    return [
        words[0]._replace(
            x1=words[-1].x1, text=" ".join(word.text for word in words), words=tuple(words)
        )
        for words in groups.values()
    ]


def _mark_units(lines: Sequence[list[Piece]]) -> None:
    """Units that stand under each other are data; one below a label is the label's last word."""
    units = [piece for line in lines for piece in line if piece.text in UNITS]
    if not units:
        return
    for number, line in enumerate(lines):
        above = [piece for other in lines[max(number - 2, 0) : number] for piece in other]
        for at, piece in enumerate(line):
            if piece.text not in UNITS or piece.is_data:
                continue
            is_column = any(other is not piece and meets_piece(piece, other) for other in units)
            ends_label = any(
                not other.is_data
                and piece.y - other.y <= LEADING * piece.size
                and meets_piece(piece, other)
                for other in above
            )
            if is_column and not ends_label:
                line[at] = piece._replace(is_data=True)


def _are_numbers(first: Piece, second: Piece) -> bool:
    both = first.text[-1:] + second.text[:1]
    return both.isdecimal() and first.is_data and second.is_data


def _as_piece(box: Box) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = box
    return x0, x1, top, bottom


def is_under(lower: Piece, upper: Piece) -> bool:
    """Whether one text is under another, and not only its end under the other's beginning."""
    common = min(lower.x1, upper.x1) - max(lower.x0, upper.x0)
    return common > UNDER * min(lower.x1 - lower.x0, upper.x1 - upper.x0)


def blocks_of(pieces: Iterable[Piece], leading: float) -> list[Block]:
    """Pieces that follow each other closely from top to bottom; numbers never run on."""
    blocks: list[Block] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top, piece.x0)):
        for block in reversed(blocks):
            last = block.pieces[-1]
            if (
                0 < piece.y - last.y <= leading * piece.size + 0.01
                and is_under(piece, last)
                and not (last.is_data and piece.is_data)
            ):
                block.add(piece)
                break
        else:
            blocks.append(Block([piece]))
    return blocks


def is_number(block: Block) -> bool:
    """Whether several lines are one number, with a remark behind it."""
    return len(block.pieces) > 1 and is_value("".join(piece.text for piece in block.pieces))


def stacks_of(pieces: Sequence[Piece]) -> tuple[list[Block], list[Piece]]:
    """Words that are printed one character a line, and the other pieces."""
    lone = [piece for piece in pieces if is_lone(piece)]
    stacks = [
        block for block in blocks_of(lone, WIDEST_LEADING) if len(block.pieces) >= FEWEST_STACKED
    ]
    for stack in stacks:  # 三、 and below it 本年度
        first = stack.pieces[0]
        stack.pieces[:0] = [
            piece
            for piece in pieces
            if len(piece.text) == 2  # a numeral and its stop
            and abs(piece.x0 - first.x0) < ALIGNED
            and 0 < first.y - piece.y <= WIDEST_LEADING * piece.size
        ]
    gone = {id(piece) for block in stacks for piece in block.pieces}
    return stacks, [piece for piece in pieces if id(piece) not in gone]


def united(spans: Iterable[Span]) -> list[Span]:
    united: list[Span] = []
    for x0, x1 in sorted(spans):
        if united and x0 < united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], x1))
        else:
            united.append((x0, x1))
    return united


def meets(span: Span, others: Iterable[Span]) -> bool:
    start, end = span
    for other in others:  # noqa: SIM110 (`any` takes twice as long; asked thousands of times)
        if start < other[1] and other[0] < end:
            return True
    return False


def meets_piece(first: Piece, second: Piece) -> bool:
    return first.x0 < second.x1 and second.x0 < first.x1


def reach_of(line: PieceLine) -> Span:
    return line.pieces[0].x0, line.pieces[-1].x1
