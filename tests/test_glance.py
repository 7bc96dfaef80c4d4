"""How long films are before they are made: the parts of a lesson add up to it, and more work takes longer."""

from dataclasses import replace
from pathlib import Path

import pytest

from eigenreel.course import find_course
from eigenreel.film.estimate import expected
from eigenreel.glance import clip_seconds, glance
from eigenreel.options import PRESET_FORMATS, PRESETS, RenderOptions

OPTIONS = RenderOptions(1280, 720, 30, jobs=2, out=Path("build"), cache=Path("cache"))
LENGTHS = {
    "linear_algebra/vectors": 163.9,
    "optimization/gradient_descent": 186.7,
    "probability/bayes_theorem": 188.4,
}
"""Seconds, of the films as they are."""


@pytest.fixture(params=LENGTHS)
def ref(request):
    return find_course(Path(__file__).parent).lesson(request.param)


def test_a_lesson_is_about_as_long_as_its_script(ref):
    assert glance(ref, Path("nowhere")).duration == pytest.approx(LENGTHS[ref.key], rel=0.15)


def test_clips_of_a_lesson_add_up_to_it(ref):
    whole = glance(ref, Path("nowhere")).duration
    beats = [
        line[1 : line.index("]")] for line in ref.script.read_text(encoding="utf-8").split("\n\n") if line[0] == "["
    ]
    parts = [clip_seconds(ref, beat, beat) for beat in beats]
    assert min(parts) > 3 and sum(parts) == pytest.approx(whole) == pytest.approx(clip_seconds(ref, None, None))
    assert clip_seconds(ref, None, beats[2]) + clip_seconds(ref, beats[3], None) == pytest.approx(whole)


def test_more_work_takes_longer():
    """Longer films, larger pictures, more frames, fewer cores, more of the lesson to stage, singing."""
    base = expected(60, 60, OPTIONS).seconds
    dearer = [
        replace(OPTIONS, **change) for change in ({"width": 1920}, {"fps": 60}, {"jobs": 1}, {"preset": "archive"})
    ]
    assert all(expected(60, 60, options).seconds > base for options in dearer)
    assert expected(90, 90, OPTIONS).seconds > expected(60, 90, OPTIONS).seconds > base
    assert (
        expected(60, 60, OPTIONS, sung=True).seconds > base > expected(60, 60, replace(OPTIONS, format="png")).seconds
    )


@pytest.mark.parametrize("kind", ["mp4", "webm", "mov", "gif", "png"])
def test_every_format_and_preset_has_an_estimate(kind):
    presets = PRESETS if kind in PRESET_FORMATS else ["standard"]
    assert all(expected(10, 10, replace(OPTIONS, format=kind, preset=preset)).seconds > 0 for preset in presets)
