"""Readers of every kind read on while releases are published; none may meet more than a new one.

    python -m tests.connect.readers --publishes 50 [--reads 21] [--kinds KIND …] [--warehouse DIR]
                                    [--careless]

Each reader is a process of its own. Every release is a whole one with its version as a mark in
each row of two tables, and is put in place by the code that a refresh publishes with; the next one
follows when every kind has read `--reads` times since. A read is mixed if the release and the
marks of both tables are not of one version, or if a connection changes its release. A connection
is stale if it opened an older release than the last one published before. `--careless` writes each
file over the served one, as a copy would, and must be found out. Used by test_readers.py.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flows.tables import quoted_text
from flows.warehouse import SERVED_NAME, SUMS_NAME, Warehouse, connect, publish, version_order
from tests.connect import node, superset
from tests.connect.reading import END, KINDS, MARKED, MARKS, RELEASE, SUPERSET
from tests.flows.command import ROOT, SAMPLE, gongkai

NODE: Final = "node"
ALL: Final = (*KINDS, NODE, SUPERSET)
LONGEST_WAIT: Final = 120.0  # seconds until every kind has read so often
PAUSE: Final = 0.05
PARTS: Final = 8  # of 64 characters in a marked cell
PIECES: Final = 8  # in which a careless publish writes the file

# Puts the partial folder of a version in place; may call the last argument to let everyone read.
Put = Callable[[Warehouse, str, Callable[[], None]], None]


@dataclass(frozen=True)
class Plan:
    """How many releases follow the first, how they are put in place, and how often each kind reads
    before the next one follows."""

    publishes: int
    reads: int
    put: Put


@dataclass(frozen=True)
class Verdict:
    """What the readers of one kind met."""

    kind: str
    reads: int
    connections: int
    mixed: int
    stale: int
    releases: int
    errors: tuple[str, ...]

    @property
    def faults(self) -> int:
        return self.mixed + self.stale + len(self.errors)


def judge(kind: str, lines: Iterable[dict[str, Any]]) -> Verdict:
    """Hold what the readers of one kind printed against what they are promised."""
    reads = mixed = 0
    errors: list[str] = []
    opened: dict[int, str] = {}
    stale: set[int] = set()
    seen: set[str] = set()
    for line in lines:
        if "error" in line:
            errors.append(line["error"])
            continue
        reads += 1
        version, connection = line["version"], line["connection"]
        seen.add(version)
        if {version, *line["marks"]} != {opened.setdefault(connection, version)}:
            mixed += 1
        if version_order(opened[connection]) < version_order(line["published"]):
            stale.add(connection)
    return Verdict(kind, reads, len(opened), mixed, len(stale), len(seen), tuple(errors))


class Reader:
    """A process that reads, and what it has printed so far."""

    def __init__(self, kind: str, folder: Path, *arguments: Path | str) -> None:
        self.kind = kind
        self.lines: list[dict[str, Any]] = []
        command = [sys.executable, "-m", "tests.connect.reading", kind]
        if kind == NODE:
            code = (Path(__file__).parent / "reading.mjs").read_text(encoding="utf-8")
            command = node.program(folder, code)
        output = folder / f"{kind}.jsonl"
        with output.open("wb") as stream:
            self._process = subprocess.Popen(
                [*command, *map(str, arguments)],
                cwd=ROOT,
                env={**os.environ, "READ": json.dumps([RELEASE, *MARKS])},
                stdout=stream,
            )
        self._output = output.open(encoding="utf-8")
        self._rest = ""

    def listen(self) -> int:
        """Take in what it has printed; how many lines that is by now."""
        *whole, self._rest = (self._rest + self._output.read()).split("\n")
        self.lines += map(json.loads, whole)
        return len(self.lines)

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def end(self) -> Verdict:
        """Let it end, as it was told to, and judge what it met."""
        try:
            self._process.wait(LONGEST_WAIT)
        finally:
            self.kill()
        self.listen()
        self._output.close()
        code = self._process.returncode
        ended_badly = [{"error": f"the process ended with {code}"}] if code else []
        return judge(self.kind, [*self.lines, *ended_badly])

    def kill(self) -> None:
        """End it now, whatever it is doing."""
        if not self.has_ended:
            self._process.kill()
            self._process.wait()


def run(folder: Path, base: Path, kinds: Sequence[str], plan: Plan) -> list[Verdict]:
    """Publish releases made of `base`, a release's DuckDB file, while readers of each kind read.

    `folder` is scratch.
    """
    warehouse = Warehouse(folder / "warehouse")
    warehouse.create()
    told = folder / "told"
    day = "20260101"
    _make(warehouse, base, f"{day}.1")
    publish(warehouse, f"{day}.1")
    _tell(told, f"{day}.1")
    with _readers(kinds, folder, warehouse.root, told) as readers:
        _let_read(readers, plan.reads)
        for number in range(2, plan.publishes + 2):
            version = f"{day}.{number}"
            _make(warehouse, base, version)
            plan.put(warehouse, version, lambda: _let_read(readers, 1))
            _tell(told, version)
            _let_read(readers, plan.reads)
        _tell(told, END)
        return [reader.end() for reader in readers]


@contextmanager
def _readers(
    kinds: Sequence[str], folder: Path, warehouse: Path, told: Path
) -> Iterator[list[Reader]]:
    """A reader of each kind, under way; Superset is started for its own. All are ended."""
    readers: list[Reader] = []
    with ExitStack() as stack:
        where: dict[str, tuple[str, ...]] = {}
        if SUPERSET in kinds:
            # Before the readers, which would take its time to start.
            access = stack.enter_context(superset.serving(warehouse, folder))
            where[SUPERSET] = (access.address, access.password)
        for kind in kinds:
            readers.append(Reader(kind, folder, warehouse, told, *where.get(kind, ())))
            stack.callback(readers[-1].kill)
        yield readers


def as_a_refresh(warehouse: Warehouse, version: str, _let_everyone_read: object) -> None:
    """Publish as a refresh does."""
    publish(warehouse, version)


def over_the_served_file(
    warehouse: Warehouse, version: str, let_everyone_read: Callable[[], None]
) -> None:
    """Publish as a copy does, which readers may see at any moment; so that they will."""
    content = (warehouse.partial(version) / SERVED_NAME).read_bytes()
    size = -(-len(content) // PIECES)
    with warehouse.served.open("r+b") as served:
        for start in range(0, len(content), size):
            served.write(content[start : start + size])
            served.flush()
            let_everyone_read()
        served.truncate()


def _make(warehouse: Warehouse, base: Path, version: str) -> None:
    """A release whose every row says in two tables which one it is of, in many blocks of the file.

    What follows the mark cannot be compressed: else a whole column would be one value, in one block
    with the release's version, and no reader could ever see it of another release.
    """
    folder = warehouse.partial(version)
    folder.mkdir()
    file = folder / SERVED_NAME
    shutil.copyfile(base, file)
    mark = quoted_text(version)
    with connect(file) as connection:
        connection.execute(f"update meta.release set version = {mark}")
        for table, column in MARKED.items():
            filling = " || ".join(f"sha256({mark} || '{part}' || rowid)" for part in range(PARTS))
            connection.execute(f"update {table} set {column} = {mark} || ' ' || {filling}")
        connection.execute("checkpoint")
    (folder / SUMS_NAME).write_text("", encoding="utf-8")


def _tell(told: Path, text: str) -> None:
    fresh = told.with_suffix(".next")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(told)


def _let_read(readers: Sequence[Reader], reads: int) -> None:
    """Wait until every reader has read so many times more; one that has ended does not count."""
    wanted = {reader.kind: reader.listen() + reads for reader in readers}
    deadline = time.monotonic() + LONGEST_WAIT
    while late := [
        reader.kind
        for reader in readers
        if reader.listen() < wanted[reader.kind] and not reader.has_ended
    ]:
        assert time.monotonic() < deadline, f"no {reads} reads by {', '.join(late)}"
        time.sleep(PAUSE)


def table(verdicts: Sequence[Verdict]) -> str:
    """The verdicts as text, a line for each kind."""
    head = ("kind", "reads", "connections", "errors", "mixed", "stale", "releases seen")
    rows = [
        (v.kind, v.reads, v.connections, len(v.errors), v.mixed, v.stale, v.releases)
        for v in verdicts
    ]
    lines = [
        f"{kind:<16}" + "".join(f"{cell:>15}" for cell in cells) for kind, *cells in [head, *rows]
    ]
    return "\n".join([*lines, *(f"{v.kind}: {v.errors[0]}" for v in verdicts if v.errors)])


def main() -> int:
    """Publish as often as the arguments say; 1 if a reader noticed more than a new release."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--publishes", type=int, default=50)
    parser.add_argument("--reads", type=int, default=21, help="of each kind after each publish")
    parser.add_argument(
        "--kinds", nargs="+", choices=ALL, default=[k for k in ALL if k != SUPERSET]
    )
    parser.add_argument("--warehouse", type=Path, help="its release is taken; else the sample's")
    parser.add_argument("--careless", action="store_true", help="copy over the served file")
    arguments = parser.parse_args()
    for kind, reason in ((NODE, node.missing()), (SUPERSET, superset.missing())):
        if kind in arguments.kinds and reason is not None:
            parser.error(f"{kind}: {reason}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = arguments.warehouse
        if source is None:
            source = folder / "sample"
            ran = gongkai("refresh", "--reports", SAMPLE, "--warehouse", source, home=folder)
            assert ran.code == 0, ran
        put = over_the_served_file if arguments.careless else as_a_refresh
        began = time.monotonic()
        verdicts = run(
            folder,
            source / SERVED_NAME,
            arguments.kinds,
            Plan(arguments.publishes, arguments.reads, put),
        )
    print(f"{arguments.publishes} publishes in {time.monotonic() - began:.0f} s")
    print(table(verdicts))
    return int(any(verdict.faults for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
