"""DOCX: what a reader of the page sees. python-docx is the reference for the grid."""

from __future__ import annotations

import io
import random
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from extract.document import Document, Table
from extract.readers import read_bytes
from tests.extract import layouts, office
from tests.extract.layouts import make_report
from tests.extract.reading import codes, expected, read, table_values

REPORT = make_report("2021", seed=6)
W = nsdecls("w")


def document(data: bytes) -> Document:
    return read_bytes("a.docx", data)[0]


def texts(found: Document) -> list[str]:
    return [paragraph.text for paragraph in found.paragraphs]


def with_xml(*blocks: str) -> bytes:
    """A document of blocks given as XML, with the prefixes w, wp, a, mc, wps and v."""
    made = docx.Document()
    body = made.element.body
    namespaces = (
        W + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    for block in blocks:
        wrapped = parse_xml(f"<w:body {namespaces}>{block}</w:body>")
        for element in wrapped:
            body.insert(len(body) - 1, element)
    return office.saved(made)


def p(text: str, properties: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
    )


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def cells(table: Table) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.row, c.column, c.row_span, c.column_span) for c in table.cells]


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_report(form: str) -> None:
    report = make_report(form, seed=8)
    extraction = read(office.make_docx(report), "a.docx")
    assert table_values(extraction) == expected(report)
    assert extraction.notes == []
    assert extraction.report is not None
    assert extraction.report["title"] == report.title
    assert extraction.report["form"] == form


def _reference(made: WordDocument) -> list[dict[tuple[int, int], str]]:
    """Each place of each table and the text that python-docx has there."""
    return [
        {
            (row, column): " ".join(cell.text.split())
            for row, cells_of_row in enumerate(table.rows, 1)
            for column, cell in enumerate(cells_of_row.cells, 1)
        }
        for table in made.tables
    ]


