"""Pages that are pictures, read by optical character recognition: the optional extra `ocr`.

Used by `extract.readers.pdf` if the extra is installed. A page is given as printed pages are: with
characters and rules, so that the same code makes its tables. What is read so is never sure: figures
of such a page count only where the form's own sums prove them (`extract.proof`).

The recogniser finds lines of text and overlooks a digit that stands alone, which is most of what
a table holds. So the rules are found first, and each cell with ink and without text is read alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from extract.document import Box
from extract.readers.pdf_grid import find_grids
from extract.readers.pdf_page import UNMAPPED, Char, Page, Rule

PACKAGE: Final = "rapidocr_onnxruntime"
SCALE: Final = 2.5  # pixels per point: 180 dots per inch
LARGEST_SIDE: Final = 4000  # pixels
SHORTEST_RULE: Final = 24.0  # points
THICKEST_RULE: Final = 3.5  # points
LARGEST_SKEW: Final = 4.0  # degrees; more, and it is no scan of an upright page
SMALLEST_SKEW: Final = 0.05
LEAST_SCORE: Final = 0.7  # of the recogniser; below it a text is not legible
SMALLER: Final = 0.6
RINGS: Final = frozenset("。oO○〇")
FEWEST_INK: Final = 6  # pixels in a cell; fewer is dust
ACROSS: Final = 0.2  # of a text's breadth in another cell: two cells' texts read as one
HALF_WIDTH: Final = 0.55  # breadth of a digit beside that of a Chinese character

_Text = tuple[Box, str, float]  # box in pixels, text, score


def is_installed() -> bool:
    return find_spec(PACKAGE) is not None


@lru_cache(maxsize=1)
def _recogniser() -> Any:
    # One thread: documents are read on all cores already.
    return import_module(PACKAGE).RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)


def read_page(page: Any, number: int) -> Page:
    """The page's characters and rules. `page` is an open `pypdfium2.PdfPage`."""
    width, height = page.get_size()
    scale = min(SCALE, LARGEST_SIDE / max(width, height, 1.0))
    picture = _upright(page.render(scale=scale, grayscale=True).to_numpy())
    ink = _ink(picture)
    horizontals, verticals, lines = _rules(ink, scale)
    found = Page(number, width, height, horizontals=horizontals, verticals=verticals, is_ocr=True)
    boxes = [box for grid in find_grids(horizontals, verticals) for box in grid.boxes]
    cells = [_scaled(box, scale) for box in boxes]
    words = ink & ~lines
    texts: list[_Text] = []
    areas: list[Box] = []  # to be read alone
    for found_text in _texts(picture):
        pieces = _pieces(found_text[0], cells)
        if len(pieces) > 1:  # read over a rule, as one what stands in two cells
            areas += pieces
        else:
            texts.append(found_text)
    held = [*(box for box, _, _ in texts), *areas]
    areas += [cell for cell in cells if not any(_is_in(box, cell) for box in held)]
    texts += _read_alone(picture, words, areas)
    for box, text, score in texts:
        found.chars += _chars(_scaled(box, 1 / scale), text, score)
    found.unmapped = sum(char.text == UNMAPPED for char in found.chars)
    return found


def _cv() -> Any:
    """OpenCV, which comes with the extra."""
    return import_module("cv2")


def _upright(picture: Any) -> Any:
    """The picture turned by the slant of its long lines, as pages lie on a scanner."""
    cv = _cv()
    picture = picture.reshape(picture.shape[:2])
    edges = cv.threshold(picture, 0, 255, cv.THRESH_BINARY_INV + cv.THRESH_OTSU)[1]
    least = picture.shape[1] // 4
    lines = cv.HoughLinesP(edges, 1, math.pi / 1800, 200, minLineLength=least, maxLineGap=8)
    slants = sorted(
        slant
        for x0, y0, x1, y1 in (line.reshape(4) for line in (() if lines is None else lines))
        if abs(slant := math.degrees(math.atan2(int(y1) - int(y0), int(x1) - int(x0))))
        <= LARGEST_SKEW
    )
    slant = slants[len(slants) // 2] if slants else 0.0
    if abs(slant) < SMALLEST_SKEW:
        return picture
    height, width = picture.shape
    turn = cv.getRotationMatrix2D((width / 2, height / 2), slant, 1.0)
    return cv.warpAffine(picture, turn, (width, height), flags=cv.INTER_CUBIC, borderValue=255)


def _ink(picture: Any) -> Any:
    cv = _cv()
    return cv.threshold(picture, 0, 1, cv.THRESH_BINARY_INV + cv.THRESH_OTSU)[1].astype(bool)


def _rules(ink: Any, scale: float) -> tuple[list[Rule], list[Rule], Any]:
    """Horizontal and vertical rules in points, and the pixels that they cover."""
    cv = _cv()
    rules: list[list[Rule]] = []
    covered = ink & False
    length, thick = max(int(SHORTEST_RULE * scale), 3), THICKEST_RULE * scale
    for is_across in (True, False):
        # A line that slants by a pixel is one line: it is made thick before short ones go.
        near, long = ((1, 3), (length, 1)) if is_across else ((3, 1), (1, length))
        dark = cv.dilate(ink.astype("uint8"), cv.getStructuringElement(cv.MORPH_RECT, near))
        kept = cv.morphologyEx(dark, cv.MORPH_OPEN, cv.getStructuringElement(cv.MORPH_RECT, long))
        count, marks, stats, _ = cv.connectedComponentsWithStats(kept)
        found = []
        for mark in range(1, count):
            x, y, width, height = (int(side) for side in stats[mark][:4])
            breadth = height if is_across else width
            if breadth > thick + 3:
                continue
            start, end = (x, x + width) if is_across else (y, y + height)
            at = (y + height / 2) if is_across else (x + width / 2)
            found.append(Rule(at / scale, start / scale, end / scale))
            covered[y : y + height, x : x + width] |= marks[y : y + height, x : x + width] == mark
        rules.append(found)
    return rules[0], rules[1], covered


def _texts(picture: Any) -> list[_Text]:
    """Lines of text that the recogniser finds by itself."""
    found, _ = _recogniser()(
        _cv().cvtColor(picture, _cv().COLOR_GRAY2BGR),
        use_cls=False,  # it turns lines that it takes to be upside down: a 6 becomes a 9
    )
    texts = []
    for corners, text, score in found or ():
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        box = (float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys)))
        texts.append((box, str(text), float(score)))
    return texts


