"""The crosswalk by line against the collection that it was normalised from."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "outcome_crosswalk.csv"
COLLECTED = ROOT.parent / "shared" / "domain" / "outcome_crosswalk.csv"
# Wordings of the collection, and what they are called here.
RELATIONS = {
    "exact-ish": "approximate",
    "broader/approx": "approximate",
    "exact (unit change)": "exact",
    "exact at sum": "exact_at_sum",
}
# Lines that are exact only together, as their notes say.
SUMS = {"3.3.1", "3.3.2", "3.3.4.2", "3.3.4.3", "5", "5.1", "5.2"}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not COLLECTED.exists(), reason="../shared/domain is not beside this clone")
def test_nothing_of_the_collection_is_lost_or_added() -> None:
    """Every collected row is there, under its own wording; a row of ours comes from one of them."""
    collected = {
        (row["from_form"], row["to_form"], row["relation"], row["note"]) for row in read(COLLECTED)
    }
    ours = {
        (row["from_form_code"], row["to_form_code"], row["relation_as_given"], row["note"])
        for row in read(SEED)
    }
    assert ours == collected


def test_relations_are_normalised() -> None:
    for row in read(SEED):
        normalised = RELATIONS.get(row["relation_as_given"], row["relation_as_given"])
        if row["relation"] != normalised:
            assert row["relation"] == "exact_at_sum", row
            assert row["from_line_code"] in SUMS, row


def test_lines_exact_together_come_in_company() -> None:
    """A sum has two lines at least on one of its sides."""
    rows = [row for row in read(SEED) if row["relation"] == "exact_at_sum"]
    for row in rows:
        beside = [
            other
            for other in rows
            if (other["from_form_code"], other["to_form_code"])
            == (row["from_form_code"], row["to_form_code"])
            and (
                other["from_line_code"] == row["from_line_code"]
                or other["to_line_code"] == row["to_line_code"]
            )
        ]
        assert len(beside) > 1, row
