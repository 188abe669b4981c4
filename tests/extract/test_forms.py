"""Tables 二, 三 and 四 of both forms: the same figures come back from every layout."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import pytest

from tests.extract import layouts, pdfs
from tests.extract.layouts import Report, SpanRow, make_report
from tests.extract.reading import codes, expected, of_table, read, table_values

FORMS = ("2019", "2021")
FLAT = (
    *("tabs_in_place", "tabs_dropped", "bars", "gaps", "single_spaces", "one_a_line"),
    *("padded_bars", "closing_bars", "bar_lines", "closed_bar_lines", "leading_bar_lines"),
    *("ended_bar_lines", "padded_bar_lines", "outer_bars", "inner_bars"),
)


def assert_read(report: Report, content: str | bytes, name: str = "report.html") -> None:
    extraction = read(content, name)
    assert extraction.report is not None, extraction.notes
    assert extraction.report["form"] == report.form
    assert extraction.report["form_basis"] == "table_headers"
    assert table_values(extraction) == expected(report)
    assert extraction.notes == []


def with_rows(report: Report, old: list[SpanRow], new: list[SpanRow]) -> str:
    page = layouts.html_page(report)
    assert layouts.html_table(old) in page
    return page.replace(layouts.html_table(old), layouts.html_table(new))


@pytest.fixture(params=FORMS)
def report(request: pytest.FixtureRequest) -> Report:
    return make_report(request.param, seed=5)


@pytest.mark.parametrize("appeals", ["wide", "three", "list"])
@pytest.mark.parametrize("blocks", ["one", "many"])
def test_html(report: Report, appeals: str, blocks: str) -> None:
    assert_read(report, layouts.html_page(report, appeals=appeals, blocks=blocks))


@pytest.mark.parametrize("layout", FLAT)
@pytest.mark.parametrize("blank_lines", [0, 1])
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("form", FORMS)
def test_flattened_text(form: str, seed: int, layout: str, blank_lines: int) -> None:
    report = make_report(form, seed)
    text = layouts.flat_text(report, layout, blank_lines=blank_lines)
    assert_read(report, text, "report.md" if layout == "bars" else "report.txt")


@pytest.mark.parametrize(("repeated", "gap"), [(0, 0), (0, 150), (3, 0), (3, 300)])
def test_pdf_over_page_ends(report: Report, repeated: int, gap: int) -> None:
    assert_read(report, pdfs.make_pdf(report, repeated=repeated, gap=gap), "report.pdf")


@pytest.mark.parametrize("layout", FLAT)
@pytest.mark.parametrize("wrapping", ["<p>{}</p>", "{}<br>", "<pre>{}</pre>"])
def test_html_without_table_elements(report: Report, layout: str, wrapping: str) -> None:
    """A table pasted as text: one row, or one cell, a paragraph or line."""
    text = html.escape(layouts.flat_text(report, layout))
    if wrapping.startswith("<pre>"):
        body = wrapping.format(text)
    else:
        gapped = text.replace("    ", "\u00a0" * 4).replace("\t", "\u3000")
        body = "".join(wrapping.format(line) for line in gapped.split("\n") if line)
    assert_read(report, f"<html><body><div>{body}</div></body></html>")


@pytest.mark.parametrize("rule", ["plain", "boxes", "no_outer_bars"])
def test_bars_of_all_kinds(report: Report, rule: str) -> None:
    lines = []
    for line in layouts.flat_text(report, "bars").split("\n"):
        if rule == "boxes":
            lines.append("├──┼──┤" if line.startswith("|---") else line.replace("|", "│"))
        elif rule == "no_outer_bars" and line.startswith("|"):
            lines.append(line.strip("| "))
        else:
            lines.append(line)
    assert_read(report, "\n".join(lines), "report.txt")


def test_one_table_has_a_cell_a_line_the_next_a_row(report: Report) -> None:
    """As in cells of paragraphs beside cells of text alone, a bar behind each; the page is cut."""
    rows = layouts.joined(layouts.disclosure_blocks(report))
    text = layouts.flat_text(report, "closing_bars")
    old = "\n".join(layouts.closing_bars(rows))
    assert old in text
    lines = [f"{cell} |" for row in rows for cell, _, _ in row if cell]
    whole = text.replace(old, "\n".join(lines))
    assert_read(report, whole, "report.txt")
    got = table_values(read(whole[: whole.index("（三）不予公开")], "report.txt"))
    assert len(got) == len(report.disclosure) + 4 * 7  # 一, 二, 予以公开, 部分公开
    assert {key: value for key, value in got.items() if value != expected(report)[key]} == {}


def test_pdf_without_rules(report: Report) -> None:
    assert_read(report, pdfs.make_pdf(report, is_ruled=False), "report.pdf")


@pytest.mark.parametrize("sign", ["", "-", "无"])
@pytest.mark.parametrize("appeals", ["wide", "list"])
def test_cells_without_a_number_are_not_zeros(report: Report, sign: str, appeals: str) -> None:
    without_zeros(report, sign)
    assert_read(report, layouts.html_page(report, appeals=appeals))


@pytest.mark.parametrize(
    "layout",
    [
        *("tabs_in_place", "tabs_dropped", "bars", "ended_bar_lines", "padded_bar_lines"),
        *("outer_bars", "inner_bars"),
    ],
)
def test_empty_fields_kept_in_text(report: Report, layout: str) -> None:
    without_zeros(report, "")
    assert_read(report, layouts.flat_text(report, layout), "report.txt")


@pytest.mark.parametrize("layout", ["tabs_in_place", "tabs_dropped", "bars"])
def test_full_rows_say_where_the_fields_of_a_row_with_gaps_stand(
    report: Report, layout: str
) -> None:
    report.requests["B3.3.2"] = ["", "4", "", "", "", "", "5"]  # a total that is wrong as well
    text = layouts.flat_text(report, layout)
    assert_read(report, text, "report.txt")
    assert {row["reading"] for row in read(text, "report.txt").figures} == {"printed"}


@pytest.mark.parametrize(
    "layout", ["gaps", "single_spaces", "one_a_line", "padded_bars", "closing_bars"]
)
def test_empty_fields_dropped_from_text_are_never_guessed(report: Report, layout: str) -> None:
    without_zeros(report, "")
    extraction = read(layouts.flat_text(report, layout), "report.txt")
    want = expected(report)
    got = table_values(extraction)
    assert len(got) >= 35
    assert {key: value for key, value in got.items() if value != want[key]} == {}
    assert "ambiguous_columns" in codes(extraction)


@pytest.mark.parametrize("layout", ["padded_bar_lines", "inner_bars", "one_a_line", "gaps"])
def test_zeros_are_no_totals_where_none_is_printed(report: Report, layout: str) -> None:
    """Six numbers a row: the last is not the total, as the rows with other numbers show."""
    parts = [code for code in report.requests if code not in ("B1", "B3.1", "B3.7")]
    report.requests |= {code: ["0"] * 6 + [""] for code in parts}
    for code in ("B1", "B3.1", "B3.7"):
        report.requests[code] = ["2", "1", "0", "0", "0", "0", ""]
    got = table_values(read(layouts.flat_text(report, layout), "report.txt"))
    numbers = {key: value for key, value in got.items() if isinstance(value, Decimal)}
    want = expected(report)
    assert {key: value for key, value in numbers.items() if value != want[key]} == {}
    assert len([key for key in numbers if key[0].startswith("B")]) == 6 * len(report.requests)


def test_the_forms_arithmetic_places_fields_where_one_way_fits() -> None:
    """（七） is whole: 29 can only be natural persons', and 2 as well, as the 2 of commerce stand
    elsewhere; who the 1 that is carried forward is, no row says."""
    report = make_report("2021", seed=3)
    zeros = {code: [""] * 7 for code in report.requests}
    report.requests = zeros | {
        "B1": ["38", "2", "0", "0", "0", "0", "40"],
        "B3.1": ["29", "", "", "", "", "", "29"],
        "B3.2": ["2", "", "", "", "", "", "2"],
        "B3.6.3": ["7", "2", "", "", "", "", "9"],
        "B3.7": ["38", "2", "0", "0", "0", "0", "40"],
        "B4": ["1", "", "", "", "", "", "1"],
    }
    extraction = read(layouts.flat_text(report, "gaps"), "report.txt")
    found = {(row["line_code"], row["column_code"]): row for row in extraction.figures}
    assert found["B3.1", "natural_person"]["reading"] == "inferred"
    assert '"proof":"R1, R2 and R3 over B3.1 B3.2' in found["B3.1", "natural_person"]["locator"]
    assert found["B3.1", "total"]["value"] == 29
    assert found["B3.6.3", "commercial"]["value"] == 2
    assert found["B3.7", "commercial"]["reading"] == "printed"
    assert found["B3.2", "natural_person"]["value"] == 2
    assert {key[1] for key in found if key[0] == "B4"} == {"total"}
    assert "ambiguous_columns" in codes(extraction)


def without_zeros(report: Report, sign: str) -> None:
    report.requests = {
        code: [text if text != "0" else sign for text in row]
        for code, row in report.requests.items()
    }
    report.appeals = [text if text != "0" else sign for text in report.appeals]


def test_a_blank_total_column_stays_blank(report: Report) -> None:
    report.requests = {code: [*row[:6], ""] for code, row in report.requests.items()}
    assert_read(report, layouts.html_page(report))


def test_a_wrong_total_stays_as_printed(report: Report) -> None:
    report.requests["B3.7"][6] = "0"
    assert_read(report, layouts.html_page(report))
    assert_read(report, layouts.flat_text(report, "tabs_dropped"), "report.txt")


def test_everything_in_one_table(report: Report) -> None:
    rows = [row for block in layouts.disclosure_blocks(report) for row in block]
    rows += [[(layouts.SECTIONS[1], 1, 10)], *layouts.request_rows(report)]
    rows += [[(layouts.SECTIONS[2], 1, 15)], *layouts.appeal_rows(report)]
    assert_read(report, f"<html><h1>{report.title}</h1>{layouts.html_table(rows)}</html>")


def test_tables_that_lay_out_the_page(report: Report) -> None:
    inner = layouts.html_page(report).split("<body>")[1].split("</body>")[0]
    page = (
        f"<html><table><tr><td>导航</td><td><table><tr><td><h2>{report.title}</h2></td></tr>"
        f"<tr><td>{inner}</td></tr></table></td></tr></table></html>"
    )
    assert_read(report, page)


@pytest.mark.parametrize("lost", [r" (rowspan|colspan)='\d+'", r" rowspan='\d+'"])
def test_lost_spans(report: Report, lost: str) -> None:
    assert_read(report, re.sub(lost, "", layouts.html_page(report)))


def test_vertical_stub_and_broken_labels(report: Report) -> None:
    page = layouts.html_page(report).replace(
        "三、本年度办理结果", "<br>".join("三、本年度办理结果")
    )
    page = page.replace("结果维持", "结果<br/>维持").replace("法律服务机构", "法律服务</p><p>机构")
    assert_read(report, page)


def test_numbering_and_quotes_vary(report: Report) -> None:
    page = re.sub(r">(\d)\.", r">\1、", layouts.html_page(report))
    assert_read(report, page.translate(str.maketrans("（）“”", '()""')))
    bare = re.sub(r"<span>(?:\d\.|（.）)", "<span>", layouts.html_page(report))
    assert_read(report, bare)


def test_small_slips_in_labels(report: Report) -> None:
    page = layouts.html_page(report)
    for label, slip in (
        ("其他法律行政法规禁止公开", "其他法律法规禁止公开"),
        ("属于三类内部事务信息", "属于三类内部管理事务信息"),
        ("规章", "规 章"),
        ("结转下年度继续办理", "結轉下年度繼續辦理"),
        ("（七）总计", "（七）合计"),
        ("其他", "其它"),
    ):
        assert label in page
        page = page.replace(label, slip)
    assert_read(report, page)


@pytest.mark.parametrize("has_header", [True, False])
@pytest.mark.parametrize("between", ["", "<p>- 4 -</p>"])
def test_html_table_cut_in_two(report: Report, has_header: bool, between: str) -> None:
    rows = layouts.request_rows(report)
    rest: list[SpanRow] = [
        [("", 1, 1)] * (10 - sum(across for _, _, across in row)) + row for row in rows[14:]
    ]
    two = layouts.html_table(rows[:14]) + between
    two += layouts.html_table([*(rows[:3] if has_header else []), *rest])
    page = layouts.html_page(report).replace(layouts.html_table(rows), two)
    assert_read(report, page)


def test_columns_in_another_order(report: Report) -> None:
    """The header says which column is which: here 总计 comes first."""
    rows = layouts.request_rows(report)
    moved = [[rows[0][0], ("总计", 3, 1), ("申请人情况", 1, 6)], rows[1][:2], rows[2]]
    moved += [[*row[:-7], row[-1], *row[-7:-1]] for row in rows[3:]]
    assert_read(report, with_rows(report, rows, moved))


def test_appeals_in_another_order(report: Report) -> None:
    """Lawsuits before reviews, totals before results: the headers above a number say what it is."""
    rows = layouts.appeal_rows(report)
    moved = [
        [rows[0][1], rows[0][0]],
        [*rows[1][5:], rows[1][4], *rows[1][:4]],
        [(result, 1, 1) for result in layouts.RESULTS * 2],
        [*rows[3][5:], rows[3][4], *rows[3][:4]],
    ]
    assert_read(report, with_rows(report, rows, moved))


def test_tables_that_are_no_form_are_left_alone(report: Report) -> None:
    others: list[SpanRow] = [[("栏目", 1, 1), ("条数", 1, 1)]]
    others += [[(f"栏目{number}", 1, 1), (str(number), 1, 1)] for number in range(20)]
    page = layouts.html_page(report)
    table = f"<p>附：各栏目发布情况，仅供参考。</p>{layouts.html_table(others)}"
    assert_read(report, page.replace("</body>", f"{table}</body>"))
    heading = f"<p>{layouts.SECTIONS[2]}</p>"
    assert_read(report, page.replace(heading, table + heading))


def test_one_number_for_all_seven_columns_is_the_total(report: Report) -> None:
    rows = layouts.request_rows(report)
    merged = [*rows[:-1], [rows[-1][0], ("7", 1, 7)]]
    html_values = table_values(read(with_rows(report, rows, merged)))
    text = re.sub("(四、结转下年度继续办理).*", r"\1\t7", layouts.flat_text(report, "tabs_dropped"))
    for values in (html_values, table_values(read(text, "report.txt"))):
        found = {key[1]: value for key, value in values.items() if key[0] == "B4"}
        assert found == {"total": Decimal(7)}


def test_a_cell_over_two_rows_gives_no_figure(report: Report) -> None:
    rows = layouts.request_rows(report)
    merged = [list(row) for row in rows]
    merged[3][1] = (rows[3][1][0], 2, 1)
    del merged[4][1]
    extraction = read(with_rows(report, rows, merged))
    assert "merged_over_rows" in codes(extraction)
    values = table_values(extraction)
    assert not {key for key in values if key[0] in ("B1", "B2")}
    assert ("B3.1", "total") in values


def test_a_local_row_is_a_note(report: Report) -> None:
    rows = layouts.request_rows(report)
    local = [*rows[:-1], [("其中：转乡镇办理", 1, 3), *[("5", 1, 1)] * 7], rows[-1]]
    extraction = read(with_rows(report, rows, local))
    assert table_values(extraction) == expected(report)
    assert codes(extraction) == {"unknown_row"}
    assert "其中：转乡镇办理" in extraction.notes[0]["message"]


def test_a_local_row_below_a_row_of_blanks_has_its_own_numbers(report: Report) -> None:
    """A label that is whole does not go on in the next row."""
    report.requests["B4"] = [""] * 7
    rows = layouts.request_rows(report)
    local: SpanRow = [("附：当场答复件数", 1, 3), *((str(n), 1, 1) for n in range(4, 11))]
    extraction = read(with_rows(report, rows, [*rows, local]))
    assert table_values(extraction) == expected(report)
    assert codes(extraction) == {"unknown_row"}


def test_undivided_row_on_the_form_of_2021() -> None:
    report = make_report("2021", seed=6)
    parts = [report.requests.pop(code) for code in layouts.OTHER]
    report.requests["B3.6"] = [str(sum(int(part[at]) for part in parts)) for at in range(7)]
    extraction = read(layouts.html_page(report))
    assert extraction.report is not None
    assert extraction.report["form"] == "2021"
    assert table_values(extraction) == expected(report)
    forms = {row["line_code"]: row["line_form"] for row in extraction.figures}
    assert (forms["B3.6"], forms["B3.7"]) == ("2019", "2021")


def test_the_sixth_row_is_known_by_its_number() -> None:
    report = make_report("2019", seed=6)
    assert_read(report, layouts.html_page(report).replace("（六）其他处理", "（六）其他"))


def test_a_table_printed_twice_is_read_once(report: Report) -> None:
    page = layouts.html_page(report)
    body = page.split("<body>")[1]
    assert_read(report, page.replace("</body></html>", body))


def test_another_bodys_table_is_left_out_with_a_note(report: Report) -> None:
    other = layouts.html_table(layouts.request_rows(make_report(report.form, seed=99)))
    page = layouts.html_page(report).replace("</body>", f"<p>附：下属单位的表</p>{other}</body>")
    extraction = read(page)
    assert table_values(extraction) == expected(report)
    assert codes(extraction) == {"second_table"}


@pytest.mark.parametrize("pieces", [2, 3])
def test_labels_broken_around_their_numbers(report: Report, pieces: int) -> None:
    """A PDF's text: the numbers of a row beside the middle of its label."""
    rows = layouts.request_rows(report)
    lines = layouts.single_spaces(rows[:3])
    for row in rows[3:]:
        label = row[-8][0]
        stub = " ".join(text for text, _, _ in row[:-8])
        numbers = " ".join(text for text, _, _ in row[-7:])
        if len(label) <= 14:
            lines.append(f"{stub} {label} {numbers}".strip())
            continue
        size = -(-len(label) // pieces)
        parts = [label[at : at + size] for at in range(0, len(label), size)]
        if pieces == 2:
            lines += [parts[0], numbers, parts[1]]
        else:
            lines += [parts[0], f"{parts[1]} {numbers}", parts[2]]
    text = layouts.flat_text(report, "single_spaces")
    old = "\n".join(layouts.single_spaces(rows))
    assert old in text
    assert_read(report, text.replace(old, "\n".join(lines)), "report.txt")


def test_label_in_another_block_than_its_numbers(report: Report) -> None:
    lines: list[str] = []
    for line in layouts.flat_text(report, "tabs_dropped").split("\n"):
        fields = line.split("\t")
        if len(fields) > 7 and not fields[-8].isdigit() and fields[-1].isdigit():
            lines += [fields[-8], "", "\t".join(fields[-7:])]
        else:
            lines.append(line)
    assert_read(report, "\n".join(lines), "report.txt")


@pytest.mark.parametrize("style", ["block", "pairs", "pairs_in_a_line"])
def test_appeals_flattened_by_route(report: Report, style: str) -> None:
    lines: list[str] = []
    for at, route in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉")):
        numbers = report.appeals[at * 5 : at * 5 + 5]
        pairs = list(zip(layouts.RESULTS, numbers, strict=True))
        lines.append(route)
        if style == "block":
            lines += [*layouts.RESULTS, *numbers]
        elif style == "pairs":
            lines += [text for pair in pairs for text in pair]
        else:
            lines += [" ".join(pair) for pair in pairs]
    text = layouts.flat_text(report, "one_a_line")
    old = "\n".join(layouts.one_a_line(layouts.appeal_rows(report)))
    assert old in text
    assert_read(report, text.replace(old, "\n".join(lines)), "report.txt")


def test_appeals_with_title_row_and_label_column(report: Report) -> None:
    rows = layouts.appeal_rows(report)
    titled = [[("政府信息公开行政复议、行政诉讼情况", 1, 15)], *rows]
    assert_read(report, with_rows(report, rows, titled))
    labelled = [[("", 1, 1), *row] for row in rows[:3]] + [[("数量", 1, 1), *rows[3]]]
    assert_read(report, with_rows(report, rows, labelled))


def test_a_list_of_appeals_beside_empty_columns(report: Report) -> None:
    """As in a sheet whose other tables are broader."""
    without_zeros(report, "")
    rows = layouts.appeal_list(report)
    broad = [[*row, ("", 1, 1), ("", 1, 1)] for row in rows]
    assert_read(report, with_rows(report, layouts.appeal_rows(report), broad))


def test_a_table_of_appeals_that_is_all_blank(report: Report) -> None:
    """It is a table of its own, and not the head of the next one."""
    report.appeals[:5] = [""] * 5
    assert_read(report, layouts.html_page(report, appeals="tables"))


def test_a_bar_that_begins_a_line_ends_an_empty_cell(report: Report) -> None:
    """Where a bar ends every cell."""
    without_zeros(report, "")
    report.appeals[0] = ""
    rows = [layouts.request_rows(report), layouts.appeal_rows(report)]
    lines = ["".join(f"{t} | " if t else "| " for t, *_ in row) for table in rows for row in table]
    before, after = layouts.paragraphs(report)
    found = table_values(read("\n".join([*before, *lines, *after]), "a.txt"))
    assert of_table("BC", found) == of_table("BC", expected(report))


def test_an_article_before_its_header_on_one_line() -> None:
    report = make_report("2021", seed=7)
    text = layouts.flat_text(report, "single_spaces")
    for article in ("（一）", "（五）", "（六）", "（八）"):
        assert f"第二十条第{article}项\n" in text
        text = text.replace(f"第二十条第{article}项\n", f"第二十条第{article}项 ")
    found = {row["line_code"]: row for row in read(text, "report.txt").figures}
    assert (found["A8.1"]["unit"], found["A8.1"]["reading"]) == ("万元", "printed")


def test_units_and_scale_are_those_printed() -> None:
    report = make_report("2021", seed=7)
    page = layouts.html_page(report)
    figures = {row["line_code"]: row for row in read(page).figures}
    assert (figures["A8.1"]["unit"], figures["A8.1"]["unit_scale"]) == ("万元", 10_000)
    assert (figures["A5.1"]["unit"], figures["A5.1"]["unit_scale"]) == (None, 1)
    yuan = {row["line_code"]: row for row in read(page.replace("单位：万元", "单位：元")).figures}
    assert (yuan["A8.1"]["unit"], yuan["A8.1"]["unit_scale"]) == ("元", 1)


def test_changes_of_the_form_of_2019_have_a_sign() -> None:
    report = make_report("2019", seed=7)
    report.disclosure["A5.1b"] = "减4"
    report.disclosure["A6.1b"] = "+2"
    values = table_values(read(layouts.html_page(report)))
    assert values["A5.1b", "value"] == Decimal(-4)
    assert values["A6.1b", "value"] == Decimal(2)


def test_a_figure_tells_its_place(report: Report) -> None:
    extraction = read(layouts.html_page(report))
    row = next(
        row
        for row in extraction.figures
        if (row["line_code"], row["column_code"]) == ("B1", "total")
    )
    assert '"text":"一、本年新收政府信息公开申请数量"' in row["locator"]
    assert "/td[8]" in row["locator"]
    assert (row["row_no"], row["column_no"], row["method"]) == (4, 10, "table")
    assert row["char_end"] - row["char_start"] == len(row["value_text"])


def test_a_dropped_unit_is_that_of_the_form() -> None:
    page = layouts.html_page(make_report("2021"))
    assert "（单位：万元）" in page
    for content, unit in ((page, "万元"), (page.replace("（单位：万元）", ""), None)):
        [charge] = [row for row in read(content).figures if row["line_code"] == "A8.1"]
        assert (charge["unit"], charge["unit_scale"]) == (unit, 10_000)


def test_two_numbers_of_one_part_in_one_sentence_are_two_figures() -> None:
    page = (
        "<h1>平江县2018年政府信息公开工作年度报告</h1><p>全县受理政府信息公开申请40件，其中县直部门受理申请"
        "12件，县直部门受理申请13件。</p>"
    )
    assert [row["value"] for row in read(page).figures] == [40, 12, 13]


# --- rows that lost or gained cells -----------------------------------------------------------


def rows_of(report: Report, code: str, fields: list[str]) -> str:
    """The page with other cells in the row of one line."""
    rows = layouts.request_rows(report)
    label = layouts.label(report.form, code)
    changed = [
        [*row[:-7], *((text, 1, 1) for text in fields)]
        if len(row) > 7 and row[-8][0] == label
        else row
        for row in rows
    ]
    return with_rows(report, rows, changed)


def unlike(report: Report, content: str) -> dict[tuple[str, str], object]:
    """What was read otherwise than the report states it."""
    want = expected(report)
    found = table_values(read(content))
    return {key: value for key, value in found.items() if want.get(key) != value}


@pytest.mark.parametrize("lost", range(7))
@pytest.mark.parametrize("code", ["B1", "B3.1", "B3.3.4", "B3.7"])
def test_a_row_that_lost_a_cell_is_never_read_by_position(
    report: Report, code: str, lost: int
) -> None:
    report.requests[code] = ["5", "", "3", "1", "", "2", "11"]
    fields = report.requests[code]
    page = rows_of(report, code, fields[:lost] + fields[lost + 1 :])
    assert not unlike(report, page)
    assert len(table_values(read(page))) > 150


@pytest.mark.parametrize("at", range(7))
def test_a_row_that_gained_a_cell_is_never_read_by_position(report: Report, at: int) -> None:
    report.requests["B3.1"] = ["5", "", "3", "1", "", "2", "11"]
    fields = report.requests["B3.1"]
    assert not unlike(report, rows_of(report, "B3.1", [*fields[:at], "9", *fields[at:]]))


def test_the_rules_of_the_whole_table_place_what_the_row_leaves_open() -> None:
    """Natural persons alone received answers, so the one refusal is theirs."""
    report = make_report("2021", seed=3)
    blank = ["0"] * 7
    report.requests = dict.fromkeys(report.requests, blank) | {
        "B1": ["6", "0", "0", "0", "0", "0", "6"],
        "B3.1": ["5", "0", "0", "0", "0", "0", "5"],
        "B3.3.4": ["1", "0", "0", "0", "0", "0", "1"],
        "B3.7": ["6", "0", "0", "0", "0", "0", "6"],
    }
    extraction = read(rows_of(report, "B3.3.4", ["1", "1"]))
    row = next(
        row
        for row in extraction.figures
        if (row["line_code"], row["column_code"]) == ("B3.3.4", "natural_person")
    )
    assert (row["value"], row["reading"]) == (1, "inferred")
    assert '"proof":"R1, R2 and R3 over' in row["locator"]


def test_numbers_beside_a_heading_are_those_of_a_row_without_label(report: Report) -> None:
    rows = layouts.request_rows(report)
    at = next(i for i, row in enumerate(rows) if row[0][0] == "（四）无法提供")
    lost = [*rows[:at], [rows[at][0], *rows[at][2:]], *rows[at + 1 :]]
    extraction = read(with_rows(report, rows, lost))
    assert "numbers_of_heading" in codes(extraction)
    assert not {key for key in table_values(extraction) if key[0] in ("B3.4", "B3.4.1")}


@pytest.mark.parametrize("fields", [["0 0 3 0 0 0 3"], ["0 0 3", "0 0 0 3"], ["0030003"]])
def test_numbers_that_ran_together(report: Report, fields: list[str]) -> None:
    report.requests["B3.3.2"] = ["0", "0", "3", "0", "0", "0", "3"]
    values = table_values(read(rows_of(report, "B3.3.2", fields)))
    assert [values["B3.3.2", column] for column in ("research", "other", "total")] == [3, 0, 3]


@pytest.mark.parametrize("kept", [("自然人", "总计"), ("自然人", "商业企业", "总计")])
@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_columns_that_a_body_leaves_out(kept: tuple[str, ...], name: str) -> None:
    report = make_report("2021", seed=4)
    at = [layouts.HEADERS.index(word) for word in kept]
    rows: list[SpanRow] = [[("", 1, 1), *((word, 1, 1) for word in kept)]]
    rows += [
        [(layouts.label("2021", code), 1, 1), *((fields[i], 1, 1) for i in at)]
        for code, fields in report.requests.items()
    ]
    table = layouts.html_table(rows) if name == "a.html" else "\n".join(layouts.tabs_dropped(rows))
    values = table_values(
        read(
            f"<h1>{report.title}</h1>{table}" if "html" in name else f"{report.title}\n\n{table}\n",
            name,
        )
    )
    want = {
        (code, ("natural_person", "commercial", "", "", "", "", "total")[i]): Decimal(fields[i])
        for code, fields in report.requests.items()
        for i in at
    }
    assert values == want


def test_all_labels_before_all_numbers(report: Report) -> None:
    rows = layouts.request_rows(report)
    labels = [text for row in rows for text, _, _ in (row[:-7] if row[-1][0].isdigit() else row)]
    numbers = [" ".join(text for text, _, _ in row[-7:]) for row in rows if row[-1][0].isdigit()]
    old = "\n".join(layouts.one_a_line(rows))
    text = layouts.flat_text(report, "one_a_line")
    assert old in text
    assert_read(report, text.replace(old, "\n".join([*labels, *numbers])), "report.txt")
    lost = "\n".join([*labels, *numbers]).replace("（二）部分公开（", "（二）部分开（")
    assert_read(report, text.replace(old, lost), "report.txt")
    short = read(text.replace(old, "\n".join([*labels, *numbers[1:]])), "report.txt")
    assert not {key for key in table_values(short) if key[0].startswith("B")}


@pytest.mark.parametrize(("whole", "rest"), [("重复申请", "重申请"), ("予以公开", "予公开")])
def test_a_label_that_lost_a_character(report: Report, whole: str, rest: str) -> None:
    assert_read(report, layouts.html_page(report).replace(whole, rest))


# --- other shapes of tables 二 and 四 ---------------------------------------------------------


def test_headers_whose_ends_a_page_lost() -> None:
    for form, cuts in (
        ("2019", ("本年新制作数量", "本年新公开数量")),
        ("2021", ("本年制发件数", "本年废止件数")),
    ):
        report = make_report(form, seed=5)
        text = layouts.flat_text(report, "padded_bars")
        for cut in cuts:
            assert cut in text
            text = text.replace(cut, cut[:3])
        assert_read(report, text, "report.txt")


def test_items_as_columns() -> None:
    report = make_report("2021", seed=5)
    rows: list[SpanRow] = [[("", 1, 1), ("规章", 1, 1), ("行政规范性文件", 1, 1)]]
    rows += [
        [(head, 1, 1), *((report.disclosure[f"A1.{item}{sign}"], 1, 1) for item in (1, 2))]
        for head, sign in (("本年制发件数", "a"), ("本年废止件数", "b"), ("现行有效件数", "c"))
    ]
    old = layouts.disclosure_blocks(report)
    page = with_rows(report, layouts.joined(old), layouts.joined([rows, *old[1:]]))
    assert_read(report, page)


def test_a_table_without_headers_is_read_in_the_forms_order() -> None:
    report = make_report("2021", seed=5)
    rows = layouts.joined(layouts.disclosure_blocks(report))
    bare = [row for row in rows if row[0][0] != "信息内容"]
    found = [
        row for row in read(with_rows(report, rows, bare)).figures if row["line_code"][0] == "A"
    ]
    assert {row["line_code"]: row["value"] for row in found} == {
        code: Decimal(text) for code, text in report.disclosure.items()
    }
    assert {row["reading"] for row in found} == {"inferred"}


def test_appeals_with_routes_down_and_results_across(report: Report) -> None:
    routes = ("行政复议", "未经复议直接起诉", "复议后起诉")
    rows: list[SpanRow] = [[("", 1, 1), *((result, 1, 1) for result in layouts.RESULTS)]]
    rows += [
        [(route, 1, 1), *((text, 1, 1) for text in report.appeals[at * 5 : at * 5 + 5])]
        for at, route in enumerate(routes)
    ]
    assert_read(report, with_rows(report, layouts.appeal_rows(report), rows))
    old = "\n".join(layouts.gaps(layouts.appeal_rows(report)))
    text = layouts.flat_text(report, "gaps").replace(old, "\n".join(layouts.gaps(rows)))
    assert_read(report, text, "report.txt")


def test_appeals_without_headers_are_read_only_where_the_sums_hold(report: Report) -> None:
    report.appeals = ["3", "1", "0", "2", "6", "4", "0", "1", "0", "5", "0", "2", "0", "1", "3"]
    old = "\n".join(layouts.bars(layouts.appeal_rows(report)))
    text = layouts.flat_text(report, "bars")
    assert old in text
    numbers = "| " + " | ".join(report.appeals) + " |"
    extraction = read(text.replace(old, numbers), "report.txt")
    assert table_values(extraction) == expected(report)
    wrong = read(text.replace(old, numbers.replace("6", "7")), "report.txt")
    assert not {key for key in table_values(wrong) if key[0].startswith("C")}


def test_a_row_of_appeals_whose_cells_all_hang_down_from_above(report: Report) -> None:
    heads = [(result, 2, 1) for result in layouts.RESULTS]
    numbers = [(text, 1, 1) for text in ("3", "1", "0", "2", "6", "9")]
    rows: list[SpanRow] = [[("行政复议", 1, 5)], heads, [], numbers]
    extraction = read(with_rows(report, layouts.appeal_rows(report), rows))
    assert extraction.report is not None
    assert extraction.figures


def test_lawsuits_of_both_routes_together() -> None:
    report = make_report("2021", seed=8)
    rows: list[SpanRow] = [[("行政复议", 1, 5), ("行政诉讼", 1, 5)]]
    rows += [[(result, 1, 1) for result in layouts.RESULTS * 2]]
    rows += [[(text, 1, 1) for text in report.appeals[:10]]]
    values = table_values(read(with_rows(report, layouts.appeal_rows(report), rows)))
    assert values["P.litigation_total", "value"] == Decimal(report.appeals[9])
    assert {key[0] for key in values if key[0][0] == "C"} == {f"C1.{n}" for n in range(1, 6)}


@pytest.mark.parametrize(("year", "form"), [(2012, "2008"), (2016, "2014")])
def test_words_alone_name_no_form_that_came_later(year: int, form: str) -> None:
    told = "收到政府信息公开申请15件，其中同意公开12件，不同意公开3件。召开新闻发布会2次。"
    page = f"<h1>青溪县{year}年政府信息公开工作年度报告</h1><p>{told}</p>"
    extraction = read(page)
    assert extraction.report is not None
    assert (extraction.report["form"], extraction.report["form_basis"]) == (form, "vocabulary")
    assert {row["line_form"] for row in extraction.figures} == {form}


def test_one_word_out_of_habit_is_no_form() -> None:
    text = "柳河乡{}年政府信息公开年报\n全年主动公开政府信息9条，全文电子化率100%。"
    lines = [
        {figure["line_code"] for figure in read(text.format(year), "a.txt").figures}
        for year in (2012, 2016)
    ]
    assert lines == [{"K01"}, {"1.1"}]


def test_words_that_outlived_their_form_are_no_form() -> None:
    told = "收到政府信息公开申请9件，其中当面申请4件。政务微博、政务微信发文30篇。"
    text = f"柳河乡{{}}年政府信息公开年报\n{told}"
    lines = [
        {figure["line_code"] for figure in read(text.format(year), "a.txt").figures}
        for year in (2016, 2022)
    ]
    assert lines == [{"3.1", "3.1.1"}, {"B1"}]


def test_a_header_that_lost_letters_is_the_one_it_fits(report: Report) -> None:
    lost = {
        "2021": {"本年制发件数": "本年发件", "现行有效件数": "现行有效件"},
        "2019": {"本年增/减": "本年增/", "处理决定数量": "处理决定数"},
    }[report.form]
    text = layouts.flat_text(report, "one_a_line")
    for header, left in lost.items():
        assert header in text
        text = text.replace(header, left)
    assert_read(report, text, "report.txt")


def test_headers_that_lost_their_ends_in_rows_that_a_bar_begins() -> None:
    report = make_report("2019", seed=5)
    text = layouts.flat_text(report, "leading_bar_lines")
    for header in ("本年新制作数量", "本年新公开数量"):
        assert header in text
        text = text.replace(header, "本年新")
    assert_read(report, text, "report.txt")


# --- damage: a number that the structure cannot place is a note ---------------------------------


def test_a_row_that_lost_a_cell_and_was_filled_up_at_its_end(report: Report) -> None:
    report.requests["B3.1"] = ["5", "0", "3", "1", "0", "2", "11"]
    moved = [*report.requests["B3.1"][:4], *report.requests["B3.1"][5:], ""]
    assert not unlike(report, rows_of(report, "B3.1", moved))


def test_rows_of_something_else_under_the_table_of_appeals(report: Report) -> None:
    rows = layouts.appeal_rows(report)
    blanks: SpanRow = [("", 1, 1)] * 13
    others: list[SpanRow] = [
        [(word, 1, 1), *blanks, (text, 1, 1)]
        for word, text in (("合计", "91"), ("2", "92"), ("合计", "93"), ("", "94"))
    ]
    values = table_values(read(with_rows(report, rows, [*rows, *others])))
    assert values == expected(report)


def test_numbers_under_a_lost_header_of_lawsuits_are_not_those_of_all(report: Report) -> None:
    page = layouts.html_page(report)
    assert page.count("未经复议直接起诉") == 1
    values = table_values(read(page.replace("未经复议直接起诉", "")))
    assert {key[0] for key in values}.isdisjoint({"P.litigation_total"})
    assert values["C3.5", "value"] == expected(report)["C3.5", "value"]


def test_what_is_left_of_a_label_is_not_the_last_row() -> None:
    report = make_report("2021", seed=5)
    page = layouts.html_page(report)
    whole = layouts.label("2021", "B3.3.2")
    assert page.count(whole) == 1
    extraction = read(page.replace(whole, "2.其他"))
    assert not unlike(report, page.replace(whole, "2.其他"))
    assert "unknown_row" in codes(extraction)


def test_the_last_row_of_a_cut_table_has_no_number_for_all_columns(report: Report) -> None:
    lines = layouts.flat_text(report, "tabs_in_place").split("\n")
    at = next(i for i, line in enumerate(lines) if "属于执法案卷" in line or "行政执法案卷" in line)
    fields = lines[at].split("\t")
    numbers = [i for i, field in enumerate(fields) if field.isdecimal()]
    cut = "\n".join([*lines[:at], "\t".join(fields[: numbers[0] + 1])])
    values = table_values(read(cut, "a.txt"))
    assert ("B3.3.7", "total") not in values
    assert len(values) > 60


def test_a_number_under_no_header_of_disclosure(report: Report) -> None:
    rows = layouts.joined(layouts.disclosure_blocks(report))
    at = next(i for i, row in enumerate(rows) if row[0][0].endswith("规范性文件"))
    wide: list[SpanRow] = [[*row, ("", 1, 1)] for row in rows]
    wide[at] = [rows[at][0], *rows[at]]  # the label stands twice, the numbers have moved
    assert not unlike(report, with_rows(report, rows, wide))


def test_tables_of_bars_are_parted_by_the_rules_below_their_headers(report: Report) -> None:
    """Two tables of appeals, one of them all blank or all dashes, and nothing between them."""
    routes = ("行政诉讼", "未经复议直接起诉", "复议后起诉")
    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    for sign, state in (("", "blank"), ("——", "dash")):
        lines = [
            report.title, "", "四、政府信息公开行政复议、行政诉讼情况", "",
            "| 行政复议 |" + "  |" * 4, "|" + " --- |" * 5, "| " + " | ".join(results) + " |",
            "|" + f" {sign} |" * 5, "",
            f"| {routes[0]} |" + "  |" * 9, "|" + " --- |" * 10,
            f"| {routes[1]} |" + "  |" * 4 + f" {routes[2]} |" + "  |" * 4,
            "| " + " | ".join(results * 2) + " |", "| 0 | 1 | 0 | 2 | 3 | 4 | 0 | 0 | 1 | 5 |",
        ]  # fmt: skip
        values = table_values(read("\n".join(lines), "report.md"))
        assert [values.get((f"C1.{at}", "value")) for at in range(1, 6)] == [state] * 5
        assert [int(values["C2.1", "value"]), int(values["C3.5", "value"])] == [0, 5]


def test_a_list_of_appeals_in_text_that_keeps_its_blanks() -> None:
    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    lines = [
        "青溪县2021年政府信息公开工作年度报告",
        "",
        "四、政府信息公开行政复议、行政诉讼情况",
        "",
    ]
    numbers = iter(["", "1", "", "1", "2", *[""] * 5, "", "", "3", "", "3"])
    for route in ("行政复议", "行政诉讼\t未经复议直接起诉", "复议后起诉"):
        lines += [
            f"{route if not at else ''}\t{result}\t{next(numbers)}".lstrip("\t")
            for at, result in enumerate(results)
        ]
    values = table_values(read("\n".join(lines), "report.txt"))
    found = [values[code, "value"] for code in ("C1.1", "C1.5", "C2.3", "C3.3")]
    assert found == ["blank", 2, "blank", 3]


def test_a_number_between_dashes_is_a_row_beside_another() -> None:
    lines = [
        "青溪县2019年政府信息公开工作年度报告", "", "第二十条第（五）项", "信息内容",
        "上一年项目数量", "本年增/减", "处理决定数量", "行政许可", "其他对外管理服务事项",
        "— 27 —", "3 4 5", "第二十条第（六）项", "- 2 -",
    ]  # fmt: skip
    values = table_values(read("\n".join(lines), "report.txt"))
    assert [values[code, "value"] for code in ("A5.1a", "A5.1b")] == ["dash", 27]


def test_rows_of_dashes_are_zeros_where_dashes_stand_beside_numbers() -> None:
    """Elsewhere they are rules of the page."""
    lines = [
        "青溪县2019年政府信息公开工作年度报告", "", "第二十条第（五）项", "信息内容",
        "上一年项目数量", "本年增/减", "处理决定数量", "行政许可", "其他对外管理服务事项",
        "—— —— 27", "—— —— ——", "第二十条第（六）项",
    ]  # fmt: skip
    values = table_values(read("\n".join(lines), "report.txt"))
    found = [values.get((code, "value")) for code in ("A5.1a", "A5.1c", "A5.2a", "A5.2c")]
    assert found == ["dash", 27, "dash", "dash"]


@pytest.mark.parametrize("layout", ["tabs", "padded tabs", "bars"])
def test_text_of_appeals_with_routes_that_are_all_blank(report: Report, layout: str) -> None:
    """A row of blanks only, below the results, is told from silence."""
    report.appeals[:] = [*[""] * 5, "", "1", "", "", "1", *[""] * 5]
    requests = [[text for text, *_ in row] for row in layouts.request_rows(report)]
    rows = [*requests, *layouts.appeals_by_route(report)]
    if layout == "bars":
        lines = ["".join(f"{cell} | " for cell in row) for row in rows]
    else:
        padding = [""] * 4 if layout == "padded tabs" else []
        lines = ["\t".join(row + padding if len(row) == 1 else row) for row in rows]
    values = table_values(read("\n".join([report.title, "", *lines]), "report.txt"))
    assert of_table("C", values) == of_table("C", expected(report))


def test_a_list_of_appeals_a_cell_a_line_with_routes_printed_downwards(report: Report) -> None:
    lines = [report.title, "", "四、政府信息公开行政复议、行政诉讼情况"]
    numbers = iter(report.appeals)
    for route in ("行政复议", "行政诉讼未经复议直接起诉", "复议后起诉"):
        lines += route
        for result in layouts.RESULTS:
            lines += [result, next(numbers)]
    found = table_values(read("\n".join(lines), "report.txt"))
    assert found == of_table("C", expected(report))


def test_labels_that_sentences_name_before_the_table(report: Report) -> None:
    """All labels before all numbers, and a list that has named some of them already."""
    rows = layouts.request_rows(report)
    labels = [text for row in rows for text, _, _ in (row[:-7] if row[-1][0].isdigit() else row)]
    numbers = [" ".join(text for text, _, _ in row[-7:]) for row in rows if row[-1][0].isdigit()]
    named = ["1.属于国家秘密若干；", "2.其他法律行政法规禁止公开若干；"]
    old = "\n".join(layouts.one_a_line(rows))
    text = layouts.flat_text(report, "one_a_line").replace(old, "\n".join([*labels, *numbers]))
    heading = "三、收到和处理政府信息公开申请情况"
    assert heading in text
    read_so = read(text.replace(heading, "\n".join([heading, *named])), "report.txt")
    values = table_values(read_so)
    assert of_table("B", values) == of_table("B", expected(report))


def test_zeros_of_a_row_without_a_total_stand_where_they_are_printed() -> None:
    """In text that keeps its blanks: the first and the last number of another row show it."""
    report = make_report("2021", 1)
    text = layouts.flat_text(report, "closing_bars")
    rows = {
        "1.属于国家秘密": ("0", "", "", "0", "", "", ""),
        "2.其他": ("0", "", "", "", "", "", "0"),
    }
    lines = []
    for line in text.split("\n"):
        label = next((label for label in rows if label in line), None)
        if label is not None:
            before = line[: line.index(label)] + line[line.index(label) :].split(" | ")[0]
            line = before + " | " + "".join(f"{field} | " for field in rows[label])  # noqa: PLW2901
        lines.append(line)
    values = table_values(read("\n".join(lines), "report.txt"))
    found = [values.get(("B3.3.1", column)) for column in ("natural_person", "public_welfare")]
    assert found == [0, 0]
    assert values.get(("B3.3.1", "total")) == values.get(("B3.3.1", "commercial")) == "blank"
