"""Images whose rows are all alike, as barcodes are, laid upright: one row is computed, and repeated.

The arithmetic is that of Pillow's bilinear perspective transformation, to the bit. Its coefficients come from a system
of equations, and those that say how columns depend on y are not zero but rounding errors, about 1e-19 a pixel. They
tell where a colour lies just on the edge between two levels: those columns are computed for every row.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

ROUNDING = 1e-6
"""Far more than what rounding does to a place in an image (pixels), or to a colour (levels)."""


def lay_stripes(image: Image.Image, size: tuple[int, int], coefficients: np.ndarray) -> np.ndarray | None:
    """What ``image.transform`` makes of it by ``PERSPECTIVE`` and ``BILINEAR``, a hundred times as fast.

    Args:
        image: RGBA, its rows all alike.
        size: width and height of the result.
        coefficients: (8,), of a transformation that keeps rows and columns.

    Returns:
        RGBA, uint8 (height, width, 4); None if rounding tells which pixels are inside.
    """
    columns, rows = (np.arange(length) + 0.5 for length in size)
    places = _places(columns, size[1] / 2, coefficients)
    down = coefficients[4] * rows + coefficients[5]
    if _hangs_on_rounding(places, image.width) or _hangs_on_rounding(down, image.height):
        return None
    stripes = np.asarray(image.convert("RGBa"))[0].astype(np.float64)
    one, other, share = _between(places, stripes)
    row = one + (other - one) * share
    laid = np.zeros((size[1], size[0]), np.uint32)
    inside = (down >= 0) & (down < image.height)
    laid[inside] = _words(row)
    # Between two stripes that are alike, nothing can be rounded otherwise.
    doubtful = np.flatnonzero(((np.abs(row - row.round()) < ROUNDING) & (one != other)).any(axis=1))
    one, other, share = _between(_places(columns[doubtful], rows[inside][:, None], coefficients), stripes)
    laid[np.ix_(inside, doubtful)] = _words(one + (other - one) * share)
    pixels = laid.view(np.uint8).reshape(size[1], size[0], 4)
    if (stripes[:, 3] == 255).all():
        # What is outside is transparent, and black in both.
        return pixels
    return np.asarray(Image.frombuffer("RGBa", size, pixels, "raw", "RGBa", 0, 1).convert("RGBA"))


def _words(colours: np.ndarray) -> np.ndarray:
    """Colours (..., 4) as bytes, one number for each: uint32 (...)."""
    return colours.astype(np.uint8).view(np.uint32)[..., 0]


def _places(x: np.ndarray, y: np.ndarray | float, coefficients: np.ndarray) -> np.ndarray:
    """The column of the image, by the middles of the frame's pixels."""
    a, b, c, _, _, _, g, h = coefficients
    return (a * x + b * y + c) / (g * x + h * y + 1)


def _hangs_on_rounding(places: np.ndarray, length: int) -> bool:
    return bool((np.abs(places) < ROUNDING).any() or (np.abs(places - length) < ROUNDING).any())


def _between(places: np.ndarray, stripes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The colours of the stripes on the left and on the right of places (...), and the share of the right one.

    Both colours are float64 (..., 4), and 0 outside the image; the share is (..., 1).
    """
    left = np.floor(places - 0.5)
    inside = ((places >= 0) & (places < len(stripes)))[..., None]
    near = (stripes[np.clip(left.astype(np.int64) + step, 0, len(stripes) - 1)] * inside for step in (0, 1))
    return *near, (places - 0.5 - left)[..., None]
