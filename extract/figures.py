"""Figures as landing rows: identity, place, and one row per statement of one number."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter, itemgetter
from typing import Any, Final

from extract.contract import WHOLE_REPORT
from extract.document import Document, Paragraph
from extract.forms.rows import TableFigure
from extract.prose import ProseFigure

Row = dict[str, Any]  # one landing row: column → value, as `contract.FIGURE_SCHEMA` types them

ID_LENGTH: Final = 16


_PROSE_COLUMNS: Final = tuple(f.name for f in fields(ProseFigure) if f.name != "sentence")

# What tells one statement of a number from every other; the identity hashes it in this order.
ID_COLUMNS: Final = ("report_id", "locator", "line_code", "column_code", "subject", "period")


_READING_ORDER: Final = itemgetter("char_start", "figure_id")
_id_parts = itemgetter(*ID_COLUMNS)
_CELL: Final = '"cell":"R%dC%d"'
_encode = json.encoder.encode_basestring  # what json.dumps makes of a text, without the way there
# One encoder for all: json.dumps would make a new one for each of them.
_plainly = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_quote = lru_cache(maxsize=4096)(_encode)  # labels and sentences, with several figures for each


def figure_id(row: Row) -> str:
    """First 16 hex of the sha256 of a landing row's ID_COLUMNS, joined by '|'."""
    return sha256("|".join(_id_parts(row)).encode()).hexdigest()[:ID_LENGTH]


def figure_rows(
    document: Document,
    tables: Iterable[TableFigure],
    prose: Iterable[ProseFigure],
    *,
    is_attachment: bool = False,
) -> list[Row]:
    """Landing rows of a document's figures, in reading order, each id once."""
    main = document.blocks[0].member
    methods = {True: "attachment", False: "table"}
    rows = [
        _table_row(document, figure, methods[is_attachment or figure.cell.member != main])
        for figure in tables
    ]
    places = [
        paragraph
        for paragraph in document.paragraphs
        if paragraph.path or paragraph.line or paragraph.printed or paragraph.member
    ]
    rows += [_prose_row(document, figure, places) for figure in prose]
    by_id = {row["figure_id"]: row for row in rows}
    return sorted(by_id.values(), key=_READING_ORDER)


def _as_json(locator: dict[str, Any]) -> str:
    return _plainly({key: value for key, value in locator.items() if value is not None})


def _place_of(figure: TableFigure, recognised: frozenset[int]) -> str:
    """The locator of a figure of a table, as `_as_json` would write it, in a tenth of its time."""
    cell = figure.cell
    has_more = cell.line or cell.page or cell.name or cell.bbox or cell.member or figure.proof
    if cell.path is not None and not has_more and figure.table_number is not None:
        return (
            f'{{"cell":"R{cell.row}C{cell.column}","path":{_encode(cell.path)},'
            f'"table":{figure.table_number},"text":{_quote(figure.label)}}}'
        )
    parts = []
    if cell.bbox is not None:
        parts.append(f'"bbox":{json.dumps(cell.bbox, separators=(",", ":"))}')
    parts.append(f'"cell":{_quote(cell.name)}' if cell.name else _CELL % (cell.row, cell.column))
    if cell.line is not None:
        parts.append(f'"line":{cell.line}')
    if cell.member is not None:
        parts.append(f'"member":{_quote(cell.member)}')
    if cell.page in recognised:
        parts.append('"ocr":true')
    if cell.page is not None:
        parts.append(f'"page":{cell.page}')
    if cell.path is not None:
        parts.append(f'"path":{_encode(cell.path)}')
    if figure.proof is not None:
        parts.append(f'"proof":{_quote(figure.proof)}')
    if figure.table_number is not None:
        parts.append(f'"table":{figure.table_number}')
    parts.append(f'"text":{_quote(figure.label)}')
    return "{" + ",".join(parts) + "}"


class _Row:
    """Attributes of objects of one class are dicts that share their keys: a third of the size of
    dicts by themselves, and made in a third of their time. A report has hundreds of rows."""


def _table_row(document: Document, figure: TableFigure, method: str) -> Row:
    cell, value = figure.cell, figure.value
    row: Row = vars(_Row())
    row["report_id"] = document.report_id
    row["line_form"] = figure.line_form
    row["line_code"] = figure.line_code
    row["column_code"] = figure.column_code
    row["subject"] = WHOLE_REPORT
    row["period"] = figure.period
    row["qualifier"] = value.qualifier
    row["value_text"] = cell.text
    row["value"] = value.value
    row["value_state"] = value.state
    row["unit"] = figure.unit
    row["unit_scale"] = figure.unit_scale
    row["method"] = method
    row["reading"] = figure.reading
    row["page"] = cell.page
    row["table_no"] = figure.table_number
    row["row_no"] = cell.row
    row["column_no"] = cell.column
    row["char_start"] = cell.char_start
    row["char_end"] = cell.char_end
    row["locator"] = _place_of(figure, document.recognised_pages)
    row["figure_id"] = figure_id(row)
    return row


def _prose_row(document: Document, figure: ProseFigure, places: Sequence[Paragraph]) -> Row:
    """`places`: the paragraphs that say where they stand, in reading order."""
    row: Row = {name: getattr(figure, name) for name in _PROSE_COLUMNS}
    row |= {"method": "prose", "reading": "printed"}
    after = bisect_right(places, figure.char_start, key=attrgetter("char_start"))
    place = places[after - 1] if after else None
    if place is not None and place.path and not (place.line or place.member or place.printed):
        # A web page: as `_as_json` would write it, in a tenth of its time.
        row["locator"] = (
            f'{{"path":{_encode(place.path)},"start":{figure.char_start},'
            f'"text":{_quote(figure.sentence)}}}'
        )
    elif place is not None:
        located: dict[str, Any] = {
            "text": figure.sentence,
            "path": place.path,
            "line": place.line,
            "member": place.member,
            "start": figure.char_start,
        }
        boxes = place.boxes(figure.char_start, figure.char_end)
        if boxes:
            # The page is that of the number: its paragraph may have begun on the one before.
            located["page"] = row["page"] = boxes[0][0]
            here = [box for page, box in boxes if page == row["page"]]
            # Over a line end a number has a box for each piece.
            located["bbox"] = here[0] if len(here) == 1 else here
        row["locator"] = _as_json(located)
    else:
        row["locator"] = json.dumps({"text": figure.sentence}, ensure_ascii=False)
    row["report_id"] = document.report_id
    row["figure_id"] = figure_id(row)
    return row
