"""Numbers whose digits change while one looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from manim import LEFT, Mobject, ValueTracker, VMobject, straight_path
from manim.typing import PathFuncType

from eigenreel import theme
from eigenreel.theme.lettering import Lettering
from eigenreel.theme.typesetting import TYPE_SIZE, check_letters, quoted, typeset

STRAIGHT = straight_path()
ROUNDED = 12
"""Decimals of a scene unit that matter."""


class Number(Lettering):
    """A number that can be another in every frame; ``number.animate.set_value(3)`` counts to it.

    All its digits are one shape, so that a frame costs a few array operations and the family never changes.

    Args:
        format: Python's format specification, such as ``.1%`` or ``+.2f``.
        prefix, suffix: words around it.
        edge: the side that stays where it is when the number changes.

    >>> Number(0.1612, ".1%", suffix=" ill").source
    '16.1% ill'
    """

    def __init__(
        self,
        value: float = 0.0,
        format: str = ".2f",
        *,
        prefix: str = "",
        suffix: str = "",
        size: float = theme.LABEL,
        color: str = theme.TEXT,
        edge: np.ndarray = LEFT,
    ) -> None:
        super().__init__("", size)
        self.format, self.prefix, self.suffix, self.edge = format, prefix, suffix, edge
        self.value = value
        self.source = self._written(value)
        check_letters(self.source, f"number '{self.source}'")
        self.set_fill(color, opacity=1.0).set_stroke(color, width=0)
        self._stand(np.zeros(3), 1.0)
        self.center()

    def set_value(self, value: float) -> Number:
        """Show another value; the number keeps its place and its size."""
        written = self._written(value)
        self.value = value
        if written != self.source:
            # Rounded, so that errors do not add up: one that has counted there and back is what it was.
            growth, anchor = round(self.growth, ROUNDED), self._anchor().round(ROUNDED)
            self.source = written
            self._stand(anchor, growth)
        return self

    def get_value(self) -> float:
        return self.value

    def follow(self, tracker: ValueTracker, function: Callable[[float], float] = float) -> Number:
        """Show a tracker's value, or a function of it, in every frame."""
        return self.add_updater(lambda number: number.set_value(function(tracker.get_value())), call_updater=True)

    def interpolate(self, mobject1: Mobject, mobject2: Mobject, alpha: float, path_func: PathFuncType = STRAIGHT):
        """From one number to another, count; to anything else, change shape as every mobject does."""
        if not (isinstance(mobject1, Number) and isinstance(mobject2, Number)):
            return super().interpolate(mobject1, mobject2, alpha, path_func)
        self.value = (1 - alpha) * mobject1.value + alpha * mobject2.value
        self.source = self._written(self.value)
        ends = mobject1._anchor()[None], mobject2._anchor()[None]
        self._stand(path_func(*ends, alpha)[0], (1 - alpha) * mobject1.growth + alpha * mobject2.growth)
        self.interpolate_color(mobject1, mobject2, alpha)
        return self

    def align_points(self, vmobject: VMobject) -> Number:
        # Between numbers no point moves to another: they count.
        return self if isinstance(vmobject, Number) else super().align_points(vmobject)

    @property
    def growth(self) -> float:
        return _extent(self.points) / (self._line.extent * self._em / TYPE_SIZE)

    @property
    def baseline(self) -> float:
        return float(self._anchor()[1])

    def _stand(self, anchor: np.ndarray, growth: float) -> None:
        """Draw what is written, with the point that stays at ``anchor``."""
        self._line = _line(self.source)
        self.set_points((self._line.points - self._stays()) * (growth * self._em / TYPE_SIZE) + anchor)

    def _written(self, value: float) -> str:
        return self.prefix + format(value, self.format).replace("-", "−") + self.suffix

    def _stays(self) -> np.ndarray:
        """The point (3,) that stays, in points of type: not the ink's edge, or a 1 would push the others about."""
        share = (float(np.sign(self.edge[0])) + 1) / 2
        return np.array([share * self._line.advance, 0.0, 0.0])

    def _anchor(self) -> np.ndarray:
        """Where the point that stays is on the scene (3,)."""
        scale = self.growth * self._em / TYPE_SIZE
        return _middle(self.points) + (self._stays() - self._line.middle) * scale


class LiveNumber(Number):
    """A number that follows a tracker from the start."""

    def __init__(
        self,
        tracker: ValueTracker,
        format: str = ".2f",
        *,
        function: Callable[[float], float] = float,
        **style,
    ) -> None:
        super().__init__(function(tracker.get_value()), format, **style)
        self.follow(tracker, function)


@cache
def _character(character: str) -> tuple[np.ndarray, float]:
    """Outline (n, 3) of a character from its origin on the baseline, and its advance, in points of type."""
    setting = typeset(f"#{quoted(character)}")
    if not setting.outlines:
        return np.zeros((0, 3)), setting.width
    points = np.concatenate([outline.points for outline in setting.outlines])
    return points - [0.0, setting.outlines[0].baseline, 0.0], setting.width


@dataclass(frozen=True)
class Line:
    """Characters side by side, in points of type: outlines (n, 3), width, and the ink's diagonal and middle."""

    points: np.ndarray
    advance: float
    extent: float
    middle: np.ndarray


def _line(text: str) -> Line:
    letters, advances = zip(*map(_character, text), strict=True)
    starts = np.concatenate([[0.0], np.cumsum(advances)])
    points = np.concatenate(letters)
    points[:, 0] += np.repeat(starts[:-1], [len(letter) for letter in letters])
    return Line(points, float(starts[-1]), _extent(points), _middle(points))


def _extent(points: np.ndarray) -> float:
    return float(np.hypot(*(points.max(axis=0) - points.min(axis=0))[:2]))


def _middle(points: np.ndarray) -> np.ndarray:
    return (points.min(axis=0) + points.max(axis=0)) / 2
