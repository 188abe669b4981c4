"""Numbers of a made-up report: of real size, and with the arithmetic of the form kept.

Given: line and column → the number, for every line that the form's tables print. Used by
`documents`; whatever breaks the arithmetic is a trap that is set later.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

import polars as pl

from tests.gold.labels import (
    APPLICANT_CODES,
    DISCLOSURE,
    RESULT_LINES,
    ROUTES,
    STATISTICS_2014,
)
from tests.gold.model import Key

SAMPLES: Final = Path(__file__).parents[2] / "sample_reports" / "expected.csv"
# Requests that a body of each kind may receive in a year.
REQUESTS: Final = {
    "government": (30, 4000),
    "department": (0, 300),
    "township": (0, 25),
    "institution": (0, 6),
}
# The kinds of body that issue rules of their own (规章); others print zeros there.
LAWMAKERS: Final = ("government",)


@cache
def _published() -> tuple[int, ...]:
    """Positive whole numbers that the samples publish."""
    frame = pl.read_csv(SAMPLES, infer_schema=False)
    values = {Decimal(text) for text in frame["value"].drop_nulls()}
    return tuple(sorted(int(value) for value in values if value > 0 and value == int(value)))


def _like_published(draw: random.Random, most: int) -> int:
    """A number near one of those that real reports print, at most `most`."""
    value = draw.choice(_published())
    return min(max(1, round(value * draw.uniform(0.6, 1.6))), most)


def _size(draw: random.Random, kind: str) -> int:
    low, high = REQUESTS[kind]
    return round(low + (high - low) * draw.random() ** 4)


def _shares(draw: random.Random, total: int, weights: Sequence[float]) -> list[int]:
    """A whole number dealt out by weights."""
    parts = [0] * len(weights)
    if total <= 200:
        for at in draw.choices(range(len(weights)), weights, k=total):
            parts[at] += 1
        return parts
    left, weight_left = total, sum(weights)
    for at, weight in enumerate(weights):
        share = left if at == len(weights) - 1 else round(left * weight / weight_left)
        parts[at] = min(left, max(0, share + draw.randint(-2, 2) * (share > 4)))
        left -= parts[at]
        weight_left = max(weight_left - weight, 1e-9)
    parts[0] += left
    return parts


def request_numbers(form: str, kind: str, draw: random.Random) -> dict[Key, Decimal]:
    """Table 三: every line for the seven columns; R1, R2 and R3 hold."""
    codes = [line.code for line in RESULT_LINES[form]]
    weights = [30.0, 8.0, *[draw.choice((0.0, 0.0, 0.3, 1.0, 3.0)) for _ in codes[2:]]]
    weights[codes.index("B3.4.1")] = 15.0
    applicants = [90.0, 8.0, 0.1, 0.3, 1.0, 0.6]
    if draw.random() < 0.3:
        applicants[1] = 60.0
    cells = {code: [0] * 6 for code in ("B1", "B2", *codes, "B3.7", "B4")}
    for code, count in zip(codes, _shares(draw, _size(draw, kind), weights), strict=True):
        cells[code] = _shares(draw, count, applicants)
    cells["B3.7"] = [sum(cells[code][at] for code in codes) for at in range(6)]
    for at in range(6):
        done = cells["B3.7"][at]
        cells["B2"][at] = draw.randint(0, done // 12) if done else 0
        cells["B4"][at] = draw.randint(0, done // 10) if done else 0
        cells["B1"][at] = done + cells["B4"][at] - cells["B2"][at]
    return {
        (code, column): Decimal(value)
        for code, row in cells.items()
        for column, value in zip(APPLICANT_CODES, [*row, sum(row)], strict=True)
    }


def appeal_numbers(kind: str, draw: random.Random) -> dict[Key, Decimal]:
    """Table 四: three routes, four results and their total; R4 holds."""
    numbers: dict[Key, Decimal] = {}
    for route, _ in ROUTES:
        most = {"government": 60, "department": 9}.get(kind, 2)
        parts = [round(most * draw.random() ** 3) if draw.random() < 0.6 else 0 for _ in range(4)]
        for at, value in enumerate([*parts, sum(parts)], start=1):
            numbers[f"{route}.{at}", "value"] = Decimal(value)
    return numbers


def disclosure_numbers(form: str, kind: str, draw: random.Random) -> dict[Key, Decimal]:
    """Table 二. 件 and 项 are whole; amounts have up to four decimals."""
    numbers: dict[Key, Decimal] = {}
    for block in DISCLOSURE[form]:
        for label, codes in block.rows:
            for code, column in zip(codes, block.columns, strict=True):
                numbers[code, "value"] = _disclosed(label, column, kind, draw)
    return numbers


def _amount(kind: str, draw: random.Random) -> Decimal:
    """Printed as computers print them: no zeros at the end."""
    if kind == "township" or draw.random() < 0.2:
        return Decimal(0)
    value = Decimal(draw.randint(1, 9_000_000)) / 10 ** draw.choice((0, 1, 2, 2, 4))
    return value.normalize() if value != value.to_integral() else Decimal(int(value))


def _disclosed(label: str, column: str, kind: str, draw: random.Random) -> Decimal:
    if "金额" in column:
        return _amount(kind, draw)
    if label == "规章":
        may_have = kind in LAWMAKERS and draw.random() < 0.3
        return Decimal(draw.randint(0, 40) if may_have else 0)
    if draw.random() < {"government": 0.1, "department": 0.4}.get(kind, 0.75):
        return Decimal(0)
    if "增/减" in column:
        return Decimal(draw.randint(-60, 60))
    if "文件" in label:
        return Decimal(draw.randint(0, 250))
    return Decimal(_like_published(draw, 300_000))


def statistics_numbers(kind: str, draw: random.Random) -> dict[Key, Decimal]:
    """The table of 2014: sums of 3, 4, 5 and 8.3 hold; channels add up to what is disclosed."""
    size = _size(draw, kind)
    replied = _shares(draw, size, [12, 40, 6, 14, 5, 14, 5, 4])
    on_time = draw.randint(size * 9 // 10, size)
    channels = [draw.randint(0, most) for most in (200, 30_000, 9000, 12_000, 9000)]
    events = [draw.randint(0, most) for most in (30, 12, 900, 400, 60)]
    staff = [draw.randint(0, 40), draw.randint(1, 400)]
    reviews = _shares(draw, draw.randint(0, 30 if kind == "government" else 2), [5, 2, 2])
    suits = _shares(draw, draw.randint(0, 20 if kind == "government" else 2), [5, 1, 2])
    values: dict[str, int | Decimal] = {
        "1.1": sum(channels),
        "1.1.1": draw.randint(0, min(300, sum(channels))),
        "1.1.2": draw.randint(0, 300),
        **{f"1.2.{at}": value for at, value in enumerate(channels, start=1)},
        "2.1": draw.randint(0, 600),
        **{f"2.2.{at}": value for at, value in enumerate(events, start=1)},
        "2.2.1.1": draw.randint(0, events[0]),
        "2.2.2.1": draw.randint(0, events[1]),
        "3.1": size,
        **_numbered("3.1", _shares(draw, size, [30, 1, 40, 28])),
        "3.2": size,
        "3.2.1": on_time,
        "3.2.2": size - on_time,
        "3.3": size,
        **_numbered("3.3", replied),
        **_numbered("3.3.4", _shares(draw, replied[3], [1, 2, 3, 1, 4, 3])),
        "4": sum(reviews),
        **_numbered("4", reviews),
        "5": sum(suits),
        **_numbered("5", suits),
        "6": draw.choice((0, 0, 0, 3, 17)),
        "7": Decimal(draw.choice((0, 0, 0, 12, 310))) / 100,
        "8.1": draw.randint(0, 60),
        "8.2": draw.randint(1, 300),
        "8.3": sum(staff),
        **_numbered("8.3", staff),
        "8.4": Decimal(draw.choice((0, 5, 86, 1250, 34_175))) / 10,
        "9.1": draw.randint(0, 300),
        "9.2": draw.randint(0, 120),
        "9.3": draw.randint(0, 9000),
    }
    printed = {row.code for row in STATISTICS_2014 if row.code}
    return {(code, "value"): Decimal(value) for code, value in values.items() if code in printed}


def indicator_numbers(kind: str, draw: random.Random) -> dict[Key, Decimal]:
    """The indicators of 2008 with fees and staff, for the year ('value') and 'cumulative'."""
    size = _size(draw, kind)
    replied = _shares(draw, size, [60, 10, 30])
    disclosed = draw.randint(20, 40_000)
    proactive = [draw.choice((0, 0, 0, 12, 160)) for _ in range(5)]
    requested = [draw.choice((0, 0, 0, 25, 340)) for _ in range(7)]
    appeals = draw.randint(0, 9)
    year: dict[str, int] = {
        "K01": disclosed,
        "K02": draw.randint(disclosed // 2, disclosed),
        "K03": draw.randint(0, min(disclosed, 120)),
        "K04": draw.randint(0, 3000),
        "K05": draw.randint(100, 2_000_000),
        "K06": draw.randint(0, 90_000),
        "K07": draw.randint(0, 30_000),
        "K08": draw.randint(0, 60_000),
        "K09": draw.randint(0, 900),
        "K10": size,
        **_from(11, _shares(draw, size, [35, 2, 10, 40, 12, 1])),
        "K17": size,
        **_from(18, replied),
        **_from(21, _shares(draw, replied[2], [2, 8, 6, 3, 1, 1, 2, 2, 1, 1, 3])),
        "K32": draw.randint(0, 20),
        "K33": draw.randint(0, 12),
        "K34": appeals,
        "K35": draw.randint(0, appeals),
        "F0": sum(proactive) + sum(requested),
        "F1": sum(proactive),
        **{f"F1{at}": value for at, value in enumerate(proactive, start=1)},
        "F2": sum(requested),
        **{f"F2{at}": value for at, value in enumerate(requested, start=1)},
        "H1": draw.randint(0, 60),
        "H2": draw.randint(0, 400),
        "H3": draw.randint(0, 90),
        "H4": draw.randint(0, 9),
        "H5": draw.choice((0, 0, 40, 260)),
    }
    before = draw.uniform(1.0, 4.0)
    return {(code, "value"): Decimal(value) for code, value in year.items()} | {
        (code, "cumulative"): Decimal(round(value * before)) for code, value in year.items()
    }


def _numbered(code: str, values: Sequence[int]) -> dict[str, int]:
    return {f"{code}.{at}": value for at, value in enumerate(values, start=1)}


def _from(first: int, values: Sequence[int]) -> dict[str, int]:
    return {f"K{first + at}": value for at, value in enumerate(values)}
