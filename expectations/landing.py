"""The landing gate: the extracted report tables against `extract.contract` and the forms.

Takes a schema with the tables `report`, `figure` and `extraction_note`; gives the `GateResult` of
`expectations.check_landing`. What a form can hold is read from `seeds/line_items.csv` and the
code lists from `extract.contract`; neither is repeated here.
"""

# ruff: noqa: S608  (SQL is put together from the text of this module alone)
from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import polars as pl
from great_expectations.expectations.core.expect_column_values_to_be_between import (
    ExpectColumnValuesToBeBetween,
)
from great_expectations.expectations.core.expect_column_values_to_be_in_set import (
    ExpectColumnValuesToBeInSet,
)
from great_expectations.expectations.core.expect_column_values_to_be_unique import (
    ExpectColumnValuesToBeUnique,
)
from great_expectations.expectations.core.expect_column_values_to_not_be_null import (
    ExpectColumnValuesToNotBeNull,
)
from great_expectations.expectations.core.expect_table_row_count_to_be_between import (
    ExpectTableRowCountToBeBetween,
)
from great_expectations.expectations.expectation import Expectation

from expectations import GateResult
from expectations.gate import TableSuite, no_rows, run_gate
from extract import contract

SEEDS: Final = Path(__file__).resolve().parent.parent / "seeds"

# The draft of the first Regulations and the first local ones (Guangzhou) are of 2002 and 2003:
# no body reported on an earlier year.
FIRST_YEAR: Final = 2003
# Some reports are printed before their year has ended.
EARLIEST_PUBLICATION_DAYS: Final = 92
# Printed units: one, ten thousand (万) and a hundred million (亿).
UNIT_SCALES: Final = (1, 10_000, 100_000_000)
# Beyond these a number was misread (a telephone number, two cells run together), not misprinted:
# more requests or appeals than one for every tenth inhabitant of the country, more items or
# visits than 700 for each, more money than the country's budget. A misprint below them stays.
MOST_REQUESTS: Final = 10**8
MOST_ITEMS: Final = 10**12
MOST_MONEY_CNY: Final = 10**14

# What makes two figures two (DESIGN: Landing).
NATURAL_KEY: Final = "report_id, locator, line_code, column_code, subject, period"

REREAD: Final = "Read the document again with this extractor version, or correct the landing row."

DUCKDB_TYPES: Final[dict[pl.DataType | type[pl.DataType], str]] = {
    pl.String: "VARCHAR",
    pl.Int32: "INTEGER",
    pl.Int64: "BIGINT",
    pl.Date: "DATE",
    contract.VALUE_TYPE: "DECIMAL(20,6)",
}

REPORT_PLACE: Final = "''"
FIGURE_PLACE: Final = """concat_ws(
    ' ', 'line', line_form, line_code, column_code, 'page ' || page, 'table ' || table_no,
    'row ' || row_no, 'column ' || column_no, 'characters ' || char_start || '-' || char_end,
    '“' || left(value_text, 40) || '”'
)"""
NOTE_PLACE: Final = "concat_ws(' ', code, left(locator, 80))"


def check(database: Path, schema: str, docs: Path | None) -> GateResult:
    """Evaluate the gate; see `expectations.check_landing`."""
    this_year = datetime.datetime.now(tz=datetime.UTC).year
    return run_gate(
        "landing",
        database,
        stages=[
            [_structure(schema)],
            [_reports(last_year=this_year + 1), _figures(), _notes()],
        ],
        setup=list(_setup(schema)),
        docs=docs,
        documents="select report_id, min(file_name) from report group by report_id",
    )


