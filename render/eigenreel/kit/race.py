"""Descents that run side by side: a panel for each, and one record of all their losses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, ORIGIN, RIGHT, UP, Axes, VGroup, VMobject

from eigenreel import theme
from eigenreel.kit.axes import LabelledAxes
from eigenreel.kit.code_lines import CodeLines
from eigenreel.kit.runner import Runner
from eigenreel.maths.descent import Valley
from eigenreel.maths.descent_facts import for_two_decimals
from eigenreel.theme import Number, Prose

TOP_LOSS = 8.0
"""The loss at the upper edge of a panel and of the record; a runner that leaves it, leaves the picture."""

LEAVING = 1.2 * TOP_LOSS
"""A runner that has stepped above this loss is gone."""

LONGEST = 1e4
"""Numbers from here on are shown with a power of ten, as Python prints them."""


class RacePanel(VGroup):
    """A valley, the runner in it, and the numbers that the runner's loop sees.

    Args:
        path: the weights before the first and after each step, (steps + 1,).
        name: what stands below the valley.
        size: width and height of the valley in scene units.

    Attributes:
        axes, curve, label, runner: its parts.
        step, weight, loss: its numbers, together ``readings``; they are no parts, so that a table can hold them.
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
        shown = int(np.searchsorted(valley.loss(path) > TOP_LOSS, True))
        self.runner = Runner(path, self._ground, color=color, radius=0.12, prints=shown)
        self.step = Number(0, ".0f", size=theme.NOTE, edge=ORIGIN)
        self.weight = Number(path[0], ".2f", size=theme.NOTE, edge=ORIGIN)
        self.loss = Number(valley.loss(path[0]), ".2f", size=theme.NOTE, color=color, edge=ORIGIN)
        self.readings = VGroup(self.step, self.weight, self.loss)
        gone = np.flatnonzero(valley.loss(path) > LEAVING)
        self.last = int(gone[0]) if len(gone) else self.runner.steps
        self.add(self.axes, self.curve, self.label, self.runner)

    def set_progress(self, progress: float) -> RacePanel:
        """Show where the run is after so many steps."""
        self.runner.set_progress(min(progress, self.last))
        self.runner.ball.set_opacity(float(progress < self.last or self.last == self.runner.steps))
        return self

    def read(self, progress: float) -> RacePanel:
        """Show the numbers after the last whole step."""
        done = int(np.clip(np.floor(progress + 1e-9), 0, self.runner.steps))
        weight = float(self.runner.path[done])
        self.step.set_value(done)
        for number, value in ((self.weight, weight), (self.loss, self.valley.loss(weight))):
            number.format = ".2f" if abs(value) < LONGEST else ".1e"
            number.set_value(for_two_decimals(value))
        return self

    def _ground(self, weights: np.ndarray) -> np.ndarray:
        return np.stack([self.axes.c2p(w, loss) for w, loss in zip(weights, self.valley.loss(weights), strict=True)])

    def follow(self, tracker) -> RacePanel:
        self.add_updater(lambda panel: panel.set_progress(tracker.get_value()))
        self.readings.add_updater(lambda _: self.read(tracker.get_value()))
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
            (0, steps, steps / 2), (0, TOP_LOSS, TOP_LOSS / 2), size=size, x_name="step", y_name="loss"
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


class RaceBoard(VGroup):
    """Panels in the upper right corner, the code of the loop below on the left, each line's numbers beside it.

    Args:
        runs: name of each run → (the weights before the first and after each step, its label, its colour).
        code: lines of a program, as many as a panel has numbers.

    Attributes:
        panels, code, record: its parts.
    """

    PANEL = (2.35, 3.5)
    RECORD = (3.5, 2.6)
    CODE_SIZE = 40

    def __init__(self, valley: Valley, runs: dict[str, tuple[np.ndarray, str, str]], code: str) -> None:
        self.panels = VGroup(*(RacePanel(valley, *run, self.PANEL) for run in runs.values()))
        self.panels.arrange(RIGHT, buff=theme.GAP).to_corner(UP + RIGHT, buff=theme.MARGIN)
        self.code = CodeLines(code, size=self.CODE_SIZE)
        self.code.next_to(self.panels, DOWN, buff=0.4).to_edge(LEFT, buff=theme.MARGIN)
        losses = [valley.loss(path) for path, _, _ in runs.values()]
        self.record = LossRecord(losses, [color for _, _, color in runs.values()], self.RECORD)
        self.record.match_x(self.code).align_to(self.panels, UP)
        for panel in self.panels:
            for number, line in zip(panel.readings, self.code, strict=True):
                number.match_x(panel.label).align_baseline(line)
        super().__init__(self.panels, self.code, self.record)

    @property
    def readings(self) -> VGroup:
        """The numbers of all panels."""
        return VGroup(*(panel.readings for panel in self.panels))

    def row(self, line: int) -> VGroup:
        """The numbers beside a line of the code."""
        return VGroup(*(readings[line] for readings in self.readings))

    def verdicts(self, words: Sequence[str]) -> VGroup:
        """A word inside each valley."""
        places = [panel.axes.c2p(panel.valley.bottom, 0.84 * TOP_LOSS) for panel in self.panels]
        colors = [panel.runner.ball.get_color() for panel in self.panels]
        return VGroup(
            *(Prose(word, color=color).move_to(place) for word, color, place in zip(words, colors, places, strict=True))
        )

    def follow(self, tracker) -> RaceBoard:
        """Take as many steps as a tracker says, in every frame, in all panels and in the record."""
        for part in (*self.panels, self.record):
            part.follow(tracker)
        return self

    def rest(self) -> RaceBoard:
        for part in (*self.panels, *self.readings, self.record):
            part.clear_updaters()
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
