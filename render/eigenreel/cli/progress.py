"""Progress of a rendering: a bar for each film and one for all, on stderr; plain lines where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from eigenreel.film.jobs import Job, Outcome

UNSTAGED_FRAMES = 5000
"""What a film counts for in the bar of all until it is known how long it is: three minutes at 30 frames a second."""


class Bars:
    """Bars that a terminal redraws. What ``run_jobs`` calls, possibly from several threads: rich takes locks."""

    def __init__(self, bars: Progress, jobs: int) -> None:
        self.bars = bars
        self.tasks: dict[str, TaskID] = {}
        self.totals: dict[str, int] = {}
        self.all = bars.add_task(f"{jobs} films", total=jobs * UNSTAGED_FRAMES) if jobs > 1 else None

    def job_started(self, job: Job, total_frames: int | None) -> None:
        """A film begins; None where its length is not known before it is staged."""
        self.tasks[job.key] = self.bars.add_task(escape(job.key), total=None)
        if total_frames is not None:
            self._set_total(job, total_frames)

    def sings(self, job: Job, section: str, number: int, total: int, done: bool) -> None:
        """A section of a song is being sung, the ``number``-th of ``total``, or has been."""
        if not done:
            note = f" [dim]singing[/dim] {escape(section)} ({number} of {total})"
            self.bars.update(self.tasks[job.key], description=escape(job.key) + note)
        elif number == total:
            self.bars.update(self.tasks[job.key], description=escape(job.key))

    def staged(self, job: Job, frames: int) -> None:
        """The film has this many frames."""
        self._set_total(job, frames)

    def frames_done(self, job: Job, frames: int) -> None:
        """This many more frames are encoded, or were found in the cache."""
        self._advance(job, frames)

    def job_done(self, job: Job, outcome: Outcome) -> None:
        """The film is there, or failed: either way none of it is left to do."""
        if job.key not in self.tasks:
            self.job_started(job, None)
        total = self.totals.setdefault(job.key, UNSTAGED_FRAMES)
        done = self.bars.tasks[self.bars.task_ids.index(self.tasks[job.key])].completed
        self._advance(job, max(total - done, 0))
        mark = "[green]done[/green]" if outcome.error is None else "[red]failed[/red]"
        self.bars.update(self.tasks[job.key], total=total, completed=total, description=f"{escape(job.key)} {mark}")

    def _set_total(self, job: Job, frames: int) -> None:
        before = self.totals.get(job.key, UNSTAGED_FRAMES)
        self.totals[job.key] = frames
        self.bars.update(self.tasks[job.key], total=frames)
        if self.all is not None:
            whole = self.bars.tasks[self.bars.task_ids.index(self.all)].total
            self.bars.update(self.all, total=whole + frames - before)

    def _advance(self, job: Job, frames: float) -> None:
        self.bars.advance(self.tasks[job.key], frames)
        if self.all is not None:
            self.bars.advance(self.all, frames)


class Lines:
    """One line for each film, for logs."""

    def __init__(self, jobs: int) -> None:
        self.jobs, self.finished = jobs, 0

    def job_started(self, job: Job, total_frames: int | None) -> None:
        """Nothing: a log wants what is done."""

    def sings(self, job: Job, section: str, number: int, total: int, done: bool) -> None:
        """One line for each section that is sung: it takes as long as a film."""
        if done:
            print(f"{job.key}: sung {section} ({number} of {total})", file=sys.stderr)

    def staged(self, job: Job, frames: int) -> None:
        """Nothing."""

    def frames_done(self, job: Job, frames: int) -> None:
        """Nothing."""

    def job_done(self, job: Job, outcome: Outcome) -> None:
        self.finished += 1
        print(f"{self.finished}/{self.jobs} {job.key} {'failed' if outcome.error else 'done'}", file=sys.stderr)


@contextmanager
def watched(jobs: int) -> Iterator[Bars | Lines]:
    """What ``run_jobs`` reports to while the block runs."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Lines(jobs)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bars:
        yield Bars(bars, jobs)
