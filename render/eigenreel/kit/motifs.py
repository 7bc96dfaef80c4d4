"""Signs that keep time: one for each unit of a bar, in a row or in a frieze; each style of music has its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

from manim import DEGREES, PI, AnnularSector, Circle, Polygon, Sector, Square, Star, Triangle, VGroup, VMobject

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


FRIEZE_SIZE, FRIEZE_NEAR, FRIEZE_FAR = 0.62, 0.55, 1.16
"""The same lengths of a frieze: from the foot to the top of its largest signs, from sign to sign, from beat to beat."""


class BeatRow(VGroup):
    """One sign for each unit of a bar, from left to right; those that open a felt beat are larger.

    Args:
        groups: the units of each felt beat: (2, 2, 3).
        signs: their names, in turn from beat to beat.

    >>> len(BeatRow((2, 2, 3), ["triangle"]))
    7
    """

    def __init__(self, groups: Sequence[int], signs: Sequence[str]) -> None:
        super().__init__()
        x = 0.0
        for beat, units in enumerate(groups):
            for unit in range(units):
                self.add(_sign(signs[beat % len(signs)], SIZE, unit).move_to((x, 0, 0)))
                x += NEAR if unit + 1 < units else FAR
        self.center()


class BeatFrieze(VGroup):
    """One sign for each unit of a bar: a line for each felt beat, from the top, that begins with its largest sign.

    Args:
        groups, signs: as of ``BeatRow``.
        width, height: scene units that it may take.

    >>> frieze = BeatFrieze((2, 2, 3), ["triangle"], width=1.5, height=4)
    >>> len(frieze), round(float(frieze.width), 2)
    (7, 1.5)
    """

    def __init__(self, groups: Sequence[int], signs: Sequence[str], *, width: float, height: float) -> None:
        super().__init__()
        for beat, units in enumerate(groups):
            for unit in range(units):
                place = FRIEZE_NEAR * unit, -FRIEZE_FAR * beat, 0
                self.add(_sign(signs[beat % len(signs)], FRIEZE_SIZE, unit).move_to(place))
        self.scale(min(1, width / self.width, height / self.height)).center()


def _sign(name: str, size: float, unit: int) -> VMobject:
    """A sign of this height, or smaller if it is not the first of its beat."""
    if name not in SIGNS:
        raise EigenreelError(f"no sign '{name}'; {suggest(name, SIGNS)}")
    return SIGNS[name]().set_fill(opacity=1).set_stroke(width=0).scale_to_fit_height(size * (WEAK if unit else 1))
