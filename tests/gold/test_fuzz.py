"""Damaged documents: the tool knows which cells it touched, and counts what is misread."""

from __future__ import annotations

import random
import re
from decimal import Decimal

import pytest

from extract import read_bytes
from tests.gold import damage, fuzz
from tests.gold.document import Spec
from tests.gold.generator import make_document
from tests.gold.render import render

SEED = 11


@pytest.mark.parametrize("form", ["2008", "2014", "2019", "2021"])
@pytest.mark.parametrize("name", ["html", "text", "markdown", "docx"])
def test_ranges_of_all_number_cells_are_known(form: str, name: str) -> None:
    document = make_document(Spec(3, form, "tables", name, "government"), SEED)
    source = damage.make_source(document, SEED)
    printed = [
        (figure.printed, (figure.line_code, figure.column_code))
        for table in document.tables()
        for cell in table.cells()
        for figure in cell.figures()
    ]
    assert len(source.ranges) == len(printed)
    for (start, end, key), (text, of) in zip(source.ranges, printed, strict=True):
        assert key == of
        assert text in re.sub("<[^<>]*>", "", source.text[start:end])


@pytest.mark.parametrize("kind", [*damage.MODEL_DAMAGE, *damage.TEXT_DAMAGE])
def test_damage_changes_the_file(kind: str) -> None:
    document = make_document(Spec(4, "2021", "both", "html", "government"), SEED)
    whole = render(document, SEED)[1]
    changed = 0
    for at in range(5):
        draw = random.Random(at)  # noqa: S311
        if kind in damage.MODEL_DAMAGE:
            damaged = damage.damage_model(document, kind, SEED, draw)
        else:
            damaged = damage.TEXT_DAMAGE[kind](damage.make_source(document, SEED), draw)
        changed += damaged.data != whole
    assert changed >= 2  # two equal numbers may have changed places


def test_misreadings_are_counted_and_touched_cells_are_not() -> None:
    document = make_document(Spec(5, "2021", "tables", "html", "government"), SEED)
    name, data = render(document, SEED)
    extraction = read_bytes(name, data)
    truth = fuzz._truth(document)
    count = fuzz.Count()
    assert list(fuzz._compare(damage.Damaged(name, data), truth, extraction, count)) == []
    assert count.read == count.equal > 150

    key = ("B1", "total")
    wrong = {**truth, key: truth[key] + Decimal(1)}
    assert len(list(fuzz._compare(damage.Damaged(name, data), wrong, extraction, count))) == 1
    touched = damage.Damaged(name, data, frozenset({key}))
    assert list(fuzz._compare(touched, wrong, extraction, count)) == []


def test_damaged_documents_neither_crash_nor_hang() -> None:
    result = fuzz.run_batch(range(6), SEED)
    total = fuzz.Count()
    for count in result.counts.values():
        total.add(count)
    assert (total.crashed, total.hung) == (0, 0), result.examples
    assert total.documents == 6 * fuzz.DAMAGES_A_DOCUMENT
    assert total.read > 3000
    assert total.equal / total.read >= fuzz.TARGET, result.examples
