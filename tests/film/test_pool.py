"""Laws of the pool: every task is answered or fails with a reason, and no process stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pool_tasks
import pytest

from eigenreel.errors import EigenreelError, ScriptError
from eigenreel.film import pool as pool_module
from eigenreel.film.pool import Pool
from processes import PATIENCE, wait_for

LONG = 600
"""Seconds that nothing here takes, on however busy a machine."""


@pytest.fixture(autouse=True)
def workers_find_these_tasks(monkeypatch):
    folder = str(Path(__file__).parent)
    monkeypatch.setattr(pool_module, "PROGRAM", f"import sys; sys.path.insert(0, {folder!r}); {pool_module.PROGRAM}")


def is_alive(process):
    """Also where there is no /proc."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until_gone(processes):
    wait_for(lambda: not any(map(is_alive, processes)), "end of the workers")


def test_answers_belong_to_their_tasks():
    with Pool(2) as pool:
        futures = [pool.submit(pool_tasks.double, number) for number in range(50)]
        assert [future.result() for future in futures] == [2 * number for number in range(50)]


def test_workers_are_kept_and_do_not_know_manim():
    with Pool(2) as pool:
        seen = {future.result() for future in [pool.submit(pool_tasks.process) for _ in range(20)]}
        assert len(seen) == 2 and seen == set(pool.processes)
        loaded = pool.submit(pool_tasks.modules).result()
        assert "manim" not in loaded and "scipy" not in loaded and "eigenreel.film.raster" in loaded


def test_what_a_task_raises_arrives():
    with Pool(1) as pool:
        with pytest.raises(ValueError, match="no such curve"):
            pool.submit(pool_tasks.fail, "no such curve").result()
        assert pool.submit(pool_tasks.double, 4).result() == 8


def test_what_cannot_be_sent_fails_alone():
    with Pool(1) as pool:
        with pytest.raises((AttributeError, TypeError, pool_module.pickle.PicklingError)):
            pool.submit(lambda: 1).result()
        assert pool.submit(pool_tasks.double, 4).result() == 8


@pytest.mark.parametrize(
    "task", [(pool_tasks.double, pool_tasks.Poison(True)), (pool_tasks.poison,)], ids=["to", "fro"]
)
def test_whatever_goes_wrong_on_the_way_arrives(task):
    """The task or its result cannot be taken apart or put together, and what was sent of it confuses nobody."""
    with Pool(1) as pool:
        with pytest.raises(KeyError, match="poison"):
            pool.submit(*task).result(PATIENCE)
        assert pool.submit(pool_tasks.double, 4).result(PATIENCE) == 8


def test_what_is_printed_does_no_harm():
    with Pool(1) as pool:
        assert pool.submit(pool_tasks.chatter).result() == "result"


def test_a_killed_worker_is_replaced(tmp_path):
    with Pool(2) as pool:
        others = [pool.submit(pool_tasks.sleep, 0.05) for _ in range(8)]
        assert pool.submit(pool_tasks.die_once, str(tmp_path / "mark")).result() == "alive"
        assert [other.result() for other in others] == [0.05] * 8


def test_a_task_that_kills_workers_is_given_up():
    with Pool(1) as pool:
        fatal, after = pool.submit(pool_tasks.die), pool.submit(pool_tasks.double, 1)
        with pytest.raises(EigenreelError, match="ended by SIGKILL twice at the same task; .*fewer workers with -j"):
            fatal.result()
        assert after.result() == 2


def test_closing_drops_what_is_queued_and_ends_all():
    start = time.monotonic()
    with Pool(2) as pool:
        futures = [pool.submit(pool_tasks.sleep, LONG) for _ in range(6)]
        wait_for(lambda: len(pool.processes) == 2, "workers")
        processes = pool.processes
    assert time.monotonic() - start < LONG
    assert all(future.done() for future in futures)
    wait_until_gone(processes)


STARTER = """
import sys
sys.path[:0] = [{tests!r}]
import pool_tasks
from eigenreel.film import pool as module
module.PROGRAM = "import sys; sys.path.insert(0, {tests!r}); " + module.PROGRAM
with module.Pool(2) as pool:
    print(*[pool.submit(pool_tasks.process).result() for _ in range(6)], flush=True)
    pool.submit(pool_tasks.sleep, 2)
    pool.submit(pool_tasks.sleep, {long} if {interrupted} else 2).result()
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_their_starter(end):
    """Killed, it cannot tell them; interrupted, it does."""
    script = STARTER.format(tests=str(Path(__file__).parent), interrupted=end == signal.SIGINT, long=LONG)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as starter:
        processes = {int(number) for number in starter.stdout.readline().split()}
        time.sleep(0.2)
        starter.send_signal(end)
    wait_until_gone(processes)


def test_errors_for_people_survive_the_way():
    with Pool(1) as pool, pytest.raises(ScriptError, match=r"vectors.md:14: no beat; add one"):
        pool.submit(pool_tasks.raise_script_error).result()
