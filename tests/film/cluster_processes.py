"""A scheduler and workers as processes of their own, as people start them; each says what it does into a file."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from processes import PATIENCE, wait_for

WORKER = "import sys; from eigenreel.__main__ import main; sys.exit(main())"
SCHEDULER = """
import sys

class Absent:
    def find_spec(self, name, *_):
        if name.partition(".")[0] == "eigenreel":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
from distributed.cli.dask_scheduler import main
main()
"""
"""It needs no eigenreel."""

OLD = f"import eigenreel; eigenreel.__version__ = '0.0.1'; {WORKER}"
PLAIN = "from distributed.cli.dask_worker import main; main()"


@dataclass(frozen=True)
class Member:
    """A process of the cluster, the leader of a session of its own."""

    process: subprocess.Popen
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    @property
    def address(self) -> str:
        """Its own, when it is connected."""
        self.says("connected as ")
        return re.search(r"connected as (\S+)", self.said)[1]

    def says(self, text: str) -> None:
        """Wait until it says this."""
        wait_for(lambda: text in self.said or self.process.poll() is not None, f"'{text}' in {self.log}")
        assert text in self.said, self.said

    def freeze(self) -> None:
        """It is there and does nothing: what it is sent stays with it."""
        os.killpg(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.killpg(self.process.pid, signal.SIGCONT)

    def kill(self) -> None:
        """Without warning, as a machine that loses its power."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> int:
        """By Ctrl-C; returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


class Machines:
    """A scheduler and its workers. Leave the ``with`` block, and none is left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.members: list[Member] = []
        self.scheduler = self._start_scheduler("scheduler", 0)
        self.address = re.search(r"Scheduler at: +(\S+)", self.scheduler.said)[1]

    def __enter__(self) -> Machines:
        return self

    def __exit__(self, *_: object) -> None:
        for member in self.members:
            if member.process.poll() is None:
                member.kill()

    def worker(self, name: str, program: str = WORKER, cores: int = 1) -> Member:
        """A worker, which need not be connected yet."""
        if program == PLAIN:
            return self._start(name, program, self.address, "--no-nanny", "--no-dashboard")
        return self._start(name, program, "worker", self.address, "-j", str(cores))

    def restart_scheduler(self) -> None:
        """Another, where the first was."""
        self.scheduler = self._start_scheduler("restarted", int(self.address.rpartition(":")[2]))

    def workers(self, count: int) -> list[Member]:
        """Workers of one core each, connected."""
        members = [self.worker(f"worker{number}") for number in range(count)]
        for member in members:
            member.says("with 1 core")
        return members

    def _start_scheduler(self, name: str, port: int) -> Member:
        places = ["--host", "127.0.0.1", "--port", str(port), "--dashboard-address", "127.0.0.1:0"]
        scheduler = self._start(name, SCHEDULER, *places, "--no-dashboard")
        scheduler.says("Registering Worker plugin")
        return scheduler

    def _start(self, name: str, code: str, *words: str) -> Member:
        log = self.folder / f"{name}.log"
        command = [sys.executable, "-P", "-c", code, *words]
        with log.open("wb") as file:
            member = Member(subprocess.Popen(command, stdout=file, stderr=file, start_new_session=True), log)
        self.members.append(member)
        return member
