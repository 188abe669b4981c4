"""PDF: tables without any rules, whose cells are known from where all their words stand."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen import canvas  # type: ignore[import-untyped]

from extract.document import Table
from extract.readers import read_bytes
from tests.extract import pdfs

XS = (60, 250, 310, 370, 430)
HEAD = ((60, "事项"), (230, "自然人数"), (295, "企业数量"), (355, "其他人数"), (415, "总计数量"))
Words = tuple[float, float, str]  # x, y from the bottom of the page, text


def row(y: float, label: str, *numbers: str) -> list[Words]:
    return [(x, y, text) for x, text in zip(XS, (label, *numbers), strict=True) if text]


def pages(*sheets: Sequence[Words]) -> bytes:
    """Each word centred at its place, but labels, which begin there."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(500, 600), invariant=1)
    for sheet in sheets:
        paper.setFont(pdfs.FONT, 9)
        for x, y, text in sheet:
            draw = paper.drawString if x == XS[0] else paper.drawCentredString
            draw(x, y, text)
        paper.showPage()
    paper.save()
    return buffer.getvalue()


def tables_of(data: bytes) -> list[Table]:
    found, _ = read_bytes("a.pdf", data)
    assert all(table.is_grid for table in found.tables)
    return list(found.tables)


def rows_of(table: Table) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())


HEADER = [(x, 540.0, text) for x, text in zip(XS, [text for _, text in HEAD], strict=True)]
NAMES = [text for _, text in HEAD]


def test_an_empty_cell_is_a_hole() -> None:
    sheet = [
        *HEADER,
        *row(520, "一项事务", "1", "", "3", "4"),
        *row(500, "二项事务", "", "", "", ""),
        *row(480, "三项事务", "", "2", "", "2"),
        *row(460, "四项事务", "12345", "0", "", "12345"),
    ]
    (table,) = tables_of(pages(sheet))
    assert rows_of(table) == [
        NAMES,
        ["一项事务", "1", "", "3", "4"],
        ["二项事务", "", "", "", ""],
        ["三项事务", "", "2", "", "2"],
        ["四项事务", "12345", "0", "", "12345"],
    ]


def test_a_column_without_a_number_is_known_by_its_header() -> None:
    sheet = [
        *HEADER,
        *row(520, "一项事务", "1", "", "3", ""),
        *row(500, "二项事务", "5", "", "6", ""),
    ]
    (table,) = tables_of(pages(sheet))
    assert rows_of(table)[1:] == [["一项事务", "1", "", "3", ""], ["二项事务", "5", "", "6", ""]]


def test_lines_of_a_label_stand_around_its_numbers() -> None:
    """Two lines, three lines, one; rows stand hardly farther apart than the lines of a label."""
    sheet = [
        *HEADER,
        (XS[0], 525.5, "一项事务的名称很长"),
        *row(520, "", "1", "2", "3", "6"),
        (XS[0], 514.5, "分成两行"),
        (XS[0], 499, "二项事务的名称更长"),
        *row(488, "分成三行来印", "", "2", "3", "5"),
        (XS[0], 477, "才放得下"),
        *row(461, "三项事务", "7", "", "", "7"),
        (XS[0], 446, "没有数的一项事务"),
        (XS[0], 435, "也有两行"),
        *row(419, "五项事务", "8", "8", "8", "24"),
    ]
    (table,) = tables_of(pages(sheet))
    assert rows_of(table)[1:] == [
        ["一项事务的名称很长分成两行", "1", "2", "3", "6"],
        ["二项事务的名称更长分成三行来印才放得下", "", "2", "3", "5"],
        ["三项事务", "7", "", "", "7"],
        ["没有数的一项事务也有两行", "", "", "", ""],
        ["五项事务", "8", "8", "8", "24"],
    ]


def test_the_rest_on_the_next_page_keeps_the_columns() -> None:
    """Where a column of the rest has neither a header nor a number."""
    first = [
        *HEADER,
        *row(520, "一项事务", "1", "2", "3", "6"),
        *row(500, "二项", "1", "1", "1", "3"),
    ]
    rest = [*row(540, "三项事务", "4", "", "", "4"), *row(520, "四项事务", "5", "", "", "5")]
    (table,) = tables_of(pages(first, rest))
    assert rows_of(table)[3:] == [["三项事务", "4", "", "", "4"], ["四项事务", "5", "", "", "5"]]
    assert {cell.page for cell in table.cells} == {1, 2}


def test_a_unit_at_the_end_of_a_label_is_no_column() -> None:
    sheet = [
        (XS[0], 545.5, "一项事务的名称很长分成两行"),
        (XS[1], 540, "12"),
        (XS[0], 534.5, "次"),
        (XS[0], 515, "二项事务"),
        (XS[1], 515, "7"),
    ]
    (table,) = tables_of(pages(sheet))
    assert rows_of(table) == [["一项事务的名称很长分成两行次", "12"], ["二项事务", "7"]]


def test_sentences_with_numbers_are_no_table() -> None:
    lines = [
        "全年共收到申请 12 件，办结 11 件",
        "比上年增加 3 件，其中网上 8 件",
        "没有行政复议 0 件",
    ]
    found, _ = read_bytes("a.pdf", pages([(XS[0], 540 - 16 * at, t) for at, t in enumerate(lines)]))
    assert not found.tables


def test_a_number_with_a_remark_of_several_lines() -> None:
    """Its lines stand around the row's numbers; one hangs its bracket into the next column."""
    sheet = [
        *HEADER,
        (XS[2], 526, "4（其中"),
        *row(520, "一项事务", "1", "", "3", "8"),
        (XS[2], 514, "修订2件）"),
        *row(498, "二项事务", "0", "5", "6", "11"),
    ]
    (table,) = tables_of(pages(sheet))
    assert rows_of(table)[1:] == [
        ["一项事务", "1", "4（其中修订2件）", "3", "8"],
        ["二项事务", "0", "5", "6", "11"],
    ]


