"""The gradient: at every place the way straight uphill, across the lines of equal height."""

import numpy as np
from manim import Dot, VGroup, VMobject

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.contour_map import ContourMap
from eigenreel.kit.emphasis import Backdrop
from eigenreel.kit.flat_arrow import FlatArrow
from eigenreel.kit.keyframes import play_over
from eigenreel.maths.hills import TWO_HILLS
from eigenreel.theme import Formula

X, Y = (-7.3, 7.3), (-4.2, 4.2)
"""What the map shows, in scene units: a little more than the frame."""
LEVELS = np.linspace(0.3, 3.0, 10)
GRID, FEW, WIDE, TALL = 1.3, 0.2, 6.6, 3.5
"""How far small arrows stand apart, the slope below which there is none, since none could be seen, and how far
from the middle of the frame they go."""
SMALL, LARGE, LONGEST = 0.5, 1.5, 0.85
"""Scene units to a unit of slope, for small arrows and for the large one; and the longest small arrow."""
POINTS, LOOP, REST, EASE = 601, 7.0, 0.3, 0.7
TANGENT, CORNER = 0.75, 0.24
"""Half the length of the line across the arrow, and the side of the mark of the right angle."""
LABEL_SIZE, LABEL_BUFF = 88, 0.62
HIGH = "#86C5DB"
"""The colour of the highest line: none is as light as the way around."""
FAINT = "#C07A45"


class Gradient(Lesson):
    level = Parameter(1.1, "the height at which the walker goes around", range=(0.9, 1.35))

    def facts(self):
        walk = self.walk()
        slopes = np.linalg.norm(TWO_HILLS.gradient(walk), axis=1)
        return {"steepest": round(float(slopes.max()), 2), "flattest": round(float(slopes.min()), 2)}

    def walk(self):
        return TWO_HILLS.round_walk(self.level, X, Y, POINTS)

    def vignette(self):
        """A walker goes around at one height; the gradient points uphill, always square to the way."""
        walk = self.walk()
        slopes = TWO_HILLS.gradient(walk)
        map_ = ContourMap(TWO_HILLS.height, X, Y, size=(X[1] - X[0], Y[1] - Y[0]), levels=LEVELS, high=HIGH)
        around = VMobject(stroke_color=theme.TEXT, stroke_width=5).set_points_smoothly(map_.places(walk[::6]))
        arrow = FlatArrow(map_.point(0, 0), map_.point(1, 0), color=theme.GRADIENT, shaft=0.13)
        tangent, corner = (VMobject(stroke_color=theme.HIGHLIGHT, stroke_width=width) for width in (5, 4))
        walker, label = (
            Dot(radius=0.15, color=theme.HIGHLIGHT),
            Formula("nabla f", size=LABEL_SIZE, color=theme.GRADIENT),
        )
        self.add(map_.lines, self.field(map_), around)

        def draw(time):
            share = time / LOOP
            place = (share - EASE * np.sin(2 * np.pi * share) / (2 * np.pi)) * (POINTS - 1)
            here, slope = at(walk, place), at(slopes, place)
            start, end = map_.point(*here), map_.point(*(here + LARGE * slope))
            uphill = (end - start) / np.linalg.norm(end - start)
            across = np.array([-uphill[1], uphill[0], 0])
            arrow.put(start, end)
            tangent.set_points_as_corners([start - TANGENT * across, start + TANGENT * across])
            sides = CORNER * across, CORNER * (across + uphill), CORNER * uphill
            corner.set_points_as_corners([start + side for side in sides])
            walker.move_to(start)
            label.move_to(end + LABEL_BUFF * uphill)

        play_over(self, LOOP, VGroup(Backdrop(label), label, corner, tangent, arrow, walker), draw, REST)

    def field(self, map_):
        """Small arrows all over the map."""
        columns, rows = (np.arange(-round(span[1] / GRID), round(span[1] / GRID) + 1) * GRID for span in (X, Y))
        points = np.array([(x, y) for x in columns for y in rows if abs(x) < WIDE and abs(y) < TALL])
        slopes = TWO_HILLS.gradient(points)
        sizes = np.linalg.norm(slopes, axis=1)
        arrows = VGroup()
        for point, slope, size in zip(points, slopes, sizes, strict=True):
            if size > FEW:
                reach = slope * min(SMALL, LONGEST / size) / 2
                arrows.add(
                    FlatArrow(map_.point(*(point - reach)), map_.point(*(point + reach)), color=FAINT, shaft=0.06)
                )
        return arrows


def at(values, place):
    """Between two rows of values (n, 2)."""
    first = min(int(place), len(values) - 2)
    return values[first] + (place - first) * (values[first + 1] - values[first])
