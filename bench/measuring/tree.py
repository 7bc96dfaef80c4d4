"""A process and all that it starts, watched through /proc: memory and processor time."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")
KIB = 1024


@dataclass(frozen=True)
class Stat:
    """What /proc says of a process: its parent, when it began (ticks since boot), seconds of processor time."""

    parent: int
    began: int
    cpu: float


@dataclass
class Watched:
    """A process of the tree.

    Attributes:
        peak: the most memory that it has held, in bytes (VmHWM).
        cpu: seconds of processor time.
    """

    command: str
    began: int
    peak: int = 0
    cpu: float = 0.0


@dataclass
class Tree:
    """A process and its descendants, also those whose parent has ended.

    Call ``sample`` every now and then. What a process does after the last sample is not seen.

    Attributes:
        largest: the most memory that one process has held, in bytes.
        together: the most memory that all have held at one time, in bytes. What they map from files, as libraries,
            counts once, for the process that maps most. (The exact share of each, PSS, takes the kernel 10 ms to tell.)
    """

    root: int
    together: int = 0
    processes: dict[int, Watched] = field(default_factory=dict)
    _strangers: set[int] = field(default_factory=set)

    @property
    def largest(self) -> int:
        return max((each.peak for each in self.processes.values()), default=0)

    def cpu_of(self, fragment: str) -> float:
        """Seconds of processor time of the processes whose command line holds this text."""
        return sum(each.cpu for each in self.processes.values() if fragment in each.command)

    def sample(self) -> None:
        """Look at every process of the tree that lives."""
        alive = set(_process_numbers())
        # Who does not belong here now never will; not to ask again keeps this cheap.
        self._strangers &= alive
        stats = {pid: stat for pid in alive - self._strangers if (stat := read_stat(pid)) is not None}
        members = self._members(stats)
        self._strangers |= stats.keys() - members
        own, files = zip(*(self._look(pid, stats[pid]) for pid in members), strict=True) if members else ((0,), (0,))
        self.together = max(self.together, sum(own) + max(files))

    def _members(self, stats: dict[int, Stat]) -> set[int]:
        known = {pid for pid, each in self.processes.items() if pid in stats and stats[pid].began == each.began}
        members = known | ({self.root} & stats.keys())
        children: dict[int, list[int]] = {}
        for pid, stat in stats.items():
            children.setdefault(stat.parent, []).append(pid)
        waiting = list(members)
        while waiting:
            for child in children.get(waiting.pop(), ()):
                if child not in members:
                    members.add(child)
                    waiting.append(child)
        return members

    def _look(self, pid: int, stat: Stat) -> tuple[int, int]:
        """Note a process; returns the bytes that it holds now, of its own and from files."""
        command = _text(PROC / str(pid) / "cmdline").replace("\0", " ").strip()
        status = dict(line.split(":", 1) for line in _text(PROC / str(pid) / "status").splitlines())
        peak, own, files = (_bytes(status.get(name)) for name in ("VmHWM", "RssAnon", "RssFile"))
        each = self.processes.get(pid)
        # A number may have gone to another process, or the process have become another program.
        if each is None or each.began != stat.began:
            each = self.processes[pid] = Watched(command, stat.began)
        each.command = command or each.command
        each.peak, each.cpu = max(each.peak, peak), max(each.cpu, stat.cpu)
        return own, files


def read_stat(pid: int) -> Stat | None:
    """None if there is no such process any more."""
    text = _text(PROC / str(pid) / "stat")
    if not text:
        return None
    # The name in brackets may hold anything, also spaces and brackets.
    fields = text.rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    return Stat(int(fields[1]), int(fields[19]), ticks / os.sysconf("SC_CLK_TCK"))


def _process_numbers() -> list[int]:
    return [int(path.name) for path in PROC.iterdir() if path.name.isdigit()]


def _bytes(size: str | None) -> int:
    """What is written as "1234 kB" there; 0 of nothing, as of a process that is ending."""
    return int(size.split()[0]) * KIB if size else 0


def _text(path: Path) -> str:
    """What stands in a file of /proc; nothing if its process is gone."""
    try:
        return path.read_bytes().decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""
