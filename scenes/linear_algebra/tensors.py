"""Tensors: a number becomes a row, the row a sheet, the sheet a block; every axis is one more way to grow."""

from itertools import pairwise

import numpy as np
from manim import DOWN, RIGHT, UP, VGroup

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.cell_block import CellBlock
from eigenreel.kit.keyframes import Keyframes, play_over
from eigenreel.theme import Prose

CENTER, ROOM, MOST = (-2.3, 0.55), (8.2, 5.6), 2.2
NAMES_PLACE, NAME_SIZE, SHAPE_SIZE = 4.6 * RIGHT + 1.1 * UP, 92, 84
NAMES = ("scalar", "vector", "matrix", "tensor")
GROW, FOLD, END = ((0.7, 1.5), (2.1, 2.9), (3.5, 4.3)), ((5.6, 6.05), (6.05, 6.5), (6.5, 6.95)), 6.95
"""Seconds: the number becomes a row, a sheet, a block, and a number again."""
HALF = 0.15
"""Half the seconds in which one name gives way to the next."""


class Tensors(Lesson):
    sheets = Parameter(3, "sheets of the block", range=(2, 4))
    rows = Parameter(4, "rows of a sheet", range=(2, 5))
    columns = Parameter(5, "columns of a sheet", range=(2, 6))

    def facts(self):
        counts = np.cumprod([1, self.columns, self.rows, self.sheets])
        return {name: int(count) for name, count in zip(NAMES, counts, strict=True)}

    def vignette(self):
        """Each axis grows out of the one before; then all of them fold up again."""
        shape = (self.sheets, self.rows, self.columns)
        block = CellBlock(np.random.default_rng(7).integers(0, 10, shape), CENTER, ROOM, MOST)
        full = np.array(shape) - 1
        states = [full * (np.arange(3) > 2 - axes) for axes in (0, 1, 2, 3, 2, 1, 0)]
        steps = zip((*GROW, *FOLD), pairwise(states), strict=True)
        growth = Keyframes(*(key for span, ends in steps for key in zip(span, ends, strict=True)))
        labels = self.labels()
        seen = [Keyframes(*self.turns(place)) for place in range(len(NAMES))]

        def draw(time):
            block.show(growth(time))
            for label, share in zip(labels, seen, strict=True):
                label.set_fill(opacity=share(time))

        play_over(self, END, VGroup(block, labels), draw, 0.6)

    def labels(self):
        """What each is called, over its shape."""
        counts = (self.sheets, self.rows, self.columns)
        # As NumPy writes them: the shape of a row is (5,).
        shapes = [str(counts[3 - axes :]) for axes in range(4)]
        labels = VGroup()
        for name, shape in zip(NAMES, shapes, strict=True):
            word, size = Prose(name, size=NAME_SIZE), Prose(shape, size=SHAPE_SIZE, color=theme.MAIN)
            word.shift(-word.baseline * UP)
            size.next_to(word, DOWN, buff=0).shift((-1.2 - size.baseline) * UP)
            labels.add(VGroup(word, size))
        return labels.shift(NAMES_PLACE)

    def turns(self, place):
        """Keys of how much a name is seen: half-way through each step, one gives way to the next."""
        keys = [(0, float(place == 0))]
        for span, (old, new) in zip((*GROW, *FOLD), pairwise((0, 1, 2, 3, 2, 1, 0)), strict=True):
            middle = sum(span) / 2
            if place == old:
                keys += [(middle - HALF, 1), (middle, 0)]
            elif place == new:
                keys += [(middle, 0), (middle + HALF, 1)]
        return keys
