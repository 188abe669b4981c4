"""One published warehouse for all tests of flows/, made by the real command from five files."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flows.command import ROOT, SAMPLE, Ran, gongkai

READABLE = ("quxian_2023.md", "huaian_2024.html")


@dataclass(frozen=True)
class Published:
    """A warehouse after its first refresh, and what that refresh said. Copy it to change it."""

    warehouse: Path
    reports: Path
    home: Path
    ran: Ran


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Two reports, one of them twice, a page that is none and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("published")
    reports = folder / "reports"
    reports.mkdir()
    for name in READABLE:
        shutil.copy(SAMPLE / name, reports)
    shutil.copy(SAMPLE / READABLE[0], reports / "the_same_again.md")
    (reports / "menu.html").write_text("<html><body><p>今日菜单</p></body></html>", "utf-8")
    # Reading it fails for everyone, root included.
    (reports / "broken.pdf").symlink_to("/proc/self/mem")
    home = folder / "home"
    home.mkdir()
    warehouse = folder / "warehouse"
    ran = gongkai("refresh", "--reports", reports, "--warehouse", warehouse, home=home)
    return Published(warehouse, reports, home, ran)


def _publish(tmp_path_factory: pytest.TempPathFactory, name: str, reports: Path) -> Published:
    folder = tmp_path_factory.mktemp(name)
    home = folder / "home"
    home.mkdir()
    warehouse = folder / "warehouse"
    ran = gongkai("refresh", "--reports", reports, "--warehouse", warehouse, home=home)
    assert ran.code == 0, ran
    return Published(warehouse, reports, home, ran)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The warehouse of `sample_reports/`: what `make run` publishes."""
    return _publish(tmp_path_factory, "sample", SAMPLE)


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The warehouse of the six real reports, which are not part of the project."""
    reports = ROOT.parent / "shared" / "reports"
    if not reports.is_dir():
        pytest.skip(f"{reports}: the real reports are not here")
    return _publish(tmp_path_factory, "real", reports)
