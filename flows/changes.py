"""What one release changed against another: rows by table, slices by place and year, restatements.

Used when a release is written (against the one before, kept in its schema `meta`) and by
`gongkai diff`. A slice is one table, jurisdiction and year: what a BI extract loads again.
"""

# ruff: noqa: S608  (SQL is put together from this module's text and the catalog's names alone)
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import duckdb

from flows.tables import Mart, columns_of, marts, quoted_name, quoted_text

# A table without these columns changes as a whole.
PLACE: Final = "jurisdiction_key"
YEAR: Final = "report_year"
WIDE: Final = "jurisdiction_year"
MOST_SHOWN: Final = 40  # lines a list in CHANGES.md; the file holds them all


class TableChange(NamedTuple):
    """Rows of one table: now, with a new key, of a known key with other values, and gone."""

    table_name: str
    row_count: int
    added_count: int
    changed_count: int
    gone_count: int


class PlaceChange(NamedTuple):
    """A jurisdiction and year that came or went (in jurisdiction_year)."""

    full_name_zh: str
    report_year: int


class Restatement(NamedTuple):
    """A number of a jurisdiction and year that was stated before and is another now."""

    full_name_zh: str
    report_year: int
    measure_name: str
    old_value: str
    new_value: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that CHANGES.md and `gongkai diff` tell."""

    tables: list[TableChange]
    came: list[PlaceChange]
    went: list[PlaceChange]
    restated: list[Restatement]

    def lines(self) -> Iterator[str]:
        """Markdown: a table of tables, then the places that came and went, and restatements."""
        yield from ("| table | rows | added | changed | gone |", "|---|---:|---:|---:|---:|")
        for table, total, added, changed, gone in self.tables:
            yield f"| `{table}` | {total} | {added} | {changed} | {gone} |"
        yield from _listed("Came", [f"{place} {year}" for place, year in self.came])
        yield from _listed("Went", [f"{place} {year}" for place, year in self.went])
        yield from _listed(
            "Restated",
            [
                f"{row.full_name_zh} {row.report_year}, `{row.measure_name}`: "
                f"{row.old_value} → {row.new_value or 'no longer stated'}"
                for row in self.restated
            ],
        )


def _listed(heading: str, items: Sequence[str]) -> Iterator[str]:
    if not items:
        return
    yield from ("", f"## {heading}: {len(items)}", "")
    yield from (f"- {item}" for item in items[:MOST_SHOWN])
    if len(items) > MOST_SHOWN:
        yield f"- and {len(items) - MOST_SHOWN} more"


def diff(before: Path, after: Path) -> Changes:
    """The changes from one release's DuckDB file to another's; neither is written to."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {quoted_text(before)} as before (read_only)")
        connection.execute(f"attach {quoted_text(after)} as after (read_only)")
        connection.execute("use after")
        every = " union all ".join(
            f"select {quoted_text(mart.name)} as table_name, * "
            f"from ({slices(connection, mart, 'before')})"
            for mart in marts(connection)
            if not mart.is_view
        )
        connection.execute(f"create temp table changed_slices as {every}")
        return told(connection, "changed_slices", f"({restatements(connection, 'before')})")


def told(connection: duckdb.DuckDBPyConnection, changed: str, restated: str) -> Changes:
    """What slices and restatements (relations, as below) say of the current database."""
    counts = {
        table: numbers
        for table, *numbers in connection.execute(
            "select table_name, sum(added_count), sum(changed_count), sum(gone_count) "
            f"from {changed} group by table_name"
        ).fetchall()
    }
    tables = [
        TableChange(mart.name, _count(connection, mart), *map(int, counts.get(mart.name, (0,) * 3)))
        for mart in marts(connection)
        if not mart.is_view
    ]
    came, went = (
        [
            PlaceChange(*row)
            for row in connection.execute(
                f"select place.full_name_zh, changed.{YEAR} from {changed} as changed "
                f"inner join main.dim_jurisdiction as place using ({PLACE}) "
                f"where changed.table_name = $table and changed.{column} > 0 order by all",
                {"table": WIDE},
            ).fetchall()
        ]
        for column in ("added_count", "gone_count")
    )
    rows = connection.execute(
        f"select full_name_zh, {YEAR}, measure_name, old_value, new_value "
        f"from {restated} order by all"
    ).fetchall()
    return Changes(tables, came, went, [Restatement(*row) for row in rows])


