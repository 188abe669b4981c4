"""Great Expectations on DuckDB itself: the SQLAlchemy dialect, and one file opened for a gate.

Takes the path of a DuckDB file; gives a Great Expectations data source whose table assets are
that file's tables, so that validation is SQL inside DuckDB and no row becomes a data frame.
Used by `expectations.gate`. Importing this module imports Great Expectations (seconds): only
`expectations.check_*` may cause it.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

# Read by Great Expectations while it is imported; later is too late. No gate calls home.
os.environ["GX_ANALYTICS_ENABLED"] = "false"

import duckdb_sqlalchemy
import great_expectations as gx
from duckdb_sqlalchemy import Dialect, DuckDBExecutionContext
from great_expectations.data_context.data_context.abstract_data_context import AbstractDataContext
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from sqlalchemy.dialects import registry
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy

# What does not fit goes beside the file: a refresh stays below 3 GB.
MEMORY_LIMIT: Final = "1500MB"
DRIVER: Final = "duckdb.buffered"
URL: Final = "duckdb+buffered://"


class BufferedExecutionContext(DuckDBExecutionContext):
    """Reads a statement's rows as it is executed."""

    def post_exec(self) -> None:
        """Buffer the rows: Great Expectations fetches them after it has closed the connection,

        and the rollback of that close discards a DuckDB result that is still open
        (every metric then fails with 'list index out of range').
        """
        super().post_exec()  # type: ignore[no-untyped-call]
        if self.cursor is not None and self.cursor.description:
            self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
                self.cursor, initial_buffer=self.cursor.fetchall()
            )


class BufferedDialect(Dialect):
    """DuckDB's dialect with buffered results, and statements to run on every new connection."""

    driver = "buffered"
    execution_ctx_cls = BufferedExecutionContext
    supports_statement_cache = True

    def connect(self, *args: Any, **parameters: Any) -> Any:
        """Connect; `setup` in the parameters is a list of SQL statements for the session."""
        setup: Sequence[str] = parameters.pop("setup", ())
        connection = super().connect(*args, **parameters)
        cursor = connection.cursor()
        for statement in setup:
            cursor.execute(statement)
        return connection


@atexit.register
def _let_go_of_duckdb() -> None:
    """Empty the dialect's module as the interpreter ends.

    Great Expectations leaves SQLAlchemy's registries alive to the very end, they hold this
    module's functions, and DuckDB's binding then prints a page of 'leaked instances'.
    """
    vars(duckdb_sqlalchemy).clear()


registry.register(DRIVER, __name__, BufferedDialect.__name__)


@contextmanager
def open_database(
    database: Path, setup: Sequence[str] = ()
) -> Iterator[tuple[AbstractDataContext, SQLDatasource]]:
    """Open a DuckDB file read-only for Great Expectations.

    `setup`: SQL for each connection (temporary tables, `use`, `attach … (read_only)`).
    Gives an ephemeral context (no file in the project or the home folder) and the data source;
    both connections that Great Expectations makes are closed at the end.
    Raises `FileNotFoundError` when there is no such file: DuckDB would say it less clearly.
    """
    if not database.is_file():
        raise FileNotFoundError(
            f"{database.name}: expected a DuckDB file to check, found none; build it first"
        )
    context = gx.get_context(
        mode="ephemeral",
        project_config=DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(),
            progress_bars=ProgressBarsConfig(globally=False),
        ),
    )
    # The path goes through connect_args: Great Expectations reads `$` in a connection string as
    # a configuration variable, and would print the string in its pages.
    source = context.data_sources.add_sql(
        name="duckdb",
        connection_string=URL,
        kwargs={  # type: ignore[call-arg]  # missing in Great Expectations' stub
            "connect_args": {
                "database": str(database.resolve()),
                "read_only": True,
                # A long statement would draw a bar on the terminal of whoever runs the gate.
                "setup": [
                    "set enable_progress_bar = false",
                    f"set memory_limit = '{MEMORY_LIMIT}'",
                    *setup,
                ],
            }
        },
    )
    try:
        yield context, source
    finally:
        source.get_execution_engine().engine.dispose()
        source.get_engine().dispose()
