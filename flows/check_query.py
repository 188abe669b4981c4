"""`gongkai check-query`: warns of sums and series that the published numbers do not allow.

Takes a query's text and what the served file says of its measures (`meta.safe_sums`); gives
findings. A measure is followed through subqueries and CTEs back to the table it stands in; what
is grouped by, or held at one value by a condition on the way, decides whether it may be added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, traverse_scope

from flows.warehouse import WrongUse

DIALECT: Final = "duckdb"
FLAG: Final = "is_jurisdiction_report"
YEAR: Final = "report_year"
CHAIN_COLUMNS: Final = frozenset({"is_chainable", "break_before", "break_reason_code"})
SAME_DEFINITION: Final = frozenset({"form_code", "definition_code"})
# Who groups by one of these holds the others at one value too.
_IMPLIED: Final[Mapping[str, frozenset[str]]] = {
    "level_code": frozenset({"jurisdiction_level"}),
    "jurisdiction_key": frozenset({"jurisdiction_level"}),
    "full_name_zh": frozenset({"jurisdiction_level"}),
    "division_code": frozenset({"jurisdiction_level"}),
    "lineage": frozenset({"jurisdiction_level"}),
    "report_key": frozenset({"jurisdiction_level", YEAR, "received_basis", "form_code", FLAG}),
    "fact_key": frozenset(
        {"jurisdiction_level", YEAR, "received_basis", "form_code", "fee_class", "item_code", FLAG}
    ),
    "fee_type_code": frozenset({"fee_class"}),
}
_COLOURS = re.compile(r"\x1b\[\d+m")
_ADDITIVITY = re.compile(r"additivity\s*(?:=|in)\s*\(?([^)]*)\)?")


class SafeSum(NamedTuple):
    """One row of meta.safe_sums: under which condition, and by what, a measure may be added."""

    table_name: str
    measure_name: str
    predicate: str
    group_by: frozenset[str]
    statement_en: str

    @property
    def additivities(self) -> frozenset[str] | None:
        """The kinds of items that the row is about; None if it does not say."""
        found = _ADDITIVITY.search(self.predicate)
        return frozenset(re.findall(r"'(\w+)'", found[1])) if found else None


@dataclass(frozen=True, slots=True)
class Catalog:
    """What the served file says of its tables: columns, safe sums, and the kind of each item."""

    columns: Mapping[str, Mapping[str, str]]
    sums: tuple[SafeSum, ...]
    additivity: Mapping[str, str]  # item_code → additivity


@dataclass(frozen=True, slots=True)
class Finding:
    """One warning: line of the query (from 1), what was found, and what to do instead."""

    line: int
    found: str
    advice: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.found}; {self.advice}"


class _Origin(NamedTuple):
    """A column of a table of the file, and every condition between it and the aggregate."""

    table: str
    column: str
    conditions: tuple[exp.Expr, ...]


def read_catalog(file: Path) -> Catalog:
    """What `check` must know, from a served DuckDB file."""
    with duckdb.connect(str(file), read_only=True) as connection:
        columns: dict[str, dict[str, str]] = {}
        for table, column, kind in connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() "
            "where schema_name in ('main', 'meta') and not internal order by all"
        ).fetchall():
            columns.setdefault(table, {})[column] = kind
        sums = connection.execute(
            "select table_name, measure_name, predicate, coalesce(group_by, []), statement_en "
            "from meta.safe_sums"
        ).fetchall()
        items = connection.execute("select item_code, additivity from dim_item").fetchall()
    return Catalog(
        columns,
        tuple(
            SafeSum(table, name, where, frozenset(by), said)
            for table, name, where, by, said in sums
        ),
        dict(items),
    )


def check(sql: str, catalog: Catalog) -> list[Finding]:
    """Every misuse in the statements of a query, by line.

    Raises:
        WrongUse: the text is no SQL that DuckDB's dialect can be read as.
    """
    try:
        statements = [tree for tree in sqlglot.parse(sql, dialect=DIALECT) if tree is not None]
    except sqlglot.errors.SqlglotError as error:
        found = _COLOURS.sub("", str(error)).splitlines()[0]
        raise WrongUse(f"expected a query of DuckDB, found: {found}; correct it.") from error
    if not statements:
        raise WrongUse("expected a query, found none; write one.")
    findings: set[tuple[int, str, str]] = set()
    for tree in statements:
        whole = _qualified(tree, catalog)
        for scope in traverse_scope(whole):
            for finding in (*_sums(scope, catalog), *_series(scope, whole, catalog)):
                findings.add((finding.line, finding.found, finding.advice))
    return [Finding(*finding) for finding in sorted(findings)]


def _qualified(tree: exp.Expr, catalog: Catalog, *, columns: bool = True) -> exp.Expr:
    """The query with each column's table named; where it reads from a macro, tables alone."""
    try:
        return qualify(
            tree.copy(),
            schema=dict(catalog.columns),
            dialect=DIALECT,
            qualify_columns=columns,
            validate_qualify_columns=False,
            quote_identifiers=False,
        )
    except sqlglot.errors.OptimizeError:
        if not columns:
            raise
        return _qualified(tree, catalog, columns=False)


