"""A rectangle of area one with a wall in it, and a bright part on either side that can flow until it is level."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import (
    DL,
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    Line,
    ManimColor,
    Mobject,
    ParsableManimColor,
    Rectangle,
    VGroup,
    VMobject,
    interpolate_color,
)

GAP = 0.15
"""Scene units between the frame, a measuring line and its label."""


class WallRectangle(VGroup):
    """Joint probabilities as areas: a wall at P(A), bright up to P(B | A) on its left and P(B | not A) on its right.

    Animate its shares with ``ToShares`` and ``Flow``; ``.animate`` moves and fades it.

    Args:
        wall: where the wall stands, as a share of the width.
        left, right: how high the bright parts reach, as shares of the height.
        width, height: scene units.
        left_color, right_color, line_color: of the two sides, and of frame and wall.
        dim: how bright the two sides are behind the bright parts, as a share.

    Attributes:
        left_back, right_back: the two sides, dim; together ``backs``. left_part, right_part: the bright parts.
        frame: the outline. wall_line: the wall.
        wall, left, right: the shares now.
    """

    def __init__(
        self,
        wall: float,
        left: float = 0.0,
        right: float = 0.0,
        *,
        width: float,
        height: float,
        left_color: ParsableManimColor,
        right_color: ParsableManimColor,
        line_color: ParsableManimColor,
        dim: tuple[float, float] = (0.5, 0.3),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.left_back, self.right_back, self.left_part, self.right_part = (
            Rectangle(stroke_width=0, fill_color=color, fill_opacity=1)
            for color in (_dark(left_color, dim[0]), _dark(right_color, dim[1]), left_color, right_color)
        )
        self.backs = VGroup(self.left_back, self.right_back)
        self.frame = Rectangle(width=width, height=height, stroke_color=line_color, stroke_width=2)
        self.wall_line = Line(stroke_color=line_color, stroke_width=2)
        self.add(self.backs, self.left_part, self.right_part, self.frame, self.wall_line)
        self.set_shares(wall, left, right)

    def set_shares(self, wall: float, left: float, right: float) -> WallRectangle:
        """Move the wall and the levels; the frame stays."""
        self.wall, self.left, self.right = wall, left, right
        corner, across, up = self.frame.get_corner(DL), self.frame.width, self.frame.height
        _spread(self.left_back, corner, wall * across, up)
        _spread(self.left_part, corner, wall * across, left * up)
        corner = corner + np.array([wall * across, 0, 0])
        _spread(self.right_back, corner, (1 - wall) * across, up)
        _spread(self.right_part, corner, (1 - wall) * across, right * up)
        self.wall_line.put_start_and_end_on(corner, corner + np.array([0, up, 0]))
        return self

    @property
    def level(self) -> float:
        """The height, as a share, at which both parts would be level: P(B)."""
        return self.wall * self.left + (1 - self.wall) * self.right

    @property
    def level_wall(self) -> float:
        """Where the wall would stand then: P(A | B)."""
        return self.wall * self.left / self.level

    def measure(self, label: Mobject, side: np.ndarray, edge: np.ndarray) -> Measure:
        """A line beside an edge, as long as what it measures, and its label.

        Args:
            label: what it says.
            side: LEFT or RIGHT of the wall.
            edge: UP or DOWN to measure the width of that side, LEFT or RIGHT to measure the height of its bright part.
        """
        back, part = (self.left_back, self.left_part) if side is LEFT else (self.right_back, self.right_part)
        measured, along = (back, RIGHT) if edge is UP or edge is DOWN else (part, UP)
        return Measure(label, self.frame, measured, edge, along, part.get_fill_color())


class Measure(VGroup):
    """How long a side of a part is: a line beside the frame and a label beyond it.

    Attributes:
        line, label: its parts.
    """

    def __init__(
        self, label: Mobject, frame: Mobject, measured: Mobject, edge: np.ndarray, along: np.ndarray, color: ManimColor
    ) -> None:
        out = frame.get_edge_center(edge) * np.abs(edge) + GAP * edge
        ends = (measured.get_critical_point(end) * np.abs(along) + out for end in (-along, along))
        self.line = Line(*ends, stroke_color=color, stroke_width=6)
        self.label = label.next_to(self.line, edge, buff=GAP)
        # A line shorter than its label: both begin at the frame's corner, so that the label stays on its own side.
        if along is RIGHT and self.label.width > self.line.get_length():
            self.label.align_to(self.line, LEFT)
        if along is UP and self.label.height > self.line.get_length():
            self.label.align_to(self.line, DOWN)
        super().__init__(self.line, self.label)

    def appear(self) -> AnimationGroup:
        """The line is drawn, its label fades in."""
        return AnimationGroup(Create(self.line), FadeIn(self.label))

    def appear_without(self, name: str) -> AnimationGroup:
        """As ``appear``, but the first word of the label, its name, does not show yet; see ``show_name``."""
        self.first_word, self.number = self.label[: len(name)], self.label[len(name) :]
        self.number_place = self.number.get_center()
        if self.number.get_left()[0] > self.first_word.get_right()[0]:
            self.number.align_to(self.first_word, LEFT)
        return AnimationGroup(Create(self.line), FadeIn(self.number))

    def show_name(self) -> AnimationGroup:
        """The name appears, as soon as a number that stands in its place has made room for it."""
        in_place = np.allclose(self.number.get_center(), self.number_place)
        room = [] if in_place else [self.number.animate.move_to(self.number_place)]
        return AnimationGroup(*room, FadeIn(self.first_word), lag_ratio=0.6, run_time=1)


class ToShares(Animation):
    """The wall and the levels move to new shares, evenly."""

    def __init__(self, rectangle: WallRectangle, wall: float, left: float, right: float, **kwargs: Any) -> None:
        self.goal = np.array([wall, left, right])
        super().__init__(rectangle, **kwargs)

    def begin(self) -> None:
        self.origin = np.array([self.mobject.wall, self.mobject.left, self.mobject.right])
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        self.mobject.set_shares(*(self.origin + self.rate_func(alpha) * (self.goal - self.origin)))


class Flow(Animation):
    """The two bright parts level out, each keeping its area exactly, and push the wall along.

    The left height changes by equal ratios in equal times, so that a tall, thin part does not drop like a stone.
    With ``back_to``, the shares that were level now flow back to what they had been.
    """

    def __init__(
        self, rectangle: WallRectangle, *, back_to: tuple[float, float, float] | None = None, **kwargs: Any
    ) -> None:
        self.back_to = back_to
        super().__init__(rectangle, **kwargs)

    def begin(self) -> None:
        self.start = self.back_to or (self.mobject.wall, self.mobject.left, self.mobject.right)
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        moment = self.rate_func(alpha)
        self.mobject.set_shares(*levelled(*self.start, 1 - moment if self.back_to else moment))


def levelled(wall: float, left: float, right: float, moment: float) -> tuple[float, float, float]:
    """The shares after part of the flow, from 0 (as given) to 1 (level); both areas are the same at every moment.

    >>> [round(share, 4) for share in levelled(0.01, 0.95, 0.05, 1.0)]
    [0.161, 0.059, 0.059]
    """
    level = wall * left + (1 - wall) * right
    height = left ** (1 - moment) * level**moment
    moved = wall * left / height
    return moved, height, (1 - wall) * right / (1 - moved)


def _dark(color: ParsableManimColor, share: float) -> ManimColor:
    return interpolate_color(ManimColor("#000000"), ManimColor(color), share)


def _spread(rectangle: VMobject, corner: np.ndarray, width: float, height: float) -> None:
    """Lay a rectangle out from its lower left corner; a width or height of zero is allowed."""
    across, up = np.array([width, 0, 0]), np.array([0, height, 0])
    rectangle.set_points_as_corners([corner + up + across, corner + up, corner, corner + across, corner + up + across])
