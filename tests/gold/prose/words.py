# ruff: noqa: E501  (a Chinese character counts as two columns)
"""How a writer of reports puts numbers and names into Chinese: used by the sentence patterns beside it.

Takes what a report states (Numbers) and a source of chance; gives pieces of text that carry the
figures which they state. Knows nothing of `extract/`.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from tests.gold.model import Expected, Key

FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
CHINESE_DIGITS = "零一二三四五六七八九"
YEAR_DIGITS = "〇一二三四五六七八九"
ONE_COLUMN = frozenset({"2008", "2014"})  # forms whose lines have one value each
DEPARTMENTS = (
    "自然资源局", "规划局", "住房城乡建设局", "人力资源社会保障局", "公安局", "民政局", "财政局", "城管局", "农业农村局",
)  # fmt: skip
GOVERNMENTS = ("人民政府", "街道", "街道办事处", "管委会", "管理委员会")
WAYS_OF_DIGITS = ("plain", "thousands", "full_width", "chinese")


class UnsayableError(Exception):
    """A pattern does not fit what this report states; another one is taken."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text with the figures that it states."""

    text: str
    figures: tuple[Expected, ...] = ()
    traps: frozenset[str] = frozenset()


Labelled = tuple[str, Piece]


def join(pieces: Iterable[Piece], between: str = "") -> Piece:
    """One piece of many."""
    all_of_them = tuple(pieces)
    return Piece(
        between.join(piece.text for piece in all_of_them),
        tuple(figure for piece in all_of_them for figure in piece.figures),
        frozenset[str]().union(*(piece.traps for piece in all_of_them)),
    )


def trapped(piece: Piece, *traps: str) -> Piece:
    """The same piece, marked with the traps that it carries."""
    return replace(piece, traps=piece.traps | frozenset(traps))


def chinese(number: int) -> str:
    """A whole number below 10,000 in Chinese numerals: 二十六, 一百零三."""
    if not 0 <= number < 10_000:
        raise ValueError(f"no Chinese numeral for {number}: expected 0 to 9999")
    if number < 10:
        return CHINESE_DIGITS[number]
    text, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            text += ("零" if gap else "") + CHINESE_DIGITS[digit] + unit
            gap = False
        else:
            gap = bool(text)
    return text.removeprefix("一") if text.startswith("一十") else text


