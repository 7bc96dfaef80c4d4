"""Outlines: from Manim's Bézier points to what Cairo draws, on Cairo's own grid of 1/256 pixel."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Subpaths: TypeAlias = tuple[tuple[int, int, bool], ...]

STEPS_PER_PIXEL = 256


def to_grid(points: np.ndarray, matrix: Matrix) -> np.ndarray:
    """Scene coordinates to steps of 1/256 pixel, rounded exactly as Cairo rounds.

    Args:
        points: (…, 2 or more) in scene units; only x and y count.

    Returns:
        int32 (…, 2). Beyond ±8388607 pixels the numbers wrap, as they do in Cairo.

    >>> to_grid(np.array([[0.0, 0.0], [1.0, 0.5]]), (100, 0, 0, -100, 320, 240)).tolist()
    [[81920, 61440], [107520, 48640]]
    """
    xx, yx, xy, yy, x0, y0 = matrix
    x, y = points[..., 0], points[..., 1]
    pixels = np.empty((*points.shape[:-1], 2))
    if xy == yx == 0:
        pixels[..., 0] = xx * x + x0
        pixels[..., 1] = yy * y + y0
    else:
        pixels[..., 0] = xx * x + xy * y + x0
        pixels[..., 1] = yx * x + yy * y + y0
    pixels *= STEPS_PER_PIXEL
    return np.rint(pixels).astype(np.int64).astype(np.int32)


def outline(points: np.ndarray, splits: list[list[int]], closed: list[bool], matrix: Matrix) -> tuple[bytes, Subpaths]:
    """One shape's outline as ``Shape`` holds it.

    Args:
        points: (n, 2 or more), groups of anchor, handle, handle, anchor.
        splits: first and end point of each subpath; a rest of fewer than four points draws nothing.
        closed: whether each of them is closed.
    """
    keep = np.ones(len(points), bool)
    keep[::4] = False
    keep[len(points) // 4 * 4 :] = False
    subpaths = []
    size = 0
    for (start, end), is_closed in zip(splits, closed, strict=True):
        curves = (end - start) // 4
        if curves:
            keep[start] = True
            subpaths.append((size, size + 1 + 3 * curves, is_closed))
            size += 1 + 3 * curves
    return to_grid(points[keep], matrix).tobytes(), tuple(subpaths)
