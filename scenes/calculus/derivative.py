"""The derivative: a line through two points of a curve becomes the tangent, as the second point comes to the first."""

import numpy as np
from manim import LEFT, RIGHT, UP, Dot, Line, ManimColor, VGroup, interpolate_color

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.axes import LabelledAxes
from eigenreel.kit.keyframes import Keyframes, play_over
from eigenreel.maths.slopes import PARABOLA, inside
from eigenreel.theme import Formula, Number

RIGHTMOST, TOP, AXES = 5.0, 6.0, (8.5, 5.1)
"""The last values on both axes; their width and height in scene units."""
FORMULA_PLACE, FORMULA_SIZE = 4.85 * RIGHT + 1.4 * UP, 100
LEG_WIDTH, LINE_WIDTH, DOT = 7, 5, 0.14
CLOSE, OPEN, END = (0.6, 3.2), (4.9, 6.4), 6.4
"""Seconds: the second point comes to the first, and goes away again."""
NEAR = 0.25
"""The gap from which on the line turns into the tangent."""
SECANT, TANGENT = ManimColor(theme.TEXT), ManimColor(theme.GRADIENT)


class Derivative(Lesson):
    place = Parameter(1.2, "where the slope is wanted", range=(0.6, 2.5))
    gap = Parameter(3.2, "how far away the second point is at first", range=(1.0, 3.2))

    def facts(self):
        if self.place + self.gap > 4.6:
            raise ValueError("the second point is beyond the axes")
        first, slope = PARABOLA.secant_slope(self.place, self.gap), PARABOLA.slope(self.place)
        return {"first_slope": round(first, 2), "slope": round(float(slope), 2)}

    def vignette(self):
        """The gap closes, and the slope between two points becomes the slope at one."""
        axes = LabelledAxes((0, RIGHTMOST, 0), (0, TOP, 0), size=AXES, x_name="$x$", y_name="$y$")
        axes.to_edge(LEFT, buff=0.9).to_edge(UP, buff=0.5)
        curve = axes.curve(PARABOLA.height, theme.MAIN, x=(0, 4.7), stroke_width=6)
        gap = Keyframes(*zip((*CLOSE, *OPEN), (self.gap, 0, 0, self.gap), strict=True))
        line = Line(stroke_width=LINE_WIDTH)
        run, rise = (Line(stroke_color=color, stroke_width=LEG_WIDTH) for color in (theme.SECOND, theme.CONTRAST))
        ends = VGroup(*(Dot(radius=DOT, color=theme.HIGHLIGHT) for _ in range(2)))
        quotients, value = self.quotients()
        self.add(axes, curve)

        def draw(time):
            between = gap(time)
            near, slope = max(0, 1 - between / NEAR), PARABOLA.secant_slope(self.place, between)
            x = np.array([self.place, self.place + between])
            first, last = axes.places(x, PARABOLA.height(x))
            corner = np.array([last[0], first[1], 0])
            run.set_points_as_corners([first, corner])
            rise.set_points_as_corners([corner, last])
            for dot, place in zip(ends, (first, last), strict=True):
                dot.move_to(place)
            color = interpolate_color(SECANT, TANGENT, near)
            along = inside(self.place, PARABOLA.height(self.place), slope, RIGHTMOST, TOP)
            line.set_points_as_corners(axes.places(*along.T)).set_stroke(color)
            value.set_value(slope).set_fill(color)
            for quotient, seen in zip(quotients, (1 - near, near), strict=True):
                quotient.set_fill(opacity=seen)

        play_over(self, END, VGroup(run, rise, line, ends, quotients, value), draw, 0.6)

    def quotients(self):
        """Both ways of writing the slope, one over the other, and its value."""
        secant = Formula("(Delta y) / (Delta x)", size=FORMULA_SIZE)
        tangent = Formula("(dif y) / (dif x)", size=FORMULA_SIZE, color=theme.GRADIENT)
        for name, color in (("Delta y", theme.CONTRAST), ("Delta x", theme.SECOND)):
            secant[name].set_color(color)
        value = Number(1, ".2f", prefix="= ", size=FORMULA_SIZE).next_to(secant, RIGHT, buff=0.35)
        VGroup(secant, value).move_to(FORMULA_PLACE)
        return VGroup(secant, tangent.move_to(secant)), value
