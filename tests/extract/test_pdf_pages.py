"""PDF: tables over page ends, wherever the page end falls, and tables without rules."""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfgen import canvas  # type: ignore[import-untyped]

from extract.document import Table
from extract.readers import read_bytes
from tests.extract import pdfs

XS = (60, 100, 200, 260, 320)
LINE = 12  # points from line to line in a cell


@dataclass
class Row:
    """Texts of a row; `stub` is how many rows its first cell goes on for, 0 in those rows."""

    texts: Sequence[str | list[str]]  # a list: lines of one cell
    stub: int = 1


def pages(*parts: Sequence[Row], shift: float = 0) -> bytes:
    """Each part at the top of a page of its own, ruled all around; later ones moved aside."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(400, 600), invariant=1)
    for number, rows in enumerate(parts):
        paper.translate(shift if number else 0, 0)
        paper.setFont(pdfs.FONT, 9)
        top = 560.0
        tops = [top]
        for row in rows:
            lines = max(len(text) if isinstance(text, list) else 1 for text in row.texts)
            tops.append(tops[-1] - lines * LINE - 6)
        for at, row in enumerate(rows):
            for column, text in enumerate(row.texts):
                x0, x1 = XS[column], XS[column + 1]
                if column == 0:
                    if not row.stub:
                        continue
                    bottom = tops[at + row.stub]
                else:
                    bottom = tops[at + 1]
                paper.rect(x0, bottom, x1 - x0, tops[at] - bottom)
                for line, words in enumerate(text if isinstance(text, list) else [text]):
                    paper.drawString(x0 + 3, tops[at] - (line + 1) * LINE, words)
        paper.showPage()
    paper.save()
    return buffer.getvalue()


def rows_of(data: bytes) -> list[list[str]]:
    found, _ = read_bytes("a.pdf", data)
    (table,) = found.tables
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return [rows[number] for number in sorted(rows)]


HEAD = Row(["类别", "事项", "自然人", "总计"])
FIRST = Row(["甲类", "一项事务", "3", "4"], stub=2)
PLAIN = [
    ["类别", "事项", "自然人", "总计"],
    ["甲类", "一项事务", "3", "4"],
    ["另一项事务", "5", "6"],
]


@pytest.mark.parametrize("shift", [0, 25])
@pytest.mark.parametrize("repeated", [[], [HEAD]])
def test_a_stub_goes_on_over_the_page_end(shift: float, repeated: list[Row]) -> None:
    """Blank on the next page, or said again, or cut in two: one label beside both rows."""
    above = Row(["甲类", "一项事务", "3", "4"])
    for text, rest in (("甲类", ""), ("甲类", "甲类"), ("甲", "类")):
        cut = Row([text, *above.texts[1:]], stub=1)
        below = [
            Row([rest, "另一项事务", "5", "6"], stub=2),
            Row(["", "第三项事务", "7", "8"], stub=0),
        ]
        found = rows_of(pages([HEAD, cut], [*repeated, *below], shift=shift))
        assert found == [*PLAIN, ["第三项事务", "7", "8"]], text


def test_two_stubs_that_meet_at_the_page_end_stay_two() -> None:
    above = [
        Row(["甲类情形", "一项事务", "3", "4"], stub=2),
        Row(["", "二项事务", "5", "6"], stub=0),
    ]
    below = [
        Row(["乙类情形", "三项事务", "7", "8"], stub=2),
        Row(["", "四项事务", "9", "1"], stub=0),
    ]
    found = rows_of(pages([HEAD, *above], below))
    assert [row[0] for row in found] == ["类别", "甲类情形", "二项事务", "乙类情形", "四项事务"]


FULL = "各单位主动公布的事项数"  # as broad as its cell


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["1", [FULL, FULL], "3", "4"], ["", "的总和", "", ""]),
        (["1", [FULL, FULL], "", ""], ["", "的总和", "3", "4"]),
        (["1", [FULL, "的总和"], "", ""], ["", "", "3", "4"]),
    ],
    ids=["numbers above", "numbers below", "numbers alone"],
)
def test_a_row_is_torn_by_the_page_end(above: list[str], below: list[str]) -> None:
    found = rows_of(pages([HEAD, Row(above)], [HEAD, Row(below), Row(["2", "别的", "5", "6"])]))
    label = "".join(above[1]) + below[1]
    assert found == [list(HEAD.texts), ["1", label, "3", "4"], ["2", "别的", "5", "6"]]


@pytest.mark.parametrize(
    "below",
    [
        ["2", "别的", "", ""],  # its label opens no line of the row above: that one was not full
        ["", "（二）别的", "", ""],
        ["", "合计", "", ""],
    ],
)
def test_a_row_of_blanks_is_not_the_rest_of_the_row_above(below: list[str]) -> None:
    above = ["1", "一项", "3", "4"] if below[0] else ["1", FULL, "3", "4"]
    found = rows_of(pages([HEAD, Row(above)], [Row(below), Row(["3", "最后", "5", "6"])]))
    assert found[1:] == [above, below, ["3", "最后", "5", "6"]]


def test_a_header_is_no_label_that_goes_on() -> None:
    """A row of numbers after a full header row: nothing stands on one side only."""
    head = Row(["类别", FULL, "自然人数", "总计数量"])
    found = rows_of(pages([head], [Row(["甲", "一项", "3", "4"])]))
    assert found == [list(head.texts), ["甲", "一项", "3", "4"]]


def test_another_table_on_the_next_page_stays_another() -> None:
    """It is not as broad, and ends elsewhere."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(400, 600), invariant=1)
    for xs in ((60, 160, 200), (60, 120, 200, 280, 340)):
        paper.setFont(pdfs.FONT, 9)
        for row in range(3):
            for left, right in itertools.pairwise(xs):
                paper.rect(left, 500 - 20 * row, right - left, 20)
                paper.drawString(left + 3, 506 - 20 * row, f"{row}{left}")
        paper.showPage()
    paper.save()
    found, _ = read_bytes("a.pdf", buffer.getvalue())
    assert [len(table.cells) for table in found.tables] == [6, 12]


