"""A quick test as everyone has held one: a cassette with a control line, and a second line when it is positive."""

from __future__ import annotations

from typing import Any

from manim import RIGHT, UP, Line, ManimColor, RoundedRectangle, VGroup

SIZE = (3.4, 1.3)
"""Scene units, width and height of the cassette."""


class TestStrip(VGroup):
    """The cassette of a quick test.

    Args:
        shell_color: of cassette and window. line_color: of the two lines.

    Attributes:
        shell: cassette, window and the well for the drop. control: the line that always shows.
        result: the line that says positive; part of the strip, so play the others first.
    """

    __test__ = False  # or pytest takes it for a class of tests

    def __init__(self, *, shell_color: ManimColor, line_color: ManimColor, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        width, height = SIZE
        case = RoundedRectangle(
            corner_radius=0.3 * height, width=width, height=height, stroke_color=shell_color, stroke_width=3
        )
        window = RoundedRectangle(
            corner_radius=0.1 * height,
            width=0.42 * width,
            height=0.4 * height,
            stroke_color=shell_color,
            stroke_width=2,
        )
        well = RoundedRectangle(
            corner_radius=0.15 * height,
            width=0.3 * height,
            height=0.42 * height,
            stroke_color=shell_color,
            stroke_width=2,
        )
        window.move_to(case).shift(0.08 * width * RIGHT)
        well.move_to(case).shift(0.33 * width * -RIGHT)
        self.shell = VGroup(case, window, well)
        line = Line(0.13 * height * -UP, 0.13 * height * UP, stroke_color=line_color, stroke_width=7)
        self.control = line.copy().move_to(window).shift(0.1 * width * RIGHT)
        self.result = line.move_to(window).shift(0.1 * width * -RIGHT)
        self.add(self.shell, self.control, self.result)
