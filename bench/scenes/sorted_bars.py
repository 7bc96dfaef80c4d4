"""Bars of chance that are sorted by swapping, with the area of rectangles under a curve afterwards."""

from manim import *


class SortedBars(Scene):
    def construct(self):
        heights = np.random.default_rng(3).permutation(np.linspace(0.5, 4.5, 9))
        bars = VGroup(*(Rectangle(width=0.8, height=height, fill_opacity=0.8) for height in heights))
        bars.set_color_by_gradient(TEAL, PURPLE).arrange(RIGHT, buff=0.3, aligned_edge=DOWN)
        self.play(LaggedStart(*(GrowFromEdge(bar, DOWN) for bar in bars), lag_ratio=0.1))
        order = list(bars)
        for place, height in enumerate(sorted(heights)[:5]):
            smallest = next(bar for bar in order if abs(bar.height - height) < 1e-6)
            self.swap(order, place, order.index(smallest))
        axes = Axes(x_range=[0, 5], y_range=[0, 6], x_length=9, y_length=5)
        curve = axes.plot(lambda x: 1 + x * x / 5, color=WHITE)
        self.play(ReplacementTransform(bars, axes.get_riemann_rectangles(curve, x_range=[0, 5], dx=0.5)), Create(axes))
        self.play(Create(curve))
        self.wait(0.5)

    def swap(self, order, one, other):
        """Two bars of the order change places."""
        first, second = order[one], order[other]
        if first is second:
            self.play(Indicate(first, scale_factor=1.05), run_time=0.6)
            return
        places = first.get_x(), second.get_x()
        moves = first.animate(path_arc=0.6).set_x(places[1]), second.animate(path_arc=0.6).set_x(places[0])
        self.play(*moves, run_time=0.9)
        order[one], order[other] = second, first
