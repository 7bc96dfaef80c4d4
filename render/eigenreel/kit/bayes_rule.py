"""Bayes' theorem as a fraction of areas, once in symbols and once in numbers."""

from __future__ import annotations

from typing import Any

from manim import DOWN, RIGHT, AnimationGroup, FadeIn, FadeOut, Mobject, ParsableManimColor, VGroup

from eigenreel import theme
from eigenreel.kit.fraction import Fraction
from eigenreel.theme import Formula

SYMBOLS = ('P("ill")', 'P(+ | "ill")'), ('P("healthy")', 'P(+ | "healthy")')


class BayesRule(VGroup):
    """P(ill | +) as the area of the ill over both areas, and below it the same with numbers.

    Args:
        ill, healthy: prior and likelihood, as written, on either side.
        result: what comes out, as written.
        ill_color, healthy_color: of the two products.

    Attributes:
        given: "P(ill | +) =". symbols, numbers: ``Fraction``; their products are terms.
        equals: before the numbers. result: what comes out, with its sign.
    """

    def __init__(
        self,
        ill: tuple[str, str],
        healthy: tuple[str, str],
        result: str,
        ill_color: ParsableManimColor,
        healthy_color: ParsableManimColor,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        colors = (ill_color, healthy_color)
        self.given, self.symbols = Formula('P("ill" | +) ='), _fraction(*SYMBOLS, "thin", colors)
        self.equals, self.numbers = Formula("="), _fraction(ill, healthy, "times", colors)
        self.result = Formula(f"= {{{{ {result} : result }}}}", colors={"result": theme.HIGHLIGHT})
        upper = VGroup(self.given, self.symbols).arrange(RIGHT, buff=theme.GAP)
        lower = VGroup(self.equals, self.numbers, self.result).arrange(RIGHT, buff=theme.GAP)
        lower.next_to(upper, DOWN, buff=0.5)
        lower.shift((self.given.get_right() - self.equals.get_right()) * RIGHT)
        self.add(self.given, self.symbols, self.equals, self.numbers, self.result)

    def receive(self, area: Mobject, term: Mobject) -> AnimationGroup:
        """An area comes down and is a term of the rule."""
        return AnimationGroup(FadeOut(area.copy(), target_position=term, scale=0.3), FadeIn(term, scale=0.5))


def _fraction(ill: tuple[str, str], healthy: tuple[str, str], sign: str, colors: tuple) -> Fraction:
    """The product of the ill over the sum of both products."""
    one, below, other = (Formula(f" {sign} ".join(pair), color=color) for pair, color in (
        (ill, colors[0]), (ill, colors[0]), (healthy, colors[1])
    ))  # fmt: skip
    return Fraction([one], [below, Formula("+"), other])
