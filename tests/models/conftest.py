"""One build file of the real reports' figures, with every model, data test and unit test run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.flows.command import Once
from tests.models.landing import Report, dbt, load

SICHUAN = Report(
    place="四川省",
    body="四川省人民政府办公厅",
    province="四川省",
    year=2018,
    form="2014",
    prose={
        "P.received_incl_carried_in": "17846",
        "P.carried_in": "508",
        "P.carried_forward": "292",
        "3.1.1": "9737",
        "3.1.3": "6031",
        "3.1.4": "1920",
        "3.3": "17554",
        "3.3.1": "2413",
        "3.3.2": "5425",
        "3.3.3": "1399",
        "3.3.4": "1540",
        "3.3.5": "2127",
        "3.3.6": "2595",
        "3.3.7": "1501",
        "3.3.8": "554",
        "4": "2068",
        "4.1": "1131",
        "4.2": "272",
        "4.3": "665",
        "7": "0",
        "8.3": "13373",
        "8.3.1": "2182",
        "8.3.2": "11191",
        "8.4": "4021.27",
    },
)
YONGCHUAN = Report(
    place="重庆市永川区",
    body="重庆市永川区人民政府",
    province="重庆市",
    year=2018,
    form="2014",
    prose={
        "3.1": "92",
        "3.3": "92",
        "3.3.1": "11",
        "3.3.2": "55",
        "3.3.3": "4",
        "3.3.4": "14",
        "3.3.4.2": "1",
        "3.3.4.3": "3",
        "3.3.4.5": "10",
        "3.3.6": "4",
        "3.3.7": "3",
        "3.3.8": "1",
        "4": "2",
        "5": "3",
    },
)
DAYAO = Report(
    place="大姚县",
    body="大姚县人民政府办公室",
    province="云南省",
    year=2018,
    form="2014",
    prose={"3.1": "48", "4": "0", "5": "0"},
)
QUXIAN = Report(
    place="渠县",
    body="渠县人民政府",
    province="四川省",
    year=2023,
    form="2021",
    prose={"D6": "0", "P.litigation_total": "7"},
    table={
        "B1": "101 0 0 0 0 0 101",
        "B2": "4 0 0 0 0 0 4",
        "B3.1": "29 0 0 0 0 0 29",
        "B3.2": "56 0 0 0 0 0 56",
        "B3.3.1": "1 0 0 0 0 0 1",
        "B3.3.7": "1 0 0 0 0 0 1",
        "B3.3.8": "1 0 0 0 0 0 1",
        "B3.4.1": "13 0 0 0 0 0 13",
        "B3.6.3": "2 0 0 0 0 0 2",
        "B3.7": "103 0 0 0 0 0 103",
        "B4": "2 0 0 0 0 0 2",
        "C1.1": "2",
        "C1.2": "3",
        "C1.5": "5",
        "C2.1": "5",
        "C2.3": "1",
        "C2.5": "6",
        "C3.4": "1",
        "C3.5": "1",
        "A8.1": "3135.6",
    },
)
REPORTS = {
    "四川": SICHUAN,
    "永川": YONGCHUAN,
    "大姚": DAYAO,
    "渠县": QUXIAN,
}


@pytest.fixture(scope="session")
def built(once: Once) -> Path:
    """A build file made by `dbt build --warn-error`: seeds, models, data tests, unit tests."""
    return once("models", _build) / "build.duckdb"


def _build(folder: Path) -> None:
    file = folder / "build.duckdb"
    load(list(REPORTS.values()), file)
    run = dbt(file, folder, "build")
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-2000:]


@pytest.fixture
def marts(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The build file, read-only, with the report keys of the reports by short name."""
    with duckdb.connect(str(built), read_only=True) as connection:
        yield connection
