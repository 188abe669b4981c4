"""Superset itself, started on the sample: what it shows is what the warehouse says."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest

from tests.connect import superset
from tests.connect.superset import rows, serving


@pytest.fixture(scope="module")
def client(
    sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    if reason := superset.missing():
        pytest.skip(reason)
    with (
        serving(sample_warehouse, tmp_path_factory.mktemp("superset")) as access,
        access.client() as logged_in,
    ):
        yield logged_in


def _chart(client: httpx.Client, beginning: str) -> list[dict[str, Any]]:
    """The rows of a chart of the dashboard, by the query that is saved with it."""
    charts = client.get("/api/v1/dashboard/gongkai/charts").raise_for_status().json()["result"]
    [chart] = [chart for chart in charts if chart["slice_name"].startswith(beginning)]
    answer = client.get(f"/api/v1/chart/{chart['id']}/data/").raise_for_status()
    [result] = answer.json()["result"]
    assert result["error"] is None
    found: list[dict[str, Any]] = result["data"]
    return found


def _asked(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse / "gongkai.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_rates_are_those_of_the_warehouse(client: httpx.Client, sample_warehouse: Path) -> None:
    metrics = ("disclosure_rate", "refusal_rate", "review_correction_rate")
    shown = {
        (row["jurisdiction_level"], row["report_year"], metric): row[metric]
        for row in _chart(client, "Requests and rates")
        for metric in metrics
        if row[metric] is not None
    }
    wanted = {
        (level, year, metric): value
        for level, year, metric, value in _asked(
            sample_warehouse,
            "select jurisdiction_level, report_year, metric_code, metric_value from metric_values "
            f"where grouping_code = 'level_year' and metric_code in {metrics} "
            "and metric_value is not null",
        )
    }
    assert shown.keys() == wanted.keys()
    assert len(wanted) > len(metrics)
    for key, value in wanted.items():
        assert math.isclose(shown[key], value), key


def test_outcomes_are_those_of_the_warehouse(client: httpx.Client, sample_warehouse: Path) -> None:
    shown = {
        (row["level_and_year"], row["granted_count"], row["refused_count"])
        for row in _chart(client, "Outcomes")
    }
    assert shown == set(
        _asked(
            sample_warehouse,
            "select jurisdiction_level || ' ' || report_year, sum(granted_count)::int, "
            "sum(refused_count)::int from jurisdiction_year group by all",
        )
    )


def test_reports_are_those_of_the_warehouse(client: httpx.Client, sample_warehouse: Path) -> None:
    columns = ("full_body_name_zh", "report_year", "stated_cell_count", "violated_check_count")
    shown = [tuple(row[name] for name in columns) for row in _chart(client, "Reports")]
    wanted = _asked(sample_warehouse, f"select {', '.join(columns)} from report_quality")
    assert sorted(shown) == sorted(wanted) != []


def test_columns_have_their_names_and_descriptions(client: httpx.Client) -> None:
    datasets = client.get("/api/v1/dataset/").raise_for_status().json()["result"]
    assert {dataset["table_name"] for dataset in datasets} == {
        "jurisdiction_year",
        "report_quality",
    }
    for dataset in datasets:
        told = client.get(f"/api/v1/dataset/{dataset['id']}").raise_for_status().json()["result"]
        assert len(told["columns"]) > 40
        assert all(column["verbose_name"] for column in told["columns"])
        assert all(column["description"] for column in told["columns"])


def test_the_warehouse_is_open_for_reading_alone(client: httpx.Client) -> None:
    assert rows(client, "select count(*) as n from fct_figures")[0]["n"] > 0
    [database] = client.get("/api/v1/database/").json()["result"]
    answer = client.post(
        "/api/v1/sqllab/execute/",
        json={"database_id": database["id"], "sql": "delete from dim_year", "runAsync": False},
    )
    assert answer.is_error
