"""A release folder: the file that readers open, one Parquet file per mart, their descriptions.

Given to the flow. Everything is derived from the build file's catalog: which tables, views and
macros there are, their columns, comments and keys are the models' business. The same inputs give
the same bytes in every Parquet file; clock time and version stand in schema `meta` only.
"""

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

from flows.landing import QUARANTINE_SCHEMA
from flows.warehouse import SERVED_NAME, SUMS_NAME, connect, sha256_of

SERVED_SCHEMAS: Final = ("main", "meta")
ROW_GROUP_SIZE: Final = 122_880
PACKAGE_NAME: Final = "datapackage.json"
CHANGES_NAME: Final = "CHANGES.md"
GATES_NAME: Final = "gates"
CATALOG_NAME: Final = "catalog"

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


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a mart."""

    name: str
    type: str
    comment: str | None


@dataclass(frozen=True, slots=True)
class Mart:
    """One table or view of schema `main` in a release file."""

    name: str
    comment: str | None
    is_view: bool
    columns: tuple[Column, ...]
    key: tuple[str, ...]  # empty: meta.keys does not list it


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
        connection.execute(f"attach {_text(build_file)} as build (read_only)")
        if previous is not None:
            connection.execute(f"attach {_text(previous)} as previous (read_only)")
        release = connection.execute("select current_database()").fetchall()[0][0]
        connection.execute(f"copy from database build to {_name(release)} (schema)")
        for (schema,) in connection.execute(
            "select schema_name from duckdb_schemas() where database_name = current_database() "
            "and not internal and not list_contains($served, schema_name)",
            {"served": list(SERVED_SCHEMAS)},
        ).fetchall():
            connection.execute(f"drop schema {_name(schema)} cascade")
        for schema, table in connection.execute(
            "select schema_name, table_name from duckdb_tables() "
            "where database_name = current_database() order by all"
        ).fetchall():
            place = f"{_name(schema)}.{_name(table)}"
            connection.execute(
                f"insert into {place} select * from build.{place} "  # noqa: S608
                f"order by {_order(_key(connection, schema, table, 'build'))}"
            )
        _write_meta(connection, previous is not None, quarantine, run)
        connection.execute("checkpoint")


def write_parquet(folder: Path) -> None:
    """Write each mart of `folder`/gongkai.duckdb, ordered by its key, as one Parquet file."""
    with _release(folder) as connection:
        for mart in marts(connection):
            target = folder / f"{mart.name}.parquet"
            # Tables stand in the file in this order already, and are read in it.
            order = f"order by {_order(mart.key)}" if mart.is_view else ""
            connection.execute(
                f"copy (select * from main.{_name(mart.name)} {order}) "  # noqa: S608
                f"to {_text(target)} "
                f"(format parquet, compression zstd, row_group_size {ROW_GROUP_SIZE})"
            )


def write_descriptions(folder: Path, gates: Sequence[Any]) -> None:
    """Write datapackage.json (Frictionless), CHANGES.md and the gates' results into `folder`."""
    with _release(folder) as connection:
        release = _row(connection, "select * from meta.release")
        changes = connection.execute("select * from meta.changes order by table_name").fetchall()
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
    (folder / CHANGES_NAME).write_text(_changes_text(release, changes), encoding="utf-8")
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


def marts(connection: duckdb.DuckDBPyConnection) -> list[Mart]:
    """The tables and views of schema `main` of the current database."""
    found = connection.execute(
        "select table_name, comment, false as is_view from duckdb_tables() "
        "where database_name = current_database() and schema_name = 'main' union all "
        "select view_name, comment, true from duckdb_views() "
        "where database_name = current_database() and schema_name = 'main' and not internal "
        "order by 1"
    ).fetchall()
    return [
        Mart(name, comment, is_view, _columns(connection, name), _key(connection, "main", name))
        for name, comment, is_view in found
    ]


