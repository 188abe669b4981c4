# ruff: noqa: E501  (a Chinese character counts as two columns)
"""How a writer of reports puts numbers and names into Chinese: used by the sentence patterns beside it.

Takes what a report states (Numbers) and a source of chance; gives pieces of text that carry the
figures which they state, and patterns that can be listed by topic. Knows nothing of `extract/`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from tests.gold.model import Expected, Key, Numbers, Sentence

FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
HALF_WIDTH_MARKS = str.maketrans("，；：（）“”", ',;:()""')
CHINESE_DIGITS = "零一二三四五六七八九"
SAID_TOGETHER = frozenset({"2008", "2014"})  # forms whose lines have one value each


class UnsayableError(Exception):
    """A pattern does not fit what this report states; another one is taken."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text with the figures that it states."""

    text: str
    figures: tuple[Expected, ...] = ()
    traps: frozenset[str] = frozenset()


Part = str | Piece
Labelled = tuple[str, Piece]


def join(parts: Iterable[Part], between: str = "") -> Piece:
    """One piece of many; strings state nothing."""
    pieces = [part if isinstance(part, Piece) else Piece(part) for part in parts]
    return Piece(
        between.join(piece.text for piece in pieces),
        tuple(figure for piece in pieces for figure in piece.figures),
        frozenset[str]().union(*(piece.traps for piece in pieces)),
    )


