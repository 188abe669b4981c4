"""A PostgreSQL server of the tests' own, which they start and end. Used by tests/conftest.py."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Debian's folder of the server's programs, the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def started(programs_folder: Path) -> Iterator[str]:
    """The address of a new server's database, with a role `readers` beside the one that owns it.

    The server refuses to run as root.
    """
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
    control = [*user, str(programs_folder / "pg_ctl"), "-D", str(data)]
    try:
        for command in (
            [*user, str(programs_folder / "initdb"), "-D", str(data), "-A", "trust", "-U", "reader",
             "-E", "UTF8", "--no-locale"],
            [*control, "-w", "-o", options, "-l", str(folder / "log"), "start"],
            [str(programs_folder / "psql"), "-h", "127.0.0.1", "-p", str(port), "-U", "reader",
             "-c", "create role readers login", "postgres"],
        ):  # fmt: skip
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)
        yield f"postgres://reader@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd=folder)
        shutil.rmtree(folder)
