"""Documents as Word writes them: merged cells, runs inside labels, text boxes, numbered headings.

The tables are written as XML, since python-docx merges cell by cell and knows no `vMerge` of a
paragraph's own making. `render_doc` lets LibreOffice convert the result, where it is installed.
"""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml

from tests.gold.document import Document, Paragraph
from tests.gold.layout import Cell, Table

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES: Final = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PAGE_END: Final = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_CHINESE_MARKS: Final = "一二三四五六七八九十"
_NUMBERING: Final = 77  # id of our list of headings
_DAY: Final = (2024, 1, 15, 9, 0, 0)  # of every member: the same document is the same bytes
_TIME: Final = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DOC_SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class _Look:
    nested: bool
    boxed: bool  # the first paragraph of the text stands in a text box
    numbered: bool  # headings have automatic numbers
    pieces: bool  # a cell's text is cut into runs, as editing leaves it
    grid_after: bool


def render_docx(document: Document, draw: random.Random) -> bytes:
    look = _Look(
        nested=draw.random() < 0.15,
        boxed=draw.random() < 0.3,
        numbered=draw.random() < 0.3 and _heads_count_up(document),
        pieces=draw.random() < 0.5,
        grid_after=draw.random() < 0.2,
    )
    word = docx.Document()
    body = word.element.body
    if look.numbered:
        _define_numbering(word)
    end = body.sectPr
    boxed = look.boxed
    for block in document.blocks:
        if isinstance(block, Table):
            xml = _table(block, document, look, draw)
            if look.nested:
                xml = _around(xml)
        elif isinstance(block, Paragraph):
            in_box = boxed and block.kind == "body"
            boxed = boxed and not in_box
            xml = _box(block) if in_box else _paragraph(block, look, draw)
        else:
            xml = _PAGE_END
        for element in parse_xml(f"<w:body {_NAMESPACES}>{xml}</w:body>"):
            end.addprevious(element)
    buffer = io.BytesIO()
    word.save(buffer)
    return without_clock(buffer.getvalue())


def without_clock(data: bytes) -> bytes:
    """The archive with fixed times."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            member = _TIME.sub(b"2024-01-15T09:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, _DAY), member, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _runs(text: str, draw: random.Random, *, pieces: bool) -> str:
    parts = [text]
    if pieces and len(text) > 3:
        at = draw.randrange(1, len(text))
        parts = [text[:at], text[at:]]
    return "".join(
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in parts
    )


def _paragraph(block: Paragraph, look: _Look, draw: random.Random) -> str:
    text, properties = block.text, ""
    if block.kind == "heading" and look.numbered and text[:2] in _marks():
        text = text[2:]
        properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{_NUMBERING}"/></w:numPr>'
    if block.kind == "title":
        properties += '<w:jc w:val="center"/>'
    if block.kind == "right":
        properties += '<w:jc w:val="right"/>'
    runs = _runs(text, draw, pieces=look.pieces)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _marks() -> tuple[str, ...]:
    return tuple(f"{mark}、" for mark in _CHINESE_MARKS)


def _heads_count_up(document: Document) -> bool:
    """Whether automatic numbers come out as the headings' own."""
    heads = [
        block.text[:2]
        for block in document.blocks
        if isinstance(block, Paragraph) and block.kind == "heading" and block.text[:2] in _marks()
    ]
    return heads == list(_marks()[: len(heads)])


def _define_numbering(word: Any) -> None:
    numbering = word.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {_NAMESPACES} w:abstractNumId="{_NUMBERING}"><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
        "</w:lvl></w:abstractNum>"
    )
    numbering.insert(0, abstract)
    numbering.append(
        parse_xml(
            f'<w:num {_NAMESPACES} w:numId="{_NUMBERING}">'
            f'<w:abstractNumId w:val="{_NUMBERING}"/></w:num>'
        )
    )


def _box(block: Paragraph) -> str:
    """A text box as Word writes it: once for itself and once for older versions."""
    inner = f"<w:p><w:r><w:t>{escape(block.text)}</w:t></w:r></w:p>"
    new = (
        "<w:drawing><wp:inline><wp:extent cx='5000000' cy='900000'/><wp:docPr id='7' name='box'/>"
        "<a:graphic><a:graphicData "
        "uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>"
        f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/>"
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    old = (
        "<w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    return (
        "<w:p><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )


def _around(table: str) -> str:
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol/>'
        f"</w:tblGrid><w:tr><w:tc><w:tcPr/>{table}<w:p/></w:tc></w:tr></w:tbl>"
    )


def _table(table: Table, document: Document, look: _Look, draw: random.Random) -> str:
    columns = table.columns
    grid = "".join('<w:gridCol w:w="900"/>' for _ in range(columns))
    rows = "".join(_rows(table, document, look, draw))
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"
    )


def _rows(table: Table, document: Document, look: _Look, draw: random.Random) -> Iterator[str]:
    columns = table.columns
    covered: dict[tuple[int, int], Cell] = {}
    starts: dict[tuple[int, int], Cell] = {}
    for r, c, cell in table.places():
        starts[r, c] = cell
        for down in range(1, cell.down):
            covered[r + down, c] = cell
    for r in range(len(table.rows)):
        parts, c = [], 0
        while c < columns:
            here = starts.get((r, c)) or covered.get((r, c))
            if here is None:  # a row that ends early
                break
            if (r, c) in starts:
                parts.append(_cell(here, document, look, draw))
            else:
                parts.append(_tc(here, "<w:vMerge/>", "<w:p/>"))
            c += here.across
        missing = columns - c
        after = f'<w:gridAfter w:val="{missing}"/>' if missing and look.grid_after else ""
        head = "<w:tblHeader/>" if r < table.header else ""
        yield f"<w:tr><w:trPr>{after}{head}</w:trPr>{''.join(parts)}</w:tr>"


def _tc(cell: Cell, merge: str, inner: str) -> str:
    span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>"


def _cell(cell: Cell, document: Document, look: _Look, draw: random.Random) -> str:
    merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
    texts = [cell.text]
    if document.options.vertical_stubs and cell.down > 2:
        texts = list(cell.text)
    elif document.options.paragraphs and cell.kind != "number" and len(cell.text) > 6:
        at = draw.randrange(2, len(cell.text) - 2)
        texts = [cell.text[:at], cell.text[at:]]
    breaks = draw.random() < 0.5
    if breaks and len(texts) > 1:
        inner = "<w:r><w:br/></w:r>".join(_runs(text, draw, pieces=False) for text in texts)
        return _tc(cell, merge, f"<w:p>{inner}</w:p>")
    pieces = look.pieces and len(texts) == 1
    inner = "".join(f"<w:p>{_runs(text, draw, pieces=pieces)}</w:p>" for text in texts)
    return _tc(cell, merge, inner)


# --- DOC ----------------------------------------------------------------------------------------


def has_office() -> bool:
    """Whether LibreOffice is here: without it there are no DOC files in the set."""
    return shutil.which("soffice") is not None


def render_doc(document: Document, draw: random.Random) -> bytes:
    return convert_to_doc(render_docx(document, draw))


def convert_to_doc(data: bytes) -> bytes:
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("soffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(data)
        subprocess.run(
            [
                office,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "doc:MS Word 97",
                "--outdir",
                folder,
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=DOC_SECONDS,
        )
        return source.with_suffix(".doc").read_bytes()
