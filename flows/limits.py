"""What one document may take: time and memory, held in the process that reads it.

Used by `flows.workers`, whose worker processes each have one `Guard`. Python code that takes too
long is stopped by a signal, and an allocation that is one too many fails: both become a note of
their document. C code that never returns sees no signal; a watchdog then ends the whole process,
and `flows.workers` finds out by the mark which document it was.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator, MutableSequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

Result = TypeVar("Result")

NOTHING: Final = -1  # in a mark: no document is being read
_STATM: Final = Path("/proc/self/statm")
_STATM_DATA: Final = 5  # its sixth number: pages of private memory that can be written


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may take. `grace`: seconds more, after which its process is ended."""

    seconds: float = 60
    memory: int = 2**30  # bytes beyond those that the process had before
    grace: float = 5


class TookTooLong(BaseException):
    """Raised in the middle of reading a document.

    No Exception: libraries catch those, and the document would go on.
    """


class Guard:
    """Holds the documents that a process reads, one after the other, to their limits.

    `mark` is memory that the parent process sees: the number of the document being read (NOTHING
    between two) and when it was begun, by `time.monotonic`.
    """

    def __init__(self, limits: Limits, mark: MutableSequence[float]) -> None:
        self._limits = limits
        self._mark = mark
        self._is_reading = False
        self._watched_since = -float("inf")
        self._nowhere = os.open(os.devnull, os.O_WRONLY)
        signal.signal(signal.SIGALRM, self._on_alarm)

    def read(self, number: int, read: Callable[[], Result]) -> Result:
        """What `read` gives.

        Raises TookTooLong when its time is over. Beyond the memory allocations fail in it.
        """
        with self._limited(number):
            return read()

    @contextmanager
    def _limited(self, number: int) -> Iterator[None]:
        self._watch()
        self._mark[1] = time.monotonic()
        self._mark[0] = number
        _allow_memory(self._limits.memory)
        self._is_reading = True
        try:
            try:
                # Again and again: code that catches everything goes on.
                signal.setitimer(signal.ITIMER_REAL, self._limits.seconds, self._limits.grace / 2)
                yield
            finally:
                self._is_reading = False
        finally:
            self._is_reading = False  # the alarm may have rung in the line above
            signal.setitimer(signal.ITIMER_REAL, 0)
            _allow_memory(None)
            self._mark[0] = NOTHING

    def end(self) -> None:
        """Nothing is read for a while: no watchdog either."""
        faulthandler.cancel_dump_traceback_later()
        self._watched_since = -float("inf")

    def _on_alarm(self, *_: Any) -> None:
        if self._is_reading:
            raise TookTooLong

    def _watch(self) -> None:
        """Have the process ended if C code still runs after limit and grace.

        A watchdog is a thread; one for each document would cost as much as reading its numbers.
        So it stays for some documents, and comes later by as much as it may be old.
        """
        now = time.monotonic()
        if now - self._watched_since > self._limits.grace:
            faulthandler.dump_traceback_later(
                self._limits.seconds + 2 * self._limits.grace, exit=True, file=self._nowhere
            )
            self._watched_since = now


def _allow_memory(more: int | None) -> None:
    """Let the process have so many bytes more than it has; None: as many as there are.

    Of its private memory (RLIMIT_DATA): address space as such is also taken by libraries, by files
    that are mapped, and by room that threads only reserve.
    """
    if not _STATM.exists():  # no Linux
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    soft = resource.RLIM_INFINITY
    if more is not None:
        pages = int(_STATM.read_bytes().split()[_STATM_DATA])
        soft = pages * resource.getpagesize() + more
    if hard != resource.RLIM_INFINITY:
        soft = hard if soft == resource.RLIM_INFINITY else min(soft, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
