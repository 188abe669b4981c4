"""Kill refreshes and see whether readers and the next refresh are any the worse for it.

    python -m tests.flows.kill_refresh --times 30 [--reports DIR]

Kills once as each step begins (the step before has then just ended), then at random moments, with
`kill -9`. After each kill the served file must open and be one of the two releases that it may
be, and no process of the refresh may be left; the next refresh must succeed, with the same bytes
in every Parquet file as a refresh that nobody killed. Used by test_kill.py with a few moments.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.flows.command import (
    SAMPLE,
    copy_warehouse,
    gongkai,
    parquet_bytes,
    rows,
    started,
)

STEPS = (
    "Start",
    "Read documents",
    "Landing gate",
    "Load",
    "Models and their tests",
    "Marts gate",
    "Assemble the release",
    "Release gate",
    "Publish",
    "Documents found",
)


@dataclass(frozen=True)
class Setting:
    """A warehouse with one release, reports that hold more, and the release they lead to."""

    home: Path
    before: Path
    reports: Path
    wanted: dict[str, bytes]
    seconds: float


def prepare(folder: Path, first: Sequence[Path], more: Sequence[Path]) -> Setting:
    """Publish the documents `first`, then, in a copy and unharmed, `more` with them."""
    home = folder / "home"
    before = folder / "before"
    reports = folder / "reports"
    for new in (home, reports):
        new.mkdir(parents=True)
    for document in first:
        shutil.copy(document, reports)
    _refresh(reports, before, home)
    for document in more:
        shutil.copy(document, reports)
    after = copy_warehouse(before, folder / "after")
    began = time.monotonic()
    _refresh(reports, after, home)
    seconds = time.monotonic() - began
    return Setting(home, before, reports, parquet_bytes(after / "releases" / "current"), seconds)


def kill_and_see(setting: Setting, folder: Path, moment: str | float) -> None:
    """Kill one refresh and hold what is left against what must be.

    Args:
        setting: what to start from.
        folder: scratch, deleted afterwards.
        moment: the step at whose beginning to kill, or seconds after the start.
    """
    warehouse = copy_warehouse(setting.before, folder / "warehouse")
    served = warehouse / "gongkai.duckdb"
    [(old, count)] = rows(served, "select version, document_count from meta.release")
    arguments = ("refresh", "--reports", setting.reports, "--warehouse", warehouse)
    with started(*arguments, home=setting.home) as run:
        if isinstance(moment, str):
            run.until(moment)
        else:
            time.sleep(moment)
        run.process.kill()
        run.process.wait()
    [(version, documents)] = rows(served, "select version, document_count from meta.release")
    assert version == old or documents > count, (version, documents)
    deadline = time.monotonic() + 15
    while left := _processes_on(warehouse):
        assert time.monotonic() < deadline, f"still running after the kill: {left}"
        time.sleep(0.2)
    ran = gongkai(*arguments, home=setting.home)
    assert ran.code == 0, ran
    assert ran.err == "", ran.err
    assert parquet_bytes(warehouse / "releases" / "current") == setting.wanted
    current = (warehouse / "releases" / "current").readlink()
    assert rows(served, "select version from meta.release") == [(str(current),)]
    assert not list((warehouse / "releases").glob(".*"))
    assert not list(warehouse.glob(".*"))
    shutil.rmtree(warehouse)


def _refresh(reports: Path, warehouse: Path, home: Path) -> None:
    ran = gongkai("refresh", "--reports", reports, "--warehouse", warehouse, home=home)
    assert ran.code == 0, ran


def _processes_on(warehouse: Path) -> list[str]:
    """Processes that still hold a file below the warehouse open (its logs, its database)."""
    holders = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            held = [str(link.readlink()) for link in (process / "fd").iterdir()]
        except OSError:
            continue  # it has just ended
        if any(path.startswith(f"{warehouse}/") for path in held):
            holders.append(process.name)
    return holders


def main() -> int:
    """Run the kills that the arguments ask for; print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=30, help="kills at random moments")
    parser.add_argument("--reports", type=Path, default=SAMPLE)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    documents = sorted(
        path for path in arguments.reports.iterdir() if path.suffix in (".html", ".md", ".txt")
    )
    chance = random.Random(arguments.seed)  # noqa: S311 - moments, not secrets
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        setting = prepare(folder / "setting", documents[:-2], documents[-2:])
        moments: list[str | float] = [
            *STEPS,
            *(chance.uniform(0, setting.seconds) for _ in range(arguments.times)),
        ]
        for number, moment in enumerate(moments, start=1):
            when = moment if isinstance(moment, str) else f"{moment:.2f} s"
            try:
                kill_and_see(setting, folder / str(number), moment)
            except AssertionError as error:
                print(f"{number} of {len(moments)}: killed at {when}: FAILED: {error}")
                return 1
            print(f"{number} of {len(moments)}: killed at {when}: readable, then the same bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
