"""Synthetic annual reports at landing level: what a national warehouse is measured on.

Gives `bench.run` and `tests/bench` landing tables (schemas of `extract.contract`) of any number of
documents. They are marked as synthetic in file name, title and source, so that nobody takes one
for a report. Places are real divisions, years are consecutive, figures obey the form's arithmetic
and then get the faults of real documents at the rates of `Rates`. Everything is drawn from one
seed: same number and seed, same bytes.

Everything is an array over bodies or a column: nothing loops over reports or figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import numpy.typing as npt
import polars as pl

from extract.contract import (
    APPLICANT_COLUMNS,
    FIGURE_SCHEMA,
    NOTE_SCHEMA,
    REPORT_SCHEMA,
    VALUE_TYPE,
    WHOLE_REPORT,
)
from extract.landing import LandingTables, write_shard

Numbers = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

SEEDS: Final = Path(__file__).parents[1] / "seeds"
SOURCE: Final = "synthetic:gongkai-bench"
LAST_YEAR: Final = 2024
FORM_OF_YEAR: Final = {
    year: "2008" if year < 2014 else "2014" if year < 2019 else "2019" if year < 2021 else "2021"
    for year in range(2008, LAST_YEAR + 1)
}
# Where a body's row of years begins, and how many of a hundred bodies begin there: reports of the
# early years are rarer, and the fuller forms carry most figures, as in the country.
FIRST_YEARS: Final = {2008: 15, 2014: 35, 2019: 50}
# Statements beside the form's own cells (parts of the report, other years, shares) per report, so
# that a report has 300 figures on average.
FURTHER_STATEMENTS: Final = {"2008": 244, "2014": 241, "2019": 106, "2021": 102}
SHARD_DOCUMENTS: Final = 1000
DEPARTMENTS: Final = (
    "教育局",
    "公安局",
    "民政局",
    "财政局",
    "自然资源局",
    "生态环境局",
    "住房和城乡建设局",
    "交通运输局",
    "水利局",
    "农业农村局",
    "卫生健康局",
    "审计局",
    "市场监督管理局",
    "统计局",
)
NUMBER, BLANK, DASH, NOT_APPLICABLE, ILLEGIBLE, ABSENT = range(6)
STATES: Final = ("number", "blank", "dash", "not_applicable", "illegible")
STATE_TEXTS: Final = ("", "", "-", "/", "■")


@dataclass(frozen=True)
class Rates:
    """Shares of reports or of cells that have a fault of real documents."""

    department: float = 0.15  # bodies that are a department of the division
    prose_only: float = 0.6  # reports of the 2014 form without its table
    carried_in_prose: float = 0.3  # of those, the ones that tell the carried-in apart
    undivided: float = 0.02  # 2019/2021: a group's row in place of its parts
    section_missing: float = 0.05
    cell_missing: float = 0.005
    wrong_total: float = 0.02
    zeros_blank: float = 0.12
    zeros_dashed: float = 0.06
    zeros_not_applicable: float = 0.02
    cell_blank: float = 0.003
    cell_illegible: float = 0.0005
    restated: float = 0.05
    restated_otherwise: float = 0.08
    conflict: float = 0.001
    second_edition: float = 0.03
    second_document: float = 0.02
    place_unreadable: float = 0.01
    note: float = 0.5


@dataclass(frozen=True)
class Extent:
    """Which bodies report, from when on, and how much besides their form's cells."""

    first_years: Mapping[int, int] = field(default_factory=lambda: FIRST_YEARS)
    province_code: str | None = None  # None: the whole country
    further_statements: bool = True


@dataclass(frozen=True)
class Cells:
    """The cells of one form in printed order, and how they add up.

    Arrays have one element per cell. `parts` maps a total's cell to the cells that make it, totals
    of totals last.
    """

    form: str
    frame: pl.DataFrame  # cell_no, line_code, column_code, unit, unit_scale, label, row_no, ...
    number: dict[tuple[str, str], int]
    section: npt.NDArray[np.str_]
    is_money: Booleans
    is_total: Booleans
    weight: Numbers
    parts: dict[int, list[int]]

    def of(self, *lines: str, column: str = "value") -> list[int]:
        return [self.number[line, column] for line in lines]


