"""How a section looks, by the style of its music: a colour for what is sung, a shade behind, signs that keep time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from eigenreel import theme
from eigenreel.sound.song.score import style_names

SHADE = 0.1
"""How much of a style's colour there is in the shade behind it; little enough that every text keeps its contrast."""

RGB = tuple[float, float, float]


@dataclass(frozen=True)
class Sign:
    """name: of ``kit.motifs``. colours: ``#rrggbb``, in turn along and down a bar."""

    name: str
    colours: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """accent: ``#rrggbb``, of what is sung. signs: in turn from beat to beat."""

    accent: str
    signs: tuple[Sign, ...]

    @property
    def shade(self) -> RGB:
        """0…1, of the background."""
        return tuple(SHADE * level for level in rgb(self.accent))

    def colour(self, beat: int, unit: int) -> RGB:
        """Of the sign of a felt beat's unit, both counted from 0."""
        colours = self.signs[beat % len(self.signs)].colours
        return rgb(colours[(beat + unit) % len(colours)])


def _look(accent: str, *signs: str) -> Look:
    return Look(accent, tuple(Sign(name, (accent,)) for name in signs))


PLAIN = _look(theme.HIGHLIGHT, "dot")
"""Of a style that has no look of its own."""

POLE = (theme.CONTRAST, theme.TEXT, theme.BLUE_LIGHT)
"""Of the pole before a barber's shop."""

LOOKS = MappingProxyType(
    {
        "barbershop": Look(theme.BLUE_LIGHT, (Sign("stripe", POLE),)),
        "balkan_brass": _look(theme.WEIGHT, "triangle"),
        "ambient_house": _look(theme.MAIN, "ring"),
        "p_funk": _look(theme.BLUE_LIGHT, "star"),
        "flamenco": _look(theme.RED_LIGHT, "fan"),
        "alt_country": _look(theme.MINIMUM, "horseshoe"),
        "disco": _look(theme.SECOND, "glint", "tile"),
    }
)


def look_of(style: str) -> Look:
    """The look of a style; of two that are played together, the colour of the first and the signs of both.

    >>> [sign.name for sign in look_of("ambient_house+p_funk").signs]
    ['ring', 'star']
    """
    looks = [LOOKS.get(name, PLAIN) for name in style_names(style)]
    return Look(looks[0].accent, tuple(sign for look in looks for sign in look.signs))


def rgb(colour: str) -> RGB:
    """
    >>> rgb("#FF0000")
    (1.0, 0.0, 0.0)
    """
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def mixed(one: Sequence[float], other: Sequence[float], share: float) -> tuple[float, ...]:
    """A colour between two; 0 is the first.

    >>> mixed((0.0, 1.0), (1.0, 1.0), 0.25)
    (0.25, 1.0)
    """
    return tuple(a + (b - a) * share for a, b in zip(one, other, strict=True))
