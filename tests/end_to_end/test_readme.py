"""The README's own lesson, followed to the letter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import eigenreel, within
from film_probe import codecs

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SCRIPT, SCENE = "narration/en/plane/arrow.md", "scenes/plane/arrow.py"


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A fresh folder with the two files, as the README gives them."""
    root = tmp_path_factory.mktemp("fresh")
    for name, language in {SCRIPT: "markdown", SCENE: "python"}.items():
        assert f"`{name}`" in README
        path = root / name
        path.parent.mkdir(parents=True)
        path.write_text(re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)[1], encoding="utf-8")
    return root


def test_it_becomes_a_film(course, tmp_path):
    """Anywhere in that folder."""
    command = re.search(r"`eigenreel (render plane/arrow[^`]*)`", README)[1]
    eigenreel(*command.split(), cwd=course / "scenes" / "plane", cache=tmp_path)
    assert set(codecs(course / "build" / "plane" / "arrow.mp4")) == {"video", "audio", "subtitle"}


def test_it_keeps_every_rule(course, tmp_path):
    """Told by the voice that its reader hears."""
    said = within("check", "plane/arrow", "--voice", "hibari", cwd=course, cache=tmp_path)
    assert (said.code, said.out) == (0, "0 findings in 1 lesson\n")


def test_its_scene_takes_ten_lines(course):
    assert len([line for line in (course / SCENE).read_text(encoding="utf-8").splitlines() if line]) <= 10
