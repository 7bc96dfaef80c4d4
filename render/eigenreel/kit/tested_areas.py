"""A tested town as areas: the wall stands at the prior, the bright parts are those who test positive."""

from __future__ import annotations

from typing import Any, NamedTuple

from manim import LEFT, RIGHT, UP, Animation

from eigenreel import theme
from eigenreel.kit.wall_rectangle import Measure, ToShares, WallRectangle
from eigenreel.theme import Prose

BRIGHT, FORGOTTEN = 1.0, 0.25
"""Opacities of those who test negative: among all, and after a positive test."""


class Measures(NamedTuple):
    """The four lengths that the two areas are made of."""

    prior: Measure
    likelihood: Measure
    rest: Measure
    false_rate: Measure


class TestedAreas(WallRectangle):
    """The ill on the left of the wall, the healthy on its right; nobody is tested yet.

    Args:
        prior: share of the ill, where the wall stands.
        sensitivity, false_rate: shares of the ill and of the healthy who test positive.
        width, height: scene units.
    """

    __test__ = False  # or pytest takes it for a class of tests

    def __init__(self, prior: float, sensitivity: float, false_rate: float, **size: float) -> None:
        colors = {"left_color": theme.ILL, "right_color": theme.HEALTHY, "line_color": theme.CONTEXT}
        super().__init__(prior, 0, 0, **size, **colors)
        self.sensitivity, self.false_rate = sensitivity, false_rate

    def measures(self, prior: str, likelihood: str, rest: str, false_rate: str) -> Measures:
        """What is written at the four lengths when both parts have risen, wherever the wall stands now."""
        risen = self.copy().set_shares(self.wall, self.sensitivity, self.false_rate)
        measures = Measures(
            risen.measure(Prose(prior, color=theme.ILL), LEFT, UP),
            risen.measure(Prose(likelihood, color=theme.ILL), LEFT, LEFT),
            risen.measure(Prose(rest, color=theme.HEALTHY), RIGHT, UP),
            risen.measure(Prose(false_rate, color=theme.HEALTHY), RIGHT, RIGHT),
        )
        if measures.rest.label.get_left()[0] < measures.prior.label.get_right()[0] + 2 * theme.GAP:
            measures.rest.label.align_to(measures.rest.line, RIGHT)
        return measures

    def test(self, ill: bool = True, healthy: bool = True, **kwargs: Any) -> Animation:
        """The bright parts rise to who tests positive, on both sides or only one."""
        left = self.sensitivity if ill else self.left
        right = self.false_rate if healthy else self.right
        return ToShares(self, self.wall, left, right, **kwargs)

    def forget(self) -> Animation:
        """Those who test negative fade: a positive test says that you are not one of them."""
        return self.backs.animate.set_opacity(FORGOTTEN)

    def believe(self, **kwargs: Any) -> tuple[Animation, Animation]:
        """What is known now is the prior of the next test: the wall stays, nobody is tested yet."""
        return ToShares(self, self.wall, 0, 0, **kwargs), self.backs.animate.set_opacity(BRIGHT)
