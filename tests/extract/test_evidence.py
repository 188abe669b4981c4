"""Every figure leads to its place, and what is marked there is what was read.

The samples' figures, all of them, and pages that make it hard to find the place again.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pypdfium2  # type: ignore[import-untyped]
import pytest
from lxml import etree
from lxml import html as lxml_html
from PIL import Image
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from extract import read_bytes as extract_bytes
from extract.document import Box, Document
from extract.evidence import Place, PlaceNotFoundError, blocks, dom, show_place, webpage
from extract.evidence.picture import marked_words, page_picture
from extract.readers import read_bytes
from extract.readers.kinds import unpacked
from tests.extract import layouts, office

SAMPLES = Path(__file__).parents[2] / "sample_reports"
DOCUMENTS = sorted(
    path for path in SAMPLES.iterdir() if path.suffix in {".html", ".md", ".pdf", ".txt"}
)
FACTS = [("Label", "新收 · new"), ("Document", "a & b <c>")]


def bare(text: str) -> str:
    return re.sub(r"[\s\u00a0\u200b\ufeff]", "", text)


def marked_in(page: str) -> str:
    """What a browser shows under the mark; the figure's element is there exactly once."""
    elements = list(lxml_html.document_fromstring(page).iter())
    [here] = [element for element in elements if element.get("id") == "figure"]
    marks = [element for element in elements if element.tag == "mark"]
    assert marks or here.tag == "td", "an empty cell is marked as a whole"
    assert "autofocus" in here.attrib
    return "".join(mark.text or "" for mark in marks)


def fragment_of(data: bytes, document: Document, place: Place) -> webpage.Fragment:
    if document.media_type == "text/html":
        found = dom.fragment(unpacked(data), document, place)
        assert found is not None, f"{place.locator} leads nowhere"
        return found
    return blocks.fragment(document, place)


def expect_all_marked(name: str, data: bytes) -> int:
    """Hold every figure of a document against what is marked for it; give their number."""
    document, _ = read_bytes(name, data)
    figures = extract_bytes(name, data).figures
    for figure in figures:
        place = Place.of(figure)
        fragment = fragment_of(data, document, place)
        page = webpage.page("title", FACTS, fragment.html)
        assert bare(marked_in(page)) == bare(figure["value_text"]), (name, figure)
        assert bare(fragment.marked) == bare(figure["value_text"])
    return len(figures)


@pytest.mark.parametrize(
    "path", [path for path in DOCUMENTS if path.suffix != ".pdf"], ids=lambda path: path.name
)
def test_each_figure_of_the_samples_is_marked(path: Path) -> None:
    assert expect_all_marked(path.name, path.read_bytes()) >= 3


@pytest.mark.parametrize(
    "path", [path for path in DOCUMENTS if path.suffix == ".pdf"], ids=lambda path: path.name
)
def test_each_box_of_the_samples_holds_its_number(path: Path) -> None:
    figures = extract_bytes(path.name, path.read_bytes()).figures
    assert len(figures) > 30
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    pages = [page_characters(page) for page in pdf]
    for figure in figures:
        place = Place.of(figure)
        assert place.boxes, figure
        assert place.page is not None
        words = "".join(
            character
            for x0, top, x1, bottom in place.boxes
            for character, x, y in pages[place.page - 1]
            if x0 <= x <= x1 and top <= y <= bottom
        )
        assert bare(words) == bare(figure["value_text"]), figure
        assert bare(marked_words(pdf[place.page - 1], place.boxes)) == bare(words)
    pdf.close()


def page_characters(page: Any) -> list[tuple[str, float, float]]:
    """Each character of an upright page and the middle of its box, as pdfium itself gives them."""
    text, height = page.get_textpage(), page.get_height()
    found = []
    for number in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(number)
        character = text.get_text_range(number, 1)
        found.append((character, (left + right) / 2, height - (bottom + top) / 2))
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_each_locator_says_where(path: Path) -> None:
    members = {
        ".html": {"path"},
        ".md": {"line"},
        ".txt": {"line"},
        ".pdf": set(),
    }[path.suffix]
    document, _ = read_bytes(path.name, path.read_bytes())
    for figure in extract_bytes(path.name, path.read_bytes()).figures:
        locator = json.loads(figure["locator"])
        assert members <= locator.keys(), figure
        assert (figure["page"] is not None) == (path.suffix == ".pdf"), figure
        assert document.text[figure["char_start"] : figure["char_end"]] == figure["value_text"]


