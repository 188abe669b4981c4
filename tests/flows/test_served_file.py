"""The served file as an analyst opens it, with the oldest DuckDB that must be able to: 1.4.5.

That DuckDB has an environment of its own (`make test` makes it); each test asks it through a
process. What it must find in the sample and in the six real reports was read by hand.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.flows.command import ROOT, Published

OLD_PYTHON = ROOT / ".venv-duckdb14" / "bin" / "python"
ASK = """
import json, sys, duckdb
assert duckdb.__version__ == "1.4.5", duckdb.__version__
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    found = [connection.execute(query).fetchall() for query in json.load(sys.stdin)]
print(json.dumps(found, default=str))
"""


def ask(file: Path, *queries: str) -> list[list[list[Any]]]:
    """The rows of each query, from DuckDB 1.4.5, as JSON gives them."""
    if not OLD_PYTHON.exists():
        pytest.skip(f"{OLD_PYTHON}: not here; `make test` makes it")
    done = subprocess.run(
        [OLD_PYTHON, "-c", ASK, str(file)],
        input=json.dumps(queries),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[list[list[Any]]] = json.loads(done.stdout)
    return found


@pytest.fixture(params=["sample", "real"])
def served(request: pytest.FixtureRequest) -> Path:
    """The served file of the sample, and of the real reports if they are here."""
    published: Published = request.getfixturevalue(request.param)
    return published.warehouse / "gongkai.duckdb"


def test_every_table_and_view_answers(served: Path) -> None:
    [names] = ask(
        served,
        "select table_schema || '.' || table_name from information_schema.tables "
        "where table_schema in ('main', 'meta') order by all",
    )
    assert len(names) > 30
    counts = ask(served, *(f"select count(*) from {name}" for [name] in names))
    assert len(counts) == len(names)


def test_every_fact_row_leads_to_its_words_in_a_document(served: Path) -> None:
    [facts] = ask(
        served,
        "select table_name, max(column_name) filter (column_index = 1) "
        "from duckdb_columns() where schema_name = 'main' and starts_with(table_name, 'fct_') "
        "group by all having bool_or(column_name = 'figure_ids') order by all",
    )
    assert len(facts) >= 10
    for fact, key in facts:
        [[[rows, figures]], [[told, found]], bad] = ask(
            served,
            # Only a check that found nothing to test stands on no figure.
            f"select count(*), sum(len(figure_ids)) from {fact} "
            f"where '{key}' = 'fact_key' or len(figure_ids) > 0",
            f"select count(distinct f.{key}), count(*) from {fact} as f, evidence(f) as e",
            f"select f.{key}, e.file_name, e.place, e.statement_text "
            f"from {fact} as f, evidence(f) as e where coalesce(e.file_name, '') = '' "
            "or coalesce(e.place, '') = '' or coalesce(e.statement_text, '') = '' "
            "or e.value_text is null",
        )
        assert told == rows, fact
        assert found == int(figures or 0), fact
        assert bad == [], fact
    [[[rows]], [[told]]] = ask(
        served,
        "select count(*) from fct_figures",
        "select count(*) from fct_figures as f, explain_figure(f.figure_id) as e "
        "where e.file_name <> '' and e.place <> '' and e.statement_text <> '' "
        "and (e.fact_key is null) <> (e.not_in_fact_reason is null)",
    )
    assert told == rows > 0


def test_the_words_stand_in_the_document(sample: Published) -> None:
    [words] = ask(
        sample.warehouse / "gongkai.duckdb",
        "select file_name, value_text, statement_text from fct_figures "
        "join bridge_report_document using (report_id) where file_name similar to '.*[.](txt|md)' "
        "and value_state = 'number'",
    )
    assert len(words) > 100
    texts = {name: _squeezed(_text(sample.reports / name)) for name, *_ in words}
    for name, value_text, statement in words:
        assert _squeezed(value_text) in texts[name], (name, value_text)
        # A sentence, or the row's labels from the outermost in.
        for part in statement.split("｜"):
            assert _squeezed(part) in texts[name], (name, statement)


def _text(file: Path) -> str:
    content = file.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _squeezed(text: str) -> str:
    return "".join(text.split())


REPORT = (
    "(select r.report_key from dim_report as r join dim_jurisdiction as j using (jurisdiction_key) "
    "where r.is_current and j.jurisdiction_name_zh = '{}' and r.report_year = {})"
)
SICHUAN = REPORT.format("四川省", 2018)
YONGCHUAN = REPORT.format("永川区", 2018)
QUXIAN = REPORT.format("渠县", 2023)
DAYAO = REPORT.format("大姚县", 2018)
HUAIAN = REPORT.format("淮安市", 2024)
REFUSED = (
    "from fct_request_outcomes join dim_outcome using (outcome_code) "
    "where outcome_group = 'refused' and report_key = "
)

# What was read by hand in the six reports; the sample holds the same figures.
READ_BY_HAND = {
    "四川 2018: received with what was carried in, new derived": (
        "select received_count, received_basis, carried_in_count, new_count, new_value_origin, "
        f"carried_forward_count from fct_requests where report_key = {SICHUAN}",
        [[17846, "new_and_carried_in", 508, 17338, "derived", 292]],
    ),
    "四川 2018: channels add up to what was received": (
        "select cast(sum(request_count) as integer) from fct_request_channels "
        f"where report_key = {SICHUAN}",
        [[17846]],
    ),
    "四川 2018: outcomes": (
        "select cast(sum(request_count) as integer) from fct_request_outcomes "
        f"where report_key = {SICHUAN}",
        [[17554]],
    ),
    "四川 2018: refusals without their reasons are one row": (
        f"select request_count, is_not_broken_down {REFUSED}{SICHUAN}",
        [[1540, True]],
    ),
    "永川 2018: refusals and the largest reason": (
        "select cast(sum(request_count) as integer), max(request_count), "
        f"arg_max(outcome_code, request_count) {REFUSED}{YONGCHUAN}",
        [[14, 10, "not_government_information"]],
    ),
    "渠县 2023: outcomes": (
        "select cast(sum(request_count) as integer) from fct_request_outcomes "
        f"where report_key = {QUXIAN}",
        [[103]],
    ),
    "渠县 2023: reviews and lawsuits": (
        "select review_count, review_corrected_count, lawsuit_count "
        f"from jurisdiction_year where report_key = {QUXIAN}",
        [[5, 3, 7]],
    ),
    "渠县 2023: lawsuits over two routes": (
        "select count(distinct appeal_route_code), cast(sum(appeal_count) as integer) "
        f"from fct_appeals where appeal_count > 0 and appeal_route_code <> 'review' "
        f"and report_key = {QUXIAN}",
        [[2, 7]],
    ),
    "渠县 2023: statutory charges apart from a printed zero of processing fees": (
        "select fee_class, cast(amount_cny as bigint), value_state from fct_fees "
        f"where report_key = {QUXIAN} order by all",
        [["administrative_charge", 31356000, "number"], ["processing_fee", 0, "number"]],
    ),
    "大姚 2018: silent on fees": (
        f"select (select count(*) from fct_fees where report_key = {DAYAO}), "
        "request_cost_recovery_cny, review_count, lawsuit_count "
        f"from jurisdiction_year where report_key = {DAYAO}",
        [[0, None, 0, 0]],
    ),
    "淮安 2024: no rule is violated, prose and table agree on the lawsuits": (
        "select violated_check_count, lawsuit_count, lawsuit_direct_count, "
        "lawsuit_after_review_count, (select count(*) from fct_report_checks as c "
        "where c.report_key = y.report_key and c.rule_code = 'R10' and c.status = 'holds') "
        f"from jurisdiction_year as y where report_key = {HUAIAN}",
        [[0, 46, 26, 20, 1]],
    ),
}


@pytest.mark.parametrize("what", READ_BY_HAND)
def test_the_file_says_what_was_read_by_hand(what: str, served: Path) -> None:
    query, expected = READ_BY_HAND[what]
    assert ask(served, query) == [expected]
