"""Two densities, and under each other what it costs, place by place, to take the one for the other."""

from __future__ import annotations

import numpy as np
from manim import LEFT, Line, VGroup, VMobject

from eigenreel import theme
from eigenreel.theme import Formula, Number, row


class AreaGraph(VGroup):
    """A curve over a line of its own, filled, that is drawn anew from heights.

    Args:
        x: (n,) places, evenly spaced. unit, rise: scene units to a step of x and to a height of 1.
        ground: the height of its line on the scene.

    Attributes:
        shape, line.
    """

    def __init__(
        self, x: np.ndarray, *, unit: float, rise: float, ground: float, color: str, fill: float, line: str = theme.AXIS
    ) -> None:
        super().__init__()
        self.x, self.unit, self.rise, self.ground = x, unit, rise, ground
        self.middle = (x[0] + x[-1]) / 2
        self.shape = VMobject(fill_color=color, fill_opacity=fill, stroke_color=color, stroke_width=5)
        self.line = Line(self.place(x[0]), self.place(x[-1]), color=line, stroke_width=3)
        self.add(self.line, self.shape)

    def place(self, x: float, height: float = 0.0) -> np.ndarray:
        return np.array([(x - self.middle) * self.unit, self.ground + height * self.rise, 0.0])

    def draw(self, heights: np.ndarray) -> AreaGraph:
        """Draw the curve through heights (n,), and fill what lies under it."""
        across = (self.x - self.middle) * self.unit
        corners = np.stack([across, self.ground + heights * self.rise, np.zeros(len(across))], axis=1)
        self.shape.set_points_as_corners(np.concatenate([[self.place(self.x[0])], corners, [self.place(self.x[-1])]]))
        return self


class Cost(VGroup):
    """The name of a divergence and its value in bits, at the left end of its graph."""

    def __init__(self, name: str, graph: AreaGraph, color: str, above: float) -> None:
        super().__init__()
        self.number = Number(0.0, ".2f", size=theme.TITLE, color=color)
        self.name = Formula(name, size=theme.TITLE, colors={"value": color})
        self.add(row(self.name, self.number, gap=0.25))
        self.move_to(graph.place(graph.x[0]), aligned_edge=LEFT).shift([0, above, 0])

    def set_value(self, bits: float) -> Cost:
        self.number.set_value(bits)
        return self
