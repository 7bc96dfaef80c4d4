"""Every mistake is one line, with its place and the way out, and an exit code that is not zero."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import TINY, within, write_arrow

from course_folder import write_lesson


@pytest.fixture
def course(tmp_path) -> Path:
    return write_arrow(tmp_path / "course")


@pytest.fixture
def run(course, tmp_path):
    return lambda *words: within("render", *TINY, *words, cwd=course, cache=tmp_path / "cache")


ARGUMENTS = {
    "tests/arow": "no lesson 'tests/arow' .* perhaps you meant tests/arrow?",
    "tests/arrow --set part=2": "part=2 does not fit .*; give a number from 0 to 1",
    "tests/arrow --set part=much": "part=much does not fit .*; give a number from 0 to 1",
    "tests/arrow --set part=nan": "part=nan does not fit .*; give a number from 0 to 1",
    "tests/arrow --set prt=0.2": "no parameter 'prt' in tests/arrow; perhaps you meant part?",
    "tests/arrow --voice hibary": "no voice 'hibary'; perhaps you meant hibari?",
    "tests/arrow --from-beat shar": "no beat 'shar' .* perhaps you meant share?",
    "tests/arrow --to-beat plcae": "no beat 'plcae' .* perhaps you meant place?",
    "tests/arrow --from-beat share --to-beat place": "'place' comes before 'share'",
    "tests/arrow --out film.gif": "--format gif",
    "nothing.py": "nothing.py: no such file",
    "nothing.py:Scene": "nothing.py: no such file",
}


@pytest.mark.parametrize("words", ARGUMENTS)
def test_a_wrong_argument_is_one_line(run, course, words):
    said = run(*words.split())
    assert said.code != 0 and said.out == ""
    assert len(said.complaints) == 1 and re.search(ARGUMENTS[words], said.complaints[0])
    assert "Traceback" not in said.err and not list(course.rglob("*.mp4"))


# What is put into the script in the place of a text, the line of the mistake, and what is said of it.
SCRIPTS = {
    "a paragraph without a name": ("[share] ", "", 13, "no \\[beat\\]"),
    "a name that is there twice": ("[share]", "[place]", 13, "place. is repeated"),
    "an empty beat": ("[share] About {share:.0%} of the people who look at it nod.", "[share]", 13, "share"),
    "a cue that is there twice": ("It goes", "[@move] It goes", 11, "move"),
    "an unknown fact": ("{share:.0%}", "{shaer:.0%}", 13, "perhaps you meant share"),
    "a format that does not fit": ("{share:.0%}", "{share:z!}", 13, "z!"),
    "an open brace": ("{share:.0%}", "{share", 13, "without its other half"),
    "a rest that is no number": ("It goes", "[pause soon] It goes", 11, "soon"),
    "a tab": ("It goes", "It\tgoes", 11, "tab"),
    "an unknown field": ("level: beginner", "levle: beginner", 5, "perhaps you meant level"),
    "a missing field": ("title: Arrow\n", "", 1, "title"),
    "YAML that is none": ("title: Arrow", "title: [Arrow", 3, ""),
    "no front matter": ("---\n", "", 1, ""),
    "a beat before the first chapter": ("## Chapter", "Chapter", 9, ""),
}


@pytest.mark.parametrize("mistake", SCRIPTS)
def test_a_mistake_in_the_script_has_file_and_line(run, course, mistake):
    before, after, line, what = SCRIPTS[mistake]
    script = course / "narration" / "en" / "tests" / "arrow.md"
    text = script.read_text(encoding="utf-8")
    assert before in text
    script.write_text(text.replace(before, after, 1), encoding="utf-8")
    said = run("tests/arrow")
    assert said.code == 1 and len(said.complaints) == 1 and "Traceback" not in said.err
    place = re.search(r"arrow\.md:(\d+): (.+); (.+)", said.complaints[0])
    assert place and re.search(what, said.complaints[0]), said.complaints
    assert int(place[1]) == line, said.complaints


def test_a_script_that_is_no_text_is_one_line(run, course):
    (course / "narration" / "en" / "tests" / "arrow.md").write_bytes(b"---\ntitle: \xff\xfe\n---\n")
    said = run("tests/arrow")
    assert said.code == 1 and len(said.complaints) == 1 and "arrow.md:2" in said.complaints[0]


# The body of construct(), the line of the scene file that is to blame, and what is said.
SCENES = {
    "it raises": ("x = 1\nraise RuntimeError('the roof is on fire')", 13, "RuntimeError: the roof is on fire"),
    "it ends the program": ("import sys\nsys.exit(0)", 13, "SystemExit"),
    "Manim raises": ("self.play(Square())", 12, "mend the scene"),
    "an unknown beat": ('with self.beat("sahre"):\n    pass', 12, "perhaps you meant share"),
    "a beat told twice": ('with self.beat("place"):\n    pass\nwith self.beat("place"):\n    pass', 14, "told twice"),
    "an unknown cue": ('with self.beat("place") as words:\n    words.until("mvoe")', 13, "perhaps you meant move"),
    "a formula that Typst refuses": ('Formula("a +* frac(")', 12, "Formula|formula|typst|Typst"),
    "a sound that is not there": ('self.add_sound("none.wav")', 12, "none.wav"),
}


@pytest.mark.parametrize("mistake", SCENES)
def test_a_mistake_in_the_scene_has_file_and_line(course, run, mistake):
    body, line, what = SCENES[mistake]
    write_lesson(course, "tests/arrow", {"place": "A place. [@move] It moves.", "share": "A share."}, body)
    said = run("tests/arrow")
    assert said.code == 1 and len(said.complaints) == 1 and "Traceback" not in said.err
    assert re.search(what, said.complaints[0]), said.complaints
    assert f"arrow.py:{line}: " in said.complaints[0], said.complaints


# The body of facts(), and what is said.
FACTS = {
    "a name that there is not": ("return {'share': shaer}", r"arrow\.py:9: NameError: .*; mend facts\(\)$"),
    "a sum that cannot be": ("return {'share': 1 / 0}", r"arrow\.py:9: ZeroDivisionError: .*; mend facts\(\)$"),
    "it ends the program": ("raise SystemExit", r"arrow\.py:9: SystemExit; mend facts\(\)$"),
    "no return": ("share = 1", r"TestLesson: facts\(\) gives None; return a dict of values by name$"),
}


@pytest.mark.parametrize("mistake", FACTS)
def test_a_mistake_in_facts_is_one_line(course, run, mistake):
    body, what = FACTS[mistake]
    write_lesson(course, "tests/arrow", {"one": "Words."}, 'with self.beat("one"):\n    pass', facts=body)
    said = run("tests/arrow")
    assert said.code == 1 and len(said.complaints) == 1 and "Traceback" not in said.err
    assert re.search(what, said.complaints[0]), said.complaints


def test_a_beat_that_is_never_told_is_one_line(course, run):
    write_lesson(
        course, "tests/arrow", {"place": "A place.", "share": "A share."}, 'with self.beat("place"):\n    pass'
    )
    said = run("tests/arrow")
    assert said.code == 1 and len(said.complaints) == 1 and "never tells beat 'share'" in said.complaints[0]


def test_a_file_that_python_cannot_read_has_its_line(run, course):
    (course / "scenes" / "tests" / "arrow.py").write_text("from manim import *\n\nclass A(Scene:\n", encoding="utf-8")
    said = run("tests/arrow")
    assert said.code == 1 and len(said.complaints) == 1 and "arrow.py:3: SyntaxError" in said.complaints[0]


def test_broken_lessons_do_not_stop_the_others(run, course):
    """The exit code is the number of failures, and each has its line."""
    for name, body in (("broken", "raise RuntimeError('the roof is on fire')"), ("quits", "import sys; sys.exit(0)")):
        write_lesson(course, f"tests/{name}", {"one": "Words."}, body)
    write_lesson(course, "tests/mistaken", {"one": "Words."}, "pass", facts="return None")
    said = run("tests/broken", "tests/quits", "tests/mistaken", "tests/arrow")
    assert said.code == 3 and (course / "build" / "tests" / "arrow.mp4").is_file()
    assert [line.split(":")[1].strip() for line in said.complaints] == ["tests/broken", "tests/quits", "tests/mistaken"]
    assert "arrow.mp4" in said.out
