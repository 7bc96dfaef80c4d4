"""A barcode: a long list of numbers as stripes, one for each number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RESAMPLING_ALGORITHMS, ImageMobject

from eigenreel import theme

LIMIT = 2.5
"""The number that is drawn in the full colour."""


class Barcode(ImageMobject):
    """Numbers as stripes from left to right: black for 0, one colour for positive and another for negative numbers.

    Args:
        numbers: (n,) values.
        width, height: in scene units.
    """

    def __init__(
        self,
        numbers: Sequence[float],
        *,
        width: float,
        height: float,
        positive: str = theme.HIGHLIGHT,
        negative: str = theme.MAIN,
        **kwargs,
    ) -> None:
        self.numbers = np.asarray(numbers, float)
        super().__init__(stripes(self.numbers, positive, negative), **kwargs)
        self.set_resampling_algorithm(RESAMPLING_ALGORITHMS["bilinear"])
        self.stretch_to_fit_width(width)
        self.stretch_to_fit_height(height)


def stripes(numbers: np.ndarray, positive: str, negative: str) -> np.ndarray:
    """RGBA pixels (4, n, 4) of numbers (n,)."""
    strength = np.clip(np.abs(numbers) / LIMIT, 0, 1)[:, None]
    colours = np.where(numbers[:, None] >= 0, _rgb(positive), _rgb(negative))
    row = np.concatenate([strength * colours, np.full((len(numbers), 1), 255.0)], axis=1)
    return np.repeat(row[None], 4, axis=0).round().astype(np.uint8)


def _rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)], float)
