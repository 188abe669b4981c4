"""The cookbook's queries: each answers on the sample, as the page says, and is no misuse.

`python -m tests.test_cookbook FILE.duckdb` writes the answers of a published sample into the page.
"""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import duckdb
import pytest

from flows.catalog.cookbook import PAGE, RECIPE, Recipe, recipes
from flows.check_query import check, read_catalog
from flows.tables import marts

FEWEST_RECIPES: Final = 25
MOST_ROWS: Final = 12  # of an answer on the page
RECIPES: Final = recipes()


def _cell(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, float):
        return f"{value:.4g}" if value < 1 else f"{value:g}"
    return str(value)


def answer(file: Path, query: str) -> str:
    """The answer as the page shows it: a Markdown table, cut after MOST_ROWS rows."""
    with duckdb.connect(str(file), read_only=True) as connection:
        cursor = connection.execute(query)
        names = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
    lines = [names, ["---"] * len(names), *([*map(_cell, row)] for row in rows[:MOST_ROWS])]
    told = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return told + (f"\n\n… {len(rows)} rows" if len(rows) > MOST_ROWS else "")


def test_there_are_enough() -> None:
    assert len(RECIPES) >= FEWEST_RECIPES
    numbers = [int(recipe.title.partition(".")[0]) for recipe in RECIPES]
    assert numbers == list(range(1, len(RECIPES) + 1))


def test_every_table_has_a_recipe(sample_warehouse: Path) -> None:
    with duckdb.connect(str(sample_warehouse / "gongkai.duckdb"), read_only=True) as connection:
        tables = [mart.name for mart in marts(connection)]
    assert len(tables) > 30
    assert [name for name in tables if not any(recipe.asks(name) for recipe in RECIPES)] == []


@pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.title for recipe in RECIPES])
def test_recipe(recipe: Recipe, sample_warehouse: Path) -> None:
    file = sample_warehouse / "gongkai.duckdb"
    found = answer(file, recipe.query)
    assert found.count("\n") > 1, "no rows"
    assert recipe.answer == found
    assert len({len(row) for row in recipe.rows}) == 1  # as the catalog's pages show it
    assert check(recipe.query, read_catalog(file)) == []


def main(file: Path) -> None:
    """Write every answer anew."""

    def renewed(found: re.Match[str]) -> str:
        head = found[0][: found.start("answer") - found.start()]
        return f"{head}\n{answer(file, found['query'])}\n\n"

    PAGE.write_text(RECIPE.sub(renewed, PAGE.read_text("utf-8")).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
