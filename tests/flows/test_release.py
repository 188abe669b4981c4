"""What a release holds for those who do not open the DuckDB file: Parquet and CSV."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.release import write_tables

TEXTS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "减4", "a=b", "12", None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    with duckdb.connect(str(folder / "gongkai.duckdb")) as connection:
        connection.execute("create schema meta")
        connection.execute(
            "create table meta.keys as "
            "select 'main' as table_schema, 'cells' as table_name, ['n'] as key_columns"
        )
        connection.execute(
            "create table cells (n integer, words varchar, amount decimal(20, 4), ids varchar[])"
        )
        for number, words in enumerate(TEXTS):
            connection.execute(
                "insert into cells values (?, ?, ?, ?)", [number, words, -number, ["=x", "y"]]
            )
        connection.execute("comment on table cells is 'One row per cell. 每格一行。'")
        connection.execute("comment on column cells.words is 'It''s \"text\". 文字。'")
    write_tables(folder)
    return folder


def test_no_cell_of_a_csv_starts_a_formula(folder: Path) -> None:
    text = (folder / "csv" / "cells.csv").read_bytes().decode("utf-8-sig")
    assert (folder / "csv" / "cells.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(text.splitlines(keepends=True), strict=True))
    assert [row["n"] for row in rows] == [str(number) for number in range(len(TEXTS))]
    for row, words in zip(rows, TEXTS, strict=True):
        told = row["words"]
        assert told.removeprefix("'").strip() == (words or "").strip()
        assert told.startswith("'") == (words in TEXTS[:7])
        assert json.loads(row["ids"]) == ["=x", "y"]
    assert rows[4]["amount"] == "-4.0000"  # a number stays one


def test_parquet_tells_what_its_columns_are(folder: Path) -> None:
    file = folder / "cells.parquet"
    with duckdb.connect() as connection:
        told = dict(
            connection.execute(
                "select decode(key), decode(value) from parquet_kv_metadata(?)", [str(file)]
            ).fetchall()
        )
    assert told["description"] == "One row per cell. 每格一行。"
    assert json.loads(told["columns"])["words"] == 'It\'s "text". 文字。'
    assert pl.read_parquet(file)["words"].to_list() == TEXTS
