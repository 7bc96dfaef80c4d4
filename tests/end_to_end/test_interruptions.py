"""A render that is killed or stopped in the middle loses nothing, leaves nothing half done and nobody behind."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from pathlib import Path

import pytest
from command import STOPPED, rendered, started
from film_probe import frame_times

from eigenreel.store import Store
from processes import PATIENCE, PROC, runs, wait_for, workers

# Enough moving pictures that the workers have chunks to do for some seconds.
SCENE = """
from manim import *


class Long(Scene):
    def construct(self):
        dots = VGroup(*(Dot([x, y, 0]) for x in range(-5, 6) for y in range(-3, 4)))
        self.add(dots)
        for turn in range(8):
            self.play(Rotate(dots, (turn + 1) / 10), run_time=2)
"""
WORDS = ("render", "long.py", "-r", "426x240", "--fps", "30", "-j", "2")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> str:
    """The digest of the film as it should be."""
    folder = tmp_path_factory.mktemp("undisturbed")
    (folder / "long.py").write_text(SCENE, encoding="utf-8")
    (film,) = rendered(*WORDS[1:], cwd=folder, cache=folder / "cache")
    return digest_of(Path(film["path"]))


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "long.py").write_text(SCENE, encoding="utf-8")
    return tmp_path


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def chunks(cache: Path) -> list[Path]:
    return [path for path in Store(cache).entries() if path.parent.parent.name == "chunk"]


def in_the_middle(folder: Path):
    """A render that has some chunks and lacks others, and its workers."""
    process = started(*WORDS, cwd=folder, cache=folder / "cache")
    wait_for(lambda: process.poll() is not None or len(chunks(folder / "cache")) >= 2, "chunks")
    started_by_it = workers(process.pid)
    assert process.poll() is None, process.communicate()
    return process, started_by_it


def assert_nothing_is_half_done(folder: Path) -> None:
    """No film, no part of one, and every entry of the cache is whole."""
    # Whoever is killed cannot tidy up: a hidden part may stay, until the next render of this film.
    assert not [path for path in (folder / "build").rglob("*.*") if not path.name.startswith(".part-")]
    store = Store(folder / "cache")
    assert store.verify() == []


def assert_it_resumes(folder: Path, undisturbed: str) -> None:
    """The same command makes the same film, of the chunks that were done and those that were not."""
    done = len(chunks(folder / "cache"))
    (film,) = rendered(*WORDS[1:], cwd=folder, cache=folder / "cache")
    assert 2 <= done <= film["reused"] < film["chunks"]
    assert digest_of(Path(film["path"])) == undisturbed and len(frame_times(Path(film["path"]))) == 480
    assert sorted(path.name for path in (folder / "build").iterdir()) == ["long.mp4", "long.png"]


@pytest.mark.skipif(not PROC.is_dir(), reason="processes are counted in /proc")
def test_killed_without_warning_it_resumes(folder, undisturbed):
    """SIGKILL to the job's whole group, as when memory runs out or the machine is shut down."""
    process, helpers = in_the_middle(folder)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL and len(helpers) == 2
    wait_for(lambda: not any(map(runs, helpers)), "end of the workers")
    assert_nothing_is_half_done(folder)
    (folder / "build").mkdir(exist_ok=True)
    (folder / "build" / f".part-{process.pid}-long.mp4").write_bytes(b"half a film")
    assert_it_resumes(folder, undisturbed)