# Rows that head a group and print no number of their own, unless a body fills the group undivided.
GROUPS: Final = {"2019": ("B3.3", "B3.4", "B3.5"), "2021": ("B3.3", "B3.4", "B3.5", "B3.6")}
# Numbers that a body first counts, then breaks down: requests over channels, replies over results.
BROKEN_DOWN: Final = {
    "2008": ("K10", "K17", "F1", "F2"),
    "2014": ("3.1", "3.2", "3.3", "4", "5", "8.3"),
    "2019": (),
    "2021": (),
}


@cache
def line_items() -> pl.DataFrame:
    return pl.read_csv(SEEDS / "line_items.csv", infer_schema=False)


@cache
def cells_of(form: str) -> Cells:
    """The cells that a report of `form` can state, group rows of undivided groups included."""
    rows = []
    lines = line_items().filter(pl.col("form_code") == form, pl.col("additivity") != "heading")
    for line in lines.iter_rows(named=True):
        by_applicant = line["is_by_applicant"] == "true"
        columns = APPLICANT_COLUMNS if by_applicant else ("value",)
        rows += [{**line, "column_code": column} for column in columns]
    frame = pl.DataFrame(rows).with_row_index("cell_no")
    unit = pl.col("unit")
    frame = frame.select(
        pl.col("cell_no").cast(pl.Int32),
        pl.lit(form).alias("line_form"),
        "line_code",
        "column_code",
        "total_line_code",
        "additivity",
        unit,
        pl.when(unit.str.starts_with("万"))
        .then(10_000)
        .otherwise(1)
        .cast(pl.Int32)
        .alias("unit_scale"),
        pl.col("label_zh").alias("label"),
        pl.col("line_code").rle_id().cast(pl.Int32).alias("row_no") + 1,
        pl.int_range(pl.len(), dtype=pl.Int32).over(pl.col("line_code").rle_id()).alias("column_no")
        + 2,
    )
    keys = frame.select("line_code", "column_code", "cell_no")
    number = {(line, column): cell for line, column, cell in keys.iter_rows()}
    parts: dict[int, list[int]] = {}
    for column, total, cell in frame.select(
        "column_code", "total_line_code", "cell_no"
    ).iter_rows():
        if total:
            parts.setdefault(number[total, column], []).append(cell)
    codes = frame["line_code"].to_list()

    def height(cell: int) -> int:
        return 1 + max((height(part) for part in parts.get(cell, [])), default=0)

    parts = {cell: parts[cell] for cell in sorted(parts, key=height)}
    rng = np.random.default_rng(int(form))
    return Cells(
        form=form,
        frame=frame,
        number=number,
        section=np.array([code[0] for code in codes]),
        is_money=frame["unit"].is_in(["万元", "元"]).fill_null(False).to_numpy(),
        is_total=np.isin(np.arange(len(codes)), list(parts)),
        weight=rng.exponential(0.3, len(codes)),
        parts=parts,
    )


def leaves(cells: Cells, total: int) -> list[int]:
    """The cells that finally make up `total`."""
    return [leaf for part in cells.parts.get(total, []) for leaf in leaves(cells, part) or [part]]


