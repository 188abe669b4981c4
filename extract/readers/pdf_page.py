"""One page of a PDF as characters and ruling lines, read with pdfium.

Used by `extract.readers.pdf`; the types also by `pdf_grid` and `pdf_plumber`.

Coordinates are PDF points with the origin at the top left of the page as it is displayed: after
/Rotate and inside the crop box. pdfium is called through its C interface: a page costs a few
milliseconds, where building Python objects for everything on it would cost a hundred.
"""

from __future__ import annotations

import ctypes
import math
import struct
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import compress, pairwise, repeat
from itertools import count as count_from
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from extract.document import Box
from extract.readers import pdf_calls as calls

MOST_OBJECTS: Final = 60_000  # drawn on a page: beyond it a map or a drawing, no table
MOST_CHARACTERS: Final = 60_000  # on a page; a full page of small print has some 4,000
MOST_SEGMENTS: Final = 2_000  # of one path; a drawn table has four a cell
DEEPEST_FORM: Final = 8  # forms inside forms
THICKEST_RULE: Final = 3.0  # points; what is thicker is shading
NO_WIDTH: Final = 0.01  # points
WHITE: Final = 245  # of 255; a lighter line on white paper is not seen
UNMAPPED: Final = "\ufffd"  # a glyph whose character the font does not tell
DOUBLE: Final = 4.0  # points; characters are compared with those printed so near
ASCENT: Final = 0.88  # of the size, above the base line: the em box of Chinese fonts
_HYPHENS: Final = {0x02: "-", 0xAD: "-", 0xFFFE: "-"}  # pdfium marks a dash at a line end so
_SKIPPED: Final = frozenset((0x0A, 0x0D, 0x200B, 0x200C, 0x200D, 0xFEFF))
_TEXT: Final = pdfium.FPDF_PAGEOBJ_TEXT
_PATH: Final = pdfium.FPDF_PAGEOBJ_PATH
_IMAGE: Final = pdfium.FPDF_PAGEOBJ_IMAGE
_FORM: Final = pdfium.FPDF_PAGEOBJ_FORM
_MOVE: Final = pdfium.FPDF_SEGMENT_MOVETO
_CURVE: Final = pdfium.FPDF_SEGMENT_BEZIERTO
_UNPRINTED: Final = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)

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
    lost: int = 0  # text objects that pdfium leaves out: see `_is_lost`
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
    objects.read(calls.address_of(page.raw), to_display)
    textpage = page.get_textpage()
    try:
        reader = _CharReader(ctypes.cast(textpage.raw, ctypes.c_void_p), to_display)
        reader.read(found, objects.clips)
    finally:
        textpage.close()
    found.lost = sum(map(_is_lost, objects.texts - reader.styles.keys()))
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


_Told = tuple[float, float, float, float]  # left, top, right, bottom; upwards, before /Rotate
_char: Final[Callable[[tuple[str, float, float, float, float, float, int]], Char]] = partial(
    tuple.__new__, Char
)  # three times as fast as `Char(…)`, and a page has a thousand of them


class _Style(NamedTuple):
    size: float
    turn: int
    is_invisible: bool
    # From where to where its em boxes reach across the line: fonts tell wrong heights, but the base
    # line is where it is. None where the font writes downwards: its origin is above the glyph.
    across: tuple[float, float] | None


@lru_cache(maxsize=1024)
def _size_and_turn(matrix: bytes, font_size: float, to_display: Matrix) -> tuple[float, int]:
    """`matrix`: the first four numbers of the glyph's, as pdfium has it."""
    a, b, c, d = struct.unpack("4f", matrix)
    across = (a * to_display[0] + b * to_display[2], a * to_display[1] + b * to_display[3])
    quarter = math.atan2(across[1], across[0]) / (math.pi / 2)
    turn = round(quarter) % 4 if abs(quarter - round(quarter)) < 0.06 else -1
    return font_size * math.hypot(c, d) or 1.0, turn


