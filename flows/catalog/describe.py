"""What is known of each published table, gathered for its page of the catalog.

Takes the release's DuckDB file (columns, comments, keys, sums, lines and warnings stand in it), the
build file (where the columns come from) and dbt's manifest (tests and exposures). Used by
`flows.catalog`.
"""

# ruff: noqa: S608  (SQL is put together from this module's text and the catalog's names alone)
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import duckdb

from flows.catalog.cookbook import Recipe, recipes
from flows.catalog.lineage import Lineage, Source, direct_sources, ends
from flows.tables import Column, Mart, marts, quoted_name, quoted_text
from flows.warehouse import connect

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

SCHEMAS: Final = ("main", "meta")

# How the front page groups the tables, by the beginning of their names.
GROUPS: Final[Mapping[str, tuple[str, str]]] = {
    "": ("Wide tables and series", "宽表与序列"),
    "fct_": ("Facts", "事实表"),
    "dim_": ("Dimensions", "维度表"),
    "bridge_": ("Bridges", "对照表"),
    "meta": ("Schema meta: about the tables", "模式 meta：关于各表"),
}

KEYED: Final = ("dim_", "bridge_")  # tables whose keys others hold

# What a number counts, by the end of its name, where no line of a form says it.
_UNITS: Final[Mapping[str, str]] = {
    "_ratio": "share of 1 占比",
    "_rate": "share of 1 占比",
    "_cny": "元 yuan",
    "_date": "day 日",
    "_days": "days 天",
    "_year": "calendar year 公历年",
}