@dataclass
class Writer:
    """One author at work on one report: has habits of digits, units and marks, and keeps to them."""

    form: str
    numbers: Mapping[Key, Decimal]
    place: str
    body: str
    year: int
    draw: random.Random
    digits: str = field(init=False)
    spaced: bool = field(init=False)
    half_width: bool = field(init=False)
    item: str = field(init=False)  # the word that this author counts requests with
    departments: list[str] = field(init=False)  # two of the body's, as it calls them
    used: list[str] = field(init=False, default_factory=list)  # patterns said so far
    wanted: frozenset[str] = field(
        init=False, default=frozenset()
    )  # traps to be set where they fit

    def __post_init__(self) -> None:
        self.digits = self.draw.choices(WAYS_OF_DIGITS, (70, 12, 6, 12))[0]
        self.spaced = self.chance(0.1)
        self.half_width = self.chance(0.2)
        units = ("件", "条", "宗", "份", "起", "件次", "项")
        weights = (45, 45, 4, 4, 1, 0, 1) if self.form == "2008" else (72, 8, 8, 4, 3, 3, 2)
        self.item = self.draw.choices(units, weights)[0]
        self.departments = self.draw.sample(DEPARTMENTS, 2)

    # chance

    def pick(self, *options: str) -> str:
        """One of several wordings."""
        return self.draw.choice(options)

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.draw.random() < share

    # numbers of the report

    def column(self, line: str) -> str:
        """The column that prose states: rows of table 三 have a total, all others one value."""
        return "total" if self.form not in ONE_COLUMN and line.startswith("B") else "value"

    def value(self, line: str, column: str = "") -> Decimal:
        """What the report states in a line; a pattern that needs an absent line is unsayable."""
        found = self.numbers.get((line, column or self.column(line)))
        if found is None:
            raise UnsayableError(line)
        return found

    def known(self, lines: Iterable[str]) -> list[str]:
        """Those of the lines that the report states."""
        return [line for line in lines if (line, self.column(line)) in self.numbers]

    def positive(self, lines: Iterable[str]) -> list[str]:
        """Those of the lines that are stated and not zero."""
        return [line for line in self.known(lines) if self.value(line) > 0]

    # numbers in print

    def print(self, value: Decimal, *, plain: bool = False) -> tuple[str, frozenset[str]]:
        """The number as this author prints it, with the traps of that print.

        Before 万 no author writes Chinese numerals: 十万元 would be another number.
        """
        whole = value == value.to_integral_value()
        arabic = str(int(value)) if whole else f"{value:f}"
        if self.digits == "chinese" and whole and 0 < value < 10_000 and not plain:
            if value < 200 or self.chance(0.1):
                return chinese(int(value)), frozenset({"chinese_numerals"})
        elif self.digits == "thousands" and value >= 1000:
            return (f"{int(value):,}" if whole else f"{value:,f}"), frozenset(
                {"thousands_separator"}
            )
        elif self.digits == "full_width":
            return arabic.translate(FULL_WIDTH), frozenset({"full_width_digits"})
        return arabic, frozenset()

    def counted(self, digits: str, unit: str) -> str:
        """A printed number with its unit, spaced as this author spaces."""
        pad = " " if self.spaced and digits.isascii() else ""
        return f"{pad}{digits}{pad}{unit}"

    def nothing(self, low: int, high: int, unit: str) -> Piece:
        """A number that is no figure of the report."""
        value = Decimal(self.draw.randrange(low, high))
        return Piece(self.counted(self.print(value, plain=unit[:1] in ("万", "亿"))[0], unit))

    def stated(
        self, line: str, value: Decimal, unit: str, *, column: str = "", subject: str = "report", period: str = "year"
    ) -> Piece:  # fmt: skip
        """A number with its unit that states a line exactly."""
        digits, traps = self.print(value, plain="万" in unit)
        if digits == "二":
            digits = "两"
        figure = Expected(
            line, value, digits, column or self.column(line), subject=subject, period=period, source="prose"
        )  # fmt: skip
        return Piece(self.counted(digits, unit), (figure,), traps)

    def none(self, words: str, lines: Iterable[str]) -> Piece:
        """Words that say zero for lines which the report states as zero."""
        figures = []
        for line in lines:
            if self.value(line) != 0:
                raise UnsayableError
            figures.append(Expected(line, Decimal(0), words, self.column(line), source="prose"))
        return Piece(words, tuple(figures), frozenset({"zero_in_words"}))

    def rounded(self, line: str, unit: str) -> Piece:
        """A number that the author does not give exactly: 9300余条, 近百件, 约1.3万条."""
        value = int(self.value(line))
        if value < 12:
            raise UnsayableError
        if self.chance(0.12):
            text = self.pick("约{}{}", "{}{}左右")
            return self._rough(line, Decimal(value), str(value), text, unit, "approximate")
        size = 10 ** (len(str(value)) - 2) if value >= 100 else 10
        below, above = value // size * size, -(-value // size) * size
        if value >= 10_000 and self.chance(0.5):
            scaled = Decimal(below) / 10_000
            text = self.pick("{}万余{}", "{}万多{}", "约{}万{}")
            return self._rough(line, scaled, f"{scaled:f}", text, unit, "approximate")
        if value != above and self.chance(0.3):
            digits = "百" if above == 100 else str(above)
            text = self.pick("近{}{}", "将近{}{}", "接近{}{}")
            return self._rough(line, Decimal(above), digits, text, unit, "approximate")
        if self.chance(0.5):
            text = self.pick("{}余{}", "{}多{}", "约{}{}", "{}{}左右", "大约{}{}")
            return self._rough(line, Decimal(below), str(below), text, unit, "approximate")
        text = self.pick("超过{}{}", "逾{}{}", "{}{}以上", "不少于{}{}", "突破{}{}")
        return self._rough(line, Decimal(below), str(below), text, unit, "at_least")

    def _rough(  # noqa: PLR0917
        self, line: str, value: Decimal, digits: str, text: str, unit: str, qualifier: str
    ) -> Piece:  # fmt: skip
        figure = Expected(
            line, value, digits, self.column(line), qualifier=qualifier, source="prose"
        )
        return Piece(text.format(digits, unit), (figure,), frozenset({"approximate"}))

    def percentage(self) -> str:
        """Some percentage; never a figure."""
        return f"{self.draw.randrange(100, 9900) / 100}%"

    def share(self, part: Decimal, whole: Decimal) -> str:
        """What share a part is; never a figure."""
        return f"{part / whole * 100:.{self.draw.choice((1, 2))}f}%" if whole else "0%"

    # names

    @property
    def is_government(self) -> bool:
        """The report of a whole area, not of one department or house."""
        return self.body == self.place or self.body.endswith(GOVERNMENTS)

    @property
    def level(self) -> str:
        """省, 市, 县, 区, 镇 … of the area, as in 全县; of a department the area that it belongs to."""
        name = self.body if self.is_government else self.place
        for ending in ("人民政府", "政府", "办事处"):
            name = name.removesuffix(ending)
        return "街道" if name.endswith("街道") else name[-1]

    @property
    def house(self) -> str:
        """What a department or institution calls itself: 局, 院, 校."""
        endings = {"学": "校", "校": "校", "心": "中心"}
        last = self.body[-1]
        return endings.get(last, last if last in "局委厅办院馆站所处" else "单位")

    def whole(self) -> str:
        """The body whose report it is, as its own sentences call it."""
        if self.is_government:
            level = self.level
            many = f"全{level}各级行政机关" if level in "省市县区州盟旗" else f"我{level}"
            departments = f"全{level}各级各部门" if level in "省市县区州盟旗" else f"本{level}"
            return self.pick(f"全{level}", f"我{level}", f"全{level}", many, self.body, departments)
        house = self.house
        return self.pick(f"我{house}", f"本{house}", self.body, "本机关", f"我{house}")

    def parts(self) -> tuple[str, str, str]:
        """Named parts of the body that are not all of it; the first lies inside the second."""
        if not self.is_government:
            return (f"{self.house}办公室", f"{self.house}机关", "所属单位")
        level = self.level
        if level in ("镇", "乡", "街道"):
            return (f"{level}党政办公室", f"{level}机关各办公室", "各村（社区）")
        lower = {"省": "各市（州）", "市": "各县（市、区）"}.get(level, "各乡镇（街道）")
        return (f"{level}政府办公室", f"{level}直部门", lower)

    def own_level(self) -> str:
        """The body alone, without what is below it."""
        return f"{self.level if self.is_government else self.house}本级"

    def when(self) -> str:
        """The year of the report, or nothing."""
        year = self.year
        if self.chance(0.03):
            return "".join(YEAR_DIGITS[int(digit)] for digit in str(year)) + "年，"
        return self.pick(
            f"{year}年，", f"{year}年度，", f"{year}年，", "全年", "本年度，", "一年来，", "报告期内，",
            f"{year}年1月1日至12月31日，", "今年以来，", f"{year}年", "", f"截至{year}年12月31日，全年",
        )  # fmt: skip

    def request(self) -> str:
        """What people file."""
        return self.pick(
            "政府信息公开申请", "依申请公开", "信息公开申请", "政府信息公开申请", "依申请公开政府信息申请",
            "政府信息依申请公开事项", "依申请公开件", "公开政府信息的申请",
        )  # fmt: skip

    # lists

    def listed(self, items: Sequence[Labelled], styles: str, whole: Decimal | None = None) -> Piece:
        """Labels with their numbers in one of the ways that lists are written.

        Styles: a 当面申请2件、…  b 当面申请的2件，…  c 当面申请2件；…  d 分别为2件、3件
        e 2件为当面申请，…  f with shares  g numbered  h 当面申请（2件）、…  i 当面申请2件、信函3
        """
        if not items:
            raise UnsayableError
        unit = _common_end([piece.text for _, piece in items])
        style = self.draw.choice(styles)
        if (style == "d" and len(items) < 2) or (style == "f" and not whole):
            style = "a"
        trap, mark = LIST_TRAPS.get(style), "、"
        if style == "d":
            labels = Piece(
                "、".join(label for label, _ in items) + self.pick("分别为", "分别是", "分别有")
            )
            return trapped(
                join((labels, join((piece for _, piece in items), "、"))), "respectively"
            )
        rows: list[Piece] = []
        link = {"b": self.pick("的", "的有", "的共"), "e": self.pick("为", "属", "属于")}.get(
            style, ""
        )
        number, tail = (
            self.pick("{}.", "（{}）", "{}、"),
            self.pick("，占{}", "（占{}）", "，占总数的{}", "，占比{}"),
        )
        for index, (label, piece) in enumerate(items, start=1):
            before, after = Piece(label + link), Piece("")
            if style == "e":
                before, piece, after = Piece(""), join((piece, Piece(link + label))), Piece("")  # noqa: PLW2901
            elif style == "f" and whole:
                after = Piece(tail.format(self.share(piece.figures[0].value or Decimal(0), whole)))
            elif style == "i" and index > 1:
                piece = replace(piece, text=piece.text[: -len(unit)] if unit else piece.text)  # noqa: PLW2901
            elif style == "g":
                before = Piece(number.format(index) + label)
            elif style == "h":
                before, after = Piece(label + "（"), Piece("）")
            rows.append(join((before, piece, after)))
        mark = {"a": self.pick("、", "，"), "b": "，", "e": "，", "h": "、"}.get(style, "；")
        listing = join(rows, mark)
        return trapped(listing, trap) if trap else listing


