"""What a reader makes of a document: text blocks and tables in reading order.

Given by `extract.readers` (one module per file type), taken by `extract.forms`, `extract.prose`
and `extract.metadata`. Nothing here knows a form, nothing after here knows a file type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

# x0, top, x1, bottom in PDF points, origin at the top left of the page as it is displayed
Box = tuple[float, float, float, float]


def rounded(box: Box) -> Box:
    """The box to a tenth of a point, as locators give it."""
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of a paragraph as a PDF prints it."""

    start: int  # where it begins in the paragraph's text
    page: int  # 1-based
    boxes: tuple[Box, ...]  # of each of its characters


def printed_boxes(printed: Iterable[PrintedLine], start: int, end: int) -> list[tuple[int, Box]]:
    """Page and box of the characters from `start` to `end` of a text, one for each line of it."""
    found = []
    for line in printed:
        boxes = line.boxes[max(start - line.start, 0) : max(end - line.start, 0)]
        if boxes:
            x0, top, x1, bottom = zip(*boxes, strict=True)
            found.append((line.page, rounded((min(x0), min(top), max(x1), max(bottom)))))
    return found


# A frozen class sets each field through object.__setattr__, which takes five times as long: what
# a report has hundreds of is not frozen. Nothing changes it all the same.


@dataclass(slots=True, unsafe_hash=True)
class Paragraph:
    """One paragraph, rebuilt over the line ends of its layout."""

    text: str
    char_start: int  # offset in Document.text: Document.text[char_start:][:len(text)] == text
    page: int | None  # 1-based, PDF only
    path: str | None  # DOM path (HTML), XPath of the document part (DOCX)
    line: int | None = None  # 1-based line of the file, text only
    member: str | None = None  # name of the file within an archive
    printed: tuple[PrintedLine, ...] = ()  # PDF only

    def boxes(self, char_start: int, char_end: int) -> list[tuple[int, Box]]:
        """Page and box of a stretch of Document.text, one for each printed line that it is on."""
        return printed_boxes(self.printed, char_start - self.char_start, char_end - self.char_start)


@dataclass(slots=True, unsafe_hash=True)
class Cell:
    """One cell of a table; a merged cell stands once, at its upper left corner.

    A reader says what stands where; offsets and member are filled in by `readers.blocks`.
    """

    text: str
    row: int  # 1-based, as laid out
    column: int
    row_span: int = 1
    column_span: int = 1
    path: str | None = None
    bbox: Box | None = None
    page: int | None = None
    line: int | None = None
    name: str | None = None  # as a spreadsheet names it: Sheet1!C12
    char_start: int = 0  # offsets in Document.text
    char_end: int = 0
    member: str | None = None  # name of the file within an archive


@dataclass(frozen=True, slots=True)
class Table:
    """One table as laid out. `number` is 1-based within the document."""

    number: int
    cells: tuple[Cell, ...]
    page: int | None
    # False: fields of flattened text. Merged and empty cells may have been dropped, so a field's
    # column number says which field of its line it is, not under which header it stood.
    is_grid: bool = True

    @property
    def member(self) -> str | None:
        """Name of the file within an archive."""
        return self.cells[0].member


@dataclass(frozen=True, slots=True)
class Document:
    """A document after reading. `text` is canonical: every offset anywhere refers to it."""

    report_id: str
    file_name: str
    media_type: str
    byte_size: int
    text: str
    blocks: tuple[Paragraph | Table, ...]
    # What the file declares of itself, apart from its text: title, published, source_url, body.
    declared: Mapping[str, str] = field(default_factory=dict)
    # Pages (PDF) whose text was recognised in a picture: nothing on them is sure.
    recognised_pages: frozenset[int] = frozenset()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def parts(self) -> Iterator[Document]:
        """The document file by file: the main one first, then its attachments.

        Offsets stay those of the whole document; `text` is that of the part.
        """
        if all(block.member is None for block in self.blocks):
            yield self
            return
        for _, blocks in groupby(self.blocks, key=lambda block: block.member):
            part = tuple(blocks)
            start, end = _first(part[0]), _last(part[-1])
            yield replace(self, blocks=part, text=self.text[start:end])


def _first(block: Paragraph | Table) -> int:
    return block.char_start if isinstance(block, Paragraph) else block.cells[0].char_start


def _last(block: Paragraph | Table) -> int:
    if isinstance(block, Paragraph):
        return block.char_start + len(block.text)
    return block.cells[-1].char_end
