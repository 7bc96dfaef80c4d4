"""What a vector mobject looks like at this moment: its colours and pens, and what tells whether any of it changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
from manim import VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP

from eigenreel.stage.display import CLEAR, Paint, Stroke

Ends = tuple[float, float, float, float]


@dataclass(slots=True)
class Look:
    """The arrays and numbers that Manim would hand to Cairo.

    Attributes:
        fill, stroke, below: RGBA rows; ``below`` is the background stroke, None where it has no width.
        ends: the axis of the gradients; None where all colours are plain.
        content: compares equal as long as the mobject looks the same.
    """

    fill: np.ndarray
    stroke: np.ndarray
    below: np.ndarray | None
    width: float
    below_width: float
    join: int
    cap: int
    ends: Ends | None
    content: tuple[Hashable, ...]


def look_of(camera, vmobject: VMobject, geometry: Hashable, view: Hashable, ends: Callable[[VMobject], Ends]) -> Look:
    """The look of a mobject.

    Args:
        camera: asked for colours, which it may shade.
        geometry: all that the outline depends on, but for the view.
        ends: gives the axis of a gradient.
    """
    fill, stroke = camera.get_fill_rgbas(vmobject), camera.get_stroke_rgbas(vmobject)
    width, below_width = vmobject.get_stroke_width(), vmobject.get_stroke_width(True)
    below = camera.get_stroke_rgbas(vmobject, background=True) if below_width else None
    has_gradient = len(fill) > 1 or len(stroke) > 1 or (below is not None and len(below) > 1)
    axis = ends(vmobject) if has_gradient else None
    join, cap = vmobject.joint_type, vmobject.cap_style
    below_content = None if below is None else below.tobytes()
    content = (
        geometry, fill.tobytes(), stroke.tobytes(), below_content, width, below_width, join, cap, axis, view,
    )  # fmt: skip
    return Look(fill, stroke, below, width, below_width, join, cap, axis, content)


class Palette:
    """Paints and pens, each made once: mobjects share them by the hundred."""

    def __init__(self) -> None:
        self._paints: dict[tuple, Paint] = {}
        self._strokes: dict[tuple, Stroke] = {}

    def paint(self, rgbas: np.ndarray, ends: Ends | None) -> Paint:
        """A paint; what is wholly transparent is CLEAR, because drawing it changes no pixel."""
        key = rgbas.tobytes(), ends if len(rgbas) > 1 else None
        if key not in self._paints:
            self._paints[key] = Paint(tuple(map(tuple, rgbas.tolist())), key[1]) if rgbas[:, 3].any() else CLEAR
        return self._paints[key]

    def stroke(self, look: Look, rgbas: np.ndarray | None, width: float) -> Stroke | None:
        """A pen of this width in scene units, or None where it leaves no trace."""
        paint = self.paint(rgbas, look.ends) if width else CLEAR
        if paint is CLEAR:
            return None
        key = id(paint), width, look.join, look.cap
        if key not in self._strokes:
            join, cap = int(LINE_JOIN_MAP[look.join]), int(CAP_STYLE_MAP[look.cap])
            self._strokes[key] = Stroke(paint, width, join, cap)
        return self._strokes[key]
