"""A temporary Prefect server in a process of its own, for when none is running.

Given to the command line. Prefect would start one too, but only when the flow begins and out of
this process, which then imports the whole server for it; started first, it comes up while dbt
and Great Expectations are imported. It ends with the process that started it, even a killed one.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

from flows.imports import imports_at_once
from flows.warehouse import Refused

START_UP_SECONDS: Final = 180.0


class TemporaryServer:
    """Starts at once; `wait` returns when it answers at `api_url`. Ends with this process.

    To be made before Prefect is imported: what is imported later leaves first, and Prefect
    delivers its last events to a server that is still there.
    """

    def __init__(self, home: Path, log: Path, with_services: bool) -> None:
        """Start the server.

        Args:
            home: folder of its database; kept, it saves the next start-up its migrations.
            log: file for whatever the server prints.
            with_services: also what runs schedules; one flow does without.
        """
        home.mkdir(parents=True, exist_ok=True)
        self._log = log
        # The socket is opened here and handed over, so that no other process can take the port.
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen()
        self.api_url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/api"
        with log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", "flows.prefect_server", str(self._socket.fileno())],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                pass_fds=[self._socket.fileno()],
                cwd=Path(__file__).resolve().parent.parent,
                env={
                    **os.environ,
                    "PREFECT_HOME": str(home),
                    "PREFECT_SERVER_MEMO_STORE_PATH": str(home / "memo_store.toml"),
                    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
                    "PREFECT_SERVER_UI_ENABLED": "false",
                    "PREFECT__SERVER_FINAL": "1",
                    **({} if with_services else {"PREFECT__SERVER_EPHEMERAL": "1"}),
                },
            )

        atexit.register(self._stop)

    def wait(self) -> None:
        """Return once the server answers.

        Raises:
            Refused: it ended or did not answer in time.
        """
        deadline = time.monotonic() + START_UP_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            with contextlib.suppress(urllib.error.URLError, TimeoutError, ConnectionError):
                urllib.request.urlopen(f"{self.api_url}/health", timeout=START_UP_SECONDS).close()  # noqa: S310
                return
            time.sleep(0.1)
        raise Refused(
            f"Prefect's temporary server: expected an answer within {START_UP_SECONDS:.0f} s, "
            f"found none; see {self._log}, or start one with `prefect server start` and set "
            "PREFECT_API_URL."
        )

    def _stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._socket.close()


def _end_with_parent() -> None:
    # The pipe's other end closes when the starting process is gone.
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGKILL)


def _serve(descriptor: int) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with imports_at_once():
        import uvicorn  # noqa: PLC0415 - only the server's own process needs them
        from prefect.server.api import server  # noqa: F401, PLC0415

    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        fd=descriptor,
        log_level="error",
        lifespan="on",
    )


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
