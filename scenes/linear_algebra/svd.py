"""Singular values: whatever a matrix does to the plane is a rotation, a stretch along the axes, and a rotation."""

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, ManimColor, VGroup, VMobject, interpolate_color

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.keyframes import Keyframes, play_over
from eigenreel.kit.moving_grid import fitted_grid, segments
from eigenreel.maths.plane_maps import directions, on_the_way, rotation, three_moves
from eigenreel.maths.vector_facts import plain
from eigenreel.theme import Formula, Prose

ROOM = theme.Room(left=-6.5, right=1.9, bottom=-2.4, top=3.4)
RINGS, SPOKES, POINTS = (1 / 3, 2 / 3, 1.0), 24, 97
FORMULA_PLACE, FORMULA_SIZE, LIST_SIZE = 4.5 * RIGHT + 2.3 * UP, 96, 72
PITCH = 1.05
COLORS = (theme.CONTRAST, theme.SECOND)
PARTS = ("V^top", "Sigma", "U")
WHITE, YELLOW = ManimColor(theme.TEXT), ManimColor(theme.HIGHLIGHT)
TURN, STRETCH, TURN_AGAIN, BACK, END = (0.6, 1.6), (2.0, 3.0), (3.4, 4.4), (5.4, 6.6), 6.6
"""Seconds: the three moves, and the way back in one."""


class SingularValues(Lesson):
    matrix = Parameter([[1.0, 1.5], [0.0, 1.0]], "a 2×2 matrix that does not flip the plane", range=(-3, 3))

    def facts(self):
        moves = three_moves(self.matrix)
        larger, smaller = moves.stretches
        return {
            "larger": plain(larger), "smaller": plain(smaller),
            "first_turn": plain(np.degrees(moves.first)), "last_turn": plain(np.degrees(moves.last)),
        }  # fmt: skip

    def vignette(self):
        """A disc is turned, stretched and turned; then the matrix alone brings it back in one move."""
        moves, circle = three_moves(self.matrix), directions(POINTS - 1)
        grid = fitted_grid(ROOM, np.concatenate([circle @ moves.at(step).T for step in range(4)]))
        disc, axes = Disc(grid), rotation(-moves.first).T
        arrows = VGroup(*(grid.arrow(axis, color) for axis, color in zip(axes, COLORS, strict=True)))
        done, back = moments(TURN, STRETCH, TURN_AGAIN), Keyframes((BACK[0], 1), (BACK[1], 0))
        formula = Formula("A = U Sigma V^top", size=FORMULA_SIZE).move_to(FORMULA_PLACE)
        steps = self.steps(moves).next_to(formula, DOWN, buff=0.7)

        def draw(time):
            grid.set_matrix(moves.at(done(time)) if time < BACK[0] else on_the_way(self.matrix, back(time)))
            disc.redraw()
            for arrow, axis in zip(arrows, axes, strict=True):
                grid.follow(arrow, axis)
            for part, step, span in zip(PARTS, steps, (TURN, STRETCH, TURN_AGAIN), strict=True):
                glow = Keyframes((span[0] - 0.2, 0), (span[0], 1), (span[1] + 0.1, 1), (span[1] + 0.3, 0))(time)
                for letters in (step, formula[part]):
                    letters.set_fill(interpolate_color(WHITE, YELLOW, glow))

        VGroup(formula, steps).set_stroke(theme.BACKGROUND, 8, background=True)
        grid.remove(grid.lines, grid.axes)
        self.add(grid)
        play_over(self, END, VGroup(disc, arrows, formula, steps), draw, 0.6)

    def steps(self, moves):
        """What the three factors do, in the order in which they do it: from the right."""
        lines = [("V^top", "rotate"), ("Sigma", "stretch"), ("U", "rotate")]
        signs = VGroup(*(Formula(sign, size=LIST_SIZE) for sign, _ in lines))
        words = VGroup(*(Prose(word, size=LIST_SIZE) for _, word in lines))
        for place, (sign, word) in enumerate(zip(signs, words, strict=True)):
            sign.shift((-PITCH * place - sign.baseline) * UP).set_x(0)
            word.align_baseline(sign).align_to(0.75 * RIGHT, LEFT)
        return VGroup(*(VGroup(*pair) for pair in zip(signs, words, strict=True)))


class Disc(VGroup):
    """The unit disc on a grid, with rings and spokes, so that its turning is seen."""

    def __init__(self, grid):
        self.grid, circle = grid, directions(POINTS - 1)
        self.circle = np.concatenate([circle, circle[:1]])
        self.face = VMobject(stroke_width=0, fill_color=theme.MAIN, fill_opacity=0.14)
        self.spokes = VMobject(stroke_color=theme.MAIN, stroke_width=2, stroke_opacity=0.55)
        self.rings = VGroup(*(VMobject(stroke_color=theme.MAIN, stroke_width=2, stroke_opacity=0.55) for _ in RINGS))
        self.rings[-1].set_stroke(width=5, opacity=1)
        super().__init__(self.face, self.spokes, self.rings)

    def redraw(self):
        """Be where the grid's map puts it."""
        places = self.grid.places(self.circle)
        self.face.set_points_as_corners(places)
        ends = self.grid.places(directions(SPOKES))
        self.spokes.set_points(segments(np.broadcast_to(self.grid.origin, ends.shape), ends))
        for ring, radius in zip(self.rings, RINGS, strict=True):
            ring.set_points_as_corners(self.grid.places(radius * self.circle))
        return self


def moments(*spans):
    """How many moves have been made, when each takes its span of seconds."""
    keys = [(second, index + end) for index, span in enumerate(spans) for end, second in enumerate(span)]
    return Keyframes(*keys)
