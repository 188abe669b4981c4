"""What Superset is given, without Superset: it fits the release, and its ratios are the metrics."""

from __future__ import annotations

import importlib.util
import json
import math
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest

from tests.flows.command import ROOT


@pytest.fixture(scope="module")
def bundle() -> ModuleType:
    """The module beside the page; it runs in Superset's environment and is in no package."""
    spec = importlib.util.spec_from_file_location(
        "bundle", ROOT / "docs" / "connect" / "superset" / "bundle.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look themselves up by the module's name.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "bundle", module)
        spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def exported(bundle: ModuleType, sample_warehouse: Path) -> dict[str, Any]:
    files = bundle.files(sample_warehouse / "gongkai.duckdb", "/served/gongkai.duckdb")
    return {name: json.loads(text) for name, text in files.items()}


def test_ratios_are_the_metrics_of_the_warehouse(
    exported: dict[str, Any], sample_warehouse: Path
) -> None:
    ratios = {
        metric["metric_name"]: metric["expression"]
        for metric in exported["datasets/gongkai/jurisdiction_year.yaml"]["metrics"]
        if "/" in metric["expression"]
    }
    with duckdb.connect(str(sample_warehouse / "gongkai.duckdb"), read_only=True) as connection:
        wanted = connection.execute(
            "select jurisdiction_level, report_year, metric_code, metric_value from metric_values "
            "where grouping_code = 'level_year' and metric_value is not null"
        ).fetchall()
        found = {
            (level, year, metric): value
            for metric, expression in ratios.items()
            for level, year, value in connection.execute(
                f"select jurisdiction_level, report_year, {expression} as ratio "
                "from jurisdiction_year group by all having ratio is not null"
            ).fetchall()
        }
        codes = {
            code
            for (code,) in connection.execute("select metric_code from meta.metrics").fetchall()
        }
    assert ratios.keys() == codes
    assert found.keys() == {tuple(key) for *key, _ in wanted}
    for *key, value in wanted:
        assert math.isclose(found[tuple(key)], value), key


def test_charts_ask_for_what_their_datasets_have_and_keep_levels_apart(
    exported: dict[str, Any],
) -> None:
    datasets = {
        dataset["uuid"]: dataset
        for name, dataset in exported.items()
        if name.startswith("datasets/")
    }
    charts = [chart for name, chart in exported.items() if name.startswith("charts/")]
    assert len(charts) >= 4
    for chart in charts:
        dataset = datasets[chart["dataset_uuid"]]
        [query] = json.loads(chart["query_context"])["queries"]
        has = {column["column_name"] for column in dataset["columns"]}
        named = {column for column in query["columns"] if isinstance(column, str)}
        computed = [c["sqlExpression"] for c in query["columns"] if not isinstance(c, str)]
        assert named <= has, chart["slice_name"]
        assert set(query["metrics"]) <= {metric["metric_name"] for metric in dataset["metrics"]}
        finest = {"full_name_zh", "full_body_name_zh", "jurisdiction_level"}
        assert named & finest or "jurisdiction_level" in "".join(computed), chart["slice_name"]


def test_the_dashboard_holds_every_chart(exported: dict[str, Any]) -> None:
    charts = {chart["uuid"] for name, chart in exported.items() if name.startswith("charts/")}
    placed = {
        place["meta"]["uuid"]
        for place in exported["dashboards/gongkai.yaml"]["position"].values()
        if isinstance(place, dict) and place["type"] == "CHART"
    }
    assert placed == charts != set()
    filters = exported["dashboards/gongkai.yaml"]["metadata"]["native_filter_configuration"]
    narrowed = {target["column"]["name"] for one in filters for target in one["targets"]}
    assert "jurisdiction_level" in narrowed
    for name, dataset in exported.items():
        if name.startswith("datasets/"):
            assert narrowed <= {column["column_name"] for column in dataset["columns"]}
    assert exported["databases/gongkai.yaml"]["extra"]["engine_params"]["connect_args"] == {
        "read_only": True
    }
