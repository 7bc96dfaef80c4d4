"""Eigenvectors: a matrix knocks almost every arrow off its line; two directions it only stretches."""

import numpy as np
from manim import RIGHT, UP, ManimColor, VGroup, VMobject, interpolate_color

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.emphasis import Backdrop
from eigenreel.kit.flat_arrow import FlatArrow
from eigenreel.kit.keyframes import Keyframes, play_over
from eigenreel.kit.moving_grid import fitted_grid, segments
from eigenreel.maths.plane_maps import directions, on_the_way, still_lines, turned_by
from eigenreel.maths.vector_facts import plain
from eigenreel.theme import Formula, Number

ROOM = theme.Room(left=-6.6, right=2.2, bottom=-2.6, top=3.4)
FAN, APART, NEARLY = 28, np.radians(7), np.radians(4)
"""Arrows in the fan; how near to a still line none of them is; how far off its line an arrow looks knocked off."""
FORMULA_PLACE, FORMULA_SIZE, NUMBER_SIZE = 4.5 * RIGHT + 0.2 * UP, 104, 76
MOVE, BACK, END = (0.7, 2.7), (4.6, 6.2), 6.2
"""Seconds: the plane moves, and goes back."""
FAR, BEYOND = 30.0, 0.75


class Eigenvectors(Lesson):
    matrix = Parameter([[1.5, 1.0], [0.5, 1.0]], "the 2×2 matrix that moves the plane", range=(-3, 3))

    def facts(self):
        values, vectors = still_lines(self.matrix)
        return {
            "larger": plain(values[0]), "smaller": plain(values[1]),
            "first_line": vectors[0].tolist(), "second_line": vectors[1].tolist(),
        }  # fmt: skip

    def vignette(self):
        """A fan of arrows moves with the plane; two lines of it stay, and light up."""
        values, still = still_lines(self.matrix)
        fan = directions(FAN)
        fan = fan[np.abs(fan @ still.T).max(axis=1) < np.cos(APART)]
        fan = np.concatenate([fan, still, -still])
        grid = fitted_grid(ROOM, np.concatenate([fan, fan @ np.transpose(self.matrix)]))
        rays = VMobject(stroke_color=theme.CONTEXT, stroke_width=2).set_points(segments(*grid.rays(fan)))
        lines = VGroup(*(VMobject(stroke_color=theme.HIGHLIGHT, stroke_width=3) for _ in still))
        for line, vector in zip(lines, still, strict=True):
            line.set_points_as_corners(grid.places([-FAR * vector, FAR * vector]))
        arrows = VGroup(*(FlatArrow(grid.origin, grid.place(*vector), shaft=0.075) for vector in fan))
        numbers = VGroup(*(Number(1, ".1f", prefix="×", size=NUMBER_SIZE, color=theme.HIGHLIGHT) for _ in still))
        formula = Formula(
            "A v = lambda v", size=FORMULA_SIZE, colors={"v": theme.HIGHLIGHT, "lambda": theme.HIGHLIGHT}
        ).move_to(FORMULA_PLACE)
        moved = Keyframes(*zip((*MOVE, *BACK), (0, 1, 1, 0), strict=True))
        off = 1 - np.exp(-((turned_by(self.matrix, fan) / NEARLY) ** 2))

        def draw(time):
            share = moved(time)
            matrix = on_the_way(self.matrix, share)
            grid.set_matrix(matrix)
            rays.set_stroke(opacity=0.9 * min(1, 3 * share))
            lines.set_stroke(opacity=0.8 * share)
            for arrow, vector, knocked in zip(arrows, fan, off, strict=True):
                grid.follow(arrow, vector).set_fill(colour(share, knocked))
            for number, vector, value in zip(numbers, still, values, strict=True):
                factor, seen = 1 + share * (value - 1), min(1, 4 * share)
                number.set_value(factor).set_fill(opacity=seen)
                # Beyond the tip; where an arrow turns around, its number goes over to the other side.
                tip = grid.place(*(vector * (factor + BEYOND / grid.unit * np.tanh(5 * factor))), moved=False)
                reach = theme.STAGE.right - number.width / 2
                number.move_to([np.clip(tip[0], -reach, reach), *tip[1:]])

        grounds = VGroup(*(Backdrop(letters, padding=0.08) for letters in (*numbers, formula)))
        self.add(formula.set_z_index(1))
        play_over(self, END, VGroup(grid, rays, lines, arrows, grounds, numbers), draw, 0.6)


BLUE, DARK, YELLOW = map(ManimColor, (theme.MAIN, "#3B8699", theme.HIGHLIGHT))


def colour(share, knocked):
    """Of an arrow when the plane has moved this share of its way: yellow on its line, darker off it."""
    return interpolate_color(BLUE, interpolate_color(YELLOW, DARK, knocked), share)
