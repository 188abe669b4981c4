"""Landing and the lists beside it: which documents are new, what is kept, what was turned away.

Given to the flow and to `gongkai forget`. Landing holds one extraction per document, in shards
that are never changed, only replaced; what was turned away is in the quarantine, what an operator
took out is in the list of forgotten documents, and none of these is read again.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb
import polars as pl

from extract.contract import EXTRACTOR_VERSION, LANDING_SCHEMAS
from extract.extraction import name_of
from extract.landing import LandingTables, find_documents, write_shard
from extract.readers import READERS
from extract.sources import Source, SourceListError, read_sources
from flows.warehouse import Refused, Warehouse, WrongUse, sha256_of

# Reports in a shard: no shard is too large for one process's memory.
LARGEST_SHARD: Final = 250

QUARANTINE_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "report_id": pl.String,  # NULL: the document could not even be hashed; tried on each refresh
    "file_name": pl.String,
    "gate": pl.String,  # 'extraction' (not readable as a report) or 'landing' (broke the contract)
    "code": pl.String,
    "message": pl.String,
    "extractor_version": pl.String,
    "source_row": pl.String,  # as in the landing table report
}
FORGOTTEN_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "report_id": pl.String,
    "file_name": pl.String,
    "reason": pl.String,
}
RESTATED_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {"report_id": pl.String}


class Document(NamedTuple):
    """One file of the report folders, the sha256 of its bytes, and what is known of it."""

    path: Path
    report_id: str
    source: Source | None = None  # what sources.csv or the page that links to it says of it

    @property
    def source_row(self) -> str | None:
        """What landing keeps of the source: another text, and the document is read again."""
        return self.source.as_row() if self.source is not None else None


@dataclass(frozen=True, slots=True)
class Found:
    """What the report folders hold, compared with landing."""

    documents: tuple[Document, ...]  # each content once
    to_read: tuple[Document, ...]
    same_files: tuple[tuple[Path, Path], ...]  # (second, first) with the same bytes
    unreadable: tuple[dict[str, Any], ...]  # quarantine rows of files that could not be opened
    forgotten: tuple[Document, ...]  # still in the folders, not read
    remarks: tuple[str, ...] = ()  # on rows of sources.csv
    restated: frozenset[str] = frozenset()  # read before, by other words of sources.csv


def expect_folders(folders: Sequence[Path]) -> None:
    """Raise `WrongUse` for a folder of reports that is missing."""
    for folder in folders:
        if not folder.is_dir():
            raise WrongUse(
                f"{folder}: expected a folder of reports, found "
                f"{'a file' if folder.exists() else 'nothing'}; name one that is there."
            )


def table_files(files: Sequence[Path]) -> list[tuple[str, Path]]:
    """Someone else's landing tables, by their names: (table, file).

    Raises:
        WrongUse: a file is missing or is none of the three tables, or a table has no file.
    """
    found: list[tuple[str, Path]] = []
    for file in files:
        if not file.exists():
            raise WrongUse(f"{file}: expected a Parquet or CSV file or a folder, found nothing.")
        inner = file.rglob("*") if file.is_dir() else [file]
        for member in sorted(inner):
            if member is not file and member.suffix.lower() not in (".parquet", ".csv"):
                continue
            table = next((name for name in LANDING_SCHEMAS if member.name.startswith(name)), None)
            if table is None:
                raise WrongUse(
                    f"{member}: expected a file whose name begins with "
                    f"{', '.join(LANDING_SCHEMAS)}; rename it after the table it holds."
                )
            found.append((table, member))
    there = {table for table, _ in found}
    for table in LANDING_SCHEMAS:
        if table not in there and table != "extraction_note":
            raise WrongUse(
                f"{', '.join(map(str, files))}: expected a table {table} ({table}*.parquet or "
                f"{table}*.csv), found none; name it too."
            )
    return found


def find(warehouse: Warehouse, folders: Sequence[Path]) -> Found:
    """Hash the documents of `folders` and tell the new ones from those already read.

    Raises:
        WrongUse: there is no document in any of them.
    """
    documents, same_files, unreadable, remarks = documents_in(folders)
    forgotten = set(read_forgotten(warehouse)["report_id"])
    fixed = set(forgotten)  # never read, whatever sources.csv says
    read: set[tuple[str, str | None]] = set()  # as they are known now
    for report_id, version, source_row, _ in _held(warehouse):
        if not _is_own(version):
            fixed.add(report_id)
        elif version == EXTRACTOR_VERSION:
            read.add((report_id, source_row))
    quarantine = read_quarantine(warehouse).filter(extractor_version=EXTRACTOR_VERSION)
    read.update(quarantine["report_id", "source_row"].iter_rows())
    documents = [_without_fixed_page(document, fixed) for document in documents]
    new = {
        document.report_id
        for document in documents
        if document.report_id not in fixed and (document.report_id, document.source_row) not in read
    }
    restated = new & {report_id for report_id, _ in read}
    # An attachment is landed with its page, and takes from it what it does not say itself.
    pages = {
        document.source.main_report_id
        for document in documents
        if document.report_id in new and document.source is not None
    }
    new |= {page for page in pages if page is not None} - fixed
    return Found(
        documents=tuple(documents),
        to_read=tuple(document for document in documents if document.report_id in new),
        same_files=tuple(same_files),
        unreadable=tuple(unreadable),
        forgotten=tuple(document for document in documents if document.report_id in forgotten),
        remarks=tuple(remarks),
        restated=frozenset(restated),
    )


def _without_fixed_page(document: Document, fixed: Collection[str]) -> Document:
    """The document by itself, where its page is not read: forgotten, or read by someone else."""
    source = document.source
    if source is None or source.main_report_id not in fixed:
        return document
    return document._replace(
        source=replace(source, main=None, main_source=None, main_report_id=None)
    )


def documents_in(
    folders: Sequence[Path],
) -> tuple[list[Document], list[tuple[Path, Path]], list[dict[str, Any]], list[str]]:
    """Hash every document of `folders`, and read what `sources.csv` says of them.

    Returns:
        Each content once; the files with the same bytes, as (second, first); quarantine rows of
        the files that could not be opened; remarks on rows of sources.csv.

    Raises:
        WrongUse: there is no document in any of the folders, or a sources.csv is wrong.
    """
    paths = find_documents(folders)
    if not paths:
        raise WrongUse(
            f"{', '.join(map(str, folders))}: expected reports ({' '.join(READERS)}), found "
            "none; put documents there or name another folder."
        )
    with ThreadPoolExecutor() as pool:
        hashed = list(pool.map(_hashed, paths))
    try:
        lists = read_sources(folders, paths)
    except SourceListError as error:
        raise WrongUse(*error.lines) from error
    first: dict[str, Path] = {}
    same_files = []
    unreadable = []
    for path, report_id in zip(paths, hashed, strict=True):
        if isinstance(report_id, OSError):
            unreadable.append(_unreadable(path, report_id))
        elif report_id in first:
            same = first[report_id]
            if path in lists.sources and same not in lists.sources:
                first[report_id], path = path, same  # noqa: PLW2901 - the one that is known stays
            same_files.append((path, first[report_id]))
        else:
            first[report_id] = path
    report_ids = {
        path: report_id
        for path, report_id in zip(paths, hashed, strict=True)
        if isinstance(report_id, str)
    }
    documents = [
        Document(path, report_id, lists.of(path, report_ids)) for report_id, path in first.items()
    ]
    return documents, same_files, unreadable, lists.remarks


def _hashed(path: Path) -> str | OSError:
    try:
        return sha256_of(path)
    except OSError as error:
        return error


def _unreadable(path: Path, error: OSError) -> dict[str, Any]:
    return {
        "report_id": None,
        "file_name": name_of(path),
        "gate": "extraction",
        "code": "unreadable_file",
        "message": f"{path.with_name(name_of(path))}: expected a readable file, "
        f"found: {error.strerror}; mend the file or its permissions and refresh again.",
        "extractor_version": EXTRACTOR_VERSION,
        "source_row": None,
    }


def landed(warehouse: Warehouse) -> dict[str, str]:
    """Extractor version by report_id of everything in landing."""
    return {report_id: version for report_id, version, _, _ in _held(warehouse)}


def inputs(warehouse: Warehouse) -> Iterator[str]:
    """One line for everything in landing and quarantine that decides what a release holds."""
    foreign = set()
    for report_id, version, source_row, shard in sorted(_held(warehouse), key=str):
        yield f"{report_id} {version} {source_row or ''}"
        if not _is_own(version):
            foreign.add(shard)
    # What we extract follows from document and version; what others do, from its rows alone.
    for shard in sorted(foreign):
        for table in LANDING_SCHEMAS:
            yield f"{shard} {sha256_of(warehouse.landing / shard / f'{table}.parquet')}"
    for row in read_quarantine(warehouse).iter_rows():
        yield repr(row)


def _is_own(version: str) -> bool:
    # Versions of extract/ are numbers; an extraction of someone else keeps its own name and is
    # replaced by loading it anew, not by reading.
    return version.isdigit()


def read_quarantine(warehouse: Warehouse) -> pl.DataFrame:
    """The documents set aside: `QUARANTINE_SCHEMA`."""
    return _read(warehouse.quarantine, QUARANTINE_SCHEMA)


def read_forgotten(warehouse: Warehouse) -> pl.DataFrame:
    """The documents taken out by `gongkai forget`: `FORGOTTEN_SCHEMA`."""
    return _read(warehouse.forgotten, FORGOTTEN_SCHEMA)


def read_restated(warehouse: Warehouse) -> set[str]:
    """The documents whose year or place may have changed since the last publish, on purpose."""
    return set(_read(warehouse.restated, RESTATED_SCHEMA)["report_id"])


def note_restated(warehouse: Warehouse, report_ids: Collection[str]) -> None:
    """Remember documents that are read by other words of sources.csv, until a publish."""
    if report_ids:
        known = sorted(read_restated(warehouse) | set(report_ids))
        _write(pl.DataFrame({"report_id": known}, schema=RESTATED_SCHEMA), warehouse.restated)


def _read(file: Path, schema: Mapping[str, pl.DataType | type[pl.DataType]]) -> pl.DataFrame:
    empty = pl.DataFrame(schema=schema)
    # Columns that an older version did not write are NULL.
    return pl.concat([empty, pl.read_parquet(file)], how="diagonal") if file.exists() else empty


def _write(frame: pl.DataFrame, file: Path) -> None:
    aside = file.with_name(f".{file.name}.next")
    frame.write_parquet(aside)
    aside.replace(file)


def set_aside(
    warehouse: Warehouse, rows: Iterable[Mapping[str, Any]], read: Iterable[str | None]
) -> None:
    """Record documents in the quarantine.

    Args:
        warehouse: where.
        rows: quarantine rows, one or more per document.
        read: report_ids that were tried now, None for the files that cannot be opened; what
            the quarantine said of them is replaced.
    """
    tried = pl.Series(list(read), dtype=pl.String).implode()
    before = read_quarantine(warehouse)
    kept = before.filter(~pl.col("report_id").is_in(tried, nulls_equal=True))
    added = pl.DataFrame(list(rows), schema=QUARANTINE_SCHEMA)
    after = pl.concat([kept, added]).unique().sort(pl.all())
    if not after.equals(before):
        _write(after, warehouse.quarantine)


def settle(warehouse: Warehouse, unwanted: Iterable[str] = ()) -> None:
    """Leave one extraction of each report in landing, the newest, and none that is unwanted.

    Forgotten reports are always unwanted. Shards are rewritten beside the old ones, so that an
    interruption leaves a report twice but never not at all; the next call settles that.
    """
    for leftover in warehouse.landing.glob(".*"):
        shutil.rmtree(leftover)
    gone = {*unwanted, *read_forgotten(warehouse)["report_id"]}
    shards_of: dict[str, list[str]] = {}
    for report_id, _, _, shard in _held(warehouse):
        shards_of.setdefault(report_id, []).append(shard)
    doomed: dict[str, list[str]] = {}
    for report_id, shards in shards_of.items():
        if report_id in gone:
            superfluous = shards
        elif len(shards) > 1:
            newest = max(shards, key=lambda name: _age(warehouse.landing / name))
            superfluous = [shard for shard in shards if shard != newest]
        else:
            continue
        for shard in superfluous:
            doomed.setdefault(shard, []).append(report_id)
    for shard, reports in doomed.items():
        rest = _without(_shard(warehouse.landing / shard), reports)
        if not rest.report.is_empty():
            write_shard(rest, warehouse.landing)
        shutil.rmtree(warehouse.landing / shard)


def _age(shard: Path) -> tuple[int, str]:
    return shard.stat().st_mtime_ns, shard.name


def mirror(warehouse: Warehouse, found: Found) -> None:
    """Leave out of landing and quarantine whatever the report folders do not hold.

    Raises:
        Refused: a file could not be opened, so that it is not known whether it is still there.
    """
    if found.unreadable:
        raise Refused(
            *(row["message"] for row in found.unreadable),
            "A mirror would leave these documents out: expected every file to be readable.",
        )
    there = {document.report_id for document in found.documents}
    gone = landed(warehouse).keys() - there
    settle(warehouse, gone)
    set_aside(warehouse, [], set(read_quarantine(warehouse)["report_id"].drop_nulls()) - there)


def _held(warehouse: Warehouse) -> list[tuple[str, str, str | None, str]]:
    """(report_id, extractor_version, source_row, shard) of everything in landing."""
    if not any(warehouse.landing.glob("*/report.parquet")):
        return []
    with duckdb.connect() as connection:
        return connection.execute(
            "select report_id, extractor_version, source_row, "
            "parse_filename(parse_dirpath(filename)) "
            # Shards of extractor version 1 have no source_row.
            "from (from read_parquet($files, filename = true, union_by_name = true) "
            "union all by name select null::varchar as source_row where false)",
            {"files": str(warehouse.landing / "*" / "report.parquet")},
        ).fetchall()


def _shard(shard: Path) -> LandingTables:
    return LandingTables(
        *(pl.read_parquet(shard / f"{table}.parquet") for table in LandingTables._fields)
    )


def _without(tables: LandingTables, reports: Sequence[str]) -> LandingTables:
    return LandingTables(*(table.filter(~pl.col("report_id").is_in(reports)) for table in tables))


def forget(warehouse: Warehouse, report_id: str, reason: str) -> str:
    """Take one document out of landing and the quarantine, and never read it again.

    Args:
        warehouse: where.
        report_id: its sha256, or enough first digits of it to name one document.
        reason: why; recorded beside the id.

    Returns:
        The file name of the document.
    """
    known = read_quarantine(warehouse).select("report_id", "file_name")
    if any(warehouse.landing.glob("*/report.parquet")):
        reports = pl.scan_parquet(warehouse.landing / "*" / "report.parquet")
        known = pl.concat([known, reports.select("report_id", "file_name").collect()])
    matches = known.filter(pl.col("report_id").str.starts_with(report_id)).unique("report_id")
    if matches.height != 1 or not report_id:
        raise WrongUse(
            f"{report_id}: expected the report_id of one document (or its first digits), found "
            f"{matches.height} that match; dim_report and bridge_report_document list them."
        )
    row = {**matches.row(0, named=True), "reason": reason}
    added = pl.DataFrame([row], schema=FORGOTTEN_SCHEMA)
    _write(pl.concat([read_forgotten(warehouse), added]).sort("report_id"), warehouse.forgotten)
    settle(warehouse)
    set_aside(warehouse, [], [row["report_id"]])
    return str(row["file_name"])
