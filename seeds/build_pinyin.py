"""Writes seeds/place_pinyin.csv: how the name of every division is said.

For the search of the dashboard and for readers who do not know the characters. Run by hand when
divisions.csv or local_divisions.csv has new names, never by the warehouse:

    python3 -m venv .venv-divisions
    .venv-divisions/bin/pip install --no-deps pypinyin==0.55.0
    .venv-divisions/bin/python seeds/build_pinyin.py

Source: PyPI `pypinyin` 0.55.0 (MIT), which knows the readings of phrases; `READINGS` mends what it
gets wrong in names of places. Without tones; ü is written v, as it is typed. Names of other
languages are read as their characters are (呼和浩特 is hu he hao te).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Final

SEEDS: Final = Path(__file__).parent
TARGET: Final = SEEDS / "place_pinyin.csv"
SOURCES: Final = ("divisions.csv", "local_divisions.csv")
COLUMNS: Final = ("division_name_zh", "name_pinyin")

# Characters that names of places read in one way, whatever they are in other words.
CHARACTERS: Final[dict[str, str]] = {"长": "chang", "都": "du", "卡": "ka", "勒": "le"}
# Names, or parts of them, that are read in a way of their own.
READINGS: Final[dict[str, str]] = {
    "什邡": "shi fang",
    "乌什": "wu shi",
    "乐陵": "lao ling",
    "伽师": "jia shi",
    "六合区": "lu he qu",
    "单县": "shan xian",
    "召陵": "shao ling",
    "大城县": "dai cheng xian",
    "宕昌": "tan chang",
    "曾都": "zeng du",
    "洪洞": "hong tong",
    "浚县": "xun xian",
    "涡阳": "guo yang",
    "漯河": "luo he",
    "称多": "chen duo",
    "穆棱": "mu ling",
    "筠连": "jun lian",
    "繁峙": "fan shi",
    "荥经": "ying jing",
    "覃塘": "qin tang",
    "长子县": "zhang zi xian",
}


def pinyin(name: str) -> str:
    """The syllables of a name, with a space between."""
    # Not a part of the project's environment.
    from pypinyin import lazy_pinyin  # type: ignore[import-not-found]  # noqa: PLC0415

    syllables = [
        CHARACTERS.get(character, said)
        for character, said in zip(name, lazy_pinyin(name, errors=list), strict=True)
    ]
    for part, reading in READINGS.items():
        at = name.find(part)
        if at >= 0:
            syllables[at : at + len(part)] = reading.split()
    return " ".join(syllables)


def main() -> None:
    """Write the seed, by name."""
    names: set[str] = set()
    for source in SOURCES:
        with (SEEDS / source).open(encoding="utf-8", newline="") as lines:
            names |= {row["division_name_zh"] for row in csv.DictReader(lines)}
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for name in sorted(names):
            writer.writerow([name, pinyin(name)])
    sys.stdout.write(f"{TARGET.name}: {len(names)} names\n")


if __name__ == "__main__":
    main()
