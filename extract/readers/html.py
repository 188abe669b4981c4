"""HTML (.html, .htm): lxml with a small span grid.

One paragraph per block element or line break; one cell per td, whatever stands in it. A table that
only lays out the page (one column, or other tables inside) is read through as if it were not there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from lxml import etree

from extract.document import Cell
from extract.notes import Note, UnreadableDocumentError
from extract.readers.blocks import BlockBuilder, squeeze
from extract.readers.encoding import decode
from extract.readers.flat import Line, add_lines
from extract.values import is_value

MEDIA_TYPE = "text/html"

LARGEST_SPAN: Final = 100  # a rowspan of 65534 is a slip; no form has a hundred rows
LONGEST_SPAN: Final = 9  # digits
DEEPEST: Final = 400  # nested elements; lxml itself stops at 256 unless told otherwise
SKIPPED: Final = frozenset(
    {"script", "style", "noscript", "template", "head", "select", "option", "textarea", "button",
     "iframe", "svg", "object", "input"}
)  # fmt: skip
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "label", "mark", "q",
     "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "img", "o:p", "st1",
     "bdo", "wbr", "time", "ucaptitle", "ucapcontent", "ucapsource"}
)  # fmt: skip
_WRAPPERS: Final = frozenset({"p", "div", "span", "font", "strong", "b", "center"})
_TITLE_METAS: Final = ("articletitle", "og:title")
_PUBLISHED_METAS: Final = ("pubdate", "publishdate", "article:published_time", "publishtime")
_BODY_METAS: Final = ("contentsource", "source", "sitename")
_OPENED = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_END_WITHIN: Final = 500
_LAYOUT_SPACE = re.compile(r"[ \t\r\n\f]+")  # a no-break space is there to be seen
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")

Element = etree._Element  # lxml has no public name for the class


def read(data: bytes, builder: BlockBuilder) -> tuple[dict[str, str], list[Note]]:
    """Append the document's blocks to the builder; give what it declares of itself, and notes."""
    text, notes = _source(data)
    return add_html(builder, text), notes


def parse_bytes(data: bytes) -> Element:
    """The element tree that the DOM paths of a page's blocks refer to, for evidence."""
    return _parse(_source(data)[0])


def _source(data: bytes) -> tuple[str, list[Note]]:
    text, notes = decode(data)
    if _OPENED.search(text) and not _is_closed(text):
        notes.append(
            Note("warning", "truncated_document", "end of file", "</html> or </body>", "neither",
                 "fetch the page again if its end is missing")
        )  # fmt: skip
        text = _whole_rows(text)
    return text, notes


def _is_closed(text: str) -> bool:
    """Whether the page ends; it does so near its end, where it is looked for first."""
    at = max(len(text) - _END_WITHIN, 0)
    return bool(_CLOSED.search(text, at) or (at and _CLOSED.search(text)))


def _whole_rows(text: str) -> str:
    """A page cut within a table, up to its last whole row: half a number is another number."""
    lowered = text.lower()
    if lowered.rfind("<table") < lowered.rfind("</table"):
        return text
    row = lowered.rfind("</tr>")
    return text[: row + len("</tr>")] if row >= 0 else text


def add_html(builder: BlockBuilder, text: str) -> dict[str, str]:
    """Append the blocks of an HTML text; give what it declares of itself."""
    root = _parse(text)
    tables: list[Element] = []
    heads: list[Element] = []
    for element in root.iter("table", "meta", "title", "link"):  # one look at all elements
        (tables if element.tag == "table" else heads).append(element)
    _Walker(builder, root, tables).walk()
    return _declared(heads, text)


