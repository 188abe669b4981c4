"""Six real reports against the figures that were read in them by hand, where they are at hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extract.landing import find_documents, read_documents, write_shard

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports are not in this clone")
def test_every_figure_is_read_and_no_other(tmp_path: Path) -> None:
    tables = read_documents(find_documents([SHARED / "reports"]))
    write_shard(tables, tmp_path)
    scored = subprocess.run(
        [
            sys.executable,
            str(SHARED / "tools" / "score_extraction.py"),
            str(tmp_path),
            str(SHARED / "reports" / "expected.csv"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert scored.returncode == 0, scored.stdout + scored.stderr
