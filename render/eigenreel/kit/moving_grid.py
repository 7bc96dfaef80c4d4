"""A grid that fills the frame and is moved by a matrix, over another that stays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup, VMobject

from eigenreel import theme
from eigenreel.kit.flat_arrow import FlatArrow

REACH = 24
"""Lines on each side of the origin: the frame is full under every map that is not extreme."""

STILL, MOVING = theme.FAINT_GRID, "#358BA3"
WIDTH, AXIS_WIDTH = 2.3, 3.5


class MovingGrid(VGroup):
    """Lines of equal distance, whose plane a matrix moves.

    Args:
        origin: where in the scene (0, 0) is. unit: scene units to a step, before any matrix.

    Attributes:
        still: the grid as it was. lines, axes: what moves. matrix: the map (2, 2) under which it is shown.
    """

    def __init__(self, origin: Sequence[float], unit: float, *, color: str = MOVING, reach: int = REACH) -> None:
        self.origin, self.unit, self.matrix = np.array([*origin[:2], 0.0]), unit, np.eye(2)
        steps = np.array([step for step in range(-reach, reach + 1) if step])
        self.still = self._lines(STILL, WIDTH)
        self.lines, self.axes = self._lines(color, WIDTH), self._lines(theme.AXIS, AXIS_WIDTH)
        self._ends = {each: _ends(steps, reach) for each in (self.still, self.lines)}
        self._ends[self.axes] = _ends(np.array([0]), reach)
        super().__init__(self.still, self.lines, self.axes)
        self._draw(self.still)
        self.set_matrix(np.eye(2))

    def set_matrix(self, matrix: Sequence[Sequence[float]]) -> MovingGrid:
        """Show the plane under a map (2, 2)."""
        self.matrix = np.asarray(matrix, float)
        for lines in (self.lines, self.axes):
            self._draw(lines)
        return self

    def places(self, points: Sequence[Sequence[float]], moved: bool = True) -> np.ndarray:
        """Where points (n, 2) of the plane are in the scene (n, 3), under its map or as they were."""
        points = np.asarray(points, float)
        flat = points @ self.matrix.T if moved else points
        return self.origin + self.unit * np.column_stack([flat, np.zeros(len(flat))])

    def place(self, x: float, y: float, moved: bool = True) -> np.ndarray:
        """The same (3,) of one point."""
        return self.places([[x, y]], moved)[0]

    def rays(self, points: Sequence[Sequence[float]]) -> tuple[np.ndarray, np.ndarray]:
        """Where the arrows of points (n, 2) begin and end without any map: two arrays (n, 3)."""
        ends = self.places(points, moved=False)
        return np.broadcast_to(self.origin, ends.shape), ends

    def arrow(self, vector: Sequence[float], color: str, shaft: float = 0.09) -> FlatArrow:
        """The arrow of a vector, as it is under the map; ``follow`` lets it move."""
        return FlatArrow(self.origin, self.place(*vector), color=color, shaft=shaft)

    def follow(self, arrow: FlatArrow, vector: Sequence[float]) -> FlatArrow:
        """Draw an arrow of a vector anew, under the map as it is now."""
        return arrow.put(self.origin, self.place(*vector))

    @staticmethod
    def _lines(color: str, width: float) -> VMobject:
        return VMobject(stroke_color=color, stroke_width=width)

    def _draw(self, lines: VMobject) -> None:
        starts, ends = (self.places(points, lines is not self.still) for points in self._ends[lines])
        lines.set_points(segments(starts, ends))


def segments(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Points (4n, 3) of a VMobject that is straight lines between starts and ends (n, 3)."""
    shares = np.linspace(0, 1, 4)[None, :, None]
    return ((1 - shares) * starts[:, None] + shares * ends[:, None]).reshape(-1, 3)


def _ends(steps: np.ndarray, reach: int) -> tuple[np.ndarray, np.ndarray]:
    """Both ends (n, 2) of the lines at these steps, upright and across."""
    far = np.full(len(steps), float(reach))
    upright = np.column_stack([steps, -far]), np.column_stack([steps, far])
    return tuple(np.concatenate([end, end[:, ::-1]]) for end in upright)


def fitted_grid(room: theme.Room, points: Sequence[Sequence[float]], most: float = 3.0, **style) -> MovingGrid:
    """A grid on which these points (n, 2), as they are without a map, fill a room of the frame.

    Args:
        most: the largest unit.
    """
    low, high = np.min(points, axis=0), np.max(points, axis=0)
    width, height = np.maximum(high - low, 1e-9)
    unit = min(room.width / width, room.height / height, most)
    return MovingGrid(np.array(room.center[:2]) - unit * (low + high) / 2, unit, **style)
