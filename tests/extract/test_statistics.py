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
        layouts.padded_bar_lines,
    ],
)
def test_flattened(layout: layouts.Layout) -> None:
    text = "\n\n".join([TITLE, "这一年的事情都在表里。", "\n".join(layout([HEAD, *ROWS]))])
    assert_all_read(text, "a.txt")


def test_serial_numbers_of_rows_that_run_over_lines() -> None:
    """A number before a label is the row's own, and not the one above's."""
    rows: list[SpanRow] = [[("序号", 1, 1), *HEAD]]
    rows += [[(str(number), 1, 1), *row] for number, row in enumerate(ROWS, 1)]
    assert_all_read("\n".join([TITLE, "", *layouts.padded_bar_lines(rows)]), "a.txt")


def test_two_runs_of_indicators_between_outer_bars() -> None:
    """Every row has all its cells: that no rule says so makes it no less a grid."""
    half = (len(ROWS) + 1) // 2
    right = [*ROWS[half:], *[[("", 1, 1)] * 3] * (2 * half - len(ROWS))]
    rows = [[*HEAD, *HEAD], *([*a, *b] for a, b in zip(ROWS[:half], right, strict=True))]
    assert_all_read("\n".join([TITLE, "", *layouts.outer_bars(rows)]), "a.txt")


def test_parts_beside_their_sum() -> None:
    rows: list[SpanRow] = [[*HEAD[:2], ("县本级", 1, 1), ("乡镇", 1, 1), ("合计", 1, 1)]]
    rows += [[*row[:2], ("1", 1, 1), ("2", 1, 1), row[2]] if row[2][0] else row for row in ROWS]
    assert_all_read(page(rows), "a.html")
    text = "\n".join([TITLE, "", *layouts.tabs_dropped([r for r in rows if len(r) == 5])])
    assert_all_read(text, "a.txt")


def test_the_remark_above_a_table_is_no_column() -> None:
    """（2017年度）is no part of 合计; the column of a body's 直属单位 is one."""
    head = ["指标", "单位", "县本级统计数", "直属单位统计数", "全县合计"]
    lines = [
        " | ".join([*[text for text, *_ in row[:2]], "1", "2", row[2][0]]) + " |"
        for row in ROWS
        if row[2][0]
    ]
    text = [TITLE, "", "政府信息公开情况统计表", "（2017年度）", " | ".join(head) + " |", *lines]
    assert_all_read("\n".join(text), "a.txt")


def test_a_label_goes_on_beside_its_number() -> None:
    """The beginning of a label alone is a line's name already, or that of two."""
    lines = [TITLE, "", "统计指标 统计数"]
    for item, row in zip(line_items("2014"), ROWS, strict=True):
        if item.code == "2.1":
            lines += ["（一）回应公众关注热点", f"或重大舆情数 {row[2][0]}"]
        elif item.code == "2.2.2.1":
            lines += [f"其中：主要负责同志参 {row[2][0]}", "加政府网站在线访谈次数"]
        elif row[2][0]:
            lines.append(f"{row[0][0]} {row[2][0]}")
        else:
            lines.append(row[0][0])
    assert_all_read("\n".join(lines), "a.txt", has_units=False)


def test_two_runs_of_indicators_side_by_side() -> None:
    half = len(ROWS) // 2 + len(ROWS) % 2
    left, right = ROWS[:half], [*ROWS[half:], [("", 1, 1), ("", 1, 1), ("", 1, 1)]]
    rows = [[*HEAD, *HEAD], *([*a, *b] for a, b in zip(left, right, strict=False))]
    assert_all_read(page(rows), "a.html")


def test_a_label_that_lost_a_character() -> None:
    content = page([HEAD, *ROWS])
    assert "按时办结数" in content
    assert_all_read(content.replace("按时办结数", "时办结数"), "a.html")


# --- 2008 -------------------------------------------------------------------------------------

