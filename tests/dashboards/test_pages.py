"""Every page, at both widths, of both releases: drawn, its numbers a query's, no complaint."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # has none

from dashboards.skeleton import words
from tests.dashboards.conftest import WIDTHS, Reader, Served

ZH = words("zh")
EN = words("en")
NAMES = ("sample", "synthetic")
# A place with reports on two forms at least, and a year of it, in each release.
PLACES = {"sample": ("511725渠县", 2023), "synthetic": ("640100银川市", 2022)}
SECOND = {"sample": "510000四川省", "synthetic": "640200石嘴山市"}
REGIONS = {"sample": "510000", "synthetic": "640000"}
MEASURES = (
    "granted_count",
    "partly_granted_count",
    "refused_count",
    "unable_count",
    "not_processed_count",
    "other_handling_count",
    "other_2014_reply_count",
    "outcome_not_broken_down_count",
    "outcome_count",
)


@cache
def axe() -> Axe:
    return Axe()


def shown(value: Any) -> str:
    """A number as the pages print it; '' for NULL."""
    if value is None:
        return ""
    number = Decimal(str(value)).quantize(Decimal("0.0001"))
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".")


def expect_sound(reader: Reader, width: int, title: str) -> None:
    """What holds of every page."""
    assert reader.page.title() == title
    assert reader.complaints == []
    assert reader.elsewhere == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    violations = axe().run(reader.page).response["violations"]
    grave = [
        (found["id"], found["impact"], [node["html"][:200] for node in found["nodes"][:3]])
        for found in violations
        if found["impact"] in ("serious", "critical")
    ]
    assert grave == [], json.dumps(grave, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_overview(reader: Reader, releases: dict[str, Served], name: str, width: int) -> None:
    reader.open("zh/index.html?level=county")
    expect_sound(reader, width, f"{ZH['country']} · {ZH['site']}")
    assert reader.marks(".chart.coverage") > 0
    assert reader.marks(".chart.outcomes") > 0
    assert reader.marks(".chart.tiles") > 25
    expect_sums(reader, releases[name], "true")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_region(reader: Reader, releases: dict[str, Served], name: str, width: int) -> None:
    served, region = releases[name], REGIONS[name]
    reader.open(f"en/index.html?region={region}&level=county")
    ((province,),) = served.rows(
        "select jurisdiction_name_zh from dim_jurisdiction where division_code = $region",
        region=region,
    )
    assert reader.page.locator("h1").inner_text().startswith(province)
    expect_sound(reader, width, reader.page.title())
    assert reader.marks(".chart.outcomes") > 0
    expect_sums(reader, served, f"place.province_code = '{region}'", EN)


def expect_sums(reader: Reader, served: Served, where: str, said: dict[str, str] = ZH) -> None:
    """The table of outcomes holds the sums over the county reports held, each with its count."""
    listed = ", ".join(f"sum({one}), count({one})" for one in MEASURES)
    table = reader.table("#outcomes table")
    small = reader.small("#outcomes table")
    compared = 0
    for year, *found in served.rows(
        f"select report_year, {listed} from jurisdiction_year "
        "inner join dim_jurisdiction as place using (jurisdiction_key) "
        f"where jurisdiction_level = 'county' and {where} group by report_year"
    ):
        for measure, total, stated in zip(MEASURES, found[::2], found[1::2], strict=True):
            # A measure that no report states in any year has no row.
            cell = table.get(said[measure], {}).get(str(year), "")
            assert cell == shown(total), (year, measure)
            if total is not None:
                assert small[said[measure]][str(year)].split("/")[0] == shown(stated)
                compared += 1
    assert compared > 5
    # Marked are sums in which a report's number is not the total that it prints.
    ((short,),) = served.rows(
        "select count(distinct (report_year, measure)) from (select report_year, "
        "unnest(string_split(untied_columns, ', ')) as measure from jurisdiction_year "
        "inner join dim_jurisdiction as place using (jurisdiction_key) "
        f"where jurisdiction_level = 'county' and {where}) where list_contains($measures, measure)",
        measures=list(MEASURES),
    )
    assert reader.page.locator("#outcomes table sup").count() == short
    assert short > 0 or served.name == "sample"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_place(reader: Reader, releases: dict[str, Served], name: str, width: int) -> None:
    served, (place, _) = releases[name], PLACES[name]
    reader.open(f"en/place.html?place={quote(place)}")
    assert place[6:] in reader.page.locator("h1").inner_text()
    expect_sound(reader, width, reader.page.title())
    assert reader.marks(".chart.requests") > 0
    assert reader.marks(".chart.outcomes") > 0
    assert reader.marks(".chart.checks") > 0
    years = served.rows(
        f"select report_year, {', '.join(MEASURES)} from jurisdiction_year "
        "inner join dim_jurisdiction as place using (jurisdiction_key) "
        "where place.lineage = $place order by report_year",
        place=place,
    )
    assert len(years) > 1
    table = reader.table("#outcomes table")
    for year, *found in years:
        for measure, value in zip(MEASURES, found, strict=True):
            cell = table.get(EN[measure], {}).get(str(year), "")
            # A blank cell is told from silence in words; neither is a zero.
            blanks = {"", EN["state_b"], EN["state_c"], EN["state_x"]}
            assert cell == shown(value) if value is not None else cell in blanks, (year, measure)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_compare(reader: Reader, releases: dict[str, Served], name: str, width: int) -> None:
    served, places = releases[name], [PLACES[name][0], SECOND[name]]
    reader.open(f"zh/compare.html?places={quote(','.join(places))}&indicator=request_count")
    expect_sound(reader, width, f"{ZH['page_compare']} · {ZH['site']}")
    series = served.rows(
        "select place.lineage, report_year, indicator_value, break_before, is_chainable "
        "from requests_comparable inner join dim_jurisdiction as place using (jurisdiction_key) "
        "where list_contains($places, place.lineage) and indicator_code = 'request_count' "
        "order by all",
        places=places,
    )
    table = reader.table("#compare table")
    for place, year, value, *_ in series:
        assert table[place[6:]][str(year)] == shown(value)
    # A line for each run of years that may be set beside each other, a rule for each break's year.
    runs = sum(not is_chainable for *_, is_chainable in series)
    assert reader.page.locator(".chart.lines svg .mark-line path").count() == runs
    breaks = {year for _, year, _, broken, _ in series if broken}
    assert breaks
    assert reader.page.locator(".chart.lines svg .mark-rule.role-mark line").count() == len(breaks)
    assert reader.marks(".chart.lines") >= len(series)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_quality(reader: Reader, releases: dict[str, Served], name: str, width: int) -> None:
    served = releases[name]
    reader.open("en/quality.html")
    expect_sound(reader, width, f"{EN['page_quality']} · {EN['site']}")
    assert reader.marks("#years") > 0
    assert reader.marks("#rules") > 0
    table = reader.table("#years table")
    for year, reports, failing, violated in served.rows(
        "select report_year, count(distinct report_key), "
        "count(distinct report_key) filter (where status = 'violated'), "
        "count(*) filter (where status = 'violated') "
        "from fct_report_checks where is_jurisdiction_report group by all"
    ):
        row = table[str(year)]
        assert row[EN["reports_held"]] == shown(reports)
        assert row[EN["with_violated"]] == shown(failing)
        assert row[EN["violated"]] == shown(violated)


@pytest.mark.parametrize("name", ["synthetic"])
def test_quality_of_departments(reader: Reader, releases: dict[str, Served], name: str) -> None:
    served = releases[name]
    ((year, reports, failing),) = served.rows(
        "select report_year, count(*), count_if(violated_check_count > 0) from report_quality "
        "where not is_jurisdiction_report group by all order by 3 desc, 1 limit 1"
    )
    assert failing
    reader.open(f"zh/quality.html?scope=bodies&all=1&year={year}")
    expect_sound(reader, 1280, f"{ZH['page_quality']} · {ZH['site']}")
    card = reader.page.locator("section[aria-labelledby=reports-title]")
    assert f"{failing} {ZH['of']} {reports}" in card.inner_text()
    listed = reader.table("section[aria-labelledby=reports-title] table")
    assert {body: row[ZH["violated"]] for body, row in listed.items()} == {
        body: shown(violated)
        for body, violated in served.rows(
            "select full_body_name_zh, violated_check_count from report_quality "
            "where not is_jurisdiction_report and report_year = $year",
            year=year,
        )
    }


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["synthetic"])
def test_quality_of_one_report(
    reader: Reader, releases: dict[str, Served], name: str, width: int
) -> None:
    served = releases[name]
    ((place, year, checks),) = served.rows(
        "select place.lineage, report_year, count(*) from fct_report_checks "
        "inner join dim_jurisdiction as place using (jurisdiction_key) "
        "where is_jurisdiction_report and status = 'violated' "
        "group by all order by count(*) desc, place.lineage, report_year limit 1"
    )
    reader.open(f"zh/quality.html?place={quote(place)}&year={year}")
    expect_sound(reader, width, f"{place[6:]} {year} · {ZH['page_quality']} · {ZH['site']}")
    cards = reader.page.locator(".card.check")
    assert cards.count() == checks > 0
    # Both sides of each, and the statements under them.
    printed = served.rows(
        "select left_value, right_value, len(left_figure_ids), len(right_figure_ids) "
        "from fct_report_checks inner join dim_jurisdiction as place using (jurisdiction_key) "
        "where is_jurisdiction_report and status = 'violated' "
        "and place.lineage = $place and report_year = $year",
        place=place,
        year=year,
    )
    sides = sorted(
        (
            *(
                side.locator("h3").inner_text().rsplit(": ", 1)[1]
                for side in card.locator(".side").all()
            ),
            *(side.locator(".statement").count() for side in card.locator(".side").all()),
        )
        for card in cards.all()
    )
    assert sides == sorted(
        (shown(left), shown(right), many, more) for left, right, many, more in printed
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_evidence(reader: Reader, releases: dict[str, Served], name: str, width: int) -> None:
    served, (place, year) = releases[name], PLACES[name]
    reader.open(f"zh/place.html?place={quote(place)}")
    row = reader.page.locator("#outcomes table").first.locator(
        "tbody tr", has_text=ZH["granted_count"]
    )
    number = row.locator(f"a[href*='year={year}']")
    value = number.inner_text()
    number.click()
    reader.wait()
    expect_sound(reader, width, f"{place[6:]} {year} · {ZH['granted_count']} · {ZH['site']}")
    assert reader.page.locator("dd.big").inner_text() == value
    statements = served.rows(
        "select figures.value_text from fct_request_outcomes as facts "
        "inner join dim_jurisdiction as place using (jurisdiction_key), "
        "unnest(facts.figure_ids) as ids (figure_id) "
        "inner join fct_figures as figures on ids.figure_id = figures.figure_id "
        "where facts.is_jurisdiction_report and place.lineage = $place "
        "and facts.report_year = $year and facts.outcome_code = 'granted' "
        "and figures.value_state = 'number'",
        place=place,
        year=year,
    )
    first = reader.page.locator("section.card").first
    printed = [
        cell.evaluate("cell => cell.firstChild.textContent.trim()")
        for cell in first.locator("th.printed").all()
    ]
    for (text,) in statements:
        assert text in printed
    assert len(printed) >= len(statements) > 0