def _scaled(box: Box, scale: float) -> Box:
    return (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)


def _is_in(box: Box, cell: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def _pieces(box: Box, cells: Iterable[Box]) -> list[Box]:
    """The parts of a text's box in the cells of one row that it reaches into."""
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2
    return [
        (max(x0, cell[0]), top, min(x1, cell[2]), bottom)
        for cell in cells
        if cell[1] <= middle <= cell[3] and min(x1, cell[2]) - max(x0, cell[0]) > ACROSS * (x1 - x0)
    ]


def _read_alone(picture: Any, words: Any, areas: Iterable[Box]) -> Iterator[_Text]:
    """The text of each area that has ink, as one line."""
    crops, boxes = [], []
    for x0, top, x1, bottom in areas:
        left, above = int(x0) + 3, int(top) + 3
        ink = words[above : int(bottom) - 2, left : int(x1) - 2]
        if ink.sum() < FEWEST_INK:
            continue
        rows, columns = ink.any(axis=1).nonzero()[0], ink.any(axis=0).nonzero()[0]
        box = (
            left + int(columns[0]), above + int(rows[0]),
            left + int(columns[-1]) + 1, above + int(rows[-1]) + 1,
        )  # fmt: skip
        crop = picture[box[1] : box[3], box[0] : box[2]]
        edge = max((box[3] - box[1]) // 3, 4)  # a digit is read badly without white around it
        crops.append(_cv().cvtColor(
            _cv().copyMakeBorder(
                crop, edge, edge, 2 * edge, 2 * edge, _cv().BORDER_CONSTANT, value=255
            ),
            _cv().COLOR_GRAY2BGR,
        ))  # fmt: skip
        boxes.append(box)
    for box, (text, score) in zip(boxes, _recognised(crops), strict=True):
        yield (float(box[0]), float(box[1]), float(box[2]), float(box[3])), text, score


def _recognised(crops: Sequence[Any]) -> list[tuple[str, float]]:
    """Text and score of each picture of a line; what is not clear is read again, smaller."""
    read = _lines_of(crops)
    unclear = [number for number, (_, score) in enumerate(read) if score < LEAST_SCORE]
    cv = _cv()
    smaller = [
        cv.resize(crops[number], None, fx=SMALLER, fy=SMALLER, interpolation=cv.INTER_CUBIC)
        for number in unclear
    ]
    for number, again in zip(unclear, _lines_of(smaller), strict=True):
        read[number] = max(read[number], again, key=lambda one: one[1])
    # A ring alone in a cell: it is no full stop and no letter.
    return [("0" if text in RINGS else text, score) for text, score in read]


def _lines_of(crops: Sequence[Any]) -> list[tuple[str, float]]:
    if not crops:
        return []
    found, _ = _recogniser().text_rec(list(crops))
    return [(str(text), float(score)) for text, score, *_ in found]


def _chars(box: Any, text: str, score: float) -> Iterator[Char]:
    """The characters of a line, spread over its box as their kinds are broad."""
    x0, top, x1, bottom = box
    if score < LEAST_SCORE or not text.strip():
        text = UNMAPPED
    widths = [HALF_WIDTH if char.isascii() else 1.0 for char in text]
    step = (x1 - x0) / sum(widths)
    size = min(bottom - top, step) if len(text) > 1 else bottom - top
    for char, width in zip(text, widths, strict=True):
        yield Char(" " if char.isspace() else char, x0, top, x0 + width * step, bottom, size, 0)
        x0 += width * step
