"""The space of all lights: a third axis over a plane of red and green, and a way along all three."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import LEFT, OUT, RIGHT, Line, ThreeDCamera, VGroup

from eigenreel import theme
from eigenreel.kit.plane import Plane
from eigenreel.theme import Prose

COLORS = (theme.RED_LIGHT, theme.GREEN_LIGHT, theme.BLUE_LIGHT)
NAME_BUFF, ASIDE = 0.4, 0.6
ROOM, NEAREST = 5.0, 1.15
"""The height that space may take in the frame, and how far the camera may zoom in for it."""
STEEP = 2.0
"""An arrow with less red than this goes up on the left of the name of the green axis, else on its right."""


class LightSpace(VGroup):
    """Space over a plane.

    Args:
        amounts: the red, green and blue of the arrow.
        camera: the names of the axes keep facing it.

    Attributes:
        zoom, middle: of a camera that sees all of it, with room for a list beside it.
        axis: the third axis; ``way``: red, green and blue line to the arrow's tip; ``names``: of the axes.
    """

    def __init__(self, plane: Plane, amounts: Sequence[float], camera: ThreeDCamera) -> None:
        red, green, blue = amounts
        start, foot, up = plane.c2p(0, 0), plane.c2p(red, green), plane.unit * OUT
        self.top = foot + blue * up
        self.axis = Line(start, start + (blue + 1) * up, color=theme.AXIS, stroke_width=3)
        legs = zip(pairwise((start, plane.c2p(red, 0), foot, self.top)), COLORS, strict=True)
        self.way = VGroup(*(Line(*leg, color=color, stroke_width=6) for leg, color in legs))
        self.names = VGroup(*(Prose(name, size=theme.LABEL, color=color) for name, color in named_lights()))
        for name, line in zip(self.names, (plane.x_axis, plane.y_axis, self.axis), strict=True):
            along = line.get_end() - start
            name.move_to(line.get_end() + NAME_BUFF * along / np.linalg.norm(along))
        self.names[1].shift(ASIDE * (RIGHT if red < STEEP else LEFT))
        for name in self.names:
            camera.add_fixed_orientation_mobjects(name)
        super().__init__(self.axis, self.way, self.names)
        # As near as the third axis allows, and to the right of the middle, so that space is on the left of the frame.
        self.zoom = min(NEAREST, ROOM / ((blue + 2) * plane.unit))
        reach = plane.x_span[1]
        self.middle = plane.c2p(0.3 * reach, 0.2 * reach) + 2.6 / self.zoom * RIGHT + 0.45 * blue * up


def named_lights() -> zip:
    """The three lights with their colours."""
    return zip(("red", "green", "blue"), COLORS, strict=True)
