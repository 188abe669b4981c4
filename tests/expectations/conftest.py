"""A small valid landing and the marts made of it, for the gates to refuse once damaged."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from extract import contract
from tests.flows.command import Once

ROOT = Path(__file__).resolve().parents[2]
ONE, TWO = (hashlib.sha256(name.encode()).hexdigest() for name in ("one", "two"))


def _report(report_id: str, year: int, form: str) -> dict[str, object]:
    return {
        "report_id": report_id,
        "main_report_id": report_id,
        "file_name": f"sample_{year}.html",
        "media_type": "text/html",
        "byte_size": 1000,
        "title": f"四川省渠县{year}年政府信息公开工作年度报告",
        "issuing_body": "渠县人民政府",
        "jurisdiction_name": "渠县",
        "places_mentioned": "四川省|渠县",
        "report_year": year,
        "period_start": datetime.date(year, 1, 1),
        "period_end": datetime.date(year, 12, 31),
        "published_on": datetime.date(year + 1, 1, 20),
        "form": form,
        "form_basis": "table_headers",
        "scope": "jurisdiction",
        "extractor_version": "1",
    }


def _figure(  # noqa: PLR0917
    report_id: str, form: str, line: str, column: str, value: str, unit: str, row: int
) -> dict[str, object]:
    locator = json.dumps({"text": f"行 {line}", "cell": [row, 2]}, ensure_ascii=False)
    key = "|".join([report_id, locator, line, column, "report", "year"])
    return {
        "figure_id": hashlib.sha256(key.encode()).hexdigest()[:16],
        "report_id": report_id,
        "line_form": form,
        "line_code": line,
        "column_code": column,
        "subject": "report",
        "period": "year",
        "qualifier": "exact",
        "value_text": value,
        "value": Decimal(value),
        "value_state": "number",
        "unit": unit,
        "unit_scale": 10000 if unit.startswith("万") else 1,
        "method": "table",
        "reading": "printed",
        "table_no": 1,
        "row_no": row,
        "column_no": 2,
        "locator": locator,
    }


def write_landing(path: Path, copies: int = 0) -> Path:
    """Write a DuckDB file with a valid landing in schema raw: reports ONE and TWO,

    seven figures and a note; and `copies` more reports like ONE, with the ids of `copy_id`.
    """
    like_one = [ONE, *(copy_id(number) for number in range(copies))]
    return _write(
        path,
        {
            "report": [_report(report, 2018, "2014") for report in like_one]
            + [_report(TWO, 2019, "2019")],
            "figure": [figure for report in like_one for figure in _figures(report, FEW_2014)]
            + _figures(TWO, FEW_2019),
            "extraction_note": [
                {
                    "report_id": report,
                    "severity": "warning",
                    "code": "total_missing",
                    "message": "sample_2018.html, table 1: expected a total, found none; look",
                    "locator": '{"text": "行"}',
                }
                for report in like_one
            ],
        },
    )


def _write(path: Path, frames: dict[str, list[dict[str, object]]]) -> Path:
    with duckdb.connect(
        str(path), config={"storage_compatibility_version": "v1.0.0"}
    ) as connection:
        connection.execute("create schema raw")
        for table, rows in frames.items():
            frame = pl.DataFrame(rows, schema=contract.LANDING_SCHEMAS[table])
            connection.register("frame", frame)
            connection.execute(f"create table raw.{table} as from frame")
            connection.unregister("frame")
    return path


def copy_id(number: int) -> str:
    """The report_id of a copy."""
    return hashlib.sha256(f"copy {number}".encode()).hexdigest()


def _figures(report_id: str, lines: str) -> list[dict[str, object]]:
    """Figures from lines of form, line, column, value and unit."""
    figures = []
    for row, line in enumerate(lines.strip().splitlines(), start=1):
        form, code, column, value, unit = line.split()
        figures.append(_figure(report_id, form, code, column, value, unit, row))
    return figures


FEW_2014 = """
2014 3.1 value 12 件
2014 3.1.1 value 12 件
2014 7 value 1.25 万元
"""
FEW_2019 = """
2019 B1 natural_person 7 件
2019 B1 total 7 件
2019 A5.1b value -4 项
2019 C1.1 value 0 件
"""
# Two channels of a total of twelve, and one reason of five refusals: what is left is derived.
ALL_FACTS_2014 = """
2014 1.1 value 100 条
2014 3.1 value 12 件
2014 3.1.1 value 8 件
2014 3.1.3 value 2 件
2014 3.2 value 12 件
2014 3.2.1 value 12 件
2014 3.3 value 12 件
2014 3.3.1 value 7 件
2014 3.3.4 value 5 件
2014 3.3.4.5 value 3 件
2014 4 value 2 件
2014 4.1 value 1 件
2014 4.2 value 1 件
2014 4.3 value 0 件
2014 5 value 1 件
2014 6 value 0 件
2014 7 value 1.25 万元
2014 8.3.1 value 2 人
2014 8.3.2 value 3 人
"""


@pytest.fixture(scope="session")
def marts(once: Once) -> Path:
    """The build file of dbt on two reports of one county; never changed, only copied."""
    return once("marts", _build) / "build.duckdb"


def _build(folder: Path) -> None:
    path = _write(
        folder / "build.duckdb",
        {
            "report": [_report(ONE, 2018, "2014"), _report(TWO, 2019, "2019")],
            "figure": _figures(ONE, ALL_FACTS_2014) + _figures(TWO, FEW_2019),
            "extraction_note": [],
        },
    )
    done = subprocess.run(
        [
            *(sys.executable, "-m", "dbt.cli.main", "build", "--quiet"),
            *("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"),
            *("--project-dir", str(ROOT), "--profiles-dir", str(ROOT)),
            *("--target-path", str(folder / "target"), "--log-path", str(folder / "log")),
        ],
        env={**os.environ, "GONGKAI_BUILD_FILE": str(path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def build(marts: Path, tmp_path: Path) -> Path:
    """A copy of the build file, to be changed."""
    return Path(shutil.copy(marts, tmp_path / "build.duckdb"))


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    """A DuckDB file with a valid landing in schema raw."""
    return write_landing(tmp_path / "landing.duckdb")


def change(path: Path, *statements: str) -> None:
    """Damage a file, one statement after the other."""
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
