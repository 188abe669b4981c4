"""Landing between refreshes: one extraction a report whatever was interrupted; foreign tables."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from extract.contract import EXTRACTOR_VERSION, LANDING_SCHEMAS
from extract.landing import LandingTables, read_shards, write_shard
from flows import arrivals, landing
from flows.build import has_reference, load_raw, note_reference
from flows.warehouse import Refused, Warehouse, WrongUse
from tests.flows.command import rows

A, B, C = ("a" * 64, "b" * 64, "c" * 64)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    house = Warehouse(tmp_path / "warehouse")
    house.create()
    return house


def _tables(*report_ids: str, value: int = 1, version: str = EXTRACTOR_VERSION) -> LandingTables:
    """One report and one figure for each id; what the gate would say of them does not matter."""
    report = {"file_name": "x.html", "report_year": 2023, "extractor_version": version}
    figure = {"value": Decimal(value), "locator": "{}"}
    found = {
        "report": [{"report_id": report_id, **report} for report_id in report_ids],
        "figure": [{"report_id": i, "figure_id": i[:16], **figure} for i in report_ids],
        "extraction_note": [],
    }
    return LandingTables(
        **{
            table: pl.DataFrame(found[table], schema=schema)
            for table, schema in LANDING_SCHEMAS.items()
        }
    )


def _values(warehouse: Warehouse) -> dict[str, int]:
    figure = read_shards(warehouse.landing).figure
    assert figure["report_id"].is_unique().all()
    return {report_id: int(value) for report_id, value in figure["report_id", "value"].iter_rows()}


def _age(shard: Path, seconds: int) -> None:
    os.utime(shard, (seconds, seconds))


def test_the_newest_extraction_of_a_report_stays(warehouse: Warehouse) -> None:
    _age(write_shard(_tables(A, B, value=1), warehouse.landing), 1000)
    write_shard(_tables(B, C, value=2), warehouse.landing)
    landing.settle(warehouse)
    assert _values(warehouse) == {A: 1, B: 2, C: 2}


def test_an_interrupted_rewrite_is_settled(warehouse: Warehouse) -> None:
    _age(write_shard(_tables(A, B), warehouse.landing), 1000)
    write_shard(_tables(A), warehouse.landing)  # the rest of the shard, which is still there
    (warehouse.landing / ".shard-half").mkdir()
    landing.settle(warehouse)
    assert _values(warehouse) == {A: 1, B: 1}
    assert not list(warehouse.landing.glob(".*"))


def test_a_forgotten_report_leaves_landing_and_says_why(warehouse: Warehouse) -> None:
    write_shard(_tables(A, B), warehouse.landing)
    assert landing.forget(warehouse, A[:8], "published by mistake") == "x.html"
    assert _values(warehouse) == {B: 1}
    assert landing.read_forgotten(warehouse).rows() == [(A, "x.html", "published by mistake")]
    with pytest.raises(WrongUse, match="0 that match"):
        landing.forget(warehouse, A, "again")


def test_only_an_unknown_document_is_read(warehouse: Warehouse, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    ids = {}
    for name in ("landed", "foreign", "older", "aside", "forgotten", "new"):
        (reports / f"{name}.txt").write_text(name)
    for document in landing.find(warehouse, [reports]).documents:
        ids[document.path.stem] = document.report_id
    write_shard(_tables(ids["landed"]), warehouse.landing)
    write_shard(_tables(ids["foreign"], version="team-7"), warehouse.landing)
    write_shard(_tables(ids["older"], version="0"), warehouse.landing)
    write_shard(_tables(ids["forgotten"]), warehouse.landing)
    landing.forget(warehouse, ids["forgotten"], "a test")
    landing.set_aside(warehouse, [_aside(ids["aside"])], [ids["aside"]])
    found = landing.find(warehouse, [reports])
    assert {document.path.stem for document in found.to_read} == {"older", "new"}
    assert [document.path.stem for document in found.forgotten] == ["forgotten"]


def test_a_document_read_anew_replaces_what_the_quarantine_says(warehouse: Warehouse) -> None:
    unreadable = {**_aside(A), "report_id": None, "file_name": "y.pdf"}
    landing.set_aside(warehouse, [_aside(A), _aside(B), unreadable], [])
    landing.set_aside(warehouse, [{**_aside(B), "code": "other"}], [A, B])
    codes = landing.read_quarantine(warehouse)["report_id", "code"].rows()
    assert sorted(codes, key=str) == [(B, "other"), (None, "no_report")]
    landing.set_aside(warehouse, [], [None])
    assert landing.read_quarantine(warehouse)["report_id"].to_list() == [B]


def _aside(report_id: str) -> dict[str, Any]:
    return {
        "report_id": report_id,
        "file_name": "x.html",
        "gate": "extraction",
        "code": "no_report",
        "message": "x.html: expected a report, found none; leave it out",
        "extractor_version": EXTRACTOR_VERSION,
        "source_row": None,
    }


def test_a_mirror_does_not_guess_about_files_that_it_cannot_read(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "one.txt").write_text("one")
    found = landing.find(warehouse, [reports])
    write_shard(_tables(A, found.documents[0].report_id), warehouse.landing)
    (reports / "broken.pdf").symlink_to("/proc/self/mem")
    with pytest.raises(Refused, match=r"broken\.pdf"):
        landing.mirror(warehouse, landing.find(warehouse, [reports]))
    assert A in _values(warehouse)
    (reports / "broken.pdf").unlink()
    landing.mirror(warehouse, landing.find(warehouse, [reports]))
    assert _values(warehouse).keys() == {found.documents[0].report_id}


def test_raw_follows_landing_shard_by_shard(warehouse: Warehouse) -> None:
    query = "select report_id, cast(value as integer) from raw.figure order by all"
    first = write_shard(_tables(A, B, value=1), warehouse.landing)
    assert load_raw(warehouse) == {"report": 2, "figure": 2, "extraction_note": 0}
    write_shard(_tables(C, value=1), warehouse.landing)
    load_raw(warehouse)
    assert rows(warehouse.build_file, query) == [(A, 1), (B, 1), (C, 1)]
    # The same reports read anew: a shard of the same name with other figures.
    shutil.rmtree(first)
    write_shard(_tables(A, B, value=2), warehouse.landing)
    load_raw(warehouse)
    assert rows(warehouse.build_file, query) == [(A, 2), (B, 2), (C, 1)]


@pytest.mark.parametrize("content", [b"", b"no database at all"], ids=["empty", "foreign"])
def test_a_broken_build_file_is_made_anew(content: bytes, warehouse: Warehouse) -> None:
    write_shard(_tables(A), warehouse.landing)
    warehouse.build_file.write_bytes(content)
    assert load_raw(warehouse)["report"] == 1


def _csv(folder: Path, **changes: str) -> Path:
    folder.mkdir()
    for table, frame in _tables(A)._asdict().items():
        frame.write_csv(folder / f"{table}.csv")
    for table, text in changes.items():
        (folder / f"{table}.csv").write_text(text)
    return folder


def test_csv_becomes_the_contract_s_types(warehouse: Warehouse, tmp_path: Path) -> None:
    folder = _csv(tmp_path / "landing")
    text = (folder / "report.csv").read_text().splitlines()
    cells = text[1].split(",")
    cells[text[0].split(",").index("published_on")] = "2024-01-31"
    (folder / "report.csv").write_text(f"{text[0]}\n{','.join(cells)}\n")
    arrivals.lay_out_files(warehouse, [folder])
    arrivals.accept(warehouse, [])
    tables = read_shards(warehouse.landing)
    for table, schema in LANDING_SCHEMAS.items():
        assert getattr(tables, table).schema == pl.Schema(schema)
    assert tables.report["published_on"].to_list() == [date(2024, 1, 31)]
    assert tables.figure["value"].to_list() == [Decimal(1)]


def test_parquet_goes_through_as_it_is(warehouse: Warehouse, tmp_path: Path) -> None:
    tables = _tables(A, B, C)
    shard = write_shard(tables, tmp_path / "theirs")
    arrivals.lay_out_files(warehouse, [shard])
    arrivals.accept(warehouse, [B])
    for ours, theirs in zip(read_shards(warehouse.landing), tables, strict=True):
        assert ours.equals(theirs.filter(pl.col("report_id") != B))


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("report", "2023", "last year", "report_year"),
        ("report", "2023", "2023.5", "report_year"),
        ("figure", "1.000000", "1.0000001", "value"),
    ],
    ids=["words", "a fraction", "more digits"],
)
def test_a_value_that_does_not_fit_is_named_with_its_row(
    table: str, old: str, new: str, column: str, warehouse: Warehouse
) -> None:
    folder = _csv(warehouse.root / "landing_of_others")
    text = (folder / f"{table}.csv").read_text().replace(old, new)
    (folder / f"{table}.csv").write_text(text)
    with pytest.raises(Refused, match=rf"{table}\.csv: row 1, column {column}.*'{new}'"):
        arrivals.lay_out_files(warehouse, [folder])


def test_columns_that_are_missing_or_unknown_are_named(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    folder = _csv(tmp_path / "landing", figure="report_id,answer\n1,42\n")
    with pytest.raises(Refused, match=r"none named figure_id, .*also answer"):
        arrivals.lay_out_files(warehouse, [folder])


def test_a_file_of_another_kind_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    folder = _csv(tmp_path / "landing")
    (folder / "report.parquet").write_bytes(b"no parquet")
    with pytest.raises(Refused, match=r"report\.parquet: expected a Parquet or CSV file"):
        arrivals.lay_out_files(warehouse, [folder])


@pytest.mark.parametrize(
    ("name", "expected"),
    [("numbers.csv", "name begins with"), ("report.csv", "expected a table figure")],
)
def test_a_table_that_is_none_of_the_three_is_wrong_use(
    name: str, expected: str, warehouse: Warehouse, tmp_path: Path
) -> None:
    folder = _csv(tmp_path / "landing")
    shutil.copy(folder / "report.csv", tmp_path / name)
    with pytest.raises(WrongUse, match=expected):
        arrivals.lay_out_files(warehouse, [tmp_path / name])
    with pytest.raises(WrongUse, match="found nothing"):
        arrivals.lay_out_files(warehouse, [tmp_path / "nowhere"])


def test_what_no_document_decides_is_built_once_a_code(warehouse: Warehouse) -> None:
    write_shard(_tables(A), warehouse.landing)
    load_raw(warehouse)
    assert not has_reference(warehouse, "old")
    note_reference(warehouse, "old")
    assert has_reference(warehouse, "old")
    assert not has_reference(warehouse, "new")
    note_reference(warehouse, None)
    assert not has_reference(warehouse, "old")


def _read(warehouse: Warehouse, found: landing.Found) -> None:
    """Settle what was found as the flow does after reading it."""
    for document in found.to_read:
        tables = _tables(document.report_id)
        row = pl.lit(document.source_row, pl.String).alias("source_row")
        write_shard(tables._replace(report=tables.report.with_columns(row)), warehouse.landing)
    landing.settle(warehouse)


def _names(found: landing.Found) -> set[str]:
    return {document.path.name for document in found.to_read}


def test_a_changed_row_of_sources_csv_has_its_document_read_again(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name in ("one.html", "two.html", "aside.html"):
        (reports / name).write_text(name)
    sources = reports / "sources.csv"
    header = "file,url,jurisdiction,year\n"
    sources.write_text(f"{header}one.html,,渠县,2019\naside.html,,渠县,2019\ngone.html,,,2019\n")
    found = landing.find(warehouse, [reports])
    assert _names(found) == {"one.html", "two.html", "aside.html"}
    assert ["gone.html" in remark for remark in found.remarks] == [True]
    (aside,) = [document for document in found.to_read if document.path.name == "aside.html"]
    _read(warehouse, replace(found, to_read=tuple(set(found.to_read) - {aside})))
    row = {**_aside(aside.report_id), "source_row": aside.source_row}
    landing.set_aside(warehouse, [row], [aside.report_id])
    before = list(landing.inputs(warehouse))
    assert _names(landing.find(warehouse, [reports])) == set()

    sources.write_text(f"{header}one.html,,渠县,2020\naside.html,,渠县,2020\n")
    found = landing.find(warehouse, [reports])
    assert _names(found) == {"one.html", "aside.html"}
    assert found.restated == {document.report_id for document in found.to_read}
    landing.note_restated(warehouse, found.restated)
    landing.note_restated(warehouse, [])
    assert landing.read_restated(warehouse) == found.restated
    _read(warehouse, found)
    assert list(landing.inputs(warehouse)) != before
    sources.unlink()
    assert _names(landing.find(warehouse, [reports])) == {"one.html", "aside.html"}


def test_a_wrong_sources_csv_is_wrong_use(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text("one")
    (tmp_path / "sources.csv").write_text("file,url,jurisdiction,year\none.html,,,20I9\n")
    with pytest.raises(WrongUse, match=r"sources\.csv, line 2, column year: .*20I9"):
        landing.find(warehouse, [tmp_path])


def test_a_new_attachment_has_its_page_read_again(warehouse: Warehouse, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "page.html").write_text("<a href='a.xlsx'>附件</a>")
    (reports / "other.html").write_text("other")
    _read(warehouse, landing.find(warehouse, [reports]))
    (reports / "a.xlsx").write_text("a")
    found = landing.find(warehouse, [reports])
    assert _names(found) == {"page.html", "a.xlsx"}
    assert found.restated == set()
    (attached,) = [document for document in found.to_read if document.path.name == "a.xlsx"]
    (page,) = [document for document in found.to_read if document.path.name == "page.html"]
    assert attached.source is not None
    assert attached.source.main_report_id == page.report_id
    _read(warehouse, found)
    assert _names(landing.find(warehouse, [reports])) == set()
    landing.forget(warehouse, page.report_id, "a test")
    found = landing.find(warehouse, [reports])
    assert _names(found) == {"a.xlsx"}
    assert [document.source_row for document in found.to_read] == [None]


def test_shards_of_an_older_extractor_are_read_as_they_are(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    old = _tables(A, version="1")
    write_shard(old._replace(report=old.report.drop("source_row")), warehouse.landing)
    assert landing.landed(warehouse) == {A: "1"}
    assert load_raw(warehouse)["report"] == 1
    write_shard(_tables(B), warehouse.landing)
    assert landing.landed(warehouse) == {A: "1", B: EXTRACTOR_VERSION}
    assert load_raw(warehouse)["report"] == 2
    landing.forget(warehouse, B, "a test")
    assert load_raw(warehouse)["report"] == 1
    frame = landing.read_quarantine(warehouse)
    landing.set_aside(warehouse, [_aside(A)], [])
    pl.read_parquet(warehouse.quarantine).drop("source_row").write_parquet(warehouse.quarantine)
    assert landing.read_quarantine(warehouse).schema == frame.schema
