"""The picture in the README, docs/poster.png: four frames of the built-in films. Run it as  python docs/poster.py"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from eigenreel.course import find_course
from eigenreel.film.storyboard import frames_at
from eigenreel.stage.staging import StageOptions, stage_lesson

HERE = Path(__file__).parent
WIDTH, HEIGHT = 1280, 720
GAP = 4
LINE = "#2a2e33"

FRAMES = (
    ("linear_algebra/vectors", "colour", 1.0),
    ("optimization/gradient_descent", "landscape", 1.0),
    ("probability/bayes_theorem", "positives", 1.0),
    ("probability/bayes_theorem", "rule", 1.0),
)
"""Lesson, beat, and how far into the beat, from 0 to 1; from left to right and from the top down."""


def frame(key: str, beat: str, share: float) -> Image.Image:
    """One frame of a film, told by the silent voice."""
    ref = find_course(HERE).lesson(key)
    staged = stage_lesson(ref, StageOptions(WIDTH, HEIGHT, 10, voice="silent"))
    span = staged.timeline.beat(beat)
    return next(frames_at(staged.recording, [span.start + round(share * (span.end - 1 - span.start))]))


def poster() -> Image.Image:
    """The frames two by two, with a fine line between them."""
    whole = Image.new("RGB", (WIDTH, HEIGHT), LINE)
    width, height = (WIDTH - GAP) // 2, (HEIGHT - GAP) // 2
    for place, chosen in enumerate(FRAMES):
        small = frame(*chosen).resize((width, height), Image.Resampling.LANCZOS)
        whole.paste(small, (place % 2 * (width + GAP), place // 2 * (height + GAP)))
    return whole


if __name__ == "__main__":
    poster().save(HERE / "poster.png", optimize=True)
