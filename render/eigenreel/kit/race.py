"""Descents that run side by side: a panel for each, and one record of all their losses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, ORIGIN, Axes, VGroup, VMobject

from eigenreel import theme
from eigenreel.kit.axes import LabelledAxes
from eigenreel.kit.runner import Runner
from eigenreel.maths.descent import Valley
from eigenreel.theme import Number, Prose

TOP_LOSS = 8.0
"""The loss at the upper edge of a panel and of the record; a runner that leaves it, leaves the picture."""

LONGEST = 1e4
"""Numbers from here on are shown with a power of ten, as Python prints them."""


class RacePanel(VGroup):
    """A valley, the runner in it, and the numbers that the runner's loop sees.

    Args:
        path: the weights before the first and after each step, (steps + 1,).
        name: what stands below the valley.
        size: width and height of the valley in scene units.

    Attributes:
        axes, curve, label, runner: its parts. step, weight, loss: its numbers, in ``readings``.
    """

    def __init__(self, valley: Valley, path: np.ndarray, name: str, color: str, size: tuple[float, float]) -> None:
        super().__init__()
        self.valley = valley
        self.axes = Axes(
            x_range=[0, 8, 8],
            y_range=[0, TOP_LOSS, TOP_LOSS],
            x_length=size[0],
            y_length=size[1],
            tips=False,
            axis_config={"color": theme.GRID, "include_ticks": False},
        )
        reach = np.linspace(0, 8, 161)
        reach = reach[valley.loss(reach) <= TOP_LOSS]
        self.curve = VMobject(stroke_color=theme.CONTEXT, stroke_width=4).set_points_smoothly(self._ground(reach))
        self.label = Prose(name, color=color).next_to(self.axes, DOWN, buff=0.2)
        self.runner = Runner(path, self._ground, color=color, radius=0.12)
        self.step = Number(0, ".0f", size=theme.NOTE, edge=ORIGIN)
        self.weight = Number(path[0], ".2f", size=theme.NOTE, edge=ORIGIN)
        self.loss = Number(valley.loss(path[0]), ".2f", size=theme.NOTE, color=color, edge=ORIGIN)
        self.readings = VGroup(self.step, self.weight, self.loss)
        self.add(self.axes, self.curve, self.label, self.runner, self.readings)

    def set_progress(self, progress: float) -> RacePanel:
        """Show where the run is after so many steps; the numbers are those of the last whole step."""
        self.runner.set_progress(progress)
        done = int(np.clip(np.floor(progress + 1e-9), 0, self.runner.steps))
        weight = float(self.runner.path[done])
        self.step.set_value(done)
        for number, value in ((self.weight, weight), (self.loss, self.valley.loss(weight))):
            number.format = ".2f" if abs(value) < LONGEST else ".1e"
            number.set_value(value)
        return self

    def _ground(self, weights: np.ndarray) -> np.ndarray:
        return np.stack([self.axes.c2p(w, loss) for w, loss in zip(weights, self.valley.loss(weights), strict=True)])

    def follow(self, tracker) -> RacePanel:
        self.add_updater(lambda panel: panel.set_progress(tracker.get_value()))
        return self


class LossRecord(VGroup):
    """The loss after every step, one line a run; a run that leaves the picture has no more line.

    Args:
        losses: of each run, (steps + 1,).
        colors: of the lines.

    Attributes:
        axes, lines: its parts.
    """

    def __init__(self, losses: Sequence[np.ndarray], colors: Sequence[str], size: tuple[float, float]) -> None:
        super().__init__()
        self.losses = [np.asarray(each, float) for each in losses]
        steps = len(self.losses[0]) - 1
        self.axes = LabelledAxes(
            (0, steps, steps / 2), (0, TOP_LOSS, TOP_LOSS / 2), size=size, x_name="step", y_name="loss", y_format=None
        )
        self.lines = VGroup(*(VMobject(stroke_color=color, stroke_width=4) for color in colors))
        self.add(self.axes, self.lines)
        self.set_progress(0)

    def set_progress(self, progress: float) -> LossRecord:
        """Draw the record up to so many steps."""
        for losses, line in zip(self.losses, self.lines, strict=True):
            steps = np.append(np.arange(np.floor(progress) + 1), progress)
            drawn = np.interp(steps, np.arange(len(losses)), losses)
            line.set_points_as_corners(self.axes.places(*_inside(steps, drawn)))
        return self

    def follow(self, tracker) -> LossRecord:
        self.add_updater(lambda record: record.set_progress(tracker.get_value()))
        return self


def _inside(steps: np.ndarray, losses: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A line up to where it crosses the upper edge, that place included.

    >>> _inside(np.array([0.0, 1.0, 2.0]), np.array([4.0, 6.0, 10.0]))
    (array([0. , 1. , 1.5]), array([4., 6., 8.]))
    """
    above = np.flatnonzero(losses > TOP_LOSS)
    if not len(above):
        return steps, losses
    first = above[0]
    share = (TOP_LOSS - losses[first - 1]) / (losses[first] - losses[first - 1])
    crossing = steps[first - 1] + share * (steps[first] - steps[first - 1])
    return np.append(steps[:first], crossing), np.append(losses[:first], TOP_LOSS)
