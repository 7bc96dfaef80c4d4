"""A lesson's chunks, encoded here one after the other and noted, then by real workers on this machine."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

import psutil
from cluster_model import Serial, Task
from measuring.subjects import ROOT

from eigenreel.course import find_course
from eigenreel.film import worker
from eigenreel.film.cluster import Cluster
from eigenreel.film.format import FilmFormat
from eigenreel.film.jobs import Job, Outcome, plan_jobs, run_jobs
from eigenreel.film.plan import Chunk
from eigenreel.film.targets import resolve
from eigenreel.options import Quality, RenderOptions, worker_count
from eigenreel.store import Store

SAMPLE = 20
"""About how many seconds of one core the chunks take that real workers get in a round."""

ROUNDS = 3
TRIPS = 20
BURST = 200
PATIENCE = 60

Parcel = tuple[FilmFormat, Chunk | None]


class Spy:
    """Encoders that encode within this process, and note what that takes. Also watches the job."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.parcels: list[Parcel] = []
        self.encoding = 0.0
        self.moments: dict[str, float] = {}

    def now(self) -> float:
        """Seconds of this process without encoding."""
        return time.process_time() - self.encoding

    def ready(self) -> None:
        self.moments["imported"] = self.now()

    def encode(self, store: Store, film: FilmFormat, chunk: Chunk | None) -> Future[None]:
        # The first is asked for when the scene has its camera.
        self.moments.setdefault("told", self.now())
        parcel = worker.parcel(film, chunk)
        known, start = self.now(), time.process_time()
        data = worker.segment_of(parcel)
        took = time.process_time() - start
        self.encoding += took
        self.tasks.append(Task(known, took, len(parcel), len(data)))
        self.parcels.append((film, chunk))
        store.put(*worker.place(film, chunk), data)
        future: Future[None] = Future()
        future.set_result(None)
        return future

    @property
    def serial(self) -> Serial:
        return Serial(**self.moments)

    def close(self) -> None: ...

    def job_started(self, job: Job, total_frames: int | None) -> None: ...

    def sings(self, job: Job, section: str, number: int, total: int, done: bool) -> None: ...

    def staged(self, job: Job, frames: int) -> None:
        self.moments["staged"] = self.now()

    def frames_done(self, job: Job, frames: int) -> None: ...

    def job_done(self, job: Job, outcome: Outcome) -> None:
        self.moments["written"] = self.now()
        if outcome.error is not None:
            raise SystemExit(f"bench: {job.key}: {outcome.error}")


def rendered(lesson: str, size: Quality, folder: Path) -> Spy:
    """Render a lesson here, from nothing."""
    spy, course = Spy(), find_course(ROOT)
    options = RenderOptions(size.width, size.height, size.fps, 1, folder / "films", folder / "cache")
    jobs = plan_jobs(resolve([lesson], course, options.lang), options)
    with contextlib.redirect_stdout(io.StringIO()):
        run_jobs(jobs, options, spy, spy)
    return spy


@dataclass(frozen=True)
class Running:
    """A scheduler and workers on this machine, with their process numbers."""

    address: str
    scheduler: int
    workers: tuple[int, ...]

    def cpu(self) -> dict[str, float]:
        """Processor seconds so far, by who spent them."""
        encoders = [child.pid for pid in self.workers for child in psutil.Process(pid).children()]
        groups = {"command": [os.getpid()], "scheduler": [self.scheduler], "workers": self.workers}
        return {name: sum(map(_cpu, pids)) for name, pids in (groups | {"encoders": encoders}).items()}


def _cpu(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


@dataclass(frozen=True)
class Round:
    """What some chunks took: seconds of the clock, and of processors by who spent them."""

    seconds: float
    cpu: dict[str, float]


@dataclass
class Scaling:
    """What chunks that are given at once take on real workers.

    Attributes:
        tasks: these chunks.
        rounds: by the number of workers; the rounds of different numbers alternate.
        trip: seconds from sending a chunk that is nearly nothing until it is back.
        handling: the scheduler's processor seconds for such a chunk.
    """

    tasks: list[Task]
    rounds: dict[int, list[Round]] = field(default_factory=dict)
    trip: float = 0.0
    handling: float = 0.0

    def best(self, workers: int) -> Round:
        """The round that met least of what else this machine does."""
        return min(self.rounds[workers], key=lambda each: each.seconds)


def scaling(spy: Spy, folder: Path) -> Scaling:
    """Give a part of the chunks to one worker of one core, to two, up to the cores of this machine, and again."""
    step = ceil(spy.encoding / SAMPLE)
    result, parcels = Scaling(spy.tasks[::step]), spy.parcels[::step]
    with contextlib.ExitStack() as stack:
        clusters: dict[int, tuple[Running, Cluster]] = {}
        for count in range(1, worker_count() + 1):
            running = stack.enter_context(workers_running(count, folder))
            cluster = stack.enter_context(Cluster(running.address, say=lambda line: None))
            wait_for_cores(cluster, count)
            # This also starts the workers' processes.
            ask(cluster, [(tiny(number), None) for number in range(4 * count)], folder / f"warm{count}")
            clusters[count] = running, cluster
        for number in range(ROUNDS):
            for count, (running, cluster) in clusters.items():
                taken = timed(running, cluster, parcels, folder / f"round{number}-{count}")
                result.rounds.setdefault(count, []).append(taken)
        running, cluster = clusters[1]
        result.trip = min(
            timed(running, cluster, [(tiny(100 + number), None)], folder / "trips").seconds for number in range(TRIPS)
        )
        burst = timed(running, cluster, [(tiny(1000 + number), None) for number in range(BURST)], folder / "burst")
        result.handling = burst.cpu["scheduler"] / BURST
    return result


def timed(running: Running, cluster: Cluster, parcels: Sequence[Parcel], folder: Path) -> Round:
    """Have chunks encoded, and see what that takes."""
    before, start = running.cpu(), time.perf_counter()
    ask(cluster, parcels, folder)
    seconds = time.perf_counter() - start
    return Round(seconds, {name: spent - before[name] for name, spent in running.cpu().items()})


def ask(cluster: Cluster, parcels: Sequence[Parcel], folder: Path) -> None:
    """Have them encoded, and wait until all are in a store there."""
    for future in [cluster.encode(Store(folder), *parcel) for parcel in parcels]:
        future.result()


def tiny(number: int) -> FilmFormat:
    """A format whose packets that hold a picture take no time; another one for each number."""
    return FilmFormat(16, 16, 1 + number)


def wait_for_cores(cluster: Cluster, cores: int) -> None:
    cluster.ready()
    wait_for(lambda: cluster.cores >= cores, f"{cores} workers")


def wait_for(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"bench: no {what} after {PATIENCE} s")
        time.sleep(0.1)


@contextlib.contextmanager
def workers_running(count: int, folder: Path) -> Iterator[Running]:
    """A scheduler and workers of one core each."""
    file = folder / f"scheduler{count}.json"
    words = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0", "--scheduler-file", str(file)]
    with contextlib.ExitStack() as stack:
        scheduler = stack.enter_context(started("dask", "scheduler", *words))
        wait_for(file.exists, "scheduler")
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        workers = [stack.enter_context(started("eigenreel", "worker", address, "-j", "1")) for _ in range(count)]
        yield Running(address, scheduler, tuple(workers))


@contextlib.contextmanager
def started(module: str, *words: str) -> Iterator[int]:
    """A Python program, ended with the block; gives its process number."""
    command = [sys.executable, "-m", module, *words]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process.pid
        finally:
            process.terminate()
