"""Gradient descent on losses of one and of two weights of known curvature, so that a learning rate can be judged.

Every loss here is convex with its curvature between two known bounds, m and M. Then a rate below 1/M never oversteps
the bottom, and a rate above 2/m moves further away with every step (Boyd and Vandenberghe, *Convex Optimization*, 9.3).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

STEPS = 20
"""How often the loop of the lesson runs."""

SMALL_SHARE, LARGE_SHARE = 0.01, 2.1
"""The rates that crawl and fly off, as shares of 1/M and of 1/m."""

BISECTIONS = 60
"""Halvings until a ring's radius is exact to the last bit that matters."""


@dataclass(frozen=True)
class Valley:
    """A loss L(w) = floor + far/2 · u² + near · log cosh u of one weight w, with u = w − bottom.

    Attributes:
        far: the curvature far from the bottom. near: what is added to it at the bottom; together they are positive.
        bottom: the best weight. floor: the loss there.

    >>> valley = Valley(far=1.0, near=0.0)
    >>> valley.loss(7.0), valley.slope(7.0)
    (5.0, 3.0)
    """

    far: float
    near: float
    bottom: float = 4.0
    floor: float = 0.5

    def loss(self, w: np.ndarray | float) -> np.ndarray | float:
        u = np.asarray(w) - self.bottom
        # log cosh u, written so that it does not overflow.
        log_cosh = np.logaddexp(u, -u) - np.log(2)
        return _plain(self.floor + self.far / 2 * u**2 + self.near * log_cosh)

    def slope(self, w: np.ndarray | float) -> np.ndarray | float:
        u = np.asarray(w) - self.bottom
        return _plain(self.far * u + self.near * np.tanh(u))

    @property
    def least_curvature(self) -> float:
        return min(self.far, self.far + self.near)

    @property
    def most_curvature(self) -> float:
        return max(self.far, self.far + self.near)


VALLEYS = {
    "bowl": Valley(far=1.0, near=0.0),
    "trough": Valley(far=1.0, near=-0.6),
    "funnel": Valley(far=0.4, near=0.6),
}
"""All with the greatest curvature 1: a parabola, one with a flat bottom, one with a steep bottom."""


@dataclass(frozen=True)
class Landscape:
    """A loss of two weights: the valley along the first, a parabola of this curvature along the second.

    >>> land = Landscape(Valley(far=1.0, near=0.0), second_curvature=1.5)
    >>> land.loss([7.0, 4.0]), land.gradient([7.0, 6.0]).tolist()
    (5.0, [3.0, 3.0])
    """

    valley: Valley
    second_curvature: float = 1.5
    second_bottom: float = 4.0

    def loss(self, w: np.ndarray) -> np.ndarray | float:
        """Of weights (…, 2)."""
        w = np.asarray(w, float)
        rise = self.second_curvature / 2 * (w[..., 1] - self.second_bottom) ** 2
        return _plain(self.valley.loss(w[..., 0]) + rise)

    def gradient(self, w: np.ndarray) -> np.ndarray:
        """Of weights (…, 2): the two slopes, (…, 2)."""
        w = np.asarray(w, float)
        second = self.second_curvature * (w[..., 1] - self.second_bottom)
        return np.stack([self.valley.slope(w[..., 0]), second], axis=-1)

    def ring(self, loss: float, angles: np.ndarray) -> np.ndarray:
        """The weights (n, 2) of this loss in the directions (n,) around the bottom, in radians.

        Raises:
            ValueError: the loss is below the floor.

        >>> land = Landscape(Valley(far=1.0, near=0.0))
        >>> land.ring(5.0, np.array([0.0])).round(6).tolist()
        [[7.0, 4.0]]
        """
        if loss < self.valley.floor:
            raise ValueError(f"no weights have a loss of {loss}, the least is {self.valley.floor}")
        bottom = np.array([self.valley.bottom, self.second_bottom])
        ways = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        flattest = min(self.valley.least_curvature, self.second_curvature)
        low, high = np.zeros(len(ways)), np.full(len(ways), 1 + np.sqrt(2 * (loss - self.valley.floor) / flattest))
        for _ in range(BISECTIONS):
            middle = (low + high) / 2
            inside = self.loss(bottom + middle[:, None] * ways) < loss
            low, high = np.where(inside, middle, low), np.where(inside, high, middle)
        return bottom + high[:, None] * ways


@dataclass(frozen=True)
class Rates:
    """Three learning rates: too small, good, too large."""

    small: float
    good: float
    large: float


def three_rates(valley: Valley, good: float) -> Rates:
    """The good rate, one that crawls, and one whose every step ends higher than it began, wherever it starts.

    Raises:
        ValueError: the good rate could overstep the bottom, or is hardly larger than the small one.

    >>> three_rates(VALLEYS["bowl"], 0.3)
    Rates(small=0.01, good=0.3, large=2.1)
    """
    small, large = SMALL_SHARE / valley.most_curvature, LARGE_SHARE / valley.least_curvature
    if not 10 * small < good < 1 / valley.most_curvature:
        raise ValueError(f"a rate of {good} is not between {10 * small} and {1 / valley.most_curvature}")
    return Rates(round(small, 12), good, round(large, 12))


def descend(
    slope: Callable[[np.ndarray], np.ndarray], start: float | np.ndarray, rate: float, steps: int = STEPS
) -> np.ndarray:
    """The loop itself: w ← w − rate · slope(w). The weights before the first and after each step, (steps + 1, …).

    >>> descend(lambda w: w, 1.0, rate=0.5, steps=3).tolist()
    [1.0, 0.5, 0.25, 0.125]
    """
    w = np.asarray(start, float)
    visited = [w]
    for _ in range(steps):
        w = w - rate * np.asarray(slope(w))
        visited.append(w)
    return np.array(visited)


def _plain(value: np.ndarray) -> np.ndarray | float:
    """A float for a single number, else the array."""
    return float(value) if np.ndim(value) == 0 else value
