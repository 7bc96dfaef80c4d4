"""A tested crowd as a table of four fields: ill and healthy side by side, who tests positive below who does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from manim import LEFT, UP, Line, Mobject, VGroup

from eigenreel import theme
from eigenreel.kit.tested_crowd import TestedCrowd
from eigenreel.theme import Prose

COLUMNS = 46
LARGEST_SPACING = 0.19
DIVIDER_GAP = 0.5
COLORS = (theme.ILL, theme.HEALTHY)
SIDES = {"missed": 0, "found": 0, "cleared": 1, "alarms": 1}


class CrowdTable(VGroup):
    """The writing of the table, laid out around a crowd; the crowd itself marches to ``places`` and ``below``.

    Args:
        crowd: who is tested.
        headers: what will stand above the ill and above the healthy; they stay where they are for now.
        numbers: what is written beside each group, by its name.
        top: the height at which the headers stand.

    Attributes:
        divider: the line between the rows. rows: their two names. numbers: ``Prose`` by group.
        places: where the crowd stands before it is divided.
        headers: copies of the headers in their places, not part of the table.
    """

    def __init__(
        self,
        crowd: TestedCrowd,
        headers: tuple[Mobject, Mobject],
        numbers: Mapping[str, str],
        top: float,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.crowd = crowd
        self.rows = (Prose("negative", color=theme.NEGATIVE), Prose("positive", color=theme.POSITIVE))
        self.numbers = {name: Prose(text, color=COLORS[SIDES[name]]) for name, text in numbers.items()}
        widest = [max(label.width for name, label in self.numbers.items() if SIDES[name] == side) for side in (0, 1)]
        # The narrowest block of the ill is four dots wide; its header may be wider than that and the number beside it.
        beside_ill = max(widest[0] + theme.GAP, headers[0].width - 3 * LARGEST_SPACING) + theme.GAP
        left = theme.SAFE_LEFT + max(row.width for row in self.rows) + theme.GAP
        room = (left, theme.SAFE_RIGHT, top - 0.5, theme.SAFE_BOTTOM + 0.1)
        self.table = crowd.table(room, COLUMNS, (beside_ill, widest[1] + theme.GAP), LARGEST_SPACING, DIVIDER_GAP)
        self.places = crowd.by_health(self.table)
        self.headers = [
            header.copy().move_to([corner[0], top, 0], aligned_edge=LEFT)
            for header, corner in zip(headers, self.table.upper, strict=True)
        ]
        on_one_line(*self.headers)
        ends = [[x, self.table.divider, 0] for x in (theme.SAFE_LEFT, theme.SAFE_RIGHT)]
        self.divider = Line(*ends, stroke_color=theme.CONTEXT, stroke_width=2)
        self._write()

    def _write(self) -> None:
        for row, corners in zip(self.rows, (self.table.upper, self.table.lower), strict=True):
            row.move_to([theme.SAFE_LEFT, corners[0][1], 0], aligned_edge=LEFT)
        for name, number in self.numbers.items():
            corners = self.table.lower if name in ("found", "alarms") else self.table.upper
            side = SIDES[name]
            right = corners[side][0] + (self.table.columns[side] - 0.5) * self.table.spacing
            number.move_to([right + theme.GAP / 2, corners[side][1], 0], aligned_edge=LEFT)
        self.add(self.divider, *self.rows, *self.numbers.values())

    @property
    def lower_row(self) -> VGroup:
        """Everything below the divider."""
        numbers = (self.numbers["found"], self.numbers["alarms"])
        return VGroup(self.rows[1], self.crowd.found, self.crowd.alarms, *numbers)

    def below(self, name: str):
        """Where the found or the alarmed stand when they have crossed the divider."""
        return self.crowd.below(self.table, name)


def on_one_line(*labels: Mobject) -> None:
    """Stand on the baseline of the first label. The first glyph of each has to be one that stands on it."""
    for label in labels[1:]:
        label.shift((labels[0][0].get_bottom()[1] - label[0].get_bottom()[1]) * UP)
