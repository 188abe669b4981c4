"""The HTML page around a fragment: self-contained, without scripts, and it needs no network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final

MARK_ID: Final = "figure"
# A browser scrolls to what has the focus; that takes no script.
_HERE: Final = f' id="{MARK_ID}" tabindex="-1" autofocus'

_STYLE: Final = """
body { font: 16px/1.6 system-ui, sans-serif; margin: 0; color: #1a1a1a; background: #fff; }
header { padding: 1rem 1.5rem; background: #f2f4f7; border-bottom: 1px solid #cfd4dc; }
h1 { font-size: 1.15rem; margin: 0 0 .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
main { padding: 1rem 1.5rem; }
table { border-collapse: collapse; margin: .75rem 0; }
td, th { border: 1px solid #999; padding: .2rem .5rem; font-weight: inherit; }
mark { background: #ffe14d; outline: 2px solid #d4380d; scroll-margin: 40vh; }
td.figure, th.figure { outline: 3px solid #d4380d; outline-offset: -3px; background: #fff3b0;
  scroll-margin: 40vh; }
"""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a document as safe HTML with one figure marked, and the text under the mark."""

    html: str
    marked: str


def page(title: str, facts: Iterable[tuple[str, str]], fragment: str) -> str:
    """The whole page: what is told of the figure, and below it the fragment."""
    rows = "".join(f"<dt>{escape(what)}</dt><dd>{escape(found)}</dd>\n" for what, found in facts)
    return (
        '<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n'
        # Whatever a document might smuggle in: the browser fetches and runs nothing.
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{escape(title)}</h1>\n<dl>\n{rows}</dl>\n</header>\n"
        f"<main>\n{fragment}\n</main>\n</body>\n</html>\n"
    )


def marked_text(text: str, first: bool) -> str:
    """Text under the mark; the first piece of it is what the browser scrolls to."""
    return f"<mark{_HERE if first else ''}>{escape(text)}</mark>"


def cell_tag(tag: str, row_span: int, column_span: int, *, is_figure: bool, is_here: bool) -> str:
    """The opening tag of a cell; `is_here` where there is no text that could be marked."""
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("rowspan", row_span), ("colspan", column_span))
        if span > 1
    )
    figure = ' class="figure"' if is_figure else ""
    return f"<{tag}{spans}{figure}{_HERE if is_here else ''}>"
