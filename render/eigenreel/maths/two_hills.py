"""A distribution with two hills, and the bells that come closest to it in the one and in the other divergence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eigenreel.maths.families import normal_density
from eigenreel.maths.information import divergence_density


@dataclass(frozen=True)
class TwoHills:
    """A mixture of two bells.

    Attributes:
        share: of the first hill. first, second: (mean, spread) of each.
    """

    share: float
    first: tuple[float, float]
    second: tuple[float, float]

    def density(self, x: np.ndarray) -> np.ndarray:
        return self.share * normal_density(x, *self.first) + (1 - self.share) * normal_density(x, *self.second)

    def covering_bell(self) -> tuple[float, float]:
        """(mean, spread) of the bell q with the least KL(p‖q): that with p's own mean and spread, which covers both.

        >>> TwoHills(0.5, (-1.0, 1.0), (1.0, 1.0)).covering_bell() == (0.0, 2**0.5)
        True
        """
        shares = np.array([self.share, 1 - self.share])
        means, spreads = np.array([self.first, self.second]).T
        mean = shares @ means
        return float(mean), float(np.sqrt(shares @ (spreads**2 + means**2) - mean**2))

    def choosing_bell(self) -> tuple[float, float]:
        """(mean, spread) of the bell q with the least KL(q‖p) near the greater hill: it leaves the other.

        A pattern search: steps in mean and spread that do not help are halved, until they are below a millionth.
        """
        best = np.array(max((self.share, self.first), (1 - self.share, self.second))[1])
        x = self.grid()
        truth = self.density(x)

        def cost(bell: np.ndarray) -> float:
            return integral(divergence_density(normal_density(x, *bell), truth), x)

        step, least = 0.25, cost(best)
        while step > 1e-6:
            tries = [best + step * np.array(way) for way in ((1, 0), (-1, 0), (0, 1), (0, -1))]
            costs = [cost(bell) if bell[1] > 0.05 else np.inf for bell in tries]
            if min(costs) < least:
                best, least = tries[int(np.argmin(costs))], min(costs)
            else:
                step /= 2
        return float(best[0]), float(best[1])

    def grid(self, points: int = 1201) -> np.ndarray:
        """Places (points,) that reach eight spreads beyond both hills."""
        ends = [mean + sign * 8 * spread for mean, spread in (self.first, self.second) for sign in (-1, 1)]
        return np.linspace(min(ends), max(ends), points)


def integral(heights: np.ndarray, x: np.ndarray) -> float:
    """The area under heights (n,) over evenly spaced places (n,), by trapezes."""
    return float(np.trapezoid(heights, x))
