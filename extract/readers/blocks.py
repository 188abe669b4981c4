"""Blocks as they are read, and the document's canonical text made of them.

Used by every reader: a reader says what stands where, this module lays the text out and counts the
offsets. Cells of a row are set apart by a tab, rows and paragraphs by a line end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from extract.document import Box, Cell, Paragraph, PrintedLine, Table

_NO_WIDTH: Final = ("\u200b", "\ufeff")  # white space to a reader of the page, not to str.split
_ASCII_WORD: Final = re.compile(r"[A-Za-z0-9.,%)(]")


@dataclass(slots=True)
class CellDraft:
    """A cell before its place in the document's text is known. Rows and columns from 1."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    path: str | None = None
    bbox: Box | None = None
    page: int | None = None
    line: int | None = None
    name: str | None = None


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
        self, drafts: Iterable[CellDraft], *, page: int | None = None, is_grid: bool = True
    ) -> None:
        cells: list[Cell] = []
        parts = self._parts
        row, end = 0, self._length
        for draft in sorted(drafts, key=lambda cell: (cell.row, cell.column)):
            if cells:
                parts.append("\t" if draft.row == row else "\n")
                end += 1
            row = draft.row
            text = draft.text
            start, end = end, end + len(text)
            parts.append(text)
            cells.append(
                Cell(
                    text,
                    row,
                    draft.column,
                    draft.row_span,
                    draft.column_span,
                    start,
                    end,
                    draft.path,
                    draft.bbox,
                    draft.page,
                    draft.line,
                    draft.name,
                    self.member,
                )
            )
        if cells:
            self._length = end
            self._append("\n")
            self._tables += 1
            self.blocks.append(Table(self._tables, tuple(cells), page, is_grid))


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
