"""Names of places and bodies: real divisions (GB/T 2260) and made-up towns and offices in them."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

DIVISIONS: Final = Path(__file__).parents[2] / "seeds" / "divisions.csv"
_OFFICES: Final = (
    "教育局",
    "自然资源局",
    "民政局",
    "住房和城乡建设局",
    "公安局",
    "水利局",
    "审计局",
)
_TOWNS: Final = ("石桥镇", "双河乡", "大湾镇", "柳林镇", "新安街道", "清水乡", "白沙镇")
_HOUSES: Final = ("人民医院", "第一中学", "职业技术学院", "图书馆", "疾病预防控制中心")


class Place(NamedTuple):
    """A division and the one above it."""

    name: str
    above: str


@cache
def _places() -> tuple[Place, ...]:
    frame = pl.read_csv(DIVISIONS, infer_schema=False).filter(pl.col("valid_to_date").is_null())
    names = dict(zip(frame["division_code"], frame["division_name_zh"], strict=True))
    found = frame.filter(pl.col("level_code").is_in(["county", "prefecture"]))
    return tuple(
        Place(name, names[parent])
        for name, parent in zip(found["division_name_zh"], found["parent_code"], strict=True)
        if len(name) > 2 and parent in names
    )


def draw_place(draw: random.Random) -> Place:
    return draw.choice(_places())


def draw_body(place: Place, kind: str, draw: random.Random) -> str:
    """The name of a reporting body as titles print it; the place itself for its government."""
    if kind == "government":
        return place.name
    names = {"department": _OFFICES, "township": _TOWNS, "institution": _HOUSES}[kind]
    body = place.name + draw.choice(names)
    return body + "人民政府" if kind == "township" and body[-1] in "镇乡" else body
