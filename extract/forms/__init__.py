"""Forms: which generation of the form a document uses, and the figures of its tables.

One module per form says how it is known; the tables that two forms share are read by a module per
table (`disclosure`, `requests`, `appeals`, `statistics`). A form is known by the headers and labels
that the document uses, never by its year or by what it cites.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Final

from extract.document import Document, Paragraph, Table
from extract.forms import form_2008, form_2014, form_2019, form_2021
from extract.forms.appeals import (
    heads_appeals,
    is_bare,
    names_both,
    read_appeals,
    speaks_of_appeals,
)
from extract.forms.disclosure import read_disclosure, speaks_of_disclosure
from extract.forms.plans import Part, Shape, part_of_row, read_section, shape_of
from extract.forms.requests import as_lines_of, read_requests, speaks_of_requests
from extract.forms.rows import (
    Row,
    TableFigure,
    block_rows,
    has_inner_blank,
    is_prose,
    table_rows,
    texts,
)
from extract.forms.statistics import read_statistics
from extract.notes import Note

UNKNOWN: Final = "unknown"
FORMS: Final = (form_2008, form_2014, form_2019, form_2021)
_OLDER: Final = (form_2008, form_2014)
_DISCLOSURE: Final = "disclosure"
_REQUESTS: Final = "requests"
_APPEALS: Final = "appeals"
LONGEST_CONTEXT: Final = 40  # characters of the text above a table that may name what it holds
# Words and headings that the forms of 2019 and 2021 share, and no earlier one has.
_SHARED_WORDS: Final = (
    "予以公开", "不予处理", "无法提供", "其他处理", "结果维持", "结果纠正", "尚未审结", "本年新收",
    "上年结转", "结转下年度", "商业企业",
)  # fmt: skip
_SHARED_HEADINGS: Final = ("收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况")
_HEADING = re.compile(r"^[一二三四五六七八九十]{1,2}[、.．]")


@dataclass(slots=True)
class FormReading:
    """What the tables of a document say. `form_basis` as in `contract.FORM_BASES`."""

    form: str
    form_basis: str
    figures: list[TableFigure]
    notes: list[Note]


@dataclass(slots=True)
class _Sections:
    """Parts of the document by the table that they belong to, and the rows that belong to none."""

    disclosure: list[Part] = field(default_factory=list)
    requests: list[Part] = field(default_factory=list)
    appeals: list[Part] = field(default_factory=list)
    rest: list[Row] = field(default_factory=list)

    def of(self, kind: str) -> list[Part]:
        parts: list[Part] = getattr(self, kind)
        return parts


def read_forms(document: Document, report_year: int | None = None) -> FormReading:
    """The form of a document and every figure in its tables.

    `report_year`: where only words tell the form, one that came after that year is none of them.
    """
    sections = _sections(document)
    keeps_blanks = _keeps_blanks(document)
    disclosed = read_section(
        sections.disclosure,
        lambda rows, _: read_disclosure(rows, keeps_blanks=keeps_blanks),
        *(_DISCLOSURE, keeps_blanks),
    )
    requested = read_section(
        sections.requests,
        lambda rows, _: read_requests(rows, keeps_blanks=keeps_blanks),
        *(_REQUESTS, keeps_blanks),
    )
    lines = frozenset([figure.line_code for figure in requested.figures])
    form = _form_of_tables(disclosed.votes, lines)
    line_form = form if form in (form_2019.FORM, form_2021.FORM) else form_2021.FORM
    appealed = read_section(
        sections.appeals,
        lambda rows, contexts: read_appeals(rows, contexts, line_form, keeps_blanks=keeps_blanks),
        *(_APPEALS, keeps_blanks, line_form),
        *(part.context for part in sections.appeals),
    )
    figures = disclosed.figures + as_lines_of(line_form, requested.figures) + appealed.figures
    notes = disclosed.notes + requested.notes + appealed.notes
    # The indicator sets have labels in common; the one that explains more of the table is meant.
    indicators = [
        (module.FORM, *read_statistics(sections.rest, module.FORM))
        for module in FORMS
        if module.HAS_INDICATOR_TABLE
    ]
    indicator_form, found, remarks = max(indicators, key=lambda reading: len(reading[1]))
    if found:
        figures += found
        notes += remarks
        form = indicator_form if form == UNKNOWN else form
    if form != UNKNOWN:
        return FormReading(form, "table_headers", figures, notes)
    form, basis = _form_of_words(document, report_year)
    return FormReading(form, basis, figures, notes)


def _form_of_tables(votes: Counter[str], lines: frozenset[str]) -> str:
    if votes:
        return votes.most_common(1)[0][0]
    if lines & form_2021.REQUEST_LINES:
        return form_2021.FORM
    return form_2019.FORM if lines & form_2019.REQUEST_LINES else UNKNOWN


def _form_of_words(document: Document, report_year: int | None) -> tuple[str, str]:
    """The form by the words that the document uses; `unknown` where two are equally near."""
    text = document.text
    if report_year is not None and report_year < form_2014.FIRST_YEAR:
        # The later forms took their words from reports like this one.
        has_words = any(word in text for module in _OLDER for word in module.VOCABULARY)
        return (form_2008.FORM, "vocabulary") if has_words else (UNKNOWN, "none")
    has_headings = any(heading in text for heading in _SHARED_HEADINGS)
    shared = sum(word in text for word in _SHARED_WORDS) + 4 * has_headings
    counts = {module.FORM: sum(word in text for word in module.VOCABULARY) for module in FORMS}
    if report_year is not None and report_year >= form_2019.FIRST_YEAR:
        counts[form_2014.FORM] -= sum(word in text for word in form_2014.LASTING_WORDS)
    newer = counts[form_2019.FORM], counts[form_2021.FORM]
    older = counts[form_2008.FORM], counts[form_2014.FORM]
    if shared >= 2 and shared + max(newer) > max(older):
        basis = "section_headings" if has_headings else "vocabulary"
        if newer[0] == newer[1]:
            return UNKNOWN, "none"
        return (form_2019.FORM if newer[0] > newer[1] else form_2021.FORM), basis
    form, successor = (form_2008, form_2014) if older[0] > older[1] else (form_2014, form_2019)
    is_late = report_year is not None and report_year >= successor.FIRST_YEAR
    if older[0] == older[1] or (is_late and abs(older[0] - older[1]) == 1):
        return UNKNOWN, "none"  # one word out of habit is no form (全文电子化 in 2014)
    return form.FORM, "vocabulary"


# --- which rows belong to which table ---------------------------------------------------------


def _sections(document: Document) -> _Sections:
    """A row that does not say which table it belongs to goes with the last."""
    sections = _Sections()
    kind, in_fourth, context = "", False, ""
    for block, item in enumerate(document.blocks):
        above, context = context, _context(item)
        if isinstance(item, Paragraph) and is_prose(item):
            kind = ""
            continue
        shape = shape_of(item) if isinstance(item, Table) else None
        if isinstance(item, Table) and shape is not None and (own := _kind_of(item, shape)):
            kind, in_fourth = own, False
            sections.of(kind).append(Part(block, item.cells, shape, above, item))
            continue
        for row in block_rows(item, block):
            own = _own_kind(row)
            if own:
                kind, in_fourth = own, False
            elif heads_appeals(row):
                kind, in_fourth = "", True
            elif in_fourth and is_bare(row):
                kind = _APPEALS
            elif _is_heading(row):
                kind = ""
            if kind:
                sections.of(kind).append(part_of_row(row, above))
            else:
                sections.rest.append(row)
    return sections


def _context(block: Paragraph | Table) -> str:
    """The text of a short paragraph, for the table right after it."""
    is_short = isinstance(block, Paragraph) and len(block.text) <= LONGEST_CONTEXT
    return block.text if isinstance(block, Paragraph) and is_short else ""


def _kind_of(table: Table, shape: Shape) -> str:
    """The section that all rows of a table belong to, whatever stands before it; '' if none."""
    if shape.kind is None:
        rows = list(table_rows(table, 0))
        kind = _own_kind(rows[0])
        # What says nothing of itself goes with the last row, unless it may head section 四.
        kinds = {_own_kind(row) or ("" if names_both(row) else kind) for row in rows}
        shape.kind = kind if kinds == {kind} else ""
    return shape.kind


def _keeps_blanks(document: Document) -> bool:
    """Whether flattened tables have kept their empty cells, so that some stand before a number."""
    for table in document.tables:
        if not table.is_grid:
            rows = groupby(table.cells, key=attrgetter("row"))
            if any(has_inner_blank(list(cells)) for _, cells in rows):
                return True
    return False


def _own_kind(row: Row) -> str:
    if speaks_of_disclosure(row):
        return _DISCLOSURE
    if speaks_of_requests(row):
        return _REQUESTS
    return _APPEALS if speaks_of_appeals(row) else ""


def _is_heading(row: Row) -> bool:
    """A heading of its own; in a flattened table it may be the first line of a broken label."""
    return row.table is None and any(_HEADING.match(text) for text in texts(row.cells))
