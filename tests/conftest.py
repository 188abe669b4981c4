"""What tests of several areas share: one warehouse published from sample_reports/,
a browser, and a PostgreSQL server."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench import browser as chromium
from tests import postgres_server as server
from tests.flows.command import SAMPLE, Once, Published, publish, published_in


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Gives the folder of a name, filled by a function once for all processes of the test run."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent

    def folder_of(name: str, fill: Callable[[Path], None]) -> Path:
        folder = base / f"once-{name}"
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            filled = folder.with_suffix(".filled")
            if not filled.exists():
                # What a process left behind that failed.
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                filled.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session")
def sample(once: Once) -> Published:
    """The warehouse of `sample_reports/`: what `make run` publishes."""
    published = published_in(once("sample", lambda folder: publish(folder, SAMPLE)), SAMPLE)
    assert published.ran.code == 0, published.ran
    return published


@pytest.fixture(scope="session")
def sample_warehouse(sample: Published) -> Path:
    """Its folder."""
    return sample.warehouse


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
