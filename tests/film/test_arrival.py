"""Files arrive whole or not at all, and nothing is left of those that did not."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from eigenreel.errors import EigenreelError
from eigenreel.film.arrival import arriving, expect, write_whole


@pytest.fixture
def gone() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    return process.pid


def test_a_file_is_there_when_it_is_whole(tmp_path):
    path = tmp_path / "new" / "film.mp4"
    with arriving(path) as part:
        part.write_bytes(b"half")
        assert not path.exists()
        part.write_bytes(b"whole")
    assert path.read_bytes() == b"whole" and list(path.parent.iterdir()) == [path]


def test_what_fails_leaves_the_old_file_and_no_part(tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(b"old")

    def write():
        with arriving(path) as part:
            part.write_bytes(b"new")
            raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        write()
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["film.mp4", "[draft] film*.mp4"])
def test_what_killed_processes_left_of_it_is_deleted(tmp_path, gone, name):
    """But not what belongs to one that runs, or to another file."""
    dead, living, other = (f".part-{number}-{each}" for number, each in ((gone, name), (1, name), (gone, f"x{name}")))
    for each in (dead, living, other):
        (tmp_path / each).touch()
    write_whole(tmp_path / name, b"whole")
    assert {path.name for path in tmp_path.iterdir()} == {living, other, name}


def test_where_no_file_can_be_is_told_before_and_after(tmp_path):
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "film.mp4"
    for attempt in (lambda: expect(path), lambda: write_whole(path, b"")):
        with pytest.raises(EigenreelError, match=r"film.mp4: cannot be written \(.+\); .*--out$"):
            attempt()


def test_rights_are_those_of_the_umask(tmp_path):
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "film.mp4", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "film.mp4").stat().st_mode & 0o777 == 0o644
