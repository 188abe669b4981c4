"""Documents to files: one renderer a format."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from tests.gold.as_docx import render_doc, render_docx
from tests.gold.as_html import render_html
from tests.gold.as_pdf import render_pdf, render_scan
from tests.gold.as_sheet import render_xls, render_xlsx
from tests.gold.as_text import render_markdown, render_text
from tests.gold.as_zip import render_zip
from tests.gold.document import Document

Renderer = Callable[[Document, random.Random], bytes]
RENDERERS: Final[dict[str, tuple[str, Renderer]]] = {
    "html": ("html", render_html),
    "text": ("txt", render_text),
    "markdown": ("md", render_markdown),
    "zip": ("zip", render_zip),
    "pdf": ("pdf", render_pdf),
    "scan": ("pdf", render_scan),
    "docx": ("docx", render_docx),
    "doc": ("doc", render_doc),
    "xlsx": ("xlsx", render_xlsx),
    "xls": ("xls", render_xls),
}


def render(document: Document, seed: int) -> tuple[str, bytes]:
    """File name and bytes; the same for the same document and seed."""
    suffix, renderer = RENDERERS[document.spec.format]
    draw = random.Random(f"{seed}/{document.spec.name}/layout")  # noqa: S311
    return f"{document.spec.name}.{suffix}", renderer(document, draw)
