"""Paragraphs as one folded text whose every position leads back to the document.

Taken: `extract.document.Paragraph`. Given: `Passage`, one passage per paragraph, or several
paragraphs that layout has torn apart. Used by `extract.prose.clauses`; nothing here knows a form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from extract.document import Paragraph
from extract.hanzi import SIMPLIFIED

# One character for one: folding must not move a position.
_PUNCTUATION: Final = tuple(zip("，；：（）", ",;:()", strict=True))
_FOLD: Final = SIMPLIFIED | str.maketrans(
    "０１２３４５６７８９．％［］【】〔〕？！／＋－〈〉﹙﹚○Ｏ",
    "0123456789.%()()()?!/+-《》()〇〇",
)
# To look for these takes a tenth of the time that str.translate takes on text without them.
_RARE: Final = re.compile("[" + re.escape("".join(map(chr, _FOLD))) + "]")
# White space and quotation marks say nothing about what is counted. They are taken out, except
# between two digits, where they part two numbers (fields of a flattened table; 范围1”6条).
_NOISE: Final = re.compile(r"[\s\u200b\ufeff“”‘’\"「」『』]+")
_TITLE: Final = re.compile(r"《([^《》]{1,80})》")
_NUMBERING: Final = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}(?:部分|章)|[一二三四五六七八九十]{1,3}[、.,]|"
    r"\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.)](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,2}是)"
)
BEGINS_NUMBERING: Final = frozenset("第一二三四五六七八九十(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
# Fields of a flattened table or a web page's code, which are no sentences.
_NOT_PROSE: Final = re.compile(r"\t|\||</?[a-z]|&[a-z]+;")
_INLINE_HEADING: Final = re.compile(
    r"(?:^|\s)([一二三四五六七八九十]{1,2}、[^\s。，,;；]{2,40})(?=\s)"
)
_PAGE: Final = 200  # characters; a shorter paragraph is not a whole page
_FEWEST_HEADINGS: Final = 3
_OPEN_ENDS: Final = frozenset(",;:、")
_SENTENCE_ENDS: Final = frozenset("。!?…")
_LIST_LEVEL: Final = 3  # of the members of a list: 1、…;2、…
_FULL_LINE: Final = 20  # characters; a shorter one is a heading or a label, not a torn sentence


@dataclass(slots=True, unsafe_hash=True)
class Passage:
    """Folded text with, for every run of it, where the run starts in the document."""

    text: str
    starts: tuple[int, ...]  # where each run starts in `text`, ascending
    origins: tuple[int, ...]  # where each run starts in Document.text
    runs: tuple[Paragraph, ...]  # the paragraph each run comes from

    def locate(self, position: int) -> tuple[int, Paragraph]:
        """Offset in Document.text, and the paragraph, of a position in the folded text."""
        if len(self.starts) == 1:  # as most
            return self.origins[0] + position, self.runs[0]
        run = bisect_right(self.starts, position) - 1
        return self.origins[run] + position - self.starts[run], self.runs[run]

    def verbatim(self, start: int, end: int) -> str:
        """The document's own characters from `start` to `end`, line ends of its layout left out."""
        first_offset, first = self.locate(start)
        last_offset, last = self.locate(end - 1)
        if first is last:
            return first.text[first_offset - first.char_start : last_offset + 1 - first.char_start]
        between = dict.fromkeys(self.runs[self.runs.index(first) : self.runs.index(last) + 1])
        return "".join(
            paragraph.text[
                first_offset - first.char_start if paragraph is first else 0 : (
                    last_offset + 1 - last.char_start if paragraph is last else None
                )
            ]
            for paragraph in between
        )


def passages(paragraphs: Sequence[Paragraph]) -> Iterator[Passage]:
    """Paragraphs of prose in reading order, torn ones joined, flattened tables left out."""
    waiting: list[tuple[str, list[int], list[int], Paragraph]] = []
    for paragraph in _all_parted(paragraphs):
        if _NOT_PROSE.search(paragraph.text.rstrip("| ")):
            continue
        folded = _fold(paragraph)
        if not folded[0]:
            continue
        if waiting and not _continues(waiting[-1][0], folded[0]):
            yield _join(waiting)
            waiting = []
        waiting.append(folded)
    if waiting:
        yield _join(waiting)


