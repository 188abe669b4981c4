"""Bytes to text: byte order mark, UTF-8, the charset that a page declares, GB18030.

UTF-8 comes before the declared charset: bytes that are valid UTF-8 are never anything else, while
many government pages declare one charset and use another.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from extract.notes import Note, UnreadableDocumentError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)
_DECLARED_WITHIN: Final = 4096
LEAST_ZEROS: Final = 0.1  # of every second byte, in UTF-16
MOST_OTHER_ZEROS: Final = 0.2  # of them, between them: those of 一 (4E 00)
MOST_DAMAGED: Final = 0.02  # of the characters; more, and sentences can no longer be trusted
# What UTF-8 text becomes after it was read as GBK and saved, and what replacement characters
# become on the same way.
_TWICE_ENCODED = re.compile("锟斤拷|鏀垮簻|淇℃伅|鍏紑|å¹´|ä¿¡|æ\x94¿")
_FIRST_OF_TWICE: Final = "锟鏀淇鍏åäæ"
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_CONTROL_BYTES: Final = bytes([*range(0x09), *range(0x0E, 0x20)])
# What pages in Chinese are written in, under Python's names for it. Python knows encodings that
# take minutes, or that are no encodings of text; those a page may not choose.
_CHARSETS: Final = frozenset(
    {"utf-16", "utf-16-le", "utf-16-be", "gb2312", "gbk", "gb18030", "big5", "big5hkscs", "cp950"}
)


def decode(data: bytes) -> tuple[str, list[Note]]:
    """Text of the bytes with plain line ends, and notes on damage.

    Raises UnreadableDocumentError for bytes that are no text in any of the encodings.
    """
    if not data.strip(b" \t\r\n\0"):
        raise UnreadableDocumentError(
            Note("error", "empty_document", "whole file", "a report", "no content",
                 "fetch the document again")
        )  # fmt: skip
    text, notes = _decode(data)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.lstrip("\ufeff")
    # Most pages have neither; looking for it costs a tenth of what removing it does.
    has_control = len(data.translate(None, _CONTROL_BYTES)) < len(data)
    if has_control and len(_CONTROL.findall(text)) > len(text) * MOST_DAMAGED:
        raise UnreadableDocumentError(
            Note("error", "not_text", "whole file", "text", "binary data",
                 "check that the suffix fits the content")
        )  # fmt: skip
    is_suspect = any(sign in text for sign in _FIRST_OF_TWICE)
    twice = _TWICE_ENCODED.findall(text) if is_suspect else []
    if len(twice) > 5:
        raise UnreadableDocumentError(
            Note("error", "mis_encoded", "whole file", "Chinese text",
                 f"text that was decoded with the wrong charset and saved ({twice[0]} …)",
                 "fetch the original again and keep its bytes")
        )  # fmt: skip
    return _CONTROL.sub("", text) if has_control else text, notes


def utf_16(head: bytes) -> str | None:
    """The UTF-16 encoding of bytes, by their mark or by the zero bytes of their markup; else None.

    In markup every other byte is zero; in Chinese text hardly any is.
    """
    if not head or head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None
    if head.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    first, second = head[0::2].count(0), head[1::2].count(0)
    most, least = max(first, second), min(first, second)
    if most * 2 < len(head) * LEAST_ZEROS or least > most * MOST_OTHER_ZEROS:
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _decode(data: bytes) -> tuple[str, list[Note]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data, encoding)
    unmarked = utf_16(data[:_DECLARED_WITHIN])
    if unmarked is not None:
        return _lenient(data, unmarked)
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    candidates = ["utf-8", "gb18030"]
    charset = _charset(declared[1].decode("ascii")) if declared else ""
    if charset in _CHARSETS:
        candidates.insert(1, charset)
    for encoding in candidates:
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            continue
    # Cut off in the middle of a character, or a few bytes lost: the encoding that loses least.
    return min(
        (_lenient(data, encoding) for encoding in ("utf-8", "gb18030")),
        key=lambda decoded: decoded[0].count("\ufffd"),
    )


def _charset(name: str) -> str:
    """Python's name for a charset, '' for one that it does not know."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _lenient(data: bytes, encoding: str) -> tuple[str, list[Note]]:
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    if not damaged:
        return text, []
    found = f"{damaged} damaged characters as {encoding}"
    if damaged > max(2, len(text) * MOST_DAMAGED):
        raise UnreadableDocumentError(
            Note("error", "mis_encoded", "whole file",
                 "text in UTF-8, GB18030 or the declared charset", found,
                 "fetch the original again and keep its bytes")
        )  # fmt: skip
    place = f"line {text[: text.index(chr(0xFFFD))].count(chr(10)) + 1}"
    return text, [
        Note("warning", "damaged_characters", place, f"valid {encoding}", found,
             "check the figures near them against the original")
    ]  # fmt: skip
