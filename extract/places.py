"""Names of places in a document: what tells two places of one name apart.

The names come from `seeds/divisions.csv`; which of the places is meant is decided later, in SQL.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

DIVISIONS: Final = Path(__file__).resolve().parent.parent / "seeds" / "divisions.csv"
MOST_PLACES: Final = 20
# Words as well as names of districts; 市和县 and 公开县级 are no counties.
_COMMON_WORDS: Final = frozenset({"城区", "郊区", "矿区", "市区", "新区", "和县", "开县", "市中区"})
_SUFFIXES: Final = "省市区县州旗盟"
_SUFFIX = re.compile(f"[{_SUFFIXES}]")
_UNLISTED = re.compile(
    r"^[\u4e00-\u9fff]{1,10}?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|开发区|[省市县区州旗盟])"
)


@cache
def _names() -> tuple[frozenset[str], int]:
    """Names of divisions of any time, and the length of the longest."""
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        names = frozenset(row["division_name_zh"] for row in csv.DictReader(file))
    return names, max(map(len, names))


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Last two characters of names → their lengths, the longest first."""
    lengths: dict[str, set[int]] = {}
    for name in _names()[0]:
        lengths.setdefault(name[-2:], set()).add(len(name))
    return {tail: tuple(sorted(found, reverse=True)) for tail, found in lengths.items()}


def places_mentioned(text: str) -> list[str]:
    """Names of divisions in the text, most frequent first, of equals the earlier one."""
    names, lengths = _names()[0], _lengths()
    counts: Counter[str] = Counter()
    for found in _SUFFIX.finditer(text):
        end = found.end()
        for length in lengths.get(text[max(end - 2, 0) : end], ()):
            name = text[max(end - length, 0) : end]
            if name in names:
                if name not in _COMMON_WORDS:
                    counts[name] += 1
                break
    return [name for name, _ in counts.most_common(MOST_PLACES)]


def leading_places(text: str) -> str:
    """The places at the start of a body's name, each within the one before: 重庆市永川区, or ''.

    A place further on counts where none stands in front: that of 国家税务总局渠县税务局.
    """
    names, longest = _names()
    end = 0
    while True:
        stops = range(min(len(text), end + longest), end + 1, -1)
        stop = next((stop for stop in stops if text[end:stop] in names), None)
        if stop is None:
            break
        end = stop
    if end:
        return text[:end]
    inside = places_mentioned(text)  # 国家税务总局 and then the place
    if inside:
        return inside[0]
    unlisted = _UNLISTED.match(text)
    return unlisted[0] if unlisted else ""