def test_a_mark_that_hangs_out_of_a_full_line_stays_with_it() -> None:
    """In a ruled table too: Word lets marks overflow."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(400, 600), invariant=1)
    paper.setFont(pdfs.FONT, 9)
    for at, texts in enumerate((("事项", "数量"), ("公开的事项，", "12"))):
        for left, right, text in ((60, 105, texts[0]), (105, 200, texts[1])):
            paper.rect(left, 500 - 20 * at, right - left, 20)
            paper.drawString(left + (60 if right == 200 else 0), 506 - 20 * at, text)
    paper.save()
    (table,) = tables_of(buffer.getvalue())
    assert rows_of(table) == [["事项", "数量"], ["公开的事项，", "12"]]


def test_a_blank_row_between_rows_of_shorter_labels() -> None:
    """It is no header, though nothing stands above or below it in these rows."""
    sheet = [
        *HEADER,
        *row(520, "一项", "1", "", "", "1"),
        *row(500, "很长的一项事务没有数", "", "", "", ""),
        *row(480, "另一项事务也没有数", "", "", "", ""),
        *row(460, "四项", "", "2", "", "2"),
    ]
    (table,) = tables_of(pages(sheet))
    assert [found[0] for found in rows_of(table)[1:]] == [
        "一项",
        "很长的一项事务没有数",
        "另一项事务也没有数",
        "四项",
    ]


def test_headers_that_nearly_touch() -> None:
    """A narrow gap parts them; the numbers under them say that they are two columns."""
    sheet = [
        (XS[0], 540, "事项"),
        *(
            (200 + 41 * at, 540, text)
            for at, text in enumerate(("自然人数", "企业数量", "总计数量"))
        ),
        *(
            (x, y, text)
            for y, texts in ((520, ("一项", "1", "2", "3")), (500, ("二项", "", "5", "5")))
            for x, text in zip((XS[0], 200, 241, 282), texts, strict=True)
            if text
        ),
    ]
    (table,) = tables_of(pages(sheet))
    assert rows_of(table) == [
        ["事项", "自然人数", "企业数量", "总计数量"],
        ["一项", "1", "2", "3"],
        ["二项", "", "5", "5"],
    ]


def test_headers_over_two_lines_that_nearly_touch_above_columns_without_a_number() -> None:
    """The ends of their words, each under its own, say that they are two columns."""
    heads = [(60.0, 545.0, "事项"), (200.0, 545.0, "自然人数"), (415.0, 545.0, "总计数量")]
    heads += [(260.0, 550.0, "社会公益组"), (308.0, 550.0, "法律服务机")]
    heads += [(278.0, 540.0, "织"), (326.0, 540.0, "构")]
    rows = [
        (x, y, text)
        for y, label in ((510.0, "一项"), (490.0, "二项"))
        for x, text in ((60.0, label), (215.0, "2"), (430.0, "2"))
    ]
    rules = [(58.0, y, 460.0, y) for y in (562.0, 525.0, 505.0, 485.0)]
    (table,) = tables_of(drawn([*heads, *rows], rules=rules))
    assert rows_of(table) == [
        ["事项", "自然人数", "社会公益组织", "法律服务机构", "总计数量"],
        ["一项", "2", "", "", "2"],
        ["二项", "2", "", "", "2"],
    ]


def test_a_heading_below_the_header_over_rows_of_blanks() -> None:
    words = [*HEADER, (XS[0], 520.0, "一项"), (250.0, 500.0, "（二）二类事项")]
    words += [(XS[0], 480.0, "二项"), *row(460, "三项", "1", "2", "3", "6")]
    words += row(440, "四项", "1", "1", "1", "3")
    (table,) = tables_of(pages(words))
    assert rows_of(table) == [
        NAMES, ["一项", "", "", "", ""], ["（二）二类事项"], ["二项", "", "", "", ""],
        ["三项", "1", "2", "3", "6"], ["四项", "1", "1", "1", "3"],
    ]  # fmt: skip


def test_rows_of_blanks_below_a_heading_at_the_end_of_a_table() -> None:
    words = [*HEADER, *row(520, "一项", "1", "2", "3", "6"), *row(500, "二项", "1", "1", "1", "3")]
    words += [(250.0, 480.0, "（二）二类事项"), (XS[0], 460.0, "1.三项")]
    (table,) = tables_of(pages(words))
    assert rows_of(table)[3:] == [["（二）二类事项"], ["1.三项", "", "", "", ""]]


def test_one_row_alone_at_the_end_of_a_page_or_at_the_beginning_of_the_next() -> None:
    """The columns of the other page say that it is one, also over a blank page between them."""
    rows = [row(540 - 20 * at, f"{at}项事务", str(at), "0", "3", str(at + 3)) for at in range(1, 4)]
    top = row(560, "一项", "7", "", "2", "9")
    last = [*row(60, "二项", "1", "", "", "1")]
    for sheets in (
        [[*HEADER, *rows[0], *rows[1]], [], top],
        [last, [word for words in rows for word in words]],
    ):
        (table,) = tables_of(pages(*sheets))
        assert len({cell.page for cell in table.cells}) == 2
        assert {len(texts) for texts in rows_of(table)} == {5}


def test_a_header_alone_at_the_end_of_a_page() -> None:
    """Its rows are on the next page, and the first heading of them may stand below it."""
    first = [(60.0, 560.0, "一句话说明表格的来由。"), *HEADER, (250.0, 520.0, "一、一类事项")]
    rest = [*row(560, "一项", "1", "2", "3", "6"), *row(540, "二项", "4", "5", "6", "15")]
    (table,) = tables_of(pages(first, rest))
    assert rows_of(table) == [
        NAMES, ["一、一类事项"], ["一项", "1", "2", "3", "6"], ["二项", "4", "5", "6", "15"]
    ]  # fmt: skip


def test_a_heading_at_the_top_of_a_page_is_a_row_of_the_table_that_goes_on() -> None:
    first = [*HEADER, *row(520, "一项", "1", "2", "3", "6"), *row(500, "二项", "1", "1", "1", "3")]
    rest = [
        (XS[0], 540.0, "下一组事务"),
        *row(520, "三项", "4", "0", "0", "4"),
        *row(500, "四项", "5", "0", "0", "5"),
    ]
    (table,) = tables_of(pages(first, rest))
    assert rows_of(table)[3:] == [
        ["下一组事务", "", "", "", ""],
        ["三项", "4", "0", "0", "4"],
        ["四项", "5", "0", "0", "5"],
    ]


def test_headers_left_of_the_numbers_of_a_row_without_a_label() -> None:
    heads = ((80, "维持"), (140, "纠正"), (200, "其他"), (260, "未结"), (320, "总计"))
    sheet = [
        *((x, 540.0, text) for x, text in heads),
        *((x, 520.0, text) for x, text in zip((140, 200, 260, 320), "1236", strict=True)),
    ]
    (table,) = tables_of(pages(sheet))
    assert rows_of(table) == [[text for _, text in heads], ["", "1", "2", "3", "6"]]


def test_a_header_over_columns_between_whose_parts_it_stands_has_none_of_its_own() -> None:
    """Its parts leave a gap right below it; beside it another stands over a part of its own."""
    parts = (
        (70, "甲"),
        (110, "乙"),
        (230, "丙"),
        (270, "丁"),
        (340, "戊"),
        (390, "己"),
        (440, "庚"),
    )
    sheet = [
        (305, 580.0, "各类"),
        (170, 560.0, "前面几类"),
        (390, 560.0, "后面几类"),
        *((x, 540.0, text + "类") for x, text in parts),
        *((x, 520.0, str(at)) for at, (x, _) in enumerate(parts)),
    ]
    (table,) = tables_of(pages(sheet))
    assert [len(texts) for texts in rows_of(table)] == [1, 2, 7, 7]


def test_the_header_of_short_labels_stands_in_the_middle_of_their_broad_column() -> None:
    sheet = [
        (200.0, 540.0, "统计指标"),
        (400.0, 540.0, "统计数"),
        *((x, 520.0, text) for x, text in ((XS[0], "一项"), (400.0, "12"))),
        *((x, 500.0, text) for x, text in ((XS[0], "二项"), (400.0, "7"))),
    ]
    (table,) = tables_of(pages(sheet))
    assert rows_of(table) == [["统计指标", "统计数"], ["一项", "12"], ["二项", "7"]]


def drawn(
    *sheets: Sequence[Words], rules: Sequence[tuple[float, float, float, float]] = ()
) -> bytes:
    """Each word begins at its place; `rules` on every page, from x and y to x and y."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(500, 600), invariant=1)
    for sheet in sheets:
        paper.setFont(pdfs.FONT, 9)
        for word in sheet:
            paper.drawString(*word)
        paper.lines(rules)
        paper.showPage()
    paper.save()
    return buffer.getvalue()


