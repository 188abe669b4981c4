"""The marts gate: the star schema against its grains, its dimensions, its sums and its past.

Takes the build file (schemas `main` and `meta`, beside `raw` and `reference` that they are made
of) and the served file of the last release; gives the `GateResult` of `expectations.check_marts`.
Grains come from `meta.keys` and dimensions from the names of key columns, so that a new mart is
gated without a line here; what a table must be held to beyond that is listed below as data.
A report's misprint is no failure: it is a row of `fct_report_checks`.
"""

# ruff: noqa: S608  (SQL is put together from this module's text and the catalog's names alone)
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
from great_expectations.expectations.expectation import Expectation

from expectations import GateResult
from expectations.gate import TableSuite, no_rows, quoted, run_gate

# What readers are promised (DESIGN: Marts). A mart beyond these is gated all the same.
PUBLIC_TABLES: Final = (
    "bridge_outcome_form",
    "bridge_report_document",
    "dim_appeal_result",
    "dim_appeal_route",
    "dim_applicant_type",
    "dim_fee_type",
    "dim_form",
    "dim_item",
    "dim_jurisdiction",
    "dim_outcome",
    "dim_report",
    "dim_reporting_body",
    "dim_request_channel",
    "dim_year",
    "fct_appeals",
    "fct_capacity",
    "fct_disclosure_items",
    "fct_fees",
    "fct_figures",
    "fct_public_contact",
    "fct_report_checks",
    "fct_request_channels",
    "fct_request_outcomes",
    "fct_request_timeliness",
    "fct_requests",
    "jurisdiction_rollups",
    "jurisdiction_year",
    "jurisdiction_year_metrics",
    "jurisdiction_year_peers",
    "report_coverage",
    "report_lines",
    "report_quality",
    "requests_comparable",
)
META_TABLES: Final = (
    "column_lines",
    "columns",
    "indicators",
    "keys",
    "metrics",
    "rules",
    "safe_sums",
    "warnings",
)

# Beside the dimensions: every document has a row in them.
NEVER_EMPTY: Final = ("bridge_report_document", "fct_figures", "fct_report_checks")

# What the facts of items are measured in stands in their dimension.
JOINS: Final = dict.fromkeys(
    ("fct_capacity", "fct_disclosure_items", "fct_public_contact"),
    "inner join dim_item using (item_code)",
)

# The grain of each table of `main`.
KEYS: Final = "select table_name, key_columns from meta.keys where table_schema = 'main'"
# The dimension that a column of this name is a key of.
DIMENSIONS: Final = (
    "select primary_key_columns[1], table_name from meta.keys"
    " where starts_with(table_name, 'dim_') and len(primary_key_columns) = 1"
)

REBUILD: Final = "Look at the model and its tests, correct it and build again."


@dataclass(frozen=True)
class Measure:
    """A number of a fact (SQL) and the columns that say how it came about."""

    column: str
    state: str = "value_state"
    origin: str = "value_origin"
    figures: str = "figure_ids"


def _prefixed(name: str) -> Measure:
    return Measure(
        f"{name}_count", f"{name}_value_state", f"{name}_value_origin", f"{name}_figure_ids"
    )


# The facts, whose rows are made of figures.
FACTS: Final[Mapping[str, Sequence[Measure]]] = {
    "fct_appeals": [Measure("appeal_count")],
    "fct_capacity": [Measure("coalesce(item_value, amount_cny)")],
    "fct_disclosure_items": [Measure("coalesce(item_value, amount_cny)")],
    "fct_fees": [Measure("amount_cny")],
    "fct_public_contact": [Measure("coalesce(item_value, amount_cny)")],
    "fct_request_channels": [Measure("request_count")],
    "fct_request_outcomes": [Measure("request_count")],
    "fct_request_timeliness": [Measure("request_count")],
    "fct_requests": [
        _prefixed("new"),
        _prefixed("carried_in"),
        _prefixed("carried_forward"),
        _prefixed("received"),
    ],
}


