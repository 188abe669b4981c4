"""ZIP: a report with its attachments is one document; what is no report is refused with a note."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from extract import Extraction
from extract.readers import read_bytes
from extract.readers import zip as zip_reader
from tests.extract import layouts, office
from tests.extract.layouts import make_report
from tests.extract.office import make_zip
from tests.extract.reading import codes, expected, read, table_values

REPORT = make_report("2021", seed=5)
PAGE = layouts.html_page(REPORT).encode()
DOCX = office.make_docx(REPORT)
XLSX = office.make_xlsx(REPORT, title=False)
STUB = (
    f"<html><body><h1>{REPORT.title}</h1><p>全年收到政府信息公开申请31件，数字见附件。</p></body></html>"
).encode()


def methods(extraction: Extraction) -> dict[str, set[str]]:
    """Members that the figures of each method stand in."""
    found: dict[str, set[str]] = {}
    for row in extraction.figures:
        found.setdefault(row["method"], set()).add(json.loads(row["locator"])["member"])
    return found


def test_a_page_with_its_workbook() -> None:
    extraction = read(make_zip({"附件/附件1.xlsx": XLSX, "index.html": STUB}), "a.zip")
    assert extraction.report is not None
    assert extraction.report["title"] == REPORT.title
    assert extraction.report["media_type"] == "application/zip"
    assert methods(extraction) == {"attachment": {"附件/附件1.xlsx"}, "prose": {"index.html"}}
    attached = {
        (row["line_code"], row["column_code"]): row["value"]
        for row in extraction.figures
        if row["method"] == "attachment"
    }
    assert attached == expected(REPORT)
    assert extraction.notes == []


@pytest.mark.parametrize("name", ["年报.html", "年报.docx"])
def test_tables_of_the_main_part_are_tables(name: str) -> None:
    main = PAGE if name.endswith("html") else DOCX
    extraction = read(make_zip({"说明.txt": "没有别的。".encode(), name: main}), "a.zip")
    assert table_values(extraction) == expected(REPORT)
    assert methods(extraction) == {"table": {name}}


def test_offsets_are_those_of_the_whole_text() -> None:
    found = read_bytes("a.zip", make_zip({"a.html": PAGE, "b.docx": DOCX, "c.xlsx": XLSX}))[0]
    assert [part.blocks[0].member for part in found.parts()] == ["a.html", "b.docx", "c.xlsx"]
    assert [table.number for table in found.tables] == list(range(1, len(found.tables) + 1))
    for table in found.tables:
        for cell in table.cells:
            assert found.text[cell.char_start : cell.char_end] == cell.text
    extraction = read(make_zip({"a.html": PAGE, "b.docx": DOCX, "c.xlsx": XLSX}), "a.zip")
    assert len(extraction.figures) == 3 * len(expected(REPORT))
    assert table_values(extraction) == expected(REPORT)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_of_a_chinese_windows(encoding: str) -> None:
    data = make_zip({"xxxxxx.html": PAGE})
    name = "渠县年".encode(encoding)[:6].ljust(6, b"x")
    raw = data.replace(b"xxxxxx.html", name + b".html")
    (info,) = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    assert zip_reader.member_name(info) == name.decode(encoding) + ".html"
    assert methods(read(raw, "a.zip")) == {"table": {name.decode(encoding) + ".html"}}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("../../etc/a.html", PAGE, "unsafe_member"),
        ("/a.html", PAGE, "unsafe_member"),
        ("C:\\a.html", PAGE, "unsafe_member"),
        ("inner.zip", make_zip({"a.html": PAGE}), "nested_archive"),
        ("a.rar", b"Rar!\x1a\x07\x00", "unknown_file_type"),
        ("bomb.txt", bytes(20_000_000), "unsafe_member"),
        ("scan.pdf", b"%PDF-1.4", "damaged_pdf"),
        ("cut.docx", DOCX[:-100], "damaged_package"),
    ],
)
def test_a_member_that_is_left_out(name: str, data: bytes, code: str) -> None:
    extraction = read(make_zip({name: data, "年报.html": PAGE}), "a.zip")
    assert table_values(extraction) == expected(REPORT)
    assert codes(extraction) == {code}
    assert extraction.notes[0]["severity"] == "warning"
    assert name.replace("\\", "/").split("/")[-1] in extraction.notes[0]["message"]
    alone = read(make_zip({name: data}), "a.zip")
    assert alone.report is None
    assert codes(alone) == {code}


def test_an_encrypted_member_says_so() -> None:
    raw = bytearray(make_zip({"年报.html": PAGE}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert codes(read(bytes(raw), "a.zip")) == {"password"}


def test_a_damaged_archive() -> None:
    whole = make_zip({"年报.html": PAGE})
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    assert codes(read(whole[:-30], "a.zip")) == {"damaged_package"}
    assert codes(read(bytes(flipped), "a.zip")) == {"damaged_package"}
    assert codes(read(make_zip({}), "a.zip")) == {"empty_document"}


def test_pictures_and_what_a_browser_saved_are_no_documents() -> None:
    data = make_zip({
        "年报.html": PAGE, "年报_files/ad.html": PAGE, "a.png": b"\x89PNG",
        "__MACOSX/._年报.html": b"x",
        ".DS_Store": b"x", "css/main.css": b"x",
    })  # fmt: skip
    extraction = read(data, "a.zip")
    assert extraction.notes == []
    assert len(extraction.figures) == len(expected(REPORT))


def test_a_member_that_breaks_half_way_leaves_nothing() -> None:
    book = office.repacked(XLSX, {"xl/worksheets/sheet3.xml": lambda text: text[:-50]})
    found = read_bytes("a.zip", make_zip({"年报.html": PAGE, "附表.xlsx": book}))[0]
    assert {block.member for block in found.blocks} == {"年报.html"}
    assert found.text == read_bytes("b.zip", make_zip({"年报.html": PAGE}))[0].text


def test_several_reports_in_one_archive_are_refused() -> None:
    """Departments of one county in one year: no one of them has the others attached."""
    members = {}
    for name in ("青溪县教育局", "青溪县财政局", "青溪县林业局"):
        members[f"{name}.docx"] = office.make_docx(make_report("2021", seed=3, name=name))
    extraction = read(make_zip(members), "a.zip")
    assert extraction.report is None
    assert codes(extraction) == {"several_reports"}
    body = read(make_zip({"年报.html": PAGE, **dict([*members.items()][:1])}), "a.zip")
    assert codes(body) == {"other_report_attached"}
    assert len(body.figures) == len(expected(REPORT))


def test_an_attachment_of_another_report_is_left_out() -> None:
    other = make_report("2021", seed=9)
    other.year = 2021
    extraction = read(
        make_zip({"2022年年报.html": PAGE, "去年.docx": office.make_docx(other)}), "a.zip"
    )
    assert codes(extraction) == {"other_report_attached"}
    assert table_values(extraction) == expected(REPORT)
    assert len(extraction.figures) == len(expected(REPORT))
