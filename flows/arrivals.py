"""What comes in, our own reading or someone else's: laid out, held at the gate, let into landing.

Given to the flow. New landing tables stand in a scratch DuckDB file, schema `incoming`; they are
never in memory as a whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from expectations import GateResult, check_landing
from extract.contract import EXTRACTOR_VERSION, LANDING_SCHEMAS, OPTIONAL_COLUMNS
from extract.landing import LandingTables, write_shard
from flows.build import DUCKDB_TYPES
from flows.landing import LARGEST_SHARD, settle, table_files
from flows.tables import quoted_text
from flows.warehouse import Refused, Warehouse, connect

SCHEMA: Final = "incoming"
# A number of more digits than the contract's would be rounded without a word.
_EXACT: Final = "decimal(38, 12)"


def lay_out_shards(warehouse: Warehouse) -> None:
    """Lay out the shards of our own reading."""
    with _new_scratch(warehouse) as connection:
        for table, schema in LANDING_SCHEMAS.items():
            connection.execute(
                f"create table {SCHEMA}.{table} as select {', '.join(schema)} "  # noqa: S608
                "from read_parquet($files)",
                {"files": str(warehouse.incoming / "*" / f"{table}.parquet")},
            )


def lay_out_files(warehouse: Warehouse, files: Sequence[Path]) -> None:
    """Lay out someone else's landing tables, Parquet or CSV, strictly by the contract.

    Args:
        warehouse: where.
        files: `report*`, `figure*` and `extraction_note*` files, or folders that hold them.
            Notes may be missing; so may the columns in `OPTIONAL_COLUMNS`.

    Raises:
        WrongUse: a file is missing or is none of the three tables.
        Refused: a column is missing, unknown, or holds what its type cannot.
    """
    members: dict[str, list[str]] = {table: [] for table in LANDING_SCHEMAS}
    given = table_files(files)
    with _new_scratch(warehouse) as connection:
        for table, file in given:
            try:
                members[table].append(_conforming(connection, file, table))
            except duckdb.Error as error:
                found = (str(error).splitlines() or [type(error).__name__])[0]
                raise Refused(
                    f"{file}: expected a Parquet or CSV file (UTF-8), found: {found}; "
                    "write it again."
                ) from error
        for table, schema in LANDING_SCHEMAS.items():
            columns = ", ".join(f"{name} {DUCKDB_TYPES[table][name]}" for name in schema)
            connection.execute(f"create table {SCHEMA}.{table} ({columns})")
            for rows in members[table]:
                connection.execute(f"insert into {SCHEMA}.{table} by name {rows}")


def check_arrivals(
    warehouse: Warehouse, docs: Path | None
) -> tuple[GateResult, list[dict[str, Any]]]:
    """Hold what is laid out against the landing gate.

    Returns:
        The gate's result, and a quarantine row for each reason why a report fails.

    Raises:
        Refused: a failure that belongs to no single report.
    """
    scratch = _scratch(warehouse)
    result = check_landing(scratch, SCHEMA, docs)
    whole = [failure.message for failure in result.failures if failure.report_id is None]
    if whole:
        raise Refused(*whole)
    failing = {failure.report_id for failure in result.failures}
    with connect(scratch, read_only=True) as connection:
        known = {
            report_id: found
            for report_id, *found in connection.execute(
                "select report_id, file_name, extractor_version, source_row "  # noqa: S608
                f"from {SCHEMA}.report "
                "where list_contains($failing, report_id)",
                {"failing": sorted(filter(None, failing))},
            ).fetchall()
        }
    rows = []
    for failure in result.failures:
        name, version, source_row = known.get(failure.report_id, (None, EXTRACTOR_VERSION, None))
        rows.append(
            {
                "report_id": failure.report_id,
                "file_name": name,
                "gate": "landing",
                "code": failure.expectation,
                "message": failure.message,
                "extractor_version": version,
                "source_row": source_row,
            }
        )
    return result, rows


def accept(warehouse: Warehouse, turned_away: Collection[str]) -> None:
    """Write what is laid out into landing, without the reports turned away at the gate.

    A report that landing holds already is replaced.
    """
    parts = warehouse.build / "accepted"
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir()
    with connect(_scratch(warehouse)) as connection:
        connection.execute(
            f"create temp table accepted as select report_id, "  # noqa: S608
            f"(row_number() over (order by report_id) - 1) // {LARGEST_SHARD} as part "
            f"from {SCHEMA}.report where not list_contains($turned_away, report_id)",
            {"turned_away": sorted(turned_away)},
        )
        for table in LANDING_SCHEMAS:
            folder = quoted_text(parts / table)
            connection.execute(
                f"copy (select * from {SCHEMA}.{table} join accepted using (report_id)) "  # noqa: S608
                f"to {folder} (format parquet, partition_by (part))"
            )
        numbers = connection.execute("select distinct part from accepted order by part").fetchall()
    for (number,) in numbers:
        tables = {
            table: _part(parts / table / f"part={number}", table) for table in LANDING_SCHEMAS
        }
        write_shard(LandingTables(**tables), warehouse.landing)
    settle(warehouse)
    shutil.rmtree(parts)
    _scratch(warehouse).unlink()


def _part(folder: Path, table: str) -> pl.DataFrame:
    schema = LANDING_SCHEMAS[table]
    if not folder.is_dir():
        return pl.DataFrame(schema=schema)
    return pl.read_parquet(folder / "*.parquet", hive_partitioning=False).select(list(schema))


def _scratch(warehouse: Warehouse) -> Path:
    return warehouse.build / "arrivals.duckdb"


def _new_scratch(warehouse: Warehouse) -> duckdb.DuckDBPyConnection:
    _scratch(warehouse).unlink(missing_ok=True)
    connection = connect(_scratch(warehouse))
    connection.execute(f"create schema {SCHEMA}")
    return connection


def _conforming(connection: duckdb.DuckDBPyConnection, file: Path, table: str) -> str:
    """A query that gives the file's rows in the contract's types; every value was tried."""
    name = quoted_text(file)
    source = (
        f"read_parquet({name})"
        if file.suffix.lower() == ".parquet"
        else f"read_csv({name}, header = true, all_varchar = true)"
    )
    types = DUCKDB_TYPES[table]
    columns = connection.execute(f"describe from {source}").fetchall()
    given = {column: kind for column, kind, *_ in columns}
    missing = [column for column in types if column not in {*given, *OPTIONAL_COLUMNS}]
    unknown = [column for column in given if column not in types]
    if missing or unknown:
        raise Refused(
            f"{file}: expected the columns of the landing table {table}, found "
            + "; ".join(
                f"{what} {', '.join(names)}"
                for what, names in (("none named", missing), ("also", unknown))
                if names
            )
            + "; extract/contract.py lists them."
        )
    wrong = {
        column: f"{column} is not null and ({_changed(column, types[column])})"
        for column, kind in given.items()
        if kind.lower().replace(",", ", ") != types[column]
    }
    if wrong:
        counts = connection.execute(
            f"select {', '.join(f'count(*) filter ({w})' for w in wrong.values())} from {source}"  # noqa: S608
        ).fetchall()[0]
        for column, count in zip(wrong, counts, strict=True):
            if count:
                row, found = connection.execute(
                    f"select n, {column} from (select *, row_number() over () as n from {source}) "  # noqa: S608
                    f"where {wrong[column]} order by n limit 1"
                ).fetchall()[0]
                raise Refused(
                    f"{file}: row {row}, column {column}: expected {types[column]}, found "
                    f"{found!r} ({count} such rows); mend the file and load it again."
                )
    casts = ", ".join(f"{column}::{types[column]} as {column}" for column in given)
    return f"select {casts} from {source}"  # noqa: S608


def _changed(column: str, kind: str) -> str:
    """Whether a value is another one after its conversion: not convertible, or rounded."""
    converted = f"try_cast({column} as {kind})"
    if kind in ("varchar", "date"):
        return f"{converted} is null"
    return f"{converted} is null or try_cast({column} as {_EXACT}) is distinct from {converted}"
