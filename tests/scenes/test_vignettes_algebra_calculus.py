"""The loops of linear algebra and calculus: each closes, obeys the rules, looks as accepted, and tells true numbers."""

from __future__ import annotations

import pytest

from eigenreel.errors import EigenreelError
from eigenreel.scene_module import load_scene_module
from eigenreel.stage.scene_classes import lesson_class
from golden import assert_accepted
from lesson_frames import built_in_course
from loop_checks import faults, small_frame, watched

COURSE = built_in_course()
KEYS = sorted(
    ref.key for ref in (*COURSE.lessons, *COURSE.loops) if ref.key.startswith(("linear_algebra/", "calculus/"))
)
TELLING = 0.58
"""The share of a loop at which its picture is complete."""

EXTREMES = [
    ("linear_algebra/matrices", {"matrix": [[3, 3], [-3, 3]]}),
    ("linear_algebra/matrices", {"matrix": [[-3, 0], [0, -3]]}),
    ("linear_algebra/matrices", {"matrix": [[0, 0], [0, 0]]}),
    ("linear_algebra/tensors", {"sheets": 2, "rows": 2, "columns": 2}),
    ("linear_algebra/tensors", {"sheets": 4, "rows": 5, "columns": 6}),
    ("linear_algebra/eigenvectors", {"matrix": [[3, 3], [3, -3]]}),
    ("linear_algebra/eigenvectors", {"matrix": [[-3, 0], [0, 0]]}),
    ("linear_algebra/svd", {"matrix": [[3, 3], [-3, 3]]}),
    ("linear_algebra/svd", {"matrix": [[-3, 0], [0, -0.1]]}),
    ("linear_algebra/decompositions", {"matrix": [[2, -1, 0], [-1, 2, -1], [0, -1, 2]]}),
    ("calculus/derivative", {"place": 0.6, "gap": 1.0}),
    ("calculus/derivative", {"place": 2.5, "gap": 2.0}),
    ("calculus/gradient", {"level": 0.9}),
    ("calculus/gradient", {"level": 1.35}),
    ("calculus/chain_rule", {"nudge": 5, "first_rate": 1.5, "second_rate": 1.5}),
    ("calculus/chain_rule", {"nudge": 37, "first_rate": 3, "second_rate": 3}),
    ("calculus/backpropagation", {"inputs": [-2, 2], "target": -2}),
]

REFUSED = [
    ("linear_algebra/eigenvectors", {"matrix": [[0.0, -1.0], [1.0, 0.0]]}, "no two lines stay"),
    ("linear_algebra/svd", {"matrix": [[0.0, 1.0], [1.0, 0.0]]}, "flips or flattens the plane"),
    ("linear_algebra/decompositions", {"matrix": [[0.0] * 3] * 3}, "pivot 1 is zero"),
    ("calculus/derivative", {"place": 2.5, "gap": 3.0}, "beyond the axes"),
    ("calculus/chain_rule", {"nudge": 50.0, "first_rate": 3.0, "second_rate": 3.0}, "all the way around"),
]


def named(value):
    return value.partition("/")[2] if isinstance(value, str) and "/" in value else ""


@pytest.mark.parametrize("key", KEYS, ids=named)
def test_the_loop(key):
    """One staging for all promises, and for the frame that someone has looked at."""
    evidence = watched(key)
    assert list(faults(evidence)) == []
    assert_accepted(f"vignettes/{key.replace('/', '.')}", small_frame(evidence, TELLING))


@pytest.mark.slow
@pytest.mark.parametrize(("key", "parameters"), EXTREMES, ids=named)
def test_extremes(key, parameters):
    """Whatever an instructor sets, the loop closes and its text can be read."""
    assert list(faults(watched(key, **parameters))) == []


@pytest.mark.parametrize(("key", "parameters", "why"), REFUSED, ids=named)
def test_what_cannot_be_shown_is_refused_in_one_line(key, parameters, why):
    path = COURSE.loop(key).scene
    with pytest.raises(EigenreelError, match=f"no facts for .*{why}.*; choose other values$"):
        lesson_class(load_scene_module(path), path).facts_for(parameters)