def numbers_at(*ys: float) -> list[Words]:
    """Rows of 1, 2, 3 and 6 under the headers of HEAD."""
    return [(x, y, text) for y in ys for (x, _), text in zip(HEAD[1:], "1236", strict=True)]


def test_a_word_printed_over_the_beginning_of_the_next_cell_is_not_of_it() -> None:
    numbers = numbers_at(520.0, 505.0, 490.0)
    stub = [(60.0, 520.0, "三、"), (60.0, 511.0, "本"), (60.0, 500.0, "年"), (60.0, 489.0, "度")]
    labels = [(73.0, 520.0, "（一）公开"), (73.0, 505.0, "（二）部分"), (73.0, 490.0, "（三）其他")]
    heads = [(x, 540.0, text) for x, text in HEAD]
    (table,) = tables_of(drawn([*heads, *stub, *labels, *numbers]))
    _, first, second, third = rows_of(table)
    assert first == ["三、本年度", "（一）公开", *"1236"]
    assert (second[0], third[0]) == ("（二）部分", "（三）其他")


def test_a_stub_between_two_rows_that_reaches_a_little_over_their_labels() -> None:
    """At a page's end it has only two rows; a rule between them begins right of it."""
    heads = [(x, 560.0, text) for x, text in HEAD]
    numbers = numbers_at(540.0, 520.0, 496.0)
    labels = [(60.0, 540.0, "一、本年新收数量"), (75.0, 520.0, "（一）公开")]
    labels += [(75.0, 501.0, "（二）部分公开，不计其他"), (75.0, 491.0, "情形）")]
    stub = [(60.0, 510.0, "三、"), (60.0, 501.0, "本")]
    rules = [(58.0, y, 440.0, y) for y in (575.0, 553.0, 532.0, 487.0)]
    rules.append((73.0, 512.0, 440.0, 512.0))
    (table,) = tables_of(drawn([*heads, *stub, *labels, *numbers], rules=rules))
    _, _, first, second = rows_of(table)
    assert first == ["三、本", "（一）公开", *"1236"]
    assert second == ["（二）部分公开，不计其他情形）", *"1236"]


