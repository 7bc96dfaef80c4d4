"""Small signs that keep time: a row has one for each unit of a bar, and each style of music has its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

from manim import DEGREES, PI, AnnularSector, Circle, Polygon, Sector, Square, Star, Triangle, VGroup, VMobject

from eigenreel import theme
from eigenreel.errors import EigenreelError, suggest

SIZE = 0.24
"""Scene units from the foot to the top of a sign on a felt beat."""

WEAK = 0.62
"""How much smaller the signs between felt beats are."""

NEAR, FAR = 0.3, 0.52
"""Scene units between signs of one beat, and from one beat to the next."""


def _stripe() -> VMobject:
    return Polygon((-0.55, -1, 0), (0.05, -1, 0), (0.55, 1, 0), (-0.05, 1, 0))


def _horseshoe() -> VMobject:
    return AnnularSector(inner_radius=0.55, outer_radius=1, start_angle=-55 * DEGREES, angle=290 * DEGREES)


def _fan() -> VMobject:
    return Sector(radius=1.5, start_angle=PI / 2 - 50 * DEGREES, angle=100 * DEGREES)


SIGNS: MappingProxyType[str, Callable[[], VMobject]] = MappingProxyType(
    {
        "dot": lambda: Circle(radius=1),
        "stripe": _stripe,
        "triangle": lambda: Triangle(),
        "ring": lambda: AnnularSector(inner_radius=0.55, outer_radius=1, angle=2 * PI),
        "star": lambda: Star(5, outer_radius=1, inner_radius=0.45),
        "fan": _fan,
        "horseshoe": _horseshoe,
        "glint": lambda: Star(4, outer_radius=1.15, inner_radius=0.36),
        "tile": lambda: Square(side_length=1.7),
    }
)


class BeatRow(VGroup):
    """One sign for each unit of a bar, from left to right; those that open a felt beat are larger.

    Args:
        groups: the units of each felt beat: (2, 2, 3).
        signs: their names, in turn from beat to beat.

    >>> len(BeatRow((2, 2, 3), ["triangle"]))
    7
    """

    def __init__(self, groups: Sequence[int], signs: Sequence[str], *, color: str = theme.GRID) -> None:
        super().__init__()
        x = 0.0
        for beat, units in enumerate(groups):
            name = signs[beat % len(signs)]
            if name not in SIGNS:
                raise EigenreelError(f"no sign '{name}'; {suggest(name, SIGNS)}")
            for unit in range(units):
                sign = SIGNS[name]().set_fill(color, opacity=1).set_stroke(width=0)
                height = SIZE * (1 if unit == 0 else WEAK)
                self.add(sign.scale_to_fit_height(height).move_to((x, 0, 0)))
                x += NEAR if unit + 1 < units else FAR
        self.center()
