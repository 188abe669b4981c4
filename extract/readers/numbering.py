"""Automatic numbers of Word paragraphs: what is shown before the text but does not stand in it.

Given to `docx`. `一、总体情况` is often only `总体情况` in the file, with a list level whose text
is `%1、` and whose number is written in Chinese.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extract.readers.package import Element, attribute, child, local_name

LEVELS: Final = 9
LONGEST_STYLE_CHAIN: Final = 20
_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str  # numFmt
    text: str  # lvlText: `%1、`
    suffix: str
    is_legal: bool
    paragraph_style: str | None


_NO_LEVEL: Final = _Level(1, "none", "", "nothing", False, None)


class Numbering:
    """The numbering definitions of a document, and how far its lists have come."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """`root`: that of the numbering part, None where the document has none."""
        self._styles = styles
        self._levels: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}  # abstract number → style whose list it is
        self._abstract: dict[str, str] = {}
        self._overrides: dict[str, dict[int, tuple[int | None, _Level | None]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            kind = local_name(element.tag)
            if kind == "abstractNum":
                self._add_abstract(element)
            elif kind == "num":
                self._add_number(element)

    def _add_abstract(self, element: Element) -> None:
        key = attribute(element, "abstractNumId") or ""
        levels: dict[int, _Level] = {}
        for part in element:
            kind = local_name(part.tag)
            if kind == "lvl":
                levels[_integer(attribute(part, "ilvl"), 0)] = _level(part)
            elif kind == "numStyleLink":
                self._links[key] = attribute(part, "val") or ""
        self._levels[key] = levels

    def _add_number(self, element: Element) -> None:
        key = attribute(element, "numId") or ""
        overrides: dict[int, tuple[int | None, _Level | None]] = {}
        for part in element:
            kind = local_name(part.tag)
            if kind == "abstractNumId":
                self._abstract[key] = attribute(part, "val") or ""
            elif kind == "lvlOverride":
                start, level = child(part, "startOverride"), child(part, "lvl")
                overrides[_integer(attribute(part, "ilvl"), 0)] = (
                    None if start is None else _integer(attribute(start, "val"), 1),
                    None if level is None else _level(level),
                )
        self._overrides[key] = overrides

    def prefix(self, properties: Element | None, style: str | None) -> str:
        """What the paragraph shows before its text, '' for none; counts it.

        Args:
            properties: its `pPr`.
            style: its style's id.
        """
        number, depth = self._styles.numbering(style)
        own = child(properties, "numPr") if properties is not None else None
        if own is not None:
            for part in own:
                if local_name(part.tag) == "numId":
                    number = attribute(part, "val")
                elif local_name(part.tag) == "ilvl":
                    depth = _integer(attribute(part, "val"), 0)
        if number is None or number not in self._abstract:
            return ""
        abstract = self._abstract_of(number)
        levels = self._levels.get(abstract, {})
        if depth is None:  # a heading's level is the one that names its style
            depth = next(
                (at for at, level in levels.items() if level.paragraph_style == style and style), 0
            )
        if not 0 <= depth < LEVELS:
            return ""
        return self._count(number, abstract, levels, depth)

    def _abstract_of(self, number: str) -> str:
        abstract = self._abstract.get(number, "")
        link = self._links.get(abstract)
        if link and not self._levels.get(abstract):
            linked, _ = self._styles.numbering(link)
            return self._abstract.get(linked or "", abstract)
        return abstract

    def _count(self, number: str, abstract: str, levels: dict[int, _Level], depth: int) -> str:
        overrides = self._overrides.get(number, {})

        def level(at: int) -> _Level:
            return overrides.get(at, (None, None))[1] or levels.get(at, _NO_LEVEL)

        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        restart = overrides.get(depth, (None, None))[0]
        if restart is not None and (number, depth) not in self._begun:
            counts[depth] = restart
        else:
            last = counts[depth]
            counts[depth] = level(depth).start if last is None else last + 1
        self._begun.add((number, depth))
        for above in range(depth):
            if counts[above] is None:
                counts[above] = level(above).start
        counts[depth + 1 :] = [None] * (LEVELS - depth - 1)
        shown = level(depth)
        text = shown.text
        for at in range(depth + 1):
            style = "decimal" if shown.is_legal else level(at).style
            text = text.replace(f"%{at + 1}", format_number(counts[at] or 0, style))
        if shown.style == "bullet" or not text:
            return ""
        # After a Chinese comma or bracket nothing; `1.` and `2022年` must not run together.
        is_apart = shown.suffix != "nothing" and text[-1].isascii()
        return text + " " if is_apart else text


class Styles:
    """Paragraph and character styles: which number, which are hidden, which are a contents list."""

    def __init__(self, root: Element | None) -> None:
        """`root`: that of the styles part, None where the document has none."""
        self.hidden: set[str] = set()
        self.contents: set[str] = set()
        self._based_on: dict[str, str] = {}
        self._numbers: dict[str, tuple[str | None, int | None]] = {}
        self.default: str | None = None
        for element in root if root is not None else ():
            if local_name(element.tag) == "style":
                self._add(element)

    def _add(self, element: Element) -> None:
        key = attribute(element, "styleId") or ""
        if attribute(element, "type") == "paragraph" and is_on(attribute(element, "default"), "0"):
            self.default = key
        for part in element:
            kind = local_name(part.tag)
            if kind == "name" and (attribute(part, "val") or "").lower().startswith("toc "):
                self.contents.add(key)
            elif kind == "basedOn":
                self._based_on[key] = attribute(part, "val") or ""
            elif kind == "rPr" and is_hidden(part, ()):
                self.hidden.add(key)
            elif kind == "pPr" and (number := child(part, "numPr")) is not None:
                found, depth = child(number, "numId"), child(number, "ilvl")
                self._numbers[key] = (
                    None if found is None else attribute(found, "val"),
                    None if depth is None else _integer(attribute(depth, "val"), 0),
                )

    def numbering(self, style: str | None) -> tuple[str | None, int | None]:
        """The list and the level that a style, or one that it is based on, gives its paragraphs."""
        key = style or self.default
        number: str | None = None
        depth: int | None = None
        for _ in range(LONGEST_STYLE_CHAIN):
            if key is None:
                break
            found, at = self._numbers.get(key, (None, None))
            number = found if number is None else number
            depth = at if depth is None else depth
            key = self._based_on.get(key)
        return number, depth


def is_on(value: str | None, absent: str = "1") -> bool:
    """A toggle's value; one that is there without a value is on."""
    return (absent if value is None else value).lower() not in ("0", "false", "off", "none")


