"""The loops from chance to learning: each closes, obeys the rules, keeps off the lyrics, and looks as accepted."""

from __future__ import annotations

import numpy as np
import pytest

from eigenreel import theme
from eigenreel.check.evidence import Evidence
from eigenreel.check.margins import margins
from eigenreel.film.storyboard import frames_at
from eigenreel.scene_module import load_scene_module
from eigenreel.stage.parameter import parameters_of
from eigenreel.stage.scene_classes import lesson_class
from golden import assert_accepted
from lesson_frames import built_in_course
from loop_checks import faults, small_frame, watched

TELLING = {
    "optimization/stochastic_gradient_descent": 0.6,
    "probability/conditional_probability": 0.3,
    "probability/distributions": 0.25,
    "information/entropy": 0.2,
    "information/cross_entropy_and_kl": 0.5,
    "deep_learning/softmax": 0.2,
    "deep_learning/training_loop": 0.6,
    "deep_learning/math_map": 0.2,
}
"""The share of each loop at which its picture tells most."""

OTHERS = [
    ("probability/conditional_probability", {"both": 1, "only_a": 0, "only_b": 0, "neither": 60}),
    ("probability/conditional_probability", {"both": 30, "only_a": 30, "only_b": 0, "neither": 0}),
    ("deep_learning/softmax", {"scores": [0.0, 5.0, 0.0], "cold": 0.1}),
    ("deep_learning/softmax", {"scores": [1.0, 1.0, 1.0], "hot": 20}),
    ("deep_learning/math_map", {"matrix": [[0, 0], [0, 0]]}),
    ("deep_learning/math_map", {"matrix": [[-1.5, 1.5], [1.5, 1.5]]}),
]
"""Parameters that are odd together."""


@pytest.mark.parametrize("key", TELLING)
def test_the_loop(key):
    """One staging for all promises, and for the frame that someone has looked at."""
    evidence = watched(key)
    assert [*faults(evidence), *map(str, margins(evidence))] == []
    assert below_the_stage(evidence) == []
    assert_accepted(f"vignettes/{key.replace('/', '.')}", small_frame(evidence, TELLING[key]))


@pytest.mark.slow
@pytest.mark.parametrize("end", [0, 1], ids=["least", "greatest"])
@pytest.mark.parametrize("key", TELLING)
def test_extremes(key, end):
    """With every parameter at its least, or its greatest, value the loop still closes and can be read."""
    parameters = parameters_of(lesson_class(load_scene_module(built_in_course().loop(key).scene), key))
    values = {name: filled(each.default, each.range[end]) for name, each in parameters.items()}
    assert list(faults(watched(key, **values))) == []


@pytest.mark.slow
@pytest.mark.parametrize(("key", "parameters"), OTHERS)
def test_odd_parameters(key, parameters):
    assert list(faults(watched(key, **parameters))) == []


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
