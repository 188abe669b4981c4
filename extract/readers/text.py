"""Text (.txt): what web pages, PDFs and OCR look like after someone flattened them."""

from __future__ import annotations

from extract.notes import Note
from extract.readers.blocks import BlockBuilder
from extract.readers.encoding import decode
from extract.readers.flat import Line, add_lines

MEDIA_TYPE = "text/plain"


def read(data: bytes, builder: BlockBuilder) -> tuple[dict[str, str], list[Note]]:
    """Append the document's blocks to the builder; give what it declares of itself, and notes."""
    text, notes = decode(data)
    add_lines(builder, [Line(line, number) for number, line in enumerate(text.split("\n"), 1)])
    return {}, notes
