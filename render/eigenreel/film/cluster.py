"""Encoders on other machines: chunks go to a Dask scheduler, segments come back and into this machine's store.

A scheduler holds what it is sent until it is done, so it gets only what its workers need soon; the rest waits here.
Chunks travel with their task and not as data of their own, which would be lost with the worker that keeps it.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import pickle
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from itertools import count
from threading import Thread
from typing import Any

import dask
from distributed import Client, KilledWorker

from eigenreel.errors import EigenreelError
from eigenreel.film import worker
from eigenreel.film.cluster_worker import OFFER, PATIENCE, offer, segment_of
from eigenreel.film.format import FilmFormat
from eigenreel.film.plan import Chunk
from eigenreel.store import Store

CONNECTING = 8
"""Seconds in which a scheduler has to answer at first."""

ANSWERING = 30
"""Seconds in which it has to answer later, when it may be busy."""

MUSTERING = 30
"""Seconds to wait for workers, at first and whenever all have gone."""

LOOKING = 1
"""Seconds from one look at the workers to the next."""

AHEAD = 2
"""Chunks for each core that are sent before they can be begun, so that no core waits for the network."""

RETRIES = 2
"""How often a chunk that failed is tried again, on whichever machine."""

KEPT = "what is done is kept, and the same command goes on from there"


def _say(line: str) -> None:
    print(f"eigenreel: {line}", file=sys.stderr, flush=True)


class Cluster:
    """The workers of a scheduler, as ``Encoders``. Use it in a ``with`` block.

    Args:
        address: of the scheduler, as tcp://host:8786.
        say: told in a line what happens there that one should know, from any thread.
        mustering: seconds to wait for workers.

    Attributes:
        cores: how many there were at the last look.
    """

    def __init__(self, address: str, say: Callable[[str], None] = _say, mustering: float = MUSTERING) -> None:
        self.address, self.say, self.mustering = address, say, mustering
        self.cores = self._places_given = 0
        self._client: Client | None = None
        self._loss: EigenreelError | None = None
        self._numbers = count()
        self._refused: set[str] = set()
        self._tasks: set[asyncio.Task] = set()
        self._places = asyncio.Semaphore(0)
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(_overhear)
        self._thread = Thread(target=self._loop.run_forever, name="cluster", daemon=True)
        self._thread.start()

    def ready(self) -> None:
        """Connect, unless that has been done, and wait for a worker.

        Raises:
            EigenreelError: no scheduler answers, or it has no worker for us, or had them and is lost.
        """
        if self._client is None and self._loss is None:
            self._do(self._connect()).result()
        if self._loss is not None:
            raise self._loss

    def encode(self, store: Store, film: FilmFormat, chunk: Chunk | None) -> concurrent.futures.Future[None]:
        """Have a machine encode a chunk, and put its segment into the store here.

        Raises:
            EigenreelError: as ``ready``.
        """
        self.ready()
        return self._do(self._encode(store, film, chunk, next(self._numbers)))

    def close(self) -> None:
        """Drop what is queued, here and there, and leave the scheduler."""
        self._do(self._leave()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _do(self, coroutine: Coroutine[Any, Any, Any]) -> concurrent.futures.Future:
        """Everything about the cluster is done in one thread."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    async def _connect(self) -> None:
        for name in ("distributed", "distributed.client"):
            # What goes wrong is said here, in a line.
            logging.getLogger(name).setLevel(logging.CRITICAL)
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
        self._client = Client(self.address, asynchronous=True, timeout=CONNECTING, set_as_default=False)
        try:
            await self._client
        except (OSError, TimeoutError):
            self._lose("no scheduler answers; start one there with: dask scheduler")
            return
        await self._muster()
        # The loop itself keeps only a weak reference.
        self._watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        """Notice new workers, and that the last has gone, or the scheduler."""
        while self._loss is None:
            await asyncio.sleep(LOOKING)
            await (self._muster() if self._tasks else self._look())

    async def _muster(self) -> None:
        """Wait until there is a worker for us."""
        end = None
        while self._loss is None and not await self._look():
            now = self._loop.time()
            if end is None:
                end = now + self.mustering
                self.say(f"waiting for workers at {self.address}; start some with: eigenreel worker {self.address}")
            if now > end:
                remedy = f"start some with: eigenreel worker {self.address}"
                self._lose(f"no worker of this version for {self.mustering:.0f} s; {remedy}; {KEPT}")
                return
            await asyncio.sleep(LOOKING)

    async def _look(self) -> int:
        """How many cores encode as we do; room for as many chunks is made, and other workers are named, once each."""
        if self._client.status != "running":
            return self._lose_scheduler()
        try:
            found = await asyncio.wait_for(self._client.scheduler.identity(n_workers=-1), ANSWERING)
        except (OSError, TimeoutError):
            return self._lose_scheduler()
        offers = {address: each["resources"] for address, each in found["workers"].items()}
        for address in offers.keys() - self._refused:
            self._refuse(address, offers[address])
        self.cores = round(sum(each.get(offer(), 0) for each in offers.values()))
        while self._places_given < self.cores * (1 + AHEAD):
            self._places.release()
            self._places_given += 1
        return self.cores

    def _refuse(self, address: str, resources: dict[str, float]) -> None:
        """Say why a worker gets nothing, if it does not encode as we do."""
        if offer() in resources:
            return
        self._refused.add(address)
        theirs = next((name for name in resources if name.startswith(OFFER)), None)
        if theirs is None:
            why, remedy = "is none of eigenreel's", f"start it with: eigenreel worker {self.address}"
        else:
            why, remedy = f"has {theirs}, this is {offer()}", "install the same eigenreel, pycairo and av on both"
        self.say(f"worker {address} {why}: it is not used; {remedy}")

    async def _encode(self, store: Store, film: FilmFormat, chunk: Chunk | None, number: int) -> None:
        kind, key = worker.place(film, chunk)
        task = asyncio.current_task()
        self._tasks.add(task)
        # Whoever waited may have given up, as a render does at its first loss: then nobody else asks how this ended.
        task.add_done_callback(_noted)
        try:
            async with self._places:
                data = await self._ask(f"{kind}-{key}", film, chunk, number)
            await asyncio.to_thread(store.put, kind, key, data)
        except asyncio.CancelledError:
            if self._loss is not None:
                raise self._loss from None
            raise
        finally:
            self._tasks.discard(task)

    async def _ask(self, key: str, film: FilmFormat, chunk: Chunk | None, number: int) -> bytes:
        """The segment from whichever machine; earlier chunks go first."""
        errand = await asyncio.to_thread(_errand, film, chunk)
        future = self._client.submit(
            pickle.loads, errand, key=key, resources={offer(): 1}, priority=-number, retries=RETRIES
        )
        try:
            return await future
        except KilledWorker as error:
            deaths, hint = error.allowed_failures + 1, "if memory ran out, start workers with a smaller -j"
            raise EigenreelError(f"{self.address}: {deaths} workers ended at the same chunk; {hint}") from error
        except (concurrent.futures.CancelledError, OSError) as error:
            if future.status == "error":
                raise
            self._lose_scheduler()
            raise self._loss from error
        finally:
            # Nobody there need go on with it, or keep it.
            future.release()

    def _lose_scheduler(self) -> int:
        self._lose(f"the scheduler is gone; start it again within {PATIENCE} s, and its workers come back; {KEPT}")
        return 0

    def _lose(self, why: str) -> None:
        """Nothing more will be encoded."""
        if self._loss is None:
            self._loss = EigenreelError(f"{self.address}: {why}")
        self._cancel()

    def _cancel(self) -> None:
        for task in self._tasks - {asyncio.current_task()}:
            task.cancel()

    async def _leave(self) -> None:
        self._cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._client is not None:
            with suppress(OSError, TimeoutError):
                await self._client.close()
        # The watch, a connecting that was interrupted, and what Dask leaves behind.
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await self._loop.shutdown_default_executor()


class _Call:
    """Is pickled as a call of ``segment_of``: unpickling it is encoding."""

    def __init__(self, parcel: bytes) -> None:
        self.parcel = parcel

    def __reduce__(self) -> tuple[Callable[[bytes], bytes], tuple[bytes]]:
        return segment_of, (self.parcel,)


def _errand(film: FilmFormat, chunk: Chunk | None) -> bytes:
    """What a worker has to unpickle. A function of ours would be unpickled by the scheduler, which may not have us."""
    return pickle.dumps(_Call(worker.parcel(film, chunk)))


def _noted(task: asyncio.Task) -> None:
    if not task.cancelled():
        task.exception()


def _overhear(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What Dask leaves behind of a connection that broke is no news: we have noticed that it broke."""
    if not isinstance(context.get("exception"), OSError | TimeoutError):
        loop.default_exception_handler(context)


def cluster_cores(address: str) -> int:
    """How many cores a cluster has for us.

    Raises:
        EigenreelError: none, or no scheduler answers.
    """
    with Cluster(address) as cluster:
        cluster.ready()
        return cluster.cores
