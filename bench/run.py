"""`make bench`: the product beside what it is measured against, in one run.

Prints a table and writes `bench/latest.json`; `python -m bench.run --only PART` prints one part
of it: warehouse, reading (see `bench.reading`), memory or dashboard (see `bench.memory` and
`bench.dashboard`; not in the whole, since each takes half an hour). Of the warehouse four
comparisons, each the median of RUNS:

- the dbt models on the synthetic national set, against `hand_written.sql`, which makes the same
  tables from the same input with the same settings; both without start-up;
- the three gates on that set, against the same script; without imports and start-up;
- the peak memory of that refresh, over the whole tree of its processes;
- a refresh of `sample_reports/`, against the floor of what its engines cost alone: importing
  Prefect, dbt and Great Expectations and one empty flow on a temporary server, in one process.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

import duckdb
from rich.console import Console
from rich.table import Table

from bench.dashboard import measure_dashboard
from bench.marts import copy_given, run_models, run_script
from bench.measure import Measure
from bench.memory import measure_memory
from bench.processes import resident_bytes
from bench.reading import measure_reading
from bench.synthetic import write_synthetic
from flows.warehouse import Warehouse

ROOT: Final = Path(__file__).parents[1]
LATEST: Final = ROOT / "bench" / "latest.json"
DOCUMENTS: Final = 10_000
RUNS: Final = 3
SAMPLE_SECONDS: Final = 0.05
ENGINES: Final = ("duckdb", "dbt-core", "dbt-duckdb", "polars", "great-expectations", "prefect")
# Seconds of what a refresh cannot do without, whatever it refreshes.
FLOOR: Final = """
import dbt.cli.main
import great_expectations
import prefect

@prefect.flow
def nothing() -> None:
    pass

