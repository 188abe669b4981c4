"""The recipes of docs/cookbook.md: question, query, and the answer on the sample documents.

Used by the pages of the catalog, which show the recipes of each table, and by the tests, which run
every one of them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "cookbook.md"
RECIPE: Final = re.compile(
    r"^## (?P<title>\d+\. [^\n]+)\n(?P<note>.*?)"
    r"```sql\n(?P<query>.*?)\n```\n(?P<answer>.*?)(?=^## |\Z)",
    re.MULTILINE | re.DOTALL,
)


class Recipe(NamedTuple):
    """One section of the page; `answer` is a table of Markdown, perhaps cut, with a last line."""

    title: str
    note: str
    query: str
    answer: str

    @property
    def question(self) -> str:
        """The title without its number."""
        return self.title.partition(". ")[2]

    @property
    def rows(self) -> list[list[str]]:
        """The answer's cells, names of columns first."""
        lines = [line for line in self.answer.splitlines() if line.startswith("| ")]
        return [
            line.removeprefix("| ").removesuffix(" |").split(" | ")
            for line in lines
            if not line.startswith("| ---")
        ]

    @property
    def more(self) -> str:
        """'… 19 rows' where the page shows only the first; empty otherwise."""
        last = self.answer.strip().splitlines()[-1]
        return last if last.startswith("…") else ""

    def asks(self, table: str) -> bool:
        """Whether the query reads from a table of schema main."""
        return re.search(rf"(?<!\w){table}(?!\w)", self.query) is not None


def recipes() -> list[Recipe]:
    """Every recipe, in the order of the page."""
    found = RECIPE.finditer(PAGE.read_text(encoding="utf-8"))
    return [Recipe(*(part.strip() for part in recipe.groups())) for recipe in found]
