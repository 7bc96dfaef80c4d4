"""What more machines would bring: a lesson's chunks as they really are, on the workers there are and on many more.

    python bench/cluster.py [LESSON] [--quality l|m|h] [--out FOLDER]

One process renders the lesson with a cold cache and notes, in seconds of its processor, when each chunk is known, how
long it takes to encode, and its bytes on the way out and back. Some of these chunks then go to real workers on this
machine, of one core each. What 8, 64 and 500 cores would give is computed: each chunk goes out over the network when it
is known, to the core that is free first, and back. Writes cluster.md and cluster.json to build/bench.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from cluster_model import RATE, Prediction, Task, Way, predict, predict_at_once
from cluster_runs import ROUNDS, Scaling, Spy, rendered, scaling
from measuring.results import this_machine
from measuring.subjects import ROOT

from eigenreel.options import Quality, frame_size

LESSON = "probability/bayes_theorem"
CORES = (1, 2, 4, 8, 64, 500)
RENDERS = (1, 4, 16, 64, 256)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lesson", nargs="?", default=LESSON, help=f"its key (default: {LESSON})")
    parser.add_argument("--quality", default="h", choices="lmh", help="Manim's letter; h is 1920x1080 at 60 (default)")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench", help="default: build/bench")
    arguments = parser.parse_args()
    size = frame_size(arguments.quality, None, None)
    with tempfile.TemporaryDirectory() as folder:
        spy = rendered(arguments.lesson, size, Path(folder))
        scaled = scaling(spy, Path(folder))
    arguments.out.mkdir(parents=True, exist_ok=True)
    text = markdown(arguments.lesson, size, spy, scaled)
    (arguments.out / "cluster.md").write_text(text, encoding="utf-8")
    numbers = json.dumps(data(arguments.lesson, size, spy, scaled), indent=1)
    (arguments.out / "cluster.json").write_text(numbers, encoding="utf-8")
    print(text)


def data(lesson: str, size: Quality, spy: Spy, scaled: Scaling) -> dict[str, object]:
    """Everything that was measured, and what it means."""
    return {
        "lesson": lesson,
        "size": [size.width, size.height, size.fps],
        "machine": this_machine(),
        "serial": asdict(spy.serial),
        "trip": scaled.trip,
        "handling": scaled.handling,
        "workers": {count: [asdict(each) for each in rounds] for count, rounds in scaled.rounds.items()},
        "predicted": [
            {"cores": cores, "renders": many} | asdict(predict(spy.tasks, spy.serial, way(scaled), cores, many))
            for cores in CORES
            for many in RENDERS
        ],
        "chunks": [asdict(task) for task in spy.tasks],
    }


def markdown(lesson: str, size: Quality, spy: Spy, scaled: Scaling) -> str:
    about = ", ".join(f"{name} {value}" for name, value in this_machine().items())
    about += f"; {os.getloadavg()[2]:.1f} processes ran at a time"
    return (
        "\n\n".join(
            [
                f"# {lesson} at {size.width}x{size.height}, {size.fps} frames a second, on many machines",
                f"Measured by `python bench/cluster.py` ({about}). Seconds of one core, unless said otherwise.",
                "## A chunk",
                chunk_table(spy.tasks),
                "## What no worker makes shorter",
                serial_table(spy),
                "## Workers of one core on this machine",
                f"{len(scaled.tasks)} of the chunks, given at once; the best of {ROUNDS} rounds, in which the "
                "numbers of workers alternate. The model knows what these chunks take, and that a chunk of nearly "
                f"nothing is back after {1000 * scaled.trip:.0f} ms, of which the scheduler works "
                f"{1000 * scaled.handling:.1f} ms.",
                scaling_table(scaled),
                "## One lesson on more cores",
                f"Computed, for a network of {8 * RATE / 1e9:.0f} Gbit/s, from the start of the command to its end. "
                "Tail: from the moment when the last chunk is known until it is back.",
                cores_table(spy, scaled),
                "## Many lessons on more cores",
                "Films an hour, computed, if so many lessons like this one are rendered by as many commands at once.",
                renders_table(spy, scaled),
            ]
        )
        + "\n"
    )


def way(scaled: Scaling) -> Way:
    return Way(scaled.trip, scaled.handling)


def chunk_table(tasks: Sequence[Task]) -> str:
    """How large and how long chunks are."""
    kinds = {
        "encoding, s": [task.encode for task in tasks],
        "sent, MB": [task.out / 1e6 for task in tasks],
        "returned, MB": [task.back / 1e6 for task in tasks],
    }
    rows = [[name, *_numbers(values)] for name, values in kinds.items()]
    return table([f"{len(tasks)} chunks", "least", "median", "most", "all"], rows)


def _numbers(values: Sequence[float]) -> list[str]:
    return [f"{value:.2f}" for value in (min(values), statistics.median(values), max(values), sum(values))]


def serial_table(spy: Spy) -> str:
    moments = asdict(spy.serial)
    parts = {
        "start and imports": moments["imported"],
        "scene module, facts and voice": moments["told"] - moments["imported"],
        "staging, and sending": moments["staged"] - moments["told"],
        "sound, film and texts": moments["written"] - moments["staged"],
    }
    rows = [[name, f"{seconds:.1f}"] for name, seconds in parts.items()]
    return table(["", "s"], [*rows, ["together", f"{moments['written']:.1f}"]])


def scaling_table(scaled: Scaling) -> str:
    """Seconds of the clock, then of processors."""
    alone, rows = scaled.best(1), []
    for count in scaled.rounds:
        best, model = scaled.best(count), predict_at_once(scaled.tasks, way(scaled), count)
        spent = [f"{each:.1f}" for each in best.cpu.values()]
        rows.append([str(count), f"{best.seconds:.1f}", f"{alone.seconds / best.seconds:.2f}", f"{model:.1f}", *spent])
    who = [f"CPU of {name}, s" for name in alone.cpu]
    return table(["workers", "clock, s", "times as fast as one", "model, s", *who], rows)


def cores_table(spy: Spy, scaled: Scaling) -> str:
    found = {cores: predict(spy.tasks, spy.serial, way(scaled), cores) for cores in CORES}
    rows = [cores_row(cores, each, found[1], spy.serial.written) for cores, each in found.items()]
    return table(["cores", "s", "times as fast as one", "of that serial", "tail, s", "cores in use"], rows)


def cores_row(cores: int, each: Prediction, one: Prediction, serial: float) -> list[str]:
    ratio, share = one.seconds / each.seconds, serial / each.seconds
    return [str(cores), f"{each.seconds:.1f}", f"{ratio:.1f}", f"{share:.0%}", f"{each.tail:.1f}", f"{each.used:.0%}"]


def renders_table(spy: Spy, scaled: Scaling) -> str:
    rows = []
    for cores in CORES:
        found = [predict(spy.tasks, spy.serial, way(scaled), cores, renders) for renders in RENDERS]
        hourly = [3600 * renders / each.seconds for renders, each in zip(RENDERS, found, strict=True)]
        rows.append([str(cores), *(f"{films:.0f}" for films in hourly)])
    return table(["cores", *(f"{renders} at once" for renders in RENDERS)], rows)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """In Markdown; what follows the first column stands right."""
    marks = [":--", *("--:" for _ in headings[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headings, marks, *rows))


if __name__ == "__main__":
    main()
