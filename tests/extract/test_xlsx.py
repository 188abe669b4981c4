"""Spreadsheets: what a sheet shows, cell by cell, and where it stands."""

from __future__ import annotations

import datetime
import io
import json
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
import xlwt  # type: ignore[import-untyped]

from extract.document import Document
from extract.readers import read_bytes
from extract.readers.formats import shown
from tests.extract import layouts, office
from tests.extract.layouts import make_report
from tests.extract.reading import codes, expected, of_table, read, table_values

REPORT = make_report("2021", seed=5)


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_with(**cells: object) -> bytes:
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place] = value
    return saved(book)


def grid(found: Document) -> dict[str, str]:
    return {str(cell.name): cell.text for table in found.tables for cell in table.cells}


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("kind", ["sheets", "one sheet", "xls"])
def test_a_report(form: str, kind: str) -> None:
    report = make_report(form, seed=7)
    data = (
        office.make_xls(report)
        if kind == "xls"
        else office.make_xlsx(report, sheets=kind == "sheets")
    )
    extraction = read(data, "a.xls")
    assert table_values(extraction) == expected(report)
    assert extraction.report is not None
    assert extraction.report["title"] == report.title
    assert extraction.report["form"] == form
    assert codes(extraction) == set()


@pytest.mark.parametrize("make", [office.make_xlsx, office.make_xls])
def test_the_locator_names_the_cell(make: Any) -> None:
    data = make(REPORT)
    extraction = read(data, "a.xlsx")
    figure = next(
        row
        for row in extraction.figures
        if (row["line_code"], row["column_code"]) == ("B1", "natural_person")
    )
    locator = json.loads(figure["locator"])
    assert locator["cell"] == "表2!D4"
    assert (figure["row_no"], figure["column_no"]) == (4, 4)
    if make is office.make_xlsx:
        book = openpyxl.load_workbook(io.BytesIO(data))
        for row in extraction.figures:
            sheet, place = json.loads(row["locator"])["cell"].split("!")
            assert str(book[sheet][place].value) == row["value_text"]


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("12", 0, "12"),
        ("12.0", 0, "12"),
        ("0.28000000000000003", 0, "0.28"),
        ("1E-3", 0, "0.001"),
        ("0.25", 9, "25%"),
        ("173.5", "0.00", "173.50"),
        ("2.5", "0.0#", "2.5"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("123456", "#,##0,", "123"),
        ("12", '0"件"', "12件"),
        ("12", 'G/通用格式"人"', "12人"),
        ("125000", '0!.0,"万元"', "12.5万元"),
        ("12", "[$¥-804]#,##0", "¥12"),
        ("5", "000", "005"),
        ("0", 41, "-"),
        ("0", 43, "-"),
        ("0", "#", ""),
        ("0", '0;-0;"无"', "无"),
        ("-4", "0;减0;0", "减4"),
        ("-4", "#,##0", "-4"),
        ("-0.004", "0.0", "0.0"),
        ("12", "[>10]0;0.0", "12"),
        ("-4", "[>10]0;0.0", "-4"),
        ("0.5", "# ?/?", "0.5"),
        ("43831", 14, "2020-01-01"),
        ("43831", 'yyyy"年"m"月"d"日"', "2020-01-01"),
        ("0.5", "h:mm", "12:00:00"),
        ("12", "@", "12"),
        ("1e300", "0.00", "1e300"),
        ("1e999", 0, "1e999"),
        ("nan", 0, "nan"),
        ("二十", 0, "二十"),
    ],
)
def test_a_number_is_shown_in_its_format(number: str, code: str | int, text: str) -> None:
    assert shown(number, code) == text


