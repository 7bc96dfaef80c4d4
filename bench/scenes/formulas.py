"""Formulas that are written, change into one another and are boxed, above a paragraph of prose."""

from manim import *

STEPS = (
    "integral_(-infinity)^infinity e^(-x^2) dif x = sqrt(pi)",
    "(integral_(-infinity)^infinity e^(-x^2) dif x)^2 = integral.double e^(-(x^2 + y^2)) dif x dif y",
    "integral.double e^(-(x^2 + y^2)) dif x dif y = integral_0^(2 pi) integral_0^infinity e^(-r^2) r dif r dif theta",
    "integral_0^(2 pi) integral_0^infinity e^(-r^2) r dif r dif theta = 2 pi dot 1/2 = pi",
)
PROSE = """The bell curve has no antiderivative in elementary functions, yet its area is exact: \\
square the integral, read the product as a volume, and cut that volume into rings."""


class Formulas(Scene):
    def construct(self):
        title = Typst("The area below the bell curve", font_size=64).to_edge(UP)
        prose = Typst(PROSE, font_size=32).to_edge(DOWN)
        formula = MathTypst(STEPS[0], font_size=56)
        self.play(Write(title), FadeIn(prose, shift=0.3 * UP))
        self.play(Write(formula), run_time=2)
        for step in STEPS[1:]:
            following = MathTypst(step, font_size=48)
            self.play(FadeOut(formula, shift=0.5 * UP), Write(following), run_time=1.5)
            self.wait(0.5)
            formula = following
        last = MathTypst(STEPS[0], font_size=72)
        self.play(ReplacementTransform(formula, last), run_time=1.5)
        self.play(Create(SurroundingRectangle(last, color=YELLOW, buff=0.3)))
        self.wait(0.5)
