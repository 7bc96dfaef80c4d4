"""What the check command prints, and its exit code."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from course_folder import write_lesson
from eigenreel.cli import app

SAY = {"one": "This is a sentence of a reasonable length for a test, and it says very little."}
CLEAN = """
word = Prose("A calm word")
with self.beat("one"):
    self.play(FadeIn(word))
"""


def checked(folder, monkeypatch, construct, *options):
    write_lesson(folder, "test/lesson", SAY, construct)
    monkeypatch.chdir(folder)
    words = ["check", "test/lesson", "--voice", "silent", "--cache", str(folder / "cache"), *options]
    return CliRunner().invoke(app, words)


def test_findings_are_told_as_text_and_as_json(tmp_path, monkeypatch):
    """Lesson, beat, time, object and remedy; the exit code is 1."""
    faulty = CLEAN.replace('Prose("A calm word")', 'Prose("A calm word").scale(0.3)')
    text = checked(tmp_path, monkeypatch, faulty)
    assert text.exit_code == 1
    assert "test/lesson [one] at 1.0 s: legibility: 'A calm word' its letters are" in text.stdout
    assert "use a larger type size" in text.stdout and "1 finding in 1 lesson" in text.stdout
    (finding,) = json.loads(checked(tmp_path, monkeypatch, faulty, "--json").stdout)
    about = {name: finding[name] for name in ("rule", "lesson", "beat", "time", "object")}
    assert about == {"rule": "legibility", "lesson": "test/lesson", "beat": "one", "time": 1.0, "object": "A calm word"}


def test_a_beat_that_is_never_told_is_a_finding_and_not_an_error(tmp_path, monkeypatch):
    """Such a lesson cannot be staged, but what is wrong with it is known."""
    result = checked(tmp_path, monkeypatch, CLEAN.replace('"one"', '"won"'), "--json")
    assert result.exit_code == 1
    found = [(each["rule"], each["object"]) for each in json.loads(result.stdout)]
    assert found == [("beats", "one"), ("beats", "won")]


def test_nothing_found(tmp_path, monkeypatch):
    result = checked(tmp_path, monkeypatch, CLEAN)
    assert (result.exit_code, result.stdout) == (0, "0 findings in 1 lesson\n")
