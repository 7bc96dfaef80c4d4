"""An arrow that is one flat shape: it keeps its pen and its head while it grows or moves, in the plane or in space."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import OUT, Animation, ManimColor, VMobject, interpolate_color
from manim.camera.three_d_camera import ThreeDCamera

from eigenreel import theme

SHAFT = 0.07
HEAD_LENGTH, HEAD_WIDTH = 0.3, 0.28
LONGEST_HEAD = 0.5
"""The share of a short arrow that its head may take."""
OUTLINE = 7.0
TIP_CORNER = 4
"""The place of the tip among the corners of the outline."""


class FlatArrow(VMobject):
    """An arrow from ``tail`` to ``tip``, with a black outline that sets it off from what lies behind.

    Args:
        shaft: the width of its shaft in scene units; the head goes with it.
    """

    def __init__(
        self,
        tail: Sequence[float],
        tip: Sequence[float],
        *,
        color: str = theme.VECTOR,
        shaft: float = SHAFT,
        **kwargs,
    ) -> None:
        super().__init__(fill_color=color, fill_opacity=1, stroke_width=0, **kwargs)
        self.set_stroke(theme.BACKGROUND, OUTLINE * shaft / SHAFT, background=True)
        self.size, self.view = shaft / SHAFT, OUT
        self.put(tail, tip)

    def put(self, tail: Sequence[float], tip: Sequence[float]) -> FlatArrow:
        """Go from ``tail`` to ``tip``, its flat side to the viewer."""
        tail, tip = np.asarray(tail, float), np.asarray(tip, float)
        along = tip - tail
        reach = float(np.linalg.norm(along))
        across = np.cross(self.view, along)
        across = across / max(float(np.linalg.norm(across)), 1e-9)
        head = min(HEAD_LENGTH * self.size, LONGEST_HEAD * reach)
        neck = tip - along * head / max(reach, 1e-9)
        # A very short arrow is thin as well, so that it can grow out of a point.
        share = head / HEAD_LENGTH
        shaft, wing = 0.5 * SHAFT * share * across, 0.5 * HEAD_WIDTH * share * across
        corners = [tail, tail + shaft, neck + shaft, neck + wing, tip, neck - wing, neck - shaft]
        self.set_points_as_corners([*corners, tail - shaft, tail])
        return self

    @property
    def tail(self) -> np.ndarray:
        """Where it begins, wherever it has been moved."""
        return self.points[0].copy()

    @property
    def tip(self) -> np.ndarray:
        """Where it points to."""
        return self.points[TIP_CORNER * self.n_points_per_curve].copy()

    def face(self, camera: ThreeDCamera) -> FlatArrow:
        """Keep its flat side to this camera, wherever the camera goes."""

        def turn(arrow: FlatArrow) -> None:
            arrow.view = camera.generate_rotation_matrix()[2]
            arrow.put(arrow.tail, arrow.tip)

        return self.add_updater(turn)


class MoveArrow(Animation):
    """An arrow's ends go straight to other places; its head and its pen stay as they are."""

    def __init__(
        self, arrow: FlatArrow, tail: Sequence[float], tip: Sequence[float], *, color: str | None = None, **kwargs
    ) -> None:
        self.ends = np.array([arrow.tail, arrow.tip]), np.array([tail, tip], float)
        self.colours = arrow.get_fill_color(), ManimColor(color) if color else None
        super().__init__(arrow, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        """Draw the arrow at this share of the way."""
        share = self.rate_func(alpha)
        (start, end), (first, last) = self.ends, self.colours
        self.mobject.put(*(start + share * (end - start)))
        if last is not None:
            self.mobject.set_fill(interpolate_color(first, last, share))


class GrowFlatArrow(MoveArrow):
    """An arrow grows from its tail."""

    def __init__(self, arrow: FlatArrow, **kwargs) -> None:
        super().__init__(arrow, arrow.tail, arrow.tip, introducer=True, **kwargs)
        self.ends = np.array([arrow.tail, arrow.tail]), self.ends[1]
