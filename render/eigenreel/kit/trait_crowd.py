"""A crowd with two traits: colour is one, a ring is the other. It can be restricted to those who have one of them."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from eigenreel.kit.counted_dots import CountedDots, block
from eigenreel.kit.keyframes import eased
from eigenreel.maths.two_traits import TwoTraits

DOT, RING = 0.3, 0.42
"""The radii of dots and rings, as shares of the distance between two neighbours."""
WIDEST = 1.6
"""Scene units between neighbours, however few are left."""
LAG = 0.35
"""Which share of a move passes before the last one starts."""


class TraitCrowd(VGroup):
    """Everyone is a dot: coloured who has A, ringed who has B.

    Args:
        size: width and height of the room that the crowd fills, in scene units; centre: its middle (3,).
        seed: of who stands where.

    Attributes:
        dots_rest, dots_a, rings: without A, with A, and around those with B.
    """

    def __init__(
        self,
        traits: TwoTraits,
        size: tuple[float, float],
        centre: np.ndarray,
        *,
        color_a: str,
        color_rest: str,
        color_b: str,
        seed: int,
    ) -> None:
        super().__init__()
        self.has_a, self.has_b = traits.people_with()
        order = np.random.default_rng(seed).permutation(traits.people)
        everyone = np.ones(traits.people, bool)
        self.world = self._places(everyone, size, centre, order)
        self.given_a, self.given_b = (self._places(who, size, centre) for who in (self.has_a, self.has_b))
        self.dots_rest, self.dots_a = _dots(~self.has_a, color_rest), _dots(self.has_a, color_a)
        self.rings = _dots(self.has_b, color_b).set_fill(opacity=0).set_stroke(color_b, 4)
        self.add(self.dots_rest, self.dots_a, self.rings)
        self.stand(0.0, 0.0)

    def stand(self, to_a: float, to_b: float) -> TraitCrowd:
        """Stand on the way from the whole world (0) to those with A, or to those with B (1); not both at once."""
        goal, share = (self.given_a, to_a) if to_a else (self.given_b, to_b)
        # A wave from the left runs through the crowd.
        x = self.world[0][:, 0]
        wait = LAG * (x - x.min()) / max(np.ptp(x), 1e-9)
        moment = eased((share - wait) / (1 - LAG))
        centres = self.world[0] + moment[:, None] * (goal[0] - self.world[0])
        gaps = self.world[1] + moment * (goal[1] - self.world[1])
        self.dots_rest.place(centres[~self.has_a], DOT * gaps[~self.has_a])
        self.dots_a.place(centres[self.has_a], DOT * gaps[self.has_a])
        self.rings.place(centres[self.has_b], RING * gaps[self.has_b])
        return self

    def _places(
        self, who: np.ndarray, size: tuple[float, float], centre: np.ndarray, order: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Where everyone stands (n, 3), and the room of each (n,): none for those who do not belong here."""
        count = int(who.sum())
        columns, gap = _packed(count, size)
        block_places = block(count, columns, gap)
        if order is not None:
            block_places = block_places[order]
        places, gaps = np.zeros((len(who), 3)), np.where(who, gap, 0.0)
        places[who] = block_places + centre
        if order is None:
            # Those who leave the picture do so where they stand.
            places[~who] = self.world[0][~who]
        return places, gaps


def _packed(count: int, size: tuple[float, float]) -> tuple[int, float]:
    """Columns and distance of neighbours with which so many fill a room best; full rows, where there is a choice."""
    choices = []
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        gap = min(size[0] / columns, size[1] / rows, WIDEST)
        choices.append((round(gap, 6), -(rows * columns - count), -abs(columns - rows), columns))
    gap, _, _, columns = max(choices)
    return columns, gap


def _dots(who: np.ndarray, color: str) -> CountedDots:
    count = int(who.sum())
    return CountedDots(np.tile((0.0, 1.0), (count, 1)), np.zeros((count, 3)), 0.0, color)