LINES_2008 = [item for item in line_items("2008") if not item.is_heading]
VALUES_2008 = {item.code: str(item.order * 13 % 700 + 2) for item in LINES_2008}
ROWS_2008: list[SpanRow] = [
    [(item.label, 1, 1), (item.unit or "万元", 1, 1), (VALUES_2008[item.code], 1, 1)]
    for item in LINES_2008
]
CODED: list[SpanRow] = [
    [*row[:2], (f"{number:02}", 1, 1), row[2], ("9999", 1, 1)]
    for number, row in enumerate(ROWS_2008, 1)
]
HEAD_2008: SpanRow = [
    (text, 1, 1) for text in ("指标名称", "计量单位", "代码", "本期实际", "本年累计")
]


def read_2008(content: str, name: str = "a.html") -> dict[str, Decimal]:
    extraction = read(content.replace("2017", "2010"), name)
    assert extraction.report is not None, extraction.notes
    assert extraction.report["form"] == "2008"
    return {row["line_code"]: row["value"] for row in extraction.figures if row["period"] == "year"}


WANTED_2008 = {code: Decimal(text) for code, text in VALUES_2008.items()}


@pytest.mark.parametrize(
    "layout", [None, layouts.tabs_dropped, layouts.one_a_line, layouts.closed_bar_lines]
)
def test_indicators_with_codes_and_running_totals(layout: layouts.Layout | None) -> None:
    rows = [HEAD_2008, *CODED]
    content = page(rows) if layout is None else "\n".join([TITLE, "", *layout(rows)])
    name = "a.html" if layout is None else "a.txt"
    assert read_2008(content, name) == WANTED_2008
    others = [row for row in read(content, name).figures if row["period"] != "year"]
    assert {(row["period"], row["column_code"], row["value"]) for row in others} == {
        ("cumulative", "cumulative", 9999)
    }


def test_the_units_of_2008_are_those_printed() -> None:
    figures = {row["line_code"]: row for row in read(page([HEAD_2008, *CODED])).figures}
    assert (figures["K01"]["unit"], figures["K05"]["unit"]) == ("条", "人次")
    assert (figures["F0"]["unit"], figures["H3"]["unit"]) == ("元", "万元")


def test_labels_of_other_provinces() -> None:
    rows: list[SpanRow] = [
        [(label, 1, 1), (str(at * 3), 1, 1)]
        for at, label in enumerate(
            ("主动公开信息数（条）", "其中：1.政府网站", "2.政府公报", "受理依申请公开信息总数",
             "其中：1.当面申请数", "2.传真申请数", "3.电子邮件申请数", "6.其它形式申请数",
             "本年度对申请的答复总数", "3.否决公开答复总数", "行政申诉数"),
            start=50,
        )
    ]  # fmt: skip
    head: SpanRow = [("指标名称", 1, 1), ("2010年度", 1, 1)]
    assert read_2008(page([head, *rows])) == {
        "K01": 150, "K10": 159, "K11": 162, "K12": 165, "K13": 168, "K16": 171, "K17": 174,
        "K20": 177, "K34": 180,
    }  # fmt: skip


def test_serial_numbers_on_lines_of_their_own() -> None:
    lines = [
        text for at, row in enumerate(ROWS_2008, 1) for text in (str(at), row[0][0], row[2][0])
    ]
    content = "\n".join([TITLE, "", "序号", "项目", "数量", *lines])
    assert read_2008(content, "a.txt") == WANTED_2008


def test_a_number_that_is_the_next_serial_number() -> None:
    """And a row that is left out, so that one serial number is."""
    lines = []
    for at, row in enumerate(ROWS_2008, 1):
        if at != 4:
            lines += [str(at), row[0][0], "3" if at == 2 else row[2][0]]
    content = "\n".join([TITLE, "", "序号", "项目", "数量", *lines])
    changed = {LINES_2008[1].code: 3}
    left_out = LINES_2008[3].code
    wanted = {code: number for code, number in WANTED_2008.items() if code != left_out}
    assert read_2008(content, "a.txt") == wanted | changed


def moved(code: str, before: str) -> list[SpanRow]:
    """The rows with one that stands before another."""
    at = {item.code: number for number, item in enumerate(line_items("2014"))}
    rows = list(ROWS)
    row = rows.pop(at[code])
    rows.insert(at[before], row)
    return rows


