"""The work-around for Great Expectations on DuckDB, and what opening a file must not do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import great_expectations as gx
import pytest
from great_expectations.expectations.core.expect_column_values_to_not_be_null import (
    ExpectColumnValuesToNotBeNull,
)

from expectations.datasource import URL, open_database

ROOT = Path(__file__).resolve().parents[2]


def _not_null_holds(url: str, landing: Path) -> bool:
    """Whether a true expectation on a table passes through a dialect."""
    context = gx.get_context(mode="ephemeral")
    source = context.data_sources.add_sql(
        "duckdb",
        connection_string=url,
        kwargs={  # type: ignore[call-arg]  # missing in Great Expectations' stub
            "connect_args": {"database": str(landing), "read_only": True}
        },
    )
    asset = source.add_query_asset("report", "select * from raw.report")
    batch = asset.add_batch_definition_whole_table("all").get_batch()
    result = batch.validate(ExpectColumnValuesToNotBeNull(column="report_id"))
    source.get_engine().dispose()
    source.get_execution_engine().engine.dispose()
    return bool(result.success)


def test_the_buffered_dialect_is_still_needed(landing: Path) -> None:
    """When this fails, `BufferedDialect` can lose its execution context."""
    assert not _not_null_holds("duckdb://", landing)
    assert _not_null_holds(URL, landing)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(FileNotFoundError, match=r"none\.duckdb: expected a DuckDB file"),
        open_database(tmp_path / "none.duckdb"),
    ):
        pass


def test_the_file_is_opened_read_only_and_closed(landing: Path) -> None:
    with open_database(landing) as (_, source), source.get_engine().connect() as connection:
        mode = connection.exec_driver_sql("select current_setting('access_mode')").scalar_one()
    assert mode == "read_only"
    with open_database(landing, ["use raw"]) as (_, source):
        assert source.add_table_asset("report").name == "report"


QUIET = """
import sys
from pathlib import Path
import expectations
assert not {"great_expectations", "duckdb", "sqlalchemy"} & set(sys.modules)
assert expectations.check_landing(Path(sys.argv[1]), "raw", Path(sys.argv[2])).passed
"""


def test_a_gate_prints_nothing_and_leaves_no_file(landing: Path, tmp_path: Path) -> None:
    """No progress bar, warning, leak message, home folder or project file of Great Expectations."""
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", QUIET, str(landing), str(tmp_path / "docs")],
        cwd=work,
        env={"HOME": str(home), "PYTHONPATH": str(ROOT), "TMPDIR": str(work)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(home.iterdir()) == []
    assert list(work.iterdir()) == []


def test_pages_load_nothing_and_name_no_folder(landing: Path, tmp_path: Path) -> None:
    from expectations import check_landing  # noqa: PLC0415

    assert check_landing(landing, "raw", tmp_path / "docs").passed
    pages = list((tmp_path / "docs" / "landing").rglob("*.html"))
    assert len(pages) >= 5
    for page in pages:
        content = page.read_text(encoding="utf-8")
        assert "<script" not in content
        assert 'src="http' not in content
        assert "<link" not in content
        assert str(tmp_path) not in content
    index = (tmp_path / "docs" / "landing" / "index.html").read_text(encoding="utf-8")
    assert re.search(r">figure</a></td><td>[1-9]\d*</td><td>0</td>", index)
