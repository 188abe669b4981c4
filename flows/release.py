"""A release folder: the file that readers open, one Parquet file per mart, their descriptions.

Given to the flow. Everything is derived from the build file's catalog: which tables, views and
macros there are, their columns, comments and keys are the models' business. The same inputs give
the same bytes in every Parquet file; clock time and version stand in schema `meta` only.
"""

# ruff: noqa: S608  (SQL is put together from this module's text and the catalog's names alone)
from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from dashboards import site
from flows import changes
from flows.tables import Column, Mart, key_of, marts, quoted_name, quoted_text
from flows.warehouse import SERVED_NAME, SUMS_NAME, connect, sha256_of

SERVED_SCHEMAS: Final = ("main", "meta", "zh")
ROW_GROUP_SIZE: Final = 122_880
PACKAGE_NAME: Final = "datapackage.json"
CHANGES_NAME: Final = "CHANGES.md"
GATES_NAME: Final = "gates"
CATALOG_NAME: Final = "catalog"
CSV_NAME: Final = "csv"
SITE_NAME: Final = "site"
# What makes a spreadsheet evaluate a cell, as a pattern of SQL.
FORMULA: Final = r"'^[\s\x00]*[=+@\t\r-]'"

# DuckDB's types in the words of Frictionless Table Schema; parameters are cut off before.
_FRICTIONLESS: Final = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "SMALLINT": "integer",
    "DECIMAL": "number",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "STRUCT": "object",
    "MAP": "object",
    "JSON": "object",
}

# The tables that only a publish can fill: column, type, comment.
_META_TABLES: Final[dict[str, tuple[str, tuple[tuple[str, str, str], ...]]]] = {
    "release": (
        "One row: this release. 一行：本次发布。",
        (
            ("version", "varchar", "UTC date and counter. 发布版本：日期（UTC）与序号。"),
            ("published_at", "timestamp", "When it was built, UTC. 生成时间（UTC）。"),
            (
                "inputs_fingerprint",
                "varchar",
                "sha256 of all inputs: documents, extractor, models. 全部输入的指纹。",
            ),
            (
                "extractor_version",
                "varchar",
                "Version of the extractor that new documents are read by. 抽取程序版本。",
            ),
            ("previous_version", "varchar", "The release before. 上一次发布的版本。"),
            ("document_count", "bigint", "Documents in this release. 所含文档数。"),
            ("figure_count", "bigint", "Figures read from them. 读出的数字个数。"),
            ("set_aside_count", "bigint", "Documents in the quarantine. 隔离文档数。"),
            ("forgotten_count", "bigint", "Documents taken out on purpose. 已剔除文档数。"),
        ),
    ),
    "runs": (
        "One row per published refresh, this one included. 每次发布的刷新记录一行。",
        (
            ("version", "varchar", "The release it published. 所发布的版本。"),
            ("started_at", "timestamp", "Start of the refresh, UTC. 开始时间（UTC）。"),
            ("seconds", "double", "Duration up to the release's assembly. 用时（秒）。"),
            ("found_count", "bigint", "Documents in the report folders. 文件夹中的文档数。"),
            ("read_count", "bigint", "Documents read anew. 新读文档数。"),
            ("set_aside_count", "bigint", "Documents set aside by this run. 本次隔离文档数。"),
            (
                "gate_checks",
                "bigint",
                "Expectations evaluated by the landing and marts gates. 已检验的期望条数。",
            ),
        ),
    ),
    "changes": (
        "One row per table: what changed since the release before. 各表相对上次发布的变化。",
        (
            ("table_name", "varchar", "Table of schema main. 表名。"),
            ("row_count", "bigint", "Rows now. 现有行数。"),
            ("added_count", "bigint", "Rows whose key is new. 新增行数。"),
            ("changed_count", "bigint", "Rows of a known key with other values. 变更行数。"),
            ("gone_count", "bigint", "Rows whose key is gone. 消失行数。"),
        ),
    ),
    "changed_slices": (
        "One row per release, table, jurisdiction and year that it changed; tables without these "
        "columns as a whole. See changes_since(). 各次发布所变动的表、地区与年度。",
        (
            ("version", "varchar", "The release that changed it. 变动所在的发布版本。"),
            ("table_name", "varchar", "Table of schema main. 表名。"),
            (
                "jurisdiction_key",
                "varchar",
                "Division; NULL where the table has none. 行政区划；表无此列者为空。",
            ),
            ("report_year", "integer", "Year; NULL where the table has none. 年度；同上。"),
            ("added_count", "bigint", "Rows whose key is new. 新增行数。"),
            ("changed_count", "bigint", "Rows of a known key with other values. 变更行数。"),
            ("gone_count", "bigint", "Rows whose key is gone. 消失行数。"),
        ),
    ),
    "restatements": (
        "One row per release and number of jurisdiction_year that was stated before and is another "
        "now. 各次发布所更改的数值。",
        (
            ("version", "varchar", "The release that restated it. 更改所在的发布版本。"),
            ("jurisdiction_key", "varchar", "Division, in dim_jurisdiction. 行政区划。"),
            ("full_name_zh", "varchar", "Its full name. 全称。"),
            ("report_year", "integer", "Year of the report. 年度。"),
            ("measure_name", "varchar", "Column of jurisdiction_year. 列名。"),
            ("old_value", "varchar", "What it was. 原值。"),
            ("new_value", "varchar", "What it is; NULL if no longer stated. 现值。"),
        ),
    ),
    "quarantined_documents": (
        "One row per reason why a document was set aside. 被隔离文档及其原因。",
        (
            ("report_id", "varchar", "sha256 of the document; NULL if unreadable. 文档指纹。"),
            ("file_name", "varchar", "Name of the file. 文件名。"),
            ("gate", "varchar", "Where it was stopped: extraction or landing. 未通过的关口。"),
            ("code", "varchar", "The kind of reason. 原因代码。"),
            ("message", "varchar", "Place, expected, found, what to do. 说明。"),
            ("extractor_version", "varchar", "Extractor that read it. 抽取程序版本。"),
        ),
    ),
}


