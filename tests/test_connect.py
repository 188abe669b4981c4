"""The recipes of docs/connect/ that Python can run: each block prints what it promises."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "connect" / "python.md"
BLOCKS: Final = re.findall(
    r"^## ([^\n]+)\n(?:(?!^## ).)*?```python\n(.*?)```", PAGE.read_text("utf-8"), re.M | re.S
)
# What a block must print of the sample: the recipe's client has then really read it.
PROMISED: Final = {
    "duckdb": "渠县",
    "Polars": "disclosure_rate",
    "pandas": "渠县",
    "SQLAlchemy, with reflection": "administrative_charge",
    "ADBC": "holds",
}


def test_every_recipe_is_run() -> None:
    assert {title for title, _ in BLOCKS} == PROMISED.keys()


@pytest.mark.parametrize(("title", "code"), BLOCKS, ids=[title for title, _ in BLOCKS])
def test_recipe(title: str, code: str, sample_warehouse: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=sample_warehouse.parent,
        env={"PYTHONIOENCODING": "utf-8", "POLARS_FMT_MAX_COLS": "20", "POLARS_TABLE_WIDTH": "400"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert PROMISED[title] in ran.stdout
