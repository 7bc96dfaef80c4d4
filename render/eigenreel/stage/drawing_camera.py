"""Cameras that draw for real, because they do it in a way of their own; their frames are recorded as pixels."""

from __future__ import annotations

import zlib
from typing import Any

import cairo
import numpy as np
from manim import Camera

from eigenreel.stage.display import Pixels
from eigenreel.stage.ledger import Drawn, Ledger
from eigenreel.stage.stock_cameras import mixed

COMPRESSION = 1
LARGEST_PART = 0.5
"""Of a frame, above which it is kept as a whole."""


class DrawingCamera:
    """The mixin before such a camera: hands over whole frames."""

    ledger: Ledger
    pixel_array: np.ndarray
    background: np.ndarray

    _base: tuple[int, np.ndarray] | None = None

    def begin(self, ledger: Ledger, plain: tuple[int, ...] | None = None) -> None:
        self.ledger = ledger

    def drawn(self) -> Drawn:
        """A whole frame, or one of those before and a box of what differs from it."""
        array = self.pixel_array
        if self._base is not None and self._base[1].shape == array.shape:
            number, base = self._base
            box = differing_box(base, array)
            if box is None:
                return Drawn((number,))
            x0, y0, x1, y1 = box
            if (x1 - x0) * (y1 - y0) <= LARGEST_PART * base.shape[0] * base.shape[1]:
                part = np.ascontiguousarray(array[y0:y1, x0:x1])
                pixels = Pixels(zlib.compress(part.tobytes(), COMPRESSION), box=box)
                return Drawn((number, self.ledger.number(pixels)))
        self._base = self.ledger.number(whole_frame(array)), array.copy()
        return Drawn((self._base[0],))

    def drawn_static(self) -> np.ndarray:
        """What a play's static frame is kept as."""
        return self.pixel_array.copy()

    def painted(self) -> np.ndarray:
        """The frame as it is now."""
        return self.pixel_array.copy()

    def set_frame_to_background(self, background: np.ndarray | Drawn) -> None:
        if isinstance(background, Drawn):
            # The camera began to draw for itself in the midst of a play.
            background = self.ledger.painted(background.items, self.pixel_width, self.pixel_height, None)
        super().set_frame_to_background(background)

    def note_background(self) -> None:
        """It is drawn for real."""

    @property
    def plain_background(self) -> tuple[int, ...]:
        """RGBA, 0…255; each frame covers it."""
        return tuple(self.background[0, 0].tolist())


def differing_box(one: np.ndarray, other: np.ndarray) -> tuple[int, int, int, int] | None:
    """The box x0, y0, x1, y1 outside which two frames of RGBA are equal; None if they are.

    >>> one = np.zeros((4, 6, 4), np.uint8)
    >>> other = one.copy()
    >>> other[1:3, 2] = 9
    >>> differing_box(one, other), differing_box(one, one)
    ((2, 1, 3, 3), None)
    """
    differ = np.ascontiguousarray(one).view(np.uint32)[..., 0] != np.ascontiguousarray(other).view(np.uint32)[..., 0]
    rows, columns = np.flatnonzero(differ.any(axis=1)), np.flatnonzero(differ.any(axis=0))
    if not len(rows):
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def draw_for_real(camera: Any) -> None:
    """Let a recording camera draw from now on, as if it had never done anything else."""
    displayer = camera.background_colored_vmobject_displayer
    arrays = [vars(camera)["pixel_array"], *([displayer.pixel_array] if displayer is not None else [])]
    matrices = dict(camera.pixel_array_to_cairo_context)
    camera.pixel_array_to_cairo_context.clear()
    camera.__class__ = mixed(DrawingCamera, camera.stock)
    for array in arrays:
        if id(array) in matrices:
            # Manim keeps the context of its first drawing, even if the frame's centre was moved since.
            height, width = array.shape[:2]
            context = cairo.Context(cairo.ImageSurface.create_for_data(array.data, cairo.FORMAT_ARGB32, width, height))
            context.set_matrix(cairo.Matrix(*matrices[id(array)]))
            Camera.cache_cairo_context(camera, array, context)


def whole_frame(array: np.ndarray, overlay: bool = False) -> Pixels:
    """An item of RGBA pixels (height, width, 4)."""
    return Pixels(zlib.compress(np.ascontiguousarray(array).tobytes(), COMPRESSION), overlay)
