"""dbt's marts and the hand-written script's are the same tables, row by row, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from bench.marts import copy_given, dbt, run_models, run_script
from bench.synthetic import write_synthetic
from extract.contract import LANDING_SCHEMAS
from extract.landing import find_documents, read_documents, write_shard

ROOT = Path(__file__).parents[2]
SYNTHETIC_DOCUMENTS = 400
# Tables that are rightly empty on both sides, with the reason; any other empty one is a failure.
EMPTY_WITH_REASON: dict[str, str] = {}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to both files, attached as `models` and `script`."""
    folder = tmp_path_factory.mktemp("hand_written")
    landing = folder / "landing"
    write_synthetic(landing, SYNTHETIC_DOCUMENTS)
    write_shard(read_documents(find_documents([ROOT / "sample_reports"])), landing)
    build_file, script_file = folder / "build.duckdb", folder / "script.duckdb"
    with duckdb.connect(str(build_file)) as connection:
        connection.execute("create schema raw")
        for table in LANDING_SCHEMAS:
            files = landing / "*" / f"{table}.parquet"
            connection.execute(f"create table raw.{table} as from read_parquet('{files}')")
    dbt(["seed"], build_file, folder)
    copy_given(build_file, script_file)
    run_models(build_file, folder)
    run_script(script_file)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{build_file}' as models (read_only)")
        connection.execute(f"attach '{script_file}' as script (read_only)")
        yield connection


def columns(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[str]]:
    """Every table and view of schema main with its columns and their types."""
    found: dict[str, list[str]] = {}
    for table, column, kind in connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where database_name = ? and schema_name = 'main' order by table_name, column_index",
        [database],
    ).fetchall():
        found.setdefault(table, []).append(f"{column} {kind}")
    return found


def test_both_make_the_same_tables_and_columns(built: duckdb.DuckDBPyConnection) -> None:
    models, script = columns(built, "models"), columns(built, "script")
    assert len(models) >= 30
    assert sorted(models) == sorted(script)
    assert {table: models[table] for table in models if models[table] != script[table]} == {}


def test_every_row_of_one_is_a_row_of_the_other(built: duckdb.DuckDBPyConnection) -> None:
    differences = {}
    empty = []
    for table in columns(built, "models"):
        models, script = f"models.main.{table}", f"script.main.{table}"
        if not built.execute(f"select count(*) from {models}").fetchall()[0][0]:
            empty.append(table)
        for name, query in (
            ("only in the models", f"from {models} except all from {script}"),
            ("only in the script", f"from {script} except all from {models}"),
        ):
            rows = built.execute(query).fetchmany(3)
            if rows:
                differences[f"{table}, {name}"] = rows
    assert not differences
    assert empty == list(EMPTY_WITH_REASON)
