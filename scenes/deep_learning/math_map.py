"""The map of the mathematics: which part of a network is linear algebra, probability, calculus, optimization."""

import numpy as np
from manim import LEFT, PI, RIGHT, UP, VGroup

from eigenreel import Lesson, Parameter, theme
from eigenreel.kit.keyframes import Keyframes, eased, play_over
from eigenreel.kit.math_pictures import ChanceBars, DescentMap, MovingPlane, SlidingTangent
from eigenreel.kit.network_drawing import NetworkDrawing
from eigenreel.maths.descent import descend
from eigenreel.maths.island_network import IslandNetwork
from eigenreel.maths.softmax import softmax

SIZES, SEED = (3, 4, 3), 7
NETWORK = (3.9, 4.2)
PICTURE, ACROSS, ABOVE, BELOW = (3.5, 2.1), 4.75, 2.35, -1.2
"""Width and height of a picture; how far the pictures' middles are to the sides, above and below."""
PLACES = (
    ACROSS * LEFT + ABOVE * UP,
    ACROSS * RIGHT + ABOVE * UP,
    ACROSS * RIGHT + BELOW * UP,
    ACROSS * LEFT + BELOW * UP,
)
NAMES = ("linear algebra", "probability", "calculus", "optimization")
COLORS = (theme.MAIN, theme.SECOND, theme.GRADIENT, theme.STEP)
INPUTS = (0.8, -0.4, 0.6)
BEND = 0.9 * PI
"""The curve of the calculus is a sine with this factor."""
BOWL, START, RATE = np.array([[1.0, -0.45], [-0.45, 1.2]]), (-0.72, -0.02), 0.45
"""The Hessian of the loss on the map, and how its ball starts and steps."""
RINGS = np.linspace(0.12, 0.9, 6) ** 2 * 0.4
REST, FADE, PART = 0.5, 0.3, 1.5
"""Seconds: all is lit, all but one steps back, one part of the mathematics."""


class MathMap(Lesson):
    matrix = Parameter([[0.9, 0.55], [-0.3, 0.85]], "the matrix that moves the plane", range=(-1.5, 1.5))

    def vignette(self):
        """Light goes around: numbers run forward, become chances, blame runs back, the weights are changed."""
        network = IslandNetwork.of_chance(SIZES, SEED, spread=2.0)
        hidden = np.tanh(network.weights[0] @ INPUTS)
        chances = softmax(network.weights[1] @ hidden)
        drawing = NetworkDrawing(SIZES, NETWORK, theme.STAGE_CENTER, radius=0.36).set_weights(network.weights)
        drawing.set_activations([np.abs(INPUTS), np.abs(hidden), chances], theme.SECOND)
        pictures = self.pictures(chances)
        moves = [Keyframes(*self.move(place)) for place in range(len(pictures))]

        def draw(time):
            for place, (picture, move) in enumerate(zip(pictures, moves, strict=True)):
                picture.move(move(time))
                picture.light(self.lit(place, time))
            light_network(drawing, (time - REST - FADE) / PART)

        play_over(self, REST + FADE + len(pictures) * PART + FADE, VGroup(drawing, *pictures), draw, REST)

    def pictures(self, chances):
        """The four pictures, in the order in which light comes to them."""
        path = descend(lambda place: BOWL @ place, np.array(START), RATE, 12)
        first = {name: (name, color, PICTURE, place) for name, color, place in zip(NAMES, COLORS, PLACES, strict=True)}
        return [
            MovingPlane(self.matrix, *first["linear algebra"]),
            ChanceBars(chances, *first["probability"]),
            SlidingTangent(
                lambda x: 0.85 * np.sin(BEND * x), lambda x: 0.85 * BEND * np.cos(BEND * x), *first["calculus"]
            ),
            DescentMap(
                lambda x, y: np.einsum("i...,ij,j...", (x, y), BOWL, (x, y)) / 2, path, RINGS, *first["optimization"]
            ),
        ]  # fmt: skip

    def lit(self, place, time):
        """How brightly a picture is lit: all at the seam of the loop, and each in its turn."""
        begin, over = REST + FADE + place * PART, REST + FADE + len(NAMES) * PART
        own = eased((time - begin) / FADE + 1) - eased((time - begin - PART) / FADE)
        seam = 1 - eased((time - REST) / FADE) + eased((time - over) / FADE)
        return theme.DIM + (1 - theme.DIM) * min(1.0, own + seam)

    def move(self, place):
        """The share of a picture's move over time: back to its start, and through it again, in its turn."""
        begin = REST + FADE + place * PART
        return (begin, 1.0), (begin + 0.3 * PART, 0.0), (begin + 0.9 * PART, 1.0)


def light_network(drawing, turns):
    """Light forward, chances at the outputs, light back, and all weights at once: a turn each."""
    place = int(np.clip(turns, 0, len(NAMES) - 1))
    along = float(np.clip(turns - place, 0, 1))
    swell = float(np.sin(PI * along))
    at_outputs = swell if place == 1 else 0.0
    for unit in drawing.units[-1]:
        unit[0].set_stroke(COLORS[1] if at_outputs else theme.AXIS, width=4 + 6 * at_outputs)
    if place in (0, 2):
        drawing.shine(along, COLORS[place], back=place == 2)
    else:
        drawing.glow(COLORS[place], swell if place == 3 else 0.0)
