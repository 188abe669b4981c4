"""Every sentence of `cases` gives the figures listed with it, and no other."""

from __future__ import annotations

import json

import pytest

from extract.document import Paragraph
from extract.prose import ProseContext, ProseFigure, read_prose
from tests.extract.prose.cases import CASES

YEARS = {"2008": 2012, "2014": 2018, "2019": 2020, "2021": 2023}


def paragraphs(text: str) -> list[Paragraph]:
    """One paragraph a line, offsets as in the text."""
    found, offset = [], 0
    for line in text.split("\n"):
        found.append(Paragraph(line, offset, None, None))
        offset += len(line) + 1
    return found


def read(form: str, text: str) -> list[ProseFigure]:
    context = ProseContext(form, YEARS[form], None, has_tables=form not in ("2008", "2014"))
    return read_prose(paragraphs(text), context).figures


def written(figure: ProseFigure) -> str:
    """A figure as `cases` writes it."""
    mark = ""
    if figure.subject != "report":
        mark = f"@{figure.subject}"
    elif figure.qualifier != "exact":
        mark = f"~{figure.qualifier}"
    elif figure.period != "year":
        mark = f"!{figure.period}"
    column = "" if figure.column_code in ("value", "total") else f".{figure.column_code}"
    return f"{figure.line_code}{column}{mark}={figure.value:f}"


@pytest.mark.parametrize(("form", "text", "expected"), CASES)
def test_sentence_gives_its_figures_and_no_other(form: str, text: str, expected: str) -> None:
    figures = read(form, text)
    assert sorted({written(figure) for figure in figures}) == sorted(expected.split())
    for figure in figures:
        assert text[figure.char_start : figure.char_end] == figure.value_text
        assert figure.value_text in json.loads(figure.locator)["text"]
