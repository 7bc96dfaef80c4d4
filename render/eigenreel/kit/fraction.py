"""A fraction whose terms are mobjects of their own, so that each can come from somewhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from manim import DOWN, LEFT, RIGHT, Line, Mobject, VGroup

OVERHANG = 0.1
"""Scene units by which the line is longer than the wider of its two sides, at each end."""


class Fraction(VGroup):
    """Terms over terms.

    Attributes:
        top, bottom: groups of the terms, from left to right. line: between them.
    """

    def __init__(self, top: Sequence[Mobject], bottom: Sequence[Mobject], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.top, self.bottom = (VGroup(*terms).arrange(RIGHT, buff=0.2) for terms in (top, bottom))
        width = max(self.top.width, self.bottom.width) + 2 * OVERHANG
        self.line = Line(width / 2 * LEFT, width / 2 * RIGHT, stroke_width=2.5)
        self.add(self.top, self.line, self.bottom).arrange(DOWN, buff=0.18)
