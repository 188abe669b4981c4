"""The statistical table of 2014: one number a row, labels that repeat, units beside them."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from extract.lines import LINE_ITEMS, line_items
from tests.extract import layouts
from tests.extract.layouts import SpanRow
from tests.extract.reading import codes, read

TITLE = "青溪县2017年政府信息公开工作年度报告"
HEAD: SpanRow = [("统计指标", 1, 1), ("单位", 1, 1), ("统计数", 1, 1)]
LINES = [item for item in line_items("2014") if not item.is_heading]
VALUES = {item.code: str(item.order * 7 % 300) for item in LINES} | {"8.4": "12.5", "7": "0"}
with LINE_ITEMS.open(encoding="utf-8") as file:
    UNITS = {
        row["line_code"]: row["unit"] for row in csv.DictReader(file) if row["form_code"] == "2014"
    }
ROWS: list[SpanRow] = [
    [(item.label, 1, 1), (UNITS[item.code], 1, 1), (VALUES.get(item.code, ""), 1, 1)]
    for item in line_items("2014")
]


def page(rows: list[SpanRow]) -> str:
    return f"<html><body><h1>{TITLE}</h1>{layouts.html_table(rows)}</body></html>"


def assert_all_read(content: str, name: str, *, has_units: bool = True) -> None:
    extraction = read(content, name)
    assert extraction.report is not None, extraction.notes
    assert (extraction.report["form"], extraction.report["form_basis"]) == ("2014", "table_headers")
    year = {row["line_code"]: row for row in extraction.figures if row["period"] == "year"}
    assert {code: row["value"] for code, row in year.items()} == {
        code: Decimal(text) for code, text in VALUES.items()
    }
    assert {row["column_code"] for row in year.values()} == {"value"}
    if has_units:
        assert {code: row["unit"] for code, row in year.items()} == {c: UNITS[c] for c in VALUES}
        assert year["8.4"]["unit_scale"] == 10_000


def test_html() -> None:
    assert_all_read(page([HEAD, *ROWS]), "a.html")


def test_without_a_unit_column() -> None:
    rows = [[row[0], row[2]] for row in [HEAD, *ROWS]]
    assert_all_read(page(rows), "a.html", has_units=False)


def test_with_title_and_serial_numbers() -> None:
    rows: list[SpanRow] = [[("青溪县政府信息公开情况统计表（2017年度）", 1, 4)]]
    rows.append([("序号", 1, 1), *HEAD])
    rows += [[(str(number), 1, 1), *row] for number, row in enumerate(ROWS, 1)]
    assert_all_read(page(rows), "a.html")


@pytest.mark.parametrize(
    ("heads", "period", "column"),
    [
        (("2017年度", "历年累计"), "cumulative", "cumulative"),
        (("上年数", "本年数"), "previous_year", "value"),
    ],
)
def test_a_second_column_of_another_period(
    heads: tuple[str, str], period: str, column: str
) -> None:
    rows: list[SpanRow] = [[*HEAD[:2], (heads[0], 1, 1), (heads[1], 1, 1)]]
    for row in ROWS:
        other = ("999" if row[2][0] else "", 1, 1)
        two = [row[2], other] if period == "cumulative" else [other, row[2]]
        rows.append([*row[:2], *two])
    assert_all_read(page(rows), "a.html")
    others = [row for row in read(page(rows)).figures if row["period"] != "year"]
    assert len(others) == len(VALUES)
    assert {(row["period"], row["column_code"]) for row in others} == {(period, column)}


def test_two_columns_of_one_year_are_not_told_apart() -> None:
    rows: list[SpanRow] = [[*HEAD[:2], ("县本级", 1, 1), ("乡镇", 1, 1)]]
    rows += [[*row, ("3" if row[2][0] else "", 1, 1)] for row in ROWS]
    extraction = read(page(rows))
    assert extraction.figures == []
    assert "no_figures" in codes(extraction)


@pytest.mark.parametrize(
    "layout",
    [
        layouts.tabs_in_place,
        layouts.bars,
        layouts.gaps,
        layouts.single_spaces,
        layouts.one_a_line,
    ],
)
def test_flattened(layout: layouts.Layout) -> None:
    text = "\n\n".join([TITLE, "这一年的事情都在表里。", "\n".join(layout([HEAD, *ROWS]))])
    assert_all_read(text, "a.txt")
