"""`gongkai publish`: a release in a real PostgreSQL server, which the test starts and ends."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi as postgres  # type: ignore[import-untyped]
import duckdb
import pytest

from flows.postgres import publish
from flows.tables import marts
from flows.warehouse import Refused, WrongUse
from tests.flows.command import gongkai
from tests.flows.conftest import Published

PUBLISHES = 5


def _programs() -> Path | None:
    """Debian's folder of the server's programs, the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a new server's database. The server refuses to run as root."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here; Debian's package is postgresql")
    folder = Path("/tmp") / f"gongkai-pg-{os.getpid()}"  # noqa: S108 - its socket's path must be short
    folder.mkdir()
    user: list[str] = []
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        user = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = [*user, str(programs / "pg_ctl"), "-D", str(data)]
    try:
        for command in (
            [*user, str(programs / "initdb"), "-D", str(data), "-A", "trust", "-U", "reader",
             "-E", "UTF8", "--no-locale"],
            [*control, "-w", "-o", options, "-l", str(folder / "log"), "start"],
        ):  # fmt: skip
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        yield f"postgres://reader@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd=folder)
        shutil.rmtree(folder)


def _rows(server: str, query: str) -> list[tuple[Any, ...]]:
    with postgres.connect(server) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _plain(row: tuple[Any, ...]) -> str:
    """A row for comparison; the driver gives exact numbers as text."""
    return repr(tuple(str(value) if isinstance(value, Decimal) else value for value in row))


def test_every_table_is_there_as_in_the_file(server: str, published: Published) -> None:
    file = published.warehouse / "gongkai.duckdb"
    ran = gongkai("publish", server, "--warehouse", published.warehouse, home=published.home)
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
            found = _rows(server, f'select {query} from gongkai."{table.name}"')
            assert len(found) == len(wanted), table.name
            assert sorted(map(_plain, found)) == sorted(map(_plain, wanted)), table.name
            told: dict[str, str] = dict(
                _rows(
                    server,
                    "select a.attname, col_description(a.attrelid, a.attnum) "
                    f"from pg_attribute as a where a.attrelid = 'gongkai.{table.name}'::regclass "
                    "and a.attnum > 0",
                )
            )
            assert told == {c.name: c.comment for c in table.columns}
    primary = {
        name
        for (name,) in _rows(
            server,
            "select conrelid::regclass::text from pg_constraint as c "
            "inner join pg_namespace as n on c.connamespace = n.oid "
            "where c.contype = 'p' and n.nspname = 'gongkai'",
        )
    }
    assert {"gongkai.dim_outcome", "gongkai.dim_jurisdiction"} <= primary
    assert not any("fct_" in name for name in primary)
    [(indexes,)] = _rows(server, "select count(*) from pg_indexes where schemaname = 'gongkai'")
    assert indexes > len(tables)


def test_readers_see_one_release_or_the_other(
    server: str, published: Published, tmp_path: Path
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
    publish(files[0], server)
    ended = threading.Event()
    seen: list[tuple[Any, ...]] = []
    faults: list[Exception] = []

    def read() -> None:
        while not ended.is_set():
            try:
                with postgres.connect(server) as connection, connection.cursor() as cursor:
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
        publish(files[number % 2], server)
    ended.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert len(seen) > PUBLISHES
    assert {version for version, _ in seen} == {"v0", "v1"}
    assert [pair for pair in seen if pair[0] != pair[1]] == []


def test_what_cannot_be_reached_is_told_without_the_password(published: Published) -> None:
    file = published.warehouse / "gongkai.duckdb"
    with pytest.raises(Refused) as refused:
        publish(file, "postgres://reader:secret@127.0.0.1:1/none")
    assert "secret" not in str(refused.value.lines)
    assert "reader:***@127.0.0.1:1" in str(refused.value.lines)
    with pytest.raises(WrongUse):
        publish(file, "mysql://reader:secret@host/none")
