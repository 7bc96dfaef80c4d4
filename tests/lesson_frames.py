"""The frames by which a lesson is known: the last of each of its beats, small, with the silent voice."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from eigenreel.course import Course, LessonRef, find_course
from eigenreel.film.storyboard import frames_at
from eigenreel.stage.staging import StageOptions, stage_lesson

ROOT = Path(__file__).parents[1]
WIDTH, HEIGHT = 427, 240
FPS = 5
"""Between the ends of plays nothing is looked at, so few frames will do."""


def built_in_course() -> Course:
    return find_course(ROOT / "scenes")


def beat_frames(ref: LessonRef) -> dict[str, np.ndarray]:
    """uint8 (HEIGHT, WIDTH, 3) by beat, in the order in which they are told."""
    staged = stage_lesson(ref, StageOptions(WIDTH, HEIGHT, FPS, voice="silent"))
    beats = staged.timeline.beats
    images = frames_at(staged.recording, [beat.end - 1 for beat in beats])
    return {beat.name: np.asarray(image) for beat, image in zip(beats, images, strict=True)}
