"""The marts made in two ways from one input: by dbt's models, and by `hand_written.sql`.

Used by `bench.run`, which times both, and by its test, which holds both equal. Both start from a
file with nothing but the loaded landing and the seeds, run with the settings of the dbt profile,
and do one table at a time on all the threads that DuckDB takes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import duckdb
import yaml  # type: ignore[import-untyped]  # comes with dbt, without types

ROOT: Final = Path(__file__).parents[1]
SCRIPT: Final = Path(__file__).with_name("hand_written.sql")
GIVEN_SCHEMAS: Final = ("raw", "reference")


def profile_settings() -> dict[str, str | bool | int | float | list[str]]:
    """DuckDB's settings in the dbt profile: memory limit and storage version."""
    profiles = yaml.safe_load((ROOT / "profiles.yml").read_text(encoding="utf-8"))
    options: dict[str, str | bool | int | float | list[str]] = profiles["gongkai"]["outputs"][
        "build"
    ]["config_options"]
    return options


def copy_given(build_file: Path, file: Path) -> None:
    """Copy the schemas that the marts are made from out of a build file into a new `file`."""
    with duckdb.connect(str(file), config=profile_settings()) as connection:
        connection.execute(f"attach '{build_file}' as build (read_only)")
        for schema in GIVEN_SCHEMAS:
            connection.execute(f"create schema {schema}")
            tables = connection.execute(
                "select table_name from duckdb_tables() "
                "where database_name = 'build' and schema_name = ? order by all",
                [schema],
            ).fetchall()
            for (table,) in tables:
                connection.execute(f"create table {schema}.{table} as from build.{schema}.{table}")


def dbt(arguments: list[str], file: Path, folder: Path) -> Path:
    """Run dbt on `file`, with its target and logs in `folder`; gives the run_results.json.

    Raises RuntimeError with what dbt printed if anything fails.
    """
    done = subprocess.run(
        [
            *(sys.executable, "-m", "dbt.cli.main", "--quiet", *arguments),
            *("--project-dir", str(ROOT), "--profiles-dir", str(ROOT)),
            *("--target-path", str(folder / "target"), "--log-path", str(folder / "logs")),
        ],
        env={**os.environ, "GONGKAI_BUILD_FILE": str(file)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(
            f"dbt {' '.join(arguments)}: expected exit 0, found {done.returncode}:\n"
            f"{done.stdout}{done.stderr}"
        )
    return folder / "target" / "run_results.json"


def run_models(file: Path, folder: Path) -> float:
    """Run every model on `file`; gives the seconds inside them, without dbt's start-up.

    One model at a time, so that their times add up to the time that passes. Without schema meta and
    hooks: the script, too, makes only the marts.
    """
    results_file = dbt(["run", "--threads", "1"], file, folder)
    results: list[dict[str, Any]] = json.loads(results_file.read_text(encoding="utf-8"))["results"]
    return sum(
        float(result["execution_time"])
        for result in results
        if result["relation_name"] and '"meta"."' not in result["relation_name"]
    )


def run_script(file: Path) -> float:
    """Run the hand-written script on `file`; gives its seconds."""
    script = SCRIPT.read_text(encoding="utf-8")
    with duckdb.connect(str(file), config=profile_settings()) as connection:
        began = time.perf_counter()
        connection.execute(script)
        return time.perf_counter() - began
