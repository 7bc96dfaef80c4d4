"""A machine of a cluster: a Dask worker that encodes chunks, in processes of its own, for whoever sends them.

The worker's own process only receives and sends: Dask ends workers whose event loop does not answer, and Python code
that rasterises holds it up. Encoding is left to the ``Pool``, which also replaces a process that was killed.

A machine offers its cores as a Dask resource that is named for the version of what encodes, and a chunk asks for one
of those. So the scheduler itself keeps chunks from machines that would encode them differently, or cannot at all.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from threading import Lock
from typing import Any

import dask
from dask.system import CPU_COUNT
from distributed import Status, Worker, WorkerPlugin, get_worker
from distributed.system import MEMORY_LIMIT

import eigenreel
from eigenreel.errors import EigenreelError
from eigenreel.film import worker
from eigenreel.film.format import machinery
from eigenreel.film.pool import Pool

OFFER = "eigenreel"
PLUGIN = "eigenreel"
DIGITS = 12

PATIENCE = 60
"""Seconds that a worker waits for its scheduler, at first and when it is lost."""

PARTING = 10
"""Seconds in which a worker that is ended hands over what it has done."""

MEMORY_PER_CORE = 1_000_000_000
"""Bytes for each encoding process: twice what it takes at 2160p."""

RECEIVER_SHARE = 0.25
"""The part of the memory for chunks that wait and segments that have not been fetched."""

NEWS_SECONDS = 10
"""How often a worker that works says how far it is."""


def offer() -> str:
    """The resource that names what encodes here: the version, and the digest of the code and libraries that count."""
    return f"{OFFER} {eigenreel.__version__} encoder {machinery()[:DIGITS]}"


def segment_of(parcel: bytes) -> bytes:
    """What a Dask task does: a parcel becomes a segment, on whatever machine this is."""
    return get_worker().plugins[PLUGIN].encode(parcel)


class Encoding(WorkerPlugin):
    """What makes a Dask worker one of ours.

    Attributes:
        chunks: how many have been encoded.
    """

    name = PLUGIN

    def __init__(self, cores: int) -> None:
        self.pool = Pool(cores)
        self.chunks = 0
        self._counting = Lock()

    def encode(self, parcel: bytes) -> bytes:
        """Wait in a Dask thread until a process has encoded."""
        data = self.pool.submit(worker.segment_of, parcel).result()
        with self._counting:
            self.chunks += 1
        return data


def sensible_cores() -> int:
    """As many as there are, if the memory is enough for them; containers' limits count."""
    return max(1, min(CPU_COUNT, int(MEMORY_LIMIT * (1 - RECEIVER_SHARE)) // MEMORY_PER_CORE))


def serve(address: str, cores: int | None, say: Callable[[str], None]) -> None:
    """Encode for a scheduler until interrupted or terminated.

    Args:
        cores: how many chunks at a time; None is ``sensible_cores``.
        say: told in a line what happens.

    Raises:
        EigenreelError: no scheduler answers for ``PATIENCE`` seconds.
    """
    # Its own news are for those who know Dask; what matters here is said.
    logging.getLogger("distributed").setLevel(logging.ERROR)
    with dask.config.set({"distributed.worker.profile.enabled": False}):
        asyncio.run(_serve(address, cores or sensible_cores(), say))


async def _serve(address: str, cores: int, say: Callable[[str], None]) -> None:
    """Work for one scheduler after the other at this address."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    encoding = Encoding(cores)
    try:
        while not stopped.is_set():
            say(f"looking for the scheduler at {address}")
            await _serve_once(address, encoding, stopped, say)
    finally:
        await asyncio.to_thread(encoding.pool.close)
    say(f"ended; {_done(encoding)}")


async def _serve_once(address: str, encoding: Encoding, stopped: asyncio.Event, say: Callable[[str], None]) -> None:
    """Work until the scheduler is gone or somebody stops us."""
    cores = encoding.pool.workers
    dask_worker = Worker(
        address,
        nthreads=cores,
        resources={offer(): cores},
        plugins=(encoding,),
        memory_limit=int(MEMORY_LIMIT * RECEIVER_SHARE),
        death_timeout=PATIENCE,
    )
    try:
        await _first(stopped.wait(), _begin(dask_worker, address))
        if stopped.is_set():
            return
        what = f"{cores} {'core' if cores == 1 else 'cores'}, {offer()}"
        say(f"connected as {dask_worker.address} with {what}; Ctrl-C ends it")
        await _first(stopped.wait(), dask_worker.finished(), _tell_news(encoding, say))
        if not stopped.is_set():
            say(f"the scheduler is gone; {_done(encoding)}")
    finally:
        await _leave(dask_worker)


async def _begin(dask_worker: Worker, address: str) -> None:
    try:
        await dask_worker
    except (OSError, TimeoutError) as error:
        remedy = "start one there with: dask scheduler"
        raise EigenreelError(f"{address}: no scheduler answered for {PATIENCE} s; {remedy}") from error


async def _leave(dask_worker: Worker) -> None:
    """Give back what has been sent to us, so that others do it, and do not wait for what we have begun."""
    if dask_worker.status == Status.running:
        with suppress(OSError, TimeoutError):
            retire = dask_worker.scheduler.retire_workers(
                workers=[dask_worker.address], close_workers=False, remove=True, stimulus_id="eigenreel-worker-ends"
            )
            await asyncio.wait_for(retire, PARTING)
    await dask_worker.close(executor_wait=False)


async def _tell_news(encoding: Encoding, say: Callable[[str], None]) -> None:
    told = encoding.chunks
    while True:
        await asyncio.sleep(NEWS_SECONDS)
        if encoding.chunks != told:
            told = encoding.chunks
            say(_done(encoding))


async def _first(*coroutines: Coroutine[Any, Any, Any]) -> None:
    """Wait for the first of them to end, and end the others. What it raised is raised."""
    tasks = [asyncio.ensure_future(each) for each in coroutines]
    done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    for task in done:
        task.result()


def _done(encoding: Encoding) -> str:
    return f"encoded {encoding.chunks} {'chunk' if encoding.chunks == 1 else 'chunks'} so far"
