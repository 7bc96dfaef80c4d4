"""Four small pictures: of linear algebra, probability, calculus, optimization, each at any share of its move."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, Dot, Line, Rectangle, VGroup, VMobject

from eigenreel import theme
from eigenreel.kit.contour_map import ContourMap
from eigenreel.kit.flat_arrow import FlatArrow
from eigenreel.theme import Prose

LEGIBLE = 0.8
"""The least opacity of a name: colours of the theme keep a contrast of 4.5 : 1."""


class MathPicture(VGroup):
    """A picture with its name under it, which can step back.

    Args:
        size: width and height of the picture in scene units. centre: of the picture (3,).

    Attributes:
        name.
    """

    def __init__(self, name: str, color: str, size: tuple[float, float], centre: np.ndarray) -> None:
        super().__init__()
        self.color, self.size, self.centre = color, size, np.asarray(centre, float)
        self.name = Prose(name, size=theme.HEADING, color=color)
        self.name.move_to(self.centre + (size[1] / 2 + theme.GAP) * DOWN, aligned_edge=-DOWN)
        self.build()
        self.add(self.name)
        self.move(1.0)
        self._full = [
            (part, part.get_fill_opacity(), part.get_stroke_opacity())
            for each in self if each is not self.name for part in each.family_members_with_points()
        ]  # fmt: skip

    def build(self) -> None:
        """Add the parts."""
        raise NotImplementedError

    def move(self, share: float) -> None:
        """Be at this share of the move, from 0 to 1."""
        raise NotImplementedError

    def light(self, opacity: float) -> MathPicture:
        """Step back or come forward, each part in its own proportion; the name remains legible."""
        for part, fill, stroke in self._full:
            part.set_fill(opacity=fill * opacity, family=False).set_stroke(opacity=stroke * opacity, family=False)
        self.name.set_fill(opacity=max(opacity, LEGIBLE))
        return self

    def place(self, x: float, y: float) -> np.ndarray:
        """A place (3,) of the picture: x and y from −1 to 1 are its edges."""
        return self.centre + np.array([x * self.size[0] / 2, y * self.size[1] / 2, 0.0])


class MovingPlane(MathPicture):
    """A grid with two arrows that a matrix moves."""

    REACH = (2, 2)

    def __init__(self, matrix: Sequence[Sequence[float]], *args, **kwargs) -> None:
        self.matrix = np.asarray(matrix, float)
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        across, up = self.REACH
        ends = [((x, -up), (x, up)) for x in range(-across, across + 1)]
        ends += [((-across, y), (across, y)) for y in range(-up, up + 1)]
        self.ends = np.array(ends, float)
        corners = np.array([(across, up), (across, -up)]) @ np.stack([self.matrix.T, np.eye(2)])
        reach = np.abs(corners).reshape(-1, 2).max(axis=0)
        self.unit = min(np.array(self.size) / 2 / reach)
        self.grid = VMobject(stroke_color=theme.GRID, stroke_width=2.5)
        self.arrows = VGroup(*(FlatArrow((0, 0, 0), (1, 0, 0), color=self.color, shaft=0.1) for _ in range(2)))
        self.add(self.grid, self.arrows)

    def move(self, share: float) -> None:
        moved = self.unit * ((1 - share) * np.eye(2) + share * self.matrix)
        self.grid.clear_points()
        for start, end in np.pad(self.ends @ moved.T, ((0, 0), (0, 0), (0, 1))) + self.centre:
            self.grid.start_new_path(start)
            self.grid.add_line_to(end)
        for arrow, column in zip(self.arrows, moved.T, strict=True):
            arrow.put(self.centre, self.centre + np.array([*column, 0.0]))


class ChanceBars(MathPicture):
    """Bars that go from equal chances to given ones."""

    def __init__(self, chances: Sequence[float], *args, **kwargs) -> None:
        self.chances = np.asarray(chances, float)
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        self.bars = VGroup(*(Rectangle(stroke_width=0, fill_color=self.color, fill_opacity=1) for _ in self.chances))
        self.ground = Line(self.place(-0.85, -1), self.place(0.85, -1), color=theme.AXIS, stroke_width=3)
        self.add(self.bars, self.ground)

    def move(self, share: float) -> None:
        count = len(self.chances)
        heights = (1 - share) / count + share * self.chances
        for place, (bar, height) in enumerate(zip(self.bars, heights, strict=True)):
            x = 1.6 * ((place + 0.5) / count - 0.5)
            half, top = 0.55 / count, -1 + 2 * height / max(self.chances)
            corners = [self.place(x + dx, y) for dx, y in ((-half, -1), (half, -1), (half, top), (-half, top))]
            bar.set_points_as_corners([*corners, corners[0]])


class SlidingTangent(MathPicture):
    """A curve with a tangent that slides along it; the curve is given on −1 … 1, with its slope."""

    WAY, HALF = (-0.55, 0.3), 0.55
    """Where the tangent touches at both ends of its move, and half its length as a share of half the width."""

    def __init__(self, curve: Callable, slope: Callable, *args, **kwargs) -> None:
        self.curve, self.slope = curve, slope
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        x = np.linspace(-0.95, 0.95, 60)
        self.path = VMobject(stroke_color=theme.AXIS, stroke_width=5)
        self.path.set_points_smoothly([self.place(each, self.curve(each)) for each in x])
        self.tangent = Line(LEFT, RIGHT, color=self.color, stroke_width=7)
        self.dot = Dot(radius=0.13, color=self.color)
        self.add(self.path, self.tangent, self.dot)

    def move(self, share: float) -> None:
        x = self.WAY[0] + share * (self.WAY[1] - self.WAY[0])
        touch, rise = self.place(x, self.curve(x)), self.slope(x) * self.size[1] / self.size[0]
        way = np.array([1.0, rise, 0.0]) / np.hypot(1.0, rise) * self.HALF * self.size[0] / 2
        self.tangent.put_start_and_end_on(touch - way, touch + way)
        self.dot.move_to(touch)


class DescentMap(MathPicture):
    """A map of a bowl, and a ball that has gone some part of a computed way down.

    Args:
        loss: of (x, y), arrays (n,), (n,) → (n,), on −1 … 1 both ways. path: (steps + 1, 2).
    """

    def __init__(self, loss: Callable, path: np.ndarray, levels: Sequence[float], *args, **kwargs) -> None:
        self.loss, self.path, self.levels = loss, np.asarray(path, float), levels
        super().__init__(*args, **kwargs)

    def build(self) -> None:
        lines = ContourMap(self.loss, (-1, 1), (-1, 1), size=self.size, levels=self.levels).move_to(self.centre).lines
        lines.set_stroke(theme.GRID, width=2.5)
        self.way = VMobject(stroke_color=self.color, stroke_width=6)
        self.ball = Dot(radius=0.15, color=self.color)
        self.add(lines, self.way, self.ball)

    def move(self, share: float) -> None:
        steps = share * (len(self.path) - 1)
        known = np.arange(len(self.path))
        at = np.append(known[known < steps], steps)
        places = [self.place(*(np.interp(each, known, axis) for axis in self.path.T)) for each in at]
        self.way.set_points_as_corners(places if len(places) > 1 else [places[0], places[0]])
        self.ball.move_to(places[-1])
