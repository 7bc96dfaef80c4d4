"""Laws of the cluster: whatever happens to machines, a chunk becomes the segment that it becomes here, or one line."""

from __future__ import annotations

import gc
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor, as_completed
from concurrent.futures import wait as wait_all
from dataclasses import replace

import pytest
from cluster_processes import OLD, PLAIN, Machines
from distributed import Client
from film_shapes import Reel, format_of

import eigenreel
from eigenreel.errors import EigenreelError
from eigenreel.film import worker
from eigenreel.film.cluster import Cluster
from eigenreel.film.cluster_worker import offer
from eigenreel.film.plan import plan
from eigenreel.store import Store
from processes import PATIENCE, wait_for


def long_reel(plays=12):
    """One chunk for each play, and all of them different."""
    reel = Reel(width=320, height=180, fps=10)
    for play in range(plays):
        reel.move(10, row=10 * play, step=3 + play)
    return reel.recording()


RECORDING = long_reel()
FILM = format_of(RECORDING)
CHUNKS = list(plan(RECORDING, FILM))


@pytest.fixture(scope="module")
def expected():
    """The segments as they become here."""
    return {chunk.key: worker.segment(FILM, chunk) for chunk in CHUNKS}


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    """A scheduler and three workers."""
    with Machines(tmp_path_factory.mktemp("machines")) as machines:
        machines.workers(3)
        yield machines


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "cache")


def encode_all(cluster, store, chunks=tuple(CHUNKS)):
    return [cluster.encode(store, FILM, chunk) for chunk in chunks]


def stored(store):
    return {chunk.key: store.get(worker.CHUNKS, chunk.key) for chunk in CHUNKS}


def running_at(address):
    """What each worker has been sent and has not done: {worker: keys}."""
    with Client(address, set_as_default=False) as client:
        return {each: keys for each, keys in client.processing().items() if keys}


def known_at(address):
    """How many tasks the scheduler knows."""
    with Client(address, set_as_default=False) as client:
        return client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks))


def test_chunks_become_what_they_become_here(machines, store, expected):
    """Those of a film, and the packets that hold a picture."""
    with Cluster(machines.address) as cluster:
        futures = [cluster.encode(store, FILM, None), *encode_all(cluster, store)]
        assert [future.result(PATIENCE) for future in futures] == [None] * (len(CHUNKS) + 1)
        assert cluster.cores == 3
    assert len(CHUNKS) == 12 and stored(store) == expected
    assert store.get(worker.SKIPS, FILM.key) == worker.segment(FILM, None)
    assert known_at(machines.address) == 0


def test_a_worker_that_is_killed_is_made_up_for(machines, store, expected):
    """It has chunks that it will never do: it is frozen before it gets them."""
    doomed = machines.worker("doomed")
    address = doomed.address
    doomed.freeze()
    with Cluster(machines.address) as cluster:
        futures = encode_all(cluster, store)

        def others_are_done():
            return 0 < len(running_at(machines.address).get(address, ())) == sum(not each.done() for each in futures)

        wait_for(others_are_done, "worker that alone has chunks to do")
        doomed.kill()
        assert [future.result(PATIENCE) for future in futures] == [None] * len(CHUNKS)
    assert stored(store) == expected


def test_other_workers_are_named_and_get_nothing(machines, store, expected):
    """One of another version, which says at its end what it did, and one that is not ours."""
    old, plain, said = machines.worker("old", OLD), machines.worker("plain", PLAIN), []
    old.says("with 1 core, eigenreel 0.0.1 encoder")
    plain.says("Registered to")
    with Cluster(machines.address, said.append) as cluster:
        wait_all(encode_all(cluster, store), PATIENCE)
        wait_for(lambda: len(said) == 2, "lines")
    plain.kill()
    assert stored(store) == expected
    assert old.end() == 0 and old.said.endswith("eigenreel: ended; encoded 0 chunks so far\n")
    version, foreign = sorted(said, key=lambda line: "none of" in line)
    theirs = offer().replace(eigenreel.__version__, "0.0.1")
    assert f"worker {old.address} has {theirs}, this is {offer()}: it is not used; install the same" in version
    assert f"is none of eigenreel's: it is not used; start it with: eigenreel worker {machines.address}" in foreign


def test_closing_cancels_what_is_queued_but_not_what_others_want(machines, store, tmp_path, expected):
    """Two renders want the same chunk: it is one task, and stays when one of them is stopped."""
    frozen = machines.members[1:4]
    for member in frozen:
        member.freeze()
    with Cluster(machines.address) as stays:
        wanted = stays.encode(store, FILM, CHUNKS[0])
        with Cluster(machines.address) as stopped:
            futures = encode_all(stopped, Store(tmp_path / "other"))
            # Three cores have nine places.
            wait_for(lambda: known_at(machines.address) == 9, "nine tasks of two renders")
        assert all(future.cancelled() for future in futures)
        wait_for(lambda: known_at(machines.address) == 1, "end of all tasks but one")
        for member in frozen:
            member.thaw()
        assert wanted.result(PATIENCE) is None
    assert stored(store)[CHUNKS[0].key] == expected[CHUNKS[0].key]
    assert not Store(tmp_path / "other").size()


def test_one_that_is_cancelled_leaves_the_others(machines, store, expected):
    with Cluster(machines.address) as cluster:
        futures = encode_all(cluster, store)
        futures[-1].cancel()
        wait_all(futures, PATIENCE)
        with pytest.raises(CancelledError):
            futures[-1].result()
    assert [data for data in stored(store).values() if data] == list(expected.values())[:-1]


