"""No more than three flashes in a second (WCAG 2.2, success criterion 2.3.1, general flash)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from eigenreel.check.evidence import Evidence
from eigenreel.check.finding import Finding

MAX_FLASHES = 3
SWING = 0.1
"""A flash is a rise and a fall of relative luminance by at least this, the darker side being below ``DARK``."""

DARK = 0.8
FIELD = (6, 10)
"""Rows and columns of tiles that ten degrees of sight take: a third of the frame each way (341 × 256 of 1024 × 768)."""

STEP = 2
"""Tiles from one field to the next that is looked at."""

AREA = 0.25
"""The share of a field that must flash together."""


def flashing(evidence: Evidence) -> Iterator[Finding]:
    changes = evidence.changes
    for frame in flash_moments(changes.brightness, changes.starts, evidence.timeline.fps):
        yield Finding(
            "flashing",
            evidence.key,
            evidence.beat_at(frame),
            evidence.seconds(frame),
            "",
            f"more than {MAX_FLASHES} flashes in a second",
            "fade more slowly, or change a smaller part of the frame",
        )


def flash_moments(brightness: np.ndarray, frames: np.ndarray, fps: int) -> list[int]:
    """The frames at which a fourth flash within a second begins, at most one a second.

    Args:
        brightness: (n, rows, columns) luminance of tiles; frames: (n,) at which each begins.
    """
    swings: dict[tuple[int, int], list[tuple[int, int]]] = {}
    found = set()
    for frame, turned in _turns(brightness, frames):
        for field, direction in _fields(turned):
            history = swings.setdefault(field, [])
            if history and history[-1][1] == direction:
                continue
            history.append((frame, direction))
            # Two opposing swings are a flash: counted back from this one, a fourth flash has its first at 2 × 3 + 1.
            earlier = len(history) - 2 * MAX_FLASHES - 2
            if earlier >= 0 and frame - history[earlier][0] <= fps:
                found.add(frame)
    moments: list[int] = []
    for frame in sorted(found):
        if not moments or frame - moments[-1] > fps:
            moments.append(frame)
    return moments


def _turns(brightness: np.ndarray, frames: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """(frame, tiles) wherever tiles have turned: 1 where one has risen after it fell, -1 where it has fallen."""
    if not len(brightness):
        return
    low = high = brightness[0]
    direction = np.zeros(brightness[0].shape, int)
    for frame, tiles in zip(frames.tolist(), brightness, strict=True):
        low, high = np.minimum(low, tiles), np.maximum(high, tiles)
        up = (direction <= 0) & (tiles - low >= SWING) & (low < DARK)
        down = (direction >= 0) & (high - tiles >= SWING) & (tiles < DARK) & ~up
        turned = up.astype(int) - down
        if turned.any():
            direction = np.where(turned, turned, direction)
            low, high = np.where(turned, tiles, low), np.where(turned, tiles, high)
            yield frame, turned


def _fields(turned: np.ndarray) -> Iterator[tuple[tuple[int, int], int]]:
    """(its upper left tile, direction) of every field of which enough has turned the same way."""
    rows, columns = (min(size, whole) for size, whole in zip(FIELD, turned.shape, strict=True))
    windows = np.lib.stride_tricks.sliding_window_view(turned, (rows, columns))[::STEP, ::STEP]
    for direction in (1, -1):
        shares = (windows == direction).mean(axis=(2, 3))
        yield from (((int(row), int(column)), direction) for row, column in np.argwhere(shares >= AREA))
