"""Where a column comes from, on queries written for it."""

from __future__ import annotations

import pytest

from flows.catalog.lineage import Source, direct_sources, ends

SCHEMA = {
    "raw": {
        "figure": {"id": "varchar", "value": "integer", "scale": "integer", "state": "varchar"}
    },
    "main": {
        "wide": {"key": "varchar", "a_count": "integer", "b_count": "integer", "name": "varchar"}
    },
}
QUERIES = {
    "renamed through CTEs and a star": (
        "with source as (select * from raw.figure), "
        "renamed as (select id as figure_id, value as amount from source), "
        "final as (select renamed.* from renamed) select * from final",
        {"figure_id": {"figure.id"}, "amount": {"figure.value"}},
    ),
    "an expression has all its columns": (
        "select value * scale as number, 1 as one from raw.figure",
        {"number": {"figure.scale", "figure.value"}, "one": set()},
    ),
    "conditions are no sources": (
        "select sum(value) filter (where state = 'number') as total, "
        "case when state = 'number' then value end as number, "
        "max(value) over (partition by id order by state) as most, "
        "list(id order by value) as ids from raw.figure group by all",
        {
            "total": {"figure.value"},
            "number": {"figure.value"},
            "most": {"figure.value"},
            "ids": {"figure.id"},
        },
    ),
    "unless there is nothing else": (
        "select case when state = 'number' then 'yes' else 'no' end as answer, "
        "row_number() over by_value as place from raw.figure "
        "window by_value as (partition by id order by value)",
        {"answer": {"figure.state"}, "place": {"figure.id", "figure.value"}},
    ),
    "rows that are counted": (
        "with counted as (select id, count(*) as n from (select * from raw.figure) as f "
        "group by id) select n, count(*) as groups from counted group by n",
        {"n": {"figure.*"}, "groups": {"figure.*"}},
    ),
    "members of a union match by place": (
        "select id as a, value as b from raw.figure union all select name, a_count from main.wide",
        {"a": {"figure.id", "wide.name"}, "b": {"figure.value", "wide.a_count"}},
    ),
    "or by name": (
        "select id as a, value as b from raw.figure "
        "union all by name select a_count as b, name as a from main.wide",
        {"a": {"figure.id", "wide.name"}, "b": {"figure.value", "wide.a_count"}},
    ),
    "an alias of the same select": (
        "select value + 1 as more, more * scale as most from raw.figure",
        {"more": {"figure.value"}, "most": {"figure.scale", "figure.value"}},
    ),
    "a subquery as a value": (
        "select id, (select max(a_count) from main.wide) as most from raw.figure",
        {"id": {"figure.id"}, "most": {"wide.a_count"}},
    ),
    "a recursion adds nothing to where it began": (
        "with recursive chain as (select id, value from raw.figure union all "
        "select id, value + 1 from chain where value < 9) select * from chain",
        {"id": {"figure.id"}, "value": {"figure.value"}},
    ),
    "columns turned into rows": (
        "with wide as (select * from main.wide), "
        "numbers as (select key, columns('.*_count$')::bigint from wide), "
        "measures as (unpivot numbers on columns(* exclude (key)) into name code value number) "
        "select key, code, number from measures",
        {"key": {"wide.key"}, "code": set(), "number": {"wide.a_count", "wide.b_count"}},
    ),
}


@pytest.mark.parametrize("what", QUERIES)
def test_sources_of_a_query(what: str) -> None:
    sql, expected = QUERIES[what]
    lineage = direct_sources({("main", "model"): sql}, SCHEMA)
    found = {
        column.column: {f"{source.table}.{source.column}" for source in sources}
        for column, sources in lineage.items()
    }
    assert found == expected


def test_the_file_that_a_model_was_compiled_for_does_not_matter() -> None:
    lineage = direct_sources(
        {("main", "model"): 'select value from "any_file"."raw"."figure"'}, SCHEMA
    )
    assert lineage == {Source("main", "model", "value"): (Source("raw", "figure", "value"),)}


def test_ends_are_found_over_several_models() -> None:
    lineage = direct_sources(
        {
            ("main", "last"): "select number, n from main.middle",
            ("main", "middle"): "select value * scale as number, count(*) as n from raw.figure "
            "group by all",
        },
        {**SCHEMA, "main": {"middle": {"number": "integer", "n": "bigint"}}},
    )
    assert ends(lineage, Source("main", "last", "number")) == (
        Source("raw", "figure", "scale"),
        Source("raw", "figure", "value"),
    )
    assert ends(lineage, Source("main", "last", "n")) == (Source("raw", "figure", "*"),)