def trapped(part: Part, *traps: str) -> Piece:
    """The same piece, marked with the traps that it carries."""
    piece = part if isinstance(part, Piece) else Piece(part)
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
    digits: Literal["plain", "thousands", "full_width", "chinese"] = field(init=False)
    spaced: bool = field(init=False)
    half_width: bool = field(init=False)
    item: str = field(init=False)  # the word that this author counts requests with
    used: list[str] = field(init=False, default_factory=list)  # names of the patterns said so far

    def __post_init__(self) -> None:
        self.digits = self.draw.choices(
            ("plain", "thousands", "full_width", "chinese"), (70, 12, 6, 12)
        )[0]
        self.spaced = self.chance(0.1)
        self.half_width = self.chance(0.2)
        units = (
            ("条", "件", "份", "宗")
            if self.form == "2008"
            else ("件", "宗", "条", "份", "起", "件次")
        )
        self.item = self.draw.choices(
            units, (45, 45, 5, 5) if self.form == "2008" else (72, 8, 8, 4, 4, 4)
        )[0]

    # chance

    def pick(self, *options: str) -> str:
        """One of several wordings."""
        return self.draw.choice(options)

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.draw.random() < share

    def shuffled(self, items: Sequence[str]) -> list[str]:
        """The items in another order."""
        return self.draw.sample(list(items), len(items))

    # numbers of the report

    def column(self, line: str) -> str:
        """The column that prose states: rows of table 三 have a total, all others one value."""
        return "total" if self.form not in SAID_TOGETHER and line.startswith("B") else "value"

    def value(self, line: str, column: str = "") -> Decimal:
        """What the report states in a line; a pattern that needs a line that is absent is unsayable."""
        found = self.numbers.get((line, column or self.column(line)))
        if found is None:
            raise UnsayableError(line)
        return found

    def known(self, *lines: str) -> list[str]:
        """Those of the lines that the report states."""
        return [line for line in lines if (line, self.column(line)) in self.numbers]

    def positive(self, *lines: str) -> list[str]:
        """Those of the lines that are stated and not zero."""
        return [line for line in self.known(*lines) if self.value(line) > 0]

    def need(self, fits: bool) -> None:
        """A pattern's condition."""
        if not fits:
            raise UnsayableError

    def need_positive(self, *lines: str) -> None:
        """Every line is stated and not zero."""
        self.need(all(self.value(line) > 0 for line in lines))

    def need_zero(self, *lines: str) -> None:
        """Every line is stated, as zero."""
        self.need(all(self.value(line) == 0 for line in lines))

    # numbers in print

    def digits_of(self, value: Decimal) -> tuple[str, frozenset[str]]:
        """The number as this author prints it, with the traps of that print."""
        whole = value == value.to_integral_value()
        plain = f"{value:f}" if not whole else str(int(value))
        habit = self.digits
        if (
            habit == "chinese"
            and whole
            and 0 < value < 10_000
            and (value < 200 or self.chance(0.1))
        ):
            return chinese(int(value)), frozenset({"chinese_numerals"})
        if habit == "thousands" and value >= 1000:
            return f"{value:,f}" if not whole else f"{int(value):,}", frozenset(
                {"thousands_separator"}
            )
        if habit == "full_width":
            return plain.translate(FULL_WIDTH), frozenset({"full_width_digits"})
        return plain, frozenset()

    def plain(self, value: int | Decimal, unit: str = "") -> str:
        """A number that is no figure of the report, in the author's habit."""
        return self.digits_of(Decimal(value))[0] + unit

    def stated(
        self, line: str, value: Decimal, unit: str, *, column: str = "", subject: str = "report",
        period: str = "year", qualifier: str = "exact",
    ) -> Piece:  # fmt: skip
        """A number with its unit that states a line."""
        digits, traps = self.digits_of(value)
        if value == 2 and digits == "二":
            digits = "两"
        pad = " " if self.spaced and digits.isascii() else ""
        figure = Expected(
            line,
            value,
            digits,
            column or self.column(line),
            "number",
            qualifier,
            subject,
            period,
            "prose",
        )
        return Piece(f"{pad}{digits}{pad}{unit}", (figure,), traps)

    def count(
        self, line: str, unit: str = "", *, column: str = "", subject: str = "report"
    ) -> Piece:
        """The report's own number for a line, with its unit (the author's word for requests if none)."""
        return self.stated(
            line, self.value(line, column), unit or self.item, column=column, subject=subject
        )

    def also(self, piece: Piece, *lines: str) -> Piece:
        """One printed number that states further lines of the same value (均维持)."""
        first = piece.figures[0]
        more = tuple(
            replace(first, line_code=line, column_code=self.column(line)) for line in lines
        )
        self.need(all(self.value(line) == first.value for line in lines))
        return replace(piece, figures=piece.figures + more)

    def none(self, words: str, *lines: str) -> Piece:
        """Words that say zero for lines which the report states as zero."""
        self.need_zero(*lines)
        figures = tuple(
            Expected(line, Decimal(0), words, self.column(line), source="prose") for line in lines
        )
        return Piece(words, figures, frozenset({"zero_in_words"}))

    def rounded(self, line: str, unit: str) -> Piece:
        """A number that the author does not give exactly: 9300余条, 近百件, 约1.3万条."""
        value = int(self.value(line))
        self.need(value >= 12)
        size = 10 ** (len(str(value)) - 2) if value >= 100 else 10
        below, above = value // size * size, -(-value // size) * size
        traps = frozenset({"approximate"})
        if value >= 10_000 and self.chance(0.5):
            digits, scaled = f"{Decimal(below) / 10_000:f}", Decimal(below) / 10_000
            text = self.pick("{}万余{}", "{}万多{}", "约{}万{}").format(digits, unit)
            return Piece(text, (self._rough(line, scaled, digits, "approximate"),), traps)
        if value != above and self.chance(0.3):
            text = self.pick("近{}{}", "将近{}{}", "接近{}{}").format(above, unit)
            return Piece(
                text, (self._rough(line, Decimal(above), str(above), "approximate"),), traps
            )
        if self.chance(0.5):
            text = self.pick("{}余{}", "{}多{}", "约{}{}", "{}{}左右", "大约{}{}").format(
                below, unit
            )
            return Piece(
                text, (self._rough(line, Decimal(below), str(below), "approximate"),), traps
            )
        text = self.pick("超过{}{}", "逾{}{}", "{}{}以上", "不少于{}{}", "突破{}{}").format(
            below, unit
        )
        return Piece(text, (self._rough(line, Decimal(below), str(below), "at_least"),), traps)

    def _rough(self, line: str, value: Decimal, printed: str, qualifier: str) -> Expected:
        return Expected(
            line, value, printed, self.column(line), qualifier=qualifier, source="prose"
        )

    def share(self, part: Decimal, whole: Decimal) -> str:
        """A percentage; never a figure."""
        return f"{part / whole * 100:.{self.draw.choice((1, 2))}f}%" if whole else "0%"

    # names

    @property
    def is_government(self) -> bool:
        """The report of a whole area, not of one department."""
        return self.body.endswith(("人民政府", "政府", "街道办事处", "管委会", "管理委员会"))

    @property
    def level(self) -> str:
        """省, 市, 县, 区, 镇 … as in 全县."""
        return "街道" if self.place.endswith("街道") else self.place[-1]

    def whole(self) -> str:
        """The body whose report it is, as its own sentences call it."""
        if self.is_government:
            level = self.level
            return self.pick(
                f"全{level}", f"我{level}", f"全{level}各级行政机关", self.body, f"全{level}"
            )
        last = self.body[-1] if self.body[-1] in "局委厅办院站" else "单位"
        return self.pick(f"我{last}", f"本{last}", self.body, "本机关", f"我{last}")

    def parts(self) -> tuple[str, ...]:
        """Named parts of the body that are not all of it."""
        if not self.is_government:
            return ("局机关", "下属事业单位", "各派出机构")
        lower = {"省": "各市（州）", "市": "各县（市、区）", "镇": "各村（社区）", "乡": "各村"}
        own = f"{self.level}政府办公室"
        return (own, f"{self.level}直部门", lower.get(self.level, "各乡镇（街道）"))

    def when(self) -> str:
        """The year of the report, or nothing."""
        year = self.year
        return self.pick(
            f"{year}年，", f"{year}年度，", f"{year}年，", "全年", "本年度，", "一年来，", "报告期内，",
            f"{year}年1月1日至12月31日，", "今年以来，", f"{year}年", "",
        )  # fmt: skip

    def request(self) -> str:
        """What people file."""
        return self.pick(
            "政府信息公开申请", "依申请公开", "信息公开申请", "政府信息公开申请", "依申请公开政府信息申请",
            "政府信息依申请公开事项",
        )  # fmt: skip

    # lists

    def listed(  # noqa: PLR0911
        self, items: Sequence[Labelled], whole: Decimal | None = None, styles: str = "abcdefg"
    ) -> Piece:
        """Labels with their numbers in one of the ways that lists are written."""
        self.need(bool(items))
        style = self.draw.choice(styles)
        if style == "d" and len(items) < 2:
            style = "a"
        mark = self.pick("、", "，")
        if style == "a":
            return join((join((label, piece)) for label, piece in items), mark)
        if style == "b":
            link = self.pick("的", "的有", "的共", "")
            return join((join((label, link, piece)) for label, piece in items), "，")
        if style == "c":
            return join((join((label, piece)) for label, piece in items), "；")
        if style == "d":
            labels = "、".join(label for label, _ in items)
            link = self.pick("分别为", "分别是", "分别有", "数量分别为")
            numbers = join((piece for _, piece in items), "、")
            return trapped(join((labels, link, numbers)), "respectively")
        if style == "e":
            return trapped(
                join(
                    (join((piece, self.pick("为", "属", "属于"), label)) for label, piece in items),
                    "，",
                ),
                "number_before_label",
            )
        if style == "f" and whole:
            shares = [self.share(piece.figures[0].value or Decimal(0), whole) for _, piece in items]
            link = self.pick("，占{}", "（占{}）", "，占总数的{}", "，占比{}")
            rows = zip(items, shares, strict=True)
            return trapped(
                join(
                    (join((label, piece, link.format(share))) for (label, piece), share in rows),
                    "；",
                ),
                "percentages",
            )
        numbering = self.pick("{}.", "（{}）", "{}、")
        rows_numbered = enumerate(items, start=1)
        return trapped(
            join((join((numbering.format(i), label, p)) for i, (label, p) in rows_numbered), "；"),
            "numbered_list",
        )


