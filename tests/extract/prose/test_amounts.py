"""Amounts: value in the printed unit, unit as printed, qualifier; and what is no amount."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.prose.amounts import chinese_number, find_amounts

AMOUNTS = [
    ("17846件", "17846", "件", 1, "exact"),
    ("1,236件", "1236", "件", 1, "exact"),
    ("54.74万条", "54.74", "万条", 10_000, "exact"),
    ("1.3万余件", "1.3", "万件", 10_000, "approximate"),
    ("20余万条", "20", "万条", 10_000, "approximate"),
    ("9290余条", "9290", "条", 1, "approximate"),
    ("约60人", "60", "人", 1, "approximate"),
    ("超过90件", "90", "件", 1, "at_least"),
    ("600条以上", "600", "条", 1, "at_least"),
    ("1812.44万人次", "1812.44", "万人次", 10_000, "exact"),
    ("1.4亿件", "1.4", "亿件", 100_000_000, "exact"),
    ("4021.27万元", "4021.27", "万元", 10_000, "exact"),
    ("0.356412万元", "0.356412", "万元", 10_000, "exact"),
    ("二期", "2", "期", 1, "exact"),
    ("十三件", "13", "件", 1, "exact"),
    ("二百零五人次", "205", "人次", 1, "exact"),
    ("三万二千条", "32000", "条", 1, "exact"),
    ("5场次", "5", "场次", 1, "exact"),
]


@pytest.mark.parametrize(("words", "value", "unit", "scale", "qualifier"), AMOUNTS)
def test_amount(words: str, value: str, unit: str, scale: int, qualifier: str) -> None:
    text = f"共{words}。"
    (amount,) = find_amounts(text, 0, len(text))
    assert text[amount.start : amount.end] == words
    assert (amount.value, amount.unit) == (Decimal(value), unit)
    assert (amount.scale, amount.qualifier) == (scale, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "增长14.93%",
        "第3次会议",
        "每季度1次",
        "2018年12月31日",
        "省办发(2018)79号",
        "电话0878-6222279",
        "邮编675400",
        "两条例",
        "国令第711号",
        "统一部署",
    ],
)
def test_no_amount(text: str) -> None:
    assert find_amounts(text, 0, len(text)) == []


@pytest.mark.parametrize("label", ["申请数", "数量为", "合计"])
def test_bare_number_counts_where_its_label_asks_for_one(label: str) -> None:
    text = f"{label}92,"
    (amount,) = find_amounts(text, 0, len(text))
    assert (amount.value, amount.unit) == (Decimal(92), None)
    assert find_amounts("申请92,", 0, 5) == []
    assert find_amounts(f"{label}2018,", 0, len(label) + 5) == []  # a year


DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number below 100,000 as one writes it: 二百零五, 十三, 三万二千."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1_000 else ""
        return in_chinese(number // 10_000) + "万" + gap + (in_chinese(rest) if rest else "")
    for size, sign in ((1_000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            rest = number % size
            gap = "零" if 0 < rest < size // 10 else ""
            head = "" if size == 10 and number < 20 else DIGITS[number // size]
            return head + sign + gap + (in_chinese(rest) if rest else "")
    return DIGITS[number]


@given(st.integers(min_value=0, max_value=99_999))
def test_chinese_numerals_give_their_number(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number
