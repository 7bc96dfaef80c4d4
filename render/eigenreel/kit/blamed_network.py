"""The tiny network of the course: circles with numbers in them, lines of the strength of their weights."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import DOWN, Circle, Line, VGroup

from eigenreel import theme
from eigenreel.maths.blame import Pass, ReadableNetwork
from eigenreel.theme import Number

RADIUS, NUMBER_SIZE, BLAME_SIZE = 0.64, 54, 50
THIN, THICK = 2.0, 9.0
"""Pen widths of a line whose number is 0, and of one whose number is the largest."""


class Node(VGroup):
    """A neuron: its value in a circle, and under it the slope of the loss in that value.

    Attributes:
        circle, value, blame: its parts.
    """

    def __init__(self, place: np.ndarray, value: float, slope: float, color: str) -> None:
        self.place = place
        self.circle = Circle(RADIUS, stroke_color=color, stroke_width=4, fill_color=theme.BACKGROUND, fill_opacity=1)
        self.circle.move_to(place)
        self.value = Number(value, ".2f", size=NUMBER_SIZE, color=color).move_to(place)
        self.blame = Number(slope, "+.2f", size=BLAME_SIZE, color=theme.LOSS).move_to(place)
        self.blame.next_to(self.circle, DOWN, buff=0.12)
        super().__init__(self.circle, self.value, self.blame)

    def show(self, told: float, blamed: float) -> Node:
        """How much of its value and of its slope is to be seen, from 0 to 1."""
        self.value.set_fill(opacity=told)
        self.circle.set_stroke(opacity=0.35 + 0.65 * told)
        self.blame.set_fill(opacity=blamed)
        return self


class Edge(VGroup):
    """A weight: a grey line, over which a number goes forward in blue and its slope comes back in red.

    Args:
        size: of its slope, as a share of the largest one in the network: how thick the red is.
    """

    def __init__(self, start: np.ndarray, end: np.ndarray, weight: float, size: float) -> None:
        along = (end - start) / np.linalg.norm(end - start) * RADIUS
        self.start, self.end = start + along, end - along
        self.ground = Line(self.start, self.end, stroke_color=theme.GRID, stroke_width=THIN + abs(weight))
        self.forward = Line(self.start, self.end, stroke_color=theme.INPUT, stroke_width=5)
        self.back = Line(self.start, self.end, stroke_color=theme.LOSS, stroke_width=THIN + (THICK - THIN) * size)
        super().__init__(self.ground, self.forward, self.back)

    def show(self, told: float, blamed: float, seen: float = 1.0) -> Edge:
        """How far blue has come forward and red has come back, as shares of the way, and how much of both is seen."""
        spans = (self.forward, 0.0, min(told, 1 - blamed)), (self.back, 1 - blamed, 1.0)
        for line, low, high in spans:
            places = self.start + np.outer([low, high], self.end - self.start)
            line.set_points_as_corners(places).set_stroke(opacity=seen * float(high - low > 1e-6))
        return self


class BlamedNetwork(VGroup):
    """Inputs, a hidden layer, an output and the loss, from left to right, with all numbers of a pass.

    Args:
        columns: where the four of them stand. middle: how high. spacing: from neuron to neuron in a layer.

    Attributes:
        nodes: four lists, from the inputs on. edges: three lists, between them.
    """

    def __init__(
        self, network: ReadableNetwork, done: Pass, columns: Sequence[float], middle: float, spacing: float
    ) -> None:
        layers = (
            (done.inputs, done.on_inputs, theme.INPUT),
            (done.hidden, done.on_hidden, theme.TEXT),
            ([done.output], [done.on_output], theme.OUTPUT),
            # The loss changes as much as itself: that is where blame begins.
            ([done.loss], [1.0], theme.LOSS),
        )
        self.nodes = [
            [
                Node(place, value, slope, color)
                for place, value, slope in zip(_places(x, len(values), middle, spacing), values, slopes, strict=True)
            ]
            for x, (values, slopes, color) in zip(columns, layers, strict=True)
        ]
        weights = (network.first, network.second[None], np.ones((1, 1)))
        slopes = (done.on_first, done.on_second[None], np.array([[done.on_output]]))
        largest = max(np.abs(each).max() for each in slopes)
        self.edges = [
            [
                Edge(start.place, end.place, weight[row, column], abs(slope[row, column]) / largest)
                for row, end in enumerate(ends)
                for column, start in enumerate(starts)
            ]
            for (starts, ends), weight, slope in zip(pairwise(self.nodes), weights, slopes, strict=True)
        ]
        super().__init__(*(part for group in (*self.edges, *self.nodes) for part in group))


def _places(x: float, count: int, middle: float, spacing: float) -> list[np.ndarray]:
    """Places of the neurons of a layer, from the top."""
    heights = middle + spacing * ((count - 1) / 2 - np.arange(count))
    return [np.array([x, height, 0.0]) for height in heights]
