"""A talk with slides: each is built in a second and then stands to be read."""

from manim import *

SLIDES = (
    ("Vectors", "An arrow has a length and a direction, and nothing else.", "v = vec(3, 2)"),
    ("Sums", "Put the second at the tip of the first.", "u + v = vec(u_1 + v_1, u_2 + v_2)"),
    ("Products", "The product measures how far they agree.", "u dot v = abs(u) abs(v) cos theta"),
)


class LongHolds(Scene):
    def construct(self):
        slide = VGroup()
        for heading, text, formula in SLIDES:
            following = VGroup(
                Typst(heading, font_size=72, color=YELLOW), Typst(text, font_size=40), MathTypst(formula, font_size=64)
            ).arrange(DOWN, buff=0.8)
            self.play(FadeOut(slide, shift=LEFT), FadeIn(following[0], shift=LEFT))
            self.play(Write(following[1], run_time=1), FadeIn(following[2]))
            self.wait(2.2)
            slide = following
        self.wait(0.5)
