"""A reader as an analyst's program would be: it reads until it is told to end.

    python -m tests.connect.reading KIND WAREHOUSE TOLD [ADDRESS PASSWORD]

Takes the kind of client, the warehouse folder and the file in which `readers` tells the last
published release; for Superset, where it answers. Prints one line of JSON for each read: which
connection it used, what had been published when that was opened, and what it found, or its error.
Judges nothing; `reading.mjs` is the same for Node. Used by tests.connect.readers.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import adbc_driver_duckdb  # type: ignore[import-untyped]
import adbc_driver_manager.dbapi as adbc
import duckdb
import httpx
import sqlalchemy as sa

from tests.connect.superset import Access, rows

# Reads the release and the marks, over one connection.
Ask = Callable[[], list[Any]]

# The release, and the least and greatest mark in two tables of it: each of their rows begins with
# one in this column.
RELEASE: Final = "select version from meta.release"
MARKED: Final = {"fct_figures": "statement_text", "dim_jurisdiction": "full_name_zh"}
MARKS: Final = tuple(
    f"select min(split_part({column}, ' ', 1)), max(split_part({column}, ' ', 1)) from {table}"
    for table, column in MARKED.items()
)
END: Final = "end"
KINDS: Final = ("duckdb", "duckdb_kept", "sqlalchemy_pool", "adbc")  # of readers in Python
SUPERSET: Final = "superset"
READS_ON_A_KEPT_CONNECTION: Final = 10
THREADS: Final = 3  # of a program that serves several people


def in_turn(execute: Callable[[str], Sequence[Any]]) -> Ask:
    """Each query by itself; `execute` gives the one row of one."""
    return lambda: [value for query in (RELEASE, *MARKS) for value in execute(query)]


@contextmanager
def duckdb_connection(warehouse: Path) -> Iterator[Ask]:
    """DuckDB in this process, as docs/connect/python.md opens it."""
    with duckdb.connect(str(warehouse / "gongkai.duckdb"), read_only=True) as connection:
        yield in_turn(lambda query: connection.execute(query).fetchall()[0])


@contextmanager
def adbc_connection(warehouse: Path) -> Iterator[Ask]:
    """DuckDB's own ADBC driver."""
    with (
        adbc.connect(
            driver=adbc_driver_duckdb.driver_path(),
            entrypoint="duckdb_adbc_init",
            db_kwargs={"path": str(warehouse / "gongkai.duckdb"), "access_mode": "READ_ONLY"},
        ) as connection,
        connection.cursor() as cursor,
    ):

        def execute(query: str) -> Sequence[Any]:
            cursor.execute(query)
            row: Sequence[Any] = cursor.fetchall()[0]
            return row

        yield in_turn(execute)


def pooled_engine(warehouse: Path) -> sa.Engine:
    """A pool that changes to the newest release, as docs/connect/python.md makes it."""
    newest = warehouse / "releases" / "current" / "gongkai.duckdb"
    engine = sa.create_engine(
        f"duckdb:///{newest}",
        connect_args={"read_only": True},
        poolclass=sa.QueuePool,
        pool_size=THREADS,
    )

    @sa.event.listens_for(engine, "do_connect")
    def open_newest(_dialect: Any, record: Any, arguments: list[Any], named: Any) -> None:
        record.info["file"] = named["database"] = str(newest.resolve())

    @sa.event.listens_for(engine, "checkout")
    def is_newest(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info["file"] != str(newest.resolve()):
            raise sa.exc.DisconnectionError

    return engine


@contextmanager
def pooled_connection(engine: sa.Engine) -> Iterator[Ask]:
    """A connection out of the pool; the program's threads take theirs at the same time."""
    with engine.connect() as connection:
        yield in_turn(lambda query: connection.execute(sa.text(query)).one())


@contextmanager
def superset_query(client: httpx.Client) -> Iterator[Ask]:
    """Superset connects anew for each query, so all is asked in one."""
    marks = ", ".join(f"({query}) as marks_{number}" for number, query in enumerate(MARKS))
    sql = f"select * from ({RELEASE}) as release, {marks}"
    yield lambda: list(rows(client, sql)[0].values())


class Telling:
    """The lines of this reader, which its threads print by turns."""

    def __init__(self, told: Path) -> None:
        self._told = told
        self._lock = threading.Lock()
        self._connections = 0

    def published(self) -> str | None:
        """The last published release; None once it is time to end."""
        told = self._told.read_text(encoding="utf-8")
        return None if told == END else told

    def new_connection(self) -> int:
        """Its number."""
        with self._lock:
            self._connections += 1
            return self._connections

    def line(self, **found: Any) -> None:
        """Say what one read found."""
        with self._lock:
            print(json.dumps(found), flush=True)


def read(opened: Callable[[], Any], telling: Telling, reads_on_a_connection: int = 1) -> None:
    """Open, read so many times, close; again until told to end."""
    while (published := telling.published()) is not None:
        number = telling.new_connection()
        try:
            with opened() as ask:
                for _ in range(reads_on_a_connection):
                    version, *marks = ask()
                    telling.line(
                        connection=number, published=published, version=version, marks=marks
                    )
        except Exception as error:  # whatever a reader meets is what is asked here
            telling.line(connection=number, published=published, error=f"{error}")


def read_together(opened: Callable[[], Any], telling: Telling) -> None:
    """Read in several threads."""
    threads = [threading.Thread(target=read, args=(opened, telling)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main(kind: str, warehouse: Path, told: Path, *superset: str) -> None:
    """Read as this kind of client does."""
    telling = Telling(told)
    if kind == "duckdb":
        read(lambda: duckdb_connection(warehouse), telling)
    elif kind == "duckdb_kept":
        read(lambda: duckdb_connection(warehouse), telling, READS_ON_A_KEPT_CONNECTION)
    elif kind == "adbc":
        read(lambda: adbc_connection(warehouse), telling)
    elif kind == "sqlalchemy_pool":
        engine = pooled_engine(warehouse)
        read_together(lambda: pooled_connection(engine), telling)
    elif kind == SUPERSET:
        with Access(*superset).client() as client:
            # At its first query Superset makes models of its answers, which several threads cannot.
            rows(client, RELEASE)
            read_together(lambda: superset_query(client), telling)
    else:
        raise SystemExit(f"{kind}: expected a kind of reader that is in this module")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:])
