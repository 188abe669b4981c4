"""Landing tables of documents: read, written and read back as Parquet shards.

Used by `flows` (batches over processes) and `bench`. A shard holds what one batch gave; its name
and its bytes depend on the documents alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl

from extract.contract import LANDING_SCHEMAS
from extract.extraction import Extraction, failure, read_document, turned_away
from extract.notes import UnreadableDocumentError
from extract.readers import READERS
from extract.readers.kinds import reader_name

SHARD_ID_LENGTH: Final = 16
# Fixed, so that the same tables are the same bytes.
ROW_GROUP_SIZE: Final = 131_072
COMPRESSION_LEVEL: Final = 3


class LandingTables(NamedTuple):
    """The three landing tables, with the schemas of `contract.LANDING_SCHEMAS`."""

    report: pl.DataFrame
    figure: pl.DataFrame
    extraction_note: pl.DataFrame


_SORT_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "report": ("report_id",),
    "figure": ("report_id", "char_start", "figure_id"),
    "extraction_note": ("report_id", "severity", "code", "message"),
}


def read_documents(
    paths: Sequence[Path], read: Callable[[Path], Extraction] = read_document
) -> LandingTables:
    """Read one batch in this process. The same bytes twice are one report; the first name stays.

    Documents that were turned away have notes under their report_id and no report row. `read`: as
    `read_document`, which never raises.
    """
    seen: set[str] = set()
    extractions: list[Extraction] = []
    _convert_together(paths)
    for path in paths:
        extraction = read(path)
        if extraction.report is not None:
            if extraction.report["report_id"] in seen:
                continue
            seen.add(extraction.report["report_id"])
        extractions.append(extraction)
    try:
        return _tables(extractions)
    except (pl.exceptions.PolarsError, ArithmeticError, TypeError, ValueError):
        # A value of one of them that no column holds: the others are kept.
        return _tables(map(_conforming, extractions))


def _conforming(extraction: Extraction) -> Extraction:
    """The extraction, or a note if its rows are not those of the contract."""
    try:
        _tables([extraction])
    except (pl.exceptions.PolarsError, ArithmeticError, TypeError, ValueError) as error:
        report = extraction.report or extraction.notes[0]
        return turned_away(report["report_id"], str(report.get("file_name")), [failure(error)])
    return extraction


def _tables(extractions: Iterable[Extraction]) -> LandingTables:
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in LANDING_SCHEMAS}
    for extraction in extractions:
        if extraction.report is not None:
            rows["report"].append(extraction.report)
        rows["figure"] += extraction.figures
        rows["extraction_note"] += extraction.notes
    return LandingTables(**{name: _frame(name, found) for name, found in rows.items()})


def _convert_together(paths: Sequence[Path]) -> None:
    """Have the Word 97 documents among the paths converted in one start of LibreOffice."""
    waiting = []
    for path in paths:
        if READERS.get(path.suffix.lower()) == "doc":
            try:
                data = path.read_bytes()
                if reader_name(path.name, data) == "doc":
                    waiting.append(data)
            except (OSError, UnreadableDocumentError):
                continue  # reading it will say so
    if len(waiting) > 1:
        from extract.readers import doc  # noqa: PLC0415 - readers are imported when they are used

        doc.prepare(waiting)


def _frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    schema = LANDING_SCHEMAS[name]
    found = list(rows)
    frame = pl.DataFrame(
        {column: [row[column] for row in found] for column in schema}, schema=schema, strict=True
    )
    return frame.sort(_SORT_KEYS[name])


def find_documents(folders: Sequence[Path]) -> list[Path]:
    """Every file of a supported type under the folders, sorted; a file given is itself."""
    found: set[Path] = set()
    for folder in folders:
        if folder.is_file():
            found.add(folder)
            continue
        found.update(
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in READERS and not path.name.startswith(".") and path.is_file()
        )
    return sorted(found)


def shard_id(report_ids: Iterable[str]) -> str:
    """First 16 hex of the sha256 of the sorted report_ids."""
    return hashlib.sha256("".join(sorted(report_ids)).encode()).hexdigest()[:SHARD_ID_LENGTH]


def write_shard(tables: LandingTables, folder: Path) -> Path:
    """Write the tables as `folder/<shard_id>/<table>.parquet`; give the shard's folder.

    The shard appears under its name complete or not at all. One that is there is replaced.
    """
    shard = folder / shard_id(tables.report["report_id"])
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".shard-", dir=folder))
    try:
        for name, frame in tables._asdict().items():
            path = aside / f"{name}.parquet"
            frame.sort(_SORT_KEYS[name]).write_parquet(
                path,
                compression="zstd",
                compression_level=COMPRESSION_LEVEL,
                row_group_size=ROW_GROUP_SIZE,
            )
            _sync(path)
        aside.chmod(0o755)
        _sync(aside)
        if shard.exists():
            shutil.rmtree(shard)
        aside.rename(shard)
        _sync(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return shard


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_shards(folder: Path) -> LandingTables:
    """All shards under a folder as one; empty tables where there is none."""
    shards = (
        sorted(path for path in folder.glob("[!.]*") if path.is_dir()) if folder.exists() else []
    )
    frames = {
        name: [pl.DataFrame(schema=LANDING_SCHEMAS[name])]
        + [pl.read_parquet(shard / f"{name}.parquet") for shard in shards]
        for name in LANDING_SCHEMAS
    }
    return LandingTables(**{name: pl.concat(found) for name, found in frames.items()})
