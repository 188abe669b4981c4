"""Memory over a hundred thousand documents: flat, however many there are.

A few hundred reports are read over and over on all cores, each time with other numbers in the
cells, another name and another text, so that no two are the same for any cache. The landing shards
are written as in a refresh.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import threading
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from bench.documents import reports
from bench.measure import Measure
from bench.processes import resident_bytes
from extract import read_bytes
from extract.extraction import Extraction
from extract.landing import read_documents, write_shard
from flows.landing import Document
from flows.limits import Guard
from flows.reading import Reading

DOCUMENTS: Final = 100_000
AT: Final = (10_000, 50_000, DOCUMENTS)
MOST_GROWTH: Final = 1.1  # of the peak since the first of them
ORIGINALS: Final = 200
SAMPLE_SECONDS: Final = 0.5
_CELL_NUMBER = re.compile(rb">(\d+)<")


def measure_memory(say: Callable[[str], None], documents: int = DOCUMENTS) -> list[Measure]:
    """The one row: peak of the process tree after all documents against that after the tenth."""
    peaks: dict[int, int] = {}
    peak = 0
    marks = [at * documents // DOCUMENTS for at in AT]
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(SAMPLE_SECONDS):
            peak = max(peak, resident_bytes(os.getpid()))

    def advance(done: int, _: int) -> None:
        for mark in marks:
            if done >= mark and mark not in peaks:
                peaks[mark] = peak
                say(f"{mark:,} documents: at most {peak / 1e6:.0f} MB until here")

    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        folder = Path(name)
        say(f"{ORIGINALS} reports are made")
        pages = filter(_is_utf_8, (data for _, data in reports("html", 3 * ORIGINALS, 0)))
        for number, data in enumerate(islice(pages, ORIGINALS)):
            (folder / f"{number}.html").write_bytes(data)
        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            numbered = [
                Document(folder / f"{number}", hashlib.sha256(str(number).encode()).hexdigest())
                for number in range(documents)
            ]
            reading = Reading(numbered, folder / "shards", read=read_changed)
            rejected = reading.rejected(advance)
        finally:
            ended.set()
            watcher.join()
    if rejected:
        raise RuntimeError(f"expected {documents} reports that can be read, found {rejected[0]}")
    growth = peaks[marks[-1]] / peaks[marks[0]]
    remark = ", ".join(f"{at:,}: {peaks[at] / 1e6:.0f} MB" for at in marks)
    return [
        Measure.at_most("memory after all documents / a tenth", growth, MOST_GROWTH, "x", remark)
    ]


def read_changed(folder: Path, documents: Sequence[Document], guard: Guard) -> list[dict[str, Any]]:
    """Read changed copies of the reports beside `folder` into a shard of it."""

    def read(path: Path) -> Extraction:
        number = int(path.name)
        original = path.with_name(f"{number % ORIGINALS}.html").read_bytes()
        name = f"{number}.html"
        return guard.read(
            number % len(documents), partial(read_bytes, name, _changed(original, number))
        )

    tables = read_documents([document.path for document in documents], read)
    if len(tables.report) < len(documents):
        return [{"found": tables.extraction_note["message"].to_list()[:3]}]
    write_shard(tables, folder)
    return []


def _is_utf_8(data: bytes) -> bool:
    """Whether a page can be changed by bytes of UTF-8."""
    try:
        return b"</body>" in data and bool(data.decode())
    except UnicodeDecodeError:
        return False


def _changed(page: bytes, number: int) -> bytes:
    """The page with other numbers in its cells and a sentence of its own."""
    page = _CELL_NUMBER.sub(lambda found: b">%d<" % ((int(found[1]) + number) % 100_000), page)
    own = f"<p>本页第{number}号，由第{number}组编写，供查阅。</p>".encode()
    return page.replace(b"</body>", own + b"</body>")
