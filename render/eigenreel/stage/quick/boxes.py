"""The boxes around mobjects: their anchors in one array, and the least and largest of a column without wrappers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import Mobject, VMobject

from eigenreel.stage.quick.table import instead_of, relies_on

ANCHORS = relies_on(VMobject, "get_anchors")
NUMBERS = frozenset({int, float, np.float64, np.int64})
least, largest = np.minimum.reduce, np.maximum.reduce


@instead_of(VMobject, "get_points_defining_boundary")
def get_points_defining_boundary(self: VMobject) -> np.ndarray:
    parts = []
    for member in self.get_family():
        if getattr(type(member), "get_anchors", None) is not ANCHORS or "get_anchors" in member.__dict__:
            return get_points_defining_boundary.stock(self)
        points = member.points
        if len(points) == 0:
            continue
        if not is_list_of_curves(points) or member.n_points_per_cubic_curve != 4:
            return get_points_defining_boundary.stock(self)
        parts.append(points.reshape(-1, 4, 3)[:, ::3].reshape(-1, 3))
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else get_points_defining_boundary.stock(self)


def is_list_of_curves(points: Any) -> bool:
    """Whether these are an array of float64 (4 n, 3)."""
    return (
        type(points) is np.ndarray
        and points.dtype == np.float64
        and points.ndim == 2
        and points.shape[1] == 3
        and points.shape[0] % 4 == 0
    )


@instead_of(Mobject, "get_critical_point")
def get_critical_point(self: Mobject, direction: Any) -> np.ndarray:
    all_points = self.get_points_defining_boundary()
    if (
        self.dim != 3
        or type(self).get_extremum_along_dim is not get_extremum_along_dim
        or "get_extremum_along_dim" in self.__dict__
        or not is_array_of_points(all_points)
    ):
        return get_critical_point.stock(self, direction)
    keys = direction[0], direction[1], direction[2]
    if not NUMBERS.issuperset(map(type, keys)):
        return get_critical_point.stock(self, direction)
    return np.array([extremum(all_points[:, dim], key) for dim, key in enumerate(keys)])


def is_array_of_points(points: Any) -> bool:
    """Whether these are an array of float64 (1 or more, 3)."""
    return (
        type(points) is np.ndarray
        and points.dtype == np.float64
        and points.ndim == 2
        and points.shape[1] == 3
        and points.shape[0] > 0
    )


def extremum(values: np.ndarray, key: float) -> np.float64:
    """The least of them for a negative key, the largest for a positive one, the middle between both for zero."""
    if key < 0:
        return least(values)
    if key == 0:
        return (least(values) + largest(values)) / 2
    return largest(values)


@instead_of(Mobject, "get_extremum_along_dim")
def get_extremum_along_dim(self: Mobject, points: Any = None, dim: int = 0, key: Any = 0) -> float:
    np_points = self.get_points_defining_boundary() if points is None else points
    if not is_array_of_points(np_points) or type(key) not in NUMBERS:
        return get_extremum_along_dim.stock(self, np_points, dim, key)
    return extremum(np_points[:, dim], key)


@instead_of(Mobject, "reduce_across_dimension")
def reduce_across_dimension(self: Mobject, reduce_func: Callable[[Any], Any], dim: int) -> Any:
    assert dim >= 0
    assert dim <= 2
    points = self.points
    if len(points) == 0:
        if not self.submobjects:
            return None
        result = None
    elif reduce_func in (max, min) and is_array_of_points(points):
        result = _pythons(reduce_func, points[:, dim])
    else:
        result = reduce_func(points[:, dim])
    for member in self.submobjects:
        value = member.reduce_across_dimension(reduce_func, dim)
        if result is None:
            result = value
        elif value is not None:
            result = reduce_func([value, result])
    return result


def _pythons(reduce_func: Callable[[Any], Any], values: np.ndarray) -> np.float64:
    """Python's own max or min of an array: of zeros with different signs the first, of nothing that is no number."""
    result = largest(values) if reduce_func is max else least(values)
    if result == 0:
        return values[(values == 0).argmax()]
    return result if result == result else reduce_func(values)