# patterns

Write = Callable[[Writer], Iterable[Part]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to state something: what it is about, on which forms, and what in it misleads."""

    name: str
    topic: str
    forms: frozenset[str]
    traps: frozenset[str]
    write: Write

    def sentence(self, writer: Writer) -> Sentence:
        """The sentence, or UnsayableError where it does not fit the report."""
        said = join(self.write(writer))
        text = said.text.translate(HALF_WIDTH_MARKS) if writer.half_width else said.text
        traps = self.traps | said.traps
        if writer.spaced:
            traps |= {"spaces_around_numbers"}
        if writer.half_width:
            traps |= {"half_width_marks"}
        return Sentence(text, said.figures, frozenset(traps))


PATTERNS: list[Pattern] = []


def says(topic: str, *forms: str, traps: Sequence[str] = ()) -> Callable[[Write], Write]:
    """Register a pattern under its function's name."""

    def register(write: Write) -> Write:
        name = getattr(write, "__name__", repr(write))
        PATTERNS.append(Pattern(name, topic, frozenset(forms), frozenset(traps), write))
        return write

    return register


def enriched(form: str, numbers: Numbers, draw: random.Random) -> dict[Key, Decimal]:
    """The report's numbers with those that only sentences state, in keeping with its table.

    What came in and what went on to the next year on the older forms; what a group of rows sums to
    and both routes of lawsuits together on the newer ones.
    """
    known = dict(numbers)
    if form in SAID_TOGETHER:
        received, replied = ("3.1", "3.3") if form == "2014" else ("K10", "K17")
        came, went = known.get((received, "value")), known.get((replied, "value"))
        if came is not None and went is not None:
            carried_in = known.setdefault(
                ("P.carried_in", "value"), max(went - came, Decimal(0)) + draw.randrange(0, 6)
            )
            if came + carried_in >= went:
                known.setdefault(("P.carried_forward", "value"), came + carried_in - went)
                known.setdefault(("P.received_incl_carried_in", "value"), came + carried_in)
        return known
    for group, size in (("B3.3", 8), ("B3.4", 3), ("B3.5", 5), ("B3.6", 3)):
        rows = [known.get((f"{group}.{row}", "total")) for row in range(1, size + 1)]
        present = [row for row in rows if row is not None]
        if len(present) == size:
            known.setdefault((group, "total"), sum(present, Decimal(0)))
    if ("B1", "total") in known and ("B2", "total") in known:
        known[("P.received_incl_carried_in", "value")] = (
            known[("B1", "total")] + known[("B2", "total")]
        )
    if ("C2.5", "value") in known and ("C3.5", "value") in known:
        known[("P.litigation_total", "value")] = known[("C2.5", "value")] + known[("C3.5", "value")]
    if form == "2021":
        fee = draw.choice((0, 0, 0, draw.randrange(1, 60) * 100, draw.randrange(20, 9000)))
        known.setdefault(("D6", "value"), Decimal(fee))
    return known