nothing()
"""


@dataclass(frozen=True)
class NationalRun:
    """One refresh of the synthetic set: seconds inside models, gates and script, bytes at peak."""

    models: float
    gates: float
    script: float
    peak_bytes: int


def run_measured(command: Sequence[str], environment: dict[str, str]) -> tuple[float, int]:
    """Run a command to its end: seconds, and the peak resident bytes of its process tree.

    Raises RuntimeError with what it printed if it fails.
    """
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=output, stderr=output
        )
        peak = 0
        ended = threading.Event()

        def watch() -> None:
            nonlocal peak
            while not ended.wait(SAMPLE_SECONDS):
                peak = max(peak, resident_bytes(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = process.wait()
        seconds = time.perf_counter() - began
        ended.set()
        watcher.join()
        if code:
            output.seek(0)
            printed = output.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{' '.join(command)}: expected exit 0, found {code}:\n{printed}")
    return seconds, peak


def gongkai(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "flows.cli", *arguments]


def environment_of(scratch: Path) -> dict[str, str]:
    """A Prefect that knows nothing of earlier runs: each run pays the same start-up."""
    home = scratch / "prefect"
    home.mkdir(parents=True)
    return {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "GX_ANALYTICS_ENABLED": "false",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }


def national_run(landing: Path, scratch: Path) -> NationalRun:
    """One first refresh of a warehouse from the synthetic landing, then the script beside it."""
    house = Warehouse(scratch / "warehouse")
    _, peak = run_measured(
        gongkai("load", str(landing), "--warehouse", str(house.root)), environment_of(scratch)
    )
    with duckdb.connect(str(house.served), read_only=True) as connection:
        (documents,) = connection.execute("select document_count from meta.release").fetchall()[0]
    if documents != DOCUMENTS:
        raise RuntimeError(
            f"{house.served}: expected {DOCUMENTS} synthetic documents, found {documents}; "
            f"see {house.quarantine}"
        )
    gates_file = house.current / "gates" / "results.json"
    gates = json.loads(gates_file.read_text(encoding="utf-8"))
    by_models, by_script = scratch / "models.duckdb", scratch / "script.duckdb"
    copy_given(house.build_file, by_models)
    copy_given(house.build_file, by_script)
    return NationalRun(
        models=run_models(by_models, scratch),
        gates=sum(float(gate["seconds"]) for gate in gates),
        script=run_script(by_script),
        peak_bytes=peak,
    )


def sample_run(scratch: Path) -> tuple[float, float]:
    """Seconds of a first refresh of the samples, and of the floor, one after the other."""
    floor, _ = run_measured([sys.executable, "-c", FLOOR], environment_of(scratch / "floor"))
    refresh, _ = run_measured(
        gongkai(
            "refresh", "--reports", "sample_reports", "--warehouse", str(scratch / "warehouse")
        ),
        environment_of(scratch / "refresh"),
    )
    return refresh, floor


def measures(
    national: Sequence[NationalRun], samples: Sequence[tuple[float, float]]
) -> list[Measure]:
    """The rows of the benchmark from the runs, each the median over them."""
    script = statistics.median(run.script for run in national)
    models = statistics.median(run.models for run in national)
    gates = statistics.median(run.gates for run in national)
    refresh = statistics.median(run[0] for run in samples)
    floor = statistics.median(run[1] for run in samples)
    return [
        Measure.at_most(
            "time inside dbt models / hand-written script",
            statistics.median(run.models / run.script for run in national),
            2.0,
            "x",
            f"{models:.1f} s / {script:.1f} s",
        ),
        Measure.at_most(
            "time of the three gates / hand-written script",
            statistics.median(run.gates / run.script for run in national),
            1.0,
            "x",
            f"{gates:.1f} s / {script:.1f} s",
        ),
        Measure.at_most(
            "peak memory of a refresh, whole process tree",
            statistics.median(run.peak_bytes for run in national) / 1e9,
            3.0,
            "GB",
            f"{DOCUMENTS:,} synthetic reports",
        ),
        Measure.at_most(
            "refresh of the samples / floor of its engines",
            statistics.median(refresh / floor for refresh, floor in samples),
            1.6,
            "x",
            f"{refresh:.1f} s / {floor:.1f} s",
        ),
    ]


def machine() -> str:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    parts = ", ".join(f"{part} {version(part)}" for part in ENGINES)
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}; {parts}"
    )


def measure_warehouse(say: Callable[[str], None]) -> list[Measure]:
    """Models, gates, memory and a refresh. `say` is told how far it has come."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        scratch = Path(name)
        began = time.perf_counter()
        write_synthetic(scratch / "landing", DOCUMENTS)
        say(f"{DOCUMENTS:,} synthetic reports in {time.perf_counter() - began:.0f} s")
        national, samples = [], []
        for number in range(1, RUNS + 1):
            national.append(national_run(scratch / "landing", scratch / f"national{number}"))
            samples.append(sample_run(scratch / f"sample{number}"))
            say(f"run {number} of {RUNS}: {national[-1]}, samples {samples[-1]}")
    return measures(national, samples)


PARTS: Final[Mapping[str, Callable[[Callable[[str], None]], list[Measure]]]] = {
    "reading": measure_reading,
    "warehouse": measure_warehouse,
    "memory": measure_memory,
    "dashboard": measure_dashboard,
}
USUAL: Final = ("reading", "warehouse")


def main() -> int:
    """Measure, print the table, write LATEST if it is whole; 1 if a target does not hold."""
    parser = argparse.ArgumentParser(prog="bench.run")
    parser.add_argument("--only", choices=PARTS, help="one part; nothing is written")
    only = parser.parse_args().only
    console = Console()
    rows = [row for part in ([only] if only else USUAL) for row in PARTS[part](console.print)]
    console.print(machine())
    table = Table("what", "measured", "target", "holds", "remark", box=None)
    for row in rows:
        table.add_row(
            row.name,
            f"{row.measured:.2f} {row.unit}",
            f"{row.bound} {row.target:.1f} {row.unit}",
            "yes" if row.holds else "NO",
            row.remark,
        )
    console.print(table)
    if not only:
        LATEST.write_text(
            json.dumps([{**asdict(row), "machine": machine()} for row in rows], indent=2) + "\n",
            encoding="utf-8",
        )
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
