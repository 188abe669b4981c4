"""What the speed of reading is measured on is what it says, and is read whole."""

from __future__ import annotations

import re

import pytest

from bench.documents import CHARACTERS, NUMBERS, reports
from bench.measure import Measure
from bench.memory import measure_memory
from extract import read_bytes
from extract.document import Paragraph
from extract.readers import read_bytes as read_blocks

CELLS_OF_THE_FORM = 200


@pytest.mark.parametrize("file_format", ["html", "docx"])
def test_reports_are_of_the_length_that_they_say(file_format: str) -> None:
    files = reports(file_format, 2)
    assert files == reports(file_format, 2)
    for name, data in files:
        document, _ = read_blocks(name, data)
        told = "\n".join(b.text for b in document.blocks if isinstance(b, Paragraph))
        assert CHARACTERS <= len(told) < CHARACTERS * 1.1
        assert len(re.findall(r"\d+", told)) * 1000 <= (NUMBERS + 1) * len(told)
        assert len(document.tables) == 4


@pytest.mark.parametrize("file_format", ["html", "docx", "pdf"])
def test_reports_are_read_whole(file_format: str) -> None:
    for name, data in reports(file_format, 1, characters=0):
        figures = read_bytes(name, data).figures
        assert sum(row["method"] == "table" for row in figures) == CELLS_OF_THE_FORM


def test_memory_is_measured() -> None:
    said: list[str] = []
    [row] = measure_memory(said.append, documents=60)
    assert row.measured > 0
    assert [text for text in said if text.startswith("60 documents")]


def test_bounds() -> None:
    assert Measure.at_least("a", 2.0, 1.0, "x", "").holds
    assert not Measure.at_least("a", 0.5, 1.0, "x", "").holds
    assert Measure.at_most("a", 0.5, 1.0, "x", "").holds
    assert not Measure.at_most("a", 2.0, 1.0, "x", "").holds
