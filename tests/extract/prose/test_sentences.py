"""Every sentence of `sentences.csv` gives the figures listed with it, and no other.

Columns: form; text in our own words, ¶ between paragraphs; figures as `code=value`. What is not the
whole report's exact number of the year is marked: `code@part=value`, `code~approximate=value`,
`code!previous_year=value`; an applicant's column stands after the code (`B1.natural_person`).
A text without figures is a look-alike that must be refused.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extract.document import Paragraph
from extract.prose import ProseContext, ProseFigure, read_prose

YEARS = {"2008": 2012, "2014": 2018, "2019": 2020, "2021": 2023}
with Path(__file__).with_name("sentences.csv").open(encoding="utf-8", newline="") as file:
    CASES = [(row["form"], row["text"], row["figures"]) for row in csv.DictReader(file)]


def paragraphs(text: str) -> list[Paragraph]:
    """One paragraph for each part between ¶, offsets as in the text."""
    found, offset = [], 0
    for part in text.split("¶"):
        found.append(Paragraph(part, offset, None, None))
        offset += len(part) + 1
    return found


def read(form: str, text: str) -> list[ProseFigure]:
    context = ProseContext(form, YEARS[form], None)
    return read_prose(paragraphs(text), context).figures


def written(figure: ProseFigure) -> str:
    """A figure as `sentences.csv` writes it."""
    mark = ""
    if figure.subject != "report":
        mark = f"@{figure.subject}"
    elif figure.qualifier != "exact":
        mark = f"~{figure.qualifier}"
    elif figure.period != "year":
        mark = f"!{figure.period}"
    column = "" if figure.column_code in ("value", "total") else f".{figure.column_code}"
    return f"{figure.line_code}{column}{mark}={figure.value:f}"


def test_cases_are_there() -> None:
    assert len(CASES) >= 290
    assert sum(not figures for _, _, figures in CASES) >= 70


@pytest.mark.parametrize(("form", "text", "expected"), CASES)
def test_sentence_gives_its_figures_and_no_other(form: str, text: str, expected: str) -> None:
    figures = read(form, text)
    assert sorted({written(figure) for figure in figures}) == sorted(expected.split())
    for figure in figures:
        assert text[figure.char_start : figure.char_end] == figure.value_text
        assert figure.value_text in figure.sentence
