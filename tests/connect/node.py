"""Where Node's DuckDB is: `make test` puts the locked one into .venv-node/.

Used by the tests and by `readers`, which run programs of Node.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tests.flows.command import ROOT

MODULES: Final = ROOT / ".venv-node" / "node_modules"


def missing() -> str | None:
    """Why no program of Node can be run here; None if it can."""
    if shutil.which("node") is None:
        return "node: not here; Debian's package is nodejs, version 20 or newer"
    if not (MODULES / "@duckdb" / "node-api").is_dir():
        return f"{MODULES}: not here; `make test` makes it where npm is installed"
    return None


def program(folder: Path, code: str) -> list[str]:
    """The command that runs `code`, a module of Node, from `folder`: it finds what it imports."""
    (folder / "node_modules").symlink_to(MODULES)
    file = folder / "program.mjs"
    file.write_text(code, encoding="utf-8")
    return ["node", str(file)]
