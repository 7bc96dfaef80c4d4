"""The sum of two long lists, twice: as stripes, and as arrows in the flat plane that both of them lie in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RoundedRectangle, VGroup

from eigenreel import theme
from eigenreel.kit.barcode import Barcode
from eigenreel.kit.flat_arrow import FlatArrow
from eigenreel.maths.vectors import add, flat_pair
from eigenreel.theme import Formula

TILT = 0.12
"""Radians by which the first arrow rises, so that it does not look like an axis."""
SHEET = (5.6, 4.6)
ARROWS = (4.4, 3.6)
"""Width and height of the sheet of paper, and of the room on it that the arrows may take."""
COLORS = (theme.VECTOR, theme.SECOND, theme.MAIN)


class LongSum:
    """Two lists and their sum.

    Attributes:
        codes: three barcodes, one under the other; ``signs``: + and = before the second and the third.
        arrows: both arrows tip to tail and their sum, true in lengths and angles.
        sheet: the plane that they lie in.
    """

    def __init__(
        self,
        first: Sequence[float],
        second: Sequence[float],
        *,
        codes_at: np.ndarray,
        arrows_at: np.ndarray,
        width: float = 5.4,
        height: float = 0.75,
    ) -> None:
        self.codes = [Barcode(numbers, width=width, height=height) for numbers in (first, second, add(first, second))]
        for place, code in enumerate(self.codes):
            code.move_to(codes_at + 1.5 * height * place * DOWN)
        signed = zip("+=", self.codes[1:], strict=True)
        self.signs = [Formula(sign).next_to(code, LEFT, buff=0.25) for sign, code in signed]
        ends = _ends(first, second) + arrows_at
        self.arrows = VGroup(*(FlatArrow(*pair, color=color) for pair, color in zip(ends, COLORS, strict=True)))
        self.sheet = RoundedRectangle(width=SHEET[0], height=SHEET[1], corner_radius=0.2, stroke_color=theme.GRID)
        self.sheet.set_stroke(width=2).set_fill(theme.FAINT_GRID, 0.4).move_to(arrows_at).set_z_index(-1)


def _ends(first: Sequence[float], second: Sequence[float]) -> np.ndarray:
    """Tail and tip, (3, 2, 3), of both arrows and their sum, in scene units around the origin."""
    turn = np.array([[np.cos(TILT), np.sin(TILT)], [-np.sin(TILT), np.cos(TILT)]])
    one, other = flat_pair(first, second) @ turn
    corners = np.array([np.zeros(2), one, one + other])
    low, high = corners.min(axis=0), corners.max(axis=0)
    corners = (corners - (low + high) / 2) * np.min(np.array(ARROWS) / (high - low))
    corners = np.column_stack([corners, np.zeros(3)])
    return corners[[[0, 1], [1, 2], [0, 2]]]
