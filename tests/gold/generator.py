"""One document of the gold set from its spec: numbers, tables, prose, traps, in reading order.

The same spec and seed give the same document. Used by `score`, `fuzz` and the tests.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from tests.gold import labels, layout, numbers
from tests.gold.as_text import KEEPS_EMPTY, LOSES_EMPTY
from tests.gold.document import Block, Document, Options, Paragraph, Spec
from tests.gold.draft import REQUEST_FORMS, Draft
from tests.gold.layout import Table
from tests.gold.model import Expected, Key, Section
from tests.gold.places import draw_body, draw_place
from tests.gold.placing import placings
from tests.gold.prose import write_prose
from tests.gold.traps import FLAT, TRAPS

YEARS: Final = {
    "2008": (2008, 2013),
    "2014": (2014, 2018),
    "2019": (2019, 2020),
    "2021": (2021, 2025),
}
MONEY_UNITS: Final = {"A8.1": "万元", "7": "万元", "8.4": "万元"}
NO_LINE: Final = "-"
PROSE_TRIES: Final = 25  # to write what holds the wanted traps


def make_document(spec: Spec, seed: int) -> Document:
    """The document that the spec asks for."""
    draw = random.Random(f"{seed}/{spec.name}")  # noqa: S311
    place = draw_place(draw)
    body = draw_body(place, spec.body, draw)
    first, last = (2021, 2024) if "last_year_form" in spec.traps else YEARS[spec.form]
    year = draw.randint(first, last)
    stated, lines = _numbers(spec, draw)
    draft = Draft(spec, draw, place, body, year, _printed(spec, stated), Options(), lines)
    draft.title = _title(draft)
    _set(draft, "cells")
    if "dropped_cells" in spec.traps:
        _drop_cells(draft)
    if spec.content != "prose":
        draft.tables = _tables(draft)
        _set(draft, "tables")
    draft.blocks = list(_blocks(draft, stated))
    _set(draft, "text")
    _set(draft, "refused")
    _choose_flattening(draft)
    if spec.format == "zip" and not draft.options.drop_empty:
        draft.options.attached = draw.random() < 0.7
    told = [block for block in draft.blocks if isinstance(block, Paragraph)]
    document = Document(
        spec,
        draft.title,
        place.name,
        body,
        year,
        draft.blocks,
        set(spec.traps).union(*[paragraph.traps for paragraph in told]),
        draft.options,
        draft.refused,
        draft.tolerated,
        draft.inferred,
    )
    if spec.format == "scan":
        document.tolerated.update(document.stated())
    return document


def _set(draft: Draft, stage: str) -> None:
    for name in sorted(draft.spec.traps):
        if TRAPS[name].stage == stage:
            TRAPS[name].set(draft)


def _title(draft: Draft) -> str:
    name = draft.body
    if draft.spec.body == "government" and draft.draw.random() < 0.5:
        name += "人民政府"
    report = draft.draw.choice(
        (
            "年政府信息公开工作年度报告",
            "年政府信息公开工作年度报告",
            "年度政府信息公开工作年度报告",
            "年政府信息公开年度报告",
        )
    )
    return f"{name}{draft.year}{report}"


# --- numbers ------------------------------------------------------------------------------------


def _numbers(spec: Spec, draw: random.Random) -> tuple[dict[Key, Decimal], tuple[labels.Line, ...]]:
    """What the report counts, and the lines of its table 三."""
    if spec.form == "2014":
        return numbers.statistics_numbers(spec.body, draw), ()
    if spec.form == "2008":
        return numbers.indicator_numbers(spec.body, draw), ()
    requests_form = "2021" if "mixed_forms" in spec.traps else spec.form
    if "undivided_row" in spec.traps:
        requests_form = "2019"
    stated = {
        **numbers.disclosure_numbers(spec.form, spec.body, draw),
        **numbers.request_numbers(requests_form, spec.body, draw),
        **numbers.appeal_numbers(spec.body, draw),
    }
    return stated, labels.RESULT_LINES[requests_form]


def _printed(spec: Spec, stated: Mapping[Key, Decimal]) -> dict[Key, Expected]:
    return {
        (code, column): Expected(
            code,
            value,
            str(value),
            column,
            period="cumulative" if column == "cumulative" else "year",
            line_form=_line_form(spec, code),
            unit=MONEY_UNITS.get(code, ""),
        )
        for (code, column), value in stated.items()
    }


def _line_form(spec: Spec, code: str) -> str:
    """Lines of 三 and 四 are the same on both forms, but for (六)."""
    if spec.form in REQUEST_FORMS:
        if code.startswith("A"):
            return spec.form
        if code.startswith("B3.6"):
            return "2019" if code == "B3.6" else "2021"
        return ""
    return spec.form


def _drop_cells(draft: Draft) -> None:
    """Zeros of some rows are gone, and nothing in their place. What can be inferred is expected."""
    codes = [
        code
        for code in ("B1", *[line.code for line in draft.lines], "B3.7", "B4")
        if (draft.printed[code, "total"].value or 0) > 0
    ]
    chosen = set(draft.draw.sample(codes, min(len(codes), draft.draw.randint(1, 3))))
    kept: dict[str, list[Expected]] = {}
    for code in ("B1", "B2", *[line.code for line in draft.lines], "B3.7", "B4"):
        row = [draft.printed[code, column] for column in labels.APPLICANT_CODES]
        kept[code] = [figure for figure in row if figure.value or code not in chosen]
    values = {code: [figure.value or Decimal(0) for figure in row] for code, row in kept.items()}
    ways = placings(values, [line.code for line in draft.lines])
    for code, placed in ways.items():
        certain = [set(options) for options in zip(*placed, strict=True)]
        for column, options in zip(labels.APPLICANT_CODES, certain, strict=True):
            true = draft.printed[code, column]
            (only,) = options if len(options) == 1 else (None,)
            if true.value == 0:
                draft.printed[code, column] = replace(
                    true, value=None, printed="", state="blank", line_code=NO_LINE
                )
            elif len(placed) == 1:
                draft.inferred.add(replace(true, source="table"))
            else:
                if only is not None:
                    draft.tolerated.add(true)
                draft.printed[code, column] = replace(true, line_code=NO_LINE)


# --- tables -------------------------------------------------------------------------------------


def _tables(draft: Draft) -> dict[str, list[Block]]:
    form, draw, printed = draft.spec.form, draft.draw, draft.printed
    if form in REQUEST_FORMS:
        arrangement = "stubs" if "page_end_label" in draft.spec.traps else ""
        return {
            "disclosure": [*layout.disclosure_tables(form, printed, draw)],
            "requests": [layout.requests_table(draft.lines, printed, draw, arrangement)],
            "appeals": [*layout.appeal_tables(printed, draw)],
        }
    unit = draw.choice(("column", "column", "label", "none"))
    if unit == "none":
        for key, figure in printed.items():
            if figure.unit == MONEY_UNITS.get(key[0]):
                printed[key] = replace(figure, unit="")
    numbered = draw.random() < 0.25
    if form == "2014":
        columns = [("value", draw.choice(("数量", "统计数", "统计数据", "数值")))]
        if "columns_of_parts" in draft.spec.traps:
            columns = _columns_of_parts(draft)
        rows = labels.STATISTICS_2014
        table = layout.indicator_table(rows, printed, draw, columns, unit=unit, numbered=numbered)
        if _may_stand_side_by_side(draft) and draw.random() < 0.15:
            table = layout.side_by_side(table)
        return {"statistics": [table]}
    year, total = "value", "cumulative"
    if "cumulative_columns" in draft.spec.traps:
        pair = draw.choice(
            (("本期实际", "本年累计"), (f"{draft.year}年度", "历年累计"), ("本年度", "历年累计"))
        )
        columns = [(year, pair[0]), (total, pair[1])]
    else:
        columns = [(year, draw.choice(("数量", "本年度", f"{draft.year}年度", "统计数")))]
    sets = draw.choice(
        (
            [labels.INDICATORS_2008],
            [labels.INDICATORS_2008, labels.FEES_2008],
            [labels.INDICATORS_2008, labels.FEES_2008, labels.STAFF_2008],
            [labels.FUJIAN_2008],
        )
    )
    for code, _ in columns:
        local = Decimal(draw.randint(0, 9000))
        printed[NO_LINE, code] = Expected(NO_LINE, local, str(local), code)
    rows = _with_parts_named(tuple(row for block in sets for row in block), draw)
    coded = rows[0].code == "K01" and len(sets) == 1 and not numbered and draw.random() < 0.3
    return {
        "statistics": [
            layout.indicator_table(
                rows, printed, draw, columns, unit=unit, numbered=numbered, coded=coded
            )
        ]
    }


def _with_parts_named(
    rows: Sequence[labels.Indicator], draw: random.Random
) -> tuple[labels.Indicator, ...]:
    """Sometimes 其中 stands before the first part of a total."""
    if draw.random() < 0.6:
        return tuple(rows)
    return tuple(
        row._replace(mark=f"其中：{row.mark}") if row.mark in ("1.", "(1)") else row for row in rows
    )


def _columns_of_parts(draft: Draft) -> list[tuple[str, str]]:
    """Columns for parts of the body, which are no numbers of the report; its own is the sum."""
    parts = draft.draw.choice((("本级", "乡镇街道"), ("区政府", "区直单位", "乡镇街道")))
    for key, figure in list(draft.printed.items()):
        left = int(figure.value or 0)
        for at in range(len(parts)):
            share = left if at == len(parts) - 1 else draft.draw.randint(0, left)
            left -= share
            text = str(share)
            draft.printed[key[0], f"part{at}"] = Expected(NO_LINE, Decimal(share), text)
        whole = Decimal(int(figure.value or 0))
        if figure.printed == str(figure.value):
            draft.printed[key] = replace(figure, value=whole, printed=str(whole))
    columns = [(f"part{at}", f"{name}统计数") for at, name in enumerate(parts)]
    return [*columns, ("value", draft.draw.choice(("合计", "总计", "全区合计")))]


def _may_stand_side_by_side(draft: Draft) -> bool:
    """Not where a trap counts on one indicator a row, nor where rows become lines of one cell."""
    staged = any(
        TRAPS[name].stage == "tables" or name == "columns_of_parts" for name in draft.spec.traps
    )
    return draft.spec.format not in FLAT and not staged


# --- the whole in reading order -----------------------------------------------------------------


def _blocks(draft: Draft, stated: Mapping[Key, Decimal]) -> Iterable[Block]:
    yield Paragraph(draft.title, "title")
    if draft.spec.content == "tables" or draft.draw.random() < 0.85:
        yield Paragraph(_period(draft))
    sections = () if draft.spec.content == "tables" else _prose(draft, stated)
    before = [section for section in sections if section.heading.startswith("一")]
    if draft.spec.form not in REQUEST_FORMS:
        before = list(sections)
    for section in before:
        yield from _told(section)
    yield from _table_sections(draft)
    for section in sections:
        if section not in before:
            yield from _told(section)
    if draft.draw.random() < 0.7:
        yield Paragraph(draft.body, "right")
        yield Paragraph(f"{draft.year + 1}年1月{draft.draw.randint(5, 29)}日", "right")


def _period(draft: Draft) -> str:
    period = draft.draw.choice(
        ("{0}年1月1日至{0}年12月31日", "{0}年1月1日至12月31日", "{0}年1月1日起至{0}年12月31日止")
    )
    return (
        f"本报告由{draft.body}按照统一格式编写，所列数据的统计期限为{period.format(draft.year)}。"
    )


def _told(section: Section) -> Iterable[Block]:
    if section.heading:
        yield Paragraph(section.heading, "heading")
    for sentences in section.paragraphs:
        figures = tuple(figure for sentence in sentences for figure in sentence.figures)
        traps = frozenset().union(*[sentence.traps for sentence in sentences])
        yield Paragraph("".join(sentence.text for sentence in sentences), "body", figures, traps)


def _table_sections(draft: Draft) -> Iterable[Block]:
    if not draft.tables:
        return
    if draft.spec.form in REQUEST_FORMS:
        headings = dict(labels.SECTIONS)
        if draft.spec.form == "2019" and draft.draw.random() < 0.5:
            headings["appeals"] = labels.APPEALS_2019
        for name, heading in headings.items():
            yield Paragraph(heading, "heading")
            yield from draft.tables[name]
        return
    heading = "政府信息公开情况统计表"
    yield Paragraph(draft.draw.choice((heading, f"附件：{heading}", f"附表　{heading}")), "heading")
    yield Paragraph(f"（{draft.year}年度）")
    yield from draft.tables["statistics"]


def _prose(draft: Draft, stated: Mapping[Key, Decimal]) -> tuple[Section, ...]:
    year = {key: value for key, value in stated.items() if key[1] != "cumulative"}
    best: tuple[Section, ...] = ()
    held = -1
    wanted = draft.spec.sentences
    for _ in range(PROSE_TRIES):
        sections = write_prose(
            draft.spec.form, year, draft.place.name, draft.body, draft.year, draft.draw, wanted
        )
        traps = {
            trap
            for section in sections
            for told in section.paragraphs
            for s in told
            for trap in s.traps
        }
        if len(traps & wanted) > held:
            best, held = sections, len(traps & wanted)
        if held == len(wanted):
            break
    return best


def _choose_flattening(draft: Draft) -> None:
    """How text and Markdown lay out tables, where no trap has chosen."""
    options, draw = draft.options, draft.draw
    if draft.spec.format not in ("text", "markdown") or options.flat:
        if "dropped_cells" in draft.spec.traps:
            options.drop_empty = True
        return
    if "dropped_cells" in draft.spec.traps:
        options.flat = draw.choice(("gaps", "spaces"))
        return
    tables = [block for block in draft.blocks if isinstance(block, Table)]
    has_empty = any(
        not cell.text for table in tables for cell in table.cells() if cell.kind == "number"
    )
    if draft.spec.format == "markdown":
        options.flat = draw.choice(("bars", "bars", "html"))
    elif has_empty:
        options.flat = draw.choice(KEEPS_EMPTY)
    else:
        # Labels of indicator rows apart from their numbers: nobody could count them out.
        apart = LOSES_EMPTY if draft.spec.form in REQUEST_FORMS else LOSES_EMPTY[:-1]
        options.flat = draw.choice((*KEEPS_EMPTY, *apart))