@dataclass(frozen=True)
class Breakdown:
    """Parts of a fact and the row that stands for them undivided: never both as printed.

    `within`: columns of one breakdown beside report_key; `undivided`: SQL that is true for the
    undivided row; `join`: what the two need beyond the fact; `only`: rows it is about.
    """

    fact: str
    undivided: str
    within: Sequence[str] = ()
    join: str = ""
    only: str = "true"


BREAKDOWNS: Final = (
    Breakdown("fct_requests", "applicant_type_code = 'not_broken_down'"),
    Breakdown("fct_request_channels", "channel_code = 'not_broken_down'"),
    Breakdown("fct_request_timeliness", "timeliness_code = 'not_broken_down'"),
    Breakdown(
        "fct_request_outcomes", "applicant_type_code = 'not_broken_down'", within=["outcome_code"]
    ),
    Breakdown(
        "fct_request_outcomes",
        "is_not_broken_down",
        within=["applicant_type_code", "outcome_group"],
        join="inner join dim_outcome using (outcome_code)",
    ),
    Breakdown(
        "fct_request_outcomes",
        "outcome_group = 'not_broken_down'",
        within=["applicant_type_code"],
        join="inner join dim_outcome using (outcome_code)",
    ),
    Breakdown(
        "fct_appeals", "appeal_result_code = 'not_broken_down'", within=["appeal_route_code"]
    ),
    Breakdown(
        "fct_appeals",
        "appeal_route_code = 'lawsuit_undivided'",
        join="inner join dim_appeal_route using (appeal_route_code)",
        only="appeal_kind = 'lawsuit'",
    ),
    Breakdown(
        "fct_fees",
        "is_not_broken_down",
        within=["fee_class"],
        join="inner join (select fee_type_code, is_not_broken_down from dim_fee_type)"
        " using (fee_type_code)",
    ),
    Breakdown(
        "fct_capacity",
        "item_subject_code = 'staff_not_broken_down'",
        join="inner join dim_item using (item_code)",
        only="measure_code = 'staff'",
    ),
)

# Columns of jurisdiction_year, each as the sum over a fact's rows that it stands for.
JURISDICTION_SUMS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "fct_requests": (
        "inner join dim_applicant_type using (applicant_type_code)",
        {
            "new_request_count": "sum(new_count)",
            "carried_in_count": "sum(carried_in_count)",
            "carried_forward_count": "sum(carried_forward_count)",
            "received_count": "sum(received_count)",
        },
    ),
    "fct_request_outcomes": (
        "inner join dim_outcome using (outcome_code)",
        {
            "outcome_count": "sum(request_count)",
            "granted_count": "sum(request_count) filter (where outcome_group = 'granted')",
            "partly_granted_count": (
                "sum(request_count) filter (where outcome_group = 'partly_granted')"
            ),
            "refused_count": "sum(request_count) filter (where outcome_group = 'refused')",
            "unable_count": "sum(request_count) filter (where outcome_group = 'unable')",
            "not_processed_count": (
                "sum(request_count) filter (where outcome_group = 'not_processed')"
            ),
        },
    ),
    "fct_appeals": (
        "inner join dim_appeal_route using (appeal_route_code)",
        {
            "review_count": "sum(appeal_count) filter (where appeal_kind = 'review')",
            "lawsuit_count": "sum(appeal_count) filter (where appeal_kind = 'lawsuit')",
            "review_corrected_count": (
                "sum(appeal_count) filter"
                " (where appeal_kind = 'review' and appeal_result_code = 'corrected')"
            ),
            "lawsuit_corrected_count": (
                "sum(appeal_count) filter"
                " (where appeal_kind = 'lawsuit' and appeal_result_code = 'corrected')"
            ),
        },
    ),
    "fct_fees": (
        "",
        {
            f"{fee_class}_cny": f"sum(amount_cny) filter (where fee_class = '{fee_class}')"
            for fee_class in (
                "administrative_charge",
                "processing_fee",
                "request_cost_recovery",
                "proactive_cost_recovery",
            )
        },
    ),
    "fct_report_checks": (
        "",
        {
            "held_check_count": "count(*) filter (where status = 'holds')",
            "violated_check_count": "count(*) filter (where status = 'violated')",
            "not_testable_check_count": "count(*) filter (where status = 'not_testable')",
        },
    ),
}


