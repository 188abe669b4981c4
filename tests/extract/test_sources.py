"""`sources.csv`, pages with attachments beside them, and file names: whose report a document is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract import read_document
from extract.landing import LandingTables, find_documents, read_documents
from extract.sources import NO_SOURCE, Source, SourceListError, SourceLists, read_sources
from flows.warehouse import sha256_of
from tests.extract import layouts, office
from tests.extract.layouts import make_report

REPORT = make_report("2021", seed=5)
OTHER = make_report("2019", seed=6, name="白石县")
HEADER = "file,url,jurisdiction,year"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "reports"
    found.mkdir()
    return found


def page(report: layouts.Report, *links: str) -> str:
    anchors = "".join(f"<p><a href='{link}'>附件</a></p>" for link in links)
    return layouts.html_page(report).replace("</body>", f"{anchors}</body>")


def stub(report: layouts.Report, *links: str) -> str:
    anchors = "".join(f"<p><a href='{link}'>附件</a></p>" for link in links)
    return f"<html><body><h1>{report.title}</h1><p>数字见附件。</p>{anchors}</body></html>"


def listed(folder: Path, *rows: str, header: str = HEADER) -> SourceLists:
    (folder / "sources.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return read_sources([folder], find_documents([folder]))


def landed(folder: Path) -> LandingTables:
    """As the flow reads a folder."""
    paths = find_documents([folder])
    lists = read_sources([folder], paths)
    report_ids = {path: sha256_of(path) for path in paths}
    return read_documents(
        paths, lambda path: read_document(path, lists.of(path, report_ids) or NO_SOURCE)
    )


def rows(tables: LandingTables) -> dict[str, dict[str, Any]]:
    return {row["file_name"]: row for row in tables.report.iter_rows(named=True)}


def note_codes(tables: LandingTables) -> set[str]:
    return set(tables.extraction_note["code"])


# --- the list ---------------------------------------------------------------------------------


def test_a_list_names_what_the_tables_do_not(folder: Path) -> None:
    (folder / "附表.xlsx").write_bytes(office.make_xlsx(REPORT, title=False))
    assert note_codes(landed(folder)) == {"no_report_year"}
    listed(
        folder,
        "附表.xlsx,https://www.example.gov.cn/1.xlsx,四川省渠县,2023,511725",
        header=HEADER + ",division_code",
    )
    tables = landed(folder)
    (row,) = rows(tables).values()
    assert row["report_year"] == 2023
    assert row["jurisdiction_name"] == "四川省渠县"
    assert row["division_code"] == "511725"
    assert row["source_url"] == "https://www.example.gov.cn/1.xlsx"
    assert row["scope"] == "jurisdiction"
    assert json.loads(row["source_row"]) == {
        "division_code": "511725",
        "jurisdiction": "四川省渠县",
        "url": "https://www.example.gov.cn/1.xlsx",
        "year": 2023,
    }
    assert set(tables.figure["method"]) == {"table"}
    assert note_codes(tables) == set()


def test_a_list_wins_and_the_contradiction_is_noted(folder: Path) -> None:
    (folder / "a.html").write_text(page(REPORT), "utf-8")
    listed(folder, "a.html,,白石县,2023")
    tables = landed(folder)
    (row,) = rows(tables).values()
    assert (row["jurisdiction_name"], row["report_year"]) == ("白石县", 2023)
    assert (row["period_start"], row["period_end"]) == (None, None)
    assert note_codes(tables) == {"source_conflict"}
    messages = tables.extraction_note["message"].to_list()
    assert any("2022" in message and "2023" in message for message in messages)
    assert any("青溪县" in message and "白石县" in message for message in messages)


@pytest.mark.parametrize("name", ["青溪县", "四川省青溪县", "青溪县人民政府"])
def test_another_way_to_name_the_place_is_no_contradiction(name: str, folder: Path) -> None:
    (folder / "a.html").write_text(page(REPORT), "utf-8")
    listed(folder, f"a.html,,{name},2022年")
    tables = landed(folder)
    assert note_codes(tables) == set()
    assert rows(tables)["a.html"]["published_on"] is not None


def test_a_body_in_the_list_is_the_body(folder: Path) -> None:
    (folder / "a.xlsx").write_bytes(office.make_xlsx(REPORT, title=False))
    listed(folder, "a.xlsx,,渠县教育局,2022")
    row = rows(landed(folder))["a.xlsx"]
    assert (row["jurisdiction_name"], row["issuing_body"]) == ("渠县", "渠县教育局")
    assert row["scope"] == "own_body"


def test_the_nearest_list_wins_and_gbk_and_folders_are_read(folder: Path) -> None:
    deep = folder / "子"
    deep.mkdir()
    (deep / "a.html").write_text(page(REPORT), "utf-8")
    (folder / "sources.csv").write_text(f"{HEADER}\n子/a.html,,渠县,2020\n", "gbk")
    path = deep / "a.html"
    found = read_sources([folder], [path]).sources
    assert found == {path: Source(jurisdiction="渠县", year=2020)}
    (deep / "sources.csv").write_text(f"\ufeff{HEADER}\na.html,,大姚县,2021\n", "utf-8")
    found = read_sources([folder], [path]).sources
    assert found == {path: Source(jurisdiction="大姚县", year=2021)}
    assert read_sources([path], [path]).sources == found


def test_rows_that_say_nothing_or_name_nothing(folder: Path) -> None:
    (folder / "a.html").write_text(page(REPORT), "utf-8")
    found = listed(folder, "a.html,,,", ",,,", "gone.html,,渠县,2020", "../out.html,,渠县,2020")
    assert found.sources == {}
    assert len(found.remarks) == 2
    assert "line 4: gone.html" in found.remarks[0]
    found = listed(folder, "a.html,,渠县", header=HEADER + ",colour")
    assert [source.jurisdiction for source in found.sources.values()] == ["渠县"]
    assert [remark.rsplit(", found ")[1] for remark in found.remarks] == [
        "also colour, which nothing is read from."
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("file,url,year\na.html,,2020\n", "expected the columns file, url, jurisdiction, year"),
        ("file,file,url,jurisdiction,year\na.html,,,2020,red\n", "found file, file"),
        (f"{HEADER}\na.html,,,20I9\n", "line 2, column year: expected a year from 2004"),
        (f"{HEADER}\na.html,,,1949\n", "found 1949"),
        (f"{HEADER}\na.html,www.example.gov.cn/1,,2020\n", "line 2, column url"),
        (f"{HEADER}\na.html,,渠县,2020\na.html,,大姚县,2020\n", "line 3, column file"),
        (f"{HEADER}\na.html,,渠县,2020,x\n", "line 2: expected 4 cells"),
        (f"{HEADER},division_code\na.html,,,,51\n", "column division_code: expected 6, 9 or 12"),
        (f"{HEADER},main_file\na.html,,,,b.html\n", "column main_file: expected another document"),
        (f"{HEADER},main_file\na.html,,,,a.html\n", "column main_file"),
        ("", "expected a list in CSV"),
        (f'{HEADER}\n"a.html,,,2020\n', "expected"),
    ],
)
def test_a_list_that_cannot_be_followed(text: str, words: str, folder: Path) -> None:
    (folder / "a.html").write_text(page(REPORT), "utf-8")
    (folder / "sources.csv").write_text(text, "utf-8")
    with pytest.raises(SourceListError, match=r"sources\.csv") as raised:
        read_sources([folder], find_documents([folder]))
    assert words in "\n".join(raised.value.lines)


def test_every_wrong_row_is_named_up_to_a_number(folder: Path) -> None:
    (folder / "a.html").write_text(page(REPORT), "utf-8")
    with pytest.raises(SourceListError) as raised:
        listed(folder, *["a.html,,,never"] * 30)
    assert len(raised.value.lines) == 21
    assert raised.value.lines[-1] == "and 10 more rows"


def test_the_same_row_twice_is_one(folder: Path) -> None:
    (folder / "a.html").write_text(page(REPORT), "utf-8")
    assert len(listed(folder, "a.html,,渠县,2020", "a.html,,渠县,2020").sources) == 1


# --- attachments ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("附件1.xlsx", "./files/附件1.xlsx"),
        ("附件 1.xlsx", "https://www.example.gov.cn/a/%E9%99%84%E4%BB%B6%201.xlsx?x=1"),
        ("P0201.xlsx", "P0201.xlsx"),
    ],
)
def test_a_page_names_what_hangs_on_it(name: str, link: str, folder: Path) -> None:
    (folder / "page.html").write_text(stub(REPORT, link), "utf-8")
    (folder / name).write_bytes(office.make_xlsx(REPORT, title=False))
    tables = landed(folder)
    found = rows(tables)
    assert found[name]["main_report_id"] == found["page.html"]["report_id"]
    for column in ("report_year", "jurisdiction_name", "scope"):
        assert found[name][column] == found["page.html"][column] is not None
    assert set(tables.figure["method"]) == {"attachment"}
    assert set(tables.figure["report_id"]) == {found[name]["report_id"]}


def test_a_list_names_the_page(folder: Path) -> None:
    (folder / "page.html").write_text(page(REPORT), "utf-8")
    (folder / "b.docx").write_bytes(office.make_docx(REPORT))
    listed(folder, "page.html,,渠县,2023,", "b.docx,,,,page.html", header=HEADER + ",main_file")
    tables = landed(folder)
    found = rows(tables)
    assert found["b.docx"]["main_report_id"] == found["page.html"]["report_id"]
    assert json.loads(found["b.docx"]["source_row"]) == {
        "main": {
            "jurisdiction": "渠县",
            "report_id": found["page.html"]["report_id"],
            "year": 2023,
        }
    }
    assert found["b.docx"]["report_year"] == 2023
    assert note_codes(tables) == {"source_conflict"}
    assert tables.figure.group_by("report_id", "method").len().height == 2


def test_a_link_to_another_report_attaches_nothing(folder: Path) -> None:
    (folder / "page.html").write_text(page(REPORT, "other.docx"), "utf-8")
    (folder / "other.docx").write_bytes(office.make_docx(OTHER))
    tables = landed(folder)
    found = rows(tables)
    assert found["other.docx"]["main_report_id"] == found["other.docx"]["report_id"]
    assert found["other.docx"]["report_year"] == OTHER.year
    assert set(tables.figure["method"]) == {"table"}


def test_a_page_that_is_no_report_has_no_attachments(folder: Path) -> None:
    (folder / "page.html").write_text("<a href='渠县2019年附表.xlsx'>附件</a>今日菜单", "utf-8")
    name = "渠县2019年附表.xlsx"
    (folder / name).write_bytes(office.make_xlsx(OTHER, title=False))
    tables = landed(folder)
    row = rows(tables)[name]
    assert row["main_report_id"] == row["report_id"]
    assert set(tables.figure["method"]) == {"table"}


def test_two_pages_that_link_to_one_file_settle_nothing(folder: Path) -> None:
    for name in ("one.html", "two.html"):
        (folder / name).write_text(page(REPORT, "a.xlsx") + f"<!-- {name} -->", "utf-8")
    (folder / "a.xlsx").write_bytes(office.make_xlsx(REPORT))
    assert read_sources([folder], find_documents([folder])).sources == {}


# --- the file's name --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "year", "place"),
    [
        ("渠县2019年政府信息公开情况统计表.xlsx", 2019, "渠县"),
        ("附件2：2019年四川省渠县附表.xlsx", 2019, "四川省渠县"),
        ("大姚县统计表（2020）.xlsx", 2020, "大姚县"),
        ("2021-03-12.xlsx", None, None),
        ("t20210312_77.xlsx", None, None),
        ("渠县2019年2020年.xlsx", None, "渠县"),
    ],
)
def test_a_name_may_say_year_and_place(
    name: str, year: int | None, place: str | None, folder: Path
) -> None:
    (folder / name).write_bytes(office.make_xlsx(OTHER, title=False))
    extraction = read_document(folder / name)
    if year is None:
        assert [note["code"] for note in extraction.notes if note["severity"] == "error"] == [
            "no_report_year"
        ]
        return
    assert extraction.report is not None
    assert extraction.report["report_year"] == year
    assert extraction.report["jurisdiction_name"] == place
    assert {note["code"] for note in extraction.notes} == {"named_by_file", "no_title"}
