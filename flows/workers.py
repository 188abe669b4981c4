"""Batches of documents over processes: a document that hangs, swells or dies costs itself alone.

Used by `flows.reading`. Unlike with a pool of `concurrent.futures`, which is lost as a whole when
one process dies, the others go on, and it is known which document was being read.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import queue
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Final, Generic, TypeVar

from flows.limits import NOTHING, Guard, Limits

Document = TypeVar("Document")
Result = TypeVar("Result")
# Taken: documents, and the guard under which each is to be read with its number among them.
Work = Callable[[Sequence[Document], Guard], Result]

READY: Final = "ready"
_CONTEXT: Final = multiprocessing.get_context("spawn")
# Not fork: Polars and DuckDB hold threads whose locks a forked child would inherit.


@dataclass(frozen=True, slots=True)
class Done(Generic[Document, Result]):
    """A batch that was read."""

    documents: Sequence[Document]
    result: Result


@dataclass(frozen=True, slots=True)
class Lost(Generic[Document]):
    """A document whose process ended: of itself, or by the watchdog because it took too long."""

    document: Document
    took_too_long: bool


class Workers(Generic[Document, Result]):
    """Batches being read on all cores, from the moment this is made."""

    def __init__(
        self,
        work: Work[Document, Result],
        batches: Sequence[Sequence[Document]],
        limits: Limits,
    ) -> None:
        """Begin.

        Args:
            work: reads one batch; a function of a module, given to other processes.
            batches: what to read.
            limits: for each document.
        """
        self._work = work
        self._limits = limits
        self._waiting = deque(batches)
        self._ends: queue.SimpleQueue[Done[Document, Result] | Lost[Document] | Exception | None]
        self._ends = queue.SimpleQueue()
        self._is_cancelled = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def ends(self) -> Iterator[Done[Document, Result] | Lost[Document]]:
        """What became of the documents, as it comes.

        Raises what `work` raises; nothing more is read then.
        """
        while (end := self._ends.get()) is not None:
            if isinstance(end, Exception):
                raise end
            yield end

    def cancel(self) -> None:
        """Begin nothing more, and end what runs."""
        self._is_cancelled.set()

    def _run(self) -> None:
        workers: list[_Worker[Document, Result]] = []
        try:
            while self._waiting or workers:
                wanted = min(os.cpu_count() or 1, len(self._waiting) + _busy(workers))
                while len(workers) < wanted:
                    workers.append(_Worker(self._work, self._limits))
                for worker in _speaking(workers, self._is_cancelled):
                    if not self._hear(worker):
                        workers.remove(worker)
        except Exception as error:  # goes to whoever waits
            self._ends.put(error)
        finally:
            for worker in workers:
                worker.process.kill()
            self._ends.put(None)

    def _hear(self, worker: _Worker[Document, Result]) -> bool:
        """Take what a worker says, and give it the next batch; False when it is gone."""
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return False
        if isinstance(said, Exception):
            raise said
        if said != READY:
            self._ends.put(Done(worker.batch, said.result))
        worker.is_ready, worker.batch = True, ()
        if not self._waiting:
            worker.connection.close()
            worker.process.join()
            return False
        worker.batch = self._waiting.popleft()
        worker.connection.send(worker.batch)
        return True

    def _bury(self, worker: _Worker[Document, Result]) -> None:
        """Put back into the queue what a process that ended was to read, but for the culprit."""
        worker.process.join()
        if not worker.is_ready:
            raise RuntimeError(
                "Reading documents: expected a process that begins to read, found that it ends "
                f"at once (exit code {worker.process.exitcode}); see what it printed."
            )
        batch = worker.batch
        number, began = int(worker.mark[0]), worker.mark[1]
        if number != NOTHING:
            seconds = time.monotonic() - began
            self._ends.put(Lost(batch[number], seconds >= self._limits.seconds))
            parts = [batch[:number], batch[number + 1 :]]
        elif len(batch) > 1:
            middle = len(batch) // 2
            parts = [batch[:middle], batch[middle:]]
        else:
            self._ends.put(Lost(batch[0], took_too_long=False))
            parts = []
        self._waiting.extend(part for part in parts if part)


class _Worker(Generic[Document, Result]):
    """One process, the batch that it reads, and the mark of the document that it is at."""

    def __init__(self, work: Work[Document, Result], limits: Limits) -> None:
        self.batch: Sequence[Document] = ()
        self.is_ready = False
        self.mark = _CONTEXT.RawArray("d", [NOTHING, 0.0])
        self.connection, other_end = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(
            target=_serve, args=(other_end, work, limits, self.mark), daemon=True
        )
        self.process.start()
        other_end.close()


@dataclass(frozen=True, slots=True)
class _Result:
    result: Any


def _busy(workers: Sequence[_Worker[Document, Result]]) -> int:
    return sum(bool(worker.batch) or not worker.is_ready for worker in workers)


def _speaking(
    workers: Sequence[_Worker[Document, Result]], is_cancelled: threading.Event
) -> list[_Worker[Document, Result]]:
    """The workers that have something to say, or are gone; raises when all is cancelled."""
    by_connection = {worker.connection: worker for worker in workers}
    while not is_cancelled.is_set():
        spoken = wait(list(by_connection), timeout=1)
        if spoken:
            return [by_connection[connection] for connection in spoken]  # type: ignore[index]
    raise InterruptedError("Reading documents was cancelled.")


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for cycles of objects less often.

    What the imports left stays. What documents leave has next to no cycles, and looking for them
    after each few hundred objects takes a twentieth of the time.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()  # else libraries complain at the end of what they think is lost


def _serve(connection: Connection, work: Work[Document, Any], limits: Limits, mark: Any) -> None:
    """Read batches until there are no more: the life of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends its workers
    _end_with_parent()
    guard = Guard(limits, mark)
    connection.send(READY)
    with rare_collections():
        while True:
            try:
                batch = connection.recv()
            except EOFError:
                return
            try:
                said: Any = _Result(work(batch, guard))
            except Exception as error:
                said = error
            guard.end()
            try:
                connection.send(said)
            except Exception:  # an exception that cannot be sent
                connection.send(RuntimeError(f"{type(said).__name__}: {said}"))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    # A killed parent cannot tell its workers to end; they would wait for ever.
    def wait_for_end() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait_for_end, daemon=True).start()
