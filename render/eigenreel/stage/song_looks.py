"""How a section looks, by the style of its music: a colour for what is sung, a shade behind, signs that keep time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from eigenreel import theme
from eigenreel.sound.song.score import style_names

SHADE = 0.06
"""How much of a style's colour there is in the shade behind it; little enough that every text keeps its contrast."""

RGB = tuple[float, float, float]


@dataclass(frozen=True)
class Look:
    """accent: ``#rrggbb``. signs: names of ``kit.motifs``, in turn from beat to beat."""

    accent: str
    signs: tuple[str, ...]

    @property
    def shade(self) -> RGB:
        """0…1, of the background."""
        return tuple(SHADE * level for level in rgb(self.accent))


PLAIN = Look(theme.HIGHLIGHT, ("dot",))
"""Of a style that has no look of its own."""

LOOKS = MappingProxyType(
    {
        "barbershop": Look(theme.CONTRAST, ("stripe",)),
        "balkan_brass": Look(theme.WEIGHT, ("triangle",)),
        "ambient_house": Look(theme.MAIN, ("ring",)),
        "p_funk": Look(theme.BLUE_LIGHT, ("star",)),
        "flamenco": Look(theme.RED_LIGHT, ("fan",)),
        "alt_country": Look(theme.MINIMUM, ("horseshoe",)),
        "disco": Look(theme.SECOND, ("glint", "tile")),
    }
)


def look_of(style: str) -> Look:
    """The look of a style; of two that are played together, the colour of the first and the signs of both.

    >>> look_of("ambient_house+p_funk").signs
    ('ring', 'star')
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
