"""What a viewer sees change, in one pass over the frames: whether anything does, and how bright each part is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eigenreel.film.boxes import Box
from eigenreel.film.raster import Raster
from eigenreel.stage.display import Recording

GRID = (18, 32)
"""Rows and columns of the tiles over which brightness is averaged."""

SEEN = 24
"""Levels, of 255, by which a pixel must change to be noticed."""

SPECK = 2
"""How many of every fourth pixel must change so."""

SHARES = (0.2126, 0.7152, 0.0722)
_levels = np.arange(256) / 255
_linear = np.where(_levels <= 0.04045, _levels / 12.92, ((_levels + 0.055) / 1.055) ** 2.4)
LUMINANCE = np.outer(SHARES, _linear).astype(np.float32)
"""WCAG's relative luminance of each level of red, green and blue (3, 256)."""


@dataclass(frozen=True)
class Changes:
    """The runs of a recording as they look.

    Attributes:
        starts: (n,) the frame at which each begins.
        changed: (n,) whether it looks different from the last one that did; the first does.
        brightness: (n, rows, columns) mean relative luminance of tiles.
    """

    starts: np.ndarray
    changed: np.ndarray
    brightness: np.ndarray


def see_changes(recording: Recording) -> Changes:
    """Draw every run, and look at the part that was drawn anew."""
    raster = Raster(recording.width, recording.height, recording.background)
    whole = (0, 0, recording.width, recording.height)
    seen, since = np.zeros((recording.height, recording.width, 3), np.uint8), whole
    tiles, changed, brightness = np.zeros(GRID, np.float32), [], []
    for run in recording.runs:
        pixels = raster.frame([recording.items[number] for number in run.items])[..., :3]
        if raster.dirty is not None or not changed:
            dirty = raster.dirty if changed else whole
            since = _around(since, dirty)
            tiles = tile_brightness(pixels, dirty, tiles)
        changed.append(not changed or (since is not None and _looks_different(seen, pixels, since)))
        if changed[-1]:
            _copy(pixels, seen, since)
            since = None
        brightness.append(tiles)
    starts = np.cumsum([0, *(run.repeat for run in recording.runs[:-1])])
    return Changes(starts, np.array(changed, bool), np.array(brightness))


def tile_brightness(pixels: np.ndarray, dirty: Box, before: np.ndarray) -> np.ndarray:
    """Mean luminance of each tile, of which only those that a box touches have changed; every second pixel counts."""
    height, width = (size // count for size, count in zip(pixels.shape, GRID, strict=False))
    x0, y0, x1, y1 = dirty
    top, left = y0 // height, x0 // width
    bottom, right = min(-(-y1 // height), GRID[0]), min(-(-x1 // width), GRID[1])
    if top >= bottom or left >= right:
        return before
    part = pixels[top * height : bottom * height, left * width : right * width]
    part = part.reshape(bottom - top, height, right - left, width, 3)[:, ::2, :, ::2]
    after = before.copy()
    light = sum(LUMINANCE[channel][part[..., channel]] for channel in range(3))
    after[top:bottom, left:right] = light.mean(axis=1).mean(axis=2)
    return after


def _looks_different(one: np.ndarray, other: np.ndarray, box: Box) -> bool:
    """Whether enough of every second pixel of a box differs."""
    x0, y0, x1, y1 = box
    one, other = (each[y0:y1:2, x0:x1:2].astype(np.int16) for each in (one, other))
    apart = np.abs(one - other) > SEEN
    return np.count_nonzero(apart[..., 0] | apart[..., 1] | apart[..., 2]) >= SPECK


def _copy(pixels: np.ndarray, to: np.ndarray, box: Box) -> None:
    x0, y0, x1, y1 = box
    to[y0:y1, x0:x1] = pixels[y0:y1, x0:x1]


def _around(one: Box | None, other: Box) -> Box:
    """The box around both."""
    return other if one is None else (*map(min, one[:2], other[:2]), *map(max, one[2:], other[2:]))
