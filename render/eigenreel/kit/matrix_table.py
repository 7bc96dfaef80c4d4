"""A matrix as a table of numbers between brackets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from eigenreel import theme
from eigenreel.maths.vector_facts import plain
from eigenreel.theme import Formula


class MatrixTable(VGroup):
    """A table of numbers between brackets.

    Args:
        colors: of the columns, from the left; white, if none are given.

    Attributes:
        columns: the numbers of each column. brackets: the pieces of both.

    >>> table = MatrixTable([[2, -1], [1, 0.5]])
    >>> [len(column) for column in table.columns]
    [2, 5]
    """

    def __init__(
        self, matrix: Sequence[Sequence[float]], *, colors: Sequence[str] = (), size: float = theme.FORMULA
    ) -> None:
        rows = np.asarray(matrix, float)
        named = [
            ", ".join(f"{{{{ {plain(number):g} : at{row}_{column} }}}}" for column, number in enumerate(numbers))
            for row, numbers in enumerate(rows)
        ]
        # Typst takes a first semicolon as the end of the part before it; the second one ends the row.
        self.formula = Formula(f'mat(delim: "[", {";; ".join(named)})', size=size)
        across, down = range(rows.shape[1]), range(rows.shape[0])
        self.columns = VGroup(
            *(VGroup(*(glyph for row in down for glyph in self.formula[f"at{row}_{each}"])) for each in across)
        )
        for column, color in zip(self.columns, colors, strict=False):
            column.set_color(color)
        owned = {id(glyph) for column in self.columns for glyph in column}
        self.brackets = VGroup(*(glyph for glyph in self.formula if id(glyph) not in owned))
        super().__init__(self.formula)
