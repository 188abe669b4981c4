"""What Superset is given of the warehouse: database, datasets, charts, dashboard, as an export.

Takes a release's DuckDB file and gives files by name, as Superset imports them. Columns with their
names and descriptions, and the metrics, come from the release itself, so that both are the
warehouse's own. Used by set_up.py, with DuckDB 1.4 and nothing of this project.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import duckdb

DATABASE: Final = "Gongkai 公开"
DASHBOARD: Final = "Government information disclosure 政府信息公开"
SLUG: Final = "gongkai"
VERSION: Final = "1.0.0"
COLUMNS_WIDE: Final = 12  # of the dashboard's grid
HEIGHT: Final = 50
MOST_ROWS: Final = 10_000
WHOLE, DECIMALS, PERCENT = ",.0f", ",.3f", ".1%"  # how numbers are shown
_IDS: Final = uuid.UUID("3f0e3a2c-6c1d-4c0f-9a53-9c0f6b0f9d11")

# Tables that need no join: their Chinese names, and the columns that add up. Sums over reports are
# safe within one level of jurisdictions: every chart keeps the levels apart.
DATASETS: Final = {
    "jurisdiction_year": (
        "地区年度",
        (
            "new_request_count",
            "granted_count",
            "partly_granted_count",
            "refused_count",
            "unable_count",
            "not_processed_count",
            "other_handling_count",
            "review_count",
            "lawsuit_count",
            "processing_fee_cny",
        ),
    ),
    "report_quality": (
        "年报质量",
        ("stated_cell_count", "violated_check_count", "failed_rule_count"),
    ),
}
# The warehouse's own metrics are ratios of these columns.
OF_METRICS: Final = "jurisdiction_year"


# What the dashboard can be narrowed to.
FILTERS: Final = {
    "jurisdiction_level": "Level 层级",
    "province_name_zh": "Province 省级",
    "report_year": "Year 年度",
}

# One bar for each: levels are never stacked upon each other.
LEVEL_AND_YEAR: Final = {
    "expressionType": "SQL",
    "sqlExpression": "jurisdiction_level || ' ' || report_year",
    "label": "level_and_year",
}


@dataclass(frozen=True)
class Chart:
    """A chart: its query, and how Superset draws it."""

    name: str
    dataset: str
    kind: str
    columns: tuple[str | dict[str, str], ...]
    metrics: tuple[str, ...]
    width: int
    drawn: dict[str, Any] = field(default_factory=dict)


CHARTS: Final = (
    Chart(
        "Requests and rates by level and year 各级各年申请与比率",
        "jurisdiction_year",
        "table",
        ("jurisdiction_level", "report_year"),
        ("new_request_count", "disclosure_rate", "refusal_rate", "review_correction_rate"),
        width=7,
    ),
    Chart(
        "Outcomes by level and year 各级各年办理结果",
        "jurisdiction_year",
        "echarts_timeseries_bar",
        (LEVEL_AND_YEAR,),
        (
            "granted_count",
            "partly_granted_count",
            "refused_count",
            "unable_count",
            "not_processed_count",
            "other_handling_count",
        ),
        width=5,
        drawn={
            "x_axis": LEVEL_AND_YEAR,
            "stack": "Stack",
            "groupby": [],
            "xAxisLabelRotation": 45,
            "xAxisLabelInterval": 0,
        },
    ),
    Chart(
        "Jurisdictions 各地",
        "jurisdiction_year",
        "table",
        ("full_name_zh", "report_year", "form_code"),
        (
            "new_request_count",
            "disclosure_rate",
            "review_count",
            "lawsuit_count",
            "processing_fee_cny",
        ),
        width=12,
    ),
    Chart(
        "Reports: cells filled in, rules violated 年报填报与勾稽",
        "report_quality",
        "table",
        ("full_body_name_zh", "report_year", "form_code", "failed_rules_zh", "failed_rules_en"),
        ("stated_cell_count", "violated_check_count"),
        width=12,
    ),
)


def files(release: Path, served_path: str) -> dict[str, str]:
    """The export's files by name.

    Args:
        release: a release's DuckDB file, whose tables are described.
        served_path: where Superset opens the file; its link may change.
    """
    with duckdb.connect(str(release), read_only=True) as connection:
        datasets = {table: _dataset(connection, table) for table in DATASETS}
    written: dict[str, Any] = {
        "metadata.yaml": {
            "version": VERSION,
            "type": "assets",
            "timestamp": "2026-01-01T00:00:00+00:00",
        },
        "databases/gongkai.yaml": {
            "database_name": DATABASE,
            "sqlalchemy_uri": f"duckdb:///{served_path}",
            "expose_in_sqllab": True,
            "allow_ctas": False,
            "allow_cvas": False,
            "allow_dml": False,
            "allow_run_async": False,
            "extra": {"engine_params": {"connect_args": {"read_only": True}}},
            "uuid": _id("database"),
            "version": VERSION,
        },
        "dashboards/gongkai.yaml": _dashboard(),
    }
    for table, dataset in datasets.items():
        written[f"datasets/gongkai/{table}.yaml"] = dataset
    for number, chart in enumerate(CHARTS, start=1):
        written[f"charts/{number}.yaml"] = _chart(chart)
    # JSON is YAML.
    return {name: json.dumps(told, ensure_ascii=False, indent=1) for name, told in written.items()}


def _id(what: str) -> str:
    """The same thing has the same id in every export, so that importing again changes it."""
    return str(uuid.uuid5(_IDS, what))


def _dataset(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, Any]:
    label, sums = DATASETS[table]
    columns = connection.execute(
        "select named.column_name, named.data_type, named.comment, labelled.column_name "
        "from duckdb_columns() as named inner join duckdb_columns() as labelled "
        "using (column_index) where named.schema_name = 'main' and named.table_name = $table "
        "and labelled.schema_name = 'zh' and labelled.table_name = $label order by column_index",
        {"table": table, "label": label},
    ).fetchall()
    if not columns:
        raise SystemExit(f"main.{table} and zh.{label}: expected in the release, found none.")
    labels = {name: f"{label} {name}" for name, *_, label in columns}
    [(description,)] = connection.execute(
        "select comment from duckdb_tables() where schema_name = 'main' and table_name = $table "
        "union all select comment from duckdb_views() "
        "where schema_name = 'main' and view_name = $table",
        {"table": table},
    ).fetchall()
    metrics = [(name, labels[name], "", f"sum({name})", WHOLE) for name in sums]
    if table == OF_METRICS:
        metrics += _ratios(connection)
    return {
        "table_name": table,
        "schema": "main",
        "description": description,
        "uuid": _id(f"dataset {table}"),
        "database_uuid": _id("database"),
        "columns": [
            {
                "column_name": name,
                "type": kind,
                "verbose_name": labels[name],
                "description": comment,
                "is_active": True,
                "groupby": True,
                "filterable": True,
                "is_dttm": kind in ("DATE", "TIMESTAMP"),
            }
            for name, kind, comment, _ in columns
        ],
        "metrics": [
            {
                "metric_name": name,
                "verbose_name": label,
                "description": text,
                "expression": expression,
                "d3format": shown,
            }
            for name, label, text, expression, shown in metrics
        ],
        "version": VERSION,
    }


def _ratios(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, str, str, str]]:
    """The metrics, as `metric_values` has them: sums over the reports that state both sides."""
    metrics = connection.execute(
        "select metric_code, metric_name_zh || ' ' || metric_name_en, "
        "definition_en || ' ' || definition_zh, numerator_measure, denominator_measure, "
        "open_measure, form_codes, multiplier, is_share from meta.metrics order by metric_order"
    ).fetchall()
    for name, label, text, top, bottom, left_open, forms, multiplier, is_share in metrics:
        codes = ", ".join(f"'{form}'" for form in forms)
        stated = f"{top} is not null and {bottom} is not null and form_code in ({codes})"
        if left_open is not None:
            stated += f" and coalesce({left_open}, 0) = 0"
        yield (
            name,
            label,
            text,
            f"{multiplier} * cast(sum({top}) filter (where {stated}) as double) "
            f"/ nullif(sum({bottom}) filter (where {stated}), 0)",
            PERCENT if is_share else DECIMALS,
        )


def _chart(chart: Chart) -> dict[str, Any]:
    drawn = {
        "viz_type": chart.kind,
        "groupby": list(chart.columns),
        "metrics": list(chart.metrics),
        "row_limit": MOST_ROWS,
        "time_range": "No filter",
        **chart.drawn,
    }
    if chart.kind == "table":
        drawn |= {"query_mode": "aggregate", "show_cell_bars": False, "server_page_length": 10}
    query = {
        "columns": list(chart.columns),
        "metrics": list(chart.metrics),
        "filters": [],
        "orderby": [],
        "row_limit": MOST_ROWS,
        "extras": {"having": "", "where": ""},
        "time_range": "No filter",
    }
    context = {
        "datasource": {"id": 0, "type": "table"},  # Superset puts its own id in
        "force": False,
        "queries": [query],
        "form_data": drawn,
        "result_format": "json",
        "result_type": "full",
    }
    return {
        "slice_name": chart.name,
        "viz_type": chart.kind,
        "params": drawn,
        "query_context": json.dumps(context),
        "uuid": _id(f"chart {chart.name}"),
        "dataset_uuid": _id(f"dataset {chart.dataset}"),
        "version": VERSION,
    }


def _dashboard() -> dict[str, Any]:
    """The charts in rows, as many side by side as the grid is wide."""
    rows: list[list[Chart]] = []
    for chart in CHARTS:
        if rows and sum(c.width for c in rows[-1]) + chart.width <= COLUMNS_WIDE:
            rows[-1].append(chart)
        else:
            rows.append([chart])
    names = [f"ROW-{number}" for number in range(1, len(rows) + 1)]
    position: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": names, "parents": ["ROOT_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": DASHBOARD}},
    }
    for name, row in zip(names, rows, strict=True):
        inside = [f"CHART-{CHARTS.index(chart) + 1}" for chart in row]
        position[name] = {
            "type": "ROW",
            "id": name,
            "children": inside,
            "parents": ["ROOT_ID", "GRID_ID"],
            "meta": {"background": "BACKGROUND_TRANSPARENT"},
        }
        for place, chart in zip(inside, row, strict=True):
            position[place] = {
                "type": "CHART",
                "id": place,
                "children": [],
                "parents": ["ROOT_ID", "GRID_ID", name],
                "meta": {
                    "chartId": CHARTS.index(chart) + 1,
                    "uuid": _id(f"chart {chart.name}"),
                    "sliceName": chart.name,
                    "width": chart.width,
                    "height": HEIGHT,
                },
            }
    return {
        "dashboard_title": DASHBOARD,
        "slug": SLUG,
        "published": True,
        "uuid": _id("dashboard"),
        "position": position,
        "metadata": {
            "native_filter_configuration": [_filter(column) for column in FILTERS],
            "filter_bar_orientation": "HORIZONTAL",  # tables need the width
            "cross_filters_enabled": True,
        },
        "version": VERSION,
    }


def _filter(column: str) -> dict[str, Any]:
    """A choice of values of a column that all datasets have, over the whole dashboard."""
    return {
        "id": f"NATIVE_FILTER-{column}",
        "type": "NATIVE_FILTER",
        "filterType": "filter_select",
        "name": FILTERS[column],
        "description": "",
        "targets": [{"datasetUuid": _id(f"dataset {OF_METRICS}"), "column": {"name": column}}],
        "scope": {"rootPath": ["ROOT_ID"], "excluded": []},
        "controlValues": {"multiSelect": True, "searchAllOptions": True},
        "defaultDataMask": {"extraFormData": {}, "filterState": {}, "ownState": {}},
        "cascadeParentIds": [],
    }
