"""A scene that is a vignette and no more: its loop is rendered before there is a script, and nothing trips over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import TINY, rendered, within, write_arrow

LOOP = """
from manim import *

from eigenreel import Lesson, Parameter


class Dot2(Lesson):
    reach = Parameter(1.0, "how far the dot goes", range=(0, 3))

    def vignette(self):
        dot = Dot()
        self.play(dot.animate(rate_func=there_and_back).shift(self.reach * UP), run_time=4)
"""


@pytest.fixture
def course(tmp_path) -> Path:
    root = write_arrow(tmp_path / "course")
    (root / "scenes" / "tests" / "dot.py").write_text(LOOP, encoding="utf-8")
    return root


def test_its_loop_is_a_film(course, tmp_path):
    """By key and by file, with parameters, and among all loops of the course."""
    where = {"cwd": course, "cache": tmp_path / "cache"}
    (film,) = rendered("tests/dot", "--vignette", "--set", "reach=2", *TINY, **where)
    assert Path(film["path"]).name == "dot.vignette.mp4" and film["duration"] == pytest.approx(4, abs=0.1)
    (again,) = rendered("scenes/tests/dot.py", "--vignette", "--set", "reach=2", *TINY, **where)
    assert again["path"] == film["path"]
    said = within("render", "--all", "--vignette", "--dry-run", "--json", **where)
    assert [Path(each["path"]).name for each in said.records] == ["arrow.vignette.mp4", "dot.vignette.mp4"]
    assert {each["duration"] for each in said.records} == {6.0}


@pytest.mark.parametrize("command", ["render", "storyboard", "check"])
def test_its_film_lacks_a_script_and_says_so(course, tmp_path, command):
    said = within(command, "tests/dot", cwd=course, cache=tmp_path / "cache")
    (line,) = said.complaints
    assert said.code == 1 and "dot.py: no script; write " in line and line.endswith("--vignette")


def test_what_goes_through_the_course_passes_it_by(course, tmp_path):
    """It is no lesson of the list, no finding, and not among the films of --all; the list names it on stderr."""
    where = {"cwd": course, "cache": tmp_path / "cache"}
    listed = within("list", "--json", **where)
    assert [each["key"] for each in listed.records] == ["tests/arrow"]
    assert "tests/dot" in within("list", **where).err
    said = within("render", "--all", "--dry-run", "--json", **where)
    assert [Path(each["path"]).name for each in said.records] == ["arrow.mp4"]
    assert "dot" not in within("check", "--all", "--voice", "silent", **where).out
    assert within("doctor", **where).code == 0
