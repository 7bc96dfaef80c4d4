"""Scores poured into one glass: bars, what flows out of them, and the parts of a whole that they fill."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DL, LEFT, RIGHT, UR, Rectangle, VGroup, VMobject

from eigenreel import theme
from eigenreel.theme import Number

FLOW = 0.32
"""The opacity of what flows."""
LEAST_BAR = 0.08
"""Scene units: the width of the bar of a score of 0, and of the thinnest part of the glass that is seen as a line."""


class Pouring(VGroup):
    """Bars of scores on the left; on the right a glass that holds their shares, one colour each.

    Args:
        scores: (n,), not negative. colors: one each.
        width, height: of all of it but the numbers, in scene units.

    Attributes:
        bars, scores, flows, parts, shares: groups of n, from the top.
    """

    BAR_SHARE, GLASS_SHARE = 0.36, 0.13
    BAR_HEIGHT = 0.55
    """The widths of the longest bar and of the glass, as shares of the width; the height of bars, of that of rows."""

    def __init__(self, scores: Sequence[float], colors: Sequence[str], *, width: float, height: float) -> None:
        super().__init__()
        self.row = height / len(scores)
        self.unit = self.BAR_SHARE * width / max(*scores, 1e-9)
        rows = [height / 2 - (place + 0.5) * self.row for place in range(len(scores))]
        self.bars, self.scores = VGroup(), VGroup()
        for score, y, color in zip(scores, rows, colors, strict=True):
            length = max(score * self.unit, LEAST_BAR)
            bar = Rectangle(width=length, height=self.BAR_HEIGHT * self.row, fill_color=color, fill_opacity=1)
            bar.set_stroke(width=0).move_to([-width / 2, y, 0], aligned_edge=LEFT)
            self.bars.add(bar)
            number = Number(score, ".1f", size=theme.TITLE, color=color)
            self.scores.add(number.next_to(bar.get_left(), LEFT, buff=theme.GAP))
        self.flows = VGroup(*(VMobject(fill_color=color, fill_opacity=FLOW, stroke_width=0) for color in colors))
        self.parts = VGroup(*(VMobject(fill_color=color, fill_opacity=1, stroke_width=0) for color in colors))
        self.shares = VGroup(*(Number(0.0, ".3f", size=theme.TITLE, color=color) for color in colors))
        self.glass = Rectangle(width=self.GLASS_SHARE * width, height=height, stroke_color=theme.AXIS, stroke_width=3)
        self.glass.move_to([width / 2, 0, 0], aligned_edge=RIGHT)
        self.add(self.flows, self.bars, self.scores, self.parts, self.glass, self.shares)
        self.pour(np.full(len(scores), 1 / len(scores)))

    def pour(self, shares: np.ndarray) -> Pouring:
        """Fill the glass with these shares (n,), which sum to 1."""
        (inner, bottom, _), (right, top, _) = self.glass.get_corner(DL), self.glass.get_corner(UR)
        edges = top - (top - bottom) * np.concatenate([[0.0], np.cumsum(shares)])
        for bar, flow, part, upper, lower in zip(self.bars, self.flows, self.parts, edges[:-1], edges[1:], strict=True):
            flow.points = _ribbon(bar.get_right(), bar.height / 2, inner, upper, lower)
            part.set_points_as_corners(_corners(inner, right, upper, lower))
        places = self._apart((edges[:-1] + edges[1:]) / 2, bottom, top)
        for number, share, place in zip(self.shares, shares, places, strict=True):
            number.set_value(float(share)).move_to([right + theme.GAP, place, 0], aligned_edge=LEFT)
        return self

    def _apart(self, places: np.ndarray, bottom: float, top: float) -> np.ndarray:
        """Heights (n,) near these, falling, so far apart that numbers do not touch, and within the glass."""
        room = 1.6 * self.shares[0].height
        limits = top - room / 2 - room * np.arange(len(places)), bottom + room / 2 + room * np.arange(len(places))[::-1]
        lowest_first = np.minimum(places, limits[0])
        for number in range(1, len(places)):
            lowest_first[number] = min(lowest_first[number], lowest_first[number - 1] - room)
        return np.maximum(lowest_first, limits[1])


def _ribbon(start: np.ndarray, half: float, end_x: float, upper: float, lower: float) -> np.ndarray:
    """Bézier points (16, 3) of a band from the end of a bar to a stretch of a wall, level at both ends."""
    x, y = start[:2]
    bend = (x + end_x) / 2
    top = [(x, y + half), (bend, y + half), (bend, upper), (end_x, upper)]
    wall = [(end_x, upper + share * (lower - upper)) for share in (0, 1 / 3, 2 / 3, 1)]
    back = [(end_x, lower), (bend, lower), (bend, y - half), (x, y - half)]
    home = [(x, y + (2 * share - 1) * half) for share in (0, 1 / 3, 2 / 3, 1)]
    return np.array([(*place, 0.0) for place in (*top, *wall, *back, *home)])


def _corners(left: float, right: float, upper: float, lower: float) -> np.ndarray:
    return np.array(
        [(left, upper, 0), (right, upper, 0), (right, lower, 0), (left, lower, 0), (left, upper, 0)], dtype=float
    )
