"""A machine that one sees being wrong: a line among points, and the gaps between its guesses and the truth."""

from __future__ import annotations

import numpy as np
from manim import LEFT, UP, Line, Polygon, VGroup, VMobject

from eigenreel import theme
from eigenreel.kit.axes import LabelledAxes
from eigenreel.kit.runner import Runner
from eigenreel.maths.descent import Valley
from eigenreel.maths.line_fit import line_fit

LARGEST_SIZE, HIGHEST_PRICE = 1.7, 13.0
"""The ends of the axes: the steepest line stays between them."""
GAP_WIDTH = 4
HOUSE = np.array([[-1, -1, 0], [1, -1, 0], [1, 0.4, 0], [0, 1.4, 0], [-1, 0.4, 0]]) * 0.08
"""The corners of a house around its place, in scene units."""


class GuessingLine(VGroup):
    """Houses, the line by which a machine guesses their prices, and a gap for each house.

    Line and gaps follow the axes in every frame, so move and scale ``ground``, which is all that stands still.

    Args:
        valley: the loss that the machine has. weight: its weight at first. size: width and height in scene units.

    Attributes:
        fit: the numbers. axes, houses, line, gaps: its parts. names: of the axes. ground: axes, names and houses.
    """

    def __init__(self, valley: Valley, weight: float, size: tuple[float, float]) -> None:
        self.fit = line_fit(valley)
        self.axes = LabelledAxes((0, LARGEST_SIZE, 0), (0, HIGHEST_PRICE, 0), size=size, x_name="size", y_name="price")
        self.names = VGroup(self.axes.x_name, self.axes.y_name)
        self.axes.remove(*self.names)
        self.axes.y_name.next_to(self.axes.y_axis.get_end(), LEFT, buff=0.2).align_to(self.axes.y_axis, UP)
        self.houses = VGroup(*(_house(place) for place in self._places(self.fit.prices))).set_z_index(1)
        self.line = Line(color=theme.STEP, stroke_width=5)
        self.gaps = VMobject(stroke_color=theme.LOSS, stroke_width=GAP_WIDTH)
        self.ground = VGroup(self.axes, self.names, self.houses)
        super().__init__(self.gaps, self.ground, self.line)
        self.show(weight)

    def show(self, weight: float) -> GuessingLine:
        """Guess with this weight."""
        end = self.axes.c2p(LARGEST_SIZE, self.fit.steepness(weight) * LARGEST_SIZE)
        self.line.put_start_and_end_on(self.axes.c2p(0, 0), end)
        guesses, prices = self._places(self.fit.guesses(weight)), self._places(self.fit.prices)
        # One straight cubic curve for each gap, side by side in one mobject.
        shares = np.linspace(0, 1, 4)[None, :, None]
        self.gaps.set_points((guesses[:, None] + shares * (prices - guesses)[:, None]).reshape(-1, 3))
        return self

    def watch(self, runner: Runner) -> GuessingLine:
        """Guess with the weight of this runner from now on, in every frame."""
        self.clear_updaters()
        self.add_updater(lambda machine: machine.show(runner.weight), call_updater=True)
        return self

    def _places(self, prices: np.ndarray) -> np.ndarray:
        return self.axes.places(self.fit.sizes, prices)


def _house(place: np.ndarray) -> Polygon:
    return Polygon(*(place + HOUSE), stroke_width=0, fill_color=theme.TEXT, fill_opacity=1)
