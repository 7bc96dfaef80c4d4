"""Distributions: chance has a shape, which a mean moves and a spread widens; its area stays 1."""

import numpy as np
from manim import DOWN, LEFT, UP, VGroup

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.keyframes import Keyframes, play_over
from eigenreel.kit.melting_density import MeanAndSpread, MeltingDensity
from eigenreel.maths.families import binomial_chances, binomial_moments, normal_density, uniform_density
from eigenreel.theme import Formula

TRIES = 12
UNIT, RISE, GROUND = 1.0, 14.0, -1.55
"""Scene units to a step of x, and to a density of 1; the height of the ground."""
BELOW = 0.55
"""How far under the ground the span of the spread lies."""
AWAY, NARROW = 8.2, 1.15
"""Where the bell goes, and how narrow it becomes."""
NAME_SIZE = 100
REST, SHORT, CHANGE = 0.35, 0.12, 0.9
"""Seconds: of rest at the seam of the loop, of rest within it, and of a change."""


class Distributions(Lesson):
    chance = Parameter(0.3, "the chance of success to which the binomial goes from one half", range=(0.2, 0.45))

    def facts(self):
        mean, spread = binomial_moments(TRIES, self.chance)
        return {"tries": TRIES, "mean": mean, "spread": spread}

    def vignette(self):
        """Bars melt into the bell of their own mean and spread; it moves, narrows, turns into a box, and into bars."""
        density = MeltingDensity(TRIES, unit=UNIT, rise=RISE, ground=GROUND)
        marks = MeanAndSpread(density, below=BELOW)
        names = VGroup(
            Formula(f"B({TRIES}, p)", size=NAME_SIZE),
            Formula("cal(N)(mu, sigma^2)", size=NAME_SIZE),
            Formula("U(a, b)", size=NAME_SIZE),
        )
        names.arrange(DOWN, aligned_edge=LEFT).to_corner(UP + LEFT, buff=theme.MARGIN)
        for name in names[1:]:
            name.align_to(names[0], UP)
        score = Score(self.chance)

        def draw(time):
            shares, chance, mean, spread = score.at(time)
            chances = binomial_chances(TRIES, chance)

            def curve(x):
                bell, box = normal_density(x, mean, spread), uniform_density(x, mean, spread)
                return (shares[1] * bell + shares[2] * box) / max(shares[1] + shares[2], 1e-9)

            density.draw(shares[0], chances, curve)
            marks.draw(mean, spread)
            for name, share in zip(names, shares, strict=True):
                name.set_fill(opacity=max(0.0, 2 * share - 1))

        play_over(self, score.end, VGroup(density, marks, names), draw, REST)


class Score:
    """What is shown when: which of bars, bell and box, the chance of the bars, the mean and the spread."""

    def __init__(self, chance):
        even, odd = binomial_moments(TRIES, 0.5), binomial_moments(TRIES, chance)
        bars, bell, box = np.eye(3)
        stations = [
            (bars, 0.5, even), (bars, chance, odd), (bell, chance, odd), (bell, chance, (AWAY, odd[1])),
            (bell, chance, (AWAY, NARROW)), (box, 0.5, (AWAY, NARROW)), (box, 0.5, even), (bars, 0.5, even),
        ]  # fmt: skip
        keys, time = [], REST
        for kind, chance_here, moments in stations:
            keys.append((time, (*kind, chance_here, *moments)))
            keys.append((time + SHORT, keys[-1][1]))
            time += SHORT + CHANGE
        self.end = keys[-2][0]
        self.keys = Keyframes(*keys[:-1])

    def at(self, time):
        """The shares (3,) of bars, bell and box, the chance, the mean and the spread."""
        *shares, chance, mean, spread = self.keys(time)
        if shares[0]:
            mean, spread = binomial_moments(TRIES, chance)
        return shares, chance, mean, spread