# What a reader that copied release `since` must load again. Versions order as (day, counter).
CHANGES_SINCE: Final = """
create or replace macro main.changes_since(since) as table
    select
        table_name,
        jurisdiction_key,
        report_year,
        sum(added_count)::bigint as added_count,
        sum(changed_count)::bigint as changed_count,
        sum(gone_count)::bigint as gone_count
    from meta.changed_slices
    where
        case
            when (select count(*) from meta.runs as run where run.version = since) = 0
                then error('changes_since: no release ' || since || ' before this; see meta.runs')
            else string_split(version, '.')::integer[] > string_split(since, '.')::integer[]
        end
    group by table_name, jurisdiction_key, report_year
    order by all
"""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the flow knows of a run when its release is assembled."""

    version: str
    started_at: datetime
    inputs_fingerprint: str
    extractor_version: str
    found: int
    read: int
    set_aside: int
    forgotten: int
    gate_checks: int


def write_file(
    build_file: Path, folder: Path, previous: Path | None, quarantine: pl.DataFrame, run: RunFacts
) -> None:
    """Copy the served schemas of the build file into a new `folder`/gongkai.duckdb.

    Args:
        build_file: the file that dbt built.
        folder: the release's partial folder.
        previous: file of the release before, for its runs and the changes since.
        quarantine: the documents set aside.
        run: the facts of this run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / SERVED_NAME
    with connect(file) as connection:
        connection.execute(f"attach {quoted_text(build_file)} as build (read_only)")
        if previous is not None:
            connection.execute(f"attach {quoted_text(previous)} as previous (read_only)")
        release = connection.execute("select current_database()").fetchall()[0][0]
        connection.execute(f"copy from database build to {quoted_name(release)} (schema)")
        for (schema,) in connection.execute(
            "select schema_name from duckdb_schemas() where database_name = current_database() "
            "and not internal and not list_contains($served, schema_name)",
            {"served": list(SERVED_SCHEMAS)},
        ).fetchall():
            connection.execute(f"drop schema {quoted_name(schema)} cascade")
        for schema, table in connection.execute(
            "select schema_name, table_name from duckdb_tables() "
            "where database_name = current_database() order by all"
        ).fetchall():
            place = f"{quoted_name(schema)}.{quoted_name(table)}"
            connection.execute(
                f"insert into {place} select * from build.{place} "
                f"order by {_order(key_of(connection, schema, table, 'build'))}"
            )
        _write_meta(connection, previous is not None, quarantine, run)
        connection.execute("checkpoint")


