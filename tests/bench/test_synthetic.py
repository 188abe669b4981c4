"""Synthetic reports are marked, of all forms, faulty as set, and keep the forms' arithmetic."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from bench.synthetic import (
    FORM_OF_YEAR,
    SOURCE,
    Rates,
    line_items,
    synthetic_shards,
    write_synthetic,
)
from expectations import check_landing
from extract.contract import LANDING_SCHEMAS
from extract.landing import LandingTables, read_shards

DOCUMENTS = 400
FAULTLESS = Rates(**{field.name: 0.0 for field in fields(Rates)})


def drawn(rates: Rates) -> LandingTables:
    shards = list(synthetic_shards(DOCUMENTS, rates=rates))
    return LandingTables(*map(pl.concat, zip(*shards, strict=True)))


@pytest.fixture(scope="module")
def faulty() -> LandingTables:
    return drawn(Rates())


@pytest.fixture(scope="module")
def faultless() -> pl.DataFrame:
    """What feeds facts in reports without faults, one row per report and cell."""
    tables = drawn(FAULTLESS)
    fit = (
        (pl.col("subject") == "report")
        & (pl.col("period") == "year")
        & (pl.col("qualifier") == "exact")
        & (pl.col("unit").fill_null("") != "%")
    )
    return tables.figure.filter(fit).join(
        tables.report.select("report_id", "report_year", "issuing_body"), on="report_id"
    )


def test_every_report_is_marked_as_synthetic(faulty: LandingTables) -> None:
    marked = (
        pl.col("file_name").str.starts_with("synthetic_")
        & pl.col("title").str.starts_with("【合成数据】")
        & (pl.col("source_url") == SOURCE)
        & (pl.col("extractor_version") == "synthetic")
    )
    assert faulty.report.height == DOCUMENTS
    assert faulty.report.filter(~marked).is_empty()


def test_reports_are_of_every_year_and_form_with_300_figures(faulty: LandingTables) -> None:
    years = faulty.report.group_by("report_year").agg(pl.col("form").unique().first())
    assert dict(years.iter_rows()) == FORM_OF_YEAR
    assert 285 <= faulty.figure.height / DOCUMENTS <= 315


def test_every_fault_of_the_rates_occurs(faulty: LandingTables) -> None:
    states = set(faulty.figure["value_state"])
    assert states == {"number", "blank", "dash", "not_applicable", "illegible"}
    assert set(faulty.figure["method"]) == {"table", "prose"}
    fit = (pl.col("subject") == "report") & (pl.col("period") == "year")
    cells = (
        faulty.figure.filter(fit, pl.col("value").is_not_null())
        .group_by("report_id", "line_form", "line_code", "column_code")
        .agg(
            pl.col("value").filter(pl.col("method") == "table").n_unique().alias("tabled"),
            pl.col("value").filter(pl.col("method") == "prose").n_unique().alias("told"),
            pl.col("value").n_unique().alias("values"),
        )
    )
    restated = cells.filter(pl.col("told") > 0, pl.col("tabled") > 0)
    assert cells.filter(pl.col("tabled") > 1).height > 0
    assert restated.height > restated.filter(pl.col("values") > 1).height > 0
    bodies_and_years = faulty.report.select("issuing_body", "report_year").is_duplicated().sum()
    assert bodies_and_years > DOCUMENTS * Rates().second_edition


def test_landing_gate_lets_every_synthetic_report_through(
    faulty: LandingTables, tmp_path: Path
) -> None:
    file = tmp_path / "landing.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema raw")
        for name in LANDING_SCHEMAS:
            connection.register("frame", getattr(faulty, name).to_arrow())
            connection.execute(f"create table raw.{name} as from frame")
    result = check_landing(file, "raw")
    assert result.checked
    assert not result.failures


def test_without_faults_every_total_is_the_sum_of_its_parts(faultless: pl.DataFrame) -> None:
    totals = line_items().select(
        pl.col("form_code").alias("line_form"), "line_code", "total_line_code"
    )
    cell = ["report_id", "line_form", "column_code"]
    sums = (
        faultless.join(totals, on=["line_form", "line_code"])
        .filter(pl.col("total_line_code").is_not_null())
        # A part that is a caption is not stated; its own parts are counted in its place.
        .join(
            faultless.select(*cell, pl.col("line_code").alias("total_line_code"),
                             pl.col("value").alias("total")),
            on=[*cell, "total_line_code"], how="left",
        )
    )  # fmt: skip
    stated = sums.filter(pl.col("total").is_not_null() & (pl.col("total_line_code") != "B3.7"))
    wrong = (
        stated.group_by(*cell, "total_line_code")
        .agg(pl.col("value").sum(), pl.col("total").first())
        .filter(pl.col("value") != pl.col("total"))
    )
    assert stated.height > DOCUMENTS
    assert wrong.is_empty()


def test_without_faults_results_add_up_in_every_column(faultless: pl.DataFrame) -> None:
    """R1 and R2 of the 2019 and 2021 forms, and R5 over the years of one body."""
    leaves = pl.col("line_code").str.starts_with("B3.") & (pl.col("line_code") != "B3.7")
    key = ["issuing_body", "report_year", "column_code"]

    def of(line: str) -> pl.Expr:
        return pl.col("value").filter(pl.col("line_code") == line).sum()

    columns = (
        faultless.filter(pl.col("line_form").is_in(["2019", "2021"]))
        .filter(pl.col("column_code") != "value")
        .group_by(key)
        .agg(
            of("B1").alias("new"),
            of("B2").alias("carried_in"),
            of("B3.7").alias("results"),
            of("B4").alias("forward"),
            pl.col("value").filter(leaves).sum().alias("of_results"),
        )
    )
    assert columns.height > DOCUMENTS
    assert columns.filter(
        pl.col("new") + pl.col("carried_in") != pl.col("results") + pl.col("forward")
    ).is_empty()
    assert columns.filter(pl.col("of_results") != pl.col("results")).is_empty()
    following = columns.join(
        columns.with_columns(pl.col("report_year") - 1), on=key, suffix="_next"
    )
    assert following.filter(pl.col("forward") > Decimal(0)).height > DOCUMENTS / 10
    assert following.filter(pl.col("forward") != pl.col("carried_in_next")).is_empty()


def test_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_synthetic(tmp_path / "first", 60)
    second = write_synthetic(tmp_path / "second", 60)
    assert [shard.name for shard in first] == [shard.name for shard in second]
    for left, right in zip(first, second, strict=True):
        for file in sorted(left.iterdir()):
            assert file.read_bytes() == (right / file.name).read_bytes()
    other = write_synthetic(tmp_path / "other", 60, seed=1)
    assert {shard.name for shard in other}.isdisjoint(shard.name for shard in first)
    assert read_shards(tmp_path / "first").report.height == 60
