"""What one release changed against another: slices, places, restatements, in files made by hand."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from flows.changes import Changes, PlaceChange, Restatement, TableChange, diff
from flows.release import CHANGES_SINCE

Place = tuple[str, int, int | None]  # jurisdiction, year, reviews


def _release(file: Path, places: list[Place], extra_column: bool = False) -> Path:
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema meta")
        connection.execute(
            "create table meta.keys as select * from (values "
            "('main', 'jurisdiction_year', ['jurisdiction_key', 'report_year']), "
            "('main', 'dim_jurisdiction', ['jurisdiction_key'])) "
            "as t (table_schema, table_name, key_columns)"
        )
        connection.execute(
            "create table meta.safe_sums as select * from (values "
            "('jurisdiction_year', 'review_count', 'true'), "
            "('jurisdiction_year', 'review_ratio', 'false')) "
            "as t (table_name, measure_name, predicate)"
        )
        connection.execute(
            "create table jurisdiction_year (jurisdiction_key varchar, full_name_zh varchar, "
            "report_year integer, review_count bigint, review_ratio double)"
        )
        connection.execute(
            "create table dim_jurisdiction (jurisdiction_key varchar, full_name_zh varchar)"
        )
        for key, name in (("a", "甲县"), ("b", "乙县"), ("c", "丙县")):
            connection.execute("insert into dim_jurisdiction values (?, ?)", [key, name])
        for key, year, reviews in places:
            connection.execute(
                "insert into jurisdiction_year select ?, full_name_zh, ?, ?, 0.5 "
                "from dim_jurisdiction where jurisdiction_key = ?",
                [key, year, reviews, key],
            )
        if extra_column:
            connection.execute("alter table dim_jurisdiction add column note varchar default 'x'")
    return file


@pytest.fixture
def changes(tmp_path: Path) -> Changes:
    before = _release(tmp_path / "before.duckdb", [("a", 2020, 1), ("a", 2021, 5), ("b", 2020, 2)])
    after = _release(
        tmp_path / "after.duckdb",
        [("a", 2020, 1), ("a", 2021, 7), ("c", 2020, None)],
        extra_column=True,
    )
    return diff(before, after)


def test_rows_are_counted_by_table(changes: Changes) -> None:
    assert changes.tables == [
        TableChange("dim_jurisdiction", 3, 0, 0, 0),
        TableChange("jurisdiction_year", 3, 1, 1, 1),
    ]


def test_places_come_and_go_and_numbers_are_restated(changes: Changes) -> None:
    assert changes.came == [PlaceChange("丙县", 2020)]
    assert changes.went == [PlaceChange("乙县", 2020)]
    assert changes.restated == [Restatement("甲县", 2021, "review_count", "5", "7")]
    told = "\n".join(changes.lines())
    assert "| `jurisdiction_year` | 3 | 1 | 1 | 1 |" in told
    assert "- 甲县 2021, `review_count`: 5 → 7" in told
    assert "## Went: 1\n\n- 乙县 2020" in told


def test_a_number_that_is_no_longer_stated_is_told(tmp_path: Path) -> None:
    before = _release(tmp_path / "before.duckdb", [("a", 2020, 1), ("b", 2020, None)])
    after = _release(tmp_path / "after.duckdb", [("a", 2020, None), ("b", 2020, 4)])
    found = diff(before, after)
    assert found.restated == [Restatement("甲县", 2020, "review_count", "1", None)]
    assert "1 → no longer stated" in "\n".join(found.lines())


def test_changes_since_adds_up_what_came_later() -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema meta")
        connection.execute("create table meta.runs as select unnest(['20260101.9', '20260101.10', "
                           "'20260102.1']) as version")  # fmt: skip
        connection.execute(
            "create table meta.changed_slices as select * from (values "
            "('20260101.9', 'fct_fees', 'a', 2020, 9, 0, 0), "
            "('20260101.10', 'fct_fees', 'a', 2020, 1, 0, 0), "
            "('20260102.1', 'fct_fees', 'a', 2020, 0, 2, 3), "
            "('20260102.1', 'fct_fees', 'b', 2021, 1, 0, 0)) as t (version, table_name, "
            "jurisdiction_key, report_year, added_count, changed_count, gone_count)"
        )
        connection.execute(CHANGES_SINCE)
        assert connection.execute("from changes_since('20260101.9')").fetchall() == [
            ("fct_fees", "a", 2020, 1, 2, 3),
            ("fct_fees", "b", 2021, 1, 0, 0),
        ]
        assert connection.execute("from changes_since('20260102.1')").fetchall() == []
        with pytest.raises(duckdb.Error, match=r"no release 20250101\.1"):
            connection.execute("from changes_since('20250101.1')").fetchall()
