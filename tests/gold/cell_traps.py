"""Traps in what cells print: totals that do not tie, blanks, dashes, signs, notes, units, digits.

Each changes `Draft.printed` before the tables are laid out. Listed in `traps`.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from tests.gold import labels
from tests.gold.draft import Draft
from tests.gold.model import Key


def say(draft: Draft, key: Key, **changes: object) -> None:
    """Let the cell of a line and column print something else."""
    draft.printed[key] = replace(draft.printed[key], **changes)  # type: ignore[arg-type]


def _numbers(draft: Draft, prefix: str = "", *, zero: bool | None = None) -> list[Key]:
    """Keys of cells that print a plain whole number."""
    return [
        key
        for key, figure in draft.printed.items()
        if key[0].startswith(prefix)
        and figure.state == "number"
        and figure.value is not None
        and figure.printed == str(figure.value)
        and (zero is None or (figure.value == 0) is zero)
    ]


def _some(draft: Draft, keys: list[Key], most: int) -> list[Key]:
    return draft.draw.sample(keys, min(len(keys), draft.draw.randint(1, most)))


def wrong_total(draft: Draft) -> None:
    """A total in one row, or of one block, that its parts do not make."""
    form = draft.spec.form
    keys: list[Key] = {
        "2008": [("K10", "value"), ("K17", "value"), ("K20", "value")],
        "2014": [("3.1", "value"), ("3.3", "value"), ("3.3.4", "value"), ("8.3", "value")],
    }.get(
        form, [("C1.5", "value"), ("C2.5", "value"), ("B3.1", "total"), ("B3.7", "natural_person")]
    )
    for key in _some(draft, [key for key in keys if key in draft.printed], 2):
        true = draft.printed[key].value or Decimal(0)
        wrong = true + draft.draw.choice((1, 2, 9, 10))
        if true and draft.draw.random() < 0.4:
            wrong = Decimal(0)
        say(draft, key, value=wrong, printed=str(wrong))


def _zero_as(draft: Draft, text: str, state: str, share: float) -> None:
    keys = [key for key in _numbers(draft, zero=True) if draft.draw.random() < share]
    for key in keys or _some(draft, _numbers(draft), 2):
        say(draft, key, value=None, printed=text, state=state)


def blank_for_zero(draft: Draft) -> None:
    _zero_as(draft, "", "blank", draft.draw.choice((0.3, 1.0)))


def dash_for_zero(draft: Draft) -> None:
    _zero_as(
        draft, draft.draw.choice(("-", "—", "/", "－", "——")), "dash", draft.draw.choice((0.3, 1))
    )


def none_for_zero(draft: Draft) -> None:
    _zero_as(draft, draft.draw.choice(("无", "无", "不适用")), "not_applicable", 0.3)


def blank_total_column(draft: Draft) -> None:
    for key in list(draft.printed):
        if key[1] == "total":
            say(draft, key, value=None, printed="", state="blank")


def columns_left_out(draft: Draft) -> None:
    """Only natural persons asked, and the other columns are not there."""
    left = draft.draw.choice(
        (("natural_person", "total"), ("natural_person", "commercial", "total"))
    )
    for code, column in list(draft.printed):
        if column in labels.APPLICANT_CODES and column not in left:
            draft.printed.pop((code, column))
        elif column == "natural_person":
            total = draft.printed[code, "total"]
            say(draft, (code, column), value=total.value, printed=total.printed)
        elif column == "commercial":
            say(draft, (code, column), value=Decimal(0), printed="0")


def one_number_for_row(draft: Draft) -> None:
    codes = [line.code for line in draft.lines if (line.code, "total") in draft.printed]
    for code in draft.draw.sample(codes, min(3, len(codes))):
        for column in labels.APPLICANT_CODES[:6]:
            draft.printed.pop((code, column), None)


def signs(draft: Draft) -> None:
    """Increases and decreases in words or with a sign."""
    changes = [
        key for key in draft.printed if key[0] in ("A5.1b", "A5.2b", "A6.1b", "A6.2b", "A8.1b")
    ]
    for key in changes:
        value = Decimal(draft.draw.choice((-1, 1)) * draft.draw.randint(1, 90))
        less, more = draft.draw.choice(
            (("减{}", "增{}"), ("-{}", "+{}"), ("减少{}", "增加{}"), ("－{}", "＋{}"))
        )
        text = (less if value < 0 else more).format(abs(value))
        say(draft, key, value=value, printed=text, state="number")


def note_in_cell(draft: Draft) -> None:
    notes = ("（其中修订{}件）", "（含垂直部门{}件）", "（上年为{}）", "(其中网上{}件)")
    for key in _some(draft, _numbers(draft, zero=False), 3):
        number = draft.printed[key].value or Decimal(0)
        note = draft.draw.choice(notes).format(draft.draw.randint(1, max(1, int(number))))
        say(draft, key, printed=f"{number}{note}")


def unit_in_cell(draft: Draft) -> None:
    for key in _some(draft, _numbers(draft), 6):
        code = key[0]
        unit = {"H": "人", "8": "人", "F": "元"}.get(code[0], "件")
        if code in ("8.4", "7", "8.1", "8.2", "H3", "H4", "H5", "A8.1", "A9.1b"):
            continue
        number = draft.printed[key].value
        say(draft, key, printed=f"{number}{draft.draw.choice(('', ' '))}{unit}", unit=unit)


_WIDE: Final = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


def wide_digits(draft: Draft) -> None:
    for key in _numbers(draft):
        say(draft, key, printed=draft.printed[key].printed.translate(_WIDE))


def separators(draft: Draft) -> None:
    keys = [key for key in _numbers(draft) if (draft.printed[key].value or 0) >= 1000]
    if not keys:
        keys = _some(
            draft, _numbers(draft, {"2008": "K0", "2014": "1"}.get(draft.spec.form, "A")), 3
        )
    comma = draft.draw.choice((",", ",", "，"))
    for key in keys:
        value = draft.printed[key].value or Decimal(0)
        if abs(value) < 1000:
            value = Decimal(draft.draw.randint(1000, 4_000_000))
        say(draft, key, value=value, printed=f"{value:,}".replace(",", comma))


def yuan_in_cell(draft: Draft) -> None:
    """Money in another unit than the head's, without the head saying one, or to the 分."""
    key = {"2008": ("H3", "value"), "2014": ("8.4", "value"), "2019": ("A9.1b", "value")}.get(
        draft.spec.form, ("A8.1", "value")
    )
    if key not in draft.printed:
        return
    value = Decimal(draft.draw.randint(1000, 900_000))
    if draft.spec.form in ("2014", "2021") and draft.draw.random() < 0.4:
        exact = value + Decimal(draft.draw.randint(1, 999_999)) / 1_000_000  # 万元 to the 分
        say(draft, key, value=exact, printed=f"{exact:f}")
    else:
        unit = "万元" if draft.spec.form == "2019" and draft.draw.random() < 0.5 else "元"
        say(draft, key, value=value, printed=f"{value}{unit}", state="number", unit=unit)