@pytest.mark.skipif(not PROC.is_dir(), reason="processes are counted in /proc")
@pytest.mark.parametrize("group", [True, False], ids=["ctrl-c", "interrupt"])
def test_stopped_by_hand_it_says_so_and_resumes(folder, undisturbed, group):
    """Ctrl-C in a terminal reaches the whole group; one line, exit code 130, and no worker is left a moment later."""
    process, helpers = in_the_middle(folder)
    (os.killpg if group else os.kill)(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert not any(map(runs, helpers))
    assert process.returncode in STOPPED and out == ""
    assert err == "eigenreel: stopped; what is done is kept, and the same command goes on from there\n"
    assert_nothing_is_half_done(folder)
    assert not list((folder / "cache").rglob(".*")) and not list((folder / "build").rglob(".*"))
    if group:
        assert_it_resumes(folder, undisturbed)


@pytest.mark.parametrize("moment", [0.05, 0.4, 1.0])
def test_stopped_while_it_starts_it_says_so(folder, moment):
    """Whatever is being imported, from our own code on: Python tells what it imports, so that we know how far it is."""
    process = started(*WORDS, cwd=folder, cache=folder / "cache", flags=("-X", "importtime"))
    for line in process.stderr:
        if line.rstrip().endswith("eigenreel.interruption"):
            break
    time.sleep(moment)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    said = [line for line in err.splitlines() if not line.startswith("import time:")]
    # On a busy machine the next line of our code may not have run yet.
    if not any("runpy" in line for line in said):
        assert (
            process.returncode in STOPPED and out == "" and len(said) == 1 and said[0].startswith("eigenreel: stopped")
        )


def test_a_film_in_place_stays_whole_until_the_next_is_there(folder, undisturbed):
    """A second render that is killed leaves the first one's film as it was."""
    (film,) = rendered("long.py", "-r", "128x72", "--fps", 5, cwd=folder, cache=folder / "cache")
    before, count = digest_of(Path(film["path"])), len(chunks(folder / "cache"))
    process = started(*WORDS, cwd=folder, cache=folder / "cache")
    wait_for(lambda: len(chunks(folder / "cache")) > count, "chunks")
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert digest_of(Path(film["path"])) == before != undisturbed


def test_two_renders_at_once_share_a_cache(folder, undisturbed):
    """Both succeed, with the same film."""
    both = [started(*WORDS, "--out", folder / name, cwd=folder, cache=folder / "cache") for name in ("one", "two")]
    said = [process.communicate(timeout=10 * PATIENCE) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert digest_of(folder / "one" / "long.mp4") == digest_of(folder / "two" / "long.mp4") == undisturbed
    assert Store(folder / "cache").verify() == []


def test_two_renders_into_one_folder_leave_one_whole_film(folder, undisturbed):
    both = [started(*WORDS, cwd=folder, cache=folder / f"cache{number}") for number in (1, 2)]
    said = [process.communicate(timeout=10 * PATIENCE) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert digest_of(folder / "build" / "long.mp4") == undisturbed
    assert sorted(path.name for path in (folder / "build").iterdir()) == ["long.mp4", "long.png"]


def test_a_scene_that_swallows_everything_for_ever_ends_when_it_is_asked_again(folder):
    lines = [
        "from manim import *",
        "class Deaf(Scene):",
        "    def construct(self):",
        "        print('begun', flush=True)",
    ]
    lines += ["        while True:", "            try:", "                self.wait()"]
    lines += ["            except BaseException:", "                pass"]
    (folder / "deaf.py").write_text("\n".join(lines), encoding="utf-8")
    process = started("render", "deaf.py", "-r", "128x72", "--fps", "1", cwd=folder, cache=folder / "cache")
    # What a scene prints goes to stderr.
    assert process.stderr.readline() == "begun\n"
    wait_for(lambda: process.poll() is not None or process.send_signal(signal.SIGINT), "end")
    out, err = process.communicate()
    assert (process.returncode, out, err) == (130, "", "eigenreel: stopped\n")


def test_ctrl_c_that_a_scene_swallows_is_not_lost(folder):
    """A bare ``except``, in a scene or in a library, catches it; the render stops all the same."""
    lines = ["from manim import *", "import os, signal, time", "class Deaf(Scene):", "    def construct(self):"]
    lines += ["        try:", "            os.kill(os.getpid(), signal.SIGINT)", "            time.sleep(1)"]
    lines += ["        except:", "            pass", "        self.play(Create(Circle()))"]
    (folder / "deaf.py").write_text("\n".join(lines), encoding="utf-8")
    process = started("render", "deaf.py", "-r", "128x72", "--fps", "10", cwd=folder, cache=folder / "cache")
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode in STOPPED and out == "" and err.startswith("eigenreel: stopped")
    assert not list((folder / "build").rglob("*.mp4"))
