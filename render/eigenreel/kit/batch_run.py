"""A descent by batches: the track of its ball, and which samples each of its steps looks at."""

from __future__ import annotations

import numpy as np
from manim import Dot, VGroup, VMobject

from eigenreel import theme
from eigenreel.kit.counted_dots import CountedDots, block
from eigenreel.kit.keyframes import eased

WHOLE = (0.0, 1.0)


class Track(VGroup):
    """A ball and the line that it has left behind, between any two of its steps.

    Args:
        places: before the first and after each step, (steps + 1, 3), in scene units.
    """

    def __init__(self, places: np.ndarray, color: str, *, width: float = 5, radius: float = 0.14) -> None:
        super().__init__()
        self.places, self.radius = np.asarray(places, float), radius
        self.line = VMobject(stroke_color=color, stroke_width=width)
        self.ball = Dot(radius=radius, color=color)
        self.add(self.line, self.ball)
        self.show(0, len(self.places) - 1)

    def show(self, behind: float, ahead: float, size: float = 1.0) -> Track:
        """Show the track between two numbers of steps, with the ball at the end of it, as large as ``size`` says."""
        between = np.arange(np.floor(behind) + 1, np.ceil(ahead))
        self.line.set_points_as_corners(self._places_at(np.array([behind, *between, max(behind, ahead)])))
        self.line.set_stroke(opacity=1.0 if ahead > behind else 0.0)
        self.ball.set_opacity(1.0 if size > 0 else 0.0)
        self.ball.scale_to_fit_width(2 * self.radius * max(size, 0.01)).move_to(self._places_at(np.array([ahead]))[0])
        return self

    def _places_at(self, steps: np.ndarray) -> np.ndarray:
        """Where it is after so many steps (n,): (n, 3); each step starts and ends gently."""
        done = np.clip(np.floor(steps), 0, len(self.places) - 2).astype(int)
        share = eased(steps - done)[:, None]
        return (1 - share) * self.places[done] + share * self.places[done + 1]


class BatchGrid(VGroup):
    """All samples as grey dots in a block, of which those light up that the step looks at.

    Args:
        batches: which samples each step looks at, (steps, size).
        count: of all samples. spacing: scene units between two dots.
    """

    def __init__(self, batches: np.ndarray, count: int, columns: int, color: str, spacing: float) -> None:
        super().__init__()
        self.radius = 0.4 * spacing
        spans = np.tile(WHOLE, (count, 1))
        places = block(count, columns, spacing)
        self.members = np.zeros((len(batches), count))
        np.put_along_axis(self.members, batches, 1.0, axis=1)
        self.all = CountedDots(spans, places, 0.6 * self.radius, theme.GRID)
        self.lit = CountedDots(spans, places, self.radius, color)
        self.add(self.all, self.lit)

    def show(self, steps: float, glow: float = 1.0) -> BatchGrid:
        """Light the batch of the step that is being taken; ``glow`` from 0 to 1 dims all of it."""
        step = int(np.clip(np.floor(steps), 0, len(self.members) - 1))
        share = eased(2.5 * np.clip(steps - step, 0, 1))
        before = self.members[step - 1] if step else np.zeros(self.members.shape[1])
        light = share * self.members[step] + (1 - share) * before
        self.lit.place(self.all_centres, self.radius * glow * light)
        return self

    @property
    def all_centres(self) -> np.ndarray:
        """Where the dots are, wherever the grid has been moved: (n, 3)."""
        return self.all.centres + (self.all.points.mean(axis=0) - self.all.centres.mean(axis=0))