def bodies(
    count: int, rates: Rates, rng: np.random.Generator, extent: Extent | None = None
) -> pl.DataFrame:
    """The bodies that report, one row each: division, parents, first year, size, kind.

    Of every division that is valid to this day, provinces and prefectures first, then counties by
    lot, and departments of such divisions.
    """
    extent = extent or Extent()
    divisions = pl.read_csv(SEEDS / "divisions.csv", infer_schema=False).filter(
        pl.col("valid_to_date").is_null() & pl.col("valid_from_date").lt("2009")
    )
    names = divisions.select(
        pl.col("division_code").alias("code"), pl.col("division_name_zh").alias("name")
    ).unique("code", keep="first", maintain_order=True)
    if extent.province_code is not None:
        divisions = divisions.filter(pl.col("province_code") == extent.province_code)
    order = pl.Series(rng.permutation(divisions.height))
    level = pl.col("level_code").replace_strict(
        {"province": 0, "prefecture": 1}, default=2, return_dtype=pl.Int8
    )
    drawn = (
        divisions.with_columns(order.alias("order"))
        .sort(level, "order")
        .select(
            "division_code", "division_name_zh", "level_code", "province_code", "prefecture_code"
        )
    )
    governments = drawn.head(round(count * (1 - rates.department)))
    departments = drawn.sample(count - governments.height, seed=1, with_replacement=True)
    kinds = pl.Series(rng.choice(DEPARTMENTS, departments.height))
    frame = pl.concat(
        [
            governments.with_columns(pl.lit("").alias("department")),
            departments.with_columns(kinds.alias("department")),
        ]
    ).unique(["division_code", "department"], keep="first", maintain_order=True)
    size = {"province": 4000.0, "prefecture": 800.0}
    return (
        frame.join(
            names.rename({"code": "province_code", "name": "province"}),
            on="province_code",
            how="left",
            maintain_order="left",
        )
        .join(
            names.rename({"code": "prefecture_code", "name": "prefecture"}),
            on="prefecture_code",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            pl.Series("size", rng.lognormal(0.0, 0.8, frame.height))
            * pl.col("level_code").replace_strict(size, default=90.0)
            * pl.when(pl.col("department") == "").then(1.0).otherwise(0.2),
            pl.Series("first_year", rng.permutation(first_years(frame.height, extent))),
        )
    )


def first_years(count: int, extent: Extent) -> Indices:
    """The first years of an extent in their shares, `count` of them."""
    shares = extent.first_years
    bounds = np.cumsum(list(shares.values())) / 100
    return np.array(list(shares))[np.searchsorted(bounds, (np.arange(count) + 0.5) / count)]


def body_count(documents: int, rates: Rates, extent: Extent) -> int:
    """How many bodies give about `documents`, second editions and documents included."""
    shares = extent.first_years
    years = sum((LAST_YEAR + 1 - first) * share / 100 for first, share in shares.items())
    return round(documents / years / (1 + rates.second_edition + rates.second_document)) + 1


def split(counts: npt.NDArray[np.number], cells: int, rng: np.random.Generator) -> Numbers:
    """Each count over `cells` parts, some parts usually nothing; (n,) gives (n, cells)."""
    shares = rng.dirichlet(np.full(cells, 0.4))
    return rng.multinomial(counts.astype(np.int64), shares).astype(float)


class Memory:
    """What a body carries from one year to the next: open requests and stocks."""

    def __init__(self, count: int) -> None:
        self.open = np.zeros((count, len(APPLICANT_COLUMNS) - 1))
        self.stock: dict[str, Numbers] = {}


@dataclass(frozen=True)
class Year:
    """Who reports in one year: numbers and sizes of the bodies, and what they remember."""

    who: Indices
    size: Numbers
    memory: Memory
    rng: np.random.Generator


def draw_requests(cells: Cells, values: Numbers, year: Year) -> None:
    """Table 三 of 2019 and 2021: 一 + 二 = (七) + 四 in each column, 二 = 四 of the year before."""
    shares = (0.9, 0.05, 0.005, 0.005, 0.03, 0.01)
    for at, (column, share) in enumerate(zip(APPLICANT_COLUMNS[:-1], shares, strict=True)):
        results = leaves(cells, cells.number["B3.7", column])
        carried_in = year.memory.open[year.who, at]
        new = year.rng.poisson(year.size * share).astype(float)
        forward = year.rng.binomial((carried_in + new).astype(np.int64), 0.04).astype(float)
        values[:, cells.number["B1", column]] = new
        values[:, cells.number["B2", column]] = carried_in
        values[:, results] = split(carried_in + new - forward, len(results), year.rng)
        values[:, cells.number["B4", column]] = forward
        year.memory.open[year.who, at] = forward


