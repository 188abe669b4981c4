"""Landing: which documents are to be read, reading them on all cores, the gate, and what is kept.

Given to the flow and to `gongkai extract`, `load` and `forget`. Landing holds one extraction per
document, in shards that are never changed, only replaced; what was turned away is in the
quarantine, what an operator took out is in the list of forgotten documents, and none of these
is read again.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb
import polars as pl

from expectations import GateResult, check_landing
from extract.contract import EXTRACTOR_VERSION, LANDING_SCHEMAS, OPTIONAL_COLUMNS
from extract.landing import LandingTables, find_documents, read_documents, read_shards, write_shard
from flows.warehouse import Refused, Warehouse, WrongUse, sha256_of

# Enough batches that the cores end together, and no shard too large for one process's memory.
BATCHES_PER_CORE: Final = 4
LARGEST_BATCH: Final = 250

QUARANTINE_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "report_id": pl.String,  # NULL: the document could not even be hashed; tried on each refresh
    "file_name": pl.String,
    "gate": pl.String,  # 'extraction' (not readable as a report) or 'landing' (broke the contract)
    "code": pl.String,
    "message": pl.String,
    "extractor_version": pl.String,
}
FORGOTTEN_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "report_id": pl.String,
    "file_name": pl.String,
    "reason": pl.String,
}


class Document(NamedTuple):
    """One file of the report folders and the sha256 of its bytes."""

    path: Path
    report_id: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the report folders hold, compared with landing."""

    documents: tuple[Document, ...]  # each content once
    to_read: tuple[Document, ...]
    same_files: tuple[tuple[Path, Path], ...]  # (second, first) with the same bytes
    unreadable: tuple[dict[str, Any], ...]  # quarantine rows of files that could not be opened
    forgotten: tuple[Document, ...]  # still in the folders, not read


def expect_folders(folders: Sequence[Path]) -> None:
    """Raise `WrongUse` for a folder of reports that is missing."""
    for folder in folders:
        if not folder.is_dir():
            raise WrongUse(
                f"{folder}: expected a folder of reports, found "
                f"{'a file' if folder.exists() else 'nothing'}; name a folder with --reports."
            )


def find(warehouse: Warehouse, folders: Sequence[Path]) -> Found:
    """Hash the documents of `folders` and tell the new ones from those already read.

    Raises:
        WrongUse: there is no document in any of them.
    """
    documents, same_files, unreadable = _documents(folders)
    forgotten = set(read_forgotten(warehouse)["report_id"])
    settled = {
        report_id
        for report_id, version in landed(warehouse).items()
        if version == EXTRACTOR_VERSION or not _is_own(version)
    }
    settled |= forgotten
    settled.update(
        read_quarantine(warehouse).filter(extractor_version=EXTRACTOR_VERSION)["report_id"]
    )
    return Found(
        documents=tuple(documents),
        to_read=tuple(document for document in documents if document.report_id not in settled),
        same_files=tuple(same_files),
        unreadable=tuple(unreadable),
        forgotten=tuple(document for document in documents if document.report_id in forgotten),
    )


def _documents(
    folders: Sequence[Path],
) -> tuple[list[Document], list[tuple[Path, Path]], list[dict[str, Any]]]:
    """Each content once; the files with the same bytes; quarantine rows of unreadable files."""
    paths = find_documents(folders)
    if not paths:
        raise WrongUse(
            f"{', '.join(map(str, folders))}: expected reports (.html, .pdf, .txt, .md), found "
            "none; put documents there or name another folder."
        )
    with ThreadPoolExecutor() as pool:
        hashed = list(pool.map(_hashed, paths))
    first: dict[str, Path] = {}
    same_files = []
    unreadable = []
    for path, report_id in zip(paths, hashed, strict=True):
        if isinstance(report_id, OSError):
            unreadable.append(_unreadable(path, report_id))
        elif report_id in first:
            same_files.append((path, first[report_id]))
        else:
            first[report_id] = path
    return [Document(path, report_id) for report_id, path in first.items()], same_files, unreadable


def _hashed(path: Path) -> str | OSError:
    try:
        return sha256_of(path)
    except OSError as error:
        return error


