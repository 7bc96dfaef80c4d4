"""storyboard, check, list and doctor, on a course that a test writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import DOT, TINY, rendered, within, write_arrow
from PIL import Image

from course_folder import write_lesson

TALKING = DOT | {"construct": f'print("the scene says")\n{DOT["construct"]}'}
BROKEN = """with self.beat("one"):
    raise RuntimeError("the roof is on fire")"""


@pytest.fixture
def course(tmp_path) -> Path:
    root = write_arrow(tmp_path / "course")
    write_lesson(root, "tests/talking", **TALKING)
    write_lesson(root, "tests/broken", {"one": "Words."}, BROKEN)
    return root


def test_a_storyboard_shows_every_beat(course, tmp_path):
    """As a picture and a page, with the words; of what a scene prints nothing is among the results."""
    words = ("tests/arrow", "tests/talking", "--voice", "silent", "--json")
    said = within("storyboard", *words, cwd=course, cache=tmp_path / "cache")
    assert said.code == 0 and "the scene says" in said.err
    arrow, talking = said.records
    page = Path(arrow["html"]).read_text(encoding="utf-8")
    assert "42%" in page and "It goes three to the right" in page
    assert _area(arrow["png"]) > _area(talking["png"])


def _area(path: str) -> int:
    with Image.open(path) as image:
        return image.width * image.height


@pytest.mark.parametrize("command", ["storyboard", "check"])
def test_one_broken_lesson_does_not_stop_the_others(course, tmp_path, command):
    said = within(command, "--all", "--voice", "silent", cwd=course, cache=tmp_path / "cache")
    assert said.code == 1 and len(said.complaints) == 1 and "broken.py:13: RuntimeError" in said.complaints[0]
    assert ("in 2 lessons" if command == "check" else "arrow") in said.out and "Traceback" not in said.err


def test_findings_are_all_that_stdout_holds(course, tmp_path):
    said = within("check", "tests/talking", "--voice", "silent", "--json", cwd=course, cache=tmp_path / "cache")
    assert isinstance(said.records, list) and "the scene says" in said.err


def test_the_list_tells_what_is_rendered_and_what_changed_since(course, tmp_path):
    where = {"cwd": course, "cache": tmp_path / "cache"}
    rendered("tests/arrow", *TINY, **where)
    assert _states(where) == {"tests/arrow": "rendered", "tests/talking": "", "tests/broken": ""}
    script = course / "narration" / "en" / "tests" / "arrow.md"
    script.write_text(script.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert _states(where)["tests/arrow"] == "outdated"


def _states(where) -> dict[str, str]:
    return {lesson["key"]: lesson["state"] for lesson in within("list", "--json", **where).records}


def test_parameters_are_listed(course, tmp_path):
    """What --set can change, with what it takes; what a scene file prints is not among it."""
    where = {"cwd": course, "cache": tmp_path / "cache"}
    (record,) = within("list", "--parameters", "--json", **where).records
    assert (record["lesson"], record["name"], record["takes"]) == ("tests/arrow", "part", "a number from 0 to 1")
    assert record["meaning"] in within("list", "--parameters", **where).out
    (course / "scenes" / "tests" / "broken.py").write_text("raise RuntimeError('the roof is on fire')")
    said = within("list", "--parameters", "--json", **where)
    assert said.code == 1 and said.records == [record]
    assert len(said.complaints) == 1 and "tests/broken: " in said.complaints[0] and "broken.py:1" in said.complaints[0]