def test_a_loss_that_nobody_waits_for_is_no_news(store):
    """A render that is told of a loss cancels what else it wanted, which then ends with that loss as well."""
    heard: list[str] = []
    lose_one(store, heard)
    # What it raised holds the frames that it passed through, until it is collected.
    gc.collect()
    assert heard == []


def lose_one(store, heard):
    with Cluster("tcp://127.0.0.1:9") as cluster:
        cluster._loop.set_exception_handler(lambda _, context: heard.append(context["message"]))
        cluster._loss = EigenreelError("gone")
        future = cluster._do(cluster._encode(store, FILM, CHUNKS[0], 0))
        wait_for(lambda: cluster._tasks, "task")
        assert future.cancel()
        wait_for(lambda: not cluster._tasks, "end of the task")


def test_what_a_chunk_raises_arrives(machines, store):
    """After other workers have tried; the next chunk is none the worse for it."""
    broken = replace(CHUNKS[0], items=(), key="0" * 64)
    with Cluster(machines.address) as cluster:
        with pytest.raises(IndexError) as raised:
            cluster.encode(store, FILM, broken).result(PATIENCE)
        assert "in worker process" in raised.value.__notes__[0]
        assert cluster.encode(store, FILM, CHUNKS[0]).result(PATIENCE) is None


def test_a_worker_whose_eigenreel_was_changed_under_it_encodes_nothing(monkeypatch):
    """Its processes are started with what is there then."""
    parcel = worker.parcel(FILM, CHUNKS[0])
    monkeypatch.setattr(worker, "machinery", lambda: "0" * 64)
    with pytest.raises(EigenreelError, match="has changed since its worker was started; start the worker again"):
        worker.segment_of(parcel)


def test_the_life_of_a_cluster(tmp_path, expected):
    """Four renders, one after the other, of which each changes what the next one meets."""
    with Machines(tmp_path) as machines:
        nobody_comes(machines)
        first = somebody_comes(machines, Store(tmp_path / "one"), expected)
        the_last_worker_is_gone(machines, first, Store(tmp_path / "two"))
        (second,) = machines.workers(1)
        the_scheduler_is_gone(machines, second, Store(tmp_path / "three"))
        it_is_back(machines, second, Store(tmp_path / "three"))


def nobody_comes(machines):
    said, remedy = [], f"start some with: eigenreel worker {machines.address}"
    with Cluster(machines.address, said.append, mustering=0.2) as cluster:
        for _ in range(2):
            with pytest.raises(EigenreelError, match=f"no worker of this version for 0 s; {remedy}; what is done is"):
                cluster.ready()
    assert said == [f"waiting for workers at {machines.address}; {remedy}"]


def somebody_comes(machines, store, expected):
    """While the render waits. Chunks that are earlier in the film are done earlier."""
    said = []
    with Cluster(machines.address, said.append, mustering=PATIENCE) as cluster, ThreadPoolExecutor() as others:
        waiting = others.submit(cluster.ready)
        wait_for(lambda: said, "line")
        member = machines.worker("first")
        assert waiting.result(PATIENCE) is None
        futures = encode_all(cluster, store)
        places = [futures.index(future) for future in as_completed(futures, PATIENCE)]
    # One core has three places, and which of three segments is fetched first is open.
    assert len(places) == len(CHUNKS) and all(abs(place - index) < 3 for place, index in enumerate(places))
    assert stored(store) == expected
    return member


def the_last_worker_is_gone(machines, member, store):
    """With chunks that it had begun."""
    with Cluster(machines.address, lambda line: None, mustering=0.5) as cluster:
        cluster.ready()
        member.freeze()
        futures = encode_all(cluster, store)
        wait_for(lambda: running_at(machines.address), "worker with chunks")
        member.kill()
        for future in futures:
            with pytest.raises(EigenreelError, match="no worker of this version .*; what is done is kept"):
                future.result(PATIENCE)


def the_scheduler_is_gone(machines, member, store):
    """In the middle: the first chunk is done, and the others are not."""
    lost = f"{machines.address}: the scheduler is gone; start it again within .* what is done is kept"
    with Cluster(machines.address) as cluster:
        cluster.encode(store, FILM, CHUNKS[0]).result(PATIENCE)
        member.freeze()
        futures = encode_all(cluster, store, CHUNKS[1:])
        wait_for(lambda: running_at(machines.address), "chunk that is not done")
        machines.scheduler.kill()
        for future in futures:
            with pytest.raises(EigenreelError, match=lost):
                future.result(PATIENCE)
        for call in (cluster.ready, lambda: encode_all(cluster, store)):
            with pytest.raises(EigenreelError, match=lost):
                call()
    assert {path.name for path in store.entries()} == {CHUNKS[0].key} and store.verify() == []
    member.thaw()
    member.says("the scheduler is gone; encoded")


def it_is_back(machines, member, store):
    """So is the worker, which has looked for it, until Ctrl-C."""
    machines.restart_scheduler()
    with Cluster(machines.address, lambda line: None, mustering=PATIENCE) as cluster:
        assert cluster.encode(store, FILM, CHUNKS[-1]).result(PATIENCE) is None
    assert member.end() == 0 and "ended; encoded" in member.said


def test_nobody_there_is_told_soon(tmp_path):
    """The port of a scheduler that has ended."""
    with Machines(tmp_path) as machines:
        pass
    start = time.monotonic()
    with Cluster(machines.address) as cluster, pytest.raises(EigenreelError) as raised:
        cluster.ready()
    assert str(raised.value) == f"{machines.address}: no scheduler answers; start one there with: dask scheduler"
    assert time.monotonic() - start < PATIENCE
