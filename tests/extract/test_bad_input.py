"""Documents that cannot be read, and look-alikes: one clear note, no exception, nothing landed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib import pdfencrypt  # type: ignore[import-untyped]
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]

from extract import Extraction, read_bytes, read_document
from tests.extract import layouts, pdfs
from tests.extract.layouts import make_report
from tests.extract.reading import codes, expected, read, table_values

REPORT = make_report("2021", seed=9)
PAGE = layouts.html_page(REPORT)


def assert_turned_away(extraction: Extraction, code: str) -> str:
    assert extraction.report is None
    assert extraction.figures == []
    assert [note["code"] for note in extraction.notes] == [code]
    note = extraction.notes[0]
    assert note["severity"] == "error"
    assert len(note["report_id"]) == 64
    message = str(note["message"])
    for part in (": expected ", ", found ", "; "):
        assert part in message
    return message


def framed_pdf(*, is_locked: bool = False) -> bytes:
    """A page with a frame and no text, or one that asks for a password."""
    buffer = io.BytesIO()
    encrypt = pdfencrypt.StandardEncryption("user", "owner") if is_locked else None
    page = canvas.Canvas(buffer, encrypt=encrypt)
    page.rect(10, 10, 100, 100)
    page.showPage()
    page.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.html", b"", "empty_document"),
        ("a.txt", b" \n\t\n ", "empty_document"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "empty_document"),
        ("a.txt", bytes(range(256)) * 40, "mis_encoded"),
        ("a.txt", b"\x01\x02\x03plain" * 400, "not_text"),
        ("a.html", PAGE.encode().decode("gb18030", "replace").encode(), "mis_encoded"),
        ("a.pdf", b"%PDF-1.4 and nothing else", "damaged_pdf"),
        ("a.pdf", framed_pdf(), "no_text_layer"),
        ("a.pdf", framed_pdf(is_locked=True), "password"),
        ("a.docx", b"PK\x03\x04", "damaged_package"),
    ],
)
def test_unreadable(name: str, data: bytes, code: str) -> None:
    assert assert_turned_away(read_bytes(name, data), code).startswith(name)


def test_truncated_pdf() -> None:
    whole = pdfs.make_pdf(REPORT)
    assert_turned_away(read(whole[: len(whole) // 2], "a.pdf"), "damaged_pdf")


def test_unreadable_file(tmp_path: Path) -> None:
    message = assert_turned_away(read_document(tmp_path / "gone.html"), "unreadable_file")
    assert "gone.html" in message
    assert_turned_away(read_document(tmp_path), "unreadable_file")


def test_truncated_page_keeps_what_is_whole_and_says_so() -> None:
    data = PAGE.encode()
    extraction = read(data[: len(data) * 6 // 10])
    assert codes(extraction) >= {"truncated_document", "incomplete_table"}
    want = expected(REPORT)
    assert 0 < len(table_values(extraction)) < len(want)
    assert table_values(extraction).items() <= want.items()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("declared", ["", "<meta charset='gb2312'>", "<meta charset='utf-8'>"])
def test_encodings(encoding: str, declared: str) -> None:
    page = PAGE.replace("<head>", f"<head>{declared}")
    extraction = read(page.encode(encoding))
    assert table_values(extraction) == expected(REPORT)
    assert extraction.notes == []


def test_a_few_damaged_bytes_are_noted_with_their_line() -> None:
    data = PAGE.encode()
    at = data.index("网上".encode())
    extraction = read(data[:at] + b"\xff" + data[at:])
    assert codes(extraction) == {"damaged_characters"}
    assert "line " in extraction.notes[0]["message"]
    assert table_values(extraction) == expected(REPORT)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PAGE.replace("年政府信息公开工作年度", "年上半年政府信息公开工作"), "part_of_a_year"),
        (PAGE.replace("12月31日", "6月30日"), "part_of_a_year"),
        (PAGE.replace("2022年", "2081年"), "implausible_year"),
        (PAGE.replace("2022年", "1922年"), "implausible_year"),
        # Published in January 2023, for a period in 2022.
        (PAGE.replace(REPORT.title, REPORT.title.replace("2022", "2025")), "implausible_year"),
        ("<html><body><h1>Annual report 2020</h1><p>Revenue rose.</p></body></html>",
         "not_an_annual_report"),
        ("<html><body><p>青溪县2022年法治政府建设年度报告</p><p>受理复议申请32件。</p></body></html>",
         "not_an_annual_report"),
        ("<html><body><h1>青溪县召开政府信息公开工作年度报告编制培训会</h1>"
         "<p>1月5日，共有32人参加。</p></body></html>", "not_an_annual_report"),
        ("<html><body><h1>青溪县发布2022年政府信息公开工作年度报告</h1>"
         "<p>去年共收到申请32件。</p></body></html>", "not_an_annual_report"),
        ("<html><body>" + "".join(f"<li>青溪县{year}年政府信息公开工作年度报告</li>"
                                  for year in range(2015, 2023)) + "</body></html>", "index_page"),
        ("<html><body><h1>青溪县政府信息公开工作年度报告</h1><p>收到申请三十二件。</p></body></html>",
         "no_report_year"),
    ],
)  # fmt: skip
def test_look_alikes(content: str, code: str) -> None:
    assert_turned_away(read(content), code)


def test_a_report_without_a_table_or_figure_says_so() -> None:
    extraction = read(f"<html><body><h1>{REPORT.title}</h1><p>一切都好。</p></body></html>")
    assert extraction.report is not None
    assert codes(extraction) == {"no_figures"}


def test_tables_without_a_title_are_a_report_of_the_period() -> None:
    extraction = read(PAGE.replace("政府信息公开工作年度报告", ""))
    assert extraction.report is not None
    assert (extraction.report["title"], extraction.report["report_year"]) == (None, 2022)
    assert codes(extraction) == {"no_title"}


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400), name=st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf"]))
def test_no_bytes_raise(data: bytes, name: str) -> None:
    extraction = read_bytes(name, data)
    assert extraction.report is None
    assert "extractor_failed" not in codes(extraction)


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(0, len(PAGE)), junk=st.text(max_size=20))
def test_no_damage_to_a_page_raises(cut: int, junk: str) -> None:
    assert "extractor_failed" not in codes(read(PAGE[:cut] + junk + PAGE[cut + 7 :]))