# --- sums -------------------------------------------------------------------------------------


def _sums(scope: Scope, catalog: Catalog) -> Iterator[Finding]:
    for aggregate in _own(scope, exp.Sum, exp.Avg):
        for column in aggregate.find_all(exp.Column):
            for origin in _origins(column, scope):
                yield from _judge(aggregate, origin, scope, catalog)


def _judge(
    aggregate: exp.Expr, origin: _Origin, scope: Scope, catalog: Catalog
) -> Iterator[Finding]:
    rules = [
        rule
        for rule in catalog.sums
        if (rule.table_name, rule.measure_name) == (origin.table, origin.column)
    ]
    if not rules:
        return
    conditions = [*origin.conditions, *_conditions(scope), *_filters(aggregate)]
    fixed = _closure(_grouped(aggregate, scope) | _pinned(conditions))
    kinds = _kinds(rules, conditions, catalog)
    measure = f"{origin.table}.{origin.column}"
    verb = "averaged" if isinstance(aggregate, exp.Avg) else "added"
    line = _line(aggregate)
    for rule in rules:
        if kinds is not None and not _concerns(rule, rules, kinds):
            continue
        if rule.predicate == "false":
            yield Finding(line, f"{measure} is {verb}", rule.statement_en)
            continue
        missing = sorted(rule.group_by - fixed)
        if FLAG in rule.predicate and not _has_flag(conditions) and FLAG not in fixed:
            yield Finding(
                line,
                f"{measure} is {verb} over reports that contain each other",
                f"add `where {FLAG}`",
            )
        if missing:
            yield Finding(
                line,
                f"{measure} is {verb} over different {' and '.join(missing)}",
                f"group by {', '.join(missing)} or keep to one; {rule.statement_en}",
            )


def _concerns(rule: SafeSum, rules: Iterable[SafeSum], kinds: frozenset[str]) -> bool:
    own = rule.additivities
    if own is not None:
        return bool(own & kinds)
    others = [other.additivities for other in rules if other.additivities]
    return not others or bool(kinds - frozenset().union(*others))


def _kinds(
    rules: Iterable[SafeSum], conditions: Iterable[exp.Expr], catalog: Catalog
) -> frozenset[str] | None:
    """Which kinds of items the query can meet; None where the table has no items."""
    if not any(rule.additivities for rule in rules):
        return None
    kinds = frozenset(catalog.additivity.values())
    for column, values in _values(conditions):
        if column == "additivity":
            kinds &= values
        elif column == "item_code":
            kinds &= {catalog.additivity[value] for value in values & catalog.additivity.keys()}
    return kinds


# --- series -----------------------------------------------------------------------------------


def _series(scope: Scope, whole: exp.Expr, catalog: Catalog) -> Iterator[Finding]:
    if {column.name for column in whole.find_all(exp.Column)} & CHAIN_COLUMNS:
        return
    measures = {(rule.table_name, rule.measure_name) for rule in catalog.sums}
    for window in _own(scope, exp.Window):
        order = window.args.get("order")
        if order is None or YEAR not in {column.name for column in order.find_all(exp.Column)}:
            continue
        if not isinstance(window.this, exp.Lag | exp.Lead | exp.FirstValue | exp.LastValue):
            continue
        kept = {
            column.name
            for part in window.args.get("partition_by") or []
            for column in part.find_all(exp.Column)
        }
        kept |= _pinned(_conditions(scope))
        for column in window.this.find_all(exp.Column):
            for origin in _origins(column, scope):
                if (origin.table, origin.column) in measures and not (
                    SAME_DEFINITION & (kept | _pinned(origin.conditions))
                ):
                    yield _broken(window, origin)
    for condition in _conditions(scope):
        if _is_year_before(condition) and not _same_definition(scope):
            compared = [
                origin
                for column in condition.find_all(exp.Column)
                for origin in _origins(column, scope)
                if any(origin.table == table for table, _ in measures)
            ]
            if compared:
                yield _broken(condition, compared[0])


def _broken(place: exp.Expr, origin: _Origin) -> Finding:
    return Finding(
        _line(place),
        f"years of {origin.table} are set beside each other over changes of the form",
        "use requests_comparable where is_chainable, or keep to one form_code or definition_code",
    )


def _is_year_before(condition: exp.Expr) -> bool:
    """report_year = report_year + 1, of two rows."""
    if not isinstance(condition, exp.EQ):
        return False
    moved = condition.find(exp.Add, exp.Sub)
    columns = list(condition.find_all(exp.Column))
    return (
        moved is not None and len(columns) == 2 and all(column.name == YEAR for column in columns)
    )


def _same_definition(scope: Scope) -> bool:
    return any(
        isinstance(condition, exp.EQ)
        and isinstance(condition.left, exp.Column)
        and isinstance(condition.right, exp.Column)
        and condition.left.name == condition.right.name
        and condition.left.name in SAME_DEFINITION
        for condition in _conditions(scope)
    )


