"""Axes with numbers and names in the course's type, and curves, points and tangents on them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Axes, Dot, Line, VGroup, VMobject

from eigenreel import theme
from eigenreel.theme import Formula, Prose

CURVE_WIDTH = 5
TICK_LENGTH = 0.07
SAMPLES = 161
"""Points of a curve: fewer than 1 in 8 pixels of a wide graph, and smooth between them."""

Curve = Callable[[np.ndarray], np.ndarray]


class LabelledAxes(Axes):
    """Two axes for graphs.

    Args:
        x, y: (first, last, step between ticks) of each axis; a step of 0 leaves the ticks out.
        size: width and height in scene units.
        x_name, y_name: what is measured, with its unit: words, with mathematics between dollar signs.
        x_format, y_format: Python format specifications of the numbers at the ticks; None leaves the numbers out.

    Attributes:
        x_numbers, y_numbers: groups of the numbers. x_name, y_name: the names (empty groups where there are none).

    >>> axes = LabelledAxes((0, 4, 1), (0, 1, 0.5), size=(8, 4), x_name="weight $w$", y_name="loss", y_format=".0%")
    >>> [number.source for number in axes.y_numbers]
    ['50%', '100%']
    """

    def __init__(
        self,
        x: tuple[float, float, float],
        y: tuple[float, float, float],
        *,
        size: tuple[float, float],
        x_name: str = "",
        y_name: str = "",
        x_format: str | None = "g",
        y_format: str | None = "g",
        color: str = theme.AXIS,
    ) -> None:
        super().__init__(
            x_range=[*x[:2], x[2] or x[1] - x[0]],
            y_range=[*y[:2], y[2] or y[1] - y[0]],
            x_length=size[0],
            y_length=size[1],
            tips=False,
            axis_config={"color": color, "stroke_width": 3, "include_ticks": False},
        )
        self.x_ticks, self.x_numbers = self._ticks(x, x_format, DOWN, color)
        self.y_ticks, self.y_numbers = self._ticks(y, y_format, LEFT, color)
        self.x_name = _name(x_name, color)
        self.y_name = _name(y_name, color)
        self._place_names()
        self.add(self.x_ticks, self.y_ticks, self.x_numbers, self.y_numbers, self.x_name, self.y_name)
        self.center()

    def curve(
        self, function: Curve, color: str = theme.MAIN, x: tuple[float, float] | None = None, **style
    ) -> VMobject:
        """The graph of a function of arrays (n,) → (n,), over all of the axis or a part of it."""
        first, last = x or tuple(self.x_range[:2])
        places = np.linspace(first, last, SAMPLES)
        return self.line(places, function(places), color, **style)

    def line(
        self, x: Sequence[float], y: Sequence[float], color: str = theme.MAIN, *, smooth: bool = True, **style
    ) -> VMobject:
        """A line through points (n,), (n,) in the axes' own units."""
        path = VMobject(stroke_color=color, stroke_width=style.pop("stroke_width", CURVE_WIDTH), **style)
        places = self.places(x, y)
        return path.set_points_smoothly(places) if smooth else path.set_points_as_corners(places)

    def places(self, x: Sequence[float], y: Sequence[float]) -> np.ndarray:
        """Scene coordinates (n, 3) of points (n,), (n,) in the axes' own units."""
        zero = self.c2p(0, 0)
        east, north = self.c2p(1, 0) - zero, self.c2p(0, 1) - zero
        return zero + np.outer(np.asarray(x, float), east) + np.outer(np.asarray(y, float), north)

    def dot(self, x: float, y: float, color: str = theme.HIGHLIGHT, radius: float = 0.11) -> Dot:
        return Dot(self.c2p(x, y), radius=radius, color=color)

    def tangent(self, x: float, y: float, slope: float, length: float = 2.0, color: str = theme.GRADIENT) -> Line:
        """A line of this length in scene units through a point, at a slope in the axes' own units."""
        centre = self.c2p(x, y)
        direction = self.c2p(x + 1, y + slope) - centre
        half = direction / np.linalg.norm(direction) * length / 2
        return Line(centre - half, centre + half, color=color, stroke_width=CURVE_WIDTH)

    def drop(self, x: float, y: float, color: str = theme.CONTEXT) -> VGroup:
        """Thin lines from a point to both axes."""
        feet = self.c2p(x, self._origin(1)), self.c2p(self._origin(0), y)
        return VGroup(*(Line(self.c2p(x, y), foot, color=color, stroke_width=2) for foot in feet))

    # -- how it is made

    def _origin(self, axis: int) -> float:
        """Where the other axis crosses this one: at 0 if it is there, else at the near end."""
        first, last = (self.x_range, self.y_range)[axis][:2]
        return float(np.clip(0.0, first, last))

    def _ticks(self, span: tuple[float, float, float], spec: str | None, side: np.ndarray, color: str):
        marks, numbers = VGroup(), VGroup()
        for value in _tick_values(*span):
            place = self.c2p(value, self._origin(1)) if side is DOWN else self.c2p(self._origin(0), value)
            across = UP if side is DOWN else RIGHT
            marks.add(Line(place - TICK_LENGTH * across, place + TICK_LENGTH * across, color=color, stroke_width=2.5))
            if spec is not None:
                written = format(value + 0.0, spec).replace("-", "−")
                numbers.add(Prose(written, size=theme.TICK, color=color).next_to(place, side, buff=0.18))
        return marks, numbers

    def _place_names(self) -> None:
        if self.x_name.submobjects:
            self.x_name.next_to(VGroup(self.x_axis, self.x_numbers), DOWN, buff=0.15).align_to(self.x_axis, RIGHT)
        if self.y_name.submobjects:
            self.y_name.next_to(VGroup(self.y_axis, self.y_numbers), UP, buff=0.2).match_x(self.y_axis)
        # A long name would hang out to the left of everything: it starts at the numbers instead.
        if self.y_name.width > 1.0:
            self.y_name.align_to(VGroup(self.y_axis, self.y_numbers), LEFT)


def _tick_values(first: float, last: float, step: float) -> np.ndarray:
    """Multiples of the step from first to last, without 0, which the crossing of the axes shows."""
    if not step:
        return np.array([])
    numbers = np.arange(np.ceil(first / step - 1e-9), np.floor(last / step + 1e-9) + 1)
    return numbers[np.abs(numbers) > 1e-9] * step


def _name(text: str, color: str) -> VGroup:
    if not text:
        return VGroup()
    if "$" not in text:
        return Prose(text, size=theme.LABEL, color=color)
    pieces = enumerate(text.split("$"))
    # Without spaces in the source, Typst adds none of its own to those inside the quotation marks.
    code = "".join(piece if number % 2 else json.dumps(piece, ensure_ascii=False) for number, piece in pieces if piece)
    return Formula(code, size=theme.LABEL, color=color, display=False)
