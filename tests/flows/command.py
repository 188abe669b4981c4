"""Runs the real `gongkai` command in a process of its own, on small folders of documents.

Used by the tests of flows/ and by the fixtures of all tests. `until` lets a test act at the
moment a step begins.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_reports"
LONGEST_SECONDS = 600

# Fixture `once`: the folder of a name, filled by a function once for all processes of the run.
Once = Callable[[str, Callable[[Path], None]], Path]

# Words of libraries; none of them may reach a person.
NOISE = (
    "Traceback",
    "Warning",
    "WARNING",
    "prefect.",
    "nanobind",
    "Calculating Metrics",
    "http://",
)


@dataclass(frozen=True)
class Ran:
    """What a finished command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """The environment of a person who has set nothing, with a home folder of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, "HOME": str(home), **more}


def gongkai(*arguments: object, home: Path, env: Mapping[str, str] | None = None) -> Ran:
    """Run `gongkai` with `arguments` to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        cwd=ROOT,
        env=surroundings(home, **(env or {})),
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Published:
    """A warehouse after its first refresh, and what that refresh said. Copy it to change it."""

    warehouse: Path
    reports: Path
    home: Path
    ran: Ran


def publish(folder: Path, reports: Path) -> None:
    """Refresh a new warehouse in `folder`, as one who has set nothing; keep what was said."""
    (folder / "home").mkdir()
    arguments = ("refresh", "--reports", reports, "--warehouse", folder / "warehouse")
    ran = gongkai(*arguments, home=folder / "home")
    (folder / "ran.json").write_text(json.dumps(asdict(ran)), "utf-8")


def published_in(folder: Path, reports: Path) -> Published:
    """What `publish` left in `folder`, perhaps in another process of the test run."""
    ran = Ran(**json.loads((folder / "ran.json").read_text("utf-8")))
    return Published(folder / "warehouse", reports, folder / "home", ran)


class Running:
    """A command under way."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []

    def until(self, beginning: str) -> None:
        """Read its output up to the line that begins with `beginning`."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            if line.startswith(beginning):
                return
        raise AssertionError(f"no line begins with {beginning!r}: {''.join(self.lines)}")

    def finish(self) -> Ran:
        """Wait for its end."""
        rest, err = self.process.communicate(timeout=LONGEST_SECONDS)
        return Ran(self.process.returncode, "".join(self.lines) + rest, err)


@contextmanager
def started(
    *arguments: object, home: Path, env: Mapping[str, str] | None = None
) -> Iterator[Running]:
    """Start `gongkai`; whatever is left of it at the end is killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        cwd=ROOT,
        env=surroundings(home, **(env or {})),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    watchdog = threading.Timer(LONGEST_SECONDS, process.kill)
    watchdog.start()
    try:
        yield Running(process)
    finally:
        watchdog.cancel()
        if process.poll() is None:
            process.kill()
        process.communicate()


def rows(file: Path, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a query on a DuckDB file, opened as readers open it."""
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(query, list(parameters)).fetchall()


def parquet_bytes(release: Path) -> dict[str, bytes]:
    """Content by name of every Parquet file of a release."""
    return {file.name: file.read_bytes() for file in sorted(release.glob("*.parquet"))}


def copy_warehouse(source: Path, target: Path) -> Path:
    """A warehouse of one's own to change."""
    shutil.copytree(source, target, symlinks=True)
    return target


def state(warehouse: Path) -> dict[str, tuple[int, int]]:
    """Inode and size of everything that readers see."""
    seen = [warehouse / "gongkai.duckdb", *sorted((warehouse / "releases").rglob("*"))]
    return {
        str(path.relative_to(warehouse)): (path.lstat().st_ino, path.lstat().st_size)
        for path in seen
    }