def draw_stocks(cells: Cells, values: Numbers, year: Year) -> None:
    """R6 and R7: a stock is last year's with the changes between."""
    rng, count = year.rng, len(year.memory.open)
    if cells.form == "2021":
        for line in ("A1.1", "A1.2"):
            made, repealed, in_force = cells.of(f"{line}a", f"{line}b", f"{line}c")
            stock = year.memory.stock.setdefault(line, rng.poisson(20, count).astype(float))
            values[:, repealed] = np.minimum(values[:, repealed], stock[year.who])
            stock[year.who] += values[:, made] - values[:, repealed]
            values[:, in_force] = stock[year.who]
    elif cells.form == "2019":
        for line in ("A5.1", "A5.2", "A6.1", "A6.2", "A8.1"):
            last_year, change = cells.of(f"{line}a", f"{line}b")
            stock = year.memory.stock.setdefault(line, rng.poisson(200, count).astype(float))
            values[:, last_year] = stock[year.who]
            drawn = rng.integers(-9, 10, len(year.who))
            values[:, change] = np.maximum(drawn, -stock[year.who])
            stock[year.who] += values[:, change]
        for line in ("A1.1", "A1.2"):
            made, new, stock_public = cells.of(f"{line}a", f"{line}b", f"{line}c")
            values[:, new] = values[:, made]
            values[:, stock_public] += values[:, new]


def draw_year(cells: Cells, year: Year) -> Numbers:
    """True values of one year, (bodies, cells), in the printed unit."""
    rng = year.rng
    expected = year.size[:, None] * cells.weight
    values = rng.poisson(expected).astype(float)
    amounts = rng.gamma(1.0, 1.0, values.shape) * expected
    values = np.where(cells.is_money, np.round(amounts, 2), values)
    for line in BROKEN_DOWN[cells.form]:
        parts = leaves(cells, cells.number[line, "value"])
        values[:, parts] = split(rng.poisson(year.size), len(parts), rng)
    if ("B1", "total") in cells.number:
        draw_requests(cells, values, year)
    draw_stocks(cells, values, year)
    add_up(cells, values)
    return values


def add_up(cells: Cells, values: Numbers) -> None:
    """Every total from its parts, and 总计 from the six applicants."""
    for total, parts in cells.parts.items():
        values[:, total] = values[:, parts].sum(axis=1)
    for line, column in cells.number:
        if column == "total":
            six = [cells.number[line, name] for name in APPLICANT_COLUMNS[:-1]]
            values[:, cells.number[line, column]] = values[:, six].sum(axis=1)


def spoil(
    cells: Cells, values: Numbers, rates: Rates, rng: np.random.Generator
) -> tuple[Numbers, npt.NDArray[np.int8]]:
    """Printed values and states (NUMBER … ABSENT), both (reports, cells), with faults."""
    shape, count = values.shape, len(values)
    printed = values + np.where(
        cells.is_total & (rng.random(shape) < rates.wrong_total), rng.integers(1, 4, shape), 0
    )
    states = np.full(shape, NUMBER, dtype=np.int8)
    style = rng.random(count)
    edge = 0.0
    for share, state in (
        (rates.zeros_blank, BLANK),
        (rates.zeros_dashed, DASH),
        (rates.zeros_not_applicable, NOT_APPLICABLE),
    ):
        rows = (style >= edge) & (style < edge + share)
        states[rows[:, None] & (printed == 0)] = state
        edge += share
    lot = rng.random(shape)
    states[lot < rates.cell_blank] = BLANK
    states[lot > 1 - rates.cell_illegible] = ILLEGIBLE
    states[rng.random(shape) < rates.cell_missing] = ABSENT
    sections = np.unique(cells.section)
    gone = np.where(rng.random(count) < rates.section_missing, rng.choice(sections, count), "")
    states[np.equal(gone[:, None], cells.section)] = ABSENT
    codes = cells.frame["line_code"].to_numpy().astype(str)
    for group in GROUPS.get(cells.form, ()):
        undivided = rng.random(count) < rates.undivided
        own = np.equal(codes, group)
        parts = np.char.startswith(codes, f"{group}.")
        states[:, own] = np.where(undivided, NUMBER, ABSENT)[:, None]
        states[undivided[:, None] & parts] = ABSENT
    return printed, states


