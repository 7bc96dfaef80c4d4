"""Four hundred dots that come in one after the other, change colours, and change places."""

from manim import *


class ManyObjects(Scene):
    def construct(self):
        chance = np.random.default_rng(11)
        dots = VGroup(*(Dot(radius=0.07) for _ in range(400))).arrange_in_grid(16, 25, buff=0.28)
        dots.set_color_by_gradient(BLUE, GREEN, YELLOW)
        ring = [4 * RIGHT * np.cos(angle) + 3 * UP * np.sin(angle) for angle in np.linspace(0, TAU, 400)]
        self.play(LaggedStart(*map(GrowFromCenter, dots), lag_ratio=0.01, run_time=2.5))
        self.play(LaggedStart(*map(Indicate, dots[::8]), lag_ratio=0.05, run_time=1.5))
        places = chance.permutation(400)
        self.play(*(dot.animate.move_to(ring[place]) for dot, place in zip(dots, places, strict=True)), run_time=2)
        self.wait(0.5)
        lines = VGroup(*(Line(dots[a], dots[b], stroke_width=1) for a, b in chance.integers(0, 400, (60, 2)) if a != b))
        self.play(Create(lines, lag_ratio=0.1), run_time=1.5)
        self.play(FadeOut(lines), Rotate(dots, PI / 3), run_time=1.5)
