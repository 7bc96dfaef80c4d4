"""What a render would take on any number of cores, computed from what its chunks take on one."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace

RATE = 1e9 / 8
"""Bytes a second: a network of 1 Gbit/s."""


@dataclass(frozen=True)
class Task:
    """A chunk. Seconds of processor time; bytes.

    Attributes:
        known: when it can be sent, from the start of the process.
        out, back: the size of what is sent and of what returns.
    """

    known: float
    encode: float
    out: int
    back: int


@dataclass(frozen=True)
class Serial:
    """Moments of a render that no worker makes earlier, in seconds from its start, without encoding.

    Attributes:
        imported: everything is imported and the lesson may be told.
        told: the voice has spoken, and the scene begins.
        staged: all frames are known, and the vignette's.
        written: sound, film, texts and poster are there.
    """

    imported: float
    told: float
    staged: float
    written: float


@dataclass(frozen=True)
class Prediction:
    """What a render would take, in seconds, and how much of the cores' time it would use.

    Attributes:
        tail: from the moment when all chunks are known to the last segment.
    """

    seconds: float
    tail: float
    used: float


@dataclass(frozen=True)
class Way:
    """The way of a chunk, apart from the network.

    Attributes:
        trip: seconds that a chunk of no size takes there and back.
        handling: seconds that the scheduler, which is one process, is busy with a chunk of any size.
    """

    trip: float
    handling: float


def predict(tasks: Sequence[Task], serial: Serial, way: Way, cores: int, renders: int = 1) -> Prediction:
    """What renders of this lesson that begin together would take with so many cores between them.

    The renders' machines and the scheduler's have a network of ``RATE`` each, and everything goes through the
    scheduler. A chunk goes to the core that is free first, in the order of arrival.
    """
    arrivals, uplink = [], 0.0
    for task in tasks:
        # Every render has an uplink of its own.
        uplink = max(uplink, task.known) + task.out / RATE
        arrivals += [(uplink, task)] * renders
    free, relay, ends = [0.0] * cores, 0.0, []
    for arrival, task in arrivals:
        relay = max(relay, arrival) + max(task.out / RATE, way.handling)
        end = max(heapq.heappop(free), relay + way.trip / 2) + task.encode
        heapq.heappush(free, end)
        ends.append((end, task.back))
    downlink = 0.0
    for end, back in sorted(ends):
        downlink = max(downlink, end + way.trip / 2) + back / RATE
    seconds = max(downlink, serial.staged) + serial.written - serial.staged
    used = renders * sum(task.encode for task in tasks) / (cores * seconds)
    return Prediction(seconds, downlink - tasks[-1].known, used)


def predict_at_once(tasks: Sequence[Task], way: Way, cores: int) -> float:
    """Seconds until all are back if they are all known at the start."""
    nothing_else = Serial(0.0, 0.0, 0.0, 0.0)
    return predict([replace(task, known=0.0) for task in tasks], nothing_else, way, cores).seconds