def is_hidden(properties: Element, hidden_styles: set[str] | tuple[str, ...]) -> bool:
    """Whether run properties hide the text."""
    by_style = False
    for part in properties:
        kind = local_name(part.tag)
        if kind == "vanish":
            return is_on(attribute(part, "val"))
        if kind == "rStyle":
            by_style = attribute(part, "val") in hidden_styles
    return by_style


def _level(element: Element) -> _Level:
    values = {local_name(part.tag): attribute(part, "val") for part in element}
    style = values.get("numFmt") or "decimal"
    text = values.get("lvlText") or ""
    if "numFmt" not in values:  # mc:AlternateContent around a format of a later Word
        for part in element.iter():
            if local_name(part.tag) == "numFmt":
                style = attribute(part, "format") or attribute(part, "val") or "decimal"
    return _Level(
        start=_integer(values.get("start"), 1),
        style=style,
        text=text,
        suffix=values.get("suff") or "tab",
        is_legal="isLgl" in values and is_on(values["isLgl"]),
        paragraph_style=values.get("pStyle"),
    )


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default


def format_number(number: int, style: str) -> str:  # noqa: PLR0911, PLR0912 - a list of styles
    """A number as a list of that style (`numFmt`) shows it; figures where it is not known."""
    if style in ("none", "bullet") or number < 0:
        return ""
    match style:
        case (
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "koreanCounting"
        ):
            return chinese_number(number)
        case "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital":
            return "".join(_DIGITS[int(digit)] for digit in str(number))
        case "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal":
            return chinese_number(number, _LEGAL_DIGITS, "拾佰仟")
        case "ideographTraditional" if 1 <= number <= len(_STEMS):
            return _STEMS[number - 1]
        case "ideographZodiac" if 1 <= number <= len(_BRANCHES):
            return _BRANCHES[number - 1]
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 1 <= number <= 20:
            return chr(0x2460 + number - 1)
        case "decimalEnclosedParen" if 1 <= number <= 20:
            return chr(0x2474 + number - 1)
        case "decimalEnclosedFullstop" if 1 <= number <= 20:
            return chr(0x2488 + number - 1)
        case "ideographEnclosedCircle" if 1 <= number <= 10:
            return chr(0x3280 + number - 1)
        case "decimalZero":
            return f"{number:02d}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
        case "upperLetter" | "lowerLetter" if number >= 1:
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if style == "upperLetter" else letter
        case "upperRoman" | "lowerRoman" if 1 <= number < 4000:
            return _roman(number).upper() if style == "upperRoman" else _roman(number)
    return str(number)


def chinese_number(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """Up to 9,999 as counted in Chinese: 十, 十二, 一百零三."""
    if not 0 < number < 10_000:
        return str(number)
    text, skipped = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit == 0:
            skipped = bool(text)
            continue
        if skipped:
            text += "零"
        skipped = False
        text += digits[digit] + (units[power - 1] if power else "")
    return text[1:] if digits is _DIGITS and text.startswith("一十") else text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
