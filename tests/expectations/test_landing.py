"""The landing gate: each way to break the contract is refused, with its document and its words."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

import expectations.gate  # noqa: F401  warns as it is imported, from Great Expectations itself
from expectations import GateResult, check_landing
from tests.expectations.conftest import ONE, TWO, change, copy_id, write_landing

REPORT = "where report_id = '{report_id}'"
FIGURE = f"{REPORT} and line_code = '3.1'"
FIRST = FIGURE.format(report_id=ONE)
NAME = "sample_2018.html"
NOT_NULL = "expect_column_values_to_not_be_null"

# What is done to a report ({report}, or its figure on 3.1: {figure}), the table and the column (or
# the first words of what is expected) that fail, and what the message says was found.
VALUES: list[tuple[str, str, str, str]] = [
    ("update raw.report set file_name = null {report}", "report", "file_name", ""),
    ("update raw.report set media_type = null {report}", "report", "media_type",
     ""),
    ("update raw.report set byte_size = 0 {report}", "report", "byte_size", "0"),
    ("update raw.report set form = '2015' {report}", "report", "form", "2015"),
    ("update raw.report set form_basis = 'guess' {report}", "report",
     "form_basis", "guess"),
    ("update raw.report set scope = 'all' {report}", "report", "scope", "all"),
    ("update raw.report set extractor_version = null {report}", "report",
     "extractor_version", ""),
    ("update raw.report set main_report_id = repeat('0', 64) {report}", "report",
     "main_report_id", "0000"),
    ("update raw.report set file_name = '/a/b.html' {report}", "report",
     "file_name", "/a/b.html"),
    ("update raw.report set division_code = '51172' {report}", "report",
     "division_code", "51172"),
    ("update raw.report set source_url = 'here' {report}", "report",
     "source_url", "here"),
    ("update raw.report set period_end = '2018-01-01', period_start = '2018-02-01'"
     " {report}", "report", "period_start", "2018-02-01 to 2018-01-01"),
    ("update raw.report set period_start = '2017-01-01' {report}", "report",
     "period_start", "2017-01-01"),
    ("update raw.report set published_on = '2018-09-01' {report}", "report",
     "published_on", "2018-09-01"),
    ("delete from raw.figure {report}", "report", "at least one figure", "no f"),
    ("update raw.figure set figure_id = 'XYZ' {figure}", "figure", "figure_id", "XYZ"),
    ("update raw.figure set line_form = '2015' {figure}", "figure", "line_form", "2015"),
    ("update raw.figure set line_code = '3.9' {figure}", "figure", "line_code", "2014 3.9"),
    ("update raw.figure set line_code = '3' {figure}", "figure", "line_code", "2014 3"),
    ("update raw.figure set column_code = 'sum' {figure}", "figure", "column_code", "sum"),
    ("update raw.figure set column_code = 'total' {figure}", "figure", "column_code", "total"),
    ("update raw.figure set column_code = 'cumulative' {figure}", "figure", "period", "year"),
    ("update raw.figure set subject = null {figure}", "figure", "subject", ""),
    ("update raw.figure set period = 'month' {figure}", "figure", "period", "month"),
    ("update raw.figure set qualifier = 'about' {figure}", "figure", "qualifier", "about"),
    ("update raw.figure set value_state = 'zero' {figure}", "figure", "value_state", "zero"),
    ("update raw.figure set value_state = 'blank' {figure}", "figure", "value", "blank 12"),
    ("update raw.figure set value = null {figure}", "figure", "value", "number NULL"),
    ("update raw.figure set value_text = null {figure}", "figure", "value_text", ""),
    ("update raw.figure set value_text = ' ' {figure}", "figure", "value_text", ""),
    ("update raw.figure set value = -12 {figure}", "figure", "value", "-12"),
    ("update raw.figure set value = 12.5 {figure}", "figure", "value", "12.5"),
    ("update raw.figure set value = 13812345678 {figure}", "figure", "value", "13812345678"),
    ("update raw.figure set value = 1e11 {report} and line_code = '7'",
     "figure", "value", "100000000000"),
    ("update raw.figure set unit_scale = 100 {figure}", "figure", "unit_scale", "100"),
    ("update raw.figure set unit = '万件' {figure}", "figure", "unit_scale", "万件 with 1"),
    ("update raw.figure set unit = '亿件' {figure}", "figure", "unit_scale", "亿件 with 1"),
    ("update raw.figure set method = 'ocr' {figure}", "figure", "method", "ocr"),
    ("update raw.figure set reading = 'guessed' {figure}", "figure", "reading", "guessed"),
    ("update raw.figure set page = 0 {figure}", "figure", "page", "0"),
    ("update raw.figure set table_no = 0 {figure}", "figure", "table_no", "0"),
    ("update raw.figure set row_no = 0 {figure}", "figure", "row_no", "0"),
    ("update raw.figure set column_no = 0 {figure}", "figure", "column_no", "0"),
    ("update raw.figure set row_no = null {figure}", "figure", "a place", ""),
    ("update raw.figure set char_start = 5, char_end = 4 {figure}", "figure", "a place", "5 to 4"),
    ("update raw.figure set char_start = 5 {figure}", "figure", "a place", "5"),
    ("update raw.figure set locator = 'line 3' {figure}", "figure", "locator", "line 3"),
    ("update raw.figure set locator = '[1]' {figure}", "figure", "locator", "[1]"),
    ("update raw.extraction_note set severity = 'bad' {report}", "extraction_note",
     "severity", "bad"),
    ("update raw.extraction_note set code = 'Total missing' {report}", "extraction_note",
     "code", "Total"),
    ("update raw.extraction_note set message = '' {report}", "extraction_note", "message", ""),
    ("update raw.extraction_note set locator = 'x' {report}", "extraction_note", "locator", "x"),
]  # fmt: skip


def test_a_valid_landing_passes_without_a_warning(landing: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = check_landing(landing, "raw")
    assert result.failures == ()
    assert result.passed
    assert result.checked >= 70
    assert result.seconds > 0


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> GateResult:
    """The gate's result on a landing where each damage was done to a report of its own."""
    path = write_landing(tmp_path_factory.mktemp("damaged") / "landing.duckdb", len(VALUES))
    statements = (
        damage.format(
            report=REPORT.format(report_id=copy_id(number)),
            figure=FIGURE.format(report_id=copy_id(number)),
        )
        for number, (damage, *_) in enumerate(VALUES)
    )
    change(path, *statements)
    return check_landing(path, "raw")