def test_words_that_a_clip_hides_are_not_printed() -> None:
    """Spreadsheets draw the whole of a long text and show what fits in its cell."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(400, 600), invariant=1)
    paper.setFont(pdfs.FONT, 9)
    for number, (left, right) in enumerate(((60, 120), (120, 200))):
        for row in range(2):
            paper.rect(left, 500 - 20 * row, right - left, 20)
            paper.saveState()
            path = paper.beginPath()
            path.rect(left, 500 - 20 * row, right - left, 20)
            paper.clipPath(path, stroke=0, fill=0)
            paper.drawString(
                left + 3, 506 - 20 * row, "这一格里的字比格子长得多" if not number else "12"
            )
            paper.restoreState()
    paper.drawString(60, 400, "表格下面还有一句说明的话，说的是别的事情，没有数。")
    paper.save()
    found, _ = read_bytes("a.pdf", buffer.getvalue())
    assert [cell.text for cell in found.tables[0].cells] == ["这一格里的字", "12"] * 2


def test_columns_of_a_table_without_rules() -> None:
    """Numbers close to each other are parted where they stand under each other."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(400, 600), invariant=1)
    paper.setFont(pdfs.FONT, 9)
    rows = [["甲", "2846", "235", "4"], ["乙", "1162", "100", "1"], ["丙", "2721", "242", "7"]]
    for number, row in enumerate(rows):
        for x, text in zip((60, 150, 173, 240), row, strict=True):
            paper.drawString(x, 500 - 20 * number, text)
    paper.drawString(60, 400, "表格下面还有一句说明的话，说的是别的事情，没有数。")
    paper.save()
    found, _ = read_bytes("a.pdf", buffer.getvalue())
    table = next(block for block in found.blocks if isinstance(block, Table))
    assert [cell.text for cell in table.cells] == [text for row in rows for text in row]


def test_text_in_two_columns_is_read_one_after_the_other() -> None:
    left = [
        "各单位今年做的事情比去年多，",
        "其中公开的信息一共有三千多",
        "条，按时答复的申请有四十五",
        "件，没有逾期的，群众的评价",
        "也比以前好一些，明年还要接",
        "着往前做。",
    ]
    right = [
        "存在的问题主要是有的栏目更",
        "新得慢，有的单位人手不够，",
        "下一步要把培训做起来，每个",
        "季度检查一遍，检查的结果要",
        "写进年终的报告里，大家都能",
        "看得到。",
    ]
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(400, 600), invariant=1)
    paper.setFont(pdfs.FONT, 10)
    paper.drawString(120, 560, "某某县二〇二三年工作报告全文")
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        paper.drawString(40, 500 - 16 * number, one)
        paper.drawString(210, 500 - 16 * number, other)
    paper.save()
    found, _ = read_bytes("a.pdf", buffer.getvalue())
    assert [paragraph.text for paragraph in found.paragraphs][1:] == ["".join(left), "".join(right)]