def test_a_label_at_the_left_of_rows_whose_labels_stand_in_the_middle_is_one_of_a_row() -> None:
    """It is as far from the rows above and below as they are from each other; its cell is blank."""
    heads = [(x, 560.0, text) for x, text in HEAD[:2]]
    labels = [(110.0, 540.0, "短项"), (60.0, 520.0, "其中：甲"), (110.0, 500.0, "另一项")]
    labels += [(110.0, 480.0, "第四项"), (110.0, 460.0, "第五项")]
    numbers = [(235.0, y, text) for y, text in ((540.0, "4"), (480.0, "7"), (460.0, "2"))]
    (table,) = tables_of(drawn([*heads, *labels, *numbers]))
    assert rows_of(table)[1:] == [
        ["短项", "4"], ["其中：甲", ""], ["另一项", ""], ["第四项", "7"], ["第五项", "2"]
    ]  # fmt: skip


def test_labels_side_by_side_at_the_top_of_a_page() -> None:
    """The first line of a label of two is no header of a column."""
    left = [(60.0, 539.0, "第三项"), (60.0, 510.0, "第四项"), (60.0, 480.0, "第五项")]
    numbers = [
        (x, y, str(round(y) + at)) for _, y, _ in left for at, x in enumerate((200.0, 400.0))
    ]
    right = [(260.0, 545.0, "右边名称很长的一"), (260.0, 533.0, "项事务")]
    right += [(260.0, 510.0, "右边第二项"), (260.0, 480.0, "右边第三项")]
    (table,) = tables_of(drawn([*left, *right, *numbers]))
    assert rows_of(table) == [
        ["第三项", "539", "右边名称很长的一项事务", "540"],
        ["第四项", "510", "右边第二项", "511"],
        ["第五项", "480", "右边第三项", "481"],
    ]


def test_labels_printed_before_all_numbers_are_no_header() -> None:
    labels = [(60.0, 560.0 - 20 * at, f"第{at}项事务的名称") for at in range(6)]
    numbers = [(60.0, 440.0, "1"), (80.0, 440.0, "2"), (60.0, 420.0, "3"), (80.0, 420.0, "4")]
    found, _ = read_bytes("a.pdf", drawn([*labels, *numbers]))
    assert not any(table.is_grid for table in found.tables)


