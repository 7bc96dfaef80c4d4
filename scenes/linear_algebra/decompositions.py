"""Decompositions: elimination clears a staircase of zeros, and what it took away becomes the other factor."""

import numpy as np
from manim import RIGHT, UP, VGroup

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.keyframes import Keyframes, eased, play_over
from eigenreel.kit.number_cells import NumberCells
from eigenreel.maths.elimination import decimals_of, eliminate
from eigenreel.maths.vector_facts import plain
from eigenreel.theme import Formula

LETTER_SIZE, PLACE = 110, 0.25 * UP
FIRST, PACE, PAUSE = 0.7, 0.85, 0.3
"""Seconds: the first entry begins to be cleared; how long each takes; and between two."""
STAY, BACK = 1.3, 1.3
OUTLINE = 6


class Decompositions(Lesson):
    matrix = Parameter(
        [[2.0, 1.0, 1.0], [4.0, 3.0, 3.0], [8.0, 7.0, 9.0]],
        "a 3×3 matrix that needs no exchange of rows",
        range=(-9, 9),
    )

    def facts(self):
        done = eliminate(self.matrix)
        return {f"factor_{each.row + 1}{each.pivot + 1}": plain(each.factor) for each in done.clearings}

    def vignette(self):
        """Entry by entry, the staircase is cleared; the multipliers wait in L, and all of it is undone."""
        done = eliminate(self.matrix)
        decimals = decimals_of(done.lower, done.upper)
        lower = NumberCells(done.lower[0], theme.SECOND, decimals)
        upper = NumberCells(done.upper[0], theme.MAIN, decimals)
        equation = Formula("A =", size=LETTER_SIZE)
        VGroup(equation, lower, upper).arrange(RIGHT, buff=0.65).move_to(PLACE)
        letters = [
            Formula(name, size=LETTER_SIZE, color=color) for name, color in (("L", theme.SECOND), ("U", theme.MAIN))
        ]
        for letter, table in zip(letters, (lower, upper), strict=True):
            letter.next_to(table, UP, buff=0.3)
        starts = FIRST + (PACE + PAUSE) * np.arange(len(done.clearings))
        back = starts[-1] + PACE + STAY
        keys = [(start + end * PACE, step + end) for step, start in enumerate(starts) for end in (0, 1)]
        progress = Keyframes(*keys, (back, len(starts)), (back + BACK, 0))
        self.add(equation)

        def draw(time):
            for table, numbers in zip((lower, upper), done.at(progress(time)), strict=True):
                table.show(numbers)
                table.cells.set_stroke(width=0)
            for letter in letters:
                letter.set_fill(opacity=eased(progress(time) - len(starts) + 1))
            for start, step in zip(starts, done.clearings, strict=True):
                glow = min(eased((time - start + 0.2) / 0.2), eased((start + PACE + 0.25 - time) / 0.2))
                if glow > 0:
                    marked = [upper.cell(step.pivot, column) for column in range(step.pivot, len(self.matrix))]
                    for cell in (*marked, upper.cell(step.row, step.pivot), lower.cell(step.row, step.pivot)):
                        cell.set_stroke(width=OUTLINE, opacity=glow)

        play_over(self, back + BACK, VGroup(lower, upper, *letters), draw, 0.6)
