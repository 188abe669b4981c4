"""Documents read on all cores, in batches, each of which becomes a shard of landing tables.

Given to the flow and to `gongkai extract`.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Final

import polars as pl

from extract.contract import EXTRACTOR_VERSION, LANDING_SCHEMAS
from extract.landing import read_documents, read_shards, write_shard
from flows.landing import LARGEST_SHARD, Document, documents_in

# Enough batches that the cores end together.
BATCHES_PER_CORE: Final = 4


def _batches(documents: Sequence[Document]) -> list[list[Document]]:
    """Cut the documents to read into the batches that the workers take."""
    cores = os.cpu_count() or 1
    size = max(1, min(LARGEST_SHARD, -(-len(documents) // (cores * BATCHES_PER_CORE))))
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
            self._pool.submit(_read_batch, batch, folder): batch for batch in _batches(documents)
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
        Quarantine rows of the documents that could not be read as reports; each that has a
        report_id also has a note.
    """
    documents, _, unreadable = documents_in(folders)
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
