"""Column lineage: from which columns of which relations each column of each model is computed.

Takes the compiled SQL of the models and the columns of every relation; gives, for each column, the
columns that its value is made of. Conditions and joins decide which rows there are and are no
sources. Used by `flows.catalog`; SQL is read by sqlglot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope
from sqlglot.schema import MappingSchema

DIALECT: Final = "duckdb"
ROWS: Final = "*"  # of a number that counts the rows of a relation

# Parts of an expression that decide which value it has and are none of it.
_CONDITIONS: Final[Mapping[type[exp.Expr], frozenset[str]]] = {
    exp.If: frozenset({"this"}),
    exp.Case: frozenset({"this"}),
    exp.Filter: frozenset({"expression"}),
    exp.Window: frozenset({"partition_by", "order"}),
    exp.Order: frozenset({"expressions"}),
}

Schema = Mapping[str, Mapping[str, Mapping[str, str]]]  # schema → table → column → type


class Source(NamedTuple):
    """A column of a relation, by the names that it has in the build file."""

    schema: str
    table: str
    column: str

    @property
    def relation(self) -> str:
        return f"{self.schema}.{self.table}"


Lineage = dict[Source, tuple[Source, ...]]


def direct_sources(models: Mapping[tuple[str, str], str], schema: Schema) -> Lineage:
    """The sources of every column of the models, one step back.

    Args:
        models: compiled SQL by (schema, table).
        schema: the columns of all relations that the models read.
    """
    # Normalised once: it costs more than the queries do.
    relations = MappingSchema(
        {name: dict(tables) for name, tables in schema.items()},
        dialect=DIALECT,
        normalize=False,
    )
    found: Lineage = {}
    for (model_schema, table), sql in models.items():
        tree = sqlglot.parse_one(sql, dialect=DIALECT)
        for relation in tree.find_all(exp.Table):
            relation.set("catalog", None)  # the build file's name
        scope = _scope(_without_unpivot(tree, schema), relations)
        seen: dict[tuple[int, str], frozenset[Source]] = {}
        for name in _outputs(scope):
            sources = _of_column(scope, name, seen)
            found[Source(model_schema, table, name)] = tuple(sorted(sources))
    return found


def ends(lineage: Lineage, column: Source) -> tuple[Source, ...]:
    """What a column comes from in the end: columns of landing and of seeds."""
    reached: set[Source] = set()
    ahead = [*lineage.get(column, ())]
    while ahead:
        source = ahead.pop()
        if source not in reached:
            reached.add(source)
            ahead += lineage.get(source, ())
    return tuple(sorted(source for source in reached if not lineage.get(source)))


def _scope(tree: exp.Expr, relations: MappingSchema) -> Scope:
    qualified = qualify(
        tree,
        schema=relations,
        dialect=DIALECT,
        quote_identifiers=False,
        validate_qualify_columns=False,
    )
    scope = build_scope(qualified)
    assert scope is not None  # a model is a query  # noqa: S101
    return scope


# --- UNPIVOT ----------------------------------------------------------------------------------


def _without_unpivot(tree: exp.Expr, schema: Schema) -> exp.Expr:
    """`unpivot t on columns(* exclude (k)) into name n value v`, as sqlglot can follow it.

    It becomes a select of k, of no column for n, and of all other columns of t for v.
    """
    ctes = {cte.alias: cte for cte in tree.find_all(exp.CTE)}
    for cte in ctes.values():
        unpivot = cte.this
        if not isinstance(unpivot, exp.Pivot):
            continue
        into = unpivot.args["into"]
        kept = [
            column.name
            for star in unpivot.find_all(exp.Star)
            for column in star.args.get("except_") or []
        ]
        names = _names(ctes[unpivot.this.name].this, ctes, schema)
        values = [exp.column(name) for name in names if name not in kept]
        cte.set(
            "this",
            exp.select(
                *kept,
                exp.alias_(exp.null(), into.this.name),
                exp.alias_(exp.func("coalesce", *values), into.expressions[0].name),
            ).from_(unpivot.this.copy()),
        )
    return tree


def _names(query: exp.Expr, ctes: Mapping[str, exp.CTE], schema: Schema) -> list[str]:
    """The columns that a query gives; `columns('pattern')` in it is spelled out on the way."""
    if not isinstance(query, exp.Select):
        return []
    relation = query.find(exp.Table)
    below = ctes.get(relation.name) if relation is not None and not relation.db else None
    if below is not None:
        known = _names(below.this, ctes, schema)
    else:
        known = list(schema.get(relation.db, {}).get(relation.name, {})) if relation else []
    spelled: list[exp.Expr] = []
    for select in query.selects:
        columns = select.find(exp.Columns)
        if columns is None:
            spelled.append(select)
        elif isinstance(columns.this, exp.Literal):
            spelled += [exp.column(name) for name in known if re.search(columns.this.name, name)]
    query.set("expressions", spelled)
    return [
        name
        for select in spelled
        for name in (known if isinstance(select, exp.Star) else [select.alias_or_name])
    ]


# --- following a column -----------------------------------------------------------------------


def _of_column(
    scope: Scope, name: str, seen: dict[tuple[int, str], frozenset[Source]]
) -> frozenset[Source]:
    """The columns of relations that a scope's column is made of; a recursion adds nothing."""
    key = (id(scope), name)
    if key not in seen:
        seen[key] = frozenset()
        seen[key] = frozenset(_walk(scope, name, seen))
    return seen[key]


