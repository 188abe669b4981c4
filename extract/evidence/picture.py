"""A page of a PDF as a picture, with the box of a figure marked and a caption below it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from extract.document import Box
from extract.evidence.place import PART, Exhibit, Facts, Place, PlaceNotFoundError
from extract.readers.pdf_page import read_page

SCALE: Final = 2.0  # pixels per point: 144 dots per inch
LARGEST_SIDE: Final = 6000  # pixels; a plan of two metres is shown smaller
MARGIN: Final = 2.0  # points around the box, so that the line does not touch the number
_FILL: Final = (255, 225, 77, 90)
_LINE: Final = (212, 56, 13, 255)
_INK: Final = (26, 26, 26)
_PAPER: Final = (242, 244, 247)
_CAPTION_SIZE: Final = 20  # pixels
_FONT_FOLDERS: Final = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts",
    "/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts",
)  # fmt: skip
# Fonts with Chinese characters that systems bring along.
_FONT_NAMES: Final = (
    "NotoSansCJK", "NotoSansSC", "SourceHanSans", "wqy-", "DroidSansFallback", "PingFang",
    "Hiragino Sans GB", "STHeiti", "msyh", "simsun", "simhei", "uming", "ukai",
)  # fmt: skip


def page_picture(data: bytes, place: Place, title: str, facts: Facts) -> Exhibit:
    """The page with the figure's box marked.

    Raises:
        PlaceNotFoundError: there is no such page, or the boxes do not hold the figure.
    """
    boxes = place.boxes
    pdf = pypdfium2.PdfDocument(data)
    try:
        if place.page is None or not 1 <= place.page <= len(pdf):
            raise PlaceNotFoundError(f"expected page {place.page}, found {len(pdf)} pages")
        page = pdf[place.page - 1]
        marked = marked_words(page, boxes)
        # Where pdfium knows no character, the document was read in another way, and held the words.
        if marked and _bare(place.value_text) not in _bare(marked):
            raise PlaceNotFoundError(
                f"expected {place.value_text!r} in the box on page {place.page}, found {marked!r}"
            )
        scale = min(SCALE, LARGEST_SIDE / max(*page.get_size(), 1.0))
        picture = page.render(scale=scale).to_pil().convert("RGB")
    finally:
        pdf.close()
    for box in boxes:
        picture = _with_mark(picture, [edge * scale for edge in box], MARGIN * scale)
    return Exhibit(".png", _png(_with_caption(picture, title, facts), title, facts), marked)


def marked_words(page: Any, boxes: Sequence[Box]) -> str:
    """The characters in the boxes, given in points from the upper left of the page as shown."""
    chars = read_page(page, 1).chars
    return "".join(
        char.text
        for box in boxes
        for char in chars
        if box[0] <= (char.x0 + char.x1) / 2 <= box[2]
        and box[1] <= (char.top + char.bottom) / 2 <= box[3]
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _with_mark(picture: Image.Image, box: Sequence[float], margin: float) -> Image.Image:
    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    outer = (box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin)
    ImageDraw.Draw(layer).rectangle(outer, fill=_FILL, outline=_LINE, width=3)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def _with_caption(picture: Image.Image, title: str, facts: Facts) -> Image.Image:
    font, has_chinese = _font()
    told = [title, *(f"{what}: {found}" for what, found in facts)]
    lines = told if has_chinese else filter(None, map(_latin, told))
    wrapped = [piece for line in lines for piece in _wrapped(line, font, picture.width - 40)]
    height = _CAPTION_SIZE + len(wrapped) * (_CAPTION_SIZE + 8)
    whole = Image.new("RGB", (picture.width, picture.height + height), _PAPER)
    whole.paste(picture, (0, 0))
    pen = ImageDraw.Draw(whole)
    for number, line in enumerate(wrapped):
        top = picture.height + _CAPTION_SIZE // 2 + number * (_CAPTION_SIZE + 8)
        pen.text((20, top), line, fill=_INK, font=font)
    return whole


def _latin(line: str) -> str:
    """The parts of a line that Pillow's own font can print; the label is there in English too."""
    what, _, found = line.rpartition(": ")
    parts = ", ".join(part for part in found.split(PART) if part.isascii())
    return f"{what}: {parts}" if what and parts else parts


def _wrapped(line: str, font: Any, width: int) -> Iterator[str]:
    while line:
        fits = next(
            (size for size in range(len(line), 1, -1) if font.getlength(line[:size]) <= width), 1
        )
        yield line[:fits]
        line = line[fits:].lstrip()


@lru_cache(maxsize=1)
def _font() -> tuple[Any, bool]:
    """A font with Chinese characters if the system has one, else Pillow's own, which has none."""
    for folder in _FONT_FOLDERS:
        for file in sorted(Path(folder).expanduser().rglob("*.[to]t[cf]")):
            if any(name.lower() in file.name.lower() for name in _FONT_NAMES):
                return ImageFont.truetype(str(file), _CAPTION_SIZE), True
    return ImageFont.load_default(_CAPTION_SIZE), False


def _png(picture: Image.Image, title: str, facts: Facts) -> bytes:
    told = PngInfo()
    told.add_itxt("Title", title)
    told.add_itxt("Description", "\n".join(f"{what}: {found}" for what, found in facts))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", pnginfo=told)
    return buffer.getvalue()
