"""A command's cost is that of all its processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from measuring.command import CommandError, run
from measuring.tree import PROC, Tree, read_stat

from processes import PATIENCE, wait_for

MEGABYTE = 10**6
needs_proc = pytest.mark.skipif(not PROC.is_dir(), reason="there is no /proc")

LONG = 600
"""Seconds that nothing here takes, on however busy a machine."""

# Each says when it holds its memory, and holds it until its parent has heard that of all.
HOLD = "import sys; held = bytes(range(256)) * (int(sys.argv[1]) * 4000); print('held', flush=True); input()"
PARENT = f"""
import subprocess, sys, time
pipes = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE)
children = [subprocess.Popen([sys.executable, "-c", {HOLD!r}, size], **pipes) for size in ("60", "90")]
for child in children:
    child.stdout.readline()
time.sleep(1.5)
for child in children:
    child.communicate(b"\\n")
"""
SLEEP = f"import time; time.sleep({LONG})"
BUSY = """
import subprocess, sys, time
if len(sys.argv) > 1:
    while time.process_time() < 0.5: pass
else:
    subprocess.run([sys.executable, __file__, "again"])
"""


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


@needs_proc
def test_memory_of_the_largest_and_of_all_together(tmp_path):
    """Two children hold 61 and 92 MB at the same time."""
    cost = run(python("-c", PARENT), tmp_path, PATIENCE)
    assert 90 * MEGABYTE < cost.largest < 130 * MEGABYTE
    assert 150 * MEGABYTE < cost.tree < 220 * MEGABYTE


@needs_proc
def test_a_tree_holds_no_stranger_and_forgets_no_orphan(tmp_path):
    stranger = subprocess.Popen(python("-c", "input()", "stranger"), stdin=subprocess.PIPE)
    family = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); input()"
    parent = subprocess.Popen(python("-c", family), stdin=subprocess.PIPE)
    try:
        tree = Tree(parent.pid)
        wait_for(lambda: tree.sample() or len(tree.processes) == 2, "child")
        (child,) = set(tree.processes) - {parent.pid}
        parent.communicate(b"\n")
        tree.sample()
        assert set(tree.processes) == {parent.pid, child} and stranger.pid not in tree.processes
        assert tree.processes[child].peak >= MEGABYTE
    finally:
        stranger.communicate(b"\n")
        parent.kill()
        for orphan in set(tree.processes) - {parent.pid}:
            os.kill(orphan, signal.SIGKILL)


def test_processor_time_counts_children(tmp_path):
    program = tmp_path / "busy.py"
    program.write_text(BUSY)
    cost = run(python(str(program)), tmp_path, PATIENCE)
    assert 0.45 < cost.cpu < 3 and cost.wall > 0.3


@needs_proc
def test_processor_time_of_some_processes_is_found_by_their_command(tmp_path):
    tree = Tree(os.getpid())
    while time.process_time() < 0.2:
        pass
    tree.sample()
    mine = read_stat(os.getpid()).cpu
    assert tree.cpu_of(Path(sys.executable).name) == pytest.approx(mine, abs=0.1)
    assert tree.cpu_of("no such program") == 0


def test_a_failing_command_is_told_in_one_line(tmp_path):
    noisy = "import sys; print('a', flush=True); print('what went wrong', file=sys.stderr); sys.exit(3)"
    with pytest.raises(CommandError, match="what went wrong$") as raised:
        run(python("-c", noisy), tmp_path, PATIENCE)
    assert "\n" not in str(raised.value)


def test_a_command_that_hangs_is_ended_with_all_its_children(tmp_path):
    began = time.monotonic()
    with pytest.raises(CommandError, match="took longer than 1 s"):
        run(python("-c", PARENT.replace("1.5", str(LONG))), tmp_path, 1)
    assert time.monotonic() - began < LONG


def test_output_is_kept_where_it_is_wanted(tmp_path):
    run(python("-c", "print('[1]')"), tmp_path, PATIENCE, output=tmp_path / "answer.json")
    assert (tmp_path / "answer.json").read_text() == "[1]\n"
