"""The traps of DOMAIN.md that tables and pages hold: what each is and where it can stand.

Taken by `plan` (which deals them out over the documents), `generator` (which sets them) and `score`
(which prints a line for each). Traps of sentences are made by `tests.gold.prose`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.gold import cell_traps as cells
from tests.gold import page_traps as pages
from tests.gold import table_traps as tables
from tests.gold.draft import REQUEST_FORMS, Draft

INDICATOR_FORMS: Final = ("2008", "2014")
FORMS: Final = (*INDICATOR_FORMS, *REQUEST_FORMS)
WEB: Final = ("html", "zip")
FLAT: Final = ("text", "markdown")
PRINT: Final = ("pdf", "docx", "doc")
SHEETS: Final = ("xlsx", "xls")
TEXTS: Final = (*WEB, *FLAT, *PRINT)  # formats that hold more than tables
EVERY: Final = (*TEXTS, *SHEETS)


@dataclass(frozen=True, slots=True)
class Trap:
    """`stage`: cells (what is printed), tables (how), text (around them), refused (no report),
    plan (set by `generator` itself from the spec)."""

    stage: str
    about: str
    set: Callable[[Draft], None]
    forms: tuple[str, ...] = FORMS
    formats: tuple[str, ...] = EVERY
    bodies: tuple[str, ...] = ()


def _planned(_: Draft) -> None:
    """Set by the generator from the spec."""


TRAPS: Final[dict[str, Trap]] = {
    "wrong_total": Trap("cells", "a printed total that its parts do not make", cells.wrong_total),
    "blank_for_zero": Trap("cells", "cells left empty where others print 0", cells.blank_for_zero),
    "dash_for_zero": Trap("cells", "a dash or stroke where others print 0", cells.dash_for_zero),
    "none_for_zero": Trap("cells", "无 or 不适用 in a number cell", cells.none_for_zero),
    "blank_total_column": Trap(
        "cells", "the total column is empty", cells.blank_total_column, REQUEST_FORMS
    ),
    "one_number_for_row": Trap(
        "cells",
        "one number for all seven columns",
        cells.one_number_for_row,
        REQUEST_FORMS,
        (*WEB, *PRINT, *SHEETS),
    ),
    "signs_in_words": Trap("cells", "increase and decrease as 减4, ＋3", cells.signs, ("2019",)),
    "note_in_cell": Trap("cells", "a note behind the number in its cell", cells.note_in_cell),
    "unit_in_cell": Trap("cells", "the unit in the cell", cells.unit_in_cell),
    "wide_digits": Trap("cells", "full-width digits", cells.wide_digits),
    "thousands_separators": Trap("cells", "thousands separators", cells.separators),
    "money_unit": Trap(
        "cells",
        "元 against 万元 in cell and head or in the cell alone; 万元 to the 分",
        cells.yuan_in_cell,
    ),
    "slip_of_unit": Trap(
        "cells", "an obvious slip of the unit (万条)", cells.slip_of_unit, ("2014",)
    ),
    "about_in_cell": Trap(
        "cells", "an approximate amount in a cell", cells.about_in_cell, INDICATOR_FORMS
    ),
    "rule_in_township": Trap(
        "cells",
        "a township that reports 规章",
        cells.rule_in_township,
        REQUEST_FORMS,
        bodies=("township",),
    ),
    "overlapping_channels": Trap(
        "cells",
        "channels add up to more than is disclosed",
        cells.overlapping_channels,
        ("2014",),
    ),
    "cumulative_columns": Trap(
        "plan", "running totals beside the numbers of the year", _planned, ("2008",)
    ),
    "columns_of_parts": Trap(
        "plan", "columns for parts of the body beside the sum of all", _planned, ("2014",)
    ),
    "last_year_form": Trap("plan", "the form of 2019 in a later year", _planned, ("2019",)),
    "undivided_row": Trap("plan", "（六） undivided on the form of 2021", _planned, ("2021",)),
    "mixed_forms": Trap("plan", "table 二 of 2019 with table 三 of 2021", _planned, ("2019",)),
    "dropped_cells": Trap(
        "plan",
        "empty cells are gone, so that numbers stand too far left",
        _planned,
        REQUEST_FORMS,
        ("text", *WEB),
    ),
    "columns_left_out": Trap(
        "cells",
        "columns of applicants that the report leaves out",
        cells.columns_left_out,
        REQUEST_FORMS,
    ),
    "header_apart": Trap(
        "tables",
        "the header in another table than its rows",
        tables.header_apart,
        REQUEST_FORMS,
        (*WEB, "docx", "doc"),
    ),
    "empty_margin": Trap(
        "tables",
        "empty columns and rows around the numbers",
        tables.empty_margin,
        formats=(*WEB, *PRINT, *SHEETS),
    ),
    "local_row": Trap("tables", "a row that the form does not have", tables.local_row),
    "page_end_repeat": Trap(
        "tables",
        "the header stands again after a page end",
        tables.repeat_at_page_end,
        formats=(*WEB, *PRINT, "text"),
    ),
    "page_end_wrong_repeat": Trap(
        "tables",
        "part of the header stands again after a page end",
        tables.repeat_wrongly,
        REQUEST_FORMS,
        (*WEB, *PRINT),
    ),
    "page_end_label": Trap(
        "tables",
        "a merged label torn in two by a page end",
        tables.tear_label,
        REQUEST_FORMS,
        (*WEB, *PRINT, "text"),
    ),
    "vertical_stub": Trap(
        "tables",
        "merged labels of one character a line",
        tables.vertical_stubs,
        REQUEST_FORMS,
        (*WEB, *PRINT),
    ),
    "cell_paragraphs": Trap(
        "tables",
        "labels broken into paragraphs and spans, as Word does",
        tables.paragraphs,
        formats=(*WEB, "docx", "doc"),
    ),
    "one_value_a_line": Trap("tables", "one cell a line", tables.lines, formats=(*FLAT, "html")),
    "labels_apart": Trap(
        "tables",
        "labels in another block than their numbers",
        tables.labels_first,
        REQUEST_FORMS,
        (*FLAT, "html"),
    ),
    "glued_columns": Trap(
        "tables",
        "the numbers of a row with one space between",
        tables.glued_numbers,
        REQUEST_FORMS,
        ("text", "html", "docx", "doc"),
    ),
    "silent_table": Trap("tables", "a table or a line that the report lacks", tables.no_table),
    "page_furniture": Trap(
        "text",
        "menus, buttons, phone numbers and postcodes around the report",
        pages.furniture,
        formats=(*WEB, *FLAT),
    ),
    "traditional": Trap("text", "labels in traditional characters", pages.traditional),
    "lost_characters": Trap(
        "text", "lost characters in a date and in a label", pages.lost_characters
    ),
    "misread_place": Trap(
        "text", "the place's name misread in the text", pages.misread_place, formats=TEXTS
    ),
    "title_over_lines": Trap(
        "text", "the title over two lines", pages.title_over_lines, formats=TEXTS
    ),
    "chinese_year": Trap("text", "the title's year as 二〇二三", pages.chinese_year, formats=TEXTS),
    "stock_not_refusals": Trap(
        "text",
        "不予公开信息 as a stock, not as refusals",
        pages.stock_not_refusals,
        formats=TEXTS,
    ),
    "hotline_calls": Trap(
        "text", "calls of a hotline are no requests", pages.hotline, formats=TEXTS
    ),
    "half_year": Trap("refused", "statistics of a part of the year", pages.half_year),
    "news_page": Trap("refused", "a news page", pages.news, formats=TEXTS),
    "notice": Trap("refused", "a notice on how to write the report", pages.notice, formats=TEXTS),
    "other_report": Trap("refused", "another yearly report", pages.other_report, formats=TEXTS),
    "index_page": Trap("refused", "a list of reports", pages.index, formats=("html", *FLAT)),
}
