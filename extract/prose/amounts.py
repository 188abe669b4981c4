"""Amounts in Chinese sentences: `17846件`, `１.3万余件`, `54.74万条`, `二期`, `4021.27万元`, `0`.

Taken: folded text (`extract.prose.text`). Given: `Amount`, with value in the printed unit.
Percentages, ordinals (第3次), rates (每季度1次), dates and numbers of documents are no amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final

from extract.values import is_held, unit_scale


def _units(words: str) -> frozenset[str]:
    return frozenset(words.split())


AMOUNT: Final = "amount"
CASE_UNITS: Final = _units("件 宗 起 例 份 件次 人次 条 次 项 个")
ITEM_UNITS: Final = _units("条 篇 件 个 则 份 项 期 条次 篇次 部 幅")
EVENT_UNITS: Final = _units("次 场 期 场次 回 届 个 轮 班次 批次")
PERSON_UNITS: Final = _units("人 人次 名 个 位")
PLACE_UNITS: Final = _units("个 处 家 所")
MONEY_UNITS: Final = frozenset({"元"})

_UNITS: Final = (
    "人次|件次|场次|条次|篇次|班次|批次|元|件|宗|起|例|份|条|篇|则|项|次|场|期|个|处|家|所|人|"
    "名|位|"
    "届|回|轮|幅|部|批|册|张|户|类|种|台|卷|年|月|日|天|岁|级|版|字|页|号"
)
_OTHER_WORDS: Final = {"条": "例", "次": "性"}  # 《条例》, 一次性告知
_BATCHES: Final = frozenset({"批", "批次"})  # 6批次1431件
_NOT_COUNTS: Final = frozenset({"年", "月", "日", "天", "岁", "级", "版", "号"})
_FIRST_OF_UNITS: Final = "".join(sorted({unit[0] for unit in _UNITS.split("|")} - _NOT_COUNTS))
_MULTIPLES: Final = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000}

_WORDS: Final = "零〇一二两三四五六七八九十百千"
# \d+ or a run of the words; written so that it begins with a set, which the engine skips to.
# What follows must be able to end an amount: so 一是, 统一 and the dates, most of all, are passed.
MAY_BE_AMOUNT: Final = (
    rf"[\d{_WORDS}](?:(?<=\d)\d*|(?<!\d)[{_WORDS}]*)"
    rf"(?=[.,;。、)和及余多几来千万亿{_FIRST_OF_UNITS}]|$)"
)
_NUMERALS: Final = re.compile(MAY_BE_AMOUNT)
_BEFORE: Final = re.compile(r"(?:不少于|不低于|大约|将近|接近|超过|突破|至少|约|近|逾|超)$")
_ENDS_BEFORE: Final = frozenset("于低约近过破少逾超")
_AMOUNT: Final = re.compile(
    r"(?:(?<![\d.\-—/第])(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?<![数几](?=[十百千万](?![一二三四五六七八九])))(?<![第每同逐另某唯统专之万一二三四五六七八九十百千])"
    r"(?P<words>[零〇一二两三四五六七八九十百千]+(?:万[零〇一二三四五六七八九十百千]*)?))"
    r"(?P<more>[余多几来])?(?P<multiple>[千万亿])?(?P<more_after>[余多])?"
    rf"(?:(?P<unit>{_UNITS})(?P<after>以上|左右|上下|之多|余)?"
    r"|(?P<bare>(?=$|[,;。、)]|(?:和|及|,)[^\d])))"
)
_ORDINAL: Final = re.compile(r"(?:第|每[年月季周日]?(?:季度|个?月|周)?|每半年)$")
# A number without a unit counts only where the words before it ask for one: 申请数 92, 数量为0.
_ASKS_FOR_NUMBER: Final = re.compile(
    r"(?:数|数量|总数|总量|总计|合计|金额|数为|数(?:\([件条宗份次]\))?:|为|:|共|均为|[予分]公开|不予处理|无法提供|结果维持|结果纠正|"
    r"尚未审结|行政复议|行政诉讼)$"
)
_SPAN_OF_TIME: Final = re.compile(r"工作日|自然日|月|小时|季度|年")
_YEAR_OR_CODE: Final = re.compile(r"(?:19|20)\d\d|0\d+")
_SURELY_HELD: Final = 9  # digits, and one may be a comma
_AT_LEAST: Final = _units("不少于 不低于 超过 突破 至少 逾 超 以上 之多")
_DIGIT_SIGNS: Final = ("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九")
_DIGITS: Final = {sign: digit for digit, signs in enumerate(_DIGIT_SIGNS) for sign in signs}
_TENS: Final = {"十": 10, "百": 100, "千": 1_000}


@dataclass(slots=True, unsafe_hash=True)
class Amount:
    """One amount. `value` is in `unit` as printed (`万条` with 54.74), `unit` None where bare."""

    kind: ClassVar[str] = AMOUNT  # as terms have one
    start: int  # positions in the folded text; `start` includes 约, `end` includes 以上
    end: int
    value: Decimal
    unit: str | None
    measure: str | None  # the unit without 万 or 亿
    scale: int
    qualifier: str
    is_words: bool


def find_amounts(text: str, start: int, end: int) -> list[Amount]:
    """Every amount in text[start:end], in order, none overlapping."""
    amounts = []
    position = start
    for numerals in _NUMERALS.finditer(text, start, end):  # to search for them costs least
        if numerals.start() < position:
            continue
        found = _AMOUNT.match(text, numerals.start(), end)
        if found is not None:
            position = found.end()
            amount = _amount(text, start, found)
            if amount is not None:
                amounts.append(amount)
    return amounts


def bare_amount(start: int, end: int, text: str) -> Amount:
    """The number text[start:end], whose unit was said with an earlier one."""
    words = text[start:end].replace(",", "")
    value = Decimal(words if words.isdecimal() else chinese_number(words))
    return Amount(start, end, value, None, None, 1, "exact", is_words=not words.isdecimal())


def _amount(text: str, start: int, found: re.Match[str]) -> Amount | None:
    number, words, more, multiple, more_after, measure, after, _ = found.groups()
    if measure in _NOT_COUNTS:
        return None
    begins, end = found.span()
    before = text[max(start, begins - 7) : begins]
    if not (_counts(text, end, measure, before) if measure else _is_asked_for(found, before)):
        return None
    multiple = multiple or ""
    if words and words.endswith("万") and not multiple:
        multiple, words = "万", words[:-1]
    value = Decimal(number.replace(",", "") if number else chinese_number(words))
    if multiple == "千" or (multiple == "亿" and words):
        value, multiple = value * _MULTIPLES[multiple], ""
    is_short = number is not None and len(number) < _SURELY_HELD and "." not in number  # as most
    if not (is_short or is_held(value)) or (multiple and measure is None):
        return None
    qualifier = "exact"
    if before[-1:] in _ENDS_BEFORE and (about := _BEFORE.search(before)):
        begins -= len(about[0])
        qualifier = "at_least" if about[0] in _AT_LEAST else "approximate"
    if after in _AT_LEAST:
        qualifier = "at_least"
    elif (more or more_after or after) and qualifier == "exact":
        qualifier = "approximate"
    unit = multiple + measure if measure else None
    scale = unit_scale(unit) if multiple else 1
    return Amount(begins, end, value, unit, measure, scale, qualifier, number is None)


def _counts(text: str, end: int, unit: str, before: str) -> bool:
    """Whether the number that ends with its unit at `end` is one of things counted."""
    if unit in _OTHER_WORDS and text.startswith(_OTHER_WORDS[unit], end):
        return False
    if unit == "个" and _SPAN_OF_TIME.match(text, end):
        return False
    if unit in _BATCHES and text[end : end + 1].isnumeric():
        return False
    return not (("第" in before or "每" in before) and _ORDINAL.search(before))


def _is_asked_for(found: re.Match[str], before: str) -> bool:
    """Whether a bare number stands where its label asks for one; years and codes never do."""
    if before.endswith(":") and found.string.startswith("、", found.end()):
        return False  # 办理结果如下:1、同意公开…
    if found["words"]:
        is_number = found["words"] in "零〇" or before.endswith(("):", "数:", "数量:"))
    else:
        is_number = not _YEAR_OR_CODE.fullmatch(found["number"])
    return is_number and bool(_ASKS_FOR_NUMBER.search(before))


def chinese_number(words: str) -> int:
    """The number that Chinese numerals name: 十三 is 13, 二百零五 is 205, 三万二千 is 32000."""
    high, _, low = words.partition("万") if "万" in words else ("", "", words)
    return _below_ten_thousand(high) * 10_000 + _below_ten_thousand(low)


def _below_ten_thousand(words: str) -> int:
    if words and not any(sign in _TENS for sign in words):  # digit by digit: 二〇一八
        return int("".join(str(_DIGITS[sign]) for sign in words))
    total, digit = 0, 0
    for sign in words:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit
