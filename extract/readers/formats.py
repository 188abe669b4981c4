"""Number formats of spreadsheets: what a cell shows of the number that it holds.

Given to `xlsx`. Covers what tables of counts and money use: decimals, thousands, percentages,
scaling by commas, words and signs beside the digits, a section each for negative numbers and
zero. A number in a format of another kind (fractions, conditions) is shown plainly.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

# Those that programs do not write out (ECMA-376, 18.8.30); the others in use are dates or General.
_BUILT_IN: Final = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', 42: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
}  # fmt: skip
_BUILT_IN_DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no zone
_LARGEST: Final = Decimal(10) ** 16  # beyond what a sheet shows to the last digit
_LAST_SERIAL: Final = 2_958_465  # 9999-12-31
# One piece of a format code: quoted, escaped, an instruction in brackets, padding, or a sign.
_PIECE = re.compile(
    r'"([^"]*)"?|[\\!](.)|\[([^\]]*)\]?|[_*](.)?|(General|G/通用格式|E[+-]|.)', re.S
)
_DATE_SIGNS: Final = frozenset("yYdDhHsSeg年月日")
_DIGITS: Final = "0#?"


def shown(number: str, code: str | int) -> str:
    """What a cell shows.

    Args:
        number: as the file holds it, such as `12`, `0.28000000000000003` or `1E-3`.
        code: its number format, or the number of a built-in one.
    """
    try:
        value = Decimal(repr(float(number)))
    except (ValueError, InvalidOperation):
        return number
    if not value.is_finite() or abs(value) >= _LARGEST:
        return number
    if isinstance(code, int):
        if code in _BUILT_IN_DATES:
            return _date(value)
        code = _BUILT_IN.get(code, "General")
    sections = _sections(code)
    chosen = 2 if value == 0 and len(sections) > 2 else 1 if value < 0 and len(sections) > 1 else 0
    section = sections[chosen]
    if section is None or None in sections:
        return _plain(value)
    if _is_date(section):
        return _date(value)
    return _formatted(-value if chosen == 1 else value, section)


_Piece = tuple[str, str]  # 'literal' or 'sign', and the text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[_Piece, ...] | None, ...]:
    """The pieces of each section; None for one with a condition."""
    sections: list[tuple[_Piece, ...] | None] = []
    pieces: list[_Piece] = []
    is_conditional = False
    for found in _PIECE.finditer(code):
        quoted, escaped, bracket, _, sign = found.groups()
        if quoted is not None or escaped is not None:
            pieces.append(("literal", quoted if quoted is not None else escaped))
        elif bracket is not None:
            if bracket[:1] in ("<", ">", "="):
                is_conditional = True
            elif bracket[:1] == "$":
                pieces.append(("literal", bracket[1:].split("-")[0]))
            elif set(bracket.lower()) <= {"h"} or set(bracket.lower()) <= {"m", "s"}:
                pieces.append(("sign", "h"))  # elapsed time
        elif sign == ";":
            sections.append(None if is_conditional else tuple(pieces))
            pieces, is_conditional = [], False
        elif sign is not None:
            pieces.append(("sign", sign))
    sections.append(None if is_conditional else tuple(pieces))
    return tuple(sections)


def _is_date(pieces: tuple[_Piece, ...]) -> bool:
    signs = {text for kind, text in pieces if kind == "sign"}
    return bool(signs & _DATE_SIGNS) and not signs & set(_DIGITS) and "General" not in signs


def _date(value: Decimal) -> str:
    if not 0 <= value <= _LAST_SERIAL:
        return f"#{_plain(value)}"
    when = _FIRST_DAY + timedelta(days=float(value))
    if value < 1:
        return when.strftime("%H:%M:%S")
    return when.strftime("%Y-%m-%d" if value == int(value) else "%Y-%m-%d %H:%M:%S")


def _plain(value: Decimal) -> str:
    """At most 15 significant digits: what follows is the binary number's."""
    text = format(Decimal(f"{value:.15g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _formatted(value: Decimal, pieces: tuple[_Piece, ...]) -> str:
    signs = [text for kind, text in pieces if kind == "sign"]
    if any(text in ("General", "G/通用格式") for text in signs):
        return "".join(
            _plain(value)
            if text in ("General", "G/通用格式")
            else text
            if kind == "literal"
            else ""
            for kind, text in pieces
        )
    places = [at for at, (kind, text) in enumerate(pieces) if kind == "sign" and text in _DIGITS]
    if any(text in ("E+", "E-", "/") for text in signs) or "@" in signs:
        return _plain(value)
    if not places:  # words instead of the number
        return "".join(
            text for kind, text in pieces if kind == "literal" or text in "-+() "
        ).strip()
    point = next((at for at, piece in enumerate(pieces) if piece == ("sign", ".")), places[-1] + 1)
    whole = [at for at in places if at < point]
    decimals = [at for at in places if at > point]
    last = places[-1]
    scaled = value * Decimal(100) ** signs.count("%")
    commas = 0
    for kind, text in pieces[last + 1 :]:
        if (kind, text) != ("sign", ","):
            break
        commas += 1
    scaled /= Decimal(1000) ** commas
    has_thousands = (
        any(pieces[at] == ("sign", ",") for at in range(whole[0], whole[-1]) if whole)
        if whole
        else False
    )
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    digits, _, fraction = format(rounded, "f").partition(".")
    texts = _whole_digits(digits, pieces, whole, has_thousands=has_thousands)
    for at, digit in zip(decimals, fraction, strict=False):
        texts[at] = digit
    for at in reversed(decimals):
        if texts[at] != "0" or pieces[at][1] == "0":
            break
        texts[at] = ""
    shown_text = "".join(
        texts.get(at, "")
        if kind == "sign" and (at in texts or text in _DIGITS)
        else text
        if kind == "literal" or text not in ","
        else ""
        for at, (kind, text) in enumerate(pieces)
    )
    return ("-" if scaled < 0 and rounded else "") + shown_text.strip()


def _whole_digits(
    digits: str, pieces: tuple[_Piece, ...], places: list[int], *, has_thousands: bool
) -> dict[int, str]:
    """The digits before the point at their places; the first place takes all that are left."""
    texts: dict[int, str] = {}
    rest = "" if digits == "0" else digits
    grouped = 0
    for at in reversed(places):
        taken = rest if at == places[0] else rest[-1:]
        rest = "" if at == places[0] else rest[:-1]
        if not taken and pieces[at][1] == "0":
            taken = "0"
        text = ""
        for digit in reversed(taken):
            if has_thousands and grouped and grouped % 3 == 0:
                text = "," + text
            text = digit + text
            grouped += 1
        texts[at] = text
    return texts
