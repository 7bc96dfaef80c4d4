"""The loops of all lessons: each closes, obeys the rules, keeps off the captions, and looks as accepted."""

from __future__ import annotations

import numpy as np
import pytest

from eigenreel import theme
from eigenreel.check.evidence import Evidence
from eigenreel.check.margins import margins
from eigenreel.errors import EigenreelError
from eigenreel.film.storyboard import frames_at
from eigenreel.scene_module import load_scene_module
from eigenreel.stage.parameter import parameters_of
from eigenreel.stage.scene_classes import lesson_class
from eigenreel.stage.staging import has_vignette
from golden import assert_accepted
from lesson_frames import built_in_course
from loop_checks import faults, small_frame, watched

COURSE = built_in_course()
KEYS = sorted(ref.key for ref in (*COURSE.lessons, *COURSE.loops) if has_vignette(ref))

TELLING = {
    "calculus/backpropagation": 0.58,
    "calculus/chain_rule": 0.58,
    "calculus/derivative": 0.58,
    "calculus/gradient": 0.58,
    "deep_learning/math_map": 0.2,
    "deep_learning/softmax": 0.2,
    "deep_learning/training_loop": 0.6,
    "information/cross_entropy_and_kl": 0.5,
    "information/entropy": 0.2,
    "linear_algebra/decompositions": 0.58,
    "linear_algebra/eigenvectors": 0.58,
    "linear_algebra/matrices": 0.58,
    "linear_algebra/svd": 0.58,
    "linear_algebra/tensors": 0.58,
    "linear_algebra/vectors": 0.58,
    "optimization/gradient_descent": 0.3,
    "optimization/stochastic_gradient_descent": 0.6,
    "probability/bayes_theorem": 0.78,
    "probability/conditional_probability": 0.3,
    "probability/distributions": 0.25,
}
"""The share of each loop at which its picture tells most."""

FILLS_THE_FRAME = {
    "calculus/gradient",
    "linear_algebra/eigenvectors",
    "linear_algebra/matrices",
    "linear_algebra/svd",
}
"""What is a plane without an end, and may go on where captions are."""

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

OTHERS = [
    ("probability/conditional_probability", {"both": 1, "only_a": 0, "only_b": 0, "neither": 60}),
    ("probability/conditional_probability", {"both": 30, "only_a": 30, "only_b": 0, "neither": 0}),
    ("deep_learning/softmax", {"scores": [0.0, 5.0, 0.0], "cold": 0.1}),
    ("deep_learning/softmax", {"scores": [1.0, 1.0, 1.0], "hot": 20}),
    ("deep_learning/math_map", {"matrix": [[0, 0], [0, 0]]}),
    ("deep_learning/math_map", {"matrix": [[-1.5, 1.5], [1.5, 1.5]]}),
]
"""Parameters that are odd together."""

REFUSED = [
    ("linear_algebra/eigenvectors", {"matrix": [[0.0, -1.0], [1.0, 0.0]]}, "no two lines stay"),
    ("linear_algebra/svd", {"matrix": [[0.0, 1.0], [1.0, 0.0]]}, "flips or flattens the plane"),
    ("linear_algebra/decompositions", {"matrix": [[0.0] * 3] * 3}, "pivot 1 is zero"),
    ("calculus/derivative", {"place": 2.5, "gap": 3.0}, "beyond the axes"),
    ("calculus/chain_rule", {"nudge": 50.0, "first_rate": 3.0, "second_rate": 3.0}, "all the way around"),
]


def named(value):
    return value.partition("/")[2] if isinstance(value, str) and "/" in value else ""


def test_every_loop_has_its_moment():
    """What a new scene's loop looks like, someone has to look at: a line in TELLING, and a golden frame."""
    assert sorted(TELLING) == KEYS


@pytest.mark.parametrize("key", KEYS, ids=named)
def test_the_loop(key):
    """One staging for all promises, and for the frame that someone has looked at."""
    evidence = watched(key)
    assert list(faults(evidence)) == []
    low = [*map(str, margins(evidence)), *below_the_stage(evidence)]
    assert bool(low) == (key in FILLS_THE_FRAME), low
    assert_accepted(f"vignettes/{key.replace('/', '.')}", small_frame(evidence, TELLING[key]))


@pytest.mark.slow
@pytest.mark.parametrize(("key", "parameters"), EXTREMES + OTHERS, ids=named)
def test_extremes(key, parameters):
    """Whatever an instructor sets, the loop closes and its text can be read."""
    assert list(faults(watched(key, **parameters))) == []


@pytest.mark.slow
@pytest.mark.parametrize("end", [0, 1], ids=["least", "greatest"])
@pytest.mark.parametrize("key", [key for key in KEYS if key not in dict(EXTREMES)], ids=named)
def test_all_parameters_at_one_end(key, end):
    """With every number at its least, or its greatest, value the loop still closes and can be read."""
    parameters = parameters_of(lesson_class(load_scene_module(COURSE.loop(key).scene), key))
    values = {name: filled(each.default, each.range[end]) for name, each in parameters.items() if each.range}
    assert list(faults(watched(key, **values))) == []


@pytest.mark.parametrize(("key", "parameters", "why"), REFUSED, ids=named)
def test_what_cannot_be_shown_is_refused_in_one_line(key, parameters, why):
    path = COURSE.loop(key).scene
    with pytest.raises(EigenreelError, match=f"no facts for .*{why}.*; choose other values$"):
        lesson_class(load_scene_module(path), path).facts_for(parameters)


def filled(default: object, value: float) -> object:
    """A value of the default's shape and kind, with this number everywhere."""
    return [filled(each, value) for each in default] if isinstance(default, list) else type(default)(value)


def below_the_stage(evidence: Evidence) -> list[int]:
    """Some frames in which something lies in the zone of captions, where the film of a song has its lyrics."""
    recording = evidence.recording
    chosen = list(range(0, recording.frames, 7))
    foot = round(recording.height * (0.5 - theme.STAGE.bottom / theme.FRAME_HEIGHT)) + 2
    images = (np.asarray(image) for image in frames_at(recording, chosen))
    return [number for number, image in zip(chosen, images, strict=True) if image[foot:].max() > 24]
