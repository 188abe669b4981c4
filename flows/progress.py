"""What a person sees while a refresh runs: a live line on a terminal, plain lines elsewhere.

Given to every step of flows/; the command line and a scheduled run show the same.
"""

from __future__ import annotations

import time
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as RichProgress

PLAIN_INTERVAL_SECONDS: Final = 5.0


class Progress:
    """The step that is running, and how much of it is done."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._live: RichProgress | None = None
        self._bar: TaskID | None = None
        self._title: str | None = None
        self._count = ""
        self._started = self._shown = time.monotonic()

    def step(self, title: str, total: int | None = None) -> None:
        """End the step before and begin this one, of `total` things if that is known."""
        self.end()
        self._title, self._count = title, "" if total is None else f"0 of {total}"
        self._started = self._shown = time.monotonic()
        if self.console.is_terminal:
            self._live = RichProgress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[count]}"),
                TimeElapsedColumn(),
                console=self.console,
                transient=True,
            )
            self._bar = self._live.add_task(title, total=total, count=self._count)
            self._live.start()
        else:
            self._plain(title if total is None else f"{title}: {total}")

    def advance(self, done: int, total: int) -> None:
        """Show that `done` of `total` things of the step are done."""
        self._count = f"{done} of {total}"
        if self._live is not None and self._bar is not None:
            self._live.update(self._bar, completed=done, total=total, count=self._count)
        elif time.monotonic() - self._shown > PLAIN_INTERVAL_SECONDS:
            self._shown = time.monotonic()
            self._plain(f"  {self._count}")

    def note(self, line: str) -> None:
        """Show one line that stays."""
        self._plain(line)

    def end(self) -> None:
        """End the running step."""
        if self._title is None:
            return
        seconds = time.monotonic() - self._started
        if self._live is not None:
            self._live.stop()
            self._live = self._bar = None
        title = self._title if self.console.is_terminal else ""
        self._plain("  ".join((title, *filter(None, (self._count, f"{seconds:.1f} s")))))
        self._title = None

    def _plain(self, line: str) -> None:
        self.console.print(line, markup=False, highlight=False, soft_wrap=True)
