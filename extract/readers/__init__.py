"""Readers: one module per file type, bytes to `Document`. A new type is one more module here.

A reader module has MEDIA_TYPE and `read(data, builder) -> (declared, notes)`; it is imported only
when a file of its type comes, since the PDF library is slow to import.
"""

from __future__ import annotations

import codecs
import hashlib
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

from extract.document import Document
from extract.notes import Note, UnreadableDocumentError
from extract.readers.blocks import BlockBuilder

READERS: Final = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
}
_HTML_MAGIC: Final = (b"<!doctype html", b"<html")
_BOM: Final = codecs.BOM_UTF8
_PDF_MAGIC: Final = b"%PDF-"
_MAGIC_WITHIN: Final = 1024


def read_bytes(file_name: str, data: bytes) -> tuple[Document, list[Note]]:
    """The document of one file's bytes, and what its reader remarked.

    Raises UnreadableDocumentError, with the note that says why, where there is no text to be had.
    """
    builder = BlockBuilder()
    reader = _reader(file_name, data)
    declared, notes = reader.read(data, builder)
    if not builder.blocks:
        raise UnreadableDocumentError(
            Note("error", "empty_document", "whole file", "a report", "no text",
                 "fetch the document again")
        )  # fmt: skip
    document = Document(
        report_id=hashlib.sha256(data).hexdigest(),
        file_name=file_name,
        media_type=reader.MEDIA_TYPE,
        byte_size=len(data),
        text=builder.text,
        blocks=tuple(builder.blocks),
        declared=declared,
    )
    return document, notes


def _reader(file_name: str, data: bytes) -> ModuleType:
    suffix = Path(file_name).suffix.lower()
    head = data[:_MAGIC_WITHIN]
    # A PDF behind a page's address is often saved as .html, a page as .txt; the content decides.
    if _PDF_MAGIC in head:
        suffix = ".pdf"
    elif suffix in (".txt", ".md") and head.lstrip(_BOM).lstrip().lower().startswith(_HTML_MAGIC):
        suffix = ".html"
    if suffix not in READERS:
        raise UnreadableDocumentError(
            Note("error", "unknown_file_type", "file name", "one of " + " ".join(READERS),
                 suffix or "no suffix", "convert the document or add a reader")
        )  # fmt: skip
    return import_module(f"extract.readers.{READERS[suffix]}")
