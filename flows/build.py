"""The build file: landing loaded into its schema `raw`, shard by shard.

Given to the flow. The file is derived from landing alone; one that cannot be opened or was made
by other versions is deleted and loaded anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import duckdb

from extract.contract import LANDING_SCHEMAS
from flows.warehouse import Warehouse, connect

LAYOUT: Final = 1  # of the tables beside the contract's; raised when they change

# DuckDB's names of the contract's types: raw columns are typed even when landing is empty.
_TYPES: Final = {
    "String": "varchar",
    "Int32": "integer",
    "Int64": "bigint",
    "Date": "date",
    "Decimal(precision=20, scale=6)": "decimal(20, 6)",
}


# DuckDB's type of each column of each landing table.
DUCKDB_TYPES: Final[dict[str, dict[str, str]]] = {
    table: {
        name: _TYPES[str(dtype() if isinstance(dtype, type) else dtype)]
        for name, dtype in schema.items()
    }
    for table, schema in LANDING_SCHEMAS.items()
}


def load_raw(warehouse: Warehouse) -> dict[str, int]:
    """Bring `raw.report`, `raw.figure` and `raw.extraction_note` up to landing, in one transaction.

    Returns:
        Rows by table afterwards.
    """
    made_by = hashlib.sha256(repr((LAYOUT, duckdb.__version__, DUCKDB_TYPES)).encode()).hexdigest()
    if not _is_usable(warehouse.build_file, made_by):
        for file in (warehouse.build_file, Path(f"{warehouse.build_file}.wal")):
            file.unlink(missing_ok=True)
        with connect(warehouse.build_file) as connection:
            connection.execute("begin")
            connection.execute("create schema raw")
            for table, types in DUCKDB_TYPES.items():
                columns = ", ".join(f"{name} {kind}" for name, kind in types.items())
                connection.execute(f"create table raw.{table} ({columns})")
            connection.execute("create table raw.loaded (report_id varchar, shard varchar)")
            connection.execute("create table raw.made_by (fingerprint varchar)")
            connection.execute("create table raw.reference_made_by (code varchar)")
            connection.execute("insert into raw.made_by values (?)", [made_by])
            connection.execute("commit")
    with connect(warehouse.build_file) as connection:
        landed = {_shard_key(folder): folder for folder in warehouse.landing.iterdir()}
        loaded = {
            shard for (shard,) in connection.execute("select shard from raw.loaded").fetchall()
        }
        connection.execute("begin")
        _unload(connection, loaded - landed.keys())
        _load(connection, {key: landed[key] for key in landed.keys() - loaded})
        connection.execute("commit")
        return {
            table: int(connection.sql(f"select count(*) from raw.{table}").fetchall()[0][0])  # noqa: S608
            for table in LANDING_SCHEMAS
        }


def has_reference(warehouse: Warehouse, code: str) -> bool:
    """Whether seeds and what is made of them alone were built, and tested, with this code."""
    with connect(warehouse.build_file, read_only=True) as connection:
        return connection.execute("select * from raw.reference_made_by").fetchall() == [(code,)]


def note_reference(warehouse: Warehouse, code: str | None) -> None:
    """Note the code that a whole build has passed with; None while one is under way."""
    with connect(warehouse.build_file) as connection:
        connection.execute("begin")
        connection.execute("delete from raw.reference_made_by")
        if code is not None:
            connection.execute("insert into raw.reference_made_by values (?)", [code])
        connection.execute("commit")


def _is_usable(file: Path, made_by: str) -> bool:
    if not file.exists():
        return False
    try:
        with connect(file, read_only=True) as connection:
            return connection.execute("select * from raw.made_by").fetchall() == [(made_by,)]
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            raise  # someone has it open: it is not broken
        return False


def _shard_key(folder: Path) -> str:
    # A shard's name says which reports it holds, its time which extraction of them.
    return f"{folder.name} {folder.stat().st_mtime_ns}"


def _unload(connection: duckdb.DuckDBPyConnection, shards: Iterable[str]) -> None:
    gone = list(shards)
    if not gone:
        return
    doomed = "(select report_id from raw.loaded where list_contains($gone, shard))"
    for table in LANDING_SCHEMAS:
        connection.execute(
            f"delete from raw.{table} where report_id in {doomed}",  # noqa: S608
            {"gone": gone},
        )
    connection.execute("delete from raw.loaded where list_contains($gone, shard)", {"gone": gone})


def _load(connection: duckdb.DuckDBPyConnection, shards: dict[str, Path]) -> None:
    if not shards:
        return
    for table in LANDING_SCHEMAS:
        connection.execute(
            # A column that an older extractor did not write is NULL.
            f"insert into raw.{table} by name from read_parquet($files, union_by_name = true)",
            {"files": [str(folder / f"{table}.parquet") for folder in sorted(shards.values())]},
        )
    for key, folder in shards.items():
        connection.execute(
            "insert into raw.loaded select report_id, $key from read_parquet($file)",
            {"key": key, "file": str(folder / "report.parquet")},
        )