@dataclass(frozen=True)
class Catalog:
    """What the build file holds: columns and keys by table of `main`, the views among them, the

    dimension whose key a column of that name is, and the columns by table of the last release.
    """

    columns: Mapping[str, Sequence[str]]
    views: Collection[str]
    keys: Mapping[str, Sequence[str]]
    dimensions: Mapping[str, str]
    previous: Mapping[str, Sequence[str]]

    @property
    def tables(self) -> list[str]:
        """The tables of `main` without its views, whose rows are those of the tables."""
        return [table for table in self.columns if table not in self.views]


# Reports of which a document was forgotten, or whose current edition is another one now (a
# restatement): their rows of before and of now are not compared.
TOUCHED: Final = """
    with before as (select * from previous.main.dim_report),
    now_current as (select * from main.dim_report where is_current),
    reports as (
        select before.reporting_body_key, before.report_year
        from before
        inner join previous.main.bridge_report_document as documents using (report_key)
        inner join forgotten using (report_id)
        union
        select before.reporting_body_key, before.report_year
        from before
        inner join now_current using (reporting_body_key, report_year, scope_code)
        where before.is_current and before.report_key <> now_current.report_key
    )
    select report_key from before
    inner join reports using (reporting_body_key, report_year)
    union
    select report_key from main.dim_report
    inner join reports using (reporting_body_key, report_year)
"""


def check(
    database: Path, previous: Path | None, forgotten: Collection[str], docs: Path | None
) -> GateResult:
    """Evaluate the gate; see `expectations.check_marts`."""
    for file in (database, previous):
        if file is not None and not file.is_file():
            raise FileNotFoundError(f"{file.name}: expected a DuckDB file, found none")
    return run_gate(
        "marts",
        database,
        _stages(_catalog(database, previous), previous is not None),
        setup=list(_setup(previous, forgotten)),
        docs=docs,
    )


def _stages(catalog: Catalog, has_previous: bool) -> Iterator[Sequence[TableSuite]]:
    """What is evaluated in turn: no grain without a key, no sum without its fact."""
    yield [promised_tables()]
    yield list(meta_tables())
    yield [_rows(catalog), _landed(catalog)]
    if has_previous:
        yield [_since(catalog)]


def _catalog(database: Path, previous: Path | None) -> Catalog:
    """Read the names that the suites are made for."""
    keys: dict[str, list[str]] = {}
    dimensions: dict[str, str] = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        columns = _columns(connection)
        views = {
            name
            for (name,) in connection.execute(
                "select view_name from duckdb_views() where schema_name = 'main' and not internal"
            ).fetchall()
        }
        if connection.execute(
            "select 1 from duckdb_tables() where schema_name = 'meta' and table_name = 'keys'"
        ).fetchall():
            keys = dict(connection.execute(KEYS).fetchall())
            dimensions = dict(connection.execute(DIMENSIONS).fetchall())
    before: dict[str, list[str]] = {}
    if previous is not None:
        with duckdb.connect(str(previous), read_only=True) as connection:
            before = _columns(connection)
    return Catalog(columns, views, keys, dimensions, before)


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    columns: dict[str, list[str]] = {}
    for table, column in connection.execute(
        "select table_name, column_name from duckdb_columns()"
        " where schema_name = 'main' and not internal order by table_name, column_index"
    ).fetchall():
        columns.setdefault(table, []).append(column)
    return columns


