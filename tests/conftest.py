"""What tests of several areas share: one warehouse published from sample_reports/."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Warehouse folder that the real command published from sample_reports/."""
    warehouse = tmp_path_factory.mktemp("sample") / "warehouse"
    command = [str(Path(sys.executable).parent / "gongkai"), "refresh"]
    ran = subprocess.run(
        [*command, "--reports", str(ROOT / "sample_reports"), "--warehouse", str(warehouse)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return warehouse
