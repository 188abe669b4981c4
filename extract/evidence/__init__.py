"""Evidence: the place where a figure stands, as a picture of its page or as a page of its own.

Takes a document's bytes and where a landing row says that its number stands; gives a PNG (PDF) or
one self-contained HTML page (all other types) with the number marked. Used by `gongkai show`.
The document is read again by its own reader, so that offsets and paths mean what they meant.
"""

from __future__ import annotations

from typing import Final

from extract.document import Document
from extract.evidence import blocks, dom, webpage
from extract.evidence.place import PART, Exhibit, Facts, Place, PlaceNotFoundError
from extract.readers import read_bytes
from extract.readers.kinds import unpacked

__all__ = ["PART", "Exhibit", "Facts", "Place", "PlaceNotFoundError", "show_place"]

PDF_MEDIA_TYPE: Final = "application/pdf"
HTML_MEDIA_TYPE: Final = "text/html"


def show_place(file_name: str, data: bytes, place: Place, title: str, facts: Facts) -> Exhibit:
    """Mark a figure in its document.

    Args:
        file_name: the document's name when it was read; it may decide how it is read.
        data: the document's bytes.
        place: where the figure stands.
        title: heading of the page or picture.
        facts: what is told beside it.

    Raises:
        UnreadableDocumentError: the document cannot be read.
        PlaceNotFoundError: its place does not hold the figure.
    """
    document, _ = read_bytes(file_name, data)
    data = unpacked(data)
    _expect_words(document, place)
    # A number of a PDF that has no box (an attachment of another type) is shown in its text.
    if document.media_type == PDF_MEDIA_TYPE and place.boxes:
        # The libraries for pictures are slow to import.
        from extract.evidence.picture import page_picture  # noqa: PLC0415

        return page_picture(data, place, title, facts)
    fragment = None
    if document.media_type == HTML_MEDIA_TYPE:
        fragment = dom.fragment(data, document, place)
    if fragment is None:
        fragment = blocks.fragment(document, place)
    page = webpage.page(title, facts, fragment.html)
    return Exhibit(".html", page.encode(), fragment.marked)


def _expect_words(document: Document, place: Place) -> None:
    start, end = place.char_start, place.char_end
    found = document.text[start:end] if 0 <= start <= end <= len(document.text) else None
    if found != place.value_text:
        raise PlaceNotFoundError(
            f"expected {place.value_text!r} at characters {start} to {end} of the text, "
            f"found {'nothing' if found is None else repr(found)}"
        )