def slip_of_unit(draft: Draft) -> None:
    key = draft.draw.choice((("1.1", "value"), ("1.2.2", "value")))
    value = Decimal(draft.draw.randint(1000, 300_000))
    say(draft, key, value=value, printed=f"{value}万条", unit="万条")


def about_in_cell(draft: Draft) -> None:
    key = ("1.2.2", "value") if draft.spec.form == "2014" else ("K05", "value")
    value = Decimal(draft.draw.randint(11, 99)) / 10
    unit = "条" if draft.spec.form == "2014" else "人次"
    text = draft.draw.choice(("{}万余", "{}万余" + unit, "约{}万", "近{}万" + unit))
    say(
        draft,
        key,
        value=value,
        printed=text.format(value),
        qualifier="approximate",
        unit="",
    )


def rule_in_township(draft: Draft) -> None:
    for code in ("A1.1a", "A1.1c"):
        value = Decimal(draft.draw.randint(1, 9))
        say(draft, (code, "value"), value=value, printed=str(value))


def overlapping_channels(draft: Draft) -> None:
    channels = [draft.printed[f"1.2.{at}", "value"].value or Decimal(0) for at in range(1, 6)]
    value = max(*channels, Decimal(1))
    say(draft, ("1.1", "value"), value=value, printed=str(value))
