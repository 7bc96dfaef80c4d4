"""The plane: a grid, two axes with names, and arrows on it. The stage on which most of linear algebra is played."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, ORIGIN, RIGHT, UP, Arrow, DashedLine, Line, NumberPlane, VGroup

from eigenreel import theme
from eigenreel.theme import Formula, Prose

ARROW_WIDTH = 6
TIP_LENGTH = 0.28


class Plane(NumberPlane):
    """A coordinate plane that shows x from ``x_span`` and y from ``y_span``, with ``unit`` scene units to a step.

    Attributes:
        names: the names of its axes, once ``named`` has been called.
    """

    def __init__(
        self,
        x_span: tuple[float, float],
        y_span: tuple[float, float],
        *,
        unit: float = 1.0,
        **kwargs,
    ) -> None:
        super().__init__(
            x_range=[*x_span, 1],
            y_range=[*y_span, 1],
            x_length=(x_span[1] - x_span[0]) * unit,
            y_length=(y_span[1] - y_span[0]) * unit,
            axis_config={"stroke_color": theme.AXIS, "stroke_width": 3, "include_ticks": False},
            background_line_style={"stroke_color": theme.FAINT_GRID, "stroke_width": 2, "stroke_opacity": 1},
            **kwargs,
        )
        self.unit = unit
        self.names = VGroup()

    def arrow(self, vector: Sequence[float], color: str, start: Sequence[float] = (0.0, 0.0)) -> Arrow:
        """The arrow of a vector, from the origin or from another point of the plane."""
        tail, tip = self.c2p(*start), self.c2p(start[0] + vector[0], start[1] + vector[1])
        length = float(np.linalg.norm(tip - tail))
        return Arrow(
            tail,
            tip,
            buff=0,
            color=color,
            stroke_width=ARROW_WIDTH,
            tip_length=min(TIP_LENGTH, length / 2),
            max_stroke_width_to_length_ratio=100,
            max_tip_length_to_length_ratio=1,
        )

    def steps(self, vector: Sequence[float], color: str) -> VGroup:
        """The way to a vector's tip, along the first axis and then along the second."""
        corner = self.c2p(vector[0], 0)
        return VGroup(
            Line(self.c2p(0, 0), corner, color=color, stroke_width=ARROW_WIDTH),
            Line(corner, self.c2p(*vector), color=color, stroke_width=ARROW_WIDTH),
        )

    def shadows(self, vector: Sequence[float], color: str = theme.CONTEXT) -> VGroup:
        """Dashed lines from a vector's tip to both axes."""
        tip = self.c2p(*vector)
        feet = self.c2p(vector[0], 0), self.c2p(0, vector[1])
        return VGroup(*(DashedLine(tip, foot, color=color, stroke_width=2.5, dash_length=0.09) for foot in feet))

    def axis_names(self, x: str, y: str, *, x_color: str = theme.AXIS, y_color: str = theme.AXIS) -> VGroup:
        """Names for the ends of the axes; they are not yet on the plane's own list."""
        across = Prose(x, size=theme.LABEL, color=x_color).next_to(self.x_axis.get_end(), DOWN, buff=0.2)
        across.align_to(self.x_axis.get_end(), RIGHT)
        up = Prose(y, size=theme.LABEL, color=y_color).next_to(self.y_axis.get_end(), LEFT, buff=0.2)
        up.align_to(self.y_axis.get_end(), UP)
        return VGroup(across, up)


class Column(VGroup):
    """A vector as a column of numbers between brackets. Its entries are ``entries``, from the top."""

    def __init__(
        self,
        numbers: Sequence[str],
        *,
        colors: Sequence[str] | None = None,
        size: float = theme.FORMULA,
    ) -> None:
        parts = ", ".join(f"{{{{ {text} : entry{index} }}}}" for index, text in enumerate(numbers))
        self.formula = Formula(f"vec(delim: \"[\", {parts})", size=size)
        super().__init__(self.formula)
        self.entries = [self.formula[f"entry{index}"] for index in range(len(numbers))]
        for entry, color in zip(self.entries, colors or (), strict=False):
            entry.set_color(color)
        owned = {id(glyph) for entry in self.entries for glyph in entry}
        self.brackets = VGroup(*(glyph for glyph in self.formula if id(glyph) not in owned))
        self.move_to(ORIGIN)
