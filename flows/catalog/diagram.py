"""The entity-relationship diagram of the star schema, as one SVG without any other file.

Takes the pages and references of `flows.catalog.describe`. Every table is a row. A dimension that
many tables share stands on top and sends a wire down; a dot is a key of it in that row's table. A
dimension of few tables stands at the right end of their rows. Every box links to its page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from lxml import etree

from flows.catalog.describe import Page, Reference

SHARED_BY: Final = 4  # tables, from which on a dimension has a wire of its own
_ROW: Final = 46
_BOX: Final = 38
_LEFT: Final = 280  # width of a table's box
_RIGHT: Final = 230  # width of a dimension's box
_WIRE: Final = 28  # from wire to wire
_EDGE: Final = 10
_ORDER: Final = ("fct_", "", "bridge_", "dim_")

_STYLE: Final = """
text { font: 12px system-ui, sans-serif; fill: #1f2933 }
.name { font: 600 12px ui-monospace, Menlo, Consolas, monospace }
.small { font-size: 10.5px; fill: #52606d }
rect { stroke: #7b8794; fill: #fff }
.fact rect { fill: #e6f0fa } .wide rect { fill: #e9f7ec } .bridge rect { fill: #f4ecf9 }
.dim rect { fill: #fdf3dc }
line { stroke: #9aa5b1 } .wire { stroke: #b8860b; stroke-width: 1.5 }
circle { fill: #b8860b } circle.other { fill: #fff; stroke: #b8860b; stroke-width: 2 }
a:hover rect, a:focus rect { stroke: #1f2933; stroke-width: 2 }
"""
_KINDS: Final = {"fct_": "fact", "dim_": "dim", "bridge_": "bridge"}


def diagram(pages: Iterable[Page], references: Iterable[Reference]) -> str:
    """The diagram of the tables of schema main."""
    by_name = {page.mart.name: page for page in pages if page.mart.schema == "main"}
    by_table: dict[str, list[Reference]] = defaultdict(list)
    for one in references:
        by_table[one.table].append(one)
    rows = sorted(by_table, key=lambda name: (_ORDER.index(by_name[name].group), name))
    uses = Counter(one for name in rows for one in {each.target for each in by_table[name]})
    shared = [name for name, count in uses.most_common() if count >= SHARED_BY]
    wires = {name: _LEFT + 40 + _WIRE * place for place, name in enumerate(shared)}
    top = len(shared) * _ROW + 2 * _EDGE
    right = _LEFT + 40 + _WIRE * len(shared)
    most = max(1, *(len({one.target for one in by_table[name]} - wires.keys()) for name in rows))
    drawing = _Drawing(right + most * (_RIGHT + _EDGE) + _EDGE, top + len(rows) * _ROW + _EDGE)
    for place, name in enumerate(shared):
        y = _EDGE + place * _ROW
        last = max(row for row, table in enumerate(rows) if name in _targets(by_table[table]))
        drawing.line((wires[name], y + _BOX), (wires[name], top + last * _ROW + _BOX // 2), "wire")
        drawing.box(by_name[name], (wires[name] - _EDGE, y), _RIGHT)
    for place, name in enumerate(rows):
        y = top + place * _ROW
        middle = y + _BOX // 2
        own = [one for one in _targets(by_table[name]) if one not in wires]
        dots = [one for one in by_table[name] if one.target in wires]
        end = right if own else max(wires[one.target] for one in dots)
        drawing.line((_EDGE + _LEFT, middle), (end, middle))
        drawing.box(by_name[name], (_EDGE, y), _LEFT)
        for one in dots:
            drawing.dot((wires[one.target], middle), one)
        for count, target in enumerate(own):
            x = right + count * (_RIGHT + _EDGE)
            drawing.line((x - _EDGE, middle), (x, middle))
            told = "; ".join(_told(one) for one in by_table[name] if one.target == target)
            drawing.box(by_name[target], (x, y), _RIGHT, told)
    return drawing.text()


class _Drawing:
    """An SVG of a size; places are (x, y) of the upper left corner."""

    def __init__(self, width: int, height: int) -> None:
        self._svg = etree.Element(
            "svg",
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {width} {height}",
            width=str(width),
            height=str(height),
            role="group",  # its boxes are links
        )
        etree.SubElement(self._svg, "title").text = "Entity-relationship diagram 实体关系图"
        etree.SubElement(self._svg, "style").text = _STYLE

    def line(self, start: tuple[int, int], end: tuple[int, int], kind: str = "link") -> None:
        places = zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True)
        drawn = {name: str(place) for name, place in places}
        etree.SubElement(self._svg, "line", {**drawn, "class": kind})

    def dot(self, place: tuple[int, int], reference: Reference) -> None:
        x, y = place
        dot = etree.SubElement(self._svg, "circle", cx=str(x), cy=str(y), r="5")
        dot.set("class", "same" if reference.columns == reference.key else "other")
        etree.SubElement(dot, "title").text = _told(reference)

    def box(self, page: Page, place: tuple[int, int], width: int, title: str = "") -> None:
        x, y = place
        link = etree.SubElement(self._svg, "a", href=page.file, target="_top")
        link.set("class", _KINDS.get(page.group, "wide"))
        if title:
            etree.SubElement(link, "title").text = title
        etree.SubElement(
            link, "rect", x=str(x), y=str(y), width=str(width), height=str(_BOX), rx="4"
        )
        below = f"{page.label_zh or ''} · {_short(', '.join(page.mart.key), width)}"
        for kind, down, text in (("name", 16, page.mart.name), ("small", 31, below)):
            written = etree.SubElement(link, "text", x=str(x + 8), y=str(y + down))
            written.set("class", kind)
            written.text = text

    def text(self) -> str:
        return etree.tostring(self._svg, encoding="unicode", pretty_print=True)


def _targets(references: Iterable[Reference]) -> list[str]:
    return list(dict.fromkeys(one.target for one in references))


def _told(one: Reference) -> str:
    return (
        f"{one.table} ({', '.join(one.columns)}) → {one.target} ({', '.join(one.key)}): "
        "many to one 多对一"
    )


def _short(text: str, width: int) -> str:
    """What of a text there is room for, beside the Chinese name."""
    most = int((width - 100) / 5.4)
    return text if len(text) <= most else f"{text[: most - 1]}…"
