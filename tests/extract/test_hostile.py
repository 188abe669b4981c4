"""Documents made to hurt: what costs time or memory out of proportion is not done for them."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from extract.document import Document, Paragraph
from extract.folding import nfkc
from extract.forms.labels import may_be_near
from extract.readers import read_bytes
from tests.extract import layouts
from tests.extract.layouts import make_report
from tests.extract.reading import expected, read, table_values

REPORT = make_report("2021", seed=3)
PAGE = layouts.html_page(REPORT)


def document(content: str) -> Document:
    return read_bytes("a.html", content.encode())[0]


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        "<html><body>a<p>b</p>c<b>d</b><p>e<span>f</span><span>g</span></p><div><o:p>h</o:p></div>",
        "<p>a</p><html><body><p>b<p>c</html><html><body><div>d</div></body></html><p>e",
        "<div><pre>a\nb</pre><pre>c</pre></div><my-tag>d</my-tag><ul><li>e<li>f</ul>",
    ],
)
def test_paths_lead_to_the_text(page: str) -> None:
    root = etree.fromstring(page, parser=etree.HTMLParser())
    tree = root.getroottree()
    elements = {tree.getpath(element): element for element in root.iter(etree.Element)}
    found = [block for block in document(page).blocks if isinstance(block, Paragraph)]
    assert found
    for paragraph in found:
        assert paragraph.text[0] in "".join(map(str, elements[paragraph.path or ""].itertext()))


@pytest.mark.parametrize("charset", ["punycode", "utf-7", "idna", "undefined", "rot13", "x" * 20])
def test_a_page_does_not_choose_any_codec_of_python(charset: str) -> None:
    page = PAGE.replace("<head>", f"<head><meta charset='{charset}'>")
    assert table_values(read(page.encode("gb18030"))) == expected(REPORT)


@pytest.mark.parametrize("span", ["9" * 5000, "0", "-3", "٣", " 2x", ""])
def test_spans_that_are_no_numbers(span: str) -> None:
    page = PAGE.replace("<td>", f"<td rowspan='{span}'>", 1)
    extraction = read(page)
    assert {note["code"] for note in extraction.notes}.isdisjoint({"extractor_failed"})
    assert extraction.figures


@pytest.mark.parametrize("repeated", ["年度", "2023年度", "二〇二三年度", "政务公开", "(2023年度)"])
def test_a_title_is_tried_in_one_way(repeated: str) -> None:
    # In every combination of the parts this would not end within a lifetime.
    title = f"信息公开{repeated * 40}"[:68]
    assert read(PAGE.replace(REPORT.title, title)).figures
    assert read(PAGE.replace(REPORT.title, f"青溪县{title[:40]}报告")).figures


@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=0x3FFFF, exclude_categories=["Cs"]), max_size=60))
@example("e\u0301か\u3099<\u0338a\u0323\u0301①ﾊﾟ⽇期")
def test_folding_is_nfkc(text: str) -> None:
    assert nfkc(text) == unicodedata.normalize("NFKC", text)
    assert nfkc(f"，{text}，") == unicodedata.normalize("NFKC", f"，{text}，")


LONG = 300_000  # what takes the square of this does not end while somebody waits
REPEATED = ["-", "- ", "*a ", "[", "<p ", "1 ", "其中：", "收到申请3件，"]


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
@pytest.mark.parametrize("unit", REPEATED)
def test_no_text_takes_the_square_of_its_length(unit: str, name: str) -> None:
    # As a page of a hundred times the length it would be set aside after a minute.
    lines = f"{REPORT.title}\n\n{unit * (LONG // len(unit))}x\n\n全年收到政府信息公开申请7件。\n"
    page = lines if name != "a.html" else f"<html><body><pre>{lines}</pre></body></html>"
    figures = read(page, name).figures
    assert [row["value"] for row in figures if row["line_code"] == "B1"][-1:] in ([], [7])


@pytest.mark.parametrize("comment", ["<!---->", "<!-- x -->\n", " \n"])
def test_what_stands_before_a_page(comment: str) -> None:
    assert table_values(read(comment * 300 + PAGE, "a.doc")) == expected(REPORT)
    assert not read(comment * 300 + "x", "a.txt").figures


def test_a_sentence_without_an_end_is_a_note() -> None:
    endless = "全年收到申请3件，" * 1000
    extraction = read(PAGE.replace("没有别的事情需要说明。", endless))
    assert table_values(extraction) == expected(REPORT)
    (note,) = [note for note in extraction.notes if "full stop" in note["message"]]
    assert len(note["message"]) < 500


@given(st.data())
def test_a_text_that_is_not_measured_is_not_near(data: st.DataObject) -> None:
    label = data.draw(st.sampled_from(["予以公开了的信息数量", "其他法律法规规定的事项"]))
    text = data.draw(st.text(st.sampled_from(f"{label}政府信息"), max_size=12))
    likeness = SequenceMatcher(None, label, text, autojunk=False).ratio()
    assert may_be_near(text, frozenset(label), likeness)
