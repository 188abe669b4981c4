"""The tables of schema meta: they say of the marts what is true of them."""

from __future__ import annotations

import duckdb

from tests.models.test_facts import FACTS


def test_columns_are_those_of_the_tables(marts: duckdb.DuckDBPyConnection) -> None:
    listed = marts.execute(
        """
        select table_schema, table_name, column_name, lower(replace(data_type, ' ', ''))
        from meta.columns
        """
    ).fetchall()
    built = marts.execute(
        """
        select schema_name, table_name, column_name, lower(replace(data_type, ' ', ''))
        from duckdb_columns() where schema_name in ('main', 'meta') and not internal
        """
    ).fetchall()
    assert set(listed) == set(built)
    assert len(listed) == len(built)


def test_comments_are_the_descriptions(marts: duckdb.DuckDBPyConnection) -> None:
    """English and Chinese, in meta.columns and as comments of the tables."""
    undescribed = marts.execute(
        r"""
        select table_name, column_name from meta.columns
        where not regexp_matches(description, '[A-Za-z]{3}.*\p{Han}')
        """
    ).fetchall()
    assert undescribed == []
    other = marts.execute(
        """
        select listed.table_name, listed.column_name
        from meta.columns as listed
        inner join duckdb_columns() as built
            on listed.table_schema = built.schema_name
            and listed.table_name = built.table_name
            and listed.column_name = built.column_name
        inner join meta.keys
            on listed.table_schema = keys.table_schema and listed.table_name = keys.table_name
        where keys.table_type = 'table' and trim(built.comment) is distinct from listed.description
        """
    ).fetchall()
    assert other == []


def test_every_table_has_a_grain_and_keeps_it(marts: duckdb.DuckDBPyConnection) -> None:
    keys = marts.execute("select table_schema, table_name, key_columns from meta.keys").fetchall()
    tables = marts.execute(
        """
        select schema_name, table_name from duckdb_tables() where schema_name in ('main', 'meta')
        union all
        select schema_name, view_name from duckdb_views()
        where schema_name in ('main', 'meta') and not internal
        """
    ).fetchall()
    assert {(schema, name) for schema, name, _ in keys} == set(tables)
    for schema, name, columns in keys:
        assert columns, name
        listed = ", ".join(f'"{column}"' for column in columns)
        twice = marts.execute(
            f'select {listed} from {schema}."{name}" group by all having count(*) > 1'
        ).fetchall()
        assert twice == [], name


def test_every_measure_says_how_it_may_be_added(marts: duckdb.DuckDBPyConnection) -> None:
    measures = marts.execute(
        r"""
        select table_name, column_name from meta.columns
        where
            table_name in (select unnest(?))
            and regexp_matches(column_name, '(_count|_cny|_ratio|^item_value|_difference)$')
            and not (
                table_name = 'jurisdiction_year'
                and regexp_matches(column_name, '(check|line)_count$')
            )
        """,
        [[*FACTS, "jurisdiction_year", "report_quality"]],
    ).fetchall()
    listed = marts.execute("select table_name, measure_name from meta.safe_sums").fetchall()
    assert set(measures) <= set(listed)
    assert len(measures) > len(FACTS)


def test_safe_sums_can_be_run(marts: duckdb.DuckDBPyConnection) -> None:
    sums = marts.execute(
        "select table_name, measure_name, sum_sql from meta.safe_sums where can_be_summed"
    ).fetchall()
    assert len(sums) > len(FACTS)
    for table, measure, query in sums:
        assert "is_jurisdiction_report" in query or not table.startswith("fct_"), (table, measure)
        marts.execute(query).fetchall()


def test_meta_holds_no_time_and_no_path(marts: duckdb.DuckDBPyConnection) -> None:
    stamped = marts.execute(
        """
        select table_name, column_name from duckdb_columns()
        where schema_name = 'meta' and data_type like 'TIME%'
        """
    ).fetchall()
    assert stamped == []


def test_every_number_of_a_place_and_year_has_its_lines(marts: duckdb.DuckDBPyConnection) -> None:
    [(without, with_lines)] = marts.execute(
        r"""
        select
            list(column_name) filter (where lines is null),
            count(lines)
        from meta.columns
        left join (
            select column_name, count(*) as lines from meta.column_lines
            where table_name = 'jurisdiction_year' group by all
        ) using (column_name)
        where
            table_name = 'jurisdiction_year'
            and regexp_matches(column_name, '_(count|cny)$')
            and not regexp_matches(column_name, '(check|line)_count$')
        """
    ).fetchall()
    assert without is None
    assert with_lines > 30


def test_warnings_are_of_tables_that_there_are(marts: duckdb.DuckDBPyConnection) -> None:
    tables = {
        table
        for (table,) in marts.execute(
            "select table_name from meta.keys where table_schema = 'main'"
        ).fetchall()
    }
    warned = {
        table for (table,) in marts.execute("select table_name from meta.warnings").fetchall()
    }
    assert warned <= tables
    assert {table for table in tables if table.startswith("fct_")} <= warned
