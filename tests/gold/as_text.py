"""Documents as plain text and Markdown: tables flattened in the ways that copying flattens them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from tests.gold.document import Document, Paragraph
from tests.gold.layout import Cell, Table

# Layouts in which an empty cell leaves its place.
KEEPS_EMPTY = ("in_place", "dropped", "bars", "closing_bars", "bar_lines")
LOSES_EMPTY = ("gaps", "spaces", "lines", "wrapped", "labels_first")
GRIDS = ("", "html", "in_place", "bars")  # layouts that keep every cell in its column
WRAPPED_AT = 16  # characters of a label on one line


def in_place(table: Table) -> list[str]:
    """Tabs as from a spreadsheet: every cell at its column, merged ones empty."""
    return ["\t".join(cell.text if cell else "" for cell in row) for row in table.grid()]


def dropped(table: Table) -> list[str]:
    """Tabs, but what a span covers is not there: numbers begin where the row's labels end."""
    return ["\t".join(cell.text for cell in row) for row in table.rows]


def bars(table: Table) -> list[str]:
    grid = table.grid()
    lines = ["| " + " | ".join(cell.text if cell else "" for cell in row) + " |" for row in grid]
    return [lines[0], "|" + " --- |" * table.columns, *lines[1:]]


def closing_bars(table: Table) -> list[str]:
    """A bar behind every cell, what a span covers is not there: as search engines keep pages."""
    return ["".join(f"{cell.text} | " if cell.text else "| " for cell in row) for row in table.rows]


def bar_lines(table: Table) -> list[str]:
    """One cell a line, each but the first of a row behind a bar, an empty one the bar alone."""
    return [
        (f"| {cell.text}" if at else cell.text).rstrip()
        for row in table.rows
        for at, cell in enumerate(row)
    ]


def gaps(table: Table) -> list[str]:
    """Wide gaps between cells, nothing for an empty one."""
    return ["    ".join(cell.text for cell in row if cell.text) for row in table.rows]


def spaces(table: Table) -> list[str]:
    """One space between cells, as a PDF's text comes out."""
    return [" ".join(cell.text for cell in row if cell.text) for row in table.rows]


def lines(table: Table) -> list[str]:
    """One cell a line."""
    return [cell.text for row in table.rows for cell in row if cell.text]


def wrapped(table: Table) -> list[str]:
    """Lines as they stand in print.

    A long label takes several lines, and the numbers stand at the middle one; a merged label runs
    down beside the rows that it spans.
    """
    found: list[str] = []
    stubs: list[list[str]] = []  # what is still to be printed of merged labels
    for row in table.rows:
        if all(cell.kind == "head" for cell in row):
            found.append(" ".join(cell.text for cell in row if cell.text))
            continue
        before: list[str] = []
        after: list[str] = []
        label = ""
        for cell in row:
            if cell.down > 3 and cell.kind == "label":
                size = max(1, -(-len(cell.text) // cell.down))
                stubs.append([cell.text[at : at + size] for at in range(0, len(cell.text), size)])
            elif cell.kind in ("label", "head"):
                label += f" {cell.text}" if label else cell.text
            else:
                (after if label else before).append(cell.text)
        before += [stub.pop(0) for stub in stubs if stub]
        pieces = [label[at : at + WRAPPED_AT] for at in range(0, len(label), WRAPPED_AT)] or [""]
        middle = (len(pieces) - 1) // 2
        pieces[middle] = " ".join(text for text in (*before, pieces[middle], *after) if text)
        found += pieces
    return found


def labels_first(table: Table) -> list[str]:
    """The labels of a run of rows, one a line, and then their numbers, one row a line."""
    found: list[str] = []
    labels: list[str] = []
    numbers: list[str] = []
    for row in table.rows:
        if numbers and not _numbers(row):
            found += [*labels, *numbers]
            labels, numbers = [], []
        labels += [cell.text for cell in row if cell.kind != "number" and cell.text]
        if _numbers(row):
            numbers.append(" ".join(cell.text for cell in _numbers(row) if cell.text))
    return [*found, *labels, *numbers]


def _numbers(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell.kind == "number"]


FLATTENED: dict[str, Callable[[Table], list[str]]] = {
    "in_place": in_place,
    "dropped": dropped,
    "bars": bars,
    "closing_bars": closing_bars,
    "bar_lines": bar_lines,
    "gaps": gaps,
    "spaces": spaces,
    "lines": lines,
    "wrapped": wrapped,
    "labels_first": labels_first,
}


def text_lines(document: Document, flat: str) -> Iterator[str]:
    """Every line; an empty string between blocks."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from ["", *FLATTENED[flat](block), ""]
        elif isinstance(block, Paragraph):
            yield block.text


def render_text(document: Document, draw: random.Random) -> bytes:
    """Plain text in UTF-8, sometimes with a mark at its beginning, sometimes in GB18030."""
    between = draw.choice(("\n", "\n", "\n\n", "\r\n"))
    text = between.join(text_lines(document, document.options.flat)) + "\n"
    return text.encode(draw.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030")))


def render_markdown(document: Document, draw: random.Random) -> bytes:
    """Headings with #, tables with bars or in HTML, or flattened as in text."""
    marks = {"title": "# ", "heading": draw.choice(("## ", "**", "")), "menu": "- "}
    parts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            parts.append("\n".join(_markdown_table(block, document.options.flat)))
        elif isinstance(block, Paragraph):
            mark = marks.get(block.kind, "")
            parts.append(mark + block.text + ("**" if mark == "**" else ""))
    return ("\n\n".join(parts) + "\n").encode()


def _markdown_table(table: Table, flat: str) -> list[str]:
    if flat in ("", "html"):
        return _html_in_markdown(table)
    return FLATTENED[flat](table)


def _html_in_markdown(table: Table) -> list[str]:
    found = ["<table>"]
    for row in table.rows:
        cells = []
        for cell in row:
            down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
            across = f' colspan="{cell.across}"' if cell.across > 1 else ""
            cells.append(f"<td{down}{across}>{cell.text}</td>")
        found.append("<tr>" + "".join(cells) + "</tr>")
    return [*found, "</table>"]
