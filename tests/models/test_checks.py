"""What the rules say of four real reports, and the wide rows and macros that stand on the facts."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from tests.models.conftest import REPORTS
from tests.models.test_facts import FACTS, rows

# Rules at a line and column that a whole report of the form is held to, whatever it states:
# R1, R2, R5 in seven columns, R3 in 25 rows, R4 in three blocks, R6 in two rows, R9 twice, R10.
CHECKS_2021 = 3 * 7 + 25 + 3 + 2 + 2 + 1
CHECKS_2014 = 9


def test_every_rule_of_its_form_is_held_to_every_report(marts: duckdb.DuckDBPyConnection) -> None:
    counted = dict(
        marts.execute("select form_code, count(*) from fct_report_checks group by all").fetchall()
    )
    of_form = {
        form: sum(report.form == form for report in REPORTS.values()) for form in ("2014", "2021")
    }
    # PT is a row only where prose and table state the same cell; none of these do.
    assert counted == {"2014": CHECKS_2014 * of_form["2014"], "2021": CHECKS_2021 * of_form["2021"]}


def test_real_reports_break_no_rule(marts: duckdb.DuckDBPyConnection) -> None:
    counted = dict(
        marts.execute("select status, count(*) from fct_report_checks group by all").fetchall()
    )
    assert set(counted) == {"holds", "not_testable"}
    assert counted["holds"] > CHECKS_2021 / 2


@pytest.mark.parametrize(
    ("name", "rule", "line", "expected"),
    [
        # Three of four channels are stated: nothing is broken, nothing is shown.
        ("四川", "R2014.1", "3.1", (17846, 17688, 158, "not_testable", "parts_not_stated")),
        ("四川", "R2014.3", "3.3", (17554, 17554, 0, "holds", "all_stated")),
        ("四川", "R2014.9", "3.1", (17846, 17846, 0, "holds", "all_stated")),
        ("永川", "R2014.3", "3.3", (92, 92, 0, "holds", "unstated_counted_as_zero")),
        ("大姚", "R2014.5", "4", (0, None, None, "not_testable", "parts_not_stated")),
        ("渠县", "R10", "P.litigation_total", (7, 7, 0, "holds", "all_stated")),
        ("渠县", "R4", "C1.5", (5, 5, 0, "holds", "all_stated")),
    ],
)
def test_check_of_one_line(
    marts: duckdb.DuckDBPyConnection,
    name: str,
    rule: str,
    line: str,
    expected: tuple[object, ...],
) -> None:
    found = rows(
        marts,
        name,
        f"""
        select left_value, right_value, difference, status, reason_code
        from fct_report_checks
        where report_key = $here and rule_code = '{rule}' and line_code = '{line}'
        """,
    )
    assert found == [expected]


def test_fees_are_null_where_a_report_is_silent(marts: duckdb.DuckDBPyConnection) -> None:
    query = """
        select administrative_charge_cny, processing_fee_cny, request_cost_recovery_cny
        from jurisdiction_year where report_key = $here
        """
    assert rows(marts, "大姚", query) == [(None, None, None)]
    assert rows(marts, "四川", query) == [(None, None, 0)]
    assert rows(marts, "渠县", query) == [(Decimal(31356000), 0, None)]


def test_wide_row_of_a_full_report(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        marts,
        "渠县",
        """
        select new_request_count, outcome_count, any_disclosure_count, review_count,
            review_corrected_count, lawsuit_count, lawsuit_direct_count, violated_check_count,
            stated_line_count, line_count
        from jurisdiction_year where report_key = $here
        """,
    ) == [(101, 103, 85, 5, 3, 7, 6, 0, 51, 51)]


@pytest.mark.parametrize("fact", [*FACTS, "fct_report_checks"])
def test_every_row_leads_to_its_words(marts: duckdb.DuckDBPyConnection, fact: str) -> None:
    """evidence(): each figure of each row, with document, place, line and verbatim text."""
    expected = marts.execute(f"select coalesce(sum(len(figure_ids)), 0) from {fact}").fetchone()
    found = marts.execute(
        f"""
        select count(*), count(e.file_name), count(e.statement_text), count(e.value_text),
            count(e.line_label_zh)
        from {fact} as f, evidence(f) as e
        """
    ).fetchone()
    assert expected is not None
    assert found is not None
    assert set(found) == {expected[0]}


def test_evidence_of_one_row(marts: duckdb.DuckDBPyConnection) -> None:
    assert marts.execute(
        """
        select line_code, value_text, published_value, unit
        from evidence((
            select f from fct_fees as f where f.fee_type_code = 'administrative_charge'
        ))
        """
    ).fetchall() == [("A8.1", "3135.6", Decimal("3135.6"), "万元")]


def test_a_figure_is_explained(marts: duckdb.DuckDBPyConnection) -> None:
    """explain_figure(): the fact row that a figure became, or why none."""
    explained = marts.execute(
        """
        select e.line_code, e.fact_table, e.fact_key is null, e.not_in_fact_reason
        from (
            select figure_id from fct_figures
            where line_code in ('3.3', '3.3.3') and published_value in (17554, 1399)
        ) as f, explain_figure(f.figure_id) as e
        order by e.line_code
        """
    ).fetchall()
    assert explained == [
        ("3.3", None, True, "total_of_stated_parts"),
        ("3.3.3", "fct_request_outcomes", False, None),
    ]


def test_macros_work_under_any_name_of_the_file(marts: duckdb.DuckDBPyConnection) -> None:
    """The text of macros and views names no database, so that it can be copied and attached."""
    texts = marts.execute(
        """
        select function_name, macro_definition from duckdb_functions()
        where schema_name = 'main' and function_name in ('evidence', 'explain_figure')
        union all
        select view_name, sql from duckdb_views() where schema_name = 'main' and not internal
        """
    ).fetchall()
    database = marts.execute("select current_database()").fetchone()
    assert database is not None
    assert {name for name, _ in texts} >= {"evidence", "explain_figure", "report_lines"}
    assert [name for name, text in texts if f"{database[0]}." in text.replace('"', "")] == []
