"""What the axes of a plane mean: names at their ends, and beside the numbers of a list."""

from __future__ import annotations

from manim import RIGHT, AnimationGroup, VGroup

from eigenreel import theme
from eigenreel.kit.plane import Column, Plane, swap
from eigenreel.theme import Prose

ROW_SIZE, ROW_BUFF = 54, 0.55


class Naming:
    """The names of two axes, which may change.

    Attributes:
        names: at the ends of the axes; ``rows``: beside the numbers of the list.
    """

    def __init__(self, plane: Plane, column: Column, x: str, y: str, *colors: str) -> None:
        self.plane, self.column = plane, column
        self.names, self.rows = plane.axis_names(x, y, *colors), self._beside_numbers(x, y, *colors)

    def rename(self, x: str, y: str, *colors: str, rows: bool = True) -> AnimationGroup:
        """Give the axes, and the rows of the list if they are on stage, other names."""
        names, row_names = self.plane.axis_names(x, y, *colors), self._beside_numbers(x, y, *colors)
        moves = [swap(self.names, names)] + ([swap(self.rows, row_names)] if rows else [])
        self.names, self.rows = names, row_names
        return AnimationGroup(*moves)

    def _beside_numbers(self, x: str, y: str, *colors: str) -> VGroup:
        paints = colors or (theme.AXIS, theme.AXIS)
        names = VGroup(*(Prose(name, size=ROW_SIZE, color=paint) for name, paint in zip((x, y), paints, strict=True)))
        for name, entry in zip(names, self.column.entries, strict=True):
            name.next_to(entry, RIGHT, buff=ROW_BUFF)
        return names
