"""A chain around two wheels, as on a bicycle: both turn the same way, each link goes as far as every other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True)
class Drive:
    """A closed chain of links around two wheels with teeth, the first at the origin, the second to its right.

    Attributes:
        first, second: the numbers of teeth; a wheel's pitch circle is as long as its teeth are apart, together.
        links: in the chain. pitch: from one link to the next, and from tooth to tooth.
    """

    first: float
    second: float
    links: int
    pitch: float

    @property
    def radii(self) -> tuple[float, float]:
        return self.first * self.pitch / (2 * np.pi), self.second * self.pitch / (2 * np.pi)

    @property
    def ratio(self) -> float:
        """Turns of the second wheel to one of the first."""
        return self.first / self.second

    @cached_property
    def distance(self) -> float:
        """How far apart the wheels are for the chain to be tight.

        Raises:
            ValueError: the chain is too short for the wheels.

        >>> Drive(12, 12, links=20, pitch=0.5).distance
        2.0
        """
        length, (one, other) = self.links * self.pitch, self.radii
        low, high = one + other, length / 2
        if self._length(low) > length:
            raise ValueError(f"{self.links} links do not go around {self.first:g} and {self.second:g} teeth")
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if self._length(middle) < length else (low, middle)
        return round(high, 12)

    def places(self, turned: float) -> np.ndarray:
        """Where the links (links, 2) are when the first wheel has turned by an angle in radians, with the clock."""
        way = turned * self.radii[0] + self.pitch * np.arange(self.links)
        return self.along(way)

    def along(self, way: np.ndarray) -> np.ndarray:
        """Places (n, 2) that are so far (n,) along the chain from where it leaves the first wheel on top."""
        (one, other), apart = self.radii, self.distance
        slant = np.arcsin((one - other) / apart)
        straight = apart * np.cos(slant)
        ends = np.cumsum([straight, other * (np.pi - 2 * slant), straight, one * (np.pi + 2 * slant)])
        way = np.asarray(way, float) % ends[-1]
        piece = np.searchsorted(ends, way, side="right").clip(0, 3)
        within = way - np.concatenate([[0.0], ends])[piece]
        # From the top of the first wheel to the second, around it, back below, and around the first.
        up = np.array([np.sin(slant), np.cos(slant)])
        there, back = np.array([np.cos(slant), -np.sin(slant)]), np.array([-np.cos(slant), -np.sin(slant)])
        below, second = up * [1, -1], np.array([apart, 0.0])
        return np.select(
            [(piece == each)[:, None] for each in range(4)],
            [
                one * up + within[:, None] * there,
                second + other * _around(np.pi / 2 - slant - within / other),
                second + other * below + within[:, None] * back,
                one * _around(-np.pi / 2 + slant - within / one),
            ],
        )

    def _length(self, apart: float) -> float:
        one, other = self.radii
        slant = np.arcsin((one - other) / apart)
        return 2 * apart * np.cos(slant) + other * (np.pi - 2 * slant) + one * (np.pi + 2 * slant)


def _around(angles: np.ndarray) -> np.ndarray:
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def wheel(teeth: int, pitch: float, height: float) -> np.ndarray:
    """The outline (4 teeth + 1, 2) of a wheel with teeth of this height, half of it outside the pitch circle.

    >>> wheel(4, 1.0, 0.0).shape
    (17, 2)
    """
    radius = teeth * pitch / (2 * np.pi)
    step = 2 * np.pi / teeth
    angles = (np.arange(teeth)[:, None] + [-0.42, -0.16, 0.16, 0.42]) * step
    sizes = radius + height * np.array([-0.5, 0.5, 0.5, -0.5])
    outline = np.stack([sizes * np.cos(angles), sizes * np.sin(angles)], axis=-1).reshape(-1, 2)
    return np.concatenate([outline, outline[:1]])
