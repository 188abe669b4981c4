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
from urllib.parse import urlsplit

import adbc_driver_postgresql.dbapi as postgres  # type: ignore[import-untyped]
import pytest

from flows.postgres import publish
from tests.connect import node
from tests.flows.command import ROOT

PAGES: Final = ROOT / "docs" / "connect"
JDBC: Final = Path("/usr/share/java/postgresql.jar")
SEARCHED: Final = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
COMES_WITH: Final = {
    "duckdb": "`make setup` brings it",
    "psql": "Debian's package is postgresql-client",
    "isql": "Debian's packages are unixodbc and odbc-postgresql",
    "java": "Debian's package is default-jdk-headless",
    "Rscript": "Debian's packages are r-base-core and r-cran-rpostgresql",
}
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
    ("postgresql.md", "sh"): [("Connect", "四川省"), ("ODBC", "四川省")],
    ("postgresql.md", "sql"): [("Connect", "ALTER"), ("First query", "31356000")],
    ("postgresql.md", "java"): [("JDBC", "四川省达州市渠县 2023 5")],
    ("r.md", "r"): [("CSV", "四川省"), ("PostgreSQL", "四川省")],
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


def test_the_index_leads_to_every_page() -> None:
    linked = set(re.findall(r"\]\((\w+\.md)\)", (PAGES / "README.md").read_text(encoding="utf-8")))
    assert linked == {page.name for page in PAGES.glob("*.md")} - {"README.md"}


@pytest.fixture(scope="session")
def in_postgres(postgres_server: str, sample_warehouse: Path) -> dict[str, str]:
    """The sample in PostgreSQL: where clients find it, by the variables that they look at."""
    with (
        postgres.connect(postgres_server, autocommit=True) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("create database recipes")
    address = postgres_server.removesuffix("postgres") + "recipes"
    publish(sample_warehouse / "gongkai.duckdb", address)
    url = urlsplit(address)
    return {
        "PGHOST": url.hostname or "",
        "PGPORT": str(url.port),
        "PGUSER": url.username or "",
        "PGPASSWORD": "any",
        "PGDATABASE": "recipes",
        "GONGKAI_JDBC": f"jdbc:postgresql://{url.hostname}:{url.port}/recipes?user={url.username}",
    }


@pytest.mark.parametrize(
    "block", BLOCKS, ids=[f"{block.page}-{block.heading}".replace(" ", "_") for block in BLOCKS]
)
def test_a_block_prints_what_it_promises(
    block: Block, sample_warehouse: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    command = _command(block, tmp_path)
    asks_postgres = "PostgreSQL" in block.heading or block.page == "postgresql.md"
    (tmp_path / "warehouse").symlink_to(sample_warehouse)
    ran = subprocess.run(
        command,
        cwd=tmp_path,
        env={
            "PATH": SEARCHED,
            "HOME": str(tmp_path),
            "LANG": "C.UTF-8",
            "PYTHONIOENCODING": "utf-8",
            "POLARS_FMT_MAX_COLS": "20",
            "POLARS_TABLE_WIDTH": "400",
            **(request.getfixturevalue("in_postgres") if asks_postgres else {}),
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
    """What runs the block; a visible skip where that is not here."""
    if block.language == "python":
        return [sys.executable, "-c", block.code]
    if block.language == "js":
        if reason := node.missing():
            pytest.skip(reason)
        return node.program(folder, block.code)
    if block.language == "sql":
        program = "psql"
        command = ["psql", "--command", block.code]
    elif block.language == "java":
        program = "java"
        if not JDBC.exists():
            pytest.skip(f"{JDBC}: not here; Debian's package is libpostgresql-jdbc-java")
        (folder / "FirstQuery.java").write_text(block.code, encoding="utf-8")
        command = ["java", "-cp", str(JDBC), "-Dfile.encoding=UTF-8", "FirstQuery.java"]
    elif block.language == "r":
        program = "Rscript"
        (folder / "recipe.R").write_text(block.code, encoding="utf-8")
        command = ["Rscript", "recipe.R"]
    else:
        [program] = [name for name in ("duckdb", "psql", "isql") if f"{name} " in block.code]
        command = ["bash", "-euo", "pipefail", "-c", block.code]
    if shutil.which(program, path=SEARCHED) is None:
        pytest.skip(f"{program}: not here; {COMES_WITH[program]}")
    return command