def _setup(schema: str) -> Iterator[str]:
    """The session: landing tables by their own names, beside the contract and the forms' lines."""
    contract_rows = ", ".join(
        f"('{table}', {position}, '{column}', '{DUCKDB_TYPES[data_type]}')"
        for table, columns in contract.LANDING_SCHEMAS.items()
        for position, (column, data_type) in enumerate(columns.items(), start=1)
    )
    yield (
        "create or replace temp table contract_column as"
        f" from (values {contract_rows}) as t (table_name, position, column_name, data_type)"
    )
    line_items = str(SEEDS / "line_items.csv").replace("'", "''")
    yield f"""
        create or replace temp table line_item as
        select
            form_code as line_form,
            line_code,
            is_by_applicant = 'true' as is_by_applicant,
            additivity = 'delta' as is_delta,
            starts_with(measure_code, 'amount') as is_money,
            fact_table in (
                'fct_requests', 'fct_request_channels', 'fct_request_timeliness',
                'fct_request_outcomes', 'fct_appeals'
            ) as is_request
        from read_csv('{line_items}', all_varchar = true, nullstr = '')
        where additivity <> 'heading'
    """
    yield f'use "{schema}"'


def _structure(schema: str) -> TableSuite:
    """The columns that are there, against those of the contract."""
    columns = (
        "select table_name, column_name, data_type from duckdb_columns()"
        f" where database_name = current_database() and schema_name = '{schema}'"
    )
    return TableSuite(
        name="columns",
        query=columns,
        expectations=[
            no_rows(
                """(
                    with there as (select * from {batch})
                    select
                        c.table_name, c.column_name, c.data_type as expected_type,
                        there.data_type as found_type
                    from contract_column as c
                    left join there
                        on c.table_name = there.table_name and c.column_name = there.column_name
                    where there.data_type is distinct from c.data_type
                )""",
                place="concat_ws(' ', 'table', table_name, 'column', column_name)",
                found="coalesce(found_type, 'no such column') || ' for ' || expected_type",
                expected="every column of the landing contract with its type",
                remedy="Write the tables with the schemas of extract/contract.py.",
            ),
            no_rows(
                """(
                    with there as (select * from {batch})
                    select there.table_name, there.column_name, there.data_type
                    from there
                    left join contract_column as c
                        on there.table_name = c.table_name and there.column_name = c.column_name
                    where
                        c.column_name is null
                        and there.table_name in (select k.table_name from contract_column as k)
                )""",
                place="concat_ws(' ', 'table', table_name, 'column', column_name)",
                found="data_type",
                expected="no column beyond the landing contract",
                remedy="Drop the column, or add it to extract/contract.py.",
            ),
        ],
    )


