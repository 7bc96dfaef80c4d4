"""The loss of one weight as a graph, with the instruments that read a runner on it: numbers, a drop line, a tangent."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, PI, RIGHT, UP, Arrow, Line, VGroup, VMobject

from eigenreel import theme
from eigenreel.kit.axes import LabelledAxes
from eigenreel.kit.readouts import Readouts
from eigenreel.kit.runner import Runner
from eigenreel.maths.descent import Landscape, Valley
from eigenreel.maths.descent_facts import for_two_decimals

LAST_WEIGHT = 8.0
TANGENT = 2.0
STEP_ARROW_LIFT = 0.22
"""Scene units by which the arrow of a step floats above the axis of the weight."""


class LossGraph(VGroup):
    """The parts are attributes, so that a lesson can show them one by one.

    Args:
        valley: the loss. top: the loss at the upper end of the axis.
        size: width and height in scene units.

    Attributes:
        axes, curve, readouts, drop, tangent: its parts. ends: the weights from where to where the curve is drawn.
    """

    def __init__(self, valley: Valley, top: float, size: tuple[float, float]) -> None:
        super().__init__()
        self.valley = valley
        self.axes = LabelledAxes((0, LAST_WEIGHT, 2), (0, top, 2), size=size, x_name="weight", y_name="loss")
        self.axes.to_edge(LEFT, buff=theme.MARGIN + 0.2).set_y(theme.STAGE_CENTER[1])
        reach = Landscape(valley).ring(top, np.array([PI, 0.0]))[:, 0]
        self.ends = reach.clip(0.05 * LAST_WEIGHT / 4, LAST_WEIGHT - 0.05 * LAST_WEIGHT / 4)
        self.curve = self.axes.curve(valley.loss, theme.MAIN, x=tuple(self.ends))
        rows = {"weight": (0, theme.TEXT), "loss": (top, theme.LOSS), "slope": (0, theme.GRADIENT)}
        self.readouts = Readouts(rows).next_to(self.axes, RIGHT, buff=1.2).align_to(self.axes.y_axis, UP)
        self.drop = Line(DOWN, UP, color=theme.CONTEXT, stroke_width=2)
        self.tangent = self.tangent_at(valley.bottom)
        self.add(self.axes, self.curve, self.drop, self.tangent, self.readouts)

    @property
    def lettering(self) -> VGroup:
        """Ticks, numbers and names of the axes."""
        axes = self.axes
        return VGroup(axes.x_ticks, axes.y_ticks, axes.x_numbers, axes.y_numbers, axes.x_name, axes.y_name)

    def ground(self, weights: np.ndarray) -> np.ndarray:
        """Places (n, 3) on the curve of weights (n,)."""
        return self.axes.places(weights, self.valley.loss(weights))

    def near(self, weight: float, reach: float) -> VMobject:
        """The piece of the curve around a weight."""
        return self.axes.curve(self.valley.loss, theme.MAIN, x=(weight - reach, weight + reach))

    def tangent_at(self, weight: float) -> Line:
        return self.axes.tangent(weight, self.valley.loss(weight), self.valley.slope(weight), length=TANGENT)

    def uphill(self, weight: float) -> np.ndarray:
        """The direction (3,) of the tangent in which the loss grows, of length 1."""
        along = self.tangent_at(weight).get_unit_vector()
        return along * np.sign(self.valley.slope(weight))

    def step_arrow(self, begin: float, end: float) -> Arrow:
        """How far a step goes, along the axis of the weight."""
        ends = self.axes.places([begin, end], [0, 0]) + STEP_ARROW_LIFT * UP
        return Arrow(*ends, buff=0, color=theme.STEP, stroke_width=7, max_tip_length_to_length_ratio=0.35)

    def watch(self, runner: Runner) -> LossGraph:
        """Let the instruments read this runner from now on, in every frame."""
        readers = {"weight": float, "loss": self.valley.loss, "slope": self.valley.slope}
        for name, reader in readers.items():
            number = self.readouts[name]
            self._watch(number, lambda shown, read=reader: shown.set_value(for_two_decimals(read(runner.weight))))
        self._watch(self.drop, lambda line: line.put_start_and_end_on(*self._under(runner)))
        self._watch(self.tangent, lambda line: line.become(self.tangent_at(runner.weight)))
        return self

    def rest(self) -> LossGraph:
        """Let the instruments show what they show now, whatever happens."""
        for part in (*self.readouts.numbers.values(), self.drop, self.tangent):
            part.clear_updaters()
        return self

    def _watch(self, part, updater) -> None:
        part.clear_updaters()
        part.add_updater(updater, call_updater=True)

    def _under(self, runner: Runner) -> tuple[np.ndarray, np.ndarray]:
        ball = runner.place
        # A hair above the ball, so that there is a line even where the ball lies on the axis.
        return ball + 1e-3 * UP, np.array([ball[0], self.axes.x_axis.get_y(), 0])
