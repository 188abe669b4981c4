"""`gongkai publish`: a release in a real PostgreSQL server, which the tests start and end."""

from __future__ import annotations

import re
import shutil
import threading
from decimal import Decimal
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi as postgres  # type: ignore[import-untyped]
import duckdb
import pytest

from flows.postgres import publish
from flows.tables import marts
from flows.warehouse import Refused, WrongUse
from tests.flows.command import ROOT, Published, gongkai

PUBLISHES = 5


def _rows(server: str, query: str) -> list[tuple[Any, ...]]:
    with postgres.connect(server) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _plain(row: tuple[Any, ...]) -> str:
    """A row for comparison; the driver gives exact numbers as text."""
    return repr(tuple(str(value) if isinstance(value, Decimal) else value for value in row))


def test_every_table_is_there_as_in_the_file(postgres_server: str, published: Published) -> None:
    file = published.warehouse / "gongkai.duckdb"
    ran = gongkai(
        "publish", postgres_server, "--warehouse", published.warehouse, home=published.home
    )
    assert (ran.code, ran.err) == (0, "")
    with duckdb.connect(str(file), read_only=True) as connection:
        tables = marts(connection)
        assert len(tables) > 30
        for table in tables:
            columns = [c.name for c in table.columns]
            order = ", ".join(f'"{name}"' for name in table.key)
            query = ", ".join(f'"{name}"' for name in columns)
            wanted = connection.execute(
                f'select {query} from "{table.name}" order by {order}'
            ).fetchall()
            found = _rows(postgres_server, f'select {query} from gongkai."{table.name}"')
            assert len(found) == len(wanted), table.name
            assert sorted(map(_plain, found)) == sorted(map(_plain, wanted)), table.name
            told: dict[str, str] = dict(
                _rows(
                    postgres_server,
                    "select a.attname, col_description(a.attrelid, a.attnum) "
                    f"from pg_attribute as a where a.attrelid = 'gongkai.{table.name}'::regclass "
                    "and a.attnum > 0",
                )
            )
            assert told == {c.name: c.comment for c in table.columns}
    primary = {
        name
        for (name,) in _rows(
            postgres_server,
            "select conrelid::regclass::text from pg_constraint as c "
            "inner join pg_namespace as n on c.connamespace = n.oid "
            "where c.contype = 'p' and n.nspname = 'gongkai'",
        )
    }
    assert {"gongkai.dim_outcome", "gongkai.dim_jurisdiction"} <= primary
    assert not any("fct_" in name for name in primary)
    [(indexes,)] = _rows(
        postgres_server, "select count(*) from pg_indexes where schemaname = 'gongkai'"
    )
    assert indexes > len(tables)


def test_readers_see_one_release_or_the_other(
    postgres_server: str, published: Published, tmp_path: Path
) -> None:
    """While releases are swapped, two reads in one transaction are of one release, none fails."""
    files = []
    for number in range(2):
        file = tmp_path / f"{number}.duckdb"
        shutil.copyfile(published.warehouse / "gongkai.duckdb", file)
        with duckdb.connect(str(file)) as connection:
            connection.execute(f"update meta.release set version = 'v{number}'")
            connection.execute(f"update dim_year set usual_form_code = 'v{number}'")
        files.append(file)
    publish(files[0], postgres_server)
    ended = threading.Event()
    seen: list[tuple[Any, ...]] = []
    faults: list[Exception] = []

    def read() -> None:
        while not ended.is_set():
            try:
                with postgres.connect(postgres_server) as connection, connection.cursor() as cursor:
                    cursor.execute("set transaction isolation level repeatable read")
                    cursor.execute(
                        "select (select version from gongkai_meta.release), "
                        "(select max(usual_form_code) from gongkai.dim_year)"
                    )
                    seen.append(cursor.fetchall()[0])
            except Exception as error:  # whatever a reader meets
                faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, PUBLISHES + 1):
        publish(files[number % 2], postgres_server)
    ended.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert len(seen) > PUBLISHES
    assert {version for version, _ in seen} == {"v0", "v1"}
    assert [pair for pair in seen if pair[0] != pair[1]] == []


def test_a_second_publish_at_the_same_time_is_refused(
    postgres_server: str, published: Published
) -> None:
    file = published.warehouse / "gongkai.duckdb"
    publish(file, postgres_server)
    before = _rows(postgres_server, "select version from gongkai_meta.release")
    with postgres.connect(postgres_server) as other, other.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(hashtext('gongkai publish gongkai'))")
        with pytest.raises(Refused, match="another publish"):
            publish(file, postgres_server)
    assert _rows(postgres_server, "select version from gongkai_meta.release") == before
    publish(file, postgres_server)


def test_readers_keep_their_rights_from_release_to_release(
    postgres_server: str, published: Published
) -> None:
    """By the default privileges that docs/connect/postgresql.md gives, word for word."""
    page = (ROOT / "docs" / "connect" / "postgresql.md").read_text(encoding="utf-8")
    grants = re.findall(r"^alter default privileges .*$", page, re.M)
    assert len(grants) == 2
    with (
        postgres.connect(postgres_server, autocommit=True) as connection,
        connection.cursor() as cursor,
    ):
        for grant in grants:
            cursor.execute(grant)
    as_a_reader = postgres_server.replace("reader@", "readers@")
    for _ in range(2):
        publish(published.warehouse / "gongkai.duckdb", postgres_server)
        [(count,)] = _rows(
            as_a_reader, "select count(*) from gongkai.fct_figures, gongkai_meta.release"
        )
        assert count > 0


def test_what_cannot_be_reached_is_told_without_the_password(published: Published) -> None:
    file = published.warehouse / "gongkai.duckdb"
    with pytest.raises(Refused) as refused:
        publish(file, "postgres://reader:secret@127.0.0.1:1/none")
    assert "secret" not in str(refused.value.lines)
    assert "reader:***@127.0.0.1:1" in str(refused.value.lines)
    with pytest.raises(WrongUse):
        publish(file, "mysql://reader:secret@host/none")
