"""The marts gate: each promise of the star schema, broken once, stops the publish in words."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import pytest

import expectations.gate  # noqa: F401  warns as it is imported, from Great Expectations itself
from expectations import check_marts
from tests.expectations.conftest import ONE, change

SUMS = ("jurisdiction_year", "jurisdiction_year to say what {} adds up to")
KEY = "one row for each key of meta.keys"
FACT_KEY = "one row for each fact_key"
DIMENSION = "every key of a dimension to be one of the dimension"
NEGATIVE = "no negative count or amount"
STATE = "a measure exactly where its value_state is number"
DERIVED = "a derived number to be what the parts leave of the total"
PARTS = "parts or the undivided row ({}) of"
FIGURES = "every fact row to lead to figures of its own report"
DUE = ("landed", "rows in every fact that landed figures are due in")
XOR = ("fct_figures", "either the fact row that a figure became or the reason why none")
BECAME = ("fct_figures", "the fact row that a figure became to be there")


def sums(fact: str) -> tuple[str, str]:
    """The failure of jurisdiction_year against a fact."""
    return SUMS[0], SUMS[1].format(fact)


def copy_row(fact: str, key: str, where: str) -> str:
    """A row of a fact once more, as another member of its breakdown."""
    column, member = key.split("=")
    return (
        f"insert into main.{fact} select * replace ('{member}' as fact_key, '{member}' as {column})"
        f" from main.{fact} where {where}"
    )


# What is done to the marts, and all that is then refused: table and first words of what is
# expected. Statements of one case do not touch the same rows.
CASES: dict[str, tuple[list[str], set[tuple[str, str]]]] = {
    "an empty table of checks": (
        ["delete from main.fct_report_checks"],
        {
            ("fct_report_checks", "rows in every dimension, and in what every document is in"),
            sums("fct_report_checks"),
        },
    ),
    "rows twice": (
        [
            "insert into main.fct_fees from main.fct_fees",
            "insert into main.fct_figures from main.fct_figures limit 1",
        ],
        {
            ("fct_fees", KEY),
            ("fct_fees", FACT_KEY),
            sums("fct_fees"),
            ("fct_figures", KEY),
        },
    ),
    "no key": (
        [
            "alter table main.fct_appeals alter appeal_result_code drop not null",
            "update main.fct_appeals set appeal_result_code = null where report_year = 2019",
        ],
        {("fct_appeals", "no NULL in a key")},
    ),
    "keys of no dimension": (
        [
            "update main.fct_fees set fee_type_code = 'gift'",
            "update main.fct_request_channels set jurisdiction_key = 'nowhere'",
            "update main.fct_capacity set report_year = 1900, form_code = '1900'",
        ],
        {
            ("fct_fees", DIMENSION),
            ("fct_request_channels", DIMENSION),
            ("fct_capacity", DIMENSION),
        },
    ),
    "negative numbers": (
        [
            "update main.fct_request_timeliness set request_count = -1",
            "update main.fct_public_contact set item_value = -1",
            "update main.fct_disclosure_items set item_value = -5 where item_value = 100",
        ],
        {
            ("fct_request_timeliness", NEGATIVE),
            ("fct_public_contact", NEGATIVE),
            ("fct_disclosure_items", NEGATIVE),
        },
    ),
    "numbers and their states apart": (
        [
            "update main.fct_appeals set appeal_count = null where report_year = 2019",
            "update main.fct_requests set received_value_state = 'blank' where report_year = 2018",
        ],
        {("fct_appeals", STATE), sums("fct_appeals"), ("fct_requests", STATE)},
    ),
    "another derived number": (
        [
            "update main.fct_request_channels set request_count = 3"
            " where value_origin = 'derived'"
        ],
        {("fct_request_channels", DERIVED)},
    ),
    "printed totals beside their parts": (
        [
            "update main.fct_request_channels set value_origin = 'printed'",
            "update main.fct_request_outcomes set value_origin = 'printed'",
            copy_row("fct_request_timeliness", "timeliness_code=not_broken_down", "true"),
            copy_row("fct_capacity", "item_code=staff_not_broken_down:staff", "item_value = 2"),
        ],
        {
            ("fct_request_channels", PARTS.format("channel_code = 'not_broken_down'")),
            ("fct_request_outcomes", PARTS.format("is_not_broken_down")),
            ("fct_request_timeliness", PARTS.format("timeliness_code = 'not_broken_down'")),
            ("fct_capacity", PARTS.format("item_subject_code = 'staff_not_broken_down'")),
        },
    ),
    "applicants, results and fees beside their totals": (
        [
            copy_row(
                "fct_requests", "applicant_type_code=natural_person", "report_year = 2018"
            ),
            copy_row(
                "fct_request_outcomes",
                "applicant_type_code=natural_person",
                "outcome_code = 'already_public'",
            ),
            copy_row(
                "fct_appeals",
                "appeal_result_code=not_broken_down",
                "appeal_result_code = 'corrected'",
            ),
            copy_row("fct_fees", "fee_type_code=request_search", "true"),
        ],
        {
            ("fct_requests", PARTS.format("applicant_type_code = 'not_broken_down'")),
            ("fct_request_outcomes", PARTS.format("applicant_type_code = 'not_broken_down'")),
            ("fct_appeals", PARTS.format("appeal_result_code = 'not_broken_down'")),
            ("fct_fees", PARTS.format("is_not_broken_down")),
            sums("fct_requests"),
            sums("fct_request_outcomes"),
            sums("fct_appeals"),
            sums("fct_fees"),
        },
    ),
    "all outcomes and all lawsuits beside their parts": (
        [
            copy_row(
                "fct_request_outcomes",
                "outcome_code=all_not_broken_down",
                "outcome_code = 'already_public'",
            ),
            copy_row(
                "fct_appeals",
                "appeal_route_code=lawsuit_direct",
                "appeal_route_code = 'lawsuit_undivided'",
            ),
        ],
        {
            ("fct_request_outcomes", PARTS.format("outcome_group = 'not_broken_down'")),
            ("fct_appeals", PARTS.format("appeal_route_code = 'lawsuit_undivided'")),
            sums("fct_request_outcomes"),
            sums("fct_appeals"),
        },
    ),
    "facts without figures": (
        [
            "update main.fct_fees set figure_ids = []",
            "update main.fct_capacity set figure_ids = ['0123456789abcdef']",
        ],
        {("fct_fees", FIGURES), ("fct_capacity", FIGURES)},
    ),
    "figures that became nothing, or two things": (
        [
            "update main.fct_figures set fact_key = null where line_code = '7'",
            "update main.fct_figures set not_in_fact_reason = 'x' where line_code = '6'",
        ],
        {XOR},
    ),
    "figures of a fact row that is not there": (
        ["update main.fct_figures set fact_key = 'none' where line_code = '7'"],
        {BECAME},
    ),
    "an empty fact": (["delete from main.fct_capacity"], {BECAME, DUE}),
    "wide rows with other sums": (
        [
            "update main.jurisdiction_year set received_count = 13 where report_year = 2018",
            "update main.jurisdiction_year set refused_count = 4 where report_year = 2018",
            "update main.jurisdiction_year set review_corrected_count = 0 where report_year = 2018",
            "update main.jurisdiction_year set request_cost_recovery_cny = null",
            "update main.jurisdiction_year set held_check_count = 99 where report_year = 2018",
        ],
        {
            sums(fact)
            for fact in (
                "fct_requests", "fct_request_outcomes", "fct_appeals", "fct_fees",
                "fct_report_checks",
            )
        },
    ),
    "a wide row gone": (
        ["delete from main.jurisdiction_year where report_year = 2019"],
        {
            sums("fct_requests"),
            sums("fct_appeals"),
            sums("fct_report_checks"),
            ("landed", "one row of jurisdiction_year for each jurisdiction report"),
        },
    ),
    "a report without its quality": (
        ["delete from main.report_quality where report_year = 2019"],
        {("landed", "one row of report_quality for each report")},
    ),
    "landed figures lost": (
        ["delete from main.fct_figures where line_code = '3.3'"],
        {("landed", "every landed figure in fct_figures")},
    ),
    "a document of no report": (
        ["delete from main.bridge_report_document where file_name = 'sample_2018.html'"],
        {("landed", "every document with figures to be one of a report")},
    ),
}  # fmt: skip

# What is done to the structure: nothing else is looked at then.
STRUCTURE: dict[str, tuple[str, str, str]] = {
    "a table gone": (
        "drop table main.fct_fees", "every public table", "no table fct_fees",
    ),
    "a table without a comment": (
        "comment on table main.fct_fees is null", "a comment on every table", "no comment",
    ),
    "a column without a comment": (
        "comment on column main.fct_fees.amount_cny is ' '", "a comment on every", "no comment",
    ),
    "a table without a key": (
        "delete from meta.keys where table_name = 'fct_fees'", "the key of every table",
        "none for fct_fees",
    ),
    "no keys at all": ("delete from meta.keys", "the key of every table", "none for"),
    "a key of no column": (
        "update meta.keys set key_columns = ['colour'] where table_name = 'fct_fees'",
        "keys of columns that are there", "fct_fees.colour",
    ),
    "a column nobody documented": (
        "delete from meta.columns where table_name = 'fct_fees' and column_name = 'amount_cny'",
        "the documented columns", "no documentation",
    ),
    "a documented column gone": (
        "alter table main.fct_fees drop column amount_cny", "the documented columns",
        "no such column",
    ),
}  # fmt: skip


def test_valid_marts_pass_without_a_warning(marts: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = check_marts(marts, None)
    assert result.failures == ()
    assert result.passed
    assert result.checked >= 30


@pytest.mark.parametrize("case", CASES)
def test_broken_rows_are_refused_and_nothing_else(build: Path, case: str) -> None:
    damages, expected = CASES[case]
    change(build, *damages)
    failures = check_marts(build, None).failures
    seen = {(failure.table, failure.expected) for failure in failures}
    unexpected = {
        (table, words)
        for table, words in seen
        if not any(table == t and words.startswith(w) for t, w in expected)
    }
    missed = {
        (t, w) for t, w in expected if not any(t == table and x.startswith(w) for table, x in seen)
    }
    assert not unexpected
    assert not missed
    for failure in failures:
        assert failure.gate == "marts"
        assert failure.report_id is None
        assert f"table {failure.table}" in failure.message
        assert f"expected {failure.expected}; found {failure.found}" in failure.message


@pytest.mark.parametrize("case", STRUCTURE)
def test_another_structure_is_refused_first(build: Path, case: str) -> None:
    damage, expected, found = STRUCTURE[case]
    change(build, damage)
    failures = check_marts(build, None).failures
    assert failures
    assert any(f.expected.startswith(expected) and found in f.found for f in failures), failures


def test_both_numbers_are_told(build: Path) -> None:
    change(build, "update main.jurisdiction_year set refused_count = 4 where report_year = 2018")
    (failure,) = check_marts(build, None).failures
    assert failure.found == "refused_count 4 against 5"
    assert "2018" in failure.message


def test_marts_of_nothing_are_refused(build: Path) -> None:
    change(
        build,
        *(f"delete from main.{table}" for table in ("fct_figures", "bridge_report_document")),
        "delete from raw.figure",
    )
    failures = check_marts(build, None).failures
    assert {f.table for f in failures} >= {"fct_figures", "bridge_report_document"}


def _previous(marts: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(marts, tmp_path / "previous.duckdb"))


def test_the_same_rows_as_before_pass(marts: Path, tmp_path: Path) -> None:
    result = check_marts(marts, _previous(marts, tmp_path))
    assert result.failures == ()
    assert result.checked > check_marts(marts, None).checked


def test_fewer_rows_than_before_are_refused(marts: Path, tmp_path: Path) -> None:
    """As if the release before had held a row more of 2018."""
    previous = _previous(marts, tmp_path)
    change(
        previous,
        "insert into main.fct_fees select * replace ('more' as fact_key) from main.fct_fees",
    )
    (failure,) = check_marts(marts, previous).failures
    assert failure.expected == "no fewer rows of a year than in the last release"
    assert failure.message.startswith("table fct_fees, 2018: expected")
    assert failure.found == "1 rows, 2 before"


def test_a_year_gone_is_refused_unless_its_document_was_forgotten(
    marts: Path, tmp_path: Path
) -> None:
    previous = _previous(marts, tmp_path)
    gone = "f" * 64
    change(
        previous,
        "insert into main.dim_report select * replace ('gone' as report_key, 2017 as report_year)"
        " from main.dim_report where report_year = 2018",
        f"insert into main.bridge_report_document select * replace ('gone' as report_key,"
        f" '{gone}' as report_id) from main.bridge_report_document where report_id = '{ONE}'",
        "insert into main.fct_fees select * replace ('gone' as report_key, 'gone' as fact_key,"
        " 2017 as report_year) from main.fct_fees",
    )
    refused = check_marts(marts, previous).failures
    assert {("dim_report", "0 rows, 1 before"), ("fct_fees", "0 rows, 1 before")} == {
        (f.table, f.found) for f in refused
    }
    assert check_marts(marts, previous, forgotten=[gone]).failures == ()


def test_a_restated_report_may_have_fewer_rows(marts: Path, tmp_path: Path) -> None:
    """Another edition is current now: the rows of the one before are not missed."""
    previous = _previous(marts, tmp_path)
    tables = ("dim_report", "fct_fees", "fct_figures", "bridge_report_document")
    change(
        previous,
        *(
            f"update main.{table} set report_key = 'older' where report_key ="
            f" (select report_key from main.bridge_report_document where report_id = '{ONE}')"
            for table in tables
        ),
        "insert into main.fct_fees select * replace ('more' as fact_key) from main.fct_fees",
    )
    assert check_marts(marts, previous).failures == ()


def test_a_table_gone_since_the_last_release_is_refused(marts: Path, tmp_path: Path) -> None:
    previous = _previous(marts, tmp_path)
    change(previous, "create table main.fct_gone as select 1 as report_key")
    (failure,) = check_marts(marts, previous).failures
    assert (failure.table, failure.found) == ("fct_gone", "no such table")


def test_a_last_release_with_nothing_to_compare_is_refused(marts: Path, tmp_path: Path) -> None:
    previous = _previous(marts, tmp_path)
    change(
        previous,
        *(
            f"delete from main.{table}"
            for table in (
                "bridge_report_document", "dim_report", "fct_appeals", "fct_capacity",
                "fct_disclosure_items", "fct_fees", "fct_figures", "fct_public_contact",
                "fct_report_checks", "fct_request_channels", "fct_request_outcomes",
                "fct_request_timeliness", "fct_requests", "jurisdiction_rollups",
                "jurisdiction_year", "jurisdiction_year_peers", "report_coverage",
                "report_quality", "requests_comparable",
            )
        ),
    )  # fmt: skip
    (failure,) = check_marts(marts, previous).failures
    assert failure.expected == "row counts of the last release to compare with"


def test_a_missing_file_is_named(marts: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.duckdb"):
        check_marts(marts, tmp_path / "none.duckdb")
    with pytest.raises(FileNotFoundError, match=r"none\.duckdb"):
        check_marts(tmp_path / "none.duckdb", None)
