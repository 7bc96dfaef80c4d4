"""Graph, tangent, area and numbers that follow a tracker: everything is built again for each frame."""

from manim import *


class RedrawnGraph(Scene):
    def construct(self):
        axes = Axes(x_range=[-4, 4, 1], y_range=[-2, 2, 1], x_length=11, y_length=6)
        shift, place = ValueTracker(0), ValueTracker(-3)

        def height(x):
            return np.sin(x + shift.get_value())

        graph = always_redraw(lambda: axes.plot(height, color=BLUE))
        area = always_redraw(
            lambda: axes.get_area(
                axes.plot(height), x_range=(-4, place.get_value()), color=(BLUE_E, GREEN), opacity=0.5
            )
        )
        dot = always_redraw(lambda: Dot(axes.c2p(place.get_value(), height(place.get_value())), color=YELLOW))
        tangent = always_redraw(lambda: self.tangent(axes, height, place.get_value()))
        drop = always_redraw(lambda: axes.get_lines_to_point(dot.get_center()))
        number = always_redraw(
            lambda: DecimalNumber(height(place.get_value()), mob_class=MathTypst).next_to(dot, UR, buff=0.2)
        )
        self.play(Create(axes))
        self.add(area, graph, drop, tangent, dot, number)
        self.play(place.animate.set_value(3), run_time=4, rate_func=linear)
        self.play(shift.animate.set_value(2), run_time=2)
        self.play(shift.animate.set_value(0), place.animate.set_value(0), run_time=2)
        self.wait(0.5)

    def tangent(self, axes, height, x):
        slope = (height(x + 1e-4) - height(x - 1e-4)) / 2e-4
        ends = [axes.c2p(x + step, height(x) + slope * step) for step in (-1, 1)]
        return Line(*ends, color=YELLOW)
