"""Other processes as tests see them: those that a process started, whether they run, and waiting for what they do."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

PROC = Path("/proc")
"""Where processes are counted, if this is Linux."""

PATIENCE = 60
"""Seconds: far more than anything takes on a busy machine."""


def wait_for(condition: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"no {what} within {PATIENCE} s"
        time.sleep(0.02)


def children(process: int) -> list[int]:
    """Numbers of the processes that this one, in any of its threads, started and that run still."""
    found = []
    for status in PROC.glob("[0-9]*/stat"):
        fields = _fields(status)
        if fields and int(fields[1]) == process and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found


def workers(process: int) -> list[int]:
    """Those of the children that are workers of the pool, and no program that is asked something in passing."""
    return [child for child in children(process) if b"eigenreel.film.worker" in _command(child)]


def runs(process: int) -> bool:
    fields = _fields(PROC / str(process) / "stat")
    return bool(fields) and fields[0] != "Z"


def _fields(status: Path) -> list[str]:
    """What stands after the name: state, parent, …; nothing for a process that is gone."""
    try:
        return status.read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _command(process: int) -> bytes:
    try:
        return (PROC / str(process) / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""