def _all_parted(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        if len(paragraph.text) > _PAGE and "二、" in paragraph.text and not paragraph.printed:
            yield from _parted(paragraph)
        else:
            yield paragraph


def _parted(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The headings and texts of a page that was kept as one line, only spaces between them."""
    found = list(_INLINE_HEADING.finditer(paragraph.text))
    if len(found) < _FEWEST_HEADINGS:
        yield paragraph
        return
    marks = [0, *(mark for one in found for mark in one.span(1)), len(paragraph.text)]
    for start, end in pairwise(marks):
        if end > start:
            part = paragraph.text[start:end]
            yield replace(paragraph, text=part, char_start=paragraph.char_start + start)


def _continues(before: str, after: str) -> bool:
    """Whether a paragraph goes on in the next one: torn by a page end, or a list of items."""
    if before[-1] in _OPEN_ENDS:
        level = heading_level(after)
        is_member = before[-1] == ";" and level >= _LIST_LEVEL and level == heading_level(before)
        return not level or is_member or level > heading_level(before)
    return (
        len(before) >= _FULL_LINE
        and before[-1] not in _SENTENCE_ENDS
        and before[-1] != ")"
        and not _NUMBERING.match(after)
        and heading_level(before[before.rfind("。") + 1 :]) == 0
        and ("," in before or "。" in before)
    )


def heading_level(text: str) -> int:
    """Depth of a numbered heading: 1 for 一、, 2 for (一), 3 for 1. and (1), 0 for none."""
    if text[:1] not in BEGINS_NUMBERING:  # as nearly every sentence
        return 0
    found = _NUMBERING.match(text)
    if found is None or found[0].endswith("是"):
        return 0
    if found[0][0] in "(①②③④⑤⑥⑦⑧⑨⑩":
        return 2 if found[0][1:2] in tuple("一二三四五六七八九十") else 4
    return 3 if found[0][0].isdigit() else 1


def _fold(paragraph: Paragraph) -> tuple[str, list[int], list[int], Paragraph]:
    text = _folded(paragraph.text)
    if not _NOISE.search(text):  # as most
        return _without_titles(text), [0], [paragraph.char_start], paragraph
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = position = 0
    for noise in _NOISE.finditer(text):
        kept_to = noise.start()
        piece = text[position:kept_to]
        if noise.start() and text[noise.start() - 1].isdigit() and _is_field_gap(text, noise):
            piece += " "
        if piece:
            pieces.append(piece)
            starts.append(length)
            origins.append(paragraph.char_start + position)
            length += len(piece)
        position = noise.end()
    if position < len(text):
        pieces.append(text[position:])
        starts.append(length)
        origins.append(paragraph.char_start + position)
    return _without_titles("".join(pieces)), starts, origins, paragraph


def _without_titles(text: str) -> str:
    """The title of a document names what other sentences count."""
    if "《" not in text:
        return text
    return _TITLE.sub(lambda title: "《" + "〓" * len(title[1]) + "》", text)


def _folded(text: str) -> str:
    for printed, plain in _PUNCTUATION:
        text = text.replace(printed, plain)
    return _RARE.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    plain = _FOLD[ord(found[0])]
    return plain if isinstance(plain, str) else chr(plain)


def _is_field_gap(text: str, noise: re.Match[str]) -> bool:
    return noise.end() < len(text) and text[noise.end()].isdigit()


def _join(parts: list[tuple[str, list[int], list[int], Paragraph]]) -> Passage:
    if len(parts) == 1:
        text, part_starts, part_origins, paragraph = parts[0]
        runs_of_it = (paragraph,) * len(part_starts)
        return Passage(text, tuple(part_starts), tuple(part_origins), runs_of_it)
    texts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    runs: list[Paragraph] = []
    length = 0
    for text, part_starts, part_origins, paragraph in parts:
        starts.extend(start + length for start in part_starts)
        origins.extend(part_origins)
        runs.extend([paragraph] * len(part_starts))
        texts.append(text)
        length += len(text)
    return Passage("".join(texts), tuple(starts), tuple(origins), tuple(runs))
