"""A small valid landing for the gate to refuse once it is damaged."""

from __future__ import annotations

import datetime
import hashlib
import json
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from extract import contract

ONE, TWO = (hashlib.sha256(name.encode()).hexdigest() for name in ("one", "two"))


def _report(report_id: str, year: int, form: str) -> dict[str, object]:
    return {
        "report_id": report_id,
        "main_report_id": report_id,
        "file_name": f"sample_{year}.html",
        "media_type": "text/html",
        "byte_size": 1000,
        "title": f"某县{year}年政府信息公开工作年度报告",
        "issuing_body": "某县人民政府",
        "jurisdiction_name": "某县",
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
    frames = {
        "report": [_report(report, 2018, "2014") for report in like_one]
        + [_report(TWO, 2019, "2019")],
        "figure": [figure for report in like_one for figure in _figures_2014(report)]
        + [
            _figure(TWO, "2019", "B1", "natural_person", "7", "件", 1),
            _figure(TWO, "2019", "B1", "total", "7", "件", 2),
            _figure(TWO, "2019", "A5.1b", "value", "-4", "项", 3),
            _figure(TWO, "2019", "C1.1", "value", "0", "件", 4),
        ],
        "extraction_note": [
            {
                "report_id": report,
                "severity": "warning",
                "code": "total_missing",
                "message": "sample_2018.html, table 1: expected a total, found none; look at it",
                "locator": '{"text": "行"}',
            }
            for report in like_one
        ],
    }
    with duckdb.connect(str(path)) as connection:
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


def _figures_2014(report_id: str) -> list[dict[str, object]]:
    return [
        _figure(report_id, "2014", "3.1", "value", "12", "件", 1),
        _figure(report_id, "2014", "3.1.1", "value", "12", "件", 2),
        _figure(report_id, "2014", "7", "value", "1.25", "万元", 3),
    ]


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    """A DuckDB file with a valid landing in schema raw."""
    return write_landing(tmp_path / "landing.duckdb")


def change(path: Path, *statements: str) -> None:
    """Damage a file, one statement after the other."""
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