def _reports(last_year: int) -> TableSuite:
    """One row per document."""
    return TableSuite(
        name="report",
        columns=["report_id"],
        report_id="report_id",
        place=REPORT_PLACE,
        expectations=[
            ExpectTableRowCountToBeBetween(
                min_value=1,
                description="at least one report",
                notes="Give the gate a batch with documents in it.",
            ),
            *_not_null(
                "report_id",
                "main_report_id",
                "file_name",
                "media_type",
                "byte_size",
                "report_year",
                "form",
                "form_basis",
                "scope",
                "extractor_version",
            ),
            _unique("report_id", remedy="Land every document once, by one extractor version."),
            _one_of("form", contract.FORMS),
            _one_of("form_basis", contract.FORM_BASES),
            _one_of("scope", contract.SCOPES),
            ExpectColumnValuesToBeBetween(
                column="report_year",
                min_value=FIRST_YEAR,
                max_value=last_year,
                description=f"report_year from {FIRST_YEAR} to {last_year}",
                notes="Correct the year where it was misread; a report on no such year is none.",
            ),
            ExpectColumnValuesToBeBetween(
                column="byte_size",
                min_value=1,
                description="byte_size of at least 1",
                notes=REREAD,
            ),
            _no_reports(
                "not regexp_full_match(report_id, '[0-9a-f]{{64}}')",
                column="report_id",
                expected="report_id of 64 lower-case hexadecimal digits",
                remedy="Use the sha256 of the document's bytes.",
            ),
            _no_reports(
                "main_report_id not in (select r.report_id from report as r)",
                column="main_report_id",
                expected="main_report_id to be a report of this landing",
                remedy="Land an attachment together with the page that it belongs to.",
            ),
            _no_reports(
                "trim(file_name) = '' or contains(file_name, '/') or contains(file_name, '\\')",
                column="file_name",
                expected="file_name without a folder",
                remedy="Give the bare name of the document.",
            ),
            _no_reports(
                r"not regexp_full_match(division_code, '\d{{6}}(\d{{3}}(\d{{3}})?)?')",
                column="division_code",
                expected="division_code of 6, 9 or 12 digits (GB/T 2260, GB/T 10114)",
                remedy="Leave it NULL where no source list gives one.",
            ),
            _no_reports(
                "not regexp_full_match(source_url, '[a-z][a-z0-9+.-]*:.+')",
                column="source_url",
                expected="source_url with its scheme",
                remedy="Give the whole address, or NULL.",
            ),
            _no_reports(
                """period_start > period_end
                or year(period_start) <> report_year
                or year(period_end) <> report_year""",
                column="period_start",
                found="concat_ws(' ', period_start, 'to', period_end, 'for', report_year)",
                expected="a period within the report's year that ends after it starts",
                remedy="Correct the year or the period; part of a year keeps its dates.",
            ),
            _no_reports(
                f"""published_on < coalesce(period_end, make_date(report_year, 12, 31))
                - {EARLIEST_PUBLICATION_DAYS}""",
                column="published_on",
                expected=(
                    f"published_on no more than {EARLIEST_PUBLICATION_DAYS} days before the"
                    " period's end"
                ),
                remedy="Correct the date or the year; one of them was misread.",
            ),
            _no_reports(
                # A page whose tables are all in its attachments has none of its own.
                """report_id not in (
                    select unnest([f.report_id, r.main_report_id])
                    from figure as f
                    inner join report as r on f.report_id = r.report_id
                    where f.report_id is not null and r.main_report_id is not null
                )""",
                found="'no figure'",
                expected="at least one figure in every report or in what is attached to it",
                remedy="Look at the document: it has no table or sentence that could be read.",
            ),
        ],
    )


