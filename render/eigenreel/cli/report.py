"""Tables for people and records for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from eigenreel.options import RenderOptions

if TYPE_CHECKING:
    from eigenreel.film.estimate import Estimate
    from eigenreel.film.jobs import Job, Outcome

MOST_FAILURES = 125
"""Exit codes above it mean something else to shells."""

LOG_WIDTH = 160
"""Columns where there is no terminal to ask."""


def complain(key: str, trouble: str) -> None:
    """Say in a line what is wrong with one of several films."""
    print(f"eigenreel: {key}: {' '.join(trouble.split())}", file=sys.stderr)


def failures_code(failed: int) -> int:
    """The exit code that says how many failed."""
    return min(failed, MOST_FAILURES)


def console() -> Console:
    """What tables are printed on. Brackets are only brackets: names of folders and titles have them."""
    terminal = Console(markup=False, highlight=False)
    return terminal if terminal.is_terminal else Console(width=LOG_WIDTH, markup=False, highlight=False)


def table(*headings: str, numbers: Sequence[str] = ()) -> Table:
    """A table without lines; columns named in ``numbers`` stand right. Long names wrap and are never cut."""
    grid = Table(box=None, pad_edge=False, header_style="dim")
    for heading in headings:
        right = heading in numbers
        grid.add_column(heading, justify="right" if right else "left", overflow="fold", no_wrap=right)
    return grid


def films_table(outcomes: Sequence[Outcome]) -> None:
    """The closing table: one row a film that is there."""
    grid = table("film", "length", "size", "reused", "took", numbers=("length", "size", "reused", "took"))
    for outcome in outcomes:
        if outcome.result is not None:
            film = outcome.result
            reused = f"{film.reused} of {film.chunks}" if film.chunks else ""
            grid.add_row(near(film.path), clock(film.duration), file_size(film.size), reused, f"{film.seconds:.1f} s")
    console().print(grid)


def outcome_record(outcome: Outcome) -> dict[str, object]:
    """What ``--json`` says of a film. Durations and times in seconds, size in bytes; a note only if there is one."""
    if outcome.result is None:
        return {"target": outcome.job.key, "error": outcome.error}
    film = outcome.result
    note = {"note": outcome.note} if outcome.note is not None else {}
    return note | {
        "target": outcome.job.key,
        "path": str(film.path),
        "files": [str(path) for path in film.files],
        "duration": film.duration,
        "size": film.size,
        "chunks": film.chunks,
        "reused": film.reused,
        "seconds": film.seconds,
    }


def plan_table(jobs: Sequence[Job], estimates: Sequence[Estimate], options: RenderOptions) -> None:
    """What a dry run prints."""
    grid = table("film", "length", "frames", "takes about", numbers=("length", "frames", "takes about"))
    for job, each in zip(jobs, estimates, strict=True):
        takes = "nothing to do" if each.cached else f"{each.seconds:.0f} s"
        grid.add_row(near(job.path), clock(each.duration), str(each.frames), takes)
    console().print(grid)
    total = sum(each.seconds for each in estimates if not each.cached)
    size = f"{options.width}x{options.height} at {options.fps} frames a second"
    what = f"{options.picture}, {size}, {options.jobs} workers, voice {options.voice}"
    console().print(f"{what}: about {clock(total)} in all")


def estimate_record(job: Job, estimate: Estimate) -> dict[str, object]:
    """What ``--dry-run --json`` says of a film."""
    return {
        "target": job.key,
        "path": str(job.path),
        "duration": estimate.duration,
        "frames": estimate.frames,
        "seconds": estimate.seconds,
        "cached": estimate.cached,
    }


def clock(seconds: float) -> str:
    """Minutes and whole seconds.

    >>> clock(59.7), clock(154.2)
    ('1:00', '2:34')
    """
    return "{}:{:02d}".format(*divmod(round(seconds), 60))


def file_size(size: int) -> str:
    """Bytes, as people read them.

    >>> file_size(5_432_100), file_size(75_667), file_size(312)
    ('5.4 MB', '76 kB', '312 B')
    """
    if size < 1e3:
        return f"{size} B"
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


def counted(number: int, thing: str) -> str:
    """How many there are.

    >>> counted(1, "lesson"), counted(3, "lesson")
    ('1 lesson', '3 lessons')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def near(path: Path) -> str:
    """A path as seen from here, if that is shorter."""
    relative = os.path.relpath(path)
    return min(relative, str(path), key=len)
