"""The versions that docs/connect/README.md lists are those that the lock files hold."""

from __future__ import annotations

import json
import re
from typing import Final

from tests.flows.command import ROOT

INDEX: Final = ROOT / "docs" / "connect" / "README.md"
LOCKS: Final = ROOT / "requirements"


def _locked() -> set[str]:
    """Every pin of every lock, as its own package manager writes it."""
    pins = {
        f"{name}=={version}"
        for lock in LOCKS.glob("*.txt")
        for name, version in re.findall(
            r"^([a-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", lock.read_text(encoding="utf-8"), re.M
        )
    }
    packages = json.loads((LOCKS / "node" / "package-lock.json").read_text(encoding="utf-8"))
    return pins | {
        f"{place.removeprefix('node_modules/')}@{package['version']}"
        for place, package in packages["packages"].items()
        if place
    }


def test_versions_listed_are_the_locked_ones() -> None:
    listed = set(re.findall(r"`([^`]+(?:==|.@)[^`]+)`", INDEX.read_text(encoding="utf-8")))
    clients = {"duckdb", "duckdb-cli", "duckdb-sqlalchemy", "adbc-driver-manager", "polars"}
    assert clients <= {pin.partition("==")[0] for pin in listed}
    assert sorted(listed - _locked()) == []


def test_the_lock_of_node_names_no_registry() -> None:
    """`npm install` writes where it found each package, which is nobody else's business."""
    lock = (LOCKS / "node" / "package-lock.json").read_text(encoding="utf-8")
    assert "integrity" in lock
    assert "resolved" not in lock
    assert "://" not in lock
