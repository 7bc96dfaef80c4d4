"""Points that are to be told apart, with the boundary that a network draws; and its loss, which falls step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Circle, Dot, Line, Square, VGroup, VMobject

from eigenreel import theme
from eigenreel.kit.counted_dots import CountedDots
from eigenreel.maths.contours import contours
from eigenreel.theme import Formula, Number, Prose, row

COARSE = 40
"""Cells along each side of the grid in which the boundary is searched."""
DOT = 0.1


class IslandField(VGroup):
    """A square field with points of two answers: full ones and rings.

    Args:
        points, answers: (n, 2) and (n,) of 0 or 1. side: of the field, in scene units.
        span: how far the field reaches from 0 to each side, in units of the points.

    Attributes:
        frame, yes, no, boundary, and mark, a ring around the first point of yes.
    """

    def __init__(self, points: np.ndarray, answers: np.ndarray, side: float, span: float, *, yes: str, no: str) -> None:
        super().__init__()
        self.side, self.span = side, span
        self.frame = Square(side, stroke_color=theme.GRID, stroke_width=2)
        self.boundary = VMobject(stroke_color=theme.TEXT, stroke_width=5)
        says_yes = np.asarray(answers) == 1
        self.yes, self.no = self._dots(points[says_yes], yes), self._dots(points[~says_yes], no)
        self.no.set_fill(opacity=0).set_stroke(no, 4)
        self.mark = Circle(1.9 * DOT, stroke_color=theme.MAIN, stroke_width=5).move_to(self.yes.centres[0])
        self.add(self.frame, self.yes, self.no, self.boundary, self.mark)

    def draw_boundary(self, chances: Callable[[np.ndarray], np.ndarray]) -> IslandField:
        """Draw the line on which yes and no are equally likely, for a function from points (n, 2) to chances (n,)."""
        ends = (-self.span, self.span)
        curves = contours(lambda x, y: _on_grid(chances, x, y), 0.5, ends, ends, COARSE)
        self.boundary.clear_points()
        for curve in curves:
            if len(curve) > 1:
                self.boundary.append_points(VMobject().set_points_as_corners(self._places(curve)).points)
        return self

    def _places(self, points: np.ndarray) -> np.ndarray:
        across = points * self.side / (2 * self.span)
        return np.column_stack([across, np.zeros(len(points))]) + self.frame.get_center()

    def _dots(self, points: np.ndarray, color: str) -> CountedDots:
        spans = np.tile((0.0, 1.0), (len(points), 1))
        return CountedDots(spans, self._places(points), DOT, color)


class LossFall(VGroup):
    """The loss after every step; steps are counted on a scale on which each doubling takes the same room.

    Args:
        losses: before the first and after each step, (steps + 1,). size: width and height in scene units.

    Attributes:
        axes, line, dot, number: its parts; the number counts the steps.
    """

    def __init__(self, losses: Sequence[float], size: tuple[float, float]) -> None:
        super().__init__()
        self.losses, self.width_, self.height_ = np.asarray(losses, float), *size
        self.axes = VGroup(
            Line(size[1] * UP, np.zeros(3), color=theme.AXIS, stroke_width=3),
            Line(np.zeros(3), size[0] * RIGHT, color=theme.AXIS, stroke_width=3),
        )
        self.line = VMobject(stroke_color=theme.LOSS, stroke_width=6)
        self.dot = Dot(radius=0.14, color=theme.LOSS)
        self.name = (
            Formula("L", size=theme.TITLE, color=theme.LOSS)
            .next_to(self.axes[0], LEFT, buff=0.2)
            .align_to(self.axes[0], UP)
        )
        self.number = Number(len(losses) - 1, ".0f", size=theme.HEADING, edge=RIGHT)
        self.steps = row(Prose("step", size=theme.HEADING), self.number, gap=0.25)
        self.steps.next_to(self.axes[1], DOWN, buff=0.25).align_to(self.axes[1], RIGHT)
        self.add(self.axes, self.line, self.dot, self.name, self.steps)

    def show(self, steps: float, share: float = 1.0) -> LossFall:
        """Show the way down to the loss after so many steps; ``share`` below 1 shortens it, back to its start."""
        until = np.log2(1 + steps) * share
        whole = np.arange(len(self.losses))
        places = np.log2(1 + whole)
        known = places[places < until]
        x = np.append(known, until)
        y = np.interp(x, places, self.losses)
        zero, reach = self.axes[1].get_start(), places[-1]
        corners = zero + np.outer(x / reach, self.width_ * RIGHT) + np.outer(y / self.losses.max(), self.height_ * UP)
        self.line.set_points_as_corners(corners if len(corners) > 1 else np.repeat(corners, 2, axis=0))
        self.dot.move_to(corners[-1])
        self.number.set_value(np.floor(2**until - 1 + 1e-6))
        return self


def _on_grid(chances: Callable[[np.ndarray], np.ndarray], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Chances at arrays of any one shape."""
    return chances(np.stack([np.ravel(x), np.ravel(y)], axis=1)).reshape(np.shape(x))
