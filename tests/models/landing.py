"""Landing tables with the figures of real reports, and the build file that dbt makes of them.

Used by tests/models. The figures are those of the reports (public facts); titles, sentences and
row labels are our own. Every cell of a table of the 2021 form that is not given is a printed 0.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from extract.contract import APPLICANT_COLUMNS, LANDING_SCHEMAS

ROOT: Final = Path(__file__).resolve().parents[2]
TEN_THOUSANDS: Final = 10_000

Cell = tuple[str, str]  # line_code, column_code


@dataclass(frozen=True)
class Report:
    """One document: who and when, the numbers of its prose and of its tables (printed unit)."""

    place: str
    body: str
    province: str
    year: int
    form: str
    prose: Mapping[str, str] = field(default_factory=dict)  # line_code → number
    table: Mapping[str, str] = field(default_factory=dict)  # line_code → one number, or seven

    @property
    def title(self) -> str:
        return f"{self.place}{self.year}年政府信息公开工作年度报告"

    @property
    def report_id(self) -> str:
        return hashlib.sha256(f"{self.title}|{self.form}".encode()).hexdigest()


def lines(form: str) -> dict[str, dict[str, str]]:
    """Lines of a form that hold a number, by line_code, from the seed."""
    with (ROOT / "seeds" / "line_items.csv").open(encoding="utf-8") as file:
        return {
            row["line_code"]: row
            for row in csv.DictReader(file)
            if row["form_code"] == form and row["additivity"] != "heading"
        }


def cells(report: Report) -> Iterator[tuple[Cell, str]]:
    """Every cell of the report's tables with its number as printed; none if it has no table."""
    if not report.table:
        return
    captions = {"B3.3", "B3.4", "B3.5", "B3.6"}  # groups of results have no cells (table 三)
    for code, line in lines(report.form).items():
        if code in captions or code == "D6":
            continue
        columns = APPLICANT_COLUMNS if line["is_by_applicant"] == "true" else ("value",)
        numbers = report.table.get(code, " ".join(["0"] * len(columns))).split()
        for column, number in zip(columns, numbers, strict=True):
            yield (code, column), number


def figure(report: Report, cell: Cell, number: str, method: str) -> dict[str, Any]:
    code, column = cell
    form = "prose" if code.startswith("P.") else report.form
    unit = lines(form)[code]["unit"] or None
    locator = json.dumps({"text": f"{code} {column}"})
    identity = "|".join([report.report_id, method, locator])
    return {
        "figure_id": hashlib.sha256(identity.encode()).hexdigest()[:16],
        "report_id": report.report_id,
        "line_form": form,
        "line_code": code,
        "column_code": column,
        "subject": "report",
        "period": "year",
        "qualifier": "exact",
        "value_text": number,
        "value": Decimal(number),
        "value_state": "number",
        "unit": unit,
        "unit_scale": TEN_THOUSANDS if unit == "万元" else 1,
        "method": method,
        "reading": "printed",
        "locator": locator,
    }


def figures(report: Report) -> list[dict[str, Any]]:
    prose = (((code, "value"), number) for code, number in report.prose.items())
    return [figure(report, cell, number, "prose") for cell, number in prose] + [
        figure(report, cell, number, "table") for cell, number in cells(report)
    ]


def document(report: Report) -> dict[str, Any]:
    return {
        "report_id": report.report_id,
        "main_report_id": report.report_id,
        "file_name": f"{report.report_id[:8]}.html",
        "media_type": "text/html",
        "byte_size": 1,
        "title": report.title,
        "issuing_body": report.body,
        "jurisdiction_name": report.place,
        "places_mentioned": report.province,
        "report_year": report.year,
        "form": report.form,
        "form_basis": "vocabulary",
        "scope": "jurisdiction",
        "extractor_version": "1",
    }


def load(reports: list[Report], file: Path) -> None:
    """Write the landing tables of the reports into the schema raw of a new build file."""
    rows: dict[str, list[dict[str, Any]]] = {
        "report": [document(report) for report in reports],
        "figure": [row for report in reports for row in figures(report)],
        "extraction_note": [],
    }
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema raw")
        for table, schema in LANDING_SCHEMAS.items():
            # Columns that a row leaves out are NULL.
            full = [{**dict.fromkeys(schema), **row} for row in rows[table]]
            frame = pl.DataFrame(full, schema=schema)
            connection.register("landed", frame.to_arrow())
            connection.execute(f'create table raw."{table}" as select * from landed')
            connection.unregister("landed")


def dbt(file: Path, work: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run dbt on a build file, in a process of its own; every warning is an error."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "dbt.cli.main", "--no-use-colors", "--warn-error"),
            *arguments,
            *("--project-dir", str(ROOT), "--profiles-dir", str(ROOT)),
            *("--target-path", str(work / "target"), "--log-path", str(work / "logs")),
        ],
        env={
            **os.environ,
            "GONGKAI_BUILD_FILE": str(file),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        },
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
    )
