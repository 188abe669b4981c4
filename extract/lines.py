"""The lines of the forms: `seeds/line_items.csv`, the one list of them in the project.

Labels are read from there, so that a line met in a new report is added in one place.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from extract.values import unit_scale

LINE_ITEMS: Final = Path(__file__).resolve().parent.parent / "seeds" / "line_items.csv"
LABEL_PARTS: Final = "｜"  # separates row label and column header in label_zh


@dataclass(frozen=True, slots=True)
class LineItem:
    """One line of one form. `label` is the official one (label_zh), numbering included; `unit` is
    the one that the form prints for it, None where it prints none."""

    form: str
    code: str
    order: int
    heading_code: str
    total_code: str
    label: str
    member: str
    measure: str
    unit: str | None
    is_heading: bool

    @property
    def row_label(self) -> str:
        return self.label.split(LABEL_PARTS)[0]

    @property
    def column_label(self) -> str:
        return self.label.split(LABEL_PARTS)[-1]


@cache
def line_items(form: str) -> tuple[LineItem, ...]:
    """The lines of one form in the form's order."""
    with LINE_ITEMS.open(encoding="utf-8", newline="") as file:
        return tuple(
            LineItem(
                form=row["form_code"],
                code=row["line_code"],
                order=int(row["line_order"]),
                heading_code=row["heading_line_code"],
                total_code=row["total_line_code"],
                label=row["label_zh"],
                member=row["member_code"],
                measure=row["measure_code"],
                unit=row["unit"] or None,
                is_heading=row["additivity"] == "heading",
            )
            for row in csv.DictReader(file)
            if row["form_code"] == form
        )


@cache
def form_unit(form: str, code: str) -> str | None:
    """The unit that the form itself prints for a line: 万元 for A8.1 of 2021."""
    return next((line.unit for line in line_items(form) if line.code == code), None)


@cache
def form_scale(form: str, code: str) -> int:
    """The scale of that unit: 10000 for 万元."""
    return unit_scale(form_unit(form, code))