def test_a_number_close_behind_its_label_is_no_part_of_it() -> None:
    sheet = [
        (60.0, 540.0, "事项"), (120.0, 540.0, "上年数"), (200.0, 540.0, "本年数"),
        (60.0, 520.0, "行政许可事项"), (120.0, 520.0, "37"), (200.0, 520.0, "4"),
        (60.0, 500.0, "行政强制"), (120.0, 500.0, "5"), (200.0, 500.0, "6"),
    ]  # fmt: skip
    (table,) = tables_of(drawn(sheet))
    assert rows_of(table)[1:] == [["行政许可事项", "37", "4"], ["行政强制", "5", "6"]]


def test_nothing_in_a_word_printed_downwards_is_no_value() -> None:
    """无 of 无法提供 stands alone on its line, as the word for no cases does in a cell."""
    numbers = numbers_at(520.0, 505.0, 490.0, 475.0)
    stub = [(60.0, 518.0 - 11 * at, text) for at, text in enumerate("无法提供")]
    labels = [(80.0, y, "一项事务") for y in (520.0, 505.0, 490.0, 475.0)]
    heads = [(x, 540.0, text) for x, text in HEAD]
    (table,) = tables_of(drawn([*heads, *stub, *labels, *numbers]))
    assert rows_of(table)[1] == ["无法提供", "一项事务", *"1236"]


def test_a_heading_above_a_row_whose_label_has_two_lines() -> None:
    """It stands in the middle of the table, over the first column of numbers."""
    sheet = [
        *HEADER,
        *row(520, "一项事务", "1", "2", "3", "6"),
        (245.0, 500.0, "（二）下一组事务"),
        (XS[0], 485.5, "1.二项事务的名称很长"),
        *row(480, "", "4", "0", "0", "4"),
        (XS[0], 474.5, "分成两行"),
        *row(455, "三项事务", "5", "0", "0", "5"),
    ]
    (table,) = tables_of(pages(sheet))
    assert rows_of(table)[2:] == [
        ["（二）下一组事务"],
        ["1.二项事务的名称很长分成两行", "4", "0", "0", "4"],
        ["三项事务", "5", "0", "0", "5"],
    ]


def test_a_number_of_a_label_begins_a_row() -> None:
    """Rows stand no farther apart than lines of a label; one of the rows has no number."""
    sheet = [
        (XS[0], 540.0, "指标"), (XS[1], 540.0, "数量"),
        (XS[0], 520.0, "一项事务"), (XS[1], 520.0, "1"),
        (XS[0], 500.0, "二、没有数的一组"),
        (XS[0], 485.0, "（一）名称很长的事务"), (XS[1], 485.0, "2"),
        (XS[0], 470.0, "（二）没有数的事务"),
        (XS[0], 450.0, "名称分成"), (XS[1], 443.0, "3"),
        (XS[0], 436.0, "两行的事务"),
    ]  # fmt: skip
    (table,) = tables_of(pages(sheet))
    assert rows_of(table)[1:] == [
        ["一项事务", "1"],
        ["二、没有数的一组", ""],
        ["（一）名称很长的事务", "2"],
        ["（二）没有数的事务", ""],
        ["名称分成两行的事务", "3"],
    ]


def test_long_labels_at_the_left_and_short_ones_in_the_middle_are_one_column() -> None:
    first = [(30.0, 540.0, "序号"), (150.0, 540.0, "指标"), (300.0, 540.0, "数量")]
    lines = [
        *((XS[0], f"{at}项事务的名称") for at in "一二三"),
        *((160.0, f"{at}项") for at in "四五"),
    ]
    sheet = [
        part
        for at, (x, text) in enumerate(lines)
        for part in ((30.0, 520 - 20.0 * at, str(at)), (x, 520 - 20.0 * at, text))
    ]
    numbers = [(300.0, 520 - 20.0 * at, "7") for at in range(5)]
    (table,) = tables_of(pages([*first, *sheet, *numbers]))
    assert rows_of(table)[1:] == [[str(at), text, "7"] for at, (_, text) in enumerate(lines)]


