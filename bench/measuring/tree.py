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
        together: the most memory that all have held at one time, in bytes; what they share counts once (PSS).
    """

    root: int
    together: int = 0
    processes: dict[int, Watched] = field(default_factory=dict)

    @property
    def largest(self) -> int:
        return max((each.peak for each in self.processes.values()), default=0)

    def cpu_of(self, fragment: str) -> float:
        """Seconds of processor time of the processes whose command line holds this text."""
        return sum(each.cpu for each in self.processes.values() if fragment in each.command)

    def sample(self) -> None:
        """Look at every process of the tree that lives."""
        stats = {pid: stat for pid in _process_numbers() if (stat := read_stat(pid)) is not None}
        together = 0
        for pid in sorted(self._members(stats)):
            together += self._look(pid, stats[pid])
        self.together = max(self.together, together)

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

    def _look(self, pid: int, stat: Stat) -> int:
        """Note a process; returns the bytes that it holds now."""
        command = _text(PROC / str(pid) / "cmdline").replace("\0", " ").strip()
        peak, now = _bytes_of(pid, "status", "VmHWM:"), _bytes_of(pid, "smaps_rollup", "Pss:")
        each = self.processes.get(pid)
        # A number may have gone to another process, or the process have become another program.
        if each is None or each.began != stat.began:
            each = self.processes[pid] = Watched(command, stat.began)
        each.command = command or each.command
        each.peak, each.cpu = max(each.peak, peak), max(each.cpu, stat.cpu)
        return now


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


def _bytes_of(pid: int, file: str, name: str) -> int:
    """A number of such a file that is given in KiB; 0 if it has none, as of a process that is ending."""
    for line in _text(PROC / str(pid) / file).splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * KIB
    return 0


def _text(path: Path) -> str:
    """What stands in a file of /proc; nothing if its process is gone."""
    try:
        return path.read_bytes().decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""
