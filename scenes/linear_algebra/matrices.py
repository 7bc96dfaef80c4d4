"""Matrices: the columns of a table say where the two basis arrows land, and the whole plane goes with them."""

import numpy as np
from manim import LEFT, RIGHT, UP, Circle, Polygon, VGroup

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.emphasis import Backdrop
from eigenreel.kit.keyframes import Keyframes, play_over
from eigenreel.kit.matrix_table import MatrixTable
from eigenreel.kit.moving_grid import fitted_grid
from eigenreel.kit.plane import Column
from eigenreel.maths.plane_maps import on_the_way
from eigenreel.maths.vector_facts import written

ROOM = theme.Room(left=-4.7, right=1.9, bottom=-1.5, top=2.7)
"""Where the unit square is, before and after."""
TABLE_PLACE, TABLE_SIZE, WIDEST, LABEL_SIZE, ASIDE = 5.0 * RIGHT + 1.2 * UP, 132, 2.9, 76, 0.45
ARC, HIGHEST = 0.25, 1.7
"""How high columns fly: this share of their way, and no more than these scene units."""
COLORS = (theme.BASIS_X, theme.BASIS_Y)
SQUARE = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]])
FLIGHTS, MOVE, BACK, GONE, END = ((0.5, 1.5), (1.0, 2.0)), (2.3, 3.9), (5.0, 6.5), 5.6, 6.5
"""Seconds: the columns fly to their places, the plane moves there, goes back, and the columns fade."""


class Matrices(Lesson):
    matrix = Parameter([[2.0, -1.0], [1.0, 1.0]], "the 2×2 matrix that moves the plane", range=(-3, 3))

    def facts(self):
        first, second = np.transpose(self.matrix).tolist()
        return {"first_column": first, "second_column": second}

    def vignette(self):
        """The columns of the matrix fly to where the basis arrows are to land, and the plane follows."""
        grid = fitted_grid(ROOM, np.concatenate([SQUARE, SQUARE @ np.transpose(self.matrix)]))
        table = MatrixTable(self.matrix, colors=COLORS, size=TABLE_SIZE)
        table.scale(min(1, WIDEST / table.width)).move_to(TABLE_PLACE)
        square = Polygon(*grid.places(SQUARE), fill_color=theme.HIGHLIGHT, fill_opacity=0.25, stroke_width=0)
        arrows = VGroup(*(grid.arrow(vector, color) for vector, color in zip(np.eye(2), COLORS, strict=True)))
        flights, moved = [Keyframes((begin, 0), (end, 1)) for begin, end in FLIGHTS], moves((*MOVE, *BACK))
        seen = Keyframes((BACK[0], 1), (GONE, 0))
        landings = VGroup(*(Landing(grid, table, self.matrix, index) for index in (0, 1)))

        def draw(time):
            grid.set_matrix(on_the_way(self.matrix, moved(time)))
            square.set_points_as_corners(grid.places(SQUARE))
            for arrow, vector in zip(arrows, np.eye(2), strict=True):
                grid.follow(arrow, vector)
            for landing, flight in zip(landings, flights, strict=True):
                landing.show(flight(time), seen(time))

        self.add(Backdrop(table, padding=0.35, opacity=0.9).set_z_index(1), table.set_z_index(2))
        play_over(self, END, VGroup(grid, square, landings, arrows), draw, 0.5)


class Landing(VGroup):
    """A column on its way from the table to the place that it names, where a ring awaits the arrow."""

    def __init__(self, grid, table, matrix, index):
        numbers, color = np.asarray(matrix)[:, index], COLORS[index]
        place, self.start = grid.place(*numbers, moved=False), table.columns[index].get_center()
        self.ring = Circle(0.24, stroke_color=color, stroke_width=5).move_to(place)
        self.label = Column(written(numbers), color=color, size=LABEL_SIZE)
        side = RIGHT if place[0] > grid.origin[0] else LEFT
        self.goal = place + (ASIDE + self.label.width / 2) * side
        super().__init__(self.ring, self.label)

    def show(self, flown, seen):
        """Be at this share of the way, and as visible as this."""
        seen *= min(1, 6 * flown)
        arc = min(ARC * np.linalg.norm(self.goal - self.start), HIGHEST) * np.sin(np.pi * flown)
        self.label.move_to((1 - flown) * self.start + flown * self.goal + arc * UP)
        self.label.set_fill(opacity=seen).set_stroke(theme.BACKGROUND, 8, opacity=seen, background=True)
        self.ring.set_stroke(opacity=seen * flown)


def moves(moments):
    """There, to stay, and back."""
    return Keyframes(*zip(moments, (0, 1, 1, 0), strict=True))