_REF: Final = re.compile(r"ref\(['\"](?P<table>\w+)['\"]\)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a form that a column comes from."""

    form: str
    code: str
    label_zh: str
    label_en: str
    unit: str | None
    columns: tuple[str, ...]
    is_derived: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """One row of meta.safe_sums."""

    measure: str
    within: tuple[str, ...]
    predicate: str
    group_by: tuple[str, ...]
    statement_en: str
    statement_zh: str
    sql: str | None


@dataclass(frozen=True, slots=True)
class Described:
    """One column and all that is known of it."""

    column: Column
    label_zh: str | None
    is_key: bool
    references: str | None  # the table whose key it is
    allowed: tuple[str, ...]
    unit: str | None
    sources: tuple[Source, ...]
    ends: tuple[Source, ...]
    lines: tuple[Line, ...]
    sums: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One published table and all that is known of it."""

    mart: Mart
    label_zh: str | None
    row_count: int
    columns: tuple[Described, ...]
    warnings: tuple[tuple[str, str], ...]  # English, Chinese
    recipes: tuple[Recipe, ...]
    exposures: tuple[str, ...]

    @property
    def name(self) -> str:
        """As a query names it."""
        return self.mart.name if self.mart.schema == "main" else f"meta.{self.mart.name}"

    @property
    def file(self) -> str:
        return f"{self.name}.html"

    @property
    def group(self) -> str:
        if self.mart.schema == "meta":
            return "meta"
        return next((start for start in GROUPS if start and self.mart.name.startswith(start)), "")

    @property
    def sums(self) -> list[tuple[list[str], Sum]]:
        """How measures may be added, those that are added alike together; the first one's query."""
        alike: dict[tuple[object, ...], list[Sum]] = defaultdict(list)
        for one in (one for column in self.columns for one in column.sums):
            alike[one.within, one.predicate, one.group_by, one.statement_en].append(one)
        return [([one.measure for one in found], found[0]) for found in alike.values()]

    @property
    def lines(self) -> list[Line]:
        """Every line of a form that the table comes from, once."""
        return list(
            {
                (line.form, line.code): line for column in self.columns for line in column.lines
            }.values()
        )


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns of a table that hold the key of another."""

    table: str
    columns: tuple[str, ...]
    target: str
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every page, every reference from table to dimension, and the whole lineage."""

    pages: tuple[Page, ...]
    references: tuple[Reference, ...]
    lineage: Lineage


def describe(served: Path, build_file: Path, compiled: Path, manifest: Manifest) -> Catalog:
    """Gather what is known of the published tables.

    Args:
        served: the release's DuckDB file.
        build_file: the file that dbt built, with all schemas.
        compiled: folder of the compiled models.
        manifest: the parsed project.
    """
    nodes: list[Any] = list(manifest.nodes.values())
    lineage = direct_sources(_models(nodes, compiled), _relations(build_file))
    with connect(served, read_only=True) as connection:
        connection.execute(f"attach {quoted_text(build_file)} as build (read_only)")
        tables = [mart for schema in SCHEMAS for mart in marts(connection, schema)]
        references = tuple(_references(tables, nodes))
        known = _Known(
            labels=dict(
                connection.execute(
                    "select object_kind || ':' || object_name, label_zh "
                    "from build.reference.labels_zh"
                ).fetchall()
            ),
            lines=_lines(connection),
            sums=_sums(connection),
            warnings=_warnings(connection),
            allowed=_handed_on(_allowed(nodes), lineage),
            references={
                (one.table, column): one.target for one in references for column in one.columns
            },
            exposures=_exposures(manifest),
            recipes=tuple(recipes()),
            lineage=lineage,
        )
        pages = tuple(_page(mart, _row_count(connection, mart), known) for mart in tables)
    return Catalog(pages, references, lineage)


@dataclass(frozen=True, slots=True)
class _Known:
    labels: Mapping[str, str]  # 'table:…' or 'column:…'
    lines: Mapping[tuple[str, str], list[Line]]  # by table and column
    sums: Mapping[tuple[str, str], list[Sum]]  # by table and column
    warnings: Mapping[str, list[tuple[str, str]]]
    allowed: Mapping[Source, tuple[str, ...]]
    references: Mapping[tuple[str, str], str]
    exposures: Mapping[str, list[str]]
    recipes: tuple[Recipe, ...]
    lineage: Lineage


def _page(mart: Mart, row_count: int, known: _Known) -> Page:
    is_main = mart.schema == "main"
    return Page(
        mart,
        known.labels.get(f"table:{mart.name}") if is_main else None,
        row_count,
        tuple(_column(mart, column, known) for column in mart.columns),
        tuple(known.warnings.get(mart.name, ())) if is_main else (),
        tuple(_asking(mart, known.recipes)) if is_main else (),
        tuple(known.exposures.get(mart.name, ())) if is_main else (),
    )


def _asking(mart: Mart, all_recipes: Iterable[Recipe]) -> list[Recipe]:
    """The recipes that ask a table, those that ask it first of all before the others."""
    asking = [recipe for recipe in all_recipes if recipe.asks(mart.name)]
    return sorted(asking, key=lambda recipe: f"from {mart.name}" not in recipe.query)


def _column(mart: Mart, column: Column, known: _Known) -> Described:
    place = (mart.name, column.name)
    source = Source(mart.schema, *place)
    lines = known.lines.get(place, []) if mart.schema == "main" else []
    return Described(
        column,
        known.labels.get(f"column:{column.name}") if mart.schema == "main" else None,
        column.name in mart.key,
        known.references.get(place),
        known.allowed.get(source, ()),
        _unit(column, lines),
        known.lineage.get(source, ()),
        ends(known.lineage, source),
        tuple(lines),
        tuple(known.sums.get(place, ())) if mart.schema == "main" else (),
    )


def _unit(column: Column, lines: Iterable[Line]) -> str | None:
    of_lines = sorted({line.unit.replace("万", "") for line in lines if line.unit})
    if column.name.endswith("_cny"):
        return _UNITS["_cny"]
    if of_lines:
        return ", ".join(of_lines)
    return next((unit for end, unit in _UNITS.items() if column.name.endswith(end)), None)


def _row_count(connection: duckdb.DuckDBPyConnection, mart: Mart) -> int:
    place = f"{mart.schema}.{quoted_name(mart.name)}"
    return int(connection.execute(f"select count(*) from {place}").fetchall()[0][0])


# --- from dbt's manifest ----------------------------------------------------------------------


def _models(nodes: Iterable[Any], compiled: Path) -> dict[tuple[str, str], str]:
    """The compiled SQL of the marts and of all that they are made of."""
    models = {node.unique_id: node for node in nodes if node.resource_type == "model"}
    wanted: set[str] = set()
    ahead = [name for name, node in models.items() if node.schema == "main"]
    while ahead:
        name = ahead.pop()
        if name in models and name not in wanted:
            wanted.add(name)
            ahead += models[name].depends_on.nodes
    return {
        (node.schema, node.alias): file.read_text(encoding="utf-8")
        for node in (models[name] for name in sorted(wanted))
        # Removed by hand, it comes back with the next change of the project.
        if (file := compiled / node.original_file_path).is_file()
    }


def _relations(build_file: Path) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    with connect(build_file, read_only=True) as connection:
        for schema, table, column, kind in connection.execute(
            "select schema_name, table_name, column_name, data_type from duckdb_columns() "
            "where not internal order by schema_name, table_name, column_index"
        ).fetchall():
            found.setdefault(schema, {}).setdefault(table, {})[column] = kind
    return found


def _tests(nodes: Iterable[Any], name: str) -> Iterable[tuple[Any, str, dict[str, Any]]]:
    """Tests of one kind: the model tested, the column, the arguments."""
    by_id = {node.unique_id: node for node in nodes}
    for node in by_id.values():
        # Tests that are a file of their own have no such data.
        tested = getattr(node, "test_metadata", None)
        if tested is not None and tested.name == name and node.column_name:
            model = by_id.get(node.attached_node)
            if model is not None:
                yield model, node.column_name, tested.kwargs.get("arguments", tested.kwargs)


def _allowed(nodes: list[Any]) -> dict[Source, tuple[str, ...]]:
    """The values that tests hold columns to, in whichever model."""
    return {
        Source(model.schema, model.alias, column): tuple(map(str, arguments["values"]))
        for model, column, arguments in _tests(nodes, "accepted_values")
    }


def _handed_on(
    allowed: Mapping[Source, tuple[str, ...]], lineage: Lineage
) -> dict[Source, tuple[str, ...]]:
    """A column that is taken over under its name has the values of where it comes from."""
    found = dict(allowed)

    def values(column: Source) -> tuple[str, ...]:
        if column not in found:
            found[column] = ()  # also where the way comes back to here
            sources = lineage.get(column, ())
            told = [values(source) for source in sources if source.column == column.column]
            if len(told) == len(sources) and all(told):
                found[column] = tuple(dict.fromkeys(one for each in told for one in each))
        return found[column]

    for column in lineage:
        values(column)
    return found


def _references(tables: list[Mart], nodes: list[Any]) -> Iterable[Reference]:
    """What columns of a key's name refer to, and what tests of relationships say beside it.

    The marts gate holds every column of a key's name against that dimension.
    """
    named = [mart for mart in tables if mart.name.startswith(KEYED) and mart.key]
    tested = {
        (model.alias, column): (target["table"], arguments["field"])
        for model, column, arguments in _tests(nodes, "relationships")
        if (target := _REF.search(arguments["to"])) is not None
    }
    for mart in (mart for mart in tables if mart.schema == "main"):
        columns = {column.name for column in mart.columns}
        for other in named:
            if other is not mart and columns.issuperset(other.key) and other.key != mart.key:
                yield Reference(mart.name, other.key, other.name, other.key)
        for column in mart.columns:
            table, key = tested.get((mart.name, column.name), ("", ""))
            if key != column.name and any(one.name == table for one in named):
                yield Reference(mart.name, (column.name,), table, (key,))


def _exposures(manifest: Manifest) -> dict[str, list[str]]:
    """Labels of what is built on each model."""
    found: dict[str, list[str]] = defaultdict(list)
    for exposure in sorted(manifest.exposures.values(), key=lambda one: one.name):
        for model in exposure.depends_on.nodes:
            found[model.rpartition(".")[2]].append(exposure.label or exposure.name)
    return found


# --- from schema meta -------------------------------------------------------------------------


def _lines(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], list[Line]]:
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for (
        table,
        column,
        form,
        code,
        chinese,
        english,
        unit,
        columns,
        is_derived,
    ) in connection.execute(
        "select table_name, column_name, line_form, line_code, label_zh, label_en, unit, "
        "column_codes, is_derived "
        "from meta.column_lines inner join main.dim_line using (line_form, line_code) "
        "order by table_name, column_name, line_form, line_order"
    ).fetchall():
        found[table, column].append(
            Line(form, code, chinese, english, unit, tuple(columns), is_derived)
        )
    return found


def _sums(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], list[Sum]]:
    found: dict[tuple[str, str], list[Sum]] = defaultdict(list)
    for table, measure, within, predicate, group_by, english, chinese, sql in connection.execute(
        "select table_name, measure_name, within_report_over, predicate, group_by, statement_en, "
        "statement_zh, sum_sql from meta.safe_sums order by all"
    ).fetchall():
        found[table, measure].append(
            Sum(measure, tuple(within), predicate, tuple(group_by), english, chinese, sql)
        )
    return found


def _warnings(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for table, english, chinese in connection.execute(
        "select table_name, statement_en, statement_zh from meta.warnings "
        "order by table_name, warning_order"
    ).fetchall():
        found[table].append((english, chinese))
    return found
