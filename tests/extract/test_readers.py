"""Readers: blocks in reading order, offsets into the canonical text, places in the file."""

from __future__ import annotations

import io

import pytest
from lxml import html as lxml_html
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]

from extract.document import Document, Paragraph, Table
from extract.readers import read_bytes
from tests.extract import layouts, pdfs
from tests.extract.layouts import make_report

REPORT = make_report("2021", seed=4)


def document(content: str | bytes, name: str) -> Document:
    data = content if isinstance(content, bytes) else content.encode()
    return read_bytes(name, data)[0]


def texts(found: Document) -> list[str]:
    return [paragraph.text for paragraph in found.paragraphs]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", layouts.html_page(REPORT)),
        ("a.txt", layouts.flat_text(REPORT, "tabs_dropped")),
        ("a.txt", layouts.flat_text(REPORT, "one_a_line")),
        ("a.md", layouts.flat_text(REPORT, "bars")),
        ("a.pdf", pdfs.make_pdf(REPORT)),
    ],
)
def test_offsets_are_those_of_the_text(name: str, content: str | bytes) -> None:
    found = document(content, name)
    last = -1
    for block in found.blocks:
        for item in block.cells if isinstance(block, Table) else (block,):
            assert found.text[item.char_start :].startswith(item.text)
            assert item.char_start >= last
            last = item.char_start
    assert [table.number for table in found.tables] == list(range(1, len(found.tables) + 1))


def test_text_paragraphs_are_rebuilt_over_line_ends_and_page_numbers() -> None:
    found = document(
        "青溪县2022年政府信息公开工作年度报告\n\n一、总体情况\n"
        "各单位把该让大家知道的事情都放到了网上，群众找起来比以前\n"
        "方便了许多，全年\n\n- 3 -\n\n收到申请 12 件。\n（一）下一件事。\n",
        "a.txt",
    )
    assert texts(found) == [
        "青溪县2022年政府信息公开工作年度报告",
        "一、总体情况",
        "各单位把该让大家知道的事情都放到了网上，群众找起来比以前方便了许多，全年",
        "收到申请 12 件。",
        "（一）下一件事。",
    ] or texts(found)[2].endswith("全年收到申请 12 件。")
    assert [paragraph.line for paragraph in found.paragraphs][:3] == [1, 3, 4]


def test_a_paragraph_goes_on_over_the_blank_line_of_a_page_end() -> None:
    head = "改进措施：一个一个栏目检查过去，发现问题的单位马上就改，收到群众申请"
    found = document(f"{head}\n\n的单位当天登记。\n", "a.txt")
    assert texts(found) == [head + "的单位当天登记。"]


def test_html_blocks() -> None:
    found = document(
        "<html><head><title>不是正文</title><style>p{}</style></head><body>"
        "<div>第一段<br>第二<b>段</b></div><script>x=1</script>"
        "<table><tr><td>只有一格的表是版式</td></tr></table>"
        "<table><tr><th rowspan=2>甲</th><td>1</td></tr><tr><td><p>2</p></td></tr></table>"
        "第三段</body></html>",
        "a.html",
    )
    assert texts(found) == ["第一段", "第二段", "只有一格的表是版式", "第三段"]
    (table,) = found.tables
    assert [(cell.text, cell.row, cell.column, cell.row_span) for cell in table.cells] == [
        ("甲", 1, 1, 2),
        ("1", 1, 2, 1),
        ("2", 2, 2, 1),
    ]
    assert table.cells[2].path == "/html/body/table[2]/tr[2]/td[1]"
    assert isinstance(found.blocks[0], Paragraph)
    assert found.blocks[0].path == "/html/body/div"


def test_dom_paths_lead_to_the_cell() -> None:
    page = layouts.html_page(REPORT)
    tree = lxml_html.document_fromstring(page).getroottree()
    for table in document(page, "a.html").tables:
        for cell in table.cells:
            text = str(tree.xpath(f"string({cell.path})"))
            assert "".join(text.split()) == "".join(cell.text.split())


def test_markdown_marks_are_no_text() -> None:
    found = document(
        "---\ntitle: 青溪县年报\nsource_url: https://www.example.gov.cn/1\n---\n"
        "# 青溪县**2022**年报\n\n- 见[网站](https://www.example.gov.cn)\n\n"
        "| 甲 | 乙 |\n|---|---|\n| **1** | 2\\|3 |\n\n"
        "<table><tr><td>丙</td><td>4</td></tr></table>\n",
        "a.md",
    )
    assert texts(found) == ["青溪县2022年报", "见网站"]
    assert [[cell.text for cell in table.cells] for table in found.tables] == [
        ["甲", "乙", "1", "2|3"],
        ["丙", "4"],
    ]
    assert found.declared == {"title": "青溪县年报", "source_url": "https://www.example.gov.cn/1"}
    assert found.tables[0].is_grid  # its rule says how many columns there are
    assert found.tables[1].is_grid


def test_a_dash_before_numbers_is_one_of_them_and_no_mark_of_a_list() -> None:
    lines = ["事项甲", "事项乙", "- 0 7", "3 4 5", "", "- 第一条", "- 12"]
    found = document("\n".join(lines), "a.md")
    (table,) = found.tables
    assert [cell.text for cell in table.cells][2:8] == ["-", "0", "7", "3", "4", "5"]
    assert "- 第一条" not in found.text


def test_pdf_tables_are_stitched_and_page_numbers_dropped() -> None:
    found = document(pdfs.make_pdf(REPORT, repeated=3, gap=400), "a.pdf")
    assert len(found.tables) == 3
    requests = found.tables[1]
    assert len({cell.page for cell in requests.cells}) == 2
    assert [cell.text for cell in requests.cells].count("自然人") == 1
    assert all(cell.bbox for cell in requests.cells)
    assert not any(text.startswith("- ") for text in texts(found))
    (long,) = [text for text in texts(found) if "方便了许多" in text]
    assert long.count("方便了许多") == 4


def test_what_a_file_is_its_content_says() -> None:
    assert document(pdfs.make_pdf(REPORT), "a.html").media_type == "application/pdf"
    assert document(layouts.html_page(REPORT), "a.txt").media_type == "text/html"


@pytest.mark.parametrize(("width", "text"), [(20, "101458"), (120, "1014 58")])
def test_a_number_over_two_lines_of_a_pdf_cell(width: int, text: str) -> None:
    """In a narrow cell it was broken; in a wide one two numbers lost the rule between them."""
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer)
    page.setFont("Helvetica", 8)
    for left, right in ((50, 150), (150, 150 + width)):
        page.rect(left, 700, right - left, 40)
    page.drawString(55, 715, "Label of the row ...")
    page.drawString(151, 722, "1014")
    page.drawString(151, 710, "58")
    page.save()
    (table,) = document(buffer.getvalue(), "a.pdf").tables
    assert [cell.text for cell in table.cells][1] == text
