"""Raster images on a frame, by Pillow's perspective transformation, as Manim's camera lays them."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from PIL import Image

from eigenreel.film.stripes import lay_stripes
from eigenreel.stage.display import Picture

# Images as they lie in a frame: a still one is drawn again whenever something moves over it.
KEPT = 4

OPAQUE = np.array([0, 0, 0, 255], np.uint8).view(np.uint32)[0]
"""The least of the words whose alpha, their highest byte, is 255."""


def overlay(pixels: np.ndarray, above: np.ndarray) -> None:
    """Lay uint8 (h, w, 4) over the pixels in place, by its alpha."""
    # A number for each pixel: several times faster than four.
    words = np.ascontiguousarray(above).view(np.uint32)[..., 0]
    opaque = (words >= OPAQUE).all(axis=1)
    pixels.view(np.uint32)[opaque, :, 0] = words[opaque]
    if not opaque.all():
        both = Image.alpha_composite(Image.fromarray(pixels[~opaque]), Image.fromarray(above[~opaque]))
        pixels[~opaque] = np.asarray(both)


def lay_picture(pixels: np.ndarray, picture: Picture) -> None:
    """Lay a raster image."""
    laid = _laid(picture)
    if laid is not None:
        lay_at(pixels, *laid)


@lru_cache(maxsize=KEPT)
def _laid(picture: Picture) -> tuple[np.ndarray, int, int] | None:
    size = picture.width, picture.height
    return _placed(lambda: _image(picture), size, picture.corners, picture.resampling)


def lay_image(
    pixels: np.ndarray,
    image: Callable[[], Image.Image],
    image_size: tuple[int, int],
    corner_bytes: bytes,
    resampling: int,
) -> None:
    """The arithmetic of ``Camera.display_image_mobject``, so that the pixels are the same.

    Args:
        image: makes the image, if it can be seen.
        image_size: its width and height.
        corner_bytes: as in Picture.
    """
    laid = _placed(image, image_size, corner_bytes, resampling)
    if laid is not None:
        lay_at(pixels, *laid)


def _placed(
    image: Callable[[], Image.Image], image_size: tuple[int, int], corner_bytes: bytes, resampling: int
) -> tuple[np.ndarray, int, int] | None:
    """The transformed image, and where its upper left corner is; None if it cannot be seen."""
    corners = np.frombuffer(corner_bytes, np.float64).reshape(4, 2)
    whole_corners = corners.astype(np.int64)
    shift = whole_corners.min(axis=0)
    corners = corners - shift
    size = tuple(int(number) for number in (whole_corners - shift).max(axis=0))
    if not _is_visible(corners):
        return None
    coefficients = _perspective(corners, *image_size)
    if coefficients is None:
        return None
    made = image()
    laid = lay_stripes(made, size, coefficients) if _is_plain(made, corners, resampling) else None
    if laid is None:
        whole = made.transform(size=size, method=Image.Transform.PERSPECTIVE, data=coefficients, resample=resampling)
        laid = np.asarray(whole)
    return laid, int(shift[0]), int(shift[1])


def _is_plain(image: Image.Image, corners: np.ndarray, resampling: int) -> bool:
    """Whether an image of stripes stands upright; the corners are upper left, upper right, lower left, lower right."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners.tolist()
    rows = np.asarray(image)
    upright = x0 == x2 and x1 == x3 and y0 == y1 and y2 == y3
    return upright and resampling == Image.Resampling.BILINEAR and bool((rows == rows[0]).all())


def lay_at(pixels: np.ndarray, image: np.ndarray, x: int, y: int) -> None:
    """Lay the image's visible part with its upper left corner at x, y; what is transparent changes nothing."""
    height, width = pixels.shape[:2]
    x0, y0 = max(x, 0), max(y, 0)
    x1, y1 = min(x + image.shape[1], width), min(y + image.shape[0], height)
    if x0 < x1 and y0 < y1:
        overlay(pixels[y0:y1, x0:x1], image[y0 - y : y1 - y, x0 - x : x1 - x])


def _image(picture: Picture) -> Image.Image:
    pixels = np.empty((picture.height, picture.width, 4), np.uint8)
    colours = np.frombuffer(zlib.decompress(picture.colours), np.uint8)
    alphas = np.frombuffer(zlib.decompress(picture.alphas), np.uint8)
    pixels[:, :, :3] = colours.reshape(picture.height, picture.width, 3)
    pixels[:, :, 3] = alphas.reshape(picture.height, picture.width)
    return Image.fromarray(pixels)


def _is_visible(corners: np.ndarray) -> bool:
    """Whether the quadrilateral is at least half a pixel high over its longest side."""
    around = corners[[0, 1, 3, 2]]
    sides = np.roll(around, -1, axis=0) - around
    lengths = np.linalg.norm(sides, axis=1)
    longest = int(np.argmax(lengths))
    if lengths[longest] == 0:
        return False
    (ax, ay), (bx, by) = sides[longest], sides[(longest - 1) % 4]
    return abs(ax * by - ay * bx) / lengths[longest] >= 0.5


def _perspective(corners: np.ndarray, width: int, height: int) -> np.ndarray | None:
    """The eight coefficients that take a pixel of the frame to one of the image; None where corners are in line."""
    originals = np.array([[0, 0], [width, 0], [0, height], [width, height]])
    rows = []
    for (x, y), (u, v) in zip(corners, originals, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    try:
        return np.linalg.solve(np.array(rows, dtype=np.float64), originals.reshape(8).astype(np.float64))
    except np.linalg.LinAlgError:
        return None
