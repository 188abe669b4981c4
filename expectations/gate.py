"""Runs a gate: suites of expectations on tables of one DuckDB file, and what failed in words.

Takes the tables with their expectations (`landing`, `marts` and `release` hold those as data);
gives a `GateResult` and, on request, Data Docs. An expectation carries its own words:
`description` is what is expected, `notes` what to do when it does not hold, and `meta["column"]`
the column where several are involved.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

import great_expectations as gx
from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
from great_expectations.data_context.data_context.abstract_data_context import AbstractDataContext
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.expectations.core.unexpected_rows_expectation import (
    UnexpectedRowsExpectation,
)
from great_expectations.expectations.expectation import Expectation
from sqlalchemy import Connection, text

from expectations import Failure, GateResult
from expectations.datasource import open_database

# What a page loads or runs, and the newsletter box: our pages are read where no network is.
ACTIVE: Final = re.compile(
    r"<script\b.*?</script>|<link\b[^>]*>|<img\b[^>]*>|<style\b.*?</style>"
    r"|<footer\b.*?</footer>",
    re.DOTALL,
)
GATES: Final = ("landing", "marts", "release")
# The marks of passed and failed are letters of a font that is not there; buttons need a script.
STYLE: Final = (
    '<meta name="viewport" content="width=device-width, initial-scale=1"><style>'
    ":root{color-scheme:light dark}"
    "body{font:15px/1.5 system-ui,sans-serif;max-width:72em;margin:1.5em auto;padding:0 1em}"
    "h4,h5,h6{font-size:1.1em;margin:1em 0 .3em}pre{white-space:pre-wrap}"
    "table{border-collapse:collapse;display:block;overflow-x:auto}"
    "td,th{border:1px solid #8886;padding:.3em .6em;text-align:left;vertical-align:top}"
    "a[data-toggle],.btn-group,.ge-navigation-sidebar-container,.card-header,.card-text{display:none}"
    ".fa-check-circle::before{content:'✓'}.fa-times::before{content:'✗'}"
    ".text-danger{color:light-dark(#a63f06,#f0a070);font-weight:600}</style>"
)

# What a failed expectation is turned into: one row per report (or table) to blame, with
# the first violation (by place) standing for the others.
OFFENDERS: Final = """
select
    {report_id} as report_id,
    {table} as table_name,
    count(*) as row_count,
    min(
        struct_pack(place := coalesce({place}, ''), found := coalesce({found}, 'NULL'))
    ) as first_violation