def _columns(
    connection: duckdb.DuckDBPyConnection, table: str, database: str | None = None
) -> tuple[Column, ...]:
    rows = connection.execute(
        "select column_name, data_type, comment from duckdb_columns() "
        "where database_name = coalesce($database, current_database()) "
        "and schema_name = 'main' and table_name = $table order by column_index",
        {"table": table, "database": database},
    ).fetchall()
    return tuple(Column(*row) for row in rows)


def _key(
    connection: duckdb.DuckDBPyConnection, schema: str, table: str, database: str | None = None
) -> tuple[str, ...]:
    prefix = f"{_name(database)}." if database else ""
    rows = connection.execute(
        f"select unnest(key_columns) from {prefix}meta.keys "  # noqa: S608
        "where table_schema = $schema and table_name = $table",
        {"schema": schema, "table": table},
    ).fetchall()
    return tuple(column for (column,) in rows)


def _order(key: Sequence[str]) -> str:
    return ", ".join(map(_name, key)) if key else "all"


def _write_meta(
    connection: duckdb.DuckDBPyConnection,
    has_previous: bool,
    quarantine: pl.DataFrame,
    run: RunFacts,
) -> None:
    for table, (comment, columns) in _META_TABLES.items():
        definition = ", ".join(f"{name} {kind}" for name, kind, _ in columns)
        connection.execute(f"create or replace table meta.{table} ({definition})")
        connection.execute(f"comment on table meta.{table} is {_text(comment)}")
        for name, _, text in columns:
            connection.execute(f"comment on column meta.{table}.{name} is {_text(text)}")
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
    rows = quarantine.select(list(QUARANTINE_SCHEMA))  # noqa: F841 - DuckDB finds it by name
    connection.execute("insert into meta.quarantined_documents select * from rows order by all")
    for mart in marts(connection):
        if not mart.is_view:
            connection.execute(
                "insert into meta.changes values (?, ?, ?, ?, ?)",
                [mart.name, *_changes(connection, mart, has_previous)],
            )


def _changes(
    connection: duckdb.DuckDBPyConnection, mart: Mart, has_previous: bool
) -> tuple[int, int, int, int]:
    table = f"main.{_name(mart.name)}"
    total = _count(connection, f"select count(*) from {table}")  # noqa: S608
    before = _columns(connection, mart.name, "previous") if has_previous else ()
    names = {column.name for column in before}
    key = mart.key or tuple(column.name for column in mart.columns)
    if not names.issuperset(key):
        return total, total, 0, 0
    same_key = " and ".join(f"new.{_name(c)} is not distinct from old.{_name(c)}" for c in key)
    others = [
        _name(column.name)
        for column in mart.columns
        if column.name in names and column.name not in key
    ]
    differs = " or ".join(f"new.{name} is distinct from old.{name}" for name in others) or "false"
    new, old = f"{table} as new", f"previous.{table} as old"
    added, gone, changed = (
        _count(connection, f"select count(*) {query}")
        for query in (
            f"from {new} anti join {old} on {same_key}",
            f"from {old} anti join {new} on {same_key}",
            f"from {new} join {old} on {same_key} where {differs}",
        )
    )
    return total, added, changed, gone


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
        "gongkai:row_count": _count(connection, f"select count(*) from main.{_name(mart.name)}"),  # noqa: S608
        "schema": schema,
    }


def _frictionless(duckdb_type: str) -> str:
    if duckdb_type.endswith("]"):
        return "array"
    return _FRICTIONLESS[duckdb_type.partition("(")[0]]


def _changes_text(
    release: Mapping[str, Any], changes: Sequence[tuple[str, int, int, int, int]]
) -> str:
    before = release["previous_version"]
    lines = [
        f"# Release {release['version']}",
        "",
        f"Compared with release {before}." if before else "The first release.",
        f"{release['document_count']} documents, {release['figure_count']} figures.",
        "",
        "| table | rows | added | changed | gone |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| `{table}` | {total} | {added} | {changed} | {gone} |"
            for table, total, added, changed, gone in changes
        ),
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


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
