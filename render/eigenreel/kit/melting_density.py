"""A distribution as one filled shape: bars over whole numbers that melt into a curve, and its mean and its spread."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Line, VGroup, VMobject

from eigenreel import theme
from eigenreel.theme import Formula

FINE = 40
"""Points of the outline for each unit of x: enough for the upright ends of a uniform density."""
BAR = 0.84
"""How much of the room of a bar its width takes."""


class MeltingDensity(VGroup):
    """The mixture, drawn, of a row of bars and of a density, over the numbers from 0 to ``last``.

    Bars have the width 1 when they touch, so that their area is their chance, and bars and curves are comparable.

    Args:
        unit, rise: scene units to a step of x, and to a density of 1. ground: the height of the line it stands on.

    Attributes:
        shape, ground: the filled outline and the line it stands on, with a tick at every whole number.
    """

    def __init__(self, last: int, *, unit: float, rise: float, ground: float = 0.0, color: str = theme.MAIN) -> None:
        super().__init__()
        self.last, self.unit, self.rise, self.level = last, unit, rise, ground
        inside = np.linspace(-0.5, 0.5, FINE)
        self.offsets = np.tile(np.concatenate([[-0.5], inside, [0.5]]), last + 1)
        self.numbers = np.repeat(np.arange(last + 1), FINE + 2)
        self.feet = np.tile([True, *[False] * FINE, True], last + 1)
        self.ground = VGroup(Line(self.place(-0.5, 0), self.place(last + 0.5, 0), color=theme.AXIS, stroke_width=3))
        for number in range(last + 1):
            foot = self.place(number, 0)
            self.ground.add(Line(foot, foot + 0.14 * DOWN, color=theme.AXIS, stroke_width=3))
        self.shape = VMobject(fill_color=color, fill_opacity=0.55, stroke_color=color, stroke_width=4)
        self.add(self.shape, self.ground)

    def place(self, x: float, density: float) -> np.ndarray:
        """Where (3,) a point of the graph is."""
        return np.array([(x - self.last / 2) * self.unit, self.level + density * self.rise, 0.0])

    def draw(self, bars: float, chances: np.ndarray, curve: Callable[[np.ndarray], np.ndarray]) -> MeltingDensity:
        """Show bars for these chances (last + 1,) as far as ``bars`` says (1: only bars), and else the curve."""
        width = 1 - (1 - BAR) * bars
        x = self.numbers + self.offsets
        # Between two bars the outline comes down to the ground; that of a curve does not.
        heights = bars * np.where(self.feet, 0.0, chances[self.numbers]) + (1 - bars) * curve(x)
        x = self.numbers + width * self.offsets
        across, up = (x - self.last / 2) * self.unit, self.level + heights * self.rise
        corners = np.stack([across, up, np.zeros(len(up))], axis=1)
        ends = np.array([[across[0], self.level, 0], [across[-1], self.level, 0]])
        self.shape.set_points_as_corners(np.concatenate([ends[:1], corners, ends[1:], ends[:1]]))
        return self


class MeanAndSpread(VGroup):
    """Under the ground: the mean as the point of balance, a spread to each side of it, and their letters."""

    def __init__(self, density: MeltingDensity, *, below: float, color: str = theme.HIGHLIGHT) -> None:
        super().__init__()
        self.density, self.level = density, below * DOWN
        self.fulcrum = VMobject(fill_color=color, fill_opacity=1, stroke_width=0)
        self.span = Line(stroke_width=6, color=color)
        self.ends = VGroup(*(Line(0.16 * UP, 0.16 * DOWN, stroke_width=6, color=color) for _ in range(2)))
        self.mean = Formula("mu", size=theme.TITLE, color=color)
        self.spread = Formula("sigma", size=theme.TITLE, color=color)
        self.add(self.fulcrum, self.span, self.ends, self.mean, self.spread)

    def draw(self, mean: float, spread: float) -> MeanAndSpread:
        """Stand at a mean and a spread."""
        foot = self.density.place(mean, 0) + 0.06 * DOWN
        left, middle, right = (self.density.place(x, 0) + self.level for x in (mean - spread, mean, mean + spread))
        self.fulcrum.set_points_as_corners([foot, middle + 0.3 * LEFT, middle + 0.3 * RIGHT, foot])
        self.span.put_start_and_end_on(left, right)
        for end, place in zip(self.ends, (left, right), strict=True):
            end.move_to(place)
        for letter, place in ((self.mean, middle), (self.spread, (middle + right) / 2)):
            letter.next_to(place, DOWN, buff=0.3)
        self.mean.shift((self.spread.baseline - self.mean.baseline) * UP)
        return self
