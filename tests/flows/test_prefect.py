"""The flow on a Prefect server that is running already, served by `gongkai schedule`."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml  # type: ignore[import-untyped]

from flows.refresh import refresh
from tests.flows.command import ROOT, Published, copy_warehouse, rows, started, surroundings

PATIENCE_SECONDS = 240
SCHEDULED = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The API address of a Prefect server of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path / "prefect"
    more = {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_MEMO_STORE_PATH": str(home / "memo_store.toml"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--no-ui", "--port", str(port)]
    with (tmp_path / "server.log").open("w") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=tmp_path, env=surroundings(tmp_path, **more)
        )
    api = f"http://127.0.0.1:{port}/api"
    try:
        _until(lambda: _answers(api))
        yield api
    finally:
        process.terminate()
        process.wait()


def test_a_running_server_serves_the_schedule_and_keeps_the_summary(
    server: str, published: Published, tmp_path: Path
) -> None:
    warehouse = copy_warehouse(published.warehouse, tmp_path / "warehouse")
    reports = tmp_path / "reports"
    reports.mkdir()
    text = (published.reports / "quxian_2023.md").read_text("utf-8")
    (reports / "later.md").write_text(f"{text}\n", "utf-8")
    arguments = ("--cron", "0 3 1 1 *", "--reports", reports, "--warehouse", warehouse)
    environment = {"PREFECT_API_URL": server}
    with started("schedule", *arguments, home=tmp_path, env=environment) as serving:
        serving.until("Refreshing")
        [deployment] = _until(lambda: _ask(f"{server}/deployments/filter", {}))
        assert deployment["schedules"][0]["schedule"]["cron"] == "0 3 1 1 *"
        # The server itself lays the schedule's runs out; it cannot with SQLAlchemy 2.1.
        _until(lambda: _ask(f"{server}/flow_runs/filter", SCHEDULED))
        run = _ask(f"{server}/deployments/{deployment['id']}/create_flow_run", {})
        ended = _until(lambda: _ended(f"{server}/flow_runs/{run['id']}"))
        serving.process.terminate()
        serving.process.wait()
    assert ended["state"]["type"] == "COMPLETED", ended["state"]
    [(version, documents)] = rows(
        warehouse / "gongkai.duckdb", "select version, document_count from meta.release"
    )
    assert documents == 3
    [artifact] = _ask(f"{server}/artifacts/filter", {})
    shown = {row["what"]: row["found"] for row in json.loads(artifact["data"])}
    assert shown["Release"] == version
    tasks = _ask(f"{server}/task_runs/filter", {})
    assert {task["name"].rsplit("-", 1)[0] for task in tasks} >= {"read", "transform", "publish"}


def test_the_deployment_file_names_the_flow_and_its_parameters() -> None:
    [deployment] = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    path, _, name = deployment["entrypoint"].partition(":")
    assert (ROOT / path).is_file()
    assert name == refresh.fn.__name__
    assert set(deployment["parameters"]) == set(refresh.parameters.properties)


def _ask(url: str, content: dict[str, Any] | None = None) -> Any:
    answer = httpx.get(url) if content is None else httpx.post(url, json=content)
    return answer.raise_for_status().json()


def _answers(api: str) -> bool:
    try:
        return _ask(f"{api}/health") is True
    except httpx.HTTPError:
        return False


def _ended(url: str) -> Any:
    run = _ask(url)
    return run if run["state"]["type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED") else None


def _until(found: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        result = found()
        if result:
            return result
        time.sleep(0.5)
    raise AssertionError(f"nothing within {PATIENCE_SECONDS} s (process {os.getpid()})")