def _figures() -> TableSuite:
    """One row per statement of one number."""
    return TableSuite(
        name="figure",
        columns=[
            "report_id",
            "line_form",
            "line_code",
            "column_code",
            "page",
            "table_no",
            "row_no",
            "column_no",
            "char_start",
            "char_end",
            "value_text",
        ],
        report_id="report_id",
        place=FIGURE_PLACE,
        expectations=[
            *_not_null(
                "figure_id",
                "report_id",
                "line_form",
                "line_code",
                "column_code",
                "subject",
                "period",
                "qualifier",
                "value_text",
                "value_state",
                "unit_scale",
                "method",
                "reading",
                "locator",
            ),
            _one_of("line_form", contract.LINE_FORMS),
            _one_of("column_code", contract.COLUMN_CODES),
            _one_of("period", contract.PERIODS),
            _one_of("qualifier", contract.QUALIFIERS),
            _one_of("value_state", contract.VALUE_STATES),
            _one_of("unit_scale", UNIT_SCALES),
            _one_of("method", contract.METHODS),
            _one_of("reading", contract.READINGS),
            _unique("figure_id", remedy="Make it of the whole natural key (extract/contract.py)."),
            # Not Great Expectations' own ExpectCompoundColumnsToBeUnique: the SQL it gives for the
            # rows in violation has an unbound parameter, so no report could be blamed.
            no_rows(
                f"""(
                    select figure.*
                    from figure
                    inner join (
                        select {NATURAL_KEY} from {{batch}}
                        group by {NATURAL_KEY} having count(*) > 1
                    ) as duplicate using ({NATURAL_KEY})
                )""",
                report_id="report_id",
                place=FIGURE_PLACE,
                found=f"concat_ws(' ', {NATURAL_KEY})",
                expected=f"one figure for each {NATURAL_KEY}",
                remedy="Two readings of one place differ in their locator, or one is wrong.",
            ),
            *(
                ExpectColumnValuesToBeBetween(
                    column=column,
                    min_value=1,
                    description=f"{column} of at least 1",
                    notes="Places count from 1.",
                )
                for column in ("page", "table_no", "row_no", "column_no")
            ),
            _no_figures(
                "not regexp_full_match(figure_id, '[0-9a-f]{{16}}')",
                column="figure_id",
                expected="figure_id of 16 lower-case hexadecimal digits",
                remedy="Use the first 16 digits of the natural key's sha256.",
            ),
            _no_figures(
                "report_id not in (select r.report_id from report as r)",
                column="report_id",
                expected="report_id to be a report of this landing",
                remedy="Land the report with its figures.",
            ),
            _no_figures(
                "line_item.line_code is null",
                column="line_code",
                found="concat_ws(' ', line_form, line_code)",
                expected="a line of the form that line_form names, and no heading",
                remedy="Correct the code, or add the line to seeds/line_items.csv with its source.",
            ),
            _no_figures(
                """line_item.is_by_applicant and column_code in ('value', 'cumulative')
                or not line_item.is_by_applicant and column_code not in ('value', 'cumulative')""",
                column="column_code",
                expected="an applicant column or total on lines by applicant, else value",
                remedy="Use the column that the form has for this line.",
            ),
            _no_figures(
                "column_code = 'cumulative' and period <> 'cumulative'",
                column="period",
                expected="period cumulative in a cumulative column (历年累计)",
                remedy="A cumulative number is none of the year.",
            ),
            _no_figures(
                "(value_state = 'number') <> (value is not null)",
                column="value",
                found="concat_ws(' ', value_state, coalesce(value::varchar, 'NULL'))",
                expected="a value exactly where value_state is number",
                remedy="A blank, a dash and what cannot be read have no value; a zero has.",
            ),
            _no_figures(
                "value_state <> 'blank' and trim(value_text) = ''",
                column="value_text",
                found="value_state || ' with an empty text'",
                expected="the verbatim text of everything but a blank",
                remedy="Keep what the cell or the sentence prints.",
            ),
            _no_figures(
                "value < 0 and not line_item.is_delta",
                column="value",
                expected="no negative number but on lines of an increase or decrease (增/减)",
                remedy="Read the sign and the column again.",
            ),
            _no_figures(
                """value * unit_scale <> round(value * unit_scale)
                and not line_item.is_money
                and not contains(coalesce(unit, ''), '%')""",
                column="value",
                found="concat_ws(' ', value, 'times', unit_scale)",
                expected="whole numbers of everything that is counted",
                remedy="Read the number and its unit again; a percentage has the unit %.",
            ),
            _no_figures(
                f"""abs(value) * unit_scale >= case
                    when line_item.is_request then {MOST_REQUESTS}
                    when line_item.is_money then {MOST_MONEY_CNY}
                    else {MOST_ITEMS}
                end""",
                column="value",
                found="concat_ws(' ', value, 'times', unit_scale)",
                expected=(
                    f"fewer than {MOST_REQUESTS:,} requests, {MOST_ITEMS:,} items and"
                    f" {MOST_MONEY_CNY:,} yuan"
                ),
                remedy="Read the cell again: another number was run into it, or it is none.",
            ),
            _no_figures(
                """starts_with(unit, '万') and unit_scale <> 10000
                or starts_with(unit, '亿') and unit_scale <> 100000000""",
                column="unit_scale",
                found="concat_ws(' ', unit, 'with', unit_scale)",
                expected="the scale that the printed unit says (万 10000, 亿 100000000)",
                remedy="Correct unit_scale; value stays as printed.",
            ),
            _no_figures(
                """char_start < 0 or char_end < char_start
                or (char_start is null) <> (char_end is null)
                or char_start is null and (table_no is null or row_no is null or column_no is null)
                """,
                found="concat_ws(' ', 'characters', char_start, 'to', char_end)",
                expected="a place: table, row and column, or a range of characters",
                remedy="Say where the figure stands; without a place nobody can look it up.",
            ),
            _no_figures(
                """not json_valid(locator)
                or locator is not null
                and coalesce(json_extract_string(locator, 'text'), '') = ''""",
                column="locator",
                found="left(locator, 120)",
                expected="a locator in JSON with the sentence or the row label as its text",
                remedy="Write the locator as extract/contract.py says.",
            ),
        ],
    )


