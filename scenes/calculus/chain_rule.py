"""The chain rule: one wheel turns the next, that one turns a third; the rates multiply along the chain."""

import numpy as np
from manim import DEGREES, DOWN, RIGHT, UP, Dot, Line, VGroup, VMobject

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.keyframes import Keyframes, play_over
from eigenreel.maths.chain_drive import Drive, wheel
from eigenreel.maths.vector_facts import plain
from eigenreel.theme import Formula, Number

BIG, PITCH, LINKS = 24, 0.33, 45
"""Teeth of the wheels that drive; scene units from tooth to tooth; links of each chain."""
TOOTH, LINK, HAND = 0.16, 0.075, 1.75
"""The height of a tooth, the radius of a link, and the length of a hand."""
AXLES = 0.15
"""How high the axles lie."""
RATE_SIZE, ANGLE_SIZE, FORMULA_SIZE = 68, 72, 76
COLORS = (theme.MAIN, theme.SECOND, theme.HIGHLIGHT)
TURN, BACK, END = (0.6, 2.8), (4.6, 6.4), 6.4
"""Seconds: the first wheel is turned, and turned back."""


class ChainRule(Lesson):
    nudge = Parameter(30.0, "degrees by which the first wheel is turned", range=(5, 50))
    first_rate = Parameter(2.0, "degrees of the second wheel to one of the first", choices=(1.5, 2.0, 3.0))
    second_rate = Parameter(3.0, "degrees of the third wheel to one of the second", choices=(1.5, 2.0, 3.0))

    def facts(self):
        whole = self.first_rate * self.second_rate
        if self.nudge * whole > 340:
            raise ValueError("the third wheel would turn all the way around")
        angles = (self.nudge, self.nudge * self.first_rate, self.nudge * whole)
        return {
            "rate": plain(whole),
            **{f"{name}_angle": plain(angle) for name, angle in zip("abc", angles, strict=True)},
        }

    def vignette(self):
        """A small turn of the first wheel is a larger one of the second and a much larger one of the third."""
        drives = [Drive(BIG, BIG / rate, LINKS, PITCH) for rate in (self.first_rate, self.second_rate)]
        across = np.cumsum([0.0, *(drive.distance for drive in drives)])
        axles = [np.array([x - across[-1] / 2, AXLES, 0]) for x in across]
        chains = VGroup(*(Chain(drive, axle) for drive, axle in zip(drives, axles, strict=False)))
        smalls = [None, *(drive.second for drive in drives)]
        dials = VGroup(
            *(
                Dial(axle, color, teeth)
                for axle, color, teeth in zip(axles, COLORS, ((BIG,), (BIG, smalls[1]), (smalls[2],)), strict=True)
            )
        )
        factors = np.array([1, self.first_rate, self.first_rate * self.second_rate])
        nudge = Keyframes(*zip((*TURN, *BACK), (0, self.nudge, self.nudge, 0), strict=True))

        def draw(time):
            angles = factors * nudge(time)
            for dial, angle in zip(dials, angles, strict=True):
                dial.turn(angle * DEGREES)
            for chain, angle in zip(chains, angles, strict=False):
                chain.turn(angle * DEGREES)

        self.add(self.formula(), self.rates(drives, axles))
        play_over(self, END, VGroup(VGroup(*(dial.wheels for dial in dials)), chains, dials), draw, 0.6)

    def formula(self):
        first, second, whole = (
            f"{plain(rate):g}" for rate in (self.first_rate, self.second_rate, self.facts()["rate"])
        )
        text = f"(dif c) / (dif a) = (dif b) / (dif a) dot (dif c) / (dif b) = {first} dot {second} = {whole}"
        return Formula(
            text, size=FORMULA_SIZE, colors={"dif a": COLORS[0], "dif b": COLORS[1], "dif c": COLORS[2]}
        ).to_edge(UP, buff=0.5)

    def rates(self, drives, axles):
        """How many times as fast the next wheel turns, half-way between the rims."""
        rates = VGroup()
        for drive, following, axle in zip(drives, (drives[1].radii[0], drives[1].radii[1]), axles, strict=False):
            middle = (drive.radii[0] + drive.distance - following) / 2
            rates.add(Formula(f"times {plain(drive.ratio):g}", size=RATE_SIZE).move_to(axle + middle * RIGHT))
        return rates


class Dial(VGroup):
    """A wheel on an axle, with a hand, and the angle through which it has come."""

    def __init__(self, axle, color, teeth):
        self.axle = axle
        self.outlines = [wheel(round(count), PITCH, TOOTH) for count in teeth]
        self.wheels = VGroup(
            *(VMobject(stroke_color=color, stroke_width=3, fill_color=color, fill_opacity=0.12) for _ in teeth)
        )
        self.start = Line(axle, axle + HAND * UP, stroke_color=theme.CONTEXT, stroke_width=3)
        self.wedge = VMobject(stroke_width=0, fill_color=color, fill_opacity=0.45)
        self.hand = VMobject(stroke_color=color, stroke_width=8)
        self.hub = Dot(axle, radius=0.13, color=color)
        self.number = Number(0, ".0f", suffix="°", size=ANGLE_SIZE, color=color, edge=0 * UP).move_to(axle + 2.2 * DOWN)
        super().__init__(self.start, self.wedge, self.hand, self.hub, self.number)

    def turn(self, angle):
        """Be turned by an angle in radians, with the clock."""
        for outline, shape in zip(self.outlines, self.wheels, strict=True):
            shape.set_points_as_corners(self.axle + turned(outline, angle))
        fan = np.linspace(0, angle, 2 + round(angle / 0.05))
        rim = self.axle + HAND * np.stack([np.sin(fan), np.cos(fan), 0 * fan], axis=1)
        self.wedge.set_points_as_corners([self.axle, *rim, self.axle])
        self.hand.set_points_as_corners([self.axle, rim[-1]])
        self.number.set_value(np.degrees(angle))


class Chain(VGroup):
    """The links of a drive whose first wheel is on an axle."""

    def __init__(self, drive, axle):
        self.drive, self.axle = drive, axle
        self.line = VMobject(stroke_color=theme.GRID, stroke_width=4)
        self.links = VGroup(*(Dot(radius=LINK, color=theme.AXIS) for _ in range(drive.links)))
        super().__init__(self.line, self.links)

    def turn(self, angle):
        places = self.axle + np.column_stack([self.drive.places(angle), np.zeros(self.drive.links)])
        self.line.set_points_as_corners([*places, places[0]])
        for link, place in zip(self.links, places, strict=True):
            link.move_to(place)


def turned(points, angle):
    """Points (n, 2) after a turn with the clock, as places (n, 3)."""
    cos, sin = np.cos(angle), np.sin(angle)
    return np.column_stack([points @ np.array([[cos, -sin], [sin, cos]]), np.zeros(len(points))])
