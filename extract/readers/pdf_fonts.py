"""A stand-in for the Chinese fonts that a PDF names and does not hold. Used by `readers.pdf`.

pdfium looks for such a font on the machine. Where there is none, it gives a glyph no extent and
leaves out each text object that is a lone character: the stub column printed one character a line,
the last character of a broken label. Where there is one, what is read would depend on the machine.
So for reading, and only then, pdfium is handed one small font in which every character is a box.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

_CHINESE_AND_KIN: Final = frozenset((128, 129, 134, 136))  # charsets: ja, ko, zh-Hans, zh-Hant
_FONT: Final = 1  # the handle of the one font; 0 is none, and pdfium takes one of its own


def _box_font() -> bytes:
    """A TrueType font of one glyph, a box as high as a character, for every character."""
    left, bottom, right, top = (
        0,
        -120,
        100,
        880,
    )  # narrow: pdfium takes the broader of box and width
    points = ((left, bottom), (right - left, 0), (0, top - bottom), (left - right, 0))
    glyph = struct.pack(">5h2H4B", 1, left, bottom, right, top, 3, 0, 1, 1, 1, 1)
    glyph += struct.pack(">8h", *(x for x, _ in points), *(y for _, y in points)) + b"\0\0"
    every = struct.pack(">2H3I3I", 13, 0, 28, 0, 1, 0x20, 0x10FFFF, 1)  # many to one
    tables = {
        b"cmap": struct.pack(">4HI", 0, 1, 3, 10, 12) + every,
        b"glyf": glyph * 2,  # the first is for characters that a font lacks
        b"head": struct.pack(
            ">4I2H2q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0,
            left, bottom, right, top, 0, 8, 2, 0, 0,
        ),
        b"hhea": struct.pack(">I3hH11hH", 0x10000, top, bottom, 0, 1000, *(0,) * 11, 2),
        b"hmtx": struct.pack(">HhHh", 1000, left, 1000, left),
        b"loca": struct.pack(">3H", 0, len(glyph) // 2, len(glyph)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, *(0,) * 8),
    }  # fmt: skip
    directory = struct.pack(">I4H", 0x10000, len(tables), 64, 2, 48)
    offset, body = len(directory) + 16 * len(tables), b""
    for tag, table in tables.items():
        directory += struct.pack(">4s3I", tag, 0, offset + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return directory + body


_DATA: Final = _box_font()


def _map_font(
    _info: Any, _weight: int, _italic: int, charset: int, _pitch: int, _face: Any, _exact: Any
) -> int:
    return _FONT if charset in _CHINESE_AND_KIN else 0


def _font_data(_info: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
    if table:
        return 0
    if buffer and size >= len(_DATA):
        ctypes.memmove(buffer, _DATA, len(_DATA))
    return len(_DATA)


def _system_fonts() -> Any:
    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    info = pdfium.FPDF_SYSFONTINFO(version=1)
    info.MapFont = kinds["MapFont"](_map_font)
    info.GetFont = kinds["GetFont"](lambda _info, _face: 0)
    info.GetFontData = kinds["GetFontData"](_font_data)
    info.GetFaceName = kinds["GetFaceName"](lambda _info, _font, _buffer, _size: 0)
    info.GetFontCharset = kinds["GetFontCharset"](lambda _info, _font: 134)
    info.DeleteFont = kinds["DeleteFont"](lambda _info, _font: None)
    return info


_INFO: Final = _system_fonts()  # pdfium keeps its address


@contextmanager
def stand_in_fonts() -> Iterator[None]:
    """Within it, pdfium takes the box font for every Chinese font that a file does not hold."""
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(_INFO))
    try:
        yield
    finally:  # pages are also drawn, and then the machine's fonts are wanted
        pdfium.FPDF_SetSystemFontInfo(pdfium.FPDF_GetDefaultSystemFontInfo())
