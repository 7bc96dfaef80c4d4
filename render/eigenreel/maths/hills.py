"""Hills on a plain, their slopes, and ways along which one stays at one height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eigenreel.maths.contours import Span, contours


@dataclass(frozen=True)
class Hill:
    """A bell of this height over a place, with its two widths (standard deviations)."""

    height: float
    place: tuple[float, float]
    widths: tuple[float, float]


@dataclass(frozen=True)
class Hills:
    """The sum of several hills.

    >>> one = Hills((Hill(2.0, (0.0, 0.0), (1.0, 1.0)),))
    >>> float(one.height(0.0, 0.0)), one.gradient([[1.0, -2.0]]).round(3).tolist()
    (2.0, [[-0.164, 0.328]])
    """

    hills: tuple[Hill, ...]

    def height(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return sum(self._bell(hill, x, y) for hill in self.hills)

    def gradient(self, points: Sequence[Sequence[float]]) -> np.ndarray:
        """The slopes (n, 2) along both axes at points (n, 2)."""
        x, y = np.asarray(points, float).T
        parts = []
        for hill in self.hills:
            bell, (a, b), (wide, deep) = self._bell(hill, x, y), hill.place, hill.widths
            parts.append(np.stack([-(x - a) / wide**2 * bell, -(y - b) / deep**2 * bell], axis=1))
        return np.sum(parts, axis=0)

    def round_walk(self, level: float, x: Span, y: Span, points: int) -> np.ndarray:
        """Places (points, 2), evenly along the longest closed contour of a height; the last is the first.

        Raises:
            ValueError: no contour of this height is closed within the spans.
        """
        closed = [curve for curve in contours(self.height, level, x, y) if np.array_equal(curve[0], curve[-1])]
        if not closed:
            raise ValueError(f"no way around at a height of {level}")
        curve = max(closed, key=len)
        along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(curve, axis=0), axis=1))])
        even = np.linspace(0, along[-1], points)
        return np.stack([np.interp(even, along, axis) for axis in curve.T], axis=1)

    @staticmethod
    def _bell(hill: Hill, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        (a, b), (wide, deep) = hill.place, hill.widths
        return hill.height * np.exp(-((x - a) ** 2) / (2 * wide**2) - (y - b) ** 2 / (2 * deep**2))


TWO_HILLS = Hills((Hill(3.2, (-2.3, 0.2), (1.9, 1.6)), Hill(2.4, (2.6, 0.9), (1.7, 1.35))))
