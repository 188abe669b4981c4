"""The tables and views of a release's DuckDB file, as its own catalog tells them.

Used by `flows.release`, which writes them, and `flows.changes`, which compares two releases.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a mart."""

    name: str
    type: str
    comment: str | None


@dataclass(frozen=True, slots=True)
class Mart:
    """One table or view in a release file."""

    schema: str
    name: str
    comment: str | None
    is_view: bool
    columns: tuple[Column, ...]
    key: tuple[str, ...]  # empty: meta.keys does not list it


def marts(connection: duckdb.DuckDBPyConnection, schema: str = "main") -> list[Mart]:
    """The tables and views of a schema of the current database."""
    found = connection.execute(
        "select table_name, comment, false as is_view from duckdb_tables() "
        "where database_name = current_database() and schema_name = $schema union all "
        "select view_name, comment, true from duckdb_views() "
        "where database_name = current_database() and schema_name = $schema and not internal "
        "order by 1",
        {"schema": schema},
    ).fetchall()
    return [
        Mart(
            schema,
            name,
            comment,
            is_view,
            columns_of(connection, name, schema=schema),
            key_of(connection, schema, name),
        )
        for name, comment, is_view in found
    ]


def columns_of(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    database: str | None = None,
    schema: str = "main",
) -> tuple[Column, ...]:
    """The columns of a table, in its order; of the current database by default."""
    rows = connection.execute(
        "select column_name, data_type, comment from duckdb_columns() "
        "where database_name = coalesce($database, current_database()) "
        "and schema_name = $schema and table_name = $table order by column_index",
        {"table": table, "database": database, "schema": schema},
    ).fetchall()
    return tuple(Column(*row) for row in rows)


def key_of(
    connection: duckdb.DuckDBPyConnection, schema: str, table: str, database: str | None = None
) -> tuple[str, ...]:
    """The key of a table by meta.keys; empty where it has none there."""
    prefix = f"{quoted_name(database)}." if database else ""
    rows = connection.execute(
        f"select unnest(key_columns) from {prefix}meta.keys "  # noqa: S608
        "where table_schema = $schema and table_name = $table",
        {"schema": schema, "table": table},
    ).fetchall()
    return tuple(column for (column,) in rows)


def quoted_text(value: object) -> str:
    """A value as a literal of SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def quoted_name(name: str) -> str:
    """An identifier of SQL, quoted."""
    return '"' + name.replace('"', '""') + '"'