# --- office documents and archives -------------------------------------------------------------

REPORTS = [layouts.make_report("2019", seed=3), layouts.make_report("2021", seed=4)]


@pytest.mark.parametrize("report", REPORTS, ids=["2019", "2021"])
@pytest.mark.parametrize("suffix", ["docx", "xlsx", "xls", "zip", "mht", "html.gz", "md"])
def test_each_figure_of_other_types_is_marked(suffix: str, report: layouts.Report) -> None:
    data = made_as(suffix, report)
    assert expect_all_marked(f"report.{suffix}", data) > 150
    figure = extract_bytes(f"report.{suffix}", data).figures[-1]
    exhibit = show_place(f"report.{suffix}", data, Place.of(figure), "title", FACTS)
    assert bare(marked_in(exhibit.content.decode())) == bare(figure["value_text"])


def made_as(suffix: str, report: layouts.Report) -> bytes:
    page = layouts.html_page(report).encode()
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    attached = {"index.html": page, "附件.xlsx": office.make_xlsx(report)}
    return {
        "docx": lambda: office.make_docx(report),
        "xlsx": lambda: office.make_xlsx(report),
        "xls": lambda: office.make_xls(report),
        "zip": lambda: office.make_zip(attached),
        "mht": lambda: head + page,
        "html.gz": lambda: gzip.compress(page),
        "md": lambda: page,
    }[suffix]()


def test_a_spreadsheet_figure_leads_to_the_cell_that_excel_names() -> None:
    data = office.make_xlsx(REPORTS[1])
    book = openpyxl.load_workbook(io.BytesIO(data))
    figures = extract_bytes("report.xlsx", data).figures
    assert len(figures) > 150
    for figure in figures:
        sheet, _, cell = json.loads(figure["locator"])["cell"].rpartition("!")
        held = book[sheet.strip("'")][cell].value
        assert ("" if held is None else str(held)) == figure["value_text"], figure


def test_a_word_figure_leads_to_its_cell_in_the_document_part() -> None:
    data = office.make_docx(REPORTS[1])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    figures = extract_bytes("report.docx", data).figures
    assert len(figures) > 150
    for figure in figures:
        path = json.loads(figure["locator"])["path"]
        found = root.xpath(path, namespaces={"w": root.nsmap["w"]})
        assert isinstance(found, list)
        [element] = found
        assert isinstance(element, etree._Element)
        words = "".join(text.text or "" for text in element.iter() if str(text.tag).endswith("}t"))
        assert figure["value_text"] in words, figure


def test_a_figure_of_an_attachment_names_the_file() -> None:
    data = made_as("zip", REPORTS[1])
    figures = extract_bytes("report.zip", data).figures
    members = {(figure["method"], json.loads(figure["locator"])["member"]) for figure in figures}
    assert members >= {("table", "index.html"), ("attachment", "附件.xlsx")}


# --- pages that make it hard ------------------------------------------------------------------

