"""A table of numbers in cells that can change: what is zero steps back."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, RoundedRectangle, VGroup, interpolate_color

from eigenreel import theme
from eigenreel.theme import Number

CELL, GAP, NUMBER_SIZE = 1.34, 0.12, 80
GROUND = ManimColor("#14181B")


class NumberCells(VGroup):
    """Numbers in a grid of cells, tinted where they are not zero.

    Args:
        numbers: (rows, columns). color: of the tint. decimals: shown of each number.

    Attributes:
        cells, numbers: row after row.
    """

    def __init__(self, numbers: np.ndarray, color: str, decimals: int = 0, size: float = NUMBER_SIZE) -> None:
        self.shape, self.decimals = numbers.shape, decimals
        self.tint, self.quiet = ManimColor(color), ManimColor(theme.CONTEXT)
        self.cells = VGroup(*(_cell() for _ in range(numbers.size)))
        self.cells.arrange_in_grid(*self.shape, buff=GAP)
        self.numbers = VGroup(
            *(Number(0, f".{decimals}f", size=size, edge=np.zeros(3)).move_to(cell) for cell in self.cells)
        )
        super().__init__(self.cells, self.numbers)
        self.show(numbers)

    def show(self, numbers: np.ndarray) -> NumberCells:
        """Show other numbers (rows, columns)."""
        for cell, shown, value in zip(self.cells, self.numbers, numbers.ravel(), strict=True):
            # Adding zero makes 0 of −0.
            shown.set_value(round(float(value), self.decimals) + 0.0)
            weight = min(1.0, abs(float(value)))
            cell.set_fill(interpolate_color(GROUND, self.tint, 0.42 * weight))
            shown.set_fill(interpolate_color(self.quiet, ManimColor(theme.TEXT), weight))
        return self

    def cell(self, row: int, column: int) -> RoundedRectangle:
        return self.cells[row * self.shape[1] + column]


def _cell() -> RoundedRectangle:
    return RoundedRectangle(0.14, width=CELL, height=CELL, fill_opacity=1, stroke_color=theme.HIGHLIGHT, stroke_width=0)
