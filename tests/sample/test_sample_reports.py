"""The samples, read to landing, hold exactly the figures that a careful reader finds."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from extract.landing import find_documents, read_documents

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_reports"
REAL_REPORTS = ROOT / ".." / "shared" / "reports"
LONGEST_SHARED_RUN = 23  # Chinese characters; above it a sentence counts as copied
Key = tuple[str, str]  # line_code, column_code

with (SAMPLES / "expected.csv").open(encoding="utf-8") as handle:
    EXPECTED = list(csv.DictReader(handle))
DOCUMENTS = sorted({row["file"] for row in EXPECTED})


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[Key, dict[str, set[Decimal]]]]:
    """By document and key: the numbers that can feed a fact, from tables and from prose."""
    landing = read_documents([SAMPLES / name for name in DOCUMENTS])
    usable = landing.figure.join(
        landing.report.select("report_id", "file_name"), on="report_id"
    ).filter(
        pl.col("value").is_not_null(),
        pl.col("value_state") == "number",
        pl.col("qualifier") == "exact",
        pl.col("subject") == "report",
        pl.col("period") == "year",
        pl.col("unit").fill_null("").is_in(["%", "％"]).not_(),
    )
    found: dict[str, dict[Key, dict[str, set[Decimal]]]] = {name: {} for name in DOCUMENTS}
    for row in usable.iter_rows(named=True):
        cell = found[row["file_name"]].setdefault(
            (row["line_code"], row["column_code"]), {"table": set(), "prose": set()}
        )
        cell["prose" if row["method"] == "prose" else "table"].add(row["value"])
    return found


def test_expected_names_every_document() -> None:
    assert len(DOCUMENTS) >= 10
    assert [path.name for path in find_documents([SAMPLES])] == DOCUMENTS


@pytest.mark.parametrize("document", DOCUMENTS)
def test_figures_are_those_that_a_careful_reader_finds(
    document: str, figures: dict[str, dict[Key, dict[str, set[Decimal]]]]
) -> None:
    expected: dict[Key, dict[str, set[Decimal]]] = defaultdict(
        lambda: {"table": set(), "prose": set(), "never": set()}
    )
    for row in EXPECTED:
        if row["file"] == document:
            value = Decimal(row["value"]) if row["value"] else Decimal("NaN")
            expected[row["line_code"], row["column_code"]][row["kind"]].add(value)
    has_tables = any(wanted["table"] for wanted in expected.values())
    differences = []
    for key in sorted(expected | figures[document]):
        wanted = expected.get(key, {"table": set(), "prose": set(), "never": set()})
        found = figures[document].get(key, {"table": set(), "prose": set()})
        for method in ("table", "prose"):
            # A table is expected whole; of prose only what is listed, or listed as never stated.
            judged = bool(wanted[method] or wanted["never"] or (method == "table" and has_tables))
            if judged and found[method] != wanted[method]:
                differences.append(
                    f"{document} {' '.join(key)} by {method}: "
                    f"expected {sorted(wanted[method]) or 'nothing'}, "
                    f"found {sorted(found[method]) or 'nothing'}"
                )
    assert not differences, "\n".join(differences)


def chinese_runs(text: str) -> set[str]:
    """Every run of Chinese characters that is too long to share, other characters left out."""
    characters = "".join(re.findall(r"[\u4e00-\u9fff]", text))
    length = LONGEST_SHARED_RUN + 1
    return {characters[i : i + length] for i in range(len(characters) - length + 1)}


def sentences(path: Path) -> str:
    """The text of a sample without its tables, whose labels are the official form's."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    if path.suffix == ".html":
        text = re.sub(r"(?s)<table.*?</table>|<[^>]+>", "", text)
    return "\n".join(line for line in text.splitlines() if "\t" not in line and "|" not in line)


@pytest.mark.skipif(not REAL_REPORTS.is_dir(), reason="no ../shared/reports beside the project")
def test_sentences_are_our_own() -> None:
    real: set[str] = set()
    for path in sorted(REAL_REPORTS.glob("*.txt")):
        real |= chinese_runs(path.read_text(encoding="utf-8"))
    assert real
    shared = {
        path.name: chinese_runs(sentences(path)) & real
        for path in sorted(SAMPLES.iterdir())
        if path.suffix in {".html", ".md", ".txt"}
    }
    assert not {name: runs for name, runs in shared.items() if runs}