@pytest.mark.parametrize("number", range(len(VALUES)), ids=[value[0] for value in VALUES])
def test_a_broken_value_is_refused_with_its_report(damaged: GateResult, number: int) -> None:
    damage, table, what, found = VALUES[number]
    failures = [f for f in damaged.failures if f.report_id == copy_id(number)]
    hits = [
        f
        for f in failures
        if f.table == table and (f.column == what or f.expected.startswith(what))
    ]
    assert hits, failures
    assert len(failures) <= 2, failures
    for hit in hits:
        assert hit.gate == "landing"
        assert found in hit.found
        if "file_name = " not in damage:
            assert NAME in hit.message
        for part in (copy_id(number), f"table {table}", f"expected {hit.expected}; found "):
            assert part in hit.message
        assert hit.message.endswith(".")


def test_a_damaged_report_does_not_blame_another(damaged: GateResult) -> None:
    assert {f.report_id for f in damaged.failures} == {
        copy_id(number) for number in range(len(VALUES))
    }


def test_the_place_in_the_document_is_named(landing: Path) -> None:
    change(landing, f"update raw.figure set value = -12 {FIRST}")
    (failure,) = check_landing(landing, "raw").failures
    assert "line 2014 3.1 value table 1 row 1 column 2 “12”" in failure.message


def test_each_report_fails_for_itself_and_its_rows_are_counted(landing: Path) -> None:
    change(landing, "update raw.figure set method = 'ocr'")
    failures = check_landing(landing, "raw").failures
    assert {(f.report_id, f.column, f.count) for f in failures} == {
        (ONE, "method", 3),
        (TWO, "method", 4),
    }


@pytest.mark.parametrize("year", ["2002", "2200"])
def test_an_implausible_year_is_refused(landing: Path, year: str) -> None:
    change(
        landing,
        f"update raw.report set report_year = {year}, period_start = null, period_end = null,"
        " published_on = null where report_year = 2018",
    )
    (failure,) = check_landing(landing, "raw").failures
    assert (failure.report_id, failure.column) == (ONE, "report_year")
    assert year in failure.found


