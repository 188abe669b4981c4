"""A page with its attachments in one archive, as they are downloaded together."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from typing import Final

from tests.gold.as_docx import render_docx
from tests.gold.as_html import render_html
from tests.gold.as_sheet import render_xls, render_xlsx
from tests.gold.document import Block, Document, Paragraph
from tests.gold.labels import SECTIONS
from tests.gold.layout import Table

_DAY: Final = (2024, 1, 15, 9, 0, 0)
_UTF8_NAMES: Final = 0x800
# Traps that a spreadsheet cannot hold.
_NOT_IN_SHEETS: Final = frozenset({"vertical_stub", "cell_paragraphs"})


class _NameInGbk(zipfile.ZipInfo):
    """A member whose name is written as Chinese Windows writes it: GBK, and nothing says so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  # overrides the library's
        return self.filename.encode("gbk"), self.flag_bits & ~_UTF8_NAMES


def render_zip(document: Document, draw: random.Random) -> bytes:
    """The report as a page; its tables on the page or, where `attached`, in files of their own."""
    info = draw.choice((zipfile.ZipInfo, _NameInGbk))
    members = dict(_members(document, draw))
    names = list(members)
    if draw.random() < 0.5:
        names.reverse()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(info(name, _DAY), members[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _members(document: Document, draw: random.Random) -> list[tuple[str, bytes]]:
    page = draw.choice((f"{document.title}.html", "index.html", "正文.html"))
    if not document.options.attached:
        return [(page, render_html(document, draw)), ("images/logo.png", b"\x89PNG\r\n\x1a\n")]
    text: list[Block] = [block for block in document.blocks if isinstance(block, Paragraph)]
    rest: list[Block] = [block for block in document.blocks if not isinstance(block, Paragraph)]
    name = "政府信息公开情况统计表"
    heading: list[Block] = [Paragraph(f"{document.title}附表", "heading")]
    attachment = replace(document, blocks=[*heading, *_headed(rest)])
    kinds = [("docx", render_docx), ("xlsx", render_xlsx), ("xls", render_xls)]
    if document.spec.traps & _NOT_IN_SHEETS:
        kinds = kinds[:1]
    suffix, renderer = draw.choice(kinds)
    place = draw.choice(("附件：{}.{}", "附件/{}.{}")).format(name, suffix)
    return [
        (page, render_html(replace(document, blocks=text), draw)),
        (place, renderer(attachment, draw)),
    ]


def _headed(blocks: list[Block]) -> list[Block]:
    """Each kind of table under its name, as attachments have them."""
    found: list[Block] = []
    last = ""
    for block in blocks:
        if isinstance(block, Table):
            if block.name != last and block.name in SECTIONS:
                found.append(Paragraph(SECTIONS[block.name], "heading"))
            last = block.name
        found.append(block)
    return found