def _setup(previous: Path | None, forgotten: Collection[str]) -> Iterator[str]:
    """The session: the last release attached, and the documents that were forgotten since."""
    if previous is not None:
        yield f"attach if not exists {quoted(str(previous.resolve()))} as previous (read_only)"
        yield "create or replace temp table forgotten (report_id varchar)"
        if forgotten:
            ids = ", ".join(f"({quoted(report_id)})" for report_id in sorted(forgotten))
            yield f"insert into forgotten values {ids}"


def promised_tables(meta: Sequence[str] = META_TABLES) -> TableSuite:
    """The public tables, and a comment on each of them and on each of their columns."""
    promised = ", ".join(
        f"({quoted(schema)}, {quoted(table)})"
        for schema, tables in (("main", PUBLIC_TABLES), ("meta", meta))
        for table in tables
    )
    return TableSuite(
        name="tables and columns",
        query="""
            select schema_name, table_name, '' as column_name, comment from duckdb_tables()
            where
                database_name = current_database() and schema_name in ('main', 'meta')
            union all
            select schema_name, view_name, '', comment from duckdb_views()
            where
                database_name = current_database() and schema_name in ('main', 'meta')
                and not internal
            union all
            select schema_name, table_name, column_name, comment from duckdb_columns()
            where
                database_name = current_database() and schema_name in ('main', 'meta')
                and not internal
        """.strip(),
        expectations=[
            no_rows(
                f"""(
                    with there as (select * from {{batch}})
                    select promised.* from (values {promised}) as promised (schema_name, table_name)
                    left join there using (schema_name, table_name)
                    where there.table_name is null
                )""",
                place="'schema ' || schema_name",
                found="'no table ' || table_name",
                expected="every public table",
                remedy="Build the whole project.",
            ),
            no_rows(
                "(select * from {batch} where coalesce(trim(comment), '') = '')",
                place="concat_ws('.', schema_name, table_name, nullif(column_name, ''))",
                found="'no comment'",
                expected="a comment on every table and column",
                remedy="Describe it in the model's YAML in English and Chinese.",
            ),
        ],
    )


def meta_tables() -> Iterator[TableSuite]:
    """What says of every table what it is: its key and its columns."""
    yield TableSuite(
        name="keys",
        query=KEYS,
        expectations=[
            no_rows(
                """(
                    with there as (select * from {batch})
                    select tables.table_name from duckdb_tables() as tables
                    left join there on tables.table_name = there.table_name
                    where
                        tables.schema_name = 'main'
                        and tables.database_name = current_database()
                        and coalesce(len(there.key_columns), 0) = 0
                )""",
                place="''",
                found="'none for ' || table_name",
                expected="the key of every table",
                remedy="Test the grain of the model: meta.keys is made of these tests.",
            ),
            no_rows(
                """(
                    with there as (
                        select table_name, unnest(key_columns) as column_name from {batch}
                    )
                    select there.* from there
                    left join duckdb_columns() as columns
                        on
                            there.table_name = columns.table_name
                            and there.column_name = columns.column_name
                            and columns.schema_name = 'main'
                            and columns.database_name = current_database()
                    where columns.column_name is null
                )""",
                place="''",
                found="concat_ws('.', table_name, column_name)",
                expected="keys of columns that are there",
                remedy="Correct the test of the model's grain.",
            ),
        ],
    )
    yield TableSuite(
        name="columns",
        query="select table_name, column_name from meta.columns where table_schema = 'main'",
        expectations=[
            no_rows(
                """(
                    with documented as (select * from {batch}),
                    there as (
                        select table_name, column_name from duckdb_columns()
                        where schema_name = 'main' and database_name = current_database()
                        and not internal
                    )
                    select
                        coalesce(documented.table_name, there.table_name) as table_name,
                        coalesce(documented.column_name, there.column_name) as column_name,
                        there.column_name is null as is_missing
                    from documented
                    full join there
                        on
                            documented.table_name = there.table_name
                            and documented.column_name = there.column_name
                    where documented.column_name is null or there.column_name is null
                )""",
                place="concat_ws('.', table_name, column_name)",
                found="if(is_missing, 'no such column', 'no documentation')",
                expected="the documented columns, no more and no fewer",
                remedy="Bring the model and its YAML together.",
            ),
        ],
    )


