"""One page of a PDF as characters and ruling lines, read with pdfium.

Used by `extract.readers.pdf`; the types also by `pdf_grid` and `pdf_plumber`.

Coordinates are PDF points with the origin at the top left of the page as it is displayed: after
/Rotate and inside the crop box. pdfium is called through its C interface: a page costs a few
milliseconds, where building Python objects for everything on it would cost a hundred.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from extract.document import Box

MOST_OBJECTS: Final = 60_000  # drawn on a page: beyond it a map or a drawing, no table
MOST_CHARACTERS: Final = 60_000  # on a page; a full page of small print has some 4,000
MOST_SEGMENTS: Final = 2_000  # of one path; a drawn table has four a cell
DEEPEST_FORM: Final = 8  # forms inside forms
THICKEST_RULE: Final = 3.0  # points; what is thicker is shading
NO_WIDTH: Final = 0.01  # points
WHITE: Final = 245  # of 255; a lighter line on white paper is not seen
UNMAPPED: Final = "\ufffd"  # a glyph whose character the font does not tell
ASCENT: Final = 0.88  # of the size, above the base line: the em box of Chinese fonts
_HYPHENS: Final = {0x02: "-", 0xAD: "-", 0xFFFE: "-"}  # pdfium marks a dash at a line end so
_SKIPPED: Final = frozenset((0x0A, 0x0D, 0x200B, 0x200C, 0x200D, 0xFEFF))

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Char(NamedTuple):
    """One printed character; white space has the text " "."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float  # points
    turn: int  # quarter turns clockwise of the glyph as displayed; -1 for any other angle

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)

    def turned(self, turn: int, width: float = 0, height: float = 0) -> Char:
        """The character on its page turned so that characters of this turn stand upright."""
        box = turned_box(self.box, turn, width, height)
        return Char(self.text, *box, self.size, (self.turn - turn) % 4 if self.turn >= 0 else -1)


class Rule(NamedTuple):
    """One straight ruling line: at y from x to x if horizontal, at x from y to y if vertical."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """What is printed on a page. `invisible` counts characters of an unprinted (OCR) layer."""

    number: int  # from 1
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    unmapped: int = 0
    invisible: int = 0
    lost: int = 0  # text objects that pdfium leaves out: see `_Objects._text`
    is_read: bool = True
    is_ocr: bool = False  # its characters were recognised in a picture of the page
    pictures: float = 0.0  # share of the page that its largest picture covers

    def turned(self, turn: int) -> Page:
        """The page so that characters of this turn stand upright."""

        def box(x0: float, top: float, x1: float, bottom: float) -> Box:
            return turned_box((x0, top, x1, bottom), turn, self.width, self.height)

        lying = [box(rule.start, rule.at, rule.end, rule.at) for rule in self.horizontals]
        standing = [box(rule.at, rule.start, rule.at, rule.end) for rule in self.verticals]
        if turn % 2:
            lying, standing = standing, lying
        width, height = (self.height, self.width) if turn % 2 else (self.width, self.height)
        return replace(
            self,
            width=width,
            height=height,
            chars=[char.turned(turn, self.width, self.height) for char in self.chars],
            horizontals=[Rule(top, x0, x1) for x0, top, x1, _ in lying],
            verticals=[Rule(x0, top, bottom) for x0, top, _, bottom in standing],
        )


def turned_box(box: Box, turn: int, width: float, height: float) -> Box:
    """The box after the page, of this size before, is turned back by so many quarters clockwise."""
    x0, top, x1, bottom = box
    if turn == 1:
        return (top, width - x1, bottom, width - x0)
    if turn == 2:
        return (width - x1, height - bottom, width - x0, height - top)
    return (height - bottom, x0, height - top, x1) if turn == 3 else box


def read_page(page: Any, number: int) -> Page:
    """The page's characters and rules. `page` is an open `pypdfium2.PdfPage`."""
    to_display, width, height = _display(page)
    found = Page(number, width, height)
    objects = _Objects(found)
    objects.read(page.raw, to_display)
    textpage = page.get_textpage()
    try:
        _read_chars(textpage.raw, to_display, found, objects.clips)
    finally:
        textpage.close()
    return found


