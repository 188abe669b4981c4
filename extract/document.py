"""What a reader makes of a document: text blocks and tables in reading order.

Given by `extract.readers` (one module per file type), taken by `extract.forms`, `extract.prose`
and `extract.metadata`. Nothing here knows a form, nothing after here knows a file type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in PDF points, origin top left

# A frozen class sets each field through object.__setattr__, which takes five times as long: what
# a report has hundreds of is not frozen. Nothing changes it all the same.


@dataclass(slots=True, unsafe_hash=True)
class Paragraph:
    """One paragraph, rebuilt over the line ends of its layout."""

    text: str
    char_start: int  # offset in Document.text: Document.text[char_start:][:len(text)] == text
    page: int | None  # 1-based, PDF only
    path: str | None  # DOM path, HTML only
    line: int | None = None  # 1-based line of the file, text only


@dataclass(slots=True, unsafe_hash=True)
class Cell:
    """One cell of a table; a merged cell stands once, at its upper left corner."""

    text: str
    row: int  # 1-based, as laid out
    column: int
    row_span: int
    column_span: int
    char_start: int  # offsets in Document.text
    char_end: int
    path: str | None
    bbox: Box | None
    page: int | None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table as laid out. `number` is 1-based within the document."""

    number: int
    cells: tuple[Cell, ...]
    page: int | None
    # False: fields of flattened text. Merged and empty cells may have been dropped, so a field's
    # column number says which field of its line it is, not under which header it stood.
    is_grid: bool = True


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

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))