def _rows(catalog: Catalog) -> TableSuite:
    """What holds of the rows of every table, and of those of the facts.

    One statement looks at all tables, and each row it gives says which: Great Expectations takes
    longer to set up an expectation than DuckDB to evaluate it.
    """
    return TableSuite(
        name="rows",
        query="select table_name from duckdb_tables()"
        " where schema_name = 'main' and database_name = current_database()",
        expectations=[
            _no_violations(
                (
                    f"select '{table}', '', 'no row' from {table} having count(*) = 0"
                    for table in catalog.tables
                    if table.startswith("dim_") or table in NEVER_EMPTY
                ),
                expected="rows in every dimension, and in what every document is in",
            ),
            _no_violations(
                (_not_unique(table, catalog.keys[table]) for table in catalog.tables),
                expected="one row for each key of meta.keys",
            ),
            _no_violations(
                [
                    f"select fact_table, fact_key, count(*) || ' rows' from ({_fact_keys()})"
                    " group by fact_table, fact_key having count(*) > 1"
                ],
                expected="one row for each fact_key",
            ),
            _no_violations(
                (
                    f"select '{table}', {_key(table, catalog)}, 'NULL in its key' from {table}"
                    f" where {' or '.join(f'{column} is null' for column in catalog.keys[table])}"
                    for table in catalog.tables
                    if table.startswith(("dim_", "fct_", "bridge_"))
                ),
                expected="no NULL in a key",
            ),
            _no_violations(
                _orphans(catalog),
                expected="every key of a dimension to be one of the dimension",
                remedy="Let the fact take its keys from where the dimension takes them.",
            ),
            _no_violations(
                _negatives(catalog),
                expected="no negative count or amount but of increases and decreases (增/减)",
                remedy="Nothing that is counted or paid is negative; a difference is no row.",
            ),
            _no_violations(
                (
                    f"select '{fact}', fact_key, concat_ws(' ', {measure.state}, {measure.column})"
                    f" from {fact} {JOINS.get(fact, '')}"
                    f" where {measure.column} is not null and {measure.state} <> 'number'"
                    f" or {measure.column} is null and {measure.state} = 'number'"
                    f"{' and not is_money' if fact in JOINS else ''}"
                    for fact, measures in FACTS.items()
                    for measure in measures
                ),
                expected="a measure exactly where its value_state is number",
            ),
            _no_violations(
                (_not_derived(fact, m) for fact, measures in FACTS.items() for m in measures),
                expected="a derived number to be what the parts leave of the total",
            ),
            *(
                _no_violations(
                    (_both(breakdown, measure) for measure in FACTS[breakdown.fact]),
                    expected=f"parts or the undivided row ({breakdown.undivided}) of"
                    f" {breakdown.fact}, never both as printed",
                    remedy="A stated total is no fact row while its parts are stated.",
                )
                for breakdown in BREAKDOWNS
            ),
            _no_violations(
                (
                    f"""select '{fact}', used.fact_key, 'no figure ' || used.figure_id
                    from (
                        select
                            fact_key, report_key,
                            unnest(if(len(figure_ids) > 0, figure_ids, ['at all'])) as figure_id
                        from {fact}
                    ) as used
                    left join fct_figures as figures
                        on
                            used.figure_id = figures.figure_id
                            and used.report_key = figures.report_key
                    where figures.figure_id is null"""
                    for fact in FACTS
                ),
                expected="every fact row to lead to figures of its own report",
            ),
            _no_violations(
                [
                    """select 'fct_figures', figure_id,
                        concat('fact ', fact_key, ', reason ', not_in_fact_reason)
                    from fct_figures
                    where (fact_key is null) = (not_in_fact_reason is null)"""
                ],
                expected="either the fact row that a figure became or the reason why none",
            ),
            _no_violations(
                [
                    f"""select 'fct_figures', figures.figure_id,
                        concat_ws(' ', figures.fact_table, figures.fact_key)
                    from fct_figures as figures
                    left join ({_fact_keys()}) as facts
                        on
                            figures.fact_table = facts.fact_table
                            and figures.fact_key = facts.fact_key
                    where figures.fact_key is not null and facts.fact_key is null"""
                ],
                expected="the fact row that a figure became to be there",
            ),
            *(
                _no_violations(
                    [_sums(fact)],
                    expected=f"jurisdiction_year to say what {fact} adds up to",
                    remedy="Make jurisdiction_year from the facts alone.",
                )
                for fact in JURISDICTION_SUMS
            ),
        ],
    )