def test_grids_are_those_of_python_docx() -> None:
    draw = random.Random(4)  # noqa: S311
    made = docx.Document()
    for _ in range(40):
        height, width = draw.randrange(2, 9), draw.randrange(2, 9)
        table = made.add_table(height, width)
        merged: set[tuple[int, int]] = set()
        for _ in range(draw.randrange(5)):
            top, left = draw.randrange(height), draw.randrange(width)
            bottom, right = draw.randrange(top, height), draw.randrange(left, width)
            area = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
            if not area & merged:
                merged |= area
                table.cell(top, left).merge(table.cell(bottom, right))
        for at, cell in enumerate({id(c._tc): c for row in table.rows for c in row.cells}.values()):
            cell.text = draw.choice(("", "12", f"甲{at}", "乙\n丙"))
    found = document(office.saved(made))
    assert len(found.tables) == 40
    for table, want in zip(found.tables, _reference(made), strict=True):
        laid = {
            (row, column): cell.text
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        assert laid == want


def test_paths_lead_to_the_cell_and_the_paragraph() -> None:
    data = office.make_docx(REPORT)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        tree = etree.fromstring(package.read("word/document.xml")).getroottree()
    namespaces = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    found = document(data)
    places = [(cell.path, cell.text) for table in found.tables for cell in table.cells]
    places += [(paragraph.path, paragraph.text) for paragraph in found.paragraphs]
    for path, text in places:
        assert tree.xpath(f"string({path})", namespaces=namespaces) == text
    for block in found.blocks:
        for item in block.cells if isinstance(block, Table) else (block,):
            assert found.text[item.char_start :].startswith(item.text)


def test_merged_cells_of_other_programs() -> None:
    found = document(
        with_xml(
            tbl(
                tc("甲", '<w:vMerge w:val="restart"/>') + tc("1") + tc("2"),
                tc("", "<w:vMerge/>") + tc("3", '<w:gridSpan w:val="2"/>'),
                tc("乙", '<w:hMerge w:val="restart"/>')
                + tc("", '<w:hMerge w:val="continue"/>')
                + tc("4"),
                '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("5") + tc("6"),
            )
        )
    )
    assert cells(found.tables[0]) == [
        ("甲", 1, 1, 2, 1), ("1", 1, 2, 1, 1), ("2", 1, 3, 1, 1), ("3", 2, 2, 1, 2),
        ("乙", 3, 1, 1, 2), ("4", 3, 3, 1, 1), ("5", 4, 2, 1, 1), ("6", 4, 3, 1, 1),
    ]  # fmt: skip


def test_a_table_in_a_cell_and_a_table_that_is_layout() -> None:
    inner = tbl(tc("丙") + tc("1"), tc("丁") + tc("2"))
    found = document(
        with_xml(
            tbl(
                tc("甲") + tc("5") + f"<w:tc>{p('乙')}{inner}{p('')}</w:tc>",
                tc("8") + tc("9") + tc("7"),
            ),
            tbl(f"<w:tc>{p('引言')}{inner}{p('')}</w:tc>"),
        )
    )
    assert [[cell.text for cell in table.cells] for table in found.tables] == [
        ["甲", "5", "乙", "8", "9", "7"],
        ["丙", "1", "丁", "2"],
        ["丙", "1", "丁", "2"],
    ]
    assert texts(found) == ["引言"]


def test_changes_are_accepted() -> None:
    found = document(
        with_xml(
            "<w:p><w:r><w:t>收到</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r>"
            "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
            "<w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo></w:p>",
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>" + p("后"),
            tbl(
                tc("甲") + tc("1"),
                "<w:trPr><w:del/></w:trPr>" + tc("删") + tc("2"),
                "<w:trPr><w:ins/></w:trPr>" + tc("乙") + tc("3"),
            ),
        )
    )
    assert texts(found) == ["收到12件新", "前后"]
    assert [cell.text for cell in found.tables[0].cells] == ["甲", "1", "乙", "3"]


def test_what_is_not_shown_is_not_read() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "页眉"
    made.sections[0].footer.paragraphs[0].text = "页脚"
    run = made.add_paragraph("看得见").add_run("看不见")
    run.font.hidden = True
    style = made.styles.add_style("secret", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    made.paragraphs[0].add_run("也看不见", style="secret")
    toc = made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("一、总体情况\t1", style=toc)
    assert texts(document(office.saved(made))) == ["看得见"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框内')}{tbl(tc('甲') + tc('1'), tc('乙') + tc('2'))}</w:txbxContent>"
    found = document(
        with_xml(
            "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
            f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
            f"<v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wpg'><w:drawing/></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{p('旧框')}</w:txbxContent>"
            "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        )
    )
    assert texts(found) == ["前", "框内", "旧框"]
    assert [cell.text for cell in found.tables[0].cells] == ["甲", "1", "乙", "2"]


def test_signs_fields_controls_and_line_breaks() -> None:
    found = document(
        with_xml(
            "<w:p><w:r><w:sym w:font='Wingdings' w:char='F081'/><w:t>受理</w:t><w:noBreakHyphen/>"
            "<w:sym w:font='Calibri' w:char='2212'/><w:softHyphen/></w:r>"
            "<w:fldSimple w:instr=' DOCPROPERTY x '><w:r><w:t>甲</w:t></w:r></w:fldSimple>"
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
            "<w:r><w:instrText>PAGE</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>乙</w:t></w:r>"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
            "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>丙</w:t></w:r></w:sdtContent></w:sdt></w:p>",
            f"<w:sdt><w:sdtPr/><w:sdtContent>{p('丁')}</w:sdtContent></w:sdt>",
            "<w:p><w:r><w:t>青溪县人民政府</w:t><w:br/><w:t>二〇二二年</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>各单位把该让大家知道的事情都放到了网上，群众找起来</w:t><w:br/>"
            "<w:t>方便了许多。</w:t></w:r></w:p>",
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
            f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>",
        )
    )
    assert texts(found) == [
        "①受理-−甲乙丙",
        "丁",
        "青溪县人民政府",
        "二〇二二年",
        "各单位把该让大家知道的事情都放到了网上，群众找起来方便了许多。",
    ]


NUMBERING = (
    f"<w:numbering {W}><w:abstractNum w:abstractNumId='1'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/>"
    "<w:suff w:val='nothing'/><w:lvlText w:val='%1、'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>"
    "<w:lvlText w:val='（%2）'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:start w:val='3'/><w:numFmt w:val='decimal'/>"
    "<w:lvlText w:val='%3.'/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/>"
    "<w:lvlText w:val='●'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'>"
    "<w:startOverride w:val='9'/></w:lvlOverride></w:num></w:numbering>"
)


def numbered(level: int, number: int = 1) -> str:
    return f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"


def test_automatic_numbers_are_put_back() -> None:
    body = with_xml(
        p("总体情况", numbered(0)),
        p("公开", numbered(1)),
        p("申请", numbered(1)),
        p("网络", numbered(2)),
        p("信函", numbered(2)),
        p("", numbered(0)),
        p("主动公开", numbered(0)),
        p("重新开始", numbered(1)),
        p("一点", numbered(0, 2)),
        p("附则", numbered(0, 3)),
        p("附录", numbered(0, 3)),
        p("没有", numbered(0, 0)),
        tbl(
            tc("甲") + tc("1"),
            f"<w:tc>{p('12', numbered(1))}</w:tc><w:tc>{p('字', numbered(2))}</w:tc>",
        ),
    )
    found = document(office.repacked(body, {"word/numbering.xml": lambda _: NUMBERING}))
    assert texts(found) == [
        "一、总体情况", "（一）公开", "（二）申请", "3. 网络", "4. 信函", "三、主动公开",
        "（一）重新开始", "一点", "九、附则", "十、附录", "没有",
    ]  # fmt: skip
    assert [cell.text for cell in found.tables[0].cells] == ["甲", "1", "12", "3. 字"]


def test_a_heading_s_number_may_come_from_its_style() -> None:
    styles = (
        f"<w:styles {W}><w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/>"
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='2'><w:name w:val='own'/><w:basedOn w:val='1'/>"
        "</w:style></w:styles>"
    )
    numbering = NUMBERING.replace("<w:suff", "<w:pStyle w:val='1'/><w:suff")
    body = with_xml(p("总体情况", "<w:pStyle w:val='1'/>"), p("主动公开", "<w:pStyle w:val='2'/>"))
    changes = {"word/numbering.xml": lambda _: numbering, "word/styles.xml": lambda _: styles}
    assert texts(document(office.repacked(body, changes))) == ["一、总体情况", "二、主动公开"]


def test_strict_flat_and_old_xml_are_the_same_document() -> None:
    data = office.make_docx(REPORT)
    want = document(data).text
    strict = office.repacked(
        data,
        {
            name: lambda text: text.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            ).replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            for name in ("word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels")
        },
    )
    assert document(strict).text == want
    root = etree.tostring(docx.Document(io.BytesIO(data)).element, encoding="unicode")
    flat = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg='
        '"http://schemas.microsoft.com/office/2006/xmlPackage">'
        f"<pkg:part pkg:name='/word/document.xml'><pkg:xmlData>{root}</pkg:xmlData></pkg:part>"
        "</pkg:package>"
    )
    assert document(flat.encode()).text == want
    old = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>' + root.replace(
        "w:document", "w:wordDocument"
    )
    found = read_bytes("a.doc", old.encode())[0]
    assert found.text == want


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "damaged_package"),
        (office.make_docx(REPORT)[:-200], "damaged_package"),
        (office.with_body(lambda text: text[: len(text) // 2]), "damaged_package"),
        (office.with_body(lambda text: text.replace("w:body", "w:nobody")), "damaged_package"),
        (office.with_body(lambda _: "<w:x xmlns:w='w'>" + "<w:y>" * 500), "damaged_package"),
        (office.with_body(lambda text: text), "empty_document"),
    ],
)
def test_damaged_documents_are_set_aside(data: bytes, code: str) -> None:
    extraction = read(data, "a.docx")
    assert extraction.report is None
    assert codes(extraction) == {code}


def test_an_embedded_workbook_is_told_of() -> None:
    data = with_xml(
        p(REPORT.title),
        "<w:p><w:r><w:object xmlns:o='urn:schemas-microsoft-com:office:office'>"
        "<o:OLEObject ProgID='Excel.Sheet.12'/></w:object></w:r></w:p>",
    )
    _, notes = read_bytes("a.docx", data)
    assert [note.code for note in notes] == ["unread_part"]


def test_prose_of_a_docx_says_where_it_stands() -> None:
    made = docx.Document(io.BytesIO(office.make_docx(REPORT)))
    made.paragraphs[3].text = "全年收到政府信息公开申请31件。"
    extraction = read(office.saved(made), "a.docx")
    (figure,) = [row for row in extraction.figures if row["method"] == "prose"]
    assert '"path":"/w:document/w:body/w:p[4]"' in figure["locator"]


def test_a_report_with_one_paragraph_a_cell_line() -> None:
    """A vertical stub written one character a paragraph is one label."""
    made = docx.Document(io.BytesIO(office.make_docx(REPORT)))
    for table in made.tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.text.startswith("三、本年度"):
                    cell.text = "\n".join(cell.text)
    assert table_values(read(office.saved(made), "a.docx")) == expected(REPORT)
    assert layouts.SECTIONS[1] in document(office.saved(made)).text
