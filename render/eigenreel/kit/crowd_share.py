"""The share of one group among two, counted: a total above, each group's number below it, and the fraction."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, LEFT, RIGHT, Circle, TransformFromCopy, UpdateFromAlphaFunc, VGroup, linear, smooth

from eigenreel import theme
from eigenreel.kit.crowd_table import on_one_line
from eigenreel.kit.fraction import Fraction
from eigenreel.kit.tested_crowd import Places
from eigenreel.theme import Formula, Prose

LABELS_BELOW, EQUATION_BELOW = 0.6, 0.6
"""Scene units from the dots to the labels, and from the labels to the equation."""
STOPS, FIRST, GOLDEN, RING = 5, 0.844, 0.618, 1.45
"""How many people a ring visits, where in the crowd it begins, how far on the next one is, and its radius, in dots."""


class CrowdShare(VGroup):
    """What is written around those who test positive.

    Args:
        places: where the found and the alarmed stand.
        found, alarms, total: their numbers, as written.
        outcome: the share, and what else is said of it; its first ``emphasis`` characters stand out.
        headline: where the total stands, (x, y, z).

    Attributes:
        total, ill, healthy: ``Prose``. ratio: ``Fraction``. outcome: equals sign and outcome.
    """

    def __init__(
        self, places: Places, found: str, alarms: str, total: str, outcome: str, emphasis: int, headline, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.total = Prose(f"{total} positive", color=theme.POSITIVE).move_to(headline)
        self.ill = Prose(f"{found} ill", color=theme.ILL)
        self.healthy = Prose(f"{alarms} healthy", color=theme.HEALTHY)
        self._put_under(places)
        self.ratio = Fraction([Prose(found, color=theme.ILL)], [Prose(total, color=theme.POSITIVE)])
        said = Prose(outcome)
        said[:emphasis].set_color(theme.HIGHLIGHT)
        self.outcome = VGroup(Formula("="), said)
        equation = VGroup(self.ratio, *self.outcome).arrange(RIGHT, buff=theme.GAP)
        equation.next_to(self.ill, DOWN, buff=EQUATION_BELOW).set_x(0)
        self.add(self.total, self.ill, self.healthy, self.ratio, self.outcome)

    def _put_under(self, places: Places) -> None:
        """Each label under its group, further apart where they would touch."""
        floor = min(centres[:, 1].min() - radius for centres, radius in places.values())
        for label, (centres, _) in zip((self.ill, self.healthy), places.values(), strict=True):
            label.move_to([(centres[:, 0].min() + centres[:, 0].max()) / 2, floor - LABELS_BELOW, 0])
        lack = self.ill.get_right()[0] + 2 * theme.GAP - self.healthy.get_left()[0]
        if lack > 0:
            self.ill.shift(lack / 2 * LEFT)
            self.healthy.shift(lack / 2 * RIGHT)
        on_one_line(self.ill, self.healthy)

    def look_for_you(self, places: Places, **kwargs: Any) -> UpdateFromAlphaFunc:
        """A ring comes, hops from one to another all over the crowd, and goes: you may be anybody here."""
        everybody = np.concatenate([centres for centres, _ in places.values()])
        visited = (FIRST + GOLDEN * np.arange(STOPS)) % 1
        stops = everybody[(len(everybody) * visited).astype(int)]
        radius = max(radius for _, radius in places.values())
        ring = Circle(radius=RING * radius, color=theme.POSITIVE, stroke_width=6)

        def hop(ring: Circle, moment: float) -> None:
            along = moment * (STOPS - 1)
            last = min(int(along), STOPS - 2)
            # It rests for a moment at each.
            share = smooth(float(np.clip(2 * (along - last) - 0.5, 0, 1)))
            ring.move_to(stops[last] + share * (stops[last + 1] - stops[last]))
            ring.set_stroke(opacity=min(1.0, 10 * moment, 10 * (1 - moment)))

        hop(ring, 0.0)
        return UpdateFromAlphaFunc(ring, hop, rate_func=linear, remover=True, **kwargs)

    def take_found(self) -> TransformFromCopy:
        """The number of the found goes on top of the fraction."""
        return self._take(self.ill, self.ratio.top[0])

    def take_total(self) -> TransformFromCopy:
        """The total goes below the line."""
        return self._take(self.total, self.ratio.bottom[0])

    @staticmethod
    def _take(label: Prose, number: Prose) -> TransformFromCopy:
        return TransformFromCopy(label[: len(number)], number)
