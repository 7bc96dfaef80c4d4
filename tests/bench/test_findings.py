"""Ratios, medians and verdicts; what is missing is never taken for zero."""

from __future__ import annotations

import pytest
from measuring.findings import Findings
from measuring.goals import Goal, goals
from measuring.subjects import FLAT, LESSON, ROOT, Subject
from measuring.table import data, markdown

ONE, TWO, THREE = (Subject(f"course/{name}", LESSON, name, ROOT) for name in ("one", "two", "three"))
SCENE = Subject("scene", FLAT, "scene.py", ROOT)


def cost(wall: float, cpu: float = 1.0, largest: int = 10**8) -> dict:
    return {"wall": wall, "cpu": cpu, "largest": largest, "tree": largest, "workers": cpu / 2}


def records() -> dict:
    found = {}
    for subject, manim, ours in ((ONE, 60, 10), (TWO, 40, 10), (THREE, 90, 10), (SCENE, 30, 10)):
        prefix = f"compare/h/{subject.key}"
        found[f"{prefix}/manim"] = cost(manim, cpu=8)
        found[f"{prefix}/eigenreel-j2"] = cost(ours, cpu=2)
        found[f"{prefix}/eigenreel-j1"] = cost(1.9 * ours, cpu=2)
        found[f"{prefix}/floor"] = {"cpu": 1.0, "frames": 5, "chunks": 1}
    return found


def findings(found: dict, subjects=(ONE, TWO, THREE, SCENE)) -> Findings:
    return Findings(found, "h", subjects)


def goal(found: dict, start: str) -> Goal:
    (chosen,) = (each for each in goals(findings(found)) if each.name.startswith(start))
    return chosen


def test_a_goal_takes_the_median_of_its_kind():
    """60, 40 and 90 over 10: the scene's 3 is no lesson's."""
    reached = goal(records(), "wall time of manim over ours, median of lessons")
    assert reached.value == 6 and reached.met
    missed = goal(records(), "wall time of manim over ours, median of 2-D scenes")
    assert missed.value == 3 and missed.met is False and missed.verdict == "FAIL"


def test_two_workers_and_the_floor():
    assert goal(records(), "wall time of one worker over two").value == pytest.approx(1.9)
    assert goal(records(), "CPU time over the floor, median").value == 2
    assert goal(records(), "CPU time over the floor, median").met is False


def test_what_failed_is_left_out_and_told():
    """A lesson whose render failed counts neither as zero nor as infinite."""
    found = records()
    found["compare/h/course/three/manim"] = {"error": "manim render: no such scene"}
    reached = goal(found, "wall time of manim over ours, median of lessons")
    assert reached.value == 5
    text = markdown(findings(found), {})
    assert "- `compare/h/course/three/manim`: manim render: no such scene" in text
    assert "| course/three | – | 10.0 |" in text


def test_without_measurements_no_goal_is_met_or_missed():
    assert {each.met for each in goals(findings({}))} == {None}
    assert "not measured" in markdown(findings({}), {})


def test_a_missing_renderer_is_no_pass():
    found = {key: record for key, record in records().items() if not key.endswith("/manim")}
    assert goal(found, "wall time of manim over ours, median of lessons").verdict == "not measured"


def test_an_edit_is_judged_by_its_worst_lesson():
    found = {}
    for subject, frames in ((ONE, 10), (TWO, 20)):
        found[f"edit/h/{subject.key}/full"] = {**cost(9), "frames": 100, "chunks": 10}
        found[f"edit/h/{subject.key}/colour"] = {**cost(1), "frames": frames, "chunks": 1}
    worst = goal(found, "one colour edited: frames")
    assert worst.value == 0.2 and worst.met is False and worst.found == "20.0%"
    assert goal(found, "one sentence edited: frames").value is None


def test_quality_is_judged_by_its_worst_film():
    found = records()
    for subject, ours in ((ONE, 50.0), (TWO, 44.9)):
        both = {"manim": {"psnr": 45.0, "ssim": 0.99}, "eigenreel-j2": {"psnr": ours, "ssim": 0.99}}
        found[f"compare/h/{subject.key}/quality"] = both
    assert goal(found, "PSNR-Y").value == pytest.approx(-0.1) and goal(found, "PSNR-Y").met is False
    assert goal(found, "SSIM").met


def test_memory_is_that_of_our_largest_process():
    found = records()
    found["compare/h/scene/eigenreel-j1"] = cost(19, largest=2 * 10**9)
    found["compare/h/scene/manim"] = cost(30, largest=9 * 10**9)
    assert goal(found, "memory").value == 2 and goal(found, "memory").met is False
    found["unchanged/all"] = {"wall": 1.0, "first_largest": 3 * 10**9}
    assert goal(found, "memory").value == 3


def test_tables_have_a_cell_for_every_heading():
    found = records()
    found["edit/h/course/one/full"] = {**cost(9), "frames": 100, "chunks": 10}
    for title, table in data(findings(found))["tables"].items():
        assert {len(row) for row in table["rows"]} <= {len(table["headings"])}, title
