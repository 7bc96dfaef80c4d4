"""The first and the last card of a song's film: what it is called, and who and what made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from manim import DOWN, UP, VGroup

from eigenreel import theme
from eigenreel.stage.song_brush import Brush
from eigenreel.stage.song_plan import Plan
from eigenreel.stage.song_screen import smooth
from eigenreel.stage.song_timeline import CARD_FADE as FADE
from eigenreel.theme import Prose

LAG = 0.15
"""Seconds from one line of a card to the next."""

LARGEST_TITLE = 110
CARD_HEIGHT = 0.5
"""The height of a card's middle, in scene units."""

Text = tuple[str, float, tuple[int, ...]]


@dataclass(frozen=True)
class CardLine:
    """A line of a card; ``gap`` is the room above it, in scene units."""

    text: str
    size: float
    color: str = theme.TEXT
    gap: float = theme.GAP


class Card:
    """The layer of a card.

    Args:
        span: from when to when it is seen.
        scale: of its type.
        stays: whether it is there to the end of the film.

    Attributes:
        width: of its widest line, in scene units.
    """

    def __init__(
        self, brush: Brush, lines: Sequence[CardLine], span: tuple[float, float], scale: float = 1.0, *, stays: bool
    ) -> None:
        self.brush, self._span, self._stays = brush, span, stays
        group = VGroup()
        for line in lines:
            prose = fitted(line.text, scale * line.size, line.color)
            if len(group):
                prose.next_to(group, DOWN, buff=scale * line.gap).set_x(0)
            group.add(prose)
        group.move_to(CARD_HEIGHT * UP)
        self.width = group.width
        self._texts = [(each.source, each.capital_height, brush.drawn(each)) for each in group]

    def items(self, time: float) -> tuple[int, ...]:
        return tuple(
            number
            for place, (*_, numbers) in enumerate(self._texts)
            for number in self.brush.faded(numbers, self._opacity(place, time))
        )

    def texts(self, time: float) -> list[Text]:
        """The lines that have come and do not go yet."""
        return [text for place, text in enumerate(self._texts) if self._opacity(place, time) == 1]

    def _opacity(self, place: int, time: float) -> float:
        start, end = self._span
        if not start <= time < end:
            return 0.0
        leaves = 1.0 if self._stays else (end - time) / FADE
        return smooth(min((time - start - LAG * place) / FADE, leaves))


def title_lines(plan: Plan, course: str, unit: str) -> list[CardLine]:
    """The first card.

    Args:
        unit: the title of the song's unit; empty where the curriculum has none of its number.
    """
    number = plan.score.unit
    of_unit = f"The song of unit {number}" if number else ""
    below = [of_unit, unit if unit and unit != plan.score.title else "", course if course != unit else ""]
    there = [text for text in below if text and text != plan.score.title]
    return [CardLine(plan.score.title, LARGEST_TITLE),
            *(CardLine(text, theme.BODY, theme.CONTEXT, 0.45 if not place else theme.GAP)
              for place, text in enumerate(there))]  # fmt: skip


def ending_lines(plan: Plan, credits: Sequence[tuple[str, str]]) -> list[CardLine]:
    """The last card.

    Args:
        credits: (what, by whom and under which licence).
    """
    lines = [CardLine(plan.score.title, theme.TITLE)]
    for place, (what, who) in enumerate(credits):
        lines.append(CardLine(what, 34, theme.CONTEXT, 0.6 if not place else 0.36))
        lines.append(CardLine(who, theme.NOTE, theme.TEXT, 0.12))
    return lines


def fitted(text: str, size: float, color: str, width: float = theme.STAGE.width) -> Prose:
    """A line of type, smaller if it is wider than this."""
    prose = Prose(text, size=size, color=color)
    return prose if prose.width <= width else Prose(text, size=size * width / prose.width, color=color)
