"""The direct path reads every table as its section's reader does, whatever its numbers are."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import pytest

from extract.document import Cell, Document, Table
from extract.forms import FormReading, plans, read_forms
from extract.forms.plans import Part
from extract.forms.rows import TableFigure
from extract.readers import read_bytes
from tests.extract import layouts
from tests.gold.generator import make_document
from tests.gold.plan import make_plan
from tests.gold.render import render
from tests.gold.score import DEFAULT_SEED

NUMBERS = ("0", "1", "2", "3", "17", "1204", "0.5", "12.75")
VARIANTS = 3  # of the numbers of each document


@pytest.fixture(autouse=True)
def _unknown() -> Iterator[None]:
    forget()
    yield
    forget()


def forget() -> None:
    plans._shape.cache_clear()
    plans._plan.cache_clear()


@pytest.fixture
def direct(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many figures each section gave that was read by a plan."""
    sections: list[int] = []
    figures = plans._figures

    def counted(parts: Sequence[Part], steps: Sequence[plans._Step]) -> list[TableFigure]:
        found = figures(parts, steps)
        sections.append(len(found))
        return found

    monkeypatch.setattr(plans, "_figures", counted)
    return sections


def gold_pages() -> Iterator[tuple[str, Document]]:
    for spec in make_plan(DEFAULT_SEED):
        if spec.format == "html" and spec.content != "prose":
            name, data = render(make_document(spec, DEFAULT_SEED), DEFAULT_SEED)
            yield name, read_bytes(name, data)[0]


def changed(document: Document, change: Callable[[Cell], Cell | None]) -> Document:
    """The document with its tables' cells as `change` gives them; without those it gives None."""
    return replace(
        document,
        blocks=tuple(
            replace(block, cells=tuple(filter(None, map(change, block.cells))))
            if isinstance(block, Table)
            else block
            for block in document.blocks
        ),
    )


def with_other_numbers(document: Document, draw: random.Random) -> Document:
    """The document with other plain numbers at the places of its own."""
    return changed(
        document,
        lambda cell: replace(cell, text=draw.choice(NUMBERS)) if _is_number(cell) else cell,
    )


def with_texts(document: Document, texts: Mapping[int, str]) -> Document:
    """The document with the texts for the cells of these ids."""
    return changed(document, lambda cell: replace(cell, text=texts.get(id(cell), cell.text)))


def _is_number(cell: Cell) -> bool:
    return plans._is_plain(cell.text)


def page_of_tables() -> tuple[Document, list[Cell]]:
    """A report's page, and the seven numbers of a row of its table 三."""
    page = layouts.html_page(layouts.make_report("2021", seed=5))
    document, _ = read_bytes("report.html", page.encode())
    table = max(document.tables, key=lambda table: len(table.cells))
    last = max(cell.row for cell in table.cells)
    row = [cell for cell in table.cells if cell.row == last - 3 and _is_number(cell)]
    assert len(row) == 7
    return document, row


def both_ways(document: Document, other: Document) -> tuple[FormReading, FormReading]:
    """What `other` says where `document` was read before it, and where nothing was."""
    forget()
    read_forms(document)
    known = read_forms(other)
    forget()
    return known, read_forms(other)


def test_every_gold_page_is_read_the_same_with_other_numbers(direct: list[int]) -> None:
    draw = random.Random(1)  # noqa: S311
    pages = 0
    for name, document in gold_pages():
        pages += 1
        for _ in range(VARIANTS):
            known, new = both_ways(document, with_other_numbers(document, draw))
            assert known == new, name
    assert pages >= 30
    # A set without intact tables would show nothing.
    assert len(direct) >= VARIANTS * pages
    assert sum(direct) >= 50 * VARIANTS * pages


def test_a_sign_that_stands_for_no_number_is_not_taken_for_one() -> None:
    document, row = page_of_tables()
    for text in ("#", "", "?", "9" * 20, "1.23456", "None"):
        known, new = both_ways(document, with_texts(document, {id(row[0]): text}))
        assert known == new, text


def test_where_numbers_decide_they_are_asked_each_time(direct: list[int]) -> None:
    """A blank total beside zeros is blank; beside other numbers the row may have lost a cell."""
    document, row = page_of_tables()
    texts = {id(cell): "0" for cell in row[:-1]} | {id(row[-1]): ""}
    zeros = with_texts(document, texts)
    fours = with_texts(document, texts | {id(cell): "4" for cell in row[:-1]})
    known, new = both_ways(zeros, fours)
    assert known == new
    assert len(known.figures) < len(read_forms(zeros).figures)
    assert len(direct) == 2 * 2  # the other two tables


def test_a_table_that_lost_a_cell_has_no_plan(direct: list[int]) -> None:
    document, row = page_of_tables()

    def lose(cell: Cell) -> Cell | None:
        if cell is row[2]:
            return None
        is_after = cell.row == row[2].row and cell.column > row[2].column
        return replace(cell, column=cell.column - 1) if is_after else cell

    known, new = both_ways(changed(document, lose), changed(document, lose))
    assert known == new
    assert len(direct) == 2  # the other two tables


def test_shapes_of_large_tables_are_not_kept() -> None:
    """A page may hold a table of a million cells, or a cell of a million characters."""
    cells = tuple(Cell("一", row, 1) for row in range(plans.MOST_CELLS + 1))
    assert plans.shape_of(Table(1, cells, None)) is None
    assert plans.shape_of(Table(1, cells[1:], None)) is not None
    long = Cell("一", 1, 1, char_end=plans.MOST_CHARACTERS + 1)
    assert plans.shape_of(Table(1, (long,), None)) is None
