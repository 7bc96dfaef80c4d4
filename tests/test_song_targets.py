"""Songs on the command line: found by name and by file, and refused in one line where an option does not fit."""

from __future__ import annotations

import json

import pytest

from course_folder import write_lesson, write_song
from eigenreel.cli import main
from eigenreel.course import built_in_root, find_course
from eigenreel.errors import EigenreelError
from eigenreel.film.targets import SongTarget, resolve


@pytest.fixture
def course(tmp_path, monkeypatch):
    write_lesson(tmp_path, "a/one", {"one": "A dot."}, "pass")
    write_song(tmp_path, ("a/one", "A vec-tor is | num-bers in a row."))
    (tmp_path / "plain.py").write_text("from manim import *\nclass One(Scene):\n    def construct(self): self.wait()\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EIGENREEL_CACHE", str(tmp_path / "cache"))
    return find_course(tmp_path)


def test_a_song_is_found_by_its_name_and_by_its_file(course):
    (one,), (other,) = (resolve([f"song:{text}"], course) for text in ("short", "narration/songs/short.abc"))
    assert isinstance(one, SongTarget) and one == other and one.key == "songs/short"


def test_a_song_of_another_course_is_sung_over_the_vignettes_of_that_course(course):
    (path,) = [each.path for each in find_course(built_in_root()).songs[:1]]
    (target,) = resolve([f"song:{path}"], course)
    assert target.ref.course.root == built_in_root()


def test_an_unknown_song_is_said(course):
    with pytest.raises(EigenreelError, match="no song 'shrot' in the course at .*; perhaps you meant short"):
        resolve(["song:shrot"], course)


MISTAKES = {
    "render song:short": "'A vector is numbers in a row.' belongs to the lesson 'a/one', which has no vignette",
    "render song:short --song": "song:short: --song is not for a song's film; leave it out",
    "render song:short --vignette": "song:short: --vignette is not for a song's film",
    "render song:short --format webm --transparent": "song:short: --transparent is not for a song's film",
    "render song:short --set a=1": "song:short: --set is not for a song's film",
    "render a/one --song": "'A vector is numbers in a row.' belongs to the lesson 'a/one', which has no vignette",
    "render a/one --song --vignette": "--vignette and --song: one is the loop alone",
    "render plain.py --song": "plain.py is a plain Manim scene: --set, --vignette and --song are for lessons",
    "check song:short --set a=1": "songs/short: --set is for lessons; leave it out",
    "storyboard song:short --set a=1": "songs/short: --set is for lessons; leave it out",
    "storyboard plain.py --set a=1": "plain: --set is for lessons; leave it out",
    "check song:short": "which has no vignette; write a method vignette(self)",
    "storyboard song:short": "which has no vignette; write a method vignette(self)",
}


@pytest.mark.parametrize("words", MISTAKES)
def test_mistakes_are_one_line_and_nothing_is_written(course, capsys, words):
    assert main([*words.split(), *(["-q", "l"] if "render" in words else [])]) != 0
    said = capsys.readouterr().err
    assert MISTAKES[words] in said
    assert not (course.root / "build").exists()


def test_a_dry_run_knows_how_long_the_song_is(course, capsys):
    assert main(["render", "song:short", "--dry-run", "--json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["duration"] == 4.0 and record["path"].endswith("build/songs/short.mp4")


def test_songs_are_listed_beside_lessons(course, capsys):
    assert main(["list"]) == 0
    assert "song:short" in capsys.readouterr().err
