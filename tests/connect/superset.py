"""Superset, set up and started on a warehouse as docs/connect/superset.md does it.

Used by the test of Superset and by the reader of that kind. `make superset` makes its environment.
"""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

from tests.flows.command import ROOT

ENVIRONMENT: Final = ROOT / ".venv-superset"
SET_UP: Final = ROOT / "docs" / "connect" / "superset" / "set_up.py"
LONGEST_START: Final = 300.0  # seconds, on a machine that does other things
LONGEST_ANSWER: Final = 60.0


def missing() -> str | None:
    """Why Superset cannot be started here; None if it can."""
    ready = ENVIRONMENT / ".ready"
    return None if ready.exists() else f"{ready}: not here; `make superset` makes it"


@dataclass(frozen=True)
class Access:
    """Where Superset answers, and its user's password."""

    address: str
    password: str

    @contextmanager
    def client(self) -> Iterator[httpx.Client]:
        """A client that has logged in over the REST API, and may write."""
        with httpx.Client(base_url=self.address, timeout=LONGEST_ANSWER) as client:
            told = client.post(
                "/api/v1/security/login",
                json={"username": "admin", "password": self.password, "provider": "db"},
            ).raise_for_status()
            client.headers["Authorization"] = f"Bearer {told.json()['access_token']}"
            token = client.get("/api/v1/security/csrf_token/").raise_for_status().json()["result"]
            client.headers.update({"X-CSRFToken": token, "Referer": self.address})
            yield client


def rows(client: httpx.Client, sql: str) -> list[dict[str, Any]]:
    """The rows of a query in SQL Lab."""
    [database] = client.get("/api/v1/database/").raise_for_status().json()["result"]
    answer = client.post(
        "/api/v1/sqllab/execute/",
        json={"database_id": database["id"], "sql": sql, "runAsync": False},
    )
    assert answer.is_success, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


@contextmanager
def serving(warehouse: Path, folder: Path) -> Iterator[Access]:
    """Superset on a free port, with its own database in `folder`; ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "superset.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(ENVIRONMENT / "bin" / "python"), str(SET_UP), "--warehouse", str(warehouse),
             "--home", str(folder / "superset"), "--port", str(port)],
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, f"{address}/health", log)
        password = re.search(r"password (\S+)", log.read_text(encoding="utf-8"))
        assert password is not None
        yield Access(address, password[1])
    finally:
        process.terminate()
        process.wait(LONGEST_ANSWER)


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + LONGEST_START
    while True:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        assert time.monotonic() < deadline, f"{address}: no answer\n{log.read_text('utf-8')}"
        try:
            if httpx.get(address).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
