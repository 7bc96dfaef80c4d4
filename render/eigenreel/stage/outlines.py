"""Outlines: from Manim's Bézier points to what Cairo draws, on Cairo's own grid of 1/256 pixel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Subpaths: TypeAlias = tuple[tuple[int, int, bool], ...]

STEPS_PER_PIXEL = 256
RELATIVE = 1e-5


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


def outlines(shapes: Sequence[np.ndarray], tolerances: np.ndarray, matrix: Matrix) -> list[tuple[bytes, Subpaths]]:
    """The outlines of many shapes as ``Shape`` holds them, by the tests of ``VMobject``: a subpath ends where a curve
    does not begin at the end of the one before, and is closed where it ends at its beginning.

    Args:
        shapes: (n, 2 or more) each, groups of anchor, handle, handle, anchor; n a multiple of 4.
        tolerances: (shapes,), for equality of points, in scene units.
    """
    points = np.concatenate(shapes)[:, :2]
    counts = np.array([len(each) // 4 for each in shapes])
    tolerance = np.repeat(tolerances, counts)[:, None]
    if not counts.any():
        return [(b"", ())] * len(shapes)
    starts, ends = points[::4], points[3::4]
    begins = np.ones(len(starts), bool)
    begins[1:] = ~close(ends[:-1], starts[1:], tolerance[1:]).all(axis=1)
    first_curves = np.cumsum(counts) - counts
    begins[first_curves[counts > 0]] = True
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(starts)) - 1
    closed = close(starts[first], ends[last], tolerance[first]).all(axis=1).tolist()
    keep = np.ones((len(starts), 4), bool)
    keep[:, 0] = begins
    grid = to_grid(points[keep.ravel()], matrix)
    lengths = (1 + 3 * (last - first + 1)).tolist()
    owners = np.searchsorted(first_curves, first, side="right") - 1
    return _cut(grid, lengths, closed, np.bincount(owners, minlength=len(shapes)).tolist())


def _cut(grid: np.ndarray, lengths: list[int], closed: list[bool], counts: list[int]) -> list[tuple[bytes, Subpaths]]:
    """Deal out subpaths of these lengths to shapes, so many to each."""
    result = []
    subpath = point = 0
    for count in counts:
        subpaths = []
        size = 0
        for number in range(subpath, subpath + count):
            subpaths.append((size, size + lengths[number], closed[number]))
            size += lengths[number]
        result.append((grid[point : point + size].tobytes(), tuple(subpaths)))
        subpath += count
        point += size
    return result


def close(some: np.ndarray, others: np.ndarray, tolerance: np.ndarray) -> np.ndarray:
    """Elementwise, by the rule of numpy.isclose that VMobject writes out for its points."""
    return np.abs(some - others) <= tolerance + RELATIVE * np.abs(others)


def outline(points: np.ndarray, splits: list[list[int]], closed: list[bool], matrix: Matrix) -> tuple[bytes, Subpaths]:
    """The outline of a shape that decides itself where its subpaths are.

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
