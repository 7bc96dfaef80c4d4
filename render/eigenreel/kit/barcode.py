"""A barcode: a long list of numbers as stripes, one for each number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import LEFT, RESAMPLING_ALGORITHMS, RIGHT, ImageMobject, Mobject, VGroup

from eigenreel import theme

LIMIT = 3.0
"""The number that is drawn in the full colour."""
GLOW = 0.6
"""The power that a number is raised to for its brightness, so that small numbers can be told from zero."""
PIXELS = 2048
GAP = 0.02
"""The share of each stripe that stays black, so that equal neighbours can be counted."""


class Barcode(ImageMobject):
    """Numbers as stripes from left to right: black for 0, one colour for positive and another for negative numbers.

    Args:
        numbers: (n,) values.
        shown: how many of them fill the width; all, if not given.
        width, height: in scene units.
    """

    def __init__(
        self,
        numbers: Sequence[float],
        *,
        width: float,
        height: float,
        shown: float | None = None,
        positive: str = theme.HIGHLIGHT,
        negative: str = theme.MAIN,
        **kwargs,
    ) -> None:
        self.numbers = np.asarray(numbers, float)
        self.colours = stripe_colours(self.numbers, positive, negative)
        super().__init__(self._picture(shown or len(self.numbers)), **kwargs)
        self.set_resampling_algorithm(RESAMPLING_ALGORITHMS["bilinear"])
        self.stretch_to_fit_width(width)
        self.stretch_to_fit_height(height)

    def show(self, count: float) -> Barcode:
        """Fill the width with the first ``count`` numbers; part of a stripe is drawn as a part."""
        self.pixel_array = self._picture(count)
        return self

    def stripe(self, place: int, count: int) -> np.ndarray:
        """The middle of a stripe while ``count`` of them are shown."""
        return self.get_left() + (place + 0.5) / count * self.width * RIGHT

    def enclose(self, brackets: Sequence[Mobject], share: float = 1.2) -> VGroup:
        """Copies of a left and a right bracket around it, higher than it is by this factor."""
        around = VGroup(*(bracket.copy() for bracket in brackets))
        for bracket, side in zip(around, (LEFT, RIGHT), strict=True):
            bracket.stretch_to_fit_height(share * self.height).next_to(self, side, buff=0.15)
        return around

    def _picture(self, count: float) -> np.ndarray:
        row = averages(self.colours, count, PIXELS, GAP).round().astype(np.uint8)
        opaque = np.full((PIXELS, 1), 255, np.uint8)
        return np.repeat(np.concatenate([row, opaque], axis=1)[None], 2, axis=0)


def stripe_colours(numbers: np.ndarray, positive: str, negative: str) -> np.ndarray:
    """RGB in 0…255, (n, 3), of numbers (n,)."""
    strength = np.clip(np.abs(numbers) / LIMIT, 0, 1)[:, None] ** GLOW
    return strength * np.where(numbers[:, None] >= 0, _rgb(positive), _rgb(negative))


def averages(values: np.ndarray, count: float, pixels: int, gap: float = 0.0) -> np.ndarray:
    """The first ``count`` rows of values (n, c), laid over ``pixels`` rows, each the mean of what it covers.

    Half of ``gap``, a share of each row of values, counts as 0 at either end of it.

    >>> averages(np.array([[0.0], [4.0], [8.0]]), 2, 4).ravel().tolist()
    [0.0, 0.0, 4.0, 4.0]
    >>> averages(np.array([[4.0], [4.0]]), 2, 4, gap=0.5).ravel().tolist()
    [2.0, 2.0, 2.0, 2.0]
    """
    sums = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)]) * (1 - gap)
    whole, part = np.divmod(np.linspace(0, count, pixels + 1), 1)
    edges = whole + np.clip((part - gap / 2) / (1 - gap), 0, 1)
    at_edges = np.stack([np.interp(edges, np.arange(len(sums)), column) for column in sums.T], axis=1)
    return np.diff(at_edges, axis=0) * pixels / count


def _rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)], float)
