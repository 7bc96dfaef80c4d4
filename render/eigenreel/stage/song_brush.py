"""What the layers of a song's film draw with: mobjects and items in, numbers of items out, each made once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from manim import Mobject, config

from eigenreel.stage.display import CLEAR, Item, Paint, Shape, Stroke
from eigenreel.stage.moved import STEPS_PER_PIXEL, faded
from eigenreel.stage.recorder import Recorder

LEVELS = 32
"""Steps of a fade: more could not be told apart, and fewer items need not be drawn again."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))


class Brush:
    """Draws into the ledger of a recorder whose scene has its camera."""

    def __init__(self, recorder: Recorder) -> None:
        self.ledger, self.camera = recorder.ledger, recorder.camera
        self.size = config.pixel_width, config.pixel_height
        self._fainter: dict[tuple[int, int], int] = {}

    def number(self, item: Item) -> int:
        return self.ledger.number(item)

    def drawn(self, *mobjects: Mobject) -> tuple[int, ...]:
        """Mobjects with all their parts, from the back to the front."""
        family = [part for mobject in mobjects for part in mobject.family_members_with_points()]
        self.camera.reset()
        if family:
            self.camera.capture_mobjects(family, include_submobjects=False)
        return self.camera.drawn().items

    def shapes(self, mobjects: Sequence[Any]) -> tuple[Shape, ...]:
        """One shape for each of these mobjects, which all can be seen."""
        numbers = self.drawn(*mobjects)
        return tuple(self.ledger.items[number] for number in numbers)

    def faded(self, numbers: Sequence[int], opacity: float) -> tuple[int, ...]:
        """The same items with a share of their opacity; nothing at 0."""
        level = round(opacity * LEVELS)
        if level <= 0:
            return ()
        return tuple(numbers) if level >= LEVELS else tuple(self._faint(number, level) for number in numbers)

    def _faint(self, number: int, level: int) -> int:
        if (number, level) not in self._fainter:
            self._fainter[number, level] = self.number(faded(self.ledger.items[number], level / LEVELS))
        return self._fainter[number, level]

    # Pixels and scene units

    @property
    def edges(self) -> tuple[float, float]:
        """The right and the upper edge of the frame, in scene units."""
        return self.camera.frame_width / 2, self.camera.frame_height / 2

    @property
    def matrix(self) -> Matrix:
        """Cairo's matrix from scene units to pixels."""
        width, height = self.size
        across, up = width / self.camera.frame_width, height / self.camera.frame_height
        return (across, 0.0, 0.0, -up, width / 2, height / 2)

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the scene lies, in pixels from the upper left."""
        across, _, _, up, x0, y0 = self.matrix
        return x0 + across * x, y0 + up * y

    def rectangle(self, left: float, bottom: float, right: float, top: float, paint: Paint) -> Shape:
        """A filled rectangle in scene units; its edges lie between whole pixels."""
        (x0, y0), (x1, y1) = (map(round, self.pixel(*corner)) for corner in ((left, top), (right, bottom)))
        return self.box(x0, y0, x1, y1, paint)

    def box(self, x0: int, y0: int, x1: int, y1: int, paint: Paint) -> Shape:
        """A filled rectangle of whole pixels."""
        return filled_box(x0, y0, x1, y1, paint, self.matrix)

    def line(self, start: float, end: float, y: float, paint: Paint, width: float) -> Shape:
        """A horizontal line with round ends, from pixel to pixel; its width in scene units."""
        # Cairo's numbers of round joins and caps.
        stroke = Stroke(paint, width, 1, 1)
        return Shape(_through([(start, y), (end, y)]), ((0, 4, False),), CLEAR, stroke, None, self.matrix)


def filled_box(x0: int, y0: int, x1: int, y1: int, paint: Paint, matrix: Matrix = UNMOVED) -> Shape:
    """A filled rectangle of whole pixels; the matrix places its gradient."""
    corners = [(x0 + (x1 - x0) * i, y0 + (y1 - y0) * j) for i, j in CORNERS]
    return Shape(_outline(corners), ((0, 13, True),), paint, None, None, matrix)


def _outline(corners: Sequence[tuple[float, float]]) -> bytes:
    """A closed polygon through these pixels."""
    return _through([*corners, corners[0]])


def _through(places: Sequence[tuple[float, float]]) -> bytes:
    """Straight curves from pixel to pixel, as a Shape has its points."""
    points = [places[0]]
    for (x0, y0), (x1, y1) in pairwise(places):
        points += [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in (1 / 3, 2 / 3, 1)]
    return np.round(np.array(points) * STEPS_PER_PIXEL).astype(np.int32).tobytes()
