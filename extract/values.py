"""What a table cell states: a number, a blank, a dash, nothing applicable, or nothing legible.

Taken by `extract.forms`. The value is what is printed, in the printed unit; nothing is converted.

`无` in a number cell is `not_applicable`, not zero: the forms ask for a number, and bodies write
`无` both for "none" and for "we have no such matter", which cannot be told apart. `零` is zero.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from extract.hanzi import SIMPLIFIED

VALUE_DIGITS: Final = 20  # of contract.VALUE_TYPE
VALUE_SCALE: Final = 6  # behind the point: 万元 to the 分
_LARGEST_VALUE: Final = Decimal(10) ** (VALUE_DIGITS - VALUE_SCALE)
DASHES: Final = frozenset("-–—―−‐‑─━ー/\\~～﹣")
NOT_APPLICABLE: Final = frozenset(
    {"无", "没有", "不适用", "不涉及", "无此项", "暂无", "未开展", "N/A", "n/a", "NA"}
)
ZERO_WORDS: Final = frozenset({"零", "〇", "○", "O", "o"})
UNCHANGED: Final = frozenset({"不变", "无变化", "持平", "无增减", "未变化", "没有变化"})
COUNT_UNITS: Final = "件次|人次|件|条|宗|起|份|项|个|次|篇|人|家|期|元|字"
# What a column of units holds.
UNITS: Final = frozenset({*COUNT_UNITS.split("|"), "万元", "万条", "万件", "万次", "万人次"})
SCALE: Final = {"万": 10_000, "亿": 100_000_000}

_NUMBER = re.compile(
    r"^(?P<about>大约|约为|约|近|超过|超|逾|不少于|不低于|至少|多于)?"
    r"(?P<sign>增加|新增|增|减少|减|[+\-−↑↓])?"
    r"(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<more>余|多|来)?"
    rf"(?P<unit>(?:[万亿])?(?:{COUNT_UNITS}|%)?|[万亿])"
    r"(?P<more_after>余|多|左右|以上)?$"
)
_REMARK = re.compile(r"[(\[〔【{][^()\[\]〔〕【】{}]*[)\]〕】}]")
_UNIT_IN_LABEL = re.compile(
    rf"单位[::]?\s*((?:[万亿])?(?:{COUNT_UNITS}|%))|\(((?:[万亿])?(?:{COUNT_UNITS}))\)"
)
_NEGATIVE: Final = frozenset({"减少", "减", "-", "−", "↓"})
_AT_LEAST: Final = frozenset({"超过", "超", "逾", "不少于", "不低于", "至少", "多于", "以上"})


@dataclass(frozen=True, slots=True)
class CellValue:
    """A cell as a figure: `value` in `unit` (as printed, None where the cell prints none)."""

    state: str
    value: Decimal | None = None
    qualifier: str = "exact"
    unit: str | None = None


BLANK: Final = CellValue("blank")
DASH: Final = CellValue("dash")
NONE_STATED: Final = CellValue("not_applicable")
ILLEGIBLE: Final = CellValue("illegible")


def fold(text: str) -> str:
    """Full-width forms to half-width, runs of white space to one space."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=8192)  # most cells of most tables hold the same few numbers
def read_value(text: str, *, is_change: bool = False) -> CellValue:
    """Read one cell. `is_change`: a column of increases and decreases (本年增/减)."""
    folded = fold(text).translate(SIMPLIFIED)
    if not folded:
        return BLANK
    if all(sign in DASHES or sign == " " for sign in folded):
        return DASH
    return _read_words(folded, is_change=is_change)


def _read_words(folded: str, *, is_change: bool) -> CellValue:
    bare = _REMARK.sub("", folded).strip() or folded
    if bare in NOT_APPLICABLE and folded.startswith(bare):  # （四）无 is the half of a label
        return NONE_STATED
    if bare in ZERO_WORDS or (is_change and bare in UNCHANGED):
        return CellValue("number", Decimal(0))
    found = _NUMBER.match(bare) or _NUMBER.match(bare.replace(" ", ""))
    if found is None or (" " in bare and re.search(r"\d \d", bare) and " " not in found["digits"]):
        return ILLEGIBLE
    value = Decimal(re.sub(r"[,，\s]", "", found["digits"]))
    return _number(
        -value if found["sign"] in _NEGATIVE else value,
        _qualifier(found["about"], found["more"] or found["more_after"]),
        found["unit"] or None,
    )


def _number(value: Decimal, qualifier: str, unit: str | None) -> CellValue:
    if not is_held(value):
        return ILLEGIBLE
    return CellValue("number", value, qualifier, unit)


def is_held(value: Decimal) -> bool:
    """Whether `contract.VALUE_TYPE` holds a number as printed.

    More digits than that has no count: two cells run together, or a telephone number.
    """
    return abs(value) < _LARGEST_VALUE and -int(value.as_tuple().exponent) <= VALUE_SCALE


def _qualifier(before: str | None, after: str | None) -> str:
    if before in _AT_LEAST or after in _AT_LEAST:
        return "at_least"
    return "approximate" if before or after else "exact"


def unit_in_label(label: str) -> str | None:
    """The unit that a header or label prints: 万元 for `本年收费金额（单位：万元）`, else None."""
    # Pages made by Word break a label anywhere: 单位 and ：万元 stand in two lines of one cell.
    found = _UNIT_IN_LABEL.search(fold(label).replace(" ", "").translate(SIMPLIFIED))
    return (found[1] or found[2]) if found else None


def unit_scale(unit: str | None) -> int:
    """10000 for 万元 and 万条, 1 otherwise."""
    return SCALE.get(unit[0], 1) if unit else 1


_VALUE_LIKE = re.compile(r"^[\d(（+\-−约近超逾增减至不新↑↓大]")


@lru_cache(maxsize=16_384)
def is_value(text: str) -> bool:
    """Whether a text stands where a number is due: a number, a dash, 无 or 零 (blank is not)."""
    folded = fold(text)
    if not folded:
        return False
    if folded[0] not in DASHES and not _VALUE_LIKE.match(folded) and len(folded) > 4:
        return False
    return read_value(folded, is_change=True).state in ("number", "dash", "not_applicable")
