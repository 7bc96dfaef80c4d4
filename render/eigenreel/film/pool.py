"""Warm worker processes. One thread for each in this process hands it tasks, one after the other.

A pool of one works in turns with its caller, who waits until a chunk is encoded: together they take one core.

Workers are started as programs, not by multiprocessing: nothing of the caller's main module is imported again,
and a worker whose starter was killed reads the end of its input and ends.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, wait
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any

import eigenreel
from eigenreel.errors import EigenreelError
from eigenreel.film import worker
from eigenreel.film.format import FilmFormat
from eigenreel.film.plan import Chunk
from eigenreel.store import Store

SOURCES = str(Path(eigenreel.__file__).parent.parent)
PROGRAM = f"import sys; sys.path.insert(0, {SOURCES!r}); from eigenreel.film.worker import serve; serve()"
TRIES = 2


class Pool:
    """Worker processes, started when there is work for them. Use it in a ``with`` block, which leaves none behind.

    Args:
        workers: how many processes.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._tasks: SimpleQueue[tuple[Future, Callable, tuple] | None] = SimpleQueue()
        self._closed = Event()
        self._hands: list[Hand] = []

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future:
        """Have a worker call a function that it can import.

        The future raises what the function raised, or an EigenreelError if two workers died of it.
        """
        future: Future = Future()
        self._tasks.put((future, function, arguments))
        if len(self._hands) < self.workers:
            self._hands.append(Hand(self._tasks, self._closed))
        return future

    def ready(self) -> None:
        """This machine is there; its processes start with their first task."""

    def encode(self, store: Store, film: FilmFormat, chunk: Chunk | None) -> Future[None]:
        """Have a worker put a chunk's segment into the store, or, for None, the packets that hold a picture."""
        future = self.submit(worker.encode, store, film, chunk)
        if self.workers == 1:
            wait([future])
        return future

    def close(self) -> None:
        """Drop what is queued and end the workers, at once."""
        self._closed.set()
        with suppress(Empty):
            while True:
                self._tasks.get_nowait()[0].cancel()
        for hand in self._hands:
            self._tasks.put(None)
            hand.stop()
        for hand in self._hands:
            hand.thread.join()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def processes(self) -> list[int]:
        """The workers' process numbers."""
        return [hand.process.pid for hand in self._hands if hand.process is not None]


class Hand:
    """A worker process and the thread that gives it work."""

    def __init__(self, tasks: SimpleQueue, closed: Event) -> None:
        self.tasks, self.closed = tasks, closed
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = Thread(target=self._run, name="worker", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        process = self.process
        if process is not None:
            process.kill()

    def _run(self) -> None:
        while (task := self.tasks.get()) is not None and not self.closed.is_set():
            future, function, arguments = task
            if future.set_running_or_notify_cancel():
                self._settle(future, function, arguments)
        if self.process is not None:
            self._end()

    def _settle(self, future: Future, function: Callable, arguments: tuple) -> None:
        """Get the result, if need be from a second process."""
        for _ in range(TRIES):
            try:
                went_well, result = self._ask(function, arguments)
            except (EOFError, BrokenPipeError, ConnectionResetError, pickle.UnpicklingError):
                signal_number = -self._end()
                if self.closed.is_set():
                    future.set_exception(CancelledError())
                    return
                continue
            except Exception as error:  # noqa: BLE001  Whoever waits is told; nobody else could.
                # No process could be started, or the task or what came of it cannot be sent, but half of it may be.
                if self.process is not None:
                    self._end()
                future.set_exception(error)
                return
            future.set_result(result) if went_well else future.set_exception(result)
            return
        future.set_exception(EigenreelError(_obituary(signal_number)))

    def _ask(self, function: Callable, arguments: tuple) -> tuple[bool, Any]:
        if self.process is None:
            self.process = _start()
            if self.closed.is_set():
                self.process.kill()
        pickle.dump((function, arguments), self.process.stdin, pickle.HIGHEST_PROTOCOL)
        self.process.stdin.flush()
        return pickle.load(self.process.stdout)

    def _end(self) -> int:
        """Bury the process; returns its exit code."""
        process, self.process = self.process, None
        process.kill()
        process.stdout.close()
        # What was still to be sent has no reader.
        with suppress(BrokenPipeError):
            process.stdin.close()
        return process.wait()


def _start() -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl-C is for the starter, which then ends its workers.
    # Without the current folder among its modules: a scene file there may be called random.py or numpy.py.
    return subprocess.Popen(
        [sys.executable, "-P", "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
    )


def _obituary(signal_number: int) -> str:
    cause = "ended"
    if signal_number > 0:
        cause = f"was ended by {signal.Signals(signal_number).name}"
    hint = "; if memory ran out, give fewer workers with -j" if signal_number == signal.SIGKILL else ""
    return f"a worker process {cause} twice at the same task{hint}"
