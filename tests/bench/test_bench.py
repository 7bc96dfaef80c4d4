"""The bench knows its subjects, its edits fit the course, and its floor and its judge of quality work."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest
import report
import run
from film_shapes import lesson
from measuring.edits import ANIMATION, COLOUR, EDITS, SENTENCE, Bench, encoded_since
from measuring.floor import floor
from measuring.quality import measure
from measuring.renderers import MANIM, MANIM_INFLIGHT, Render
from measuring.results import Results
from measuring.staged import record
from measuring.subjects import FLAT, LESSON, SCENES, SPACE, lessons, subjects
from measuring.task import Setting
from staged_film import Staged

from eigenreel.film.pool import Pool
from eigenreel.film.render import FilmOptions, render_film
from eigenreel.film.segment import Segment
from eigenreel.store import Store


def test_subjects_are_all_lessons_and_at_least_eight_scenes():
    kinds = [each.kind for each in subjects()]
    assert kinds.count(LESSON) == len(lessons()) >= 3
    assert kinds.count(FLAT) >= 6 and kinds.count(SPACE) >= 2


def test_subjects_are_chosen_by_name():
    chosen = [each.key for each in subjects(["bayes_theorem", "solids"])]
    assert chosen == ["solids", "probability/bayes_theorem"]
    with pytest.raises(SystemExit, match="no subject nothing; there are: "):
        subjects(["nothing"])


@pytest.mark.parametrize("subject", [each for each in subjects() if each.kind != LESSON], ids=lambda each: each.key)
def test_an_example_scene_is_one_class_that_says_what_it_shows(subject):
    tree = ast.parse(subject.path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert sum(isinstance(node, ast.ClassDef) for node in tree.body) == 1


@pytest.mark.parametrize("key", EDITS)
@pytest.mark.parametrize("edit", [SENTENCE, ANIMATION, COLOUR])
def test_an_edit_fits_its_lesson(key, edit, tmp_path):
    """What is replaced stands there once, and the scene is still Python."""
    (subject,) = subjects([key])
    bench = Bench(subject, Setting("l", tmp_path))
    bench.copy_course()
    before = {path: path.read_bytes() for path in bench.course.rglob("*") if path.is_file()}
    bench.apply(edit)
    (changed,) = (path for path, content in before.items() if path.read_bytes() != content)
    assert changed.suffix == (".md" if edit == SENTENCE else ".py")
    if changed.suffix == ".py":
        ast.parse(changed.read_text(encoding="utf-8"))


def test_frames_encoded_are_those_of_new_chunks(tmp_path):
    store = Store(tmp_path)
    store.put("chunk", "aa11", Segment(b"", (b"I", b"P")).to_bytes())
    store.put("chunk", "bb22", Segment(b"", (b"I", b"P", b"P")).to_bytes())
    store.put("skips", "cc33", Segment(b"", (b"P",)).to_bytes())
    assert encoded_since(store, {"aa11"}) == {"chunks": 1, "frames": 3}
    assert encoded_since(store, set()) == {"chunks": 2, "frames": 5}


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """A recording and the film made of it."""
    folder = tmp_path_factory.mktemp("film")
    recording = lesson()
    with Pool(1) as pool:
        render_film(Staged(recording), FilmOptions(folder / "film.mp4"), pool, Store(folder / "cache"))
    return recording, folder / "film.mp4"


def test_a_film_is_like_its_frames(film):
    recording, path = film
    quality = measure(path, recording)
    assert quality.size == path.stat().st_size
    assert 40 < quality.worst_psnr <= quality.psnr < 100
    assert 0.98 < quality.worst_ssim <= quality.ssim < 1


def test_a_film_is_unlike_other_frames(film):
    recording, path = film
    other = replace(recording, items=recording.items[1:] + recording.items[:1])
    assert measure(path, other).psnr < 40


def test_a_film_with_a_frame_too_few_has_no_quality(film):
    recording, path = film
    longer = replace(recording, runs=(*recording.runs, recording.runs[-1]))
    with pytest.raises(SystemExit, match=f"has {recording.frames} frames instead of {longer.frames}"):
        measure(path, longer)


def test_the_floor_encodes_each_distinct_frame_once():
    recording = lesson()
    found = floor(recording)
    assert found["cpu"] > 0
    assert len({run.items for run in recording.runs}) <= found["frames"] < recording.frames


def test_a_report_is_written_of_whatever_there_is(tmp_path):
    results = Results(tmp_path / "results.json")
    scene, *_ = (each for each in subjects() if each.kind == FLAT)
    for step, wall in (("manim", 36.0), ("eigenreel-j2", 9.0)):
        results.put(f"compare/h/{scene.key}/{step}", {"wall": wall, "cpu": wall})
    paths = report.write_report(results, "h", tmp_path)
    assert [path.name for path in paths] == ["table.md", "table.json", "plot.png", "plot.svg"]
    assert "| wall time of manim over ours, median of 2-D scenes | ≥ 3.50 × | 4.00 × | pass |" in paths[0].read_text()
    assert paths[2].read_bytes().startswith(b"\x89PNG") and paths[3].read_text().startswith("<svg")


def test_parts_are_planned_in_order(tmp_path):
    """One scene: the renderers in turn, then what needs their films."""
    chosen = subjects(["solids"])
    steps = [task.key.rpartition("/")[2] for task in run.tasks(chosen, ("start", "compare"), Setting("l", tmp_path))]
    assert steps[:2] == ["list", "help"]
    assert steps[2:6] == ["manim", "eigenreel-j2", "manim-inflight-4", "eigenreel-j1"]
    assert steps[-2:] == ["quality", "floor"]


def test_a_scene_is_recorded_as_it_is_rendered(tmp_path):
    """By the code that lessons and scenes are staged with."""
    recording = record(str(SCENES / "moving_camera.py"), "l", Store(tmp_path))
    assert (recording.width, recording.height, recording.fps) == (854, 480, 15)
    assert 7.9 < recording.duration < 14


def test_manim_knows_the_options_that_it_is_given(tmp_path):
    from manim.cli.render.commands import render

    known = {name for parameter in render.params for name in (*parameter.opts, *parameter.secondary_opts)}
    (scene,) = subjects(["solids"])
    for renderer in (MANIM, MANIM_INFLIGHT):
        command, _ = Render(scene, renderer, "h", tmp_path, tmp_path / "speech").command()
        options = {str(part)[:2] if str(part).startswith("-q") else str(part) for part in command[2:]}
        assert {part for part in options if part.startswith("-")} <= known
