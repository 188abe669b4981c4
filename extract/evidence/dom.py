"""A web page's own fragment around a figure, found by its DOM path, cleaned and with the mark.

The DOM path leads to the element, the figure's characters to the place in it. Everything but text,
tables and plain structure is left out: no script, style, link, picture or attribute survives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from lxml import etree

from extract.document import Document, Table
from extract.evidence.place import Place
from extract.evidence.webpage import Fragment, cell_tag, marked_text
from extract.readers.html import DEEPEST, LARGEST_SPAN, SKIPPED, Element, parse_bytes

LEAST_CONTEXT: Final = 1200  # characters of the page around the table or paragraph
LARGEST_NEIGHBOUR: Final = 6000  # a longer one is not context any more

_KEPT: Final = frozenset(
    {"p", "div", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "h1", "h2", "h3",
     "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "b", "strong", "i", "em", "u", "sub",
     "sup", "pre", "blockquote"}
)  # fmt: skip
_EMPTY: Final = frozenset({"br", "hr"})
_TABLE_PARTS: Final = frozenset({"caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
_BLOCKS: Final = frozenset(
    {"p", "div", "table", "li", "dd", "dt", "section", "article", "pre", "blockquote", "td", "th"}
)
# What readers take for space: `blocks.squeeze` makes one space of it or none.
_SPACE: Final = re.compile(r"[\s\u00a0\u200b\ufeff]")

_Node = tuple[Element, bool]  # an element and whether its tail is meant, else its text


@dataclass(frozen=True, slots=True)
class _Stream:
    """The visible characters of a part of the tree without spaces, each with its text node."""

    text: str
    places: list[tuple[_Node, int]]

    def spans(self, start: int, end: int) -> dict[_Node, tuple[int, int]]:
        """Per text node, the first and last offset of the characters from `start` to `end`."""
        found: dict[_Node, tuple[int, int]] = {}
        for node, offset in self.places[start:end]:
            found[node] = (found.get(node, (offset, 0))[0], offset + 1)
        return found


def fragment(data: bytes, document: Document, place: Place) -> Fragment | None:
    """The fragment; None where the path does not lead to the figure's characters."""
    path = place.locator.get("path")
    if not isinstance(path, str):
        return None
    root = parse_bytes(data)
    element = _element(root, path)
    if element is None:
        return None
    is_cell = element.tag in ("td", "th")
    stream = _stream(root, element, is_whole=not is_cell)
    range_ = _range(document, path, place.char_start, place.char_end, stream)
    if range_ is None:
        return None
    spans = stream.spans(*range_)
    if not spans and not is_cell:
        return None
    marked = "".join(_said(node)[first:last] for node, (first, last) in spans.items())
    writer = _Writer(spans, element if is_cell else None)
    return Fragment("\n".join(map(writer.write, _around(element, root))), marked)


def _element(root: Element, path: str) -> Element | None:
    try:
        found = root.xpath(path)
    except etree.XPathError:
        return None
    # A path of text, of an attribute, or of several elements is none of a reader's.
    if isinstance(found, list) and len(found) == 1 and isinstance(found[0], Element):
        return found[0]
    return None


def _said(node: _Node) -> str:
    element, is_tail = node
    return (element.tail if is_tail else element.text) or ""


def _nodes(element: Element, depth: int = 0) -> Iterator[_Node]:
    """The text nodes inside an element in reading order, without what is not shown."""
    yield element, False
    for child in element:
        if isinstance(child.tag, str) and child.tag not in SKIPPED and depth < DEEPEST:
            yield from _nodes(child, depth + 1)
        yield child, True


def _stream(root: Element, element: Element, *, is_whole: bool) -> _Stream:
    """Of a cell, its own text; of a paragraph, all from where it begins: it may go on behind."""
    inner = [table for table in element.iter("table") if table is not element]
    hidden = {child for table in inner for child in table.iter()}
    tails = set(inner)
    characters: list[str] = []
    places: list[tuple[_Node, int]] = []
    nodes = _nodes_from(root, element) if is_whole else _nodes(element)
    for node in nodes:
        owner, is_tail = node
        if not is_whole and owner in hidden and not (is_tail and owner in tails):
            continue
        for offset, character in enumerate(_said(node)):
            if not _SPACE.match(character):
                characters.append(character)
                places.append((node, offset))
    return _Stream("".join(characters), places)