from {rows}
group by all
having count(*) > 0
order by all
"""


class ExpectNoRows(UnexpectedRowsExpectation):
    """Expect a query to give no rows, in one scan: the base class runs it twice, to count too.

    At most 200 rows are looked at, which is Great Expectations' limit.
    """

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.table",)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG002  as the base class
        execution_engine: ExecutionEngine[Any] | None = None,  # noqa: ARG002
    ) -> dict[str, Any]:
        rows = metrics["unexpected_rows_query.table"]
        return {"success": not rows, "result": {"observed_value": len(rows)}}


def no_rows(  # noqa: PLR0913  the words of one expectation, all named
    rows: str,
    *,
    place: str,
    found: str,
    expected: str,
    remedy: str,
    report_id: str = "null",
    table: str = "null",
    column: str | None = None,
) -> ExpectNoRows:
    """Expect a SELECT to give no rows: the form of what no ready-made expectation says.

    `rows`: a relation in parentheses, with `{batch}` for the table, giving one row per violation;
    `report_id`, `table` (where it is not the suite's), `place` and `found`: SQL expressions over
    its columns. Rows are told apart by report and table.
    """
    return ExpectNoRows(
        unexpected_rows_query=OFFENDERS.format(
            report_id=report_id, table=table, place=place, found=found, rows=rows
        ),
        description=expected,
        notes=remedy,
        meta={"column": column},
    )


def quoted(value: str) -> str:
    """A string literal in SQL."""
    return "'" + value.replace("'", "''") + "'"


@dataclass(frozen=True)
class TableSuite:
    """A table (or a query standing for one) and what is expected of it.

    `query`: a SELECT when `name` is no table of the file. `columns`: those of its columns that
    `report_id` (the document to blame) and `place` (where in it) are SQL expressions over.
    """

    name: str
    expectations: Sequence[Expectation]
    columns: Sequence[str] = ()
    query: str | None = None
    report_id: str = "null"
    place: str = "''"

    @property
    def relation(self) -> str:
        """The table as a relation in SQL."""
        return f"({self.query})" if self.query else self.name


def run_gate(  # noqa: PLR0913  one caller per gate, each naming them
    gate: str,
    database: Path,
    stages: Iterable[Sequence[TableSuite]],
    *,
    setup: Sequence[str] = (),
    docs: Path | None = None,
    documents: str = "",
) -> GateResult:
    """Evaluate the stages in order, ending after the first one with a failure.

    A later stage rests on what an earlier one established (no value can be checked in a column
    that is missing), and may be made only when its turn comes. `setup`: SQL for each connection.
    `documents`: a SELECT of report_id and file_name, to name documents in messages.
    Raises `FileNotFoundError` without the file.
    """
    with open_database(database, setup) as (context, source):
        started = time.perf_counter()
        outcomes: dict[str, list[bool]] = {}
        failures: list[Failure] = []
        for stage in stages:
            for suite in stage:
                outcome = _validate(context, source, suite)
                outcomes[suite.name] = [bool(result.success) for result in outcome.results]
                with source.get_engine().connect() as connection:
                    for result in outcome.results:
                        if not result.success:
                            failures += _failures(gate, suite, result, connection, documents)
            if failures:
                break
        seconds = time.perf_counter() - started
        if docs is not None:
            _build_docs(context, docs / gate, outcomes)
    checked = sum(len(results) for results in outcomes.values())
    return GateResult(gate, checked, tuple(failures), seconds)


def _validate(
    context: AbstractDataContext, source: SQLDatasource, suite: TableSuite
) -> ExpectationSuiteValidationResult:
    """Evaluate one table's suite; Great Expectations bundles its metrics into few statements."""
    asset = (
        source.add_query_asset(suite.name, suite.query)
        if suite.query
        else source.add_table_asset(suite.name)
    )
    batch = asset.add_batch_definition_whole_table("whole table")
    expectations = context.suites.add(
        gx.ExpectationSuite(name=suite.name, expectations=list(suite.expectations))
    )
    definition = context.validation_definitions.add(
        gx.ValidationDefinition(name=suite.name, data=batch, suite=expectations)
    )
    return definition.run(
        result_format={
            "result_format": "BASIC",
            # The SQL of the rows in violation: run by us for a failed expectation only, because
            # Great Expectations keeps no more than 200 of its rows.
            "return_unexpected_index_query": bool(suite.columns),
            "unexpected_index_column_names": list(suite.columns),
        }
    )


def _failures(
    gate: str,
    suite: TableSuite,
    result: ExpectationValidationResult,
    connection: Connection,
    documents: str,
) -> Iterator[Failure]:
    """One failure per report that an expectation blames; one without a report otherwise."""
    configuration = result.expectation_config
    if configuration is None:  # not so after a validation, but its type allows it
        raise TypeError(f"{gate} gate, {suite.name}: a result without its expectation")
    column = configuration.kwargs.get("column") or (configuration.meta or {}).get("column")
    expected = configuration.description or configuration.type
    remedy = str(configuration.notes or "")
    sql = _offenders(suite, configuration.kwargs, result.result)
    if sql is None:
        problem = _exception(result)
        seen = f"the check itself failed: {problem}" if problem else _observed(result.result)
        offenders: Sequence[Any] = [(None, None, 1, {"place": "", "found": seen})]
    else:
        offenders = connection.execute(text(sql)).all()
    names: dict[str | None, str] = {}
    if documents:
        names.update((row[0], row[1]) for row in connection.execute(text(documents)))
    for report_id, table_name, count, first in offenders:
        table = table_name or suite.name
        place, found = first["place"], first["found"]
        document = f"{names.get(report_id, 'document')} ({report_id})" if report_id else ""
        where = ", ".join(part for part in (document, f"table {table}", place) if part)
        times = f" ({count} rows)" if count > 1 else ""
        yield Failure(
            gate=gate,
            table=table,
            column=column,
            expectation=configuration.type,
            report_id=report_id,
            expected=expected,
            found=found,
            count=count,
            message=f"{where}: expected {expected}; found {found}{times}. {remedy}".rstrip(),
        )


def _offenders(
    suite: TableSuite, kwargs: Mapping[str, Any], result: Mapping[str, Any]
) -> str | None:
    """The SELECT of the reports that violate an expectation; None where no row is to blame."""
    if "unexpected_rows_query" in kwargs and "observed_value" in result:
        return str(kwargs["unexpected_rows_query"]).format(batch=suite.relation)
    query = result.get("unexpected_index_query")
    if not query:
        return None
    return OFFENDERS.format(
        report_id=suite.report_id,
        table="null",
        place=suite.place,
        found=f"coalesce({kwargs['column']}::varchar, 'NULL')",
        rows=f"({str(query).rstrip(chr(10) + '; ')})",
    )


def _observed(result: Mapping[str, Any]) -> str:
    """What a table-level expectation observed."""
    return str(result.get("observed_value", "nothing"))


def _exception(result: ExpectationValidationResult) -> str:
    """The message of an exception inside an expectation, empty if there was none."""
    info = result.exception_info or {}
    for entry in (info, *info.values()):
        if isinstance(entry, Mapping) and entry.get("raised_exception"):
            return str(entry.get("exception_message"))
    return ""


def _build_docs(
    context: AbstractDataContext, folder: Path, outcomes: Mapping[str, Sequence[bool]]
) -> None:
    """Write Great Expectations' own site on this run, and an index that needs no network.

    Its pages load styles, scripts and a logo from other hosts, and its index is drawn by one of
    those scripts: each page is left with its text, its tables and one small style of ours.
    """
    context.add_data_docs_site(
        site_name="gate",
        site_config={
            "class_name": "SiteBuilder",
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "store_backend": {
                "class_name": "TupleFilesystemStoreBackend",
                "base_directory": str(folder.resolve()),
            },
        },
    )
    context.build_data_docs(site_names=["gate"])
    shutil.rmtree(folder / "static")
    pages = sorted((folder / "validations").rglob("*.html"))
    for page in [*pages, *sorted((folder / "expectations").rglob("*.html"))]:
        content = ACTIVE.sub("", page.read_text(encoding="utf-8"))
        page.write_text(content.replace("</head>", STYLE + "</head>", 1), encoding="utf-8")
    rows = ""
    for page in pages:
        # A dot in a name parts the folders above, so that the file alone has the whole of it.
        name = page.stem.partition("-")[2]
        results = outcomes[name]
        rows += (
            f'<tr><td><a href="{page.relative_to(folder).as_posix()}">{name}</a></td>'
            f"<td>{len(results)}</td><td>{results.count(False)}</td></tr>"
        )
    others = " · ".join(f'<a href="../{name}/index.html">{name}</a>' for name in GATES)
    others += ' · <a href="../../catalog/index.html">data catalog 数据目录</a>'
    (folder / "index.html").write_text(
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{folder.name} gate'
        f"</title>{STYLE}</head><body><h1>{folder.name} gate</h1>"
        f"<p>{others}</p><table><thead><tr><th>what 对象</th><th>expectations 检验</th>"
        f"<th>not met 不符</th></tr></thead><tbody>{rows}</tbody></table></body></html>",
        encoding="utf-8",
    )