def test_rows_of_one_name_that_were_moved_are_left_out() -> None:
    """被依法纠错数 of lawsuits among the reviews: which is whose no sum says."""
    extraction = read(page([HEAD, *moved("5.2", "4.1")]), "a.html")
    stated = {row["line_code"]: row["value"] for row in extraction.figures}
    assert not stated.keys() & {"4.2", "4.3", "5.2", "5.3"}
    assert (stated["4"], stated["4.1"], stated["5.1"]) == (100, 107, 135)
    assert "moved_rows" in codes(extraction)


def test_a_row_of_its_own_name_may_be_moved() -> None:
    assert_all_read(page([HEAD, *moved("6", "1.1")]), "a.html")


def test_a_number_beside_a_heading_below_a_label_of_no_form() -> None:
    """Nothing says whose the number after them is: it is no line's, and a note tells of it."""
    at = next(n for n, item in enumerate(line_items("2014")) if item.code == "8")
    rows = [[row[0], row[2]] for row in ROWS]
    strange: list[SpanRow] = [[("乡镇自定的指标", 1, 1)], [ROWS[at][0], ("3", 1, 1)], [("7", 1, 1)]]
    content = page([HEAD[:1] + HEAD[2:], *rows[:at], *strange, *rows[at + 1 :]])
    extraction = read(content, "a.html")
    stated = {row["line_code"]: row["value"] for row in extraction.figures}
    assert stated == {code: Decimal(text) for code, text in VALUES.items()}
    assert "unknown_row" in codes(extraction)


def test_the_rest_of_a_label_stands_below_its_number() -> None:
    """危及国家 is no label of the form, and the bracket of a unit is open."""
    lines = [TITLE, "", "统计指标 统计数"]
    for item, row in zip(line_items("2014"), ROWS, strict=True):
        if item.code == "3.3.4.4":
            lines += [f"危及国家 {row[2][0]}", "安全、公共安全、经济安全和社会稳定"]
        elif item.code == "7":
            lines += [f"七、依申请公开信息收取的费用（万 {row[2][0]}", "元）"]
        elif item.code == "1.1":
            lines += [f"12 {row[0][0]} {row[2][0]}"]
        else:
            lines.append(" ".join(text for text, *_ in (row[0], row[2]) if text))
    extraction = read("\n".join(lines), "a.txt")
    figures = {row["line_code"]: row for row in extraction.figures}
    assert {code: row["value"] for code, row in figures.items()} == {
        code: Decimal(text) for code, text in VALUES.items()
    }
    assert figures["7"]["unit"] == "万元"


@pytest.mark.parametrize("has_serials", [True, False])
def test_labels_over_two_lines_above_their_numbers(has_serials: bool) -> None:
    """No half is another line, no serial number a figure, and the unit may end the second half."""
    lines = [TITLE, "", "统计指标", "统计数"]
    for serial, (item, row) in enumerate(zip(line_items("2014"), ROWS, strict=True), 1):
        label = f"{row[0][0]}（{row[1][0]}）" if row[1][0] else row[0][0]
        half = len(row[0][0]) // 2 if len(label) > 12 else len(label)
        texts = [str(serial) if has_serials else "", label[:half], label[half:]]
        lines += [*filter(None, texts), *([] if item.is_heading else [row[2][0]])]
    figures = {row["line_code"]: row for row in read("\n".join(lines), "a.txt").figures}
    assert {code: row["value"] for code, row in figures.items()} == {
        code: Decimal(text) for code, text in VALUES.items()
    }
    assert (figures["7"]["unit"], figures["8.4"]["unit"]) == ("万元", "万元")


def test_blank_numbers_of_two_runs_side_by_side() -> None:
    half = len(ROWS) // 2 + len(ROWS) % 2
    blank = {"1.2.3", "2.2.4"}
    items = line_items("2014")
    rows = [
        [*row[:2], ("", 1, 1)] if item.code in blank else row
        for item, row in zip(items, ROWS, strict=True)
    ]
    left, right = rows[:half], [*rows[half:], [("", 1, 1), ("", 1, 1), ("", 1, 1)]]
    both = [[*HEAD, *HEAD], *([*a, *b] for a, b in zip(left, right, strict=False))]
    states = {r["line_code"]: r["value_state"] for r in read(page(both), "a.html").figures}
    assert {code for code, state in states.items() if state == "blank"} >= blank
    assert len([state for state in states.values() if state == "number"]) == len(VALUES) - 2