# --- looking around in a query ----------------------------------------------------------------


def _own(scope: Scope, *kinds: type[exp.Expr]) -> Iterator[exp.Expr]:
    """Expressions of these kinds in the scope's own select, not in those inside it."""
    for node in scope.walk():
        if isinstance(node, kinds):
            yield node


def _origins(column: exp.Column, scope: Scope) -> Iterator[_Origin]:
    named = scope.sources.get(column.table)
    for source in [named] if column.table else scope.sources.values():
        if isinstance(source, exp.Table):
            yield _Origin(source.name, column.name, ())
        elif isinstance(source, Scope):
            yield from _projected(column.name, source)


def _projected(name: str, source: Scope) -> Iterator[_Origin]:
    """Where a column of a subquery comes from, with the subquery's conditions."""
    for inner in _selects(source):
        projected = next((one for one in _projections(inner) if one.alias_or_name == name), None)
        if projected is None:
            continue
        for column in projected.find_all(exp.Column):
            for origin in _origins(column, inner):
                yield origin._replace(conditions=(*origin.conditions, *_conditions(inner)))


def _selects(scope: Scope) -> Iterator[Scope]:
    """The scope itself, or the members of its union."""
    if scope.set_operation_scopes:
        for member in scope.set_operation_scopes:
            yield from _selects(member)
    elif isinstance(scope.expression, exp.Select):
        yield scope


def _projections(scope: Scope) -> list[exp.Expr]:
    return scope.expression.selects if isinstance(scope.expression, exp.Select) else []


def _conditions(scope: Scope) -> list[exp.Expr]:
    """The conditions that every row of a select meets: WHERE, QUALIFY, ON of inner joins."""
    select = scope.expression
    if not isinstance(select, exp.Select):
        return []
    held: list[exp.Expr] = []
    for name in ("where", "qualify"):
        if select.args.get(name) is not None:
            held += _conjuncts(select.args[name].this)
    for join in select.args.get("joins") or []:
        if join.args.get("on") is not None and (join.side or "") not in ("LEFT", "FULL"):
            held += _conjuncts(join.args["on"])
    return held


def _filters(aggregate: exp.Expr) -> list[exp.Expr]:
    parent = aggregate.parent
    if isinstance(parent, exp.Filter):
        return _conjuncts(parent.expression.this)
    return []


def _conjuncts(condition: exp.Expr) -> list[exp.Expr]:
    plain = condition.unnest()
    if isinstance(plain, exp.And):
        return [*_conjuncts(plain.left), *_conjuncts(plain.right)]
    return [plain]


def _values(conditions: Iterable[exp.Expr]) -> Iterator[tuple[str, frozenset[str]]]:
    """Columns that conditions hold to some literal values."""
    for condition in conditions:
        if isinstance(condition, exp.EQ):
            sides = (condition.left, condition.right)
            for column, value in (sides, sides[::-1]):
                if isinstance(column, exp.Column) and isinstance(value, exp.Literal | exp.Boolean):
                    yield column.name, frozenset({value.name})
        elif isinstance(condition, exp.In) and isinstance(condition.this, exp.Column):
            values = condition.expressions
            if values and all(isinstance(value, exp.Literal) for value in values):
                yield condition.this.name, frozenset(value.name for value in values)


def _pinned(conditions: Iterable[exp.Expr]) -> frozenset[str]:
    return frozenset(column for column, values in _values(conditions) if len(values) == 1)


def _has_flag(conditions: Iterable[exp.Expr]) -> bool:
    for condition in conditions:
        if isinstance(condition, exp.Column) and condition.name == FLAG:
            return True
        if (
            isinstance(condition, exp.EQ | exp.Is)
            and condition.left.name == FLAG
            and isinstance(condition.right, exp.Boolean)
            and condition.right.this
        ):
            return True
    return False


def _grouped(aggregate: exp.Expr, scope: Scope) -> frozenset[str]:
    """Names of the columns that the aggregate is taken by (GROUP BY, or PARTITION BY)."""
    window = aggregate.find_ancestor(exp.Window)
    if window is not None and window.this in (aggregate, aggregate.parent):
        parts = window.args.get("partition_by") or []
        return frozenset(column.name for part in parts for column in part.find_all(exp.Column))
    group = scope.expression.args.get("group")
    if group is None:
        return frozenset()
    if group.args.get("all"):
        parts = [one for one in _projections(scope) if not one.find(exp.AggFunc)]
    else:
        parts = group.expressions
    names = {column.name for part in parts for column in part.find_all(exp.Column)}
    origins = {
        origin.column
        for part in parts
        for column in part.find_all(exp.Column)
        for origin in _origins(column, scope)
    }
    return frozenset(names | origins)


def _closure(names: frozenset[str]) -> frozenset[str]:
    return names.union(*(_IMPLIED.get(name, frozenset()) for name in names))


def _line(expression: exp.Expr) -> int:
    lines = [node.meta["line"] for node in expression.walk() if "line" in node.meta]
    return min(lines, default=1)