class _CharReader:
    """Reads the characters of one page. What pdfium writes its answers to is made once."""

    def __init__(self, textpage: ctypes.c_void_p, to_display: Matrix) -> None:
        self._textpage = textpage
        self._to_display = to_display
        matrix = pdfium.FS_MATRIX()
        self._glyph = memoryview(matrix).cast("B")[:16]  # its first four numbers
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at = tuple(map(ctypes.byref, (matrix, self._x, self._y)))
        self.styles: dict[int, _Style] = {}  # of text objects, by their address

    def read(self, page: Page, clips: Mapping[int, Box]) -> None:
        """Put the characters on the page.

        `clips`: where a text object shows, by its address; one that is not there shows whole.
        """
        printed, hidden = _Chars(page), _Chars(page)
        style: _Style | None = None
        clip: Box | None = None
        last_key = -1
        add = printed.add
        for index, text, key, box in self._told():
            if style is None or key != last_key:
                last_key, clip = key, clips.get(key)
                style = self.styles.get(key)
                if style is None:
                    style = self.styles[key] = self._style(index, key, box)
                add = (hidden if style.is_invisible else printed).add
            char = self._placed(text, box, style)
            if clip is None or _shows(char, clip):
                add(char, key)
        # An OCR layer lies under a picture; a few unprinted words on a printed page are not there.
        is_layer = len(hidden.chars) > len(printed.chars)
        page.invisible = len(hidden.chars) if is_layer else 0
        page.chars = [*printed.chars, *hidden.chars] if is_layer else printed.chars
        page.unmapped = sum(char.text == UNMAPPED for char in page.chars)

    def _told(self) -> Iterator[tuple[int, str, int, _Told]]:
        """Each character that has a box: its number, what it is, its text object, its box.

        A loop in Python costs more than pdfium's answers, so each question is asked of all.
        """
        count = min(calls.count_chars(self._textpage), MOST_CHARACTERS)
        of_page = repeat(self._textpage)
        texts = list(map(_character, map(calls.unicode_of, of_page, range(count))))
        numbers = [
            index
            for index, text in enumerate(texts)
            # A space made up is pdfium's guess at a gap; the gap itself is measured.
            if text and (text != " " or calls.is_generated(self._textpage, index) != 1)
        ]
        for index in compress(numbers, map(calls.has_map_error, of_page, numbers)):
            texts[index] = UNMAPPED
        boxes = (pdfium.FS_RECTF * len(numbers))()
        first, size = ctypes.addressof(boxes), ctypes.sizeof(pdfium.FS_RECTF)
        has_box = list(map(calls.loose_box, of_page, numbers, count_from(first, size)))
        told = zip(
            numbers,
            map(texts.__getitem__, numbers),
            [address or 0 for address in map(calls.text_object, of_page, numbers)],
            struct.iter_unpack("4f", boxes),
            strict=True,
        )
        return compress(told, has_box)

    def _placed(self, text: str, box: _Told, style: _Style) -> Char:
        """The character in its em box."""
        size, turn, _, across = style
        if across is None:
            return Char(text, *self._displayed(box), size, turn)
        left, high, right, low = box
        a, b, c, d, e, f = self._to_display
        if turn % 2:
            top, bottom = b * left + d * low + f, b * right + d * high + f
            if top > bottom:
                top, bottom = bottom, top
            return _char((text, across[0], top, across[1], bottom, size, turn))
        x0, x1 = a * left + c * low + e, a * right + c * high + e
        if x0 > x1:
            x0, x1 = x1, x0
        return _char((text, x0, across[0], x1, across[1], size, turn))

    def _displayed(self, box: _Told) -> Box:
        left, high, right, low = box
        x0, y0 = _apply(self._to_display, left, low)
        x1, y1 = _apply(self._to_display, right, high)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _style(self, index: int, text_object: int, box: _Told) -> _Style:
        """What is the same for all characters of one text object. `box`: the first one's."""
        matrix_at, x_at, y_at = self._at
        calls.char_matrix(self._textpage, index, matrix_at)
        size, turn = _size_and_turn(
            self._glyph.tobytes(), calls.font_size(self._textpage, index), self._to_display
        )
        is_invisible = bool(text_object) and calls.render_mode(text_object) in _UNPRINTED
        if turn < 0:
            return _Style(size, turn, is_invisible, None)
        calls.origin(self._textpage, index, x_at, y_at)
        at = _apply(self._to_display, self._x.value, self._y.value)
        if abs(at[turn % 2] - self._displayed(box)[turn]) >= 0.4 * size:
            return _Style(size, turn, is_invisible, None)
        base, above, below = at[1 - turn % 2], ASCENT * size, (1 - ASCENT) * size
        is_down = turn in (1, 2)  # the tops of the letters point right or down
        across = (base - below, base + above) if is_down else (base - above, base + below)
        return _Style(size, turn, is_invisible, across)


