"""The loss landscape: a surface in space over the plane of two weights, with paths, balls and arrows on it.

Type in space does not belong here: a lesson keeps it flat with ``self.camera.add_fixed_in_frame_mobjects``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import OUT, Arrow, Dot, Line, ThreeDVMobject, VGroup, VMobject

from eigenreel import theme
from eigenreel.kit.contour_map import PATH_WIDTH, ContourMap, Span, Surface2D, height_colours

VALLEY, PEAK = "#0A3550", "#2F87AE"
"""Colours of the lowest and the highest face, before Manim's light, which adds up to half of white to them."""

LIFT = 0.03
"""Scene units by which what lies on the surface is raised above it."""

MESH_WIDTH = 0.6
STEPS_ALONG = 8
"""Pieces into which each segment of a path is cut so that it follows the ground."""


class Landscape(VGroup):
    """A function of arrays (n,), (n,) → (n,) as a surface over a rectangle.

    The upward axis is the scene's z. Heights above ``top`` are cut off there, so that a steep rim does not tower.

    Args:
        x, y: what it shows of the two variables.
        size: width, depth and height in scene units.
        top: the function's value at the surface's full height; without it, the largest one there is.
        resolution: faces along each side.
        levels: with them, a map of contours lies on the floor.
        drop: scene units from the surface's lowest point down to that floor.

    Attributes:
        surface: the faces. floor: the contour map, or an empty group.

    >>> bowl = Landscape(lambda x, y: x**2 + y**2, (-1, 1), (-1, 1), size=(4, 4, 2), resolution=4)
    >>> bowl.point(0, 1).round(3).tolist()
    [0.0, 2.0, 0.0]
    """

    def __init__(
        self,
        function: Surface2D,
        x: Span,
        y: Span,
        *,
        size: tuple[float, float, float],
        top: float | None = None,
        resolution: int = 24,
        opacity: float = 0.9,
        levels: Sequence[float] = (),
        drop: float = 1.0,
        low: str = VALLEY,
        high: str = PEAK,
    ) -> None:
        super().__init__()
        self.function, self.x, self.y = function, x, y
        grid = np.meshgrid(np.linspace(*x, resolution + 1), np.linspace(*y, resolution + 1), indexing="ij")
        heights = function(*grid)
        self.bottom, self.top = float(heights.min()), float(heights.max() if top is None else top)
        # Four corners of the box in which the surface stands: they carry whatever becomes of it later.
        self._box = VMobject(stroke_opacity=0).set_points(_corners(*size))
        self.surface = self._faces(grid, height_colours(np.linspace(0, 1, 65), low, high), opacity)
        self.floor = VGroup()
        if len(levels):
            self.floor = ContourMap(function, x, y, size=size[:2], levels=levels)
            self.floor.shift((-size[2] / 2 - drop) * OUT)
        self.add(self._box, self.floor, self.surface)

    def point(self, x: float, y: float, lift: float = 0.0) -> np.ndarray:
        """The place (3,) on the surface above a pair of values, raised by so many scene units."""
        return self.places([[x, y]], lift)[0]

    def places(self, points: Sequence[Sequence[float]], lift: float = 0.0) -> np.ndarray:
        """Places (n, 3) on the surface above pairs (n, 2)."""
        pairs = np.asarray(points, float)
        corner, right, back, up = self._box.points
        across = (pairs[:, 0] - self.x[0]) / (self.x[1] - self.x[0])
        along = (pairs[:, 1] - self.y[0]) / (self.y[1] - self.y[0])
        height = (np.minimum(self.function(*pairs.T), self.top) - self.bottom) / (self.top - self.bottom)
        upward = (up - corner) / np.linalg.norm(up - corner)
        sides = np.outer(across, right - corner) + np.outer(along, back - corner) + np.outer(height, up - corner)
        return corner + sides + lift * upward

    def path(self, points: Sequence[Sequence[float]], color: str = theme.STEP, width: float = PATH_WIDTH) -> VMobject:
        """A line along the ground from pair to pair (n, 2). It is drawn over the surface, so hills do not hide it."""
        pairs = np.asarray(points, float)
        cuts = np.linspace(0, 1, STEPS_ALONG, endpoint=False)[:, None]
        pieces = [one + cuts * (two - one) for one, two in pairwise(pairs)]
        fine = np.concatenate([*pieces, pairs[-1:]])
        return VMobject(stroke_color=color, stroke_width=width).set_points_as_corners(self.places(fine, LIFT))

    def ball(self, x: float, y: float, color: str = theme.STEP, radius: float = 0.11) -> Dot:
        """A dot on the ground; ``self.camera.add_fixed_orientation_mobjects(ball)`` keeps it round."""
        return Dot(self.point(x, y, LIFT), radius=radius, color=color)

    def arrow(self, x: float, y: float, direction: Sequence[float], color: str = theme.GRADIENT) -> Arrow:
        """An arrow along the ground's tangent, by a step (dx, dy) in the function's own units."""
        start, ahead = self.places([[x, y], [x + 1e-4 * direction[0], y + 1e-4 * direction[1]]], LIFT)
        end = start + (ahead - start) / 1e-4
        return Arrow(
            start, end, buff=0, color=color, stroke_width=5, tip_length=0.2, max_tip_length_to_length_ratio=0.5
        )

    def plumb(self, x: float, y: float, color: str = theme.CONTEXT) -> Line:
        """A line from the ground straight down to the map on the floor."""
        return Line(self.point(x, y), self.floor.point(x, y), color=color, stroke_width=2)

    def _faces(self, grid: list[np.ndarray], colours: list, opacity: float) -> VGroup:
        rows, columns = grid[0].shape
        places = self.places(np.stack([axis.ravel() for axis in grid], axis=1)).reshape(rows, columns, 3)
        values = np.minimum(self.function(*grid), self.top)
        shares = ((values - self.bottom) / (self.top - self.bottom)).clip(0, 1)
        faces = VGroup()
        for row in range(rows - 1):
            for column in range(columns - 1):
                share = shares[row : row + 2, column : column + 2].mean()
                around = [(row, column), (row + 1, column), (row + 1, column + 1), (row, column + 1), (row, column)]
                face = ThreeDVMobject(
                    fill_color=colours[round(64 * share)],
                    fill_opacity=opacity,
                    stroke_color=colours[min(64, round(64 * share) + 16)],
                    stroke_width=MESH_WIDTH,
                )
                faces.add(face.set_points_as_corners([places[each] for each in around]))
        return faces


def _corners(width: float, depth: float, height: float) -> np.ndarray:
    """The near left lower corner of a box around the origin, and its neighbours to the right, behind and above."""
    corner = np.array([-width, -depth, -height]) / 2
    return corner + np.array([[0, 0, 0], [width, 0, 0], [0, depth, 0], [0, 0, height]])