def _outputs(scope: Scope) -> list[str]:
    """The columns that a query gives."""
    query = scope.expression
    return query.named_selects if isinstance(query, exp.Query) else []


def _walk(
    scope: Scope, name: str, seen: dict[tuple[int, str], frozenset[Source]]
) -> Iterator[Source]:
    if scope.set_operation_scopes:
        # Members of a union match by place; the first one names the columns.
        first = _outputs(scope.set_operation_scopes[0])
        by_name = bool(scope.expression.args.get("by_name"))
        for member in scope.set_operation_scopes:
            names = _outputs(member)
            if by_name and name in names:
                yield from _of_column(member, name, seen)
            elif not by_name and name in first:
                yield from _of_column(member, names[first.index(name)], seen)
        return
    if not isinstance(scope.expression, exp.Select):
        yield from _of_expression(scope.expression, scope.parent or scope, seen)
        return
    for select in scope.expression.selects:
        if select.alias_or_name == name:
            yield from _of_expression(select, scope, seen)


def _of_expression(
    expression: exp.Expr, scope: Scope, seen: dict[tuple[int, str], frozenset[Source]]
) -> Iterable[Source]:
    """What the value is made of; what only decides it counts where there is nothing else."""
    inner = {id(sub.expression): sub for sub in scope.subquery_scopes}
    for conditions in (False, True):
        found: set[Source] = set()
        parts = [expression, *(_named_windows(expression, scope) if conditions else ())]
        for node in (node for part in parts for node in _nodes(part, inner, conditions)):
            if id(node) in inner:
                for name in _outputs(inner[id(node)]):
                    found |= _of_column(inner[id(node)], name, seen)
            elif isinstance(node, exp.Column):
                found.update(_of_reference(node, scope, seen))
            elif isinstance(node, exp.Count) and isinstance(node.this, exp.Star):
                found.update(_rows(scope))
        if found:
            return found
    return ()


def _nodes(
    expression: exp.Expr, inner: Mapping[int, Scope], conditions: bool
) -> Iterator[exp.Expr]:
    """The expression's nodes, without subqueries' insides and, unless wanted, conditions."""
    yield expression
    if id(expression) in inner:
        return
    ignored = frozenset() if conditions else _CONDITIONS.get(type(expression), frozenset())
    for name, value in expression.args.items():
        if name not in ignored:
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, exp.Expr):
                    yield from _nodes(child, inner, conditions)


def _named_windows(expression: exp.Expr, scope: Scope) -> list[exp.Expr]:
    """The definitions of windows that the expression names."""
    used = {window.alias for window in expression.find_all(exp.Window)}
    return [window for window in scope.expression.args.get("windows") or [] if window.name in used]


def _rows(scope: Scope) -> Iterator[Source]:
    """The relations whose rows a select counts."""
    for _, source in scope.selected_sources.values():
        if isinstance(source, exp.Table):
            yield Source(source.db, source.name, ROWS)
        else:
            for member in source.set_operation_scopes or [source]:
                yield from _rows(member)


def _of_reference(
    column: exp.Column, scope: Scope, seen: dict[tuple[int, str], frozenset[Source]]
) -> Iterable[Source]:
    source = scope.sources.get(column.table)
    if isinstance(source, exp.Table):
        return [Source(source.db, source.name, column.name)]
    if isinstance(source, Scope):
        return _of_column(source, column.name, seen)
    # An alias of the same select, which DuckDB lets later columns use.
    selects = scope.expression.selects if isinstance(scope.expression, exp.Select) else []
    if any(one.alias == column.name and column not in one.find_all(exp.Column) for one in selects):
        return _of_column(scope, column.name, seen)
    return []
