"""The release gate: the file that readers will open, opened as they open it, and its folder.

Takes a release folder with the served DuckDB file in it; gives the `GateResult` of
`expectations.check_release`. What SQL cannot see (the file's storage version, a forgotten `.wal`,
checksums, `datapackage.json`) is read first and laid beside the tables as rows to expect of.
"""

# ruff: noqa: S608  (SQL is put together from this module's text and the catalog's names alone)
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from great_expectations.expectations.core.expect_table_row_count_to_be_between import (
    ExpectTableRowCountToBeBetween,
)
from great_expectations.expectations.core.expect_table_row_count_to_equal import (
    ExpectTableRowCountToEqual,
)

from expectations import GateResult
from expectations.gate import TableSuite, no_rows, quoted, run_gate
from expectations.marts import FACTS, META_TABLES, meta_tables, promised_tables

SERVED_META_TABLES: Final = (
    *META_TABLES,
    "release",
    "runs",
    "changed_slices",
    "restatements",
)
PACKAGE: Final = "datapackage.json"
SUMS: Final = "SHA256SUMS"

# The storage of DuckDB 1.0: what 1.4, Node and WebAssembly clients open (2.0 writes 69 otherwise).
STORAGE_VERSION: Final = 64
# The file's header: 8 bytes of checksum, the letters DUCK, then the version, little-endian.
MAGIC: Final = slice(8, 12)
VERSION: Final = slice(12, 20)

REPUBLISH: Final = "Assemble the release again; do not publish this one."


def check(file: Path, folder: Path, docs: Path | None) -> GateResult:
    """Evaluate the gate; see `expectations.check_release`."""
    if not file.is_file():
        raise FileNotFoundError(f"{file.name}: expected the served DuckDB file, found none")
    package = _package(folder)
    return run_gate(
        "release",
        file,
        stages=[
            [_files(file, folder, package)],
            [promised_tables(SERVED_META_TABLES), *meta_tables()],
            [_counts(package), _answers(), _release()],
        ],
        setup=[],
        docs=docs,
    )


