"""The lint for misuse: which sums and series it warns of, and which it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.check_query import Catalog, SafeSum, check
from flows.warehouse import WrongUse
from tests.flows.command import Published, gongkai

LEVEL = frozenset({"jurisdiction_level"})
CATALOG = Catalog(
    columns={
        "fct_requests": dict.fromkeys(
            ("report_key", "jurisdiction_key", "report_year", "jurisdiction_level", "form_code",
             "is_jurisdiction_report", "received_basis", "new_count", "carried_in_count"),
            "varchar",
        ),
        "fct_items": dict.fromkeys(
            ("item_code", "report_year", "jurisdiction_level", "is_jurisdiction_report", "value"),
            "varchar",
        ),
        "wide": dict.fromkeys(
            ("place", "report_year", "jurisdiction_level", "form_code", "reviews", "ratio"),
            "varchar",
        ),
        "requests_comparable": dict.fromkeys(
            ("place", "report_year", "indicator_code", "definition_code", "is_chainable", "n"),
            "varchar",
        ),
        "dim_jurisdiction": dict.fromkeys(
            ("jurisdiction_key", "full_name_zh", "level_code"), "varchar"
        ),
        "dim_item": dict.fromkeys(("item_code", "additivity"), "varchar"),
    },
    sums=(
        SafeSum("fct_requests", "new_count", "is_jurisdiction_report", LEVEL, "One level."),
        SafeSum(
            "fct_requests", "carried_in_count", "is_jurisdiction_report",
            LEVEL | {"report_year"}, "Never over years.",
        ),
        SafeSum(
            "fct_items", "value",
            "is_jurisdiction_report and item_code in (select item_code from dim_item "
            "where additivity in ('flow', 'of_which'))",
            LEVEL | {"item_code"}, "Flows.",
        ),
        SafeSum(
            "fct_items", "value",
            "is_jurisdiction_report and item_code in (select item_code from dim_item "
            "where additivity = 'stock')",
            LEVEL | {"item_code", "report_year"}, "Stocks.",
        ),
        SafeSum("fct_items", "value", "false", frozenset({"item_code"}), "Changes: never."),
        SafeSum("wide", "reviews", "true", LEVEL, "One level."),
        SafeSum("wide", "ratio", "false", frozenset(), "Never; divide the sums."),
        SafeSum("requests_comparable", "n", "true", frozenset({"indicator_code"}), "One."),
    ),
    additivity={"sites": "stock", "meetings": "flow", "growth": "delta"},
)  # fmt: skip

SAFE = (
    "select jurisdiction_level, sum(new_count) from fct_requests where is_jurisdiction_report"
    " group by 1",
    "select sum(new_count) from fct_requests"
    " where is_jurisdiction_report = true and jurisdiction_level = 'county'",
    "select j.full_name_zh, sum(f.new_count) from fct_requests as f"
    " inner join dim_jurisdiction as j using (jurisdiction_key)"
    " where f.is_jurisdiction_report group by all",
    "select j.level_code, sum(f.new_count) filter (where f.is_jurisdiction_report)"
    " from fct_requests as f inner join dim_jurisdiction as j using (jurisdiction_key)"
    " group by j.level_code",
    "with own as (select * from fct_requests where is_jurisdiction_report)"
    " select report_year, sum(carried_in_count) from own"
    " where jurisdiction_level = 'county' group by report_year",
    "select report_key, sum(new_count) from fct_requests group by report_key",
    "select sum(new_count) over (partition by jurisdiction_level) from fct_requests"
    " where is_jurisdiction_report",
    "select i.item_code, f.jurisdiction_level, sum(f.value) from fct_items as f"
    " inner join dim_item as i using (item_code)"
    " where f.is_jurisdiction_report and i.additivity = 'flow' group by all",
    "select jurisdiction_level, sum(value) from fct_items"
    " where is_jurisdiction_report and item_code = 'meetings' group by 1",
    "select place, reviews - lag(reviews) over (partition by place, form_code"
    " order by report_year) from wide",
    "select place, n - lag(n) over (partition by place order by report_year)"
    " from requests_comparable where is_chainable",
    "select a.reviews - b.reviews from wide as a inner join wide as b on a.place = b.place"
    " and a.report_year = b.report_year + 1 and a.form_code = b.form_code",
    "select count(*), max(new_count) from fct_requests",
    "select f.new_count, e.file_name from fct_requests as f, evidence(f) as e",
)
MISUSE = (
    ("select sum(new_count) from fct_requests where jurisdiction_level = 'county'",
     "reports that contain each other"),
    ("select sum(new_count) from fct_requests where is_jurisdiction_report", "jurisdiction_level"),
    ("select sum(new_count) from fct_requests where is_jurisdiction_report"
     " and jurisdiction_level in ('county', 'province')", "jurisdiction_level"),
    ("select jurisdiction_level, sum(carried_in_count) from fct_requests"
     " where is_jurisdiction_report group by 1", "over different report_year"),
    ("select sum(n) from (select jurisdiction_level, sum(new_count) as n from fct_requests"
     " where is_jurisdiction_report group by 1)", "jurisdiction_level"),
    ("select sum(n) from (select new_count as n from fct_requests union all"
     " select reviews from wide)", "reports that contain each other"),
    ("select jurisdiction_level, avg(ratio) from wide group by 1", "is averaged"),
    ("select sum(new_count) from fct_requests as f, evidence(f) as e where file_name = 'a'",
     "reports that contain each other"),
    ("select jurisdiction_level, item_code, sum(value) from fct_items"
     " where is_jurisdiction_report group by all", "over different report_year"),
    ("select jurisdiction_level, item_code, sum(value) from fct_items"
     " where is_jurisdiction_report and item_code = 'growth' group by all", "is added"),
    ("select j.full_name_zh, sum(f.new_count) from fct_requests as f left join dim_jurisdiction"
     " as j on f.jurisdiction_key = j.jurisdiction_key and f.is_jurisdiction_report group by all",
     "reports that contain each other"),
    ("select place, reviews - lag(reviews) over (partition by place order by report_year)"
     " from wide", "changes of the form"),
    ("select place, n - lag(n) over (partition by place order by report_year)"
     " from requests_comparable", "changes of the form"),
    ("select a.reviews - b.reviews from wide as a inner join wide as b on a.place = b.place"
     " and a.report_year - 1 = b.report_year", "changes of the form"),
)  # fmt: skip


@pytest.mark.parametrize("query", SAFE)
def test_a_safe_query_is_left_alone(query: str) -> None:
    assert check(query, CATALOG) == []


@pytest.mark.parametrize(("query", "found"), MISUSE)
def test_misuse_is_told(query: str, found: str) -> None:
    findings = check(query, CATALOG)
    assert any(found in finding.found for finding in findings), findings


def test_a_finding_names_its_line() -> None:
    query = "select\n    jurisdiction_level,\n    sum(carried_in_count)\nfrom fct_requests\n"
    query += "where is_jurisdiction_report\ngroup by 1;\n\nselect sum(new_count) from fct_requests"
    assert [finding.line for finding in check(query, CATALOG)] == [3, 8, 8]


@pytest.mark.parametrize("query", ["selec 1 from", "", "-- nothing"])
def test_what_is_no_query_is_refused(query: str) -> None:
    with pytest.raises(WrongUse, match="expected a query"):
        check(query, CATALOG)


def test_the_command_line_tells_by_line(published: Published, tmp_path: Path) -> None:
    file = tmp_path / "query.sql"
    file.write_text("select\n    sum(new_count)\nfrom fct_requests;\n", encoding="utf-8")
    arguments = ("check-query", file, "--warehouse", published.warehouse)
    ran = gongkai(*arguments, home=published.home)
    assert ran.code == 1
    assert ran.out.count("query.sql, line 2: ") == 2
    file.write_text("select count(*) from fct_requests;\n", encoding="utf-8")
    clean = gongkai(*arguments, home=published.home)
    assert (clean.code, clean.err) == (0, "")
    missing = gongkai("check-query", tmp_path / "no.sql", "--warehouse", published.warehouse,
                      home=published.home)  # fmt: skip
    assert missing.code == 2
