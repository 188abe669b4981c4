"""The README's queries are run on a published sample: each must answer, and with rows."""

import re
from pathlib import Path

import duckdb
import pytest

from flows.check_query import check, read_catalog

ROOT = Path(__file__).resolve().parent.parent
BLOCKS = re.findall(
    r"```sql\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
)
QUERIES = [query.strip() for block in BLOCKS for query in block.split(";") if query.strip()]
FACTS = (
    "fct_requests",
    "fct_request_channels",
    "fct_request_timeliness",
    "fct_request_outcomes",
    "fct_appeals",
    "fct_fees",
    "fct_disclosure_items",
    "fct_public_contact",
    "fct_capacity",
    "fct_report_checks",
    "fct_figures",
)


@pytest.mark.parametrize("query", QUERIES, ids=[query.splitlines()[0][:60] for query in QUERIES])
def test_query_answers(query: str, sample_warehouse: Path) -> None:
    with duckdb.connect(str(sample_warehouse / "gongkai.duckdb"), read_only=True) as connection:
        assert connection.execute(query).fetchall()


@pytest.mark.parametrize("query", QUERIES, ids=[query.splitlines()[0][:60] for query in QUERIES])
def test_query_is_no_misuse(query: str, sample_warehouse: Path) -> None:
    assert check(query, read_catalog(sample_warehouse / "gongkai.duckdb")) == []


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_has_a_query(fact: str) -> None:
    assert any(re.search(rf"\b{fact}\b", query) for query in QUERIES)