TITLE = "<h1>某县2018年政府信息公开工作年度报告</h1>"
HARD_PAGES = {
    "equal numbers in lines of one element": (
        f"{TITLE}<p>一、收到政府信息公开申请12件。<br>二、行政复议12件。<br>三、行政诉讼12件。</p>"
    ),
    "a flattened table in one element": (
        f"{TITLE}<p>三、依申请公开情况</p><div>（一）收到申请数 件 12<br>1.当面申请数 件 12<br>"
        "2.传真申请数 件 12<br>3.网络申请数 件 12<br>4.信函申请数 件 12<br>"
        "（二）申请办结数 件 12<br>1.按时办结数 件 12<br>2.延期办结数 件 12</div>"
    ),
    "a sentence that begins in one span and ends behind it": (
        f"{TITLE}<div><span>全县收到政府信息公开</span>申请<b>1</b><i>2</i>件，"
        "<font>被申请行政复议<u> 3 </u>件</font>。</div>"
    ),
    "scripts, remote pictures and links around": (
        f"<div onclick='steal()'>{TITLE}<img src='http://example.org/x.png'>"
        "<script>document.write('12件')</script><style>p{{background:url(http://e.org/)}}</style>"
        "<p style='background:url(http://example.org/y.png)'>收到政府信息公开申请"
        "<a href='javascript:alert(1)'>12件</a>，<!-- 99件 -->行政复议3件。</p>"
        "<iframe src='http://example.org/'></iframe></div>"
    ),
    "markup in the text": (
        f"{TITLE}<p>收到政府信息公开申请12件。</p><p>注：&lt;script src=x&gt;&lt;/script&gt;</p>"
    ),
    "a table inside a table that lays out the page": (
        f"<table><tr><td>{TITLE}<p>收到政府信息公开申请12件。</p></td></tr></table>"
    ),
    "a page that was cut off": (
        f"<html><body>{TITLE}<p>收到政府信息公开申请12件。</p><p>行政复议3件，"
    ),
    "preformatted text": (
        "<html><body><pre>某县2018年政府信息公开工作年度报告\n收到政府信息公开申请12件。\n"
        "行政复议12件。\n</pre></body></html>"
    ),
}


@pytest.mark.parametrize("what", HARD_PAGES)
def test_hard_pages_are_marked_too(what: str) -> None:
    assert expect_all_marked("report.html", HARD_PAGES[what].encode()) >= 1


@pytest.mark.parametrize(
    ("what", "unit"),
    [("equal numbers in lines of one element", "件"), ("a flattened table in one element", "")],
)
def test_the_right_one_of_equal_numbers_is_marked(what: str, unit: str) -> None:
    data = HARD_PAGES[what].encode()
    document, _ = read_bytes("report.html", data)
    figures = extract_bytes("report.html", data).figures
    before = []
    for figure in figures:
        fragment = dom.fragment(data, document, Place.of(figure))
        assert fragment is not None
        before.append(fragment.html[: fragment.html.index("<mark")].count(f"12{unit}"))
    assert sorted(before) == list(range(len(figures)))
    assert len(figures) >= 2


@pytest.mark.parametrize("what", HARD_PAGES)
def test_a_page_needs_no_network_and_runs_nothing(what: str) -> None:
    data = HARD_PAGES[what].encode()
    for figure in extract_bytes("report.html", data).figures:
        exhibit = show_place("report.html", data, Place.of(figure), "title", FACTS)
        page = exhibit.content.decode()
        assert "example.org" not in page
        root = lxml_html.document_fromstring(page)
        elements = {element.tag for element in root.iter() if isinstance(element.tag, str)}
        assert not elements & {"script", "img", "link", "iframe", "a", "object", "base", "form"}
        names = {
            name for main in root.iter("main") for inner in main.iter() for name in inner.attrib
        }
        assert names <= {"id", "class", "tabindex", "autofocus", "rowspan", "colspan"}
        assert "default-src 'none'" in page


def test_the_page_tells_the_facts() -> None:
    data = HARD_PAGES["a page that was cut off"].encode()
    figure = extract_bytes("report.html", data).figures[0]
    page = show_place("report.html", data, Place.of(figure), "<title>", FACTS).content.decode()
    root = lxml_html.document_fromstring(page)
    assert next(root.iter("h1")).text == "<title>"
    assert [dd.text for dd in root.iter("dd")] == [found for _, found in FACTS]


# --- places that do not hold what they should --------------------------------------------------


def _moved(figure: dict[str, Any], **changes: Any) -> Place:
    return Place.of(figure | changes)


