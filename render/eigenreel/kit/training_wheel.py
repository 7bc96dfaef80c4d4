"""The wheel of training: predict, measure the loss, pass the blame back, update; around and around a tiny network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import PI, Arc, Circle, Dot, VGroup

from eigenreel import theme
from eigenreel.kit.network_drawing import NetworkDrawing
from eigenreel.theme import Formula

COLORS = (theme.MAIN, theme.LOSS, theme.GRADIENT, theme.STEP)
SIGNS = ("hat(y)", "L", "nabla L", "w")
GAP = 0.09
"""Radians between two quarters of the wheel."""
SIGN_BUFF, DIM_SIGN = 0.58, 0.82
"""How far outside the wheel the signs are; and their opacity when it is not their turn: red keeps 4.5 : 1."""


class TrainingWheel(VGroup):
    """A network in a wheel whose quarters are the four steps: forward above, loss right, backward below, update left.

    Clockwise, so that the runner goes with the numbers: above to the right, below to the left.

    Args:
        radius: of the wheel. centre: its middle (3,).

    Attributes:
        network, quarters, signs, runner.
    """

    def __init__(self, sizes: Sequence[int], radius: float, centre: np.ndarray) -> None:
        super().__init__()
        self.radius, self.centre = radius, np.asarray(centre, float)
        self.network = NetworkDrawing(sizes, (1.22 * radius, 0.98 * radius), centre)
        self.quarters, self.signs = VGroup(), VGroup()
        for place, (color, sign) in enumerate(zip(COLORS, SIGNS, strict=True)):
            start = 3 * PI / 4 - place * PI / 2 - GAP / 2
            self.quarters.add(
                Arc(radius, start, GAP - PI / 2, arc_center=self.centre, stroke_color=color, stroke_width=9)
            )
            middle = PI / 2 - place * PI / 2
            way = np.array([np.cos(middle), np.sin(middle), 0.0])
            self.signs.add(
                Formula(sign, size=1.1 * theme.TITLE, color=color).move_to(self.centre + (radius + SIGN_BUFF) * way)
            )
        self.halo = Circle(radius=0.3, stroke_color=theme.LOSS, stroke_width=8)
        self.runner = Dot(radius=0.2, color=theme.TEXT)
        self.add(self.network, self.halo, self.quarters, self.signs, self.runner)
        self.turn(0.0)

    def turn(self, turns: float, light: float = 1.0) -> TrainingWheel:
        """Stand after so many turns; ``light`` from 0 to 1 is how bright the four steps are shown."""
        share = turns % 1
        angle = 3 * PI / 4 - 2 * PI * share
        self.runner.move_to(self.centre + self.radius * np.array([np.cos(angle), np.sin(angle), 0.0]))
        step, along = int(4 * share) % 4, 4 * share % 1
        for place, (quarter, sign) in enumerate(zip(self.quarters, self.signs, strict=True)):
            near = _nearness(4 * share - place)
            quarter.set_stroke(opacity=theme.DIM + (1 - theme.DIM) * near)
            sign.set_fill(opacity=DIM_SIGN + (1 - DIM_SIGN) * near)
        swell = float(np.sin(PI * along))
        self.halo.set_stroke(opacity=light * swell if step == 1 else 0.0)
        self.halo.scale_to_fit_width(0.7 + 0.5 * (along if step == 1 else 0.0)).move_to(self.network.places[-1][0])
        if step in (0, 2):
            self.network.shine(along, COLORS[step], light, back=step == 2)
        else:
            self.network.glow(COLORS[step], light * swell if step == 3 else 0.0)
        return self


def _nearness(quarters: float) -> float:
    """How much a quarter is the present one: 1 in its middle, 0 from a quarter before it to a quarter after it."""
    distance = abs((quarters - 0.5 + 2) % 4 - 2)
    return float(np.clip(1.5 - 1.5 * distance, 0, 1))
