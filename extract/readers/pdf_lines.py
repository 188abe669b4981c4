"""Lines of text on a page of a PDF, and the paragraphs that they make.

Used by `extract.readers.pdf` for what stands in no ruled table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import Final

from extract.document import Box, PrintedLine
from extract.readers.blocks import BlockBuilder, join_lines
from extract.readers.flat import Line, add_lines
from extract.readers.pdf_page import Char
from extract.readers.pdf_table import char_lines
from extract.values import is_value

WORD_GAP: Final = 0.25  # sizes between two words
NARROWEST_GAP: Final = 0.05  # … where a column begins
MOST_INDENTED: Final = 4  # sizes by which a whole paragraph may be moved to the right
OVERHANG: Final = 0.25  # … by which a text may hang out of its cell, over that of the next
BESIDE_DIGITS: Final = 0.4  # … between digits and Chinese
FEWEST_STACKED: Final = 3  # characters one below the other that are one word
STACK_STEP: Final = 1.7  # sizes from one of them to the next, at most
FEWEST_IN_COLUMN: Final = 3  # words that are aligned
ALIGNED: Final = 2.0  # points
FEWEST_BESIDE: Final = 5  # lines with text on both sides of the gap between two columns of text
FEWEST_CHARACTERS_BESIDE: Final = 8  # on each side, on average: fields of tables are shorter
MOST_VALUES_BESIDE: Final = 0.2  # of the lines on a side; more, and it is a column of a table
LEAST_STOPS_BESIDE: Final = 0.3  # of the lines on a side with a comma or a stop

_SIZE: Final = attrgetter("size")  # of a character
_TOP: Final = itemgetter(1)  # of a box
_BOTTOM: Final = itemgetter(3)
_STOP = re.compile("[，。；,;]")
_WORD = re.compile(r"[^ \t]+")


@dataclass(slots=True)
class TextLine:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int
    boxes: list[Box]  # of each character of `text`
    column: int = 0  # where text is set in two: 1 or 2
    column_top: float = 0.0  # of the lines set so

    @property
    def place(self) -> float:
        """By which the items of a page are put in reading order."""
        return self.column_top if self.column else self.top


def printed_lines(chars: Sequence[Char], page: int) -> list[TextLine]:
    """The lines from top to bottom, with a tab for each wide gap and a space for a narrow one."""
    lines = []
    for line in char_lines(char for char in chars if char.turn == 0):
        found = _text_line(line, page)
        if found.text:
            lines.append(found)
    return lines


def in_reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines as they are read: column after column, and a word printed downwards as a word."""
    return _aligned(_unstacked(list(_column_after_column(lines))))


def words_of(line: TextLine, starts: Collection[int] = frozenset()) -> Iterator[tuple[str, Box]]:
    """The words of a line, each with its box. `starts`: where columns begin, in steps of ALIGNED;
    a word that has its one gap there is the end of a cell's text and the beginning of the next."""
    for word in _WORD.finditer(line.text):
        ends = [word.end()]
        if starts and len(word[0]) > 1:
            boxes = line.boxes[word.start() : word.end()]
            gaps = [after[0] - before[2] for before, after in pairwise(boxes)]
            gap = max(gaps)
            at = gaps.index(gap) + 1
            is_only = all(other < gap / 2 for number, other in enumerate(gaps, 1) if number != at)
            if (
                gap > NARROWEST_GAP * line.size
                and is_only
                and round(boxes[at][0] / ALIGNED) in starts
            ):
                ends.insert(0, word.start() + at)
        start = word.start()
        for end in ends:
            boxes = line.boxes[start:end]
            top, bottom = min(map(_TOP, boxes)), max(map(_BOTTOM, boxes))
            yield line.text[start:end], (boxes[0][0], top, boxes[-1][2], bottom)
            start = end


