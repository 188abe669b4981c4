"""Metrics mean one thing: MetricFlow's `mf query` and the file's view give the same numbers.

On the published sample and, beside it, places with zero and missing sides. MetricFlow runs in an
environment of its own (`.venv-metrics`, made by `make test`).
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import duckdb
import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
MF: Final = ROOT / ".venv-metrics" / "bin" / "mf"
PROJECT: Final = ("dbt_project.yml", "profiles.yml", "models", "seeds", "macros", "tests")
# How MetricFlow names what the view's grouping_code keeps, and the view's column of it.
GROUPINGS: Final = {
    "total": (None, None),
    "year": ("metric_time__year", "report_year"),
    "level": ("place_year__jurisdiction_level", "jurisdiction_level"),
    "jurisdiction": ("place_year__jurisdiction", "jurisdiction_key"),
}
# Beside the sample: nothing at all, zeros in every denominator, and one side missing.
MORE: Final = (
    ("zero", "county", 2020, "2021", 0, 0, 0, 0, 0, 0, 0, 0),
    ("half", "county", 2022, "2021", None, 7, 3, None, 2, None, 5, None),
    ("full", "prefecture", 2022, "2021", 30, 100, 4, 1, 2, 1, 1000, 50),
    ("silent", "prefecture", 2021, "2021", *[None] * 8),
)


@pytest.fixture(scope="module")
def build_file(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("metrics") / "build.duckdb"
    shutil.copyfile(sample_warehouse / "build" / "gongkai_build.duckdb", file)
    with duckdb.connect(str(file)) as connection:
        for key, level, year, form, disclosed, outcomes, refused, unable, reviews, corrected, (
            decisions
        ), new in MORE:
            connection.execute(
                "insert into main.jurisdiction_year by name select $key as jurisdiction_key, "
                "$key as report_key, $key as jurisdiction_name_zh, $key as full_name_zh, "
                "$level as jurisdiction_level, $year as report_year, $form as form_code, "
                "$disclosed as any_disclosure_count, $outcomes as outcome_count, "
                "$refused as refused_count, $unable as unable_count, $reviews as review_count, "
                "$corrected as review_corrected_count, $decisions as decision_count, "
                "$new as new_request_count, $new as in_hand_count, 0 as line_count, "
                "0 as stated_line_count, 0 as held_check_count, 0 as violated_check_count, "
                "0 as not_testable_check_count",
                {
                    "key": key, "level": level, "year": year, "form": form,
                    "disclosed": disclosed, "outcomes": outcomes, "refused": refused,
                    "unable": unable, "reviews": reviews, "corrected": corrected,
                    "decisions": decisions, "new": new,
                },
            )  # fmt: skip
    return file


@pytest.fixture(scope="module")
def project(build_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the project in it, parsed, so that MetricFlow's own files stay out of ours."""
    folder = tmp_path_factory.mktemp("project")
    for name in PROJECT:
        (folder / name).symlink_to(ROOT / name)
    _run(folder, build_file, MF.with_name("dbt"), "parse", "--quiet")
    return folder


def _run(folder: Path, build_file: Path, *command: str | Path) -> None:
    assert MF.exists(), "make test makes .venv-metrics"
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={
            **os.environ,
            "GONGKAI_BUILD_FILE": str(build_file),
            "DBT_PROFILES_DIR": str(folder),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            "DO_NOT_TRACK": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def _metrics(build_file: Path) -> list[str]:
    with duckdb.connect(str(build_file), read_only=True) as connection:
        rows = connection.execute("select metric_code from meta.metrics order by 1").fetchall()
    return [code for (code,) in rows]


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_metricflow_and_the_view_agree(grouping: str, project: Path, build_file: Path) -> None:
    dimension, column = GROUPINGS[grouping]
    answer = project / f"{grouping}.csv"
    metrics = _metrics(build_file)
    by = ["--group-by", dimension] if dimension else []
    _run(project, build_file, MF, "query", "--metrics", ",".join(metrics), *by, "--csv", answer)
    by_flow: dict[tuple[str, str], float | None] = {}
    with answer.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            place = row[dimension] if dimension else ""
            for metric in metrics:
                value = row[metric]
                by_flow[metric, place[:4] if grouping == "year" else place] = (
                    float(value) if value else None
                )
    with duckdb.connect(str(build_file), read_only=True) as connection:
        rows = connection.execute(
            f"select metric_code, coalesce({column or 'null'}::varchar, ''), metric_value "
            "from metric_values where grouping_code = ?",
            [grouping],
        ).fetchall()
    by_view = {(metric, place): value for metric, place, value in rows}
    assert {metric for metric, _ in by_view} == set(metrics) - {"on_time_rate"}
    for key, value in by_view.items():
        expected = by_flow[key]
        assert value is expected is None or value == pytest.approx(expected, rel=1e-12), key
    # What the view has no row for, because a side is missing, MetricFlow has no value for.
    assert all(value is None for key, value in by_flow.items() if key not in by_view)
    if grouping in ("year", "jurisdiction"):
        assert None in by_view.values()  # a denominator of zero


def test_the_definitions_page_lists_every_metric(build_file: Path) -> None:
    page = (ROOT / "docs" / "metrics.md").read_text("utf-8")
    with duckdb.connect(str(build_file), read_only=True) as connection:
        rows = connection.execute(
            "select metric_code, metric_name_zh, metric_name_en, definition_zh, definition_en, "
            "array_to_string(form_codes, ', ') from meta.metrics"
        ).fetchall()
    assert len(rows) > 10
    for row in rows:
        for part in row:
            assert part in page, part