def _display(page: Any) -> tuple[Matrix, float, float]:
    """From the page's own coordinates to those of the page as displayed, and its size."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    return {
        0: ((1.0, 0.0, 0.0, -1.0, -left, top), width, height),
        90: ((0.0, 1.0, 1.0, 0.0, -bottom, -left), height, width),
        180: ((-1.0, 0.0, 0.0, 1.0, right, -bottom), width, height),
        270: ((0.0, -1.0, -1.0, 0.0, top, right), height, width),
    }[page.get_rotation() % 360]


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


# --- characters ---------------------------------------------------------------------------------


class _Style(NamedTuple):
    size: float
    turn: int
    is_invisible: bool


def _style(textpage: Any, index: int, text_object: Any, to_display: Matrix) -> _Style:
    """Size, direction and visibility, the same for all characters of one text object."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
    a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
    across = (a * to_display[0] + b * to_display[2], a * to_display[1] + b * to_display[3])
    size = pdfium.FPDFText_GetFontSize(textpage, index) * math.hypot(c, d)
    quarter = math.atan2(across[1], across[0]) / (math.pi / 2)
    turn = round(quarter) % 4 if abs(quarter - round(quarter)) < 0.06 else -1
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object) if text_object else 0
    return _Style(
        size or 1.0, turn, mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
                                    pdfium.FPDF_TEXTRENDERMODE_CLIP)
    )  # fmt: skip


def _read_chars(textpage: Any, to_display: Matrix, page: Page, clips: Mapping[int, Box]) -> None:
    """`clips`: where a text object shows, by its address; one that is not there shows whole."""
    count = min(pdfium.FPDFText_CountChars(textpage), MOST_CHARACTERS)
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    styles: dict[int, _Style] = {}
    printed, hidden = _Chars(page), _Chars(page)
    a, b, c, d, e, f = to_display
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in _SKIPPED:
            continue
        text = _HYPHENS.get(code) or _character(code)
        if text == " " and pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            continue  # pdfium's guess at a gap; the gap itself is measured
        if pdfium.FPDFText_HasUnicodeMapError(textpage, index) == 1:
            text = UNMAPPED
        text_object = pdfium.FPDFText_GetTextObject(textpage, index)
        key = ctypes.addressof(text_object.contents) if text_object else 0
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(textpage, index, text_object, to_display)
        if not pdfium.FPDFText_GetLooseCharBox(textpage, index, box_at):
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x_at, y_at)
        x0, x1 = a * box.left + c * box.bottom + e, a * box.right + c * box.top + e
        top, bottom = b * box.left + d * box.bottom + f, b * box.right + d * box.top + f
        loose = (min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))
        origin = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        char = _placed(text, loose, origin, style)
        clip = clips.get(key)
        if clip is not None and not _shows(char, clip):
            continue
        (hidden if style.is_invisible else printed).add(char, key)
    # An OCR layer lies under a picture; a few unprinted words on a printed page are not there.
    is_layer = len(hidden.chars) > len(printed.chars)
    page.invisible = len(hidden.chars) if is_layer else 0
    page.chars = [*printed.chars, *hidden.chars] if is_layer else printed.chars
    page.unmapped = sum(char.text == UNMAPPED for char in page.chars)


def _shows(char: Char, clip: Box) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return clip[0] - 1 <= x <= clip[2] + 1 and clip[1] - 1 <= y <= clip[3] + 1


def _character(code: int) -> str:
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return UNMAPPED
    text = chr(code)
    if text.isspace():
        return " "
    return UNMAPPED if unicodedata.category(text) == "Cc" else text


def _placed(
    text: str, loose: tuple[float, float, float, float], origin: tuple[float, float], style: _Style
) -> Char:
    """The character in its em box: fonts tell wrong heights, but the base line is where it is."""
    x0, top, x1, bottom = loose
    size, turn = style.size, style.turn
    x, y = origin
    above, below = ASCENT * size, (1 - ASCENT) * size
    near = 0.4 * size  # of a vertical font the origin is above the glyph, and its box is right
    if turn == 0 and abs(x - x0) < near:
        top, bottom = y - above, y + below
    elif turn == 1 and abs(y - top) < near:
        x0, x1 = x - below, x + above
    elif turn == 2 and abs(x - x1) < near:
        top, bottom = y - below, y + above
    elif turn == 3 and abs(y - bottom) < near:
        x0, x1 = x - above, x + below
    return Char(text, x0, top, x1, bottom, size, turn)


