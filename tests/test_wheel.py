"""A wheel built from the repository works in an empty environment, from an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from course_folder import write_lesson

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Built without an isolated environment: nothing is fetched."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory) -> Path:
    """An environment that holds the wheel; the libraries are lent by the one that runs the tests, eigenreel is not."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    interpreter = folder / "bin" / "python"
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.run([interpreter, "-c", ask], capture_output=True, text=True, check=True).stdout.strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    # Lent as a plain path: its own .pth files, one of which names this repository, are not read.
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return interpreter


def run(python: Path, folder: Path, *words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["EIGENREEL_CACHE"] = str(folder / "cache")
    command = [str(python), "-m", "eigenreel", *words]
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_the_wheel_carries_the_course_and_nothing_else_of_the_repository(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "eigenreel/course/narration/course.toml" in names
    for path in sorted((ROOT / "scenes").rglob("*.py")):
        assert f"eigenreel/course/{path.relative_to(ROOT).as_posix()}" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"eigenreel"}


def test_it_lists_the_built_in_course_from_an_empty_folder(python, tmp_path):
    listed = {lesson["key"] for lesson in json.loads(run(python, tmp_path, "list", "--json"))}
    assert "probability/bayes_theorem" in listed
    where = subprocess.run(
        [python, "-c", "import eigenreel; print(eigenreel.__file__)"], capture_output=True, text=True
    )
    assert not Path(where.stdout.strip()).is_relative_to(ROOT)


def test_it_renders_a_built_in_lesson(python, tmp_path):
    run(python, tmp_path, "render", "probability/bayes_theorem", "-r", "426x240", "--fps", "15", "--voice", "silent")
    assert (tmp_path / "build" / "probability" / "bayes_theorem.mp4").stat().st_size > 0


def test_it_renders_a_lesson_of_a_course_written_from_scratch(python, tmp_path):
    construct = 'with self.beat("one"):\n    self.play(FadeIn(Dot()))'
    write_lesson(tmp_path, "plane/dot", {"one": "This is a dot."}, construct)
    run(python, tmp_path, "render", "plane/dot", "-r", "426x240", "--fps", "15", "--voice", "silent")
    assert (tmp_path / "build" / "plane" / "dot.mp4").stat().st_size > 0
