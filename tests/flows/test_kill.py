"""A killed refresh harms nobody: a few of the moments that `kill_refresh` goes through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.command import SAMPLE
from tests.flows.kill_refresh import Setting, kill_and_see, prepare


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    """One report published, another one new."""
    return prepare(
        tmp_path_factory.mktemp("setting"),
        [SAMPLE / "quxian_2023.md"],
        [SAMPLE / "yongchuan_2018.html"],
    )


@pytest.mark.parametrize("step", ["Landing gate", "Models and their tests", "Publish"])
def test_a_kill_leaves_the_served_file_and_the_next_refresh(
    step: str, setting: Setting, tmp_path: Path
) -> None:
    kill_and_see(setting, tmp_path, step)
