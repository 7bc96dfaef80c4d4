"""What every lesson of the built-in course promises: its words, its length, its loop, and no finding of any rule."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from numbers import Real

import numpy as np
import pytest

from eigenreel.check import check_evidence
from eigenreel.check.beats import beats_of_scene
from eigenreel.check.evidence import Evidence
from eigenreel.check.gather import gather
from eigenreel.film.storyboard import frames_at
from eigenreel.stage.staging import StageOptions, stage_lesson
from eigenreel.store import Store
from golden import worst_tile
from lesson_frames import built_in_course

LESSONS = pytest.mark.parametrize("ref", built_in_course().lessons, ids=lambda ref: ref.key)
LOOP_FPS = 10


def beats(told: Evidence) -> Iterator[str]:
    """The beats of the script are those of the scene, told in that order; six to ten of them."""
    written = told.telling.script.beat_names
    if beats_of_scene(told.scene) != set(written):
        yield f"scene: {beats_of_scene(told.scene)}, script: {written}"
    if [span.name for span in told.beats] != list(written):
        yield "beats are told in another order"
    if not 6 <= len(written) <= 10:
        yield f"{len(written)} beats"


def facts(told: Evidence) -> Iterator[str]:
    """No infinity, no "not a number"; every fact that the script or its front matter names is there."""
    values = told.telling.facts
    numbers = {name: value for name, value in values.items() if isinstance(value, Real)}
    yield from (f"{name} is {value}" for name, value in numbers.items() if not math.isfinite(value))
    yield from (f"no fact {name}" for name in told.telling.script.fact_names - values.keys())


def study(told: Evidence) -> Iterator[str]:
    """Four to six flashcards, three to five questions with three or four answers, each tied to a beat, all filled."""
    material, known = told.telling.study, set(told.telling.script.beat_names)
    if not (4 <= len(material.flashcards) <= 6 and 3 <= len(material.quiz) <= 5):
        yield f"{len(material.flashcards)} flashcards, {len(material.quiz)} questions"
    for each in (*material.flashcards, *material.quiz):
        if each.beat not in known:
            yield f"no beat {each.beat}"
    for question in material.quiz:
        if not 3 <= len(question.answers) <= 4:
            yield f"{len(question.answers)} answers: {question.question}"
    yield from (f"not filled: {text}" for text in _strings(material.model_dump()) if "{" in text)


def length(told: Evidence) -> Iterator[str]:
    """Two to three and a half minutes."""
    if not 120 <= told.timeline.duration <= 210:
        yield f"{told.timeline.duration:.0f} seconds"


def rules(told: Evidence) -> Iterator[str]:
    """Layout, legibility, contrast, pace, captions, flashing, lateness, numbers: the acceptance of the film."""
    yield from map(str, check_evidence(told))


@pytest.mark.slow
@LESSONS
def test_promises(ref, request):
    """One test for all of them, because each would stage the lesson in a process of its own."""
    # Speech is kept between runs, with pytest's own cache: to speak a lesson takes five seconds.
    store = Store(request.config.cache.mkdir("speech"))
    told = gather(ref, voice="hibari", settings={}, store=store)
    promises = (beats, facts, study, length, rules)
    assert [f"{promise.__name__}: {fault}" for promise in promises for fault in promise(told)] == []


@LESSONS
def test_vignette_is_a_loop(ref):
    """Four to eight seconds; from its last frame to its first is no further than from one frame to the next."""
    recording = stage_lesson(ref, StageOptions(427, 240, LOOP_FPS, voice="silent", part="vignette")).recording
    assert 4 <= recording.duration <= 8
    frames = [np.asarray(image) for image in frames_at(recording, list(range(recording.frames)))]
    steps = [worst_tile(one, other) for one, other in pairwise(frames)]
    assert max(steps) > 0, "nothing moves"
    assert worst_tile(frames[-1], frames[0]) <= max(steps)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        yield from (text for each in (value.values() if isinstance(value, dict) else value) for text in _strings(each))
