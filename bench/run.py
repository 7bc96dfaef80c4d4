"""Everything that is promised about speed, measured on this machine, in one run.

    python bench/run.py [--only NAME…] [--quality l|m|h] [--part start|unchanged|compare|edit…] [--resume]

Each measurement is written to build/bench/results.json as soon as it is made. With --resume, those that are there are
not made again. At the end, and by bench/report.py at any time, they become a table and a plot beside that file.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import compare, edits, small
from measuring.command import CommandError
from measuring.renderers import MANIM_INFLIGHT
from measuring.results import Record, Results
from measuring.subjects import ROOT, Subject, subjects
from measuring.task import Setting, Task
from report import write_report
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

PARTS = ("start", "unchanged", "compare", "edit")
INTERRUPTED = 130
OPTIONAL = (MANIM_INFLIGHT.name,)
OUT = ROOT / "build" / "bench"


def main() -> int:
    arguments = parsed()
    setting = Setting(arguments.quality, arguments.out / "work")
    results = Results(arguments.out / "results.json")
    chosen = subjects(arguments.only)
    parts = arguments.part or PARTS
    if not arguments.resume:
        shutil.rmtree(setting.work, ignore_errors=True)
    setting.work.mkdir(parents=True, exist_ok=True)
    planned = list(tasks(chosen, parts, setting, arguments.without))
    # Also where it is ended by another program, or started by one that ignores Ctrl-C: renders are not left behind.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        failures = measure(planned, results, arguments.resume, arguments.minutes)
    except KeyboardInterrupt:
        print("bench: stopped; go on with --resume", file=sys.stderr)
        return INTERRUPTED
    if not failures:
        shutil.rmtree(setting.work)
    for path in write_report(results, arguments.quality, arguments.out):
        print(path)
    return int(failures > 0)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME", help="lessons and scenes; else all")
    parser.add_argument("--quality", default="h", choices="lmh", help="Manim's letter; h is 1920x1080 at 60 (default)")
    parser.add_argument("--part", nargs="+", choices=PARTS, help="what to measure; else everything")
    parser.add_argument("--without", nargs="+", default=(), choices=OPTIONAL, help="renderers to leave out")
    parser.add_argument("--resume", action="store_true", help="keep what has been measured")
    parser.add_argument("--minutes", type=float, default=120, help="begin nothing new after so long (default: 120)")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of results (default: build/bench)")
    arguments = parser.parse_args()
    arguments.out = arguments.out.resolve()
    return arguments


def tasks(
    chosen: list[Subject], parts: tuple[str, ...], setting: Setting, without: Sequence[str] = ()
) -> Iterator[Task]:
    """All measurements, the quick ones first."""
    if "start" in parts:
        yield from small.start_tasks()
    if "unchanged" in parts:
        yield from small.unchanged_tasks(setting)
    if "compare" in parts:
        yield from compare.tasks(chosen, setting, without)
    if "edit" in parts:
        yield from edits.tasks(chosen, setting)


def measure(planned: Sequence[Task], results: Results, resume: bool, minutes: float) -> int:
    """Make the measurements, and keep each at once.

    Returns:
        how many failed; one more if time was up.
    """
    failures, deadline = 0, time.monotonic() + 60 * minutes
    console = Console(stderr=True, highlight=False)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    console.print(announced([task.key for task in planned if not (resume and results.has(task.key))], results))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("", total=len(planned))
        for task in planned:
            progress.update(bar, description=task.key)
            if not (resume and results.has(task.key)):
                if time.monotonic() > deadline:
                    console.print(f"[yellow]stopped after {minutes:g} minutes; go on with --resume", soft_wrap=True)
                    return failures + 1
                record = made(task)
                failures += "error" in record
                results.put(task.key, record)
                console.print(f"{task.key:58} {told(record)}", soft_wrap=True)
            task.after()
            progress.advance(bar)
    return failures


def announced(keys: Sequence[str], results: Results) -> str:
    """How much there is to do, and how long it took last time if all of it has been done before."""
    seconds = [results.records.get(key, {}).get("took") for key in keys]
    expected = "" if None in seconds else f", about {sum(seconds) / 60:.0f} minutes as last time"
    return f"{len(keys)} measurements{expected}"


def made(task: Task) -> Record:
    """A task's record, with the seconds that making it took, or the line that says why there is none."""
    began = time.perf_counter()
    try:
        record = task.measure()
    except CommandError as error:
        record = {"error": str(error)}
    return {**record, "took": time.perf_counter() - began}


def told(record: dict) -> str:
    """A record in half a line."""
    if "error" in record:
        return f"[red]{escape(record['error'])}[/red]"
    if "wall" in record:
        return f"wall {record['wall']:7.2f} s  cpu {record['cpu']:7.2f} s"
    return f"cpu {record['cpu']:7.2f} s" if "cpu" in record else ""


if __name__ == "__main__":
    sys.exit(main())
