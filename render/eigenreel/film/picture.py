"""Raster images on a frame, by Pillow's perspective transformation, as Manim's camera lays them."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import numpy as np
from PIL import Image

from eigenreel.stage.display import Picture

# Images as they lie in a frame: a still one is drawn again whenever something moves over it.
KEPT = 4


def overlay(pixels: np.ndarray, above: np.ndarray) -> None:
    """Lay uint8 (h, w, 4) over the pixels in place, by its alpha."""
    both = Image.alpha_composite(Image.fromarray(pixels), Image.fromarray(above))
    pixels[:, :] = np.asarray(both)


def lay_picture(pixels: np.ndarray, picture: Picture) -> None:
    """Lay a raster image."""
    lay_image(pixels, lambda: _image(picture), (picture.width, picture.height), picture.corners, picture.resampling)


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
    corners = np.frombuffer(corner_bytes, np.float64).reshape(4, 2)
    whole_corners = corners.astype(np.int64)
    shift = whole_corners.min(axis=0)
    corners = corners - shift
    size = tuple(int(number) for number in (whole_corners - shift).max(axis=0))
    if not _is_visible(corners):
        return
    coefficients = _perspective(corners, *image_size)
    if coefficients is None:
        return
    laid = image().transform(size=size, method=Image.Transform.PERSPECTIVE, data=coefficients, resample=resampling)
    lay_at(pixels, np.asarray(laid), int(shift[0]), int(shift[1]))


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