def test_what_must_be_there_is_missed(landing: Path) -> None:
    """Every required column, emptied at once: each is named, no check breaks on a NULL."""
    required = {
        "report": "report_id main_report_id report_year form form_basis scope",
        "figure": "figure_id report_id line_form line_code column_code period qualifier"
        " value_state unit_scale method reading locator",
        "extraction_note": "report_id severity code message",
    }
    change(
        landing,
        *(
            f"update raw.{table} set {column} = null where report_id is distinct from '{TWO}'"
            for table, columns in required.items()
            for column in columns.split()
        ),
    )
    failures = check_landing(landing, "raw").failures
    assert not [f for f in failures if "the check itself failed" in f.found]
    missed = {(f.table, f.column) for f in failures if f.expectation == NOT_NULL}
    assert missed == {(t, c) for t, columns in required.items() for c in columns.split()}


def test_a_document_landed_twice_is_refused(landing: Path) -> None:
    change(landing, f"insert into raw.report from raw.report where report_id = '{ONE}'")
    (failure,) = check_landing(landing, "raw").failures
    assert (failure.report_id, failure.column, failure.count) == (ONE, "report_id", 2)


def test_a_figure_landed_twice_is_refused(landing: Path) -> None:
    change(landing, f"insert into raw.figure from raw.figure {FIRST}")
    failures = check_landing(landing, "raw").failures
    assert {(f.report_id, f.expectation) for f in failures} == {
        (ONE, "expect_column_values_to_be_unique"),
        (ONE, "expect_no_rows"),
    }


@pytest.mark.parametrize("table", ["figure", "extraction_note"])
def test_rows_of_a_report_that_is_not_there_are_refused(landing: Path, table: str) -> None:
    orphan = "f" * 64
    change(landing, f"update raw.{table} set report_id = '{orphan}' where report_id = '{ONE}'")
    failures = [f for f in check_landing(landing, "raw").failures if f.table == table]
    assert [(f.report_id, f.column) for f in failures] == [(orphan, "report_id")]


def test_a_report_id_that_is_no_hash_is_refused(landing: Path) -> None:
    change(
        landing,
        *(f"update raw.{t} set report_id = 'one' where report_id = '{ONE}'"
          for t in ("report", "figure", "extraction_note")),
        "update raw.report set main_report_id = 'one' where report_id = 'one'",
    )  # fmt: skip
    (failure,) = check_landing(landing, "raw").failures
    assert (failure.report_id, failure.column, failure.found) == ("one", "report_id", "one")


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("alter table raw.figure drop column reading", "no such column for VARCHAR"),
        ("alter table raw.figure alter value type decimal(18, 2)", "DECIMAL(18,2) for DECIMAL(20"),
        ("alter table raw.report alter report_year type varchar", "VARCHAR for INTEGER"),
        ("alter table raw.report add column colour varchar", "VARCHAR"),
        ("drop table raw.extraction_note", "no such column"),
    ],
)
def test_another_structure_refuses_the_whole_batch(landing: Path, damage: str, found: str) -> None:
    change(landing, damage)
    result = check_landing(landing, "raw")
    assert not result.passed
    assert {f.report_id for f in result.failures} == {None}
    assert found in result.failures[0].found
    assert result.checked == 2


def test_an_empty_landing_is_refused(landing: Path) -> None:
    change(landing, *(f"delete from raw.{t}" for t in ("report", "figure", "extraction_note")))
    (failure,) = check_landing(landing, "raw").failures
    assert (failure.report_id, failure.found) == (None, "0")
    assert "at least one report" in failure.message


def test_figures_missing_altogether_are_not_passed_over(landing: Path) -> None:
    change(landing, "delete from raw.figure")
    assert {f.report_id for f in check_landing(landing, "raw").failures} == {ONE, TWO}


def test_a_page_may_have_its_figures_in_its_attachment_and_not_the_other_way_round(
    landing: Path,
) -> None:
    change(
        landing,
        f"update raw.report set main_report_id = '{ONE}' where report_id = '{TWO}'",
        f"delete from raw.figure where report_id = '{ONE}'",
    )
    assert check_landing(landing, "raw").passed
    change(
        landing,
        f"update raw.report set main_report_id = report_id where report_id = '{TWO}'",
        f"update raw.report set main_report_id = '{TWO}' where report_id = '{ONE}'",
    )
    assert {f.report_id for f in check_landing(landing, "raw").failures} == {ONE}


def test_no_notes_are_no_failure(landing: Path) -> None:
    change(landing, "delete from raw.extraction_note")
    assert check_landing(landing, "raw").passed
