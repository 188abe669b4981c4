"""What needs more than a sentence: torn paragraphs, sections, repeated and conflicting numbers."""

from __future__ import annotations

from extract.document import Paragraph
from extract.prose import ProseContext, ProseResult, read_prose


def read(*texts: str, form: str = "2014", year: int | None = 2018) -> ProseResult:
    found, offset = [], 0
    for page, text in enumerate(texts, start=1):
        found.append(Paragraph(text, offset, page, None))
        offset += len(text) + 2
    return read_prose(found, ProseContext(form, year, None))


def codes(result: ProseResult) -> dict[str, int]:
    return {
        figure.line_code: int(figure.value)
        for figure in result.figures
        if (figure.subject, figure.period, figure.qualifier) == ("report", "year", "exact")
    }


def test_sentence_torn_by_a_page_end_is_read_as_one() -> None:
    first = (
        "2018 年，本局严格依法办理各项申请，全年共收到政府信息公开申请 31 件，"
        "办结 30 件，结转 2019 年度继续"
    )
    second = "办理 1 件。"
    result = read(first, second)
    assert codes(result) == {"3.1": 31, "3.2": 30, "P.carried_forward": 1}
    last = result.figures[-1]
    assert (last.value_text, last.page) == ("1 件", 2)
    assert last.char_start == len(first) + 2 + second.index("1")
    assert last.sentence.endswith("继续办理 1 件。")


def test_zero_in_words_keeps_its_words_and_place() -> None:
    text = "2018年，我局没有发生因信息公开引起的行政复议。"
    (figure,) = read(text).figures
    assert (int(figure.value), figure.value_state) == (0, "number")
    assert figure.unit is None
    assert figure.value_text == "没有发生因信息公开引起的行政复议"
    assert text[figure.char_start : figure.char_end] == figure.value_text


def test_money_keeps_its_printed_unit() -> None:
    (figure,) = read("投入政府信息公开专项经费36.5万元。").figures
    assert (str(figure.value), figure.unit, figure.unit_scale) == ("36.5", "万元", 10_000)


def test_plans_and_problems_state_nothing() -> None:
    result = read(
        "一、主动公开情况", "全年主动公开政府信息310条。",
        "二、存在问题和改进措施", "（一）全年举办培训班1期，场次偏少。",
        "三、其他需要报告的事项", "召开政务公开领导小组会议2次。",
    )  # fmt: skip
    assert codes(result) == {"1.1": 310, "9.1": 2}


def test_next_years_numbers_are_plans() -> None:
    assert codes(read("2018年主动公开政府信息310条，2019年拟公开政府信息400条。")) == {"1.1": 310}


def test_the_same_year_of_another_report_is_last_year() -> None:
    text = "2018年收到政府信息公开申请12件。"
    (figure,) = read(text, form="2019", year=2019).figures
    assert (figure.line_code, figure.period) == ("B1", "previous_year")


def test_plainer_statement_wins_and_the_other_is_noted() -> None:
    result = read(
        "一、主动公开情况",
        "围绕乡村振兴领域，主动公开政府信息86条。",
        "2018年全县共主动公开政府信息3100条。",
    )
    assert codes(result) == {"1.1": 3100}
    assert any("86条" in note.found for note in result.notes)


def test_contradiction_of_equals_is_kept_as_published() -> None:
    result = read("2018年全县主动公开政府信息3100条。", "2018年全县主动公开政府信息3200条。")
    assert sorted(int(figure.value) for figure in result.figures) == [3100, 3200]


def test_flattened_table_is_no_prose() -> None:
    assert read("政务要闻\t2018-11-23\t收到申请13件").figures == []


def test_form_2021_has_no_lines_for_staff_and_channels() -> None:
    text = "全年信函申请5件、当面申请3件，政务公开工作人员6人，召开政务公开工作会议2次。"
    assert read(text, form="2021", year=2023).figures == []


def test_unknown_form_is_read_by_its_year() -> None:
    text = "全年收到政府信息公开申请5件。"
    assert codes(read(text, form="unknown", year=2012)) == {"K10": 5}
    assert codes(read(text, form="unknown", year=2016)) == {"3.1": 5}
    assert codes(read(text, form="unknown", year=2022)) == {"B1": 5}


def test_a_form_that_came_later_is_not_that_of_an_unknown_report() -> None:
    text = "本年度作出行政许可决定7件，行政处罚决定3件。"
    assert codes(read(text, form="unknown", year=2020)) == {"A5.1c": 7, "A6.1c": 3}
    assert codes(read(text, form="unknown", year=2021)) == {"A5.1": 7, "A6.1": 3}


def test_notes_say_what_to_do() -> None:
    result = read("因信息公开申请行政复议和提起行政诉讼共6件。")
    (note,) = result.notes
    assert result.figures == []
    assert note.code == "ambiguous_statement"
    assert "6件" in note.found
    assert "look at the sentence" in note.message("x.txt")


def test_sections_of_a_page_that_was_kept_as_one_line() -> None:
    text = (
        f"一、概述 {'我街道按要求把该公开的都公开了。' * 12} 二、依申请公开情况 未收到此类申请。 "
        "三、复议、诉讼和申诉情况 有1件行政案件被依法纠错。 四、收费情况 无。"
    )
    result = read(text)
    assert codes(result) == {"3.1": 0, "7": 0}
    for figure in result.figures:
        assert text[figure.char_start : figure.char_end] == figure.value_text
