"""Points of vector mobjects: which are equal, where subpaths end, and handles that make a curve smooth."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite
from typing import Any

import manim.utils.bezier
import numpy as np
from manim import VMobject

from eigenreel.stage.quick.table import instead_of, relies_on

THREE = (3,)
DOUBLE = np.dtype(np.float64)
"""NumPy has it once: arrays of this type refer to this object."""

RELATIVE = 1e-5
"""The relative tolerance of ``numpy.isclose``."""

GENERATE = relies_on(VMobject, "_gen_subpaths_from_points")


@instead_of(VMobject, "consider_points_equals")
def consider_points_equals(self: VMobject, p0: Any, p1: Any) -> bool:
    tolerance = self.tolerance_for_point_equality
    if not (is_point(p0) and is_point(p1) and type(tolerance) is float and isfinite(tolerance)):
        return consider_points_equals.stock(self, p0, p1)
    return all(
        one == other or (abs(one - other) <= tolerance + RELATIVE * abs(other) and isfinite(other))
        for one, other in zip(p0.tolist(), p1.tolist(), strict=True)
    )


def is_point(point: Any) -> bool:
    """Whether this is an array of three float64."""
    return type(point) is np.ndarray and point.shape == THREE and point.dtype is DOUBLE


@instead_of(VMobject, "get_subpaths_from_points")
def get_subpaths_from_points(self: VMobject, points: Any) -> list[np.ndarray]:
    tolerance = self.tolerance_for_point_equality
    if (
        type(points) is not np.ndarray
        or points.dtype != np.float64
        or points.ndim != 2
        or points.shape[1] != 3
        or self.n_points_per_cubic_curve != 4
        or type(tolerance) is not float
        or not isfinite(tolerance)
        or type(self).consider_points_equals is not consider_points_equals
        or type(self)._gen_subpaths_from_points is not GENERATE
        or "consider_points_equals" in self.__dict__
    ):
        return get_subpaths_from_points.stock(self, points)
    starts = points[4::4]
    ends = points[3::4][: len(starts)]
    with np.errstate(invalid="ignore", over="ignore"):
        near = np.abs(ends - starts) <= tolerance + RELATIVE * np.abs(starts)
        equal = (near & np.isfinite(starts)) | (ends == starts)
    splits = [0, *(4 * np.flatnonzero(~equal.all(axis=1)) + 4).tolist(), len(points)]
    return [points[one:two] for one, two in pairwise(splits) if two - one >= 4]


@instead_of(manim.utils.bezier, "get_smooth_open_cubic_bezier_handle_points")
def get_smooth_open_cubic_bezier_handle_points(anchors: Any) -> tuple[np.ndarray, np.ndarray]:
    """The same recurrences, number by number in Python instead of row by row in NumPy."""
    count = len(anchors) - 1
    if type(anchors) is not np.ndarray or anchors.dtype != np.float64 or anchors.ndim != 2 or count < 2:
        return get_smooth_open_cubic_bezier_handle_points.stock(anchors)
    factors = _factors(count - 1)
    sums = 4 * anchors[1 : count - 1] + 2 * anchors[2:count]
    first = 0.5 * anchors[0] + anchors[1]
    handles = np.empty((count, anchors.shape[1]))
    for column in range(anchors.shape[1]):
        last = (8 * anchors[count - 1, column] + anchors[count, column]).item()
        handles[:, column] = _solved(first[column].item(), sums[:, column].tolist(), last, factors)
    others = np.empty_like(handles)
    others[: count - 1] = 2 * anchors[1:count] - handles[1:]
    others[count - 1] = 0.5 * (anchors[count] + handles[count - 1])
    return handles, others


def _solved(first: float, sums: list[float], last: float, factors: list[float]) -> list[float]:
    """One column of the first handles, by Thomas' algorithm."""
    number = first
    numbers = [number]
    for factor, total in zip(factors[1:], sums, strict=True):
        number = factor * (total - number)
        numbers.append(number)
    number = (1 / (7 - 2 * factors[-1])) * (last - 2 * number)
    result = [number]
    for factor, own in zip(reversed(factors), reversed(numbers), strict=True):
        number = own - factor * number
        result.append(number)
    result.reverse()
    return result


_FACTORS = [0.5]


def _factors(count: int) -> list[float]:
    """Manim's c' of as many curves: they are the same for all."""
    while len(_FACTORS) < count:
        _FACTORS.append(1 / (4 - _FACTORS[-1]))
    return _FACTORS[:count]