class _Chars:
    """Characters on the page, each once: bold is also made by printing twice."""

    def __init__(self, page: Page) -> None:
        self.chars: list[Char] = []
        self._width, self._height = page.width, page.height
        self._seen: dict[tuple[str, int, int], Char] = {}
        self._last_key = 0

    def add(self, char: Char, key: int) -> None:
        x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
        if not (0 <= x <= self._width and 0 <= y <= self._height):
            return
        if char.text != " ":
            # Two of one text object never lie on each other: the letters of a ligature do.
            if key != self._last_key and self._is_double(char):
                return
            self._seen[char.text, int(char.x0 // 2), int(char.top // 2)] = char
            self._last_key = key
        self.chars.append(char)

    def _is_double(self, char: Char) -> bool:
        x, y = char.x0, char.top
        for column in {int((x - 1) // 2), int((x + 1) // 2)}:
            for row in {int((y - 1) // 2), int((y + 1) // 2)}:
                other = self._seen.get((char.text, column, row))
                if other is not None and abs(other.x0 - x) <= 1 and abs(other.top - y) <= 1:
                    return True
        return False


# --- ruling lines -------------------------------------------------------------------------------


class _Shape(NamedTuple):
    """A line or a filled area as drawn, in display coordinates."""

    x0: float
    top: float
    x1: float
    bottom: float
    is_white: bool


class _Objects:
    """Walks the page's objects, into forms too, and keeps the straight lines that are seen."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._left = MOST_OBJECTS
        self._lines: list[_Shape] = []
        self._shades: list[_Shape] = []
        self.clips: dict[int, Box] = {}  # of text objects, by their address

    def read(self, page: Any, to_display: Matrix) -> None:
        for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)):
            self._object(pdfium.FPDFPage_GetObject(page, index), to_display, 0)
        for line in self._lines:
            if not line.is_white or self._is_on_shade(line):
                self._keep(line)

    def _keep(self, line: _Shape) -> None:
        width, height = line.x1 - line.x0, line.bottom - line.top
        # A dot may belong to a dotted rule of either direction.
        if width >= height or width <= THICKEST_RULE:
            y = (line.top + line.bottom) / 2
            self._page.horizontals.append(Rule(y, line.x0, line.x1))
        if height >= width or height <= THICKEST_RULE:
            x = (line.x0 + line.x1) / 2
            self._page.verticals.append(Rule(x, line.top, line.bottom))

    def _is_on_shade(self, line: _Shape) -> bool:
        x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
        reach = THICKEST_RULE
        return any(
            shade.x0 - reach <= x <= shade.x1 + reach
            and shade.top - reach <= y <= shade.bottom + reach
            for shade in self._shades
        )

    def _object(self, item: Any, to_display: Matrix, depth: int) -> None:
        self._left -= 1
        if self._left < 0 or not item:
            return
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(item, to_display)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self._text(item, to_display)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._image(item, to_display)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            inner = _times(_matrix(item), to_display)
            for index in range(min(pdfium.FPDFFormObj_CountObjects(item), MOST_OBJECTS)):
                self._object(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _text(self, item: Any, to_display: Matrix) -> None:
        """Where the text shows; and count what pdfium does not read: a lone glyph of a font that
        is neither in the file nor on this machine has no width to it, and is taken for nothing."""
        clip = _clip(item, to_display)
        if clip is not None:
            self.clips[ctypes.addressof(item.contents)] = clip
        left, right, unused = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPageObj_GetBounds(item, left, unused, right, unused)
        if abs(right.value - left.value) < NO_WIDTH and not pdfium.FPDFFont_GetIsEmbedded(
            pdfium.FPDFTextObj_GetFont(item)
        ):
            self._page.lost += 1

    def _image(self, item: Any, to_display: Matrix) -> None:
        bounds = _bounds(item, to_display)
        if bounds is None:
            return
        x0, top, x1, bottom = bounds
        if min(x1 - x0, bottom - top) <= THICKEST_RULE:  # some programs draw lines as pictures
            self._add(item, to_display, bounds, is_white=False)
        share = (x1 - x0) * (bottom - top) / max(self._page.width * self._page.height, 1)
        self._page.pictures = max(self._page.pictures, share)

    def _path(self, item: Any, to_display: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
        if not fill.value and not stroke.value:
            return
        count = pdfium.FPDFPath_CountSegments(item)
        if count > MOST_SEGMENTS:
            return
        if not stroke.value and count <= 5:
            bounds = _bounds(item, to_display)
            if bounds is not None:
                self._filled(item, to_display, bounds)
            return
        matrix = _times(_matrix(item), to_display)
        outlines = list(_outlines(item, count, matrix))
        width = _stroke_width(item, matrix) if stroke.value else 0.0
        is_white = _is_white(item, pdfium.FPDFPageObj_GetStrokeColor) if stroke.value else None
        for points, is_straight in outlines:
            if fill.value and is_straight:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self._filled(item, to_display, (min(xs), min(ys), max(xs), max(ys)))
            if is_white is not None:
                self._stroked(item, to_display, points, width, is_white=is_white)

    def _filled(
        self, item: Any, to_display: Matrix, bounds: tuple[float, float, float, float]
    ) -> None:
        x0, top, x1, bottom = bounds
        is_white = _is_white(item, pdfium.FPDFPageObj_GetFillColor)
        if is_white is None:
            return
        if min(x1 - x0, bottom - top) <= THICKEST_RULE:
            self._add(item, to_display, bounds, is_white=is_white)
        elif not is_white:
            self._shades.append(_Shape(x0, top, x1, bottom, False))

    def _stroked(
        self,
        item: Any,
        to_display: Matrix,
        points: Sequence[tuple[float, float]],
        width: float,
        *,
        is_white: bool,
    ) -> None:
        for (x0, y0), (x1, y1) in pairwise(points):
            if min(abs(x1 - x0), abs(y1 - y0)) > 1:
                continue  # slanted
            line = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            if width <= THICKEST_RULE:
                self._add(item, to_display, line, is_white=is_white)
            elif not is_white:  # shading drawn with a broad pen
                half = width / 2
                self._shades.append(
                    _Shape(line[0] - half, line[1] - half, line[2] + half, line[3] + half, False)
                )

    def _add(
        self,
        item: Any,
        to_display: Matrix,
        line: tuple[float, float, float, float],
        *,
        is_white: bool,
    ) -> None:
        x0, top, x1, bottom = line
        clip = _clip(item, to_display)
        if clip is not None:
            reach = THICKEST_RULE / 2
            x0, x1 = max(x0, clip[0] - reach), min(x1, clip[2] + reach)
            top, bottom = max(top, clip[1] - reach), min(bottom, clip[3] + reach)
            if x0 > x1 or top > bottom:
                return
        self._lines.append(_Shape(x0, top, x1, bottom, is_white))


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(item: Any, to_display: Matrix) -> tuple[float, float, float, float] | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    x0, y0 = _apply(to_display, left.value, bottom.value)
    x1, y1 = _apply(to_display, right.value, top.value)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _outlines(
    item: Any, count: int, matrix: Matrix
) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Corner points of each part of a path, closed where it is; whether it has no curve."""
    points: list[tuple[float, float]] = []
    is_straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, is_straight
            points, is_straight = [], True
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            is_straight = False
            if len(points) > 1:
                yield points, False  # the straight part before the curve
            points = []
        points.append(_apply(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points, is_straight


def _stroke_width(item: Any, matrix: Matrix) -> float:
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(item, ctypes.byref(width))
    return width.value * math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def _is_white(item: Any, color_of: Any) -> bool | None:
    """Whether the colour is that of paper; None where nothing is painted at all."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not color_of(item, red, green, blue, alpha):
        return False  # a pattern
    if alpha.value == 0:
        return None
    return min(red.value, green.value, blue.value) >= WHITE


def _clip(item: Any, to_display: Matrix) -> tuple[float, float, float, float] | None:
    """The box of the part of the page in which the object shows; None for all of it."""
    path = pdfium.FPDFPageObj_GetClipPath(item)
    if not path:
        return None
    found: list[tuple[float, float, float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(max(pdfium.FPDFClipPath_CountPaths(path), 0)):
        count = pdfium.FPDFClipPath_CountPathSegments(path, number)
        if not 3 <= count <= 20:
            continue  # a shape; it hides nothing that matters
        points = []
        for index in range(count):
            segment = pdfium.FPDFClipPath_GetPathSegment(path, number, index)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            points.append(_apply(to_display, x.value, y.value))
        xs, ys = [x for x, _ in points], [y for _, y in points]
        found.append((min(xs), min(ys), max(xs), max(ys)))
    if not found:
        return None
    return (
        max(box[0] for box in found),
        max(box[1] for box in found),
        min(box[2] for box in found),
        min(box[3] for box in found),
    )
