"""Debian's Chromium, headless, which asks nobody for anything by itself: for bench and tests.

An installed browser is driven, so that no tool downloads one of its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, sync_playwright

CHROMIUM: Final = shutil.which("chromium")
_FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser of its own, in English; its caller says what there is to do without one.

    Raises:
        RuntimeError: there is no Chromium.
    """
    if CHROMIUM is None:
        raise RuntimeError("chromium: expected Debian's browser, found none; apt-get install it")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=_FLAGS, env={**os.environ, "LANG": "C.UTF-8"}
        )
        yield opened
        opened.close()
