"""`gongkai publish postgres://…`: the served release in PostgreSQL, for tools that speak only that.

Takes a release's DuckDB file; writes its tables and views (as tables), with comments, keys and
indexes, into schemas beside the served ones and puts them in place by renaming, in one transaction:
a reader sees the old release or the new one. Rows go over as Arrow batches (ADBC).
"""

# ruff: noqa: S608  (SQL is put together from this module's text and the catalog's names alone)
from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import adbc_driver_manager
import adbc_driver_postgresql.dbapi as postgres  # type: ignore[import-untyped]
import duckdb

from flows.tables import Mart, marts, quoted_name, quoted_text
from flows.warehouse import Refused, WrongUse

DEFAULT_SCHEMA: Final = "gongkai"
ROWS_AT_ONCE: Final = 100_000
# Columns that BI tools filter and join by; indexed where a table has them.
INDEXED: Final = ("report_key", "jurisdiction_key", "report_year", "figure_id")
# Of DuckDB's types those that PostgreSQL calls otherwise; parameters stay as they are.
_TYPES: Final = {
    "VARCHAR": "text",
    "HUGEINT": "numeric(38)",
    "DOUBLE": "double precision",
    "TIMESTAMP WITH TIME ZONE": "timestamptz",
}
LOCK_NOT_AVAILABLE: Final = "55P03"
LONGEST_WAIT: Final = 60.0  # seconds for readers of the old release to end
PAUSE: Final = 0.02
_URL = re.compile(r"postgres(?:ql)?://")


def publish(file: Path, url: str, schema: str = DEFAULT_SCHEMA) -> dict[str, int]:
    """Put a release into PostgreSQL.

    Args:
        file: the release's DuckDB file.
        url: postgres://user:password@host:port/database.
        schema: where readers find the marts; what the release says of itself is in
            `<schema>_meta`.

    Returns:
        Rows by table.

    Raises:
        WrongUse: the address is none of PostgreSQL's.
        Refused: the server cannot be reached or refuses, or another publish is under way; what it
            served stays.
    """
    if not _URL.match(url):
        raise WrongUse(f"{_without_password(url)}: expected postgres://…, found another address.")
    schemas = {"main": schema, "meta": f"{schema}_meta"}
    try:
        with (
            duckdb.connect(str(file), read_only=True) as source,
            postgres.connect(url) as target,
            target.cursor() as cursor,
        ):
            _be_the_only_one(cursor, schema, url)
            written: dict[str, int] = {}
            for of_file, own in schemas.items():
                cursor.execute(f"drop schema if exists {quoted_name(f'{own}_next')} cascade")
                cursor.execute(f"create schema {quoted_name(f'{own}_next')}")
                for table in marts(source, of_file):
                    written[f"{own}.{table.name}"] = _copy(source, cursor, f"{own}_next", table)
            target.commit()
            _settle(url, written)
            _put_in_place(target, cursor, list(schemas.values()), url)
            return written
    except adbc_driver_manager.Error as error:
        found = str(error).strip().splitlines()[0]
        raise Refused(
            f"{_without_password(url)}: expected a PostgreSQL server that takes the release, "
            f"found: {found}; what it served before is as it was."
        ) from error


def _be_the_only_one(cursor: Any, schema: str, url: str) -> None:
    """Hold the schema for one publish; the server lets go of it when the connection ends."""
    cursor.execute(
        f"select pg_try_advisory_lock(hashtext({quoted_text(f'gongkai publish {schema}')}))"
    )
    [(held,)] = cursor.fetchall()
    if not held:
        raise Refused(
            f"{_without_password(url)}: another publish is working on schema {schema}; expected "
            "none. Nothing was changed; wait for it to end and try again."
        )


def _settle(url: str, tables: Iterable[str]) -> None:
    """Freeze the new rows: a reader whose snapshot is older than they are would not see them."""
    with postgres.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        for place in tables:
            schema, _, table = place.partition(".")
            name = f"{quoted_name(f'{schema}_next')}.{quoted_name(table)}"
            cursor.execute(f"vacuum (freeze, analyze) {name}")


