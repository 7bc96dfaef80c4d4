"""Softmax: scores are poured into one glass and become chances; the temperature says how evenly."""

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Dot, Line, VGroup

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.keyframes import Keyframes, play_over
from eigenreel.kit.pouring import Pouring
from eigenreel.maths.softmax import softmax
from eigenreel.theme import Formula, Number, row

WIDTH, HEIGHT = 9.5, 4.6
RULER = 5.2
"""The length of the ruler of temperatures, in scene units."""
LOOK, CHANGE = 0.8, 1.1
"""Seconds: how long each temperature is shown, and how long it changes."""
COLORS = (theme.MAIN, theme.MINIMUM, theme.WEIGHT)


class Softmax(Lesson):
    scores = Parameter([2.0, 1.0, 0.1], "the three scores", range=(0, 5))
    temperature = Parameter(1.0, "the temperature at which the film begins", range=(0.5, 2))
    cold = Parameter(0.3, "the lowest temperature", range=(0.1, 0.45))
    hot = Parameter(5.0, "the highest temperature", range=(2.5, 20))

    def facts(self):
        chances = {
            "chance": softmax(self.scores, self.temperature),
            "cold": softmax(self.scores, self.cold),
            "hot": softmax(self.scores, self.hot),
        }
        return {
            f"{name}_{place}": float(value) for name, values in chances.items() for place, value in enumerate(values, 1)
        }

    def vignette(self):
        """The glass is always full; cold, the greatest score takes it all, hot, each gets the same."""
        pouring = Pouring(self.scores, COLORS, width=WIDTH, height=HEIGHT)
        pouring.set_x(0).to_edge(UP, buff=theme.MARGIN)
        formula = Formula(
            "p_i = e^(z_i slash {{ T : one }}) / (sum_j e^(z_j slash {{ T : two }}))",
            size=theme.HEADING,
            colors={"one": theme.HIGHLIGHT, "two": theme.HIGHLIGHT},
        )
        formula.align_to(theme.STAGE.bottom * UP, DOWN).align_to(pouring, LEFT)
        ruler = TemperatureRuler(self.cold, self.hot, RULER, self.temperature)
        ruler.align_to(pouring, RIGHT).match_y(formula)
        steps = [self.temperature, self.cold, self.temperature, self.hot, self.temperature]
        keys = [(LOOK / 2, steps[0])]
        for temperature in steps[1:]:
            keys += [(keys[-1][0] + CHANGE, temperature), (keys[-1][0] + CHANGE + LOOK, temperature)]
        warmth = Keyframes(*((time, np.log(temperature)) for time, temperature in keys))
        end = keys[-2][0]

        def draw(time):
            temperature = float(np.exp(warmth(time)))
            pouring.pour(softmax(self.scores, temperature))
            ruler.set_temperature(temperature)

        self.add(formula)
        play_over(self, end, VGroup(pouring, ruler), draw, LOOK / 2)


class TemperatureRuler(VGroup):
    """A line from cold to hot, on a scale of equal ratios, with a knob and the temperature in numbers."""

    def __init__(self, cold: float, hot: float, length: float, temperature: float) -> None:
        super().__init__()
        self.cold, self.hot = cold, hot
        self.line = Line(length / 2 * LEFT, length / 2 * RIGHT, color=theme.GRID, stroke_width=8)
        self.knob = Dot(radius=0.2, color=theme.HIGHLIGHT)
        self.number = Number(temperature, ".2f", size=theme.HEADING, color=theme.HIGHLIGHT)
        self.name = row(Formula("T =", size=theme.HEADING, color=theme.HIGHLIGHT), self.number, gap=0.2)
        self.name.next_to(self.line, UP, buff=0.35)
        self.add(self.line, self.knob, self.name)
        self.set_temperature(temperature)

    def set_temperature(self, temperature: float) -> "TemperatureRuler":
        share = np.log(temperature / self.cold) / np.log(self.hot / self.cold)
        self.knob.move_to(self.line.point_from_proportion(float(np.clip(share, 0, 1))))
        self.number.set_value(temperature)
        return self
