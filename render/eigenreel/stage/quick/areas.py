"""Areas below graphs: which points of a graph are between two numbers, asked of all at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import BLUE, GREEN, Axes, Polygon
from manim.mobject.graphing.coordinate_systems import CoordinateSystem

from eigenreel.stage.quick.axes import ruler
from eigenreel.stage.quick.boxes import NUMBERS, is_array_of_points
from eigenreel.stage.quick.table import instead_of, relies_on

TO_COORDINATES = relies_on(Axes, "point_to_coords")
TO_COORDINATES_IN_SHORT = relies_on(CoordinateSystem, "p2c")
relies_on(Axes, "get_axes")

DOUBTFUL = 1e-9
"""Shares of an axis within which rounding might decide on which side of a bound a point is: many times its errors."""


@instead_of(CoordinateSystem, "get_area")
def get_area(
    self: Any,
    graph: Any,
    x_range: Any = None,
    color: Any = (BLUE, GREEN),
    opacity: float = 0.3,
    bounded_graph: Any = None,
    **kwargs: Any,
) -> Polygon:
    if bounded_graph is not None or not is_array_of_points(graph.points) or not isinstance(self, Axes):
        return get_area.stock(self, graph, x_range, color, opacity, bounded_graph, **kwargs)
    a, b = (graph.t_min, graph.t_max) if x_range is None else x_range
    points = [
        *(self.c2p(a), graph.function(a)),
        *_between(self, graph.points, a, b),
        *(graph.function(b), self.c2p(b)),
    ]
    return Polygon(*points, **kwargs).set_opacity(opacity).set_color(color)


def _between(axes: Axes, points: np.ndarray, a: float, b: float) -> list[np.ndarray]:
    """Those of the points (n, 3) whose first coordinate is from a to b."""
    guessed = _guessed(axes, points) if {type(a), type(b)} <= NUMBERS else None
    if guessed is None:
        return [point for point in points if a <= axes.p2c(point)[0] <= b]
    numbers, error = guessed
    inside = (a <= numbers) & (numbers <= b)
    for index in np.flatnonzero((np.abs(numbers - a) <= error) | (np.abs(numbers - b) <= error)):
        inside[index] = a <= axes.p2c(points[index])[0] <= b
    return list(points[inside])


def _guessed(axes: Axes, points: np.ndarray) -> tuple[np.ndarray, float] | None:
    """First coordinates (n,) of points (n, 3) and how far off they may be; None where only Manim knows."""
    cls = type(axes)
    is_known = cls.point_to_coords is TO_COORDINATES and cls.p2c is TO_COORDINATES_IN_SHORT
    line = ruler(axes.axes.submobjects[0]) if is_known and axes.axes.submobjects else None
    if line is None or not np.isfinite(points).all():
        return None
    along = line.end - line.start
    length = float(np.dot(along, along))
    if not length:
        return None
    shares = (points - line.start) @ along / length
    reach = 1 + (np.abs(points).max() + np.abs(line.start).max()) / length**0.5
    numbers = line.scale * (line.low + shares * line.span)
    return numbers, DOUBTFUL * reach * abs(line.scale) * (abs(line.low) + line.span)
