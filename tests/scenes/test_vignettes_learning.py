"""The loops from chance to learning: each closes, can be read at 70 % of its size, and stages at its extremes."""

from __future__ import annotations

import json

import numpy as np
import pytest

from eigenreel import theme
from eigenreel.check.contrast import contrast
from eigenreel.check.evidence import Evidence
from eigenreel.check.flashing import flashing
from eigenreel.check.margins import margins
from eigenreel.check.overlap import overlap
from eigenreel.check.watch import Watch
from eigenreel.film.storyboard import frames_at
from eigenreel.scene_module import load_scene_module
from eigenreel.stage.parameter import parameters_of
from eigenreel.stage.scene_classes import lesson_class
from eigenreel.stage.staging import StageOptions, stage_lesson
from eigenreel.words.timeline import Timeline
from lesson_frames import built_in_course

KEYS = (
    "optimization/stochastic_gradient_descent",
    "probability/conditional_probability",
    "probability/distributions",
    "information/entropy",
    "information/cross_entropy_and_kl",
    "deep_learning/softmax",
    "deep_learning/training_loop",
    "deep_learning/math_map",
)
LOOPS = pytest.mark.parametrize("key", KEYS)
FPS, FEW = 10, 4
SMALLEST = 26
"""Pixels of the lowest capital at 1080p: at 70 % of the frame, above lyrics, it has 18, as in every film."""


def watched(key: str, fps: int = FPS, **parameters: object) -> Evidence:
    """The vignette, staged under the eyes of the checks, as if it were a film without words."""
    ref, watch = built_in_course().loop(key), Watch()
    values = {name: json.dumps(value) for name, value in parameters.items()}
    options = StageOptions(854, 480, fps, part="vignette", parameters=values)
    staged = stage_lesson(ref, options, attend=watch.attend)
    timeline = Timeline(key, key, "en", fps, staged.recording.frames, ())
    snapshots = watch.snapshots(staged.recording)
    return Evidence(key, ref.scene, staged.telling, staged.recording, timeline, snapshots)


def shown(evidence: Evidence, place: int) -> list[object]:
    """The display list of a run of equal frames."""
    return [evidence.recording.items[number] for number in evidence.recording.runs[place].items]


@LOOPS
def test_a_loop(key):
    """Four to eight seconds; it moves, and its last frame is its first; no rule for pictures finds anything."""
    evidence = watched(key)
    assert 4 <= evidence.recording.duration <= 8
    assert shown(evidence, 0) == shown(evidence, -1) and len(evidence.recording.runs) > 10
    found = [str(each) for rule in (margins, overlap, contrast, flashing) for each in rule(evidence)]
    assert found == []
    assert below_the_stage(evidence) == []
    small = {text.label: text.letter_height for _, text in evidence.texts() if text.letter_height < SMALLEST}
    assert small == {}


def below_the_stage(evidence: Evidence) -> list[int]:
    """Some frames in which something lies in the zone of captions, where the film of a song has its lyrics."""
    recording = evidence.recording
    chosen = list(range(0, recording.frames, 7))
    foot = round(recording.height * (0.5 - theme.STAGE.bottom / theme.FRAME_HEIGHT)) + 2
    images = (np.asarray(image) for image in frames_at(recording, chosen))
    return [number for number, image in zip(chosen, images, strict=True) if image[foot:].max() > 24]


@LOOPS
def test_extremes_stage(key):
    """With every parameter at its least and at its greatest value the loop still closes, with all text in the frame."""
    parameters = parameters_of(lesson_class(load_scene_module(built_in_course().loop(key).scene), key))
    ends = {name: parameter.range for name, parameter in parameters.items() if parameter.range}
    for end in (0, 1) if ends else ():
        evidence = watched(
            key, FEW, **{name: filled(parameters[name].default, span[end]) for name, span in ends.items()}
        )
        assert shown(evidence, 0) == shown(evidence, -1)
        assert list(margins(evidence)) == []


def filled(default: object, value: float) -> object:
    """A value of the default's shape and kind, with this number everywhere."""
    return [filled(each, value) for each in default] if isinstance(default, list) else type(default)(value)