def _copy(source: duckdb.DuckDBPyConnection, cursor: Any, schema: str, table: Mart) -> int:
    """Create one table in the new schema, fill it, then say what it is and index it."""
    place = f"{quoted_name(schema)}.{quoted_name(table.name)}"
    columns = ", ".join(f"{quoted_name(c.name)} {_type(c.type)}" for c in table.columns)
    cursor.execute(f"create table {place} ({columns})")
    batches = source.table(f"{table.schema}.{table.name}").to_arrow_reader(ROWS_AT_ONCE)
    rows = cursor.adbc_ingest(table.name, batches, mode="append", db_schema_name=schema)
    for statement in (*_comments(place, table), *_keys(source, place, table)):
        cursor.execute(statement)
    return int(rows)


def _type(duckdb_type: str) -> str:
    if duckdb_type.endswith("[]"):
        return f"{_type(duckdb_type[:-2])}[]"
    return _TYPES.get(duckdb_type, duckdb_type.lower())


def _comments(place: str, table: Mart) -> Iterator[str]:
    if table.comment:
        yield f"comment on table {place} is {quoted_text(table.comment)}"
    for column in table.columns:
        if column.comment:
            yield (
                f"comment on column {place}.{quoted_name(column.name)} "
                f"is {quoted_text(column.comment)}"
            )


def _keys(source: duckdb.DuckDBPyConnection, place: str, table: Mart) -> Iterator[str]:
    """The primary key of a dimension, the grain of any other table, and what readers filter by."""
    [(is_primary,)] = source.execute(
        "select coalesce(bool_or(len(primary_key_columns) > 0), false) from meta.keys "
        "where table_schema = $schema and table_name = $table",
        {"schema": table.schema, "table": table.name},
    ).fetchall()
    if table.key:
        columns = ", ".join(map(quoted_name, table.key))
        yield (
            f"alter table {place} add primary key ({columns})"
            if is_primary
            else f"create unique index on {place} ({columns})"
        )
    names = {column.name for column in table.columns}
    for name in INDEXED:
        if name in names and (name,) != table.key:
            yield f"create index on {place} ({quoted_name(name)})"


def _put_in_place(target: Any, cursor: Any, schemas: Sequence[str], url: str) -> None:
    """Rename the new schemas into place once nobody reads the old ones.

    All old tables are locked at once or not at all: who waited for one while holding another
    would stand in the way of a reader that does the same, and one of the two would be ended.
    """
    deadline = time.monotonic() + LONGEST_WAIT
    while not _locked(target, cursor, schemas):
        if time.monotonic() > deadline:
            raise Refused(
                f"{_without_password(url)}: expected readers to end within {LONGEST_WAIT} s, found "
                f"one that still holds a table of {schemas[0]}; end it (pg_stat_activity) and "
                "publish again. What it served before is as it was."
            )
        time.sleep(PAUSE)
    for schema in schemas:
        old, new = quoted_name(f"{schema}_old"), quoted_name(schema)
        cursor.execute(f"create schema if not exists {new}")
        cursor.execute(f"alter schema {new} rename to {old}")
        cursor.execute(f"alter schema {quoted_name(f'{schema}_next')} rename to {new}")
        cursor.execute(f"drop schema {old} cascade")
    target.commit()


def _locked(target: Any, cursor: Any, schemas: Sequence[str]) -> bool:
    listed = ", ".join(map(quoted_text, schemas))
    cursor.execute(
        "select format('%I.%I', schemaname, tablename) from pg_tables "
        f"where schemaname in ({listed}) order by 1"
    )
    places = [place for (place,) in cursor.fetchall()]
    if not places:
        return True
    try:
        cursor.execute(f"lock table {', '.join(places)} in access exclusive mode nowait")
    except adbc_driver_manager.Error as error:
        if error.sqlstate != LOCK_NOT_AVAILABLE:
            raise
        target.rollback()
        return False
    return True


def _without_password(url: str) -> str:
    return re.sub(r"(//[^:@/]+):[^@/]*@", r"\1:***@", url)