def _shows(char: Char, clip: Box) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return clip[0] - 1 <= x <= clip[2] + 1 and clip[1] - 1 <= y <= clip[3] + 1


@lru_cache(maxsize=16_384)
def _character(code: int) -> str:
    """The character of a code; none where it prints nothing."""
    if code in _SKIPPED:
        return ""
    if code in _HYPHENS:
        return _HYPHENS[code]
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return UNMAPPED
    text = chr(code)
    if text.isspace():
        return " "
    return UNMAPPED if unicodedata.category(text) == "Cc" else text


class _Chars:
    """Characters on the page, each once: bold is also made by printing twice."""

    def __init__(self, page: Page) -> None:
        self.chars: list[Char] = []
        self._width, self._height = page.width, page.height
        self._seen: dict[tuple[str, int, int], Char] = {}
        self._last_key = 0

    def add(self, char: Char, key: int) -> None:
        text, x0, top, x1, bottom, _, _ = char
        if not (0 <= x0 + x1 <= 2 * self._width and 0 <= top + bottom <= 2 * self._height):
            return
        if text != " ":
            # Two of one text object never lie on each other: the letters of a ligature do.
            if key != self._last_key and self._is_double(text, x0, top):
                return
            self._seen[text, int(x0 / DOUBLE), int(top / DOUBLE)] = char
            self._last_key = key
        self.chars.append(char)

    def _is_double(self, text: str, x: float, y: float) -> bool:
        left, right = int((x - 1) / DOUBLE), int((x + 1) / DOUBLE)
        above, below = int((y - 1) / DOUBLE), int((y + 1) / DOUBLE)
        for column in (left,) if left == right else (left, right):
            for row in (above,) if above == below else (above, below):
                other = self._seen.get((text, column, row))
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
        self.texts: set[int] = set()  # addresses of text objects
        self.clips: dict[int, Box] = {}  # of text objects, by their address

    def read(self, page: int, to_display: Matrix) -> None:
        count = min(calls.count_objects(page), MOST_OBJECTS)
        self._objects(map(calls.page_object, repeat(page), range(count)), to_display, 0)
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

    def _objects(self, items: Iterable[int | None], to_display: Matrix, depth: int) -> None:
        for item in items:
            self._left -= 1
            if self._left < 0:
                return
            if not item:
                continue
            kind = calls.object_type(item)
            if kind == _TEXT:
                self.texts.add(item)
                clip = _clip(item, to_display)
                if clip is not None:
                    self.clips[item] = clip
            elif kind == _PATH:
                self._path(item, to_display)
            elif kind == _IMAGE:
                self._image(item, to_display)
            elif kind == _FORM and depth < DEEPEST_FORM:
                count = min(calls.count_form_objects(item), MOST_OBJECTS)
                inner = map(calls.form_object, repeat(item), range(count))
                self._objects(inner, _times(_matrix(item), to_display), depth + 1)

    def _image(self, item: int, to_display: Matrix) -> None:
        bounds = _bounds(item, to_display)
        if bounds is None:
            return
        x0, top, x1, bottom = bounds
        if min(x1 - x0, bottom - top) <= THICKEST_RULE:  # some programs draw lines as pictures
            self._add(item, to_display, bounds, is_white=False)
        share = (x1 - x0) * (bottom - top) / max(self._page.width * self._page.height, 1)
        self._page.pictures = max(self._page.pictures, share)

    def _path(self, item: int, to_display: Matrix) -> None:
        calls.draw_mode(item, _FILL_AT, _STROKE_AT)
        is_filled, is_stroked = bool(_FILL.value), bool(_STROKE.value)
        if not is_filled and not is_stroked:
            return
        count = calls.count_segments(item)
        if count > MOST_SEGMENTS:
            return
        if not is_stroked and count <= 5:
            bounds = _bounds(item, to_display)
            if bounds is not None:
                self._filled(item, to_display, bounds)
            return
        matrix = _times(_matrix(item), to_display)
        outlines = list(_outlines(item, count, matrix))
        width = _stroke_width(item, matrix) if is_stroked else 0.0
        is_white = _is_white(item, calls.stroke_color) if is_stroked else None
        for points, is_straight in outlines:
            if is_filled and is_straight:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self._filled(item, to_display, (min(xs), min(ys), max(xs), max(ys)))
            if is_white is not None:
                self._stroked(item, to_display, points, width, is_white=is_white)

    def _filled(
        self, item: int, to_display: Matrix, bounds: tuple[float, float, float, float]
    ) -> None:
        x0, top, x1, bottom = bounds
        is_white = _is_white(item, calls.fill_color)
        if is_white is None:
            return
        if min(x1 - x0, bottom - top) <= THICKEST_RULE:
            self._add(item, to_display, bounds, is_white=is_white)
        elif not is_white:
            self._shades.append(_Shape(x0, top, x1, bottom, False))

    def _stroked(
        self,
        item: int,
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
        item: int,
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


# What pdfium writes its answers to, made once: they are read before the next question.
_FILL, _STROKE = ctypes.c_int(), ctypes.c_int()
_FILL_AT, _STROKE_AT = ctypes.byref(_FILL), ctypes.byref(_STROKE)
_MATRIX: Final = pdfium.FS_MATRIX()
_MATRIX_AT: Final = ctypes.byref(_MATRIX)
_SIX: Final = struct.Struct("6f")
_X, _Y = ctypes.c_float(), ctypes.c_float()
_X_AT, _Y_AT = ctypes.byref(_X), ctypes.byref(_Y)
_EDGES: Final = tuple(ctypes.c_float() for _ in range(4))  # left, bottom, right, top
_EDGES_AT: Final = tuple(map(ctypes.byref, _EDGES))
_COLOR: Final = tuple(ctypes.c_uint() for _ in range(4))  # red, green, blue, alpha
_COLOR_AT: Final = tuple(map(ctypes.byref, _COLOR))


def _is_lost(text_object: int) -> bool:
    """Whether pdfium leaves a text out for want of a font: a lone glyph of one that is neither in
    the file nor on this machine has no width to it, and is taken for nothing."""
    box = _bounds(text_object, IDENTITY)
    is_nothing = box is None or box[2] - box[0] < NO_WIDTH
    return is_nothing and not calls.is_embedded(calls.font_of(text_object))


def _matrix(item: int) -> Matrix:
    if not calls.matrix(item, _MATRIX_AT):
        return IDENTITY
    return _SIX.unpack(_MATRIX)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(item: int, to_display: Matrix) -> tuple[float, float, float, float] | None:
    if not calls.bounds(item, *_EDGES_AT):
        return None
    left, bottom, right, top = (edge.value for edge in _EDGES)
    x0, y0 = _apply(to_display, left, bottom)
    x1, y1 = _apply(to_display, right, top)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _outlines(
    item: int, count: int, matrix: Matrix
) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Corner points of each part of a path, closed where it is; whether it has no curve."""
    points: list[tuple[float, float]] = []
    is_straight = True
    for index in range(count):
        segment = calls.path_segment(item, index)
        kind = calls.segment_type(segment)
        calls.segment_point(segment, _X_AT, _Y_AT)
        if kind == _MOVE:
            if len(points) > 1:
                yield points, is_straight
            points, is_straight = [], True
        elif kind == _CURVE:
            is_straight = False
            if len(points) > 1:
                yield points, False  # the straight part before the curve
            points = []
        points.append(_apply(matrix, _X.value, _Y.value))
        if calls.segment_closes(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points, is_straight


def _stroke_width(item: int, matrix: Matrix) -> float:
    calls.stroke_width(item, _X_AT)
    return _X.value * math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def _is_white(item: int, color_of: Any) -> bool | None:
    """Whether the colour is that of paper; None where nothing is painted at all."""
    if not color_of(item, *_COLOR_AT):
        return False  # a pattern
    red, green, blue, alpha = (part.value for part in _COLOR)
    if alpha == 0:
        return None
    return min(red, green, blue) >= WHITE


def _clip(item: int, to_display: Matrix) -> tuple[float, float, float, float] | None:
    """The box of the part of the page in which the object shows; None for all of it."""
    path = calls.clip_path(item)
    clips = calls.count_clips(path) if path else 0
    if clips <= 0:
        return None
    found: list[tuple[float, float, float, float]] = []
    for number in range(clips):
        count = calls.count_clip_segments(path, number)
        if not 3 <= count <= 20:
            continue  # a shape; it hides nothing that matters
        points = []
        for index in range(count):
            segment = calls.clip_segment(path, number, index)
            calls.segment_point(segment, _X_AT, _Y_AT)
            points.append(_apply(to_display, _X.value, _Y.value))
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
