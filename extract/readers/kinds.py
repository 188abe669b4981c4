"""What a file is, by its content: many `.doc` are web pages, many pages are PDFs.

Given to `extract.readers` and to `zip`. A suffix only decides where the content leaves it open:
between plain text and Markdown.
"""

from __future__ import annotations

import codecs
import re
import zlib
from pathlib import PurePosixPath
from typing import Final

from extract.notes import Note, UnreadableDocumentError
from extract.readers.encoding import utf_16
from extract.readers.package import DAMAGED, open_archive

# Suffixes of files that are looked at, and the reader of each where the content does not say.
READERS: Final = {
    ".txt": "text",
    ".md": "markdown",
    **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml", ".jsp", ".aspx"), "html"),
    **dict.fromkeys((".mht", ".mhtml"), "mhtml"),
    ".pdf": "pdf",
    **dict.fromkeys((".docx", ".docm"), "docx"),
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt"), "doc"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".et"), "xlsx"),
    ".zip": "zip",
    **dict.fromkeys((".rar", ".7z", ".gz", ".ofd", ".ods", ".xlsb"), ""),
}
_TEXT_READERS: Final = frozenset({"text", "markdown", "html", "mhtml"})

_OLE_READERS: Final = frozenset({"doc", "xlsx"})  # they say what is wrong with a damaged one

_HEAD: Final = 4096
_PDF_WITHIN: Final = 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP: Final = b"\x1f\x8b\x08"
_LARGEST_UNPACKED: Final = 64 * 2**20
# Types that are known and not read, with what to do instead.
_REFUSED: Final = (
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it and give its documents"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it and give its documents"),
    (b"\x89PNG", "a picture", "find the page or an edition with text"),
    (b"\xff\xd8\xff", "a picture", "find the page or an edition with text"),
    (b"GIF8", "a picture", "find the page or an edition with text"),
    (b"II*\x00", "a picture", "find the page or an edition with text"),
    (b"MM\x00*", "a picture", "find the page or an edition with text"),
)
_ODF_TEXT: Final = b"application/vnd.oasis.opendocument.text"
_ODF_SHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"
# Taken whole or not at all (*+): in comments after each other every one might be part of the first.
_BEFORE_PAGE = r"(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*+"
_PAGE = re.compile(_BEFORE_PAGE + r"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
# Without <html>: what an export of tables saved as .xls or .doc, or a cut page begins with.
_FRAGMENT = re.compile(
    _BEFORE_PAGE + r"<(?:head|body|meta|title|style|script|table|div|p|center|font|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(
    r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,12}?(?:mime-version|content-type)\s*:"
    r"[^\n]*(?:1\.0|multipart/related|message/rfc822)",
    re.IGNORECASE,
)
_OFFICE_XML: Final = ("progid=", "wordDocument", "pkg:package", "office:spreadsheet")
_WORD_XML = re.compile(r"progid=[\"']Word\.Document|<(?:\w+:)?wordDocument\b|<pkg:package\b")
_EXCEL_XML = re.compile(r"progid=[\"']Excel\.Sheet|office:spreadsheet[\"']")


def unpacked(data: bytes) -> bytes:
    """The bytes, unpacked where they are gzip's: some sites send every page packed.

    Raises:
        UnreadableDocumentError: they are damaged or unpack to more than any document has.
    """
    if not data.startswith(_GZIP):
        return data
    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        found = stream.decompress(data, _LARGEST_UNPACKED)
    except zlib.error as error:
        raise _refused("damaged_package", "a whole gzip file", str(error), "fetch it again") from (
            error
        )
    if not stream.eof and not stream.unconsumed_tail:
        raise _refused("damaged_package", "a whole gzip file", "a part of one", "fetch it again")
    if stream.unconsumed_tail:
        raise _refused("too_large", f"at most {_LARGEST_UNPACKED:,} bytes unpacked", "more",
                       "take the annual report out of it")  # fmt: skip
    return found


def reader_name(file_name: str, data: bytes) -> str:
    """Name of the module that reads a file of these bytes.

    Raises:
        UnreadableDocumentError: no reader does; its note says what the file is.
    """
    found = _by_content(data)
    suffix = PurePosixPath(file_name).suffix.lower()
    if suffix == ".gz":
        suffix = PurePosixPath(file_name).with_suffix("").suffix.lower()
    by_suffix = READERS.get(suffix, "")
    if found is None:
        # A text may quote a page; only a file that is no Markdown is taken for a piece of one.
        if by_suffix not in ("text", "markdown") and _FRAGMENT.match(_head(data)):
            found = "html"
        elif by_suffix in _TEXT_READERS or (by_suffix in _OLE_READERS and data.startswith(_OLE)):
            found = by_suffix
        elif by_suffix and b"\0" not in data[:_HEAD]:
            found = "text"  # plain text under the suffix of an office document
    if found is None:
        expected = "one of " + " ".join(suffix for suffix, name in READERS.items() if name)
        raise _refused("unknown_file_type", expected, suffix or "no suffix",
                       "convert the document or add a reader")  # fmt: skip
    return found


def _refused(code: str, expected: str, found: str, action: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(Note("error", code, "whole file", expected, found, action))


def _by_content(data: bytes) -> str | None:
    for magic, what, action in _REFUSED:
        if data.startswith(magic):
            raise _refused("unknown_file_type", "a document", what, action)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_ZIP):
        return _of_archive(data)
    return _of_compound(data) if data.startswith(_OLE) else _by_first_words(_head(data))


def _by_first_words(head: str) -> str | None:
    if head.lstrip().startswith("{\\rtf"):
        return "doc"
    if any(sign in head for sign in _OFFICE_XML):  # to look for words costs least
        if _WORD_XML.search(head):
            return "docx"
        if _EXCEL_XML.search(head):
            return "xlsx"
    if _PAGE.match(head):
        return "html"
    return "mhtml" if _MHTML.match(head) else None


def _head(data: bytes) -> str:
    head = data[:_HEAD]
    encoding = utf_16(head)
    if encoding is not None:
        return head.decode(encoding, errors="ignore").lstrip("\ufeff")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _of_archive(data: bytes) -> str:
    """What a ZIP file is: an office document of some kind, or an archive of documents."""
    archive = open_archive(data)
    names = {info.filename.replace("\\", "/").lower() for info in archive.infolist()}
    if "mimetype" in names:
        try:
            kind = archive.read("mimetype")[:100].strip()
        except DAMAGED:
            kind = b""
        if kind == _ODF_TEXT:
            return "doc"
        if kind == _ODF_SHEET:
            raise _refused("unknown_file_type", "a workbook of Excel", "one of OpenDocument",
                           "save it as .xlsx")  # fmt: skip
    if "ofd.xml" in names:
        raise _refused("unknown_file_type", "a document", "OFD", "save it as PDF with its viewer")
    if any(name.startswith("word/") for name in names) and "[content_types].xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise _refused("unknown_file_type", "a workbook in XML", "a binary one (.xlsb)",
                       "save it as .xlsx")  # fmt: skip
    if "ppt/presentation.xml" in names:
        raise _refused("unknown_file_type", "a document", "a presentation", "save it as PDF")
    return "zip"


def _of_compound(data: bytes) -> str | None:
    """What an OLE file is, by the names of its streams."""

    def holds(name: str) -> bool:
        # To its end: Bookman is a font.
        return (name + "\0").encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise _refused("password", "a document that opens", "one that asks for a password",
                       "remove the password and read it again")  # fmt: skip
    if holds("WordDocument"):
        return "doc"
    if holds("Workbook") or holds("Book"):
        return "xlsx"
    return None
