"""What a reader does: search, switch the language, download, use the keyboard, see the document."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from dashboards.skeleton import words
from tests.dashboards.conftest import Reader, Served
from tests.dashboards.test_pages import EN, PLACES, ZH, axe

QUXIAN = "511725渠县"


@pytest.mark.parametrize("typed", ["渠县", "quxian", "qu xian", "qx", "511725"])
def test_a_place_is_found_by_name_pinyin_initials_or_code(reader: Reader, typed: str) -> None:
    reader.open("zh/index.html")
    reader.page.get_by_label(ZH["search"]).press_sequentially(typed)
    found = reader.page.locator("#found a")
    found.first.wait_for()
    assert "渠县" in found.all_inner_texts()
    if typed != "qx":  # other names begin so too
        assert found.first.inner_text() == "渠县"


@pytest.mark.parametrize("width", [400, 1280])
def test_what_is_found_stands_below_the_box(reader: Reader, width: int) -> None:
    reader.open("en/index.html")
    box = reader.page.get_by_label(EN["search"])
    box.press_sequentially("chaoyang")
    reader.page.locator("#found a").first.wait_for()
    where, found = box.bounding_box(), reader.page.locator("#found").bounding_box()
    assert where is not None and found is not None
    assert found["y"] >= where["y"] + where["height"]


def test_a_tile_tells_what_it_stands_for(reader: Reader) -> None:
    reader.open("zh/index.html")
    reader.page.locator(".chart.tiles svg .mark-rect path").first.hover()
    tip = reader.page.locator("#vg-tooltip-element")
    tip.wait_for(state="visible")
    assert "/" in tip.inner_text()


def test_search_by_keyboard_alone(reader: Reader) -> None:
    reader.open("en/quality.html")
    box = reader.page.get_by_label(EN["search"])
    box.press_sequentially("sichuan")
    reader.page.locator("#found a").first.wait_for()
    assert reader.page.locator("#found-count").inner_text()
    box.press("ArrowDown")
    assert reader.page.evaluate("document.activeElement.closest('#found') !== null")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/en/place.html?place=*")
    reader.wait()
    assert reader.page.locator("h1").inner_text() == "四川省 Sichuan Sheng"


def test_the_language_is_switched_in_place_and_remembered(reader: Reader) -> None:
    reader.open(f"zh/place.html?place={quote(QUXIAN)}")
    assert reader.page.evaluate("document.documentElement.lang") == "zh-CN"
    reader.page.get_by_role("link", name=ZH["language"]).click()
    reader.wait()
    assert reader.page.evaluate("document.documentElement.lang") == "en"
    assert quote(QUXIAN) in reader.page.url
    reader.page.goto(f"{reader.address}site/")
    reader.page.wait_for_url("**/en/index.html")


def test_the_first_stop_of_the_keyboard_leads_to_the_content(reader: Reader) -> None:
    reader.open("zh/index.html")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.textContent") == ZH["skip"]
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("name", ["sample", "synthetic"])
def test_every_chart_has_words_a_table_and_a_download(reader: Reader, name: str) -> None:
    place = quote(PLACES[name][0])
    for path in ("index.html", f"place.html?place={place}", "quality.html"):
        reader.open(f"en/{path}")
        figures = reader.page.locator("section.figure", has=reader.page.locator(".chart"))
        assert figures.count() >= 2
        for figure in figures.all():
            assert figure.locator(".chart").get_attribute("aria-label")
            assert figure.locator("table").count() >= 1
            assert figure.get_by_role("button", name=EN["download"]).count() == 1


def test_a_download_holds_the_numbers_of_the_release(
    reader: Reader, releases: dict[str, Served], tmp_path: Path, name: str = "sample"
) -> None:
    reader.open(f"en/place.html?place={quote(QUXIAN)}")
    with reader.page.expect_download() as waiting:
        reader.page.locator("#requests .download").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == "requests.csv"
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    downloaded = {(row["year"], row["measure"]): row["value"] for row in rows}
    for year, new, carried_in in releases["sample"].rows(
        "select report_year, new_request_count, carried_in_count from jurisdiction_year "
        "inner join dim_jurisdiction as place using (jurisdiction_key) "
        "where place.lineage = $place",
        place=QUXIAN,
    ):
        # Silence is an empty cell, not a zero.
        assert downloaded[str(year), "new_request_count"] == ("" if new is None else str(new))
        assert downloaded[str(year), "carried_in_count"] == (
            "" if carried_in is None else str(carried_in)
        )


def test_from_a_number_to_its_page(reader: Reader, releases: dict[str, Served]) -> None:
    reader.open(f"zh/evidence.html?place={quote(QUXIAN)}&year=2023&measure=carried_in_count")
    statement = (
        reader.page.locator("tr", has_text="table").or_(reader.page.locator("tbody tr")).first
    )
    with reader.page.expect_popup() as opened:
        statement.get_by_role("link", name=ZH["show_in_document"]).click()
    shown = opened.value
    shown.wait_for_load_state()
    assert "quxian_2023" in shown.locator("body").inner_text()
    assert shown.locator("mark").count() >= 1


def test_a_place_without_a_report_says_so_and_shows_what_is_below(reader: Reader) -> None:
    reader.open(f"zh/place.html?place={quote('511700达州市')}")
    assert ZH["no_report"] in reader.page.locator("main").inner_text()
    assert reader.page.get_by_role("link", name="渠县").count() >= 1
    assert reader.complaints == []


def test_blank_cells_are_told_from_zeros_and_silence(
    reader: Reader, releases: dict[str, Served]
) -> None:
    served = releases["sample"]
    ((place, year),) = served.rows(
        "select place.lineage, facts.report_year from fct_request_outcomes as facts "
        "inner join dim_jurisdiction as place using (jurisdiction_key) "
        "inner join dim_outcome using (outcome_code) where facts.is_jurisdiction_report "
        "group by all having count(*) filter (where value_state = 'blank') > 0 order by all limit 1"
    )
    reader.open(f"en/place.html?place={quote(place)}")
    table = reader.page.locator("#outcomes")
    table.locator("summary", has_text=EN["reasons"]).click()
    assert table.get_by_role("link", name=EN["state_b"]).count() >= 1
    assert year


@pytest.mark.parametrize("name", ["synthetic"])
def test_a_sum_short_of_its_printed_total_is_marked(
    reader: Reader, releases: dict[str, Served], name: str
) -> None:
    ((place, year),) = releases[name].rows(
        "select place.lineage, report_year from fct_report_checks "
        "inner join dim_jurisdiction as place using (jurisdiction_key) "
        "where is_jurisdiction_report and rule_code = 'R3' and line_code = 'B1' "
        "and reason_code in ('sides_differ', 'parts_exceed_total', 'parts_blank') "
        "order by all limit 1"
    )
    reader.open(f"en/place.html?place={quote(place)}")
    row = reader.page.locator("#requests tbody tr", has_text=EN["new_request_count"])
    number = row.locator("td", has=reader.page.locator(f"a[href*='year={year}']"))
    assert "t" in number.locator("sup").inner_text()
    assert EN["mark_t"] in (number.locator("sup").get_attribute("title") or "")
    ((rates,),) = releases[name].rows(
        "select count(*) from jurisdiction_year_metrics "
        "inner join dim_jurisdiction as place using (jurisdiction_key) "
        "where place.lineage = $place and is_untied and metric_value is not null",
        place=place,
    )
    assert reader.page.locator("#rates td sup").count() == rates > 0


def test_dark_pages_can_be_read(browser: Browser, releases: dict[str, Served]) -> None:
    served = releases["synthetic"]
    context = browser.new_context(color_scheme="dark", locale="en")
    reader = Reader(context.new_page(), served.address)
    reader.open(f"en/place.html?place={quote(PLACES['synthetic'][0])}")
    violations = axe().run(reader.page).response["violations"]
    context.close()
    assert [found["id"] for found in violations if found["id"] == "color-contrast"] == []


def test_both_languages_say_everything() -> None:
    chinese, english = words("zh"), words("en")
    assert chinese.keys() == english.keys()
    assert all(text.strip() for text in [*chinese.values(), *english.values()])
