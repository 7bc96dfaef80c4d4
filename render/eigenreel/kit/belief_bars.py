"""How a belief moves: one bar for every state of knowledge, one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from manim import DOWN, LEFT, RIGHT, UP, Arrow, ParsableManimColor, VGroup

from eigenreel import theme
from eigenreel.kit.wall_rectangle import WallRectangle
from eigenreel.theme import Prose

ROOM = 0.9
"""Scene units between two bars: enough for an arrow to be seen leaving and arriving."""


class BeliefBars(VGroup):
    """Bars that are filled up to a probability, with names on their left and numbers on their right.

    Args:
        title: what the bars measure; it stands above them.
        states: for each bar its name, how far it is filled (0 to 1), and its number as written.
        width, height: of a bar, in scene units.

    Attributes:
        title. bars: ``WallRectangle``. names, numbers: ``Prose``. moves: arrows from each wall to the next.
    """

    def __init__(
        self,
        title: str,
        states: Sequence[tuple[str, float, str]],
        *,
        width: float,
        height: float,
        color: ParsableManimColor,
        rest_color: ParsableManimColor,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        colors = {"left_color": color, "right_color": rest_color, "line_color": theme.CONTEXT}
        self.bars = VGroup(
            *(WallRectangle(share, 1, 0, width=width, height=height, **colors) for _, share, _ in states)
        )
        self.bars.arrange(DOWN, buff=ROOM)
        self.names = VGroup(*(Prose(name) for name, _, _ in states))
        self.numbers = VGroup(*(Prose(number, color=color) for _, _, number in states))
        for name, bar, number in zip(self.names, self.bars, self.numbers, strict=True):
            name.next_to(bar, LEFT, buff=theme.GAP)
            number.next_to(bar, RIGHT, buff=theme.GAP)
        self.title = Prose(title).next_to(self.bars, UP, buff=2 * theme.GAP)
        self.moves = VGroup(*(self._move(one, two) for one, two in pairwise(self.bars)))
        self.add(self.title, self.bars, self.names, self.numbers, self.moves)

    def _move(self, one: WallRectangle, two: WallRectangle) -> Arrow:
        start, end = one.left_part.get_corner(DOWN + RIGHT), two.left_part.get_corner(UP + RIGHT)
        return Arrow(start, end, buff=0.08, color=theme.HIGHLIGHT, stroke_width=5)
