"""Many dots as one shape, fractions of a dot included: a crowd that can be counted truthfully and sent marching."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from manim import Animation, ManimColor, ParsableManimColor, VMobject, interpolate_color, linear, smooth

ARC = np.pi / 4
"""Radians that one Bézier curve of a dot's outline covers at most."""


class CountedDots(VMobject):
    """A number of dots, whole or not, drawn as one shape so that a thousand cost as little as one.

    A dot that the count fills only in part is a sector: half of a dot that stands for ten people is five people.

    Args:
        spans: (n, 2), which part of its dot each piece fills, as turns from 0 to 1, clockwise from the top.
        centres: (n, 3), scene units.
        radius: scene units, one for all or one for each.
        color: of all.

    Attributes:
        spans: as given. centres: (n, 3). radii: (n,). Read them; change them by ``place``.
    """

    def __init__(
        self, spans: np.ndarray, centres: np.ndarray, radius: float | np.ndarray, color: ManimColor, **style: Any
    ) -> None:
        super().__init__(stroke_width=0, fill_opacity=1, color=color, **style)
        self.spans = np.asarray(spans, dtype=float).reshape(-1, 2)
        outlines = [_sector(start, end) for start, end in self.spans]
        self._outline = np.concatenate(outlines) if outlines else np.zeros((0, 3))
        self._owner = np.repeat(np.arange(len(outlines)), [len(outline) for outline in outlines])
        self.place(centres, radius)

    def __len__(self) -> int:
        return len(self.centres)

    def place(self, centres: np.ndarray, radius: float | np.ndarray) -> CountedDots:
        """Put every dot at its centre, with one radius for all or one for each."""
        self.centres = np.array(centres, dtype=float).reshape(-1, 3)
        self.radii = np.broadcast_to(np.asarray(radius, dtype=float), len(self.centres)).copy()
        self.points = self.centres[self._owner] + self.radii[self._owner, None] * self._outline
        return self


class March(Animation):
    """Every dot goes to its new place, a little after the one before it.

    Args:
        dots: the dots that march.
        centres: (n, 3), where they go; where they are if None.
        radius: what they grow or shrink to, one or (n,); as they are if None.
        color: what colour they take; theirs if None.
        delays: (n,) from 0 (first) to 1 (last); in their order if None.
        lag: which share of the run time passes before the last one starts.
    """

    def __init__(
        self,
        dots: CountedDots,
        centres: np.ndarray | None = None,
        radius: float | np.ndarray | None = None,
        *,
        color: ParsableManimColor | None = None,
        delays: np.ndarray | None = None,
        lag: float = 0.4,
        **kwargs: Any,
    ) -> None:
        self.lag, self.color_to = lag, None if color is None else ManimColor(color)
        self.goal = dots.centres if centres is None else np.asarray(centres, dtype=float)
        self.radii_to = np.broadcast_to(dots.radii if radius is None else radius, len(dots))
        self.delays = np.linspace(0, 1, len(dots)) if delays is None else delays
        super().__init__(dots, rate_func=linear, **kwargs)

    def begin(self) -> None:
        dots = self.mobject
        self.origin, self.radii_from, self.color_from = dots.centres, dots.radii, dots.get_fill_color()
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        moment = np.clip((alpha - self.lag * self.delays) / (1 - self.lag), 0, 1)
        # Smootherstep, for all dots at once: Manim's own easing takes one number at a time.
        eased = moment**3 * (6 * moment**2 - 15 * moment + 10)
        centres = self.origin + eased[:, None] * (self.goal - self.origin)
        self.mobject.place(centres, self.radii_from + eased * (self.radii_to - self.radii_from))
        if self.color_to is not None:
            self.mobject.set_fill(interpolate_color(self.color_from, self.color_to, smooth(alpha)))


def split(counts: tuple[float, ...]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Dots in a row, shared among groups of these sizes, one group after the other.

    Returns:
        For each group which dots it has a part of, (n,) integers, and the part, (n, 2) turns from 0 to 1.

    >>> [(dots.tolist(), spans.tolist()) for dots, spans in split((1.5, 0.5))]
    [([0, 1], [[0.0, 1.0], [0.0, 0.5]]), ([1], [[0.5, 1.0]])]
    """
    # Rounded, because a sliver of 1e-12 dots is not a person.
    edges = np.round(np.concatenate([[0.0], np.cumsum(counts)]), 9)
    groups = []
    for start, end in pairwise(edges):
        dots = np.arange(np.floor(start), np.ceil(end)).astype(int) if end > start else np.zeros(0, dtype=int)
        spans = np.stack([np.maximum(start - dots, 0), np.minimum(end - dots, 1)], axis=1)
        groups.append((dots, spans))
    return groups


def block(count: int, columns: int, spacing: float) -> np.ndarray:
    """Centres of places in rows of ``columns``, from the top left, the middle of it all at the origin: (count, 3)."""
    places = np.arange(count)
    rows = max(1, -(-count // columns))
    x = (places % columns - (min(columns, max(count, 1)) - 1) / 2) * spacing
    y = ((rows - 1) / 2 - places // columns) * spacing
    return np.stack([x, y, np.zeros(count)], axis=1)


def _sector(start: float, end: float) -> np.ndarray:
    """Cubic Bézier points of the part of a unit disc between two turns, closed: (4k, 3)."""
    whole = end - start >= 1
    curves = max(1, int(np.ceil(2 * np.pi * (end - start) / ARC - 1e-9)))
    # Clockwise from the top.
    angles = np.pi / 2 - 2 * np.pi * np.linspace(start, end, curves + 1)
    rim = np.stack([np.cos(angles), np.sin(angles), np.zeros(curves + 1)], axis=1)
    along = np.stack([np.sin(angles), -np.cos(angles), np.zeros(curves + 1)], axis=1)
    handle = 4 / 3 * np.tan(2 * np.pi * (end - start) / curves / 4)
    if whole:
        rim[-1] = rim[0]
    arcs = np.stack([rim[:-1], rim[:-1] + handle * along[:-1], rim[1:] - handle * along[1:], rim[1:]], axis=1).reshape(
        -1, 3
    )
    if whole:
        return arcs
    centre = np.zeros(3)
    return np.concatenate([_line(centre, rim[0]), arcs, _line(rim[-1], centre)])


def _line(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    return np.linspace(start, end, 4)
