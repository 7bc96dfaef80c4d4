"""No more than three flashes in a second (WCAG 2.2, success criterion 2.3.1)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from eigenreel.check.contrast import relative_luminance
from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding
from eigenreel.film.raster import Raster
from eigenreel.stage.display import Recording

MAX_FLASHES = 3
GRID = (18, 32)
"""Rows and columns of the tiles over which brightness is averaged."""

SWING = 0.1
"""A flash is a rise and a fall of relative luminance by at least this, the darker side being below ``DARK``."""

DARK = 0.8
AREA = 0.25
"""The share of the frame that must flash together."""


def flashing(evidence: Evidence) -> Iterator[Finding]:
    brightness, frames = tile_brightness(evidence.recording)
    for frame in flash_moments(brightness, frames, evidence.timeline.fps):
        yield Finding(
            "flashing",
            evidence.key,
            evidence.beat_at(frame),
            evidence.seconds(frame),
            "",
            f"more than {MAX_FLASHES} flashes in a second",
            "fade more slowly, or change a smaller part of the frame",
        )


def tile_brightness(recording: Recording) -> tuple[np.ndarray, np.ndarray]:
    """Mean luminance of every tile (runs, rows, columns), and the first frame of each run (runs,)."""
    raster = Raster(recording.width, recording.height, recording.background)
    rows, columns = GRID
    height, width = recording.height // rows * rows, recording.width // columns * columns
    tiles = []
    for run in recording.runs:
        pixels = raster.frame([recording.items[number] for number in run.items])[:height, :width, :3] / 255
        grid = relative_luminance(pixels).reshape(rows, height // rows, columns, width // columns)
        tiles.append(grid.mean(axis=(1, 3)))
    starts = np.cumsum([0, *(run.repeat for run in recording.runs[:-1])])
    return np.array(tiles), starts


def flash_moments(brightness: np.ndarray, frames: np.ndarray, fps: int) -> list[int]:
    """The frames at which a fourth flash within a second begins, at most one a second.

    Args:
        brightness: (n, rows, columns) luminance of tiles; frames: (n,) at which each begins.
    """
    swings = _swings(brightness, frames)
    moments: list[int] = []
    for index in range(2 * MAX_FLASHES + 1, len(swings)):
        # Two opposing swings are a flash: the first swing of a fourth flash is number 2 × 3 + 1, counted from this one back.
        if swings[index] - swings[index - 2 * MAX_FLASHES - 1] <= fps and (not moments or swings[index] - moments[-1] > fps):
            moments.append(int(swings[index]))
    return moments


def _swings(brightness: np.ndarray, frames: np.ndarray) -> list[int]:
    """Frames at which at least a quarter of the tiles have turned, all the same way, against the swing before."""
    found: list[int] = []
    if not len(brightness):
        return found
    low = high = brightness[0]
    direction = 0
    for frame, tiles in zip(frames, brightness, strict=True):
        low, high = np.minimum(low, tiles), np.maximum(high, tiles)
        up = np.mean((tiles - low >= SWING) & (low < DARK)) >= AREA
        down = np.mean((high - tiles >= SWING) & (tiles < DARK)) >= AREA
        if (up and direction <= 0) or (down and direction >= 0 and not up):
            direction = 1 if up else -1
            found.append(int(frame))
            low = high = tiles
        elif direction > 0:
            high, low = np.maximum(high, tiles), tiles
        elif direction < 0:
            low, high = np.minimum(low, tiles), tiles
    return found