def write_tables(folder: Path) -> None:
    """Write each mart of `folder`/gongkai.duckdb, ordered by its key, as Parquet and as CSV.

    Parquet carries the descriptions of table and columns as key-value metadata. CSV is for
    spreadsheets: UTF-8 with a byte order mark, and an apostrophe before a text that would
    otherwise start a formula.
    """
    (folder / CSV_NAME).mkdir()
    with _release(folder) as connection:
        for mart in marts(connection):
            # Tables stand in the file in this order already, and are read in it.
            order = f"order by {_order(mart.key)}" if mart.is_view else ""
            described = json.dumps({c.name: c.comment for c in mart.columns}, ensure_ascii=False)
            parquet = quoted_text(folder / f"{mart.name}.parquet")
            connection.execute(
                f"copy (select * from main.{quoted_name(mart.name)} {order}) to {parquet} "
                f"(format parquet, compression zstd, row_group_size {ROW_GROUP_SIZE}, "
                f"kv_metadata {{description: {quoted_text(mart.comment or '')}, "
                f"columns: {quoted_text(described)}}})"
            )
            first, *others = mart.columns
            # A spreadsheet takes Chinese for another encoding without the mark.
            cells = [_csv_cell(first, f"\ufeff{first.name}"), *map(_csv_cell, others)]
            connection.execute(
                f"copy (select {', '.join(cells)} from {parquet}) "
                f"to {quoted_text(folder / CSV_NAME / f'{mart.name}.csv')} (format csv, header)"
            )


def _csv_cell(column: Column, header: str | None = None) -> str:
    """The column as a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    value = quoted_name(column.name)
    if column.type == "VARCHAR":
        value = f"if(regexp_matches({value}, {FORMULA}), '''' || {value}, {value})"
    elif column.type.endswith("]") or column.type.startswith(("STRUCT", "MAP")):
        value = f"to_json({value})::varchar"
    return f"{value} as {quoted_name(header or column.name)}"


def write_site(folder: Path) -> None:
    """Write the dashboard on `folder`/gongkai.duckdb."""
    with _release(folder) as connection:
        site.write_site(connection, folder / SITE_NAME)


def write_descriptions(folder: Path, gates: Sequence[Any]) -> None:
    """Write datapackage.json (Frictionless), CHANGES.md and the gates' results into `folder`."""
    with _release(folder) as connection:
        release = _row(connection, "select * from meta.release")
        this = f"where version = {quoted_text(release['version'])}"
        told = changes.told(
            connection,
            f"(select * from meta.changed_slices {this})",
            f"(select * from meta.restatements {this})",
        )
        resources = [_resource(connection, folder, mart) for mart in marts(connection)]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "gongkai",
        "title": "China's government-information-disclosure annual reports / "
        "政府信息公开工作年度报告",
        "version": release["version"],
        "created": f"{release['published_at']:%Y-%m-%dT%H:%M:%SZ}",
        "sources": [
            {
                "title": f"{release['document_count']} annual reports of Chinese governments, "
                "listed document by document",
                "path": "bridge_report_document.parquet",
            }
        ],
        "gongkai:inputs_fingerprint": release["inputs_fingerprint"],
        "gongkai:extractor_version": release["extractor_version"],
        "resources": resources,
    }
    _write_json(folder / PACKAGE_NAME, package)
    (folder / CHANGES_NAME).write_text(_changes_text(release, told), encoding="utf-8")
    _write_json(folder / GATES_NAME / "results.json", [_gate(result) for result in gates])


def add_gate_result(folder: Path, result: Any) -> None:
    """Add the release gate's result, which is known only after the others were written."""
    file = folder / GATES_NAME / "results.json"
    _write_json(file, [*json.loads(file.read_text(encoding="utf-8")), _gate(result)])


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS over every other file of `folder`, as `sha256sum -c` reads it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS_NAME)
    lines = [f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / SUMS_NAME).write_text("".join(lines), encoding="utf-8")


def add_folder(source: Path, folder: Path) -> None:
    """Copy a folder made elsewhere (Data Docs) to `folder`; nothing if it was not made."""
    if source.is_dir():
        shutil.copytree(source, folder, dirs_exist_ok=True)


def _order(key: Sequence[str]) -> str:
    return ", ".join(map(quoted_name, key)) if key else "all"