def _count(connection: duckdb.DuckDBPyConnection, mart: Mart) -> int:
    query = f"select count(*) from main.{quoted_name(mart.name)}"
    return int(connection.execute(query).fetchall()[0][0])


def slices(connection: duckdb.DuckDBPyConnection, mart: Mart, old: str | None) -> str:
    """A query of one row per slice of a table that changed: place, year and counts of rows."""
    table = quoted_name(mart.name)
    names = [column.name for column in mart.columns]
    before = [column.name for column in columns_of(connection, mart.name, old)] if old else names
    is_sliced = {PLACE, YEAR} <= {*names} & {*before}
    key = mart.key or tuple(names)
    if old is None or not {*key} <= {*before}:
        place, year = (PLACE, YEAR) if is_sliced else ("null", "null")
        return (
            f"select {place}::varchar as {PLACE}, {year}::integer as {YEAR}, "
            "count(*) as added_count, 0::bigint as changed_count, 0::bigint as gone_count "
            f"from main.{table} group by all"
        )
    others = [column for column in names if column in before and column not in key]
    same = " and ".join(
        f"new.{quoted_name(c)} is not distinct from old.{quoted_name(c)}" for c in key
    )
    differs = (
        " or ".join(f"new.{quoted_name(c)} is distinct from old.{quoted_name(c)}" for c in others)
        or "false"
    )
    place, year = (
        f"coalesce(new.{column}, old.{column})" if is_sliced else "null" for column in (PLACE, YEAR)
    )
    return (
        f"select {place}::varchar as {PLACE}, {year}::integer as {YEAR}, "
        "count(*) filter (where old.is_there is null) as added_count, "
        f"count(*) filter (where old.is_there and new.is_there and ({differs})) as changed_count, "
        "count(*) filter (where new.is_there is null) as gone_count "
        f"from (select *, true as is_there from main.{table}) as new "
        f"full join (select *, true as is_there from {quoted_name(old)}.main.{table}) as old "
        f"on {same} "
        "group by all having added_count + changed_count + gone_count > 0"
    )


def restatements(connection: duckdb.DuckDBPyConnection, old: str | None) -> str:
    """A query of one row per number of jurisdiction_year that was stated and is another now."""
    if old is None:
        return (
            f"select {PLACE}, full_name_zh, {YEAR}, null as measure_name, null as old_value, "
            f"null as new_value from main.{WIDE} where false"
        )
    before = {column.name for column in columns_of(connection, WIDE, old)}
    measures = [
        str(measure)
        for (measure,) in connection.execute(
            "select distinct measure_name from meta.safe_sums "
            "where table_name = $table and predicate <> 'false' order by 1",
            {"table": WIDE},
        ).fetchall()
        if measure in before
    ]
    pairs = ", ".join(
        f"{{'measure_name': {quoted_text(m)}, 'old_value': old.{quoted_name(m)}::varchar, "
        f"'new_value': new.{quoted_name(m)}::varchar}}"
        for m in measures
    )
    return (
        f"select {PLACE}, full_name_zh, {YEAR}, pair.measure_name, pair.old_value, pair.new_value "
        f"from (select new.{PLACE}, new.full_name_zh, new.{YEAR}, unnest([{pairs}]) as pair "
        f"from main.{WIDE} as new inner join {quoted_name(old)}.main.{WIDE} as old "
        f"on new.{PLACE} = old.{PLACE} and new.{YEAR} = old.{YEAR}) "
        "where pair.old_value is not null and pair.old_value is distinct from pair.new_value"
    )
