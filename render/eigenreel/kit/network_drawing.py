"""A small network: units as circles, weights as lines as thick as they are large, and light that runs through it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Circle, VGroup, VMobject

from eigenreel import theme

THIN, THICK = 1.5, 9.0
"""Pens of a weight of 0, and of one of ``GREAT`` or more."""
GREAT = 3.0
LEAST = 1e-6
"""The opacity from which light is there at all."""
BAND = 0.35
"""How long the light is that runs through the network, as a share of its width."""


class NetworkDrawing(VGroup):
    """Layers of units from left to right, all joined from layer to layer.

    Args:
        sizes: units of each layer, inputs first. size: width and height between the outermost units' middles.
        centre: the middle of it (3,). radius: of a unit. All in scene units.

    Attributes:
        edges: for each pair of layers a group, unit by unit of the later layer. units: for each layer a group.
        light: what runs through it.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        size: tuple[float, float],
        centre: Sequence[float],
        *,
        radius: float = 0.3,
        color: str = theme.AXIS,
    ) -> None:
        super().__init__()
        self.places = [_column(units, rank / (len(sizes) - 1), size, centre) for rank, units in enumerate(sizes)]
        self.edges = VGroup(
            *(
                VGroup(*(_edge(start, end, color) for end in later for start in earlier))
                for earlier, later in zip(self.places, self.places[1:], strict=False)
            )
        )
        self.light = VMobject(stroke_width=THICK)
        self.units = VGroup(*(VGroup(*(_unit(place, radius, color) for place in layer)) for layer in self.places))
        self.add(self.edges, self.light, self.units)

    def set_weights(self, weights: Sequence[np.ndarray]) -> NetworkDrawing:
        """Make every line as thick as its weight is large; weights as of ``maths.island_network``."""
        for edges, layer in zip(self.edges, weights, strict=True):
            for edge, weight in zip(edges, np.asarray(layer).ravel(), strict=True):
                edge.set_stroke(width=THIN + (THICK - THIN) * min(abs(float(weight)) / GREAT, 1.0))
        return self

    def set_activations(self, activations: Sequence[np.ndarray], color: str) -> NetworkDrawing:
        """Fill every unit as far as it says something: shares from 0 to 1, for each layer (units,)."""
        for units, said in zip(self.units, activations, strict=True):
            for unit, share in zip(units, said, strict=True):
                unit[1].set_fill(color, opacity=float(np.clip(share, 0, 1)))
        return self

    def shine(self, along: float, color: str, opacity: float = 1.0, *, back: bool = False) -> NetworkDrawing:
        """Light runs through all lines: at 0 it is about to enter, at 1 it has left.

        Args:
            back: whether it runs from the outputs to the inputs.
        """
        front = along * (1 + BAND)
        window = np.array([1 - front, 1 - front + BAND] if back else [front - BAND, front])
        first, last = self.places[0][0, 0], self.places[-1][0, 0]
        left, right = first + np.clip(window, 0, 1) * (last - first)
        self.light.clear_points()
        for earlier, later in zip(self.places, self.places[1:], strict=False):
            x0, x1 = earlier[0, 0], later[0, 0]
            shares = (np.clip([left, right], x0, x1) - x0) / (x1 - x0)
            if shares[1] - shares[0] > 1e-6:
                for end in later:
                    for start in earlier:
                        self.light.start_new_path(start + shares[0] * (end - start))
                        self.light.add_line_to(start + shares[1] * (end - start))
        self.light.set_stroke(color, width=THICK, opacity=opacity)
        return self

    def glow(self, color: str, opacity: float) -> NetworkDrawing:
        """All lines shine at once."""
        self.light.clear_points()
        for edges in self.edges if opacity > LEAST else ():
            for edge in edges:
                self.light.start_new_path(edge.get_start())
                self.light.add_line_to(edge.get_end())
        self.light.set_stroke(color, width=THICK / 2, opacity=opacity)
        return self


def _column(units: int, share: float, size: tuple[float, float], centre: Sequence[float]) -> np.ndarray:
    """The middles (units, 3) of a layer at this share of the width."""
    spread = np.linspace(0.5, -0.5, units) if units > 1 else np.zeros(1)
    # Layers of fewer units are less tall, so that a fan opens and closes.
    height = size[1] * min(1.0, (units - 1) / 2) if units > 1 else 0.0
    x = np.full(units, (share - 0.5) * size[0])
    return np.stack([x, height * spread, np.zeros(units)], axis=1) + np.asarray(centre, float)


def _edge(start: np.ndarray, end: np.ndarray, color: str) -> VMobject:
    return VMobject(stroke_color=color, stroke_width=THIN).set_points_as_corners([start, end])


def _unit(place: np.ndarray, radius: float, color: str) -> VGroup:
    """A black disc with a rim, and on it what is filled."""
    rim = Circle(radius=radius, stroke_color=color, stroke_width=4, fill_color=theme.BACKGROUND, fill_opacity=1)
    return VGroup(rim, Circle(radius=0.72 * radius, stroke_width=0, fill_opacity=0)).move_to(place)