def _package(folder: Path) -> dict[str, int]:
    """Rows by table as datapackage.json says; empty when it cannot be read."""
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        return {
            str(resource["name"]): int(resource["gongkai:row_count"])
            for resource in package["resources"]
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _files(file: Path, folder: Path, package: dict[str, Any]) -> TableSuite:
    """The file's header and the folder's files: what is expected of each, and what it is."""
    rows = [
        *_header(file),
        (
            file.with_suffix(f"{file.suffix}.wal").name,
            "no file",
            "a file" if file.with_suffix(f"{file.suffix}.wal").exists() else "no file",
        ),
        (PACKAGE, "row counts by table", "row counts by table" if package else "none"),
        *_checksums(folder),
    ]
    values = ", ".join(f"({', '.join(map(quoted, row))})" for row in rows)
    return TableSuite(
        name="files",
        query=f"select * from (values {values}) as t (name, expected, found)",
        expectations=[
            ExpectTableRowCountToBeBetween(
                min_value=len(rows), description="every file looked at", notes=REPUBLISH
            ),
            no_rows(
                "(select * from {batch} where found <> expected)",
                place="name",
                found="found || ' instead of ' || expected",
                expected=f"storage version {STORAGE_VERSION}, no .wal, and files as {SUMS} says",
                remedy=REPUBLISH,
            ),
        ],
    )


def _header(file: Path) -> Iterator[tuple[str, str, str]]:
    """The storage version in the file's first bytes."""
    with file.open("rb") as opened:
        header = opened.read(VERSION.stop)
    version = int.from_bytes(header[VERSION], "little")
    found = f"storage version {version}" if header[MAGIC] == b"DUCK" else "no DuckDB file"
    yield file.name, f"storage version {STORAGE_VERSION}", found


def _checksums(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Each file of the release and its checksum, as listed and as it is."""
    sums = folder / SUMS
    listed: dict[str, str] = {}
    if sums.is_file():
        for line in sums.read_text(encoding="utf-8").splitlines():
            digest, _, name = line.partition("  ")
            listed[name] = digest
    yield SUMS, "a list", "a list" if listed else "none"
    there = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path != sums
    }
    for name in sorted(listed.keys() | there.keys()):
        found = _sha256(there[name]) if name in there else "no file"
        yield name, listed.get(name, "not listed"), found


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _counts(package: dict[str, int]) -> TableSuite:
    """Row counts of tables and views against datapackage.json, both ways."""
    counted = " union all ".join(
        f'select {quoted(name)} as table_name, (select count(*) from "{name}") as row_count'
        for name in package
    )
    listed = ", ".join(f"({quoted(name)}, {count})" for name, count in package.items())
    return TableSuite(
        name=PACKAGE,
        query=f"select * from (values {listed}) as t (table_name, row_count)",
        expectations=[
            no_rows(
                f"""(
                    with listed as (select * from {{batch}}),
                    counted as ({counted})
                    select table_name, counted.row_count, listed.row_count as listed_count
                    from listed inner join counted using (table_name)
                    where counted.row_count <> listed.row_count
                )""",
                table="table_name",
                place="''",
                found="row_count || ' rows, ' || listed_count || ' listed'",
                expected="as many rows as datapackage.json says",
                remedy=REPUBLISH,
            ),
            no_rows(
                """(
                    with listed as (select * from {batch}),
                    there as (
                        select table_name from duckdb_tables()
                        where schema_name = 'main' and database_name = current_database()
                        union all
                        select view_name from duckdb_views()
                        where
                            schema_name = 'main' and database_name = current_database()
                            and not internal
                    )
                    select table_name from there anti join listed using (table_name)
                )""",
                table="table_name",
                place="''",
                found="'not listed'",
                expected="every table and view in datapackage.json",
                remedy=REPUBLISH,
            ),
            no_rows(
                """(
                    with listed as (select * from {batch})
                    select distinct tables.schema_name from duckdb_tables() as tables
                    left join listed on false
                    where
                        tables.database_name = current_database()
                        and tables.schema_name not in ('main', 'meta')
                )""",
                place="'schema ' || schema_name",
                found="'tables'",
                expected="no table outside main and meta",
                remedy="Raw and intermediate tables stay in the build file.",
            ),
        ],
    )


def _answers() -> TableSuite:
    """The view and the macros of the file: every fact leads to documents, places and words."""
    evidence = " union all ".join(
        f"""(
            select '{fact}' as table_name, fact.fact_key, count(evidence.figure_id) as figures,
                bool_and(
                    coalesce(evidence.file_name, '') <> '' and coalesce(evidence.place, '') <> ''
                    and coalesce(evidence.statement_text, '') <> ''
                ) as is_told
            from (select * from {fact} order by fact_key limit 1) as fact
            left join lateral (select * from evidence(fact)) as evidence on true
            group by fact.fact_key
        )"""
        for fact in FACTS
    )
    return TableSuite(
        name="fct_figures",
        expectations=[
            ExpectTableRowCountToBeBetween(
                min_value=1, description="at least one figure", notes=REPUBLISH
            ),
            no_rows(
                f"""(
                    with there as (select count(*) from {{batch}})
                    select e.* from ({evidence}) as e
                    where figures = 0 or not is_told
                )""",
                table="table_name",
                place="fact_key",
                found="figures || ' figures with document, place and words'",
                expected="evidence() to lead from a fact row to document, place and words",
                remedy="Look at macros/file_macros.sql and at the row's figure_ids.",
            ),
            no_rows(
                """(
                    with there as (select * from {batch} order by figure_id limit 1)
                    select there.figure_id from there
                    left join lateral (select * from explain_figure(there.figure_id)) as explained
                        on true
                    where coalesce(explained.file_name, '') = ''
                )""",
                place="figure_id",
                found="'no document'",
                expected="explain_figure() to name the document of a figure",
                remedy="Look at macros/file_macros.sql.",
            ),
            no_rows(
                """(
                    with there as (select count(*) as figures from {batch}),
                    lines as (select count(*) as lines from (select * from report_lines limit 1))
                    select * from there, lines where lines = 0
                )""",
                table="'report_lines'",
                place="''",
                found="'no row'",
                expected="report_lines to answer",
                remedy="Look at the view's model.",
            ),
        ],
    )


def _release() -> TableSuite:
    """What the file says of itself."""
    return TableSuite(
        name="release",
        query="select * from meta.release",
        expectations=[
            ExpectTableRowCountToEqual(
                value=1, description="one row, this release", notes=REPUBLISH
            ),
            no_rows(
                """(
                    with this as (select * from {batch})
                    select version from this
                    where
                        not regexp_full_match(version, '\\d{{8}}\\.\\d+')
                        or version not in (select r.version from meta.runs as r)
                )""",
                place="version",
                found="version",
                expected="a version of UTC date and counter, with its run in meta.runs",
                remedy=REPUBLISH,
            ),
        ],
    )
