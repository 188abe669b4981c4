"""pdfium's C functions with handles as plain addresses. Used by `extract.readers.pdf_page`.

The package's own bindings make a Python object of every pointer that they give or take, which costs
more than the call: a page of 800 characters is read with some 5,000 calls.
"""

from __future__ import annotations

import ctypes
from ctypes import c_double, c_float, c_int, c_uint, c_void_p
from typing import Any, Final

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

_Kind = type[c_int] | type[c_uint] | type[c_double] | type[c_float] | type[c_void_p]


def _direct(name: str, result: _Kind, *arguments: _Kind) -> Any:
    """The function of this name; handles are addresses, results are written to `byref(…)`.

    It is called with Python's lock held, as no call of these waits for anything.
    """
    address = ctypes.cast(getattr(pdfium, name), c_void_p).value
    if address is None:
        raise ImportError(f"pypdfium2: expected the function {name}, found none; check its version")
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def _by_number(name: str, result: _Kind) -> Any:
    """A function of a text page, given as a `c_void_p`, and the number of a character; answers are
    written to `byref(…)`. Without declared kinds of arguments, which cost as much as the answer."""
    return _direct(name, result)


def address_of(handle: Any) -> int:
    """The address in a handle of the package."""
    return ctypes.cast(handle, c_void_p).value or 0


_P: Final = c_void_p

count_chars: Final = _direct("FPDFText_CountChars", c_int, _P)
unicode_of: Final = _by_number("FPDFText_GetUnicode", c_uint)
is_generated: Final = _by_number("FPDFText_IsGenerated", c_int)
has_map_error: Final = _by_number("FPDFText_HasUnicodeMapError", c_int)
text_object: Final = _by_number("FPDFText_GetTextObject", _P)
loose_box: Final = _direct("FPDFText_GetLooseCharBox", c_int, _P, c_int, _P)
origin: Final = _by_number("FPDFText_GetCharOrigin", c_int)
char_matrix: Final = _by_number("FPDFText_GetMatrix", c_int)
font_size: Final = _by_number("FPDFText_GetFontSize", c_double)
render_mode: Final = _direct("FPDFTextObj_GetTextRenderMode", c_int, _P)
font_of: Final = _direct("FPDFTextObj_GetFont", _P, _P)
is_embedded: Final = _direct("FPDFFont_GetIsEmbedded", c_int, _P)

count_objects: Final = _direct("FPDFPage_CountObjects", c_int, _P)
page_object: Final = _direct("FPDFPage_GetObject", _P, _P, c_int)
count_form_objects: Final = _direct("FPDFFormObj_CountObjects", c_int, _P)
form_object: Final = _direct("FPDFFormObj_GetObject", _P, _P, c_uint)
object_type: Final = _direct("FPDFPageObj_GetType", c_int, _P)
matrix: Final = _direct("FPDFPageObj_GetMatrix", c_int, _P, _P)
bounds: Final = _direct("FPDFPageObj_GetBounds", c_int, _P, _P, _P, _P, _P)
stroke_width: Final = _direct("FPDFPageObj_GetStrokeWidth", c_int, _P, _P)
fill_color: Final = _direct("FPDFPageObj_GetFillColor", c_int, _P, _P, _P, _P, _P)
stroke_color: Final = _direct("FPDFPageObj_GetStrokeColor", c_int, _P, _P, _P, _P, _P)

draw_mode: Final = _direct("FPDFPath_GetDrawMode", c_int, _P, _P, _P)
count_segments: Final = _direct("FPDFPath_CountSegments", c_int, _P)
path_segment: Final = _direct("FPDFPath_GetPathSegment", _P, _P, c_int)
segment_type: Final = _direct("FPDFPathSegment_GetType", c_int, _P)
segment_point: Final = _direct("FPDFPathSegment_GetPoint", c_int, _P, _P, _P)
segment_closes: Final = _direct("FPDFPathSegment_GetClose", c_int, _P)
clip_path: Final = _direct("FPDFPageObj_GetClipPath", _P, _P)
count_clips: Final = _direct("FPDFClipPath_CountPaths", c_int, _P)
count_clip_segments: Final = _direct("FPDFClipPath_CountPathSegments", c_int, _P, c_int)
clip_segment: Final = _direct("FPDFClipPath_GetPathSegment", _P, _P, c_int, c_int)
