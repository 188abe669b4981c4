"""Readers: one module per file type, bytes to `Document`. A new type is one more module here.

A reader module has MEDIA_TYPE and `read(data, builder) -> (declared, notes)`; it is imported only
when a file of its type comes, since the PDF library is slow to import. `kinds` says which.
"""

from __future__ import annotations

import hashlib
from importlib import import_module

from extract.document import Document
from extract.notes import Note, UnreadableDocumentError
from extract.readers.blocks import BlockBuilder
from extract.readers.kinds import READERS, reader_name, unpacked

__all__ = ["READERS", "read_bytes"]


def read_bytes(file_name: str, data: bytes) -> tuple[Document, list[Note]]:
    """The document of one file's bytes, and what its reader remarked.

    Raises UnreadableDocumentError, with the note that says why, where there is no text to be had.
    """
    builder = BlockBuilder()
    content = unpacked(data)
    reader = import_module(f"extract.readers.{reader_name(file_name, content)}")
    declared, notes = reader.read(content, builder)
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
        recognised_pages=frozenset(builder.recognised_pages),
    )
    return document, notes
