"""Small things that are waited for often: starting, and rendering when there is nothing to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from statistics import median

from measuring.command import run
from measuring.renderers import LONGEST, PROGRAMS
from measuring.results import Record
from measuring.subjects import ROOT
from measuring.task import Setting, Task

TIMES = 5
STARTS = {"list": ("list",), "help": ("--help",)}
QUALITY = "l"
"""What is done when nothing has changed does not depend on the size of the films; making them first does."""


def start_tasks() -> Iterator[Task]:
    """How long the command takes to say something."""
    for name, arguments in STARTS.items():
        yield Task(f"start/{name}", partial(_started, arguments))


def unchanged_tasks(setting: Setting) -> Iterator[Task]:
    """How long a whole course takes that is rendered already."""
    yield Task("unchanged/all", partial(_unchanged, setting))


def _started(arguments: tuple[str, ...]) -> Record:
    """The median of some runs, after one that nobody counts."""
    runs = [run([PROGRAMS / "eigenreel", *arguments], ROOT, LONGEST) for _ in range(TIMES + 1)][1:]
    return {"wall": median(each.wall for each in runs), "cpu": median(each.cpu for each in runs)}


def _unchanged(setting: Setting) -> Record:
    folder = setting.work / "unchanged"
    shutil.rmtree(folder, ignore_errors=True)
    places = ("--out", folder / "out", "--cache", folder / "cache")
    command = [PROGRAMS / "eigenreel", "render", "--all", "-q", QUALITY, *places]
    first = run(command, ROOT, LONGEST)
    again = [run(command, ROOT, LONGEST) for _ in range(3)]
    shutil.rmtree(folder)
    return {
        "wall": median(each.wall for each in again),
        "cpu": median(each.cpu for each in again),
        "first_wall": first.wall,
        "first_cpu": first.cpu,
        "first_largest": first.largest,
    }
