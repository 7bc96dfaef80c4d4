"""Entropy: how much a coin surprises, on average; most when it is fair, not at all when it is certain."""

import numpy as np
from manim import DOWN, RIGHT, UP, Dot, VGroup

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.axes import LabelledAxes
from eigenreel.kit.keyframes import Keyframes, play_over
from eigenreel.kit.surprising_coins import SurprisingCoins
from eigenreel.maths.information import coin_entropy, entropy, surprise
from eigenreel.theme import Formula, Number

COLUMNS, ROWS, SPACING, BIT = 8, 8, 0.79, 0.27
"""The coins; the radius of a coin whose side is worth one bit."""
GRAPH = (4.9, 3.7)
HEADS, TAILS, AVERAGE = theme.MAIN, theme.WEIGHT, theme.HIGHLIGHT
REST, LOOK, CHANGE = 0.45, 0.4, 1.55
"""Seconds: of rest with the fair coin, with the certain one, and of the way between them."""
TURN = 0.3
"""Seconds in which a coin turns over."""


class Entropy(Lesson):
    certain = Parameter(0.97, "the chance of the side that is nearly certain", range=(0.85, 0.99))

    def facts(self):
        return {
            "fair": entropy([0.5, 0.5]),
            "certain": entropy([self.certain, 1 - self.certain]),
            "usual_bits": surprise(self.certain),
            "rare_bits": surprise(1 - self.certain),
        }

    def vignette(self):
        """Coins as large as their surprise: fair ones are alike; of bent ones few are large, and most vanish."""
        left = (theme.STAGE.left + COLUMNS * SPACING / 2) * RIGHT + theme.STAGE_CENTER[1] * UP
        coins = SurprisingCoins(COLUMNS, ROWS, left, spacing=SPACING, bit=BIT, heads=HEADS, tails=TAILS)
        graph = LabelledAxes((0, 1, 0.5), (0, 1, 1), size=GRAPH, x_name="$p$", y_name="bits")
        graph.to_edge(RIGHT, buff=theme.MARGIN).align_to(theme.STAGE.bottom * UP, DOWN)
        curve = graph.curve(coin_entropy, theme.AXIS)
        formula = Formula(
            "H = {{ p log_2 1/p : heads }} + {{ q log_2 1/q : tails }}", size=theme.FORMULA,
            colors={"heads": HEADS, "tails": TAILS},
        )  # fmt: skip
        formula.to_corner(UP + RIGHT, buff=theme.MARGIN)
        dot, number = Dot(radius=0.16, color=AVERAGE), Number(1.0, ".2f", size=1.2 * theme.TITLE, color=AVERAGE)
        number.move_to(graph.c2p(0.5, 0.4))
        chance, recently = Keyframes(*self.swings()), np.linspace(TURN, 0, 30)

        def draw(time):
            p = chance(time)
            bits = entropy([p, 1 - p])
            coins.show(np.array([chance(moment) for moment in time - recently]))
            dot.move_to(graph.c2p(p, bits))
            number.set_value(bits)

        self.add(formula, graph, curve)
        play_over(self, chance.times[-1] + TURN, VGroup(coins, dot, number), draw, REST - TURN)

    def swings(self):
        """From the fair coin to heads for certain, back, to tails for certain, and back."""
        time = REST
        for goal in (self.certain, 1 - self.certain):
            yield time, 0.5
            yield time + CHANGE, goal
            yield time + CHANGE + LOOK, goal
            time += 2 * CHANGE + LOOK
        yield time, 0.5