def _no_violations(selects: Iterable[str], *, expected: str, remedy: str = REBUILD) -> Expectation:
    """Expect no row from SELECTs of table, place and what was found, all of them at once."""
    violations = " union all ".join(f"({select})" for select in selects)
    return no_rows(
        f"""(
            with tables as (select * from {{batch}}),
            violations (table_name, place, found) as ({violations})
            select violations.* from violations inner join tables using (table_name)
        )""",
        table="table_name",
        place="place::varchar",
        found="found::varchar",
        expected=expected,
        remedy=remedy,
    )


def _key(table: str, catalog: Catalog) -> str:
    """SQL for what names a row."""
    return f"concat_ws(' ', {', '.join(catalog.keys[table])})"


def _not_unique(table: str, key: Sequence[str]) -> str:
    names = ", ".join(key)
    return (
        f"select '{table}', concat_ws(' ', {names}), count(*) || ' rows'"
        f" from {table} group by {names} having count(*) > 1"
    )


def _orphans(catalog: Catalog) -> Iterator[str]:
    """Keys that no row of their dimension has, for each column that bears a dimension's name."""
    for table in catalog.tables:
        for column, dimension in catalog.dimensions.items():
            if column in catalog.columns[table] and dimension != table:
                yield (
                    f"select '{table}', {_key(table, catalog)}, '{column} ' || t.{column}"
                    f" from {table} as t where t.{column} is not null"
                    f" and t.{column} not in (select d.{column} from {dimension} as d)"
                )


def _negatives(catalog: Catalog) -> Iterator[str]:
    for table in catalog.tables:
        for column in catalog.columns[table]:
            if column.endswith(("_count", "_cny")):
                yield (
                    f"select '{table}', {_key(table, catalog)}, '{column} ' || {column}"
                    f" from {table} where {column} < 0"
                )
    for fact, join in JOINS.items():
        yield (
            f"select '{fact}', fact_key, 'item_value ' || item_value"
            f" from {fact} {join} where item_value < 0 and additivity <> 'delta'"
        )


def _not_derived(fact: str, measure: Measure) -> str:
    """Derived numbers that are not what the parts leave of the largest of their figures.

    Reports with an adjudicated figure are left out: their derived numbers rest on the new value.
    """
    return f"""
        with derived as (
            select fact_key, {measure.column} as derived_value, {measure.figures} as figures
            from {fact}
            where {measure.origin} = 'derived'
        ),
        cells as (
            select distinct
                used.fact_key, figures.line_form, figures.line_code, figures.column_code,
                figures.value_number
            from (select fact_key, unnest(figures) as figure_id from derived) as used
            inner join fct_figures as figures on used.figure_id = figures.figure_id
            where figures.report_id not in (select report_id from reference.adjudications)
        ),
        recomputed as (
            select fact_key, 2 * max(value_number) - sum(value_number) as left_open
            from cells group by fact_key
        )
        select '{fact}', fact_key, concat_ws(' ', derived_value, 'where figures leave', left_open)
        from derived
        inner join recomputed using (fact_key)
        where derived_value is distinct from left_open
    """


