"""The division seeds against the lists of the Ministry of Civil Affairs and known changes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

import polars as pl
import pytest

SEEDS: Final = Path(__file__).parents[2] / "seeds"
MAX_SEED_BYTES: Final = 1_000_000

# Prefectures and counties at the end of the year by the Ministry of Civil Affairs
# (民政事业发展统计公报). Lists were published months late until 2017, so districts that were merged
# may stand a while beside the new one: the tolerance is in counties.
OFFICIAL_COUNTS: Final = [
    (2008, 333, 2859, 0),
    (2010, 333, 2856, 0),
    (2013, 333, 2853, 0),
    (2015, 334, 2850, 2),
    (2016, 334, 2851, 1),
    (2018, 333, 2851, 0),
    (2019, 333, 2846, 0),
    (2020, 333, 2844, 0),
    (2021, 333, 2843, 0),
    (2022, 333, 2843, 0),
    (2023, 333, 2844, 0),
    (2024, 333, 2846, 0),
]


def read(name: str) -> pl.DataFrame:
    """A seed as text, empty cells NULL."""
    return pl.read_csv(SEEDS / name, infer_schema=False)


DIVISIONS: Final = read("divisions.csv")
LOCAL: Final = read("local_divisions.csv")


def at(day: str) -> pl.DataFrame:
    """The divisions in force on a day 'YYYY-MM-DD'."""
    return DIVISIONS.filter(
        pl.col("valid_from_date").le(day)
        & (pl.col("valid_to_date").is_null() | pl.col("valid_to_date").gt(day))
    )


def span(code: str, name: str) -> tuple[str, str | None]:
    """Validity of one division; there must be exactly one row."""
    rows = DIVISIONS.filter(pl.col("division_code").eq(code) & pl.col("division_name_zh").eq(name))
    assert rows.height == 1, f"{code} {name}: expected one row, found {rows.height}"
    return rows["valid_from_date"][0], rows["valid_to_date"][0]


@pytest.mark.parametrize(("year", "prefectures", "counties", "tolerance"), OFFICIAL_COUNTS)
def test_counts_are_the_official_ones(
    year: int, prefectures: int, counties: int, tolerance: int
) -> None:
    found = Counter(at(f"{year}-12-31")["level_code"])
    assert found["province"] == 34
    # 莱芜市 was dissolved in 2018-12, and the list of 2019-04 still shows it.
    assert found["prefecture"] - prefectures in {0, 1 if year == 2018 else 0}
    assert 0 <= found["county"] - counties <= tolerance


@pytest.mark.parametrize(
    ("code", "name", "valid_from", "valid_to"),
    [
        ("500383", "永川市", "2002-12-01", "2006-12-01"),
        ("500118", "永川区", "2006-12-01", None),
        ("511725", "渠县", "1999-12-01", None),
        ("320829", "洪泽县", "1983-12-01", "2016-07-01"),
        ("320813", "洪泽区", "2016-07-01", None),
        ("130123", "栾城县", "1986-12-01", "1993-12-01"),
        ("130123", "正定县", "1993-12-01", None),
        ("130124", "正定县", "1986-12-01", "1993-12-01"),
        ("130124", "栾城县", "1993-12-01", "2014-10-01"),
        ("610403", "杨陵区", "1983-12-01", None),  # 杨凌区 in eleven revisions
        ("370911", "岱岳区", "2000-12-01", None),  # 370903 in the statistical revisions
        ("659005", "北屯市", "2011-12-01", None),  # vanishes five times
        ("371523", "茌平县", "1997-12-01", "2019-12-01"),
        ("371503", "茌平区", "2019-12-01", None),
        ("500112", "渝北区", "1997-12-01", "2025-12-01"),
    ],
)
def test_validity(code: str, name: str, valid_from: str, valid_to: str | None) -> None:
    assert span(code, name) == (valid_from, valid_to)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("500383", "永川市"), ("500118", "永川区")),
        (("320829", "洪泽县"), ("320813", "洪泽区")),
        (("130124", "栾城县"), ("130111", "栾城区")),
        (("420600", "襄樊市"), ("420600", "襄阳市")),
        (("511721", "达县"), ("511703", "达川区")),
        (("522400", "毕节地区"), ("520500", "毕节市")),
        (("360402", "庐山区"), ("360402", "濂溪区")),
        (("321284", "姜堰市"), ("321204", "姜堰区")),  # both in the lists for a while
    ],
)
def test_lineage_goes_on(old: tuple[str, str], new: tuple[str, str]) -> None:
    lines = {(row[0], row[1]): row[7] for row in DIVISIONS.iter_rows()}
    assert lines[old] == lines[new]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("130123", "栾城县"), ("130123", "正定县")),  # the code was used again
        (("360402", "濂溪区"), ("360483", "庐山市")),  # 庐山区 became 濂溪区, 星子县 庐山市
        (("320205", "马山区"), ("320205", "锡山区")),
    ],
)
def test_lineages_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    lines = {(row[0], row[1]): row[7] for row in DIVISIONS.iter_rows()}
    assert lines[one] != lines[other]


def test_a_place_and_a_code_have_one_version_at_a_time() -> None:
    groups: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in DIVISIONS.iter_rows(named=True):
        spell = (row["valid_from_date"], row["valid_to_date"] or "9999", row["division_name_zh"])
        groups[row["lineage"]].append(spell)
        groups[row["division_code"]].append(spell)
    overlaps = [
        (key, one, other)
        for key, spells in groups.items()
        for one, other in zip(sorted(spells), sorted(spells)[1:], strict=False)
        if one[1] > other[0]
    ]
    assert not overlaps


def test_no_pseudo_divisions() -> None:
    pseudo = re.compile(r"市辖区|县|市|.*直辖.*|.*开发区|.*示范区|.*管理区|.*委员会")
    assert not [name for name in DIVISIONS["division_name_zh"] if pseudo.fullmatch(name)]


def test_superiors() -> None:
    rows = {row["division_code"]: row for row in at("2024-12-31").iter_rows(named=True)}
    assert rows["429004"]["parent_code"] == "420000"  # 仙桃市, under the province itself
    assert rows["429004"]["prefecture_code"] is None
    assert rows["659001"]["prefecture_code"] is None  # 石河子市
    assert rows["110105"]["parent_code"] == "110000"
    assert rows["110105"]["prefecture_code"] is None  # a district of a municipality
    assert rows["532326"]["parent_code"] == "532300"
    assert not [
        code for code in rows if code[:4] in {"4419", "4420"} and code[4:] != "00"
    ]  # 东莞, 中山
    parents = {row["parent_code"] for row in rows.values()} - {None}
    assert parents <= set(rows)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("四川省", "四川"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("淮安市", "淮安"),
        ("楚雄彝族自治州", "楚雄州"),
        ("西双版纳傣族自治州", "西双版纳州"),
        ("长阳土家族自治县", "长阳县"),
        ("积石山保安族东乡族撒拉族自治县", "积石山县"),
        ("东乡族自治县", None),
        ("大姚县", None),
    ],
)
def test_short_names(name: str, short: str | None) -> None:
    found = at("2024-12-31").filter(pl.col("division_name_zh") == name)["short_name_zh"]
    assert found.to_list() == [short]


def test_local_divisions_lie_in_a_division() -> None:
    assert LOCAL.height > 100
    assert LOCAL["local_code"].is_unique().all()
    assert set(LOCAL["within_code"]) <= set(DIVISIONS["division_code"])
    assert (LOCAL["local_code"].str.split("L").list.first() == LOCAL["within_code"]).all()
    assert LOCAL["source"].null_count() == 0


def test_sorted_and_small() -> None:
    keys = list(DIVISIONS.select("division_code", "valid_from_date").iter_rows())
    assert keys == sorted(keys)
    assert (SEEDS / "divisions.csv").stat().st_size < MAX_SEED_BYTES
