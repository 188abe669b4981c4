"""The recipes of docs/connect/ on the sample: each block of code prints what it promises."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.connect import node
from tests.flows.command import ROOT

PAGES: Final = ROOT / "docs" / "connect"
# What a block must print: its client has then really read the warehouse. Blocks by page, language
# and heading, in their order. A page that is not here, or a language, holds nothing to run.
PROMISED: Final[dict[tuple[str, str], list[tuple[str, str]]]] = {
    ("python.md", "python"): [
        ("duckdb", "渠县"),
        ("Polars", "disclosure_rate"),
        ("pandas", "渠县"),
        ("SQLAlchemy, with reflection", "administrative_charge"),
        ("A pool, in a program that runs on", "20"),
        ("ADBC", "holds"),
    ],
    ("duckdb.md", "sh"): [
        ("Connect", ""),
        ("First query", "四川省"),
        ("First query", "jurisdiction_year"),
    ],
    ("node.md", "js"): [("First query", "'17338'"), ("On refresh", "20")],
}


@dataclass(frozen=True)
class Block:
    """A block of code on a page."""

    page: str
    language: str
    heading: str
    code: str
    promised: str


def blocks(page: str, language: str) -> list[tuple[str, str]]:
    """Heading and code of each block of a language."""
    found = []
    heading = ""
    for match in re.finditer(
        r"^## (?P<heading>[^\n]+)$|^```(?P<language>\w*)\n(?P<code>.*?)^```$",
        (PAGES / page).read_text(encoding="utf-8"),
        re.M | re.S,
    ):
        if match["heading"] is not None:
            heading = match["heading"]
        elif match["language"] == language:
            found.append((heading, match["code"]))
    return found


BLOCKS: Final = [
    Block(page, language, heading, code, promised)
    for (page, language), promises in PROMISED.items()
    for (heading, code), (_, promised) in zip(blocks(page, language), promises, strict=False)
]


@pytest.mark.parametrize(("page", "language"), PROMISED)
def test_every_block_is_run(page: str, language: str) -> None:
    """BLOCKS pairs them with what they promise, so they must be the same ones in the same order."""
    headings = [heading for heading, _ in blocks(page, language)]
    assert headings == [heading for heading, _ in PROMISED[page, language]]


@pytest.mark.parametrize(
    "block", BLOCKS, ids=[f"{block.page}-{block.heading}".replace(" ", "_") for block in BLOCKS]
)
def test_a_block_prints_what_it_promises(
    block: Block, sample_warehouse: Path, tmp_path: Path
) -> None:
    (tmp_path / "warehouse").symlink_to(sample_warehouse)
    ran = subprocess.run(
        _command(block, tmp_path),
        cwd=tmp_path,
        env={
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "PYTHONIOENCODING": "utf-8",
            "POLARS_FMT_MAX_COLS": "20",
            "POLARS_TABLE_WIDTH": "400",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert block.promised in ran.stdout


def _command(block: Block, folder: Path) -> list[str]:
    if block.language == "python":
        return [sys.executable, "-c", block.code]
    if block.language == "sh":
        if shutil.which("duckdb", path=str(Path(sys.executable).parent)) is None:
            pytest.skip("duckdb, the command line: not here; `make setup` brings it")
        return ["bash", "-euc", block.code]
    if reason := node.missing():
        pytest.skip(reason)
    return node.program(folder, block.code)
