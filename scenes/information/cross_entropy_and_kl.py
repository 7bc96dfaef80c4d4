"""Cross-entropy and KL divergence: what a wrong belief costs, place by place; the two directions cost differently."""

import numpy as np
from manim import RIGHT, UP, VGroup

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.cost_graph import AreaGraph, Cost
from eigenreel.kit.keyframes import Keyframes, play_over
from eigenreel.maths.families import normal_density
from eigenreel.maths.information import divergence_density
from eigenreel.maths.two_hills import TwoHills, integral
from eigenreel.theme import Formula, row

SPAN, SPREAD = (-5.0, 5.0), 0.8
"""The places that are shown, and the spread of both hills."""
UNIT, RISE, TALLEST, STEEPEST = 1.32, 5.6, 2.15, 4.6
"""Scene units to a step of x, to a density of 1, to the greatest cost of all, and at most to a cost of 1 bit."""
GROUNDS = (1.05, -1.25, -2.75)
"""The heights of the lines on which the densities, the one cost and the other stand."""
TRUTH, MODEL = theme.MAIN, theme.WEIGHT
COSTS = (theme.HIGHLIGHT, theme.CONTRAST)
"""Of taking the model for the truth, and the truth for the model."""
LETTER, NAME_ABOVE = 100, 0.75
LOOK, CHANGE = 1.1, 2.0
"""Seconds: how long a bell is shown, and how long it takes to the other one."""


class CrossEntropyAndKl(Lesson):
    share = Parameter(0.8, "the share of the first of the two hills", range=(0.75, 0.85))
    apart = Parameter(1.6, "how far each hill is from the middle", range=(1.45, 1.75))

    def hills(self):
        return TwoHills(self.share, (-self.apart, SPREAD), (self.apart, SPREAD))

    def facts(self):
        hills = self.hills()
        x, told = hills.grid(), {}
        for name, bell in (("covering", hills.covering_bell()), ("choosing", hills.choosing_bell())):
            for way, cost in zip(("forward", "reverse"), self.costs(hills.density(x), x, bell), strict=True):
                told[f"{name}_{way}"] = integral(cost, x)
        return told

    def vignette(self):
        """A bell that covers both hills pays for the gap between them; one that chooses a hill pays for the other."""
        hills, x = self.hills(), np.linspace(*SPAN, 301)
        covering, choosing = hills.covering_bell(), hills.choosing_bell()
        truth = hills.density(x)
        highest = max(float(each.max()) for bell in (covering, choosing) for each in self.costs(truth, x, bell))
        rise = min(TALLEST / highest, STEEPEST)
        p, q = (AreaGraph(x, unit=UNIT, rise=RISE, ground=GROUNDS[0], color=color, fill=fill)
                for color, fill in ((TRUTH, 0.45), (MODEL, 0.0)))  # fmt: skip
        costs = [AreaGraph(x, unit=UNIT, rise=rise, ground=ground, color=color, fill=0.6)
                 for ground, color in zip(GROUNDS[1:], COSTS, strict=True)]  # fmt: skip
        names = [Cost(f'{{{{ "KL"({order}) : value }}}} =', graph, color, NAME_ABOVE)
                 for graph, order, color in zip(costs, ("p || q", "q || p"), COSTS, strict=True)]  # fmt: skip
        letters = row(Formula("p", size=LETTER, color=TRUTH), Formula("q", size=LETTER, color=MODEL), gap=0.6)
        letters.to_corner(UP + RIGHT, buff=theme.MARGIN)
        bells = covering, choosing, choosing, covering
        bell = Keyframes(*zip(np.cumsum([LOOK / 2, CHANGE, LOOK, CHANGE]), bells, strict=True))
        fine = hills.grid()
        truth_fine = hills.density(fine)

        def draw(time):
            q.draw(normal_density(x, *bell(time)))
            here, everywhere = self.costs(truth, x, bell(time)), self.costs(truth_fine, fine, bell(time))
            for graph, name, cost, whole in zip(costs, names, here, everywhere, strict=True):
                graph.draw(cost)
                name.set_value(integral(whole, fine))

        self.add(p.draw(truth), letters)
        play_over(self, bell.times[-1], VGroup(*costs, q, *names), draw, LOOK / 2)

    def costs(self, truth, x, bell):
        """What it costs at every place to take the bell for the truth, and the truth for the bell."""
        model = normal_density(x, *bell)
        return divergence_density(truth, model), divergence_density(model, truth)
