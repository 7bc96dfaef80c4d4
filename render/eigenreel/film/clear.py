"""A canvas without a background.

Cairo multiplies colours by their alpha, images and point clouds come as they are; on a background it is all the same,
and Manim mixes them. Here what Manim paints beside Cairo is multiplied too. (A view in the picture, as of ZoomedScene,
is drawn by itself, as Manim does.)
"""

from __future__ import annotations

import numpy as np

from eigenreel.film.format import CLEAR
from eigenreel.film.raster import Canvas, Raster
from eigenreel.stage.display import Item, Pixels


class ClearCanvas(Canvas):
    """Its pixels are Cairo's: premultiplied, all of them."""

    def paint(self, item: Item) -> None:
        if isinstance(item, Pixels) and not item.overlay:
            # Frames that a scene's own camera drew; its background's colour is in them, with an alpha of 0.
            super().paint(item)
            np.minimum(self.pixels, self.pixels[:, :, 3:], out=self.pixels)
        else:
            self.surface.flush()
            below = self.pixels.copy()
            self.words[:] = 0
            super().paint(item)
            self.pixels[:] = laid_over(below, self.pixels)
        self.surface.mark_dirty()


def clear_raster(width: int, height: int) -> Raster:
    """A raster whose empty frame is transparent."""
    return Raster(width, height, CLEAR, ClearCanvas)


def laid_over(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """A premultiplied picture with one of straight alpha laid over it: uint8 (height, width, 4) each.

    >>> laid_over(np.uint8([[[0, 0, 0, 0], [9, 9, 9, 255]]]), np.uint8([[[200, 100, 0, 128]] * 2])).tolist()
    [[[100, 50, 0, 128], [105, 55, 4, 255]]]
    """
    alpha = above[:, :, 3:].astype(np.uint32)
    colours = above.astype(np.uint32)
    colours[:, :, 3] = 255
    return ((colours * alpha + below * (255 - alpha) + 127) // 255).astype(np.uint8)
