"""The hand-written script `hand_written.sql`, set up and run; used by `bench.run` and its test."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

import duckdb

SCRIPT: Final = Path(__file__).with_name("hand_written.sql")
# What the script starts from, as dbt's models do: the loaded landing and the seeds.
GIVEN_SCHEMAS: Final = ("raw", "reference")


def run_script(build_file: Path, file: Path) -> float:
    """Make the marts of schema `main` in a new `file` from a build file's raw tables and seeds.

    Both files have the storage version and both runs the threads that DuckDB takes by itself.
    Returns the seconds of the script alone, without the copy of what is given.
    """
    with duckdb.connect(
        str(file), config={"storage_compatibility_version": "v1.0.0"}
    ) as connection:
        connection.execute(f"attach '{build_file}' as build (read_only)")
        for schema in GIVEN_SCHEMAS:
            connection.execute(f"create schema {schema}")
            tables = connection.execute(
                "select table_name from duckdb_tables() "
                "where database_name = 'build' and schema_name = ? order by all",
                [schema],
            ).fetchall()
            for (table,) in tables:
                connection.execute(f"create table {schema}.{table} as from build.{schema}.{table}")
        connection.execute("detach build")
        connection.execute("checkpoint")
        script = SCRIPT.read_text(encoding="utf-8")
        began = time.perf_counter()
        connection.execute(script)
        return time.perf_counter() - began
