"""A loss of two weights as a cup with a level rim: it opens out of a curve, and is a map when it is pressed flat."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import (
    LEFT,
    PI,
    RIGHT,
    UP,
    Animation,
    Arrow,
    Dot,
    Line,
    RightAngle,
    ThreeDCamera,
    ThreeDVMobject,
    VGroup,
    VMobject,
    rotate_vector,
)

from eigenreel import theme
from eigenreel.kit.axes import CURVE_WIDTH
from eigenreel.kit.contour_map import HIGH, LINE_WIDTH, LOW, height_colours
from eigenreel.kit.flat_in_space import FlatNames, flat_arrow
from eigenreel.kit.landscape import MESH_WIDTH, PEAK, VALLEY
from eigenreel.kit.runner import Runner
from eigenreel.maths.descent import Landscape
from eigenreel.theme import Formula, Prose

AROUND, UPWARD = 36, 9
"""Faces of the cup around its axis and from its bottom to its rim."""

RING_POINTS = 73
FLAT = 1e-3
"""The least depth and height, in shares: at 0 the faces would have no direction that light could fall on."""

PINHOLE = 0.01
"""The least share of the way from the bottom to the rim."""

NEAR = 1e-4
"""How far away, in weights to a unit of slope, the ground is felt for its direction."""

BEYOND = 0.3
"""Scene units from the rim to the axes."""


class LossCup(VGroup):
    """Everything that stands on it is drawn at its full depth and height, then pressed by ``set_relief``.

    The upward axis is the scene's z; weights are the scene's x and y, the bottom at their zero.

    Args:
        land: the loss.
        rim: the loss at which the cup is cut off.
        unit: scene units to a unit of weight. loss_unit: scene units to a unit of loss. foot: the z of loss zero.
        levels: losses at which rings run, as far as the rim.
        slice_ends: from where to where the curve is drawn that the cup opens out of. top: the end of the loss's axis.

    Attributes:
        surface: the faces. slice: that curve, in which the second weight is the best. rings: one line a level.
        axes: the first weight's, the second's, and that of the loss.
        deep, tall: shares of the full depth (y) and height (z) that it has now.
    """

    def __init__(
        self,
        land: Landscape,
        rim: float,
        *,
        unit: float,
        loss_unit: float,
        foot: float,
        levels: np.ndarray,
        slice_ends: np.ndarray,
        top: float,
    ) -> None:
        super().__init__()
        self.land, self.rim, self.unit, self.loss_unit, self.foot = land, rim, unit, loss_unit, foot
        self.deep, self.tall, self.opacity = 1.0, 1.0, 0.85
        self.surface = self._faces()
        levels = levels[levels <= rim + 1e-9]
        self.rings = VGroup(
            *(
                self._ring(level, color)
                for level, color in zip(levels, height_colours(np.linspace(0, 1, len(levels)), LOW, HIGH), strict=True)
            )
        )
        self.slice = self._slice(np.linspace(*slice_ends, 2 * RING_POINTS))
        self.axes = self._axes(top)
        self.add(self.axes, self.surface, self.slice)
        for part in self._pressed():
            part.true_points = part.points.copy()

    def ground(self, weights: np.ndarray) -> np.ndarray:
        """Places (n, 3) in the scene of weights (n, 2), under the present relief."""
        return self._places(weights, self.land.loss(weights)) * [1, self.deep, self.tall]

    def set_relief(self, depth: float, height: float, opacity: float | None = None) -> LossCup:
        """Press the cup to a share of its depth and height, and let its surface shine through."""
        self.deep, self.tall = max(depth, FLAT), max(height, FLAT)
        for part in self._pressed():
            part.points = part.true_points * [1, self.deep, self.tall]
        if opacity is not None:
            self.opacity = opacity
            for face in self.surface:
                face.set_fill(opacity=opacity).set_stroke(opacity=opacity)
        return self

    def axis_names(self, camera: ThreeDCamera) -> FlatNames:
        """Names that stay beside the axes, wherever the camera goes: the first weight's, the second's, the loss's."""
        near, left, upright = self.axes
        first, second = (Formula(f"w_{number}", size=theme.BODY, color=theme.AXIS) for number in (1, 2))
        loss = Prose("loss", size=theme.LABEL, color=theme.AXIS)
        return FlatNames(
            camera, [(first, near.get_end, RIGHT), (second, left.get_center, LEFT), (loss, upright.get_end, UP)]
        )

    def slope_arrow(self, camera: ThreeDCamera, weights: np.ndarray, parts: Sequence[float], share: float) -> Arrow:
        """An arrow along the ground, uphill, for as long as the camera stands still.

        Args:
            parts: (2,), which parts of the gradient count. share: weights to a unit of slope.
        """
        ahead = weights + NEAR * self.land.gradient(weights) * parts
        here, there = self.ground(np.array([weights, ahead]))
        return flat_arrow(camera, here, here + share * (there - here) / NEAR)

    def crossing(self, weights: np.ndarray, share: float) -> VGroup:
        """On the map: the direction of the ring at these weights, the gradient, and the right angle between them."""
        ahead = weights + share * self.land.gradient(weights)
        start, end = self.on_map(np.array([weights, ahead]))
        along = 0.6 * rotate_vector(end - start, PI / 2)
        tangent = Line(start - along, start + along, color=theme.TEXT, stroke_width=3)
        arrow = Arrow(start, end, buff=0, color=theme.GRADIENT, stroke_width=6)
        corner = RightAngle(Line(start, start + along), Line(start, end), length=0.22, color=theme.TEXT, stroke_width=3)
        return VGroup(tangent, arrow, corner)

    def footprints(self, path: np.ndarray) -> VGroup:
        """On the map: a dot at each of these weights (n, 2)."""
        return VGroup(*(Dot(place, radius=0.07, color=theme.STEP) for place in self.on_map(path)))

    def on_map(self, weights: np.ndarray) -> np.ndarray:
        """Places (n, 3) on the map that the cup is when it is flat."""
        return self.ground(weights) * [1, 1, 0]

    # -- how it is made

    def _pressed(self) -> list[VMobject]:
        return [*self.surface, *self.rings, self.slice, *self.axes]

    def _places(self, weights: np.ndarray, losses: np.ndarray | float) -> np.ndarray:
        x, y = self.unit * (weights - [self.land.valley.bottom, self.land.second_bottom]).T
        return np.stack([x, y, np.broadcast_to(self.foot + self.loss_unit * losses, x.shape)], axis=-1)

    def _level(self, loss: float, points: int) -> np.ndarray:
        ring = self.land.ring(loss, np.linspace(0, 2 * np.pi, points))
        return self._places(ring, loss)

    def _ring(self, loss: float, color) -> VMobject:
        return VMobject(stroke_color=color, stroke_width=LINE_WIDTH).set_points_smoothly(self._level(loss, RING_POINTS))

    def _faces(self) -> VGroup:
        # Squares of the share, so that the rings of faces lie about evenly from the bottom to the rim.
        # A pinhole is left at the bottom: a face with two corners in one place would be lit at random.
        shares = np.linspace(PINHOLE, 1, UPWARD + 1) ** 2
        floor = self.land.valley.floor
        rows = [self._level(floor + share * (self.rim - floor), AROUND + 1) for share in shares]
        colours = height_colours(np.linspace(0, 1, UPWARD + 1), VALLEY, PEAK)
        faces = VGroup()
        for row, (lower, upper) in enumerate(pairwise(rows)):
            for side in range(AROUND):
                around = [lower[side], lower[side + 1], upper[side + 1], upper[side], lower[side]]
                face = ThreeDVMobject(
                    fill_color=colours[row],
                    fill_opacity=self.opacity,
                    stroke_color=colours[row + 1],
                    stroke_opacity=self.opacity,
                    stroke_width=MESH_WIDTH,
                )
                faces.add(face.set_points_as_corners(around))
        return faces

    def _slice(self, first_weights: np.ndarray) -> VMobject:
        weights = np.stack([first_weights, np.full_like(first_weights, self.land.second_bottom)], axis=1)
        line = VMobject(stroke_color=theme.MAIN, stroke_width=CURVE_WIDTH)
        return line.set_points_smoothly(self._places(weights, self.land.loss(weights)))

    def _axes(self, highest: float) -> VGroup:
        """Along the near edge, along the left edge, and up from its far end, where they do not cross the cup."""
        rim = self._level(self.rim, RING_POINTS)
        reach = np.abs(rim[:, :2]).max(axis=0) + BEYOND
        reach[0] = self.unit * self.land.valley.bottom
        near, left = -reach[1], -reach[0]
        corner, right = np.array([left, near, self.foot]), np.array([reach[0], near, self.foot])
        far = np.array([left, reach[1], self.foot])
        top = np.array([left, reach[1], self.foot + self.loss_unit * highest])
        style = {"color": theme.AXIS, "stroke_width": 3}
        return VGroup(Line(corner, right, **style), Line(corner, far, **style), Line(far, top, **style))


class ToRelief(Animation):
    """The cup is pressed or opened; what stands on it (runners, whose ground it is) moves with it."""

    def __init__(
        self, cup: LossCup, depth: float, height: float, opacity: float, carried: tuple[Runner, ...] = (), **kwargs
    ) -> None:
        self.goal, self.carried = np.array([depth, height, opacity]), carried
        super().__init__(cup, **kwargs)

    def begin(self) -> None:
        self.origin = np.array([self.mobject.deep, self.mobject.tall, self.mobject.opacity])
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        self.mobject.set_relief(*(self.origin + self.rate_func(alpha) * (self.goal - self.origin)))
        for runner in self.carried:
            runner.set_progress(runner.progress)
