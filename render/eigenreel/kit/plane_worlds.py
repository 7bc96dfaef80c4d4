"""What a plane can stand for: the streets of a town, all mixtures of two lights. Pictures to lie behind its arrows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    PI,
    RESAMPLING_ALGORITHMS,
    UP,
    UR,
    Arc,
    Circle,
    Dot,
    Group,
    ImageMobject,
    ManimColor,
    RoundedRectangle,
    VGroup,
    VMobject,
)

from eigenreel import theme
from eigenreel.kit.plane import Plane
from eigenreel.maths.vectors import screen_light
from eigenreel.theme import Prose

STREET = 0.24
"""The width of a street in steps."""
HOUSE, PARK = "#2B3239", "#1F3A2A"
PARKS = 0.12
"""The share of blocks that are parks."""
PIXELS = 128
BEHIND = -2


class Town(VGroup):
    """Blocks of houses between the lines of a plane, which become its streets; some blocks are parks."""

    def __init__(self, plane: Plane, seed: int = 3) -> None:
        rng = np.random.default_rng(seed)
        houses, parks = _area(HOUSE), _area(PARK)
        for x in range(*map(round, plane.x_span)):
            for y in range(*map(round, plane.y_span)):
                cut = rng.choice([0.0, rng.uniform(0.35, 0.65)], p=[0.4, 0.6])
                park = rng.uniform() < PARKS
                for box in _halves(cut if not park else 0.0, rng.uniform() < 0.5):
                    _append_block(parks if park else houses, plane, (x, y), box)
        super().__init__(houses, parks)
        self.set_z_index(BEHIND)


def _area(color: str) -> VMobject:
    return VMobject(fill_color=color, fill_opacity=1, stroke_width=0)


def _halves(cut: float, upright: bool) -> list[tuple[float, float, float, float]]:
    """A block as one box, or as two with an alley between them: left, bottom, right, top in shares of a step."""
    low, high, alley = STREET / 2, 1 - STREET / 2, STREET / 8
    if cut == 0:
        return [(low, low, high, high)]
    if upright:
        return [(low, low, cut - alley, high), (cut + alley, low, high, high)]
    return [(low, low, high, cut - alley), (low, cut + alley, high, high)]


def _append_block(area: VMobject, plane: Plane, corner: tuple[int, int], box: tuple[float, ...]) -> None:
    left, bottom, right, top = box
    size = plane.unit * np.array([right - left, top - bottom])
    block = RoundedRectangle(width=size[0], height=size[1], corner_radius=0.07 * plane.unit)
    block.move_to(plane.c2p(corner[0] + (left + right) / 2, corner[1] + (bottom + top) / 2))
    area.append_points(block.points)


class LightField(ImageMobject):
    """All mixtures of two lights: along the first axis ever more red, along the second ever more green.

    Args:
        full: the amount that a screen shows at its brightest; the field ends there.
    """

    def __init__(self, plane: Plane, full: float, strength: float = 1.0) -> None:
        self.full = full
        steps = (np.arange(PIXELS) + 0.5) / PIXELS
        red, green = np.meshgrid(steps, steps[::-1])
        colours = screen_light(np.stack([red, green], axis=-1), full=1) * strength
        super().__init__((255 * colours).round().astype(np.uint8))
        self.set_resampling_algorithm(RESAMPLING_ALGORITHMS["bilinear"])
        self.stretch_to_fit_width(full * plane.unit)
        self.stretch_to_fit_height(full * plane.unit)
        self.move_to(plane.c2p(full / 2, full / 2))
        self.set_z_index(BEHIND)


class Lamp(Circle):
    """A disc that shines in the mixture of these amounts of red, green and blue light."""

    def __init__(self, amounts: Sequence[float], full: float, radius: float = 1.0) -> None:
        super().__init__(radius=radius, stroke_color=theme.TEXT, stroke_width=3, fill_opacity=1)
        self.full = full
        self.shine(amounts)

    def shine(self, amounts: Sequence[float]) -> Lamp:
        """Show other amounts."""
        return self.set_fill(ManimColor(screen_light(amounts, self.full)), 1)


class Pin(VGroup):
    """The pin of a map: its point is at ``point``."""

    def __init__(self, point: np.ndarray, height: float = 0.8, color: str = theme.MAIN) -> None:
        # The straight sides touch the round head where its radius meets them at a right angle: 30° below its middle.
        body = VMobject(fill_color=color, fill_opacity=1, stroke_width=0)
        body.set_points(Arc(radius=1, start_angle=-PI / 6, angle=4 * PI / 3).shift(2 * UP).points)
        body.add_line_to(ORIGIN).close_path()
        body.append_points(Circle(radius=0.42).shift(2 * UP).reverse_direction().points)
        super().__init__(body.set_stroke(theme.BACKGROUND, 4, background=True))
        self.set(height=height)
        self.shift(point - self.get_bottom())


class WordMap(VGroup):
    """King, woman and queen on axes that say how royal and how female a word is: ``king``, ``woman``, ``queen``.

    King is only royal, woman only female; queen is at the vector, and ``shadows`` join it to both.
    """

    def __init__(self, plane: Plane, vector: Sequence[float], size: float = theme.BODY) -> None:
        x, y = vector
        self.king = _place("king", plane.c2p(x, 0), DOWN, size)
        self.woman = _place("woman", plane.c2p(0, y), LEFT, size)
        self.queen = Prose('"queen"', size=size).next_to(plane.c2p(x, y), UR, buff=0.08)
        self.shadows = plane.shadows(vector)
        super().__init__(self.shadows, self.king, self.woman, self.queen)


def _place(word: str, point: np.ndarray, side: np.ndarray, size: float) -> VGroup:
    dot = Dot(point, color=theme.AXIS)
    return VGroup(dot, Prose(word, size=size, color=theme.AXIS).next_to(dot, side, buff=0.12))


EAST, WORDS = ("east", "north"), ("royal", "female")
LIGHTS = ("red", "green", theme.RED_LIGHT, theme.GREEN_LIGHT)
"""The names of the axes in each world, and their colours."""


def worlds(planes: Sequence[Plane], vector: Sequence[float], full: float, size: float) -> tuple[Group, Group, Group]:
    """What a vector means on three planes, each with the names of its axes: a place, a colour, a word."""
    streets, lights, words = planes
    place, colour = (plane.c2p(*vector) for plane in (streets, lights))
    lamp = Lamp(vector, full, radius=0.3).next_to(colour, UP, buff=0.12)
    return (
        Group(Town(streets), Pin(place, height=0.6), streets.axis_names(*EAST, size=size)),
        Group(LightField(lights, full), lamp, lights.axis_names(*LIGHTS, size=size)),
        Group(WordMap(words, vector, size=size), words.axis_names(*WORDS, size=size)),
    )
