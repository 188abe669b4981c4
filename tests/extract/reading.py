"""What a layout gave, against what the report states."""

from __future__ import annotations

from decimal import Decimal

from extract import Extraction, read_bytes
from tests.extract.layouts import Key, Report

STATES = {"": "blank", "-": "dash", "无": "not_applicable"}


def read(content: str | bytes, name: str = "report.html") -> Extraction:
    return read_bytes(name, content if isinstance(content, bytes) else content.encode())


def table_values(extraction: Extraction) -> dict[Key, Decimal | str]:
    """Line and column → number, or the state of a cell that holds none."""
    return {
        (row["line_code"], row["column_code"]): row["value"]
        if row["value_state"] == "number"
        else row["value_state"]
        for row in extraction.figures
        if row["method"] == "table"
    }


def expected(report: Report) -> dict[Key, Decimal | str]:
    return {
        key: STATES[text] if text in STATES else Decimal(text)
        for key, text in report.cells().items()
    }


def of_table(letters: str, values: dict[Key, Decimal | str]) -> dict[Key, Decimal | str]:
    """Those whose lines begin with one of the letters: A, B and C for the tables 二, 三 and 四."""
    return {key: value for key, value in values.items() if key[0][0] in letters}


def codes(extraction: Extraction) -> set[str]:
    return {note["code"] for note in extraction.notes}