def draw_form(
    form: str, drawn: list[tuple[Indices, Numbers]], rates: Rates, rng: np.random.Generator
) -> pl.DataFrame:
    """Statements of the form's own cells: one row per report and cell that is not absent."""
    cells = cells_of(form)
    reports = np.concatenate([report for report, _ in drawn])
    values = np.concatenate([value for _, value in drawn])
    printed, states = spoil(cells, values, rates, rng)
    row, cell = np.nonzero(states != ABSENT)
    prose = rng.random(len(reports)) < (rates.prose_only if form == "2014" else 0)
    frame = pl.DataFrame(
        {
            "report_no": reports[row].astype(np.int32),
            "cell_no": cell.astype(np.int32),
            "value": printed[row, cell],
            "state": states[row, cell],
            "in_prose": prose[row],
        }
    ).join(cells.frame, on="cell_no", how="left", maintain_order="left")
    # A zero that is told in a sentence is left out more often than printed.
    frame = frame.filter(~pl.col("in_prose") | (pl.col("state") == NUMBER))
    if form != "2014":
        return frame
    carries = prose & (rng.random(len(reports)) < rates.carried_in_prose)
    return with_carry_over(frame, reports[carries])


def with_carry_over(frame: pl.DataFrame, reports: Indices) -> pl.DataFrame:
    """2014 in prose: `reports` tell the received including those carried in, and both ends."""
    tells = pl.col("report_no").is_in(pl.Series(reports.astype(np.int32)).implode())
    received = frame.filter(tells & (pl.col("line_code") == "3.1"))
    prose = line_items().filter(pl.col("form_code") == "prose")
    labels = dict(zip(prose["line_code"], prose["label_zh"], strict=True))
    further = [
        received.with_columns(
            pl.lit("prose").alias("line_form"),
            pl.lit(line).alias("line_code"),
            pl.lit(labels[line]).alias("label"),
            (pl.col("value") * share).floor().alias("value"),
        )
        for line, share in (
            ("P.received_incl_carried_in", 1.0),
            ("P.carried_in", 0.05),
            ("P.carried_forward", 0.03),
        )
    ]
    return pl.concat([frame.filter(~(tells & (pl.col("line_code") == "3.1"))), *further])


def further_statements(
    frame: pl.DataFrame, per_report: int, reports: int, rng: np.random.Generator
) -> pl.DataFrame:
    """Sentences on parts of the report, other periods and shares, which feed no fact."""
    numbers = frame.filter(pl.col("state") == NUMBER)
    count = per_report * reports
    drawn = numbers[rng.integers(0, numbers.height, count)]
    subjects = np.array([WHOLE_REPORT, *DEPARTMENTS])
    about_part = rng.random(count) < 0.8
    subject = np.where(about_part, rng.integers(1, len(subjects), count), 0)
    periods = np.array(["year", "previous_year", "part_year", "cumulative"])
    # What speaks of the whole report speaks of another period or only about, never twice.
    period = np.where(about_part, 0, rng.integers(1, 4, count))
    qualifiers = np.array(["exact", "approximate", "at_least"])
    qualifier = rng.choice(3, count, p=[0.87, 0.1, 0.03])
    share = rng.random(count) < 0.05
    return drawn.with_columns(
        pl.Series("report_no", rng.permutation(count).astype(np.int32) % reports),
        pl.Series("subject", subjects[subject]),
        pl.Series("period", periods[period]),
        pl.Series("qualifier", qualifiers[qualifier]),
        pl.lit(True).alias("in_prose"),
        pl.when(pl.Series(share)).then(pl.lit("%")).otherwise(pl.col("unit")).alias("unit"),
        pl.when(pl.Series(share))
        .then(pl.Series(np.round(rng.random(count) * 100, 2)))
        .otherwise((pl.col("value") * pl.Series(rng.random(count))).round(0))
        .alias("value"),
    ).with_columns(
        pl.when(pl.col("unit") == "%")
        .then(1)
        .otherwise(pl.col("unit_scale"))
        .cast(pl.Int32)
        .alias("unit_scale")
    )


