"""Exposures: each page that people build on has one, with just the tables that it asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml  # type: ignore[import-untyped]  # comes with dbt, without types

ROOT: Final = Path(__file__).resolve().parent.parent
EXPOSURES: Final[Mapping[str, Any]] = {
    exposure["name"]: exposure
    for exposure in yaml.safe_load((ROOT / "models" / "exposures.yml").read_text("utf-8"))[
        "exposures"
    ]
}
MARTS: Final = sorted(file.stem for file in (ROOT / "models" / "marts").glob("*.sql"))


def _page(name: str) -> str:
    return str(EXPOSURES[name]["config"]["meta"]["page"])


def _text(page: Path) -> str:
    files = sorted(page.rglob("*")) if page.is_dir() else [page]
    return "\n".join(file.read_text("utf-8") for file in files if file.is_file())


def _depends_on(name: str) -> list[str]:
    return [re.sub(r"ref\('(\w+)'\)", r"\1", one) for one in EXPOSURES[name]["depends_on"]]


@pytest.mark.parametrize("name", EXPOSURES)
def test_an_exposure_depends_on_the_tables_that_its_page_asks(name: str) -> None:
    text = _text(ROOT / _page(name))
    asked = [mart for mart in MARTS if re.search(rf"(?<!\w){mart}(?!\w)", text)]
    assert asked, "the page asks no table"
    assert sorted(_depends_on(name)) == asked, f"models/exposures.yml: {name}"


def test_every_recipe_for_a_tool_has_an_exposure() -> None:
    pages = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/connect/*.md")}
    assert len(pages) > 3
    missing = pages - {"docs/connect/README.md"} - {_page(name) for name in EXPOSURES}
    assert not missing, "add them to models/exposures.yml"


def test_every_mart_feeds_something() -> None:
    assert len(MARTS) > 30
    assert set(MARTS) == {mart for name in EXPOSURES for mart in _depends_on(name)}


@pytest.mark.parametrize("name", EXPOSURES)
def test_an_exposure_says_whose_it_is_and_how_ripe(name: str) -> None:
    exposure = EXPOSURES[name]
    assert exposure["owner"]["name"]
    assert exposure["maturity"] in ("low", "medium", "high")
    assert re.search(r"[A-Za-z]{3}.*[\u4e00-\u9fff]", exposure["description"], re.DOTALL)
