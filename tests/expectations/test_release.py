"""The release gate: the file and the folder that readers get, broken once in each way."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest

import expectations.gate  # noqa: F401  warns as it is imported, from Great Expectations itself
from expectations import GateResult, check_release
from flows import release
from flows.landing import QUARANTINE_SCHEMA
from flows.warehouse import SERVED_NAME
from tests.expectations.conftest import change


@pytest.fixture(scope="session")
def assembled(marts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release folder as `flows` assembles it; never changed, only copied."""
    folder = tmp_path_factory.mktemp("release") / "20261122.1"
    folder.mkdir()
    run = release.RunFacts(
        version="20261122.1",
        started_at=datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC),
        inputs_fingerprint="0" * 64,
        extractor_version="1",
        found=2,
        read=2,
        set_aside=0,
        forgotten=0,
        gate_checks=1,
    )
    release.write_file(marts, folder, None, pl.DataFrame(schema=QUARANTINE_SCHEMA), run)
    release.write_tables(folder)
    (folder / release.GATES_NAME).mkdir()
    release.write_descriptions(folder, [])
    release.write_sums(folder)
    return folder


@pytest.fixture
def folder(assembled: Path, tmp_path: Path) -> Path:
    """A copy of the release folder, to be changed."""
    return Path(shutil.copytree(assembled, tmp_path / "release"))


def gate(folder: Path) -> GateResult:
    """The gate on a folder."""
    return check_release(folder / SERVED_NAME, folder)


# What is done to the served file (its checksum is listed anew), and what is refused: table, first
# words of what is expected, what was found.
FILE: dict[str, tuple[str, str, str, str]] = {
    "a table gone": (
        "drop table main.dim_year cascade", "tables and columns", "every public table", "dim_year"
    ),
    "a comment gone": (
        "comment on column main.dim_year.report_year is null", "tables and columns",
        "a comment on", "no comment",
    ),
    "an undocumented column": (
        "alter table main.fct_fees add column colour varchar;"
        " comment on column main.fct_fees.colour is 'x'",
        "columns", "the documented columns", "no documentation",
    ),
    "rows gone": ("delete from main.fct_fees", "fct_fees", "as many rows as", "0 rows, 1 listed"),
    "a table that is not listed": (
        "create table main.fct_more as select 1 as a; comment on table main.fct_more is 'x';"
        " comment on column main.fct_more.a is 'x'; insert into meta.columns select *"
        " replace ('fct_more' as table_name, 'a' as column_name) from meta.columns limit 1;"
        " insert into meta.keys select * replace ('fct_more' as table_name, ['a'] as key_columns)"
        " from meta.keys where table_schema = 'main' limit 1",
        "fct_more", "every table and view in datapackage.json", "not listed",
    ),
    "a raw table": (
        "create schema raw; create table raw.figure as select 1 as a", "datapackage.json",
        "no table outside main and meta", "tables",
    ),
    "a macro gone": (
        "drop macro table main.explain_figure", "fct_figures", "explain_figure() to name",
        "the check itself failed",
    ),
    "evidence that leads nowhere": (
        "update main.fct_fees set figure_ids = ['none']", "fct_fees", "evidence() to lead",
        "0 figures",
    ),
    "evidence without words": (
        "update main.fct_figures set statement_text = '' where line_code = '7'", "fct_fees",
        "evidence() to lead", "1 figures",
    ),
    "two releases": (
        "insert into meta.release from meta.release", "release", "one row, this release", "2"
    ),
    "no release": ("delete from meta.release", "release", "one row, this release", "0"),
    "another version": (
        "update meta.release set version = '20261122.9'", "release", "a version of UTC date",
        "20261122.9",
    ),
}  # fmt: skip


def test_a_valid_release_passes(assembled: Path) -> None:
    result = gate(assembled)
    assert result.failures == ()
    assert result.checked >= 15


@pytest.mark.parametrize("case", FILE)
def test_a_broken_file_is_refused(folder: Path, case: str) -> None:
    damage, table, expected, found = FILE[case]
    change(folder / SERVED_NAME, *damage.split(";"))
    release.write_sums(folder)
    failures = gate(folder).failures
    assert any(
        f.table == table and f.expected.startswith(expected) and found in f.found for f in failures
    ), failures
    assert {f.report_id for f in failures} == {None}


def test_another_storage_version_is_refused(folder: Path) -> None:
    file = folder / SERVED_NAME
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as old (read_only)")
        connection.execute(f"attach '{folder / 'new'}' as new (storage_version 'latest')")
        connection.execute("copy from database old to new")
    (folder / "new").replace(file)
    release.write_sums(folder)
    (failure,) = gate(folder).failures
    assert failure.message.startswith(f"table files, {SERVED_NAME}: expected storage version 64")
    assert "instead of storage version 64" in failure.found


def test_a_changed_file_is_refused(folder: Path) -> None:
    with (folder / "fct_fees.parquet").open("ab") as file:
        file.write(b"x")
    (failure,) = gate(folder).failures
    assert "fct_fees.parquet" in failure.message


def test_a_file_missing_added_or_left_behind_is_refused(folder: Path) -> None:
    (folder / "fct_fees.parquet").unlink()
    (folder / "more.txt").write_text("x", encoding="utf-8")
    (folder / f"{SERVED_NAME}.wal").write_bytes(b"")
    (failure,) = gate(folder).failures
    assert failure.count == 4  # the .wal is unlisted too
    (folder / f"{SERVED_NAME}.wal").unlink()
    (folder / "more.txt").unlink()
    (failure,) = gate(folder).failures
    assert failure.message.startswith("table files, fct_fees.parquet")
    assert failure.found.startswith("no file instead of ")


@pytest.mark.parametrize("content", ["", "{}", '{"resources": []}'])
def test_a_broken_description_is_refused(folder: Path, content: str) -> None:
    (folder / "datapackage.json").write_text(content, encoding="utf-8")
    release.write_sums(folder)
    (failure,) = gate(folder).failures
    assert "datapackage.json" in failure.message


def test_a_release_without_checksums_is_refused(folder: Path) -> None:
    (folder / "SHA256SUMS").unlink()
    (failure,) = gate(folder).failures
    assert "SHA256SUMS" in failure.message


def test_other_counts_in_the_description_are_refused(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["name"] == "fct_fees":
            resource["gongkai:row_count"] = 7
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    release.write_sums(folder)
    (failure,) = gate(folder).failures
    assert (failure.table, failure.found) == ("fct_fees", "1 rows, 7 listed")


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / SERVED_NAME).unlink()
    with pytest.raises(FileNotFoundError, match=SERVED_NAME):
        gate(folder)
