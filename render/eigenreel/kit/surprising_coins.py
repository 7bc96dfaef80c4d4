"""Coins as large as their surprise: the rare side is big, the usual one small, and the average area is the entropy."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from eigenreel import theme
from eigenreel.kit.counted_dots import CountedDots, block
from eigenreel.maths.information import surprise


class SurprisingCoins(VGroup):
    """Coins whose number of heads follows the chance of heads; the area of a coin is its surprise in bits.

    Args:
        columns, rows: of coins. centre: of all (3,). spacing: scene units between neighbours.
        bit: the radius of a coin of one bit.

    Attributes:
        heads, tails: the coins that show them, as one shape each.
    """

    def __init__(
        self, columns: int, rows: int, centre: np.ndarray, *, spacing: float, bit: float, heads: str, tails: str
    ) -> None:
        super().__init__()
        self.bit = bit
        count = columns * rows
        self.places = block(count, columns, spacing) + centre
        # Each coin shows heads as soon as the chance exceeds its threshold; thresholds fill the unit interval evenly.
        ranks = np.empty(count)
        ranks[_spread_order(self.places)] = np.arange(count)
        self.thresholds = (ranks + 0.5) / count
        self.heads, self.tails = (VMobject(stroke_width=0, fill_opacity=1, color=color) for color in (heads, tails))
        self.disc = CountedDots(np.array([(0.0, 1.0)]), np.zeros((1, 3)), 1.0, theme.TEXT).points
        self.add(self.tails, self.heads)
        self.show(np.array([0.5]))

    def show(self, chances: np.ndarray) -> SurprisingCoins:
        """Show heads with the last of these chances, above 0 and below 1; coins turn over as chances pass.

        Args:
            chances: (n,), those of the time in which a coin turns over, up to now.
        """
        turned = (chances[:, None] > self.thresholds).mean(axis=0)
        # Half-way through its turn a coin is seen from its edge.
        width, heads, chance = np.abs(np.cos(np.pi * turned)), turned >= 0.5, float(chances[-1])
        radius = self.bit * np.sqrt(np.where(heads, surprise(chance), surprise(1 - chance)))
        for side, who in ((self.heads, heads), (self.tails, ~heads)):
            scales = np.stack([radius * width, radius, np.zeros(len(radius))], axis=1)[who]
            outlines = self.places[who][:, None] + scales[:, None] * self.disc[None]
            side.set_points(outlines.reshape(-1, 3))
        return self


def _spread_order(places: np.ndarray) -> np.ndarray:
    """An order of places (n, 3) in which the first ones, and the last ones, lie far from each other.

    Places are taken turn by turn for the front and for the back, each as far as can be from those of its own end, and
    from the rim, where large coins would leave the picture.
    """
    distances = np.linalg.norm(places[:, None] - places[None], axis=2)
    neighbour = np.partition(distances, 1, axis=1)[0, 1]
    inside = 1.5 * neighbour + 2 * np.minimum(places - places.min(axis=0), places.max(axis=0) - places)[:, :2].min(
        axis=1
    )
    front, back, free = [], [], list(range(len(places)))
    while free:
        for end in (front, back):
            if free:
                nearest = [min([inside[place], *distances[place, end]]) for place in free]
                end.append(free.pop(int(np.argmax(nearest))))
    return np.array([*front, *back[::-1]])
