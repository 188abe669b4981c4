"""Blocks as they are read, and the document's canonical text made of them.

Used by every reader: a reader says what stands where, this module lays the text out and counts the
offsets. Cells of a row are set apart by a tab, rows and paragraphs by a line end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final

from extract.document import Cell, Paragraph, PrintedLine, Table

_READING_ORDER: Final = attrgetter("row", "column")
_NO_WIDTH: Final = ("\u200b", "\ufeff")  # white space to a reader of the page, not to str.split
_ASCII_WORD: Final = re.compile(r"[A-Za-z0-9.,%)(]")


class BlockBuilder:
    """Collects paragraphs and tables in reading order."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._tables = 0
        self.member: str | None = None  # of an archive; what is added stands in it
        self.blocks: list[Paragraph | Table] = []
        self.recognised_pages: set[int] = set()

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def mark(self) -> tuple[int, int, int, int]:
        """How far it has come, for `rewind`."""
        return len(self._parts), self._length, self._tables, len(self.blocks)

    def rewind(self, mark: tuple[int, int, int, int]) -> None:
        """Take back what was added since a mark: a member of an archive that broke half-way."""
        parts, self._length, self._tables, blocks = mark
        del self._parts[parts:], self.blocks[blocks:]

    def _append(self, text: str) -> int:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start

    def add_paragraph(
        self,
        text: str,
        *,
        page: int | None = None,
        path: str | None = None,
        line: int | None = None,
        printed: tuple[PrintedLine, ...] = (),
    ) -> None:
        if not text:
            return
        start = self._append(text)
        self._append("\n")
        self.blocks.append(Paragraph(text, start, page, path, line, self.member, printed))

    def add_table(
        self, cells: Iterable[Cell], *, page: int | None = None, is_grid: bool = True
    ) -> None:
        ordered = sorted(cells, key=_READING_ORDER)
        parts = self._parts
        row, end = 0, self._length
        for cell in ordered:
            if row:
                parts.append("\t" if cell.row == row else "\n")
                end += 1
            row = cell.row
            parts.append(cell.text)
            cell.char_start, end = end, end + len(cell.text)
            cell.char_end, cell.member = end, self.member
        if ordered:
            self._length = end
            self._append("\n")
            self._tables += 1
            self.blocks.append(Table(self._tables, tuple(ordered), page, is_grid))


def squeeze(text: str) -> str:
    """Runs of white space to one space, none at the ends: as a browser shows text."""
    if text.isalnum():  # a number, a word: most cells
        return text
    for sign in _NO_WIDTH:
        if sign in text:
            text = text.replace(sign, " ")
    return " ".join(text.split())


def join_lines(lines: Sequence[str]) -> str:
    """One text of the lines that a layout broke it into.

    Chinese is joined without a space; between Latin words or numbers the line end was one.
    """
    text = ""
    for line in lines:
        if text and line and _ASCII_WORD.match(text[-1]) and _ASCII_WORD.match(line[0]):
            text += " "
        text += line
    return text
