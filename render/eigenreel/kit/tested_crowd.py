"""A crowd in which everybody was tested: a thousand dots in four groups, and the ways in which they can stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import AnimationGroup, ManimColor, ParsableManimColor, VGroup

from eigenreel.kit.counted_dots import CountedDots, March, block, split

DOTS = 1000
GROUPS = ("missed", "found", "cleared", "alarms")
FULLNESS = 0.36
"""Radius of a dot, as a share of the distance to its neighbour: near enough to be a crowd, far enough to be counted."""
APART = 0.8
"""The room between the two blocks of those who test positive, in distances between dots."""

Places = dict[str, tuple[np.ndarray, float]]
"""For each group, where its dots stand (n, 3) and their radius."""


@dataclass(frozen=True)
class Table:
    """Where a crowd stands as a table: columns ill and healthy, rows negative above and positive below.

    Attributes:
        spacing: from dot to dot.
        columns: dots in a row, of the ill and of the healthy.
        upper, lower: upper left seats of the blocks above and below the divider, of the ill and of the healthy.
        divider: the height of the line between negative and positive.
    """

    spacing: float
    columns: tuple[int, int]
    upper: tuple[np.ndarray, np.ndarray]
    lower: tuple[np.ndarray, np.ndarray]
    divider: float


class TestedCrowd(VGroup):
    """A thousand dots for a town: the ill who are missed or found by the test, the healthy whom it clears or alarms.

    A group need not be a whole number of dots; the dot on the border is then shared as two sectors.

    Args:
        missed, found, cleared, alarms: people in each group.
        color: of everybody, before anything is known.

    Attributes:
        missed, found, cleared, alarms: ``CountedDots``.
        people_per_dot: what a dot stands for.
    """

    __test__ = False  # or pytest takes it for a class of tests

    def __init__(
        self, *, missed: float, found: float, cleared: float, alarms: float, color: ManimColor, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        people = (missed, found, cleared, alarms)
        self.people_per_dot = sum(people) / DOTS
        self.seats: dict[str, np.ndarray] = {}
        shares = split(tuple(count / self.people_per_dot for count in people))
        for name, (seats, spans) in zip(GROUPS, shares, strict=True):
            self.seats[name] = seats
            setattr(self, name, CountedDots(spans, np.zeros((len(seats), 3)), 0, color))
            self.add(getattr(self, name))
        self.ill_dots = (missed + found) / self.people_per_dot

    def stand(self, places: Places) -> TestedCrowd:
        """Put everybody where ``places`` says, at once."""
        for name, (centres, radius) in places.items():
            getattr(self, name).place(centres, radius)
        return self

    def march(
        self,
        places: Places,
        *,
        colors: dict[str, ManimColor] | None = None,
        delay: np.ndarray | None = None,
        **kwargs: Any,
    ) -> AnimationGroup:
        """Send the groups of ``places`` there; ``delay`` is a direction: who stands further along it starts later."""
        marches = []
        for name, (centres, radius) in places.items():
            dots = getattr(self, name)
            color = (colors or {}).get(name)
            delays = None if delay is None else _ranks(dots.centres @ delay, self._reach(places, delay))
            marches.append(March(dots, centres, radius, color=color, delays=delays, **kwargs))
        return AnimationGroup(*marches)

    def _reach(self, places: Places, direction: np.ndarray) -> tuple[float, float]:
        along = np.concatenate([getattr(self, name).centres @ direction for name in places])
        return float(along.min()), float(along.max())

    @classmethod
    def of(cls, facts: Mapping[str, object], color: ParsableManimColor) -> TestedCrowd:
        """The crowd of ``eigenreel.maths.bayes_facts``: its groups are ``missed_count``, ``found_count`` and so on."""
        return cls(**{name: facts[f"{name}_count"] for name in GROUPS}, color=color)

    # The ways to stand

    def scattered(self, columns: int, spacing: float, middle: np.ndarray, seed: int = 0) -> Places:
        """Everybody in one grid, the ill anywhere among the healthy."""
        seats = np.random.default_rng(seed).permutation(block(DOTS, columns, spacing)) + middle
        return {name: (seats[mine], FULLNESS * spacing) for name, mine in self.seats.items()}

    def table(
        self,
        room: tuple[float, float, float, float],
        columns: int,
        beside: tuple[float, float],
        largest: float,
        gap: float,
    ) -> Table:
        """Fit the crowd into a table.

        Args:
            room: left, right, top, bottom.
            columns: dots in a row, ill and healthy together; each side gets its share, and at least four.
            beside: room kept free to the right of the ill and of the healthy, for what is written there.
            largest: the largest spacing. gap: between negative and positive.
        """
        left, right, top, bottom = room
        ill = int(np.clip(round(columns * self.ill_dots / DOTS), 4, columns - 4))
        split_columns = (ill, columns - ill)
        above = max(-(-self.ill_dots // ill), -(-(DOTS - self.ill_dots) // split_columns[1]))
        below = max(
            -(-len(self.seats[name]) // side) for name, side in zip(("found", "alarms"), split_columns, strict=True)
        )
        spacing = min(largest, (right - left - sum(beside)) / columns, (top - bottom - gap) / (above + below))
        lefts = (left + spacing / 2, left + (ill + 0.5) * spacing + beside[0])
        lower = bottom + (below - 0.5) * spacing
        upper_corners, lower_corners = (tuple(np.array([x, y, 0]) for x in lefts) for y in (top - spacing / 2, lower))
        return Table(spacing, split_columns, upper_corners, lower_corners, lower + (spacing + gap) / 2)

    def by_health(self, table: Table) -> Places:
        """The ill in one block, the healthy in another, above the divider; those who will test positive stand last."""
        first_healthy = int(np.floor(round(self.ill_dots, 9)))
        places: Places = {}
        for name, mine in self.seats.items():
            side = name in ("cleared", "alarms")
            seats = mine - side * first_healthy
            places[name] = (
                _rows(seats, table.columns[side], table.spacing, table.upper[side]),
                FULLNESS * table.spacing,
            )
        return places

    def below(self, table: Table, name: str) -> Places:
        """The found or the alarmed, below the divider."""
        side = name == "alarms"
        seats = self._whole_first(name)
        return {name: (_rows(seats, table.columns[side], table.spacing, table.lower[side]), FULLNESS * table.spacing)}

    def positives(self, width: float, height: float, largest: float, middle: np.ndarray) -> Places:
        """Who tests positive, in columns: the found on the left, then the alarmed, as large as the room allows."""
        found, alarms = len(self.seats["found"]), len(self.seats["alarms"])
        rows = max(1, min(5, found + alarms))
        while (columns := -(-found // rows) + -(-alarms // rows)) / width > rows / height and rows < found + alarms:
            rows += 1
        spacing = min(largest, width / (columns + APART), height / rows)
        corner = middle + spacing * np.array([-(columns - 1 + APART) / 2, (rows - 1) / 2, 0])
        beside = corner + spacing * np.array([-(-found // rows) + APART, 0, 0])
        radius = FULLNESS * spacing
        return {
            "found": (_columns(self._whole_first("found"), rows, spacing, corner), radius),
            "alarms": (_columns(self._whole_first("alarms"), rows, spacing, beside), radius),
        }

    def _whole_first(self, name: str) -> np.ndarray:
        """A seat for every piece of a group: whole dots in order, then what is left of the border dots."""
        whole = np.ptp(getattr(self, name).spans, axis=1) == 1
        return np.argsort(np.argsort(~whole, kind="stable"))

    def spread_in(self, corner: np.ndarray, width: float, height: float, largest: float) -> Places:
        """Evenly over a rectangle; a strip on its left, as wide as their share, holds the ill; positives stand lowest.

        Args:
            corner: its lower left corner. largest: the radius that dots take where there is room.
        """
        share = self.ill_dots / DOTS
        places: Places = {}
        sides = ((("missed", "found"), 0.0, share), (("cleared", "alarms"), share, 1 - share))
        for names, start, part in sides:
            count = sum(len(self.seats[name]) for name in names)
            centres = _even(count, part * width, height) + corner + np.array([start * width, 0, 0])
            first = len(self.seats[names[0]])
            radius = min(largest, 0.42 * part * width)
            places[names[0]], places[names[1]] = (centres[:first], radius), (centres[first:], radius)
        return places


def _rows(seats: np.ndarray, columns: int, spacing: float, corner: np.ndarray) -> np.ndarray:
    """Seat 0 at the corner, then to the right, row below row: (n, 3)."""
    return corner + spacing * np.stack([seats % columns, -(seats // columns), 0 * seats], axis=1)


def _columns(seats: np.ndarray, rows: int, spacing: float, corner: np.ndarray) -> np.ndarray:
    """Seat 0 at the corner, then down, column after column: (n, 3)."""
    return corner + spacing * np.stack([seats // rows, -(seats % rows), 0 * seats], axis=1)


def _even(count: int, width: float, height: float) -> np.ndarray:
    """Places spread over a rectangle from the origin up, row by row from the top: (count, 3)."""
    columns = int(np.clip(round(np.sqrt(count * width / height)), 1, count))
    rows = -(-count // columns)
    seats = np.arange(count)
    x = (seats % columns + 0.5) / columns * width
    y = height - (seats // columns + 0.5) / rows * height
    return np.stack([x, y, 0 * x], axis=1)


def _ranks(along: np.ndarray, reach: tuple[float, float]) -> np.ndarray:
    low, high = reach
    return (along - low) / max(high - low, 1e-9)
