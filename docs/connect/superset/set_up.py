"""Superset on this warehouse: registered read-only, with datasets, charts and a dashboard.

    make superset                    the environment, then this, on http://127.0.0.1:8088
    .venv-superset/bin/python docs/connect/superset/set_up.py [--warehouse DIR] [--port 8088]

Run in Superset's own environment. What Superset keeps (its users, its charts) is in
.venv-superset/home/; running it again brings the datasets up to the newest release and leaves
everything else as it is. `--port 0` sets up and does not start.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Final

import bundle  # beside this file

ENVIRONMENT: Final = Path(sys.prefix)
SETTINGS: Final = Path(__file__).with_name("superset_config.py")
USER: Final = "admin"


def prepare(home: Path) -> str:
    """Make Superset's own database and user, once; the user's password."""
    home.mkdir(parents=True, exist_ok=True)
    for name in ("secret_key", "password"):
        file = home / name
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(32), encoding="utf-8")
    os.environ |= {
        "SUPERSET_HOME": str(home),
        "SUPERSET_CONFIG_PATH": str(SETTINGS),
        "FLASK_APP": "superset.app:create_app()",
    }
    password = (home / "password").read_text(encoding="utf-8")
    if not (home / "superset.db").exists():
        _superset("db", "upgrade")
        _superset("fab", "create-admin", "--username", USER, "--firstname", "Gongkai",
                  "--lastname", "Admin", "--email", "admin@localhost",
                  "--password", password)  # fmt: skip
        _superset("init")
    return password


def register(warehouse: Path) -> None:
    """Give Superset the database, and what can be seen of it."""
    newest = warehouse / "releases" / "current" / "gongkai.duckdb"
    if not newest.exists():
        raise SystemExit(f"{newest}: expected a release, found none; run `gongkai refresh` first.")
    # Superset reads the settings, which `prepare` names, as it is imported.
    from superset.app import create_app  # noqa: PLC0415

    with create_app().app_context():
        from superset import security_manager  # noqa: PLC0415
        from superset.commands.importers.v1.assets import ImportAssetsCommand  # noqa: PLC0415
        from superset.utils.core import override_user  # noqa: PLC0415

        with override_user(security_manager.find_user(username=USER)):
            ImportAssetsCommand(bundle.files(newest, str(newest))).run()


def _superset(*arguments: str) -> None:
    done = subprocess.run(  # noqa: S603 - a command of our own
        [str(ENVIRONMENT / "bin" / "superset"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"superset {arguments[0]}: ended with {done.returncode}\n{done.stderr}")


def main() -> None:
    """Set up, and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--warehouse", type=Path, default=Path("warehouse"))
    parser.add_argument("--home", type=Path, default=ENVIRONMENT / "home")
    parser.add_argument("--port", type=int, default=8088)
    arguments = parser.parse_args()
    password = prepare(arguments.home.absolute())
    register(arguments.warehouse.absolute())
    print(f"Dashboard   http://127.0.0.1:{arguments.port}/superset/dashboard/{bundle.SLUG}/")
    print(f"User        {USER}, password {password}")
    if arguments.port:
        gunicorn = str(ENVIRONMENT / "bin" / "gunicorn")
        sys.stdout.flush()
        os.execv(  # noqa: S606 - this process becomes the server
            gunicorn,
            [gunicorn, "--threads", "8", "--timeout", "120", "--no-control-socket",
             "--bind", f"127.0.0.1:{arguments.port}", "superset.app:create_app()"],
        )  # fmt: skip


if __name__ == "__main__":
    main()