def test_a_number_alone_at_the_top_of_a_page_may_be_one_of_a_table() -> None:
    """A page number stands at the outer edge, with nothing beyond it."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(400, 600), invariant=1)
    for number in (1, 2):
        paper.setFont(pdfs.FONT, 9)
        if number == 2:
            paper.drawString(60, 585, "一项名称很长、要分成两行来写的事务的")
            paper.drawString(300, 579, "125")
            paper.drawString(60, 573, "总数")
        for row in range(4):
            paper.drawString(60, 500 - 20 * row, "别的事务")
            paper.drawString(300, 500 - 20 * row, "12")
        paper.drawString(200, 20, f"- {number} -")
        paper.showPage()
    paper.save()
    found, _ = read_bytes("a.pdf", buffer.getvalue())
    assert "125" in found.text
    assert "- 2 -" not in found.text


def test_a_word_printed_one_character_a_line_is_one_word() -> None:
    """In a table without rules it is the label of the rows beside it."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(400, 600), invariant=1)
    paper.setFont(pdfs.FONT, 9)
    for number, char in enumerate("办理结果"):
        paper.drawString(60, 500 - 12 * number, char)
    for number, label in enumerate(("甲类的事", "乙类的事", "丙类的事", "丁类的事")):
        for x, text in ((90, label), (200, "12"), (250, "3")):
            paper.drawString(x, 500 - 12 * number, text)
    paper.drawString(60, 400, "表格下面还有一句说明的话，说的是别的事情，没有数。")
    paper.save()
    found, _ = read_bytes("a.pdf", buffer.getvalue())
    table = next(block for block in found.blocks if isinstance(block, Table))
    stub, *cells = table.cells
    assert (stub.text, stub.row, stub.row_span, stub.column) == ("办理结果", 1, 4, 1)
    assert [cell.text for cell in cells[:3]] == ["甲类的事", "12", "3"]
    assert [cell.row for cell in cells if cell.text == "12"] == [1, 2, 3, 4]


def lines_of(sheet: Sequence[tuple[float, float, str]]) -> list[str]:
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=(400, 600), invariant=1)
    paper.setFont(pdfs.FONT, 10)
    for x, y, text in sheet:
        paper.drawString(x, y, text)
    paper.save()
    found, _ = read_bytes("a.pdf", buffer.getvalue())
    return [paragraph.text for paragraph in found.paragraphs]


@pytest.mark.parametrize(("gap", "text"), [(2.5, "全县2023年"), (5, "全县 2023 年")])
def test_digits_are_set_a_little_apart_from_chinese(gap: float, text: str) -> None:
    """As word processors do; a space is broader."""
    sheet, x = [], 60.0
    for word in ("全县", "2023", "年"):
        sheet.append((x, 500.0, word))
        x += pdfmetrics.stringWidth(word, pdfs.FONT, 10) + gap
    assert lines_of(sheet) == [text]


def test_name_and_date_at_the_right_are_two_paragraphs() -> None:
    text = "这一段说的是各单位这一年里都做了些什么事，一共两行字，第二行比第一行短一些。"
    sheet = [
        (80, 500, text[:26]),
        (60, 480, text[26:]),
        (290, 440, "青溪县水利局"),
        (270, 420, "2024年1月21日"),
    ]
    assert lines_of(sheet) == [text, "青溪县水利局", "2024年1月21日"]


def test_a_torn_row_whose_numbers_stand_in_one_cell() -> None:
    found = rows_of(
        pages(
            [HEAD, Row(["1", [FULL], "3 4", ""])],
            [Row(["", "的总和", "", ""]), Row(["2", "别的", "5", "6"])],
        )
    )
    assert found[1] == ["1", f"{FULL}的总和", "3 4", ""]