def test_cells_of_every_kind() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "2019 年"
    sheet.append(["甲", 12, 3.0, True, datetime.date(2020, 1, 1), "=SUM(B1:C1)", None, " 一\n二 "])
    sheet.append(["乙", 0.125, None, None, None, None, None, "末"])
    sheet["B2"].number_format = "0.0%"
    found = read_bytes("a.xlsx", saved(book))[0]
    assert list(grid(found).items()) == [
        ("'2019 年'!A1", "甲"), ("'2019 年'!B1", "12"), ("'2019 年'!C1", "3"),
        ("'2019 年'!D1", "TRUE"), ("'2019 年'!E1", "2020-01-01"), ("'2019 年'!F1", "=SUM(B1:C1)"),
        ("'2019 年'!G1", ""), ("'2019 年'!H1", "一 二"), ("'2019 年'!A2", "乙"),
        ("'2019 年'!B2", "12.5%"), ("'2019 年'!C2", ""), ("'2019 年'!D2", ""), ("'2019 年'!E2", ""),
        ("'2019 年'!F2", ""), ("'2019 年'!G2", ""), ("'2019 年'!H2", "末"),
    ]  # fmt: skip


def test_an_old_workbook_shows_whole_numbers_and_dates() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for column, value in enumerate(("甲", 12, 3.0, 173.5, True)):
        sheet.write(0, column, value)
    sheet.write(0, 5, datetime.date(2020, 1, 1), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.write_merge(1, 2, 0, 1, "乙")
    sheet.write(2, 5, 4)
    found = read_bytes("a.et", saved(book))[0]
    (table,) = found.tables
    assert [cell.text for cell in table.cells][:6] == [
        "甲",
        "12",
        "3",
        "173.5",
        "TRUE",
        "2020-01-01",
    ]
    merged = table.cells[6]
    assert (merged.text, merged.row_span, merged.column_span, merged.name) == ("乙", 2, 2, "表!A2")


def test_an_old_workbook_shows_numbers_in_their_format_and_no_hidden_cells() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for column, (value, code) in enumerate(
        [(0.25, "0%"), (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '), (12, '0"件"'),
         (173.5, "0.00")]
    ):  # fmt: skip
        sheet.write(0, column, value, xlwt.easyxf(num_format_str=code))
    sheet.write(1, 0, 99)
    sheet.row(1).hidden = True
    sheet.write(2, 0, 5)
    sheet.write(2, 6, 7)
    sheet.col(6).hidden = True
    aside = book.add_sheet("底稿")
    aside.write(0, 0, 1)
    aside.visibility = 1
    found, notes = read_bytes("a.xls", saved(book))
    assert [cell.text for cell in found.tables[0].cells] == [
        "25%", "-", "12件", "173.50", "5", "", "", "",
    ]  # fmt: skip
    assert {note.code for note in notes} == {"hidden_sheet", "hidden_cells"}


def test_the_xml_of_excel_2003() -> None:
    rows = "".join(
        "<Row>"
        + "".join(
            f"<Cell ss:Index='{column + 1}'"
            f" ss:MergeDown='{down - 1}' ss:MergeAcross='{across - 1}'>"
            f"<Data ss:Type='{'Number' if text.isdecimal() else 'String'}'>{text}</Data></Cell>"
            for text, row, column, down, across in office.corners(layouts.request_rows(REPORT))
            if row == number
        )
        + "</Row>"
        for number in range(len(layouts.request_rows(REPORT)))
    )
    book = (
        "\ufeff<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>"
        "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'"
        " xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Styles><Style ss:ID='s1'>"
        "<NumberFormat ss:Format='Percent'/></Style></Styles>"
        f"<Worksheet ss:Name='表'><Table>{rows}<Row ss:Index='90'><Cell ss:StyleID='s1'>"
        "<Data ss:Type='Number'>0.5</Data></Cell><Cell ss:Formula='=A1'/></Row>"
        "<Row ss:Hidden='1'><Cell><Data ss:Type='String'>藏</Data></Cell></Row></Table></Worksheet>"
        "<Worksheet ss:Name='底稿'><Table><Row><Cell><Data ss:Type='Number'>1</Data></Cell></Row>"
        "</Table><WorksheetOptions xmlns='urn:schemas-microsoft-com:office:excel'>"
        "<Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"
    )
    found, notes = read_bytes("2022.xls", book.encode())
    assert {note.code for note in notes} == {"hidden_sheet", "hidden_cells"}
    assert grid(found)["表!A90"] == "50.00%"
    assert grid(found)["表!B90"] == "=A1"
    extraction = read(book, "渠县2022年.xls")
    want = of_table("B", expected(REPORT))
    assert table_values(extraction) == want


def test_hidden_sheets_rows_and_columns_are_left_out_with_a_note() -> None:
    book = openpyxl.load_workbook(io.BytesIO(office.make_xlsx(REPORT)))
    sheet = book["表2"]
    sheet.insert_rows(6)
    sheet["D6"] = 99
    sheet.row_dimensions[6].hidden = True
    sheet["M1"] = "草稿"
    sheet.column_dimensions["M"].hidden = True
    aside = book.create_sheet("底稿")
    aside["A1"], aside["B1"] = "甲", 1
    aside.sheet_state = "hidden"
    extraction = read(saved(book), "a.xlsx")
    assert codes(extraction) >= {"hidden_sheet", "hidden_cells"}
    notes = {note["code"]: note["message"] for note in extraction.notes}
    assert "底稿" in notes["hidden_sheet"]
    assert "表2!M1" in notes["hidden_cells"]
    found = grid(read_bytes("a.xlsx", saved(book))[0])
    assert "99" not in [text for name, text in found.items() if name.startswith("表2")]
    assert "草稿" not in found.values()


def test_a_sheet_of_one_column_is_text() -> None:
    data = sheet_with(B2=REPORT.title, B3="全年收到政府信息公开申请31件。")
    found = read_bytes("a.xlsx", data)[0]
    assert found.tables == ()
    assert [(item.text, item.path) for item in found.paragraphs] == [
        (REPORT.title, "Sheet!B2"),
        ("全年收到政府信息公开申请31件。", "Sheet!B3"),
    ]


def test_a_title_above_the_table_stands_alone() -> None:
    found = read_bytes("a.xlsx", sheet_with(A1="标题", A3="甲", C3=1, A4="单独"))[0]
    assert found.text == "标题\n甲\t\t1\n单独\t\t\n"


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_appeals_with_routes_that_are_all_blank(kind: str) -> None:
    """A row of the sheet without a value, below the results, is told from silence."""
    report = make_report("2021", seed=7)
    report.appeals[:] = [*[""] * 5, "", "1", "", "", "1", *[""] * 5]
    rows = [[report.title], [], *layouts.appeals_by_route(report)]
    old, new = xlwt.Workbook(), openpyxl.Workbook()
    sheet = old.add_sheet("表1")
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            sheet.write(row, column, text)
            new.active.cell(row + 1, column + 1, text)
    extraction = read(saved(old if kind == "xls" else new), f"report.{kind}")
    assert table_values(extraction) == of_table("C", expected(report))


def test_a_whole_row_merged_by_mistake_is_one_cell() -> None:
    book = openpyxl.Workbook()
    book.active.merge_cells("A1:XFD1")
    for place, value in {"A1": "标题", "A2": "甲", "B2": 1}.items():
        book.active[place] = value
    cells = read_bytes("a.xlsx", saved(book))[0].tables[0].cells
    assert [(cell.text, cell.column_span) for cell in cells] == [("标题", 1), ("甲", 1), ("1", 1)]


def test_far_away_cells_cost_nothing() -> None:
    data = sheet_with(A1="甲", B1=1, XFD1048576="远")
    assert len(read_bytes("a.xlsx", data)[0].tables[0].cells) == 2 * 16384
    book = openpyxl.Workbook()
    for row in range(1, 20):
        book.active.cell(row, 16_000, row)
        book.active.cell(row, 1, row)
    extraction = read(saved(book), "a.xlsx")
    assert codes(extraction) == {"too_large"}
    assert "19 rows of 16,000 columns" in extraction.notes[0]["message"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (office.make_xlsx(REPORT)[:-100], "damaged_package"),
        (office.make_xls(REPORT)[:2000], "damaged_package"),
        (saved(openpyxl.Workbook()), "empty_document"),
        (
            office.repacked(sheet_with(A1=1), {"xl/workbook.xml": lambda text: text[:-20]}),
            "damaged_package",
        ),
        (
            office.repacked(
                sheet_with(A1=1),
                {"xl/worksheets/sheet1.xml": lambda text: text.replace('r="1"', 'r="x"')},
            ),
            "damaged_package",
        ),
    ],
)
def test_damaged_workbooks_are_set_aside(data: bytes, code: str) -> None:
    extraction = read(data, "a.xlsx")
    assert extraction.report is None
    assert codes(extraction) == {code}
