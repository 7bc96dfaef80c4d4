"""Laws of the command line: one call, one line, one exit code. The engine is played by a stand-in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from course_folder import write_song
from eigenreel.cli import main
from eigenreel.course import Course
from eigenreel.glance import beat_names
from eigenreel.options import RenderOptions

KEYS = ("algebra/lines", "algebra/planes", "chance/dice")


@dataclass
class Engine:
    """What eigenreel.film.jobs promises, without films: remembers what it was asked for."""

    failing: frozenset[str] = frozenset()
    interrupt: bool = False
    asked: list[tuple[list[str], RenderOptions]] = field(default_factory=list)
    rendered: list[str] = field(default_factory=list)

    def plan_jobs(self, targets, options):
        self.asked.append(([target.key for target in targets], options))
        return [SimpleNamespace(key=target.key, path=options.out / f"{target.key}.mp4") for target in targets]

    def estimate(self, job, options):
        return SimpleNamespace(duration=150.0, frames=4500, seconds=60.0, cached=False)

    def run_jobs(self, jobs, options, progress):
        return [self._run(job, progress) for job in jobs]

    def _run(self, job, progress):
        if self.interrupt:
            raise KeyboardInterrupt
        self.rendered.append(job.key)
        progress.job_started(job, None)
        progress.staged(job, 100)
        progress.frames_done(job, 100)
        error = f"{job.key}.py:3: it burns;\nput it out" if job.key in self.failing else None
        film = SimpleNamespace(path=job.path, files=(), duration=150.0, size=10**6, chunks=9, reused=4, seconds=1.5)
        outcome = SimpleNamespace(job=job, error=error, note=None, result=None if error else film)
        progress.job_done(job, outcome)
        return outcome


@pytest.fixture
def engine(monkeypatch) -> Engine:
    engine = Engine()
    monkeypatch.setitem(sys.modules, "eigenreel.film.jobs", engine)
    return engine


@pytest.fixture
def course(tmp_path, monkeypatch) -> Course:
    for key in KEYS:
        for path in (tmp_path / "scenes" / f"{key}.py", tmp_path / "narration" / "en" / f"{key}.md"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("---\ntitle: 'The lesson'\n---\n\n## One\n\n[a] Some words are said.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EIGENREEL_CACHE", str(tmp_path / "cache"))
    return Course(tmp_path)


def run(capsys, *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_options_reach_the_engine(engine, course, capsys):
    words = (
        "render chance/dice -q m -r 426x240 --fps 12 -j 3 --out films --format gif --voice silent --set a=1 --set b=2"
    )
    words += " --from-beat x --to-beat y --no-captions --seed 7"
    assert run(capsys, *words.split())[0] == 0
    ((keys, options),) = engine.asked
    assert keys == ["chance/dice"]
    assert options == RenderOptions(
        width=426,
        height=240,
        fps=12,
        jobs=3,
        out=course.root / "films",
        cache=course.root / "cache",
        format="gif",
        voice="silent",
        parameters={"a": "1", "b": "2"},
        from_beat="x",
        to_beat="y",
        captions=False,
        seed=7,
    )


def test_all_means_every_lesson_in_the_courses_order(engine, course, capsys):
    assert run(capsys, "render", "--all")[0] == 0
    assert engine.rendered == list(KEYS)


def test_results_go_to_the_courses_build_folder(engine, course, capsys, monkeypatch):
    monkeypatch.chdir(course.root / "scenes")
    run(capsys, "render", "--all")
    assert engine.asked[0][1].out == course.root / "build"


def test_a_scene_of_any_file_is_a_target(engine, course, capsys):
    Path("mine.py").write_text("", encoding="utf-8")
    assert run(capsys, "render", "mine.py:Square", "chance/dice")[0] == 0
    assert engine.rendered == ["mine/Square", "chance/dice"]


def test_the_closing_table_names_path_length_size_and_reuse(engine, course, capsys):
    _, out, _ = run(capsys, "render", "chance/dice")
    row = out.splitlines()[-1]
    assert row.split() == ["build/chance/dice.mp4", "2:30", "1.0", "MB", "4", "of", "9", "1.5", "s"]


def test_the_exit_code_says_how_many_failed_and_each_has_one_line(engine, course, capsys):
    engine.failing = frozenset(KEYS[:2])
    code, out, err = run(capsys, "render", "--all")
    assert code == 2
    assert engine.rendered == list(KEYS)
    complaints = [line for line in err.splitlines() if line.startswith("eigenreel: ")]
    assert complaints == [f"eigenreel: {key}: {key}.py:3: it burns; put it out" for key in KEYS[:2]]
    assert "dice.mp4" in out


def test_more_failures_than_an_exit_code_holds(engine, course, capsys):
    many = [f"mine.py:S{number}" for number in range(200)]
    Path("mine.py").write_text("", encoding="utf-8")
    engine.failing = frozenset(f"mine/S{number}" for number in range(200))
    assert run(capsys, "render", *many)[0] == 125


def test_more_storyboards_fail_than_an_exit_code_holds(course, capsys):
    """256 would be taken for none."""
    Path("mine.py").write_text("", encoding="utf-8")
    assert run(capsys, "storyboard", *(f"mine.py:S{number}" for number in range(256)))[0] == 125


def test_storyboards_are_not_written_over_each_other(course, capsys):
    for folder in ("one", "two"):
        Path(folder).mkdir()
        Path(folder, "mine.py").touch()
    code, _, err = run(capsys, "storyboard", "one/mine.py", "two/mine.py")
    assert code == 1 and "build/mine.storyboard.png: 2 storyboards in one file; draw them one by one" in err


def test_brackets_in_names_are_only_brackets(engine, course, tmp_path, capsys, monkeypatch):
    """What prints tables would take them for its markup."""
    folder = tmp_path / "films [draft] [" / "b]"
    shutil.copytree(course.root / "scenes", folder / "scenes")
    shutil.copytree(course.root / "narration", folder / "narration")
    script = folder / "narration" / "en" / "chance" / "dice.md"
    script.write_text(script.read_text(encoding="utf-8").replace("The lesson", "[red] dice [/red]"), encoding="utf-8")
    monkeypatch.chdir(folder)
    out = run(capsys, "list")[1]
    assert str(folder) in out and "[red] dice [/red]" in out
    assert str(folder) in "".join(run(capsys, "doctor")[1].split("\n"))
    for words in (["--dry-run"], []):
        assert "dice [x] [/b].mp4" in run(capsys, "render", "chance/dice", "--out", "dice [x] [/b].mp4", *words)[1]


def test_json_is_all_that_stdout_holds(engine, course, capsys):
    engine.failing = frozenset(KEYS[:1])
    code, out, _ = run(capsys, "render", "--all", "--json")
    records = json.loads(out)
    assert code == 1
    assert [record["target"] for record in records] == list(KEYS)
    assert "burns" in records[0]["error"] and records[1]["chunks"] == 9


def test_a_dry_run_renders_nothing(engine, course, capsys):
    code, out, _ = run(capsys, "render", "--all", "--dry-run")
    assert code == 0 and engine.rendered == []
    assert "build/chance/dice.mp4" in out and "3:00 in all" in out
    records = json.loads(run(capsys, "render", "--all", "--dry-run", "--json")[1])
    assert records[0]["frames"] == 4500


def test_interrupting_says_that_it_resumes(engine, course, capsys):
    engine.interrupt = True
    code, _, err = run(capsys, "render", "--all")
    assert code == 130
    assert err == "eigenreel: stopped; what is done is kept, and the same command goes on from there\n"


MISTAKES = {
    "render": "nothing to do; name a lesson",
    "render --all chance/dice": "both --all and names",
    "render chance/dise": "no lesson 'chance/dise'",
    "render none.py": "none.py: no such file",
    "render chance/dice -q z": "-q z: no such quality",
    "render chance/dice -r 12": "-r 12: not a size",
    "render chance/dice -r 160000x90000": "give even numbers from 16 to 16384",
    "render chance/dice --format avi": "--format avi: no such format",
    "render chance/dice --set x": "--set x: not a setting",
    "render chance/dice --lang fr": "no narration in 'fr'",
    "render chance/dice --vignette --from-beat a": "--vignette has no beats",
    "render chance/dice -j 0": "-j 0: not a number of workers",
    "render chance/dice -j many": "-j many: Input should be a valid integer",
    "render chance/dice --fps 29.97": "--fps 29.97: Input should be a valid integer",
    "render chance/dice --seed -1": "--seed -1: not a seed",
    "render chance/dice --seed 4294967296": "give a number from 0 to 4294967295",
    "render chance/dice --voice hibary": "no voice 'hibary'; perhaps you meant hibari?",
    "render chance/dice --voice hibary --dry-run": "no voice 'hibary'",
    "storyboard --all --voice loud": "no voice 'loud'",
    "render --colour": "(eigenreel render --help shows what there is)",
    "rendre --all": "Did you mean 'render'",
    "cache prune --keep lots": "lots: not a size",
    "storyboard": "nothing to do",
    "check chance/dise": "no lesson 'chance/dise'",
}


def test_a_link_to_itself_is_no_file(engine, course, capsys):
    Path("loop.py").symlink_to("loop.py")
    code, _, err = run(capsys, "render", "loop.py")
    assert code == 1 and err.startswith("eigenreel: loop.py: no such file")


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_is_one_line_on_stderr(engine, course, capsys, words):
    code, out, err = run(capsys, *words.split())
    assert code in (1, 2)
    assert out == ""
    assert err.startswith("eigenreel: ") and err.count("\n") == 1
    assert MISTAKES[words] in err
    assert engine.rendered == []


def test_a_full_disk_is_one_line(engine, course, capsys, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device", "/films/a.mp4")

    monkeypatch.setattr(engine, "run_jobs", full)
    code, _, err = run(capsys, "render", "--all")
    assert code == 1
    assert err == "eigenreel: /films/a.mp4: No space left on device; check the disk and your rights there\n"


def test_list_shows_titles_lengths_and_what_is_rendered(course, capsys):
    film = course.root / "build" / "chance" / "dice.mp4"
    film.parent.mkdir(parents=True)
    film.write_bytes(b"film")
    film.with_suffix(".transcript.json").write_text('{"duration": 154.2}', encoding="utf-8")
    records = {record["key"]: record for record in json.loads(run(capsys, "list", "--json")[1])}
    assert list(records) == list(KEYS)
    assert records["chance/dice"] | {"units": []} == {
        "key": "chance/dice",
        "title": "The lesson",
        "duration": 154.2,
        "measured": True,
        "units": [],
        "state": "rendered",
    }
    assert records["algebra/lines"]["state"] == "" and not records["algebra/lines"]["measured"]
    assert "2:34" in run(capsys, "list")[1]


def test_a_film_older_than_its_script_is_outdated(course, capsys):
    film = course.root / "build" / "chance" / "dice.mp4"
    film.parent.mkdir(parents=True)
    film.write_bytes(b"film")
    import os

    os.utime(film, (1, 1))
    assert json.loads(run(capsys, "list", "--json")[1])[2]["state"] == "outdated"


def test_a_broken_script_is_listed_all_the_same(course, capsys):
    (course.root / "narration" / "en" / "chance" / "dice.md").write_bytes(b"\xff\xfe title: [")
    code, out, _ = run(capsys, "list")
    assert code == 0 and "chance/dice" in out


def test_a_script_that_cannot_be_read_is_listed_all_the_same(course, capsys, monkeypatch):
    def refuse(self, *_, **__):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_text", refuse)
    code, out, _ = run(capsys, "list")
    assert code == 0 and "chance/dice" in out


def test_the_cache_is_measured_pruned_and_verified(course, capsys):
    from eigenreel.store import Store, digest

    store = Store(course.root / "cache")
    for number in range(4):
        store.put("speech", digest(number), bytes(10**6))
    assert "4.0 MB" in run(capsys, "cache", "size")[1]
    store.path("speech", digest(0)).write_bytes(b"half")
    assert "1 damaged, 3.0 MB sound" in run(capsys, "cache", "verify")[1]
    assert "left" in run(capsys, "cache", "prune", "--keep", "1.5MB")[1]
    assert store.size() <= 1_500_000


def test_the_version_is_the_packages(capsys):
    import eigenreel

    assert run(capsys, "--version") == (0, f"eigenreel {eigenreel.__version__}\n", "")


def test_all_in_half_a_course_does_not_mean_the_built_in_one(engine, tmp_path, capsys, monkeypatch):
    (tmp_path / "scenes").mkdir()
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "render", "--all")
    assert code == 1 and "scenes/ without narration/ is no course" in err and engine.rendered == []
    assert "scenes/ without narration/" in run(capsys, "list")[2]


def completed(words: str) -> list[str]:
    """What a shell is offered for the last word."""
    typed = words.split(" ")
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(len(typed) - 1), "_EIGENREEL_COMPLETE": "complete_bash"}
    said = subprocess.run(
        [sys.executable, "-m", "eigenreel"], env={**os.environ, **asked}, capture_output=True, text=True
    )
    return said.stdout.split()


def test_the_shell_is_offered_what_fits(course):
    write_song(course.root, ("chance/dice", "A vec-tor is | num-bers in a row."))
    assert completed("eigenreel render chance/d") == ["chance/dice"]
    assert completed("eigenreel render so") == ["song:short"]
    assert completed("eigenreel render chance/dice --voice s") == ["silent"]
    assert completed("eigenreel render chance/dice --format w") == ["webm"]
    assert completed("eigenreel render chance/dice --from-beat ") == beat_names(course.lesson("chance/dice")) == ["a"]
