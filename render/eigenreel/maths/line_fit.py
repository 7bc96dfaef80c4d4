"""A machine of one weight that guesses prices by a line through zero, and whose loss is one of the lesson's valleys.

The loss is half the mean of the squared gaps. With sizes x of mean square 1 and scatter e of mean square 2·floor that
has nothing to do with x, a line of steepness s misses prices b·x + e by a loss of floor + (s − b)²/2: a parabola. For
other valleys, the weight sets the steepness by a bent scale, so that the same loss comes out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eigenreel.maths.descent import Valley

HOUSES, SEED = 14, 7
SMALLEST, LARGEST = 0.3, 1.55
"""Between which sizes the houses lie, before their mean square is made 1."""


@dataclass(frozen=True)
class LineFit:
    """Simulated houses, and the line by which a machine guesses their prices.

    Attributes:
        valley: the loss that the machine has at each weight. sizes, prices: (n,), in units of nothing in particular.

    >>> from eigenreel.maths.descent import VALLEYS
    >>> fit = line_fit(VALLEYS["bowl"])
    >>> round(fit.steepness(7.0), 6), round(float((fit.gaps(7.0) ** 2).mean() / 2), 6)
    (7.0, 5.0)
    """

    valley: Valley
    sizes: np.ndarray
    prices: np.ndarray

    def steepness(self, weight: float) -> float:
        """Of the line at this weight: how much it asks for one unit of size."""
        off = np.sqrt(2 * max(self.valley.loss(weight) - self.valley.floor, 0.0))
        return float(self.valley.bottom + np.copysign(off, weight - self.valley.bottom))

    def guesses(self, weight: float) -> np.ndarray:
        """The prices (n,) on the line at this weight."""
        return self.steepness(weight) * self.sizes

    def gaps(self, weight: float) -> np.ndarray:
        """By how much each price (n,) is above its guess."""
        return self.prices - self.guesses(weight)


def line_fit(valley: Valley) -> LineFit:
    """Houses of all sizes whose best line has the steepness of the valley's bottom, and the loss of its floor."""
    chance = np.random.default_rng(SEED)
    sizes = np.linspace(SMALLEST, LARGEST, HOUSES) + chance.uniform(-0.03, 0.03, HOUSES)
    sizes /= np.sqrt((sizes**2).mean())
    scatter = chance.normal(size=HOUSES)
    scatter -= (scatter * sizes).mean() * sizes
    scatter *= np.sqrt(2 * valley.floor / (scatter**2).mean())
    return LineFit(valley, sizes, valley.bottom * sizes + scatter)
