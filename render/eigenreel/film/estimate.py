"""How long a film may take to make: a rule of thumb, for dry runs."""

from __future__ import annotations

from dataclasses import dataclass

from eigenreel.options import RenderOptions

# Measured in November 2026 on two cores of an AMD EPYC: three lessons at 854x480, 1280x720 and 1920x1080, each with one
# worker and with two, nothing cached. At 1080p60 the sum was 0.99 (vectors), 1.34 (gradient descent, which is in
# space) and 0.71 (Bayes' theorem) of what it took with one worker, 1.10, 1.21 and 0.73 with two.
START = 6.0
"""Seconds until Python, Manim and the voice are there."""
SOUND = 0.045
"""Seconds to speak, master and encode a second of sound."""
SONG = 0.5
"""Seconds to sing, play and mix a second of a song."""
FRAME = 1.6e-3
"""A core's seconds to stage a frame, whatever its size."""
PIXEL = 3e-9
"""A core's seconds to draw and encode a pixel of a frame, averaged over moving and held frames."""
ENCODERS = {
    ("mp4", "draft"): 0.7,
    ("mp4", "standard"): 1.0,
    ("mp4", "archive"): 2.1,
    ("webm", "draft"): 1.7,
    ("webm", "standard"): 2.1,
    ("webm", "archive"): 4.1,
    ("mov", "standard"): 2.2,
    ("gif", "standard"): 0.3,
    ("png", "standard"): 0.0,
}
"""How many times as long a pixel takes in this format and preset as in a standard mp4; measured at 1280x720."""


@dataclass(frozen=True)
class Estimate:
    """What a dry run expects. Durations in seconds; ``cached`` means that nothing is to be done."""

    duration: float
    frames: int
    seconds: float
    cached: bool


def expected(duration: float, staged: float, options: RenderOptions, *, sung: bool = False) -> Estimate:
    """What it may take to make a film of this length, in seconds.

    Args:
        staged: the length of what is staged for it: a clip needs its whole lesson.
        sung: whether its sound is a song's.

    >>> from pathlib import Path
    >>> options = RenderOptions(1920, 1080, 60, jobs=2, out=Path("build"), cache=Path("cache"))
    >>> round(expected(164, 164, options).seconds)
    52
    """
    frames, pixels = round(duration * options.fps), options.width * options.height
    work = FRAME * staged * options.fps + frames * pixels * PIXEL * ENCODERS[options.format, options.preset]
    seconds = START + staged * (SONG if sung else SOUND) + work / options.jobs
    return Estimate(duration, frames, seconds, False)