def restated(frame: pl.DataFrame, rates: Rates, rng: np.random.Generator) -> pl.DataFrame:
    """The same cell once more: in a sentence, sometimes with another number, or in conflict."""
    numbers = frame.filter(
        (pl.col("state") == NUMBER) & pl.col("column_code").is_in(["value", "total"])
    )
    again = numbers.filter(pl.Series(rng.random(numbers.height) < rates.restated)).with_columns(
        pl.lit(True).alias("in_prose")
    )
    otherwise = pl.Series(rng.random(again.height) < rates.restated_otherwise)
    conflict = numbers.filter(pl.Series(rng.random(numbers.height) < rates.conflict))
    return pl.concat(
        [
            again.with_columns(pl.col("value") + otherwise.cast(pl.Float64)),
            conflict.with_columns(pl.col("value") + 1.0),
        ]
    )


def statements(
    documents: int, rates: Rates, rng: np.random.Generator, extent: Extent
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Reports (one row per body and year, numbered) and all that they state."""
    count = body_count(documents, rates, extent)
    body = bodies(count, rates, rng, extent).with_row_index("body_no")
    first, size = body["first_year"].to_numpy(), body["size"].to_numpy()
    memory = Memory(body.height)
    drawn: dict[str, list[tuple[Indices, Numbers]]] = {}
    years = []
    next_report = 0
    for year, form in FORM_OF_YEAR.items():
        who = np.nonzero(first <= year)[0]
        numbers = np.arange(next_report, next_report + len(who))
        next_report += len(who)
        values = draw_year(cells_of(form), Year(who, size[who], memory, rng))
        drawn.setdefault(form, []).append((numbers, values))
        of_year = pl.DataFrame({"report_no": numbers.astype(np.int32), "body_no": who.astype("u4")})
        years.append(
            of_year.with_columns(pl.lit(year).alias("report_year"), pl.lit(form).alias("form"))
        )
    reports = pl.concat(years).join(body, on="body_no", how="left", maintain_order="left")
    plain = {"subject": WHOLE_REPORT, "period": "year", "qualifier": "exact"}
    parts = []
    for form, of_years in drawn.items():
        own = draw_form(form, of_years, rates, rng).with_columns(
            pl.lit(value).alias(name) for name, value in plain.items()
        )
        numbers = np.concatenate([report for report, _ in of_years])
        per_report = FURTHER_STATEMENTS[form] if extent.further_statements else 0
        further = further_statements(own, per_report, len(numbers), rng)
        of_form = pl.Series(numbers.astype(np.int32))
        further = further.with_columns(of_form.gather(further["report_no"]).alias("report_no"))
        parts += [own, restated(own, rates, rng), further.select(own.columns)]
    return reports, pl.concat(parts)


def document_rows(
    reports: pl.DataFrame, documents: int, rates: Rates, rng: np.random.Generator
) -> pl.DataFrame:
    """One row per document: the reports, then second editions, then second documents."""
    count = reports.height

    def some(share: float) -> pl.DataFrame:
        drawn = np.sort(rng.choice(count, round(count * share), replace=False))
        return reports[drawn]

    frame = (
        pl.concat(
            [
                reports.with_columns(pl.lit(0).alias("edition_no"), pl.lit("html").alias("suffix")),
                some(rates.second_edition).with_columns(
                    pl.lit(1).alias("edition_no"), pl.lit("html").alias("suffix")
                ),
                some(rates.second_document).with_columns(
                    pl.lit(0).alias("edition_no"), pl.lit("pdf").alias("suffix")
                ),
            ]
        )
        .head(documents)
        .with_row_index("document_no")
    )
    unreadable = pl.Series(rng.random(frame.height) < rates.place_unreadable)
    place = pl.when(unreadable).then(pl.lit("某地")).otherwise(pl.col("division_name_zh"))
    is_government = pl.col("department") == ""
    parents = pl.concat_str("province", "prefecture", separator="|", ignore_nulls=True)
    return frame.with_columns(
        pl.when(is_government)
        .then(pl.concat_str(place, pl.lit("人民政府")))
        .otherwise(pl.concat_str(place, "department"))
        .alias("issuing_body"),
        pl.when(is_government)
        .then(place)
        .otherwise(pl.concat_str(place, "department"))
        .alias("name_in_title"),
        pl.when(~unreadable).then(pl.col("division_name_zh")).alias("jurisdiction_name"),
        pl.when(~unreadable).then(parents).alias("places_mentioned"),
    )


def report_table(documents: pl.DataFrame) -> pl.DataFrame:
    """The landing table `report`."""
    year = pl.col("report_year")
    name = pl.format(
        "synthetic_{}_{}_{}_{}.{}",
        pl.col("division_code"),
        year,
        "body_no",
        "edition_no",
        "suffix",
    )
    is_pdf = pl.col("suffix") == "pdf"
    return documents.select(
        "document_no",
        "report_id",
        pl.col("report_id").alias("main_report_id"),
        name.alias("file_name"),
        pl.when(is_pdf)
        .then(pl.lit("application/pdf"))
        .otherwise(pl.lit("text/html"))
        .alias("media_type"),
        pl.lit(60_000, pl.Int64).alias("byte_size"),
        pl.lit(SOURCE).alias("source_url"),
        pl.format("【合成数据】{}{}年政府信息公开工作年度报告", "name_in_title", year).alias(
            "title"
        ),
        "issuing_body",
        "jurisdiction_name",
        pl.lit(None, pl.String).alias("division_code"),
        "places_mentioned",
        year.cast(pl.Int32),
        pl.date(year, 1, 1).alias("period_start"),
        pl.date(year, 12, 31).alias("period_end"),
        pl.date(year + 1, 1 + pl.col("edition_no") * 4, 20).alias("published_on"),
        "form",
        pl.when(pl.col("form") == "2014")
        .then(pl.lit("vocabulary"))
        .otherwise(pl.lit("table_headers"))
        .alias("form_basis"),
        pl.when(pl.col("department") == "")
        .then(pl.lit("jurisdiction"))
        .otherwise(pl.lit("own_body"))
        .alias("scope"),
        pl.lit("synthetic").alias("extractor_version"),
        pl.lit(None, pl.String).alias("source_row"),
    )


def figure_rows(
    documents: pl.DataFrame, stated: pl.DataFrame, rng: np.random.Generator
) -> pl.DataFrame:
    """Statements of every document, in reading order, before ids and wording."""
    frame = documents.select("document_no", "report_no", "edition_no").join(
        stated, on="report_no", how="left"
    )
    changed = pl.Series(rng.random(frame.height) < 0.02) & (frame["edition_no"] == 1)
    return (
        frame.with_columns(pl.col("value") + changed.cast(pl.Float64))
        .sort("document_no", "in_prose", "cell_no", "line_code", "subject", "value")
        .with_columns(
            pl.int_range(pl.len(), dtype=pl.Int32).over("document_no").alias("statement_no")
        )
    )


def figure_table(figures: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The landing table `figure`, with document_no in front."""
    is_number = pl.col("state") == NUMBER
    states = pl.col("state").cast(pl.Int32)
    value = pl.when(is_number).then(pl.col("value"))
    digits = (
        pl.when(value == value.floor())
        .then(value.cast(pl.Int64).cast(pl.String))
        .otherwise(value.cast(pl.String))
    )
    unit = pl.col("unit").fill_null("")
    sentence = pl.format(
        "{}{}{}{}。",
        pl.when(pl.col("subject") == WHOLE_REPORT)
        .then(pl.lit("全年"))
        .otherwise(pl.col("subject")),
        "label",
        digits,
        unit,
    )
    text = pl.when(pl.col("in_prose")).then(sentence).otherwise(pl.col("label"))
    place = (
        pl.when(pl.col("in_prose"))
        .then(pl.lit(""))
        .otherwise(pl.format(', "cell": [{}, {}]', "row_no", "column_no"))
    )
    locator = pl.concat_str(
        pl.lit('{"text": "'),
        text,
        pl.lit('"'),
        place,
        pl.lit(', "line": '),
        "statement_no",
        pl.lit("}"),
    )
    named = figures.join(
        documents.select("document_no", "report_id"),
        on="document_no",
        how="left",
        maintain_order="left",
    )
    in_table = ~pl.col("in_prose")
    return named.select(
        "document_no",
        "report_id",
        "line_form",
        "line_code",
        "column_code",
        "subject",
        "period",
        "qualifier",
        digits.fill_null(
            states.replace_strict(dict(enumerate(STATE_TEXTS)), return_dtype=pl.String)
        ).alias("value_text"),
        value.cast(VALUE_TYPE).alias("value"),
        states.replace_strict(dict(enumerate(STATES)), return_dtype=pl.String).alias("value_state"),
        "unit",
        "unit_scale",
        pl.when(in_table).then(pl.lit("table")).otherwise(pl.lit("prose")).alias("method"),
        pl.lit("printed").alias("reading"),
        pl.lit(None, pl.Int32).alias("page"),
        pl.when(in_table).then(pl.lit(1, pl.Int32)).alias("table_no"),
        pl.when(in_table).then("row_no").alias("row_no"),
        pl.when(in_table).then("column_no").alias("column_no"),
        (pl.col("statement_no") * 40).alias("char_start"),
        (pl.col("statement_no") * 40 + 8).alias("char_end"),
        locator.alias("locator"),
    )


def with_ids(frame: pl.DataFrame, name: str, parts: str, length: int) -> pl.DataFrame:
    """`frame` with `name` in front: the first `length` hex of sha256 over `parts` (SQL)."""
    with duckdb.connect() as connection:
        connection.register("frame", frame.to_arrow())
        query = f"select left(sha256(concat_ws('|', {parts})), {length}) as {name}, * from frame"
        named = pl.from_arrow(connection.sql(query).to_arrow_table())
    assert isinstance(named, pl.DataFrame)  # noqa: S101  # a table, never a column
    return named


def note_table(documents: pl.DataFrame, rates: Rates, rng: np.random.Generator) -> pl.DataFrame:
    """The landing table `extraction_note`, with document_no in front."""
    noted = documents.filter(pl.Series(rng.random(documents.height) < rates.note))
    return noted.select(
        "document_no",
        "report_id",
        pl.lit("info").alias("severity"),
        pl.lit("synthetic_document").alias("code"),
        pl.format(
            "synthetic report of body {}, {}: drawn, not read", "body_no", "report_year"
        ).alias("message"),
        pl.lit('{"text": ""}').alias("locator"),
    )


def synthetic_shards(
    documents: int, seed: int = 492, rates: Rates | None = None, extent: Extent | None = None
) -> Iterator[LandingTables]:
    """Landing tables of `documents` synthetic documents, SHARD_DOCUMENTS at a time."""
    rates = rates or Rates()
    extent = extent or Extent()
    rng = np.random.default_rng(seed)
    reports, stated = statements(documents, rates, rng, extent)
    every = document_rows(reports, documents, rates, rng)
    every = with_ids(every, "report_id", f"'{SOURCE}', {seed}, document_no", 64)
    every = every.sort("document_no")
    report, note = report_table(every), note_table(every, rates, rng)
    for start in range(0, every.height, SHARD_DOCUMENTS):
        of_shard = pl.col("document_no").is_between(start, start + SHARD_DOCUMENTS - 1)
        shard = every.filter(of_shard)
        own = stated.join(shard.select("report_no"), on="report_no", how="semi")
        figure = with_ids(
            figure_table(figure_rows(shard, own, rng), shard),
            "figure_id",
            "report_id, locator, line_code, column_code, subject, period",
            16,
        )
        yield LandingTables(
            report.filter(of_shard).select(pl.col(c).cast(t) for c, t in REPORT_SCHEMA.items()),
            figure.select(pl.col(c).cast(t) for c, t in FIGURE_SCHEMA.items()),
            note.filter(of_shard).select(pl.col(c).cast(t) for c, t in NOTE_SCHEMA.items()),
        )


def write_synthetic(
    folder: Path,
    documents: int,
    seed: int = 492,
    rates: Rates | None = None,
    extent: Extent | None = None,
) -> list[Path]:
    """Write the shards of `documents` synthetic documents below `folder`, one folder each."""
    shards = synthetic_shards(documents, seed, rates, extent)
    return [write_shard(tables, folder) for tables in shards]
