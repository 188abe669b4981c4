"""Superset's settings for this warehouse, read by Superset itself; see set_up.py."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

HOME = Path(os.environ["SUPERSET_HOME"])
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'superset.db'}?check_same_thread=false"
SECRET_KEY = (HOME / "secret_key").read_text(encoding="utf-8")
# DuckDB reads a file of this machine, which Superset otherwise takes for a mistake.
PREVENT_UNSAFE_DB_CONNECTIONS = False
# A release stays for as long as it does; a cached answer would outlive it.
DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
LOG_LEVEL = "ERROR"
# The browser asks no other host: not for Superset's count of its users, nor for maps.
TALISMAN_CONFIG = {
    "content_security_policy": {
        "base-uri": ["'self'"],
        "default-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "worker-src": ["'self'", "blob:"],
        "object-src": "'none'",
        "style-src": ["'self'", "'unsafe-inline'"],
        "script-src": ["'self'", "'strict-dynamic'"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": False,
    "session_cookie_secure": False,
}
LANGUAGES = {
    "en": {"flag": "us", "name": "English"},
    "zh": {"flag": "cn", "name": "Chinese"},
}


def DB_CONNECTION_MUTATOR(  # noqa: N802 - Superset calls it so
    uri: Any, params: dict[str, Any], _user: Any, _security: Any, _source: Any
) -> tuple[Any, dict[str, Any]]:
    """Open the newest release by its own path, read-only.

    DuckDB shares one open database among a process's connections to the same path: while one query
    runs, the next would still be given the release before.
    """
    if uri.drivername == "duckdb":
        uri = uri.set(database=os.path.realpath(uri.database))
        params.setdefault("connect_args", {})["read_only"] = True
    return uri, params