def _column_after_column(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """Lines in reading order: where text is set in two columns, the left one comes first."""
    halved = sum(line.text.count("\t") == 1 and bool(_STOP.search(line.text)) for line in lines)
    if halved < LEAST_STOPS_BESIDE * FEWEST_BESIDE:
        yield from lines
        return
    position = 0
    while position < len(lines):
        end, gap = _beside(lines, position)
        if end > position:
            halves = [_halves(line, gap) for line in lines[position:end]]
            top = lines[position].top
            for column in (1, 2):
                for half in halves:
                    part = half[column - 1]
                    if part is not None:
                        yield replace(part, column=column, column_top=top)
            position = end
        else:
            yield lines[position]
            position += 1


def _beside(lines: Sequence[TextLine], start: int) -> tuple[int, tuple[float, float]]:
    """Up to which line a gap runs down that parts two columns of text, and the gap."""
    first = lines[start]
    gaps = [
        (before[2], after[0])
        for char, before, after in zip(first.text[1:], first.boxes, first.boxes[2:], strict=False)
        if char == "\t"
    ]
    if len(gaps) != 1:
        return start, (0, 0)
    gap, end = gaps[0], start
    while end < len(lines):
        narrowed = _free(lines[end], gap)
        if narrowed[1] - narrowed[0] < first.size:
            break
        gap, end = narrowed, end + 1
    halves = [_halves(line, gap) for line in lines[start:end]]
    both = [(left, right) for left, right in halves if left is not None and right is not None]
    if len(both) < FEWEST_BESIDE or not all(map(_is_text, zip(*both, strict=True))):
        return start, gap
    return end, gap


def _free(line: TextLine, gap: tuple[float, float]) -> tuple[float, float]:
    """The part of the gap in which the line prints nothing."""
    left, right = gap
    middle = (left + right) / 2
    for char, box in zip(line.text, line.boxes, strict=True):
        if char not in " \t":
            if (box[0] + box[2]) / 2 < middle:
                left = max(left, box[2])
            else:
                right = min(right, box[0])
    return left, right


def _is_text(side: Sequence[TextLine]) -> bool:
    """Whether one side is running text, and no column of a table."""
    values = sum(all(map(is_value, line.text.split())) for line in side)
    stops = sum(bool(_STOP.search(line.text)) for line in side)
    length = sum(len(line.text) for line in side) / len(side)
    return (
        values <= MOST_VALUES_BESIDE * len(side)
        and stops >= LEAST_STOPS_BESIDE * len(side)
        and length >= FEWEST_CHARACTERS_BESIDE
    )


def _halves(line: TextLine, gap: tuple[float, float]) -> tuple[TextLine | None, TextLine | None]:
    at = next((n for n, box in enumerate(line.boxes) if box[0] >= gap[1]), len(line.boxes))
    left = at
    while left and line.text[left - 1] in " \t":
        left -= 1
    return _part(line, 0, left), _part(line, at, len(line.boxes))


def _part(line: TextLine, start: int, end: int) -> TextLine | None:
    if start >= end:
        return None
    boxes = line.boxes[start:end]
    return replace(line, text=line.text[start:end], x0=boxes[0][0], x1=boxes[-1][2], boxes=boxes)


def _unstacked(lines: list[TextLine]) -> list[TextLine]:
    """Lines with each word that is printed one character a line in one of them, in its middle."""
    stacks: list[list[tuple[int, int]]] = []  # (line, position in it) of each character
    for number, line in enumerate(lines):
        for start, box in _words(line):
            if not _is_lone(line, start):
                continue
            for stack in reversed(stacks):
                last = lines[stack[-1][0]].boxes[stack[-1][1]]
                step = box[1] - lines[stack[-1][0]].top
                is_below = 0 < step <= STACK_STEP * line.size
                if is_below and abs(box[0] + box[2] - last[0] - last[2]) < 0.6 * line.size:
                    stack.append((number, start))
                    break
            else:
                stacks.append([(number, start)])
    stacks = [stack for stack in stacks if len(stack) >= FEWEST_STACKED]
    if not stacks:
        return lines
    gone = {place for stack in stacks for place in stack}
    words = [
        [_word(line, start) for start, _ in _words(line) if (number, start) not in gone]
        for number, line in enumerate(lines)
    ]
    for stack in stacks:
        middle = stack[len(stack) // 2][0]
        held = [number for number in range(stack[0][0], stack[-1][0] + 1) if words[number]]
        target = min(held, key=lambda number: abs(number - middle), default=middle)
        words[target].append(
            [(lines[at].text[start], lines[at].boxes[start]) for at, start in stack]
        )
    return [
        _line_of(line, sorted(parts, key=lambda part: part[0][1][0]))
        for line, parts in zip(lines, words, strict=True)
        if parts
    ]


def _is_lone(line: TextLine, start: int) -> bool:
    """Whether the word is one Chinese character, and no number."""
    return (
        line.text[start + 1 : start + 2] in ("", " ", "\t")
        and line.text[start] > "\u2fff"
        and not is_value(line.text[start])
    )


_Word = list[tuple[str, Box]]  # the characters of a word and where each is printed


def _word(line: TextLine, start: int) -> _Word:
    found = _WORD.match(line.text, start)
    end = found.end() if found else start + 1
    return list(zip(line.text[start:end], line.boxes[start:end], strict=True))


def _line_of(line: TextLine, words: Sequence[_Word]) -> TextLine:
    """The line made anew of its words."""
    text, boxes = "", list[Box]()
    for word in words:
        left = word[0][1][0]
        if boxes:
            end = max(box[2] for box in boxes[-1:])
            text += "\t" if left - end > 1.5 * line.size else " "
            boxes.append((end, line.top, max(left, end), line.bottom))
        text += "".join(char for char, _ in word)
        boxes += [box for _, box in word]
    return replace(line, text=text, x0=boxes[0][0], x1=boxes[-1][2], boxes=boxes)


def _aligned(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines of a table without rules, parted also where a narrow gap ends at a column.

    A column is where words of several lines begin, end or have their middle.
    """
    words = [list(_words(line)) if "\t" in line.text else [] for line in lines]
    counts = Counter(place for line in words for _, box in line for place in _places(box))
    aligned = []
    for line, parts in zip(lines, words, strict=True):
        text = line.text
        for start, box in parts:
            if text[start - 1 : start] == " " and any(
                counts[place] >= FEWEST_IN_COLUMN for place in _places(box)
            ):
                text = text[: start - 1] + "\t" + text[start:]
        aligned.append(line if text == line.text else replace(line, text=text))
    return aligned


def _words(line: TextLine) -> Iterator[tuple[int, Box]]:
    """Where each word of a line begins in its text, and its box."""
    for word in _WORD.finditer(line.text):
        first, last = line.boxes[word.start()], line.boxes[word.end() - 1]
        yield word.start(), (first[0], line.top, last[2], line.bottom)


def _places(box: Box) -> tuple[tuple[str, int], ...]:
    return (
        ("left", round(box[0] / ALIGNED)),
        ("right", round(box[2] / ALIGNED)),
        ("middle", round((box[0] + box[2]) / 2 / ALIGNED)),
    )


def _text_line(line: Sequence[Char], page: int) -> TextLine:
    """The line with a tab for each gap that is wider than a word space: a table without rules."""
    size = max(map(_SIZE, line))
    texts: list[str] = []
    boxes: list[Box] = []
    has_space = is_chinese = False
    for text, x0, top, x1, bottom, _, _ in line:
        if text == " ":
            has_space = True
            continue
        was_chinese, is_chinese = is_chinese, text > "\u2fff"
        if texts:
            end = boxes[-1][2]
            gap = x0 - end
            # Word processors set digits a little apart from Chinese.
            least = BESIDE_DIGITS if is_chinese is not was_chinese else WORD_GAP
            is_over = gap < -OVERHANG * size
            if gap > least * size or has_space or is_over:
                texts.append("\t" if gap > 1.5 * size or is_over else " ")
                boxes.append((end, top, x0, bottom))
        has_space = False
        texts.append(text)
        boxes.append((x0, top, x1, bottom))
    if not texts:
        return TextLine("", 0, 0, 0, 0, size, page, [])
    top, bottom = min(map(_TOP, boxes)), max(map(_BOTTOM, boxes))
    return TextLine("".join(texts), boxes[0][0], boxes[-1][2], top, bottom, size, page, boxes)


def left_margin(lines: Iterable[TextLine]) -> float:
    """Where the text of a document begins; that of its columns apart."""
    starts = [round(line.x0) for line in lines if not line.column]
    return _margin(starts) if starts else 0.0


def add_run(builder: BlockBuilder, run: Sequence[TextLine], left: float) -> None:
    """Lines joined where the layout shows that a paragraph goes on, then read as flat text.

    `left`: where the document's text begins. Lines far from it are set to the right or in the
    middle, as the name of a body and the date below it are: no paragraph.
    """
    if not run:
        return
    margins = {column: _margins(run, column) for column in {line.column for line in run}}
    if 0 in margins:
        start, end = margins[0]
        margins[0] = (min(start, left + MOST_INDENTED * run[0].size), end)
    lines: list[Line] = []
    paragraph: list[TextLine] = []
    for line in run:
        if paragraph and not _goes_on(paragraph[-1], line, margins):
            lines.append(_paragraph(paragraph))
            paragraph = []
        paragraph.append(line)
    lines.append(_paragraph(paragraph))
    add_lines(builder, lines, is_wrapped=False)


def _paragraph(lines: Sequence[TextLine]) -> Line:
    text = ""
    printed = []
    for line in lines:
        text = join_lines((text, line.text)) if text else line.text
        printed.append(PrintedLine(len(text) - len(line.text), line.page, tuple(line.boxes)))
    return Line(text, None, lines[0].page, printed=tuple(printed))


def _margin(starts: Iterable[int]) -> float:
    """Where most lines begin; of two that are nearly as frequent, the outer one."""
    counts = Counter(starts)
    most = max(counts.values())
    return min(start for start, count in counts.items() if count >= most / 3)


def _margins(run: Iterable[TextLine], column: int) -> tuple[float, float]:
    lines = [line for line in run if line.column == column]
    return _margin(round(line.x0) for line in lines), max(line.x1 for line in lines)


def _goes_on(last: TextLine, line: TextLine, margins: Mapping[int, tuple[float, float]]) -> bool:
    """A full line, followed by one that begins at the margin in the same size."""
    if "\t" in last.text or "\t" in line.text:
        return False
    if bool(last.column) != bool(line.column) or line.column < last.column:
        return False
    is_full = last.x1 > margins[last.column][1] - 2.5 * last.size
    is_indented = line.x0 > margins[line.column][0] + 1.2 * line.size
    return is_full and not is_indented and abs(last.size - line.size) < 2
