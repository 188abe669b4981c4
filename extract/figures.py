"""Figures as landing rows: identity, place, and one row per statement of one number."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

from extract.contract import WHOLE_REPORT
from extract.document import Document, Paragraph
from extract.forms.rows import TableFigure
from extract.prose import ProseFigure

Row = dict[str, Any]  # one landing row: column → value, as `contract.FIGURE_SCHEMA` types them

ID_LENGTH: Final = 16


# What tells one statement of a number from every other; the identity hashes it in this order.
ID_COLUMNS: Final = ("report_id", "locator", "line_code", "column_code", "subject", "period")


def figure_id(row: Row) -> str:
    """First 16 hex of the sha256 of a landing row's ID_COLUMNS, joined by '|'."""
    key = "|".join(row[column] for column in ID_COLUMNS)
    return hashlib.sha256(key.encode()).hexdigest()[:ID_LENGTH]


def figure_rows(
    document: Document, tables: Iterable[TableFigure], prose: Iterable[ProseFigure]
) -> list[Row]:
    """Landing rows of a document's figures, in reading order, each id once."""
    rows = [_table_row(document, figure) for figure in tables]
    places = {
        paragraph.char_start: paragraph
        for paragraph in document.paragraphs
        if paragraph.path or paragraph.line
    }
    rows += [_prose_row(document, figure, places) for figure in prose]
    by_id = {row["figure_id"]: row for row in rows}
    return sorted(by_id.values(), key=lambda row: (row["char_start"], row["figure_id"]))


def _as_json(locator: dict[str, Any]) -> str:
    present = {key: value for key, value in locator.items() if value is not None}
    return json.dumps(present, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _identified(document: Document, row: Row) -> Row:
    row["report_id"] = document.report_id
    row["figure_id"] = figure_id(row)
    return row


def _table_row(document: Document, figure: TableFigure) -> Row:
    cell = figure.cell
    locator = _as_json(
        {
            "text": figure.label,
            "table": figure.table_number,
            "cell": f"R{cell.row}C{cell.column}",
            "path": cell.path,
            "bbox": cell.bbox,
            "page": cell.page,
            "line": cell.line,
        }
    )
    return _identified(
        document,
        {
            "line_form": figure.line_form,
            "line_code": figure.line_code,
            "column_code": figure.column_code,
            "subject": WHOLE_REPORT,
            "period": figure.period,
            "qualifier": figure.value.qualifier,
            "value_text": cell.text,
            "value": figure.value.value,
            "value_state": figure.value.state,
            "unit": figure.unit,
            "unit_scale": figure.unit_scale,
            "method": "table",
            "reading": figure.reading,
            "page": cell.page,
            "table_no": figure.table_number,
            "row_no": cell.row,
            "column_no": cell.column,
            "char_start": cell.char_start,
            "char_end": cell.char_end,
            "locator": locator,
        },
    )


def _prose_row(document: Document, figure: ProseFigure, places: dict[int, Paragraph]) -> Row:
    row: Row = asdict(figure) | {"method": "prose", "reading": "printed"}
    start = max((start for start in places if start <= figure.char_start), default=None)
    if start is not None:
        place = places[start]
        row["locator"] = _as_json(
            json.loads(figure.locator)
            | {"path": place.path, "line": place.line, "start": figure.char_start}
        )
    return _identified(document, row)