def _parse(text: str) -> Element:
    # A declared charset would be an error now that the text is decoded.
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    # The parser of lxml.html would make an object of its own class of every element.
    # It reads UTF-8 as it is, and text only after it has encoded it in its own way.
    parser = etree.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(source.encode(errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise _no_html(str(error)) from error
    if root is None:
        raise _no_html("no element")
    return root


def _no_html(found: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        Note("error", "not_html", "whole file", "HTML", found, "fetch the page again")
    )


def _declared(heads: Iterable[Element], text: str) -> dict[str, str]:
    """What a page says of itself in its elements `meta`, `title` and `link`, and in a comment."""
    metas: dict[str, str] = {}
    page_title = canonical = None
    for element in heads:
        if element.tag == "meta":
            name = element.get("name") or element.get("property")
            content = squeeze(element.get("content") or "")
            if name and content:
                metas.setdefault(name.lower(), content)
        elif element.tag == "title":
            page_title = squeeze(element.text or "") if page_title is None else page_title
        elif canonical is None and (element.get("rel") or "").lower() == "canonical":
            canonical = element.get("href")
    declared: dict[str, str] = {}
    candidates = {
        "title": [*(metas.get(name) for name in _TITLE_METAS), page_title],
        "published": [metas.get(name) for name in _PUBLISHED_METAS],
        "body": [metas.get(name) for name in _BODY_METAS],
        "source_url": [canonical, metas.get("og:url"), metas.get("url"), _saved_from(text)],
    }
    for key, values in candidates.items():
        value = next(filter(None, values), None)
        if value:
            declared[key] = value
    return declared


def _saved_from(text: str) -> str | None:
    found = _SAVED_FROM.search(text[:2000])
    return found[1] if found else None


class _Walker:
    """Reads an element tree in document order into paragraphs and tables."""

    def __init__(self, builder: BlockBuilder, root: Element, tables: Iterable[Element]) -> None:
        """`tables`: all of the tree, in its order."""
        self._builder = builder
        self._root = root
        self._paths: dict[Element, str] = {}
        self._texts: list[str] = []
        self._lines: list[Line] = []  # paragraphs since the last table
        self._owner: Element | None = None
        # The tables within each table; to look for them table by table takes four times as long.
        self._inner: dict[Element, list[Element]] = {}
        for table in tables:
            outer = next(table.iterancestors("table"), None)
            if outer is not None:
                self._inner.setdefault(outer, []).append(table)

    def walk(self) -> None:
        body = self._root.find("body")
        self._walk(self._root if body is None else body, 0)
        self._flush()
        self._end_lines()

    def _flush(self) -> None:
        """End the paragraph. Only preformatted text has line ends of its own."""
        if not self._texts:
            return
        if self._owner is not None:
            self._end_line("".join(self._texts), self._owner)
        self._texts = []
        self._owner = None

    def _end_line(self, text: str, owner: Element) -> None:
        path = self._path(owner)
        pieces = text.split("\n") if "/pre" in path else (_on_one_line(text),)
        for piece in pieces:
            if not piece.isspace():
                self._lines.append(Line(piece, None, None, path))

    def _path(self, element: Element) -> str:
        """The element's DOM path, as lxml's getpath gives it.

        That counts the element's siblings each time, which takes minutes on a page of a hundred
        thousand lines; here the children of one element are counted once.
        """
        known = self._paths.get(element)
        if known is not None:
            return known
        # From above: pages nest deeper than Python may call itself.
        unknown = [element]
        for parent in element.iterancestors():
            if parent in self._paths:
                break
            unknown.append(parent)
        for node in reversed(unknown):
            if node not in self._paths:
                self._count(node)
        return self._paths[element]

    def _count(self, element: Element) -> None:
        """The path of an element whose parent's is known, and of its siblings."""
        parent = element.getparent()
        if parent is None:
            self._paths[element] = element.getroottree().getpath(element)
            return
        above = self._paths[parent]
        if len(parent) == 1:
            self._paths[element] = f"{above}/{element.tag}"
            return
        children = list(parent.iterchildren(etree.Element))
        tags = [child.tag for child in children]
        same = Counter(tags)
        numbers = dict.fromkeys(same, 0)
        paths = self._paths
        for child, tag in zip(children, tags, strict=True):
            if same[tag] == 1:
                paths[child] = f"{above}/{tag}"
            else:
                numbers[tag] = number = numbers[tag] + 1
                paths[child] = f"{above}/{tag}[{number}]"

    def _end_lines(self) -> None:
        add_lines(self._builder, self._lines, is_wrapped=False)
        self._lines = []

    def _say(self, text: str | None, owner: Element) -> None:
        if text:
            if self._owner is None and not text.isspace():
                self._owner = owner
            self._texts.append(text)

    def _walk(self, element: Element, depth: int) -> None:
        say = self._say
        say(element.text, element)
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED or depth > DEEPEST:
                pass
            elif tag in _INLINE:
                if len(child):
                    self._walk(child, depth + 1)
                else:
                    say(child.text, child)
            elif tag == "br":
                self._flush()
            elif tag == "table":
                self._flush()
                self._table(child, depth)
            else:
                self._flush()
                if len(child):
                    self._walk(child, depth + 1)
                    self._flush()
                elif (text := child.text) and not text.isspace():
                    self._end_line(text, child)  # a paragraph of text alone, as most are
            if tail := child.tail:
                say(tail, element)

    def _table(self, table: Element, depth: int) -> None:
        inner = self._inner.get(table, ())
        drafts = _cells(table, self._path(table))
        if is_layout(drafts, has_inner=bool(inner)):
            for child in table:
                self._walk(child, depth + 1)
                self._flush()
            return
        for caption in table.iterchildren("caption"):
            self._walk(caption, depth + 1)
            self._flush()
        self._end_lines()
        self._builder.add_table(drafts)
        for child in inner:
            self._table(child, depth + 1)


def _on_one_line(text: str) -> str:
    """The text with runs of layout's white space as one space; most paragraphs have none."""
    has_runs = "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text
    return _LAYOUT_SPACE.sub(" ", text) if has_runs else text


def is_layout(drafts: list[Cell], *, has_inner: bool) -> bool:
    columns = {cell.column for cell in drafts if cell.text}
    if len(columns) < 2:
        return True
    if not has_inner:
        return False
    return sum(is_value(cell.text) for cell in drafts) < 3


def _rows(table: Element, path: str) -> Iterator[tuple[Element, str]]:
    """The table's own rows with their DOM paths; a row that someone forgot to wrap counts too."""
    total = Counter([child.tag for child in table])
    seen = dict.fromkeys(("tr", "thead", "tbody", "tfoot"), 0)
    for child in table:
        tag = child.tag
        if tag not in seen:
            continue
        seen[tag] += 1
        own = f"{path}/{tag}[{seen[tag]}]" if total[tag] > 1 else f"{path}/{tag}"
        if tag == "tr":
            yield child, own
            continue
        rows = list(child.iterchildren("tr"))
        for number, row in enumerate(rows, 1):
            yield row, f"{own}/tr[{number}]" if len(rows) > 1 else f"{own}/tr"


@lru_cache(maxsize=1024)
def _span(value: str) -> int:
    """Rows or columns that the attribute says; 1 for what is no number."""
    value = value.strip()
    if not (value.isascii() and value.isdecimal()):
        return 1
    return min(max(int(value), 1), LARGEST_SPAN) if len(value) <= LONGEST_SPAN else LARGEST_SPAN


def _cells(table: Element, path: str) -> list[Cell]:
    """Cells at the places where a browser puts them."""
    cells: list[Cell] = []
    taken: dict[int, int] = {}  # column → last row that a cell from above covers
    for row, (element, row_path) in enumerate(_rows(table, path), 1):
        column = 1
        data = heads = 0  # cells of the row of either kind
        for cell in element:
            tag = cell.tag
            if tag == "td":
                data += 1
                place = f"{row_path}/td[{data}]"
            elif tag == "th":
                heads += 1
                place = f"{row_path}/th[{heads}]"
            else:
                continue
            while taken and taken.get(column, 0) >= row:
                column += 1
            down, across = cell.get("rowspan"), cell.get("colspan")
            rows = 1 if down is None else _span(down)
            columns = 1 if across is None else _span(across)
            if rows > 1:
                for covered in range(column, column + columns):
                    taken[covered] = max(row + rows - 1, taken.get(covered, 0))
            cells.append(Cell(_cell_text(cell), row, column, rows, columns, place))
            column += columns
    return cells


_squeezed = lru_cache(maxsize=4096)(squeeze)  # labels: the same in every document


def _cell_text(cell: Element) -> str:
    inner = cell
    text = inner.text
    while count := len(inner):  # most cells hold one element in another around the text
        if count > 1 or (text is not None and not text.isspace()):
            break
        child = inner[0]
        tail = child.tail
        if child.tag not in _WRAPPERS or (tail is not None and not tail.isspace()):
            break
        inner, text = child, child.text
    else:
        return _squeezed(text) if text else ""
    parts: list[str] = []
    _collect(inner, parts, 0)
    return squeeze("".join(parts))


def _collect(element: Element, parts: list[str], depth: int) -> None:
    if element.text:
        parts.append(element.text)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in SKIPPED and tag != "table" and depth < DEEPEST:
            # A line end inside a label is layout; between two numbers it keeps them apart.
            if tag not in _INLINE:
                parts.append(" ")
            _collect(child, parts, depth + 1)
        if child.tail:
            parts.append(child.tail)
