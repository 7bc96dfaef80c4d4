"""The command with a cluster: the same film, and one line when something is not there or not there any more."""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path

import pytest
from cluster_processes import Machines
from command import STOPPED, rendered, started, within
from distributed import Client

from eigenreel.cli import arguments
from eigenreel.store import Store
from processes import PATIENCE, wait_for

# In the middle it waits for a file, so that a test has time to do its worst.
SCENE = """
import time
from pathlib import Path

from manim import *


class Long(Scene):
    def construct(self):
        dots = VGroup(*(Dot([x, y, 0]) for x in range(-3, 4) for y in range(-2, 3)))
        self.add(dots)
        for turn in range(8):
            while turn == 4 and not Path("go").exists():
                time.sleep(0.02)
            self.play(Rotate(dots, (turn + 1) / 10), run_time=2)
"""
SIZE = ("-r", "320x180", "--fps", "10")


@pytest.fixture(scope="module")
def machines(tmp_path_factory):
    with Machines(tmp_path_factory.mktemp("machines")) as machines:
        machines.workers(2)
        yield machines


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "long.py").write_text(SCENE, encoding="utf-8")
    return tmp_path


def digest_of(film: dict) -> str:
    return hashlib.sha256(Path(film["path"]).read_bytes()).hexdigest()


def chunks(folder: Path) -> int:
    return sum(path.parent.parent.name == "chunk" for path in Store(folder / "cache").entries())


def known_at(address: str) -> int:
    with Client(address, set_as_default=False) as client:
        return client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks))


def test_ctrl_c_leaves_nothing_on_the_cluster(machines, folder):
    """Two cores have six places, and they are taken when it is stopped."""
    for member in machines.members[1:]:
        member.freeze()
    (folder / "go").touch()
    words = ("render", "long.py", *SIZE, "--cluster", machines.address)
    process = started(*words, cwd=folder, cache=folder / "cache")
    wait_for(lambda: process.poll() is not None or known_at(machines.address) == 6, "six tasks")
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    for member in machines.members[1:]:
        member.thaw()
    assert process.returncode in STOPPED and out == ""
    assert err == "eigenreel: stopped; what is done is kept, and the same command goes on from there\n"
    wait_for(lambda: known_at(machines.address) == 0, "end of all tasks")
    assert chunks(folder) == 0


def test_ctrl_c_while_it_waits_for_workers(folder, tmp_path):
    with Machines(tmp_path) as alone:
        process = started("render", "long.py", *SIZE, "--cluster", alone.address, cwd=folder, cache=folder / "cache")
        line = process.stderr.readline()
        assert line == f"eigenreel: waiting for workers at {alone.address}; {line.partition('; ')[2]}"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode in STOPPED and out == ""
    assert err == "eigenreel: stopped; what is done is kept, and the same command goes on from there\n"


def test_a_render_that_lost_its_scheduler_goes_on_with_another(machines, folder, tmp_path):
    """One line and exit code 1; then the film is that of this machine, with the chunks that were done before."""
    with Machines(tmp_path) as lost:
        (only,) = lost.workers(1)
        words = ("render", "long.py", *SIZE, "--cluster", lost.address)
        process = started(*words, cwd=folder, cache=folder / "cache")
        wait_for(lambda: process.poll() is not None or chunks(folder) >= 2, "chunks")
        only.freeze()
        (folder / "go").touch()
        wait_for(lambda: known_at(lost.address) > 0, "tasks of a frozen worker")
        lost.scheduler.kill()
        out, err = process.communicate(timeout=PATIENCE)
    kept = "what is done is kept, and the same command goes on from there"
    assert (process.returncode, out) == (1, "")
    assert err.startswith(f"eigenreel: {lost.address}: the scheduler is gone; ") and err.endswith(f"{kept}\n")
    assert err.count("\n") == 1 and not list((folder / "build").rglob("*.mp4"))
    done = chunks(folder)
    assert 2 <= done < 8 and Store(folder / "cache").verify() == []
    words = ("long.py", *SIZE, "--cluster", machines.address)
    (film,) = rendered(*words, cwd=folder, cache=folder / "cache")
    assert (film["chunks"], film["reused"]) == (8, done)
    (local,) = rendered("long.py", *SIZE, "-j", 2, "--out", "local", cwd=folder, cache=folder / "other")
    assert digest_of(film) == digest_of(local)


def test_a_dry_run_counts_the_cores_of_the_cluster(machines, folder):
    said = within("render", "long.py", *SIZE, "--dry-run", "--cluster", machines.address, cwd=folder, cache=folder)
    assert said.code == 0 and "2 workers" in said.out


@pytest.mark.parametrize("words", [("render", "long.py", "--cluster"), ("worker",)], ids=["render", "worker"])
@pytest.mark.parametrize("address", ["here", "http://host:1", "host:0", "host:65536", "tcp://:8786"])
def test_what_is_no_address_is_told(folder, words, address):
    said = within(*words, address, cwd=folder, cache=folder)
    assert said.code == 1
    assert said.err == f"eigenreel: {address}: not the address of a scheduler; give it as tcp://host:8786\n"


@pytest.mark.parametrize("words", [("render", "long.py", "--cluster"), ("worker",)], ids=["render", "worker"])
def test_without_the_extra_it_is_named(folder, words, monkeypatch):
    monkeypatch.setattr(arguments, "find_spec", lambda name: None)
    said = within(*words, "host:8786", cwd=folder, cache=folder)
    assert said.code == 1 and said.err.count("\n") == 1 and "pip install 'eigenreel[cluster]'" in said.err


def test_cores_of_this_machine_mean_nothing_there(folder):
    said = within("render", "long.py", "-j", "2", "--cluster", "host:8786", cwd=folder, cache=folder)
    assert said.code == 1 and said.err.startswith("eigenreel: -j is for this machine") and said.err.count("\n") == 1