def _notes() -> TableSuite:
    """One row per remark of the extractor; there need not be any."""
    return TableSuite(
        name="extraction_note",
        columns=["report_id", "code", "locator"],
        report_id="report_id",
        place=NOTE_PLACE,
        expectations=[
            *_not_null("report_id", "severity", "code", "message"),
            _one_of("severity", contract.SEVERITIES),
            _no_notes(
                "report_id not in (select r.report_id from report as r)",
                column="report_id",
                expected="report_id to be a report of this landing",
                remedy="Give the gate the notes of landed reports only.",
            ),
            _no_notes(
                "not regexp_full_match(code, '[a-z][a-z0-9_]*')",
                column="code",
                expected="a code in snake_case",
                remedy="Use a stable code of the extractor.",
            ),
            _no_notes(
                "trim(message) = ''",
                column="message",
                expected="a message",
                remedy="Say document, place, expected, found and what to do.",
            ),
            _no_notes(
                "not json_valid(locator)",
                column="locator",
                expected="a locator in JSON, or NULL",
                remedy="Write the locator as extract/contract.py says.",
            ),
        ],
    )


def _no_reports(
    condition: str, *, expected: str, remedy: str, column: str | None = None, found: str = ""
) -> Expectation:
    """Expect no report to meet a condition (SQL over its columns)."""
    return no_rows(
        f"(select * from {{batch}} where {condition})",
        report_id="report_id",
        place=REPORT_PLACE,
        found=found or _value(column),
        expected=expected,
        remedy=remedy,
        column=column,
    )


def _no_figures(
    condition: str, *, expected: str, remedy: str, column: str | None = None, found: str = ""
) -> Expectation:
    """Expect no figure to meet a condition (SQL over its columns and `line_item`)."""
    source = "{batch}"
    if "line_item." in condition:
        source += " as figure left join line_item using (line_form, line_code)"
    return no_rows(
        f"(select * from {source} where {condition})",
        report_id="report_id",
        place=FIGURE_PLACE,
        found=found or _value(column),
        expected=expected,
        remedy=remedy,
        column=column,
    )


def _no_notes(condition: str, *, expected: str, remedy: str, column: str) -> Expectation:
    """Expect no note to meet a condition (SQL over its columns)."""
    return no_rows(
        f"(select * from {{batch}} where {condition})",
        report_id="report_id",
        place=NOTE_PLACE,
        found=_value(column),
        expected=expected,
        remedy=remedy,
        column=column,
    )


def _value(column: str | None) -> str:
    """SQL for what stands in a column."""
    return f"{column}::varchar" if column else "''"


def _not_null(*columns: str) -> Iterator[Expectation]:
    """Columns that every row fills."""
    for column in columns:
        yield ExpectColumnValuesToNotBeNull(
            column=column, description=f"{column} in every row", notes=REREAD
        )


def _one_of(column: str, codes: Sequence[str | int]) -> Expectation:
    """A closed list of codes."""
    return ExpectColumnValuesToBeInSet(
        column=column,
        value_set=list(codes),
        description=f"{column} to be one of {', '.join(map(str, codes))}",
        notes="Use a code of extract/contract.py; the list is closed.",
    )


def _unique(column: str, *, remedy: str) -> Expectation:
    """A key."""
    return ExpectColumnValuesToBeUnique(
        column=column, description=f"{column} only once", notes=remedy
    )
