"""Word files, spreadsheets and archives that were damaged on their way: a note, never an exception.

Bytes are flipped and cut in the file, and in its parts before they are packed again: the sums of
the package are then right and the text in it is not.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest

from extract import Extraction
from tests.extract import layouts, office
from tests.extract.layouts import Key, make_report
from tests.extract.reading import codes, expected, read

REPORT = make_report("2021", seed=2)
DOCUMENTS = {
    "a.docx": office.make_docx(REPORT),
    "a.xlsx": office.make_xlsx(REPORT),
    "a.xls": office.make_xls(REPORT),
    "a.zip": office.make_zip(
        {"年报.html": layouts.html_page(REPORT).encode(), "附表.xlsx": office.make_xlsx(REPORT)}
    ),
}
ROUNDS = 60  # of each kind of damage to each document
MOST_WRONG = 0.002  # of the figures still read; those of cells that were hit are among them

Damage = Callable[[random.Random, bytes], bytes]


def flipped(draw: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(draw.choice((1, 3, 30))):
        found[draw.randrange(len(found))] = draw.randrange(256)
    return bytes(found)


def cut(draw: random.Random, data: bytes) -> bytes:
    return data[: draw.randrange(1, len(data))]


def holed(draw: random.Random, data: bytes) -> bytes:
    at = draw.randrange(len(data))
    return data[:at] + data[at + draw.randrange(1, 400) :]


def doubled(draw: random.Random, data: bytes) -> bytes:
    at = draw.randrange(len(data))
    end = at + draw.randrange(3000)
    return data[:end] + data[at:end] + data[end:]


def repacked(draw: random.Random, data: bytes) -> bytes:
    """One part damaged, in a package whose sums are right."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        names = old.namelist()
        hit = draw.choice(names)
        damage = draw.choice((flipped, cut, holed, doubled))
        for name in names:
            content = old.read(name)
            new.writestr(name, damage(draw, content) if name == hit and content else content)
    return buffer.getvalue()


def stated(extraction: Extraction) -> list[tuple[Key, Decimal | str]]:
    return [
        (
            (row["line_code"], row["column_code"]),
            row["value"] if row["value_state"] == "number" else row["value_state"],
        )
        for row in extraction.figures
        if row["method"] != "prose"
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_damage_raises_and_what_is_read_is_right(name: str) -> None:
    draw = random.Random(name)  # noqa: S311
    want = expected(REPORT)
    read_count, wrong = 0, []
    for damage in (flipped, cut, holed, doubled, repacked):
        if damage is repacked and name == "a.xls":
            continue
        for _ in range(ROUNDS):
            extraction = read(damage(draw, DOCUMENTS[name]), name)
            assert "extractor_failed" not in codes(extraction), extraction.notes
            assert (extraction.report is None) <= bool(extraction.notes)
            found = stated(extraction)
            read_count += len(found)
            wrong += [(key, value) for key, value in found if want.get(key) != value]
    assert read_count > 500
    assert len(wrong) <= read_count * MOST_WRONG, wrong
