"""Progress of a song: a bar of its sections and files on a terminal, plain lines in a log; on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn


class Bars:
    """A bar for each section that is being made, one for all of them, and one for the files."""

    def __init__(self, bars: Progress, name: str, sections: int) -> None:
        self.bars = bars
        self.all = bars.add_task(escape(name), total=sections)
        self.tasks = {}

    def section_started(self, name: str) -> None:
        """A worker sings and plays it now; how long that takes is not known."""
        self.tasks[name] = self.bars.add_task(f"  {escape(name)}", total=None)

    def section_done(self, name: str, reused: bool) -> None:
        note = "as before" if reused else "done"
        self.bars.update(self.tasks[name], total=1, completed=1, description=f"  {escape(name)} [green]{note}[/green]")
        self.bars.advance(self.all)
        if self.bars.tasks[self.bars.task_ids.index(self.all)].finished:
            self.tasks["files"] = self.bars.add_task("  mastering and files", total=None)

    def file_done(self, path: Path) -> None:
        self.bars.update(self.tasks["files"], description=f"  {escape(path.name)}")

    def song_done(self) -> None:
        self.bars.update(self.tasks["files"], total=1, completed=1, description="  files [green]done[/green]")


class Lines:
    """One line for each section, for logs."""

    def __init__(self, name: str, sections: int) -> None:
        self.name, self.sections, self.finished = name, sections, 0

    def section_started(self, name: str) -> None:
        """Nothing: a log wants what is done."""

    def section_done(self, name: str, reused: bool) -> None:
        self.finished += 1
        note = "as before" if reused else "done"
        print(f"{self.name}: {self.finished}/{self.sections} {name} {note}", file=sys.stderr)

    def file_done(self, path: Path) -> None:
        """Nothing: they are listed at the end."""

    def song_done(self) -> None:
        """Nothing."""


@contextmanager
def watched_song(name: str, sections: int) -> Iterator[Bars | Lines]:
    """Who is told while the block runs."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Lines(name, sections)
        return
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console) as bars:
        yield Bars(bars, name, sections)


@contextmanager
def listening(name: str) -> Iterator[Callable[[float], None]]:
    """Progress of listening to a track: call what you are given with the part that is done, 0 to 1."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield _Quarters(name)
        return
    columns = TextColumn("listening to {task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True) as bars:
        task = bars.add_task(escape(name), total=1.0)
        yield lambda part: bars.update(task, completed=part)


class _Quarters:
    """A line for each quarter, for logs."""

    def __init__(self, name: str) -> None:
        self.name, self.told = name, 0

    def __call__(self, part: float) -> None:
        quarters = int(4 * part)
        if quarters > self.told:
            self.told = quarters
            print(f"listening to {self.name}: {25 * quarters} %", file=sys.stderr)
