"""Word 97, RTF and what passes for them: content decides, LibreOffice converts."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract import Extraction
from extract.landing import read_documents
from extract.readers import doc
from tests.extract import layouts, office, pdfs
from tests.extract.layouts import make_report
from tests.extract.reading import codes, expected, read, table_values

REPORT = make_report("2021", seed=5)
PAGE = layouts.html_page(REPORT)
MHTML = (
    "From: <Saved by a browser>\r\nSubject: =?utf-8?B?5bm05oql?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="----=_Part"\r\n\r\n'
    "------=_Part\r\nContent-Type: text/html; charset=utf-8\r\n"
    "Content-Transfer-Encoding: 8bit\r\nContent-Location: https://www.example.gov.cn/1.html\r\n\r\n"
    f"{PAGE}\r\n------=_Part--\r\n"
).encode()

needs_libreoffice = pytest.mark.skipif(
    doc.program() is None, reason="LibreOffice is not installed: no Word 97 document can be read"
)


@pytest.fixture(scope="session")
def word_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The report as Word 97, RTF and ODT."""
    folder = tmp_path_factory.mktemp("word")
    source = folder / "report.docx"
    source.write_bytes(office.make_docx(REPORT))
    for kind in ("doc", "rtf", "odt"):
        subprocess.run(
            [str(doc.program()), f"-env:UserInstallation={(folder / 'profile').as_uri()}",
             "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    return {kind: (folder / f"report.{kind}").read_bytes() for kind in ("doc", "rtf", "odt")}


def assert_the_report(extraction: Extraction) -> None:
    assert table_values(extraction) == expected(REPORT)
    assert extraction.report is not None
    assert extraction.report["title"] == REPORT.title


@needs_libreoffice
@pytest.mark.parametrize(
    ("kind", "name"), [("doc", "a.doc"), ("doc", "a.wps"), ("rtf", "a.doc"), ("odt", "a.odt")]
)
def test_a_report(kind: str, name: str, word_files: dict[str, bytes]) -> None:
    assert_the_report(read(word_files[kind], name))


@needs_libreoffice
def test_a_batch_is_converted_in_one_start(
    word_files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = []
    run = doc._run

    def counted(soffice: str, folder: Path) -> bool:
        starts.append(len(list((folder / "in").iterdir())))
        return run(soffice, folder)

    monkeypatch.setattr(doc, "_run", counted)
    for kind in ("doc", "rtf"):
        (tmp_path / f"{kind}.doc").write_bytes(word_files[kind])
    (tmp_path / "page.doc").write_text(PAGE, "utf-8")
    tables = read_documents(sorted(tmp_path.iterdir()))
    assert tables.report.height == 3
    assert starts == [2]


@needs_libreoffice
def test_a_damaged_document_is_set_aside(word_files: dict[str, bytes]) -> None:
    whole = word_files["doc"]
    extraction = read(whole[:512] + os.urandom(64) * 40, "a.doc")
    assert extraction.report is None
    assert codes(extraction) <= {"damaged_document", "not_an_annual_report", "empty_document"}


@needs_libreoffice
def test_a_conversion_that_takes_too_long_is_ended(
    word_files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc, "START_SECONDS", 0.05)
    assert codes(read(word_files["doc"], "a.doc")) == {"damaged_document"}


def test_without_libreoffice_the_note_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "PROGRAMS", ("no-such-program",))
    extraction = read(b"{\\rtf1 x}", "a.doc")
    assert codes(extraction) == {"no_libreoffice"}
    assert "libreoffice-writer" in extraction.notes[0]["message"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.doc", PAGE.encode("gbk")),
        ("page.xls", PAGE[PAGE.index("<body>") :].encode()),
        ("page.doc", PAGE.encode("utf-16")),
        ("page.html", PAGE.encode("utf-16-le")),
        ("page.pdf", b"\xef\xbb\xbf\r\n<!-- x -->\n" + PAGE.encode()),
        ("page.docx", layouts.flat_text(REPORT, "tabs_dropped").encode()),
        ("page.doc", MHTML),
        ("page.mht", MHTML),
        ("page.html", gzip.compress(PAGE.encode())),
        ("page.html.gz", gzip.compress(PAGE.encode())),
        ("page.html", office.make_docx(REPORT)),
        ("page.doc", office.make_docx(REPORT)),
        ("page.doc", pdfs.make_pdf(REPORT)),
        ("page.xls", office.make_xlsx(REPORT)),
        ("page.xlsx", office.make_xls(REPORT)),
        ("page.rar", office.make_zip({"a.html": PAGE.encode()})),
        ("page", PAGE.encode()),
    ],
)
def test_what_a_file_is_its_content_says(name: str, data: bytes) -> None:
    assert_the_report(read(data, name))


def test_an_mhtml_page_declares_its_address() -> None:
    extraction = read(MHTML, "a.mht")
    assert extraction.report is not None
    assert extraction.report["source_url"] == "https://www.example.gov.cn/1.html"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"Rar!\x1a\x07\x01\x00", "unknown_file_type", "RAR archive; unpack it"),
        (b"7z\xbc\xaf\x27\x1c\x00", "unknown_file_type", "7-Zip archive; unpack it"),
        (b"\x89PNG\r\n\x1a\n", "unknown_file_type", "a picture"),
        (office.make_zip({"OFD.xml": b"<x/>"}), "unknown_file_type", "OFD; save it as PDF"),
        (office.make_zip({"ppt/presentation.xml": b"<x/>"}), "unknown_file_type", "presentation"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"), "password",
         "remove the password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unknown_file_type", "a.bin"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Bookman".encode("utf-16-le"), "unknown_file_type",
         ""),
        (gzip.compress(bytes(80_000_000)), "too_large", "64"),
        (gzip.compress(PAGE.encode())[:300], "damaged_package", "a part of one"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><x/>', "empty_document",
         "no text"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><x>', "damaged_package",
         "fetch"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(data: bytes, code: str, words: str) -> None:
    extraction = read(data, "a.bin")
    assert extraction.report is None
    assert codes(extraction) == {code}
    assert words in extraction.notes[0]["message"]


def test_reading_a_page_needs_no_office_library() -> None:
    """Readers are imported when a file of their type comes: spreadsheets cost a page nothing."""
    script = (
        "import sys; from extract.readers import read_bytes;"
        "read_bytes('a.html', b'<html><body>x</body></html>');"
        "assert not {'xlrd', 'pdfplumber', 'extract.readers.doc'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