def test_a_unit_behind_a_number_is_no_column() -> None:
    """Though it stands where the numbers of other rows do."""
    sheet = [
        (60.0, 540.0, "事项"), (300.0, 540.0, "本年数量"), (400.0, 540.0, "总计数量"),
        (60.0, 520.0, "一项"), (300.0, 520.0, "0"), (308.0, 520.0, "件"), (400.0, 520.0, "0"),
        *((60.0, 500.0 - 20 * at, "二项") for at in range(3)),
        *((308.0, 500.0 - 20 * at, "5") for at in range(3)),
        *((400.0, 500.0 - 20 * at, "6") for at in range(3)),
    ]  # fmt: skip
    (table,) = tables_of(drawn(sheet))
    assert rows_of(table)[1:3] == [["一项", "0 件", "0"], ["二项", "5", "6"]]


def test_a_text_that_fills_its_column_is_not_that_of_the_next() -> None:
    """No gap shows between them, but other rows say where a column begins."""
    numbers = numbers_at(520.0, 505.0, 490.0, 475.0)
    stub = [(62.0, 519.0, "其"), (62.0, 508.0, "他"), (60.0, 490.0, "三）"), (62.0, 478.0, "类")]
    names = ["甲类", "乙类", "丙类", "丁类"]
    labels = [(79.0, 520.0 - 15 * at, text) for at, text in enumerate(names)]
    heads = [(x, 540.0, text) for x, text in HEAD]
    (table,) = tables_of(drawn([*heads, *stub, *labels, *numbers]))
    assert [texts[-5] for texts in rows_of(table)[1:]] == names


def test_a_table_without_a_number_between_rules() -> None:
    """The first has a title of its own, the second only blanks; a heading follows in the body."""
    xs = (60.0, 180.0, 300.0)
    sheet = [
        (60.0, 545.0, "第八项"),
        *zip(xs, (525.0,) * 3, ("信息内容", "项目数量", "本年增减"), strict=True),
        (60.0, 505.0, "行政收费"),
        *zip(xs, (465.0,) * 3, ("维持", "纠正", "总计数量"), strict=True),
        (60.0, 400.0, "三、收到和处理申请的情况"),
    ]
    edges = (560.0, 540.0, 520.0, 500.0, 480.0, 460.0, 440.0)
    first, second = tables_of(drawn(sheet, rules=[(55.0, y, 420.0, y) for y in edges]))
    assert rows_of(first) == [["信息内容", "项目数量", "本年增减"], ["行政收费", "", ""]]
    assert rows_of(second) == [["维持", "纠正", "总计数量"], ["", "", ""]]


def test_texts_between_rules_are_no_table_of_blanks() -> None:
    sheet = [(60.0, 545.0, "某局文件"), (60.0, 525.0, "第一号"), (300.0, 525.0, "今年印发")]
    rules = [(55.0, y, 420.0, y) for y in (560.0, 520.0)]
    found, _ = read_bytes("a.pdf", drawn(sheet, rules=rules))
    assert not found.tables


def test_rows_of_blanks_above_the_first_number_between_rules() -> None:
    texts = ("结果维持", "结果纠正", "其他结果", "总计")
    sheet = [(60.0, 545.0 - 20 * at, text) for at, text in enumerate(texts)]
    sheet += [(200.0, 505.0, "4"), (200.0, 485.0, "4")]
    rules = [(55.0, 560.0 - 20 * at, 300.0, 560.0 - 20 * at) for at in range(5)]
    (table,) = tables_of(drawn(sheet, rules=rules))
    assert rows_of(table) == [
        ["结果维持", ""],
        ["结果纠正", ""],
        ["其他结果", "4"],
        ["总计", "4"],
    ]