def _write_meta(
    connection: duckdb.DuckDBPyConnection,
    has_previous: bool,
    quarantine: pl.DataFrame,
    run: RunFacts,
) -> None:
    for table, (comment, columns) in _META_TABLES.items():
        definition = ", ".join(f"{name} {kind}" for name, kind, _ in columns)
        connection.execute(f"create or replace table meta.{table} ({definition})")
        connection.execute(f"comment on table meta.{table} is {quoted_text(comment)}")
        for name, _, text in columns:
            connection.execute(f"comment on column meta.{table}.{name} is {quoted_text(text)}")
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    before = None
    if has_previous:
        before = connection.execute("select version from previous.meta.release").fetchall()[0][0]
    connection.execute(
        "insert into meta.release select $version, $now, $fingerprint, $extractor, $before, "
        "(select count(*) from build.raw.report), (select count(*) from build.raw.figure), "
        "$set_aside, $forgotten",
        {
            "before": before,
            "version": run.version,
            "now": now,
            "fingerprint": run.inputs_fingerprint,
            "extractor": run.extractor_version,
            "set_aside": quarantine.height,
            "forgotten": run.forgotten,
        },
    )
    if has_previous:
        connection.execute("insert into meta.runs by name select * from previous.meta.runs")
    started = run.started_at.replace(tzinfo=None, microsecond=0)
    connection.execute(
        "insert into meta.runs values ($version, $started, $seconds, $found, $read, $aside, $n)",
        {
            "version": run.version,
            "started": started,
            "seconds": (now - started).total_seconds(),
            "found": run.found,
            "read": run.read,
            "aside": run.set_aside,
            "n": run.gate_checks,
        },
    )
    shown = [name for name, *_ in _META_TABLES["quarantined_documents"][1]]
    rows = quarantine.select(shown)  # noqa: F841 - DuckDB finds it by name
    connection.execute("insert into meta.quarantined_documents select * from rows order by all")
    _write_changes(connection, run.version, "previous" if has_previous else None)


def _write_changes(
    connection: duckdb.DuckDBPyConnection, version: str, previous: str | None
) -> None:
    """Log what this release changes, below what the releases before it changed."""
    here = {"version": version}
    if previous is not None:
        for table in ("changed_slices", "restatements"):
            if _has_table(connection, previous, table):
                connection.execute(
                    f"insert into meta.{table} by name select * from {previous}.meta.{table}"
                )
    for mart in marts(connection):
        if mart.is_view:
            continue
        connection.execute(
            f"insert into meta.changed_slices by name select $version as version, "
            f"{quoted_text(mart.name)} as table_name, * "
            f"from ({changes.slices(connection, mart, previous)})",
            here,
        )
        connection.execute(
            "insert into meta.changes select $table, "
            f"(select count(*) from main.{quoted_name(mart.name)}), "
            "coalesce(sum(added_count), 0), coalesce(sum(changed_count), 0), "
            "coalesce(sum(gone_count), 0) from meta.changed_slices "
            "where version = $version and table_name = $table",
            {**here, "table": mart.name},
        )
    connection.execute(
        "insert into meta.restatements by name select $version as version, * "
        f"from ({changes.restatements(connection, previous)})",
        here,
    )
    connection.execute(CHANGES_SINCE)


def _has_table(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> bool:
    rows = connection.execute(
        "select 1 from duckdb_tables() where database_name = $database "
        "and schema_name = 'meta' and table_name = $table",
        {"database": database, "table": table},
    ).fetchall()
    return bool(rows)


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(connection.execute(query).fetchall()[0][0])


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, Any]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchall()[0], strict=True))


def _resource(connection: duckdb.DuckDBPyConnection, folder: Path, mart: Mart) -> dict[str, Any]:
    file = folder / f"{mart.name}.parquet"
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": column.name,
                "type": _frictionless(column.type),
                "description": column.comment or "",
            }
            for column in mart.columns
        ]
    }
    if mart.key:
        schema["primaryKey"] = list(mart.key)
    return {
        "name": mart.name,
        "path": file.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": mart.comment or "",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{sha256_of(file)}",
        "gongkai:row_count": _count(
            connection, f"select count(*) from main.{quoted_name(mart.name)}"
        ),
        "schema": schema,
    }


def _frictionless(duckdb_type: str) -> str:
    if duckdb_type.endswith("]"):
        return "array"
    return _FRICTIONLESS[duckdb_type.partition("(")[0]]


def _changes_text(release: Mapping[str, Any], told: changes.Changes) -> str:
    before = release["previous_version"]
    lines = [
        f"# Release {release['version']}",
        "",
        f"Compared with release {before}." if before else "The first release.",
        f"{release['document_count']} documents, {release['figure_count']} figures.",
        "",
        *told.lines(),
        "",
    ]
    return "\n".join(lines)


def _gate(result: Any) -> dict[str, Any]:
    return {
        "gate": result.gate,
        "expectations": result.checked,
        "failures": [failure.message for failure in result.failures],
        "seconds": result.seconds,
    }


def _write_json(file: Path, content: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8"
    )


@contextmanager
def _release(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(folder / SERVED_NAME, read_only=True) as connection:
        yield connection