def _both(breakdown: Breakdown, measure: Measure) -> str:
    within = ", ".join(["report_key", *breakdown.within])
    return (
        f"select '{breakdown.fact}', concat_ws(' ', {within}), concat("
        f"'undivided ', sum({measure.column}) filter (where {breakdown.undivided}), ' beside parts"
        f" of ', sum({measure.column}) filter (where not ({breakdown.undivided})))"
        f" from {breakdown.fact} {breakdown.join}"
        f" where {measure.column} is not null and {breakdown.only}"
        f" group by {within}"
        f" having bool_or({breakdown.undivided} and {measure.origin} <> 'derived')"
        f" and bool_or(not ({breakdown.undivided}))"
    )


def _fact_keys() -> str:
    return " union all ".join(
        f"select '{fact}' as fact_table, fact_key from {fact}" for fact in FACTS
    )


def _sums(fact: str) -> str:
    """Rows of jurisdiction_year that do not say what the fact's rows add up to."""
    join, sums = JURISDICTION_SUMS[fact]
    columns = ", ".join(f"{sql} as {column}" for column, sql in sums.items())
    # A jurisdiction on which the fact says nothing has zero checks, but NULL of everything else.
    absent = "0" if fact == "fct_report_checks" else "null"
    said = [f"coalesce(facts.{column}, {absent})" for column in sums]
    different = " or ".join(
        f"wide.{column} is distinct from {value}" for column, value in zip(sums, said, strict=True)
    )
    found = ", ".join(
        f"if(wide.{column} is distinct from {value}, concat_ws(' ', '{column}',"
        f" coalesce(wide.{column}::varchar, 'NULL'), 'against',"
        f" coalesce({value}::varchar, 'NULL')), null)"
        for column, value in zip(sums, said, strict=True)
    )
    return f"""
        with facts as (
            select {fact}.jurisdiction_key, {fact}.report_year, {columns}
            from {fact} {join}
            where {fact}.is_jurisdiction_report
            group by {fact}.jurisdiction_key, {fact}.report_year
        )
        select
            'jurisdiction_year',
            concat_ws(
                ' ', coalesce(wide.jurisdiction_key, facts.jurisdiction_key),
                coalesce(wide.report_year, facts.report_year)
            ),
            if(wide.jurisdiction_key is null, 'no row', concat_ws(', ', {found}))
        from jurisdiction_year as wide
        full join facts
            on
                wide.jurisdiction_key = facts.jurisdiction_key
                and wide.report_year = facts.report_year
        where wide.jurisdiction_key is null or {different}
    """


def _landed(catalog: Catalog) -> TableSuite:
    """Nothing that was landed is lost on the way."""
    filled = " union all ".join(
        f"select '{fact}' as table_name, count(*) as row_count from {fact}"
        for fact in FACTS
        if fact in catalog.columns
    )
    return TableSuite(
        name="landed",
        query="select * from raw.figure",
        expectations=[
            no_rows(
                """(
                    select figure_id from {batch}
                    where figure_id not in (select f.figure_id from fct_figures as f)
                )""",
                place="figure_id",
                found="'not in fct_figures'",
                expected="every landed figure in fct_figures",
                remedy=REBUILD,
            ),
            no_rows(
                """(
                    with there as (select * from {batch})
                    select distinct report_id from there
                    where report_id not in (select d.report_id from bridge_report_document as d)
                )""",
                place="report_id",
                found="'not in bridge_report_document'",
                expected="every document with figures to be one of a report",
                remedy=REBUILD,
            ),
            no_rows(
                f"""(
                    with there as (select * from {{batch}}),
                    due as (
                        select line_items.fact_table, count(*) as figure_count
                        from there
                        inner join reference.line_items
                            on
                                there.line_form = line_items.form_code
                                and there.line_code = line_items.line_code
                        where
                            there.subject = 'report' and there.period = 'year'
                            and there.qualifier = 'exact' and there.value_state = 'number'
                            and not contains(coalesce(there.unit, ''), '%')
                        group by line_items.fact_table
                    ),
                    filled as ({filled})
                    select * from due
                    inner join filled on due.fact_table = filled.table_name
                    where row_count = 0
                )""",
                place="'table ' || table_name",
                found="'no row'",
                expected="rows in every fact that landed figures are due in",
                remedy=REBUILD,
            ),
            _one_row_each("jurisdiction_year", "jurisdiction report", "is_jurisdiction_report"),
            _one_row_each("report_quality", "report", "is_current"),
        ],
    )


