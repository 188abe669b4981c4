"""Title, year, body, place and scope, as the document prints them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.extract import layouts
from tests.extract.layouts import make_report
from tests.extract.reading import codes, read

REPORT = make_report("2021", seed=2)


def report_of(page: str, name: str = "a.html") -> dict[str, Any]:
    extraction = read(page, name)
    assert extraction.report is not None, extraction.notes
    return extraction.report


@pytest.mark.parametrize(
    ("title", "place", "scope"),
    [
        ("青溪县2022年政府信息公开工作年度报告", "青溪县", "jurisdiction"),
        ("2022年青溪县政府信息公开年度报告", "青溪县", "jurisdiction"),
        ("青溪县人民政府2022年度政府信息公开工作年度报告", "青溪县", "jurisdiction"),
        ("青溪县人民政府政府信息公开工作2022年年度报告", "青溪县", "jurisdiction"),
        ("二〇二二年青溪县政府信息公开工作年度报告", "青溪县", "jurisdiction"),
        ("重庆市永川区2022年政府信息公开年报", "重庆市永川区", "jurisdiction"),
        ("四川省达州市渠县2022年度政务公开工作年度报告", "四川省达州市渠县", "jurisdiction"),
        ("广西壮族自治区人民政府2022年政府信息公开工作年度报告", "广西壮族自治区", "jurisdiction"),
        ("西咸新区2022年政府信息公开工作年度报告", "西咸新区", "jurisdiction"),
        ("青溪县教育局2022年政府信息公开工作年度报告", "青溪县", "own_body"),
        ("渠县市场监督管理局2022年政府信息公开工作年度报告", "渠县", "own_body"),
        ("青溪县人民政府办公室2022年政府信息公开工作年度报告", "青溪县", "own_body"),
        ("青溪县柳河镇2022年政府信息公开工作年度报告", "青溪县", "own_body"),
        ("重庆市永川区中山路街道办事处2022年政府信息公开工作年度报告", "重庆市永川区", "own_body"),
        ("国家税务总局渠县税务局2022年政府信息公开工作年度报告", "渠县", "own_body"),
        ("青溪县2022年政府信息公开工作年度报告（本级）", "青溪县", "own_body"),
    ],
)
def test_titles(title: str, place: str, scope: str) -> None:
    report = report_of(layouts.html_page(REPORT).replace(REPORT.title, title))
    assert report["title"] == title
    assert report["report_year"] == 2022
    assert (report["jurisdiction_name"], report["scope"]) == (place, scope)


def test_a_title_broken_over_lines_amid_web_furniture() -> None:
    page = layouts.html_page(REPORT)
    menu = "<p>政府信息公开年报</p><p>当前位置：首页&gt;政务公开&gt;政府信息公开年报</p>"
    broken = "<p>青溪县人民政府</p><p>２０２２年政府信息公开工作</p><p>年度报告</p>"
    head = "<head><title>政府信息公开</title></head>"
    page = f"<html>{head}<body>{menu}{broken}" + page.split(f"{REPORT.title}</p>")[1]
    report = report_of(page)
    assert report["title"] == "青溪县人民政府２０２２年政府信息公开工作年度报告"
    assert (report["issuing_body"], report["report_year"]) == ("青溪县人民政府", 2022)


def test_links_to_other_years_are_not_the_title() -> None:
    links = "".join(f"<li>青溪县{year}年政府信息公开工作年度报告</li>" for year in (2019, 2020))
    page = layouts.html_page(REPORT).replace("</body>", f"<p>上一篇：{links}</p></body>")
    assert report_of(page)["report_year"] == 2022


def test_year_comes_from_title_not_from_publication() -> None:
    page = layouts.html_page(REPORT).replace("2023-01-28", "2025-06-01")
    report = report_of(page)
    assert (report["report_year"], report["published_on"]) == (2022, date(2025, 6, 1))
    assert (report["period_start"], report["period_end"]) == (date(2022, 1, 1), date(2022, 12, 31))


def test_a_period_of_another_year_is_noted_and_the_title_followed() -> None:
    page = layouts.html_page(REPORT)
    extraction = read(
        page.replace("2022年1月1日", "2021年1月1日").replace("2022年12月", "2021年12月")
    )
    assert extraction.report is not None
    assert extraction.report["report_year"] == 2022
    assert [note["code"] for note in extraction.notes] == ["year_conflict"]


def test_a_page_older_than_its_report_gives_no_date() -> None:
    extraction = read(layouts.html_page(REPORT).replace("2023-01-28", "2016-03-01"))
    assert extraction.report is not None
    assert (extraction.report["report_year"], extraction.report["published_on"]) == (2022, None)
    assert [note["code"] for note in extraction.notes] == ["early_publication"]


@pytest.mark.parametrize(
    ("signed", "when"),
    [
        ("2023年1月29日", date(2023, 1, 29)),
        ("2023.01.29", date(2023, 1, 29)),
        ("二〇二三年一月二十九日", date(2023, 1, 29)),
    ],
)
def test_signature(signed: str, when: date) -> None:
    text = layouts.flat_text(REPORT, "tabs_dropped") + f"\n青溪县人民政府办公室\n\n{signed}\n"
    report = report_of(text, "a.txt")
    assert (report["issuing_body"], report["published_on"]) == ("青溪县人民政府办公室", when)


@pytest.mark.parametrize(
    ("signed", "scope"), [("柳河镇人民政府", "own_body"), ("青溪县人民政府", "jurisdiction")]
)
def test_a_title_without_a_name_is_that_of_the_body_that_signed(signed: str, scope: str) -> None:
    text = layouts.flat_text(REPORT, "tabs_dropped").replace(REPORT.title, REPORT.title[3:])
    report = report_of(f"{text}\n{signed}\n\n2023年1月29日\n", "a.txt")
    assert (report["title"], report["issuing_body"]) == (REPORT.title[3:], signed)
    assert report["scope"] == scope


def test_places_are_names_of_divisions_most_frequent_first() -> None:
    page = layouts.html_page(REPORT).replace(
        "没有别的事情需要说明。", "四川省和达州市有要求，四川省各市和县都公开县级信息。"
    )
    places = report_of(page)["places_mentioned"].split("|")
    assert places[:2] == ["四川省", "达州市"]
    assert "和县" not in places
    assert "开县" not in places


def test_source_url_is_what_the_page_declares() -> None:
    link = "<link rel='canonical' href='https://www.example.gov.cn/a.html'></head>"
    page = layouts.html_page(REPORT)
    assert report_of(page)["source_url"] is None
    assert report_of(page.replace("</head>", link))["source_url"] == (
        "https://www.example.gov.cn/a.html"
    )


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("现公布青溪县教育局2022年度政府信息公开工作年度报告。", "青溪县教育局"),
        (
            "依照规定编制青溪县柳河镇人民政府2022年政府信息公开工作年度报告。",
            "青溪县柳河镇人民政府",
        ),
        ("现公布我局2022年政府信息公开工作年度报告。", None),
        ("依照规定编制了2022年政府信息公开工作年度报告。", None),
    ],
)
def test_a_sentence_names_the_report_where_its_title_is_missing(
    sentence: str, body: str | None
) -> None:
    page = layouts.html_page(REPORT).replace(REPORT.title, "")
    page = page.replace(f"本报告由{REPORT.name}人民政府办公室编制，", sentence)
    report = report_of(page)
    assert (report["issuing_body"], report["report_year"]) == (body, 2022)
    no_tables = f"<html><body><p>{sentence}</p><p>没有别的内容。</p></body></html>"
    assert read(no_tables, "a.html").report is None


def test_a_title_in_traditional_characters() -> None:
    title = "青溪縣柳河鎮2022年政府信息公開工作年度報告"
    report = report_of(layouts.html_page(REPORT).replace(REPORT.title, title))
    assert (report["title"], report["report_year"]) == (title, 2022)
    assert report["jurisdiction_name"] == "青溪县"


UNTITLED = """
一、概述
去年我镇按要求做好信息公开。
二、主动公开政府信息情况
{year}年，我镇共主动公开政府信息31条。
三、依申请公开情况
{year}年，我镇未收到政府信息公开申请。
四、收费及减免情况
{year}年，我镇未收取任何费用。
"""


def test_a_report_without_a_title_is_known_by_its_sections_and_years() -> None:
    extraction = read(UNTITLED.format(year=2016), "a.txt")
    assert extraction.report is not None
    assert extraction.report["report_year"] == 2016
    assert {row["line_code"] for row in extraction.figures} == {"1.1", "3.1", "7"}
    assert "no_title" in codes(extraction)


@pytest.mark.parametrize(
    "opening",
    ["2016年上半年政府信息公开情况统计", "关于做好2016年政府信息公开工作年度报告的通知"],
)
def test_sections_under_another_title_make_no_report(opening: str) -> None:
    assert read(opening + UNTITLED.format(year=2016), "a.txt").report is None


def test_sections_without_a_figure_make_no_report() -> None:
    text = UNTITLED.format(year=2016)
    for words in ("共主动公开政府信息31条", "未收到政府信息公开申请", "未收取任何费用"):
        text = text.replace(words, "有规定")
    assert codes(read(text, "a.txt")) == {"not_an_annual_report"}


def test_a_report_that_calls_itself_one() -> None:
    text = "现将我局2012年度政府信息公开工作年度报告如下：\n2012年，我局未收到政府信息公开申请。"
    report = report_of(text, "a.txt")
    assert (report["title"], report["report_year"]) == (None, 2012)


def test_a_page_in_one_line_begins_with_its_title() -> None:
    text = f"2012年柳河镇政府信息公开年报 一、概述 {'我镇按要求公开。' * 20} 未收到公开申请。"
    assert report_of(text, "a.txt")["title"] == "2012年柳河镇政府信息公开年报"


def test_a_title_in_traditional_characters_ends_its_line() -> None:
    text = "青溪縣柳河鎮人民政府2016年度政府信息公開年度報告\n青溪縣柳河鎮黨政辦公室編制\n"
    assert report_of(text, "a.txt")["title"] == text.split("\n", maxsplit=1)[0]


@pytest.mark.parametrize(
    "above",
    [
        "发布时间:2023-01-15 10:00 信息来源:青溪县教育局",
        "您当前的位置:首页 > 政府信息公开 > 政府信息公开年报 > 区政府部门(单位) > 青溪县水利局",
    ],
)
@pytest.mark.parametrize("label", ["", "标 题: "])
def test_what_stands_above_a_title_does_not_run_into_it(above: str, label: str) -> None:
    text = layouts.flat_text(REPORT, "one_a_line")
    title = "青溪县教育局2022年政府信息公开工作年度报告"
    report = report_of(text.replace(REPORT.title, f"{above}\n{label}{title}", 1), "a.txt")
    assert report["title"] == title
    assert report["issuing_body"] == "青溪县教育局"
