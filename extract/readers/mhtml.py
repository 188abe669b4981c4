"""MHTML (.mht, .mhtml): a web page saved as one file, also by Word as `.doc`."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from extract.notes import Note, UnreadableDocumentError
from extract.readers import html
from extract.readers.blocks import BlockBuilder

MEDIA_TYPE = "multipart/related"


def read(data: bytes, builder: BlockBuilder) -> tuple[dict[str, str], list[Note]]:
    """Append the document's blocks to the builder; give what it declares of itself, and notes."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    page = _page(message) if isinstance(message, EmailMessage) else None
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes) or not content.strip():
        raise UnreadableDocumentError(
            Note("error", "not_html", "whole file", "a page in a multipart message", "none",
                 "save the page again")
        )  # fmt: skip
    declared, notes = html.read(content, builder)
    address = str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
    if address.startswith(("http://", "https://")):
        declared.setdefault("source_url", address)
    return declared, notes


def _page(message: EmailMessage) -> EmailMessage | None:
    """The first part that is a page: the others belong to it."""
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            return part
    return None
