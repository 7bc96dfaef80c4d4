"""A table of one, two or three axes as a block of cells with numbers on its front, which can grow axis by axis."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, Polygon, VGroup, interpolate_color

from eigenreel import theme
from eigenreel.maths.cells import extent, faces, painting_order, places, presence
from eigenreel.theme import Number

SIDE, DIGIT = 0.93, 0.5
"""The side of a cell and the em of its number, as shares of the distance from cell to cell."""
LOW, HIGH = ManimColor("#123244"), ManimColor("#1F7391")
LIGHT, SHADE = ManimColor("#FFFFFF"), ManimColor("#000000")


class CellBlock(VGroup):
    """Cells of whole numbers (sheets, rows, columns); larger numbers are lighter.

    Args:
        center: (2,) of the room that it fills. most: the largest side of a cell; room: width and height, scene units.
    """

    def __init__(
        self, numbers: np.ndarray, center: tuple[float, float], room: tuple[float, float], most: float
    ) -> None:
        self.values, self.center_at, self.room, self.most = numbers, np.array(center), np.array(room), most
        self.grown: np.ndarray | None = None
        self.order = painting_order(numbers.shape)
        self.bodies, self.digits = {}, {}
        for index in self.order:
            color = interpolate_color(LOW, HIGH, float(numbers[index]) / max(int(numbers.max()), 1))
            shades = color, interpolate_color(color, LIGHT, 0.28), interpolate_color(color, SHADE, 0.45)
            self.bodies[index] = VGroup(*(_face(shade) for shade in shades))
            if index[0] == 0:
                self.digits[index] = Number(int(numbers[index]), ".0f", size=theme.BODY, edge=np.zeros(3))
        parts = ([self.bodies[index], *filter(None, [self.digits.get(index)])] for index in self.order)
        super().__init__(*(part for group in parts for part in group))

    def show(self, grown: np.ndarray) -> CellBlock:
        """Be grown by so many steps (3,) backwards, down and to the right."""
        grown = np.asarray(grown, float)
        if self.grown is not None and np.array_equal(grown, self.grown):
            return self
        self.grown = grown.copy()
        size = extent(grown)
        unit = min(self.most, *(self.room / size))
        # The upper left corner of the front is the origin of the cells.
        shift = self.center_at - unit * np.array([size[0] / 2, size[1] / 2 - grown[1] - 1])
        where, there = places(self.values.shape, grown), presence(self.values.shape, grown)
        for index in self.order:
            outlines = unit * faces(where[index], SIDE) + shift
            for face, corners in zip(self.bodies[index], outlines, strict=True):
                ring = np.column_stack([corners, np.zeros(4)])
                face.set_points_as_corners([*ring, ring[0]]).set_fill(opacity=there[index])
            if index in self.digits:
                digit = self.digits[index]
                digit.scale(DIGIT * unit / (digit.growth * digit.size * theme.FRAME_HEIGHT / 1080))
                digit.move_to([*outlines[0].mean(axis=0), 0]).set_fill(opacity=there[index])
        return self


def _face(color: ManimColor) -> Polygon:
    return Polygon(*np.zeros((3, 3)), fill_color=color, fill_opacity=1, stroke_width=0)
