"""Landing tables: schemas, identity, and shards that depend on the documents alone."""

from __future__ import annotations

import hashlib
import json
import os
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from extract.contract import LANDING_SCHEMAS
from extract.extraction import Extraction, read_document
from extract.landing import (
    LandingTables,
    find_documents,
    read_documents,
    read_shards,
    shard_id,
    write_shard,
)
from tests.extract import layouts
from tests.extract.layouts import make_report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "documents"
    (source / "deep").mkdir(parents=True)
    for seed in (1, 2):
        page = layouts.html_page(make_report("2021", seed))
        (source / "deep" / f"{seed}.html").write_text(page, encoding="utf-8")
    text = layouts.flat_text(make_report("2019", 3), "tabs_dropped")
    (source / "3.TXT").write_text(text, encoding="utf-8")
    (source / "news.md").write_text("今天天气很好。\n", encoding="utf-8")
    for ignored in ("expected.csv", "truth.json", ".hidden.html", "1.png"):
        (source / ignored).write_text("x", encoding="utf-8")
    return source


def test_find_documents(folder: Path) -> None:
    names = [path.name for path in find_documents([folder, folder / "3.TXT"])]
    assert names == ["3.TXT", "1.html", "2.html", "news.md"]


def test_tables_have_the_contracts_schemas(folder: Path) -> None:
    tables = read_documents(find_documents([folder]))
    for name, frame in tables._asdict().items():
        assert frame.schema == pl.Schema(LANDING_SCHEMAS[name])
    assert tables.report.height == 3
    assert tables.figure.height >= 3 * 190
    assert tables.figure["figure_id"].is_unique().all()
    assert set(tables.figure["report_id"]) == set(tables.report["report_id"])
    turned_away = tables.extraction_note.filter(
        ~pl.col("report_id").is_in(tables.report["report_id"].implode())
    )
    assert turned_away["code"].to_list() == ["not_an_annual_report"]
    assert turned_away["message"][0].startswith("news.md, ")


def test_figure_ids_are_those_of_the_contract(folder: Path) -> None:
    figures = read_documents(find_documents([folder])).figure
    for row in figures.head(50).iter_rows(named=True):
        assert "text" in json.loads(row["locator"])
        key = "|".join(
            row[column]
            for column in ("report_id", "locator", "line_code", "column_code", "subject", "period")
        )
        assert row["figure_id"] == hashlib.sha256(key.encode()).hexdigest()[:16]


def test_the_same_bytes_twice_are_one_report(folder: Path) -> None:
    copy = folder / "copy.html"
    copy.write_bytes((folder / "deep" / "1.html").read_bytes())
    tables = read_documents(find_documents([folder]))
    assert tables.report.height == 3
    assert tables.figure["figure_id"].is_unique().all()


def test_shards_come_back_and_are_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    paths = find_documents([folder])
    tables = read_documents(paths)
    again = read_documents(paths[::-1])
    first = write_shard(tables, tmp_path / "one")
    shuffled = LandingTables(*(frame.reverse() for frame in again))
    second = write_shard(shuffled, tmp_path / "two")
    assert first.name == second.name == shard_id(tables.report["report_id"])
    for name in LANDING_SCHEMAS:
        file = f"{name}.parquet"
        assert (first / file).read_bytes() == (second / file).read_bytes()
    for found, frame in zip(read_shards(tmp_path / "one"), tables, strict=True):
        assert found.equals(frame)
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == [first.name]


def test_a_shard_is_replaced_whole(folder: Path, tmp_path: Path) -> None:
    tables = read_documents(find_documents([folder]))
    fewer = LandingTables(tables.report, tables.figure.head(5), tables.extraction_note)
    write_shard(tables, tmp_path / "landing")
    write_shard(fewer, tmp_path / "landing")
    assert read_shards(tmp_path / "landing").figure.height == 5


def test_no_shards_are_empty_tables(tmp_path: Path) -> None:
    for frame in read_shards(tmp_path / "none"):
        assert frame.is_empty()


def test_a_value_that_no_column_holds_costs_its_document_alone(tmp_path: Path) -> None:
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"{number}.html")
        paths[-1].write_text(layouts.html_page(make_report("2021", seed=number)), encoding="utf-8")

    def read(path: Path) -> Extraction:
        extraction = read_document(path)
        if path is paths[1]:
            extraction.figures[0]["value"] = Decimal(10) ** 30
        return extraction

    tables = read_documents(paths, read)
    assert sorted(tables.report["file_name"]) == ["0.html", "2.html"]
    assert tables.extraction_note["code"].to_list() == ["extractor_failed"]
    assert tables.figure["report_id"].n_unique() == 2


def test_names_that_are_not_in_utf_8_are_read(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("青溪县.html".encode("gb18030"))
    path.write_text(layouts.html_page(make_report("2021", seed=1)), encoding="utf-8")
    assert read_documents([path]).report["file_name"].to_list() == ["青溪县.html"]