def test_several_headings_between_two_rows_with_numbers() -> None:
    sheet = [
        *HEADER,
        *row(520, "一项", "1", "2", "3", "6"),
        (245.0, 500.0, "（一）没有数的一组"),
        (XS[0], 480.0, "1.没有数的一项"),
        (245.0, 460.0, "（二）下一组"),
        *row(440, "1.二项", "1", "1", "1", "3"),
    ]
    (table,) = tables_of(pages(sheet))
    assert rows_of(table)[2:] == [
        ["（一）没有数的一组"],
        ["1.没有数的一项", "", "", "", ""],
        ["（二）下一组"],
        ["1.二项", "1", "1", "1", "3"],
    ]


def test_a_remark_around_the_line_of_a_row_that_ends_before_it() -> None:
    sheet = [
        *HEADER,
        *row(520, "一项事务", "1", "2", "3", "6"),
        (XS[4], 501.0, "8（上年"),
        *row(495, "二项事务", "1", "3", "4", ""),
        (XS[4], 490.0, "为5）"),
        *row(470, "三项事务", "0", "5", "6", "11"),
    ]
    (table,) = tables_of(pages(sheet))
    assert rows_of(table)[2] == ["二项事务", "1", "3", "4", "8（上年为5）"]


def test_a_heading_over_all_columns_alone_at_the_end_of_a_page() -> None:
    """So the next page keeps the columns, though one of its columns has no number."""
    first = [
        *HEADER,
        *row(520, "一项", "1", "2", "3", ""),
        *row(500, "二项", "1", "1", "1", ""),
        (245.0, 480.0, "（二）下一组"),
    ]
    rest = [*row(540, "三项", "4", "0", "0", ""), *row(520, "四项", "5", "0", "0", "")]
    (table,) = tables_of(pages(first, rest))
    assert rows_of(table)[3:] == [
        ["（二）下一组"],
        ["三项", "4", "0", "0", ""],
        ["四项", "5", "0", "0", ""],
    ]


def test_nothing_before_a_label_is_no_value() -> None:
    numbers = numbers_at(520.0, 500.0, 480.0, 460.0)
    stub = [(60.0, 520.0, "四）"), (64.0, 500.0, "无"), (60.0, 480.0, "法提供")]
    labels = [(105.0, y, "一项事务") for y in (520.0, 500.0, 480.0)]
    labels.append((60.0, 460.0, "四、下一年度继续办理"))
    heads = [(x, 540.0, text) for x, text in HEAD]
    (table,) = tables_of(drawn([*heads, *stub, *labels, *numbers]))
    assert [texts[-4:] for texts in rows_of(table)[1:]] == [[*"1236"]] * 4


def test_a_number_that_its_column_is_too_narrow_for() -> None:
    """Its digits, or it and its unit, stand on two lines around that of the row."""
    sheet = [
        *HEADER,
        (XS[1], 525.0, "１２３"), (XS[4], 525.0, "17万"),
        *row(520, "一项事务", "", "2", "3", ""),
        (XS[1], 515.0, "４"), (XS[4], 515.0, "条"),
        *row(495, "二项事务", "1", "3", "4", "8"),
    ]  # fmt: skip
    (table,) = tables_of(pages(sheet))
    assert rows_of(table)[1:] == [
        ["一项事务", "１２３４", "2", "3", "17万条"],
        ["二项事务", "1", "3", "4", "8"],
    ]


def test_blank_rows_after_the_last_number_stand_a_little_farther_apart() -> None:
    sheet = [
        *HEADER,
        *row(520, "一项", "1", "2", "3", "6"),
        *row(500, "二项", "1", "1", "1", "3"),
        (XS[0], 477.5, "三项"),
        (XS[0], 455.0, "四项"),
    ]
    (table,) = tables_of(pages(sheet))
    assert [texts[0] for texts in rows_of(table)[1:]] == ["一项", "二项", "三项", "四项"]
