"""Cells: what they state, in whose unit, how exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.values import is_value, read_value, unit_in_label, unit_scale


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "unit"),
    [
        ("103", "103", "exact", None),
        ("１２", "12", "exact", None),
        ("3,135.60", "3135.60", "exact", None),
        ("1，014", "1014", "exact", None),
        ("1 014", "1014", "exact", None),
        ("3135.6万元", "3135.6", "exact", "万元"),
        ("3135.612345", "3135.612345", "exact", None),  # 万元 to the 分
        ("0件", "0", "exact", "件"),
        ("零", "0", "exact", None),
        ("22（其中修订16件）", "22", "exact", None),
        ("约300", "300", "approximate", None),
        ("9300余条", "9300", "approximate", "条"),
        ("1.3万余", "1.3", "approximate", "万"),
        ("5000以上", "5000", "at_least", None),
        ("-4", "-4", "exact", None),
        ("12%", "12", "exact", "%"),
    ],
)
def test_numbers(text: str, value: str, qualifier: str, unit: str | None) -> None:
    read = read_value(text)
    assert (read.state, read.value, read.qualifier, read.unit) == (
        "number",
        Decimal(value),
        qualifier,
        unit,
    )


@pytest.mark.parametrize(
    ("text", "value"), [("减4", -4), ("增3", 3), ("+3", 3), ("-4", -4), ("持平", 0), ("增加12", 12)]
)
def test_a_column_of_changes(text: str, value: int) -> None:
    assert read_value(text, is_change=True).value == value


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "blank"),
        ("　", "blank"),
        ("-", "dash"),
        ("/", "dash"),
        ("——", "dash"),
        ("无", "not_applicable"),
        ("不涉及", "not_applicable"),
        ("3 0", "illegible"),
        ("3135.6123456", "illegible"),
        ("123456789012345", "illegible"),
        ("□", "illegible"),
        ("持平", "illegible"),
        ("123456789012345678", "illegible"),
        ("（四）无", "illegible"),
    ],
)
def test_cells_without_a_number(text: str, state: str) -> None:
    read = read_value(text)
    assert (read.state, read.value) == (state, None)


@pytest.mark.parametrize(
    "text", ["1.属于国家秘密", "（四）无", "2023年1月1日", "一、总体情况", "", "规章"]
)
def test_labels_are_no_values(text: str) -> None:
    assert not is_value(text)


def test_units_of_labels() -> None:
    assert unit_in_label("本年收费金额（单位：万元）") == "万元"
    assert unit_in_label("本年收费金额(单位 \n：万元)") == "万元"
    assert unit_in_label("采购总金额(元)") == "元"
    assert unit_in_label("处理决定数量") is None
    assert (unit_scale("万元"), unit_scale("元"), unit_scale(None)) == (10_000, 1, 1)