def _common_end(texts: Sequence[str]) -> str:
    """The unit that all of the numbers share."""
    unit = ""
    while all(text.endswith(texts[0][-len(unit) - 1 :]) for text in texts) and len(unit) < len(
        texts[0]
    ):
        if texts[0][-len(unit) - 1] not in "件条宗份起次项人名个":
            break
        unit = texts[0][-len(unit) - 1 :]
    return unit


LIST_TRAPS = {
    "i": "unit_dropped",
    "e": "number_before_label",
    "f": "percentages",
    "g": "numbered_list",
    "h": "number_in_brackets",
}


def enriched(form: str, numbers: Mapping[Key, Decimal], draw: random.Random) -> dict[Key, Decimal]:
    """The report's numbers with those that only sentences state, in keeping with its table.

    What came in and what went on to the next year on the older forms; what a group of rows sums to
    and both routes of lawsuits together on the newer ones.
    """
    known = dict(numbers)
    if form in ONE_COLUMN:
        received, replied = ("3.1", "3.3") if form == "2014" else ("K10", "K17")
        came, went = known.get((received, "value")), known.get((replied, "value"))
        if came is not None and went is not None:
            extra = max(went - came, Decimal(0)) + draw.choice((0, 0, draw.randrange(1, 9)))
            carried_in = known.setdefault(("P.carried_in", "value"), extra)
            if came + carried_in >= went:
                known.setdefault(("P.carried_forward", "value"), came + carried_in - went)
                known.setdefault(("P.received_incl_carried_in", "value"), came + carried_in)
        return known
    for group, size in (("B3.3", 8), ("B3.4", 3), ("B3.5", 5), ("B3.6", 3)):
        rows = [known.get((f"{group}.{row}", "total")) for row in range(1, size + 1)]
        present = [row for row in rows if row is not None]
        if len(present) == size:
            known.setdefault((group, "total"), sum(present, Decimal(0)))
    new, old = known.get(("B1", "total")), known.get(("B2", "total"))
    if new is not None and old is not None:
        known.setdefault(("P.received_incl_carried_in", "value"), new + old)
    direct, after = known.get(("C2.5", "value")), known.get(("C3.5", "value"))
    if direct is not None and after is not None:
        known.setdefault(("P.litigation_total", "value"), direct + after)
    if form == "2021":
        fee = draw.choice((0, 0, 0, draw.randrange(1, 60) * 100, draw.randrange(20, 9000)))
        known.setdefault(("D6", "value"), Decimal(fee))
    return known