def _one_row_each(table: str, report: str, is_due: str) -> Expectation:
    """One row of a wide table for each report of a kind; `is_due`: a condition on dim_report."""
    return no_rows(
        f"""(
            select * from (
                select
                    (select count(*) from dim_report where {is_due}) as due,
                    (select count(*) from {table}) as found,
                    (select count(*) from {{batch}}) as figures
            )
            where due <> found
        )""",
        place=quoted(table),
        found="found || ' rows for ' || due",
        expected=f"one row of {table} for each {report}",
        remedy=REBUILD,
    )


def _since(catalog: Catalog) -> TableSuite:
    """Row counts by table and year against the last release."""
    compared = [
        table
        for table in catalog.tables
        if "report_year" in catalog.columns[table]
        and "report_year" in catalog.previous.get(table, ())
        and table != "dim_year"
    ]
    gone = [
        table
        for table in catalog.previous
        if table not in catalog.columns and table.startswith(("dim_", "fct_", "bridge_"))
    ]
    return TableSuite(
        name="last release",
        query=f"select * from {_counts('previous.main', compared, catalog)}",
        expectations=[
            # All of it may have been forgotten, or moved by sources.csv.
            no_rows(
                f"""(
                    with rows_before as (select * from {{batch}})
                    select 1
                    where
                        not exists (select 1 from rows_before)
                        and (
                            not exists (select 1 from previous.main.dim_report)
                            or exists (
                                select 1 from previous.main.dim_report
                                where report_key not in ({TOUCHED})
                            )
                        )
                )""",
                place="''",
                found="'none'",
                expected="row counts of the last release to compare with",
                remedy="Give the served file of the last release, or none.",
            ),
            no_rows(
                f"""(
                    with before as (select * from {{batch}}),
                    this as {_counts("main", compared, catalog)}
                    select before.*, coalesce(this.row_count, 0) as now_count
                    from before
                    left join this
                        on
                            before.table_name = this.table_name
                            and before.report_year = this.report_year
                    where coalesce(this.row_count, 0) < before.row_count
                )""",
                table="table_name",
                place="report_year::varchar",
                found="now_count || ' rows, ' || row_count || ' before'",
                expected="no fewer rows of a year than in the last release",
                remedy="Find what was lost; rows go only with a forgotten or restated report.",
            ),
            no_rows(
                f"(select t.name from {{batch}} right join {_values(gone)} as t (name)"
                " on false where t.name is not null)",
                table="name",
                place="''",
                found="'no such table'",
                expected="every table of the last release",
                remedy="Readers rely on it: keep it, or announce a new major version.",
            ),
        ],
    )


def _values(names: Iterable[str]) -> str:
    return f"(values {', '.join(f'({quoted(name)})' for name in names) or '(null)'})"


def _counts(schema: str, tables: Iterable[str], catalog: Catalog) -> str:
    """SQL for the rows of each table by year, without those of touched reports."""
    selects = []
    for table in tables:
        untouched = (
            "t.report_key not in (select touched.report_key from touched)"
            if "report_key" in catalog.columns[table]
            else "not exists (select 1 from touched)"
        )
        selects.append(
            f"select '{table}' as table_name, t.report_year, count(*) as row_count"
            f" from {schema}.{table} as t where {untouched} group by t.report_year"
        )
    return f"(with touched as ({TOUCHED}) {' union all '.join(selects)})"
