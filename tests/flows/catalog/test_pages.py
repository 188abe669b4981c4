"""The catalog of a published sample, as its reader finds it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Final

import duckdb
import pytest
from lxml import etree, html

from flows.catalog import DIAGRAM_NAME, FRONT_NAME, LINEAGE_NAME, MODELS_NAME
from flows.tables import Mart, marts
from tests.flows.command import Published

# Columns of schema main whose values stand in the SQL and come from nowhere.
MADE_UP: Final = {("metric_values", "grouping_code")}
SVG: Final = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def release(sample: Published) -> Path:
    return sample.warehouse / "releases" / "current"


@pytest.fixture(scope="module")
def tables(release: Path) -> list[Mart]:
    with duckdb.connect(str(release / "gongkai.duckdb"), read_only=True) as connection:
        return [mart for schema in ("main", "meta") for mart in marts(connection, schema)]


@pytest.fixture(scope="module")
def pages(release: Path) -> dict[str, html.HtmlElement]:
    """Our own pages by name, read."""
    folder = release / "catalog"
    return {
        file.name: html.fromstring(file.read_bytes())
        for file in sorted(folder.glob("*.html"))
        if file.name != MODELS_NAME
    }


def _page_of(mart: Mart) -> str:
    return f"{mart.name}.html" if mart.schema == "main" else f"meta.{mart.name}.html"


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_table_has_a_page_and_the_front_page_leads_there(
    tables: list[Mart], pages: dict[str, html.HtmlElement]
) -> None:
    assert len(tables) > 45
    assert pages.keys() == {FRONT_NAME, *map(_page_of, tables)}
    front = pages[FRONT_NAME]
    listed = set(front.xpath("//table[@class='list']//a/@href"))
    assert listed == set(map(_page_of, tables))
    assert all(mart.comment in _words(front) for mart in tables if mart.comment)


def test_every_column_is_told(tables: list[Mart], pages: dict[str, html.HtmlElement]) -> None:
    for mart in tables:
        page = pages[_page_of(mart)]
        assert page.xpath("//article/@id") == [column.name for column in mart.columns], mart.name
        for column in mart.columns:
            (told,) = page.xpath(f"//article[@id='{column.name}']")
            words = _words(told)
            assert column.type.lower() in words
            assert " ".join((column.comment or "").split()) in words
            # Tables that only a publish fills have no key.
            assert ("grain 粒度" in words) == (column.name in mart.key)


def test_every_link_leads_somewhere_here(release: Path, pages: dict[str, html.HtmlElement]) -> None:
    anchors = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    links = 0
    for name, page in pages.items():
        for link in page.xpath("//@href | //@src"):
            if link == "data:,":
                continue
            links += 1
            file, _, anchor = link.partition("#")
            # Gates and the rest of the folder are written after the catalog, by the same refresh.
            assert (release / "catalog" / (file or name)).is_file(), (name, link)
            assert not anchor or anchor in anchors[file or name], (name, link)
        assert not page.xpath("//script"), name
    assert links > 500


def test_a_page_says_what_a_row_is_and_what_to_mind(pages: dict[str, html.HtmlElement]) -> None:
    page = pages["fct_fees.html"]
    grain, *_ = page.xpath("//dt[.='Grain 粒度']/following-sibling::dd")
    assert grain.xpath(".//code/text()") == ["report_key", "fee_type_code"]
    words = _words(page)
    assert "zh.收费金额" in words
    assert "Never add classes." in words
    assert "select jurisdiction_level, fee_class, sum(amount_cny) from fct_fees" in words
    assert "What did requesters pay?" in words
    (used_by,) = page.xpath("//dt[.='Used by 用于']/following-sibling::dd")
    assert "Dashboard 看板" in _words(used_by)


def test_a_number_leads_to_its_lines_on_the_forms(pages: dict[str, html.HtmlElement]) -> None:
    (refused,) = pages["jurisdiction_year.html"].xpath("//article[@id='refused_count']")
    words = _words(refused)
    assert "2021 B3.3.1 1.属于国家秘密" in words
    assert "2014 3.3.4.1 其中：涉及国家秘密" in words
    assert "B3.4.1" not in words  # 无法提供 is no refusal
    (persons,) = pages["jurisdiction_year.html"].xpath(
        "//article[@id='natural_person_request_count']"
    )
    assert "一、本年新收政府信息公开申请数量" in _words(persons)
    assert "natural_person" in persons.xpath(".//li/span[@class='mark']/text()")
    (charged,) = pages["fct_fees.html"].xpath("//article[@id='amount_cny']")
    unit, *_ = charged.xpath(".//dt[.='Unit 单位']/following-sibling::dd")
    assert _words(unit) == "元 yuan"


def test_a_column_leads_back_to_landing(pages: dict[str, html.HtmlElement]) -> None:
    (amount,) = pages["fct_fees.html"].xpath("//article[@id='amount_cny']")
    words = _words(amount)
    assert "int_facts__resolved.value_number" in words
    assert "landing.figure.unit_scale, landing.figure.value" in words
    (rate,) = pages["jurisdiction_year.html"].xpath("//article[@id='any_disclosure_ratio']")
    (to_fact,) = rate.xpath(".//dd/a/@href")
    assert to_fact == "fct_request_outcomes.html#request_count"


def test_every_column_of_a_mart_comes_from_somewhere(release: Path, tables: list[Mart]) -> None:
    with (release / "catalog" / LINEAGE_NAME).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = {(row["table"], row["column"]) for row in rows if row["schema"] == "main"}
    due = {
        (mart.name, one.name) for mart in tables if mart.schema == "main" for one in mart.columns
    }
    assert due - told == MADE_UP
    # Every way ends in landing or in a seed; a relation whose rows are counted may be a model.
    sources = {(row["source_schema"], row["source_table"]) for row in rows}
    made = {(row["schema"], row["table"]) for row in rows}
    assert {schema for schema, _ in sources - made} == {"raw", "reference"}


def test_the_diagram_holds_every_table_and_key(release: Path, tables: list[Mart]) -> None:
    drawn = etree.parse(release / "catalog" / DIAGRAM_NAME)
    boxes = {text.text for text in drawn.iter(f"{SVG}text") if text.get("class") == "name"}
    assert boxes == {mart.name for mart in tables if mart.schema == "main"}
    told = " ".join(title.text or "" for title in drawn.iter(f"{SVG}title"))
    for reference in (
        "fct_fees (fee_type_code) → dim_fee_type (fee_type_code)",
        "fct_figures (line_form, line_code) → dim_line (line_form, line_code)",
        "jurisdiction_rollups (parent_jurisdiction_key) → dim_jurisdiction (jurisdiction_key)",
        "dim_report (reporting_body_key) → dim_reporting_body (reporting_body_key)",
    ):
        assert reference in told
    for link in drawn.iter(f"{SVG}a"):
        assert (release / "catalog" / str(link.get("href"))).is_file()


def test_dbts_page_has_lineage_exposures_and_metrics(release: Path) -> None:
    page = (release / "catalog" / MODELS_NAME).read_text("utf-8")
    for node in (
        "exposure.gongkai.dashboard",
        "exposure.gongkai.cookbook",
        "semantic_model.gongkai.",
        "metric.gongkai.disclosure_rate",
        "source.gongkai.landing.figure",
    ):
        assert json.dumps(node).strip('"') in page, node
    assert '"child_map"' in page
