"""Published warehouses for the tests of flows/, made by the real command."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.flows.command import ROOT, SAMPLE, Once, Published, publish, published_in

READABLE = ("quxian_2023.md", "huaian_2024.html")


@pytest.fixture(scope="session")
def published(once: Once) -> Published:
    """Two reports, one of them twice, a page that is none and a file that cannot be read."""
    folder = once("published", _publish_five_files)
    return published_in(folder, folder / "reports")


def _publish_five_files(folder: Path) -> None:
    reports = folder / "reports"
    reports.mkdir()
    for name in READABLE:
        shutil.copy(SAMPLE / name, reports)
    shutil.copy(SAMPLE / READABLE[0], reports / "the_same_again.md")
    (reports / "menu.html").write_text("<html><body><p>今日菜单</p></body></html>", "utf-8")
    # Reading it fails for everyone, root included.
    (reports / "broken.pdf").symlink_to("/proc/self/mem")
    publish(folder, reports)


@pytest.fixture(scope="session")
def real(once: Once) -> Published:
    """The warehouse of the six real reports, which are not part of the project."""
    reports = ROOT.parent / "shared" / "reports"
    if not reports.is_dir():
        pytest.skip(f"{reports}: the real reports are not here")
    published = published_in(once("real", lambda folder: publish(folder, reports)), reports)
    assert published.ran.code == 0, published.ran
    return published
