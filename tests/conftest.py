"""What tests of several areas share: one warehouse published from sample_reports/,
and a PostgreSQL server."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres_server as server

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Warehouse folder that the real command published from sample_reports/."""
    warehouse = tmp_path_factory.mktemp("sample") / "warehouse"
    command = [sys.executable, "-m", "flows.cli", "refresh"]
    ran = subprocess.run(
        [*command, "--reports", str(ROOT / "sample_reports"), "--warehouse", str(warehouse)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return warehouse


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of the database of a PostgreSQL server that is there for the tests."""
    programs = server.programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here; Debian's package is postgresql")
    with server.started(programs) as address:
        yield address
