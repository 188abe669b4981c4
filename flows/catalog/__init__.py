"""The catalog of a release: a page for every published table, to look at before one asks it.

Given to the flow. A front page, one page a table (`describe`: grain, warnings, columns with the
lines of the forms and the columns that they come from, sums, recipes), the diagram of the star
schema (`diagram`), and `column_lineage.csv` (`lineage`). Plain HTML and SVG: no script, and no
request to any other host.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from flows.catalog.describe import GROUPS, Catalog, describe
from flows.catalog.diagram import diagram
from flows.catalog.lineage import Lineage

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

FRONT_NAME: Final = "index.html"
MODELS_NAME: Final = "models.html"  # dbt's own page: every model, its SQL and the graph
DIAGRAM_NAME: Final = "diagram.svg"
LINEAGE_NAME: Final = "column_lineage.csv"
_TEMPLATES: Final = Path(__file__).with_name("templates")


def write_pages(
    served: Path, build_file: Path, compiled: Path, manifest: Manifest, folder: Path
) -> None:
    """Write the catalog's pages into `folder`; see `describe` for what they are made from."""
    catalog = describe(served, build_file, compiled, manifest)
    drawn = diagram(catalog.pages, catalog.references)
    templates = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    files = {(page.mart.schema, page.mart.name): page.file for page in catalog.pages}
    folder.mkdir(parents=True, exist_ok=True)
    for page in catalog.pages:
        text = templates.get_template("table.html").render(page=page, files=files)
        _write(folder / page.file, text)
    front = templates.get_template("front.html").render(
        groups=_grouped(catalog),
        diagram=Markup(drawn),  # noqa: S704 - our own, escaped as it was made
        diagram_name=DIAGRAM_NAME,
        lineage_name=LINEAGE_NAME,
        models_name=MODELS_NAME,
    )
    _write(folder / FRONT_NAME, front)
    _write(folder / DIAGRAM_NAME, drawn)
    _write_lineage(catalog.lineage, folder / LINEAGE_NAME)


def _grouped(catalog: Catalog) -> list[tuple[tuple[str, str], list[object]]]:
    return [
        (titles, [page for page in catalog.pages if page.group == start])
        for start, titles in GROUPS.items()
    ]


def _write_lineage(lineage: Lineage, file: Path) -> None:
    """One row per column and column that it is made of; '*' is the rows of a relation."""
    rows: Iterable[tuple[str, ...]] = (
        (*column, *source) for column, sources in sorted(lineage.items()) for source in sources
    )
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(
            ["schema", "table", "column", "source_schema", "source_table", "source_column"]
        )
        writer.writerows(rows)


def _write(file: Path, text: str) -> None:
    file.write_text(text.rstrip() + "\n", encoding="utf-8")
