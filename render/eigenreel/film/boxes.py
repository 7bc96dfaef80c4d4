"""Which pixels an item can touch: boxes (x0, y0, x1, y1), the last row and column excluded, never too small."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import TypeAlias

import numpy as np

from eigenreel.stage.display import Cloud, Inset, Item, Mesh, Picture, Shape, Stencil, Stroke

Box: TypeAlias = tuple[int, int, int, int]

STEPS_PER_PIXEL = 256
MITER_JOIN, SQUARE_CAP = 0, 2
MITER_LIMIT = 10.0
SMOOTHING = 2


def box_of(item: Item, width: int, height: int) -> Box:
    """The box of an item in a frame of this size."""
    if isinstance(item, Shape):
        reach = max((_reach(stroke) for stroke in (item.stroke, item.background_stroke) if stroke), default=0.0)
        return _outline_box(item.points, reach * _scale(item.matrix), width, height)
    if isinstance(item, Mesh):
        reach = max((pen_reach(*pen) for pen in item.pens), default=0.0)
        return _outline_box(item.points, reach * _scale(item.matrix), width, height)
    if isinstance(item, Picture | Inset):
        corners = np.frombuffer(item.corners, np.float64).reshape(4, 2)
        return _clipped(corners.min(axis=0) - SMOOTHING, corners.max(axis=0) + SMOOTHING, width, height)
    if isinstance(item, Cloud):
        rows, columns = np.divmod(np.frombuffer(item.indices, np.int64), width)
        if not len(rows):
            return (0, 0, 0, 0)
        return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1
    if isinstance(item, Stencil):
        boxes = [box_of(shape, width, height) for shapes, _ in item.layers for shape in shapes]
        return hull(boxes) or (0, 0, 0, 0)
    return item.box or (0, 0, width, height)


def _reach(stroke: Stroke) -> float:
    return pen_reach(stroke.width, stroke.join, stroke.cap)


def pen_reach(width: float, join: int, cap: int) -> float:
    """How far a stroke can stand out from its line, in the unit of its width: a mitre's tip is the farthest."""
    factor = MITER_LIMIT if join == MITER_JOIN else 2**0.5 if cap == SQUARE_CAP else 1.0
    return width / 2 * factor


def _scale(matrix: tuple[float, ...]) -> float:
    xx, yx, xy, yy, _, _ = matrix
    return max(abs(xx) + abs(xy), abs(yx) + abs(yy))


def _outline_box(points: bytes, reach: float, width: int, height: int) -> Box:
    pixels = np.frombuffer(points, np.int32).reshape(-1, 2)
    if not len(pixels):
        return (0, 0, 0, 0)
    margin = reach + SMOOTHING
    low = [number / STEPS_PER_PIXEL - margin for number in pixels.min(axis=0).tolist()]
    high = [number / STEPS_PER_PIXEL + margin for number in pixels.max(axis=0).tolist()]
    return _clipped(low, high, width, height)


def _clipped(low: Sequence[float], high: Sequence[float], width: int, height: int) -> Box:
    x0, y0 = max(0, floor(low[0])), max(0, floor(low[1]))
    x1, y1 = min(width, ceil(high[0])), min(height, ceil(high[1]))
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else (0, 0, 0, 0)


def hull(boxes: Sequence[Box]) -> Box | None:
    """The smallest box around all that are not empty."""
    solid = [box for box in boxes if box[0] < box[2]]
    if not solid:
        return None
    x0, y0, x1, y1 = zip(*solid, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def touched(boxes: np.ndarray, seeds: np.ndarray) -> np.ndarray:
    """Which boxes touch a seed, or one that touches a seed, and so on.

    Args:
        boxes, seeds: int (n, 4), (k, 4).

    Returns:
        bool (n,).
    """
    chosen = np.zeros(len(boxes), bool)
    while len(seeds):
        x0, y0, x1, y1 = (boxes[:, [side]] for side in range(4))
        meets = (x0 < seeds[:, 2]) & (seeds[:, 0] < x1) & (y0 < seeds[:, 3]) & (seeds[:, 1] < y1)
        new = meets.any(axis=1) & ~chosen
        chosen |= new
        seeds = boxes[new]
    return chosen


def areas(boxes: np.ndarray) -> np.ndarray:
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])


def outermost(boxes: np.ndarray) -> list[list[int]]:
    """Boxes that are neither empty nor inside one of the others."""
    result: list[list[int]] = []
    for x0, y0, x1, y1 in boxes[np.argsort(-areas(boxes), kind="stable")].tolist():
        if x0 < x1 and not any(a <= x0 and b <= y0 and x1 <= c and y1 <= d for a, b, c, d in result):
            result.append([x0, y0, x1, y1])
    return result