def test_another_text_at_the_place_is_told() -> None:
    data = (SAMPLES / "dayao_2018.md").read_bytes()
    figure = extract_bytes("dayao_2018.md", data).figures[0]
    for place in (
        _moved(figure, value_text="4711"),
        _moved(figure, char_start=10_000_000, char_end=10_000_002),
        _moved(figure, char_start=None, char_end=None),
    ):
        with pytest.raises(PlaceNotFoundError, match="expected"):
            show_place("dayao_2018.md", data, place, "title", FACTS)


def test_a_path_that_leads_elsewhere_falls_back_to_the_text() -> None:
    data = (SAMPLES / "huaian_2024.html").read_bytes()
    figure = extract_bytes("huaian_2024.html", data).figures[0]
    for path in ("/html/body/nowhere", "//td", "not a path[", "string(/)"):
        place = _moved(figure, locator=json.dumps({"path": path, "text": "x"}))
        exhibit = show_place("huaian_2024.html", data, place, "title", FACTS)
        assert bare(marked_in(exhibit.content.decode())) == bare(figure["value_text"])


# --- pictures ---------------------------------------------------------------------------------


def _table_figures(path: Path) -> Iterator[dict[str, Any]]:
    for figure in extract_bytes(path.name, path.read_bytes()).figures:
        if figure["method"] == "table" and figure["value_state"] == "number":
            yield figure


def test_a_picture_shows_the_page_and_the_mark_upon_the_box() -> None:
    path = SAMPLES / "huaian_2024.pdf"
    data = path.read_bytes()
    figure = next(_table_figures(path))
    place = Place.of(figure)
    exhibit = page_picture(data, place, "title", FACTS)
    assert exhibit.suffix == ".png"
    picture = Image.open(io.BytesIO(exhibit.content))
    assert picture.info["Description"] == "\n".join(f"{what}: {found}" for what, found in FACTS)
    pdf = pypdfium2.PdfDocument(data)
    assert place.page is not None
    page = pdf[place.page - 1]
    plain = page.render(scale=2).to_pil().convert("RGB")
    pdf.close()
    assert picture.width == plain.width
    assert picture.height > plain.height, "a caption stands below the page"
    [box] = place.boxes
    changed = [
        (x, y)
        for x in range(0, plain.width, 3)
        for y in range(0, plain.height, 3)
        if picture.getpixel((x, y)) != plain.getpixel((x, y))
    ]
    assert changed
    for x, y in changed:
        assert box[0] - 5 <= x / 2 <= box[2] + 5
        assert box[1] - 5 <= y / 2 <= box[3] + 5
    assert min(x for x, _ in changed) / 2 < box[0] + 3
    assert max(y for _, y in changed) / 2 > box[3] - 3


def test_a_box_that_holds_another_number_is_told() -> None:
    path = SAMPLES / "huaian_2024.pdf"
    figure = next(_table_figures(path))
    for changes in ({"value_text": "471147"}, {"page": 99}):
        with pytest.raises(PlaceNotFoundError, match="expected"):
            page_picture(path.read_bytes(), _moved(figure, **changes), "title", FACTS)


@pytest.mark.parametrize(
    ("rotation", "box"),
    [
        (0, (98, 88, 135, 102)),
        (90, (698, 98, 712, 135)),
        (180, (665, 698, 702, 712)),
        (270, (88, 665, 102, 702)),
    ],
)
def test_boxes_are_those_of_the_page_as_shown(rotation: int, box: Box) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(800, 800))
    canvas.setPageRotation(rotation)
    canvas.drawString(100, 700, "47114")
    canvas.drawString(300, 400, "elsewhere")
    canvas.save()
    pdf = pypdfium2.PdfDocument(buffer.getvalue())
    assert marked_words(pdf[0], [box]) == "47114"
    pdf.close()


def test_a_number_over_two_lines_has_two_boxes() -> None:
    figure = {
        "value_text": "12",
        "char_start": 0,
        "char_end": 2,
        "page": 1,
        "locator": '{"bbox": [[1, 2, 3, 4], [5, 6, 7, 8]]}',
    }
    assert Place.of(figure).boxes == [(1, 2, 3, 4), (5, 6, 7, 8)]
