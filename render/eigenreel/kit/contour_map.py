"""A map of a function of two variables: lines of equal height, and places, paths and arrows on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Arrow, Dot, ManimColor, Rectangle, VGroup, VMobject, interpolate_color

from eigenreel import theme
from eigenreel.maths.contours import contours

Surface2D = Callable[[np.ndarray, np.ndarray], np.ndarray]
Span = tuple[float, float]

LOW, HIGH = "#2E7FA8", "#CFEFF7"
"""Colours of the lowest and the highest level: light is high, as on a mountain."""

LINE_WIDTH = 2.5
PATH_WIDTH = 4
SPACING = 0.06
"""Scene units between the points of a contour."""


class ContourMap(VGroup):
    """Contours of a function of arrays (n,), (n,) → (n,), inside a frame.

    Args:
        x, y: what it shows of the two variables.
        size: width and height in scene units.
        levels: heights at which contours run, from low to high.

    Attributes:
        lines: one mobject a level. frame: the border.

    >>> map_ = ContourMap(lambda x, y: x**2 + y**2, (-2, 2), (-1, 1), size=(4, 2), levels=[0.25, 0.5])
    >>> map_.point(1, 0).round(3).tolist()
    [1.0, 0.0, 0.0]
    """

    def __init__(
        self,
        function: Surface2D,
        x: Span,
        y: Span,
        *,
        size: tuple[float, float],
        levels: Sequence[float],
        low: str = LOW,
        high: str = HIGH,
    ) -> None:
        super().__init__()
        self.function, self.x, self.y, self.levels = function, x, y, tuple(levels)
        self.frame = Rectangle(width=size[0], height=size[1], stroke_color=theme.GRID, stroke_width=2)
        colours = height_colours(np.linspace(0, 1, max(len(self.levels), 2)), low, high)
        self.lines = VGroup(*(self._line(level, colours[rank]) for rank, level in enumerate(self.levels)))
        self.add(self.frame, self.lines)

    def point(self, x: float, y: float) -> np.ndarray:
        """The place (3,) of a pair of values, wherever the map has been moved, turned or scaled."""
        return self.places([[x, y]])[0]

    def places(self, points: Sequence[Sequence[float]]) -> np.ndarray:
        """Places (n, 3) of pairs (n, 2)."""
        # A rectangle's vertices run from the upper right to the left and around.
        right_top, left_top, left_bottom, _ = self.frame.get_vertices()
        pairs = np.asarray(points, float)
        across = (pairs[:, 0] - self.x[0]) / (self.x[1] - self.x[0])
        up = (pairs[:, 1] - self.y[0]) / (self.y[1] - self.y[0])
        return left_bottom + np.outer(across, right_top - left_top) + np.outer(up, left_top - left_bottom)

    def path(self, points: Sequence[Sequence[float]], color: str = theme.STEP, width: float = PATH_WIDTH) -> VMobject:
        """A line from pair to pair (n, 2)."""
        return VMobject(stroke_color=color, stroke_width=width).set_points_as_corners(self.places(points))

    def dot(self, x: float, y: float, color: str = theme.STEP, radius: float = 0.09) -> Dot:
        return Dot(self.point(x, y), radius=radius, color=color)

    def arrow(self, x: float, y: float, vector: Sequence[float], color: str = theme.GRADIENT) -> Arrow:
        """An arrow from a pair of values by a vector in the map's own units."""
        start, end = self.places([[x, y], [x + vector[0], y + vector[1]]])
        return Arrow(
            start, end, buff=0, color=color, stroke_width=5, tip_length=0.2, max_tip_length_to_length_ratio=0.5
        )

    def _line(self, level: float, color: ManimColor) -> VMobject:
        line = VMobject(stroke_color=color, stroke_width=LINE_WIDTH)
        for curve in contours(self.function, level, self.x, self.y):
            places = _thinned(self.places(curve))
            if len(places) > 2:
                line.append_points(VMobject().set_points_smoothly(places).points)
        return line


def height_colours(shares: np.ndarray, low: str = LOW, high: str = HIGH) -> list[ManimColor]:
    """Colours of heights given as shares (n,) of the way from the lowest to the highest."""
    bottom, top = ManimColor(low), ManimColor(high)
    return [interpolate_color(bottom, top, float(share)) for share in shares]


def _thinned(places: np.ndarray) -> np.ndarray:
    """Every so many points that they lie about SPACING apart, with both ends."""
    steps = np.linalg.norm(np.diff(places, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = np.linspace(0, along[-1], max(4, round(along[-1] / SPACING)))
    return places[np.unique(np.searchsorted(along, wanted - 1e-12).clip(0, len(places) - 1))]
