"""Number lines and axes: single numbers and single points, which updaters ask for by the thousand.

Where Manim computes coordinate by coordinate, Python's floats give the same bits as NumPy's. Dot products stay NumPy's,
because how those round is up to its library.
"""

from __future__ import annotations

from math import isfinite
from typing import Any, NamedTuple

import numpy as np
from manim import Axes, LinearBase, Mobject, NumberLine
from manim.mobject.geometry.arc import TipableVMobject
from manim.utils.space_ops import normalize

from eigenreel.stage.quick.anchors import DOUBLE, is_point
from eigenreel.stage.quick.boxes import NUMBERS
from eigenreel.stage.quick.table import instead_of, relies_on

EXACT = 2**53
"""Integers below are floats without rounding."""

MOST_LINES = 256
MISSING = object()
MEMBERS = TipableVMobject.__iter__
REFUSE = relies_on(Mobject, "throw_error_if_no_points")
GET_ATTRIBUTE = relies_on(Mobject, "__getattr__")
relies_on(Mobject, "get_start_and_end")
relies_on(TipableVMobject, "get_start")
relies_on(TipableVMobject, "get_end")
relies_on(LinearBase, "function")
relies_on(LinearBase, "inverse_function")


@instead_of(Mobject, "get_start")
def get_start(self: Mobject) -> np.ndarray:
    points = self.points
    if len(points) and type(self).throw_error_if_no_points is REFUSE:
        return np.array(points[0])
    return get_start.stock(self)


@instead_of(Mobject, "get_end")
def get_end(self: Mobject) -> np.ndarray:
    points = self.points
    if len(points) and type(self).throw_error_if_no_points is REFUSE:
        return np.array(points[-1])
    return get_end.stock(self)


@instead_of(TipableVMobject, "has_tip")
def has_tip(self: TipableVMobject) -> bool:
    return has_tip.stock(self) if (found := _has(self, "tip")) is None else found


@instead_of(TipableVMobject, "has_start_tip")
def has_start_tip(self: TipableVMobject) -> bool:
    return has_start_tip.stock(self) if (found := _has(self, "start_tip")) is None else found


def _has(line: TipableVMobject, name: str) -> bool | None:
    """Whether a line has an attribute of this name, and among its submobjects; None where only Manim knows.

    What is not there would raise and catch an error when asked for.
    """
    cls = type(line)
    tip = line.__dict__.get(name, MISSING)
    if tip is MISSING:
        return None if hasattr(cls, name) or cls.__getattr__ is not GET_ATTRIBUTE else False
    if cls.__iter__ is MEMBERS:
        for each in line.submobjects:
            if each is tip:
                return True
    return None


class Ruler(NamedTuple):
    """What a plain number line measures with: its ends in the scene, the first of its numbers, and how many there are.

    Attributes:
        start, end: views (3,) of its points. scale: what its linear scaling multiplies by.
    """

    start: np.ndarray
    end: np.ndarray
    low: float
    span: float
    scale: float


def ruler(line: NumberLine) -> Ruler | None:
    """What a number line measures with; None where only Manim knows."""
    own = line.__dict__
    scaling, reach, points = own.get("scaling"), own.get("x_range"), line.points
    if (
        type(line) is not NumberLine
        or type(scaling) is not LinearBase
        or type(reach) is not np.ndarray
        or reach.dtype is not DOUBLE
        or "start_tip" in own
        or "number_to_point" in own
        or "point_to_number" in own
        or not len(points)
    ):
        return None
    start, end, scale = points[0], points[-1], scaling.scale_factor
    if "tip" in own:
        tip = own["tip"]
        if not _has(line, "tip") or type(tip).get_start is not get_start or not len(tip.points):
            return None
        end = tip.points[0]
    low, high = reach[:2].tolist()
    is_known = is_point(start) and is_point(end) and type(scale) is float and scale and 0 < high - low < EXACT
    return Ruler(start, end, low, high - low, scale) if is_known else None


def placed(line: Ruler, number: float) -> list[float]:
    """Where a number is."""
    share = (float(number) / line.scale - line.low) / line.span
    rest = 1 - share
    (a, b, c), (d, e, f) = line.start.tolist(), line.end.tolist()
    return [rest * a + share * d, rest * b + share * e, rest * c + share * f]


@instead_of(NumberLine, "number_to_point")
def number_to_point(self: NumberLine, number: Any) -> np.ndarray:
    if type(number) in NUMBERS and -EXACT < number < EXACT:
        line = ruler(self)
        if line is not None:
            point = placed(line, number)
            if isfinite(sum(point)):
                return np.array(point)
    return number_to_point.stock(self, number)


@instead_of(Axes, "coords_to_point")
def coords_to_point(self: Axes, *coords: Any) -> np.ndarray:
    point = _placed_by_all(self, coords)
    return coords_to_point.stock(self, *coords) if point is None else np.array(point)


def _placed_by_all(axes: Axes, coords: tuple) -> list[float] | None:
    """Where coordinates are; None for more than one place, and where only Manim knows."""
    for number in coords:
        if type(number) not in NUMBERS or not -EXACT < number < EXACT:
            return None
    first = axes.x_axis
    line = ruler(first)
    zero = axes._origin_shift([first.x_min, first.x_max])
    if line is None or not coords or type(zero) not in NUMBERS:
        return None
    x, y, z = placed(line, coords[0])
    here, there, away = placed(line, zero)
    for axis, number in zip(axes.axes.submobjects[1:], coords[1:], strict=False):
        line = ruler(axis)
        if line is None:
            return None
        along = placed(line, number)
        x, y, z = x + (along[0] - here), y + (along[1] - there), z + (along[2] - away)
    return [x, y, z] if isfinite(x + y + z) else None


@instead_of(NumberLine, "point_to_number")
def point_to_number(self: NumberLine, point: Any) -> Any:
    line = ruler(self) if is_point(point) else None
    if line is None:
        return point_to_number.stock(self, point)
    start, unit, length = _direction(line.start, line.end)
    share = np.dot(point - start, unit) / length
    return self.scaling.function((1 - share) * self.x_range[0] + share * self.x_range[1])


_DIRECTIONS: dict[bytes, tuple[np.ndarray, np.ndarray, np.float64]] = {}


def _direction(start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.float64]:
    """Start, direction and length of a number line, computed as Manim does, once for each place where it lies."""
    key = start.tobytes() + end.tobytes()
    known = _DIRECTIONS.get(key)
    if known is None:
        if len(_DIRECTIONS) >= MOST_LINES:
            _DIRECTIONS.clear()
        start = np.array(start)
        unit = normalize(end - start)
        known = _DIRECTIONS[key] = start, unit, np.dot(end - start, unit)
    return known
