"""Documents read on all cores, in batches, each of which becomes a shard of landing tables.

Given to the flow and to `gongkai extract`. Each document has its limits (`flows.limits`); one that
goes beyond them is set aside with a note, and so is one that takes its process down.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import polars as pl

from extract.contract import EXTRACTOR_VERSION, LANDING_SCHEMAS
from extract.extraction import (
    TOO_MUCH_MEMORY,
    Extraction,
    name_of,
    read_document,
    turned_away,
)
from extract.landing import read_documents, read_shards, write_shard
from extract.notes import Note
from extract.sources import NO_SOURCE
from flows.landing import LARGEST_SHARD, Document, documents_in
from flows.limits import Guard, Limits, TookTooLong
from flows.workers import Done, Workers

# Enough batches that the cores end together.
BATCHES_PER_CORE: Final = 4
LIMITS: Final = Limits()
_ACTION: Final = "look at the file, and load its figures with `gongkai load`"
_TOO_LONG: Final = Note(
    severity="error",
    code="took_too_long",
    place="whole file",
    expected="a document that is read in the time that there is for one",
    found="one that takes longer",
    action=_ACTION,
)
_CRASHED: Final = Note(
    severity="error",
    code="reader_crashed",
    place="whole file",
    expected="a document that can be read",
    found="one that ends the reading process",
    action=_ACTION,
)


def read_batch(folder: Path, documents: Sequence[Document], guard: Guard) -> list[dict[str, Any]]:
    """Read documents into a shard of `folder`; quarantine rows of those that are no reports."""
    numbers = {document.path: number for number, document in enumerate(documents)}

    def read(path: Path) -> Extraction:
        try:
            source = documents[numbers[path]].source or NO_SOURCE
            return guard.read(numbers[path], partial(read_document, path, source))
        except TookTooLong:
            note = _TOO_LONG
        except MemoryError:  # the file itself is larger
            note = TOO_MUCH_MEMORY
        # Only here is what the document took given back.
        return turned_away(documents[numbers[path]].report_id, name_of(path), [note])

    tables = read_documents([document.path for document in documents], read)
    accepted = tables.report["report_id"]
    known = {document.report_id: document for document in documents}
    refused = tables.extraction_note.filter(
        ~pl.col("report_id").is_in(accepted.implode()) & (pl.col("severity") == "error")
    )
    if not tables.report.is_empty():
        notes = tables.extraction_note.filter(pl.col("report_id").is_in(accepted.implode()))
        write_shard(tables._replace(extraction_note=notes), folder)
    return [
        _set_aside(
            # One that could not be opened a second time has no identity.
            known.get(note["report_id"], Document(Path(), note["report_id"])),
            note["code"],
            note["message"],
        )
        for note in refused.iter_rows(named=True)
    ]


def _set_aside(document: Document, code: str, message: str) -> dict[str, Any]:
    """A quarantine row."""
    return {
        "report_id": document.report_id,
        "file_name": name_of(document.path) or None,
        "gate": "extraction",
        "code": code,
        "message": message,
        "extractor_version": EXTRACTOR_VERSION,
        "source_row": document.source_row,
    }


def _batches(documents: Sequence[Document]) -> list[list[Document]]:
    """Cut the documents to read into the batches that the workers take."""
    cores = os.cpu_count() or 1
    size = max(1, min(LARGEST_SHARD, -(-len(documents) // (cores * BATCHES_PER_CORE))))
    return [list(documents[start : start + size]) for start in range(0, len(documents), size)]


class Reading:
    """Documents being read on all cores, from the moment this is made."""

    def __init__(
        self,
        documents: Sequence[Document],
        folder: Path,
        limits: Limits = LIMITS,
        read: Callable[[Path, Sequence[Document], Guard], list[dict[str, Any]]] = read_batch,
    ) -> None:
        """Begin to read.

        Args:
            documents: what to read.
            folder: where each batch becomes a shard.
            limits: for each document.
            read: reads a batch; a function of a module.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._total = len(documents)
        self._workers = Workers(partial(read, folder), _batches(documents), limits)

    def rejected(self, advance: Callable[[int, int], None]) -> list[dict[str, Any]]:
        """Wait for the end.

        Args:
            advance: called with (documents done, documents in all) as batches end.

        Returns:
            Quarantine rows of the documents that could not be read as reports.
        """
        rejected: list[dict[str, Any]] = []
        done = 0
        for end in self._workers.ends():
            if isinstance(end, Done):
                rejected += end.result
                done += len(end.documents)
            else:
                note = _TOO_LONG if end.took_too_long else _CRASHED
                message = note.message(name_of(end.document.path))
                rejected.append(_set_aside(end.document, note.code, message))
                done += 1
            advance(done, self._total)
        return rejected

    def cancel(self) -> None:
        """Stop reading."""
        self._workers.cancel()


def extract(
    folders: Sequence[Path], out: Path, advance: Callable[[int, int], None]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Read all documents of `folders` into `out`/{report,figure,extraction_note}.parquet.

    Returns:
        Quarantine rows of the documents that could not be read as reports; each that has a
        report_id also has a note. Remarks on rows of sources.csv.
    """
    documents, _, unreadable, remarks = documents_in(folders)
    shards = out / ".shards"
    shutil.rmtree(shards, ignore_errors=True)
    rejected = unreadable + Reading(documents, shards).rejected(advance)
    tables = read_shards(shards)
    notes = pl.DataFrame(
        [
            {**{name: row[name] for name in ("report_id", "code", "message")}, "severity": "error"}
            for row in rejected
            if row["report_id"] is not None
        ],
        schema=LANDING_SCHEMAS["extraction_note"],
    )
    tables = tables._replace(extraction_note=pl.concat([tables.extraction_note, notes]))
    for table, frame in tables._asdict().items():
        frame.sort(pl.all()).write_parquet(out / f"{table}.parquet")
    shutil.rmtree(shards)
    return rejected, remarks
