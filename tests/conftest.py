"""What tests of several areas share: one warehouse published from sample_reports/,
a browser, and a PostgreSQL server."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench import browser as chromium
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless; closed with the module, whose event loop it holds."""
    if chromium.CHROMIUM is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    with chromium.browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of the database of a PostgreSQL server that is there for the tests."""
    programs = server.programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here; Debian's package is postgresql")
    with server.started(programs) as address:
        yield address
