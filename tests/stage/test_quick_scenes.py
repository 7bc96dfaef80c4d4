"""Whole scenes are recorded alike, to the bit, with Manim's functions and with their equivalents."""

from __future__ import annotations

from pathlib import Path

import pytest

from eigenreel.stage.quick import EQUIVALENTS, table
from eigenreel.stage.staging import StageOptions, stage_scene

SCENES = Path(__file__).parents[2] / "bench" / "scenes"
TINY = StageOptions(width=160, height=90, fps=2)


def calls_of(monkeypatch, path):
    """The recording of a scene, and which equivalents it called."""
    called = set()

    def watched(each):
        def call(*args, **kwargs):
            called.add(each.name)
            return each.quick(*args, **kwargs)

        return table.Equivalent(each.owner, each.name, each.stock, call)

    with monkeypatch.context() as changed:
        changed.setattr(table, "EQUIVALENTS", [watched(each) for each in EQUIVALENTS])
        return stage_scene(path, None, TINY).recording, called


OTHERS = ("many_objects", "moving_camera", "formulas", "solids")


@pytest.mark.parametrize("name", ["redrawn_graph", *(pytest.param(name, marks=pytest.mark.slow) for name in OTHERS)])
def test_a_scene_is_recorded_alike(monkeypatch, name):
    path = SCENES / f"{name}.py"
    quick = stage_scene(path, None, TINY).recording
    with monkeypatch.context() as changed:
        changed.setattr(table, "EQUIVALENTS", [])
        stock = stage_scene(path, None, TINY).recording
    assert len(quick.runs) > 5
    assert quick == stock


def test_a_scene_that_redraws_calls_nearly_all_of_them(monkeypatch):
    """What nobody calls would be compared in vain."""
    _, called = calls_of(monkeypatch, SCENES / "redrawn_graph.py")
    never = {each.name for each in EQUIVALENTS} - called
    assert never <= {"__deepcopy__", "rotation_matrix", "has_start_tip", "get_extremum_along_dim"}
