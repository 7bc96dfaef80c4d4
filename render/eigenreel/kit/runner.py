"""A ball that takes steps: it goes from place to place of a computed path, and leaves its footprints and its trail."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from manim import Circle, Dot, VGroup, VMobject, smooth

from eigenreel import theme

Ground = Callable[[np.ndarray], np.ndarray]
"""From weights (n,) or (n, k) to places in the scene (n, 3)."""

TRAIL_WIDTH = 4
SLOWING = 0.75
"""1 would let a comet keep one speed along its whole way, 0 let it slow down as the descent does."""

STEPS_ALONG = 8
"""Pieces into which the trail of a step is cut, so that it follows the ground."""


class Runner(VGroup):
    """A ball on some ground, with everything that it has left behind.

    Animate it with ``runner.follow(tracker)``, whose value counts steps: 2.5 is half-way through the third.

    Args:
        path: the weights before the first and after each step, (steps + 1,) or (steps + 1, k).
        ground: where weights are in the scene; read anew in every frame, so that it may move.
        color: of ball and trail. radius: of the ball; its footprints are smaller.
        trail: whether a line is left along the ground. prints: how many places get a dot; True for all, False for none.

    Attributes:
        ball, line, prints: its parts. progress: steps taken so far.
    """

    def __init__(
        self,
        path: np.ndarray,
        ground: Ground,
        *,
        color: str = theme.STEP,
        radius: float = 0.14,
        trail: bool = False,
        prints: int | bool = True,
    ) -> None:
        super().__init__()
        self.path, self.tracker = np.asarray(path, float), None
        # Manim copies mobjects with all they hold; a plain function keeps the ground's owner from being copied along.
        self.ground = lambda weights: ground(weights)
        self.has_trail, self.most_prints = trail, len(self.path) if prints is True else int(prints)
        self.line = VMobject(stroke_color=color, stroke_width=TRAIL_WIDTH)
        self.prints = VMobject(stroke_width=0, fill_color=color, fill_opacity=theme.DIM)
        self.print_shape = Circle(radius=0.45 * radius).points
        self.ball = Dot(radius=radius, color=color)
        self.add(self.line, self.prints, self.ball)
        self.set_progress(0.0)

    @property
    def steps(self) -> int:
        return len(self.path) - 1

    @property
    def weight(self) -> np.ndarray | float:
        """Its weights in this frame, even for those whose updaters run before its own."""
        return self.weight_at(self.tracker.get_value() if self.tracker is not None else self.progress)

    @property
    def place(self) -> np.ndarray:
        """Where in the scene (3,) its ball is in this frame."""
        return self._place(self.weight)

    def weight_at(self, progress: float) -> np.ndarray | float:
        """The weights after so many steps; each step starts and ends gently."""
        done = int(np.clip(np.floor(progress), 0, self.steps - 1))
        share = smooth(float(np.clip(progress - done, 0, 1)))
        return self.path[done] + share * (self.path[done + 1] - self.path[done])

    def set_progress(self, progress: float) -> Runner:
        """Stand where the ball is after so many steps."""
        self.progress = progress
        self.ball.move_to(self._place(self.weight_at(progress)))
        if self.has_trail:
            self._lay_trail()
        if self.most_prints:
            self._leave_prints()
        return self

    def follow(self, tracker) -> Runner:
        """Take as many steps as a tracker says, in every frame."""
        self.tracker = tracker
        self.add_updater(lambda runner: runner.set_progress(tracker.get_value()))
        return self

    def _place(self, weights: np.ndarray | float) -> np.ndarray:
        return self.ground(np.asarray(weights, float)[None])[0]

    def _lay_trail(self) -> None:
        visited = [*self.path[: self._done() + 1], self.weight_at(self.progress)]
        shares = np.linspace(0, 1, STEPS_ALONG, endpoint=False)
        fine = [one + share * (two - one) for one, two in pairwise(visited) for share in shares]
        self.line.set_points_as_corners(self.ground(np.array([*fine, visited[-1]])))

    def _leave_prints(self) -> None:
        places = self.ground(self.path[: min(self._done() + 1, self.most_prints)])
        self.prints.set_points((places[:, None, :] + self.print_shape[None, :, :]).reshape(-1, 3))

    def _done(self) -> int:
        return int(np.clip(np.floor(self.progress), 0, self.steps))


class Comet(VGroup):
    """A ball on its way along a path of many small steps, with a tail; it comes and goes softly, so that it can loop.

    Args:
        places: where the path lies in the scene, (n, 3). tail: how long it is, as a share of the path's time.

    Attributes:
        ball, tail: its parts; the tail is a few lines, each fainter than the one before it.
    """

    PIECES = 6

    def __init__(self, places: np.ndarray, *, color: str = theme.STEP, tail: float = 0.16) -> None:
        super().__init__()
        self.places, self.share = _evenly(np.asarray(places, float)), tail
        self.tail = VGroup(*(VMobject(stroke_color=color, stroke_width=TRAIL_WIDTH) for _ in range(self.PIECES)))
        self.ball = Dot(radius=0.055, color=color)
        self.add(self.tail, self.ball)
        self.set_moment(0.0)

    def set_moment(self, moment: float) -> Comet:
        """Stand where the ball is at a moment from 0 to 1; at both ends there is nothing to be seen."""
        bright = float(np.clip(min(8 * moment, 3 * (1 - moment)), 0, 1))
        cuts = np.clip(moment - self.share * np.linspace(0, 1, 3 * self.PIECES + 1), 0, 1)
        behind = self._places_at(cuts)
        self.ball.move_to(behind[0]).set_opacity(bright)
        for number, line in enumerate(self.tail):
            first, last = 3 * number, 3 * number + 3
            seen = bright * (1 - number / self.PIECES) if cuts[first] > cuts[last] else 0.0
            line.set_points_as_corners(behind[first : last + 1]).set_stroke(opacity=seen)
        return self

    def _places_at(self, moments: np.ndarray) -> np.ndarray:
        times = np.linspace(0, 1, len(self.places))
        return np.stack([np.interp(moments, times, axis) for axis in self.places.T], axis=1)


def _evenly(places: np.ndarray) -> np.ndarray:
    """The same way (n, 3) at a speed that changes less: a descent slows down so much that all would pile up."""
    lengths = np.linalg.norm(np.diff(places, axis=0), axis=1)
    moments = np.concatenate([[0.0], np.cumsum(lengths**SLOWING)])
    times = np.linspace(0, moments[-1], len(places))
    return np.stack([np.interp(times, moments, axis) for axis in places.T], axis=1)
