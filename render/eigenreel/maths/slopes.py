"""The slope of a curve: from one point to another, and at a single one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Cubic:
    """The curve y = a + b x + c x² + d x³.

    Attributes:
        coefficients: (a, b, c, d).

    >>> float(Cubic((0, 0, 1, 0)).height(3.0)), float(Cubic((0, 0, 1, 0)).slope(3.0))
    (9.0, 6.0)
    """

    coefficients: tuple[float, float, float, float]

    def height(self, x: np.ndarray | float) -> np.ndarray | float:
        return np.polynomial.polynomial.polyval(x, self.coefficients)

    def slope(self, x: np.ndarray | float) -> np.ndarray | float:
        _, b, c, d = self.coefficients
        return np.polynomial.polynomial.polyval(x, (b, 2 * c, 3 * d))

    def secant_slope(self, x: float, gap: float) -> float:
        """The slope from x to x + gap; with no gap, the slope at x.

        Written without the difference of two nearly equal heights, so that it is exact however small the gap is.

        >>> [Cubic((5, 0, 1, 0)).secant_slope(1.0, gap) for gap in (2.0, 1e-9, 0.0)]
        [4.0, 2.000000001, 2.0]
        """
        _, b, c, d = self.coefficients
        return float(b + c * (2 * x + gap) + d * (3 * x**2 + 3 * x * gap + gap**2))


PARABOLA = Cubic((0.4, 0.0, 0.25, 0.0))
"""Slow at first, then faster and faster: its slope at x is x/2."""


def inside(x: float, y: float, slope: float, width: float, height: float) -> np.ndarray:
    """Where (2, 2) the line of this slope through a point enters and leaves the rectangle from (0, 0) to a corner.

    Raises:
        ValueError: the line does not rise.

    >>> inside(1, 1, 2, width=9, height=5).tolist()
    [[0.5, 0.0], [3.0, 5.0]]
    """
    if slope <= 0:
        raise ValueError(f"a line of slope {slope} does not rise")
    first, last = max(0.0, x - y / slope), min(width, x + (height - y) / slope)
    return np.array([[each, y + slope * (each - x)] for each in (first, last)])