def _unreadable(path: Path, error: OSError) -> dict[str, Any]:
    return {
        "report_id": None,
        "file_name": path.name,
        "gate": "extraction",
        "code": "unreadable_file",
        "message": f"{path}: expected a readable file, found: {error.strerror}; "
        "mend the file or its permissions and refresh again.",
        "extractor_version": EXTRACTOR_VERSION,
    }


def landed(warehouse: Warehouse) -> dict[str, str]:
    """Extractor version by report_id of everything in landing."""
    return {report_id: version for report_id, version, _ in _held(warehouse)}


def inputs(warehouse: Warehouse) -> Iterator[str]:
    """One line for everything in landing and quarantine that decides what a release holds."""
    foreign = set()
    for report_id, version, shard in sorted(_held(warehouse)):
        yield f"{report_id} {version}"
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


def _read(file: Path, schema: Mapping[str, pl.DataType | type[pl.DataType]]) -> pl.DataFrame:
    return pl.read_parquet(file) if file.exists() else pl.DataFrame(schema=schema)


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


def batches(documents: Sequence[Document]) -> list[list[Document]]:
    """Cut the documents to read into the batches that the workers take."""
    cores = os.cpu_count() or 1
    size = max(1, min(LARGEST_BATCH, -(-len(documents) // (cores * BATCHES_PER_CORE))))
    return [list(documents[start : start + size]) for start in range(0, len(documents), size)]


class Reading:
    """Documents being read on all cores, from the moment this is made."""

    def __init__(self, documents: Sequence[Document], folder: Path) -> None:
        """Begin to read.

        Args:
            documents: what to read.
            folder: where each batch becomes a shard.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._total = len(documents)
        self._pool = _pool()
        self._running = {
            self._pool.submit(_read_batch, batch, folder): batch for batch in batches(documents)
        }

    def rejected(self, advance: Callable[[int, int], None]) -> list[dict[str, Any]]:
        """Wait for the end.

        Args:
            advance: called with (documents done, documents in all) as batches end.

        Returns:
            Quarantine rows of the documents that could not be read as reports.
        """
        rejected: list[dict[str, Any]] = []
        unfinished: list[Document] = []
        done = 0
        for future in as_completed(self._running):
            try:
                rejected += future.result()
            except BrokenProcessPool:
                unfinished += self._running[future]
                continue
            done += len(self._running[future])
            advance(done, self._total)
        self._pool.shutdown()
        # A document that takes its process down is found by giving each one a process of its own.
        for document in unfinished:
            with _pool(workers=1) as pool:
                try:
                    rejected += pool.submit(_read_batch, [document], self._folder).result()
                except BrokenProcessPool:
                    rejected.append(_crashed(document))
            done += 1
            advance(done, self._total)
        return rejected

    def cancel(self) -> None:
        """Begin no further batch."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def extract(
    folders: Sequence[Path], out: Path, advance: Callable[[int, int], None]
) -> list[dict[str, Any]]:
    """Read all documents of `folders` into `out`/{report,figure,extraction_note}.parquet.

    Returns:
        Quarantine rows of the documents that could not be read as reports; each also has a note.
    """
    documents, _, unreadable = _documents(folders)
    shards = out / ".shards"
    shutil.rmtree(shards, ignore_errors=True)
    rejected = unreadable + Reading(documents, shards).rejected(advance)
    tables = read_shards(shards)
    notes = pl.DataFrame(
        [
            {**{name: row[name] for name in ("report_id", "code", "message")}, "severity": "error"}
            for row in rejected
        ],
        schema=LANDING_SCHEMAS["extraction_note"],
    )
    tables = tables._replace(extraction_note=pl.concat([tables.extraction_note, notes]))
    for table, frame in tables._asdict().items():
        frame.sort(pl.all()).write_parquet(out / f"{table}.parquet")
    shutil.rmtree(shards)
    return rejected


def _pool(workers: int | None = None) -> ProcessPoolExecutor:
    # Not fork: Polars and DuckDB hold threads whose locks a forked child would inherit.
    return ProcessPoolExecutor(
        max_workers=workers or os.cpu_count(),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_end_with_parent,
    )


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    # A killed parent cannot tell its workers to end; they would wait for ever.
    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _read_batch(documents: Sequence[Document], folder: Path) -> list[dict[str, Any]]:
    tables = read_documents([document.path for document in documents])
    accepted = tables.report["report_id"]
    names = {document.report_id: document.path.name for document in documents}
    turned_away = tables.extraction_note.filter(
        ~pl.col("report_id").is_in(accepted.implode()) & (pl.col("severity") == "error")
    )
    rejected = [
        {
            "report_id": note["report_id"],
            "file_name": names.get(note["report_id"]),
            "gate": "extraction",
            "code": note["code"],
            "message": note["message"],
            "extractor_version": EXTRACTOR_VERSION,
        }
        for note in turned_away.iter_rows(named=True)
    ]
    if not tables.report.is_empty():
        notes = tables.extraction_note.filter(pl.col("report_id").is_in(accepted.implode()))
        write_shard(tables._replace(extraction_note=notes), folder)
    return rejected


def _crashed(document: Document) -> dict[str, Any]:
    return {
        "report_id": document.report_id,
        "file_name": document.path.name,
        "gate": "extraction",
        "code": "reader_crashed",
        "message": f"{document.path}: expected a document that can be read, found one that ends "
        "the reading process; look at the file, and load its figures with `gongkai load`.",
        "extractor_version": EXTRACTOR_VERSION,
    }


def check_incoming(
    warehouse: Warehouse, docs: Path | None
) -> tuple[GateResult, list[dict[str, Any]]]:
    """Hold the incoming shards against the landing gate.

    Returns:
        The gate's result, and a quarantine row for each report that fails.

    Raises:
        Refused: a failure that belongs to no single report.
    """
    scratch = warehouse.build / "arrivals.duckdb"
    scratch.unlink(missing_ok=True)
    with duckdb.connect(str(scratch)) as connection:
        connection.execute("create schema incoming")
        for table in LANDING_SCHEMAS:
            files = str(warehouse.incoming / "*" / f"{table}.parquet")
            connection.execute(
                f"create table incoming.{table} as select * from read_parquet('{_quoted(files)}')"  # noqa: S608
            )
        names = dict(
            connection.execute("select report_id, file_name from incoming.report").fetchall()
        )
        versions = dict(
            connection.execute(
                "select report_id, extractor_version from incoming.report"
            ).fetchall()
        )
    result = check_landing(scratch, "incoming", docs)
    scratch.unlink()
    whole = [failure.message for failure in result.failures if failure.report_id is None]
    if whole:
        raise Refused(*whole)
    rows = [
        {
            "report_id": failure.report_id,
            "file_name": names.get(failure.report_id),
            "gate": "landing",
            "code": failure.expectation,
            "message": failure.message,
            "extractor_version": versions.get(failure.report_id, EXTRACTOR_VERSION),
        }
        for failure in result.failures
    ]
    return result, rows


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def accept(warehouse: Warehouse, turned_away: Iterable[str]) -> None:
    """Move the incoming shards into landing, without the reports turned away at the gate.

    A report that landing holds already is replaced.
    """
    ids = list(turned_away)
    for shard in sorted(warehouse.incoming.iterdir()):
        tables = _without(_shard(shard), ids)
        if not tables.report.is_empty():
            write_shard(tables, warehouse.landing)
    settle(warehouse)
    shutil.rmtree(warehouse.incoming)


def settle(warehouse: Warehouse, unwanted: Iterable[str] = ()) -> None:
    """Leave one extraction of each report in landing, the newest, and none that is unwanted.

    Forgotten reports are always unwanted. Shards are rewritten beside the old ones, so that an
    interruption leaves a report twice but never not at all; the next call settles that.
    """
    for leftover in warehouse.landing.glob(".*"):
        shutil.rmtree(leftover)
    gone = {*unwanted, *read_forgotten(warehouse)["report_id"]}
    shards_of: dict[str, list[str]] = {}
    for report_id, _, shard in _held(warehouse):
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


def _held(warehouse: Warehouse) -> list[tuple[str, str, str]]:
    """(report_id, extractor_version, shard) of everything in landing."""
    if not any(warehouse.landing.glob("*/report.parquet")):
        return []
    with duckdb.connect() as connection:
        return connection.execute(
            "select report_id, extractor_version, parse_filename(parse_dirpath(filename)) "
            "from read_parquet($files, filename = true)",
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


def tables_from_files(files: Sequence[Path]) -> LandingTables:
    """Read someone else's landing tables, Parquet or CSV, strictly by the contract.

    Args:
        files: `report*`, `figure*` and `extraction_note*` files, or folders that hold them.
            Notes may be missing; so may the columns in `OPTIONAL_COLUMNS`.

    Raises:
        WrongUse: a file is missing or is none of the three tables.
        Refused: a column is missing, unknown, or holds what its type cannot.
    """
    members: dict[str, list[pl.DataFrame]] = {table: [] for table in LANDING_SCHEMAS}
    for file in _table_files(files):
        table = next((name for name in LANDING_SCHEMAS if file.name.startswith(name)), None)
        if table is None:
            raise WrongUse(
                f"{file}: expected a file whose name begins with "
                f"{', '.join(LANDING_SCHEMAS)}; rename it after the table it holds."
            )
        members[table].append(_conform(file, table))
    for table in ("report", "figure"):
        if not members[table]:
            raise WrongUse(
                f"{', '.join(map(str, files))}: expected a table {table} ({table}*.parquet or "
                f"{table}*.csv), found none; name it too."
            )
    return LandingTables(
        **{
            table: pl.concat(members[table]) if members[table] else pl.DataFrame(schema=schema)
            for table, schema in LANDING_SCHEMAS.items()
        }
    )


def _table_files(files: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for file in files:
        if file.is_dir():
            found += sorted(
                path for path in file.rglob("*") if path.suffix.lower() in (".parquet", ".csv")
            )
        elif file.is_file():
            found.append(file)
        else:
            raise WrongUse(f"{file}: expected a Parquet or CSV file or a folder, found nothing.")
    return found


def _conform(file: Path, table: str) -> pl.DataFrame:
    schema = LANDING_SCHEMAS[table]
    try:
        if file.suffix.lower() == ".parquet":
            frame = pl.read_parquet(file)
        else:
            frame = pl.read_csv(file, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Refused(
            f"{file}: expected a Parquet or CSV file (UTF-8), found: {_first_line(error)}; "
            "write it again."
        ) from error
    missing = [name for name in schema if name not in {*frame.columns, *OPTIONAL_COLUMNS}]
    unknown = [name for name in frame.columns if name not in schema]
    if missing or unknown:
        raise Refused(
            f"{file}: expected the columns of the landing table {table}, found "
            + "; ".join(
                f"{what} {', '.join(names)}"
                for what, names in (("none named", missing), ("also", unknown))
                if names
            )
            + "; extract/contract.py lists them."
        )
    columns = []
    for name, dtype in schema.items():
        if name not in frame.columns:
            columns.append(pl.Series(name, [None] * frame.height, dtype=dtype))
            continue
        column = frame[name]
        converted = (
            column.str.to_date("%Y-%m-%d", strict=False)
            if dtype == pl.Date and column.dtype == pl.String
            else column.cast(dtype, strict=False)
        )
        lost = (_changed(column, converted) & column.is_not_null()).arg_true()
        if lost.len():
            row = int(lost[0])
            raise Refused(
                f"{file}: row {row + 1}, column {name}: expected {dtype}, found "
                f"{column[row]!r} ({lost.len()} such rows); mend the file and load it again."
            )
        columns.append(converted)
    return pl.DataFrame(columns)


def _changed(column: pl.Series, converted: pl.Series) -> pl.Series:
    """Whether a value is another one after its conversion: not convertible, or rounded."""
    changed = converted.is_null()
    if converted.dtype.is_numeric():
        exact = pl.Decimal(38, 12)
        changed |= column.cast(exact, strict=False).ne_missing(converted.cast(exact))
    return changed


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