def _nodes_from(root: Element, element: Element) -> Iterator[_Node]:
    is_reached = False
    for node in _nodes(root):
        is_reached = is_reached or node[0] is element
        if is_reached:
            yield node


def _bare(text: str) -> str:
    return _SPACE.sub("", text)


def _range(
    document: Document, path: str, start: int, end: int, stream: _Stream
) -> tuple[int, int] | None:
    """Where the characters of the document from `start` to `end` stand in the stream.

    One element may hold several blocks (line breaks, fields of a flattened row): those before the
    figure's are gone through first, so that the right one of two equal numbers is found.
    """
    position = 0
    for begin, text in _texts_at(document, path):
        bare = _bare(text)
        found = stream.text.find(bare, position)
        if found < 0:
            return None
        if begin <= start and end <= begin + len(text):
            first = found + len(_bare(text[: start - begin]))
            return first, first + len(_bare(text[start - begin : end - begin]))
        position = found + len(bare)
    return None


def _texts_at(document: Document, path: str) -> Iterator[tuple[int, str]]:
    """Offset and text of each paragraph and cell at the path, in reading order."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from ((cell.char_start, cell.text) for cell in block.cells if cell.path == path)
        elif block.path == path:
            yield block.char_start, block.text


# --- the part of the page that is shown -------------------------------------------------------


def _length(element: Element) -> int:
    return sum(len(_said(node).strip()) for node in _nodes(element))


def _around(element: Element, root: Element) -> list[Element]:
    """Neighbouring elements with the figure's table or paragraph among them."""
    shown = [_block(element)]
    length = _length(shown[0])
    while length < LEAST_CONTEXT:
        parent = shown[0].getparent()
        if parent is None or shown[0].tag == "body" or parent is root:
            break
        before, after = shown[0].getprevious(), shown[-1].getnext()
        neighbours = [
            neighbour
            for neighbour in (before, after)
            if neighbour is not None and _length(neighbour) <= LARGEST_NEIGHBOUR
        ]
        if before is None and after is None:
            shown = [parent]
            continue
        if not neighbours:
            break
        for neighbour in neighbours:
            length += _length(neighbour)
            shown = [neighbour, *shown] if neighbour is before else [*shown, neighbour]
    return shown


def _block(element: Element) -> Element:
    """The table that the element is a cell of, else the nearest block around it."""
    if element.tag in ("td", "th"):
        return next(element.iterancestors("table"), element)
    while element.tag not in _BLOCKS:
        parent = element.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        element = parent
    return element


class _Writer:
    """Writes elements as clean HTML with the mark in it."""

    def __init__(self, spans: dict[_Node, tuple[int, int]], cell: Element | None) -> None:
        self._spans = spans
        self._cell = cell
        self._is_begun = False

    def write(self, element: Element) -> str:
        parts: list[str] = []
        # A part of a table that lays out the page, without that table.
        self._element(element, parts, 0, is_loose=element.tag in _TABLE_PARTS)
        self._say((element, True), parts)
        return "".join(parts)

    def _element(
        self, element: Element, parts: list[str], depth: int, *, is_loose: bool = False
    ) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in SKIPPED or depth > DEEPEST:
            return
        if tag in _EMPTY:
            parts.append(f"<{tag}>")
            return
        loose = is_loose and tag in _TABLE_PARTS
        written = "div" if loose else tag if tag in _KEPT else None
        if written in ("td", "th"):
            parts.append(self._cell_tag(element, written))
        elif written:
            parts.append(f"<{written}>")
        self._say((element, False), parts)
        for child in element:
            self._element(child, parts, depth + 1, is_loose=loose)
            self._say((child, True), parts)
        if written:
            parts.append(f"</{written}>")

    def _cell_tag(self, element: Element, tag: str) -> str:
        is_figure = element is self._cell
        return cell_tag(
            tag,
            _span(element, "rowspan"),
            _span(element, "colspan"),
            is_figure=is_figure,
            is_here=is_figure and not self._spans,
        )

    def _say(self, node: _Node, parts: list[str]) -> None:
        text = _said(node)
        span = self._spans.get(node)
        if span is None:
            parts.append(escape(text))
            return
        first, last = span
        parts.append(escape(text[:first]))
        parts.append(marked_text(text[first:last], not self._is_begun))
        parts.append(escape(text[last:]))
        self._is_begun = True


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), LARGEST_SPAN) if value.isascii() and value.isdecimal() else 1
