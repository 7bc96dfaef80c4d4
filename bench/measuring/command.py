"""A command and what it costs: seconds, processor seconds, memory."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread

from measuring.tree import PROC, Tree

INTERVAL = 0.1
"""Seconds between two looks at the processes."""

WORKER = "eigenreel.film.worker"
"""What the command line of a worker of eigenreel holds."""


class CommandError(Exception):
    """A command ended badly or took too long; the message is one line."""


@dataclass(frozen=True)
class Cost:
    """What a command and all processes that it started took.

    Attributes:
        wall, cpu: seconds.
        largest: the most memory that one of its processes held, in bytes; None where there is no /proc.
        tree: the most memory that they held together, in bytes, shared files counted once.
        workers: processor seconds of eigenreel's workers.
    """

    wall: float
    cpu: float
    largest: int | None
    tree: int | None
    workers: float | None

    def record(self) -> dict[str, float | int | None]:
        return asdict(self)


def run(
    command: Sequence[str | Path],
    folder: Path,
    timeout: float,
    environment: Mapping[str, str] | None = None,
    output: Path | None = None,
) -> Cost:
    """Run a command and wait for it.

    Args:
        environment: added to this process's own.
        output: where its standard output goes; None is nowhere.

    Raises:
        CommandError: it ended with another code than 0, or took longer than ``timeout`` seconds.
    """
    arguments = [str(part) for part in command]
    with tempfile.TemporaryFile() as complaints, (output or Path(os.devnull)).open("wb") as results:
        started = time.perf_counter()
        process = subprocess.Popen(
            arguments,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=results if output is not None else complaints,
            stderr=complaints,
            start_new_session=True,
        )
        watch = Watch(process.pid, timeout)
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            if process.returncode is None:
                _end(process.pid)
                process.wait()
            watch.stop()
        if watch.timed_out:
            raise CommandError(f"{_shown(arguments)}: took longer than {timeout:.0f} s")
        if process.returncode:
            complaints.seek(0)
            raise CommandError(f"{_shown(arguments)}: {_last_line(complaints.read(), process.returncode)}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, *watch.found())


class Watch:
    """Looks at a process tree from a thread of its own, and ends the tree if it takes too long."""

    def __init__(self, pid: int, timeout: float) -> None:
        self.tree = Tree(pid) if PROC.is_dir() else None
        self.timed_out = False
        self._over = Event()
        self._thread = Thread(target=self._run, args=(pid, time.monotonic() + timeout), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def found(self) -> tuple[int | None, int | None, float | None]:
        """Bytes of the largest process, bytes of all, seconds of the workers."""
        if self.tree is None:
            return None, None, None
        return self.tree.largest, self.tree.together, self.tree.cpu_of(WORKER)

    def _run(self, pid: int, deadline: float) -> None:
        while not self._over.is_set():
            if self.tree is not None:
                self.tree.sample()
            if time.monotonic() > deadline:
                self.timed_out = True
                _end(pid)
                return
            self._over.wait(INTERVAL)


def _end(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def _shown(arguments: Sequence[str]) -> str:
    """A command in short: the program and the first things that it was told."""
    return " ".join([Path(arguments[0]).name, *(Path(part).name for part in arguments[1:4])])


def _last_line(output: bytes, code: int) -> str:
    lines = [line.strip() for line in output.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else f"ended with code {code}"
