"""A reader of text that does what the document says: hang, eat memory, abort.

Given to the workers of test_limits.py, which are processes of their own and import this module.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from extract.notes import Note
from extract.readers import html
from extract.readers.blocks import BlockBuilder
from flows.landing import Document
from flows.limits import Guard
from flows.reading import read_batch

SUFFIX: Final = ".txt"


def _loop() -> None:
    while True:
        pass


def _loop_that_catches_all() -> None:
    while True:
        try:
            _loop()
        except BaseException:  # noqa: S112 - as some libraries do
            continue


def _one_call() -> None:
    """One call of C code that sees no signal and keeps the interpreter to itself."""
    deque(repeat(None), maxlen=0)


def _sleep_without_signals() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals) - {signal.SIGKILL})
    ctypes.PyDLL(None).sleep(3600)


def _eat(size: int) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(size))


def _nothing() -> None:
    """Read on, as a page."""


DEEDS: Final[dict[str, Callable[[], None]]] = {
    "loops": _loop,
    "catches": _loop_that_catches_all,
    "calls": _one_call,
    "sleeps": _sleep_without_signals,
    "eats": lambda: _eat(2**24),
    "nibbles": lambda: _eat(100),
    "aborts": os.abort,
    "exits": lambda: os._exit(3),
    "fails": lambda: 1 // 0,  # type: ignore[dict-item]
    "naps": lambda: time.sleep(0.5),
    "reads": _nothing,
}


def read(data: bytes, builder: BlockBuilder) -> tuple[dict[str, str], list[Note]]:
    """Do what the first line says, then read the rest as a page."""
    deed, _, page = data.partition(b"\n")
    DEEDS[deed.decode().split()[0]]()
    return html.read(page, builder)


def read_bad_batch(
    folder: Path, documents: Sequence[Document], guard: Guard
) -> list[dict[str, Any]]:
    """As `read_batch`, with this reader in the place of that of text."""
    module = ModuleType("extract.readers.text")
    module.MEDIA_TYPE, module.read = "text/plain", read  # type: ignore[attr-defined]
    sys.modules["extract.readers.text"] = module
    if any(document.path.name.startswith("disk_full") for document in documents):
        raise OSError(28, "No space left on device")
    return read_batch(folder, documents, guard)
